"""A model of the tools that carry a folder between computers, faults and all. For ``checks.shared_folder``.

Later versions and deletions go to everybody. Of two that were made beside each other one keeps the name and the other
is renamed; now and then it is overwritten, as has happened. A file may be cut off until it is carried again.
"""

from __future__ import annotations

from pathlib import PurePath
from random import Random
from typing import NamedTuple

Folder = dict[str, bytes]


class Version(NamedTuple):
    """What the tool knows of a file: who changed it how late, and its bytes; none of one that was deleted."""

    vector: tuple[int, ...]
    data: bytes | None = None
    whole: bool = True


class SyncTool:
    """Carries files between folders; ``known`` is what it remembers of each.

    ``overwritten`` is how often the loser of two files with one name is gone without a copy.
    """

    def __init__(self, folders: list[Folder], overwritten: float) -> None:
        self.folders, self.overwritten = folders, overwritten
        self.known: list[dict[str, Version]] = [{} for _ in folders]
        self._never = Version((0,) * len(folders))
        self._tick = 0

    def scan(self, at: int) -> None:
        """See what changed in a folder since the last time."""
        folder, known = self.folders[at], self.known[at]
        for name in sorted(folder.keys() | known.keys()):
            old = known.get(name, self._never)
            if folder.get(name) != old.data:
                self._tick += 1
                vector = tuple(self._tick if one == at else value for one, value in enumerate(old.vector))
                known[name] = Version(vector, folder.get(name))

    def carry(self, a: int, b: int, share: float, chance: Random, *, half: bool = False) -> None:
        """Carry a share of the files from one folder to another; a part of each alone where ``half`` says so."""
        self.scan(a)
        self.scan(b)
        for name, new in sorted(self.known[a].items()):
            if not new.whole or chance.random() > share:
                continue
            old = self.known[b].get(name, self._never)
            kept, loser = _resolved(new, old)
            if half and kept.data and kept.data != old.data:
                cut = kept.data[: chance.randrange(len(kept.data))]
                self._put(b, name, old._replace(data=cut, whole=False))
                continue
            self._put(b, name, kept)
            if loser is not None and chance.random() >= self.overwritten:
                self.folders[b][conflicted(name, chance)] = loser

    def carry_all(self, chance: Random) -> None:
        """Carry everything from each folder to each other."""
        for a in range(len(self.folders)):
            for b in range(len(self.folders)):
                if a != b:
                    self.carry(a, b, 1, chance)

    def _put(self, at: int, name: str, version: Version) -> None:
        self.known[at][name] = version
        if version.data is None:
            self.folders[at].pop(name, None)
        else:
            self.folders[at][name] = version.data


def conflicted(name: str, chance: Random) -> str:
    """Return the name that a tool gives to the loser of two."""
    return f"{PurePath(name).stem} (conflicted copy {chance.randrange(10**6)}){PurePath(name).suffix}"


def _resolved(new: Version, old: Version) -> tuple[Version, bytes | None]:
    """Return the version that stays where a new one arrives, and the bytes of the loser, if there is one."""
    vector = tuple(map(max, new.vector, old.vector))
    if vector == old.vector:
        return old, None
    if vector == new.vector or not old.whole:
        return new, None
    # Beside each other: every computer has to choose the same.
    winner = max((data for data in (new.data, old.data) if data is not None), default=None)
    return Version(vector, winner), old.data if old.data != winner else None
