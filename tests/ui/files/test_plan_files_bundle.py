"""A FHIR Bundle that was exported opens as a plan that is not saved yet; the Bundle is never written over."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QFileDialog

from ldn_desktop.exchange.fhir_bundle import export
from tests.exchange.handed import context_of, plan
from tests.journeys.desk import desk_on


def test_it_opens_as_a_plan_without_a_place(tmp_path: Path, qapp: object) -> None:
    bundle, other = tmp_path / "plan.fhir.json", tmp_path / "other.json"
    bundle.write_bytes(export(context_of(plan())))
    other.write_text(json.dumps({"resourceType": "Bundle"}))
    before = bundle.read_bytes()
    with desk_on(tmp_path / "desk") as desk:
        assert desk.window.files.open_path(bundle)
        told = desk.session.draft.plan
        assert (told.patient.name, told.revision, told.id) == ("Anna Muster", 3, plan()["id"])
        assert (desk.file, desk.session.modified) == (None, True)
        assert desk.notices[-1] == "Note: Taken from plan.fhir.json; not saved yet."
        with patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "saved"), "")):
            assert desk.window.files.save()
        assert (tmp_path / "saved.ldnplan").exists()
        assert not desk.window.files.open_path(other)
        assert desk.session.draft.plan == told
        assert desk.notices[-1].endswith(
            "other.json was not opened. The file is FHIR without a plan file in it; "
            "choose a Bundle that LDN Desktop exported."
        )
    assert bundle.read_bytes() == before
