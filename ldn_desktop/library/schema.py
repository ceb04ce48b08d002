"""The shape of the database, and one small step from each older version to the next.

A library says its version and the oldest version that can still read it. One of a newer version is read where that one
allows, and never written. Each step and the version it makes are one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

VERSION = 1
READABLE_BY = 1
"""The oldest version of the program's that reads what this one writes."""

Database: TypeAlias = Any
"""A connection of ``sqlcipher3``, which brings no types."""
Step = Callable[[Database], None]

MIGRATIONS: Mapping[int, Step] = MappingProxyType({})
"""From a version to what turns its database into that of the next, but for the version itself."""

_RECORDS = """
CREATE TABLE records (
  place INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER NOT NULL, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL
)"""
"""No place is used twice: one that a backup was made at means the same for ever."""
_WORDS = "CREATE VIRTUAL TABLE words USING fts5 (said, detail=none, columnsize=0, prefix='1 2 3')"
"""With its own content: out of a table without one nothing is gone before the index is merged."""
TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE plans (plan INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, last INTEGER NOT NULL DEFAULT 0)",
    _RECORDS,
    "CREATE INDEX records_of_plan ON records (plan)",
    "CREATE TABLE entries (plan INTEGER PRIMARY KEY, upto INTEGER NOT NULL, maker INTEGER NOT NULL, told BLOB)",
    "CREATE TABLE erased (subject TEXT PRIMARY KEY) WITHOUT ROWID",
    _WORDS,
    # What is taken out of the index of words leaves no trace in it.
    "INSERT INTO words (words, rank) VALUES ('secure-delete', 1)",
)


def create(database: Database, library: str) -> None:
    """Make the tables of a new library, inside the caller's transaction."""
    for statement in TABLES:
        database.execute(statement)
    told = {"library": library, "version": str(VERSION), "readable_by": str(READABLE_BY)}
    database.executemany("INSERT INTO about VALUES (?, ?)", told.items())


def versions(database: Database) -> tuple[int, int]:
    """Return the version of a database, and the oldest that reads it."""
    told = about(database)
    return int(told["version"]), int(told["readable_by"])


def about(database: Database) -> dict[str, str]:
    """Return what a database says of itself."""
    return dict(database.execute("SELECT name, value FROM about").fetchall())


def migrate(
    database: Database, *, current: int = VERSION, migrations: Mapping[int, Step] = MIGRATIONS
) -> None:
    """Make an older database current, a step at a time; a step that fails leaves it as the one before made it."""
    for version in range(versions(database)[0], current):
        database.execute("BEGIN IMMEDIATE")
        try:
            migrations[version](database)
            database.execute("UPDATE about SET value = ? WHERE name = 'version'", (str(version + 1),))
            database.execute("COMMIT")
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise
