from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.domain.plan import Patient
from ldn_desktop.library.bodies import Deletion
from ldn_desktop.library.embedded import EmbeddedStore, create
from ldn_desktop.library.records import new_subject
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_found import FoundPlan, PlanFinder, same_patient
from tests.library.given import AT, KEY, SUBJECTS, revision
from tests.places import SHIPPED
from tests.workspace.given_plans import PLAN, TODAY, named


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptPlans]:
    create(tmp_path / "plans.db", KEY, "0" * 32)
    store = EmbeddedStore(tmp_path / "plans.db", KEY)
    yield KeptPlans(store, Knowledge(SHIPPED), lambda: AT)
    store.close()


def found(kept: KeptPlans, text: str) -> list[FoundPlan]:
    return list(PlanFinder(kept).find(text, TODAY, PLAIN).first)


def test_a_plan_is_found_by_who_it_is_of_and_says_the_dose_of_the_day(kept: KeptPlans) -> None:
    record = kept.keep(PLAN, "A", "plan made")
    (one,) = found(kept, "mull 1980")
    assert one.result[:4] == (record.subject, "plan", "Anna Müller", "Fibromyalgia")
    assert one.result.snippet == "born 1 May 1980, number 4711 · titrating"
    assert (one.mark, one.preview.answer, one.preview.reason) == ("2 mg", "2 mg", "step 2 of 3")
    assert one.named
    assert dict(one.preview.rows)["Revision"] == "1"
    assert found(kept, "nobody") == []


def test_those_whose_patient_is_meant_come_first_and_the_deleted_not_at_all(kept: KeptPlans) -> None:
    for name in ("Ben", "Fibi", "Carl"):
        kept.keep(named(name), "A")
    gone = kept.keep(named("Fibs"), "A")
    kept.note(Deletion(), gone.subject, "A")
    told = found(kept, "fib")
    assert [(one.result.title, one.named) for one in told] == [
        ("Fibi", True),
        ("Ben", False),
        ("Carl", False),
    ]


def test_whose_number_or_birth_date_is_typed_in_another_way_is_meant(kept: KeptPlans) -> None:
    notes = "of 19800501, 1 may 1980, nhs4711, nhs 4711"
    kept.keep(named("Aaron", patient=Patient("Aaron", None, ""), notes=notes), "A")
    kept.keep(named("Berta", patient=Patient("Berta", date(1980, 5, 1), "NHS-4711")), "A")
    for text in ("19800501", "1 may 1980", "nhs4711", "nhs 4711"):
        told = [(one.result.title, one.named) for one in found(kept, text)]
        assert told == [("Berta", True), ("Aaron", False)], text


def kept_many(kept: KeptPlans, many: int) -> list[str]:
    records = [
        kept.revision_of(named(f"Anna {at:03}"), new_subject(), "A", "plan made", ()) for at in range(many)
    ]
    kept.append({record.subject: [record] for record in records})
    return [record.subject for record in records]


def test_of_all_plans_those_whose_patient_is_meant_come_first_and_how_many_more_there_are_is_told(
    kept: KeptPlans,
) -> None:
    """However many are found before them."""
    finder = PlanFinder(kept)
    subjects = kept_many(kept, 240)
    kept.keep(named("Fibi"), "A")
    told = finder.find("fib", TODAY, PLAIN)
    assert [one.result.title for one in told.first[:3]] == ["Fibi", "Anna 000", "Anna 001"]
    assert (len(told.first), told.more) == (8, 233)
    assert (told.whole.id, told.whole.title, told.whole.anchor) == ("", "All 241 plans that match", "fib")
    kept.note(Deletion(), subjects[0], "A")
    kept.keep(named("Fiba", revision=2), "A", subject=subjects[1])
    told = finder.find("fib", TODAY, PLAIN)
    assert [one.result.title for one in told.first[:3]] == ["Fiba", "Fibi", "Anna 002"]
    assert len(told.first) + told.more == 240
    kept.erase(subjects[2:4], "A")
    told = finder.find("fib", TODAY, PLAIN)
    assert [one.result.title for one in told.first[1:3]] == ["Fibi", "Anna 004"]
    assert len(told.first) + told.more == 238


def test_what_another_window_kept_is_found(kept: KeptPlans, tmp_path: Path) -> None:
    finder = PlanFinder(kept)
    record = kept.keep(named("Ben"), "A")
    assert [one.result.title for one in finder.find("b", TODAY, PLAIN).first] == ["Ben"]
    other = EmbeddedStore(tmp_path / "plans.db", KEY)
    KeptPlans(other, Knowledge(SHIPPED), lambda: AT).keep(
        named("Bea", revision=2), "B", subject=record.subject, follows=[record]
    )
    assert [one.result.title for one in finder.find("b", TODAY, PLAIN).first] == ["Bea"]
    other.close()


def test_a_plan_that_cannot_be_read_says_why(kept: KeptPlans) -> None:
    kept.store.append([revision(SUBJECTS[0], name="Ben")])
    kept.renew(kept.stale())
    (one,) = found(kept, "ben")
    assert one.preview.reason
    assert one.result.snippet == one.preview.reason
    assert (one.mark, one.preview.answer) == ("", "")


@pytest.mark.parametrize(
    ("name", "born", "many"),
    [
        ("anna  MULLER", date(1980, 5, 1), 1),
        ("Anna", date(1980, 5, 1), 0),
        ("Anna Müller", date(1981, 5, 1), 0),
        ("Anna Müller", None, 0),
        ("", date(1980, 5, 1), 0),
    ],
)
def test_the_same_patient_is_known_by_name_and_birth_date(
    kept: KeptPlans, name: str, born: date | None, many: int
) -> None:
    kept.keep(PLAN, "A")
    assert len(same_patient(kept, Patient(name, born))) == many
