"""The only place where everything is put together."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ldn_desktop import __version__, doctor
from ldn_desktop.storage import settings as settings_file
from ldn_desktop.storage.core_dumps import hide_memory
from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.storage.files import is_there
from ldn_desktop.storage.given_out import GivenOut
from ldn_desktop.storage.places import Places, find_places
from ldn_desktop.storage.settings import Settings
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.dialog_history import forget_history
from ldn_desktop.ui.papers.papers import system_font
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.ui.startup.crash_care import CrashCare
from ldn_desktop.ui.startup.display_care import DisplayCare
from ldn_desktop.ui.startup.garbage import GarbageCare
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.workspace.clock import local_now, local_today
from ldn_desktop.workspace.draft import blank, new_id
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.session import Session


def open_window(plan: str | None, resources: Path) -> int:
    """Open the window, on a plan where one is named, and run until it is closed."""
    # Ctrl+C in the terminal ends the program as a kill does, and the draft stays: in Python it would break off an edit
    # half-way.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    places = find_places()
    forget_history()
    care = CrashCare(FaultLog(places.faults), local_now)
    care.install()
    display = DisplayCare(doctor.refused_display(os.environ))
    display.install()
    app, window = assemble(sys.argv[:1], places, resources)
    display.end()
    window.take_care(care)
    window.show()
    hide_memory(os.environ)
    # Opening may ask something; the window is painted first.
    QTimer.singleShot(0, window.begin)
    QTimer.singleShot(0, lambda: GarbageCare(app))
    if plan is not None:
        window.open_at_start(Path(plan))
    status = app.exec()
    care.end()
    return status


def _settings(places: Places) -> Settings:
    """Return the settings; before there are any, micrograms are worded as the country of the machine does."""
    if not is_there(places.settings_file) and QLocale.system().territory() == QLocale.Country.UnitedKingdom:
        return Settings(micro_unit="micrograms")
    return settings_file.load(places.settings_file)


def assemble(argv: Sequence[str], places: Places, resources: Path) -> tuple[QApplication, MainWindow]:
    """Make the application and its window, all parts connected, not yet shown."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*argv, "-style", "Fusion"])
    # Words and figures on screen and paper are English whatever the machine speaks; two kinds of digits never mix.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    app.setApplicationName("ldn-desktop")
    app.setApplicationDisplayName("LDN Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("ldn-desktop")
    settings = _settings(places)
    themes = ThemeManager(app, resources, dressed=False, pictures=places.pictures)
    themes.set_mode(settings.theme)
    themes.set_zoom(settings.zoom_percent)
    knowledge = Knowledge(resources / "content", places.local_rules_file, system_font, places.practice_file)
    given_out = GivenOut(places.given_out_file)
    session = Session(blank(local_today(), new_id()), knowledge.get_rules, local_today, given_out)
    window = MainWindow(
        bridge=Bridge(session),
        knowledge=knowledge,
        icons=themes.icons,
        themes=themes,
        places=places,
        settings=settings,
    )
    themes.dress()
    return app, window
