"""What plans of version 2 are refused for, each with its place; other programs' authors get the same plans."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from tests.places import REFUSALS

WHOLE = {
    "29 days on and off": (
        "ladder[0].rhythm.off: makes 29 days with those on; a rhythm has at most 28 before it begins anew."
    ),
    "a basis of other days": (
        "basis: makes another ladder than the one in this file; correct one of the two, or remove it."
    ),
    "two routes in force together": (
        "formulations[1].route: is sublingual, but “c1” beside it is oral; "
        "products in use together are taken in one way."
    ),
    "going on without a pause": (
        "adjustments[0].action: no pause without an end comes just before it; remove it, or add the pause."
    ),
    "a change after a pause without an end": (
        "adjustments[1].action: after the pause from 2027-01-05, which has no end of its own, only going on "
        "(resume) may come; say when it is taken again, or choose a day after that."
    ),
}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal["what"])
def test_refused_with_its_place_in_one_sentence(refusal: dict[str, Any]) -> None:
    with pytest.raises(FileError) as caught:
        read_plan(json.dumps(refusal["plan"]).encode(), Vocabulary())
    assert caught.value.path == refusal["refused"]
    assert str(caught.value) == WHOLE.get(refusal["what"], str(caught.value))
    assert len(str(caught.value)) < 220
