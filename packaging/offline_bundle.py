"""Proves that a frozen program holds no module and no library that is there for connections.

Usage: ``python packaging/offline_bundle.py FOLDER``; the status is 1 where something is found.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_FILES = re.compile(
    r"QtNetwork|Qt6Network|QtWebEngine|QtQml|/_ssl\.|/_socket\.|/_asyncio\.|libssl|plugins/tls"
    r"|libcups\.|libgnutls|libavahi|libkrb5|libgssapi|libcurl"
)
"""Files of a bundle that are there for connections alone."""
_MODULES = re.compile(
    r"(?:socket|ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|nntplib|xmlrpc|socketserver|asyncio|webbrowser)"
    r"(?:\.|$)"
    r"|urllib\.request$|PySide6\.QtNetwork$"
)


def main() -> int:
    """Look; print what was found."""
    folder = Path(sys.argv[1])
    inside = folder / "_internal"
    modules = {
        ".".join(path.relative_to(inside).with_suffix("").parts).removesuffix(".__init__")
        for path in inside.rglob("*.pyc")
    }
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    if "ldn_desktop.app" not in modules:
        print(f"{folder} does not hold the program: nothing was proved.", file=sys.stderr)
        return 1
    found = sorted(name for name in files if _FILES.search(f"/{name}"))
    found += sorted(name for name in modules if _MODULES.match(name))
    for name in found:
        print(f"could open a connection: {name}", file=sys.stderr)
    print(f"{len(files)} files and {len(modules)} modules, {len(found)} of them for connections")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
