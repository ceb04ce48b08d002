"""What `docs/library.md` promises, held by every engine: by examples, and by what a machine thinks of."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ldn_desktop.library.bodies import Erasure, Settings
from ldn_desktop.library.contract import Store
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import ErasedError, ReadOnlyError, UnknownParentError
from ldn_desktop.library.records import PRACTICE, Record, canonical
from tests.library.given import KEY, SUBJECTS, entry, made, revision, store_in, visit
from tests.library.plain_store import PlainStore

A, B = SUBJECTS[:2]
Engine = Callable[[Path], Store]
ENGINES: dict[str, Engine] = {"embedded": store_in, "plain": lambda _folder: PlainStore()}


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made_store = ENGINES[request.param](tmp_path)
    yield made_store
    made_store.close()


def erasure(*subjects: str) -> Record:
    return made(Erasure(subjects, 2), PRACTICE)


def test_records_come_back_byte_for_byte_in_their_order(store: Store) -> None:
    first = revision(A)
    second = visit(A)
    third = revision(B)
    assert store.append([first, second, third]) == 3
    assert [(kept.place, kept.hash) for kept in store.after(0, 9)] == [
        (1, first.hash), (2, second.hash), (3, third.hash)
    ]  # fmt: skip
    assert [kept.data for kept in store.of(A)] == [first.data, second.data]
    assert [kept.place for kept in store.after(1, 1)] == [2]
    found = store.find(third.hash)
    assert found is not None
    assert (found.subject, found.data) == (B, third.data)
    assert store.find("00" * 32) is None
    assert list(store.subjects()) == [A, B]


def test_a_record_that_is_kept_stays_where_it_is(store: Store) -> None:
    first, second = revision(A), visit(A)
    store.append([first, second])
    assert store.append([first]) == 2
    assert [kept.hash for kept in store.of(A)] == [first.hash, second.hash]


def test_two_revisions_of_one_parent_are_both_kept(store: Store) -> None:
    first = revision(A)
    store.append([first])
    left, right = revision(A, first, number=2), revision(A, first, number=2)
    store.append([left])
    store.append([right])
    assert [kept.hash for kept in store.of(A)] == [first.hash, left.hash, right.hash]


def test_a_record_without_its_parent_is_refused_with_all_that_came_with_it(store: Store) -> None:
    unkept = revision(A)
    with pytest.raises(UnknownParentError):
        store.append([revision(B), revision(A, unkept)], [entry(B, "Anna")])
    assert (store.count(), list(store.subjects()), list(store.entries(1))) == (0, [], [])


def test_an_entry_is_kept_with_its_records_and_stale_after_the_next(store: Store) -> None:
    first = revision(A)
    store.append([first, revision(B)], [entry(A, "Anna", told=b"[1]")])
    assert list(store.entries(1)) == [(A, b"[1]")]
    assert (store.entry(1, A), store.entry(1, B), store.entry(2, A)) == ((A, b"[1]"), None, None)
    assert list(store.stale(1)) == [B]
    store.append([revision(A, first)])
    assert list(store.stale(1)) == [A, B]
    store.put([entry(A, "Anna", upto=3), entry(B)])
    assert list(store.stale(1)) == []
    assert list(store.stale(2)) == [A, B]
    assert list(store.entries(2)) == []
    store.append([made(Settings(canonical({"format": "ldn-practice"}) + b"\n"), PRACTICE)])
    assert list(store.stale(1)) == []


def test_an_entry_of_no_plan_is_left_out(store: Store) -> None:
    store.put([entry(A, "Anna")])
    assert list(store.entries(1)) == []
    assert list(store.search("anna")) == []


@pytest.mark.parametrize(
    "typed",
    [
        "anna",
        "ANN",
        "mul",
        "müll",
        "Mu\u0308ller anna",
        "anna m",
        "mu an fi",
        "00-17",
        "fibro",
        "strasse",
    ],
)
def test_a_search_finds_what_is_typed_without_case_or_accents(store: Store, typed: str) -> None:
    words = ("Anna Müller", "00-17", "Fibromyalgia", "moved to Große Straße")
    store.append([revision(A), revision(B)], [entry(A, *words), entry(B, "Berta", "Crohn")])
    assert list(store.search(typed)) == [A]


@pytest.mark.parametrize(
    "typed", ["", "   ", "-", '"', "*", "ann berta", "nna", "an NOT berta", "a:b", "(ann"]
)
def test_a_search_finds_nothing_else(store: Store, typed: str) -> None:
    store.append([revision(A), revision(B)], [entry(A, "Anna"), entry(B, "Berta")])
    expected = [A] if typed == "(ann" else []
    assert list(store.search(typed)) == expected


def test_words_that_went_are_not_found(store: Store) -> None:
    store.append([revision(A)], [entry(A, "Anna")])
    store.put([entry(A, "Berta")])
    assert list(store.search("anna")) == []
    assert list(store.search("berta")) == [A]


def test_erasing_leaves_the_record_of_it_alone(store: Store) -> None:
    first = revision(A, name="Zqxjkv")
    store.append([first, revision(B)], [entry(A, "Zqxjkv"), entry(B, "Berta")])
    store.erase([A], erasure(A))
    assert list(store.of(A)) == []
    assert list(store.subjects()) == [B, PRACTICE]
    assert [told.subject for told in store.entries(1)] == [B]
    assert list(store.search("zqxjkv")) == []
    assert store.erased(A)
    assert not store.erased(B)
    assert [kept.place for kept in store.after(0, 9)] == [2, 3]
    with pytest.raises(ErasedError):
        store.append([first])
    with pytest.raises(ErasedError):
        store.append([revision(B), visit(A)])
    assert store.count() == 3


def test_places_are_never_used_again(store: Store) -> None:
    store.append([revision(A)])
    store.erase([A], erasure(A))
    assert store.append([revision(B)]) == 3


class EnginesAgree(RuleBasedStateMachine):
    """Whatever is asked of both engines, in whatever order, both say the same."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.one: Store = store_in(self.folder)
        self.other: Store = PlainStore()
        self.known: list[Record] = []

    def teardown(self) -> None:
        self.one.close()
        shutil.rmtree(self.folder)

    def both(self, act: Callable[[Store], object]) -> None:
        said = []
        for store in (self.one, self.other):
            try:
                said.append((act(store), ""))
            except (ErasedError, UnknownParentError) as error:
                said.append((None, type(error).__name__))
        assert said[0] == said[1]

    @rule(
        which=st.lists(st.tuples(st.sampled_from(SUBJECTS), st.integers(0, 9), st.booleans()), max_size=4),
        words=st.sampled_from(["Anna", "Änne 1980", "", "Bo 12"]),
        with_entry=st.booleans(),
    )
    def append(self, which: list[tuple[str, int, bool]], words: str, *, with_entry: bool) -> None:
        records: list[Record] = []
        for subject, parent, is_revision in which:
            parents = [record for record in self.known if record.subject == subject][parent : parent + 1]
            records.append(revision(subject, *parents) if is_revision else visit(subject, *parents))
        entries = [entry(records[-1].subject, words)] if with_entry and records else []
        self.both(lambda store: store.append(records, entries))
        self.known += records

    @rule(at=st.integers(0, 30))
    def append_again(self, at: int) -> None:
        self.both(lambda store: store.append(self.known[at : at + 2]))

    @rule(
        subject=st.sampled_from(SUBJECTS), upto=st.integers(0, 9), words=st.sampled_from(["Anna", "Bo", ""])
    )
    def put(self, subject: str, upto: int, words: str) -> None:
        self.both(lambda store: store.put([entry(subject, words, upto=upto, told=words.encode())]))

    @rule(subject=st.sampled_from(SUBJECTS))
    def erase(self, subject: str) -> None:
        record = erasure(subject)
        self.both(lambda store: store.erase([subject], record))

    @rule()
    def open_again(self) -> None:
        self.one.close()
        self.one = store_in(self.folder)

    @invariant()
    def they_say_the_same(self) -> None:
        if not hasattr(self, "one"):
            return
        for ask in (
            lambda store: store.count(),
            lambda store: list(store.after(0, 1000)),
            lambda store: sorted(store.subjects()),
            lambda store: sorted(store.entries(1)),
            lambda store: [store.entry(1, subject) for subject in SUBJECTS],
            lambda store: sorted(store.stale(1)),
            lambda store: sorted(store.search("ann")),
            lambda store: [store.erased(subject) for subject in SUBJECTS],
        ):
            assert ask(self.one) == ask(self.other)


TestEnginesAgree = EnginesAgree.TestCase
TestEnginesAgree.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def test_what_is_read_alone_refuses_to_be_written(tmp_path: Path) -> None:
    store_in(tmp_path).close()
    stores: list[Store] = [
        EmbeddedStore(tmp_path / "plans.db", KEY, "Read alone."),
        PlainStore(why_read_only="Read alone."),
    ]
    for store in stores:
        with pytest.raises(ReadOnlyError, match="Read alone"):
            store.append([revision(A)])
        with pytest.raises(ReadOnlyError, match="Read alone"):
            store.put([entry(A)])
        with pytest.raises(ReadOnlyError, match="Read alone"):
            store.erase([A], erasure(A))
        store.close()
