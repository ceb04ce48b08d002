"""Finished papers read back: what was printed rightly passes, whatever was changed on a page does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QApplication, QLabel

from ldn_desktop.cli.run import run
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.undated import why_dated
from ldn_desktop.printing.command import paper_pages, pdf_bytes, print_paper
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages, read_back
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.wording import PLAIN, DoseWords, quarters_text
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.workspace.knowledge import Knowledge
from tests import strategies
from tests.journeys.desk import press
from tests.places import RESOURCES

START = date(2026, 12, 1)
_WHO = {
    "patient": {"name": "Zoë Ångström", "birth_date": "1980-05-01", "identifier": "X-0417"},
    "prescriber": {"name": "Dr. Ada Muster", "practice": "Practice 5, Example", "phone": "030 1234 567"},
}
_OWN = [text for texts in _WHO.values() for text in texts.values() if "-05-" not in text]
_SOLIDS = [
    {"id": "c", "kind": "capsule", "strength": "0.5 mg"},
    {"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 4},
]
_LIQUIDS = [
    {"id": "s", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.01", "capacity_ml": "1"},
    {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.1",
        "capacity_ml": "3",
        "beyond_use_days": 14,
    },
]
_DROPS = [{"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}]
_CASES: dict[str, tuple[dict[str, Any], int]] = {
    "solids": (
        {"ladder": [{"dose": "0.75 mg", "days": 7}, {"dose": "2 mg", "days": 70}], "formulations": _SOLIDS},
        0,
    ),
    "liquids": (
        {
            "ladder": [{"dose": "0.05 mg", "days": 7}, {"dose": "4.5 mg", "days": 28}],
            "formulations": _LIQUIDS,
        },
        0,
    ),
    "fillings": (
        {
            "ladder": [{"dose": f"{mg} mg", "days": 7} for mg in ("0.7", "1.4", "2.2", "3", "4.5")],
            "formulations": _LIQUIDS[:1],
            "max_measures_per_dose": 5,
        },
        0,
    ),
    "drops": (
        {
            "ladder": [{"dose": "0.5 mg", "days": 3}, {"dose": "1 mg", "days": 30}],
            "formulations": _DROPS,
            "times": ["morning", "bedtime"],
        },
        0,
    ),
    "changed": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 10} for at in (1, 2, 3)],
            "formulations": _SOLIDS,
            "adjustments": [
                {"on": "2026-12-12", "action": "step_back", "days": 5},
                {"on": "2026-12-20", "action": "times", "times": ["morning"]},
                {"on": "2027-01-02", "action": "pause", "until": "2027-01-09", "resume": "continue"},
            ],
            "revision": 4,
        },
        11,
    ),
    "restarts": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 10} for at in (1, 2)],
            "formulations": _SOLIDS,
            "adjustments": [
                {"on": "2026-12-12", "action": "pause", "until": "2026-12-15", "resume": "restart"},
                {"on": "2026-12-20", "action": "pause", "until": "2026-12-24", "resume": "continue"},
            ],
        },
        13,
    ),
    "taken again today": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 10} for at in (1, 2)],
            "formulations": _SOLIDS,
            "adjustments": [
                {"on": "2026-12-12", "action": "pause", "until": "2026-12-15", "resume": "restart"}
            ],
        },
        14,
    ),
    "a pause of a day": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 10} for at in (1, 2)],
            "formulations": _SOLIDS,
            "adjustments": [
                {
                    "on": f"2026-12-{day}",
                    "action": "pause",
                    "until": f"2026-12-{day + 1}",
                    "resume": "continue",
                }
                for day in (10, 15)
            ],
        },
        9,
    ),
    "opioid known in the pause": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 20} for at in (1, 2)],
            "formulations": _SOLIDS,
            "adjustments": [
                {"on": "2026-12-04", "action": "pause", "until": "2026-12-20", "resume": "restart"},
                {"on": "2026-12-26", "action": "pause", "until": "2026-12-29", "resume": "continue"},
            ],
            "screening": {"opioids": [{"opioid": "codeine", "last_dose": "2026-12-06"}]},
        },
        7,
    ),
    "opioid among the other medicines": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 20} for at in (1, 2)],
            "formulations": _SOLIDS,
            "medicines": ["codeine 30 mg", "fentanyl", "loperamide"],
        },
        0,
    ),
    "stopped": (
        {
            "ladder": [{"dose": f"{at} mg", "days": 10} for at in (1, 2)],
            "formulations": _SOLIDS,
            "adjustments": [{"on": "2026-12-10", "action": "stop"}],
        },
        9,
    ),
    "noted": (
        {
            "ladder": [{"dose": f"{at}.5 mg", "days": 10} for at in (1, 2, 3)],
            "formulations": _SOLIDS,
            "fill_days": 14,
            "adjustments": [
                {"on": "2026-12-12", "noted_on": "2026-12-14", "action": "step_back", "days": 5},
                {"on": "2026-12-24", "noted_on": "2026-12-24", "action": "hold", "days": 30},
            ],
            "revision": 3,
        },
        23,
    ),
    "noted, a pause without a date": (
        {
            "ladder": [{"dose": "1 mg", "days": 9}, {"dose": "2 mg", "days": 28}],
            "formulations": _LIQUIDS[1:],
            "adjustments": [{"on": "2026-12-12", "noted_on": "2026-12-13", "action": "pause"}],
        },
        14,
    ),
    "noted, of what keeps a while": (
        {
            "ladder": [{"dose": "1 mg", "days": 9}, {"dose": "2 mg", "days": 28}],
            "formulations": _LIQUIDS[1:],
            "adjustments": [
                {
                    "on": "2026-12-12",
                    "noted_on": "2026-12-13",
                    "action": "pause",
                    "until": "2026-12-22",
                    "resume": "continue",
                },
            ],
        },
        12,
    ),
    "last day": ({"ladder": [{"dose": "1 mg", "days": 10}], "formulations": _SOLIDS}, 9),
}


def _regimen(knowledge: Knowledge, plan: dict[str, Any], today: date) -> Regimen:
    whole = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **_WHO, **plan}
    codes = ("tenfold-step", "known-interaction")
    whole["overrides"] = [{"code": code, "reason": "a test"} for code in codes]
    return derive(read_plan(json.dumps(whole).encode(), knowledge.vocabulary), knowledge.rules, today)


def _read(
    knowledge: Knowledge,
    regimen: Regimen,
    printed: date,
    kind: str,
    paper: str = "a4",
    *,
    large: bool = False,
    undated: bool = False,
) -> tuple[tuple[str, ...], Asked]:
    pages = paper_pages(
        regimen, knowledge, paper=paper, large=large, printed=printed, kind=kind, undated=undated
    )
    return page_texts(pdf_bytes(pages)), Asked(regimen, knowledge.content, printed, undated=undated)


def _changed(pages: Sequence[str], more: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pages with one letter or figure changed, and where that was.

    Each figure, each letter of a unit and of the person's texts; of the other letters every eleventh.
    """
    exact = re.compile(r"m?c?g\b|mL|micrograms?|" + "|".join(map(re.escape, _OWN)))
    for number, text in enumerate(pages):
        told = {at for found in exact.finditer(text) for at in range(*found.span())}
        for at, char in enumerate(text):
            if char == " " or not (char.isdigit() or at in told or at % 11 == 0):
                continue
            other = str((int(char) + more) % 10) if char in "0123456789" else "x" if char != "x" else "y"
            changed = (*pages[:number], text[:at] + other + text[at + 1 :], *pages[number + 1 :])
            yield changed, f"{text[max(at - 20, 0) : at]}[{char} -> {other}]{text[at + 1 : at + 20]}"


def _refuses(pages: Sequence[str], kind: str, asked: Asked) -> bool:
    try:
        check_pages(pages, kind, asked)
    except ReadBackError:
        return True
    return False


def test_every_paper_for_the_patient_has_a_reader(qapp: QApplication, knowledge: Knowledge) -> None:
    """Read as the paper of another plan, each of them is refused."""
    regimen, other = (_regimen(knowledge, _CASES[name][0], START) for name in ("solids", "liquids"))
    refused = set()
    for kind, paper in PAPERS.items():
        if paper.some_plans:
            regimen, other = other, regimen
        pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=START, kind=kind)
        try:
            read_back(pdf_bytes(pages), (kind, pages.count, Asked(other, knowledge.content, START)))
        except ReadBackError:
            refused.add(kind)
    assert refused == {kind for kind, paper in PAPERS.items() if paper.acted_on}


@pytest.mark.parametrize("kind", ["patient", "wallet-card"])
@pytest.mark.parametrize("name", _CASES)
def test_no_letter_and_no_figure_of_a_page_can_be_another(
    qapp: QApplication, knowledge: Knowledge, name: str, kind: str
) -> None:
    plan, day = _CASES[name]
    printed = START + timedelta(days=day)
    pages, asked = _read(knowledge, _regimen(knowledge, plan, printed), printed, kind)
    assert not _refuses(pages, kind, asked)
    more = 1 + list(_CASES).index(name) % 9
    assert [where for changed, where in _changed(pages, more) if not _refuses(changed, kind, asked)] == []


_COUNTED = {
    "ladder": [{"dose": "1 mg", "days": 1}, {"dose": "1.5 mg", "days": 20, "rhythm": {"every": 2}}],
    "formulations": _SOLIDS,
    "times": ["midday"],
    "instructions": "Call on Day 3 to day 4, or on Mon 7 Dec 2026.",
}


@pytest.mark.parametrize("plan", [_COUNTED, _CASES["drops"][0]], ids=("rhythm", "drops"))
def test_no_letter_of_a_page_without_dates_can_be_another(
    qapp: QApplication, knowledge: Knowledge, plan: dict[str, Any]
) -> None:
    printed = START + timedelta(days=300)
    regimen = _regimen(knowledge, plan, printed)
    pages, asked = _read(knowledge, regimen, printed, "patient", undated=True)
    assert not _refuses(pages, "patient", asked)
    assert [where for changed, where in _changed(pages, 3) if not _refuses(changed, "patient", asked)] == []
    assert _refuses(pages, "patient", asked._replace(undated=False))
    dated, _ = _read(knowledge, regimen, START, "patient")
    assert _refuses(dated, "patient", asked._replace(printed=START))


@pytest.mark.parametrize("kind", ["patient", "wallet-card"])
def test_no_page_may_be_missing_or_come_from_another_day_or_plan(
    qapp: QApplication, knowledge: Knowledge, kind: str
) -> None:
    plan, _ = _CASES["solids"]
    regimen = _regimen(knowledge, plan, START)
    pages, asked = _read(knowledge, regimen, START, kind)
    assert all(_refuses((*pages[:at], *pages[at + 1 :]), kind, asked) for at in range(len(pages)))
    assert _refuses(pages, kind, asked._replace(printed=START + timedelta(days=1)))
    for changes in (
        {"revision": 2},
        {"ladder": [{"dose": "0.75 mg", "days": 8}, {"dose": "2 mg", "days": 70}]},
        {"ladder": [{"dose": "0.75 mg", "days": 7}, {"dose": "2.25 mg", "days": 70}]},
        {"times": ["morning"]},
        {"patient": {"name": "Zoë Ångström"}},
        {"start_date": "2026-12-02"},
    ):
        other = _regimen(knowledge, {**plan, **changes}, START)
        told = kind == "patient" or "ladder" not in changes or "2.25 mg" in str(changes)
        assert _refuses(pages, kind, asked._replace(regimen=other)) == told, changes


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("patient", "A child swallowed it, or you took far too much, such as a whole 50 mg tablet: "),
        ("patient", "Get emergency help at once for thoughts of harming yourself, trouble breathing, "),
        ("patient", "A side effect troubles you or lasts more than 7 days."),
        ("wallet-card", "Do not withhold pain relief that is needed."),
        ("wallet-card", "Opioid overdose: give naloxone as usual."),
        ("wallet-card", "Breathing depression may be deeper and longer (label text for full doses)."),
    ],
)
def test_a_sentence_that_stands_on_every_paper_may_not_be_missing(
    qapp: QApplication, knowledge: Knowledge, kind: str, sentence: str
) -> None:
    pages, asked = _read(knowledge, _regimen(knowledge, _CASES["solids"][0], START), START, kind)
    sections = knowledge.content.words("patient_plan").sections.values()
    texts = [advice.text for section in sections for advice in section.advice]
    texts += [told.text for told in knowledge.content.words("wallet_card").lists["emergency"]]
    bare = sentence.removeprefix("Get emergency help at once ")
    whole = next(plain(text) for text in texts if bare in plain(text))
    pattern = re.compile(re.escape(whole).replace(r"\ ", r"\s*"))
    assert any(pattern.search(page) for page in pages)
    assert _refuses(tuple(pattern.sub("", page, count=1) for page in pages), kind, asked)


@settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(st.data())
def test_what_is_printed_rightly_passes(
    qapp: QApplication, knowledge: Knowledge, data: st.DataObject
) -> None:
    plan = data.draw(strategies.plans())
    overridden = ("tenfold-step", "above-documented-range")
    plan["overrides"] = [{"code": code, "reason": "a test"} for code in overridden]
    for entry in plan.get("adjustments", []):
        noted = date.fromisoformat(entry["on"]) + timedelta(days=data.draw(st.integers(-5, 5)))
        entry.update({"noted_on": noted.isoformat()} if data.draw(st.booleans()) else {})
    try:
        read = read_plan(json.dumps({**plan, **_WHO}).encode(), knowledge.vocabulary)
        length = sum(rung.days for rung in read.ladder)
        printed = read.start_date + timedelta(days=data.draw(st.integers(-3, min(length + 3, 400))))
        regimen = derive(read, knowledge.rules, printed)
    except (CourseError, FileError, OverflowError):
        reject()
    assume(not regimen.blocked)
    paper, large = data.draw(st.sampled_from(("a4", "letter"))), data.draw(st.booleans())
    for kind in ("patient", "wallet-card"):
        pages, asked = _read(knowledge, regimen, printed, kind, paper, large=large)
        check_pages(pages, kind, asked)
    if not why_dated(regimen.plan):
        pages, asked = _read(knowledge, regimen, printed, "patient", paper, large=large, undated=True)
        check_pages(pages, "patient", asked)


@pytest.mark.parametrize("kind", ["patient", "wallet-card"])
@pytest.mark.parametrize("stars", ["**", "Ann **B** C", "***", "* * **x", "x**"])
def test_stars_of_a_text_are_printed_as_they_were_typed(
    qapp: QApplication, knowledge: Knowledge, stars: str, kind: str
) -> None:
    who = {
        "patient": {"name": stars, "identifier": f"7{stars}"},
        "prescriber": {"name": f"Dr. {stars}", "practice": f"{stars} Practice", "phone": f"030 {stars}"},
    }
    regimen = _regimen(knowledge, {**_CASES["solids"][0], **who}, START)
    pages, asked = _read(knowledge, regimen, START, kind)
    check_pages(pages, kind, asked)
    assert stars in pages[0]
    assert _refuses(tuple(page.replace("**", "*") for page in pages), kind, asked)


@pytest.mark.parametrize("kind", ["patient", "wallet-card"])
@pytest.mark.parametrize(
    "opioid", ["oxycodone", "kratom", "fentanyls_illicit", "loperamide", "morphine_combos"]
)
@pytest.mark.parametrize("last", [None, "2026-12-05", "2026-11-29"])
@pytest.mark.parametrize("daily", [False, True])
def test_opioids_are_named_with_their_last_day_by_their_kind(
    qapp: QApplication, knowledge: Knowledge, opioid: str, last: str | None, kind: str, *, daily: bool
) -> None:
    use = {"use": "daily"} if daily else {}
    uses = [{"opioid": opioid, "last_dose": last, **use}, {"opioid": "tramadol", "last_dose": "2026-12-20"}]
    overrides = [
        {"code": code, "reason": "a test"} for code in ("opioid-now", "opioid-free-interval", "tenfold-step")
    ]
    screening = {
        "answered_on": "2026-11-20",
        "answers": dict.fromkeys(knowledge.content.screening.questions, "no") | {"opioid-now": "yes"},
        "opioids": uses,
    }
    whole = {**_CASES["solids"][0], **_WHO, "screening": screening, "overrides": overrides}
    whole |= {"format": "ldn-plan", "version": 2, "start_date": START.isoformat()}
    regimen = derive(read_plan(json.dumps(whole).encode(), knowledge.vocabulary), knowledge.rules, START)
    pages, asked = _read(knowledge, regimen, START, kind)
    check_pages(pages, kind, asked)
    assert not last or last == "2026-11-29" or "until Sat 5 Dec 2026" in pages[0]
    for old, new in (("20 Dec", "21 Dec"), ("tramadol", "tapentadol"), ("Sat 5 Dec", "Sun 6 Dec")):
        if old in pages[0]:
            assert _refuses(tuple(page.replace(old, new) for page in pages), kind, asked), (old, new)


def _wrong_count(quarters: int) -> str:
    return quarters_text(quarters + 4)


def _wrong_volume(nl: int) -> str:
    return f"{format_volume(nl)}5"


def _wrong_date(_language: Language, day: date) -> str:
    return full_date(day + timedelta(days=day < START))


def _wrong_dose(_words: DoseWords, ng: int) -> str:
    return f"{ng // 100_000} mg"


def _wrong_name(text: str) -> str:
    return one_line(text)[:-1]


_FAULTS: dict[str, tuple[str, Any, str]] = {
    "a count": ("papers.patient_sentences.quarters_text", _wrong_count, "solids"),
    "a volume": ("papers.patient_sentences.format_volume", _wrong_volume, "liquids"),
    "a birth date": ("reference.words.language.Language.full_date", _wrong_date, "solids"),
    "a dose": ("reference.words.wording.DoseWords.dose", _wrong_dose, "solids"),
    "a name": ("papers.patient_plan.one_line", _wrong_name, "solids"),
    "a restart that asks for nothing": ("papers.patient_plan.restarts", lambda *_: (), "restarts"),
    "a first dose that asks": ("papers.patient_plan.restarts", lambda *_: (START,), "restarts"),
    "the advice on restarts": ("papers.plan_facts.restarts", lambda *_: (), "restarts"),
}


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """Let a part of the writer say something wrong; return the plan it is wrong for."""
    place, wrong, name = _FAULTS[request.param]
    monkeypatch.setattr(f"ldn_desktop.{place}", wrong)
    return name


@pytest.mark.parametrize("faulty", _FAULTS, indirect=True)
def test_what_a_writer_gets_wrong_is_not_saved(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path, faulty: str
) -> None:
    out = tmp_path / "plan.pdf"
    out.write_bytes(b"%PDF-before")
    regimen = _regimen(knowledge, _CASES[faulty][0], START)
    with pytest.raises(ReadBackError) as caught:
        print_paper(regimen, knowledge, out, paper="a4", large=False, printed=START)
    assert out.read_bytes() == b"%PDF-before"
    assert sorted(tmp_path.iterdir()) == [out]
    told = f"{caught.value} {caught.value.place}"
    assert "nothing left the program" in told
    assert not any(text in told for text in ("Zoë", "1980", "X-0417", "Muster", "1234", "mg", "mL"))


@pytest.mark.parametrize("faulty", ["a dose"], indirect=True)
def test_nothing_wrong_is_printed(
    qapp: QApplication, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, faulty: str
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: pytest.fail("the printer was asked for"))
    regimen = _regimen(knowledge, _CASES[faulty][0], START)
    dialog = PreviewDialog(regimen, knowledge, wording=PLAIN, paper="a4", large=False, printed=START)
    places: list[str] = []
    dialog.held_back.connect(places.append)
    press(dialog, "Print…")
    assert len(places) == 1
    assert places[0].startswith("patient, ")
    told = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
    assert any("do not say what the plan says" in sentence for sentence in told)
    dialog.deleteLater()


@pytest.mark.parametrize("faulty", ["a dose"], indirect=True)
def test_the_command_says_so_and_fails(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path, faulty: str
) -> None:
    whole = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **_WHO, **_CASES[faulty][0]}
    file, out = tmp_path / "a.ldnplan", tmp_path / "a.pdf"
    file.write_text(json.dumps(whole))
    asked = ["print", str(file), "--document", "patient", "--pdf", str(out), "--today", START.isoformat()]
    assert run(asked, RESOURCES) == 1
    assert "do not say what the plan says" in capsys.readouterr().err
    assert not out.exists()
