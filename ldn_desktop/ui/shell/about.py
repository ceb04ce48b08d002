"""The about box: version, edition of the content, reviews that are overdue, licences."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtWidgets import QMessageBox, QWidget

from ldn_desktop import __version__
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.words.english import full_date

_ABOUT = (
    "<b>LDN Desktop {version}</b>"
    "<p>Content edition {edition}. {reviews}</p>"
    "<p>A calculator and reference for health professionals. It shows what it rests on, offers options and leaves "
    "the decision to them.</p>"
    "<p>No low dose of naltrexone alone is licensed in the US, UK or EU, as far as we know.</p>"
    "<p>It works without a network: it prints through the print service of the system, and speaks to nothing else "
    "beyond the desktop.</p>"
    "<p>Licence: Apache 2.0. Qt and PySide6 are used under the LGPL, version 3, as libraries "
    "that you may replace with your own; the letters are Noto Sans (OFL), the icons Lucide (ISC). The folder "
    "<i>licences</i> of a packaged program holds every text.</p>"
)


def show_about(parent: QWidget, content: Content, today: date) -> None:
    """Show the box."""
    try:
        edition = full_date(content.edition)
        due = tuple(topic for topic in content.topics.values() if topic.review_due < today)
    except ContentError as error:
        edition, due = f"cannot be read: {escape(str(error))}", ()
    titles = ", ".join(escape(topic.title) for topic in due)
    reviews = f"Reviews overdue: {titles}." if due else "No review is overdue."
    told = _ABOUT.format(version=__version__, edition=edition, reviews=reviews)
    QMessageBox.about(parent, "About LDN Desktop", told)
