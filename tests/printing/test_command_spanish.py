"""Papers in Spanish: every word and number on them, read back from the finished pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.printing.bound import Bound
from ldn_desktop.printing.command import finished_pdf, paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.test_command_language import CHANGES, PLANS, SCREENING
from tests.strategies_v2 import plans_v2

CODE, START = "es", date(2026, 12, 1)
FOR_PATIENTS = ("patient", "wallet-card", "calendar", "diary")
OWN = {
    "patient": {"name": "Ann Lee", "birth_date": "1980-03-02", "identifier": "AB 12"},
    "prescriber": {"name": "Dr May Hill", "practice": "Hill Practice", "phone": "0123 456"},
    "instructions": "Ring on Monday",
}
OTHERS: dict[str, dict[str, Any]] = {
    "rhythms": {
        "after": "stop",
        "ladder": [
            {"dose": "0.5 mg", "days": 10, "rhythm": {"on": 1, "off": 1}},
            {
                "dose": "1 mg",
                "days": 14,
                "rhythm": {"weekdays": ["monday", "wednesday"]},
                "go_on": "if-tolerated",
            },
            {"dose": "1 mg", "days": 14, "rhythm": {"on": 5, "off": 2}, "go_on": "after-review"},
            {"doses": {"morning": "0.5 mg", "bedtime": "1 mg"}, "days": 21},
        ],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        "operation": {"on": "2027-01-06", "last_dose_hours": 72},
    },
    "opioids": {
        "ladder": [{"dose": "1 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
        "screening": {
            **SCREENING,
            "opioids": [
                {"opioid": "oxycodone_mr", "last_dose": "2026-12-25"},
                {"opioid": "hydromorphone", "last_dose": None},
                {"opioid": "loperamide", "last_dose": None},
            ],
        },
        "medicines": ["co-codamol"],
        "overrides": [
            {"code": code, "reason": "x"}
            for code in ("opioid-now", "opioid-free-interval", "known-interaction")
        ],
    },
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER_WORDS = re.compile(
    r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|medio|media|doble|triple|cuarto|docena)\b",
    re.IGNORECASE,
)


def regimen_of(knowledge: Knowledge, plan: dict[str, Any], printed: date) -> Regimen:
    members = (
        {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), "screening": SCREENING}
        | OWN
        | plan
    )
    return derive(read_plan(json.dumps(members).encode(), knowledge.vocabulary), knowledge.rules, printed)


def made(knowledge: Knowledge, regimen: Regimen, kind: str, printed: date, **how: Any) -> Bound:
    wording = PLAIN._replace(language=knowledge.content.language(CODE))
    how = {"paper": "a4", "large": False, **how}
    pages = paper_pages(regimen, knowledge, wording=wording, printed=printed, kind=kind, **how)
    assert isinstance(pages, Bound)
    return pages


def own_pages(pages: Bound) -> tuple[str, ...]:
    return page_texts(pdf_bytes(pages.parts[0][1]))


@pytest.mark.parametrize(
    ("plan", "changes", "printed", "large"),
    [
        ("solids", "pause", date(2026, 12, 12), True),
        ("tablets", "times", date(2026, 12, 12), False),
        ("liquids", "stop", date(2026, 12, 20), False),
        ("drops", "none", date(2027, 5, 1), True),
        ("rhythms", "none", date(2026, 12, 12), True),
        ("opioids", "none", date(2026, 12, 1), False),
    ],
)
def test_every_word_on_a_spanish_paper_is_spanish_or_somebodys_own(
    qapp: QApplication, knowledge: Knowledge, plan: str, changes: str, printed: date, *, large: bool
) -> None:
    own = "ann lee dr may hill practice ring on monday ab mg ml mcg ldn desktop español"
    spanish = {*_words_of(knowledge, CODE), *own.split()}
    in_english = knowledge.content.language(CODE).notice[1].replace("\x01", "")
    told = {} if plan in OTHERS else {"adjustments": CHANGES[changes]}
    members = {"max_pieces_per_dose": 20, **told, **(OTHERS.get(plan) or PLANS[plan])}
    regimen = regimen_of(knowledge, members, printed)
    for kind in FOR_PATIENTS:
        pages = made(knowledge, regimen, kind, printed, large=large and PAPERS[kind].large_print)
        pdf = finished_pdf(pages, regimen, knowledge, printed=printed, kind=kind)
        text = " ".join(page_texts(pdf)[: pages.parts[0][1].count])
        text = text.replace(in_english, "").replace("Unreviewed translation.", "")
        assert set(_WORD.findall(text.lower())) <= spanish, kind


def test_no_number_stands_in_words(knowledge: Knowledge) -> None:
    told = {text: name for name, text in _texts_of(knowledge, CODE)}
    assert [text for text in told if _NUMBER_WORDS.search(text) and "product." not in told[text]] == []


def test_y_and_o_change_before_their_own_sound(knowledge: Knowledge) -> None:
    language = knowledge.content.language(CODE)
    assert language.listed(["codeína", "morfina", "hidromorfona"]) == "codeína, morfina e hidromorfona"
    assert language.listed(["codeína", "Ibuprofeno"]) == "codeína e Ibuprofeno"
    assert language.listed(["codeína", "hierro"]) == "codeína y hierro"
    assert language.either(["morfina", "oxicodona"]) == "morfina u oxicodona"
    assert language.either(["morfina", "codeína"]) == "morfina o codeína"


def test_whole_numbers_have_no_sign_that_could_be_a_decimal_one(knowledge: Knowledge) -> None:
    language = knowledge.content.language(CODE)
    assert language.number(12345) == "12345"
    assert language.counted(1000, "day") == "1000 días"


@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(plan=plans_v2(), days=st.integers(-3, 60))
def test_doses_of_each_day_of_any_plan_are_read_from_its_spanish_paper(
    qapp: QApplication, knowledge: Knowledge, plan: dict[str, Any], days: int
) -> None:
    regimen = derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, START)
    assume(not holding_back(regimen, "patient"))
    printed = regimen.first + timedelta(days=days)
    asked = Asked(regimen, knowledge.content, printed, language=CODE, beside=True)
    for kind in FOR_PATIENTS:
        pages = own_pages(made(knowledge, regimen, kind, printed))
        check_pages(pages, kind, asked)
        for changed in _with_another_dose(pages):
            with pytest.raises(ReadBackError):
                check_pages(changed, kind, asked)


@pytest.mark.parametrize(
    ("kind", "told", "instead"),
    [
        ("patient", "1 cápsula de 0.5 mg", "2 cápsulas de 0.5 mg"),
        ("patient", "mar 1 dic 2026", "mié 2 dic 2026"),
        ("patient", "antes de dormir", "por la noche"),
        ("patient", "por la mañana", "por la noche"),
        ("patient", "0.5 mg", "0,5 mg"),
        ("patient", "0.5 mg", "5 mg"),
        ("patient", "Traducción sin revisar:", ""),
        ("patient", "no vuelva a empezar", "vuelva a empezar"),
        ("wallet-card", "1.5 mg al día", "15 mg al día"),
        ("wallet-card", "Traducción sin revisar. Unreviewed translation.", ""),
        ("calendar", "1 × 0.5 mg", "2 × 0.5 mg"),
        ("diary", "ma 1 dic", "mi 1 dic"),
    ],
)
def test_a_spanish_page_that_says_something_else_does_not_leave(
    qapp: QApplication, knowledge: Knowledge, kind: str, told: str, instead: str
) -> None:
    plan = {
        "times": ["morning", "midday", "bedtime"],
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 14}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        "adjustments": [{"on": "2026-12-20", "action": "pause", "until": "2026-12-24", "resume": "continue"}],
    }
    regimen = regimen_of(knowledge, plan, START)
    pages = own_pages(made(knowledge, regimen, kind, START))
    asked = Asked(regimen, knowledge.content, START, language=CODE, beside=True)
    check_pages(pages, kind, asked)
    at = next(number for number, page in enumerate(pages) if told in page)
    with pytest.raises(ReadBackError):
        check_pages(
            [page.replace(told, instead, 1) if n == at else page for n, page in enumerate(pages)], kind, asked
        )


def test_days_of_a_change_have_their_article(qapp: QApplication, knowledge: Knowledge) -> None:
    members = {**PLANS["solids"], "adjustments": CHANGES["pause"]}
    for printed, told in (
        (date(2026, 12, 5), "Desde el jue 10 dic 2026 no"),
        (date(2026, 12, 10), "Desde hoy no"),
    ):
        regimen = regimen_of(knowledge, members, printed)
        pages = made(knowledge, regimen, "patient", printed)
        finished_pdf(pages, regimen, knowledge, printed=printed, kind="patient")
        assert told in " ".join(own_pages(pages))


def test_an_undated_plan_is_read_back(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = regimen_of(knowledge, PLANS["solids"], START)
    pages = made(knowledge, regimen, "patient", START, undated=True)
    finished_pdf(pages, regimen, knowledge, printed=START, kind="patient", undated=True)
    text = " ".join(own_pages(pages))
    assert "Día 8 al día 28, semanas 2 a 4" in text
    assert re.findall(r"\bdic\b", text.replace("impreso el 1 dic 2026", "")) == []


def test_the_prescribers_text_is_printed_as_typed_and_marked_so(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    regimen = regimen_of(knowledge, PLANS["solids"], START)
    own, english = (
        page_texts(pdf_bytes(pages)) for _, pages in made(knowledge, regimen, "patient", START).parts
    )
    assert "De quien le receta (tal como se escribió, sin traducir) Ring on Monday" in " ".join(own)
    assert "From your prescriber Ring on Monday" in " ".join(english)


def test_each_page_says_of_which_language_it_is(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = regimen_of(knowledge, PLANS["solids"], START)
    for kind in FOR_PATIENTS:
        pages = made(knowledge, regimen, kind, START)
        (_, own), (_, english) = pages.parts
        assert all("Hoja en español" in page for page in page_texts(pdf_bytes(own)))
        assert all("Paper in English" in page for page in page_texts(pdf_bytes(english)))
        assert "Paper in English" not in "".join(page_texts(pdf_bytes(own)))


def _with_another_dose(pages: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield pages on which one dose of the rows is ten times as high."""
    for at, page in enumerate(pages):
        found = re.search(r"(?<=de )[1-9]\d*(?= mg)", page)
        if found is not None:
            yield [*pages[:at], page[: found.end()] + "0" + page[found.end() :], *pages[at + 1 :]]


def _texts_of(knowledge: Knowledge, code: str) -> Iterator[tuple[str, str]]:
    content = knowledge.content
    yield from content.language(code).words.texts.items()
    for file in (
        "papers",
        "patient_plan",
        "wallet_card",
        "diary",
        "wall_calendar",
        "day_by_day",
        "translation",
    ):
        words = content.words(file, code)
        yield from words.texts.items()
        yield from ((name, section.heading) for name, section in words.sections.items())
        yield from ((place, told.text) for place, told in words.sourced())


def _words_of(knowledge: Knowledge, code: str) -> Iterator[str]:
    texts = [re.sub(r"\{\w+\}", " ", text) for _, text in _texts_of(knowledge, code)]
    for text in (*texts, *knowledge.content.medicine_names(code).values()):
        yield from _WORD.findall(text.lower())
