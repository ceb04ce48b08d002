"""The last dose before an operation."""

from __future__ import annotations

from datetime import date, timedelta

HOURS_A_DAY = 24
MOST_HOURS = 24 * 30


def first_day_without(operation: date, hours: int) -> date:
    """Return the first day without naltrexone for an operation on a day, ``hours`` after the last dose at the least.

    Nobody knows the hour of the operation, and a dose may be taken late in the evening: the last dose counts as
    taken at the end of its day, the operation as begun at midnight. Refused (``ValueError``): hours outside 1 to
    720, a day before the year 1.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise ValueError(f"{hours} hours are outside 1 to {MOST_HOURS}")
    days = -(-hours // HOURS_A_DAY)
    try:
        return operation - timedelta(days=days)
    except OverflowError as error:
        raise ValueError(f"{operation} is too early") from error
