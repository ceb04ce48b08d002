"""The system's print service: whether it offers a printer, and how it is spoken to on Linux.

Printing is the only time that anything is spoken to. The system's library (libcups) takes the service's socket on this
machine; where there is none it would try a connection to this machine's own network address. That is not wanted of it
unless somebody named a server: ``CUPS_SERVER``, or ``ServerName`` in a ``client.conf``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from PySide6.QtPrintSupport import QPrinterInfo

SOCKET = "/run/cups/cups.sock"
_SERVER_NAME = re.compile(r"^\s*ServerName\s+\S", re.IGNORECASE | re.MULTILINE)


def has_printer() -> bool:
    """Tell whether the system offers any printer, spoken to through its socket unless a server is named."""
    if sys.platform.startswith("linux"):
        keep_to_socket(os.environ, client_files(os.environ))
    return bool(QPrinterInfo.availablePrinterNames())


def keep_to_socket(environ: MutableMapping[str, str], files: Iterable[Path]) -> None:
    """Name the socket of this machine as the server where neither the environment nor a file names one."""
    if not environ.get("CUPS_SERVER") and not any(_names_server(file) for file in files):
        environ["CUPS_SERVER"] = SOCKET


def client_files(environ: MutableMapping[str, str]) -> tuple[Path, ...]:
    """Return where libcups reads which server it is to speak to."""
    system = Path(environ.get("CUPS_SERVERROOT") or "/etc/cups")
    own = [Path(environ["HOME"]) / ".cups" / "client.conf"] if environ.get("HOME") else []
    return (system / "client.conf", *own)


def _names_server(file: Path) -> bool:
    try:
        return _SERVER_NAME.search(file.read_text(encoding="utf-8", errors="replace")) is not None
    except OSError:
        return False
