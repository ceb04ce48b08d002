"""The dialog *Practice* holds what the reader takes: shown and given back as it was, whatever else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTableWidget, QWidget

from ldn_desktop.domain.basis import Basis, Months
from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid, Tablet
from ldn_desktop.domain.plan import Plan, Prescriber
from ldn_desktop.domain.practice import (
    LONGEST_ADDRESS,
    LONGEST_LINE,
    MOST_PRICE,
    Currency,
    Made,
    OwnPreset,
    Pharmacy,
    Practice,
    Registration,
)
from ldn_desktop.exchange.practice_reader import read_practice
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.ui.shell.practice.dialog import PracticeDialog
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practices import PracticeError
from tests.journeys.desk import press
from tests.places import RESOURCES

MG = 1_000_000
EMOJI, ZWJ = "\N{GRINNING FACE}", "\u200d"
LETTERS = st.sampled_from(f"abz 0.,;<&/“é中{EMOJI}{ZWJ}")
"""What a file of settings may hold in a line, signs of two units and unseen ones among it."""
Kind = TypeVar("Kind", bound=QWidget)


def texts(most: int) -> st.SearchStrategy[str]:
    short = st.text(LETTERS, min_size=1, max_size=12)
    return (short | short.map(lambda text: (text * most)[:most])).map(str.strip).filter(bool)


LINES = texts(LONGEST_LINE)
ADDRESSES = st.lists(texts(LONGEST_ADDRESS // 5 - 1), min_size=1, max_size=5).map("\n".join)
NOBODY, EMPTY = Prescriber(), Plan(date(2026, 12, 1), (), ())
PRODUCTS: tuple[Formulation, ...] = (
    Capsule("c", MG // 2),
    Tablet("t", 3 * MG, 2),
    Liquid("l", MG, 100_000, 3_000_000),
)


@st.composite
def pharmacies(draw: st.DrawFn) -> Pharmacy:
    currency = draw(st.none() | st.builds(Currency, st.sampled_from(("GBP", "JPY")), st.integers(0, 3)))
    price = st.none() | st.integers(0, MOST_PRICE) if currency else st.none()
    makes = draw(st.lists(st.sampled_from(PRODUCTS), unique=True))
    optional = st.just("") | LINES
    return Pharmacy(
        draw(LINES), draw(st.just("") | ADDRESSES), draw(optional), draw(optional),
        tuple(Made(product, draw(price)) for product in makes), currency,
    )  # fmt: skip


@st.composite
def practices(draw: st.DrawFn) -> Practice:
    optional = st.just("") | LINES
    book = tuple(draw(st.lists(pharmacies(), max_size=3, unique_by=lambda each: each.name.casefold())))
    registrations = st.lists(
        st.builds(Registration, LINES, LINES, optional),
        max_size=3,
        unique_by=lambda entry: (entry.label, entry.prescriber),
    )
    basis = Basis("linear", MG // 2, 4 * MG, 14, Months(3), step_ng=MG // 2)
    names = draw(st.lists(LINES, max_size=2, unique_by=str.casefold))
    return Practice(
        name=draw(optional),
        address=draw(st.just("") | ADDRESSES),
        phone=draw(optional),
        fax=draw(optional),
        registrations=tuple(draw(registrations)),
        paper=draw(st.sampled_from(("", "a4", "letter"))),
        language=draw(st.sampled_from(("en", "es", "xyz"))),
        products=PRODUCTS[: draw(st.integers(0, 3))],
        presets=tuple(OwnPreset(name, basis, ("morning",)) for name in names),
        pharmacies=book,
        overage_percent=draw(st.integers(0, 50)),
        pack=draw(st.sampled_from(((), ("patient", "diary")))),
        order_to=draw(st.sampled_from(("", *(each.name for each in book)))),
    )


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(
        RESOURCES / "content", practice_file=tmp_path_factory.mktemp("kept") / "practice.ldnpractice"
    )


@contextmanager
def shown(
    knowledge: Knowledge, practice: Practice, kept: Prescriber = NOBODY, plan: Plan = EMPTY
) -> Iterator[PracticeDialog]:
    knowledge.keep_practice(practice)
    owner = QWidget()
    yield PracticeDialog(knowledge, plan, kept, "", owner)
    owner.deleteLater()


def named(dialog: QWidget, kind: type[Kind], name: str) -> Kind:
    return next(found for found in dialog.findChildren(kind) if found.accessibleName() == name)


def type_into(dialog: QWidget, name: str, text: str) -> None:
    edit = named(dialog, QLineEdit, name)
    edit.setText(text)
    edit.textEdited.emit(text)


def told(dialog: QWidget) -> str:
    labels = [label for label in dialog.findChildren(QLabel) if label.property("role") == "error"]
    return " ".join(label.text() for label in labels if label.parent() is dialog).strip()


def set_price(dialog: QWidget, row: int, text: str) -> None:
    item = named(dialog, QTableWidget, "Makes").item(row, 1)
    assert item is not None
    item.setText(text)


@settings(max_examples=50)
@given(practices(), st.data())
def test_whatever_the_reader_takes_is_shown_and_given_back(
    knowledge: Knowledge, practice: Practice, data: st.DataObject
) -> None:
    written = write_practice(practice)
    assert read_practice(written) == practice
    with shown(knowledge, practice) as dialog:
        assert write_practice(dialog.practice()) == written
        touched = practice
        if practice.pharmacies:
            row = data.draw(st.integers(0, len(practice.pharmacies) - 1))
            named(dialog, QListWidget, "Pharmacies").setCurrentRow(row)
            old, book = practice.pharmacies[row], list(practice.pharmacies)
            words, book[row] = data.draw(
                st.sampled_from(
                    (
                        ("Name", old._replace(name="Other 1")),
                        ("Telephone", old._replace(phone="Other 1")),
                        ("Fax", old._replace(fax="Other 1")),
                    )
                )
            )
            type_into(dialog, f"{words} of the pharmacy", "Other 1")
            to = book[row].name if practice.order_to == old.name else practice.order_to
            touched = replace(practice, pharmacies=tuple(book), order_to=to)
        type_into(dialog, "Telephone of the practice", "5")
        assert write_practice(dialog.practice()) == write_practice(replace(touched, phone="5"))


def test_steps_kept_under_the_name_of_a_preset_are_said_to_replace_it(knowledge: Knowledge) -> None:
    old, new = (Basis("linear", MG // 2, 4 * MG, days, 28, step_ng=MG // 2) for days in (7, 14))
    plan = Plan(date(2026, 12, 1), (), (), basis=new)
    with shown(
        knowledge, Practice("P", presets=(OwnPreset("Slow", old, ("bedtime",)),)), plan=plan
    ) as dialog:
        for name, said in (("Fast", False), ("sLOW", True), ("", False), ("sLOW", True)):
            type_into(dialog, "Name of a new preset", name)
            words = [label.text() for label in dialog.findChildren(QLabel)]
            assert ("“Slow” is one of the presets: its steps are replaced." in words) == said
        press(dialog, "Keep in place of the preset's")
        assert dialog.practice().presets == (OwnPreset("sLOW", new, ("bedtime",)),)


def test_an_overage_that_cannot_be_had_is_no_other_number(knowledge: Knowledge) -> None:
    with shown(knowledge, Practice("P", overage_percent=10)) as dialog:
        type_into(dialog, "Per cent of a liquid beyond the exact need", "60")
        problem = "More of a liquid: “60” is outside 0 to 50; type a whole number from 0 to 50."
        assert told(dialog) == problem
        press(dialog, "Save")
        assert told(dialog) == problem
        assert knowledge.practice.practice.overage_percent == 10
        type_into(dialog, "Per cent of a liquid beyond the exact need", "12")
        assert told(dialog) == ""
        assert dialog.practice().overage_percent == 12


def test_a_price_that_is_none_stays_as_typed_until_it_is_mended_or_gone(knowledge: Knowledge) -> None:
    book = tuple(
        Pharmacy(name, makes=(Made(Capsule("c", MG), 35),), currency=Currency("GBP")) for name in ("A", "B")
    )
    with shown(knowledge, Practice(pharmacies=book)) as dialog:
        chosen = named(dialog, QListWidget, "Pharmacies")
        set_price(dialog, 0, "abc")
        problem = "Pharmacies, number 1: “abc” is no price in GBP; type a number such as 0.35."
        assert told(dialog) == problem
        chosen.setCurrentRow(1)
        type_into(dialog, "Telephone of the pharmacy", "5")
        assert told(dialog) == problem
        with pytest.raises(PracticeError):
            dialog.practice()
        chosen.setCurrentRow(0)
        cell = named(dialog, QTableWidget, "Makes").item(0, 1)
        assert cell is not None
        assert cell.text() == "abc"
        press(dialog, "Remove pharmacy")
        assert told(dialog) == ""
        assert dialog.practice().pharmacies == (book[1]._replace(phone="5"),)


def test_a_text_that_is_too_long_is_refused_and_not_cut(knowledge: Knowledge) -> None:
    with shown(knowledge, Practice("P", pharmacies=(Pharmacy("A"),))) as dialog:
        for name, place in (
            ("Name of the practice", "Name"),
            ("Fax of the pharmacy", "Pharmacies, number 1, its fax"),
        ):
            type_into(dialog, name, "1" * (LONGEST_LINE + 1))
            assert told(dialog) == f"{place}: must be one line of at most 120 characters; shorten it."
            type_into(dialog, name, "1" * LONGEST_LINE)
            assert told(dialog) == ""
        for name, place in (
            ("Address of the practice", "Address"),
            ("Address of the pharmacy", "Pharmacies, number 1, its address"),
        ):
            address = named(dialog, QPlainTextEdit, name)
            address.setPlainText("1" * (LONGEST_ADDRESS + 1))
            assert told(dialog) == f"{place}: has more than 300 characters; shorten it."
            address.setPlainText("1 River Street\n\nTown ")
            assert told(dialog) == ""
        made = dialog.practice()
        assert made.address == made.pharmacies[0].address == "1 River Street\nTown"


def test_a_text_that_no_font_draws_is_refused_where_it_is_typed_and_stays_where_it_came(
    knowledge: Knowledge,
) -> None:
    problem = f"“{EMOJI}” cannot be printed: no font at hand draws {EMOJI}; write it in other letters."
    with shown(knowledge, Practice("P")) as dialog:
        type_into(dialog, "Name of the practice", EMOJI)
        assert told(dialog) == problem
        with pytest.raises(PracticeError):
            dialog.practice()
    with shown(knowledge, Practice(EMOJI)) as dialog:
        assert told(dialog) == problem
        type_into(dialog, "Telephone of the practice", "5")
        assert dialog.practice() == Practice(EMOJI, phone="5")


def test_it_says_that_new_plans_name_another_practice(knowledge: Knowledge) -> None:
    with shown(knowledge, Practice("Clinic 7"), Prescriber(practice="Clinic Seven")) as dialog:
        words = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
        told = (
            "New plans on this computer name “Clinic Seven”, so nothing of “Clinic 7” stands on their papers."
        )
        assert any(text.startswith(told) for text in words)
        type_into(dialog, "Name of the practice", "Clinic Seven")
        words = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
        assert not any("New plans" in text for text in words)
