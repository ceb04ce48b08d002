"""The steps that can be taken back and done again, which of them is still being typed, and a draft that has them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNDO = 500

_Draft = TypeVar("_Draft")


class Past(NamedTuple, Generic[_Draft]):
    """A draft as it was before a step, or after one that was taken back, with the step's label."""

    draft: _Draft
    label: str


class Steps(NamedTuple, Generic[_Draft]):
    """Steps in order, immutable; ``typing`` is the key of the last one while what follows may be the same step."""

    undo: tuple[Past[_Draft], ...] = ()
    redo: tuple[Past[_Draft], ...] = ()
    typing: str = ""

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where there is nothing."""
        return self.undo[-1].label if self.undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where there is nothing."""
        return self.redo[-1].label if self.redo else ""

    def goes_on(self, typing: str) -> bool:
        """Tell whether what is typed under a key belongs to the last step."""
        return bool(typing and typing == self.typing and self.undo)

    def done(self, before: _Draft, label: str, typing: str) -> Steps[_Draft]:
        """Return the steps after another that began with a draft; nothing is left to do again."""
        undo = self.undo if self.goes_on(typing) else (*self.undo, Past(before, label))[-MOST_UNDO:]
        return Steps(undo, (), typing)

    def settled(self) -> Steps[_Draft]:
        """Return the same with nothing being typed."""
        return self._replace(typing="")

    def taken_back(self, now: _Draft) -> tuple[Steps[_Draft], _Draft]:
        """Return the steps without the last one, and the draft before it; ``now`` is the one after it."""
        *undo, past = self.undo
        return Steps(tuple(undo), (*self.redo, past._replace(draft=now))), past.draft

    def done_again(self, now: _Draft) -> tuple[Steps[_Draft], _Draft]:
        """Return the steps with the last that was taken back, and the draft after it; ``now`` is the one before it."""
        *redo, past = self.redo
        return Steps((*self.undo, past._replace(draft=now)), tuple(redo)), past.draft


class Undoable(Generic[_Draft]):
    """A draft that changes in steps; a step is taken back whole or not at all."""

    def __init__(self, draft: _Draft) -> None:
        self._draft = draft
        self._steps: Steps[_Draft] = Steps()

    @property
    def draft(self) -> _Draft:
        """What is being edited."""
        return self._draft

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where there is nothing."""
        return self._steps.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where there is nothing."""
        return self._steps.redo_label

    def end_typing(self) -> None:
        """Say that what is typed next is an undo step of its own, even in the same field."""
        self._steps = self._steps.settled()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self._steps.undo:
            with self._whole():
                self._steps, before = self._steps.taken_back(self._draft)
                self._step_to(before)

    def redo(self) -> None:
        """Do the step taken back last again, if there is one."""
        if self._steps.redo:
            with self._whole():
                self._steps, after = self._steps.done_again(self._draft)
                self._step_to(after)

    def _step_to(self, draft: _Draft) -> None:
        self.end_typing()
        self._show(draft)

    def _show(self, draft: _Draft) -> None:
        """Take another draft for what is being edited, and show it."""
        raise NotImplementedError

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Put everything back where a change fails half-way."""
        before = vars(self).copy()
        try:
            yield
        except Exception:
            vars(self).update(before)
            raise
