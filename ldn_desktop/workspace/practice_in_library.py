"""The settings of the practice in the library: kept there when they change, taken from there by another computer."""

from __future__ import annotations

from dataclasses import replace

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.practice import Practice
from ldn_desktop.exchange.practice_reader import read_practice
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.library.bodies import Settings
from ldn_desktop.library.history import standing
from ldn_desktop.workspace.kept_plans import KeptPlans


def practice_in(kept: KeptPlans) -> Practice | None:
    """Return the settings that stand in the library; ``None`` where there are none that this program reads.

    Refused (``LibraryError``): what the store refuses.
    """
    body = standing(kept.store, Settings).body
    if not isinstance(body, Settings):
        return None
    try:
        return read_practice(body.practice)
    except FileError:
        return None


def keep_practice_in(kept: KeptPlans, practice: Practice, author: str) -> None:
    """Keep settings in the library, where others stand there or two stand beside each other.

    Refused (``LibraryError``): what the store refuses.
    """
    found = standing(kept.store, Settings)
    settled = len(found.heads) == 1 and practice_in(kept) == practice
    if not settled:
        kept.keep_for_practice(Settings(write_practice(practice)), author)


def are_alike(one: Practice, other: Practice) -> bool:
    """Tell whether settings differ in nothing but what a computer last printed, and for whom."""
    return _lasting(one) == _lasting(other)


def _lasting(practice: Practice) -> Practice:
    return replace(practice, order_to="", pack=(), visit_pack=())
