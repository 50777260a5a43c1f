"""Asking other endpoints (SPARQL 1.1 Federated Query), where the operator allows it and nowhere else."""

from policygraph.store.federation.allowlist import AllowList, Destination
from policygraph.store.federation.gateway import Gateway, GatewayLimits

__all__ = ["AllowList", "Destination", "Gateway", "GatewayLimits"]
