"""Turtle of the administrative divisions: one graph a province, and one for the country and the origin of the names."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS, XSD
from tools.division_records import COUNTRY_SLUG

from policygraph.graph.canonical import canonical_turtle
from policygraph.graph.turtle import as_graph
from policygraph.vocab import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.division_records import Division

    from policygraph.model.files import Triple

__all__ = ["country_turtle", "file_name", "province_turtle"]

_PINYIN = "inference:division-names-pinyin"
_BY_HAND = "inference:division-names-by-hand"
_LIBRARY = "source:cpca-0.5.5"


def file_name(province: Division) -> str:
    """Name the file of a province-level division: `14-shanxi.ttl`."""
    return f"{province.row.code[:2]}-{province.slug}.ttl"


def province_turtle(divisions: Iterable[Division]) -> str:
    """Write a province-level division and all below it as canonical Turtle."""
    return canonical_turtle(as_graph(triple for division in divisions for triple in _division(division)))


def country_turtle() -> str:
    """Write the country, the two ways in which names were made, and the library that the facts come from."""
    triples = [*_country(), *_library()]
    triples += _inference(
        _PINYIN,
        ("Division names romanised by rule", "按规则转写的行政区划英文名称"),
        (
            (
                "The proper name is the Hanyu Pinyin of the Chinese name as pypinyin reads it, with 长 read chang and "
                "都 read du, without tone marks and with u for ü; peoples and type word are translated by a table. A "
                "reading may be wrong where a character has several."
            ),
            (
                "专名按 pypinyin 的读音转写为不带声调的汉语拼音，其中长读 chang，都读 du，ü 写作 u；"
                "民族名称和通名按对照表翻译。多音字的读音可能有误。"
            ),
        ),
        "inference-basis:romanisation",
    )
    triples += _inference(
        _BY_HAND,
        ("Division names from the hand list", "手工列出的行政区划英文名称"),
        (
            (
                "The proper name comes from a list made by hand: an established English name, a reading that the rule "
                "gets wrong, or a translation; names.csv says which. No gazetteer was consulted."
            ),
            "专名取自手工编制的名单：通行的英文名称、按规则会读错的读音或译名，names.csv 中逐条注明；未核对地名录。",
        ),
        "inference-basis:background-knowledge",
    )
    return canonical_turtle(as_graph(triples))


def _division(division: Division) -> Iterator[Triple]:
    row, subject = division.row, _iri(f"region:{division.slug}")
    yield from _region(subject, division.name.full, row.zh, division.level)
    yield subject, SKOS.notation, Literal(row.code, datatype=_iri("pg:divisionCode"))
    yield subject, _iri("pg:isPartOf"), _iri(f"region:{division.parent}")
    yield subject, _iri("pg:hasDivisionType"), _iri(f"division-type:{division.name.type}")
    yield subject, _iri("pg:restsOn"), _iri(_BY_HAND if division.name.by_hand else _PINYIN)
    yield subject, DCTERMS.source, _iri(_LIBRARY)
    if row.latitude and row.longitude:
        yield subject, _iri("geo:lat"), Literal(Decimal(row.latitude))
        yield subject, _iri("geo:long"), Literal(Decimal(row.longitude))


def _country() -> Iterator[Triple]:
    subject = _iri(f"region:{COUNTRY_SLUG}")
    yield from _region(subject, "China", "中国", "country")
    yield subject, _iri("pg:restsOn"), _iri(_BY_HAND)


def _region(subject: URIRef, en: str, zh: str, level: str) -> Iterator[Triple]:
    yield subject, RDF.type, _iri("pg:AdministrativeDivision")
    yield from _labels(subject, SKOS.prefLabel, (en, zh))
    yield subject, _iri("pg:hasLevel"), _iri(f"level:{level}")


def _inference(name: str, label: tuple[str, str], definition: tuple[str, str], basis: str) -> Iterator[Triple]:
    subject = _iri(name)
    yield subject, RDF.type, _iri("pg:Inference")
    yield from _labels(subject, SKOS.prefLabel, label)
    yield from _labels(subject, SKOS.definition, definition)
    yield subject, _iri("pg:hasBasis"), _iri(basis)
    yield subject, _iri("pg:hasCertainty"), _iri("certainty:likely")


def _library() -> Iterator[Triple]:
    subject = _iri(_LIBRARY)
    yield subject, RDF.type, _iri("dcat:Dataset")
    yield subject, DCTERMS.title, Literal("cpca: Chinese Province, City and Area Recognition Utilities", lang="en")
    yield subject, _iri("dcat:version"), Literal("0.5.5")
    yield subject, DCTERMS.issued, Literal("2020", datatype=XSD.gYear)
    yield subject, DCTERMS.license, URIRef("https://spdx.org/licenses/MIT")
    yield subject, DCTERMS.rightsHolder, Literal("QinYuan Du")
    yield (
        subject,
        DCTERMS.description,
        Literal(
            "The table resources/adcodes.csv of the Python library. Facts alone were taken: code, Chinese name, "
            "longitude and latitude of a point. Its divisions are those of the middle of 2016.",
            lang="en",
        ),
    )


def _labels(subject: URIRef, predicate: URIRef, texts: tuple[str, str]) -> Iterator[Triple]:
    en, zh = texts
    yield subject, predicate, Literal(en, lang="en")
    yield subject, predicate, Literal(zh, lang="zh-Hans")


def _iri(name: str) -> URIRef:
    return URIRef(expand(name))
