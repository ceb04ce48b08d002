"""What the person prefers, taken over at once and remembered: theme, zoom, words, names of files, letterhead."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.settings import LEAST_ZOOM, MOST_ZOOM, fits_letterhead
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.theme.theme import MODES, ThemeManager
from ldn_desktop.ui.widgets.notices import Notices

_ZOOM_STEP, _WHOLE = 10, 100


class Preferences(QObject):
    """Carries what is chosen on the rail and on the page to what follows it, and into the settings."""

    def __init__(
        self,
        themes: ThemeManager,
        remembered: Remembered,
        bridge: Bridge,
        rail: Rail,
        page: PlannerPage,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._themes, self._remembered, self._bridge = themes, remembered, bridge
        self._page, self._notices = page, notices
        rail.theme_chosen.connect(self._choose_theme)
        rail.micro_unit_chosen.connect(self._choose_micro_unit)
        rail.name_in_files_chosen.connect(self._choose_name_in_files)
        rail.lock_after_chosen.connect(self._choose_lock_after)
        page.letterhead_wanted.connect(self._choose_letterhead)
        page.form.patient.show_letterhead(remembered.settings.letterhead)

    def zoom_in(self) -> None:
        """Make everything larger."""
        self._zoom_to(self._remembered.settings.zoom_percent + _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make everything smaller."""
        self._zoom_to(self._remembered.settings.zoom_percent - _ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Go back to 100 %."""
        self._zoom_to(_WHOLE)

    def _zoom_to(self, percent: int) -> None:
        percent = min(max(percent, LEAST_ZOOM), MOST_ZOOM)
        self._themes.set_zoom(percent)
        self._remembered.change(zoom_percent=percent)

    def _choose_theme(self, mode: str) -> None:
        """Take a theme by its code; ``system`` follows the desktop."""
        self._themes.set_mode(next(known for known in MODES if known == mode))
        self._remembered.change(theme=mode)

    def _choose_micro_unit(self, unit: str) -> None:
        self._bridge.word(Wording(unit))
        self._remembered.change(micro_unit=unit)

    def _choose_name_in_files(self, named: bool) -> None:
        self._remembered.change(name_in_files=named)

    def _choose_lock_after(self, minutes: int) -> None:
        self._remembered.change(lock_after_minutes=minutes)

    def _choose_letterhead(self) -> None:
        """Begin new plans with the prescriber of this one: only its owner says so, by the button."""
        prescriber = self._bridge.session.draft.plan.prescriber
        if not fits_letterhead(prescriber):
            self._notices.tell("This prescriber is too long for the head of new plans; shorten the fields.")
            return
        self._remembered.change(letterhead=prescriber)
        self._page.form.patient.show_letterhead(prescriber)
