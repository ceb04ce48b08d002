"""The program's folders: the system's, or one that was named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ldn_desktop.storage.places import find_places, program_folder


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


@pytest.mark.skipif(sys.platform != "win32", reason="Windows alone: its folders")
def test_on_windows_settings_roam_and_drafts_stay() -> None:
    places = find_places()
    assert places.settings_file == Path(os.environ["APPDATA"]) / "ldn-desktop" / "settings.json"
    assert places.drafts == Path(os.environ["LOCALAPPDATA"]) / "ldn-desktop" / "drafts"


def test_a_file_beside_the_program_makes_it_portable(tmp_path: Path) -> None:
    assert find_places(program=tmp_path) == find_places(program=tmp_path / "elsewhere")
    (tmp_path / "portable").write_text("")
    places = find_places(program=tmp_path)
    for place in (
        places.settings_file,
        places.reader_file,
        places.local_rules_file,
        places.drafts,
        places.faults,
    ):
        assert place.is_relative_to(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_given_folder_comes_before_the_portable_one(tmp_path: Path) -> None:
    (tmp_path / "portable").write_text("")
    assert find_places(tmp_path / "root", tmp_path).config == tmp_path / "root" / "config"


def test_the_program_lies_where_its_package_does() -> None:
    assert (program_folder() / "ldn_desktop" / "__main__.py").is_file()
