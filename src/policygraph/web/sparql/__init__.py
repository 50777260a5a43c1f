"""The endpoint: the SPARQL 1.1 Protocol for reading, its formats, its cache and its service description."""
