"""The table of exports: every row is whole, and the guide tells of each."""

from __future__ import annotations

import pytest

from ldn_desktop.exchange.exports import EXPORTS, holding_back
from ldn_desktop.papers.catalogue import BlockedError
from tests.exchange.handed import context_of, plan
from tests.places import ROOT

BLOCKED = {"screening": {"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}}
NO_DOSE = {"ladder": [{"dose": "0.5 mg", "days": 1, "rhythm": {"weekdays": ["monday"]}}]}
"""Its one day is a Tuesday."""


def test_no_two_forms_are_taken_for_each_other() -> None:
    for many in ([form.title for form in EXPORTS.values()], [form.suffix for form in EXPORTS.values()]):
        assert len(many) == len(set(many))


@pytest.mark.parametrize("code", EXPORTS)
def test_each_form_is_made_the_same_each_time_and_told_of_in_the_guide(code: str) -> None:
    made = EXPORTS[code].made(context_of(plan()))
    assert made == EXPORTS[code].made(context_of(plan()))
    assert made.endswith(b"\n")
    assert made.decode("utf-8")
    assert f"`{code}` |" in (ROOT / "docs" / "guide" / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("changes", [BLOCKED, NO_DOSE])
@pytest.mark.parametrize("code", EXPORTS)
def test_what_holds_papers_back_holds_back_each_form_that_waits(
    code: str, changes: dict[str, object]
) -> None:
    context = context_of(plan(**changes))
    assert bool(holding_back(context.regimen, code)) is EXPORTS[code].waits
    if EXPORTS[code].waits:
        with pytest.raises(BlockedError):
            EXPORTS[code].made(context)
    else:
        assert EXPORTS[code].made(context)


@pytest.mark.parametrize("changes", [BLOCKED, NO_DOSE])
def test_what_was_handed_over_can_be_taken_back_all_the_same(changes: dict[str, object]) -> None:
    for form in EXPORTS.values():
        if form.taken_back:
            assert form.made(context_of(plan(**changes)), cancel=True)
