"""An unfinished plan comes back as it was typed.

Everything else is refused with its place, and no plan reader takes it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Patient, Plan, Screening
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.workspace.contents import bytes_for
from ldn_desktop.workspace.draft import Draft, Typed, blank, opened
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import Enter, SetGenerator
from tests.domain.given_rules import MG

START = date(2026, 12, 1)
WORDS = Vocabulary(questions=("surgery-planned",), opioids=("morphine",), overridable=("not-measurable",))
EMPTY = blank(START, "p")
PLAN = Plan(
    START,
    (Rung(MG, 7), Rung(2 * MG, 28)),
    (Capsule("one", MG),),
    id="p",
    patient=Patient("Anna"),
    medicines=("duloxetine 60 mg",),
    screening=Screening(START, (), (OpioidUse("morphine", START, "daily"),), date(2027, 2, 1)),
)
FIELDS = (
    "patient.born",
    "safety.opioid",
    "safety.last.morphine",
    "safety.operation",
    "titration.start_ng",
    "titration.first",
    "ladder.1.dose",
    "ladder.1.on",
    "ladder.1.bedtime",
    "titration.weight_g",
    "products.fill",
    "change",
    "change.on",
    "override.not-measurable",
)


def drafts() -> st.SearchStrategy[Draft]:
    """Drafts in any state that the window can bring about."""
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    typed = st.lists(
        st.builds(Typed, st.sampled_from(FIELDS), texts, texts, texts), unique_by=lambda entry: entry.field
    )
    amounts = st.none() | st.sampled_from([0, MG // 2, MG, 3 * MG])
    days = st.none() | st.sampled_from([1, 7, 365, Months(2)])
    numbers = st.builds(
        Generator,
        st.sampled_from(["linear", "proportional", "table"]),
        amounts,
        amounts,
        amounts,
        st.none() | st.just(2000),
        amounts,
        days,
        days,
        amounts,
        st.none() | st.just(32_500),
        st.none() | st.just(START),
        amounts,
        amounts,
    ).map(lambda found: found._replace(target_ng=None) if found.per_kg_ng is not None else found)
    begun = st.builds(apply, st.sampled_from([EMPTY, opened(PLAN)]), st.builds(SetGenerator, numbers))
    whole = st.builds(lambda draft, entries: replace(draft, typed=tuple(sorted(entries))), begun, typed)
    return whole.filter(_has_its_fields)


def _has_its_fields(draft: Draft) -> bool:
    rows, opioids = len(draft.plan.ladder), draft.plan.screening.opioids
    return (rows > 1 or not draft.typed_within("ladder")) and (
        bool(opioids) or not draft.typed_in("safety.last.morphine")
    )


@given(drafts())
def test_an_unfinished_plan_comes_back_as_it_was_typed(draft: Draft) -> None:
    again = read_draft(write_draft(draft), WORDS)
    assert again == draft
    assert (again.unread, again.loose) == (draft.unread, draft.loose)
    assert write_draft(again) == write_draft(draft)


def test_a_lone_number_is_kept() -> None:
    lone = apply(EMPTY, SetGenerator(Generator("linear", MG)))
    assert read_draft(bytes_for(lone, WORDS, finished=False), WORDS).generator.start_ng == MG


def test_no_reader_of_plans_takes_it() -> None:
    with pytest.raises(FileError, match="holds an unfinished plan, which only the window opens"):
        read_plan(write_draft(opened(PLAN)), WORDS)


def changed(path: str, value: object) -> bytes:
    """Return the bytes of a draft with one value put elsewhere by its path."""
    wrong = apply(opened(PLAN), Enter("patient.born", "Date of birth", "x", "No day."))
    members = json.loads(write_draft(wrong))
    at = members
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for part in way:
        at = at[part]
    at[last] = value
    return json.dumps(members).encode()


def test_what_was_typed_where_the_form_asks_nothing_any_more_is_dropped() -> None:
    assert read_draft(changed("form.typed.0.field", "safety.pause"), WORDS) == opened(PLAN)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("format", "ldn-plan", "is no unfinished plan"),
        ("version", 3, "version: 3 is newer than this program reads"),
        ("extra", 1, "extra: unknown key"),
        ("plan", {}, "this is no LDN plan"),
        ("plan.ladder.0.days", 0, "plan.ladder[0].days: is 0"),
        ("form.numbers.mode", "other", "form.numbers.mode: “other” is not known"),
        ("form.numbers.every", 0, "form.numbers.every: is 0"),
        ("form.numbers.step_ng", MG // 2, "form.numbers: do not make the steps of the plan"),
        ("form.numbers.start_ng", "1 mg", "must be a whole number"),
        ("form.numbers.every", {"months": 120}, "form.numbers.every.months: is 120"),
        ("form.numbers.every", {"weeks": 1}, "form.numbers.every.weeks: unknown key"),
        ("form.numbers.weight_g", 0, "form.numbers.weight_g: is 0"),
        ("form.numbers.weighed_on", "today", "form.numbers.weighed_on: "),
        ("form.typed.0.field", "patient.name", "names a field that the form does not have"),
        ("form.typed.0.field", "ladder.2.dose", "names a field that the form does not have"),
        ("form.typed.0.field", "safety.last.codeine", "names a field that the form does not have"),
        ("form.typed.0.field", "other.born", "is no field of the form"),
        ("form.typed.0.problem", None, "must be text"),
    ],
)
def test_what_no_window_wrote_is_refused_with_its_place(path: str, value: object, told: str) -> None:
    with pytest.raises(FileError) as caught:
        read_draft(changed(path, value), WORDS)
    assert told in str(caught.value)


def test_a_field_named_twice_is_refused() -> None:
    members = json.loads(changed("form.preset", ""))
    members["form"]["typed"] *= 2
    with pytest.raises(FileError, match="names a field twice"):
        read_draft(json.dumps(members).encode(), WORDS)


def test_a_draft_left_by_the_version_before_is_read_as_a_plan_of_it_is() -> None:
    known = WORDS._replace(questions=("severe-liver-disease", "pregnant"))
    draft = opened(replace(PLAN, medicines=(), screening=Screening(START, (("pregnant", "no"),))))
    members = json.loads(write_draft(draft))
    members["plan"]["version"] = 1
    for answer, kept in (
        ("yes", (("pregnant", "no"), ("severe-liver-disease", "yes"))),
        ("no", (("pregnant", "no"),)),
    ):
        members["plan"]["screening"]["answers"]["acute-hepatitis-or-liver-failure"] = answer
        assert read_draft(json.dumps(members).encode(), known).plan.screening.answers == kept
    members["plan"]["medicines"] = ["aspirin"]
    with pytest.raises(FileError, match=r"^plan\.medicines: is not known in version 1"):
        read_draft(json.dumps(members).encode(), known)
