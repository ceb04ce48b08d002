"""Every interaction of the data that may be shipped has its row, and none that may not."""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineFinder
from ldn_desktop.reference.medicines.interactions import Interaction
from ldn_desktop.reference.topics.markup import parse_line, plain
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
ROWS = {
    "contrave": ("bupropion-naltrexone",),
    "levothyroxine": ("thyroid-hormone",),
    "trial_exclusions": ("anticoagulants", "psychosis"),
    "checkpoint": ("checkpoint-inhibitors",),
    "pumps": ("intrathecal-pumps",),
}
"""Rows that bear another name than their fact."""


def facts() -> list[dict[str, str]]:
    found = data("pharmacology.yaml")["interactions"]
    assert isinstance(found, list)
    return found


def told(*rows: str) -> str:
    texts = (
        text for row in rows for text in (CONTENT.interactions[row].effect, CONTENT.interactions[row].advice)
    )
    return " ".join(plain(parse_line(text)) for text in texts)


def test_every_interaction_that_may_be_told_has_a_row_and_no_other() -> None:
    for fact in facts():
        for row in ROWS.get(fact["id"], (fact["id"],)):
            may = not fact["status"].startswith("unverified")
            assert (row in CONTENT.interactions) == may, fact["id"]


def test_ketamine_is_told_with_its_dose_and_that_low_ones_were_not_tested() -> None:
    words = told("ketamine")
    assert "naltrexone 50 mg" in words.lower()
    assert "12 people" in words
    assert "not its dissociation" in words
    assert "Low doses were not tested" in words
    assert "Tell the clinic" in words
    assert CONTENT.interactions["ketamine"].severity == "warning"


def test_cannabis_cites_the_studies_and_not_a_drug_information_site() -> None:
    row, words = CONTENT.interactions["cannabinoids"], told("cannabinoids")
    assert {"cooper-haney-2010", "thc-12mg", "haney-2015", "thc-25mg-2012"} <= set(row.sources)
    assert "drug-information-site" not in row.sources
    for figure in (
        "12 to 100 mg",
        "29 daily users",
        "22 users",
        "21 who did not",
        "50 mg a day for 16 days",
        "51 daily",
        "25 mg",
    ):
        assert figure in words, figure
    assert "Low doses were not tested" in words


@pytest.mark.parametrize(
    "typed", ["ReVia", "Nalorex", "naltrexone", "naltrexone 50 mg", "naltrexone tablets"]
)
def test_naltrexone_itself_is_found_and_never_taken_twice(typed: str) -> None:
    reading = MedicineFinder(CONTENT.medicines.values(), CONTENT.medicine_table.class_words).read(typed)
    assert [match.medicine.id for match in reading.sure] == ["naltrexone-tablets"]
    known = CONTENT.medicines["naltrexone-tablets"]
    assert (known.severity, known.question) == ("warning", "duplicate-naltrexone")
    assert "naltrexone itself" in known.known
    assert "Never take low dose naltrexone beside it" in known.known


def test_yohimbine_is_told_with_its_dose() -> None:
    words = told("yohimbine")
    assert "Ten healthy people on naltrexone 50 mg a day" in words
    assert "Low doses were not tested" in words
    assert CONTENT.interactions["yohimbine"].sources[0] == "yohimbine-1999"


def test_sedatives_name_what_the_european_texts_name() -> None:
    words = told("sedatives", "thioridazine", "acamprosate", "enzymes")
    for name in (
        "meprobamate",
        "amitriptyline",
        "doxepin",
        "mianserin",
        "trimipramine",
        "droperidol",
        "clozapine",
    ):
        assert name in words, name
    assert "One case of lethargy" in words
    assert "not broken down by cytochrome P450" in words
    assert {"eu-smpc", "it-smpc-acc"} <= set(CONTENT.interactions["sedatives"].sources)


def test_alcohol_pumps_and_checkpoint_inhibitors_are_told() -> None:
    words = told("alcohol", "intrathecal-pumps", "checkpoint-inhibitors")
    for part in (
        "Italian",
        "Canadian",
        "Swiss",
        "INNOVA left out people who drank",
        "hydromorphone",
        "Ask the oncologist",
    ):
        assert part in words, part
    assert CONTENT.interactions["intrathecal-pumps"].severity == "blocking"
    for row in ("intrathecal-pumps", "checkpoint-inhibitors"):
        assert "judgement" in CONTENT.interactions[row].sources


def test_trials_that_differ_on_immunosuppressants_make_no_rule() -> None:
    finding = CONTENT.finding_words["immunosuppressant"]
    assert "trials differ" in finding.why
    assert "No rule follows; never stop it" in finding.why
    assert {"crohn-child-registry", "ldn-crohn-registry", "nct01810185"} <= set(finding.sources)
    row, words = CONTENT.interactions["immunosuppressants"], told("immunosuppressants")
    assert {"crohn-child-registry", "ldn-crohn-registry", "nct01810185"} <= set(row.sources)
    for part in (
        "4 weeks",
        "stable azathioprine, mercaptopurine, methotrexate or steroids",
        "JAK",
        "no rule for patients",
        "never stop it",
    ):
        assert part in words, part


@pytest.mark.parametrize("row", CONTENT.interactions.values(), ids=lambda row: row.id)
def test_what_is_custom_or_inference_says_so(row: Interaction) -> None:
    kinds = {CONTENT.sources[name].kind for name in row.sources}
    words = f"{row.basis} {row.effect} {row.advice}".lower()
    if "judgement" in kinds:
        assert re.search(r"judgement|inference|pharmacology|product content", words), row.id
    if kinds <= {"practice", "leaflet", "judgement"}:
        assert re.search(r"practice|custom|judgement|inference|pharmacology", words), row.id


def test_a_row_that_names_the_label_rests_on_one() -> None:
    for row in CONTENT.interactions.values():
        if "label" in row.basis:
            assert "label" in {CONTENT.sources[name].kind for name in row.sources}, row.id
