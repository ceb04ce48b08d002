"""The plan: everything a clinician decided about one titration, and nothing that is computed from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.basis import Basis
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import Ladder
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED, Allowed

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment

TIMES = ("morning", "midday", "evening", "bedtime")
"""The times of administration, in the order of the day."""

DAILY = "daily"
"""The one ``use`` of an opioid that is told: daily, or heavy."""

DEFAULT_TIMES = ("bedtime",)
DEFAULT_FILL_DAYS = 28

REVIEW, CONTINUES, STOPS, PAUSED = "review", "continue", "stop", "paused"
AFTER = (REVIEW, CONTINUES, STOPS)
"""What follows the last day of a plan: the prescriber is seen, the last rung goes on until the prescriber changes it,
or the last dose was the last. A course that waits after a pause without an end is ``PAUSED``."""
SHIP_TO = ("patient", "practice")
LAST_REVISION = 10**18 - 1
"""Of the longest number that a plan file is read with; what follows it keeps it."""


class Patient(NamedTuple):
    """Who the plan is for; every field may be empty."""

    name: str = ""
    birth_date: date | None = None
    identifier: str = ""


class Prescriber(NamedTuple):
    """Who signs for the plan and whom the patient calls; every field may be empty."""

    name: str = ""
    practice: str = ""
    phone: str = ""


class OpioidUse(NamedTuple):
    """An opioid of the reference, by its id, and the day it was last taken; ``None`` means still taken.

    ``use`` is ``daily`` for daily or heavy use, empty where nobody said so; it counts where the opioid's rule asks.
    """

    opioid: str
    last_dose: date | None
    use: str = ""


class Screening(NamedTuple):
    """Answers of the safety check: question id to ``yes``, ``no`` or ``unknown``, sorted by id, and opioids.

    ``opioids_asked_on`` is the day on which opioids were last asked for, where it is another than ``answered_on``.
    """

    answered_on: date | None = None
    answers: tuple[tuple[str, str], ...] = ()
    opioids: tuple[OpioidUse, ...] = ()
    opioids_asked_on: date | None = None

    @property
    def asked_on(self) -> date | None:
        """The day on which opioids were last asked for; ``None`` where nobody knows of one."""
        return self.opioids_asked_on or self.answered_on

    def asked(self, on: date | None) -> Screening:
        """Return the same with the day on which opioids were last asked for; nothing is said twice."""
        return self._replace(opioids_asked_on=None if on == self.answered_on else on)

    def answered(self, on: date | None, before: Screening) -> Screening:
        """Return the same as answered on a day; opioids were asked for then if what is told of them is new."""
        known = self._on_opioids() not in {("unknown", ()), ("", ())}
        same = known and self._on_opioids() == before._on_opioids()
        return self._replace(answered_on=on).asked(before.asked_on if same else on)

    def with_opioids_on(self, on: date, before: Screening) -> Screening:
        """Return the same with opioids told of on a day, which answers no other question on that day."""
        if not self.answers and not self.opioids:
            return Screening()
        answered = (before.answered_on or on) if self.answers else None
        same = self._on_opioids() == before._on_opioids()
        return self._replace(answered_on=answered).asked(before.asked_on if same else on)

    def _on_opioids(self) -> tuple[str, tuple[OpioidUse, ...]]:
        return dict(self.answers).get(codes.OPIOID_NOW, ""), self.opioids


class Override(NamedTuple):
    """A blocking finding, by its code, that the clinician overrules for a written reason."""

    code: str
    reason: str


class Operation(NamedTuple):
    """The day of an operation, inside the course or not, and the hours without a dose before it (1 to 336)."""

    on: date
    last_dose_hours: int


class Order(NamedTuple):
    """What the pharmacy's order needs of this patient; every text may be empty, ``refills`` (0 to 99) unknown.

    ``ship_to`` is one of ``SHIP_TO`` or empty.
    """

    address: str = ""
    phone: str = ""
    allergies: str = ""
    refills: int | None = None
    ship_to: str = ""
    filler: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One titration plan as it stands in a plan file, immutable.

    ``ladder`` has at least one rung, ``formulations`` at least one product, ``times`` at least one time in the
    order of the day; rungs with ``doses`` keep their own. ``max_pieces_per_dose``, ``max_measures_per_dose``
    (fillings of a syringe) and ``max_drops_per_dose`` are what one administration may take, ``fill_days`` are 1 to
    ``MOST_DAYS``, ``revision`` 1 to ``LAST_REVISION``. ``after`` is one of ``AFTER``. ``basis``
    says how the ladder was made, where that is known; it makes its doses and days. ``notes`` are for the record,
    ``instructions`` for the patient. ``medicines`` are the patient's others as somebody typed them, none twice, case
    aside. A plan that ``ldn_desktop.domain.course.lay`` accepts can be computed through and through.
    """

    start_date: date
    ladder: Ladder
    formulations: tuple[Formulation, ...]
    times: tuple[str, ...] = DEFAULT_TIMES
    max_pieces_per_dose: int = DEFAULT_ALLOWED.pieces
    max_measures_per_dose: int = DEFAULT_ALLOWED.measures
    max_drops_per_dose: int = DEFAULT_ALLOWED.drops
    fill_days: int = DEFAULT_FILL_DAYS
    after: str = REVIEW
    basis: Basis | None = None
    adjustments: tuple[Adjustment, ...] = ()
    id: str = ""
    revision: int = 1
    patient: Patient = field(default=Patient())
    prescriber: Prescriber = field(default=Prescriber())
    condition: str = ""
    notes: str = ""
    instructions: str = ""
    operation: Operation | None = None
    order: Order = field(default=Order())
    medicines: tuple[str, ...] = ()
    screening: Screening = field(default=Screening())
    overrides: tuple[Override, ...] = ()

    @property
    def allowed(self) -> Allowed:
        """What one administration may take at most."""
        return Allowed(self.max_pieces_per_dose, self.max_measures_per_dose, self.max_drops_per_dose)

    @property
    def product_changes(self) -> dict[int, tuple[Formulation, ...]]:
        """The products that a change brings, by its place among the adjustments."""
        if not self.adjustments:
            return {}
        # A new plan has no changes, and its window opens sooner without them.
        from ldn_desktop.domain.adjustment import ChangeFormulations

        placed = enumerate(self.adjustments)
        return {at: change.formulations for at, change in placed if isinstance(change, ChangeFormulations)}

    @property
    def stopped(self) -> bool:
        """Whether a change cuts the course short: its last day is the last for good, maintenance or not."""
        if not self.adjustments:
            return False
        from ldn_desktop.domain.adjustment import Stop

        return any(isinstance(adjustment, Stop) for adjustment in self.adjustments)

    @property
    def waits(self) -> bool:
        """Whether the course ends in a pause whose end nobody knows yet."""
        if not self.adjustments:
            return False
        from ldn_desktop.domain.adjustment import Pause

        last = self.adjustments[-1]
        return isinstance(last, Pause) and last.until is None

    @property
    def follows(self) -> str:
        """What follows the last day of the course, with all changes: one of ``AFTER``, or ``PAUSED``."""
        if self.stopped:
            return STOPS
        if self.waits:
            return PAUSED
        return REVIEW if self.after == STOPS and self.settled else self.after

    @property
    def settled(self) -> bool:
        """Whether a change keeps to a dose for good."""
        if not self.adjustments:
            return False
        from ldn_desktop.domain.adjustment import Settle

        return any(isinstance(adjustment, Settle) for adjustment in self.adjustments)


def in_order_of_day(times: tuple[str, ...]) -> tuple[str, ...]:
    """Return times of administration in the order of the day."""
    return tuple(sorted(times, key=TIMES.index))
