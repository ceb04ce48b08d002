"""What opens the library: another passphrase, another recovery key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.reference.words.english import counted
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.aside import run_aside
from ldn_desktop.ui.library.key_groups import KeyGroups
from ldn_desktop.ui.library.new_passphrase import FIELD, LABEL, NewPassphrase
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.plans.copies.page import Section, small_button
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import FieldLabel

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

_OLDER = (
    "Nothing else is rewritten. Backups and exports that were made before open with what opened them then: to lock "
    "somebody out of those too, make a new backup and remove the older ones."
)
_UNPRINTED = "The new recovery key is not printed. Without it on paper, the old paper opens nothing any more."


class KeysSection(Section):
    """Asks for the passphrase of now first: the window may stand open with nobody before it."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__("Passphrase and recovery key")
        self._supplies, self._keeper = supplies, supplies.keeper
        self._key, self._printed, self._asked = "", False, False
        self._now = SecretEdit("Passphrase of now", supplies.icons)
        self._new = NewPassphrase(supplies.icons, "&New one")
        self._label = FieldLabel("The one of no&w", self._now)
        self._told = StateLine()
        self._change = small_button("Change the passphrase")
        self._make_key = small_button("New recovery key…")
        self._print, self._use = small_button("Print the recovery &key…"), small_button("Use it from now on")
        self._groups = KeyGroups()
        row = FlowLayout(spacing=12)
        for part in (self._label, self._now):
            row.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self._new)
        self.row(self._change, self._make_key)
        self.body.addWidget(self._groups)
        self._key_acts = QWidget()
        acts = FlowLayout(self._key_acts, spacing=8)
        for button in (self._print, self._use):
            acts.addWidget(button)
        self.body.addWidget(self._key_acts)
        self.body.addWidget(self._told)
        self.say(_OLDER, "caption")
        self._now.returnPressed.connect(self._go_on)
        self._now.textEdited.connect(self._forget_wrong)
        self._new.entered.connect(self._change_passphrase)
        self._change.clicked.connect(self._change_passphrase)
        self._make_key.clicked.connect(self._offer_key)
        self._print.clicked.connect(self._print_key)
        self._use.clicked.connect(self._use_key)
        self._show_key()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Fit the widths to the theme."""
        super().apply_theme()
        if hasattr(self, "_label"):
            self._label.setFixedWidth(self.theme.px(LABEL))
            self._now.setFixedWidth(self.theme.px(FIELD))

    def refresh(self) -> None:
        """Show whether anything can be changed here."""
        why = self._keeper.library.why_read_only
        for part in (self._now, self._new, self._change, self._make_key):
            part.setEnabled(not why)

    def focus_first(self) -> None:
        """Put the keyboard into the passphrase of now."""
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no key that was offered and not used."""
        super().hideEvent(event)
        if self._key and not event.spontaneous():
            self._key = ""
            self._told.say("info", "")
            self._show_key()

    def _go_on(self) -> None:
        """Change the passphrase where the new one is typed already, else go on to it."""
        if self._new.missing:
            self._new.focus_first()
        else:
            self._change_passphrase()

    def _forget_wrong(self) -> None:
        if not self._key:
            self._told.say("info", "")

    def _change_passphrase(self) -> None:
        if missing := self._new.missing:
            self._told.say("blocking", missing, worded=False)
            self._new.focus_first()
        elif self._is_known():
            secret = Secret(PASSPHRASE, self._new.take())
            self._wrap(secret, "The passphrase is changed. The old one opens the library no longer.")

    def _offer_key(self) -> None:
        if self._is_known():
            self._key, self._printed, self._asked = new_recovery_key(), False, False
            self._told.say(
                "info", "Print it, then have it used. Until then the one before opens the library."
            )
            self._show_key()
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print_key(self) -> None:
        from ldn_desktop.ui.library.key_paper import print_key

        folder, paper = self._supplies.folders.library, self._supplies.remembered.settings.paper
        try:
            self._printed = print_key(self._key, folder, paper, self.window()) or self._printed
        except StoreError as error:
            self._told.say("blocking", str(error), worded=False)

    def _use_key(self) -> None:
        if not self._printed and not self._asked:
            self._asked = True
            self._told.say("caution", _UNPRINTED)
            self._use.setText("Use it without the paper")
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._wrap(
            Secret(RECOVERY, self._key), "The new recovery key opens the library; the old one no longer."
        ):
            self._key = ""
            self._show_key()

    def _is_known(self) -> bool:
        """Tell whether the passphrase of now was typed."""
        if wait := self._keeper.tries.wait:
            self._told.say("caution", f"Wait {counted(wait, 'second')}, then type it again.", worded=False)
            return False
        if not self._now.text():
            self._told.say("blocking", "Type the passphrase of now first.", worded=False)
            self._now.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        typed = self._now.take()
        try:
            self._keeper.key_of(Secret(PASSPHRASE, typed))
        except LibraryError as error:
            if isValid(self):
                self._told.say("blocking", f"{error} Type the passphrase of now first.", worded=False)
                self._now.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        # The program may have been locked meanwhile.
        return isValid(self)

    def _wrap(self, secret: Secret, done: str) -> bool:
        self.setEnabled(False)
        refused = ""
        try:
            run_aside(partial(self._keeper.library.change_secret, secret))
        except LibraryError as error:
            refused = str(error)
        if not isValid(self):
            told = f"Nothing was changed. {refused}" if refused else done
            self._keeper.tell(f"The program was locked meanwhile. {told}")
            return False
        self.setEnabled(True)
        if refused:
            self._told.say("blocking", f"Nothing was changed. {refused}", worded=False)
            return False
        self._told.say("ok", f"{done} Copies made before open with the old one.", worded=False)
        return True

    def _show_key(self) -> None:
        self._groups.show_key(self._key)
        self._groups.setVisible(bool(self._key))
        self._use.setText("Use it from now on")
        self._key_acts.setVisible(bool(self._key))
