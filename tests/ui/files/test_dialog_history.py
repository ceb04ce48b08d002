"""The toolkit's file dialog writes no folder and no file's name anywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ldn_desktop.storage.core_dumps import KEEP
from ldn_desktop.ui.files.dialog_history import take_away
from tests.places import ROOT

_DIALOG = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {root!r})
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
    from ldn_desktop.ui.files.dialog_history import forget_history
    from ldn_desktop.ui.files.saving import PDF, ask_file, ask_where

    app = QApplication([])
    app.setApplicationName("ldn-desktop")
    if {forget!r}:
        forget_history()
    window = QWidget()
    folder = Path({folder!r})

    def answer():
        (dialog,) = [w for w in app.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
        dialog.findChild(QLineEdit).setText("Anna Muster.pdf")
        dialog.accept()

    QTimer.singleShot(300, answer)
    path = ask_where(window, "Save", folder / "x.pdf", PDF)
    assert path == folder / "Anna Muster.pdf", path
    path.write_bytes(b"%PDF-")
    QTimer.singleShot(300, answer)
    assert ask_file(window, "Open", str(folder), PDF) == path
    del window
    app.quit()
"""


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the dialogs are the system's there")
@pytest.mark.parametrize("forget", [True, False])
def test_the_file_dialog_leaves_no_history(tmp_path: Path, *, forget: bool) -> None:
    """Beside it, that the toolkit would write one: so the test can fail."""
    home, folder = tmp_path / "home", tmp_path / "Anna Muster folder"
    folder.mkdir()
    environment = {**os.environ, "HOME": str(home), KEEP: "1"}
    for kind in ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "STATE_HOME"):
        (home / kind.lower()).mkdir(parents=True)
        environment[f"XDG_{kind}"] = str(home / kind.lower())
    code = textwrap.dedent(_DIALOG).format(root=str(ROOT), folder=str(folder), forget=forget)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    told = [path for path in written if b"Anna" in path.read_bytes()]
    assert bool(told) is not forget, [str(path) for path in written]


def test_where_the_dialogs_are_the_systems_the_toolkit_s_own_list_is_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "QtProject.conf"
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    for name in ("lastVisited", "history", "shortcuts"):
        settings.setValue(f"FileDialog/{name}", "/home/a/Anna Muster")
    settings.setValue("FileDialog/viewMode", "Detail")
    settings.sync()
    assert b"Anna" in file.read_bytes()
    take_away(settings)
    assert b"Anna" not in file.read_bytes()
    assert b"Detail" in file.read_bytes()


def test_files_are_asked_for_in_one_place_and_never_by_the_print_dialog() -> None:
    """Suffix, question and history are looked after there; a dialog of another module would forget one of them."""
    sources = {path: path.read_text("utf-8") for path in (ROOT / "ldn_desktop").rglob("*.py")}
    assert [
        path.name
        for path, text in sources.items()
        if re.search(r"(Save|Open)FileNames?\(|FileDialog\(", text)
    ] == ["saving.py"]
    printing = [text for text in sources.values() if "QPrintDialog(" in text]
    assert printing
    assert all("PrintToFile, on=False" in text for text in printing)
