"""The settings of a practice: written and read back the same, and every break refused with its place."""

from __future__ import annotations

import json
from base64 import b64encode
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.basis import Basis, Months
from ldn_desktop.domain.formulation import Capsule, Liquid, Tablet
from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.domain.practice import (
    NO_PRACTICE,
    Currency,
    Logo,
    Made,
    OwnPreset,
    Pharmacy,
    Practice,
    Registration,
)
from ldn_desktop.exchange.practice_reader import read_practice
from ldn_desktop.exchange.practice_writer import write_practice
from tests.pictures import png

MG = 1_000_000
FULL = Practice(
    name="Riverside Practice",
    address="1 Street\nTown",
    phone="000 000",
    fax="000 001",
    logo=Logo("png", png(), 6, 4),
    registrations=(Registration("Practice no.", "7"), Registration("Licence", "123", "Dr A")),
    paper="letter",
    products=(Capsule("c", MG // 2), Tablet("t", 3 * MG, 2)),
    presets=(OwnPreset("Slow", Basis("linear", MG // 2, 4 * MG, 14, Months(3), step_ng=MG // 2), ("morning",)),),
    pharmacies=(
        Pharmacy("Corner", makes=(Made(Capsule("c", MG // 2), 35), Made(Liquid("l", MG, 100_000, 3_000_000))),
                 currency=Currency("JPY", 0)),
        Pharmacy("Station", "2 Street", "1", "2"),
    ),
    overage_percent=5,
    pack=("patient", "diary"),
    visit_pack=("patient", "calendar"),
    order_to="Station",
)  # fmt: skip


def test_it_is_read_as_it_was_written() -> None:
    assert read_practice(write_practice(FULL)) == FULL
    assert read_practice(write_practice(NO_PRACTICE)) == NO_PRACTICE


def test_a_pharmacy_that_is_no_longer_in_the_book_is_addressed_by_nobody() -> None:
    gone = replace(FULL, pharmacies=FULL.pharmacies[:1])
    assert gone.addressee is None
    assert read_practice(write_practice(gone)) == replace(gone, order_to="")


lines = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\xa0"), min_size=1, max_size=40
)
named = lines.filter(lambda text: text.strip() and text.isprintable()).map(str.strip)


@settings(max_examples=50)
@given(
    named,
    st.lists(named, max_size=3),
    st.integers(0, 50),
    st.lists(named, max_size=3, unique_by=str.casefold),
)
def test_any_settings_are_read_as_they_were_written(
    name: str, address: list[str], overage: int, pharmacies: list[str]
) -> None:
    practice = Practice(
        name, "\n".join(address), overage_percent=overage, pharmacies=tuple(map(Pharmacy, pharmacies))
    )
    data = write_practice(practice)
    assert read_practice(data) == practice
    assert write_practice(read_practice(data)) == data


def broken(places: str, value: Any) -> bytes:
    root = json.loads(write_practice(FULL))
    holder: Any = root
    *way, last = places.split(".")
    for key in way:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    holder[int(last) if isinstance(holder, list) else last] = value
    return json.dumps(root).encode()


BY_WEIGHT = {"weight": "30 kg", "weighed_on": "2026-01-01", "dose": "0.1 mg", "round_to": "0.1 mg"}
LOGO = b64encode(png(3_000, 1, lines=b"")).decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty; choose another file."),
        (b"{", "The file is no valid JSON at line 1, column 2; restore it or save it again."),
        (b"[" * 100_000, "The file is nested deeper than any practice file; choose another file."),
        (b" " * (1 << 20) + b"{}", "The file is larger than 1 MiB, so it is no practice file; choose another file."),
        (b"{}", "format: is missing, so these are no practice settings; choose another file."),
        (broken("format", "ldn-plan"),
         "format: must be ldn-practice, so these are no practice settings; choose another file."),
        (broken("version", 2), "version: 2 is newer than this program reads (1); update the program."),
        (broken("version", 1.5), "version: must be a whole number from 1, not the decimal number 1.5."),
        (broken("name", "a\nb"), "name: must be one line of at most 120 characters; shorten it."),
        (broken("name", "a" * 121), "name: must be one line of at most 120 characters; shorten it."),
        (broken("address", "a" * 301), "address: has more than 300 characters; shorten it."),
        (broken("address", "a\0"), "address: holds a sign that cannot be printed; type it again."),
        (broken("paper", "a5"), "paper: “a5” is not known; use one of a4, letter."),
        (broken("language", "Spanish"), "language: “Spanish” is no language; write the letters of its code"),
        (broken("overage_percent", 51), "overage_percent: is 51; give a whole number from 0 to 50."),
        (broken("pack", []), "pack: is empty; give at least one paper."),
        (broken("pack", ["diary", "diary"]), "pack: names a paper twice; remove one of the two."),
        (broken("logo.data", "?"), "logo.data: is not written in base64; export the settings again."),
        (broken("logo.data", "AAAA"), "logo: is no PNG or JPEG picture; save it as one of them."),
        (broken("logo.data", LOGO), "logo: is 3,000 by 1 pixels; save it with at most 2,000 on each side."),
        (broken("logo.kind", "jpeg"), "logo.kind: is “jpeg”, but the picture is png; write that."),
        (broken("registrations.1", {"label": "Practice no.", "value": "8"}),
         "registrations[1]: stands there twice; remove one of the two, or give it another name."),
        (broken("presets.0.basis.step", "0 mg"),
         "presets[0].basis: makes no ladder. The step is 0; give a step above 0."),
        (broken("presets.0.basis.per_kg", BY_WEIGHT),
         "presets[0].basis: holds a patient's weight, which no preset has; leave per_kg out."),
        (broken("pharmacies.1.name", "corner"),
         "pharmacies[1]: stands there twice; remove one of the two, or give it another name."),
        (broken("pharmacies.1.makes", [{"product": {"id": "c", "kind": "capsule", "strength": "1 mg"}, "price": 1}]),
         "pharmacies[1].currency: is missing, but there are prices; add the currency."),
        (broken("pharmacies.0.makes.0.price", -1),
         "pharmacies[0].makes[0].price: is -1; give a whole number from 0 to 10,000,000."),
        (broken("pharmacies.0.makes.0.product.strength", ".5 mg"), "pharmacies[0].makes[0].product.strength: "),
        (broken("pharmacies.0.currency.code", "yen"),
         "pharmacies[0].currency.code: “yen” is no currency; write its three letters, such as GBP."),
        (broken("registrations", [{"label": str(at), "value": "1"} for at in range(13)]),
         "registrations: holds 13 registrations, more than the 12 that there may be; remove some."),
        (broken("order_to", "Nobody"),
         "order_to: “Nobody” is no pharmacy of these settings; name one of them, or leave order_to out."),
        (broken("colour", "red"), "colour: unknown key; remove it"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(FileError) as refused:
        read_practice(data)
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_a_number_of_one_prescriber_stands_on_no_paper_of_another() -> None:
    assert [entry.value for entry in FULL.registered(Prescriber("Dr A"))] == ["7", "123"]
    assert [entry.value for entry in FULL.registered(Prescriber("Dr B"))] == ["7"]
    assert FULL.registered(Prescriber("Dr A", "Another Practice")) == ()


def test_a_new_plan_is_proposed_what_is_not_kept_on_the_computer() -> None:
    assert FULL.proposed(Prescriber("Dr A")) == Prescriber("Dr A", "Riverside Practice", "000 000")
    kept = Prescriber("Dr A", "Branch", "5")
    assert FULL.proposed(kept) == kept
    branch = Prescriber("Dr A", "Branch")
    assert FULL.proposed(branch) == branch
    assert Practice(phone="5").proposed(Prescriber()) == Prescriber(phone="5")
    assert read_practice(write_practice(Practice(address="\u0645\u06cc\u200c\u062f"))).address.count("\u200c")


def test_on_a_plans_papers_stands_what_is_the_plans() -> None:
    other = Prescriber("Dr B", "Another Practice")
    assert replace(FULL, order_to="").printed_for(other) == ()
    assert set(FULL.printed) >= {"Licence", "123", "Corner", "Station", "2 Street", "1", "2"}
    shown = replace(FULL, order_to="Corner").printed_for(Prescriber("Dr B", phone="9"))
    assert shown == ("Corner", "Riverside Practice", "1 Street\nTown", "9", "000 001", "Practice no.", "7")
    assert FULL.phone_of(other) == ""
    assert FULL.phone_of(Prescriber("Dr B")) == "000 000"
    assert deepcopy(NO_PRACTICE).proposed(Prescriber()) == Prescriber()
