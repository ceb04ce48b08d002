"""Says in one sentence what this machine lacks to open the program, and the cure.

Standard library only, so that it runs before anything is installed. Only Linux is looked at: elsewhere Qt brings what
it needs. The package names are Debian's and Ubuntu's. No other place lists them: `packaging/system.py` installs from
here what the Makefile's commands need.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

# What the loader looks for -> the Debian package that holds it.
DRAWING_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_TOOLS = {"pdftotext": "poppler-utils"}
FREEZING_TOOLS = {"objdump": "binutils"}
_SHOWN = 60
_PLATFORMS_ON_A_DESKTOP = ("xcb", "wayland")


def missing_library(environ: Mapping[str, str] | None = None) -> str | None:
    """One sentence naming the system libraries that Qt would not find, or None where all are there.

    `environ` (this process's where None) decides whether the libraries of an X11 window are needed too.
    """
    environ = os.environ if environ is None else environ
    missing = missing_libraries(window_libraries(environ))
    if not missing:
        return None
    what, verb = ("library", "is") if len(missing) == 1 else ("libraries", "are")
    return f"The system {what} {', '.join(missing)} {verb} missing: {cure(missing.values())}"


def cure(packages: Iterable[str]) -> str:
    """Return the command that installs packages on Debian or Ubuntu, as the end of a sentence."""
    command = f"apt install {' '.join(dict.fromkeys(packages))}"
    # Not shutil.which: the start of the program would load it for this sentence alone.
    has_sudo = any((Path(folder) / "sudo").exists() for folder in os.get_exec_path())
    return f"on Debian, run: sudo {command}" if has_sudo else f"on Debian, run as root: {command}"


def window_libraries(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the libraries that a window on this display needs, each with its package."""
    return DRAWING_LIBRARIES | (X11_LIBRARIES if _opens_x11_window(environ) else {})


def missing_libraries(wanted: Mapping[str, str]) -> dict[str, str]:
    """Return those of some libraries that are not there, each with its package."""
    return {name: package for name, package in wanted.items() if not loads(name)} if _is_linux() else {}


def display_problem(environ: Mapping[str, str]) -> str | None:
    """One sentence saying that there is no display to open a window on, or None where there is one."""
    if not _is_linux() or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return None
    platform = _platform(environ)
    if platform and platform not in _PLATFORMS_ON_A_DESKTOP:
        return None
    return (
        "There is no display to open a window on: start the program from a desktop session, "
        "or use its commands (ldn-desktop --help), which need none."
    )


def refused_display(environ: Mapping[str, str]) -> str:
    """One sentence saying that Qt cannot open a window where the environment tells it to, and the cure."""
    asked = environ.get("QT_QPA_PLATFORM", "")
    if asked and _platform(environ) not in _PLATFORMS_ON_A_DESKTOP:
        return (
            f"No window can be opened on the platform {_shown(asked)} that QT_QPA_PLATFORM names: unset it, "
            "and start the program from a desktop session."
        )
    display = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or ""
    return (
        f"No window can be opened on the display {_shown(display)}: start the program from a desktop session, "
        "or use its commands (ldn-desktop --help), which need none."
    )


def _is_linux() -> bool:
    # A function: mypy takes a bare comparison as settled for the platform that it runs on.
    return sys.platform.startswith("linux")


def _shown(value: str) -> str:
    # The environment is text from elsewhere: no escape sequence of it reaches the terminal.
    return repr(value[:_SHOWN])


def _platform(environ: Mapping[str, str]) -> str:
    """The Qt platform asked for: `xcb` of `xcb;wayland`, `wayland` of `wayland-egl`, `vnc` of `vnc:size=…`."""
    first = environ.get("QT_QPA_PLATFORM", "").split(";")[0]
    return first.split(":")[0].split("-")[0].strip()


def _opens_x11_window(environ: Mapping[str, str]) -> bool:
    platform = _platform(environ)
    if platform:
        return platform == "xcb"
    return not environ.get("WAYLAND_DISPLAY")


def loads(name: str) -> bool:
    """Tell whether the system has a library by its file name."""
    # Not find_library: it starts ldconfig and a compiler, and takes a hundred times as long.
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
