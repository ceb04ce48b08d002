"""What every test stands on: no window, no touch of the user's own settings, repeatable examples."""

from __future__ import annotations

import atexit
import gc
import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt, which reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Words that follow the country are the same on every machine.
os.environ["LC_ALL"] = "C.UTF-8"
HOME = Path(tempfile.mkdtemp(prefix="ldn-desktop-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
for _kind in ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR", "STATE_HOME"):
    _folder = HOME / _kind.lower()
    _folder.mkdir(mode=0o700)
    os.environ[f"XDG_{_kind}"] = str(_folder)

# A slow machine is no finding. On CI the same examples every time; elsewhere new ones, kept when they fail.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")

_NO_RIGHT = 1314
"""Windows: the user does not hold the right that is asked for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let everything below `ui/` be tested where pytest-qt, which owns these settings, is not installed."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "of pytest-qt, unused without it")
        parser.addini("qt_log_ignore", "of pytest-qt, unused without it")
        parser.addini("qt_log_level_fail", "of pytest-qt, unused without it")


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    """Where there is Qt, garbage is collected here alone, as in the program, and never beside the search's index."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    gc.disable()
    yield
    importlib.import_module("ldn_desktop.ui.startup.garbage").collect_what_is_due()


@pytest.fixture(autouse=True)
def _clipboard_without_plans() -> Iterator[None]:
    """What a test copied of a plan goes with it, as it does when the program ends: Qt outlives the interpreter."""
    yield
    copying, qt = (
        sys.modules.get(name) for name in ("ldn_desktop.ui.widgets.passing_copy", "PySide6.QtCore")
    )
    if copying is not None and qt is not None and qt.QCoreApplication.instance() is not None:
        copying.clear_plan()


@pytest.fixture
def link() -> Callable[[Path, Path], None]:
    """Make a symbolic link to a target. Windows wants a right for it; Wine 8 says that it made one and makes none."""

    def made(place: Path, target: Path) -> None:
        try:
            place.symlink_to(target)
        except OSError as error:
            if getattr(error, "winerror", None) != _NO_RIGHT:
                raise
        if not place.is_symlink():
            pytest.skip("no symbolic link can be made here")

    return made
