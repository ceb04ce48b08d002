"""Plans of the library as the search of the window finds them: a few, those whose patient is meant first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.library.folding import folded, looked_for
from ldn_desktop.library.index_row import Row, on_day
from ldn_desktop.reference.search.entry import Result
from ldn_desktop.reference.search.preview import Preview
from ldn_desktop.workspace.kept_plans import KeptPlans, Listed
from ldn_desktop.workspace.plan_list import Column, item_of
from ldn_desktop.workspace.plan_list_words import Cell, ListWords, known_by, standing_words
from ldn_desktop.workspace.plan_rows import person_texts

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Patient
    from ldn_desktop.reference.words.wording import Wording

PLAN = "plan"
"""The kind of a result that is a plan; its id is the subject, empty of the one that stands for all in the list."""
_MOST = 8


class FoundPlan(NamedTuple):
    """A plan as a result, the few words at its end, and what is worth seeing of it; ``named`` where the patient is.

    That is where what is typed begins words of the patient's name, birth date or number.
    """

    result: Result
    mark: str
    preview: Preview
    named: bool


class FoundPlans(NamedTuple):
    """The first plans that a text finds, how many more it does, and the result that stands for all in the list."""

    first: Sequence[FoundPlan]
    more: int
    whole: Result


class PlanFinder:
    """Finds plans of an open library. What they are known by is worked out once a row, not at each letter typed."""

    def __init__(self, kept: KeptPlans) -> None:
        self.kept = kept
        self._known: dict[str, tuple[Row, Sequence[str]]] = {}

    def find(self, text: str, day: date, wording: Wording) -> FoundPlans:
        """Return the first plans that a text finds, deleted ones left out: of all of them, whoever is meant by it.

        Refused (``LibraryError``): by the store.
        """
        typed = folded(text)
        digits = any(letter.isdigit() for letter in text)
        found = [
            (not (_names(who, typed) or (digits and _is_number_of(row, text))), who, subject, row)
            for subject, row, who in self._looked_at(self.kept.store.search(text))
        ]
        words = ListWords(day, wording)
        first = [
            _found(Listed(subject, row, on_day(row, day)), typed, words, named=not other)
            for other, who, subject, row in nsmallest(_MOST, found, key=_place)
        ]
        told = f"All {len(found):,} plans that match"
        return FoundPlans(
            first, len(found) - len(first), Result("", PLAN, told, "in the list", "", text, typed)
        )

    def _looked_at(self, subjects: Sequence[str]) -> Iterator[tuple[str, Row, Sequence[str]]]:
        for subject, row in _rows(self.kept, subjects):
            before, who = self._known.get(subject, (None, ()))
            if before is not row:
                born = row.born.isoformat() if row.born else ""
                who = folded(f"{row.name} {born} {row.identifier}")
                self._known[subject] = row, who
            yield subject, row, who


def same_patient(kept: KeptPlans, patient: Patient) -> Sequence[Listed]:
    """Return the plans of the library whose patient has just a name and birth date; none where one is not known."""
    name = folded(patient.name)
    if not name or patient.birth_date is None:
        return ()
    day = patient.birth_date
    subjects = kept.store.search(f"{patient.name} {day.isoformat()}")
    same = (
        (subject, row)
        for subject, row in _rows(kept, subjects)
        if (folded(row.name), row.born) == (name, patient.birth_date)
    )
    return [Listed(subject, row, on_day(row, day)) for subject, row in same]


def _rows(kept: KeptPlans, subjects: Sequence[str]) -> Iterator[tuple[str, Row]]:
    return ((subject, row) for subject, row in kept.rows(subjects) if not row.deleted)


def _names(who: Sequence[str], typed: Sequence[str]) -> bool:
    """Tell whether all that is typed begins words of who the patient is."""
    return all(any(word.startswith(begun) for word in who) for begun in typed)


def _is_number_of(row: Row, text: str) -> bool:
    """Tell the same of number and birth date however they are typed."""
    who = folded(" ".join(person_texts(row.name, row.born, row.identifier)))
    return any(_names(who, typed) for typed in looked_for(text))


def _place(found: tuple[bool, Sequence[str], str, Row]) -> tuple[bool, Sequence[str], str]:
    return found[:3]


def _found(listed: Listed, typed: Sequence[str], words: ListWords, *, named: bool) -> FoundPlan:
    subject, row, today = listed
    cells = words.cells(item_of(listed, words.day))
    title, status = cells[Column.PATIENT].first, standing_words(row, today, None)
    who = known_by(row.born, row.identifier)
    told = row.problem or status
    result = Result(
        subject, PLAN, title, row.condition, " · ".join(filter(None, (who, told))), "", tuple(typed)
    )
    shown = ((words_of, cells[column]) for words_of, column in _SHOWN)
    preview = Preview(
        title=title,
        line=who,
        label="" if row.problem else "Dose today",
        answer="" if row.problem else cells[Column.DOSE].first,
        reason=row.problem or cells[Column.DOSE].second,
        rows=(
            *((("Condition", row.condition),) if row.condition else ()),
            ("Status", status),
            *((name, _line(cell)) for name, cell in shown),
            ("Revision", str(row.number)),
        ),
    )
    return FoundPlan(result, "" if row.problem else cells[Column.DOSE].first, preview, named)


_SHOWN = (("Next change", Column.CHANGE), ("Next fill", Column.FILL), ("Last visit", Column.VISIT))


def _line(cell: Cell) -> str:
    return ", ".join(filter(None, (cell.first, cell.second)))
