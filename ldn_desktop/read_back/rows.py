"""The rows of the patient's plan as they stand on its pages: one a step, with what is taken and the boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.grammar import TIMES, Grammar, UnreadableError, one_of, read_ml, read_pieces
from ldn_desktop.read_back.statements import Found, Statement, fixed, pattern_of
from ldn_desktop.read_back.taken import DAY, Part, Product

_WEEK = 7
FREE = "–"
"""What stands in the place of a day without a dose."""
ASKS = "phrase restart"
"""The question at a restart; of any other opioid where one is planned along, after a day where one was taken."""
STAYS = frozenset({"stay_before", "stay_before_next"})
"""What whoever has not begun the step of a row goes on with; its recipe follows."""
_HEAD, _TIME, _BOXES, _PORTION = "head", "time", "boxes", "portion "
_NOTES = frozenset(
    f"phrase {name}"
    for name in (
        "maintenance",
        "see_before",
        "see_now",
        "pause",
        "pause_day",
        "restart",
        "restart_other",
        "restart_after",
        "ends",
        "step_back",
        "go_on",
        "go_on_rhythm",
        "continued",
        "goes_over",
        "rhythm",
        "rhythm_open",
        "rhythm_once",
        "every_day",
        "no_dose_day",
        "if_tolerated",
        "after_review",
        "begin_if_tolerated",
        "begin_after_review",
        "begin_if_tolerated_paused",
        "begin_after_review_paused",
        "stay",
        "stay_before",
        "stay_before_next",
        "stops",
        "stops_if",
        "continues",
        "goes_on",
        "waits",
        "call_first",
    )
)


def row_statements(asked: Asked) -> Iterator[Statement]:
    """Yield the parts of a row: its head, the times in it, and weeks of boxes."""
    g, words = asked.grammar, asked.words("patient_plan").texts
    until = pattern_of(words["until"], {"day": g.date}).replace("?P<day>", "?P<last>")
    dose = one_of([g.dose, fixed(words["no_dose"])])
    yield Statement(
        _HEAD, re.compile(rf"(?P<number>[1-9]\d*|–) ?(?P<first>{g.date})(?: {until})? (?P<dose>{dose})")
    )
    own = pattern_of(words["text.time_dose"], {"time": g.time_name, "dose": g.dose})
    for pattern in (own, rf"(?P<time>{g.time_name})"):
        yield Statement(_TIME, re.compile(rf"{pattern}:"))
    for days in range(1, _WEEK + 1):
        # A reader of the PDF joins names that stand close, and a sign below letters to them.
        names, figures = g.box_day + f" ?{g.box_day}" * (days - 1), rf"(?: [1-9]\d?(?!\d)| ?{FREE})" * days
        labels = rf"(?P<labels>(?: {g.time_name})*)"
        yield Statement(_BOXES, re.compile(rf"(?P<names>{names}){labels}(?P<days>{figures})"))


class Row:
    """A step as read. ``takes`` holds parts by time, under an empty time where the row names none."""

    def __init__(self, found: Found, g: Grammar) -> None:
        fields = found.fields
        self._g = g
        self.number = fields["number"]
        self.first = g.read_date(fields["first"])
        # A single day is named once.
        self.last = g.read_date(fields["last"]) if fields["last"] else self.first
        self.dose = g.read_mg(fields["dose"]) if re.fullmatch(g.dose, fields["dose"]) else Fraction(0)
        self.takes: dict[str, tuple[Part, ...]] = {}
        self.shown = 0
        """The days that are shown, from the first on."""
        self.boxes: list[date] = []
        """Those among them that have a box."""
        self.doses: dict[str, Fraction] = {}
        """The dose of each time that names its own."""
        self.notes: dict[str, Mapping[str, str]] = {}
        """The fields of its notes, by name."""
        self.asks = ""
        """The phrase that asks for opioids before the first dose after a pause; empty where none does."""
        self.asks_after: date | None = None
        """The day after which it asks for them, where it names one."""
        self.kept: dict[str, tuple[Part, ...]] = {}
        """The same of the step before, where the row says it for whoever has not begun its own."""
        self.kept_doses: dict[str, Fraction] = {}
        self._time, self._of_kept = "", False

    def takes_up(self, found: Found) -> bool:
        """Tell whether a head repeats this row's, where it goes on below or on the next page."""
        other = Row(found, self._g)
        return (self.number, self.first, self.last, self.dose) == (
            other.number,
            other.first,
            other.last,
            other.dose,
        )

    def add(self, found: Found) -> None:
        """Take in what stands in the row. Refused (``UnreadableError``): what contradicts itself."""
        fields, of_kept = found.fields, self._of_kept
        if found.name == _TIME:
            self._time = self._g.read_time_name(fields["time"])
            if "dose" in fields:
                (self.kept_doses if of_kept else self.doses)[self._time] = self._g.read_mg(fields["dose"])
        elif found.name == _BOXES:
            labels = [
                self._g.read_time_name(name) for name in re.findall(self._g.time_name, fields["labels"])
            ]
            names = re.findall(self._g.box_day, fields["names"])
            self._tick(list(map(self._g.read_box_day, names)), labels, fields["days"].split())
        elif found.name in _NOTES:
            self._note(found.name, fields)
        else:
            takes = self.kept if of_kept else self.takes
            takes[self._time] = (*takes.get(self._time, ()), part_of(found, self._g))

    def _note(self, name: str, fields: Mapping[str, str]) -> None:
        self._of_kept = name.removeprefix("phrase ") in STAYS
        if self._of_kept:
            self._time = ""
        elif fields.get("step", self.number) != self.number:
            raise UnreadableError(name)
        self.notes[name.removeprefix("phrase ")] = fields
        if name.startswith(ASKS):
            self.asks = name
            self.asks_after = self._g.read_date(fields["after"]) if "after" in fields else None

    def _tick(self, names: list[int], labels: list[str], figures: list[str]) -> None:
        if labels and labels != sorted(self.takes, key=TIMES.index):
            raise UnreadableError(_BOXES)
        for name, figure in zip(names, figures, strict=True):
            day = self.first + self.shown * DAY
            if name != day.weekday() or figure not in {FREE, str(day.day)}:
                raise UnreadableError(_BOXES)
            self.shown += 1
            if figure != FREE:
                self.boxes.append(day)


def rows_of(found: Iterable[Found], g: Grammar) -> list[Row]:
    """Return the rows in order. Refused (``UnreadableError``): a part of a row that stands in none."""
    rows: list[Row] = []
    for each in found:
        if each.name == _HEAD:
            if not (rows and rows[-1].takes_up(each)):
                rows.append(Row(each, g))
        elif each.name in {_TIME, _BOXES, *_NOTES} or each.name.startswith(_PORTION):
            if not rows:
                raise UnreadableError(each.name)
            rows[-1].add(each)
    return rows


def part_of(found: Found, g: Grammar) -> Part:
    """Return what a sentence of a portion says. Refused (``UnreadableError``): what contradicts itself."""
    fields = found.fields
    strength, route = g.read_mg(fields["strength"]), g.read_route(fields.get("route"))
    if found.name == "portion pieces":
        count = read_pieces(fields["count"])
        return Part(Product(g.read_kind(fields["pieces"]), strength, route=route), count, count * strength)
    made = g.read_mg(fields["dose"])
    if found.name == "portion drops":
        dropper = Product("drops", strength, per_ml=g.read_whole(fields["each"]), route=route)
        return Part(dropper, Fraction(g.read_whole(fields["count"])), made)
    volume, full = read_ml(fields["volume"]), read_ml(fields["capacity"])
    marks, fillings = read_ml(fields["marks"]), _fillings(fields, volume, g)
    if sum(fillings) != volume or any(part % marks or not 0 < part <= full for part in fillings):
        raise UnreadableError(found.name)
    return Part(Product("liquid", strength, full, marks, route=route), volume, made)


def _fillings(fields: Mapping[str, str], volume: Fraction, g: Grammar) -> list[Fraction]:
    """Return the millilitres of each filling. Refused (``UnreadableError``): another count of them than is named."""
    if "rest" not in fields:
        return [volume]
    fillings = [read_ml(fields["first"])] * g.read_whole(fields.get("full", "1")) + [read_ml(fields["rest"])]
    if len(fillings) != g.read_whole(fields.get("fillings", "2")):
        raise UnreadableError("fillings")
    return fillings
