"""Sees to it that the system has what a command of the Makefile needs.

Usage: ``python3 packaging/system.py run|test|frozen``. As root, or with a sudo that asks nothing, it installs what is
missing, after saying so; with ``NO_APT=1``, or where it may not, one sentence names the command, and the status is 1.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ldn_desktop import doctor

TOOLS = {"run": {}, "test": doctor.TEST_TOOLS, "frozen": doctor.FREEZING_TOOLS}
"""What each command starts, with its package."""


def main(purpose: str) -> int:
    """Look, install where that is allowed, and look again."""
    missing = missing_parts(purpose)
    prefix = _apt() if missing else None
    if missing and prefix is not None:
        packages = sorted(set(missing.values()))
        print(
            f"make {purpose}: installing {' '.join(packages)} with apt-get (NO_APT=1 leaves it).", flush=True
        )
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # A source that cannot be reached need not be the one that has them.
        subprocess.run([*prefix, "update", "-qq"], env=environ, check=False)
        install = [*prefix, "install", "-y", "-qq", "--no-install-recommends", *packages]
        done = subprocess.run(install, env=environ, stdout=subprocess.DEVNULL, check=False)
        missing = missing_parts(purpose) if done.returncode == 0 else missing
    if not missing:
        return 0
    what = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing on this system"
    print(f"make {purpose}: {what}: {doctor.cure(missing.values())}", file=sys.stderr)
    return 1


def missing_parts(purpose: str) -> dict[str, str]:
    """Return what the system lacks for a command, each part with its package."""
    if not sys.platform.startswith("linux"):
        return {}
    # The tests try displays that are not there, and the bundle brings along what a window needs.
    libraries = doctor.DRAWING_LIBRARIES | doctor.X11_LIBRARIES
    if purpose == "run":
        no_display = doctor.display_problem(os.environ) is not None
        libraries = doctor.DRAWING_LIBRARIES if no_display else doctor.window_libraries(os.environ)
    venv = (
        {} if all(map(importlib.util.find_spec, ("venv", "ensurepip"))) else {"Python's venv": venv_package()}
    )
    tools = {name: package for name, package in TOOLS[purpose].items() if shutil.which(name) is None}
    return venv | doctor.missing_libraries(libraries) | tools


def venv_package() -> str:
    """Return the package that brings `venv`; a Python beside the system's own has one of its own version."""
    if Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve():
        return "python3-venv"
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _apt() -> list[str] | None:
    """Return how apt-get is called with the right to install, or None where it is not there or not allowed."""
    if os.environ.get("NO_APT", "0") not in {"", "0"} or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
