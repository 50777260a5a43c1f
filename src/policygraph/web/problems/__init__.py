"""Errors as answers, in one shape on every route (RFC 9457)."""
