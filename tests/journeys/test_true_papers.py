"""What the papers say from the window on: an overruled opioid, which syringe, a change along the way, an open end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.steps.steps_model import TAG_ROLE, StepColumn
from ldn_desktop.ui.steps.steps_table import StepsTable
from ldn_desktop.ui.widgets.date_edit import DateEdit
from tests.journeys.desk import Desk, child, said, settle
from tests.papers.test_plan_facts import FORBIDS

NO = {
    "opioid-dependence": "no", "opioid-withdrawal": "no", "failed-opioid-test": "no", "naltrexone-allergy": "no",
    "severe-liver-disease": "no", "severe-renal-failure": "no", "cirrhosis": "no", "pregnant": "no",
    "breastfeeding": "no", "under-18": "no", "depression-or-suicidality": "no", "surgery-planned": "no",
    "transplant": "no", "duplicate-naltrexone": "no", "immunosuppressant": "no", "thyroid-hormone": "no",
    "sedatives": "no", "disulfiram": "no", "thioridazine": "no", "acamprosate": "no",
}  # fmt: skip
OPIOID = {
    "screening": {
        "answered_on": "2026-11-25",
        "answers": {**NO, "opioid-now": "yes"},
        "opioids": [{"opioid": "oxycodone", "last_dose": None}],
    },
    "overrides": [{"code": "opioid-now", "reason": "Pain clinic protocol"}],
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.ldnplan"


def _open(desk: Desk, path: Path, **members: Any) -> None:
    told = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
        **members,
    }
    path.write_text(json.dumps(told))
    desk.window.files.open_path(path, asked=True)
    settle()


def test_a_yes_left_behind_by_the_last_dose_is_taken_back_by_one_click(desk: Desk, plan: Path) -> None:
    """The plan comes from a file: the program does not know what was answered before the opioid was added."""
    _open(desk, plan, screening=OPIOID["screening"])
    desk.window.show_card("safety")
    settle()
    desk.named(QCheckBox, "oxycodone still taken").click()
    desk.type_into(desk.named(DateEdit, "Last dose of oxycodone"), "20 Nov 2026")
    desk.press(Qt.Key.Key_Tab)
    settle()
    (use,) = desk.session.draft.plan.screening.opioids
    assert use.last_dose == date(2026, 11, 20)
    told = [text for text in desk.sentences if "opioid" in text]
    assert any("each opioid in the list has had its last dose" in text for text in told), told
    assert not any("An opioid is being taken" in text for text in told), told
    before = desk.session.draft.plan
    desk.button("Answer No").click()
    settle()
    screening = desk.session.draft.plan.screening
    assert dict(screening.answers)["opioid-now"] == "no"
    assert screening.opioids == (use,)
    regimen = desk.session.regimen
    assert regimen is not None
    assert [f.code for f in regimen.findings if f.blocks] == []
    desk.session.undo()
    assert desk.session.draft.plan == before, "one step"


@contextmanager
def _on(day: date) -> Iterator[None]:
    now = datetime.combine(day, time(9), UTC)
    with patch("ldn_desktop.workspace.clock.local_now", return_value=now):
        yield


def _paper(desk: Desk, kind: str) -> str:
    """Open the preview as the key does, and return what the paper says."""
    found: list[str] = []

    def shown(dialog: PreviewDialog) -> int:
        papers = child(dialog, QComboBox, "Document")
        papers.setCurrentIndex(papers.findData(kind))
        found.append(dialog.pages.text)
        return 0

    with patch.object(PreviewDialog, "exec", shown):
        desk.window.actions_.preview.trigger()
    (text,) = found
    return " ".join(text.split())


def test_an_overruled_opioid_stays_in_sight_and_the_papers_follow_it(desk: Desk, plan: Path) -> None:
    _open(desk, plan, **OPIOID)
    assert desk.heading("findings").text() == "1 overridden"
    assert desk.heading("findings").isVisible()
    assert desk.safety.state == "warning"
    assert any("1 overridden" in label.text() for label in desk.safety.findChildren(QLabel))
    text = _paper(desk, "patient")
    assert "You also take oxycodone: your prescriber planned both together." in text
    assert FORBIDS not in text
    assert "Also takes oxycodone, planned together." in _paper(desk, "wallet-card")


def test_two_syringes_are_told_apart_on_screen_and_paper(desk: Desk, plan: Path) -> None:
    liquid = {"kind": "liquid", "concentration": "1 mg/mL"}
    _open(
        desk,
        plan,
        ladder=[{"dose": "0.25 mg", "days": 7}, {"dose": "1.5 mg", "days": 28}],
        formulations=[
            {"id": "small", **liquid, "graduation_ml": "0.05", "capacity_ml": "1"},
            {"id": "big", **liquid, "graduation_ml": "0.1", "capacity_ml": "3"},
        ],
    )
    assert [row[3] for row in desk.steps] == [
        "0.25 mL of 1 mg/mL (1 mL syringe)",
        "1.5 mL of 1 mg/mL (3 mL syringe)",
    ]
    products = desk.products
    chips = {
        chip.accessibleName()
        for chip in products.findChildren(QPushButton)
        if "Product" in chip.accessibleName()
    }
    named = {*chips, *(label.text() for label in products.findChildren(QLabel))}
    assert any("1 mg/mL (1 mL syringe), 1 mg/mL (3 mL syringe)" in text for text in named)
    text = _paper(desk, "patient")
    assert "with the 1 mL syringe (marks every 0.05 mL)" in text
    assert "with the 3 mL syringe (marks every 0.1 mL)" in text


def test_a_paper_along_the_way_is_about_what_lies_ahead(desk: Desk, plan: Path) -> None:
    with _on(date(2026, 12, 10)):
        _open(desk, plan, revision=2)
        form = desk.follow_up.form
        desk.follow_up.set_folded(False)
        form.begin("times", date(2026, 12, 10), ("morning",))
        told = said(form)
        assert "Last dose at bedtime: Wed 9 Dec 2026; first in the morning: Thu 10 Dec 2026." in told
        assert "add a pause from that day, taken again from Thu 10 Dec 2026." in told
        form.accept()
        settle()
        text = _paper(desk, "patient")
    assert "What changes today, Thu 10 Dec 2026" in text
    assert "From today take 1 mg in the morning until Mon 14 Dec 2026." in text
    assert "these two doses are closer together than usual" in text
    assert "Done, step 1: Tue 1 Dec 2026 to Wed 9 Dec 2026: 1 mg a day" in text
    assert "Boxes: Th 10 Fr 11 Sa 12 Su 13 Mo 14" in text
    assert "Start on" not in text


def test_after_the_planned_days_everything_says_that_it_may_go_on(desk: Desk, plan: Path) -> None:
    with _on(date(2027, 3, 1)):
        _open(desk, plan)
        assert desk.heading("chip").text().endswith("planned days over")
        assert "planned days over" in said(desk.result.view)
        assert "2 mg a day was planned until 11 Jan 2027; may still be taken" in _paper(desk, "wallet-card")
        assert "The planned days are over: the last was Mon 11 Jan 2027." in _paper(desk, "patient")
        assert "Not stopped: it may still be taken." in _paper(desk, "clinician")
        _open(desk, plan, adjustments=[{"action": "stop", "on": "2026-12-20"}])
        assert desk.heading("chip").text().endswith("stopped")
        assert "stopped, last dose Sat 19 Dec 2026" in said(desk.result.view)
        assert "stopped, last dose 2 mg on 19 Dec 2026" in _paper(desk, "wallet-card")
        assert "Stopped: the last dose was that of Sat 19 Dec 2026." in _paper(desk, "clinician")


def test_the_last_step_of_a_ladder_that_goes_down_is_no_maintenance(desk: Desk, plan: Path) -> None:
    _open(desk, plan, ladder=[{"dose": "2 mg", "days": 14}, {"dose": "1 mg", "days": 14}])
    steps = desk.part(StepsTable).steps
    assert steps.data(steps.index(1, 0), TAG_ROLE) == "last step"
    assert steps.data(steps.index(1, StepColumn.DOSE)) == "1 mg"
    assert "stay on it" not in _paper(desk, "patient")
    assert "last step" in _paper(desk, "clinician")
    assert "aintenance" not in desk.part(ChartWidget).accessibleDescription()
