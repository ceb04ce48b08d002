"""Plan files with everything in them: the same plan, the same bytes, and a view without an exception."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from tests.domain.given_rules import OPIOIDS, QUESTIONS, RULES, TODAY, VOCABULARY
from tests.strategies import plans

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
REASONS = TEXTS.filter(lambda text: bool(text.strip()))
DATES = st.dates().map(date.isoformat)


def members(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


SCREENINGS = members(
    answered_on=DATES,
    answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(("yes", "no", "unknown"))),
    opioids=st.lists(
        st.fixed_dictionaries(
            {"opioid": st.sampled_from(sorted(OPIOIDS)), "last_dose": st.none() | DATES},
            optional={"use": st.just("daily")},
        ),
        max_size=3,
    ),
    opioids_asked_on=DATES,
)
MEDICINES = st.lists(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=120).filter(str.strip),
    max_size=4,
    unique_by=str.casefold,
)
OVERRIDES = st.lists(
    st.fixed_dictionaries({"code": st.sampled_from(sorted(VOCABULARY.overridable)), "reason": REASONS}),
    max_size=2,
    unique_by=lambda entry: entry["code"],
)
EXTRAS = members(
    id=TEXTS,
    revision=st.integers(1, 10**9),
    patient=members(name=TEXTS, birth_date=DATES, identifier=TEXTS),
    prescriber=members(name=TEXTS, practice=TEXTS, phone=TEXTS),
    condition=TEXTS,
    notes=TEXTS,
    medicines=MEDICINES,
    screening=SCREENINGS,
    overrides=OVERRIDES,
)


@settings(max_examples=150)
@given(plans(), EXTRAS)
def test_an_accepted_plan_is_computed_and_written_the_same(
    plan_json: dict[str, Any], extras: dict[str, Any]
) -> None:
    try:
        plan = read_plan(json.dumps(plan_json | extras).encode(), VOCABULARY)
    except FileError as error:
        refused = error.path
    else:
        refused = ""
        check(plan)
    assert not refused or refused.startswith(("adjustments", "ladder"))


def check(plan: Plan) -> None:
    written = write_plan(plan)
    assert written.endswith(b"}\n")
    again = read_plan(written, VOCABULARY)
    assert again == plan
    assert write_plan(again) == written
    regimen = derive(plan, RULES, TODAY)
    assert schedule_json(regimen) == schedule_json(derive(again, RULES, TODAY))
    for finding in regimen.findings:
        assert finding.severity == RULES.severities[finding.code]
        assert finding.first is None or regimen.first <= finding.first <= regimen.ends
        assert finding.last is None or regimen.first <= finding.last <= regimen.ends


@settings(max_examples=100)
@given(plans(), EXTRAS, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(
    plan_json: dict[str, Any], extras: dict[str, Any], rng: Any
) -> None:
    whole = plan_json | extras
    keys = list(whole)
    rng.shuffle(keys)
    try:
        plan = read_plan(json.dumps(whole).encode(), VOCABULARY)
    except FileError:
        return
    mixed = json.dumps({key: whole[key] for key in keys}, ensure_ascii=False, indent=1).encode()
    assert write_plan(read_plan(mixed, VOCABULARY)) == write_plan(plan)
