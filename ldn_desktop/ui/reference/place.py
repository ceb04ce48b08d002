"""The reference as a place of the rail: its articles are saved and printed on the paper that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.ui.reference.page import ReferencePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ldn_desktop.articles.article import Article
    from ldn_desktop.reference.evidence.grades import Grades
    from ldn_desktop.ui.files.saving import Outcome
    from ldn_desktop.ui.widgets.place_page import Supplies


def make_place(supplies: Supplies) -> ReferencePage:
    """Make the place. Refused (``ContentError``): content that cannot be read."""
    return _ReferencePlace(supplies)


class _ReferencePlace(ReferencePage):
    def __init__(self, supplies: Supplies) -> None:
        super().__init__(supplies.knowledge.content, supplies.folders.reader_file, supplies.icons)
        self._supplies = supplies
        self.save_wanted.connect(self._save)
        self.print_wanted.connect(self._print)

    def _save(self) -> None:
        from ldn_desktop.ui.reference.saving import save_article

        self._put_on_paper(save_article)

    def _print(self) -> None:
        from ldn_desktop.ui.reference.saving import print_article

        self._put_on_paper(print_article)

    def _put_on_paper(self, make: Callable[[QWidget, Article, Grades, str], Outcome]) -> None:
        if self.article is None:
            return
        if self._supplies.for_reading:
            self.message.emit("Unlock the program first: dialogs of files and printers show names.")
            return
        outcome = make(
            self.window(),
            self.article,
            self._supplies.knowledge.content.grades,
            self._supplies.remembered.settings.paper,
        )
        if outcome.sentence:
            (self.failed if outcome.failed else self.message).emit(outcome.sentence)
