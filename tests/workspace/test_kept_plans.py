from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.library.bodies import Deletion, Erasure, Filters, Handed, Paper, Visit
from ldn_desktop.library.contract import Store
from ldn_desktop.library.errors import ErasedError
from ldn_desktop.library.filters import FILLS_DUE, write_filter
from ldn_desktop.library.history import standing
from ldn_desktop.library.index_row import MAKER, Status
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import PRACTICE, hash_of
from ldn_desktop.workspace.kept_plans import KeptPlans, Listed
from ldn_desktop.workspace.knowledge import Knowledge
from tests.library.given import SUBJECTS, made, store_in
from tests.library.plain_store import PlainStore
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
MG = 1_000_000
START = date(2026, 12, 1)
PLAN = Plan(
    START, linear(MG, MG, 3 * MG, every=7, maintenance=28), (Capsule("c1", MG),), id="p",
    patient=Patient("Anna Müller", date(1980, 5, 1)), condition="fibromyalgia",
)  # fmt: skip
VISIT = Visit(date(2026, 12, 10), "hold", scores=(("pain", 7),), note="Vivid dreams.")


@pytest.fixture(params=["embedded", "plain"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    of_the_kind: Store = store_in(tmp_path) if request.param == "embedded" else PlainStore()
    yield of_the_kind
    of_the_kind.close()


@pytest.fixture
def kept(store: Store) -> KeptPlans:
    # A clock that goes back tells no order.
    times = iter(datetime(2030 - year, 1, 1, tzinfo=UTC) for year in range(1000))
    return KeptPlans(store, KNOWLEDGE, lambda: next(times))


def listed(kept: KeptPlans, day: date = START) -> dict[str, Listed]:
    return {found.subject: found for found in kept.listed(day)}


def test_a_plan_is_kept_listed_found_and_read_back(kept: KeptPlans) -> None:
    record = kept.keep(PLAN, "Prescriber name", "plan made")
    assert kept.plan_of(record) == PLAN
    found = listed(kept)[record.subject]
    assert (found.row.name, found.today.status, found.today.dose_ng) == ("Anna Müller", Status.TITRATING, MG)
    assert list(kept.store.search("mull 1980")) == [record.subject]
    assert kept.stale() == []
    assert listed(kept, date(2026, 11, 30))[record.subject].today.status is Status.WAITING


def test_a_visit_and_the_revision_that_it_decided_are_kept_together(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    revised = replace(PLAN, revision=2, notes="held")
    second, visit = kept.see(VISIT, first.subject, "A", revised, "vivid dreams", [first])
    told = kept.history(first.subject)
    assert (told.records, told.head) == ((first, second, visit), second)
    assert visit.body == replace(VISIT, revision=second.hash)
    assert listed(kept)[first.subject].row.number == 2
    (alone,) = kept.see(VISIT, first.subject, "A")
    assert alone.body == VISIT
    assert list(kept.store.search("dreams")) == [first.subject]


def test_what_left_and_was_handed_out_is_noted(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    kept.note(Paper("patient", first.hash, 2, "en"), first.subject, "A")
    kept.note(Handed(START, "c1", "63", first.hash), first.subject, "A")
    assert listed(kept, date(2027, 1, 5))[first.subject].today.late_fill == date(2026, 12, 29)
    assert listed(kept, date(2027, 1, 20))[first.subject].today.late_fill is None, "its planned days are over"
    assert len(kept.history(first.subject).records) == 3


def test_a_deleted_plan_comes_back(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    gone = kept.note(Deletion(), first.subject, "A")
    assert listed(kept)[first.subject].row.deleted
    kept.note(Deletion((gone.hash,)), first.subject, "A")
    assert not listed(kept)[first.subject].row.deleted


def test_revisions_made_beside_each_other_are_told(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    left = kept.keep(replace(PLAN, revision=2), "A", "", first.subject, [first])
    right = kept.keep(replace(PLAN, revision=2, notes="other"), "B", "", first.subject, [first])
    assert listed(kept)[first.subject].row.heads == 2
    kept.keep(replace(PLAN, revision=3), "A", "", first.subject, [left, right])
    assert listed(kept)[first.subject].row.heads == 1


def test_what_is_erased_leaves_a_record_and_names_the_copies(kept: KeptPlans, tmp_path: Path) -> None:
    kept.note_copy("backup", tmp_path / "before", "A")
    first, other = kept.keep(PLAN, "A"), kept.keep(replace(PLAN, id="q"), "A")
    kept.note_copy("backup", tmp_path / "since", "A")
    copies = kept.erase([first.subject], "A", "asked for")
    assert copies == [str(tmp_path / "since")]
    assert list(listed(kept)) == [other.subject]
    last = read_record(kept.store.of(PRACTICE)[-1].data)
    assert last.body == Erasure((first.subject,), 1, (str(tmp_path / "since"),))
    with pytest.raises(ErasedError):
        kept.see(VISIT, first.subject, "A")


def test_entries_are_made_anew_where_they_are_stale(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    kept.store.append([kept.revision_of(replace(PLAN, revision=2), first.subject, "A", "", [first])])
    assert list(kept.stale()) == [first.subject]
    kept.renew(kept.stale())
    assert kept.stale() == []
    assert listed(kept)[first.subject].row.number == 2
    assert list(kept.store.stale(MAKER + 1)) == [first.subject]


def test_saved_filters_are_kept(kept: KeptPlans) -> None:
    mine = Filters((("Mine", write_filter(FILLS_DUE)),))
    kept.keep_for_practice(mine, "A")
    kept.keep_for_practice(Filters(()), "A")
    kept.keep_for_practice(mine, "A")
    assert standing(kept.store, Filters).body == mine
    assert len(standing(kept.store, Filters).heads) == 1
    assert kept.stale() == []


def test_a_record_that_cannot_be_read_keeps_no_other_plan_out_of_the_list(kept: KeptPlans) -> None:
    good = kept.keep(PLAN, "A")
    bad = made(VISIT, SUBJECTS[0])
    data = bad.data.replace(b'"hold"', b'"rest"')
    kept.store.append([bad._replace(data=data, hash=hash_of(data))])
    kept.renew([good.subject, SUBJECTS[0]])
    assert kept.stale() == []
    rows = {subject: found.row for subject, found in listed(kept).items()}
    assert (rows[good.subject].problem, "body.decision" in rows[SUBJECTS[0]].problem) == ("", True)


def test_only_a_revision_holds_a_plan(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")
    (visit,) = kept.see(VISIT, first.subject, "A")
    with pytest.raises(TypeError):
        kept.plan_of(visit)
