"""The clock of the place where the program runs. Everything below takes today's date as an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime


def local_now() -> datetime:
    """Return the present moment in the local zone."""
    return datetime.now(UTC).astimezone()


def local_today() -> date:
    """Return the civil date where the user is."""
    return local_now().date()
