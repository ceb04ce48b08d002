"""The bibliography: what a source holds and how it is named."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.reference.evidence.sources import Source, read_sources

GOOD: dict[str, Any] = {
    "id": "bruun-2024",
    "type": "article-journal",
    "title": "Naltrexone 6 mg",
    "author": [{"family": "Bruun", "given": "KD"}],
    "issued": {"date-parts": [[2024]]},
    "DOI": "10.1016/S2665-9913(23)00278-3",
    "PMID": "38258677",
    "custom": {"kind": "trial", "not_verified": ["dose"]},
}


def read(**changes: Any) -> Source:
    entry = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return read_sources(Node([entry], ""))["bruun-2024"]


def test_a_source_is_read_whole() -> None:
    source = read()
    assert (source.author, source.year, source.kind) == ("Bruun", 2024, "trial")
    assert (source.doi, source.pmid) == ("10.1016/S2665-9913(23)00278-3", "38258677")
    assert source.not_verified == ("dose",)


@pytest.mark.parametrize(
    ("changes", "bears"),
    [
        ({"PMID": None}, True),
        ({"DOI": None, "PMID": None, "number": "NCT00715117"}, True),
        ({"DOI": None, "PMID": None, "custom": {"kind": "label", "copy_at": "https://a.org/b"}}, True),
        ({"DOI": None, "PMID": None, "custom": {"kind": "judgement"}}, True),
        ({"DOI": None, "PMID": None, "custom": {"kind": "leaflet", "not_checkable": "it is lost"}}, False),
    ],
)
def test_a_source_bears_a_statement_where_it_can_be_looked_up(
    changes: dict[str, Any], *, bears: bool
) -> None:
    assert read(**changes).bears is bears


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, "Bruun 2024"),
        ({"issued": None}, "Bruun"),
        ({"author": None}, "Naltrexone 6 mg 2024"),
        ({"author": None, "issued": None}, "Naltrexone 6 mg"),
        ({"author": [{"literal": "Ministry of Health"}]}, "Ministry of Health 2024"),
    ],
)
def test_a_source_is_named_in_a_few_words(changes: dict[str, Any], short: str) -> None:
    assert read(**changes).short == short


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"DOI": "10.1/x"}, "[0].DOI"),
        ({"DOI": "https://doi.org/10.1016/x"}, "[0].DOI"),
        ({"PMID": "0123"}, "[0].PMID"),
        ({"PMID": 38258677}, "[0].PMID"),
        ({"URL": "javascript:alert(1)"}, "[0].URL"),
        ({"URL": "file:///etc/hosts"}, "[0].URL"),
        ({"issued": {"date-parts": [["2024"]]}}, "[0].issued.date-parts[0][0]"),
        ({"issued": {"date-parts": []}}, "[0].issued.date-parts"),
        ({"author": []}, "[0].author"),
        ({"author": [{}]}, "[0].author"),
        ({"publisher": "x"}, "[0].publisher"),
        ({"title": " "}, "[0].title"),
        ({"custom": {}}, "[0].custom.kind"),
        ({"custom": {"kind": "trial", "secondary": "yes"}}, "[0].custom.secondary"),
        ({"custom": {"kind": "trial", "copy_at": "studylib"}}, "[0].custom.copy_at"),
        ({"custom": {"kind": "trial", "not_checkable": "lost"}}, "[0]"),
        ({"DOI": None, "PMID": None}, "[0]"),
    ],
)
def test_a_mistake_is_refused_at_its_place(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(FileError) as refused:
        read(**changes)
    assert refused.value.path == path
