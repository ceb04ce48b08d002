"""The program's folders: the system's, or one that was named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ldn_desktop.library.places import find_places


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_named_folder_holds_everything_and_nothing_is_made(tmp_path: Path) -> None:
    places = find_places(tmp_path / "portable")
    assert places.settings_file == tmp_path / "portable" / "config" / "settings.json"
    assert places.drafts == tmp_path / "portable" / "state" / "drafts"
    assert names(tmp_path) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names the folders of Linux")
def test_on_linux_the_folders_are_those_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    places = find_places()
    assert places.settings_file == tmp_path / "c" / "ldn-desktop" / "settings.json"
    assert places.drafts == tmp_path / "s" / "ldn-desktop" / "drafts"
    assert names(tmp_path) == []
