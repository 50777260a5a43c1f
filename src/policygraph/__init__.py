"""policygraph: a knowledge graph of public policy, every statement of which leads back to the words it came from."""

__all__ = ["__version__"]

__version__ = "0.1.0"
