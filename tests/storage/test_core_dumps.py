"""A program that dies leaves no memory, and so no plan, on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ldn_desktop.storage.core_dumps import KEEP
from tests.places import ROOT

_ASK = """
    import ctypes, os, resource, signal, sys
    sys.path.insert(0, {root!r})
    from ldn_desktop import __main__
    from ldn_desktop.cli import run

    def filter_now():
        with open("/proc/self/coredump_filter") as file:
            return int(file.read(), 16)

    def told(arguments, resources):
        # Only where it is not forbidden is a dump wanted, and then not for this test.
        dumped = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
        print(resource.getrlimit(resource.RLIMIT_CORE)[0], dumped, filter_now())
        sys.stdout.flush()
        if {kept!r}:
            return 0
        os.kill(os.getpid(), signal.SIGABRT)

    run.run = told
    if {window!r}:
        from PySide6.QtWidgets import QApplication
        QApplication.exec = lambda *_: told(None, None)
    sys.argv = ["ldn-desktop"] + ([] if {window!r} else ["selftest"])
    print(filter_now())
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    before = resource.getrlimit(resource.RLIMIT_CORE)[0]
    print(before)
    sys.exit(__main__.main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it would do")
@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("window", [False, True])
def test_dumps_are_forbidden_before_a_command_or_the_window_begins(
    tmp_path: Path, *, kept: bool, window: bool
) -> None:
    if window:
        pytest.importorskip("PySide6")
    code = textwrap.dedent(_ASK).format(root=str(ROOT), kept=kept, window=window)
    environment = {**os.environ, KEEP: "1" if kept else ""}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        given, before, *told = child.stdout.read().split()
        _, status = os.waitpid(child.pid, 0)
        child.returncode = 0
    assert told == ([before, "1", given] if kept else ["0", "0", "0"])
    assert not os.WCOREDUMP(status)
    assert os.WIFSIGNALED(status) is not kept
    assert list(tmp_path.iterdir()) == []
