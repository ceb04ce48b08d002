"""No core dumps: what a program that crashes leaves on the disk would hold the open plan, readable.

With ``LDN_DESKTOP_CORE_DUMPS=1`` in the environment the system does as it is set up, for whoever looks for a fault.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path

KEEP = "LDN_DESKTOP_CORE_DUMPS"
_PR_SET_DUMPABLE = 4


def forbid_core_dumps(environment: Mapping[str, str]) -> None:
    """Keep the system from writing this program's memory to the disk.

    The limit holds for files. Where the system hands dumps to a program, as systemd and Ubuntu do, the limit alone is
    not asked: so on Linux no part of the memory is given into a dump. Windows keeps full dumps only where an
    administrator asks.
    """
    if environment.get(KEEP) == "1" or sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def hide_memory(environment: Mapping[str, str]) -> None:
    """Let no dump be made at all, nor other programs of the same user look into the memory; on Linux alone.

    The desktop's services ask once who calls them, which looks into the program too: a window hides after it was shown,
    and before it opens a plan.
    """
    if environment.get(KEEP) == "1" or sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
