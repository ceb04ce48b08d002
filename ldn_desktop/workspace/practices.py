"""The practice of this computer: its settings read, kept, written for others, and what taking over a file changes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ldn_desktop.decoding.pictures import MAX_BYTES, PictureError, check_picture
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.domain.practice import KeptPractice, Logo, OwnPreset, Pharmacy, Practice, Registration
from ldn_desktop.exchange.practice_reader import read_practice
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.reference.words.wording import PLAIN, held
from ldn_desktop.storage.disk_errors import patiently, why_unwritable
from ldn_desktop.storage.files import MissingError, StoreError, read_limited, replace_atomically

if TYPE_CHECKING:
    from ldn_desktop.workspace.knowledge import Knowledge

_TEXTS = {
    "name": "Name",
    "address": "Address",
    "phone": "Telephone",
    "fax": "Fax",
    "paper": "Paper",
    "language": "Language of papers",
    "overage_percent": "Per cent of a liquid beyond the need",
    "pack": "Papers in one go",
    "visit_pack": "Papers with a visit",
    "order_to": "Orders go to",
}


_LISTS = {
    "registrations": "Registrations",
    "products": "Products of new plans",
    "presets": "Presets",
    "pharmacies": "Pharmacies",
    "logo": "Logo",
}
_FIELDS = {
    "label": "its name",
    "value": "its number",
    "prescriber": "its prescriber",
    "name": "its name",
    "address": "its address",
    "phone": "its telephone",
    "fax": "its fax",
    "currency.code": "its currency",
}
_PLACE = re.compile(r"(?P<list>\w+)(?:\[(?P<row>\d+)\])?(?:\.(?P<field>[\w.]+))?$")


class PracticeError(ValueError):
    """Settings or a logo that cannot be had. Its text is one sentence for the user."""


def load_practice(file: Path) -> KeptPractice:
    """Return the settings that this computer keeps; none where it has no file. Never raises."""
    try:
        return KeptPractice(read_practice(read_limited(file, what="practice file")))
    except MissingError:
        return KeptPractice()
    except (StoreError, FileError) as error:
        return KeptPractice(problem=_named(file, error))


def read_practice_file(file: Path) -> Practice:
    """Return the settings in a file from anywhere. Refused (``PracticeError``): one that holds none."""
    try:
        return read_practice(read_limited(file, what="practice file"))
    except (StoreError, FileError) as error:
        raise PracticeError(_named(file, error)) from None


def keep_practice(file: Path, practice: Practice) -> None:
    """Keep settings on this computer. Refused (``StoreError``): what the disk refuses.

    A file that cannot be read, such as that of a newer program, is kept beside it as ``.broken``; where that cannot be,
    it stays as it is, and nothing is kept.
    """
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if load_practice(file).problem:
        _set_aside(file)
    replace_atomically(file, write_practice(practice))


def _set_aside(file: Path) -> None:
    aside = file.with_name(f"{file.name}.broken")
    number = 1
    while os.path.lexists(aside):
        number += 1
        aside = file.with_name(f"{file.name}.broken-{number}")
    try:
        patiently(lambda: file.rename(aside))
    except OSError as error:
        raise StoreError(
            f"{quoted(file.name)}, which cannot be read, cannot be set aside as {quoted(aside.name)}: "
            f"{why_unwritable(error, file)}"
        ) from error


def write_practice_file(file: Path, practice: Practice) -> None:
    """Write settings for other computers. Refused (``StoreError``): what the disk refuses."""
    replace_atomically(file, write_practice(practice))


def read_logo(file: Path) -> Logo:
    """Return the picture in a file. Refused (``PracticeError``): one that is none, or too large, unread."""
    try:
        data = read_limited(file, MAX_BYTES, "logo")
        picture = check_picture(data)
    except StoreError as error:
        raise PracticeError(str(error)) from None
    except PictureError as error:
        raise PracticeError(f"{quoted(file.name)} {error}") from None
    return Logo(picture.kind, data, picture.width, picture.height)


def said(error: FileError) -> str:
    """Return the sentence of a refusal for who typed the settings, the place as the dialog names it."""
    found = _PLACE.match(error.path)
    if found is None or not str(error).startswith(f"{error.path}: "):
        return str(error)
    row = f", number {int(found['row']) + 1}" if found["row"] else ""
    field = _FIELDS.get(found["field"] or "", "")
    place = f"{_LISTS.get(found['list']) or _TEXTS.get(found['list'], found['list'])}{row}"
    return f"{place}{f', {field}' if field else ''}: {str(error).removeprefix(f'{error.path}: ')}"


def other_practice(practice: Practice, kept: Prescriber) -> str:
    """Say that new plans on this computer name another practice, which the settings do not head; empty elsewhere."""
    if not practice.name or practice.heads(kept):
        return ""
    ours, other = quoted(practice.name), quoted(kept.practice.strip())
    return (
        f"New plans on this computer name {other}, so nothing of {ours} stands on their papers. "
        f"To change that, name {ours} in a plan and choose Use for new plans there."
    )


def changes(before: Practice, after: Practice) -> tuple[str, ...]:
    """Say what would change were one taken for the other, a line each; nothing where they are the same."""
    return tuple(_changes(before, after))


def doubts(practice: Practice, knowledge: Knowledge) -> tuple[str, ...]:
    """Say what papers cannot follow here: a language that they do not come in, a text that no font at hand draws."""
    language, known = practice.language, knowledge.content.languages
    no_language = (
        f"Papers do not come in {quoted(language)} here, so under these settings they come in English; "
        f"there is {', '.join(f'{code} ({name})' for code, name in known.items())}."
    )
    told = [undrawn(practice, knowledge), no_language if language and language not in known else ""]
    return tuple(filter(None, told))


def undrawn(practice: Practice, knowledge: Knowledge, known: tuple[str, ...] = ()) -> str:
    """Say which text of a practice, but for those that are ``known``, cannot be printed; empty where all can."""
    for text in practice.printed:
        if text not in known and (letters := knowledge.undrawable(text)):
            return f"{quoted(text)} cannot be printed: no font at hand draws {letters}; write it in other letters."
    return ""


def _changes(before: Practice, after: Practice) -> Iterator[str]:
    for key, words in _TEXTS.items():
        old, new = (_text(getattr(each, key)) for each in (before, after))
        if old != new:
            yield f"{words}: {_told(old)} becomes {_told(new)}."
    if before.logo != after.logo:
        yield f"Logo: {_picture(before.logo)} becomes {_picture(after.logo)}."
    doses = PLAIN.doses([held(product) for each in (before, after) for product in each.products])
    for what, pick, name in (
        ("Registrations", _registrations, _registration),
        ("Products of new plans", _products, doses.product),
        ("Presets", _presets, _name),
        ("Pharmacies", _pharmacies, _name),
    ):
        yield from _listed(what, pick(before), pick(after), name)


def _text(value: str | int | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "").replace("\n", ", ")


def _registrations(practice: Practice) -> dict[Any, Any]:
    return {(entry.label, entry.prescriber): entry for entry in practice.registrations}


def _products(practice: Practice) -> dict[Any, Any]:
    return {product.id: product for product in practice.products}


def _presets(practice: Practice) -> dict[Any, Any]:
    return {preset.name: preset for preset in practice.presets}


def _pharmacies(practice: Practice) -> dict[Any, Any]:
    return {pharmacy.name: pharmacy for pharmacy in practice.pharmacies}


def _listed(
    what: str, before: dict[Any, Any], after: dict[Any, Any], name: Callable[[Any], str]
) -> Iterator[str]:
    """Say which entries of a list are new, which others than before, and which go."""
    for verb, entries in (
        ("adds", [after[key] for key in after if key not in before]),
        ("changes", [after[key] for key in after if key in before and before[key] != after[key]]),
        ("removes", [before[key] for key in before if key not in after]),
    ):
        if entries:
            yield f"{what}: {verb} {', '.join(map(name, entries))}."
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield f"{what}: in another order."


def _told(text: str) -> str:
    return quoted(text) if text else "nothing"


def _picture(logo: Logo | None) -> str:
    return f"a picture of {logo.width:,} by {logo.height:,} pixels" if logo else "none"


def _registration(entry: Registration) -> str:
    return f"{entry.label} of {entry.prescriber}" if entry.prescriber else entry.label


def _name(entry: OwnPreset | Pharmacy) -> str:
    return entry.name


def _named(file: Path, error: Exception) -> str:
    """Return the sentence of an error with the file's name at its beginning."""
    told = str(error)
    name = quoted(file.name)
    if told.startswith(name):
        return told
    return (
        f"{name}: {told}" if not told.startswith("The file ") else f"{name} {told.removeprefix('The file ')}"
    )
