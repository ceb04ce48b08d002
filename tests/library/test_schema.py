from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.library import schema
from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.embedded import NEWER, EmbeddedStore
from ldn_desktop.library.errors import NewerError, ReadOnlyError
from ldn_desktop.library.history import history_of
from ldn_desktop.library.keys import RECOVERY, Secret
from ldn_desktop.library.opening import DATABASE, unlock
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.library.restoring import compare
from ldn_desktop.library.sealed_file import look
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from tests.library.given import AT, KEY, RECOVERY_TEXT, SUBJECTS, opened_in, revision, store_in
from tests.places import ROOT, SHIPPED

FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("library-*"))
"""A library of each version there ever was, an export of it, and what was told of it then."""


def test_there_is_a_library_of_every_version() -> None:
    assert [path.name for path in FIXTURES] == [
        f"library-{version}" for version in range(1, schema.VERSION + 1)
    ]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_an_old_library_opens_with_all_that_was_in_it(fixture: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(fixture, folder)
    told: dict[str, Any] = json.loads((fixture / "told.json").read_text("utf-8"))
    knowledge = Knowledge(SHIPPED)
    opened = opened_in(folder)
    store = opened.store
    assert (store.why_read_only, store.damage()) == ("", "")
    assert [[kept.place, kept.subject, kept.hash] for kept in store.after(0, 999)] == told["records"]
    assert [store.erased(subject) for subject in told["erased"]] == [True] * len(told["erased"])
    for subject in store.subjects():
        revisions = [r.body for r in history_of(store, subject).records if isinstance(r.body, Revision)]
        assert [read_plan(body.plan, knowledge.vocabulary).revision for body in revisions] == [
            body.number for body in revisions
        ]
        assert bool(revisions) == (subject != PRACTICE)
    kept = KeptPlans(store, knowledge, lambda: AT)
    kept.renew(kept.stale())
    listed = list(kept.listed(date(2026, 12, 1)))
    assert [found.row.problem for found in listed] == ["", ""]
    assert all(found.today.dose_ng for found in listed)
    assert len(store.search("wakes")) == 1
    changes = compare(store, look((fixture / "all.ldnlibrary").read_bytes()), opened.key)
    assert (changes.added, changes.kept, changes.here) == (0, len(told["records"]), 0)
    opened.close()
    unlock(folder, Secret(RECOVERY, RECOVERY_TEXT)).close()


def changed(folder: Path, **about: str) -> Path:
    """Change what a library says of itself, as a newer program would."""
    store_in(folder).close()
    database = dbapi2.connect(str(folder / DATABASE), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    database.executemany(
        "UPDATE about SET value = ? WHERE name = ?", [(told, name) for name, told in about.items()]
    )
    database.execute("ALTER TABLE plans ADD COLUMN colour TEXT")
    database.close()
    return folder / DATABASE


def test_how_a_newer_program_journals_is_left_to_it(tmp_path: Path) -> None:
    file = changed(tmp_path, version=str(schema.VERSION + 1))
    database = dbapi2.connect(str(file), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    before = file.read_bytes()
    newer = EmbeddedStore(file, KEY)
    assert newer.count() == 0
    newer.close()
    assert file.read_bytes() == before


def test_a_newer_library_is_read_and_never_written(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.append([revision(SUBJECTS[0])])
    store.close()
    file = changed(tmp_path, version=str(schema.VERSION + 1))
    before = file.read_bytes()
    newer = EmbeddedStore(file, KEY)
    assert (newer.why_read_only, newer.count()) == (NEWER, 1)
    with pytest.raises(ReadOnlyError, match="Update the program"):
        newer.append([revision(SUBJECTS[0])])
    newer.close()
    assert file.read_bytes() == before


def test_one_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    file = changed(tmp_path, version="9", readable_by="9")
    before = file.read_bytes()
    with pytest.raises(NewerError, match="update the program"):
        EmbeddedStore(file, KEY)
    with pytest.raises(NewerError):
        EmbeddedStore(file, KEY, "read alone")
    assert file.read_bytes() == before


def database_of(version: int) -> schema.Database:
    database = dbapi2.connect(":memory:", isolation_level=None)
    schema.create(database, "0" * 32)
    database.execute("UPDATE about SET value = ? WHERE name = 'version'", (str(version),))
    return database


def test_a_library_is_made_current_a_step_at_a_time() -> None:
    database = database_of(1)
    steps = {
        1: lambda made: made.execute("CREATE TABLE one (a)"),
        2: lambda made: made.execute("ALTER TABLE one RENAME TO two"),
    }
    schema.migrate(database, current=3, migrations=steps)
    assert schema.versions(database)[0] == 3
    database.execute("SELECT a FROM two")
    schema.migrate(database, current=3, migrations={})
    database.close()


def test_a_step_that_fails_leaves_what_the_one_before_made() -> None:
    database = database_of(1)

    def fails(made: schema.Database) -> None:
        made.execute("DROP TABLE entries")
        made.execute("CREATE TABLE entries_again (a, a)")

    with pytest.raises(dbapi2.OperationalError):
        schema.migrate(
            database, current=3, migrations={1: lambda made: made.execute("CREATE TABLE one (a)"), 2: fails}
        )
    assert schema.versions(database)[0] == 2
    database.execute("SELECT * FROM one, entries")
    database.close()
