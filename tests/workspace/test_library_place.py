from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.library.bodies import Deletion, Newer, Visit
from ldn_desktop.library.errors import NewerError
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import canonical
from ldn_desktop.storage.files import MissingError, StoreError
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.library_place import (
    InLibrary,
    last_number,
    last_numbered,
    standing_words,
    subject_of,
)
from ldn_desktop.workspace.origin import File, Unsaved, origin_at
from ldn_desktop.workspace.plan_library import PlanLibrary
from tests.library.given import AT, CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import SHIPPED
from tests.workspace.given_plans import PLAN, named


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PlanLibrary]:
    make_library(tmp_path / "library", SENTENCE, RECOVERY_TEXT, CHEAP)
    found = PlanLibrary(tmp_path / "library", Knowledge(SHIPPED), lambda: AT)
    found.open_with(found.derived(Secret(PASSPHRASE, SENTENCE)))
    yield found
    found.lock()


def test_a_draft_finds_the_place_again_by_its_address_and_still_knows_what_it_followed(
    library: PlanLibrary,
) -> None:
    first = library.kept.keep(PLAN, "A")
    place = InLibrary(library, first.subject)
    seen = place.read_as(place.read())
    assert seen.known == first.hash
    library.lock()

    def at(address: str) -> InLibrary | None:
        return InLibrary.at(address, library)

    assert origin_at(seen.address, seen.known, at) == seen
    assert origin_at("", "", at) == Unsaved()
    with pytest.raises(StoreError, match="unlock it first"):
        place.read()


def test_a_plan_of_the_library_alone_knows_of_its_next_visit(library: PlanLibrary) -> None:
    first = library.kept.keep(PLAN, "A")
    place = InLibrary(library, first.subject)
    assert (place.next_visit(), Unsaved().next_visit(), File(Path("a.json")).next_visit()) == (
        None,
        None,
        None,
    )
    library.kept.see(Visit(date(2026, 12, 3), "go-on", next_visit=date(2026, 12, 20)), first.subject, "A")
    assert place.next_visit() == date(2026, 12, 20)
    library.kept.note(Deletion(), first.subject, "A")
    assert place.next_visit() is None
    library.lock()
    with pytest.raises(StoreError, match="unlock it first"):
        place.next_visit()


def test_what_stands_beside_what_was_seen_is_told_in_words(library: PlanLibrary) -> None:
    first = library.kept.keep(PLAN, "A")
    place = InLibrary(library, first.subject, known=first.hash)
    second = library.kept.keep(replace(PLAN, revision=2), "Dr B", "slept\nbadly", first.subject, [first])
    told = place.history()
    assert place.followed(told) == (first,)
    assert place.others(told) == (second,)
    at = AT.astimezone()
    assert standing_words([second]) == f"revision 2 of 1 Dec 2026, {at:%H:%M}, by Dr B, “slept badly”"
    assert standing_words([second._replace(author=" ")]).startswith(
        f"revision 2 of 1 Dec 2026, {at:%H:%M}, author not given, “"
    )
    assert standing_words([second._replace(body=Newer(9, "revision"))]) == "a newer program's revision"
    assert (last_number(told), last_numbered(told)) == (2, second)
    assert place.read_as(b"").known == second.hash


def test_what_does_not_stand_any_more_says_why(library: PlanLibrary) -> None:
    kept = library.kept
    first = kept.keep(PLAN, "A")
    place = InLibrary(library, first.subject)
    gone = kept.note(Deletion(), first.subject, "A")
    with pytest.raises(MissingError, match="bring it back in Plans"):
        place.read()
    kept.note(Deletion((gone.hash,)), first.subject, "A")
    kept.note(Deletion((first.hash,)), first.subject, "A")
    with pytest.raises(MissingError, match="No revision of it stands"):
        place.read()
    with pytest.raises(MissingError, match="No revision of it stands"):
        InLibrary(library, "f" * 32).read()


def test_a_revision_of_a_newer_program_is_not_taken_for_the_one_before(library: PlanLibrary) -> None:
    first = library.kept.keep(PLAN, "A")
    members = json.loads(first.data) | {"version": 99, "id": "0" * 32, "parents": [first.hash]}
    library.kept.store.append([read_record(canonical(members))])
    with pytest.raises(NewerError, match="update the program"):
        InLibrary(library, first.subject).read()


def test_a_plan_is_known_by_its_id_a_deleted_one_last(library: PlanLibrary) -> None:
    kept = library.kept
    deleted = kept.keep(named("same"), "A")
    kept.note(Deletion(), deleted.subject, "A")
    assert subject_of(kept, "same") == deleted.subject
    stands = kept.keep(named("same"), "A")
    kept.keep(named("other"), "A")
    assert subject_of(kept, "same") == stands.subject
    assert (subject_of(kept, ""), subject_of(kept, "nobody")) == ("", "")
