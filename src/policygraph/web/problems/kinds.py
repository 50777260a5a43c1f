"""The kinds of problems that answers tell of; docs/http-api.md lists them, and a test holds the two together."""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "BAD_REQUEST",
    "ENDING",
    "GONE",
    "HEAD_TOO_LARGE",
    "INTERNAL",
    "KINDS",
    "METHOD_NOT_ALLOWED",
    "NOT_ACCEPTABLE",
    "NOT_FOUND",
    "NOT_IMPLEMENTED",
    "NO_RELEASE",
    "OVERLOADED",
    "QUERY_MEMORY",
    "QUERY_REFUSED",
    "QUERY_SYNTAX",
    "QUERY_TIMEOUT",
    "REQUEST_TIMEOUT",
    "RESULT_TOO_LARGE",
    "SERVICE_FAILED",
    "TOO_LONG",
    "TOO_MANY_CONNECTIONS",
    "TOO_MANY_REQUESTS",
    "UNSUPPORTED_MEDIA_TYPE",
    "URI_TOO_LONG",
    "VERSION_NOT_SUPPORTED",
    "WORKER_DIED",
    "ProblemKind",
]

TYPE = "https://w3id.org/policygraph/problem/"


class ProblemKind(NamedTuple):
    """A kind of problem (RFC 9457 §3.1).

    Attributes:
        name: Last part of its type IRI.
        status: HTTP status.
        title: What kind of problem it is, in words.
    """

    name: str
    status: int
    title: str

    @property
    def iri(self) -> str:
        """Its type IRI."""
        return TYPE + self.name


BAD_REQUEST = ProblemKind("bad-request", 400, "The request cannot be understood")
QUERY_SYNTAX = ProblemKind("query-syntax", 400, "The query is not SPARQL 1.1")
QUERY_REFUSED = ProblemKind("query-refused", 403, "The query is refused")
NOT_FOUND = ProblemKind("not-found", 404, "There is no such thing")
GONE = ProblemKind("gone", 410, "The thing must not be used any more")
METHOD_NOT_ALLOWED = ProblemKind("method-not-allowed", 405, "The method is not answered here")
NOT_ACCEPTABLE = ProblemKind("not-acceptable", 406, "None of the formats is acceptable")
REQUEST_TIMEOUT = ProblemKind("request-timeout", 408, "The request took too long to arrive")
TOO_LONG = ProblemKind("too-long", 413, "The request is too long")
URI_TOO_LONG = ProblemKind("uri-too-long", 414, "The address is too long")
UNSUPPORTED_MEDIA_TYPE = ProblemKind("unsupported-media-type", 415, "The body is of a type that carries no query")
TOO_MANY_REQUESTS = ProblemKind("too-many-requests", 429, "Too many requests were sent at once")
HEAD_TOO_LARGE = ProblemKind("head-too-large", 431, "The headers are too long")
INTERNAL = ProblemKind("internal", 500, "The server is at fault")
WORKER_DIED = ProblemKind("worker-died", 500, "The process that ran the query ended")
NOT_IMPLEMENTED = ProblemKind("not-implemented", 501, "Nothing of this kind is done here")
ENDING = ProblemKind("ending", 503, "The server is about to end")
NO_RELEASE = ProblemKind("no-release", 503, "There is no release that can be served")
TOO_MANY_CONNECTIONS = ProblemKind("too-many-connections", 503, "There is no room for another client")
OVERLOADED = ProblemKind("overloaded", 503, "No query process is free")
QUERY_TIMEOUT = ProblemKind("query-timeout", 504, "The query was stopped at its deadline")
VERSION_NOT_SUPPORTED = ProblemKind("http-version-not-supported", 505, "This version of HTTP is not spoken here")
QUERY_MEMORY = ProblemKind("query-memory", 507, "The query was stopped at its memory limit")
SERVICE_FAILED = ProblemKind("service-failed", 502, "Another endpoint that the query asks gave no answer")
RESULT_TOO_LARGE = ProblemKind("result-too-large", 507, "The result passed the size limit")

KINDS = (
    BAD_REQUEST,
    QUERY_SYNTAX,
    QUERY_REFUSED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    REQUEST_TIMEOUT,
    GONE,
    TOO_LONG,
    URI_TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    TOO_MANY_REQUESTS,
    HEAD_TOO_LARGE,
    INTERNAL,
    WORKER_DIED,
    NOT_IMPLEMENTED,
    SERVICE_FAILED,
    ENDING,
    NO_RELEASE,
    TOO_MANY_CONNECTIONS,
    OVERLOADED,
    QUERY_TIMEOUT,
    VERSION_NOT_SUPPORTED,
    QUERY_MEMORY,
    RESULT_TOO_LARGE,
)
"""Every kind, by status."""
