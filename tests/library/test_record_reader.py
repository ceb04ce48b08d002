from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.bodies import (
    Copied,
    Deletion,
    Erasure,
    Exported,
    Filters,
    Handed,
    Known,
    Newer,
    Paper,
    Revision,
    Settings,
    SideEffect,
    Visit,
)
from ldn_desktop.library.record_reader import BODIES, read_record
from ldn_desktop.library.records import PRACTICE, canonical, make
from tests.library.given import AT, SUBJECTS, made, plan_bytes, revision

A = SUBJECTS[0]
HASH = "ab" * 32
FULL = Visit(
    date(2027, 1, 5), "step-back", "telephone", "poor", (("fatigue", 7), ("pain", 0)),
    (SideEffect("Poor sleep", "moderate", date(2026, 12, 30)), SideEffect("Headache", "mild")), 0, "no", "as-before",
    (("c1.5", "7"), ("liq", "2.5")), date(2027, 1, 19), "Wakes at three.", HASH,
)  # fmt: skip
OF_A_PLAN: tuple[Known, ...] = (
    Revision(plan_bytes(), 3),
    Visit(date(2027, 1, 5), "go-on"),
    FULL,
    Paper("patient", HASH, 2, "en"),
    Handed(date(2026, 12, 1), "c1.5", "42", HASH),
    Handed(date(2026, 12, 1), "liq", "17", HASH, 20),
    Exported("fhir", "D:\\out\\plan.json", HASH),
    Deletion(),
    Deletion((HASH,)),
)
OF_THE_PRACTICE: tuple[Known, ...] = (
    Settings(canonical({"format": "ldn-practice", "name": "Practice"}) + b"\n"),
    Filters((("Mine", "{}"),)),
    Copied("backup", "D:\\copies", 12),
    Erasure((A,), 4, ("D:\\copies",)),
)


@pytest.mark.parametrize("body", [*OF_A_PLAN, *OF_THE_PRACTICE], ids=lambda body: body.KIND)
def test_what_is_made_is_read_back(body: Known) -> None:
    record = made(body, PRACTICE if body in OF_THE_PRACTICE else A)
    again = read_record(record.data)
    assert again == record
    assert canonical(json.loads(record.data)) == record.data


def test_every_kind_is_tried() -> None:
    assert {body.KIND for body in (*OF_A_PLAN, *OF_THE_PRACTICE)} == set(BODIES)


@given(st.text(), st.text(), st.integers(0, 10))
@settings(max_examples=50)
def test_any_text_comes_back(note: str, author: str, score: int) -> None:
    body = Visit(date(2027, 1, 5), "hold", note=note, scores=(("pain", score),))
    try:
        record = make(body, A, author=author, at=AT, reason=note)
    except UnicodeEncodeError:
        return
    assert read_record(record.data) == record


def test_two_records_that_say_the_same_are_two() -> None:
    assert revision(A).hash != revision(A).hash


def test_a_record_stays_with_whom_it_belongs_to() -> None:
    with pytest.raises(ValueError, match="settings"):
        made(Settings(b'{"format":"ldn-practice"}\n'), A)
    with pytest.raises(ValueError, match="visit"):
        made(FULL, PRACTICE)


def _changed(body: Known, change: Callable[[Any], object]) -> bytes:
    members = json.loads(made(body, PRACTICE if body in OF_THE_PRACTICE else A).data)
    change(members)
    return canonical(members)


@pytest.mark.parametrize(
    ("body", "change", "path"),
    [
        (FULL, lambda m: m.update(format="ldn-plan"), "format"),
        (FULL, lambda m: m.update(version=0), "version"),
        (FULL, lambda m: m.update(more=1), "more"),
        (FULL, lambda m: m.pop("author"), "author"),
        (FULL, lambda m: m.update(kind="poem"), "kind"),
        (FULL, lambda m: m.update(subject="Anna"), "subject"),
        (FULL, lambda m: m.update(parents=["x"]), "parents[0]"),
        (FULL, lambda m: m.update(at="2026-12-01T09:30:00+01:00"), "at"),
        (FULL, lambda m: m.update(at="yesterday"), "at"),
        (FULL, lambda m: m["body"].update(on="2026-02-30"), "body.on"),
        (FULL, lambda m: m["body"].update(decision="wait"), "body.decision"),
        (FULL, lambda m: m["body"]["scores"].update(pain=11), "body.scores.pain"),
        (FULL, lambda m: m["body"]["scores"].update(pain=True), "body.scores.pain"),
        (FULL, lambda m: m["body"]["scores"].update({"Pain!": 1}), "Pain!"),
        (FULL, lambda m: m["body"]["side_effects"][1].update(severity="bad"), "body.side_effects[1].severity"),
        (FULL, lambda m: m["body"]["left_over"].update(liq="2,5"), "body.left_over.liq"),
        (FULL, lambda m: m["body"].update(mood="fine"), "body.mood"),
        (FULL, lambda m: m["body"].update(doses_missed=-1), "body.doses_missed"),
        (OF_A_PLAN[0], lambda m: m["body"]["plan"].update(format="ldn-draft"), "body.plan.format"),
        (OF_A_PLAN[0], lambda m: m["body"].update(number=0), "body.number"),
        (OF_A_PLAN[3], lambda m: m["body"].update(pages=0), "body.pages"),
        (OF_A_PLAN[5], lambda m: m["body"].update(place=""), "body.place"),
        (OF_A_PLAN[4], lambda m: m["body"].pop("quantity"), "body.quantity"),
        (OF_THE_PRACTICE[1], lambda m: m["body"]["saved"][0].update(name=" "), "body.saved[0].name"),
        (OF_THE_PRACTICE[2], lambda m: m["body"].update(what="photo"), "body.what"),
        (OF_THE_PRACTICE[3], lambda m: m["body"].update(subjects=[]), "body.subjects"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_mistake_is_told_with_its_path(body: Known, change: Callable[[Any], object], path: str) -> None:
    with pytest.raises(FileError) as refused:
        read_record(_changed(body, change))
    assert path in refused.value.path


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'{"format":"ldn-record"', b"\xff", made(FULL, A).data + b" "]
)
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(FileError):
        read_record(data)


def test_what_a_newer_program_wrote_is_kept_untouched_and_told() -> None:
    def newer(members: Any) -> None:
        members.update(version=2, kind="photograph", mood={"of": [1, 2]})
        members["body"] = {"pixels": 12}

    data = _changed(FULL, newer)
    record = read_record(data)
    assert record.body == Newer(2, "photograph")
    assert (record.subject, record.data) == (A, data)


@pytest.mark.parametrize("key", ["kind", "subject", "id", "parents"])
def test_a_newer_record_still_says_where_it_belongs(key: str) -> None:
    with pytest.raises(FileError):
        read_record(_changed(FULL, lambda members: (members.update(version=2), members.pop(key))))
