"""Resolver: from what a person writes to the thing that is meant, or to the candidates."""
