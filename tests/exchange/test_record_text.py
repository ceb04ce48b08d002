"""The text for the record: every part of the record as plain lines, and at its head whether the plan is cleared."""

from __future__ import annotations

from ldn_desktop.exchange.record_text import record_text
from tests.exchange.handed import context_of, plan


def test_it_says_who_what_and_why_in_plain_lines() -> None:
    text = record_text(
        context_of(
            plan(
                notes="Sleeps badly.",
                medicines=["duloxetine 60 mg"],
                adjustments=[{"on": "2026-12-10", "action": "hold", "days": 7, "note": "vivid\ndreams"}],
            )
        )
    )
    lines = text.splitlines()
    assert lines[:2] == ["Clinician record", "Anna Muster · Plan revision 3 · printed 27 Nov 2026"]
    assert "Patient: Anna Muster, born 1 May 1980" in lines
    assert (
        "- 1 | Tue 1 Dec 2026 | Mon 7 Dec 2026 | 7 | 0.5 mg | 1 × 0.5 mg, at bedtime; next step only if it suits"
        in (lines)
    )
    assert "Notes: Sleeps badly." in lines
    assert any(line.startswith("- duloxetine 60 mg | ") for line in lines)
    assert any(
        line.startswith("- Thu 10 Dec 2026 | ") and line.endswith("Note: vivid dreams") for line in lines
    )
    assert any(line.startswith("- Warning | The safety check has not been done") for line in lines)
    assert "Source: " in text
    assert not set(text) & {"\x01", "\t", "\r"}
    assert text.endswith("\n")


def test_one_that_is_blocked_begins_with_that() -> None:
    text = record_text(
        context_of(plan(screening={"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}))
    )
    assert text.startswith("NOT CLEARED. ")


def test_an_overridden_finding_stands_with_its_reason() -> None:
    text = record_text(
        context_of(
            plan(
                screening={"answered_on": "2026-11-20", "answers": {"opioid-dependence": "yes"}},
                overrides=[{"code": "opioid-dependence", "reason": "Stable | for years."}],
            )
        )
    )
    assert not text.startswith("NOT CLEARED")
    assert "- BLOCKING, overridden | " in text
    assert "Overridden: Stable | for years." in text


def test_days_of_a_rhythm_can_be_counted() -> None:
    ladder = [
        {"dose": "0.5 mg", "days": 10, "rhythm": {"on": 5, "off": 2}},
        {"dose": "1 mg", "days": 28, "rhythm": {"on": 5, "off": 2}},
    ]
    text = record_text(context_of(plan(ladder=ladder)))
    assert text.count("| 5 days on, 2 days off, counted from Tue 1 Dec 2026\n") == 2


def test_names_from_right_to_left_bring_no_marks() -> None:
    text = record_text(context_of(plan(patient={"name": "דנה כהן"})))
    assert "Patient: דנה כהן\n" in text
    assert not set(text) & set("\u2066\u2067\u2068\u2069")
