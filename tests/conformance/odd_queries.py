"""Queries made up at random, each written plainly and once more as oddly as SPARQL lets one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

__all__ = ["DATA", "GRAPHS", "OddQuery", "odd_queries"]

GRAPHS = ("http://e/g1", "http://e/g2", "http://e/图", "http://e/%E5%9B%BE")
# Raw and percent-encoded IRIs are different things; some triples stand in several graphs.
DATA = """
<http://e/a> <http://e/p> <http://e/b> <http://e/g1> .
<http://e/b> <http://e/p> <http://e/任务> <http://e/g1> .
<http://e/a> <http://e/label> "it's # no \\"comment\\"" <http://e/g1> .
<http://e/a> <http://e/p> <http://e/b> <http://e/g2> .
<http://e/b> <http://e/p> <http://e/%E4%BB%BB%E5%8A%A1> <http://e/g2> .
<http://e/任务> <http://e/label> "任务 SERVICE <x>"@zh <http://e/图> .
<http://e/b> <http://e/p> <http://e/任务> <http://e/图> .
<http://e/%E4%BB%BB%E5%8A%A1> <http://e/label> "C:\\\\u0041" <http://e/%E5%9B%BE> .
<http://e/%E4%BB%BB%E5%8A%A1> <http://e/p> <http://e/a> <http://e/%E5%9B%BE> .
"""

_BASE = "http://e/"
_IRIS = ("a", "b", "p", "label", "任务", "%E4%BB%BB%E5%8A%A1", "FROM")
_VALUES = ('it\'s # no "comment"', "任务 SERVICE <x>", "C:\\u0041", "} FROM <x> {", "")
_BRACKETS = frozenset("{}()")
_KEYWORD = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class OddQuery:
    """One query.

    Attributes:
        plain: Its text without dataset clauses, written plainly.
        odd: The same query, oddly written, with the dataset clauses.
        default: The graphs that FROM names, in order and perhaps more than once.
        named: The same of FROM NAMED.
    """

    plain: str
    odd: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def _iri(name: str) -> str:
    return f"<{_BASE}{name}>"


def _words(*choices: str) -> st.SearchStrategy[list[str]]:
    return st.sampled_from(choices).map(str.split)


def _joined(*parts: str | st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    made = (st.just(part.split()) if isinstance(part, str) else part for part in parts)
    return st.tuples(*made).map(lambda lists: [token for tokens in lists for token in tokens])


_names = st.sampled_from(_IRIS).map(lambda name: [_iri(name)])
_literals = st.sampled_from(_VALUES).map(lambda value: [f'"{value}"'])
# Most choices are variables, so that a good part of the queries finds something.
_subjects = st.one_of(_words("?s", "$s", "?o"), _words("?s"), _names)
_paths = _words("?p", "?p", "e:p", _iri("p"), "e:label", "e:p / e:p", "e:p +", "^ e:p", "( e:p | e:label )", "! e:p")
_objects = st.one_of(_words("?o", "?s", "?任"), _words("?o"), _names, _literals)
_triples = _joined(_subjects, _paths, _objects, ".")
_filters = st.one_of(
    _words("FILTER ( ?o != ?s )", "FILTER ( 1 < 2 && 2 > 1 )", "FILTER isIRI ( ?o )", "FILTER ( ?o < ?s || 1 < 2 )"),
    _joined("FILTER ( STR ( ?o ) =", _literals, ")"),
    _joined("FILTER NOT EXISTS {", _triples, "}"),
)
_graph_names = st.one_of(_words("?g"), st.sampled_from(GRAPHS).map(lambda graph: [f"<{graph}>"]))


def _wider(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.one_of(
        _joined(inner, inner),
        _joined(inner, _filters),
        _joined("GRAPH", _graph_names, "{", inner, "}"),
        _joined(inner, "OPTIONAL {", inner, "}"),
        _joined("{", inner, "} UNION {", inner, "}"),
    )


_patterns = st.recursive(_triples, _wider, max_leaves=3)
_heads = st.one_of(
    _words("SELECT *", "SELECT ?s ?o ?g", "SELECT ( COUNT ( * ) AS ?n )", "SELECT DISTINCT ?s", "ASK"),
    _words("DESCRIBE ?s ?o", "DESCRIBE *", f"DESCRIBE {_iri('b')} ?s"),
    _joined("SELECT ( EXISTS {", _triples, "} AS ?e )"),
    _joined("CONSTRUCT {", _words("?s e:made ?o . ?s ?s ?g", "_:x e:made ?s"), "}"),
)
_clauses = st.lists(st.tuples(st.sampled_from((False, False, True)), st.sampled_from(GRAPHS)), max_size=5)


def _escaped(draw: st.DrawFn, token: str) -> str:
    """Write one character of a token as a codepoint escape, in the short or the long form."""
    index = draw(st.integers(0, len(token) - 1))
    form = draw(st.sampled_from(("\\u{:04X}", "\\U{:08x}")))
    return token[:index] + form.format(ord(token[index])) + token[index + 1 :]


def _string(draw: st.DrawFn, value: str) -> str:
    """Write a string with any of the four kinds of quotes."""
    quote = draw(st.sampled_from(('"', "'", '"""', "'''")))
    value = value.replace("\\", "\\\\").replace(quote[0], f"\\{quote[0]}")
    return f"{quote}{value}{quote}"


def _oddly(draw: st.DrawFn, token: str) -> str:
    if token.startswith('"'):
        return _string(draw, token[1:-1])
    if _KEYWORD.fullmatch(token):
        token = draw(st.sampled_from((token, token.lower(), token.capitalize())))
    if token.startswith(f"<{_BASE}"):
        local = token.removeprefix(f"<{_BASE}")
        written = draw(st.sampled_from((token, f"<{local}", f"e:{local[:-1]}", "")))
        return written or f"<{_escaped(draw, token[1:-1])}>"
    return _escaped(draw, token) if draw(st.integers(0, 9)) == 0 else token


_SPACES = st.sampled_from((" ", "\n", "\t", "\r\n", "  ", "# } FROM <x> \" ' \\\n", "#SERVICE <x> {}\r", " #\n"))


def _space(draw: st.DrawFn, token: str, after: str) -> str:
    """Part two tokens, where need be: not at brackets, nor a keyword from an IRI."""
    glued = token in _BRACKETS or after in _BRACKETS or (_KEYWORD.fullmatch(token.upper()) and after.startswith("<"))
    return "" if glued and draw(st.booleans()) else draw(_SPACES)


@st.composite
def odd_queries(draw: st.DrawFn) -> OddQuery:
    """Make a query up."""
    head, pattern, clauses = draw(_heads), draw(_patterns), draw(_clauses)
    body = [*draw(st.sampled_from(([], ["WHERE"]))), "{", *pattern, "}"]
    named = [["FROM", *(["NAMED"] if is_named else []), f"<{graph}>"] for is_named, graph in clauses]
    odd = [_oddly(draw, token) for token in (*head, *(token for clause in named for token in clause), *body)]
    return OddQuery(
        plain=" ".join(_plainly(token) for token in ("PREFIX", "e:", f"<{_BASE}>", *head, *body)),
        odd=f"base<{_BASE}>Prefix e:<>"
        + "".join(token + _space(draw, token, after) for token, after in pairwise([*odd, "}"])),
        default=tuple(graph for is_named, graph in clauses if not is_named),
        named=tuple(graph for is_named, graph in clauses if is_named),
    )


def _plainly(token: str) -> str:
    if not token.startswith('"'):
        return token
    value = token[1:-1].replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'
