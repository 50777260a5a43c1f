"""`/resolve`: from a number, a name or an IRI in any spelling to the thing that is meant."""
