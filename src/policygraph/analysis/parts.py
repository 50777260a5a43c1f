"""Who has a part in what: the assignments of a release, and the tasks and documents that their acts belong to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from policygraph.analysis.belonging import BELONGING, Ownership
from policygraph.analysis.model import Part
from policygraph.analysis.reading import read_links
from policygraph.analysis.scope import SCOPING, within
from policygraph.errors import UsageError
from policygraph.vocab import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.analysis.reading import Link
    from policygraph.model.inquiry import Inquiry

__all__ = ["Choice", "read_parts"]

_ASSIGNMENT: Final = ("assignsTo", "hasAssignment", "hasBasis", "hasCertainty", "hasRole", "restsOn")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which parts are to be looked at.

    Attributes:
        scope: IRI of a report, plan, task, other thing, unit or region to which they are to belong; all where None.
        roles: Names of roles, such as `lead`; all where empty.
        acts: Whether measures, events, provisions and acceptances stand for themselves; else they count for the task,
            rectification or document to which they belong.
    """

    scope: str | None = None
    roles: frozenset[str] = frozenset()
    acts: bool = False


def read_parts(choice: Choice) -> Inquiry[tuple[Part, ...]]:
    """Read who has a part in what, sorted.

    Raises:
        NotFoundError: Nothing is assigned in the scope.
        UsageError: No assignment of the release has one of the roles.
    """
    links: Mapping[str, list[Link]] = defaultdict(list)
    for link in (yield from read_links((*_ASSIGNMENT, *BELONGING, *(SCOPING if choice.scope else ())))):
        links[link.property].append(link)
    _check_roles(choice.roles, {_local(link.object) for link in links["hasRole"]})
    found = tuple(sorted(_join(links, choice)))
    return within(choice.scope, found, links) if choice.scope else found


def _join(links: Mapping[str, list[Link]], choice: Choice) -> Iterator[Part]:
    owned, reasons = Ownership(links), _reasons(links)
    roles = {link.subject: _local(link.object) for link in links["hasRole"]}
    given = {link.subject: link for link in links["assignsTo"]}
    for act, _, assignment, _ in links["hasAssignment"]:
        role, to = roles.get(assignment, ""), given.get(assignment)
        if to is None or (choice.roles and role not in choice.roles):
            continue
        for thing in (act,) if choice.acts else owned.whole(act):
            yield Part(to.object, thing, role, act, assignment, to.graph, *reasons.get(assignment, ()))


def _check_roles(wanted: Iterable[str], known: Iterable[str]) -> None:
    missing = sorted(frozenset(wanted) - frozenset(known))
    if missing:
        raise UsageError(
            f"no assignment of this release has the role {' or '.join(map(repr, missing))}",
            remedy=f"roles that assignments have: {', '.join(sorted(known)) or 'none'}",
        )


def _local(concept: str) -> str:
    """Give the name of a concept of the project inside its scheme; another IRI as it is."""
    return concept.rsplit("/", 1)[-1] if concept.startswith(CONCEPT) else concept


def _reasons(links: Mapping[str, list[Link]]) -> Mapping[str, tuple[str, str]]:
    """Give basis and certainty of what assignments rest on; of several inferences, those of the first."""
    basis, certainty = _values(links["hasBasis"]), _values(links["hasCertainty"])
    assignments = {link.subject for link in links["assignsTo"]}
    return {
        link.subject: (basis.get(link.object, ""), certainty.get(link.object, ""))
        for link in reversed(links["restsOn"])
        if link.subject in assignments
    }


def _values(links: Iterable[Link]) -> Mapping[str, str]:
    return {link.subject: _local(link.object) for link in links}
