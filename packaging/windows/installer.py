"""Makes the installer for Windows from a frozen folder, with NSIS, on Linux or on Windows.

Usage: ``python packaging/windows/installer.py FOLDER OUT``; the installer in OUT bears the program's version in its
name. The same folder gives the same bytes: NSIS is told each file by name, in order. The uninstaller removes these
names and no others.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path, PureWindowsPath

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from ldn_desktop import __version__

NAME = f"ldn-desktop-{__version__}-windows-x64"
"""What is handed out for Windows is called."""


def make_installer(folder: Path, out: Path) -> Path:
    """Make it. Refused (``CalledProcessError``): what NSIS cannot read."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    folders = sorted({path.parent for path in files} - {folder})
    installer = out / f"{NAME}.exe"
    with tempfile.TemporaryDirectory() as work:
        put, remove = Path(work) / "put.nsh", Path(work) / "remove.nsh"
        lines = []
        for parent in [folder, *folders]:
            lines.append(f"SetOutPath {_at(parent, folder)}")
            lines += [f'File "{_shown(path)}"' for path in files if path.parent == parent]
        put.write_text("\n".join(lines) + "\n", encoding="utf-8")
        lines = [f"Delete {_at(path, folder)}" for path in files]
        every = {parent for path in folders for parent in (path, *path.parents) if folder in parent.parents}
        lines += [f"RMDir {_at(path, folder)}" for path in sorted(every, reverse=True)]
        remove.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = {
            "VERSION": __version__,
            "NUMBERS": ".".join([*re.findall(r"\d+", __version__), "0", "0", "0"][:4]),
            "KILOBYTES": str(sum(path.stat().st_size for path in files) // 1024),
            "ICON": str(HERE / "ldn-desktop.ico"),
            "OUT": str(installer),
            "PUT": str(put),
            "REMOVE": str(remove),
        }
        command = [
            "makensis",
            "-V2",
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{key}={value}" for key, value in told.items()),
        ]
        subprocess.run([*command, str(HERE / "installer.nsi")], check=True)
    return installer


def _shown(path: Path) -> str:
    """Return a path as NSIS reads it: a dollar sign begins a variable."""
    return str(path).replace("$", "$$")


def _at(path: Path, folder: Path) -> str:
    """Return the place of a file or folder where the program is installed."""
    inside = str(PureWindowsPath(path.relative_to(folder))).replace("$", "$$")
    return '"$INSTDIR"' if path == folder else f'"$INSTDIR\\{inside}"'


if __name__ == "__main__":
    made = make_installer(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
    print(f"{made.stat().st_size / 1_000_000:8.1f} MB  {made}")
