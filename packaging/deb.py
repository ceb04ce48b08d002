"""The Debian package: the program below /opt, its door in /usr/bin, desktop file, icon, MIME type, man page."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_OPT = Path("opt/ldn-desktop")
_DEPENDS = "libxcb1"
"""What the bundled libraries load from the system, besides what the control file names."""


def make_deb(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """Pack a frozen program and return the package. Refused (``CalledProcessError``): what dpkg-deb refuses."""
    machine = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    architecture = machine.stdout.strip()
    deb = out / f"ldn-desktop_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as work:
        root = Path(work) / "root"
        shutil.copytree(folder, root / _OPT, symlinks=True)
        _put(HERE / "linux" / "ldn-desktop.desktop", root / "usr/share/applications/ldn-desktop.desktop")
        _put(HERE / "linux" / "ldn-desktop.xml", root / "usr/share/mime/packages/ldn-desktop.xml")
        _put(
            HERE / "linux" / "ldn-desktop.metainfo.xml", root / "usr/share/metainfo/ldn-desktop.metainfo.xml"
        )
        _put(
            ROOT / "resources/ldn-desktop.svg",
            root / "usr/share/icons/hicolor/scalable/apps/ldn-desktop.svg",
        )
        _put(ROOT / "LICENSE", root / "usr/share/doc/ldn-desktop/copyright")
        man = root / "usr/share/man/man1/ldn-desktop.1.gz"
        man.parent.mkdir(parents=True)
        man.write_bytes(gzip.compress((HERE / "linux" / "ldn-desktop.1").read_bytes(), mtime=epoch))
        (root / "usr/bin").mkdir(parents=True)
        (root / "usr/bin/ldn-desktop").symlink_to(f"/{_OPT}/ldn-desktop")
        size = sum(path.lstat().st_size for path in root.rglob("*")) // 1024
        control = (HERE / "linux" / "control").read_text(encoding="utf-8")
        (root / "DEBIAN").mkdir()
        told = control.format(version=version, architecture=architecture, size=size, depends=_DEPENDS)
        (root / "DEBIAN/control").write_text(told, encoding="utf-8")
        for path in [root, *sorted(root.rglob("*"))]:
            if not path.is_symlink():
                if not path.is_relative_to(root / _OPT):
                    path.chmod(0o755 if path.is_dir() else 0o644)
                os.utime(path, (epoch, epoch))
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(deb)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return deb


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
