"""What is kept of a fault: enough to find it, and nothing that anybody typed."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.storage.fault_log import FaultLog, fault_text

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
MARK = "Zzsecret Patient"


def kept(error: BaseException) -> str:
    return fault_text(type(error), error.__traceback__)


def test_a_message_and_its_values_are_never_kept(tmp_path: Path) -> None:
    secret = f'{{"format": "ldn-plan", "version": 1, "patient": {{"name": 1, "{MARK}": ""}}}}'
    with pytest.raises(FileError) as caught:
        read_plan(secret.encode(), Vocabulary())
    log = FaultLog(tmp_path / MARK)
    log.keep(kept(caught.value), NOON)
    with pytest.raises(ValueError, match=MARK) as typed:
        raise ValueError(MARK)
    log.keep(kept(typed.value), NOON)
    report = log.report()
    assert MARK not in report
    assert "Zzsecret" not in report
    assert "ldn_desktop/exchange/plan_reader.py:" in report
    assert "builtins.ValueError" in report
    assert str(tmp_path) not in report


def test_places_are_told_without_the_folders_of_the_machine() -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError(MARK)
    text = kept(caught.value)
    assert text.splitlines()[0] == "builtins.KeyError"
    assert text.splitlines()[1].startswith("  test_fault_log.py:")


def test_there_is_no_report_without_a_fault_and_none_after_it_was_looked_at(tmp_path: Path) -> None:
    log = FaultLog(tmp_path / "faults")
    assert log.report() == ""
    assert not (tmp_path / "faults").exists()
    log.keep("builtins.ValueError", NOON)
    assert "2026-12-01 12:00\nbuiltins.ValueError" in log.report()
    log.forget()
    assert log.report() == ""


def test_of_too_many_faults_the_oldest_go(tmp_path: Path) -> None:
    log = FaultLog(tmp_path)
    for number in range(3000):
        log.keep(f"fault {number}", NOON)
    report = log.report()
    assert "fault 2999" in report
    assert "fault 10\n" not in report
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 40_000


def test_a_folder_that_cannot_be_written_is_no_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    log = FaultLog(tmp_path / "file")
    log.keep("builtins.ValueError", NOON)
    log.forget()
    assert log.report() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="a segmentation fault is made by reading address 0")
def test_a_fault_from_below_is_read_back(tmp_path: Path) -> None:
    log = FaultLog(tmp_path)
    code = (
        "import ctypes, faulthandler, sys\n"
        f"patient = {MARK!r}\n"
        "faulthandler.enable(open(sys.argv[1], 'ab'))\n"
        "ctypes.string_at(0)\n"
    )
    assert ctypes.sizeof(ctypes.c_void_p)
    done = subprocess.run(
        [sys.executable, "-c", code, str(log.native_file)], check=False, capture_output=True
    )
    assert done.returncode < 0
    report = log.report()
    assert "Fatal Python error: Segmentation fault" in report
    assert "string_at" in report
    assert MARK not in report
