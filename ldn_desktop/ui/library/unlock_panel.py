"""The card that unlocks the library: by its passphrase, or by the recovery key, which asks for a new passphrase."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.library.errors import LibraryError, WrongKeyError
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret
from ldn_desktop.library.recovery_key import RecoveryKeyError
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.library.new_passphrase import CAPS, NewPassphrase
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import PlainLabel

_WIDE, _MARK, _BUTTON = 416, 44, 92
_TICK_MS = 250
_UNLOCK, _OPENING = "Unlock", "Opening…"
_WRONG = MappingProxyType(
    {PASSPHRASE: "That is not the passphrase.", RECOVERY: "That is not the recovery key of this library."}
)


class UnlockPanel(Themed, QFrame):
    """Opens the library by ``keeper``. ``message`` says what whoever opened it has to know.

    ``reference_wanted`` tells that the reference is wanted and nothing else, ``rested`` that it works no longer.
    """

    message = Signal(str)
    rested = Signal()
    reference_wanted = Signal()

    def __init__(self, keeper: Keeper, icons: IconSet, *, with_reference: bool) -> None:
        super().__init__()
        self._keeper, self._icons = keeper, icons
        self._by, self._key = PASSPHRASE, b""
        self._working, self._refused_by = False, PASSPHRASE
        self.setProperty("role", "card")
        self._mark, self._more = PlainLabel(), PlainLabel(role="body-secondary", wraps=True)
        self._mark.setProperty("role", "lock-mark")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label = PlainLabel(role="secondary")
        self._secret, self._typed = SecretEdit("Passphrase", icons), QLineEdit()
        self._typed.setAccessibleName("Recovery key")
        self._new = NewPassphrase(icons)
        self._unlock = QPushButton(_UNLOCK)
        self._unlock.setProperty("role", "primary")
        self._unlock.setAutoDefault(False)
        self._caps, self._wrong = StateLine(), StateLine()
        self._other, self._reference = self._link(), self._link()
        self._reference.setText("Open the reference only")
        self._reference.setHidden(not with_reference)
        self._lay_out()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._secret.caps_told.connect(self._caps_told)
        self._secret.textEdited.connect(self._forget_wrong)
        self._typed.textEdited.connect(self._forget_wrong)
        for entered in (self._secret.returnPressed, self._typed.returnPressed, self._new.entered):
            entered.connect(self._open)
        self._unlock.clicked.connect(self._open)
        self._other.clicked.connect(self._change_way)
        self._reference.clicked.connect(self.reference_wanted)
        keeper.slow.connect(self._show_opening)
        self.say_more("")
        self._ask_by(PASSPHRASE)
        self.apply_theme()

    @property
    def is_working(self) -> bool:
        """Whether a key is worked out, or another passphrase made to open the library: it must stay until then."""
        return self._working

    def say_more(self, words: str) -> None:
        """Say something below the title."""
        self._more.say(words)

    def focus_first(self) -> None:
        """Put the keyboard where one types."""
        self._count_down()
        if self._key:
            self._new.focus_first()
        else:
            held = self._field if self._field.isEnabled() else self
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Take sizes and the mark from the theme."""
        theme = self.theme
        self.setFixedWidth(theme.px(_WIDE))
        self._mark.setFixedSize(theme.px(_MARK), theme.px(_MARK))
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(self._icons.pixmap("lock", "accent", theme, 24, ratio))
        self._unlock.setMinimumWidth(theme.px(_BUTTON))
        margin = theme.px(24)
        self._outer.setContentsMargins(margin, margin, margin, theme.px(16))
        self._gap.setFixedHeight(theme.px(10))

    def minimumSizeHint(self) -> QSize:
        """Never lower than what it says."""
        return QSize(self.width(), self.heightForWidth(self.width()) if self.hasHeightForWidth() else 0)

    @property
    def _field(self) -> QLineEdit:
        return self._secret if self._by == PASSPHRASE else self._typed

    def _lay_out(self) -> None:
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(4)
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words.setSpacing(0)
        words.addWidget(PlainLabel("Locked", role="headline"))
        words.addWidget(self._more)
        head.addLayout(words, 1)
        self._gap = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._secret, 1)
        row.addStretch()
        row.addWidget(self._unlock, 0, Qt.AlignmentFlag.AlignBottom)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self._other)
        foot.addStretch(1)
        foot.addWidget(self._reference)
        self._outer.addLayout(head)
        for part in (self._gap, self._label, self._typed, self._new):
            self._outer.addWidget(part)
        self._outer.addLayout(row)
        for part in (self._caps, self._wrong):
            self._outer.addWidget(part)
        self._outer.addSpacing(8)
        self._outer.addWidget(line)
        self._outer.addLayout(foot)

    @staticmethod
    def _link() -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "flat")
        # Its words begin where the other lines do.
        button.setProperty("edge", True)
        button.setAutoDefault(False)
        return button

    def _ask_by(self, by: str) -> None:
        self._by, self._key = by, b""
        passphrase = by == PASSPHRASE
        self._label.setText("&Passphrase" if passphrase else "&Recovery key, eight groups of five")
        self._label.setBuddy(self._field)
        self._other.setText("Use the recovery key…" if passphrase else "Use the passphrase…")
        self._secret.setVisible(passphrase)
        self._typed.setVisible(not passphrase)
        self._new.hide()
        self._typed.clear()
        self._say_wrong("")

    def _change_way(self) -> None:
        self._ask_by(RECOVERY if self._by == PASSPHRASE else PASSPHRASE)
        self.focus_first()

    def _ask_new(self, key: bytes) -> None:
        """Ask for a new passphrase: who used the recovery key has none."""
        self._key = key
        self._label.setText("Choose a new passphrase; the recovery key stays as it is.")
        self._typed.hide()
        self._new.show()
        self._new.focus_first()

    def _open(self) -> None:
        if self._keeper.tries.wait or not self._unlock.isEnabled():
            return
        if self._key:
            self._open_anew()
            return
        if not self._field.text():
            self._say_wrong(f"Type the {'passphrase' if self._by == PASSPHRASE else 'recovery key'} first.")
            return
        self._hold(held=True)
        secret, key = Secret(self._by, self._field.text()), b""
        refused: LibraryError | RecoveryKeyError | None = None
        try:
            if self._by == PASSPHRASE:
                self._keeper.unlock(secret)
            else:
                key = self._keeper.key_of(secret)
        except (LibraryError, RecoveryKeyError) as error:
            refused = error
        self._hold(held=False)
        if refused is not None:
            self._refused(refused)
        elif key:
            self._ask_new(key)
        else:
            self._secret.clear()

    def _open_anew(self) -> None:
        if self._new.missing:
            self._say_wrong(self._new.missing)
            self._new.focus_first()
            return
        key, self._key = self._key, b""
        self._hold(held=True)
        try:
            self._keeper.open_anew(key, self._new.take())
        except LibraryError as error:
            if self._keeper.is_open:
                self.message.emit(f"The library is open; its passphrase was not changed. {error}")
            else:
                self._say_wrong(str(error))
        else:
            self.message.emit("The new passphrase opens the library from now on.")
        finally:
            self._hold(held=False)
            self._ask_by(PASSPHRASE)

    def _refused(self, error: LibraryError | RecoveryKeyError) -> None:
        wrong = isinstance(error, WrongKeyError)
        if wrong:
            self._refused_by = self._by
            self._field.selectAll()
        self._say_wrong(f"{_WRONG[self._by]} Try again." if wrong else str(error))
        self.focus_first()

    def _hold(self, *, held: bool) -> None:
        """Take nothing while the key is worked out."""
        self._working = held
        if held:
            self._keep_keyboard()
        self._unlock.setText(_UNLOCK)
        for part in (self._unlock, self._secret, self._typed, self._new, self._other):
            part.setEnabled(not held)
        if not held:
            self.rested.emit()

    def _keep_keyboard(self) -> None:
        """Take the keyboard from what takes nothing now: Qt would give it to a button, which the next blank presses."""
        held: QWidget | None = self.window().focusWidget()
        if held is not None and self.isAncestorOf(held):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_opening(self) -> None:
        if not self._unlock.isEnabled():
            self._unlock.setText(_OPENING)

    def _count_down(self) -> None:
        """Take nothing for as long as wrong ones ask for, and count that down."""
        wait = self._keeper.tries.wait
        waited = self._tick.isActive()
        typed = self._by == self._refused_by
        if wait and self._unlock.isEnabled():
            self._keep_keyboard()
        for part in (self._unlock, self._secret, self._typed):
            part.setEnabled(not wait)
        if wait:
            wrong = _WRONG[self._by] if typed else "Too many wrong tries."
            self._say_wrong(f"{wrong} Wait {counted(wait, 'second')}.")
            self._tick.start()
        elif waited:
            self._tick.stop()
            self._say_wrong(f"{_WRONG[self._by]} Try again." if typed else "")
            if self.isVisible():
                self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.say("blocking", sentence, worded=False)
        for field in (self._secret, self._typed):
            field.setAccessibleDescription(sentence)
        self._secret.mark_wrong(bool(sentence))
        self._typed.setProperty("error", bool(sentence))
        self._typed.style().polish(self._typed)

    def _forget_wrong(self) -> None:
        if not self._keeper.tries.wait:
            self._say_wrong("")

    def _caps_told(self, on: bool) -> None:
        self._caps.say("caution", CAPS if on else "")
