"""The answer to the question about opioids that a pause opens again, as screen and record tell it."""

from __future__ import annotations

from datetime import date

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.screening import opioids_between, taken_since
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.wording import weekday_date


def answer_since(plan: Plan, content: Content, pause: date) -> str:
    """Say what the safety check knows of opioids since a day: which and when last, or none."""
    words, rules = content.screening.since_pause, content.opioids.rules()
    uses = opioids_between(plan, rules, pause, date.max)
    if uses:
        named = (
            words.last.format(opioid=rules[use.opioid].name, last=weekday_date(use.last_dose))
            if use.last_dose
            else words.still.format(opioid=rules[use.opioid].name)
            for use in uses
        )
        return words.found.format(opioids="; ".join(named))
    return words.found_unnamed if taken_since(plan, rules, pause) else words.none
