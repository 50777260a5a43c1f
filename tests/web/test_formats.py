from __future__ import annotations

import pytest

from policygraph.web.formats import Formats
from policygraph.web.problems import Problem


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
