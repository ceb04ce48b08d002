"""What an empty planner does not need is not loaded before the first paint (docs/decisions/0006-start.md)."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.places import ROOT

_PROGRAM = """
import sys
from pathlib import Path
from ldn_desktop.ui.startup.load_qt import load_qt
load_qt()
from ldn_desktop import app
places = app.find_places(Path(sys.argv[1]))
application, window = app.assemble(["ldn-desktop"], places, Path("resources").resolve())
window.show()
application.processEvents()
print("\\n".join(sys.modules))
print(len(application.allWidgets()), "widgets")
window.force_close()
"""
_LATER = {
    "PySide6.QtPrintSupport",
    "calendar",
    "cryptography",
    "fractions",
    "hashlib",
    "html",
    "locale",
    "uuid",
    "yaml",
    "ldn_desktop.papers.drawings",
    "ldn_desktop.papers.finding_sentence",
    "ldn_desktop.papers.patient_plan",
    "ldn_desktop.papers.plan_state",
    "ldn_desktop.domain.adjustment",
    "ldn_desktop.domain.course",
    "ldn_desktop.domain.figure",
    "ldn_desktop.domain.findings",
    "ldn_desktop.domain.regimen",
    "ldn_desktop.domain.rules",
    "ldn_desktop.domain.solids",
    "ldn_desktop.domain.supply",
    "ldn_desktop.exchange.plan_reader",
    "ldn_desktop.exchange.plan_writer",
    "ldn_desktop.ui.reference",
    "ldn_desktop.storage.drafts",
    "ldn_desktop.reference.evidence.conditions",
    "ldn_desktop.reference.evidence.studies",
    "ldn_desktop.reference.topics.topics",
    "ldn_desktop.reference.opioids.table",
    "ldn_desktop.reference.planning.formulary",
    "ldn_desktop.reference.planning.screening",
    "ldn_desktop.reference.search.entry",
    "ldn_desktop.ui.planner.result.result_view",
    "ldn_desktop.ui.planner.follow_up.follow_up_form",
    "ldn_desktop.ui.planner.order_form",
    "ldn_desktop.ui.planner.safety.safety_form",
    "ldn_desktop.ui.planner.texts_form",
    "ldn_desktop.ui.planner.titration.step_panel",
    "ldn_desktop.workspace.edits",
    "ldn_desktop.workspace.result_words",
    "ldn_desktop.ui.files.recovery",
}


_MOST_MODULES, _MOST_WIDGETS = 180, 279
"""Of our own, before the first paint: each module takes a fifth of a millisecond, each widget as much."""


def test_the_first_paint_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    root = ROOT
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True, cwd=root
    )
    *names, widgets = done.stdout.splitlines()
    loaded = set(names)
    assert sum(name.startswith("ldn_desktop") for name in loaded) <= _MOST_MODULES
    assert int(widgets.split()[0]) <= _MOST_WIDGETS
    assert "ldn_desktop.ui.planner.titration.titration_card" in loaded
    assert loaded & _LATER == set()
    # What does not exist would never be loaded.
    assert all(find_spec(name) for name in _LATER)
