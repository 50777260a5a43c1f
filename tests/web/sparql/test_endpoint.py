from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph
import pytest

if TYPE_CHECKING:
    import httpx

LIGHT = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
CSV = {"Accept": "text/csv"}
GRAPH = "CONSTRUCT WHERE { <http://e/7> ?p ?o }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def get(client: httpx.Client, query: str, headers: dict[str, str] | None = None) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers=headers)


def check_problem(answer: httpx.Response, status: int, name: str) -> dict[str, object]:
    problem: dict[str, object] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert str(problem["type"]).endswith(f"/{name}")
    assert {"title", "detail", "remedy"} <= problem.keys()
    return problem


def test_a_query_is_answered_in_all_three_ways(client: httpx.Client) -> None:
    answers = [
        get(client, LIGHT, CSV),
        client.post("/sparql", data={"query": LIGHT}, headers=CSV),
        client.post("/sparql", content=LIGHT, headers=CSV | {"Content-Type": DIRECT}),
    ]
    assert [answer.text for answer in answers] == ["o\r\nthe label of thing 7\r\n"] * 3


@pytest.mark.parametrize(("iri", "label"), [("http://e/任", "raw"), ("http://e/%E4%BB%BB", "encoded")])
def test_raw_and_percent_encoded_iris_stay_two_things_in_all_three_ways(
    client: httpx.Client, iri: str, label: str
) -> None:
    query = f"SELECT ?o {{ <{iri}> ?p ?o }}"
    expected = f"o\r\n{label}\r\n"
    assert get(client, query, CSV).text == expected
    assert client.post("/sparql", data={"query": query}, headers=CSV).text == expected
    direct = client.post("/sparql", content=query.encode(), headers=CSV | {"Content-Type": DIRECT})
    assert direct.text == expected


def test_a_form_in_raw_utf8_means_the_same_as_percent_encoded(client: httpx.Client) -> None:
    body = "query=SELECT+?o+{<http://e/任>+?p+?o}".encode()
    assert client.post("/sparql", content=body, headers=CSV | {"Content-Type": FORM}).text == "o\r\nraw\r\n"


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (LIGHT, "application/sparql-results+json", "application/sparql-results+json"),
        (LIGHT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (LIGHT, "text/csv", "text/csv; charset=utf-8"),
        (LIGHT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (LIGHT, "application/json", "application/sparql-results+json"),
        (LIGHT, "application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("ASK {}", "application/sparql-results+json", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (GRAPH, "text/turtle", "text/turtle; charset=utf-8"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/n-quads", "application/n-quads"),
        (GRAPH, "application/trig", "application/trig"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        ("DESCRIBE <http://e/7>", "*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_every_format_is_spoken_and_can_be_read_back(
    client: httpx.Client, query: str, accept: str, media_type: str
) -> None:
    answer = get(client, query, {"Accept": accept})
    assert answer.headers["content-type"] == media_type
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    results = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
    if results in {pyoxigraph.QueryResultsFormat.JSON, pyoxigraph.QueryResultsFormat.XML}:
        parsed = pyoxigraph.parse_query_results(answer.content, results)
        text = next(iter(parsed))["o"].value if isinstance(parsed, pyoxigraph.QuerySolutions) else bool(parsed)
    elif results is not None:
        text = answer.text.splitlines()[1].strip('"')
    else:
        (quad,) = pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.from_media_type(media_type))
        text = quad.object.value
    assert text == (True if query == "ASK {}" else "the label of thing 7")


@pytest.mark.parametrize(("accept", "text"), [("text/csv", "true"), ("text/tab-separated-values", "true")])
def test_ask_says_true_where_the_format_defines_no_boolean(client: httpx.Client, accept: str, text: str) -> None:
    assert get(client, "ASK {}", {"Accept": accept}).text == text


def test_the_output_parameter_wins_over_accept(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": LIGHT, "output": "csv"}, headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    problem = check_problem(client.get("/sparql", params={"query": LIGHT, "output": "turtle"}), 400, "bad-request")
    assert problem["remedy"] == "use one of json, xml, csv, tsv, html"


def test_what_is_not_acceptable_is_answered_with_what_there_is(client: httpx.Client) -> None:
    problem = check_problem(get(client, GRAPH, {"Accept": "text/csv"}), 406, "not-acceptable")
    assert "text/turtle" in str(problem["remedy"])


@pytest.mark.parametrize(
    ("parameters", "status", "name"),
    [
        ("query=ASK{}&query=ASK{}", 400, "bad-request"),
        ("query=%FF", 400, "bad-request"),
        ("query=SELECT", 400, "query-syntax"),
        ("update=DROP+ALL", 403, "query-refused"),
        ("query=DROP+ALL", 403, "query-refused"),
        ("query=ASK{SERVICE<http://127.0.0.1/>{}}", 403, "query-refused"),
        (r"query=ASK{\u0053ERVICE<http://127.0.0.1/>{}}", 403, "query-refused"),
        ("query=LOAD<http://127.0.0.1/>", 403, "query-refused"),
        ("query=ASK" + "{" * 21, 403, "query-refused"),
        ("query=ASK{}&default-graph-uri=relative", 400, "bad-request"),
        ("&".join(f"a{n}=1" for n in range(1001)), 400, "bad-request"),
    ],
)
def test_a_wrong_request_is_a_problem_with_a_reason(
    client: httpx.Client, parameters: str, status: int, name: str
) -> None:
    check_problem(client.get(f"/sparql?{parameters.replace('{', '%7B').replace('}', '%7D')}"), status, name)
    if "&query" not in parameters:
        headers = {"Content-Type": FORM}
        check_problem(client.post("/sparql", content=parameters, headers=headers), status, name)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", "ASK {}", 415),
        ("application/sparql-update", "DROP ALL", 403),
        ("", "ASK {}", 415),
        (DIRECT, "", 400),
        (FORM, "", 400),
        (FORM, "nothing=here", 400),
        (DIRECT, b"ASK { ?s ?p '\xff' }", 400),
        (DIRECT + "; charset=latin-1", "ASK {}", 400),
        (DIRECT, "ASK {} #" + "x" * 1_200_000, 413),
        (DIRECT, "ASK {} #" + "x" * 100_000, 413),
    ],
)
def test_a_wrong_body_is_a_problem(client: httpx.Client, content_type: str, body: str | bytes, status: int) -> None:
    answer = client.post("/sparql", content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_query_both_in_the_body_and_in_the_address_is_refused(client: httpx.Client) -> None:
    answer = client.post("/sparql", params={"query": LIGHT}, content=LIGHT, headers={"Content-Type": DIRECT})
    check_problem(answer, 400, "bad-request")


def test_other_methods_are_refused_with_those_that_are_answered(client: httpx.Client) -> None:
    answer = client.put("/sparql", content=LIGHT)
    check_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_options_permits_queries_from_other_sites(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"


def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client) -> None:
    head, whole = client.head("/sparql", params={"query": LIGHT}), get(client, LIGHT)
    assert head.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == whole.headers[name]


def count(client: httpx.Client, query: str, **parameters: str | list[str]) -> int:
    answer = client.get("/sparql", params={"query": query, "output": "csv", **parameters})
    return int(answer.text.splitlines()[1])


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    both = ["http://e/g0", "http://e/g1"]
    assert count(client, query) == 10_002
    assert count(client, query, **{"default-graph-uri": "http://e/g0"}) == 5_002
    assert count(client, query, **{"default-graph-uri": both}) == 10_002  # one triple is in both graphs
    assert count(client, query, **{"named-graph-uri": "http://e/g0"}) == 0
    assert count(client, query.replace("{", "FROM <http://e/g0> {"), **{"default-graph-uri": "http://e/g1"}) == 5_001
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(client, named, **{"named-graph-uri": "http://e/g1"}) == 5_001


def test_a_graph_that_is_not_stored_is_empty_and_never_fetched(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/graph"
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert count(client, query, **{"default-graph-uri": address}) == 0
        assert count(client, query.replace("{", f"FROM <{address}> {{")) == 0
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_unchanged_answer_is_not_sent_again(client: httpx.Client) -> None:
    first = get(client, LIGHT)
    again = get(client, LIGHT, {"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["etag"].startswith('W/"0123abcd-')


def test_tags_differ_by_query_format_and_dataset(client: httpx.Client) -> None:
    graph = {"query": LIGHT, "default-graph-uri": "http://e/g1"}
    answers = [
        get(client, LIGHT),
        get(client, LIGHT + " "),
        get(client, LIGHT, CSV),
        client.get("/sparql", params=graph),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == 4


def test_an_answer_that_changes_by_itself_has_no_tag(client: httpx.Client) -> None:
    answer = get(client, "SELECT (NOW() AS ?now) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_query_past_its_deadline_is_504_and_the_next_is_answered(hasty: httpx.Client) -> None:
    check_problem(get(hasty, ENDLESS), 504, "query-timeout")
    assert get(hasty, LIGHT).status_code == 200


def test_a_query_past_the_memory_limit_is_507_and_the_next_is_answered(client: httpx.Client) -> None:
    check_problem(get(client, "SELECT ?b { ?a ?p ?b . ?c ?q ?d } ORDER BY ?b"), 507, "query-memory")
    assert get(client, LIGHT).status_code == 200


def test_a_result_past_the_size_limit_breaks_off_so_that_nobody_takes_it_for_complete(client: httpx.Client) -> None:
    import httpx  # noqa: PLC0415 - the module is otherwise needed for types only

    with pytest.raises(httpx.RemoteProtocolError):
        get(client, "SELECT * { ?a ?p ?b . ?c ?q ?d }")


def test_over_http_1_0_where_the_end_of_the_connection_is_the_end_of_the_answer_it_is_a_problem(
    client: httpx.Client,
) -> None:
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), 10) as connection:
        query = quote("SELECT * { ?a ?p ?b . ?c ?q ?d }")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.0\r\nHost: e\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            assert answer.readline().startswith(b"HTTP/1.1 507 ")


def test_a_client_that_hangs_up_does_not_keep_others_waiting(client: httpx.Client) -> None:
    request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: e\r\n\r\n".encode()
    for _ in range(10):
        with socket.create_connection((client.base_url.host, client.base_url.port or 80), 5) as connection:
            connection.sendall(request)
    assert get(client, LIGHT).status_code == 200
