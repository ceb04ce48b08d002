"""Names that may mean several medicines: an opioid that may be meant is never told as merely not checked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ldn_desktop.domain.rules import MedicineDoubt
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.rules import doubts, medicine_reading
from ldn_desktop.reference.search.words import words
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


def of(text: str) -> tuple[MedicineDoubt, ...]:
    return doubts(CONTENT.read_medicine(text))


def severities(text: str) -> dict[str, str]:
    """Return every severity that a text gets, by what gives it: an entry's id or the words that are in doubt."""
    reading = medicine_reading(CONTENT.read_medicine(text))
    return {entry.id: entry.severity for entry in reading.entries} | {
        doubt.typed: doubt.severity for doubt in reading.doubts
    }


@pytest.mark.parametrize("brand", ["Migraleve", "Syndol", "Codafen", "Co proxamol x", "Hysingla", "Maxitram"])
def test_a_brand_whose_every_product_is_an_opioid_blocks(brand: str) -> None:
    assert "blocking" in severities(f"{brand} twice daily").values()


@pytest.mark.parametrize(
    "name", ["Robitussin", "Benylin", "T3", "cough mixture", "guaifenesin", "kaolin", "cyclizine", "yellow"]
)
def test_a_name_that_others_have_too_warns(name: str) -> None:
    (doubt,) = of(name)
    assert doubt.severity == "warning"
    assert doubt.opioids


def test_a_name_without_an_opioid_among_its_meanings_is_only_asked_for() -> None:
    (doubt,) = of("hyoscine")
    assert (doubt.severity, doubt.opioids, doubt.meant) == ("info", (), ("hyoscine butylbromide",))


def every_word() -> Iterator[str]:
    for known in CONTENT.medicines.values():
        listed = [*known.medicine.names, *known.medicine.also]
        for opioid in known.opioids:
            listed += [opioid.name, *opioid.brands, *opioid.brands_professional, *opioid.synonyms]
        yield from (word for name in listed for word in words(name))


def test_no_word_of_any_name_hides_an_opioid() -> None:
    tried = 0
    for word in dict.fromkeys(every_word()):
        reading = CONTENT.read_medicine(word)
        for match in reading.unsure:
            if match.medicine.is_opioid:
                tried += 1
                (doubt,) = (doubt for doubt in doubts(reading) if doubt.typed == match.typed)
                assert doubt.severity in {"blocking", "warning"}, word
                assert {opioid.id for opioid in match.medicine.opioids} <= set(doubt.opioids), word
                assert match.name in doubt.meant
    assert tried > 100


@pytest.mark.parametrize("name", ["morph", "morphi", "kaolin morph"])
def test_the_beginning_of_nothing_but_opioids_blocks(name: str) -> None:
    assert "blocking" in severities(name).values()


def test_where_each_meaning_blocks_the_doubt_blocks() -> None:
    """Each beginning of each word of an opioid's names, alone.

    That one of them is no opioid of the list changes nothing.
    """
    fragments = {word[:end] for word in every_word() for end in range(3, len(word) + 1)}
    tried = 0
    for fragment in sorted(fragments):
        reading = CONTENT.read_medicine(fragment)
        meant = [match for match in reading.unsure if match.how != "part"]
        if (
            meant
            and len(meant) == len(reading.unsure)
            and {m.medicine.severity for m in meant} == {"blocking"}
        ):
            tried += 1
            assert [doubt.severity for doubt in doubts(reading)] == ["blocking"], fragment
    assert tried > 100


@pytest.mark.parametrize("name", ["DF118", "DF 118", "DF118 Forte", "DF 118 forte 40 mg"])
def test_df118_is_dihydrocodeine(name: str) -> None:
    reading = medicine_reading(CONTENT.read_medicine(name))
    assert [entry.severity for entry in reading.entries] == ["blocking"]
    assert "dihydrocodeine" in reading.entries[0].opioids


@pytest.mark.parametrize("name", ["Gee's linctus", "Gees linctus", "opiate squill linctus"])
def test_gees_linctus_is_opium(name: str) -> None:
    assert severities(name) == {"opium_alkaloids_cough": "blocking"}


def test_a_night_nurse_sedates_and_is_no_opioid() -> None:
    assert severities("Night Nurse") == {"promethazine": "caution", "dextromethorphan": ""}
    assert of("Night Nurse") == ()
