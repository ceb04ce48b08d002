"""The page on what to tell patients and the plan that is printed for them say the same, sentence by sentence."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.topics.markup import Heading, Items, cited, lines, parse, plain
from ldn_desktop.reference.words.bold import plain as without_bold
from ldn_desktop.reference.words.printed_advice import with_printed
from tests.papers.test_plan_facts import plan_with
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
PAGE = CONTENT.topics["what-to-tell-patients"]
PRINTED = "what-the-printed-plan-says"


def told() -> list[tuple[str, tuple[str, ...]]]:
    """Return the items of the page's part on the printed plan, each with its sources."""
    found: list[tuple[str, tuple[str, ...]]] = []
    within = False
    for block in parse(PAGE.body):
        if isinstance(block, Heading) and block.level == 2:
            within = block.anchor == PRINTED
        elif within and isinstance(block, Items):
            found += [(plain(line), cited(line)) for line in lines([block])]
    return found


def test_the_page_tells_each_sentence_of_the_usual_plan_and_no_other() -> None:
    document = patient_plan(plan_with(), CONTENT, date(2026, 11, 25))
    printed = [advice for section in document.sections.values() for advice in section.advice]
    assert sorted(told()) == sorted((without_bold(advice.text), advice.sources) for advice in printed)
    text = patient_text(document)
    assert [words for words, _ in told() if words not in text] == []
    assert len(printed) >= 25


def test_headings_of_the_page_follow_the_parts_of_the_paper() -> None:
    document = patient_plan(plan_with(), CONTENT, date(2026, 11, 25))
    headings = [block for block in parse(PAGE.body) if isinstance(block, Heading) and block.level == 3]
    shown = {name for name, section in document.sections.items() if section.advice}
    assert len([block for block in headings if "?" not in plain(block.inlines)]) == len(shown)


def test_no_sentence_of_the_plan_is_written_out_in_the_article() -> None:
    """Written out it would stay as it is when the paper changes."""
    written = (SHIPPED / PAGE.file).read_text("utf-8")
    assert [words for words, _ in told() if words in written.replace("**", "")] == []


def test_an_unknown_part_of_the_plan_is_refused() -> None:
    with pytest.raises(FileError, match="tells the section nothing"):
        with_printed("Before.\n\n{{printed: nothing}}\n", CONTENT.words("patient_plan"), 7)
    assert issubclass(ContentError, Exception)


def test_each_opioid_that_the_plan_names_is_one_of_the_table() -> None:
    (label,) = (words for words, _ in told() if words.startswith("Take no opioid"))
    (judged,) = (words for words, _ in told() if words.endswith("count too."))
    named = f"{label} {judged}"
    known = " ".join(
        f"{opioid.name} {' '.join(opioid.synonyms)}".lower() for opioid in CONTENT.opioids.by_id.values()
    )
    wanted = (
        *("codeine", "dihydrocodeine", "tramadol", "tapentadol", "morphine", "oxycodone", "hydrocodone"),
        *("methadone", "buprenorphine", "fentanyl", "kratom", "tianeptine", "poppy", "loperamide"),
    )
    for name in wanted:
        assert name in named.lower()
        assert name in known
    assert "patches" in named
    for example in ("cough and diarrhoea medicines", "codeine linctus", "Lomotil", "loperamide or Imodium"):
        assert example in judged
    assert not {word for word in ("Kratom", "kratom", "poppy") if word in label}


def test_what_no_label_names_as_an_opioid_is_told_as_our_judgement() -> None:
    for section in CONTENT.words("patient_plan").sections.values():
        for advice in section.advice:
            if re.search(r"kratom|tianeptine|poppy", advice.text, re.IGNORECASE):
                assert advice.basis == "judgement"
                assert "judgement" in advice.sources
                assert "us-label" not in advice.sources


@pytest.mark.parametrize(
    "words",
    [
        "never take more to beat the block",
        "does not replace proven treatment",
        "a child swallowed it, or you took far too much, such as a whole 50 mg tablet: call a poison centre",
        "yellow skin or eyes, or dark urine: stop naltrexone and call the same day",
        "trouble breathing, being hard to wake, a swollen face",
        "do not drive or use machines until you know how each new dose acts on you",
        "alcohol can make drowsiness worse",
        "you sleep badly for more than 5 days: a new plan can use the morning instead",
        "no low dose of naltrexone alone is licensed in the us, uk or eu, as far as we know",
    ],
)
def test_the_paper_says_it(words: str) -> None:
    text = patient_text(patient_plan(plan_with(), CONTENT, date(2026, 11, 25))).lower()
    assert words in text


def test_what_can_wait_until_a_call_of_the_same_day_is_no_emergency() -> None:
    call, urgent = (CONTENT.words("patient_plan").sections[name].advice for name in ("call", "emergency"))
    assert [advice.text for advice in urgent if "same day" in advice.text] == []
    assert len([advice.text for advice in call if "same day" in advice.text]) == 6


IN_PLAIN_WORDS = {
    "low-mood": "low mood",
    "hallucinations": "confusion, seeing or hearing what is not there",
    "rash": "a rash",
    "heart-signs": "a racing or uneven heartbeat",
    "liver-injury": "yellow skin or eyes",
}


def test_what_the_reference_stops_for_the_paper_does_too() -> None:
    """Each effect whose advice is to stop stands on the paper, with the same urgency."""
    stops = {name for name, effect in CONTENT.adverse_effects.items() if effect.advice.startswith("Stop")}
    assert stops == {*IN_PLAIN_WORDS, "precipitated-withdrawal"}
    text = patient_text(patient_plan(plan_with(), CONTENT, date(2026, 11, 25))).lower()
    (urgent,) = (line for line in text.splitlines() if "thoughts of harming yourself" in line)
    for name, words in IN_PLAIN_WORDS.items():
        (line,) = (line for line in text.splitlines() if words in line)
        assert "stop naltrexone and call the same day" in line, name
    for words in ("trouble breathing", "swollen face", "chest pain"):
        assert words in urgent
    assert "chest pain is an emergency" in CONTENT.adverse_effects["heart-signs"].advice
    assert "mood gets worse" not in text


def test_withdrawal_is_told_as_what_follows_a_dose_of_naltrexone() -> None:
    """It comes after naltrexone in somebody who had an opioid, not after an opioid."""
    for section in CONTENT.words("patient_plan").sections.values():
        for advice in section.advice:
            assert not re.search(r"shaking after an opioid", advice.text)
    text = patient_text(patient_plan(plan_with(), CONTENT, date(2026, 11, 25)))
    assert (
        "severe sickness, sweating, shaking or restlessness soon after a dose, above all if you had any opioid"
        in text
    )


@pytest.mark.parametrize("name", ["stop", "stopped"])
def test_before_and_after_a_stop_opioids_may_fail_and_then_act_more_strongly(name: str) -> None:
    texts = " ".join(advice.text for advice in CONTENT.words("patient_plan").sections[name].advice)
    assert re.search(r"first days.* still \W*not work", texts)
    assert "more strongly" in texts


def test_after_how_many_missed_days_to_call_is_the_threshold_of_the_finding() -> None:
    """Paper, page and finding tell one number, ``resume_days``."""
    days = CONTENT.thresholds.resume_days
    paper = [advice.text for advice in CONTENT.words("patient_plan").sections["missed"].advice]
    assert (
        len([text for text in paper if "After more than {resume_days} missed days, or after any" in text])
        == 2
    )
    pages = {name: CONTENT.topics[name].body for name in ("restarting", "missed-doses")}
    assert f"After a pause of more than {days} days" in pages["restarting"]
    assert f"After up to {days} missed days in a row" in pages["restarting"]
    assert f"After more than {days} missed days in a row" in pages["missed-doses"]
    for text in (*paper, *pages.values()):
        assert re.search(r"\b(a few|several) missed (days|doses)\b", text) is None
    changed = with_printed("{{printed: missed}}", CONTENT.words("patient_plan"), days + 2)
    assert f"more than {days + 2} missed" in changed


def test_the_paper_never_tells_a_telephone_number_of_its_own() -> None:
    texts = [
        advice.text
        for section in CONTENT.words("patient_plan").sections.values()
        for advice in section.advice
    ]
    allowed = {"2", "4", "5", "7", "8", "12", "50"}
    figures = {word.strip(".,:*\x01()") for text in texts for word in text.split()}
    assert {figure for figure in figures if figure.isdigit()} <= allowed
