"""policygraph: a knowledge graph of public policy, every statement of which leads back to the words it came from."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__: str = version("policygraph")
