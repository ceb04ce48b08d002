"""The doctor names what is missing, and its cure, in one sentence."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_desktop import doctor

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
DRAWING = set(doctor.DRAWING_LIBRARIES)
DRAWING_AND_X11 = DRAWING | set(doctor.X11_LIBRARIES)


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "sudo").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


def without(*names: str) -> Callable[[str], bool]:
    return lambda name: name not in names


def test_nothing_missing_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "loads", without())
    assert doctor.missing_library(X11) is None


def test_one_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "loads", without("libEGL.so.1"))
    assert doctor.missing_library(OFFSCREEN) == (
        "The system library libEGL.so.1 is missing: on Debian, run: sudo apt install libegl1"
    )


def test_several_missing_libraries_make_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "loads", without("libGL.so.1", "libxcb-cursor.so.0"))
    assert doctor.missing_library(X11) == (
        "The system libraries libGL.so.1, libxcb-cursor.so.0 are missing: "
        "on Debian, run: sudo apt install libgl1 libxcb-cursor0"
    )


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        (X11, DRAWING_AND_X11),
        ({}, DRAWING_AND_X11),
        (WAYLAND, DRAWING),
        ({**WAYLAND, "QT_QPA_PLATFORM": "xcb;wayland"}, DRAWING_AND_X11),
        ({**X11, "QT_QPA_PLATFORM": "wayland-egl"}, DRAWING),
        (OFFSCREEN, DRAWING),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, DRAWING),
    ],
)
def test_x11_libraries_are_asked_for_only_where_a_window_needs_them(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], wanted: set[str]
) -> None:
    asked: set[str] = set()

    def loads(name: str) -> bool:
        asked.add(name)
        return True

    monkeypatch.setattr(doctor, "loads", loads)
    assert doctor.missing_library(environ) is None
    assert asked == wanted


def test_a_library_that_no_machine_has_does_not_load() -> None:
    assert not doctor.loads("libldn-desktop-has-no-such-library.so.0")


def test_no_display_is_said_with_the_way_out() -> None:
    sentence = doctor.display_problem({})
    assert sentence is not None
    assert "no display" in sentence
    assert "ldn-desktop --help" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("platform", ["xcb", "wayland", "wayland-egl", "xcb;offscreen"])
def test_a_desktop_platform_without_a_display_is_a_problem(platform: str) -> None:
    assert doctor.display_problem({"QT_QPA_PLATFORM": platform}) is not None


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "vnc:size=800x600", "linuxfb"])
def test_platforms_that_draw_elsewhere_need_no_display(platform: str) -> None:
    assert doctor.display_problem({"QT_QPA_PLATFORM": platform}) is None


@pytest.mark.parametrize("environ", [X11, WAYLAND, X11 | WAYLAND])
def test_a_display_is_no_problem(environ: dict[str, str]) -> None:
    assert doctor.display_problem(environ) is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(doctor, "loads", without(*DRAWING_AND_X11))
    assert doctor.missing_library(X11) is None
    assert doctor.display_problem({}) is None


@pytest.mark.parametrize("sudo", [True, False])
def test_the_cure_is_a_command_that_there_is(tmp_path: Path, *, sudo: bool) -> None:
    if not sudo:
        (tmp_path / "sudo").unlink()
    named = "run: sudo apt install libegl1 libgl1" if sudo else "run as root: apt install libegl1 libgl1"
    assert doctor.cure(["libegl1", "libgl1", "libegl1"]) == f"on Debian, {named}"


def test_it_runs_without_anything_installed() -> None:
    tree = ast.parse(Path(doctor.__file__).read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {str(name).split(".")[0] for name in modules} <= sys.stdlib_module_names
