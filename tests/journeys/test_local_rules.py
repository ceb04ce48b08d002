"""A clinic's own severities are said on the screen as long as they hold."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.storage.places import find_places
from tests.journeys.desk import desk_on
from tests.workspace.test_knowledge import GOOD


def _shown(folder: Path) -> list[str]:
    with desk_on(folder) as desk:
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        desk.usual_set()
        return desk.sentences


def test_local_rules_are_said_above_the_result(tmp_path: Path, qapp: object) -> None:
    path = find_places(tmp_path).local_rules_file
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")

    assert any("Riverside" in text for text in _shown(tmp_path))


def test_a_broken_file_is_said_and_not_obeyed(tmp_path: Path, qapp: object) -> None:
    path = find_places(tmp_path).local_rules_file
    path.parent.mkdir(parents=True)
    path.write_text("[[rule]", encoding="utf-8")

    assert any("local-rules.toml" in text for text in _shown(tmp_path))


def test_without_local_rules_nothing_is_said(tmp_path: Path, qapp: object) -> None:
    assert not any("rules" in text for text in _shown(tmp_path))
