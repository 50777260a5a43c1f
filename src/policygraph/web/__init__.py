"""HTTP: it translates requests into queries and results into answers, and never evaluates SPARQL itself."""

from policygraph.web.app import create_app
from policygraph.web.server import serve_http

__all__ = ["create_app", "serve_http"]
