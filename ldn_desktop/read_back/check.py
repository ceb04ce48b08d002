"""Lets a finished paper for the patient leave only where its pages say what the plan says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.card import check_wallet_card
from ldn_desktop.read_back.consent import check_consent
from ldn_desktop.read_back.diary import check_diary
from ldn_desktop.read_back.grammar import UnreadableError
from ldn_desktop.read_back.order import check_pharmacy_order
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.read_back.patient import check_patient_plan
from ldn_desktop.read_back.preparation import check_preparation
from ldn_desktop.read_back.statements import UnaccountedError
from ldn_desktop.read_back.wall_calendar import check_calendar

_READERS: dict[str, Callable[[Sequence[str], Asked], None]] = {
    "patient": check_patient_plan,
    "wallet-card": check_wallet_card,
    "pharmacy-order": check_pharmacy_order,
    "calendar": check_calendar,
    "diary": check_diary,
    "preparation": check_preparation,
    "consent": check_consent,
}


class ReadBackError(Exception):
    """A finished paper that does not say what its plan says. ``place`` says where, with nothing of a patient in it."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(
            "The finished pages do not say what the plan says, so nothing left the program. This is a fault of the "
            f"program and not of the plan; please report it with this place: {kind}, {place}."
        )
        self.place = f"{kind}, {place}"


def read_back(pdf: bytes, *papers: tuple[str, int, Asked]) -> None:
    """Read the papers of a PDF, each by its code in ``papers.catalogue``, its number of pages and what is asked of it.

    Refused (``ReadBackError``): one that differs from the plan, and other pages than theirs.
    """
    if not any(kind in _READERS for kind, _, _ in papers):
        return
    sides = [asked.from_right for _, count, asked in papers for _ in range(count)]
    texts, at = page_texts(pdf, {page for page, turned in enumerate(sides) if turned}), 0
    for kind, count, asked in papers:
        if len(texts) < at + count:
            raise ReadBackError(kind, f"page {len(texts) + 1} is missing")
        if kind in _READERS:
            check_pages(texts[at : at + count], kind, asked)
        at += count
    if at != len(texts):
        raise ReadBackError(papers[-1][0], f"{len(texts) - at} pages too many")


def check_pages(pages: Sequence[str], kind: str, asked: Asked) -> None:
    """Compare the text of pages, as ``page_texts`` gives it.

    Refused (``ReadBackError``): pages that differ from the plan.
    """
    try:
        _READERS[kind](pages, asked)
    except (DifferentError, UnaccountedError, UnreadableError) as error:
        raise ReadBackError(kind, str(error)) from error
