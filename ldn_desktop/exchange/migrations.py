"""Plan files of older versions, made current one version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ldn_desktop.reference.strict import FileError, Node

FORMAT = "ldn-plan"
VERSION = 1
DRAFT_FORMAT = "ldn-draft"
"""The format of an unfinished plan: the window alone opens it."""

Migration = Callable[[Node], Node]
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
"""From a version to what turns its files into those of the next. Version 1 is the first there is."""


def migrate(root: Node, *, current: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS) -> Node:
    """Return a file's root as the current version writes it.

    Refused (``FileError``): another format, a version that is newer than the program's, or never existed.
    """
    members = root.entries()
    for key in ("format", "version"):
        if key not in members:
            raise FileError(key, "is missing, so this is no LDN plan; choose another file.")
    if members["format"].value == DRAFT_FORMAT:
        raise FileError(
            "",
            "holds an unfinished plan, which only the window opens; finish it there and save it as a plan.",
        )
    if members["format"].value != FORMAT:
        raise FileError("format", f"must be {FORMAT}, so this is no LDN plan; choose another file.")
    version = members["version"].whole(1)
    if version > current:
        raise FileError(
            "version", f"{version} is newer than this program reads ({current}); update the program."
        )
    for step in range(version, current):
        root = migrations[step](root)
    return root
