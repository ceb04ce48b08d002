"""A dose, a whole number or a length of time written as text, with arrows for more and less."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal

from ldn_desktop.domain.basis import Span
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import StepperLine
from ldn_desktop.workspace.count_text import DAYS, SPANS

N = TypeVar("N")


class How(Protocol[N]):
    """How a number, or a length of time, is read and written."""

    @property
    def example(self) -> str:
        """What to type, to end a sentence."""

    def write(self, number: N, /) -> str:
        """Write it with its word."""

    def parse(self, text: str, /) -> N:
        """Return what a text means. Refused (``CountError``): a text that is none."""

    def note(self, text: str, /) -> str:
        """Say how a text is read where it does not say so itself."""

    def holds(self, number: N, /) -> bool:
        """Tell whether it is within the range."""

    def stepped(self, number: N | None, by: int, /) -> N:
        """Return what so many steps lead to; from none, the first."""


class DoseEdit(ParsedEdit):
    """A dose as text. ``stepped`` tells a wish for more (+1, +10) or less (−1, −10)."""

    stepped = Signal(int)

    def __init__(self, parse: Callable[[str], object]) -> None:
        self._stepper = StepperLine()
        super().__init__(parse, self._stepper)
        self._stepper.stepped.connect(self._step)

    def set_suffix(self, words: str) -> None:
        """Write words behind what is typed, such as "a day"; they are no part of the text."""
        self._stepper.set_suffix(words)

    def _step(self, step: int) -> None:
        self._typing = False
        self.stepped.emit(step)


_WEEK = 7


class CountEdit(ParsedEdit, Generic[N]):
    """A number as text, read and written as ``how`` says. ``count_changed`` tells another number, or none.

    What cannot be read is told in a sentence below and changes no number. An empty field is no number where it is
    ``optional``, and told where one is needed.
    """

    count_changed = Signal()

    def __init__(
        self,
        how: How[N],
        *,
        optional: bool = False,
        page: int = 10,
    ) -> None:
        self._how, self._optional = how, optional
        self._count: N | None = None if optional else how.stepped(None, 0)
        line = StepperLine(page)
        super().__init__(how.parse, line)
        line.stepped.connect(self._step)
        self.edited.connect(self._read)
        self.show_value(self._written())

    def count(self) -> N | None:
        """Return the number, ``None`` while there is none; a text that cannot be read leaves the number before it."""
        return self._count

    def set_count(self, count: N | None) -> None:
        """Show a number, or none; a text that means the same stays as it is typed.

        Refused (``ValueError``): none where one is needed, a number outside the range.
        """
        if count is None and not self._optional:
            raise ValueError("this number cannot be left out")
        if count is not None and not self._how.holds(count):
            raise ValueError(f"{count} is outside {self._how.example}")
        changed, self._count = count != self._count, count
        self.show_value(self._written())
        if changed:
            self.count_changed.emit()

    def show_typed(self, text: str, problem: str) -> None:
        """Show a text that is in no plan; where it is a number, take it."""
        super().show_typed(text, problem)
        self._read(text)

    def note(self, text: str) -> str:
        """Say how a text is read where it does not say so itself."""
        return "" if text == self._written() else self._how.note(text)

    def _stays(self, text: str, *, unchanged: bool) -> bool:
        """Keep what is typed in other words, weeks for days, for as long as it means the number."""
        return super()._stays(text, unchanged=unchanged) or (bool(self._beside) and self._means(text))

    def _check(self) -> None:
        if self._count is not None and self.text() == self._written():
            # What it wrote itself it need not read.
            self.set_error("")
            return
        super()._check()
        if not self._optional and not self.text().strip():
            self.set_error(f"Type {self._how.example}.")

    def _written(self) -> str:
        return "" if self._count is None else self._how.write(self._count)

    def _read(self, text: str) -> None:
        """Take what is typed as soon as it is a number."""
        if self.error():
            return
        count = self._how.parse(text) if text.strip() else None
        if count != self._count:
            self._count = count
            self.count_changed.emit()

    def _settle(self) -> None:
        """Write the number in its own way once typing ends, unless it is said beside what is typed."""
        if not self.error() and self.text() != self._written():
            self.show_value(self._written())

    def _step(self, by: int) -> None:
        """Go on from the number; the first step of an empty field gives the least round one."""
        self._typing = False
        self.set_error("")
        self.line_edit().clear()
        self.set_count(self._how.stepped(self._count, by))
        self.committed.emit(self.text())


class DaysEdit(CountEdit[int]):
    """A number of days, typed in days or weeks: 14, 14 days, 2 weeks."""

    def __init__(self, *, optional: bool = True) -> None:
        super().__init__(DAYS, optional=optional, page=_WEEK)


class SpanEdit(CountEdit[Span]):
    """A length of time, typed in days, weeks or calendar months: 14, 2 weeks, 1 month."""

    def __init__(self) -> None:
        super().__init__(SPANS, optional=True, page=_WEEK)
