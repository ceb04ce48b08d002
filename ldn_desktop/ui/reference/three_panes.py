"""The tree, the page and what stands beside it: in a narrow window the page keeps its room, the others give way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ldn_desktop.ui.reference.side_pane import SidePane
from ldn_desktop.ui.theme.current import Themed

_TREE, _SIDE = 264, 280
_SIDE_FROM, _TREE_FROM = 1180, 900


class ThreePanes(Themed, QSplitter):
    """``side_offered`` tells whether the side can be asked for, ``fitted`` that the page may have other room."""

    side_offered = Signal(bool)
    fitted = Signal()

    def __init__(self, tree: QWidget, middle: QWidget, side: SidePane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._tree, self._side = tree, side
        self._wide: tuple[bool, bool] | None = None
        self._asked = self._beside = False
        self._room = 0
        for part, stretch in ((tree, 0), (middle, 1), (side, 0)):
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setChildrenCollapsible(False)

    def toggle_tree(self) -> None:
        """Show the tree with the keyboard in it, or hide it."""
        self._tree.setVisible(not self._tree.isVisible())
        if self._tree.isVisible():
            self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_side(self) -> None:
        """Show what stands beside the page with the keyboard in it, or hide it."""
        self.ask_side(asked=not self._side.isVisible())
        if self._side.isVisible():
            self._side.focus_first()

    def ask_side(self, *, asked: bool) -> None:
        """Show what stands beside the page where there is no room for it otherwise; the tree gives way."""
        self._asked = asked
        self.fit(self._room, beside=self._beside)

    def fit(self, room: int, *, beside: bool) -> None:
        """Show what a width has room for; ``beside`` tells whether there is anything to stand beside the page."""
        self._room, self._beside = room, beside
        width, px = room / self.theme.scale, self.theme.px
        roomy = width >= _SIDE_FROM
        asked = self._asked and beside and not roomy
        wide = (width >= _TREE_FROM and not asked, beside and (roomy or asked))
        self.side_offered.emit(beside and not roomy)
        if self._wide != wide:
            self._wide = wide
            self._tree.setVisible(wide[0])
            self._side.setVisible(wide[1])
            self.setSizes([px(_TREE), max(room - px(_TREE + _SIDE), 1), px(_SIDE)])
        self.fitted.emit()
