"""Medicines are found by what people type: names, brands, classes, misspellings, several at once.

Nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineFinder, Reading
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


@cache
def finder() -> MedicineFinder:
    return MedicineFinder(CONTENT.medicines.values(), CONTENT.medicine_table.class_words)


def read(text: str) -> Reading:
    return finder().read(text)


def ids(text: str) -> list[str]:
    return [match.medicine.id for match in read(text).matches]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("duloxetine", ["duloxetine"]),
        ("Duloxetine 60 mg", ["duloxetine"]),
        ("Prozac 20mg capsules", ["fluoxetine"]),
        ("levothyroxine sodium 50 micrograms", ["levothyroxine"]),
        ("LÉVOTHYROXINE", ["levothyroxine"]),
        ("co-amoxiclav 625 tds", ["penicillins"]),
        ("coamoxiclav", ["penicillins"]),
        ("St Johns wort", ["st-johns-wort"]),
        ("vitamin D and B12", ["vitamin-d", "b12"]),
        ("co-codamol and duloxetine", ["co-codamol", "duloxetine"]),
        ("duloxetine, levothyroxine; prednisolone", ["duloxetine", "levothyroxine", "prednisolone"]),
        ("bupropion + naltrexone", ["naltrexone-bupropion"]),
        ("budesonide", ["budesonide-gut"]),
        ("Nurofen Plus", ["codeine-ibuprofen"]),
        ("Nurofen 200 mg plus iron", ["ibuprofen", "iron"]),
        ("budesonide inhaler 200", ["inhaled-steroids"]),
        ("N06AX21", ["duloxetine"]),
        ("medical marijuana", ["cannabis"]),
        ("low dose aspirin", ["aspirin"]),
        ("statins", ["statins"]),
        ("triptan", ["triptans"]),
        ("ACE inhibitors", ["ace"]),
        ("benzos", ["diazepam", "lorazepam", "alprazolam", "clonazepam", "temazepam", "midazolam"]),
        ("SSRIs", ["fluoxetine", "sertraline", "citalopram", "escitalopram", "paroxetine", "fluvoxamine"]),
    ],
)
def test_a_name_a_brand_a_class_or_several_are_found(typed: str, found: list[str]) -> None:
    reading = read(typed)
    assert [match.medicine.id for match in reading.matches] == found
    assert not reading.unsure
    assert not reading.unread


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("duloxitine", "duloxetine"),
        ("amytriptiline", "amitriptyline"),
        ("prozak", "fluoxetine"),
        ("gabapenten", "gabapentin"),
        ("amphetamin", "amfetamine"),
        ("tramadoll", "tramadol"),
        ("calcium carbnate", "antacids"),
    ],
)
def test_a_misspelling_is_read_and_says_so(typed: str, found: str) -> None:
    reading = read(typed)
    assert [match.medicine.id for match in reading.matches] == [found]
    assert reading.matches[0].matched.startswith("read as ")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("T3", {"co-codamol", "liothyronine"}),
        ("Tylenol #3", {"co-codamol", "paracetamol"}),
        ("Tylenol #1", {"co-codamol", "paracetamol"}),
        ("Tylenol 3 times a day", {"co-codamol", "paracetamol"}),
    ],
)
def test_a_name_that_is_an_opioid_to_some_is_asked_for(typed: str, found: set[str]) -> None:
    reading = read(typed)
    assert {match.medicine.id for match in reading.unsure} == found
    assert not reading.sure


@pytest.mark.parametrize(
    ("typed", "like"),
    [("cycloserine", "ciclosporin"), ("Cardene", "codeine"), ("ampicillin", "penicillins")],
)
def test_a_name_two_letters_off_may_be_another_medicine_and_is_asked_for(typed: str, like: str) -> None:
    reading = read(typed)
    assert like in {match.medicine.id for match in reading.unsure}
    assert not reading.sure


@pytest.mark.parametrize(
    "typed",
    [
        "Panadeine Forte",
        " Mersyndol",
        " Panafen Plus",
        " Robitussin AC",
        " Endone",
        " Targin",
        " Ordine",
        " Statex",
        " Kapanol",
        " Jurnista",
        " Hydromorph Contin",
        "\n    Palladon retard",
        " Tramal",
        " Valoron N",
        " Dipidolor",
        " Meptid",
        " Dzuveo",
        " Paracodin",
        " Dolantin",
        " L-Polamidon",
        " carfentanil",
        " nitazenes",
    ],
)
def test_brands_of_opioids_from_other_countries_block(typed: str) -> None:
    reading = read(typed.strip())
    assert [match.medicine.severity for match in reading.sure] == ["blocking"], reading
    assert reading.matches == reading.sure
    assert not reading.unread


def test_what_may_be_two_is_asked_for() -> None:
    reading = read("hyoscine")
    assert [match.medicine.id for match in reading.unsure] == ["antispasmodics"]
    assert reading.unsure[0].matched == "part of the name hyoscine butylbromide"
    assert read("pseudoephedrine").matches
    assert not read("pseudoephedrine").sure


@pytest.mark.parametrize(
    "typed", ["frobnicate", "terbinafine", "captopril", "oxazepam", "42", "mg", "", "…", "\0"]
)
def test_what_no_table_knows_matches_nothing(typed: str) -> None:
    assert read(typed).matches == ()


def test_what_is_not_read_beside_a_name_is_told() -> None:
    reading = read("duloxetine and Frobnicate 5 mg")
    assert [match.medicine.id for match in reading.matches] == ["duloxetine"]
    assert reading.unread == ("Frobnicate",)
    assert read("duloxetine " * 100).unread == ("…",)


def names() -> Iterator[tuple[str, str]]:
    for known in CONTENT.medicines.values():
        for name in (*known.medicine.names, *known.medicine.also):
            yield name, known.id
        for opioid in known.opioids:
            brands = (*opioid.brands, *opioid.brands_professional, *opioid.synonyms)
            for name in (opioid.name, opioid.id, *brands):
                yield name, known.id


def test_every_name_is_found_with_amounts_and_in_capitals() -> None:
    for name, known in names():
        assert known in ids(name), name
        assert known in ids(name.upper()), name
        if len(name) > 2:
            assert known in ids(f"Tab. {name} 20 mg"), name


def test_every_name_of_an_opioid_has_the_severity_of_its_rule() -> None:
    for known in CONTENT.medicines.values():
        for opioid in known.opioids:
            for name in (
                opioid.name,
                opioid.id,
                *opioid.brands,
                *opioid.brands_professional,
                *opioid.synonyms,
            ):
                found = {match.medicine.id: match.medicine.severity for match in read(name).sure}
                assert found.get(known.id) == known.severity, name


def slips(name: str) -> set[str]:
    """Return a name with one letter dropped, doubled, or swapped with its neighbour.

    Another figure is another thing.
    """
    made = set()
    for at, letter in enumerate(name):
        if letter.isdigit():
            continue
        before, after = name[:at], name[at + 1 :]
        made |= {before + after, before + 2 * letter + after, before + after[:1] + letter + after[1:]}
    return made - {name}


def test_one_slip_in_a_name_gives_the_right_one_or_a_list_with_it() -> None:
    for known in CONTENT.medicine_table.by_id.values():
        for name in (*known.names, *known.also):
            # A number with a slip in the word "No" before it is another text.
            if len(name) < 6 or " No " in name:
                continue
            for typed in slips(name):
                found = ids(typed)
                # Of a combination whose parts are read one by one nothing is lost.
                assert known.id in found or "codeine" in found, (typed, found)
