"""IRIs of numbers, written by hand."""

from __future__ import annotations

import pytest

from policygraph.errors import UsageError
from policygraph.identifiers import from_iri, parse

BASE = "https://w3id.org/policygraph/id/document-number/"


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("晋环发〔2022〕43号", "jin-huan-fa-2022-43-664b73af53d1"),
        ("津环发〔2022〕43号", "jin-huan-fa-2022-43-6d2573af53d1"),
        ("Jin Huan Fa [2022] No. 43", "jin-huan-fa-2022-43"),
        ("JHF [2022] No.43", "jhf-2022-43"),
        ("国务院令第736号", "guo-wu-yuan-ling-736-56fd52a196624ee4"),
        ("交通部令2001年第5号", "jiao-tong-bu-ling-2001-5-4ea4901a90e84ee4"),
        ("渝府办发〔2022〕9号", "yu-fu-ban-fa-2022-9-6e1d5e9c529e53d1"),
        ("重庆市人民政府令第3号", "chong-qing-shi-ren-min-zheng-fu-ling-3-91cd5e865e024eba6c11653f5e9c4ee4"),
    ],
)
def test_an_iri_is_readable_in_front_and_exact_at_the_end(printed: str, slug: str) -> None:
    assert parse(printed).iri == BASE + slug
    assert from_iri(BASE + slug) == parse(printed)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "jin-huan-fa",
        "jin-huan-fa-2022",
        "jin-huan-fa-43",
        "jin-huan-fa-2022-043",
        "jin-huan-fa-2022-0",
        "jin-huan-fa-1022-43",
        "Jin-Huan-Fa-2022-43",
        "jin-hua-fax-2022-43",
        "jing-huan-fa-2022-43-664b73af53d1",
        "jin-huan-fa-2022-43-664B73AF53D1",
        "jin-huan-fa-2022-43-664b73af53",
        "jin-huan-fa-43-664b73af53d1",
        "guo-fa-2021-23-570b767c",
        "jhf-2022-43/",
        "jhf-2022-43 ",
        "jhf-２０２２-43",
    ],
)
def test_any_other_iri_is_refused(slug: str) -> None:
    with pytest.raises(UsageError):
        from_iri(BASE + slug)


def test_an_iri_of_another_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="not the IRI of a document number"):
        from_iri("https://w3id.org/policygraph/id/task/jhf-2022-43")


def test_a_wrong_decoration_is_refused_with_the_right_iri() -> None:
    with pytest.raises(UsageError) as caught:
        from_iri(BASE + "jing-huan-fa-2022-43-664b73af53d1")
    assert BASE + "jin-huan-fa-2022-43-664b73af53d1" in caught.value.remedy
