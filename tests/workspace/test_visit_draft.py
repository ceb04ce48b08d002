"""What is typed at a visit and cannot be read yet: kept by its field, and let go of with it."""

from __future__ import annotations

from dataclasses import replace

from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.library.bodies import SideEffect, Visit
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.visit_draft import VisitDraft
from tests.workspace.visits import TODAY

DRAFT = VisitDraft(Visit(TODAY, "go-on"), "Prescriber name")


def typed(field: str, text: str = "x", problem: str = "It cannot be read.") -> Typed:
    return Typed(field, "A field", text, problem)


def test_a_field_has_one_text_and_none_once_it_can_be_read() -> None:
    draft = DRAFT.with_typed(typed("on", "a")).with_typed(typed("next", "b")).with_typed(typed("on", "c"))
    assert [(entry.field, entry.text) for entry in draft.unread] == [("next", "b"), ("on", "c")]
    assert draft.with_typed(typed("on", "c")) is draft
    assert draft.with_typed(typed("on", "5 Jan", "")).typed_in("on") is None


def test_a_side_effect_that_is_not_entered_yet_is_kept_and_holds_nothing() -> None:
    draft = DRAFT.with_typed(typed("effect", "Itch", ""))
    assert (draft.typed_in("effect") is not None, draft.unread) == (True, ())
    assert draft.with_typed(typed("effect", " ", "")) == DRAFT


def test_of_opioids_nothing_holds_the_visit_unless_one_was_taken() -> None:
    draft = DRAFT.with_typed(typed("safety.opioid"))
    assert not draft.unread
    assert replace(draft, visit=replace(draft.visit, opioid="yes")).unread == draft.typed


def test_what_was_typed_in_a_field_that_is_gone_goes_with_it() -> None:
    fields = ("on", "left.c3", "since.Itching", "safety.last.codeine", "decision.days")
    draft = replace(
        DRAFT,
        visit=replace(DRAFT.visit, side_effects=(SideEffect("Itching", "mild"),)),
        opioids=(OpioidUse("codeine", TODAY),),
        typed=tuple(map(typed, fields)),
    )
    there = draft.without_orphans(frozenset({"c3"}))
    assert [entry.field for entry in there.typed] == list(fields[:-1])
    bare = replace(draft, visit=DRAFT.visit, opioids=(OpioidUse("codeine", None),))
    assert [entry.field for entry in bare.without_orphans(frozenset()).typed] == ["on"]
