"""Lays out the papers of a plan and writes them as PDF, with or without a window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale, QUuid
from PySide6.QtGui import QGuiApplication, QPainter

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import COMPARISON, PAPERS, Document, PaperContext, refuse_blocked
from ldn_desktop.papers.diary import Diary
from ldn_desktop.papers.leaflet import Leaflet
from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.pharmacy_order import PharmacyOrder
from ldn_desktop.papers.tables import Tables
from ldn_desktop.papers.wall_calendar import Calendar
from ldn_desktop.papers.wallet_card import WalletCard
from ldn_desktop.printing.bound import Bound, languages_of
from ldn_desktop.printing.calendar_pages import CalendarPages
from ldn_desktop.printing.card_page import CardPage
from ldn_desktop.printing.diary_pages import DiaryPages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.leaflet_pages import LeafletPages
from ldn_desktop.printing.order_pages import order_pages
from ldn_desktop.printing.pages import Pages
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.pdf_file import PdfFile
from ldn_desktop.printing.scripts import system_family, twins_of
from ldn_desktop.printing.tables_pages import TablesPages
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import read_back
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.wording import PLAIN, Wording
from ldn_desktop.storage.files import StoreError, replace_atomically
from ldn_desktop.workspace.knowledge import Knowledge

PDF_DOTS = 300
_PLANS = "{7d1f0c5e-64a4-4a0b-9d0e-2f1c1a6b9c34}"
"""The room of names in which the id of a document is made from what it says."""


def print_paper(
    regimen: Regimen,
    knowledge: Knowledge,
    out: Path,
    *,
    wording: Wording = PLAIN,
    paper: str,
    large: bool,
    printed: date,
    kind: str = "patient",
    undated: bool = False,
    code: bool = False,
    code_named: bool = False,
) -> str:
    """Write a paper of ``PAPERS`` to a PDF file; return why it could not be written, empty where it was.

    Refused (``BlockedError``): a paper that a finding on the plan holds back; (``UndatedError``): one ``undated`` that
    needs its dates; (``NotForPlanError``): one that the plan has no use for; (``ReadBackError``): one whose finished
    pages do not say what the plan says. A file that cannot be replaced, or is to hold such a paper, stays as it was.
    """
    pages = paper_pages(
        regimen,
        knowledge,
        wording=wording,
        paper=paper,
        large=large,
        printed=printed,
        kind=kind,
        undated=undated,
        code=code,
        code_named=code_named,
    )
    try:
        made = finished_pdf(pages, regimen, knowledge, printed=printed, kind=kind, undated=undated)
        replace_atomically(out, made)
    except StoreError as error:
        return str(error)
    return ""


def finished_pdf(
    pages: Printable,
    regimen: Regimen,
    knowledge: Knowledge,
    *,
    printed: date,
    kind: str,
    undated: bool = False,
    next_visit: date | None = None,
) -> bytes:
    """Return the PDF of laid out pages. Refused (``ReadBackError``): pages that do not say what the plan says."""
    papers = [LaidOut(kind, pages, undated, next_visit)]
    return finished_together(papers, regimen, knowledge, printed=printed, title=knowledge.paper_title(kind))


class LaidOut(NamedTuple):
    """A paper by its code, laid out in pages; ``undated`` where they count days, ``next_visit`` where one is known."""

    kind: str
    pages: Printable
    undated: bool = False
    next_visit: date | None = None


def finished_together(
    papers: Sequence[LaidOut], regimen: Regimen, knowledge: Knowledge, *, printed: date, title: str
) -> bytes:
    """Return one PDF of several papers, in their order. Refused (``ReadBackError``): as one alone."""
    made = pdf_bytes(*(paper.pages for paper in papers), title=title)
    practice, asked = knowledge.practice.practice, []
    for kind, pages, undated, next_visit in papers:
        ask = Asked(regimen, knowledge.content, printed, knowledge.clinic, undated, practice)
        ask = ask._replace(next_visit=next_visit)
        languages = languages_of(pages)
        for code, count in languages:
            asked.append((kind, count, ask._replace(language=code, beside=len(languages) > 1)))
    read_back(made, *asked)
    return made


def paper_pages(
    regimen: Regimen,
    knowledge: Knowledge,
    *,
    wording: Wording = PLAIN,
    paper: str,
    large: bool,
    printed: date,
    kind: str = "patient",
    undated: bool = False,
    code: bool = False,
    code_named: bool = False,
    next_visit: date | None = None,
) -> Printable:
    """Return the laid out pages of a paper, with its plan in a ``code`` where it may have one.

    ``code_named`` where the code tells whose plan it is; ``next_visit`` is the day named for the next visit, if any.

    In another language than English, the same in English follows.

    Refused (``BlockedError``): one that a finding holds back; (``UndatedError``): one ``undated`` that needs its dates;
    (``NotForPlanError``): one that the plan has no use for; (``TranslationError``): one with a sentence that its
    language lacks.
    """
    refuse_blocked(regimen, kind)

    def made(language: Language) -> Printable:
        spoken = wording._replace(language=language)
        context = knowledge.paper_context(regimen, printed, spoken)
        coding = context.coding._replace(wanted=code, named=code_named)
        context = context._replace(
            undated=undated, coding=coding, week_begins=_week_begins(), next_visit=next_visit
        )
        document = PAPERS[kind].make(context)
        return _laid_out(document, _sheet(knowledge, spoken, paper, large=large))

    language = wording.language
    if not language.is_translated:
        return made(language)
    english = knowledge.content.english_beside
    return Bound(tuple((each.code, made(each)) for each in (language, english)))


def _week_begins() -> int:
    """Return the weekday, Monday being 0, with which weeks begin where this computer is set up to be."""
    return QLocale.system().firstDayOfWeek().value - 1


def _laid_out(document: Document, sheet: Paper) -> Printable:
    match document:
        case PatientPlan():
            return Pages(document, sheet)
        case WalletCard():
            return CardPage(document, sheet)
        case PharmacyOrder():
            return order_pages(document, sheet)
        case Calendar():
            return CalendarPages(document, sheet)
        case Diary():
            return DiaryPages(document, sheet)
        case Leaflet():
            return LeafletPages(document, sheet)
        case Tables():
            return TablesPages(document, sheet)


def comparison_pages(context: PaperContext, knowledge: Knowledge, paper: str) -> Printable:
    """Return the laid out pages of two plans side by side.

    Refused (``BlockedError``): plans whose record waits, too; (``NotDrawnError``): a name that no font draws.
    """
    for regimen in (context.regimen, *([context.beside.comparison.right] if context.beside else [])):
        refuse_blocked(regimen, "clinician")
    document = COMPARISON.make(context)
    if not isinstance(document, Tables):
        raise TypeError("a comparison is made of tables")
    return tables_pages(document, knowledge, context.wording, paper)


def tables_pages(document: Tables, knowledge: Knowledge, wording: Wording, paper: str) -> Printable:
    """Return the laid out pages of a neutral document. Refused (``NotDrawnError``): a text that no font draws."""
    return TablesPages(document, _sheet(knowledge, wording, paper))


def _sheet(knowledge: Knowledge, wording: Wording, paper: str, *, large: bool = False) -> Paper:
    family, firm = _family(knowledge.resources), wording.language.firm_blanks()
    return Paper(
        paper, large, family, knowledge.typefaces, firm, from_right=wording.language.habits.from_right
    )


def pdf_bytes(*papers: Printable, title: str = "Patient plan") -> bytes:
    """Return the pages of papers, one after the other, as the bytes of a PDF.

    No name of the patient stands in its properties. The same pages give the same bytes but for the time of making.
    """
    pdf = PdfFile(title)
    writer = pdf.writer
    writer.setResolution(PDF_DOTS)
    writer.setPageLayout(papers[0].paper.layout())
    text = "\n".join(pages.text for pages in papers)
    writer.setDocumentId(QUuid.createUuidV5(QUuid(_PLANS), text.encode()))
    painter = QPainter(writer)
    for at, pages in enumerate(papers):
        for page in range(pages.count):
            if at or page:
                writer.setPageLayout(pages.paper.layout())
                writer.newPage()
            pages.paint(painter, page, PDF_DOTS)
    painter.end()
    return pdf.finished(twins_of(papers[0].paper.typefaces, text))


def system_font(letter: str) -> str:
    """Return the family of the system that has an East Asian letter, empty where none has."""
    _application()
    return system_family(letter)


def _application() -> QCoreApplication:
    """Return the application that holds fonts; a command without a window first makes one."""
    app = QGuiApplication.instance()
    if app is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QGuiApplication(["ldn-desktop"])
        # Qt lets go of an application that nobody holds.
        app.setProperty("ldnApplication", app)
    return app


def _family(resources: Path) -> str:
    """Return the bundled family."""
    app = _application()
    known = app.property("ldnFamily")
    if isinstance(known, str):
        return known
    family = load_fonts(resources)
    app.setProperty("ldnFamily", family)
    return family
