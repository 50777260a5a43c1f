"""Reading rules from their files."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from policygraph.audit.message import misplaced, places
from policygraph.audit.model import SEVERITIES, THEMES, FindingRule, weight
from policygraph.errors import DataError, Location, NotFoundError, QueryError, did_you_mean
from policygraph.graph.files import read_text
from policygraph.graph.header import read_header
from policygraph.store import QueryLimits, inspect, variables_of
from policygraph.vocab import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from policygraph.audit.model import Severity, Theme

__all__ = ["RuleBook", "is_id", "line_of", "load_rule", "load_rules"]

_TEXTS = (
    "title",
    "title_zh",
    "severity",
    "theme",
    "explanation",
    "explanation_zh",
    "finding",
    "finding_zh",
    "remedy",
    "remedy_zh",
    "triggers",
    "passes",
)
_KEYS = (*_TEXTS, "concerns")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QUERY = re.compile(r"^(?!#)[ \t]*\S", re.MULTILINE)
_SELECT = re.compile(r"^[ \t]*SELECT\b", re.MULTILINE | re.IGNORECASE)
# YAML makes a space of a line break, also where the script has none.
_BETWEEN_CHINESE = re.compile(
    r"(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]) (?=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])"
)

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a workspace by id."""

    rules: Mapping[str, FindingRule]

    def __iter__(self) -> Iterator[FindingRule]:
        """Give the rules, the gravest first, then by id."""
        return iter(sorted(self.rules.values(), key=lambda rule: rule.order))

    def __len__(self) -> int:
        """Give their number."""
        return len(self.rules)

    def get(self, name: str) -> FindingRule:
        """Give a rule by its id.

        Raises:
            NotFoundError: There is none of that id; the error names the nearest.
        """
        if name not in self.rules:
            raise NotFoundError(
                f"no audit rule is called {name!r}",
                remedy=f"{did_you_mean(name, self.rules)}`policygraph audit rules` names them all",
            )
        return self.rules[name]

    def choose(
        self, ids: Sequence[str] = (), least: Severity = "info", theme: Theme | None = None
    ) -> tuple[FindingRule, ...]:
        """Choose rules: those named, or all, that are grave enough and of a theme, in the order of a report.

        Raises:
            NotFoundError: There is no rule of such an id.
        """
        named = dict.fromkeys(ids or self.rules)
        found = sorted((self.get(name) for name in named), key=lambda rule: rule.order)
        return tuple(rule for rule in found if weight(rule.severity) <= weight(least) and theme in (None, rule.theme))


def load_rules(paths: Iterable[Path]) -> RuleBook:
    """Read rules from their files; of two with one name the later wins, so a workspace can replace one.

    Raises:
        DataError: A file is not a rule.
    """
    return RuleBook({path.stem: load_rule(path) for path in {path.stem: path for path in paths}.values()})


def load_rule(path: Path) -> FindingRule:
    """Read a rule from its file; whether its cases hold is another question (`policygraph.audit.cases`).

    Raises:
        DataError: The file's name is no id, the header lacks a key or has an unknown one, a value is not one of those
            there are, the query is not a SELECT that the guard lets through and that gives `?thing`, or may answer
            otherwise at each time, or a message names a variable that it does not give.
    """
    text = read_text(path)
    _check_id(path)
    header = read_header(path, text, required=_KEYS)
    reader = _Reader(path, text, header)
    reader.check_keys()
    variables = reader.variables()
    return FindingRule(
        id=path.stem,
        title=reader.text_of("title"),
        title_zh=reader.text_of("title_zh"),
        severity=reader.choice("severity", SEVERITIES),
        theme=reader.choice("theme", THEMES),
        explanation=reader.text_of("explanation"),
        explanation_zh=reader.text_of("explanation_zh"),
        finding=reader.message("finding", variables),
        finding_zh=reader.message("finding_zh", variables),
        remedy=reader.text_of("remedy"),
        remedy_zh=reader.text_of("remedy_zh"),
        triggers=reader.text_of("triggers"),
        concerns=reader.concerns(),
        passes=reader.text_of("passes"),
        variables=variables,
        text=text,
        path=path,
    )


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a rule."""
    return _ID.fullmatch(text) is not None


def line_of(text: str, key: str) -> int:
    """Give the 1-based line of a rule's text at which a key of the header stands, 1 where it stands nowhere."""
    found = re.search(rf"^#\+ ?{re.escape(key)}\s*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _check_id(path: Path) -> None:
    if not is_id(path.stem):
        raise DataError(
            f"{path.stem!r} is not the id of a rule",
            remedy="name the file with lower-case letters, digits and single hyphens, such as task-without-unit.rq",
            location=Location(path),
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    """The header of one file, value by value, with the line for every fault."""

    path: Path
    text: str
    header: Mapping[str, Any]

    def check_keys(self) -> None:
        for key in self.header:
            if key not in _KEYS:
                near = difflib.get_close_matches(key, _KEYS, n=1)
                hint = f"write `{near[0]}`" if near else f"the keys are {', '.join(_KEYS)}"
                self.refuse(key, f"the header has an unknown key {key!r}", hint)

    def text_of(self, key: str) -> str:
        value = self.header[key]
        if not isinstance(value, str):
            self.refuse(key, f"the {key} {value!r} is not a text", f"write `#+ {key}: …` on one line, or in quotes")
        return _BETWEEN_CHINESE.sub("", value.strip("\n")) if key.endswith("_zh") else value.strip("\n")

    def choice(self, key: str, choices: Sequence[Choice]) -> Choice:
        value = self.text_of(key)
        found = next((choice for choice in choices if choice == value), None)
        if found is None:
            self.refuse(key, f"the {key} {value!r} is unknown", f"write one of {', '.join(choices)}")
        return found

    def message(self, key: str, variables: Sequence[str]) -> str:
        template = self.text_of(key)
        wrong = misplaced(template)
        if wrong:
            self.refuse(key, f"a brace in {wrong!r} is no part of a {{variable}}", "leave it out")
        unknown = [name for name in places(template) if name not in variables]
        if unknown:
            given = ", ".join(f"{{{name}}}" for name in variables)
            self.refuse(key, f"the SELECT gives no ?{unknown[0]} for the place {{{unknown[0]}}}", f"it gives {given}")
        return template

    def concerns(self) -> tuple[str, ...]:
        names = self.header["concerns"]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.refuse("concerns", f"the concerns {names!r} are not a list", "write `#+ concerns: [task:a, task:b]`")
        for name in names:
            if name.partition(":")[0] not in PREFIXES and "://" not in name:
                self.refuse("concerns", f"{name!r} is no IRI", "write a prefixed name of the case, such as task:a")
        found = tuple(expand(name) for name in names)
        if list(found) != sorted(set(found)):
            self.refuse("concerns", f"{', '.join(names)} are not in the order of their IRIs, each once", "sort them")
        return found

    def variables(self) -> tuple[str, ...]:
        if not _QUERY.search(self.text):
            self.refuse(None, "there is no query below the header", "write a SELECT that gives ?thing")
        try:
            found = variables_of(self.text)
        except QueryError as error:
            line = error.position.line if error.position else self._line_of_query()
            column = error.position.column if error.position else None
            raise DataError(
                f"the query cannot be run: {error.message}",
                remedy=self._declare(error.message) or error.remedy,
                location=Location(self.path, line, column),
            ) from error
        if "thing" not in found:
            given = ", ".join(f"?{name}" for name in found)
            self.refuse(None, f"the SELECT gives {given} and no ?thing", "let ?thing be the thing concerned")
        if inspect(self.text, QueryLimits()).volatile:
            self.refuse(
                None,
                "the query calls a function that gives another value each time, so that no finding would keep its id",
                "do without RAND, NOW, UUID and STRUUID; a date to compare with belongs into the query",
            )
        return found

    def refuse(self, key: str | None, message: str, remedy: str) -> NoReturn:
        line = line_of(self.text, key) if key else self._line_of_query()
        raise DataError(message, remedy=remedy, location=Location(self.path, line))

    def _line_of_query(self) -> int:
        found = _SELECT.search(self.text) or _QUERY.search(self.text)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    @staticmethod
    def _declare(message: str) -> str | None:
        found = re.search(r"the prefix ([\w-]+): is not declared", message)
        known = PREFIXES.get(found[1]) if found else None
        return f"write `PREFIX {found[1]}: <{known}>` before the SELECT" if found and known else None
