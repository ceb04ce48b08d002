"""Faults of the program, kept from one start to the next, without anything of a patient.

What is kept of an error is its kind and the places in the code, never its message or a value: those may hold what
somebody typed.
"""

from __future__ import annotations

import re
import sys
import traceback
from datetime import datetime
from pathlib import Path, PurePath
from types import TracebackType

from ldn_desktop import __version__

_MOST_BYTES = 32_000
_PACKAGE = "ldn_desktop"
# Made ready by re when they are first used.
_NATIVE_PLACE = r'File "([^"]*)", line (\d+) in (\S+)'
_NATIVE_HEAD = r"(?m)^(Fatal Python error: [A-Z][A-Za-z ]+|Windows fatal exception: [a-z ]+)"


def fault_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what may be kept of an error: its kind, and where it arose."""
    places = [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *places])


class FaultLog:
    """The faults since somebody last looked. ``folder`` is made when there is first something to keep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def native_file(self) -> Path:
        """Where the interpreter writes when it is stopped from below, such as by a segmentation fault."""
        return self._folder / "native.log"

    @property
    def _file(self) -> Path:
        return self._folder / "faults.log"

    def keep(self, text: str, when: datetime) -> None:
        """Add a fault; of too many the oldest go. A folder that cannot be written keeps none."""
        entry = f"{when:%Y-%m-%d %H:%M}\n{text}\n\n"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = (self._read(self._file) + entry).encode()[-_MOST_BYTES:]
            self._file.write_bytes(kept)
        except OSError:
            return

    def report(self) -> str:
        """Return the report of all faults that nobody has looked at, or nothing where there is none."""
        native = self._native()
        faults = self._read(self._file).strip()
        if not (native or faults):
            return ""
        # Of use to a report alone.
        import platform

        system = f"{platform.system()} {platform.release()}, {platform.machine()}"
        head = f"LDN Desktop {__version__}\nPython {platform.python_version()}, {system}"
        packed = "packaged" if getattr(sys, "frozen", False) else "from source"
        return "\n\n".join(part for part in (f"{head}, {packed}", faults, native) if part) + "\n"

    def forget(self) -> None:
        """Forget what was looked at."""
        for file in (self._file, self.native_file):
            try:
                if file.exists():
                    file.write_bytes(b"")
            except OSError:
                continue

    def _native(self) -> str:
        """Return what the interpreter wrote, with its places in short and nothing else."""
        text = self._read(self.native_file)
        if not text.strip():
            return ""
        head = re.search(_NATIVE_HEAD, text)
        places = [f"  {_short(file)}:{line} {name}" for file, line, name in re.findall(_NATIVE_PLACE, text)]
        return "\n".join([head[1] if head else "The program was stopped from below.", *places])

    @staticmethod
    def _read(file: Path) -> str:
        try:
            return file.read_bytes()[-_MOST_BYTES:].decode("utf-8", errors="replace")
        except OSError:
            return ""


def _short(name: str) -> str:
    """Return a file's place in the program, without the folders of the machine."""
    parts = PurePath(name.replace("\\", "/")).parts
    if _PACKAGE in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index(_PACKAGE) :])
    return parts[-1] if parts else "?"
