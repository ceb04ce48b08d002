"""A library as the program has it, that opens quickly; on another computer it is made of a copy."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.library.restoring import restore_as
from ldn_desktop.library.sealed_file import Sealed
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_library import PlanLibrary
from tests.library.given import AT, CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import SHIPPED


def made_library(folder: Path, copy: Sealed | None = None, key: bytes = b"") -> PlanLibrary:
    if copy is None:
        make_library(folder, SENTENCE, RECOVERY_TEXT, CHEAP)
    else:
        restore_as(folder, copy, key)
    library = PlanLibrary(folder, Knowledge(SHIPPED), lambda: AT)
    library.open_with(key or library.derived(Secret(PASSPHRASE, SENTENCE)))
    return library
