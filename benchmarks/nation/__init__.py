"""A synthetic nation in the project's ontology: regions, units, documents, plans, tasks, measures, values, passages.

Nothing in it is real. Province codes are two-digit numbers that GB/T 2260 gives to no province, and the provinces are
named after the sixty-year cycle, so that no statement can be taken for one about a place.
"""

from benchmarks.nation.make import Nation, write_nation

__all__ = ["Nation", "write_nation"]
