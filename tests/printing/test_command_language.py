"""A paper comes out wholly in the language that it is given.

Here a made-up one, English with a letter after each word.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.checking import check
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.language import LANGUAGE
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import RESOURCES

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
DAYS = tuple(map(date.fromisoformat, ("2026-12-01", "2026-12-12", "2026-12-20", "2027-05-01")))


def marked(text: str) -> str:
    """Return a text with the mark after each word outside its fields."""
    parts = _FIELD.split(text)
    return "".join(part if at % 2 else _WORD.sub(rf"\g<0>{MARK}", part) for at, part in enumerate(parts))


def translated(toml: str) -> str:
    def line(found: re.Match[str]) -> str:
        if found["key"] in _KEPT or found[0] in _CODES:
            return found[0]
        return f"{found['key']} = {json.dumps(marked(json.loads(found['text'])), ensure_ascii=False)}"

    return _LINE.sub(line, toml)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Return what is known, with a second language; findings and questions, which have one file, speak it too."""
    resources = tmp_path_factory.mktemp("made-up") / "resources"
    content = Path(shutil.copytree(RESOURCES / "content", resources / "content"))
    (resources / "fonts").symlink_to(RESOURCES / "fonts")
    words = content / "words" / "xx"
    words.mkdir()
    for file in (content / "words" / "en").glob("*.toml"):
        (words / file.name).write_text(translated(file.read_text("utf-8")), "utf-8")
    own = {name: json.dumps(marked(text), ensure_ascii=False) for name, text in ENGLISH.words.texts.items()}
    (words / "language.toml").write_text("".join(f"{name} = {text}\n" for name, text in own.items()), "utf-8")
    for name in ("findings", "screening"):
        file = content / f"{name}.toml"
        file.write_text(translated(file.read_text("utf-8")), "utf-8")
    return Knowledge(content)


@pytest.mark.parametrize("kind", ["patient", "wallet-card", "pharmacy-order", "clinician"])
@pytest.mark.parametrize("changes", CHANGES)
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
    language = made_up.content.language("xx")
    sources = sorted((source.short for source in knowledge.content.sources.values()), key=len, reverse=True)
    for printed in DAYS:
        texts = []
        for known, wording in ((knowledge, Wording()), (made_up, Wording(language=language))):
            regimen = derive(read_plan(json.dumps(members).encode(), known.vocabulary), known.rules, printed)
            pages = paper_pages(
                regimen, known, wording=wording, paper="a4", large=False, printed=printed, kind=kind
            )
            texts.append(pages.text)
        assert texts[1].replace(MARK, "") == texts[0]
        for text in (texts[1], *page_texts(pdf_bytes(pages))):
            # A word in a narrow column may be broken before its last letter.
            text = text.replace(f" {MARK}", MARK)  # noqa: PLW2901
            for name in (*sources, *_NAMES):
                text = re.sub(re.escape(name).replace(r"\ ", r"\s*"), " ", text)  # noqa: PLW2901
            strange = [word for word in _WORD.findall(text) if MARK not in word and word not in _UNITS]
            assert strange == []


def test_the_made_up_language_passes_the_check_once_it_is_in_the_table(
    made_up: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_up.content.folder
    assert f"words/xx/{LANGUAGE.file}.toml: is not a file of the content; remove it." in check.check_content(
        folder, declarations()
    )
    monkeypatch.setattr(check, "LANGUAGES", {"en": "English", "xx": "Made up"})
    assert [told for told in check.check_content(folder, declarations()) if "words/" in told] == []


def test_english_is_such_a_language() -> None:
    LANGUAGE.refuse(ENGLISH.words)


def test_doses_and_dates_are_kept_whole_in_each_language(made_up: Knowledge) -> None:
    for language in (ENGLISH, made_up.content.language("xx")):
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
        (
            "wallet_card",
            'when = ["pausing", "low-dose"]',
            'when = ["pausing"]',
            "what[2]: is not as in English",
        ),
        (
            "wallet_card",
            'sources = ["us-label", "judgement"]',
            'sources = ["us-label"]',
            "is not as in English",
        ),
        ("wallet_card", "[[licence]]", "[[what]]", "licence: is missing"),
        ("patient_plan", "[[section.stop.advice]]\n", "[[section.expect.advice]]\n", "is not as in English"),
        ("language", 'weekday.7 = "', 'weekday.8 = "', "weekday.8: unknown key"),
        ("language", "{day}", "{month}", "short_date: does not name the field day"),
    ],
)
def test_a_translation_loses_no_sentence(
    made_up: Knowledge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    old: str,
    new: str,
    told: str,
) -> None:
    folder = Path(shutil.copytree(made_up.content.folder, tmp_path / "content"))
    path = folder / "words" / "xx" / f"{file}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(check, "LANGUAGES", {"en": "English", "xx": "Made up"})
    assert any(
        problem.startswith(f"words/xx/{file}.toml: ") and told in problem
        for problem in check.check_content(folder, declarations())
    )
    with pytest.raises(ContentError, match=f"words/xx/{file}"):
        [
            Knowledge(folder).content.sentences(declared, "xx")
            for declared in (*declarations(), LANGUAGE)
            if declared.file == file
        ]
