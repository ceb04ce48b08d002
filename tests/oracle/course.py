"""The course as a plain list of days: the ladder is laid out day by day and each adjustment rewrites the list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any, NamedTuple

from tests.oracle.amounts import Refused
from tests.oracle.products import Product, read_products, refuse_changed_products
from tests.oracle.rhythms import Rhythm, has_dose
from tests.oracle.rungs import Doses, Rung, in_order_of_day, read_ladder

LONGEST_DAYS = 3650
MOST_DAYS_OF_A_COURSE = 36_525


@dataclass(frozen=True)
class Day:
    """One calendar day. ``rung`` counts from 0 and is None in a pause; ``dose`` is what a day with a dose takes.

    ``times`` are empty where the rung's own ``doses`` say when. ``taken``: whether this day has a dose.
    """

    phase: int
    kind: str
    rung: int | None
    dose: Fraction
    doses: Doses = ()
    rhythm: Rhythm | None = None
    times: tuple[str, ...] = ()
    products: tuple[Product, ...] = ()
    taken: bool = False

    @property
    def takes(self) -> tuple[tuple[str, Fraction], ...]:
        """What a day with a dose takes: times with their mg."""
        if self.rung is None:
            return ()
        return self.doses or tuple((time, self.dose / len(self.times)) for time in self.times)


class Laid(NamedTuple):
    """A course: its first date, every day of it, and what follows the last."""

    start: date
    days: list[Day]
    after: str


class Course:
    """The days as the adjustments so far have left them, and the ladder that is still ahead."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.start = date.fromisoformat(plan["start_date"])
        self.ladder = read_ladder(plan["ladder"])
        self.planned_after = plan.get("after", "review")
        self.times = {self.start: in_order_of_day(plan.get("times", ["bedtime"]))}
        self.products = {self.start: read_products(plan["formulations"])}
        self.serials = count()
        self.settled = self.stopped = False
        self.previous = date.min
        self.waiting: tuple[date, list[Day]] | None = None
        """The first day of a pause without an end, and the days as they were before it."""
        self.days = self.climb(0)
        self.refuse_past_the_calendar()

    def copy(self) -> "Course":
        """Give a course of its own, on which a change may be tried."""
        other = object.__new__(Course)
        other.__dict__ = self.__dict__ | {
            "ladder": list(self.ladder),
            "days": list(self.days),
            "times": dict(self.times),
            "products": dict(self.products),
        }
        return other

    def climb(self, rung: int) -> list[Day]:
        """Give the ladder from this rung to its end, each rung with the days written for it."""
        days: list[Day] = []
        last_is_kept = self.settled or self.planned_after != "stop"
        for index in range(rung, len(self.ladder)):
            is_last = index == len(self.ladder) - 1
            kind = "maintenance" if is_last and last_is_kept else "titration"
            days += self.phase(kind, index, self.ladder[index].days)
        return days

    def phase(self, kind: str, rung: int | None, length: int) -> list[Day]:
        """Give the days of one new phase."""
        written = Rung(Fraction(0), length) if rung is None else self.ladder[rung]
        return [Day(next(self.serials), kind, rung, written.dose, written.doses, written.rhythm)] * length

    def position(self, on: date) -> int:
        """Give the place of a date in the course; refuse a date outside it."""
        place = (on - self.start).days
        if not 0 <= place < len(self.days):
            message = f"{on} is outside the course"
            raise Refused(message)
        return place

    def rung_taken(self, place: int, action: str) -> int:
        """Give the rung taken on a day; refuse a day in a pause."""
        rung = self.days[place].rung
        if rung is None:
            message = f"{action} inside a pause"
            raise Refused(message)
        return rung

    def refuse_past_the_calendar(self) -> None:
        """Refuse a course that runs past the last day of the year 9999."""
        if self.start.toordinal() + len(self.days) - 1 > date.max.toordinal():
            message = "the course runs past the year 9999"
            raise Refused(message)
        if len(self.days) > MOST_DAYS_OF_A_COURSE:
            message = "the course is too long"
            raise Refused(message)

    def hold(self, place: int, entry: Mapping[str, Any]) -> None:
        """Make the phase that holds this day longer at its end."""
        self.rung_taken(place, "hold")
        held = self.days[place]
        end = max(index for index, day in enumerate(self.days) if day.phase == held.phase) + 1
        self.days[end:end] = [held] * entry["days"]

    def step_back(self, place: int, entry: Mapping[str, Any]) -> None:
        """Take the rung before, then the interrupted rung and the rest in full."""
        rung = self.rung_taken(place, "step_back")
        if rung == 0:
            message = "step_back on the first rung"
            raise Refused(message)
        length = entry.get("days", self.ladder[rung - 1].days)
        self.days[place:] = self.phase("step-back", rung - 1, length) + self.climb(rung)

    def pause(self, place: int, entry: Mapping[str, Any]) -> None:
        """Take nothing for a while, then resume in one of three ways; or take nothing until further notice."""
        rung = self.rung_taken(place, "pause")
        on = date.fromisoformat(entry["on"])
        if "until" not in entry:
            self.waiting = (on, list(self.days))
            self.end_before(place)
            return
        length = (date.fromisoformat(entry["until"]) - on).days
        if not 1 <= length <= LONGEST_DAYS:
            message = f"a pause of {length} days"
            raise Refused(message)
        pause = self.phase("pause", None, length)
        if entry["resume"] == "continue":
            broken, serial = self.days[place].phase, next(self.serials)
            rest = [replace(day, phase=serial) if day.phase == broken else day for day in self.days[place:]]
        else:
            rest = self.climb(0 if entry["resume"] == "restart" else max(rung - 1, 0))
        self.days[place:] = pause + rest

    def resume(self, entry: Mapping[str, Any]) -> None:
        """Make the pause that waits one that ends here."""
        if self.waiting is None:
            message = "nothing waits to be resumed"
            raise Refused(message)
        on, self.days = self.waiting
        self.waiting = None
        self.pause(self.position(on), {"on": on.isoformat(), "until": entry["on"], "resume": entry["resume"]})

    def settle(self, place: int) -> None:
        """Make the dose taken on this day the maintenance dose and cut the ladder above it."""
        rung = self.rung_taken(place, "settle")
        self.settled = True
        self.ladder = [*self.ladder[:rung], replace(self.ladder[rung], days=self.ladder[-1].days)]
        self.days[place:] = self.climb(rung)

    def end_before(self, place: int) -> None:
        """End the course the day before; refuse where no day with a dose would be left."""
        del self.days[place:]
        if not any(with_doses(self.start, self.days)):
            message = "no dose would be left"
            raise Refused(message)

    def adjust(self, entry: Mapping[str, Any]) -> None:
        """Apply one adjustment."""
        on = date.fromisoformat(entry["on"])
        if on < self.previous:
            message = f"{on} goes back behind {self.previous}"
            raise Refused(message)
        self.previous = on
        if entry["action"] == "resume":
            self.resume(entry)
        elif self.waiting is not None:
            message = "only resume may follow a pause without an end"
            raise Refused(message)
        else:
            self.change(self.position(on), on, entry)
        self.refuse_past_the_calendar()

    def change(self, place: int, on: date, entry: Mapping[str, Any]) -> None:
        """Apply one adjustment on a day inside the course."""
        match entry["action"]:
            case "hold":
                self.hold(place, entry)
            case "step_back":
                self.step_back(place, entry)
            case "pause":
                self.pause(place, entry)
            case "settle":
                self.settle(place)
            case "stop":
                self.end_before(place)
                self.stopped = True
            case "times":
                self.times[on] = in_order_of_day(entry["times"])
            case "formulations":
                self.products[on] = read_products(entry["formulations"])

    @property
    def after(self) -> str:
        """What follows the last day, as the adjustments have left it."""
        if self.stopped:
            return "stop"
        if self.waiting is not None:
            return "paused"
        return "review" if self.settled and self.planned_after == "stop" else str(self.planned_after)

    def laid(self) -> Laid:
        """Give every day with the times and formulations in force, and whether it has a dose."""
        days: list[Day] = []
        times, products = self.times[self.start], self.products[self.start]
        for place, taken in enumerate(with_doses(self.start, self.days)):
            day, today = self.days[place], date.fromordinal(self.start.toordinal() + place)
            times, products = self.times.get(today, times), self.products.get(today, products)
            split = () if day.doses else times
            days.append(replace(day, times=split, products=products, taken=taken))
        return Laid(self.start, days, self.after)


def with_doses(start: date, days: Iterable[Day]) -> list[bool]:
    """Tell of each day whether it has a dose: days are counted while the rhythm stays the same and no pause comes."""
    found: list[bool] = []
    rhythm: Rhythm | None = None
    number = 0
    for place, day in enumerate(days):
        number = number + 1 if day.rhythm == rhythm else 1
        rhythm = day.rhythm
        if day.rung is None:
            number = 0
        today = date.fromordinal(start.toordinal() + place)
        found.append(day.rung is not None and has_dose(rhythm, number, today))
    return found


def lay(plan: Mapping[str, Any]) -> Laid:
    """Lay the course of a plan; raise ``Refused`` where an adjustment is refused."""
    course = Course(plan)
    adjustments = plan.get("adjustments", [])
    for entry in adjustments:
        course.adjust(entry)
    changes = [entry["formulations"] for entry in adjustments if entry["action"] == "formulations"]
    refuse_changed_products(read_products(listed) for listed in [plan["formulations"], *changes])
    return course.laid()


def lay_known(plan: Mapping[str, Any], day: date) -> Laid:
    """Lay the course with the adjustments noted by this day only, those left out that do not fit it."""
    course = Course(plan)
    for entry in plan.get("adjustments", []):
        if "noted_on" in entry and date.fromisoformat(entry["noted_on"]) > day:
            continue
        tried = course.copy()
        try:
            tried.adjust(entry)
        except Refused:
            continue
        course = tried
    return course.laid()


def course_days(plan: Mapping[str, Any]) -> tuple[date, list[Day]]:
    """Give the first date and every day of the course; raise ``Refused`` where an adjustment is refused."""
    laid = lay(plan)
    return laid.start, laid.days
