"""The pharmacy's order on its pages: read back it says what the domain says, and nothing on it can be another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.practice import NO_PRACTICE, Logo, Pharmacy, Practice, Registration
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS, BlockedError, holding_back
from ldn_desktop.papers.pharmacy_order import PharmacyOrder
from ldn_desktop.printing.command import pdf_bytes, print_paper
from ldn_desktop.printing.fills_table import FillLine, FillsHead
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.order_blocks import ProductBlock
from ldn_desktop.printing.order_pages import OrderPages, order_pages
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.signature import SignatureBlock
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.bold import markdown
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests import strategies
from tests.pictures import png
from tests.places import RESOURCES
from tests.schedules import computed, each_schedule

KIND = "pharmacy-order"
START = date(2026, 12, 1)
PRACTICE = Practice(
    "Riverside Practice", "1 River Street\nTown", "030 1", "030 2", Logo("png", png(60, 40), 60, 40),
    (Registration("Practice number", "A12345"), Registration("GMC", "7654321", "Dr. Ada Muster")),
    overage_percent=5,
)  # fmt: skip
WHO: dict[str, Any] = {
    "patient": {"name": "Zoë Ångström", "birth_date": "1980-05-01", "identifier": "X-0417"},
    "prescriber": {"name": "Dr. Ada Muster", "practice": "Riverside Practice", "phone": "030 1234 567"},
    "condition": "fibromyalgia",
}
ORDER = {
    "address": "2 Hill Road",
    "phone": "030 555",
    "allergies": "penicillin",
    "refills": 2,
    "ship_to": "practice",
}
CAPSULES = [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "1.5", "4.5")]
TABLET = {"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 4}
LIQUID = {
    "id": "l", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "3",
    "beyond_use_days": 14,
}  # fmt: skip
DROPS = {"id": "d", "kind": "drops", "concentration": "0.3 mg/mL", "drops_per_ml": 20}
NINE = [{"dose": f"{at / 2:g} mg", "days": 7} for at in range(1, 9)] + [{"dose": "4.5 mg", "days": 28}]
CASES: dict[str, dict[str, Any]] = {
    "capsules": {"ladder": NINE, "formulations": CAPSULES, "order": ORDER},
    "parts, a rhythm, a pause": {
        "ladder": [
            {"dose": "0.75 mg", "days": 7, "go_on": "if-tolerated"},
            {"doses": {"morning": "0.75 mg", "bedtime": "1.5 mg"}, "days": 14},
            {"dose": "3 mg", "days": 30, "rhythm": {"on": 5, "off": 2}},
        ],
        "formulations": [TABLET],
        "adjustments": [{"on": "2026-12-15", "action": "pause", "until": "2026-12-20", "resume": "continue"}],
        "order": {"filler": "lactose free", "reason": "swallows no tablet of 50 mg"},
    },
    "a liquid": {
        "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "4.55 mg", "days": 40, "rhythm": {"every": 2}}],
        "formulations": [{**LIQUID, "graduation_ml": "0.05"}],
        "after": "continue",
    },
    "drops by weekday": {
        "ladder": [{"dose": "0.015 mg", "days": 9, "rhythm": {"weekdays": ["monday", "friday"]}}],
        "formulations": [DROPS],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def family(qapp: QApplication) -> str:
    return load_fonts(RESOURCES)


def regimen_of(knowledge: Knowledge, plan: dict[str, Any], today: date = START) -> Regimen:
    whole = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **WHO, **plan}
    codes = ("tenfold-step", "above-documented-range")
    whole["overrides"] = [{"code": code, "reason": "a test"} for code in codes]
    return derive(read_plan(json.dumps(whole).encode(), knowledge.vocabulary), knowledge.rules, today)


def document_of(
    knowledge: Knowledge, regimen: Regimen, printed: date = START, practice: Practice = PRACTICE
) -> PharmacyOrder:
    context = knowledge.paper_context(regimen, printed, PLAIN)._replace(practice=practice)
    made = PAPERS[KIND].make(context)
    assert isinstance(made, PharmacyOrder)
    return made


def read(
    knowledge: Knowledge, family: str, regimen: Regimen, printed: date = START, practice: Practice = PRACTICE
) -> tuple[tuple[str, ...], Asked]:
    sheet = Paper("a4", large=False, family=family, typefaces=knowledge.typefaces)
    pages: Printable = order_pages(document_of(knowledge, regimen, printed, practice), sheet)
    return page_texts(pdf_bytes(pages)), Asked(regimen, knowledge.content, printed, practice=practice)


def refuses(pages: Sequence[str], asked: Asked) -> bool:
    with suppress(ReadBackError):
        check_pages(pages, KIND, asked)
        return False
    return True


def changed(pages: Sequence[str], more: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pages with one figure, or one letter of a unit or of a number in words, changed; of the rest a few."""
    exact = re.compile(r"m?c?g\b|mL|\((?:[a-z -]+)\)|penicillin|A12345|lactose free")
    for number, text in enumerate(pages):
        told = {at for found in exact.finditer(text) for at in range(*found.span())}
        for at, char in enumerate(text):
            if char in " -" or not (char.isdigit() or at in told or at % 13 == 0):
                continue
            other = str((int(char) + more) % 10) if char in "0123456789" else "x" if char != "x" else "y"
            yield (
                (*pages[:number], text[:at] + other + text[at + 1 :], *pages[number + 1 :]),
                f"{text[max(at - 20, 0) : at]}[{char} -> {other}]{text[at + 1 : at + 20]}",
            )


@pytest.mark.parametrize(
    ("name", "day"), [*((name, 0) for name in CASES), ("parts, a rhythm, a pause", 17), ("a liquid", 17)]
)
def test_no_letter_and_no_figure_can_be_another(
    qapp: QApplication, knowledge: Knowledge, family: str, name: str, day: int
) -> None:
    printed = START + timedelta(days=day)
    pages, asked = read(knowledge, family, regimen_of(knowledge, CASES[name], printed), printed)
    check_pages(pages, KIND, asked)
    assert [where for other, where in changed(pages, 1 + day % 7) if not refuses(other, asked)] == []


@pytest.mark.parametrize("name", CASES)
def test_no_line_may_be_missing_or_stand_twice(
    qapp: QApplication, knowledge: Knowledge, family: str, name: str
) -> None:
    pages, asked = read(knowledge, family, regimen_of(knowledge, CASES[name]))
    text = " ".join(pages)
    pattern = re.compile(
        r"\S+(?: mL| drops)? \([a-z -]+\)(?: \w+)? (?:from|of|=).*?for the fill of \d+ days"
        r"|none \d[^–]*? to \d+ \w+ \d{4}|\S+ (?:capsules?|tablets?|drops) of [^–]*?(?=\d+ \w+ \d{4} to)"
        r"|\d (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4} to (?:\w+ ){3}\d{4} \d+"
    )
    lines = [found[0] for found in pattern.finditer(text)]
    assert len(lines) >= 2
    for line in dict.fromkeys(lines):
        assert refuses(tuple(page.replace(line, "", 1) for page in pages), asked), line
        assert refuses(tuple(page.replace(line, f"{line} {line}", 1) for page in pages), asked), line
    for other in (
        {"start_date": "2026-12-02"},
        {"order": {"refills": 5}},
    ):
        assert refuses(pages, asked._replace(regimen=regimen_of(knowledge, {**CASES[name], **other})))
    assert refuses(pages, asked._replace(printed=START + timedelta(days=1)))
    assert refuses(pages, asked._replace(practice=NO_PRACTICE))


@settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(st.data())
def test_what_is_ordered_rightly_passes(
    qapp: QApplication, knowledge: Knowledge, family: str, data: st.DataObject
) -> None:
    plan = data.draw(strategies.plans())
    try:
        regimen = regimen_of(knowledge, {**plan, "order": data.draw(st.sampled_from((ORDER, {})))})
    except (FileError, CourseError):
        reject()
    assume(not holding_back(regimen, KIND) and len(regimen.supply.fills) < 60)
    assume((regimen.ends - regimen.first).days < 400)
    printed = data.draw(st.sampled_from((START, START + timedelta(days=20), regimen.ends, regimen.first)))
    practice = data.draw(st.sampled_from((PRACTICE, NO_PRACTICE)))
    try:
        pages, asked = read(knowledge, family, regimen, printed, practice)
    except NotDrawnError:
        reject()
    check_pages(pages, KIND, asked)


@each_schedule
def test_every_schedule_of_practice_has_its_order(
    qapp: QApplication, knowledge: Knowledge, family: str, name: str
) -> None:
    regimen = computed(name).regimen
    if holding_back(regimen, KIND):
        with pytest.raises(BlockedError):
            document_of(knowledge, regimen)
        return
    pages, asked = read(knowledge, family, regimen, regimen.plan.start_date)
    check_pages(pages, KIND, asked)


def test_a_later_revision_has_its_order_under_its_own_number_alone(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    pages, asked = read(knowledge, family, regimen_of(knowledge, {**CASES["capsules"], "revision": 3}))
    assert all("Plan revision 3 ·" in page for page in pages)
    check_pages(pages, KIND, asked)
    assert refuses(
        tuple(page.replace("revision 3", "revision 3, replaces revision 2") for page in pages), asked
    )


def test_a_blocked_plan_has_none(qapp: QApplication, knowledge: Knowledge) -> None:
    blocked = regimen_of(knowledge, {"ladder": [{"dose": "0.77 mg", "days": 7}], "formulations": CAPSULES})
    with pytest.raises(BlockedError):
        document_of(knowledge, blocked)


def test_what_was_handed_out_is_not_ordered_again(knowledge: Knowledge) -> None:
    printed = START + timedelta(days=30)
    order = document_of(knowledge, regimen_of(knowledge, CASES["capsules"], printed), printed)
    assert [product.name[:1] for product in order.products] == ["1"]
    handed = "what was handed out before Thu 31 Dec 2026"
    assert order.notes[:2] == (
        "From Thu 31 Dec 2026 on this order replaces every earlier order of this plan, with its refills.",
        f"Not ordered here: {handed}, by this plan 3 fills, the last on Tue 29 Dec 2026.",
    )
    one = document_of(knowledge, regimen_of(knowledge, CASES["capsules"]), START + timedelta(days=1))
    assert one.notes[1] == (
        "Not ordered here: what was handed out before Wed 2 Dec 2026, by this plan 1 fill, on Tue 1 Dec 2026."
    )
    over = document_of(knowledge, regimen_of(knowledge, CASES["capsules"]), date(2027, 12, 1))
    assert (over.products, over.tables, over.box) == ((), (), "")
    assert over.notes[:2] == (
        "No fill is due from Wed 1 Dec 2027 on: this paper orders nothing.",
        "It cancels no earlier order of this plan: ask the prescriber whether refills of one still count.",
    )


@pytest.mark.parametrize("days", [0, 30, 400])
def test_an_order_says_whether_it_replaces_earlier_ones_and_nothing_else(
    qapp: QApplication, knowledge: Knowledge, family: str, days: int
) -> None:
    printed = START + timedelta(days=days)
    pages, asked = read(knowledge, family, regimen_of(knowledge, CASES["capsules"], printed), printed)
    check_pages(pages, KIND, asked)
    text = " ".join(pages)
    replaces = re.search(r"From \w+ \d+ \w+ \d+ on this order replaces .*? with its refills\.", text)
    unchanged = (
        "It cancels no earlier order of this plan: ask the prescriber whether refills of one still count."
    )
    assert (replaces is None, unchanged in text) == (days == 400, days == 400)
    told = replaces[0] if replaces else unchanged
    other = (
        told.replace("From", "From then on, from")
        if replaces
        else told.replace("no earlier", "every earlier")
    )
    for wrong in ("", other, unchanged if replaces else f"From Wed 1 Dec 2027 on {told}"):
        assert refuses(tuple(page.replace(told, wrong) for page in pages), asked), wrong


def test_an_order_of_refills_says_that_the_plan_knows_no_quantity_of_one(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    pages, asked = read(knowledge, family, regimen_of(knowledge, CASES["capsules"]))
    told = "2 (two) more; ask how much one is"
    assert told in " ".join(pages)
    assert refuses(tuple(page.replace("two) more", "three) more") for page in pages), asked)
    assert refuses(tuple(page.replace("how much one is", "") for page in pages), asked)
    usual, _ = read(knowledge, family, regimen_of(knowledge, CASES["a liquid"]))
    assert "how much one is" not in " ".join(usual)


def test_refills_of_the_only_fill_are_each_like_it(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    plan = {"ladder": [{"dose": "3 mg", "days": 20}], "formulations": [TABLET], "order": ORDER}
    regimen = regimen_of(knowledge, plan)
    assert len(regimen.supply.fills) == 1
    pages, asked = read(knowledge, family, regimen)
    check_pages(pages, KIND, asked)
    told = "2 (two) more, each like the fill above"
    assert told in " ".join(pages)
    for wrong in ("", told.replace("two", "three"), "2 (two) more; ask how much one is"):
        assert refuses(tuple(page.replace(told, wrong) for page in pages), asked), wrong


def test_what_orders_nothing_asks_for_nothing_and_is_not_signed(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    printed = date(2027, 12, 1)
    regimen = regimen_of(knowledge, CASES["parts, a rhythm, a pause"], printed)
    order = document_of(knowledge, regimen, printed)
    assert (order.terms, order.signature) == ((), ())
    pages, asked = read(knowledge, family, regimen, printed)
    check_pages(pages, KIND, asked)
    for more in ("Signature of the prescriber", "none beyond the fills above"):
        assert refuses((f"{pages[0]} {more}", *pages[1:]), asked)


@pytest.mark.parametrize(("printed", "more"), [(START, False), (date(2027, 3, 10), True)])
def test_a_plan_that_goes_on_past_its_supply_says_how_more_is_ordered(
    qapp: QApplication, knowledge: Knowledge, family: str, printed: date, *, more: bool
) -> None:
    regimen = regimen_of(knowledge, {**CASES["capsules"], "after": "continue"}, printed)
    pages, asked = read(knowledge, family, regimen, printed)
    check_pages(pages, KIND, asked)
    told = "To order more, give the last step of the plan more days and print this order again."
    assert (told in pages[-1]) == more
    assert refuses((*pages[:-1], pages[-1].replace(told, "") if more else f"{pages[-1]} {told}"), asked)


def test_an_order_of_licensed_tablets_alone_argues_for_nothing_made_up(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    licensed = {**TABLET, "strength": "50 mg"}
    plan = {"ladder": [{"dose": "12.5 mg", "days": 28}], "formulations": [licensed]}
    regimen = regimen_of(knowledge, plan)
    order = document_of(knowledge, regimen)
    assert order.frame.title == "Licensed tablets"
    assert [label for label, _ in order.terms[1]] == ["Label"]
    pages, asked = read(knowledge, family, regimen)
    check_pages(pages, KIND, asked)
    assert refuses(tuple(page.replace("Licensed tablets", "Compounded medication") for page in pages), asked)
    own = document_of(knowledge, regimen_of(knowledge, {**plan, "order": {"reason": "cheaper"}}))
    assert ("Reason", "cheaper") in own.terms[1]


def test_what_is_no_low_dose_a_day_is_called_none(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    capsule = {"id": "c", "kind": "capsule", "strength": "8 mg"}
    ladder = [{"doses": {"morning": "8 mg", "bedtime": "16 mg"}, "days": 7}]
    regimen = regimen_of(knowledge, {"ladder": ladder, "formulations": [capsule]})
    assert "Low dose" not in document_of(knowledge, regimen).box
    assert "No single dose above 16 mg." in document_of(knowledge, regimen).box.replace("\x01", "")
    pages, asked = read(knowledge, family, regimen)
    check_pages(pages, KIND, asked)


def test_what_the_fills_of_a_product_hold_is_told_in_one_unit(knowledge: Knowledge) -> None:
    drops = {**DROPS, "concentration": "10 mcg/mL"}
    plan = {"ladder": [{"dose": "4 mcg", "days": 40}], "formulations": [drops]}
    first, second = document_of(knowledge, regimen_of(knowledge, plan)).products[0].quantities
    assert "= **0.112 mg** from" in markdown(first)
    assert "= **0.048 mg (48 mcg)** from" in markdown(second)


def test_what_is_handed_out_stands_beside_the_exact_need(knowledge: Knowledge) -> None:
    parts = document_of(knowledge, regimen_of(knowledge, CASES["parts, a rhythm, a pause"])).products[0]
    assert "hand out **15 (fifteen)** whole tablets" in markdown(parts.quantities[0])
    liquid = document_of(knowledge, regimen_of(knowledge, CASES["a liquid"])).products[0]
    assert markdown(liquid.quantities[0]) == (
        "**21.7 mL (twenty-one point seven millilitres)** of **1 mg/mL** = **21.7 mg** from Tue 1 Dec 2026, "
        "for the fill of 14 days: hand out at least **23 mL (twenty-three millilitres)**"
    )


def test_what_is_needed_says_no_more_than_is_known(knowledge: Knowledge) -> None:
    drops = {**DROPS, "concentration": "3 mg/mL", "drops_per_ml": 30}
    plan = {"ladder": [{"dose": "1 mg", "days": 1}], "formulations": [drops], "max_drops_per_dose": 20}
    assert markdown(document_of(knowledge, regimen_of(knowledge, plan)).products[0].quantities[0]) == (
        "**10 drops (ten drops)** of **3 mg/mL** = **1 mg** from Tue 1 Dec 2026, for the fill of 1 day: "
        "hand out at least **1 mL (one millilitre)**"
    )


@pytest.mark.parametrize("go_on", ["after-review", "if-tolerated", "on-date"])
def test_dates_may_move_where_a_step_may_begin_later_than_planned(
    qapp: QApplication, knowledge: Knowledge, family: str, go_on: str
) -> None:
    """On the days planned for a step that waited, too: nobody knows here whether it began."""
    ladder = [{"dose": "0.5 mg", "days": 7, "go_on": go_on}, {"dose": "1.5 mg", "days": 60}]
    plan = {"ladder": ladder, "formulations": CAPSULES}
    for days in (0, 7, 8, 30):
        printed = START + timedelta(days=days)
        regimen = regimen_of(knowledge, plan, printed)
        notes = document_of(knowledge, regimen, printed).notes
        moves = any(note.startswith("The patient may stay longer") for note in notes)
        assert moves is (go_on != "on-date")
        pages, asked = read(knowledge, family, regimen, printed)
        check_pages(pages, KIND, asked)


def test_allergies_are_never_blank(knowledge: Knowledge) -> None:
    asked = document_of(knowledge, regimen_of(knowledge, CASES["capsules"]))
    assert ("Allergies", "penicillin") in asked.patient
    not_asked = document_of(knowledge, regimen_of(knowledge, CASES["a liquid"]))
    assert ("Allergies", "\x01not asked\x01") in not_asked.patient


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_usual_nine_steps_stand_on_one_page_and_each_drawing_has_its_strength(
    qapp: QApplication, knowledge: Knowledge, family: str, paper: str
) -> None:
    sheet = Paper(paper, large=False, family=family, typefaces=knowledge.typefaces)
    plan = {"ladder": NINE, "formulations": CAPSULES}
    pages = order_pages(document_of(knowledge, regimen_of(knowledge, plan), practice=NO_PRACTICE), sheet)
    assert pages.count == 1
    (text,) = page_texts(pdf_bytes(pages))
    for number, strength in enumerate(("0.5 mg", "1.5 mg", "4.5 mg"), 1):
        assert f"{strength} {number}. Naltrexone hydrochloride {strength} capsule" in text
    assert text.count("Taken at bedtime, as on the patient's dated plan, which says:") == 3


ADDRESSED = replace(
    PRACTICE,
    pharmacies=(Pharmacy("Corner", "3 Mill Lane\nTown", "030 7", "030 8"), Pharmacy("صيدلية 24")),
    order_to="Corner",
)


FULL_HEAD = replace(
    ADDRESSED,
    name="Riverside Practice for Family and Pain Medicine",
    address="145 Upper Riverside Embankment\nExample on the Water\nEX1 2MP",
    logo=Logo("png", png(240, 160), 240, 160),
    registrations=tuple(Registration(f"Number {at}", "A 1234567") for at in range(3)),
)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_full_head_of_the_practice_takes_no_second_page(
    qapp: QApplication, knowledge: Knowledge, family: str, paper: str
) -> None:
    sheet = Paper(paper, large=False, family=family, typefaces=knowledge.typefaces)
    who = WHO["prescriber"] | {"practice": FULL_HEAD.name}
    order = ORDER | {"filler": "no lactose", "reason": "no licensed strength"}
    plan = {"ladder": NINE, "formulations": CAPSULES[:2], "order": order, "prescriber": who}
    pages = order_pages(document_of(knowledge, regimen_of(knowledge, plan), practice=FULL_HEAD), sheet)
    assert pages.count == 1


def test_it_is_addressed_to_the_pharmacy_that_the_practice_names(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    regimen = regimen_of(knowledge, CASES["capsules"])
    pages, asked = read(knowledge, family, regimen, practice=ADDRESSED)
    check_pages(pages, KIND, asked)
    assert "To Corner Address 3 Mill Lane, Town Telephone 030 7 Fax 030 8" in pages[0]
    for other in (PRACTICE, replace(ADDRESSED, order_to="صيدلية 24"), replace(ADDRESSED, phone="030 9")):
        assert refuses(pages, asked._replace(practice=other)) == (other.phone == PRACTICE.phone)
    for text in ("Corner", "3 Mill Lane", "030 7", "To Corner"):
        assert refuses((pages[0].replace(text, "", 1), *pages[1:]), asked), text
    pages, asked = read(knowledge, family, regimen, practice=replace(ADDRESSED, order_to="صيدلية 24"))
    check_pages(pages, KIND, asked)
    pages, _ = read(knowledge, family, regimen, practice=replace(ADDRESSED, order_to="Gone"))
    assert "Corner" not in pages[0]


def test_of_a_table_of_fills_no_row_alone_stands_at_the_foot_of_a_page(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    fine = {**LIQUID, "graduation_ml": "0.05", "beyond_use_days": 60}
    doses = ("1.35", "1.2", "1", "0.75", "0.5", "0.25")
    ladder = [{"dose": f"{dose} mg", "days": 31} for dose in doses]
    plan = {
        "ladder": [*ladder, {"dose": "0.25 mg", "days": 30, "rhythm": {"every": 2}}],
        "formulations": [fine],
    }
    sheets = (
        Paper(name, large=False, family=family, typefaces=knowledge.typefaces) for name in ("a4", "letter")
    )
    for sheet in sheets:
        for count in range(3, 8):
            cut = {**plan, "ladder": plan["ladder"][-count:]}
            pages = order_pages(
                document_of(knowledge, regimen_of(knowledge, cut), practice=NO_PRACTICE), sheet
            )
            assert isinstance(pages, OrderPages)
            for placed in pages.placed[:-1]:
                kinds = [type(block) for _, block in placed]
                assert kinds[-2:] != [FillsHead, FillLine], (sheet.name, count)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_product_is_split_and_the_signature_stays_with_the_fills(
    qapp: QApplication, knowledge: Knowledge, family: str, paper: str
) -> None:
    long = {
        "ladder": [{"dose": f"{at / 2:g} mg", "days": 28} for at in range(1, 10)] * 4,
        "formulations": CAPSULES,
    }
    for plan in (*CASES.values(), long):
        document = document_of(knowledge, regimen_of(knowledge, plan))
        pages = order_pages(document, Paper(paper, large=False, family=family, typefaces=knowledge.typefaces))
        for blocks in pages.placed:
            assert all(y + block.height <= pages.body_bottom + 0.01 for y, block in blocks)
        every = [block for placed in pages.placed for _, block in placed]
        room = pages.body_bottom - pages.body_top
        whole = [ProductBlock.of(each, document, pages.looks, pages.paper) for each in document.products]
        boxes = [block for block in every if isinstance(block, ProductBlock)]
        assert (len(boxes) == len(whole)) == all(block.height <= room for block in whole)
        last = [type(block) for _, block in pages.placed[-1]]
        assert last[-1] is SignatureBlock
        assert FillLine in last
        assert FillsHead in last or len(pages.placed) == 1


def test_a_product_of_more_than_a_page_begins_on_the_first_and_goes_on_overleaf(
    qapp: QApplication, knowledge: Knowledge, family: str
) -> None:
    steps = [{"dose": f"{at % 9 / 2 + 0.5:g} mg", "days": 3} for at in range(120)]
    plan = {"ladder": steps, "formulations": CAPSULES[:1], "max_pieces_per_dose": 20}
    document = document_of(knowledge, regimen_of(knowledge, plan))
    pages = order_pages(document, Paper("a4", large=False, family=family, typefaces=knowledge.typefaces))
    kinds = [{type(block) for _, block in placed} for placed in pages.placed]
    assert pages.count >= 3
    assert all(ProductBlock in each for each in kinds[:3])
    told = [span for product in document.products for span in product.directions]
    text = " ".join(page_texts(pdf_bytes(pages)))
    assert len(told) == len(steps)
    assert all(span.days in text for span in told)


def test_it_carries_its_plan_by_choice_and_is_read_back_with_it(
    qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    out, regimen = tmp_path / "order.pdf", regimen_of(knowledge, CASES["capsules"])
    for code, told in ((False, 0), (True, 1)):
        problem = print_paper(
            regimen, knowledge, out, paper="letter", large=False, printed=START, kind=KIND, code=code
        )
        assert problem == ""
        assert " ".join(page_texts(out.read_bytes())).count("This plan as a code") == told
