"""The audit's rules, as the server runs them."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING, NamedTuple

from policygraph.audit import RuleBook, load_rules
from policygraph.errors import PolicygraphError
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.web.inquiries import in_thread

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.audit import FindingRule

__all__ = ["Rules", "ServedRules"]


class Rules(NamedTuple):
    """The rules, and what tells them from others: a digest of their texts."""

    book: RuleBook
    digest: str


class ServedRules:
    """Reads the rules when they are first needed, and again for another release.

    Args:
        root: The workspace, whose own rules join the bundled ones.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._release = ""
        self._rules = Rules(RuleBook({}), "")
        self._reading = asyncio.Lock()

    async def of(self, release: str) -> Rules:
        """Give the rules for a release. One that cannot be read is logged and left out."""
        async with self._reading:
            if self._release != release:
                self._rules = await in_thread(_read, self._root)
                self._release = release
            return self._rules


def _read(root: Path) -> Rules:
    found: dict[str, FindingRule] = {}
    for path in Workspace.of(root, bundled()).finding_files():
        try:
            found |= load_rules([path]).rules
        except PolicygraphError as error:
            logging.getLogger("policygraph.web").warning("an audit rule is left out: %s", error)
    texts = repr(sorted((name, rule.text) for name, rule in found.items()))
    return Rules(RuleBook(found), hashlib.sha256(texts.encode("utf-8", "replace")).hexdigest())
