"""The search field on top of the window; its results drop from it as one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.search.hotkey import KEY, Hotkey
from ldn_desktop.ui.search.loader import FinderLoader
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine

if TYPE_CHECKING:
    # Loaded when they are first needed: the window starts without the articles.
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.search.entry import Answer, Result
    from ldn_desktop.ui.search.popup import Popup
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.plan_found import FoundPlans

FindPlans: TypeAlias = "Callable[[str], FoundPlans | None]"
"""Finds plans of the library by what is typed; ``None`` while none is open."""
_WIDTH, _HEIGHT, _EMPTY_HEIGHT, _LEAST_HEIGHT = 1096, 660, 170, 160
_BELOW, _MARGIN = 6, 16
_PAGE = 5
_GLASS = 16
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _no_plans(_text: str) -> None:
    """Find nothing: there is no library."""


class SearchBox(Themed, WholeLine):
    """Searches the reference as one types, and with ``plans`` those of an open library.

    ``opened`` hands over kind, id, anchor (empty for the top of the page) and the folded words to highlight;
    ``planned`` kind and id of what the planner shall use, a condition, an opioid or a plan; ``failed`` why nothing can
    be searched. ``content`` gives the content when it is asked for. The index is made beside the window as soon as the
    field has the keys.
    """

    opened = Signal(str, str, str, object)
    planned = Signal(str, str)
    failed = Signal(str)

    def __init__(
        self, content: Content, icons: IconSet, today: Callable[[], date], plans: FindPlans = _no_plans
    ) -> None:
        super().__init__()
        self._plans = plans
        self._content, self._icons, self._today = content, icons, today
        self._loader = FinderLoader(content, self)
        self._loader.ready.connect(self._ready)
        self._loader.failed.connect(self.failed)
        self._popup: Popup | None = None
        self._host: QWidget | None = None
        self._before: QWidget | None = None
        self.setObjectName("searchBox")
        self.setAccessibleName("Search the reference")
        self.setPlaceholderText(f"Search topics, conditions, studies, medicines ({KEY})")
        self.setProperty("search", True)
        self._glass = PlainLabel("", self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cross = MarkButton(
            "cross", "Clear the search", shortcut="Esc", size=(24, 24), mark_size=12, parent=self
        )
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setVisible(False)
        self._cross.clicked.connect(self.clear)
        self._hotkey = Hotkey(self)
        self._hotkey.pressed.connect(self.begin)
        self._hotkey.focus_moved.connect(self._focus_moved)
        self.textChanged.connect(self._text_changed)
        self.apply_theme()

    @property
    def popup(self) -> Popup | None:
        """The results, made when they are first shown."""
        return self._popup

    def warm(self) -> None:
        """Have the index made, and wait for it."""
        self._loader.wait()

    def begin(self) -> None:
        """Take the keys; what was typed before is selected and its results are shown again."""
        window = self.window()
        holder = window.focusWidget()
        if holder is not self:
            self._before = holder
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self._search()

    def close_results(self) -> None:
        """Hide the results; what was typed stays."""
        if self._popup is not None:
            self._popup.hide()

    def forget(self) -> None:
        """Forget what was typed and found: it may be of a patient."""
        self.clear()
        if self._popup is not None:
            self.window().removeEventFilter(self)
            self._popup.deleteLater()
            self._popup = self._host = None

    def showing(self) -> bool:
        """Tell whether results are on screen."""
        return self._popup is not None and self._popup.isVisible()

    def apply_theme(self) -> None:
        """Draw the icons in the theme's colours."""
        theme = self.theme
        picture = self._icons.pixmap("search", "text2", theme, _GLASS, self.devicePixelRatioF())
        self._glass.setPixmap(picture)
        self._glass.setFixedSize(theme.px(_GLASS), theme.px(_GLASS))
        self.setTextMargins(0, 0, theme.px(24), 0)
        self._arrange()
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the index made as soon as somebody may search; a window that opens gives the focus to nobody's wish."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._loader.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep glass and cross at the ends."""
        super().resizeEvent(event)
        self._arrange()
        self._place()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move between kinds with Tab while results are shown."""
        if self.showing() and self._popup is not None:
            self._popup.step_kind(1 if forward else -1)
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, open, use and close with the keys; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif self._popup is not None and self.showing() and self._steer(self._popup, event):
            event.accept()
        elif event.key() in {Qt.Key.Key_Down, *_ENTER} and self.text().strip():
            self._search()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window while results lie over it."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return super().eventFilter(watched, event)

    def _steer(self, popup: Popup, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS:
            popup.move_choice(_STEPS[key])
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._search(as_typed=True)
        elif key in _ENTER and control:
            popup.plan_chosen()
        elif key in _ENTER:
            popup.open_chosen()
        elif key == Qt.Key.Key_F6 and popup.preview.start_day.isVisible():
            popup.preview.start_day.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _text_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if text.strip():
            self._search()
        else:
            self.close_results()

    def _search(self, *, as_typed: bool = False) -> None:
        finder = self._loader.finder
        if finder is None:
            self._loader.start()
        else:
            plans = self._plans(self.text())
            # Who is found by a name has not misspelt a word of the reference.
            self._show(finder.search(self.text(), as_typed=as_typed or bool(plans and plans.first)), plans)

    def _ready(self) -> None:
        """Answer what was typed while the index was made."""
        if self.hasFocus() and self.text().strip():
            self._search()

    def _search_as_typed(self) -> None:
        self._search(as_typed=True)
        self.setFocus()

    def _show(self, answer: Answer, plans: FoundPlans | None) -> None:
        popup = self._made()
        popup.show_answer(answer, plans, of=self.text())
        self._place()
        if not popup.isVisible():
            popup.show()
            popup.raise_()

    def _take_keys(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self) -> Popup:
        host = self.window()
        if self._popup is None:
            from ldn_desktop.ui.search.popup import Popup

            popup = Popup(self._content, self._icons, self._today, host)
            popup.hide()
            popup.open_wanted.connect(self._open)
            popup.plan_wanted.connect(self._plan)
            popup.left.connect(self._take_keys)
            popup.correction_taken.connect(self.setText)
            popup.as_typed_wanted.connect(self._search_as_typed)
            self._popup, self._host = popup, host
            host.installEventFilter(self)
        return self._popup

    def _arrange(self) -> None:
        inset = self.theme.px(8)
        self._glass.move(inset, (self.height() - self._glass.height()) // 2)
        self._cross.move(self.width() - self._cross.width() - 2, (self.height() - self._cross.height()) // 2)

    def _place(self) -> None:
        """Put the results below the field, as wide as the window allows."""
        if self._popup is None or self._host is None:
            return
        theme, host = self.theme, self._host
        margin = theme.px(_MARGIN)
        corner = self.mapTo(host, QPoint(0, self.height()))
        width = min(theme.px(_WIDTH), host.width() - 2 * margin)
        top = corner.y() + theme.px(_BELOW)
        wanted = _EMPTY_HEIGHT if self._popup.empty else _HEIGHT
        height = min(theme.px(wanted), host.height() - top - margin)
        middle = corner.x() + self.width() // 2
        left = max(min(middle - width // 2, host.width() - margin - width), margin)
        self._popup.fit(width)
        self._popup.setGeometry(QRect(left, top, width, max(height, theme.px(_LEAST_HEIGHT))))

    def _open(self, result: Result) -> None:
        self.close_results()
        self.opened.emit(result.kind, result.id, result.anchor, result.words)

    def _plan(self, result: Result) -> None:
        self.close_results()
        self.planned.emit(result.kind, result.id)

    def _leave(self) -> None:
        if self.showing():
            self.close_results()
        elif self.text():
            self.clear()
        elif self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_moved(self, to: object) -> None:
        if not self.showing() or not isinstance(to, QWidget):
            return
        inside: QWidget | None = to
        while inside is not None and inside not in {self, self._popup}:
            inside = inside.parentWidget()
        if inside is None:
            self.close_results()
