"""What an emergency team, an anaesthetist and a poison centre are told.

By whom, for which doses, and what nobody knows.
"""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import Block, Heading, Table, cited, lines, parse, parse_line, plain
from ldn_desktop.reference.words.bold import plain as without_bold
from tests.places import ROOT, SHIPPED

CONTENT = Content(SHIPPED)
CARD = CONTENT.words("wallet_card")
FILES = [
    *(path for path in (SHIPPED).rglob("*") if path.suffix in {".toml", ".md"}),
    *(path for path in (ROOT / "docs" / "guide").glob("*.md")),
    *(ROOT / "ldn_desktop").rglob("*.py"),
    ROOT / "README.md",
    ROOT / "packaging" / "linux" / "ldn-desktop.metainfo.xml",
]


def part(topic: str, heading: str) -> tuple[Block, ...]:
    """Return the blocks below a heading of an article, up to the next of its level."""
    found: list[Block] = []
    level = 0
    for block in parse(CONTENT.topics[topic].body):
        if isinstance(block, Heading) and (level == 0 or block.level <= level):
            if level:
                break
            level = block.level if block.anchor == heading else 0
        elif level:
            found.append(block)
    assert found, heading
    return tuple(found)


def told(blocks: tuple[Block, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(plain(line), cited(line)) for line in lines(blocks)]


def line_of(topic: str, heading: str, words: str) -> tuple[str, tuple[str, ...]]:
    (found,) = [line for line in told(part(topic, heading)) if words in line[0]]
    return found


@pytest.mark.parametrize("pattern", [r"late,? (?:and )?deep", r"late .{0,20}respiratory depression"])
def test_nobody_says_that_breathing_depression_comes_late(pattern: str) -> None:
    assert [path.name for path in FILES if re.search(pattern, path.read_text("utf-8"))] == []


def test_the_plan_of_the_label_is_told_in_full_and_for_full_doses() -> None:
    plan = part("emergencies", "severe-pain-under-naltrexone")
    words = " ".join(line for line, _ in told(plan)).lower()
    for wanted in (
        *("written for patients on fully blocking doses", "regional analgesia", "conscious sedation"),
        *("benzodiazepine", "no opioid", "general anaesthesia", "greater than usual"),
        *("deeper and more prolonged", "rapidly acting opioid", "titrated", "swelling of the face", "itch"),
        *("histamine", "trained staff", "resuscitation"),
    ):
        assert wanted in words, wanted
    label = [sources for line, sources in told(plan) if "rapidly acting" in line or "more prolonged" in line]
    assert label
    assert all("us-label" in sources for sources in label)


def test_what_follows_for_a_low_dose_is_named_as_ours() -> None:
    line, sources = line_of("emergencies", "at-a-low-dose", "usual starting dose")
    assert line.endswith("our inference.")
    assert sources == ("judgement",)
    line, sources = line_of("emergencies", "at-a-low-dose", "45%")
    assert "partial" in line
    assert "trostheim-2022" in sources


def test_the_card_says_what_a_team_needs_at_three_in_the_morning() -> None:
    usual = {"not-stopped", "taking", "blocks-in-part", "low-dose", "no-opioid-planned"}
    said = [
        (without_bold(entry.text), entry.sources)
        for entry in (*CARD.lists["what"], *CARD.lists["emergency"])
        if usual.issuperset(entry.when)
    ]
    text = " ".join(words for words, _ in said)
    for wanted in (
        *(
            "It blocks opioids in part",
            "How long a low dose blocks is not known",
            "Do not withhold pain relief that is needed",
            "regional or non-opioid",
        ),
        *("short-acting, titrated from the usual starting dose, breathing watched", "deeper and longer"),
        *(
            "label text for full doses",
            "give naloxone as usual",
            "no naltrexone until a prescriber allows it",
        ),
    ):
        assert wanted in text, wanted
    assert CARD.say("last") == "Last dose"
    # What no label says is named as ours on the sheet.
    for words in ("Do not withhold", "usual starting dose", "naloxone", "in part"):
        assert all("judgement" in sources for line, sources in said if words in line), words


def test_withdrawal_is_treated_in_hospital_alone() -> None:
    words = " ".join(line for line, _ in told(part("emergencies", "withdrawal-after-naltrexone")))
    assert "no treatment at home" in words
    line, sources = line_of("emergencies", "withdrawal-after-naltrexone", "buprenorphine")
    assert "single case reports" in line
    assert "No trial was found; a specialist decides" in line
    assert "szczesniak-2020" in sources


def test_how_long_before_an_operation_is_shown_as_a_spread() -> None:
    (table,) = (block for block in part("surgery", "when-to-stop") if isinstance(block, Table))
    rows = {source: plain(cell) for name, cell, *_ in table.rows for source in cited(name)}
    assert rows["ema-mysimba-2024"] == "at least 3 days"
    assert "24 to 48 hours" in rows["etg-naltrexone"]
    assert "not seen" in rows["spaqi-2021"]
    assert not re.search(r"\d", rows["spaqi-2021"])
    assert "72 hours" in " ".join(line for line, _ in told(part("surgery", "when-to-stop")))


def test_a_team_that_asks_for_longer_is_followed_and_72_hours_is_not_the_longest_view() -> None:
    interaction = CONTENT.interactions["surgery"]
    places = (
        CONTENT.surgery.stop.text,
        CONTENT.finding_words["surgery-planned"].why,
        plain(parse_line(interaction.advice)),
        plain(parse_line(CONTENT.topics["surgery"].summary)),
    )
    for words in places:
        assert "96 hours" in words
        assert "regulator" in words
        assert "longest" not in words


def test_what_the_guidelines_do_not_cover_is_told() -> None:
    line, sources = line_of("surgery", "what-the-guidelines-do-not-cover", "13 guidelines")
    assert "whatever the dose" in line
    assert "None covers people who take it for chronic pain" in line
    assert "none rests on a systematic search" in line
    assert sources == ("goel-2024",)
    assert "chronic pain" in CONTENT.finding_words["surgery-planned"].why


def test_a_child_that_swallowed_it_is_told_of_with_what_is_not_known() -> None:
    words = " ".join(line for line, _ in told(part("children", "swallowed-by-a-child")))
    assert "call the poison centre, above all if an opioid may be in the child too" in words
    assert "No series of children who swallowed naltrexone was found" in words
    line, sources = line_of("children", "swallowed-by-a-child", "Tehran")
    assert "were given 1 mg/kg after methadone poisoning" in line
    assert "naltrexone-children-methadone" in sources


def test_the_two_readings_of_one_mother_and_infant_are_kept_apart() -> None:
    views = told(part("breastfeeding", "the-three-views"))
    assert [sources for _, sources in views] == [("eu-smpc",), ("lactmed",), ("us-label",)]
    assert "second hand" in views[2][0]
    (table,) = (block for block in part("breastfeeding", "what-was-measured") if isinstance(block, Table))
    sources = [cited(cell) for cell in table.head]
    assert sources == [(), ("chan-2004",), ("lactmed",)]
    chan, lactmed = (" ".join(plain(row[at]) for row in table.rows) for at in (1, 2))
    for figure in ("5 mg a day", "0.03%", "0.83%", "1.06%", "1.1 mcg/L"):
        assert figure in chan
    for figure in ("50 mg a day", "0.86%", "7 mcg/kg", "46 mcg/L", "9.5 hours"):
        assert figure in lactmed
    assert "1.06" not in lactmed
    beside = " ".join(words for words, _ in told(part("breastfeeding", "what-was-measured")))
    assert "do not add up to its 1.06%" in beside


@pytest.mark.parametrize("wrong", [r"licensed in most countries", r"every dose called low is unlicensed"])
def test_no_place_says_too_widely_what_is_not_licensed(wrong: str) -> None:
    assert [path.name for path in FILES if re.search(wrong, path.read_text("utf-8"))] == []


def test_the_low_dose_that_is_licensed_is_told() -> None:
    alone = "No low dose of naltrexone alone is licensed in the US, UK or EU"
    (line,) = (line for line in lines(parse(CONTENT.topics["dose-bands"].body)) if alone in plain(line))
    assert "8 mg a day in week 1 of Contrave or Mysimba" in plain(line)
    assert {"contrave-label", "mysimba-smpc"} <= set(cited(line))
    papers = [
        *(entry.text for entry in CARD.lists["licence"]),
        *(entry.text for entry in CONTENT.words("patient_plan").sections["licence"].advice),
        CONTENT.words("clinician_record").say("unlicensed"),
    ]
    assert sum(alone in text for text in papers) == 3
