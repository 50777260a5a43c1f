"""Texts that name a thing by its IRI: in full, with a prefix, or as kind and slug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.resolver.matches import Hit
from policygraph.store import is_absolute_iri
from policygraph.things import quote, refer, values_clause
from policygraph.vocab import ID, KINDS, PG, PREFIXES, expand, shorten

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.model import How

__all__ = ["Reference", "find_same_slug", "find_slugs", "read_reference", "read_slug"]

_PATH = re.compile(r"/?(?:id/)?(?P<kind>[a-z-]{2,30})[/:](?P<slug>[^\s/:]{1,200})")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){1,40}")


class Reference(NamedTuple):
    """A text read as the IRI of a thing.

    Attributes:
        iri: The IRI.
        how: The way in which it is written.
        is_certain: Whether the text can be nothing else; `km/h` is kind and slug at first sight too.
    """

    iri: str
    how: How
    is_certain: bool = True

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    @property
    def namespace(self) -> str:
        """The IRI without its last part."""
        return self.iri[: len(self.iri) - len(self.slug)]


def read_reference(text: str) -> Reference | None:
    """Read an IRI, a prefixed name (`task:shanxi-2022-02`) or kind and slug (`task/shanxi-2022-02`); None if none.

    Kind and slug may have `/id/` before them, and a kind is known by its prefix too: `event/…` is `lifecycle-event/…`.
    Where the kind is not known, the IRI is made of it all the same: there is no such thing, and its slug may exist.
    """
    name = text.removeprefix("<").removesuffix(">") if text.startswith("<") else text
    prefix, colon, _ = name.partition(":")
    found = None
    if colon and prefix in PREFIXES:
        found = Reference(expand(name), "prefixed-name")
    elif "://" in name or prefix == "urn":
        found = Reference(name, "iri")
    elif path := _PATH.fullmatch(name):
        kind = KINDS.get(path["kind"], path["kind"])
        found = Reference(f"{ID}{kind}/{path['slug']}", "kind/slug", kind in KINDS.values())
    return found if found and is_absolute_iri(found.iri) else None


def read_slug(text: str) -> Reference | None:
    """Read a slug without its kind (`shanxi-2022-02`), as an IRI of no kind; None if it is none."""
    return Reference(f"{ID}any/{text}", "kind/slug", is_certain=False) if _SLUG.fullmatch(text) else None


def find_same_slug(reference: Reference) -> Inquiry[tuple[Hit, ...]]:
    """Give the things of other kinds that have the same slug."""
    others = [f"{ID}{kind}/{reference.slug}" for kind in sorted(KINDS.values())]
    rows = (yield f"SELECT DISTINCT ?s {{ {values_clause('s', others)} ?s ?p ?o }}").rows
    found = sorted(row["s"].value for row in rows)
    return tuple(Hit(iri, shorten(iri), "slug") for iri in found if iri != reference.iri)


def find_slugs(reference: Reference) -> Inquiry[tuple[str, ...]]:
    """Give the slugs of the things whose IRIs begin like one, in alphabetical order: those of its kind or scheme."""
    namespace = quote(reference.namespace)
    kind = quote(reference.namespace.removeprefix(ID).removesuffix("/"))
    question = f"""SELECT (GROUP_CONCAT(DISTINCT STRAFTER(STR(?thing), {namespace}); SEPARATOR=" ") AS ?slugs) {{
      {{ ?class {refer(PG + "mintsUnder")} {kind} . ?thing {refer(PREFIXES["rdf"] + "type")} ?class }} UNION
      {{ ?thing {refer(PREFIXES["skos"] + "inScheme")} ?scheme }} UNION
      {{ ?thing {refer(PREFIXES["rdfs"] + "isDefinedBy")} ?ontology }}
      FILTER(STRSTARTS(STR(?thing), {namespace})) }}"""
    rows = (yield question).rows
    return tuple(sorted(rows[0]["slugs"].value.split())) if rows and "slugs" in rows[0] else ()
