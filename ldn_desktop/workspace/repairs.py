"""The one-click repairs that a finding brings: what the button says and the intent behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.documents.finding_sentence import percent_text
from ldn_desktop.documents.wording import DoseWords, weekday_date
from ldn_desktop.domain.finding import Deviation, Dose, Finding
from ldn_desktop.domain.recipe import MOST_PIECES
from ldn_desktop.workspace.intents import Intent, ReplaceDose, SetMaxPieces, SetStart

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen


class Repair(NamedTuple):
    """A button: its key, unique within a plan, its label, and what it does."""

    key: str
    label: str
    intent: Intent


def repairs(finding: Finding, words: DoseWords, others: tuple[Finding, ...] = ()) -> tuple[Repair, ...]:
    """Return the repairs of a finding, the nearest first.

    ``others`` are all findings of the plan: of several opioids the latest start is offered, which suits each of them.
    """
    match finding.code:
        case "not-measurable":
            return _nearest(finding, words)
        case "many-pieces":
            pieces = finding.figure("pieces")
            if isinstance(pieces, int) and pieces <= MOST_PIECES:
                return (Repair(f"pieces:{pieces}", f"Allow {pieces} pieces", SetMaxPieces(pieces)),)
        case "starts-in-past":
            today = finding.figure("today")
            if isinstance(today, date):
                return (Repair("start:today", f"Start today, {weekday_date(today)}", SetStart(today)),)
        # What was taken along the way asks for a pause; another start would not help.
        case "opioid-free-interval" if finding.variant != "begun":
            own = finding.figure("earliest")
            days = [
                f.figure("earliest")
                for f in (finding, *others)
                if f.code == finding.code and f.variant != "begun"
            ]
            day = max((day for day in days if isinstance(day, date)), default=None)
            if isinstance(own, date) and day is not None:
                return (Repair(f"start:{day}", f"Start on {weekday_date(day)}", SetStart(day)),)
    return ()


def repair_for(key: str, regimen: Regimen) -> Repair | None:
    """Return the repair with a key among all of a plan's findings."""
    words = DoseWords.of(regimen)
    found = (repair for finding in regimen.findings for repair in repairs(finding, words, regimen.findings))
    return next((repair for repair in found if repair.key == key), None)


def _near(dose: Dose, wanted: Dose) -> bool:
    """Tell whether a dose is at most double the one wanted."""
    return dose.ng <= 2 * wanted.ng


def _nearest(finding: Finding, words: DoseWords) -> tuple[Repair, ...]:
    times = finding.figure("times")
    wanted = finding.figure("dose")
    if not isinstance(times, int) or not isinstance(wanted, Dose):
        return ()
    found: list[Repair] = []
    for name in ("below", "above"):
        dose, deviation = finding.figure(name), finding.figure(f"{name}_percent")
        # A dose far off stands in the sentence; no click puts it into a plan.
        if isinstance(dose, Dose) and isinstance(deviation, Deviation) and _near(dose, wanted):
            daily = dose.ng * times
            label = f"{words.dose(daily)}  {percent_text(deviation)}"
            key = f"dose:{wanted.ng * times}:{daily}"
            found.append(Repair(key, label, ReplaceDose(wanted.ng * times, daily)))
    return tuple(found)
