"""What `make` does before anything is installed: it names what the system lacks, and installs it where it may."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from ldn_desktop import doctor
from tests.places import ROOT

LIST = {
    *doctor.DRAWING_LIBRARIES.values(),
    *doctor.X11_LIBRARIES.values(),
    *doctor.TEST_TOOLS.values(),
    *doctor.FREEZING_TOOLS.values(),
}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("NO_APT", raising=False)
    spec = importlib.util.spec_from_file_location("system_set_up", ROOT / "packaging" / "system.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """A machine that lacks some parts; apt-get, where it may run, brings them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, system: ModuleType, *lacks: str) -> None:
        self.lacks, self.ran = set(lacks), list[list[str]]()
        self.user = 0
        self.installs, self.sudo_asks, self.programs = True, False, {"apt-get"}
        monkeypatch.setattr(doctor, "loads", lambda name: name not in self.lacks)
        monkeypatch.setattr(shutil, "which", self._which)
        monkeypatch.setattr(subprocess, "run", self._run)
        monkeypatch.setattr(os, "geteuid", lambda: self.user, raising=False)

    def _which(self, name: str) -> str | None:
        tools = {*self.programs, *doctor.TEST_TOOLS, *doctor.FREEZING_TOOLS} - self.lacks
        return name if name in tools else None

    def _run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.ran.append(command)
        if command[1:] == ["-n", "true"]:
            return subprocess.CompletedProcess(command, int(self.sudo_asks))
        if "install" in command and self.installs:
            self.lacks.clear()
        return subprocess.CompletedProcess(command, 0 if self.installs else 100)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, system: ModuleType) -> Callable[..., Machine]:
    return lambda *lacks: Machine(monkeypatch, system, *lacks)


@pytest.mark.parametrize("purpose", ["run", "test", "frozen"])
def test_where_nothing_is_missing_nothing_is_said_or_run(
    system: ModuleType,
    machine: Callable[..., Machine],
    purpose: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = machine()
    assert system.main(purpose) == 0
    assert (whole.ran, capsys.readouterr()) == ([], ("", ""))


def test_root_installs_after_saying_so(
    system: ModuleType, machine: Callable[..., Machine], capsys: pytest.CaptureFixture[str]
) -> None:
    bare = machine("libEGL.so.1", "pdftotext")
    assert system.main("test") == 0
    assert [command[:2] for command in bare.ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert bare.ran[1][-2:] == ["libegl1", "poppler-utils"]
    assert "installing libegl1 poppler-utils" in capsys.readouterr().out


def test_a_sudo_that_asks_nothing_installs(system: ModuleType, machine: Callable[..., Machine]) -> None:
    bare = machine("libEGL.so.1")
    bare.user, bare.programs = 1000, {"apt-get", "sudo"}
    assert system.main("run") == 0
    assert all(command[:2] == ["sudo", "-n"] for command in bare.ran)


@pytest.mark.parametrize("why", ["NO_APT", "a user without sudo", "sudo asks", "no apt-get", "it fails"])
def test_where_it_may_not_one_sentence_names_the_command(
    system: ModuleType,
    machine: Callable[..., Machine],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    why: str,
) -> None:
    bare = machine("libEGL.so.1", "pdftotext")
    bare.user = 1000 if why in {"a user without sudo", "sudo asks"} else 0
    bare.programs = {"sudo asks": {"apt-get", "sudo"}, "no apt-get": set()}.get(why, bare.programs)
    bare.sudo_asks, bare.installs = why == "sudo asks", why != "it fails"
    if why == "NO_APT":
        monkeypatch.setenv("NO_APT", "1")
    assert system.main("test") == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert re.search(r"libEGL\.so\.1, pdftotext are missing .*: .*apt install libegl1 poppler-utils\n$", told)
    assert why == "it fails" or not any("install" in command for command in bare.ran)


def test_a_run_without_a_display_asks_for_no_library_of_a_window(
    system: ModuleType, machine: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    machine(*doctor.X11_LIBRARIES)
    assert system.missing_parts("run") == {}
    monkeypatch.setenv("DISPLAY", ":0")
    assert system.missing_parts("run") == doctor.X11_LIBRARIES
    assert system.missing_parts("test") == system.missing_parts("frozen") == doctor.X11_LIBRARIES


def test_a_python_without_venv_is_named(
    system: ModuleType, machine: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert system.missing_parts("test") == {"Python's venv": system.venv_package()}


def test_it_runs_before_anything_is_installed() -> None:
    tree = ast.parse((ROOT / "packaging" / "system.py").read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {str(name).split(".")[0] for name in modules} <= sys.stdlib_module_names | {"ldn_desktop"}
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "packaging" / "system.py"), "test"],
        env={**os.environ, "NO_APT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [".ci/run", "Makefile"])
def test_no_other_place_lists_packages(name: str) -> None:
    words = set((ROOT / name).read_text("utf-8").replace('"', " ").split())
    assert not words & LIST


@pytest.mark.parametrize("name", ["README.md", "docs/guide/installing.md"])
def test_what_the_documents_name_is_what_is_installed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    found = re.findall(r"apt install ((?:[a-z0-9.+-]+(?: \\\n *| )?)+)", text)
    for command in found:
        named = set(command.replace("\\", " ").split())
        assert named <= LIST | {"python3", "python3-venv", "make", "git"}, named
    if name.startswith("docs/"):
        assert any(set(LIST) <= set(command.replace("\\", " ").split()) for command in found)
