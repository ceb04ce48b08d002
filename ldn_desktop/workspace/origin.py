"""Where the open plan comes from, as a value: all that title, saving, recent files, drafts and papers ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ldn_desktop.storage.file_names import DRAFT_SUFFIX, PLAN_SUFFIX, one_line
from ldn_desktop.storage.files import MissingError, StoreError, read_plan_file, replace_atomically

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.workspace.owner import Owner


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The place of a plan, immutable, and what is known of it; here as one that a plan does not have yet.

    A kind of place says what is otherwise there, and stands in ``KINDS``. ``known`` is the digest of what was last read
    or written there, ``owner`` whose plan it is; empty and ``None`` while nobody knows.
    """

    known: str = ""
    owner: Owner | None = None

    @property
    def title(self) -> str:
        """What a plan is called whose patient has no name."""
        return "New plan"

    @property
    def name(self) -> str:
        """What sentences call the place, on one line."""
        return ""

    @property
    def quoted(self) -> str:
        """The same as it begins a sentence."""
        return f"“{self.name}”"

    @property
    def kept(self) -> bool:
        """Whether the plan stands there and is saved there again; else saving asks where."""
        return False

    @property
    def finished(self) -> bool:
        """Whether it holds plans that have a number, not unfinished ones."""
        return self.kept

    @property
    def in_library(self) -> bool:
        """Whether it is in the library, where each saved state stays; it is read and written in the window."""
        return False

    def next_visit(self) -> date | None:
        """Return the day of the next visit where it is known there. Refused (``StoreError``): what cannot be read."""
        return None

    @property
    def saved_words(self) -> str:
        """What is told of a plan that is saved there."""
        return "Saved"

    @property
    def address(self) -> str:
        """What a draft records, so that the place is found again after a crash; empty where there is none."""
        return ""

    @property
    def recent(self) -> str:
        """The path that the list of recent files keeps; empty where it keeps none."""
        return ""

    def is_at(self, path: Path) -> bool:  # noqa: ARG002 - a place that is no file is at none
        """Tell whether it is the file of a path, by whichever name."""
        return False

    def offered(self, ending: str, otherwise: Callable[[], Path]) -> Path:
        """Return the file that is offered for something of the plan with an ending.

        Beside its own, or ``otherwise``.
        """
        path = otherwise()
        return path.with_name(f"{path.name}{ending}")

    def read(self) -> bytes:
        """Return what stands there. Refused (``StoreError``, for nothing ``MissingError``): what cannot be read."""
        raise MissingError("The plan was never saved.")

    def read_as(self, data: bytes) -> Origin:
        """Return the place, knowing that these bytes were read there."""
        return replace(self, known=digest_of(data))

    def write(self, data: bytes) -> bool:  # noqa: ARG002 - what has no place takes nothing
        """Replace what stands there; tell whether another name of it was parted.

        Refused (``StoreError``): by the disk.
        """
        raise StoreError("The plan has no place yet; choose a file.")


class Unsaved(Origin):
    """No place yet."""

    @classmethod
    def at(cls, address: str) -> Unsaved | None:
        """Return this for no address."""
        return None if address else cls()


@dataclass(frozen=True)
class File(Origin):
    """A plan's file, or an unfinished plan's."""

    path: Path

    @classmethod
    def at(cls, address: str) -> File:
        """Return the file of a path."""
        return cls(Path(address))

    @property
    def title(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem

    @property
    def name(self) -> str:
        """The file's name."""
        return one_line(self.path.name)

    @property
    def kept(self) -> bool:
        """It is saved there again."""
        return True

    @property
    def finished(self) -> bool:
        """As its suffix says."""
        return self.path.suffix.lower() != DRAFT_SUFFIX

    @property
    def address(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def recent(self) -> str:
        """Its path."""
        return str(self.path)

    def is_at(self, path: Path) -> bool:
        """Tell whether it is the file of a path, by whichever name."""
        try:
            return self.path == path or self.path.samefile(path)
        except (OSError, ValueError):
            return False

    def offered(self, ending: str, otherwise: Callable[[], Path]) -> Path:  # noqa: ARG002 - it has a name
        """Return the file of the same name beside it; as a plan's file, itself where it is one."""
        own = ending == PLAN_SUFFIX and self.finished
        return self.path if own else self.path.parent / f"{self.path.stem}{ending}"

    def read(self) -> bytes:
        """Return what the file holds."""
        return read_plan_file(self.path)

    def write(self, data: bytes) -> bool:
        """Replace the file whole."""
        return replace_atomically(self.path, data)


Kind: TypeAlias = Callable[[str], "Origin | None"]
"""What makes the place of a recorded address, or ``None`` of another kind's."""
KINDS: tuple[Kind, ...] = (Unsaved.at, File.at)
"""The kinds that there always are; the first that makes a place is taken."""


def origin_at(address: str, known: str, *kinds: Kind) -> Origin:
    """Return the place that a draft recorded, and what was known to stand there; ``kinds`` are asked first."""
    return next(replace(place, known=known) for at in (*kinds, *KINDS) if (place := at(address)))


def digest_of(data: bytes) -> str:
    """Return the digest by which what stands in a place is known again."""
    # OpenSSL is loaded with the first file.
    from hashlib import sha256

    return sha256(data).hexdigest()
