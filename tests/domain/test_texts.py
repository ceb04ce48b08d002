"""Other medicines against a table: each entry of a name is told with its severity, what is in no table together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.adjustment import Hold
from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Order, Override, Plan, Screening
from ldn_desktop.domain.regimen import derive
from ldn_desktop.domain.rules import MedicineDoubt, MedicineReading, MedicineRule
from tests.domain.given_rules import MG, RULES, TODAY

START = date(2026, 12, 1)
TABLE = {
    "duloxitine": (MedicineRule("duloxetine", "caution", read_as="duloxetine"),),
    "duloxetine": (MedicineRule("duloxetine", "caution"),),
    "paracetamol": (MedicineRule("paracetamol"),),
    "tramadol": (MedicineRule("tramadol", "blocking", ("tramadol", "codeine")),),
    "tramacet": (MedicineRule("tramadol", "blocking", ("tramadol",)), MedicineRule("paracetamol")),
    "both": (MedicineRule("disulfiram", "warning"), MedicineRule("thioridazine", "caution")),
}
DOUBTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Migraleve": ("blocking", ("codeine", "tramadol")),
    "T3": ("warning", ("codeine",)),
    "hyoscine": ("caution", ()),
}


def known(name: str) -> MedicineReading:
    first, _, rest = name.partition(" and ")
    left = (rest,) if rest else ()
    if first in DOUBTS:
        return MedicineReading((), left, (MedicineDoubt(first, ("one", "other"), *DOUBTS[first]),))
    return MedicineReading(TABLE.get(first.split(maxsplit=1)[0].casefold(), ()), left)


WITH_TABLE = RULES._replace(medicines=known)


def found(*medicines: str, opioids: tuple[OpioidUse, ...] = (), reason: str = "") -> list[Finding]:
    plan = Plan(START, (Rung(MG, 28),), (Capsule("c", MG),), medicines=medicines)
    plan = replace(plan, screening=Screening(opioids=opioids))
    if reason:
        plan = replace(plan, overrides=(Override("known-interaction", reason),))
    told = {"known-interaction", "medicine-unchecked", "opioid-probable", "opioid-possible"}
    return [finding for finding in derive(plan, WITH_TABLE, TODAY).findings if finding.code in told]


@given(st.lists(st.sampled_from([*TABLE, "Nimotrex", "St John's wort"]), unique=True, max_size=6))
def test_every_name_is_told_by_each_of_its_entries_or_as_not_checked(medicines: list[str]) -> None:
    wanted, unknown = [], []
    for name in medicines:
        if name not in TABLE:
            unknown.append(name)
            continue
        wanted += [(rule.severity, name, rule.id) for rule in TABLE[name] if rule.severity]
    told = found(*medicines)
    of_table = [f for f in told if f.code == "known-interaction"]
    assert sorted((f.severity, f.figure("medicine"), f.figure("entry")) for f in of_table) == sorted(wanted)
    rest = [f for f in told if f.code == "medicine-unchecked"]
    assert [(f.severity, f.figure("medicines")) for f in rest] == (
        [("info", tuple(unknown))] if unknown else []
    )
    order = [SEVERITIES.index(f.severity) for f in told]
    assert order == sorted(order)


def test_a_name_is_told_as_it_was_typed() -> None:
    (finding,) = found("Duloxetine 60 mg")
    assert (finding.figure("medicine"), finding.severity) == ("Duloxetine 60 mg", "caution")


def test_what_is_left_of_a_text_is_not_checked() -> None:
    told = found("duloxetine and Nimotrex", "Nimotrex")
    assert [(f.code, f.figure("medicines")) for f in told] == [
        ("known-interaction", None),
        ("medicine-unchecked", ("Nimotrex",)),
    ]


def test_a_misspelt_name_says_what_it_was_read_as() -> None:
    (finding,) = found("Duloxitine")
    assert (finding.variant, finding.figure("read_as")) == ("read", "duloxetine")


def test_an_opioid_that_the_safety_check_lists_is_told_there_alone() -> None:
    assert [f.blocks for f in found("tramadol")] == [True]
    assert found("tramadol", opioids=(OpioidUse("codeine", None),)) == []
    assert [f.code for f in found("tramadol", opioids=(OpioidUse("kratom", None),))] == ["known-interaction"]


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("Migraleve", "opioid-probable", "blocking"),
        ("T3", "opioid-possible", "warning"),
        ("hyoscine", "medicine-unchecked", "caution"),
    ],
)
def test_a_name_of_several_is_told_by_what_it_may_mean(name: str, code: str, severity: str) -> None:
    told, rest = sorted(found(f"{name} and Nimotrex"), key=lambda finding: finding.figure("meant") is None)
    assert (told.code, told.severity, told.variant) == (code, severity, "medicine")
    assert (told.figure("medicine"), told.figure("meant")) == (name, ("one", "other"))
    assert rest.figure("medicines") == ("Nimotrex",)


@pytest.mark.parametrize("last", [None, START, date(2026, 11, 1)], ids=["taken", "planned", "ended"])
@pytest.mark.parametrize(
    ("name", "code"),
    [("Migraleve", "opioid-probable"), ("T3", "opioid-possible"), ("hyoscine", "medicine-unchecked")],
)
def test_what_may_be_a_listed_opioid_is_told_until_one_meaning_is_chosen(
    name: str, code: str, last: date | None
) -> None:
    for opioid in ("codeine", "tramadol", "kratom"):
        assert [f.code for f in found(name, opioids=(OpioidUse(opioid, last),))] == [code]


def test_what_blocks_can_be_overruled_for_a_reason() -> None:
    (finding,) = found("tramadol", reason="Stopped a year ago.")
    assert (finding.overridden, finding.blocks) == ("Stopped a year ago.", False)


def test_without_a_table_nothing_is_told() -> None:
    plan = Plan(START, (Rung(MG, 28),), (Capsule("c", MG),), medicines=("tramadol", "Nimotrex"))
    codes = {finding.code for finding in derive(plan, RULES, TODAY).findings}
    assert codes == {"screening-incomplete"}


UNDRAWN = "\N{SNOWMAN}"


@pytest.mark.parametrize(
    "changes",
    [
        {"instructions": f"Take care {UNDRAWN}"},
        {"adjustments": (Hold(START, 3, note=UNDRAWN),)},
        {"order": Order(address=UNDRAWN)},
        {"order": Order(phone=UNDRAWN)},
        {"order": Order(allergies=UNDRAWN)},
        {"order": Order(filler=UNDRAWN)},
        {"order": Order(reason=UNDRAWN)},
    ],
)
def test_no_text_of_a_plan_goes_unprinted_in_silence(changes: dict[str, Any]) -> None:
    plan = replace(Plan(START, (Rung(MG, 28),), (Capsule("c", MG),)), **changes)
    found = [f for f in derive(plan, RULES, TODAY).findings if f.code == "text-not-printable"]
    assert [(finding.severity, finding.figure("letters")) for finding in found] == [("blocking", UNDRAWN)]


def test_amounts_in_the_instructions_are_told_in_one_finding_each_once() -> None:
    plan = Plan(START, (Rung(MG, 28),), (Capsule("c", MG),), instructions="two and two and 1 mg")
    rules = RULES._replace(amounts=lambda text: ("two", "two", "1 mg") if text else ("never",))
    found = [f for f in derive(plan, rules, TODAY).findings if f.code == "instructions-amount"]
    assert [finding.figure("words") for finding in found] == [("two", "1 mg")]
    assert "instructions-amount" not in {
        f.code for f in derive(replace(plan, instructions=""), rules, TODAY).findings
    }
