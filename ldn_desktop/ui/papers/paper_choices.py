"""What is chosen of a plan's papers, one at a time: which, on what sheet, in which language, with what on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QWidget

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import CODE_ALWAYS, CODE_BY_CHOICE, PAPERS, holding_back
from ldn_desktop.papers.undated import why_dated
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.papers.print_choices import code_choice, language_choice, large_choice, sheet_choice
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.workspace.knowledge import Knowledge

_ORDER = "pharmacy-order"


class PaperChoices(QObject):
    """Offers what nothing holds back. ``changed`` tells another choice, ``failed`` why one could not be taken.

    ``address_chosen`` hands over the name of the pharmacy that orders shall be addressed to.
    """

    changed = Signal()
    address_chosen = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        regimen: Regimen,
        knowledge: Knowledge,
        printed: date,
        *,
        kind: str,
        paper: str,
        large: bool,
        code: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._regimen, self._knowledge, self._printed = regimen, knowledge, printed
        self._kind = self._kinds()
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._paper, self._language = sheet_choice(paper), language_choice(knowledge)
        self._large = large_choice(large=large)
        self._pharmacy = self._pharmacies()
        self._undated = QCheckBox("With&out dates")
        self._code = code_choice(code=code)
        # Left out again in the next preview: it is asked for each time anew.
        self._named = QCheckBox("&Name in the code")
        for combo in (self._kind, self._paper, self._language):
            combo.currentIndexChanged.connect(self.changed)
        for box in (self._large, self._code, self._named):
            box.toggled.connect(self.changed)
        self._pharmacy.currentIndexChanged.connect(self._addressed)
        self._undated.toggled.connect(self._undated_changed)

    @property
    def tools(self) -> tuple[QWidget, ...]:
        """What it is chosen with, in order."""
        paper = self._kind, self._paper, self._language, self._large
        return *paper, self._pharmacy, self._undated, self._code, self._named

    @property
    def kind(self) -> str:
        """The code of the paper."""
        return str(self._kind.currentData())

    @property
    def paper(self) -> str:
        """The code of the sheet."""
        return str(self._paper.currentData())

    @property
    def large(self) -> bool:
        """Whether it is in large print."""
        return self._large.isChecked()

    @property
    def code(self) -> bool:
        """Whether papers with the choice carry their plan."""
        return self._code.isChecked()

    @property
    def language(self) -> str:
        """The code of the language that the paper comes in."""
        chosen = str(self._language.currentData())
        return "en" if self._knowledge.why_not_in(self.kind, chosen) else chosen

    @property
    def named(self) -> bool:
        """Whether the paper's code tells whose the plan is."""
        return self._coded and self._named.isChecked()

    @property
    def undated(self) -> bool:
        """Whether the paper counts days instead of naming dates."""
        return self._undated.isChecked() and PAPERS[self.kind].undated

    def address_to(self, name: str) -> None:
        """Choose a pharmacy by its name."""
        self._pharmacy.setCurrentIndex(self._pharmacy.findData(name))

    def take_english(self) -> None:
        """Have the paper in English, without telling it."""
        self._language.blockSignals(True)
        self._language.setCurrentIndex(0)
        self._language.blockSignals(False)

    def fit(self) -> None:
        """Offer what the paper that is chosen has a use for."""
        paper = PAPERS[self.kind]
        # A card has the size of a wallet in any print, and the record's tables have no room for more.
        self._large.setEnabled(paper.large_print)
        others = [code for code in self._knowledge.content.languages if code != "en"]
        translated = [code for code in others if not self._knowledge.why_not_in(self.kind, code)]
        self._language.setVisible(bool(others))
        self._language.setEnabled(bool(translated))
        self._language.setToolTip("" if translated else "This paper comes in English alone")
        self._undated.setEnabled(paper.undated)
        self._pharmacy.setVisible(self.kind == _ORDER and self._pharmacy.count() > 1)
        self._code.setVisible(paper.code != CODE_ALWAYS)
        self._code.setEnabled(paper.code == CODE_BY_CHOICE)
        self._named.setEnabled(self._coded)

    @property
    def _coded(self) -> bool:
        """Whether the paper carries its plan."""
        has = PAPERS[self.kind].code
        return has == CODE_ALWAYS or (has == CODE_BY_CHOICE and self.code)

    def _kinds(self) -> Combo:
        """Return the papers; what the plan has no use for cannot be chosen, and its tip says why."""
        kinds = Combo()
        kinds.setAccessibleName("Document")
        items = kinds.model()
        for kind, paper in PAPERS.items():
            if holding_back(self._regimen, kind):
                continue
            kinds.addItem(self._knowledge.paper_title(kind), kind)
            why = paper.why_not(self._regimen, self._knowledge.content, self._printed)
            if why and isinstance(items, QStandardItemModel):
                item = items.item(kinds.count() - 1)
                item.setEnabled(False)
                item.setToolTip(plain_tip(why))
        return kinds

    def _pharmacies(self) -> Combo:
        """Return the choice of the pharmacy that orders are addressed to, as the settings of the practice have it."""
        made, practice = Combo(), self._knowledge.practice.practice
        made.setAccessibleName("Pharmacy")
        made.addItem("To no pharmacy by name", "")
        for pharmacy in practice.pharmacies:
            made.addItem(f"To {one_line(pharmacy.name)}", pharmacy.name)
        made.setCurrentIndex(made.findData(practice.addressee.name if practice.addressee else ""))
        return made

    def _addressed(self) -> None:
        self.address_chosen.emit(str(self._pharmacy.currentData()))

    def _undated_changed(self) -> None:
        """Count days where the plan can be told so, and say why where it cannot."""
        why = why_dated(self._regimen.plan) if self._undated.isChecked() else ""
        if why:
            self._undated.setChecked(False)
            self.failed.emit(f"The paper cannot be without dates. {why}")
            return
        self.changed.emit()
