"""Numbers given out: kept for all windows, never for two things, and a broken file is not in the way."""

from __future__ import annotations

import contextlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.storage import given_out
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import FORMAT, MOST, VERSION, GivenOut, NumberTakenError, digest
from ldn_desktop.storage.places import find_places

ANNA, BOB = "a" * 32, "b" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return find_places(tmp_path).given_out_file


def test_what_was_given_out_is_known_to_every_window(file: Path) -> None:
    one, other = GivenOut(file), GivenOut(file)
    assert other.known(ANNA) == {}
    one.claim(ANNA, 4, "this")
    other.note(ANNA, 5)
    other.note(BOB, 2)
    for store in (one, other, GivenOut(file)):
        assert (store.known(ANNA), store.known(BOB)) == ({4: "this", 5: ""}, {2: ""})
    one.claim(ANNA, 5, "that")
    other.note(ANNA, 5)
    assert other.known(ANNA) == {4: "this", 5: "that"}, "and saved again"


def test_a_number_stands_for_one_thing(file: Path) -> None:
    one, other = GivenOut(file), GivenOut(file)
    one.claim(ANNA, 4, "this")
    other.claim(ANNA, 4, "this")
    with pytest.raises(NumberTakenError, match=r"^Revision 4 of this plan stands for something else by now"):
        other.claim(ANNA, 4, "that")
    other.claim(BOB, 4, "that")
    assert one.known(ANNA) == {4: "this"}


@pytest.mark.parametrize("before", ["nothing", "a file", "a paper"])
def test_what_did_not_leave_takes_no_number(file: Path, before: str) -> None:
    store = GivenOut(file)
    if before == "a file":
        store.note(ANNA, 4)
    if before == "a paper":
        store.claim(ANNA, 4, "this")
    known = store.known(ANNA)
    store.claim(ANNA, 4, "this")
    store.give_back(ANNA, 4)
    assert GivenOut(file).known(ANNA) == known


def test_what_did_not_leave_here_and_left_elsewhere_is_known(file: Path) -> None:
    one, other = GivenOut(file), GivenOut(file)
    one.claim(ANNA, 4, "this")
    other.claim(ANNA, 4, "this")
    one.give_back(ANNA, 4)
    assert GivenOut(file).known(ANNA) == {4: "this"}
    with pytest.raises(NumberTakenError):
        one.claim(ANNA, 4, "that")


def test_a_note_that_could_not_be_written_says_nothing_of_other_numbers(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = GivenOut(file), GivenOut(file)
    one.note(BOB, 1)
    with monkeypatch.context() as broken:
        broken.setattr(given_out, "replace_atomically", _refuse)
        one.note(ANNA, 2)
    other.claim(ANNA, 2, "that")
    other.claim(BOB, 1, "paper")
    assert (one.known(ANNA), one.known(BOB)) == ({2: "that"}, {1: "paper"})
    with pytest.raises(NumberTakenError):
        one.claim(ANNA, 2, "this")


def _refuse(_file: Path, _data: bytes) -> None:
    raise StoreError("The disk is full.")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "[" * 100_000, '{"numbers": []}',
     f'{{"format": "other", "version": {VERSION}, "numbers": [["a", 1, "b", 1, false]]}}',
     f'{{"format": "{FORMAT}", "version": {VERSION + 1}, "numbers": [["a", 1, "b", 1, false]]}}',
     f'{{"format": "{FORMAT}", "version": {VERSION}, "numbers": {{"a": 1}}}}',
     *(f'{{"format": "{FORMAT}", "version": {VERSION}, "numbers": [["a", 1, "b", 1, false], {entry}]}}'
       for entry in ("1", "null", '"abc"', "[]", '["a", 1, "b", 1]', '["a", 1, "b", 1, false, 2]',
                     '["a", "1", "b", 1, false]', '["a", true, "b", 1, false]', '["a", 1.0, "b", 1, false]',
                     '["a", 0, "b", 1, false]',
                     '[1, 1, "b", 1, false]', '["a", 1, null, 1, false]', '["a", 1, "b", -1, false]',
                     '["a", 1, "b", true, false]', '["a", 1, "b", 1, 0]', f'["a", {"9" * 5000}, "b", 1, false]')),
    ],
)  # fmt: skip
def test_a_damaged_file_holds_nothing_and_is_replaced(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    store = GivenOut(file)
    assert store.known(ANNA) == {}
    store.claim(ANNA, 1, "this")
    assert GivenOut(file).known(ANNA) == {1: "this"}


def test_what_cannot_be_written_is_known_while_the_program_runs(tmp_path: Path, file: Path) -> None:
    file.parent.write_text("a file, not a folder", encoding="utf-8")
    for store in (GivenOut(file), GivenOut()):
        store.claim(ANNA, 4, "this")
        store.note(ANNA, 5)
        assert store.known(ANNA) == {4: "this", 5: ""}
        with pytest.raises(NumberTakenError):
            store.claim(ANNA, 4, "that")
        assert store.known(ANNA) == {4: "this", 5: ""}
    store = GivenOut(file)
    store.note(ANNA, 7)
    file.parent.unlink()
    store.note(ANNA, 8)
    assert GivenOut(file).known(ANNA) == {7: "", 8: ""}, "and written once that goes again"
    assert [path.name for path in tmp_path.rglob("*")] == ["state", file.name]


def test_the_newest_are_kept_in_a_file_that_can_be_read(file: Path) -> None:
    long = 10**18 - 1
    numbers = [[digest(str(number)), long, digest("x"), 1, True] for number in range(MOST)]
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"format": FORMAT, "version": VERSION, "numbers": numbers}), encoding="utf-8")
    store = GivenOut(file)
    assert store.known("0") == {long: digest("x")}
    store.claim(ANNA, long, digest("x"))
    assert len(json.loads(file.read_bytes())["numbers"]) == MOST
    assert (store.known("0"), store.known("1"), store.known(ANNA)) == (
        {}, {long: digest("x")}, {long: digest("x")},
    )  # fmt: skip


def test_neither_id_nor_content_stands_in_the_file_and_only_its_owner_reads_it(file: Path) -> None:
    store = GivenOut(file)
    store.claim("anna-muster-1980", 4, digest("Anna Muster"))
    assert b"nna" not in file.read_bytes()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == [file.name], "no lock is left"


def test_two_programs_at_once_lose_no_number_and_give_none_out_twice(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_out, "_TRIES", 10_000)

    def given(program: int) -> list[int]:
        store, got = GivenOut(file), []
        for revision in range(1, 9):
            store.note(BOB, 10 * program + revision)
            with contextlib.suppress(NumberTakenError):
                store.claim(ANNA, revision, str(program))
                got.append(revision)
        return got

    with ThreadPoolExecutor() as pool:
        got = list(pool.map(given, range(3)))
    assert sorted(number for numbers in got for number in numbers) == list(range(1, 9)), "each number once"
    assert GivenOut(file).known(ANNA) == {r: str(who) for who, has in enumerate(got) for r in has}
    assert len(GivenOut(file).known(BOB)) == 24


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("claim", "failed", "note")),
        st.integers(0, 1),
        st.sampled_from((ANNA, BOB)),
        st.integers(1, 3),
        st.sampled_from(("x", "y")),
    ),
    max_size=20,
)


@given(_STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_windows_know_what_one_list_would(
    file: Path, steps: list[tuple[str, int, str, int, str]]
) -> None:
    file.unlink(missing_ok=True)
    stores = GivenOut(file), GivenOut(file)
    known: dict[tuple[str, int], str] = {}
    for what, window, plan, revision, content in steps:
        store, key = stores[window], (plan, revision)
        if what == "note":
            store.note(plan, revision)
            known.setdefault(key, "")
        elif known.get(key, "") not in {"", content}:
            with pytest.raises(NumberTakenError):
                store.claim(plan, revision, content)
        else:
            store.claim(plan, revision, content)
            if what == "failed":
                store.give_back(plan, revision)
            else:
                known[key] = content
        for plan_id in (ANNA, BOB):
            now = {number: said for (owner, number), said in known.items() if owner == plan_id}
            assert stores[1 - window].known(plan_id) == now
