"""A resolution as JSON; docs/resolver.md describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.resolver.explain import explain

if TYPE_CHECKING:
    from policygraph.resolver.model import CodeReading, Match, NumberReading, Resolution
    from policygraph.things import Name

__all__ = ["write_match", "write_resolution"]


def write_resolution(found: Resolution) -> dict[str, object]:
    """Give what `json.dumps` takes: every member is always there, `message` and `remedy` only where a choice failed."""
    why = explain(found)
    return {
        "asked": found.asked,
        "kinds": list(found.kinds),
        "outcome": found.outcome,
        "matches": list(map(write_match, found.matches)),
        "near": list(map(write_match, found.near)),
        "numbers": list(map(_number, found.numbers)),
        "omitted": found.omitted,
    } | (why._asdict() if why else {})


def write_match(match: Match) -> dict[str, object]:
    """Give one thing, as the members `matches` and `near` list it."""
    return {
        "iri": match.iri,
        "kind": match.kind,
        "type": match.type,
        "name": _name(match.name),
        "matched": match.matched,
        "how": match.how,
        "score": match.score,
        "via": match.via,
        "documents": list(match.documents),
        "context": [{"property": c.property, "iri": c.iri, "name": _name(c.name)} for c in match.context],
        "deprecated": match.deprecated,
        "successors": list(match.successors),
    }


def _name(name: Name) -> dict[str, object]:
    return {"en": name.en, "zh": name.zh, "reconstructed": name.reconstructed}


def _number(reading: NumberReading) -> dict[str, object]:
    return {"normal_form": reading.normal_form, "codes": list(map(_code, reading.codes))}


def _code(reading: CodeReading) -> dict[str, object]:
    units = [{"iri": iri, "name": _name(name)} for iri, name in reading.units.items()]
    return {"code": reading.code, "meaning": reading.meaning, "units": units, "held": list(reading.held)}
