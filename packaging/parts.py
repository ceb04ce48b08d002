"""The third-party parts that are bundled: their versions and licences, for the bill of materials and the package."""

from __future__ import annotations

import platform
import re
import shutil
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = Path(__file__).resolve().parent / "licences"
_NAME = re.compile(r"^([a-z0-9][a-z0-9_.-]*)==", re.IGNORECASE | re.MULTILINE)
_NOT_BUNDLED = frozenset({"setuptools"})
_QT = frozenset({"pyside6-essentials", "shiboken6"})


def bundled() -> list[Distribution]:
    """Return the distributions of the runtime lock that are installed here, by name."""
    names = sorted({name.lower() for name in _NAME.findall((ROOT / "requirements.lock").read_text())})
    found = []
    for name in names:
        if name in _NOT_BUNDLED:
            continue
        try:
            found.append(distribution(name))
        except ModuleNotFoundError:
            # The lock also names what other systems need.
            continue
    return found


def name_of(part: Distribution) -> str:
    """Return a distribution's name as the locks write it."""
    return re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()


def licence_of(part: Distribution) -> str:
    """Return the licence that a distribution states, as an SPDX expression where it gives one."""
    if name_of(part) in _QT:
        return "LGPL-3.0-only"
    stated = part.metadata.get("License-Expression") or part.metadata.get("License") or ""
    if stated:
        return str(stated).splitlines()[0].strip()
    found = (
        entry for entry in part.metadata.get_all("Classifier") or () if entry.startswith("License :: OSI")
    )
    return next(found, "License :: see its folder").rpartition(" :: ")[2]


def collect_licences(folder: Path) -> None:
    """Put every licence text into a folder. Refused (``SystemExit``): a part that brings none."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in sorted(OWN.iterdir()):
        shutil.copy(text, folder / text.name)
    shutil.copy(ROOT / "LICENSE", folder / "LDN-Desktop.txt")
    shutil.copy(ROOT / "resources" / "icons" / "LICENSE.lucide.txt", folder / "Lucide.txt")
    fonts = sorted((ROOT / "resources" / "fonts").glob("OFL*.txt"))
    shutil.copy(fonts[0], folder / "Noto-Sans.txt")
    shutil.copy(_python_licence(), folder / "Python.txt")
    for part in bundled():
        name = name_of(part)
        if name in _QT:
            continue
        texts = [
            f for f in part.files or () if re.search(r"licen[cs]e|copying|notice", f.name, re.IGNORECASE)
        ]
        if not texts:
            raise SystemExit(f"{name} brings no licence text: add one to packaging/licences.")
        (folder / name).mkdir(exist_ok=True)
        for text in texts:
            shutil.copy(text.locate(), folder / name / text.name)


def _python_licence() -> Path:
    library = Path(platform.__file__).resolve().parent
    for place in (
        library / "LICENSE.txt",
        library.parent.parent / "LICENSE",
        *library.glob("**/LICENSE.txt"),
    ):
        if place.is_file() and "site-packages" not in place.parts:
            return place
    raise SystemExit(f"no licence of Python was found beside {library}")
