from __future__ import annotations

import pytest

from policygraph.web.problems.problem import Problem
from policygraph.web.sparql.formats import Formats

JSON, TURTLE, PAGE = "application/sparql-results+json", "text/turtle", "text/html"
XML, RDFXML = "application/sparql-results+xml", "application/rdf+xml"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
JENA = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
    "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1"
)
RDF4J = (
    "application/sparql-results+json;q=0.8, application/sparql-results+xml;q=0.8, "
    "application/x-binary-rdf-results-table"
)


@pytest.mark.parametrize(
    ("form", "output", "media_type"),
    [
        ("SELECT", "json", "application/sparql-results+json"),
        ("ASK", "XML", "application/sparql-results+xml"),
        ("SELECT", "text/csv", "text/csv"),
        ("SELECT", "application/json", "application/sparql-results+json"),
        # What SPARQLWrapper sends for the formats that it knows.
        ("CONSTRUCT", "xml", "application/rdf+xml"),
        ("CONSTRUCT", "rdf+xml", "application/rdf+xml"),
        ("DESCRIBE", "json-ld", "application/ld+json"),
        ("DESCRIBE", "n3", "text/turtle"),
        ("CONSTRUCT", "application/n-quads", "application/n-quads"),
    ],
)
def test_an_output_is_a_short_name_or_a_media_type_and_wins(form: str, output: str, media_type: str) -> None:
    assert Formats().choose(form, output, "image/png") == media_type


@pytest.mark.parametrize(("form", "output"), [("SELECT", "turtle"), ("CONSTRUCT", "csv"), ("ASK", "nothing")])
def test_an_output_that_does_not_fit_the_query_is_refused_with_those_that_do(form: str, output: str) -> None:
    with pytest.raises(Problem) as refused:
        Formats().choose(form, output, "*/*")
    assert refused.value.kind.status == 400
    assert output in refused.value.detail
    assert ("turtle" if form == "CONSTRUCT" else "json") in refused.value.remedy


def test_a_choice_is_the_same_when_it_is_made_again_and_when_many_others_were() -> None:
    formats = Formats()
    for number in range(1000):
        assert formats.choose("SELECT", None, f"text/csv, image/x{number}") == "text/csv"
        assert formats.choose("CONSTRUCT", None, f"text/csv, */*, image/x{number}") == "text/turtle"
    assert formats.choose("SELECT", None, "text/csv, image/x1") == "text/csv"
    assert len(formats._chosen) <= 256


@pytest.mark.parametrize(
    ("accept", "select", "construct"),
    [
        (CHROME, PAGE, PAGE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGE, PAGE),  # Firefox, Safari
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/png,image/svg+xml,*/*;q=0.8", PAGE, PAGE),
        ("application/xhtml+xml", PAGE, PAGE),
        ("text/html", PAGE, PAGE),
        ("*/*", JSON, TURTLE),  # curl, python-requests, fetch of a browser
        (None, JSON, TURTLE),
        ("application/sparql-results+json,*/*;q=0.9", JSON, TURTLE),  # YASGUI
        ("text/turtle,*/*;q=0.9", JSON, TURTLE),
        ("application/sparql-results+xml", XML, None),  # SPARQLWrapper, rdflib's SPARQLStore
        ("application/rdf+xml", None, RDFXML),
        ("application/json, application/sparql-results+json", JSON, "application/ld+json"),
        (JENA, JSON, "application/ld+json"),
        ("text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.7, */*;q=0.3", JSON, TURTLE),  # Jena
        (RDF4J, JSON, None),
        ("application/rdf+xml;q=0.8, text/turtle;q=0.8, application/n-quads;q=0.7", None, TURTLE),  # RDF4J
        ("text/html;q=0.8, text/csv", "text/csv", PAGE),
        ("text/csv, text/html", "text/csv", PAGE),
        ("text/html;q=0, */*", JSON, TURTLE),
    ],
)
def test_browsers_get_a_page_and_programs_what_they_always_got(
    accept: str | None, select: str | None, construct: str | None
) -> None:
    for form, expected in (("SELECT", select), ("ASK", select), ("CONSTRUCT", construct), ("DESCRIBE", construct)):
        if expected is not None:
            assert Formats().choose(form, None, accept) == expected


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_a_page_can_be_asked_for_by_name(form: str) -> None:
    assert Formats().choose(form, "html", "*/*") == PAGE


def test_what_was_chosen_is_chosen_again_and_no_more_is_remembered_than_is_bounded() -> None:
    formats = Formats()
    asked = [f"gzip, x-{n}" for n in range(1000)] + ["br, gzip;q=0.5"]
    assert [formats.choose_encoding(one) for one in (*asked, *asked)] == (["gzip"] * 1000 + ["br"]) * 2
    assert formats.choose_encoding(None) == "identity"
    assert len(formats._encodings) <= 256
