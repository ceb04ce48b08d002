"""The practice's settings in the window: typed, kept, in force at once, taken over from a file that is told first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan, Prescriber
from ldn_desktop.domain.practice import Currency, Made, Pharmacy, Practice, Registration
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog
from ldn_desktop.ui.shell.practice.dialog import PracticeDialog
from ldn_desktop.workspace.practices import load_practice
from tests.exchange.test_practice_reader import FULL
from tests.journeys.desk import Desk, desk_on, press
from tests.journeys.person import Person
from tests.pictures import png

MG = 1_000_000
TODAY = date(2026, 12, 1)
BUTTONS = QMessageBox.StandardButton


@pytest.fixture
def dialog(desk: Desk, person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDialog]:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", person.choose)
    plan = desk.session.draft.plan
    made = PracticeDialog(desk.window.knowledge, plan, Prescriber(), str(person.folder), desk.window)
    made.show()
    yield made
    made.deleteLater()


def field(dialog: QWidget, name: str) -> QLineEdit:
    return next(edit for edit in dialog.findChildren(QLineEdit) if edit.accessibleName() == name)


def type_into(edit: QLineEdit, text: str) -> None:
    edit.setText(text)
    edit.textEdited.emit(text)


def table(dialog: QWidget, name: str) -> QTableWidget:
    return next(found for found in dialog.findChildren(QTableWidget) if found.accessibleName() == name)


def told(dialog: QWidget) -> str:
    labels = [label for label in dialog.findChildren(QLabel) if label.property("role") == "error"]
    return " ".join(label.text() for label in labels if not label.isHidden()).strip()


def test_what_is_typed_is_kept_and_in_force_at_once(
    desk: Desk, person: Person, dialog: PracticeDialog
) -> None:
    knowledge = desk.window.knowledge
    type_into(field(dialog, "Name of the practice"), "Riverside Practice")
    addresses = dialog.findChildren(QPlainTextEdit)
    address = next(edit for edit in addresses if edit.accessibleName() == "Address of the practice")
    address.setPlainText("1 River Street\n\nTown ")
    person.path = person.folder / "logo.png"
    person.path.write_bytes(b"GIF89a")
    press(dialog, "Choose logo…")
    assert told(dialog) == "“logo.png” is no PNG or JPEG picture; save it as one of them."
    person.path.write_bytes(png(60, 40))
    press(dialog, "Choose logo…")
    numbers = table(dialog, "Registrations")
    numbers.setItem(0, 1, QTableWidgetItem("123"))
    press(dialog, "Save")
    assert told(dialog) == "Registrations, number 1, its name: is missing; add it."
    assert dialog.isVisible()
    numbers.setItem(0, 0, QTableWidgetItem("GMC"))
    assert numbers.rowCount() == 2
    press(dialog, "Add pharmacy")
    type_into(field(dialog, "Name of the pharmacy"), "Corner")
    dialog.kept.connect(desk.window.session.refresh)
    press(dialog, "Save")
    assert not dialog.isVisible()
    kept = load_practice(desk.places.practice_file).practice
    assert kept == knowledge.practice.practice
    assert (kept.name, kept.address, kept.registrations) == (
        "Riverside Practice", "1 River Street\nTown", (Registration("GMC", "123"),),
    )  # fmt: skip
    assert kept.logo is not None
    assert kept.logo.width == 60
    assert kept.pharmacies == (Pharmacy("Corner"),)
    desk.window.actions_.new.trigger()
    assert desk.session.draft.plan.prescriber.practice == "Riverside Practice"


def test_a_file_says_what_it_changes_before_it_does(
    desk: Desk, person: Person, dialog: PracticeDialog
) -> None:
    person.path = person.folder / "ours.ldnpractice"
    person.path.write_bytes(write_practice(FULL).replace(b'"version": 1', b'"version": 9'))
    press(dialog, "Import…")
    assert told(dialog) == (
        "“ours.ldnpractice”: version: 9 is newer than this program reads (1); update the program."
    )
    person.path.write_bytes(write_practice(FULL))
    person.answers += [BUTTONS.Cancel]
    press(dialog, "Import…")
    assert "Pharmacies: adds Corner, Station." in person.boxes[-1]
    assert dialog.practice() == Practice()
    person.answers += [BUTTONS.Ok]
    press(dialog, "Import…")
    assert dialog.practice() == FULL
    assert not desk.places.practice_file.exists()
    out = person.path = person.folder / "again.ldnpractice"
    press(dialog, "Export…")
    assert out.read_bytes() == write_practice(FULL)
    press(dialog, "Save")
    assert load_practice(desk.places.practice_file).practice == FULL
    assert [p.title for p in desk.window.knowledge.offers.presets()][:1] == ["Slow"]


def test_a_price_is_a_number_of_its_currency(desk: Desk, person: Person, dialog: PracticeDialog) -> None:
    made = (Made(Capsule("c", MG // 2), 35),)
    person.path = Path(person.folder) / "ours.ldnpractice"
    pharmacy = Pharmacy("Corner", makes=made, currency=Currency("GBP"))
    person.path.write_bytes(write_practice(Practice(pharmacies=(pharmacy,))))
    person.answers += [BUTTONS.Ok]
    press(dialog, "Import…")
    prices = table(dialog, "Makes")
    product, price = (prices.item(0, at) for at in range(2))
    assert product is not None
    assert price is not None
    assert (product.text(), price.text()) == ("0.5 mg capsule", "0.35")
    price.setText("0,4")
    assert told(dialog) == "Pharmacies, number 1: “0,4” is no price in GBP; type a number such as 0.35."
    press(dialog, "Save")
    assert dialog.isVisible()
    price.setText("0.4")
    assert dialog.practice().pharmacies[0].makes[0].price == 40


def test_products_are_suggested_by_what_a_pharmacy_makes(desk: Desk) -> None:
    makes = (Made(Capsule("one", MG), 35), Made(Capsule("four", 4 * MG), None))
    practice = Practice(
        pharmacies=(Pharmacy("Corner", makes=makes, currency=Currency("GBP")), Pharmacy("Station"))
    )
    plan = Plan(TODAY, (Rung(MG, 7), Rung(2 * MG, 28)), (Capsule("x", MG),))
    dialog = SuggestDialog(plan, (), desk.dose_words, desk.window, practice)
    makers = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Made by")
    sets = next(found for found in dialog.findChildren(QListWidget))
    assert (makers.count(), sets.count()) == (3, 0)
    makers.setCurrentIndex(1)
    assert sets.item(0).text() == "1 mg capsule\nat most 2 pieces a dose, 63 pieces in all, GBP 22.05"
    makers.setCurrentIndex(2)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "What Station makes is not in the settings of the practice yet; add it there." in told
    dialog.deleteLater()


def test_settings_that_cannot_be_read_are_told_at_the_start_and_kept(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    places.config.mkdir(parents=True)
    newer = write_practice(FULL).replace(b'"version": 1', b'"version": 9')
    places.practice_file.write_bytes(newer)
    with desk_on(tmp_path) as desk:
        told = " ".join(label.text() for label in desk.window.notices.findChildren(QLabel))
        assert (
            "The settings of the practice are left out. “practice.ldnpractice”: version: 9 is newer" in told
        )
        assert desk.session.draft.plan.formulations == ()
    assert places.practice_file.read_bytes() == newer
