"""Says in one sentence what this machine lacks to open the program, and the cure.

Standard library only, so that it runs before anything is installed. Only Linux is looked at: elsewhere Qt
brings what it needs. The package names are Debian's.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

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
_PLATFORMS_ON_A_DESKTOP = ("xcb", "wayland")


def missing_library(environ: Mapping[str, str] | None = None) -> str | None:
    """One sentence naming the system libraries that Qt would not find, or None where all are there.

    `environ` (this process's where None) decides whether the libraries of an X11 window are needed too.
    """
    environ = os.environ if environ is None else environ
    if not _is_linux():
        return None
    wanted = DRAWING_LIBRARIES | (X11_LIBRARIES if _opens_x11_window(environ) else {})
    missing = [name for name in wanted if not _loads(name)]
    if not missing:
        return None
    what = "system library" if len(missing) == 1 else "system libraries"
    verb = "is" if len(missing) == 1 else "are"
    packages = " ".join(wanted[name] for name in missing)
    return f"The {what} {', '.join(missing)} {verb} missing: on Debian, run: sudo apt install {packages}"


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


def main() -> int:
    """Print what is missing to standard error; 0 where nothing is, else 1."""
    problem = missing_library() or display_problem(os.environ)
    if problem is None:
        return 0
    print(problem, file=sys.stderr)
    return 1


def _is_linux() -> bool:
    # A function: mypy takes a bare comparison as settled for the platform that it runs on.
    return sys.platform.startswith("linux")


def _platform(environ: Mapping[str, str]) -> str:
    """The Qt platform asked for: `xcb` of `xcb;wayland`, `wayland` of `wayland-egl`, `vnc` of `vnc:size=…`."""
    first = environ.get("QT_QPA_PLATFORM", "").split(";")[0]
    return first.split(":")[0].split("-")[0].strip()


def _opens_x11_window(environ: Mapping[str, str]) -> bool:
    platform = _platform(environ)
    if platform:
        return platform == "xcb"
    return not environ.get("WAYLAND_DISPLAY")


def _loads(name: str) -> bool:
    # Not find_library: it starts ldconfig and a compiler, and takes a hundred times as long.
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
