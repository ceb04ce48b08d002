"""Looks for a distinctive name in every byte that a session with a library leaves on the disk.

Usage: ``python -m checks.library_bytes``. A process of its own makes a library, keeps plans, visits, papers and rows of
a patient of that name, searches, changes the passphrase, backs up, exports, and dies in the midst of a write; another
opens it and goes on. Then the library's folder, the folder of backups and the folder for temporary files are searched
for the name, in the spellings in which it is kept: 0 hits. That the search can find it is shown on the decrypted pages.
Exit status 1 where there is a hit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

NAME = "Zqxjkv-Whistlethorpe"
SPELLINGS = (NAME, NAME.lower(), *NAME.split("-"), *NAME.lower().split("-"))
_PAGE, _IV, _RESERVE, _SALT = 4096, 16, 80, 16
"""Of SQLCipher 4: each page ends in its initial vector and its authentication; the first begins with a salt."""
_SENTENCE = "a sentence is welcome"
_ROUNDS, _MOST_SESSIONS, _KILLED = 12, 25, 9


def decrypted_pages(file: Path, key: bytes) -> bytes:
    """Return the bytes of a database as its engine sees them, unused ones too, without asking it."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    data, pages = file.read_bytes(), []
    for at in range(0, len(data), _PAGE):
        page = data[at + (_SALT if not at else 0) : at + _PAGE]
        sealed, vector = page[:-_RESERVE], page[-_RESERVE:][:_IV]
        unsealer = Cipher(AES(key), CBC(vector)).decryptor()
        pages.append(unsealer.update(sealed) + unsealer.finalize())
    return b"".join(pages)


def hits(folder: Path) -> list[str]:
    """Return the files under a folder that hold the name, in their names or bytes, in any of its spellings."""
    wanted = [form for spelling in SPELLINGS for form in (spelling.encode(), spelling.encode("utf-16-le"))]
    return [
        str(path)
        for path in folder.rglob("*")
        if any(spelling in path.name for spelling in SPELLINGS)
        or (path.is_file() and any(form in path.read_bytes() for form in wanted))
    ]


def session(root: Path, delay: float) -> None:
    """Do what a clinician does, then write on, and die so many seconds later, in the midst of it."""
    from ldn_desktop.library import bodies, keys, opening, records
    from ldn_desktop.library.backups import Computer, back_up, export_all
    from ldn_desktop.library.contract import Entry
    from ldn_desktop.library.recovery_key import new_recovery_key

    now = datetime.now(UTC)
    folder = root / "library"
    if not opening.is_library(folder):
        opening.make_library(folder, _SENTENCE, new_recovery_key())
    opened = opening.unlock(folder, keys.Secret(keys.PASSPHRASE, _SENTENCE))
    store = opened.store
    subject = records.new_subject()
    parents: tuple[str, ...] = ()
    for number in range(1, _ROUNDS):
        plan = {"format": "ldn-plan", "patient": {"name": NAME}, "notes": NAME * 20, "revision": number}
        kept = records.make(
            bodies.Revision(records.canonical(plan) + b"\n", number),
            subject,
            author="A",
            at=now,
            parents=parents,
        )
        seen = bodies.Visit(now.date(), "hold", note=f"{NAME} sleeps badly. " * 50, revision=kept.hash)
        visit = records.make(seen, subject, author="A", at=now)
        paper = records.make(bodies.Paper("patient", kept.hash, 2, "en"), subject, author="A", at=now)
        words = Entry(subject, 0, 1, NAME.encode(), (NAME, f"{NAME} {number}"))
        store.append([kept, visit, paper], [words])
        if not store.search(NAME[:4]):
            raise SystemExit("the name is not found by a search")
        parents = (kept.hash,)
    opened = opening.change_secret(opened, keys.Secret(keys.PASSPHRASE, _SENTENCE))
    back_up(opened, root / "backups", date(2026, 12, 1), Computer("5eed0001"))
    export_all(opened, root / "backups" / "all.ldnlibrary")
    pages = decrypted_pages(folder / opening.DATABASE, opened.key)
    if not any(form.encode() in pages for form in SPELLINGS):
        raise SystemExit("the name is not in the decrypted pages, so this looks in the wrong place")
    Thread(target=_die, args=(delay,)).start()
    while True:
        store.append([records.make(seen, subject, author="A", at=now)], [words])


def _die(delay: float) -> None:
    time.sleep(delay)
    os._exit(_KILLED)


def main() -> int:
    """Run sessions until one died with its journal on the disk, search, and say what was found."""
    if sys.argv[1:]:
        session(Path(sys.argv[1]), float(sys.argv[2]))
    with tempfile.TemporaryDirectory() as made:
        root, temporary = Path(made) / "root", Path(made) / "temporary"
        temporary.mkdir()
        environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
        places = {name: str(root / name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        found: list[str] = []
        for at in range(_MOST_SESSIONS):
            command = [sys.executable, "-m", "checks.library_bytes", str(root), str(0.1 + at * 0.007)]
            ended = subprocess.run(command, env=environment | places, check=False)
            if ended.returncode != _KILLED:
                print(f"the session failed ({ended.returncode})")
                return 1
            found += hits(Path(made))
            journal = (root / "library" / "plans.db-journal").exists()
            if journal and at:
                break
        files = sum(path.is_file() for path in Path(made).rglob("*"))
        size = sum(path.stat().st_size for path in Path(made).rglob("*") if path.is_file())
        print(
            f"{at + 1} sessions, each killed while writing, the last with its journal on the disk: {journal}"
        )
        print(f"{files} files, {size:,} bytes: {len(found)} hits of {NAME}")
        print(*found, sep="\n", end="\n" if found else "")
    return 1 if found or not journal else 0


if __name__ == "__main__":
    sys.exit(main())
