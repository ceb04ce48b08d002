"""Reads the settings of a practice (``.ldnpractice``) strictly: all of them, or a sentence that names the place."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from ldn_desktop.decoding.pictures import PictureError, check_picture
from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.ladder import LadderError
from ldn_desktop.domain.plan import DEFAULT_TIMES
from ldn_desktop.domain.practice import (
    LONGEST_ADDRESS,
    LONGEST_LINE,
    MOST_DECIMALS,
    MOST_OVERAGE,
    MOST_PHARMACIES,
    MOST_PRESETS,
    MOST_PRICE,
    MOST_PRODUCTS,
    MOST_REGISTRATIONS,
    Currency,
    Logo,
    Made,
    OwnPreset,
    Pharmacy,
    Practice,
    Registration,
)
from ldn_desktop.exchange.ladder_reader import read_basis, read_times
from ldn_desktop.exchange.product_reader import read_formulation, read_formulations
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.reference.words.typefaces import JOINERS

FORMAT, VERSION = "ldn-practice", 1
SHEETS = ("a4", "letter")
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_KEYS = tuple(Practice.__dataclass_fields__)
_ANY_DAY = date(2026, 1, 1)
"""Whether numbers make a ladder does not hang on the day, but for the end of the calendar."""
_Entry = TypeVar("_Entry", Registration, OwnPreset, Pharmacy, Made)


def read_practice(data: bytes) -> Practice:
    """Return the settings in the bytes of a file.

    Refused (``FileError``): what is no such file, a newer version, an unknown key, a text that is too long or no single
    line, a picture that is none, numbers that make no ladder, a name that stands there twice, orders that go to none of
    its pharmacies.
    """
    root = parse(data, "practice file")
    members = root.entries()
    for key in ("format", "version"):
        if key not in members:
            raise FileError(key, "is missing, so these are no practice settings; choose another file.")
    if members["format"].value != FORMAT:
        raise FileError(
            "format", f"must be {FORMAT}, so these are no practice settings; choose another file."
        )
    version = members["version"].whole(1)
    if version > VERSION:
        raise FileError(
            "version", f"{version} is newer than this program reads ({VERSION}); update the program."
        )
    f = root.fields(("format", "version"), _KEYS)
    readers: dict[str, Callable[[Node], Any]] = {
        **dict.fromkeys(("name", "phone", "fax", "order_to"), _line),
        "address": _address,
        "logo": _logo,
        "registrations": _registrations,
        "paper": lambda node: node.choice(*SHEETS),
        "language": _language,
        "products": _products,
        "presets": _presets,
        "pharmacies": _pharmacies,
        "overage_percent": lambda node: node.whole(0, MOST_OVERAGE),
        "pack": _pack,
        "visit_pack": _pack,
    }
    practice = Practice(**{key: readers[key](node) for key, node in f.items() if key in readers})
    if practice.order_to and practice.addressee is None:
        raise f["order_to"].fail(
            f"{quoted(practice.order_to)} is no pharmacy of these settings; name one of them, or leave order_to out."
        )
    return practice


def _language(node: Node) -> str:
    code = node.text()
    if not _LANGUAGE.fullmatch(code):
        raise node.fail(f"{quoted(code)} is no language; write the letters of its code, such as es.")
    return code


def _line(node: Node) -> str:
    text = node.filled()
    if len(text) > LONGEST_LINE or not all(letter.isprintable() or letter in JOINERS for letter in text):
        raise node.fail(f"must be one line of at most {LONGEST_LINE} characters; shorten it.")
    return text.strip()


def _address(node: Node) -> str:
    text = node.filled()
    if len(text) > LONGEST_ADDRESS:
        raise node.fail(f"has more than {LONGEST_ADDRESS} characters; shorten it.")
    if not all(letter.isprintable() or letter in JOINERS or letter == "\n" for letter in text):
        raise node.fail("holds a sign that cannot be printed; type it again.")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _optional(fields: dict[str, Node], key: str, read: Callable[[Node], str] = _line) -> str:
    return read(fields[key]) if key in fields else ""


def _logo(node: Node) -> Logo:
    f = node.fields(("kind", "data"))
    try:
        data = b64decode(f["data"].filled().encode(), validate=True)
        picture = check_picture(data)
    except PictureError as error:
        raise node.fail(str(error)) from None
    except ValueError:
        raise f["data"].fail("is not written in base64; export the settings again.") from None
    if f["kind"].text() != picture.kind:
        raise f["kind"].fail(f"is {quoted(f['kind'].text())}, but the picture is {picture.kind}; write that.")
    return Logo(picture.kind, data, picture.width, picture.height)


def _at_most(node: Node, most: int, what: str) -> list[Node]:
    items = node.any_items()
    if len(items) > most:
        raise node.fail(f"holds {len(items):,} {what}, more than the {most} that there may be; remove some.")
    return items


def _each(node: Node, most: int, what: str, read: Callable[[Node], _Entry]) -> tuple[_Entry, ...]:
    """Return what is read from each item. Refused: too many, one that stands there twice."""
    found: dict[object, _Entry] = {}
    for item in _at_most(node, most, what):
        entry = read(item)
        key = _key(entry)
        if key in found:
            raise item.fail("stands there twice; remove one of the two, or give it another name.")
        found[key] = entry
    return tuple(found.values())


def _key(entry: Registration | OwnPreset | Pharmacy | Made) -> object:
    if isinstance(entry, Registration):
        return entry.label, entry.prescriber
    return entry.formulation.id if isinstance(entry, Made) else entry.name.casefold()


def _registrations(node: Node) -> tuple[Registration, ...]:
    return _each(node, MOST_REGISTRATIONS, "registrations", _registration)


def _registration(node: Node) -> Registration:
    f = node.fields(("label", "value"), ("prescriber",))
    return Registration(_line(f["label"]), _line(f["value"]), _optional(f, "prescriber"))


def _products(node: Node) -> tuple[Any, ...]:
    _at_most(node, MOST_PRODUCTS, "products")
    return read_formulations(node)


def _pack(node: Node) -> tuple[str, ...]:
    codes = [item.choice(*PAPERS) for item in node.items("paper")]
    if len(set(codes)) < len(codes):
        raise node.fail("names a paper twice; remove one of the two.")
    return tuple(code for code in PAPERS if code in codes)


def _presets(node: Node) -> tuple[OwnPreset, ...]:
    return _each(node, MOST_PRESETS, "presets", _preset)


def _preset(node: Node) -> OwnPreset:
    f = node.fields(("name", "basis"), ("times",))
    basis = read_basis(f["basis"])
    if basis.per_kg is not None:
        raise f["basis"].fail("holds a patient's weight, which no preset has; leave per_kg out.")
    try:
        basis.ladder(_ANY_DAY)
    except LadderError as error:
        raise f["basis"].fail(f"makes no ladder. {error}") from error
    return OwnPreset(_line(f["name"]), basis, read_times(f["times"]) if "times" in f else DEFAULT_TIMES)


def _pharmacies(node: Node) -> tuple[Pharmacy, ...]:
    return _each(node, MOST_PHARMACIES, "pharmacies", _pharmacy)


def _pharmacy(node: Node) -> Pharmacy:
    f = node.fields(("name",), ("address", "phone", "fax", "makes", "currency"))
    makes = _each(f["makes"], MOST_PRODUCTS, "products", _made) if "makes" in f else ()
    currency = _currency(f["currency"]) if "currency" in f else None
    if currency is None and any(made.price is not None for made in makes):
        raise FileError(f"{node.path}.currency", "is missing, but there are prices; add the currency.")
    told = (_line(f["name"]), _optional(f, "address", _address), _optional(f, "phone"), _optional(f, "fax"))
    return Pharmacy(*told, makes, currency)


def _made(node: Node) -> Made:
    f = node.fields(("product",), ("price",))
    return Made(read_formulation(f["product"]), f["price"].whole(0, MOST_PRICE) if "price" in f else None)


def _currency(node: Node) -> Currency:
    f = node.fields(("code",), ("decimals",))
    code = f["code"].text()
    if not _CURRENCY.fullmatch(code):
        raise f["code"].fail(f"{quoted(code)} is no currency; write its three letters, such as GBP.")
    return Currency(code, f["decimals"].whole(0, MOST_DECIMALS)) if "decimals" in f else Currency(code)
