"""The command line on the ground: streams closed or full, file names of any kind, displays that are not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ldn_desktop.cli import terminal
from ldn_desktop.cli.names import each_file, path_of
from tests.cli.test_run import plan_file
from tests.places import ROOT

ON_UNIX = pytest.mark.skipif(os.name != "posix", reason="descriptors as a Unix shell gives them")
COMMANDS = (
    ("ladder", "--start", "1 mg", "--step", "1 mg", "--target", "3 mg", "--every", "7", "--maintenance", "7"),
    ("schedule", "plan.ldnplan"),
    ("check", "plan.ldnplan"),
    ("check", "--json", "plan.ldnplan"),
    ("search", "pain"),
    ("search", "--json", "pain"),
    ("opioid", "tramadol"),
    ("opioid", "tramadol", "--json"),
    ("content", "check", "--today", "2026-12-01"),
    ("--help",),
    ("check", "--help"),
    ("--version",),
)
NO_STREAM = "Standard output cannot be written: "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan_file(tmp_path)
    return tmp_path


def run(
    folder: Path, *arguments: str, streams: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; ``streams`` is what a shell does with its streams."""
    command = [sys.executable, "-m", "ldn_desktop", *arguments]
    if streams:
        command = ["/bin/sh", "-c", f'"$@" {streams}', "sh", *command]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8", env=environ
    )


def one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and text.endswith(".\n") and "Traceback" not in text


@ON_UNIX
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_output_that_nobody_takes_is_told_in_a_sentence(arguments: tuple[str, ...], folder: Path) -> None:
    closed = run(folder, *arguments, streams=">&-")
    assert (closed.returncode, closed.stderr) == (1, f"ldn-desktop: {NO_STREAM}it is closed.\n")
    full = run(folder, *arguments, streams=">/dev/full")
    assert (full.returncode, full.stderr) == (1, f"ldn-desktop: {NO_STREAM}the disk is full.\n")
    early = run(folder, *arguments, streams="| head -c 1")
    assert early.stderr == ""


@ON_UNIX
@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "<&- >/dev/null 2>&-"])
def test_a_sentence_that_nobody_takes_leaves_the_status(streams: str, folder: Path) -> None:
    assert run(folder, "check", "none.ldnplan", streams=streams).returncode == 2
    assert run(folder, "check", "plan.ldnplan", streams=streams).returncode == 0
    assert run(folder, "none.ldnplan", streams=streams).returncode == 2


@ON_UNIX
@pytest.mark.skipif(find_spec("PySide6") is None, reason="paper is laid out by Qt")
def test_a_command_that_prints_nothing_needs_no_output(folder: Path) -> None:
    done = run(
        folder, "print", "plan.ldnplan", "--document", "patient", "--pdf", "out.pdf", streams=">&- <&-"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("length", [300, 5000])
@pytest.mark.parametrize(
    "arguments",
    [
        ("{}",),
        ("check", "{}"),
        ("print", "{}", "--document", "clinician", "--pdf", "o.pdf"),
        ("file:///{}",),
        ("{}.ldnplan",),
    ],
    ids=" ".join,
)
def test_a_very_long_name_gets_a_short_sentence(
    arguments: tuple[str, ...], length: int, folder: Path
) -> None:
    done = run(folder, *(a.format("a" * length) for a in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)
    assert len(done.stderr) < 400


@ON_UNIX
@pytest.mark.parametrize("there", [False, True])
def test_signs_of_a_name_never_steer_the_terminal(folder: Path, *, there: bool) -> None:
    name = "a\nb\x1b[31m\x9b\u202e.ldnplan"
    if there:
        plan_file(folder, name)
        broken = plan_file(folder, f"x{name}", ladder=[])
        assert run(folder, "check", broken.name).returncode == 2
    seen = [
        run(folder, "check", name),
        run(folder, "check", f"x{name}"),
        run(folder, "print", f"x{name}", "--document", "patient", "--pdf", name),
    ]
    seen += [
        run(folder, "opioid", name, "--json"),
        run(folder, "search", name, "--json"),
        run(folder, f"--{name}", "x"),
        run(folder, "ladder", "--every", name),
    ]
    seen += [] if there else [run(folder, name)]
    for done in seen:
        shown = done.stdout + done.stderr
        assert shown
        assert not [c for c in shown if not c.isprintable() and c != "\n"]
        assert "Traceback" not in shown
    told = run(folder, "schedule", name).stdout
    assert json.loads(told)["file"] == name


def test_a_reason_in_a_plan_never_steers_the_terminal(folder: Path) -> None:
    overrides = [{"code": "above-documented-range", "reason": "agreed\n\x1b[2J"}]
    changed = {"ladder": [{"dose": "20 mg", "days": 7}], "max_pieces_per_dose": 64, "overrides": overrides}
    done = run(folder, "check", plan_file(folder, "high.ldnplan", **changed).name)
    assert "Overridden: agreed" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("-x.ldnplan",), ("./-x.ldnplan",), ("--", "-x.ldnplan"), ("--today", "2026-12-01", "-x.ldnplan")],
    ids=" ".join,
)
def test_a_name_that_begins_with_a_hyphen_is_a_file(arguments: tuple[str, ...], folder: Path) -> None:
    plan_file(folder, "-x.ldnplan")
    done = run(folder, "schedule", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["file"] == arguments[-1]


@ON_UNIX
def test_an_address_as_desktops_pass_it_is_a_file(folder: Path) -> None:
    path = plan_file(folder, "a b%é.ldnplan")
    quoted = str(path).replace("%", "%25").replace(" ", "%20").replace("é", "%C3%A9")
    for address in (
        f"file://{quoted}",
        f"file://localhost{quoted}",
        f"FILE:{quoted}",
        f"file://{path.as_posix()}".replace("%", "%25"),
    ):
        done = run(folder, "schedule", address)
        assert (done.returncode, json.loads(done.stdout)["file"]) == (0, address)
    for address in (f"file://elsewhere{quoted}", f"file://{quoted}x", "file:///%00"):
        done = run(folder, "check", address)
        assert done.returncode == 2
        assert one_sentence(done.stderr)
        assert run(folder, address).returncode == 2


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///C:/plans/a%20b.ldnplan", "C:/plans/a b.ldnplan"),
        ("file://localhost/D:/plans/a.ldnplan", "D:/plans/a.ldnplan"),
        ("file://practice/plans/a.ldnplan", "//practice/plans/a.ldnplan"),
        (r"\\practice\plans\a.ldnplan", r"\\practice\plans\a.ldnplan"),
        ("E:a.ldnplan", "E:a.ldnplan"),
    ],
)
def test_on_windows_other_drives_and_shared_folders_are_paths(
    address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform's name is all that is made up elsewhere."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert path_of(address) == path


def test_on_windows_a_pattern_means_the_files_that_fit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the shell did so before: there a file may bear such a name."""
    plan_file(folder, "a.ldnplan")
    plan_file(folder, "[b].ldnplan")
    monkeypatch.chdir(folder)
    typed = ["*.ldnplan", "?.ldnplan", "none*.ldnplan", "[b].ldnplan", "-.ldnplan"]
    monkeypatch.setattr(sys, "platform", "linux")
    assert each_file(typed) == typed
    monkeypatch.setattr(sys, "platform", "win32")
    every = ["[b].ldnplan", "a.ldnplan", "plan.ldnplan"]
    assert each_file(typed) == [*every, "a.ldnplan", "none*.ldnplan", "[b].ldnplan", "-.ldnplan"]


@ON_UNIX
def test_what_cannot_be_read_is_told_plainly(folder: Path) -> None:
    (folder / "loop.ldnplan").symlink_to("loop.ldnplan")
    (folder / "folder.ldnplan").mkdir()
    os.mkfifo(folder / "pipe.ldnplan")
    (folder / "bytes.ldnplan").write_bytes(b"\xff\xfe")
    for name in ("loop", "folder", "pipe", "bytes", "none"):
        done = run(folder, "check", f"{name}.ldnplan")
        assert (done.returncode, done.stdout) == (2, "")
        assert one_sentence(done.stderr)
        assert "rrno" not in done.stderr


@pytest.mark.skipif(find_spec("PySide6") is None, reason="the window is Qt's")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DISPLAY", ":7777"),
        ("DISPLAY", "nonsense"),
        ("QT_QPA_PLATFORM", "nonsense"),
        ("WAYLAND_DISPLAY", "gone\x1b[31m"),
    ],
)
def test_a_display_that_is_not_there_ends_in_a_sentence(variable: str, value: str, folder: Path) -> None:
    environ = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "", variable: value}
    homes = {
        name: str(folder)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    }
    done = run(folder, "plan.ldnplan", **environ, **homes)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr)
    assert "\x1b" not in done.stderr


def test_a_ladder_of_mixed_units_warns_beside_its_output(folder: Path) -> None:
    numbers = ("--step", "0.5 mg", "--target", "2 mg", "--every", "7", "--maintenance", "28")
    mixed = run(folder, "ladder", "--start", "0.5 mcg", *numbers)
    assert mixed.returncode == 0
    assert [rung["dose"] for rung in json.loads(mixed.stdout)][1] == "0.5005 mg"
    assert one_sentence(mixed.stderr)
    assert "0.5005 mg" in mixed.stderr
    plain = run(folder, "ladder", "--start", "0.5 mg", *numbers)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert [rung["dose"] for rung in json.loads(plain.stdout)] == ["0.5 mg", "1 mg", "1.5 mg", "2 mg"]


def test_a_program_that_came_without_a_console_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So programs with a window begin on Windows; the platform's name is all that is made up elsewhere."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    terminal.hold_streams()
    sys.stderr.write("nowhere")
    sys.stdout.write("nowhere")
    assert terminal.no_console()
    sys.stdout.close()
    sys.stderr.close()


def test_a_program_with_standard_error_uses_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert not terminal.no_console()
    terminal.say("A sentence.")
    assert capsys.readouterr().err == "A sentence.\n"
