"""The outline of a query: its brackets, operators, patterns and keywords, found in one pass without recursion.

What the engine does with a query grows with it in four ways, each of which is bounded here:

- brackets inside brackets take stack;
- so do operators side by side, since the engine chains `?a + ?b + ?c` into a tree as deep as there are operators;
- what a group joins is ordered by comparing all that is left with all that is joined already, which takes time with
  the fourth power of its patterns;
- some functions' arguments are read twice, so that each level of them doubles the work.

The pass reads in one piece what does not matter (terms, variables, white space, comments), and stops at brackets,
operators and keywords only. It holds for texts that are SPARQL; of another it may see less, since there the engine
stops first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from policygraph.errors import Position, QueryRefusedError, QuerySyntaxError
from policygraph.store.guard.brackets import Bracket, Kind
from policygraph.store.guard.limits import Tally
from policygraph.store.guard.stops import (
    ANGLE,
    BLANKS,
    CLOSE,
    DATA,
    ODD_NAME,
    ONE_IRI,
    OPEN,
    OPERATOR,
    STRAY,
    WORDS,
    next_stops,
    terms,
)
from policygraph.store.guard.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store.guard.limits import QueryLimits
    from policygraph.store.guard.tokens import Token

__all__ = ["Outline"]

_DECLARATIONS = frozenset({"PREFIX", "BASE", "VERSION"})
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
# A keyword may follow another without a space, so that only how it ends tells what it means for what follows.
_APART = ("OPTIONAL", "MINUS", "LATERAL", "EXISTS")
_READ_TWICE = ("REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT")
_VOLATILE = ("NOW", "RAND", "UUID")  # SPARQL 1.1 Query §17: what gives another value at each evaluation
_OPERANDS = frozenset({"variable", "string", "number", "name", "iri", "language", "label"})
_STEP = 64
"""Characters for which a step of a path within brackets counts: the planner estimates both its sides twice."""


class Outline:
    """What the pass over a query found; it is made by the pass.

    Args:
        text: The query, its codepoint escapes resolved.
        limits: The limits.
        federated: Whether SERVICE may be used at all.

    Attributes:
        form: The first keyword behind the declarations in capitals, and its offset; absent where there is none.
        where: Offset of the brace that opens the WHERE clause.
        volatile: Whether a function is called whose value changes from one evaluation to the next.
        dataset: Whether there is a FROM clause.
        calls: The terms behind SERVICE, and whether SILENT stands before each.

    Raises:
        QueryRefusedError: A limit is passed, it is an update, SERVICE is used, or the engine could read it in two ways.
        QuerySyntaxError: A string has no end, in a query that has the word SERVICE in it.
    """

    def __init__(self, text: str, limits: QueryLimits, *, federated: bool = False) -> None:
        self.form: tuple[str, int] | None = None
        self.where = len(text)
        self.volatile = False
        self.dataset = False
        self.calls: list[tuple[Token, bool]] = []
        self._federated = federated
        self._remote = False  # whether SERVICE has come and its group has not
        self._text = text
        self._tally = Tally(text, limits)
        self._careful = "service" in text.lower()
        self._top = self._group = self._head = Bracket(Kind.HEAD)
        self._stack = [self._head]
        self._word = ""  # the keyword behind which nothing has come yet
        self._run = (0, 0)  # the last stretch of terms
        self._operand = False  # whether what stood at the last stop can be an operand
        self._values = False  # whether VALUES has come and its rows have not
        self._doubling = 0
        self._steps = 0
        self._walk()

    def _walk(self) -> None:
        text = self._text
        outside, inside = next_stops(careful=self._careful)
        actions: dict[int, Callable[[str, int, int], int]] = {
            OPEN: self._open,
            CLOSE: self._close,
            ODD_NAME: self._take_odd_name,
            WORDS: self._take_word,
            OPERATOR: self._take_operator,
            ANGLE: self._take_angle,
            STRAY: self._take_stray,
        }
        at = 0
        while found := (inside if self._top.kind is Kind.EXPRESSION else outside).match(text, at):
            stop = found.lastindex
            begin = found.end() if stop is None else found.start(ODD_NAME - 1 if stop == ODD_NAME else stop)
            if begin > at:
                self._run = at, begin
                if self._word or self._top.fresh or self._top.counted:
                    self._read(at, begin)
            if self._doubling:
                self._tally.read_again(found.end() - at << self._doubling, begin)
            if stop is None:
                return
            at = actions[stop](found[stop], begin, found.end())

    def _read(self, at: int, begin: int) -> None:
        """Read what stands between two stops."""
        if self._text[at:begin].isspace() or BLANKS.fullmatch(self._text, at, begin):
            return
        self._word = ""
        top = self._top
        if not (top.fresh or top.counted):
            return
        found = sum(map(bool, terms().findall(self._text, at, begin)))
        if found and top.fresh:
            top.fresh = False
            self._add_patterns(1, at)
        elif top is self._head:
            self._tally.add(found, at)
        elif found > 1:
            self._add_patterns(found - 1, at)

    def _add_patterns(self, count: int, at: int) -> None:
        self._group.joined += count
        self._group.size += count
        self._tally.add(count, at)

    def _open(self, character: str, begin: int, end: int) -> int:
        top, word = self._top, self._word
        self._word = ""
        self._operand = False
        data = top.kind is Kind.DATA or (self._values and character in "({")
        if not data:
            self._tally.add(1, begin)
            bracket = self._bracket(character, word)
        else:
            bracket = Bracket(Kind.DATA, self._group)
        if character == "{" and data:
            end = self._open_rows(end)
        elif bracket.kind is Kind.GROUP:
            self._group = bracket
            if top is self._head and self.where == len(self._text):
                self.where = begin
        self._push(bracket, begin)
        return end

    def _bracket(self, character: str, word: str) -> Bracket:
        """Tell what a bracket encloses that is not one of VALUES.

        Args:
            character: The bracket.
            word: The keyword right before it, if there is one.
        """
        top = self._top
        if character == "{":
            if word.endswith("CONSTRUCT"):
                return Bracket(Kind.TEMPLATE, self._group)
            apart = word.endswith(_APART) or top.kind is Kind.EXPRESSION or self._remote
            group = Bracket(Kind.GROUP, self._group, apart=apart)
            group.remote, self._remote = self._remote, False
            return group
        if character == "(" and (word or top.select or top.kind is Kind.EXPRESSION):
            return Bracket(Kind.EXPRESSION, self._group, doubled=word.endswith(_READ_TWICE))
        return Bracket(Kind.LIST if character == "(" else Kind.NODE, self._group)

    def _open_rows(self, end: int) -> int:
        """Skip the rows of VALUES, which are data: they hold no operators and nest nothing."""
        if self._values:
            self._values = False
            self._add_patterns(1, end)
        rows = DATA.match(self._text, end)
        return rows.end() if rows and not (self._careful and "service" in rows[0].lower()) else end

    def _push(self, bracket: Bracket, begin: int) -> None:
        top = self._top
        if bracket.kind is Kind.LIST and top.kind is not Kind.LIST:
            self._steps = 0
        if top.fresh and (bracket.kind is Kind.LIST or bracket.kind is Kind.NODE):
            top.fresh = False
            self._add_patterns(1, begin)
        self._head.counted = False
        self._doubling += bracket.doubled
        self._stack.append(bracket)
        self._top = bracket
        self._tally.check_depth(len(self._stack) - 1, begin)

    def _close(self, _: str, begin: int, end: int) -> int:
        self._word = ""
        self._operand = True
        bracket = self._top
        if bracket is self._head:  # nothing is open: this is no SPARQL
            self._tally.add(1, begin)
            return end
        self._stack.pop()
        self._top = top = self._stack[-1]
        self._doubling -= bracket.doubled
        if bracket.kind is Kind.GROUP and bracket.outer is not None:
            self._group = bracket.outer
            self._group.take(bracket)
            self._tally.check_effort(bracket.total + self._head.effort, begin)
        if bracket.kind is Kind.GROUP or bracket.kind is Kind.DATA:
            top.fresh = top.kind is Kind.GROUP
        return end

    def _take_word(self, word: str, begin: int, end: int) -> int:
        """Take a keyword, or several without space between."""
        word = word.upper()
        top = self._top
        if self.form is None and top is self._head and word not in _DECLARATIONS:
            self.form = word, begin
            self._check_update(word, begin)
        if self._careful and "SERVICE" in word:
            self._take_service(word, begin, end)
        if "-" in word or "." in word:
            self._take_glued(word, begin)
        self._word = word
        self._operand = word.endswith(("TRUE", "FALSE"))
        self._values = self._values or word.endswith("VALUES")
        self.volatile = self.volatile or word.endswith(_VOLATILE)
        self.dataset = self.dataset or "FROM" in word
        if top.kind is Kind.GROUP or top.kind is Kind.NODE:
            self._take_word_of_group(word, begin)
        elif word.endswith("DESCRIBE"):
            top.counted = top is self._head
        return end

    def _check_update(self, word: str, begin: int) -> None:
        if word.startswith(_UPDATES):
            place = Position.of(self._text, begin)
            raise QueryRefusedError(
                f"{word} at {place} is an update, and this store is read-only",
                remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE; data changes through the files it is built from",
                position=place,
            )

    def _take_word_of_group(self, word: str, begin: int) -> None:
        top = self._top
        if not self._operand:
            top.fresh = not word.endswith(("GRAPH", "VALUES"))
        elif top.fresh:
            top.fresh = False
            self._add_patterns(1, begin)
        if word.endswith("UNION"):
            top.unite()
        if "SELECT" in word:
            top.select = top.apart = True

    def _take_glued(self, word: str, begin: int) -> None:
        """Count what hides in `true-true.true`, which has the form of a prefix."""
        self._tally.add(word.count("-"), begin)
        if self._top.kind is Kind.GROUP or self._top.kind is Kind.NODE:
            self._add_patterns(word.count("."), begin)

    def _take_odd_name(self, local: str, begin: int, end: int) -> int:
        """Take a prefixed name that has a hyphen, a dot or the word SERVICE before its colon.

        The engine wants no space behind a keyword: `SERVICEex:a {` and `SERVICE:a {` are calls to it. Inside a group a
        name is followed by a brace in no other place than behind GRAPH.
        """
        prefix = self._text[begin : end - len(local)].upper()
        before = ("GRAPH", "SERVICE", "SILENT") if self._remote else ("GRAPH",)
        if "SERVICE" in prefix and self._group is not self._head and not self._word.endswith(before):
            behind = BLANKS.match(self._text, end)
            if behind and self._text.startswith("{", behind.end()):
                self._refuse_service(begin, "cannot be told from the name behind it", "write a space behind SERVICE")
        self._take_glued(prefix, begin)
        self._word = ""
        self._operand = True
        self._take_term(begin)
        return end

    def _take_term(self, begin: int) -> None:
        if self._top.fresh or self._top.counted:
            self._top.fresh = False
            self._add_patterns(1, begin)

    def _take_operator(self, operator: str, begin: int, end: int) -> int:
        self._word = ""
        self._operand = False
        top = self._top
        joins = top.kind is Kind.GROUP or top.kind is Kind.NODE
        if operator in ".;,":
            top.fresh = joins
            return end
        if top.kind is Kind.DATA:
            return end
        self._tally.add(1, begin)
        if joins and operator == "/":
            top.fresh = True
        elif joins and operator == "~":
            self._add_patterns(1, begin)
        elif top.kind is Kind.LIST and operator == "/":
            self._steps += 1
            self._tally.read_again(_STEP << self._steps, begin)
        return end

    def _take_angle(self, _: str, begin: int, end: int) -> int:
        """Take a `<`, which begins an IRI, or a triple in angles, or stands for "less than"."""
        top = self._top
        inside = top.kind is Kind.EXPRESSION or top.kind is Kind.LIST
        operand = inside and self._follows_operand(begin)
        self._word = ""
        self._operand = False
        if top.kind is Kind.EXPRESSION:
            self._tally.add(1, begin)
            if operand:
                return end
        if self._text.startswith("<", end):
            self._tally.add(1, begin)
            self._take_term(begin)
            if top.kind is not Kind.EXPRESSION and not self._text.startswith("(", end + 1):
                self._add_patterns(1, begin)  # that something reifies the triple
            return end + 1
        found = ONE_IRI.match(self._text, begin)
        if found is None:
            return end
        if top.kind is Kind.LIST and operand and not set("#'()").isdisjoint(found[0]):
            place = Position.of(self._text, begin)
            raise QueryRefusedError(
                f"{found[0]} at {place} can be an IRI or a comparison followed by something else",
                remedy="write the comparison with spaces around `<`, or the IRI in full",
                position=place,
            )
        self._operand = True
        self._take_term(begin)
        return found.end()

    def _follows_operand(self, begin: int) -> bool:
        """Tell whether what stands before a place can be an operand of a comparison."""
        at, end = self._run
        last = (
            [token.kind for token in tokenise(self._text, at, end) if token.kind != "comment"] if end == begin else []
        )
        return last[-1] in _OPERANDS if last else self._operand

    def _take_stray(self, character: str, begin: int, _: int) -> int:
        """Stop at a quote or a backslash that begins nothing: the engine can read no further either."""
        if self._careful:
            place = Position.of(self._text, begin)
            raise QuerySyntaxError(
                f"the query is not SPARQL 1.1: `{character}` at {place} begins nothing that ends",
                remedy="close the string, and use only the escapes that there are",
                position=place,
            )
        return len(self._text)

    def _take_service(self, word: str, begin: int, end: int) -> None:
        """Take a call of SERVICE: note which term names the endpoint."""
        if not self._federated:
            self._refuse_service(
                begin,
                "this endpoint does not query others on behalf of a client",
                "remove the SERVICE clause; query the other endpoint yourself and join the results",
            )
        if any(bracket.remote for bracket in self._stack):
            self._refuse_service(begin, "it stands in what another endpoint is asked", "ask both endpoints from here")
        following = (token for token in tokenise(self._text, end) if token.kind != "comment")
        term = next(following, None)
        silent = word.endswith("SERVICESILENT")
        if term is not None and term.kind == "word" and term.text.upper() == "SILENT" and word.endswith("SERVICE"):
            silent, term = True, next(following, None)
        if not word.endswith(("SERVICE", "SERVICESILENT")) or term is None or term.kind not in {"iri", "name"}:
            self._refuse_service(begin, "the endpoint is not named by an IRI", "write its IRI in full behind SERVICE")
        self.calls.append((term, silent))
        self._remote = True

    def _refuse_service(self, begin: int, why: str, remedy: str) -> NoReturn:
        place = Position.of(self._text, begin)
        raise QueryRefusedError(f"SERVICE at {place}: {why}", remedy=remedy, position=place)
