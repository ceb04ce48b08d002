"""How much work one plan may be: counted, never timed, so that every machine gives the same answer."""

from __future__ import annotations

from ldn_desktop.domain.formulation import Formulation

MOST_WORK = 16_000_000
"""In tenths of a microsecond at most. Plans of people take a few thousand; see ``checks/plan_limits.py``."""
A_NUMBER, A_TRIAL, A_HALF, A_DOSE, A_PORTION, A_FINDING = 3, 12, 10, 200, 40, 800
"""To hold a number in a set, to try a count of one product and hold what comes of it, to hold part of a combination, to
begin with a dose, to write one portion of what is taken on the days of a phase, to write a finding."""
A_CHANGE, A_BLOCK, A_DAY = 100, 2, 4
"""To apply a change to a course as it was known, to look at a phase of it, to look at a day of one product's stock."""
_BITS_A_UNIT = 1 << 11
_MOST_BITS = 1 << 27
"""Of one integer of sums; a few of them are held at a time."""


class TooMuchWorkError(Exception):
    """A plan is more work than a plan may be; the message is one sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "these products and doses take more work than there may be; choose fewer products, "
            "strengths that differ less finely, or fewer different doses"
        )


class Work:
    """What is left to be spent on one plan."""

    __slots__ = ("_left", "products")

    def __init__(self, most: int = MOST_WORK) -> None:
        self._left = most
        self.products: tuple[Formulation, ...] = ()
        """Those whose doses are being worked out; empty where it is something else."""

    def spend(self, units: int) -> None:
        """Count some work that is about to be done. Refused (``TooMuchWorkError``): more than is left."""
        self._left -= units
        if self._left < 0:
            raise TooMuchWorkError

    def spend_bits(self, times: int, bits: int) -> None:
        """Count so many operations on integers of so many bits."""
        if bits > _MOST_BITS:
            raise TooMuchWorkError
        self.spend(times * (1 + bits // _BITS_A_UNIT))
