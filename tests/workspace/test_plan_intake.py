from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Deletion, Revision
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_intake import Taken, TakingIn, take_in
from tests.library.given import SUBJECTS, made
from tests.library.plain_store import PlainStore
from tests.places import CASES, SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
MG = 1_000_000
PLAN = Plan(
    date(2026, 12, 1), linear(MG, MG, 3 * MG, every=7, maintenance=28), (Capsule("c1", MG),), id="p",
    patient=Patient("Anna Müller", date(1980, 5, 1)),
)  # fmt: skip


@pytest.fixture
def kept() -> KeptPlans:
    return KeptPlans(PlainStore(), KNOWLEDGE, lambda: datetime(2026, 12, 1, tzinfo=UTC))


def files(folder: Path, *plans: Plan) -> list[Path]:
    found = []
    for at, plan in enumerate(plans):
        path = folder / f"plan-{at}.ldnplan"
        path.write_bytes(write_plan(plan))
        found.append(path)
    return found


def taken(kept: KeptPlans, paths: list[Path]) -> Taken:
    return take_in(paths, kept, KNOWLEDGE, "A")


def test_every_file_is_kept_or_refused_with_a_sentence(kept: KeptPlans, tmp_path: Path) -> None:
    (tmp_path / "broken.ldnplan").write_text("{")
    cases = sorted(CASES.glob("*.ldnplan"))
    told = taken(kept, [*cases, tmp_path / "broken.ldnplan", tmp_path / "none.ldnplan"])
    assert told.kept == len(cases)
    assert [path.name for path, _ in told.refused] == ["broken.ldnplan", "none.ldnplan"]
    assert all(why.endswith(".") for _, why in told.refused)
    assert told.sentence == f"{len(cases)} taken in, 2 refused."
    assert len(list(kept.listed(date(2026, 12, 1)))) == len(cases)
    assert kept.stale() == []
    again = taken(kept, cases)
    assert again.sentence == f"0 taken in, {len(cases)} there already."


def test_revisions_of_one_plan_follow_each_other_whatever_the_order(kept: KeptPlans, tmp_path: Path) -> None:
    numbered = [replace(PLAN, revision=number, notes=str(number)) for number in (3, 1, 2)]
    assert taken(kept, files(tmp_path, *numbered)).kept == 3
    (subject,) = kept.store.subjects()
    told = kept.history(subject)
    assert [kept.plan_of(record).revision for record in told.records] == [1, 2, 3]
    assert not told.concurrent


def test_new_plans_of_one_patient_are_told(kept: KeptPlans, tmp_path: Path) -> None:
    plans = [replace(PLAN, id=name) for name in ("one", "two", "three")]
    other = replace(PLAN, id="other", patient=Patient("Anna Müller", date(1981, 5, 1)))
    nobody = [replace(PLAN, id=name, patient=Patient()) for name in ("x", "y")]
    told = taken(kept, files(tmp_path, *plans, other, *nobody))
    assert told.sentence == (
        "6 taken in. 3 new plans name a patient of whom there is another plan; look which one holds."
    )
    again = replace(PLAN, id="four", patient=PLAN.patient._replace(name="anna muller"))
    assert taken(kept, files(tmp_path, again)).sentence == (
        "The plan of anna muller is taken in. "
        "1 new plan names a patient of whom there is another plan; look which one holds."
    )
    assert taken(kept, files(tmp_path, replace(again, revision=2))).doubled == 0
    assert taken(kept, files(tmp_path, again)).sentence == "The plan of anna muller is there already."
    assert taken(kept, files(tmp_path, nobody[0])).sentence == "A plan without a name is there already."


def test_two_files_of_one_revision_stand_beside_each_other(kept: KeptPlans, tmp_path: Path) -> None:
    second = [replace(PLAN, revision=2, notes=note) for note in ("here", "there")]
    taken(kept, files(tmp_path, PLAN, *second))
    (subject,) = kept.store.subjects()
    assert kept.history(subject).concurrent


def test_one_that_names_another_patient_is_refused(kept: KeptPlans, tmp_path: Path) -> None:
    other = replace(PLAN, revision=2, patient=Patient("Berta Quux", date(1950, 1, 1)))
    told = taken(kept, files(tmp_path, PLAN, other))
    assert (told.kept, len(told.refused)) == (1, 1)
    assert "another patient" in told.refused[0][1]


def test_one_of_a_plan_that_cannot_be_read_here_is_refused(kept: KeptPlans, tmp_path: Path) -> None:
    data = write_plan(PLAN, compact=True).replace(b'"ladder"', b'"leiter"')
    kept.append({SUBJECTS[0]: [made(Revision(data, 1), SUBJECTS[0])]})
    told = taken(kept, files(tmp_path, replace(PLAN, revision=2)))
    assert (told.kept, [why for _, why in told.refused]) == (
        0,
        ["is of a plan in the library that this program cannot read; update the program."],
    )


def test_a_plan_without_an_id_is_no_revision_of_another(kept: KeptPlans, tmp_path: Path) -> None:
    nameless = replace(PLAN, id="", patient=Patient())
    paths = files(tmp_path, nameless, replace(nameless, revision=2), nameless)
    told = taken(kept, paths)
    assert (told.kept, told.known, len(kept.store.subjects())) == (2, 1, 2)
    assert taken(kept, paths).known == 3


def test_a_deleted_plan_is_brought_back_first(kept: KeptPlans, tmp_path: Path) -> None:
    record = kept.keep(PLAN, "A")
    kept.note(Deletion(), record.subject, "A")
    told = taken(kept, files(tmp_path, replace(PLAN, revision=2)))
    assert (told.kept, len(told.refused)) == (0, 1)


def test_many_are_kept_in_batches(kept: KeptPlans, tmp_path: Path) -> None:
    told = taken(kept, files(tmp_path, *(replace(PLAN, id=str(at)) for at in range(101))))
    assert (told.kept, len(kept.store.subjects())) == (101, 101)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (0, "0 taken in. Stopped before 3 more."),
        (3, "0 taken in. Stopped before 3 more."),
        (5, "2 taken in. Stopped before 1 more."),
        (6, "3 taken in."),
    ],
)
def test_what_was_done_before_a_stop_stays_and_is_told(
    kept: KeptPlans, tmp_path: Path, steps: int, told: str
) -> None:
    plans = [replace(PLAN, id=f"p{at}", patient=Patient(f"Patient {at}")) for at in range(3)]
    taking = TakingIn(files(tmp_path, *plans), kept, KNOWLEDGE, "A")
    for _, done in zip(range(steps), taking.steps(), strict=False):
        assert 0 < done <= 6
    assert taking.taken().sentence == told
    assert len(list(kept.listed(date(2026, 12, 1)))) == int(told[0])
