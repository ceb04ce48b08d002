"""The course as a plain list of days: the ladder is laid out day by day and each adjustment rewrites the list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any

from tests.oracle.amounts import Refused, read_amount
from tests.oracle.products import Product, read_products, refuse_changed_products

TIMES_OF_DAY = ("morning", "midday", "evening", "bedtime")
LONGEST_DAYS = 3650
MOST_DAYS_OF_A_COURSE = 36_525
NO_PRODUCTS: tuple[Product, ...] = ()


@dataclass(frozen=True)
class Day:
    """One calendar day. ``rung`` counts from 0 and is None in a pause; ``dose`` is mg in the whole day."""

    phase: int
    kind: str
    rung: int | None
    dose: Fraction
    times: tuple[str, ...] = ()
    products: tuple[Product, ...] = NO_PRODUCTS


class _Course:
    """The days as the adjustments so far have left them, and the ladder that is still ahead."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.start = date.fromisoformat(plan["start_date"])
        self.ladder = [(read_amount(rung["dose"]), int(rung["days"])) for rung in plan["ladder"]]
        self.serials = count()
        self.days = self.climb(0)
        self.refuse_past_the_calendar()

    def climb(self, rung: int) -> list[Day]:
        """Give the ladder from this rung to its end, each rung with the days written for it."""
        days: list[Day] = []
        for index in range(rung, len(self.ladder)):
            kind = "maintenance" if index == len(self.ladder) - 1 else "titration"
            days += self.phase(kind, index, self.ladder[index][1])
        return days

    def phase(self, kind: str, rung: int | None, length: int) -> list[Day]:
        """Give the days of one new phase."""
        dose = Fraction(0) if rung is None else self.ladder[rung][0]
        return [Day(next(self.serials), kind, rung, dose)] * length

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
        length = entry.get("days", self.ladder[rung - 1][1])
        self.days[place:] = self.phase("step-back", rung - 1, length) + self.climb(rung)

    def pause(self, place: int, entry: Mapping[str, Any]) -> None:
        """Take nothing for a while, then resume in one of three ways."""
        rung = self.rung_taken(place, "pause")
        length = (date.fromisoformat(entry["until"]) - date.fromisoformat(entry["on"])).days
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

    def settle(self, place: int) -> None:
        """Make the dose taken on this day the maintenance dose and cut the ladder above it."""
        rung = self.rung_taken(place, "settle")
        self.ladder = [*self.ladder[:rung], (self.ladder[rung][0], self.ladder[-1][1])]
        self.days[place:] = self.climb(rung)

    def stop(self, place: int) -> None:
        """End the course the day before; refuse where no day with a dose would be left."""
        del self.days[place:]
        if all(day.rung is None for day in self.days):
            message = "stop leaves no dose"
            raise Refused(message)

    def adjust(self, entry: Mapping[str, Any]) -> None:
        """Apply one adjustment; a change of times or formulations leaves the days alone."""
        place = self.position(date.fromisoformat(entry["on"]))
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
                self.stop(place)
            case _:
                pass
        self.refuse_past_the_calendar()


def in_order_of_day(times: Iterable[str]) -> tuple[str, ...]:
    """Put times of day in the order of the day; refuse one that is named twice."""
    chosen = list(times)
    if len(set(chosen)) < len(chosen):
        message = "a time of day occurs twice"
        raise Refused(message)
    return tuple(time for time in TIMES_OF_DAY if time in chosen)


def course_days(plan: Mapping[str, Any]) -> tuple[date, list[Day]]:
    """Give the first date and every day of the course; raise ``Refused`` where an adjustment is refused."""
    course = _Course(plan)
    adjustments = plan.get("adjustments", [])
    times = {course.start: in_order_of_day(plan.get("times", ["bedtime"]))}
    products = {course.start: read_products(plan["formulations"])}
    all_products = [products[course.start]]
    previous = date.min
    for entry in adjustments:
        on = date.fromisoformat(entry["on"])
        if on < previous:
            message = f"{on} goes back behind {previous}"
            raise Refused(message)
        previous = on
        course.adjust(entry)
        if entry["action"] == "times":
            times[on] = in_order_of_day(entry["times"])
        elif entry["action"] == "formulations":
            products[on] = read_products(entry["formulations"])
            all_products.append(products[on])
    refuse_changed_products(all_products)
    days: list[Day] = []
    times_now, products_now = times[course.start], products[course.start]
    for place, day in enumerate(course.days):
        today = date.fromordinal(course.start.toordinal() + place)
        times_now, products_now = times.get(today, times_now), products.get(today, products_now)
        days.append(replace(day, times=times_now, products=products_now))
    return course.start, days
