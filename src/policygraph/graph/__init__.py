"""Assemble the graph from files, infer, and bring it into canonical form."""
