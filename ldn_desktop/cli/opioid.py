"""The command ``opioid``: what a medicine is to an opioid receptor, and how long to be without it before naltrexone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.cli import DONE
from ldn_desktop.cli.parser import UsageError, to_date
from ldn_desktop.cli.terminal import say, tell_json
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.rules import OpioidRule
from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.finder import OpioidFinder, OpioidMatch
from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.words.english import weekday_date

_SHOWN = 8


def arguments(parser: ArgumentParser) -> None:
    """Take a name, how the opioid was taken and last, and for whom."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="a generic, brand, ATC or RxNorm code, or class"
    )
    parser.add_argument(
        "--last-dose", type=to_date, metavar="DATE", help="the day of the last dose: adds the earliest start"
    )
    parser.add_argument(
        "--daily",
        action="store_true",
        help="it was taken daily or heavily: counts where the rule asks for it",
    )
    parser.add_argument("--json", action="store_true", help="JSON, for programs")


def run(given: Namespace, resources: Path) -> int:
    """Print what is found, best first; the status is 0 even where only nearest names are.

    A misspelling and a nearest name are said to be one, in ``matched``; a nearest name gets no earliest start.
    Refused (``UsageError``): a name without a letter or digit.
    """
    content = Content(resources / "content")
    query = " ".join(given.name)
    found = OpioidFinder(content.opioids.by_id.values()).find(query)
    if not found:
        raise UsageError("Type the name of a medicine, such as tramadol, a brand or an ATC code.")
    use = DAILY if given.daily else ""
    rules = {name: rule.under(use) for name, rule in content.opioids.rules().items()}
    starts = {match.opioid.id: _start(match, rules, given.last_dose) for match in found}
    told = _Answer(content, starts, use)
    if given.json:
        matches = [told.to_programs(match) for match in found]
        tell_json({"query": query, "matches": matches})
    elif found[0].how == "nearest":
        names = "; ".join(dict.fromkeys(match.text for match in found))
        print(f"No opioid is known by this name. The nearest names: {names}.")
    else:
        if not found[0].is_sure:
            say("Not known as written; what is similar is shown.")
        for match in found[:_SHOWN]:
            print("\n".join(told.to_people(match, given.last_dose)))
        if len(found) > _SHOWN:
            print(f"and {len(found) - _SHOWN} more; type more of the name to see them")
    return DONE


def _start(match: OpioidMatch, rules: Mapping[str, OpioidRule], last_dose: date | None) -> date | None:
    if last_dose is None or match.how == "nearest":
        return None
    return earliest_start(last_dose, rules[match.opioid.id])


class _Answer(NamedTuple):
    """What is told of matches in a use; ``starts`` holds the earliest start of each opioid where there is one."""

    content: Content
    starts: Mapping[str, date | None]
    use: str

    def to_programs(self, match: OpioidMatch) -> dict[str, object]:
        found, start = match.opioid, self.starts[match.opioid.id]
        interval = found.interval.under(self.use)
        return {
            "id": found.id,
            "name": found.name,
            "matched": match.matched,
            "receptor_action": found.receptor_action,
            "duration": found.duration,
            "interval_days": [interval.days_min, interval.days_max] if interval.days_max else None,
            "basis": f"{interval.basis}; {self.content.opioids.about_basis}",
            "earliest_start": start and start.isoformat(),
        }

    def to_people(self, match: OpioidMatch, last_dose: date | None) -> Iterator[str]:
        found = match.opioid
        interval = found.interval.under(self.use)
        sources = "; ".join(self.content.sources[name].short for name in interval.sources)
        yield f"{found.name}{_by(match)}"
        yield f"  {found.receptor_action}; duration: {found.duration}"
        yield f"  {interval.text} Basis: {interval.basis} ({sources}); {self.content.opioids.about_basis}."
        if interval.confirm:
            yield f"  {interval.confirm}"
        if self.use and found.interval.daily is None:
            yield "  Daily use changes nothing in its rule."
        if last_dose:
            yield f"  Last dose {weekday_date(last_dose)}: {self._start_words(found, last_dose)}."
        if found.note:
            yield f"  {found.note}"

    def _start_words(self, found: Opioid, last_dose: date) -> str:
        start, interval = self.starts[found.id], found.interval.under(self.use)
        told = "no earliest start can be computed"
        if start is not None:
            told = f"earliest start {weekday_date(start)}"
        elif interval.days_max:
            told = "the calendar ends before a start is possible"
        daily = earliest_start(last_dose, self.content.opioids.rules()[found.id].under(DAILY))
        if interval.daily is None or daily is None:
            return told
        return f"{told}; after daily or heavy use {weekday_date(daily)}"


def _by(match: OpioidMatch) -> str:
    """Return by what it was found, where that is not plain from its name."""
    if match.how in {"name", "part of the name"} or match.text == match.opioid.name:
        return ""
    return f"  [{match.matched}{'' if match.how == 'similar' else f', {match.how}'}]"
