"""Builds everything that is handed out: folder, archive, Debian package or installer, checksums, a bill of materials.

Usage: ``python packaging/dist.py [FOLDER]`` (``dist`` by default), in an environment with the distribution lock.
Two builds of the same commit on the same machine give the same bytes.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent / "windows")]
from deb import make_deb
from installer import NAME as WINDOWS_NAME
from installer import make_installer
from parts import ROOT, collect_licences, parts_of
from sbom import write_sbom

sys.path.insert(0, str(ROOT))
from ldn_desktop import __version__

NAME = "ldn-desktop"
OF_WINDOWS = "windows"
"""The folder, beside what is handed out for this system, that ``make windows`` fills."""


def main() -> int:
    """Build; return 0."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve()
    epoch = _epoch()
    os.environ |= {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "1"}
    emptied(out)
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        command += ["--distpath", str(out), "--workpath", work, str(ROOT / "build.spec")]
        subprocess.run(command, check=True, cwd=ROOT)
    folder = out / NAME
    parts = set(parts_of(folder).values())
    collect_licences(folder / "licences", parts)
    write_sbom(out / "sbom.cdx.json", parts, epoch)
    shutil.copy(out / "sbom.cdx.json", folder / "licences" / "sbom.cdx.json")
    _settle(folder, epoch)
    if sys.platform == "win32":
        _portable_zip(folder, out / f"{WINDOWS_NAME}.zip", epoch)
        # Where this runs under Wine, NSIS is on the other side: packaging/windows/build.sh calls it.
        if shutil.which("makensis"):
            make_installer(folder, out)
    else:
        stem = f"{NAME}-{__version__}-{sys.platform}-{os.uname().machine}"
        _archive(folder, out / f"{stem}.tar.xz", epoch)
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        make_deb(folder, out, __version__, epoch)
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(out.iterdir())
        if path.is_file()
    ]
    (out / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="ascii")
    for path in sorted(out.iterdir()):
        size = sum(f.lstat().st_size for f in (path, *path.rglob("*")))
        print(f"{size / 1_000_000:8.1f} MB  {path}")
    return 0


def emptied(out: Path) -> None:
    """Make the folder, or take out what an earlier build left in it; what was made for Windows stays."""
    out.mkdir(parents=True, exist_ok=True)
    for path in out.iterdir():
        if path.is_dir() and path.name != OF_WINDOWS:
            shutil.rmtree(path)
        elif not path.is_dir():
            path.unlink()


def _epoch() -> int:
    """Return the time that everything bears: that of the last commit, or as the environment says."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(told.stdout.strip() or 0)


def _settle(folder: Path, epoch: int) -> None:
    """Give every file the same time and plain rights, whoever builds."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        if path.is_symlink():
            continue
        runs = path.is_dir() or path.name == NAME
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch))


def _archive(folder: Path, out: Path, epoch: int) -> None:
    with lzma.open(out, "wb", preset=6) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = archive.gettarinfo(path, arcname=str(Path(folder.name) / path.relative_to(folder)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch
            if entry.isfile():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def _portable_zip(folder: Path, out: Path, epoch: int) -> None:
    """Pack the folder for a stick, with the file that makes it keep its data beside itself."""
    time = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo((Path(folder.name) / path.relative_to(folder)).as_posix(), time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
        archive.writestr(zipfile.ZipInfo(f"{folder.name}/portable", time), b"")


if __name__ == "__main__":
    raise SystemExit(main())
