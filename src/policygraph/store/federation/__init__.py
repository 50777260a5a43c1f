"""Asking other endpoints (SPARQL 1.1 Federated Query), where the operator allows it and nowhere else.

The gateway is imported from `policygraph.store.federation.gateway` by the query processes that need it: what it needs
itself takes as long to import as all the rest.
"""

from policygraph.store.federation.allowlist import AllowList, Destination
from policygraph.store.federation.calls import ServiceCall, direct

__all__ = ["AllowList", "Destination", "ServiceCall", "direct"]
