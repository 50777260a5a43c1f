"""Where the graph is kept and queried: the embedded engine, in this process or in a pool of processes.

The pool is imported from `policygraph.store.pool.pool`: query processes import this package, and must start quickly.
"""

from policygraph.store.embedded import EmbeddedStore
from policygraph.store.guard.inspection import Query, QueryLimits, inspect
from policygraph.store.iris import is_absolute_iri
from policygraph.store.load import StoreSize, create_store
from policygraph.store.service import Answer, Parts, QueryRequest, QueryService, Streamed, Whole
from policygraph.store.solutions import read_solutions
from policygraph.store.variables import variables_of
from policygraph.store.write import write_triples

__all__ = [
    "Answer",
    "EmbeddedStore",
    "Parts",
    "Query",
    "QueryLimits",
    "QueryRequest",
    "QueryService",
    "StoreSize",
    "Streamed",
    "Whole",
    "create_store",
    "inspect",
    "is_absolute_iri",
    "read_solutions",
    "variables_of",
    "write_triples",
]
