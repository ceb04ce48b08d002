"""A print service of one's own (CUPS), in a folder of its own: a queue whose printer keeps what it receives."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SERVICE, TOOLS = "/usr/sbin/cupsd", "/usr/sbin"
QUEUE = "capture"
_STARTED_S, _ARRIVED_S, _POLL_S = 10.0, 30.0, 0.05
_BACKEND = """#!/bin/sh
# What a backend of CUPS is called with: job, user, title, copies, options, and a file or standard input.
if [ $# -eq 0 ]; then echo 'direct capture "Capture" "Capture"'; exit 0; fi
job="${DEVICE_URI#capture:}/job-$(printf %05d "$1")"
if [ -n "$6" ]; then cat "$6" >"$job.part"; else cat >"$job.part"; fi
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" >"$job.told"
mv "$job.part" "$job.pdf"
"""
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "CAPTURE.PPD"
*Manufacturer: "None"
*Product: "(Capture)"
*ModelName: "Capture"
*ShortNickName: "Capture"
*NickName: "Capture"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize Letter/US Letter: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Region: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion Letter/US Letter: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea Letter/US Letter: "12 12 600 780"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/US Letter: "612 792"
"""


class Job(NamedTuple):
    """What the printer received: the PDF, the title of the job, its copies, and its options."""

    pdf: bytes
    title: str
    copies: int
    options: str


class PrintService:
    """A running service in a folder; ``address`` is that of its socket."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._taken = folder, 0
        self.address = str(folder / "state" / "cups.sock")

    def add_queue(self) -> bool:
        """Add the queue, and make it the usual one; tell whether the service did."""
        device = f"capture:{self._folder / 'received'}"
        try:
            self.tool("lpadmin", "-p", QUEUE, "-E", "-v", device, "-P", str(self._folder / "capture.ppd"))
            self.tool("lpadmin", "-d", QUEUE)
        except subprocess.CalledProcessError:
            return False
        return True

    def tool(self, name: str, *arguments: str) -> None:
        """Run a tool of CUPS on this service."""
        subprocess.run(
            [f"{TOOLS}/{name}", *arguments],
            check=True,
            capture_output=True,
            env=os.environ | {"CUPS_SERVER": self.address},
        )

    def received(self, count: int) -> list[Job]:
        """Return so many further jobs in their order, once they have come. Refused (``TimeoutError``): fewer come."""
        end = time.monotonic() + _ARRIVED_S
        while len(self._files()) < self._taken + count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self._files()) - self._taken} of {count} jobs arrived")
            time.sleep(_POLL_S)
        files = self._files()[self._taken :]
        self._taken += len(files)
        return [_job(file) for file in files]

    def _files(self) -> list[Path]:
        return sorted((self._folder / "received").glob("*.pdf"))


def _job(file: Path) -> Job:
    title, copies, options = file.with_suffix(".told").read_text(encoding="utf-8").split("\n")[:3]
    return Job(file.read_bytes(), title, int(copies), options)


@contextmanager
def print_service() -> Iterator[PrintService]:
    """Start a service that listens on a socket of its own alone, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="print-service-") as name:
        folder = Path(name)
        _furnish(folder)
        with (folder / "out").open("wb") as out:
            process = subprocess.Popen(
                [SERVICE, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
                stdout=out,
                stderr=out,
            )
        try:
            service = PrintService(folder)
            end = time.monotonic() + _STARTED_S
            # Its socket is there before it answers.
            while not (Path(service.address).exists() and service.add_queue()):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"cupsd did not start: {(folder / 'out').read_text()}")
                time.sleep(_POLL_S)
            yield service
        finally:
            process.terminate()
            process.wait()


def _furnish(folder: Path) -> None:
    for name in ("root/ppd", "bin/backend", "bin/filter", "spool/tmp", "cache", "state", "received", "log"):
        (folder / name).mkdir(parents=True)
    # As root the service prints under another name, which has to reach the folder and write what was received.
    folder.chmod(0o755)
    (folder / "received").chmod(0o777)
    shutil.copytree("/usr/lib/cups/daemon", folder / "bin" / "daemon")
    backend = folder / "bin" / "backend" / "capture"
    backend.write_text(_BACKEND)
    backend.chmod(0o755)
    (folder / "capture.ppd").write_text(_PPD)
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    places = {
        "ServerRoot": "root",
        "ServerBin": "bin",
        "CacheDir": "cache",
        "StateDir": "state",
        "RequestRoot": "spool",
        "TempDir": "spool/tmp",
        "DocumentRoot": "root",
        "AccessLog": "log/access",
        "ErrorLog": "log/error",
        "PageLog": "log/page",
    }
    lines = [f"{key} {folder / place}" for key, place in places.items()]
    lines += [f"User {user}", "SystemGroup root", "DataDir /usr/share/cups"]
    if user == "nobody":
        lines.append("Group nogroup")
    (folder / "cups-files.conf").write_text("\n".join(lines) + "\n")
    (folder / "cupsd.conf").write_text(
        f"Listen {folder / 'state' / 'cups.sock'}\n"
        "Browsing Off\nBrowseLocalProtocols none\nDefaultAuthType None\nWebInterface No\n"
        "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
        "<Location /admin>\n  Order allow,deny\n  Allow all\n</Location>\n"
        "<Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n"
    )
