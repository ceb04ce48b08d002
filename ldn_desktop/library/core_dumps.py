"""No core dumps: what a program that crashes leaves on the disk would hold the open plan, readable.

With ``LDN_DESKTOP_CORE_DUMPS=1`` in the environment the system does as it is set up, for whoever looks for a fault.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping

KEEP = "LDN_DESKTOP_CORE_DUMPS"
_PR_SET_DUMPABLE = 4


def forbid_core_dumps(environment: Mapping[str, str]) -> bool:
    """Keep the system from writing this program's memory to the disk; return whether it was forbidden.

    The limit holds for files. Where the system hands dumps to a program, as systemd and Ubuntu do, that is told nothing
    of a limit, so on Linux the memory is besides marked as one that is not to be dumped, nor read by other programs of
    the same user. Windows keeps full dumps only where an administrator asks for them.
    """
    if environment.get(KEEP) == "1" or sys.platform == "win32":
        return False
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return True
