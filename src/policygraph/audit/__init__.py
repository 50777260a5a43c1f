"""Audit: findings computed from the graph by rules, and the pack that an auditor takes away."""
