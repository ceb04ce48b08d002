"""The practice of a computer: kept, carried to another, and said beforehand what that changes; nothing is lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.practice import NO_PRACTICE, Pharmacy
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practices import (
    PracticeError,
    changes,
    doubts,
    keep_practice,
    load_practice,
    read_logo,
    read_practice_file,
    said,
)
from tests.exchange.test_practice_reader import FULL
from tests.pictures import png
from tests.places import ROOT, SHIPPED


def test_what_is_kept_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "config" / "practice.ldnpractice"
    assert load_practice(file) == (NO_PRACTICE, "")
    keep_practice(file, FULL)
    assert load_practice(file) == (FULL, "")


def test_the_file_of_a_newer_program_is_told_and_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    newer = write_practice(FULL).replace(b'"version": 1', b'"version": 2')
    file.write_bytes(newer)
    told = "“practice.ldnpractice”: version: 2 is newer than this program reads (1); update the program."
    assert load_practice(file) == (NO_PRACTICE, told)
    assert file.read_bytes() == newer
    keep_practice(file, FULL)
    assert (tmp_path / "practice.ldnpractice.broken").read_bytes() == newer
    file.write_bytes(b"{")
    keep_practice(file, NO_PRACTICE)
    assert (tmp_path / "practice.ldnpractice.broken").read_bytes() == newer
    assert (tmp_path / "practice.ldnpractice.broken-2").read_bytes() == b"{"


def test_a_file_that_cannot_be_set_aside_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    file = tmp_path / "practice.ldnpractice"
    file.write_bytes(b"{")
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError) as refused:
        keep_practice(file, FULL)
    assert str(refused.value) == (
        "“practice.ldnpractice”, which cannot be read, cannot be set aside as “practice.ldnpractice.broken”: "
        "the disk is full; free some space or choose another disk."
    )
    assert file.read_bytes() == b"{"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    for data, told in (
        (b"", "“other.txt” is empty; choose another file."),
        (b"{}", "“other.txt”: format: is missing, so these are no practice settings; choose another file."),
        (bytes(2 << 20), "“other.txt” is larger than 1 MiB, so it is no practice file; choose another file."),
    ):
        file.write_bytes(data)
        with pytest.raises(PracticeError) as refused:
            read_practice_file(file)
        assert str(refused.value) == told


def test_a_logo_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    assert read_logo(file).width == 6
    with file.open("r+b") as grown:
        grown.truncate(100 << 20)
    with pytest.raises(PracticeError) as refused:
        read_logo(file)
    assert str(refused.value) == "“logo.png” is larger than 512 KiB, so it is no logo; choose another file."
    file.write_bytes(b"GIF89a")
    with pytest.raises(PracticeError) as refused:
        read_logo(file)
    assert str(refused.value) == "“logo.png” is no PNG or JPEG picture; save it as one of them."


def test_what_taking_over_changes_is_said_line_by_line() -> None:
    assert changes(FULL, FULL) == ()
    other = replace(
        FULL, name="", phone="5", logo=None, pack=(), products=FULL.products[::-1],
        pharmacies=(FULL.pharmacies[0]._replace(fax="9"), Pharmacy("New")),
    )  # fmt: skip
    assert changes(FULL, other) == (
        "Name: “Riverside Practice” becomes nothing.",
        "Telephone: “000 000” becomes “5”.",
        "Papers in one go: “patient, diary” becomes nothing.",
        "Logo: a picture of 6 by 4 pixels becomes none.",
        "Products of new plans: in another order.",
        "Pharmacies: adds New.",
        "Pharmacies: changes Corner.",
        "Pharmacies: removes Station.",
    )


def test_what_papers_cannot_follow_is_said() -> None:
    knowledge = Knowledge(SHIPPED)
    assert doubts(replace(FULL, language="es"), knowledge) == ()
    assert doubts(replace(FULL, name="Sol \U0001f600", language="xx"), knowledge) == (
        "“Sol \U0001f600” cannot be printed: no font at hand draws \U0001f600; write it in other letters.",
        (
            "Papers do not come in “xx” here, so under these settings they come in English; "
            "there is en (English), es (español)."
        ),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the settings folder is named by XDG on Linux alone")
def test_the_command_carries_them_from_computer_to_computer(tmp_path: Path) -> None:
    def run(config: str, *arguments: str | Path) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "ldn_desktop", "practice", *map(str, arguments)],
            cwd=ROOT, env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / config)},
            capture_output=True, text=True, check=False, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    keep_practice(tmp_path / "one" / "ldn-desktop" / "practice.ldnpractice", FULL)
    out = tmp_path / "ours.ldnpractice"
    assert run("two", "export", out)[0] == 2
    assert run("one", "export", tmp_path / "ours") == (0, f"Written to {out}.\n")
    there = "is there already; name another file, or add --yes to replace it.\n"
    assert run("one", "export", out) == (2, f"{out} {there}")
    status, told = run("two", "import", out)
    assert status == 0
    assert "Pharmacies: adds Corner, Station." in told
    assert told.endswith("Nothing is changed yet; add --yes to change it.\n")
    kept = tmp_path / "two" / "ldn-desktop" / "practice.ldnpractice"
    assert not kept.exists()
    assert run("two", "import", "--yes", out)[0] == 0
    assert kept.read_bytes() == out.read_bytes() == write_practice(FULL)
    out.write_bytes(b"{}")
    assert run("two", "import", "--yes", out)[0] == 2
    assert load_practice(kept).practice == FULL


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("registrations[0].label", "Registrations, number 1, its name"),
        ("pharmacies[1].currency.code", "Pharmacies, number 2, its currency"),
        ("pharmacies[2]", "Pharmacies, number 3"),
        ("logo", "Logo"),
        ("name", "Name"),
        ("products[0].strength", "Products of new plans, number 1"),
        ("colour", "colour"),
    ],
)
def test_who_typed_the_settings_is_told_the_place_in_words(path: str, place: str) -> None:
    assert said(FileError(path, "is wrong; correct it.")) == f"{place}: is wrong; correct it."


def test_a_whole_file_that_is_wrong_has_no_place() -> None:
    assert said(FileError("", "is empty; choose another file.")) == "The file is empty; choose another file."
