"""What a query is, told without asking it of any data."""

from __future__ import annotations

import re

import pyoxigraph

from policygraph.errors import Position, QueryRefusedError, QuerySyntaxError
from policygraph.store.guard.inspection import QueryLimits, inspect
from policygraph.store.guard.mistake import describe_mistake
from policygraph.vocab import BASE

__all__ = ["variables_of"]

_PLACE = re.compile(r"error at (\d+):(\d+): ")


def variables_of(text: str) -> tuple[str, ...]:
    """Give the names, without `?`, of the variables that a SELECT query gives, in their order.

    Raises:
        QuerySyntaxError: The text is not SPARQL 1.1; the error has the position.
        QueryRefusedError: It is no SELECT query, the guard does not let it through, or it calls a function that there
            is not.
    """
    query = inspect(text, QueryLimits())
    if query.form not in ("SELECT", None):
        raise QueryRefusedError(f"it is {query.form} and no SELECT query", remedy="write a SELECT query")
    try:
        solutions = pyoxigraph.Store().query(query.text, base_iri=BASE)
    except SyntaxError as fault:
        message = describe_mistake(query.text, str(fault.msg))
        place = _PLACE.match(message)
        raise QuerySyntaxError(
            f"it is not SPARQL 1.1: {_PLACE.sub('', message)}",
            remedy="mend the query at that place",
            position=Position(int(place[1]), int(place[2])) if place else None,
        ) from fault
    except (RuntimeError, ValueError) as fault:
        raise QueryRefusedError(f"the engine cannot evaluate it: {fault}", remedy="write it in another way") from fault
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise QueryRefusedError("it is no SELECT query", remedy="write a SELECT query")
    return tuple(variable.value for variable in solutions.variables)
