"""What the window says where days that have passed would change."""

from __future__ import annotations

from ldn_desktop.domain.difference import Rewrite
from ldn_desktop.reference.words.english import times_text, weekday_date
from ldn_desktop.reference.words.wording import Wording, held
from ldn_desktop.workspace.step_words import taken_text

PAST_CHANGES = "Days that have passed would change."
PAST_STAYS = "What was taken stays as it was: {undo}, and put the change into Follow-up from today on."


def both_plans(rewrite: Rewrite, wording: Wording) -> str:
    """Say in a sentence what the saved plan and the one that is open tell of a day that has passed."""
    saved, now = _both(rewrite, wording)
    return f"On {weekday_date(rewrite.first)} the saved plan says {saved}, this one {now}."


def _both(rewrite: Rewrite, wording: Wording) -> tuple[str, str]:
    """Say what is taken in either plan, in as few words as tell them apart."""
    both = (rewrite.before, rewrite.after)
    takes = [take for taken in both for take in taken.takes]
    products = [portion.formulation for take in takes if take.recipe for portion in take.recipe.portions]
    doses = (
        [taken.dose_ng for taken in both] + [take.dose_ng or 0 for take in takes] + list(map(held, products))
    )
    words = wording.doses(doses, products)
    saved, now = (words.dose(taken.dose_ng) if taken.dose_ng else "no dose" for taken in both)
    if saved != now:
        return saved, now
    old, new = (times_text(tuple(take.time for take in taken.takes)) for taken in both)
    if old != new:
        return f"{saved} {old}", f"{now} {new}"
    return (
        f"{saved} ({taken_text(rewrite.before.takes, words)})",
        f"{now} ({taken_text(rewrite.after.takes, words)})",
    )
