"""A paper comes out wholly in the language that it is given.

Here a made-up one, English with a letter after each word.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS, declarations
from ldn_desktop.printing.bound import Bound
from ldn_desktop.printing.command import finished_pdf, paper_pages, pdf_bytes
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.language import LANGUAGE
from ldn_desktop.reference.words.review import REVIEW
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.made_up import CODE, made_up_knowledge

MARK = "ø"
_KEPT = frozenset({"sources", "when", "basis", "id", "explained", "never_overridable"})
"""Keys of content whose values are no words for a reader."""
_CODES = frozenset(f'severity = "{severity}"' for severity in SEVERITIES)
_FIELD = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[^\W\d_¼½¾]+")
_LINE = re.compile(r'^(?P<key>[\w.-]+) = (?P<text>".*")$', re.MULTILINE)
_NAMES = ("LDN Desktop", "Ann Lee", "Dr May Hill", "Hill Practice", "AB", "µ")
_UNITS = frozenset({"mg", "mL", "mcg"})
SCREENING = {
    "answered_on": "2026-11-25",
    "answers": {"opioid-now": "no", "pregnant": "unknown"},
}
PLANS = {
    "solids": {
        "times": ["bedtime"],
        "ladder": [
            {"dose": "0.5 mg", "days": 7},
            {"dose": "1 mg", "days": 21},
            {"dose": "1.5 mg", "days": 84},
        ],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
    },
    "tablets": {
        "times": ["morning", "bedtime"],
        "ladder": [{"dose": "1 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
        "formulations": [
            {"id": "t", "kind": "tablet", "strength": "1 mg", "divisible_into": 2},
            {"id": "u", "kind": "tablet", "strength": "1 mg", "divisible_into": 4},
        ],
    },
    "liquids": {
        "times": ["evening"],
        "ladder": [
            {"dose": "0.05 mg", "days": 14},
            {"dose": "0.4 mg", "days": 7},
            {"dose": "3.5 mg", "days": 28},
        ],
        "formulations": [
            {
                "id": "l",
                "kind": "liquid",
                "concentration": "1 mg/mL",
                "graduation_ml": "0.01",
                "capacity_ml": "3",
                "beyond_use_days": 14,
            },
            {
                "id": "m",
                "kind": "liquid",
                "concentration": "0.05 mg/mL",
                "graduation_ml": "0.1",
                "capacity_ml": "1",
            },
        ],
    },
    "drops": {
        "times": ["midday"],
        "ladder": [{"dose": "0.05 mg", "days": 7}, {"dose": "0.1 mg", "days": 28}],
        "formulations": [
            {
                "id": "d",
                "kind": "drops",
                "concentration": "1 mg/mL",
                "drops_per_ml": 20,
                "beyond_use_days": 30,
            }
        ],
    },
}
CHANGES = {
    "none": [],
    "pause": [
        {"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "step_back"},
        {"on": "2026-12-24", "action": "hold", "days": 3},
    ],
    "times": [{"on": "2026-12-12", "action": "times", "times": ["midday"]}],
    "stop": [{"on": "2026-12-15", "action": "stop"}],
}
DAYS = {
    "none": ("2026-12-01", "2027-05-01"),
    "pause": ("2026-12-12",),
    "times": ("2026-12-12",),
    "stop": ("2026-12-20",),
}
"""The days on which a plan with a change is printed: before it, or where it tells."""


def marked(text: str) -> str:
    """Return a text with the mark after each word outside its fields."""
    parts = _FIELD.split(text)
    return "".join(part if at % 2 else _WORD.sub(rf"\g<0>{MARK}", part) for at, part in enumerate(parts))


def translated(toml: str) -> str:
    """Return a file of content that has one language in the made-up one."""

    def line(found: re.Match[str]) -> str:
        if found["key"] in _KEPT or found[0] in _CODES:
            return found[0]
        return f"{found['key']} = {json.dumps(marked(json.loads(found['text'])), ensure_ascii=False)}"

    return _LINE.sub(line, toml)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Return what is known, with a second language; findings and questions, which have one file, speak it too."""
    knowledge = made_up_knowledge(tmp_path_factory.mktemp("made-up"), marked)
    for name in ("findings", "screening"):
        file = knowledge.content.folder / f"{name}.toml"
        file.write_text(translated(file.read_text("utf-8")), "utf-8")
    return knowledge


@pytest.mark.parametrize(
    ("changes", "kind"),
    # A plan that was stopped has no consent.
    sorted({*product(CHANGES, set(PAPERS) - {"preparation"})} - {("stop", "consent")}),
)
@pytest.mark.parametrize("plan", PLANS)
def test_every_word_of_a_paper_is_of_its_language(
    qapp: QApplication, knowledge: Knowledge, made_up: Knowledge, plan: str, changes: str, kind: str
) -> None:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "patient": {"name": "Ann Lee", "birth_date": "1980-03-02", "identifier": "AB 12"},
        "prescriber": {"name": "Dr May Hill", "practice": "Hill Practice", "phone": "0123 456"},
        "screening": SCREENING,
        "max_pieces_per_dose": 20,
        **PLANS[plan],
        "adjustments": CHANGES[changes],
    }
    language = made_up.content.language(CODE)
    sources = sorted((source.short for source in knowledge.content.sources.values()), key=len, reverse=True)
    in_english = (made_up.content.sentences(REVIEW).say(name) for name in ("unreviewed", "card"))
    names = (*map(plain, in_english), *sources, *_NAMES)
    for printed in map(date.fromisoformat, DAYS[changes]):
        regimen = derive(read_plan(json.dumps(members).encode(), made_up.vocabulary), made_up.rules, printed)
        wording = Wording(language=language)
        pages = paper_pages(
            regimen, made_up, wording=wording, paper="a4", large=False, printed=printed, kind=kind
        )
        assert isinstance(pages, Bound)
        (code, own), (beside, english) = pages.parts
        assert (code, beside) == (CODE, "en")
        if kind not in {"wallet-card", "clinician"}:
            # The card leaves its sources to the English one; the findings of the record speak one language.
            assert own.text.replace(MARK, "") == english.text
        if PAPERS[kind].acted_on and kind != "pharmacy-order":
            made = finished_pdf(pages, regimen, made_up, printed=printed, kind=kind)
        else:
            made = pdf_bytes(pages)
        for text in (own.text, *page_texts(made)[: own.count]):
            # A word in a narrow column may be broken before its last letter.
            left = text.replace(f" {MARK}", MARK)
            for name in names:
                left = re.sub(re.escape(name).replace(r"\ ", r"\s*"), " ", left)
            strange = [word for word in _WORD.findall(left) if MARK not in word and word not in _UNITS]
            assert strange == []


def test_the_made_up_language_passes_the_check(made_up: Knowledge) -> None:
    folder = made_up.content.folder
    assert [told for told in check_content(folder, declarations()) if "words/" in told] == []
    assert made_up.content.languages == {"en": "English", "es": "español", CODE: marked("made up")}


def test_english_is_such_a_language() -> None:
    LANGUAGE.refuse(ENGLISH.words)


def test_doses_and_dates_are_kept_whole_in_each_language(made_up: Knowledge) -> None:
    for language in (ENGLISH, made_up.content.language(CODE)):
        whole = (
            language.weekday_date(date(2026, 12, 1)),
            "0.5 mg",
            *(language.counted(number, noun) for number in (1, 2) for noun in ("day", "drop")),
        )
        for text in whole:
            assert language.firm_blanks().sub("", text) == text.replace(" ", "")
        assert language.firm_blanks().sub("", language.often(("morning",))) == language.often(("morning",))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("diary", '"Your diary"', '"Your journal"', "title: lacks “Your diary”; translate it."),
        (
            "diary",
            '"Your diary"',
            '"Your journal"',
            "title: translates “Your journal”, which English does not have",
        ),
        ("wallet_card", "I take naltrexone", "I eat naltrexone", "title: lacks “I take naltrexone”"),
        (
            "wallet_card",
            "breathing watched**.",
            "breathing seen**.",
            "emergency: lacks “If an opioid is needed",
        ),
        ("patient_plan", "{last}**, thenø **stopø**", "{day}**, thenø **stopø**", "names the field day"),
        ("patient_plan", "50 mgø", "5 mgø", "does not have the number 50"),
        ("patient_plan", "50 mgø", "50 mgø 5", "has the number 5, which English does not have"),
        ("patient_plan", "**stopø**", "stopø", "has other bold letters"),
        ("language", "Decø", "", "is empty; type something."),
        ("language", 'xx = "{day} {month}"', 'xx = "{month}"', "names the field day"),
    ],
)
def test_a_translation_loses_no_sentence(
    made_up: Knowledge, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = Path(shutil.copytree(made_up.content.folder, tmp_path / "content"))
    path = folder / "words" / CODE / f"{file}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = check_content(folder, declarations())
    assert any(each.startswith(f"words/{CODE}/{file}.toml: ") and told in each for each in problems), problems
    with pytest.raises(ContentError, match=f"words/{CODE}/{file}"):
        [
            Knowledge(folder).content.sentences(declared, CODE)
            for declared in (*declarations(), LANGUAGE)
            if declared.file == file
        ]


def test_a_name_of_a_medicine_that_lacks_or_is_none_is_told(made_up: Knowledge, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made_up.content.folder, tmp_path / "content"))
    path = folder / "words" / CODE / "medicine_names.toml"
    path.write_text(path.read_text("utf-8").replace('"tapentadol" =', '"tapentadolum" ='), "utf-8")
    assert check_content(folder, declarations()) == [
        f"words/{CODE}/medicine_names.toml: tapentadol: is missing; translate it.",
        f"words/{CODE}/medicine_names.toml: tapentadolum: is the name of no opioid; remove it.",
    ]


def test_a_translation_is_unreviewed_until_its_sentences_are_signed(
    made_up: Knowledge, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made_up.content.folder, tmp_path / "content"))

    def told() -> tuple[str, str]:
        language = Content(folder).language(CODE)
        return " ".join(language.notice), language.card_notice

    unreviewed = told()
    signature = folder / "words" / CODE / "reviewed.toml"
    of = Content(folder).hash_of(CODE)
    signature.write_text(f'name = "Eva Roe"\ndate = "2026-12-24"\nsentences = "{of}"\n', "utf-8")
    reviewed = told()
    for before, after in zip(unreviewed, reviewed, strict=True):
        assert "nreviewed" in before
        assert "nreviewed" not in after
        assert "Eva Roe" in after
        assert "24 Dec 2026" in after
        assert "24 Decø 2026" in after
    assert check_content(folder, declarations()) == []
    diary = folder / "words" / CODE / "diary.toml"
    diary.write_text(diary.read_text("utf-8").replace("Yourø diaryø", "Yourø bookø"), "utf-8")
    assert told() == unreviewed
    assert [each.partition(";")[0] for each in check_content(folder, declarations())] == [
        f"words/{CODE}/reviewed.toml: signs other sentences than those that stand there"
    ]
