"""A name in another script is shown in the letters that the paper has, on a system without any font."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

_NO_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{0}</dir><cachedir>{0}</cachedir></fontconfig>"
)
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase, QInputMethodEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QLineEdit
from ldn_desktop import app
places = app.find_places(Path(sys.argv[1]))
application, window = app.assemble(["ldn-desktop"], places, Path("resources").resolve())
window.show()
application.processEvents()
assert not [name for name in QFontDatabase.families() if name.startswith("Noto Sans ")]
assert "ldn_desktop.printing.scripts" not in sys.modules

def missing(text, font):
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [run.rawFont().familyName() for run in layout.glyphRuns() if 0 in run.glyphIndexes()]

field = next(edit for edit in window.findChildren(QLineEdit) if edit.accessibleName() == "Patient's name")
field.setFocus()

def type_in(text):
    # As an input method does: there are no keys for these letters.
    event = QInputMethodEvent()
    event.setCommitString(text)
    application.sendEvent(field, event)

type_in("Zoë")
assert "ldn_desktop.printing.scripts" not in sys.modules
for name in sys.argv[2:]:
    field.selectAll()
    type_in(name)
    application.processEvents()
    shown = [label for label in window.findChildren(QLabel) if name in label.text()]
    assert shown, name
    for widget in (field, *shown):
        assert not missing(name, widget.font()), (name, missing(name, widget.font()))
window.force_close()
print("shown")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system's fonts are taken away by fontconfig")
def test_a_name_in_any_script_of_the_papers_is_shown_without_a_font_of_the_system(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(_NO_FONTS.format(tmp_path / "none"), encoding="utf-8")
    names = ("สมชาย ใจดี", "अनिता शर्मा", "வணக்கம்", "علی‌رضا", "דוד כהן", "ශ්‍රී ලංකා", "Анна")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "home"), *names],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "shown"
