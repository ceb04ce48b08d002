"""The parts of a bundle: which file belongs to which, and each part's version, licence and licence texts.

Every file of a bundle belongs to exactly one part. ``python packaging/parts.py FOLDER`` looks, and its status is 1
where a file belongs to none; so the bill of materials and the folder of licences leave nothing out.
"""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import NamedTuple

from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
OWN = HERE / "licences"
COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that its packages' own refer to."""
_REFERS = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9][A-Za-z0-9.+-]*[A-Za-z0-9])")
_STATED = {"dual license": "Apache-2.0 OR BSD-3-Clause"}
_HOLDS = {
    "sqlcipher3": (
        "Zlib AND BSD-3-Clause AND Apache-2.0 AND blessing",
        (OWN / "SQLCipher.txt", ROOT / "LICENSE"),
    )
}
"""Packages that hold others in one file and say nothing of them: the licences of all, and the texts that they lack."""
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_QT = ("PySide6", "shiboken6")
_PYTHON_OWN = frozenset({"python3.11", "python3.12", "python3.13", "lib-dynload", "base_library.zip"})
_LIBRARY = ("libpython3", "python3", "_sysconfigdata_")
_OF_PYINSTALLER = ("_pyi", "pyi")
_PACKED = re.compile(r"\.(?:py|pyc|so|pyd)$|\.(?:cpython|abi3|cp3\d+-)[^/]*$")
_FOR_WINDOWS = {
    "vcruntime140": ("visual-c-runtime", "LicenseRef-Microsoft-Distributable-Code"),
    "msvcp140": ("visual-c-runtime", "LicenseRef-Microsoft-Distributable-Code"),
    "libcrypto-": ("openssl", "Apache-2.0"),
    "libffi-": ("libffi", "MIT"),
    "sqlite3.dll": ("sqlite", "blessing"),
}
"""What Python for Windows brings of others, by how the files' names begin; its licence holds their texts."""


class Part(NamedTuple):
    """A part: its name, version, licence (SPDX where there is one), where it comes from, the texts of its licence."""

    purl: PackageURL
    licence: str
    texts: tuple[Path, ...]


def parts_of(folder: Path) -> dict[Path, Part]:
    """Return the part that each file of a frozen program belongs to, links and licences left out.

    Refused (``SystemExit``): a file that belongs to no part, a part without a licence's text.
    """
    owned: dict[Path, Part] = {}
    # Several packages of one source bring the same text: one part.
    known: dict[PackageURL, Part] = {}
    nobody = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if not path.is_file() or path.is_symlink() or inside.parts[0] == "licences":
            continue
        part = _owner(inside)
        if part is None:
            nobody.append(inside)
        else:
            owned[inside] = known.setdefault(part.purl, part)
    if nobody:
        raise SystemExit(
            "These files of the bundle belong to no part: name what they are of in packaging/native.toml or "
            "packaging/parts.py:\n" + "\n".join(map(str, nobody))
        )
    for part in set(owned.values()):
        if not part.texts or not all(text.is_file() for text in part.texts):
            raise SystemExit(f"{part.purl.name} brings no licence text: add one to packaging/licences.")
    return owned


def collect_licences(folder: Path, parts: set[Part]) -> None:
    """Put the licence texts of all parts into a folder, each part's in one of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in sorted(OWN.iterdir()):
        shutil.copy(text, folder / text.name)
    referred: set[str] = set()
    for part in sorted(parts, key=lambda part: part.purl.name):
        place = folder / part.purl.name
        place.mkdir(exist_ok=True)
        for text in part.texts:
            shutil.copy(text, _free(place / text.name))
            referred |= set(_REFERS.findall(text.read_text(encoding="utf-8", errors="replace")))
    for name in sorted(referred):
        (folder / "common").mkdir(exist_ok=True)
        source = COMMON / name
        if not source.is_file():
            raise SystemExit(f"A licence refers to {source}, which is not there.")
        shutil.copy(source.resolve(), folder / "common" / name)


def _free(target: Path) -> Path:
    """Return a name not taken yet: a part may hold two texts of one name, in folders of their own."""
    number = 2
    found = target
    while found.exists():
        found = target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1
    return found


def _owner(inside: Path) -> Part | None:
    """Return the part that a file belongs to, by its path within the bundle; ``None`` where nothing claims it."""
    if inside.parts[0] != "_internal":
        # The program's doors: PyInstaller's, with nothing of ours but the name of what they start.
        return _pyinstaller() if inside.stem in {"ldn-desktop", "ldn-desktop-cli"} else None
    within = inside.relative_to("_internal")
    top = _PACKED.sub("", within.parts[0])
    for claims in (_of_others_for_windows, _of_ours, _of_qt, _of_python, _of_package, _of_system):
        part = claims(within, top)
        if part is not None:
            return part
    return None


def _of_ours(within: Path, top: str) -> Part | None:
    if within.parts[:2] == ("resources", "fonts"):
        texts = tuple(sorted((ROOT / "resources" / "fonts").glob("OFL*.txt")))
        return Part(PackageURL("generic", None, "noto-fonts"), "OFL-1.1", texts)
    if within.parts[:2] == ("resources", "icons"):
        text = ROOT / "resources" / "icons" / "LICENSE.lucide.txt"
        return Part(PackageURL("generic", None, "lucide-icons"), "ISC", (text,))
    if top in {"ldn_desktop", "resources", "docs"}:
        return Part(PackageURL("generic", None, "ldn-desktop"), "Apache-2.0", (ROOT / "LICENSE",))
    return None


def _of_others_for_windows(within: Path, _top: str) -> Part | None:
    """Return the part of a library that comes with Python for Windows, or, the runtime of its compiler, with Qt too."""
    if within.suffix.lower() != ".dll":
        return None
    told = (part for begins, part in _FOR_WINDOWS.items() if within.name.lower().startswith(begins))
    name, licence = next(told, ("", ""))
    version = {"openssl": _openssl, "sqlite": _sqlite}.get(name, lambda: None)()
    return Part(PackageURL("generic", None, name, version), licence, (_python_licence(),)) if name else None


def _openssl() -> str:
    return ssl.OPENSSL_VERSION.split()[1]


def _sqlite() -> str:
    return sqlite3.sqlite_version


def _of_qt(within: Path, top: str) -> Part | None:
    if top not in _QT:
        return None
    if within.name.startswith("libicu"):
        version = within.name.rpartition(".")[2]
        return Part(PackageURL("generic", None, "icu", version), "Unicode-3.0", (OWN / "ICU.txt",))
    name = "pyside6-essentials" if top == "PySide6" else "shiboken6"
    purl = PackageURL("pypi", None, name, distribution(name).version)
    return Part(purl, "LGPL-3.0-only", (OWN / "LGPL-3.txt", OWN / "GPL-3.txt"))


def _of_python(within: Path, top: str) -> Part | None:
    named = top in sys.stdlib_module_names or top in _PYTHON_OWN or within.name.startswith(_LIBRARY)
    if named:
        return _python()
    return _pyinstaller() if top.startswith(_OF_PYINSTALLER) else None


def _of_package(within: Path, top: str) -> Part | None:
    if within.parts[0].endswith(".dist-info"):
        name = within.parts[0].partition("-")[0]
    else:
        name = next(iter(_packages().get(top, ())), "")
    try:
        return _package(name) if name else None
    except PackageNotFoundError:
        return None


def _of_system(within: Path, _top: str) -> Part | None:
    """Return the part of a library that the system holds under the same name, as its package tells of it."""
    licence = next((told for begins, told in _natives().items() if within.name.startswith(begins)), "")
    if not licence or len(within.parts) > 1 or not shutil.which("dpkg-query"):
        return None
    for place in _libraries(within.name):
        found = subprocess.run(["dpkg-query", "-S", str(place)], capture_output=True, text=True, check=False)
        package = found.stdout.partition(": ")[0].partition(",")[0]
        if package:
            return _debian(package, licence)
    return None


def _libraries(name: str) -> Iterator[Path]:
    for folder in (
        f"/usr/lib/{platform.machine()}-linux-gnu",
        f"/lib/{platform.machine()}-linux-gnu",
        "/usr/lib",
    ):
        path = Path(folder) / name
        if path.exists():
            resolved = path.resolve()
            yield resolved
            # dpkg knows what lies in /lib under that name, whatever it is a link to now.
            yield Path("/", *resolved.parts[2:])


@cache
def _debian(package: str, licence: str) -> Part:
    told = subprocess.run(
        ["dpkg-query", "-W", "-f", "${source:Package} ${source:Version}", package],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    name, _, version = told.partition(" ")
    text = Path("/usr/share/doc") / package.partition(":")[0] / "copyright"
    return Part(PackageURL("deb", "debian", name, version), licence, (text.resolve(),))


@cache
def _natives() -> dict[str, str]:
    return {
        str(name): str(told)
        for name, told in tomllib.loads((HERE / "native.toml").read_text(encoding="utf-8")).items()
    }


@cache
def _packages() -> dict[str, list[str]]:
    return dict(packages_distributions())


@cache
def _package(name: str) -> Part:
    part = distribution(name)
    inside = [
        Path(str(file.locate()))
        for file in part.files or ()
        if ".dist-info" in str(file)
        and (_TEXT.search(file.name) or {"licenses", "sboms"} & set(Path(str(file)).parts[1:]))
    ]
    purl = PackageURL("pypi", None, name_of(part), part.version)
    licence, more = _HOLDS.get(purl.name, (licence_of(part), ()))
    return Part(purl, licence, (*sorted(inside), *more))


def name_of(part: Distribution) -> str:
    """Return a distribution's name as the locks write it."""
    return re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()


def licence_of(part: Distribution) -> str:
    """Return the licence that a distribution states, as an SPDX expression where it gives one."""
    stated = part.metadata.get("License-Expression") or part.metadata.get("License") or ""
    if stated:
        told = str(stated).splitlines()[0].strip()
        return _STATED.get(told.lower(), told)
    found = (
        entry for entry in part.metadata.get_all("Classifier") or () if entry.startswith("License :: OSI")
    )
    return next(found, "License :: see its folder").rpartition(" :: ")[2]


@cache
def _pyinstaller() -> Part:
    part = _package("pyinstaller")
    return part._replace(licence="GPL-2.0-or-later WITH Bootloader-exception")


@cache
def _python() -> Part:
    """Return which Python this is: Debian's, with its mends, where packaging/python.sh built it."""
    source = Path(sys.base_prefix) / "debian-version"
    if source.is_file():
        name = f"python{sys.version_info.major}.{sys.version_info.minor}"
        purl = PackageURL("deb", "debian", name, source.read_text(encoding="ascii").strip())
    else:
        purl = PackageURL("generic", None, "python", platform.python_version())
    return Part(purl, "PSF-2.0", (_python_licence(),))


def _python_licence() -> Path:
    library = Path(platform.__file__).resolve().parent
    for place in (
        library / "LICENSE.txt",
        library.parent / "LICENSE.txt",
        library.parent.parent / "LICENSE",
        *library.glob("**/LICENSE.txt"),
    ):
        if place.is_file() and "site-packages" not in place.parts:
            return place
    raise SystemExit(f"no licence of Python was found beside {library}")


def main() -> int:
    """Look at a bundle; print its parts."""
    owned = parts_of(Path(sys.argv[1]))
    for part in sorted(set(owned.values())):
        print(f"{part.purl.name} {part.purl.version or ''}: {part.licence}")
    print(f"{len(owned)} files, each of one of {len(set(owned.values()))} parts")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
