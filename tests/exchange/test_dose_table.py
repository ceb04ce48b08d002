"""The table of doses: what it holds, and that no spreadsheet takes a text in it for a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from ldn_desktop.exchange.dose_table import HEADER, export, guarded
from tests.exchange.handed import context_of, plan


def rows(**changes: object) -> list[list[str]]:
    return list(csv.reader(StringIO(export(context_of(plan(**changes))).decode("utf-8"), newline="")))


def test_each_part_of_each_take_has_a_row_on_each_day_with_a_dose() -> None:
    header, *told = rows(
        ladder=[
            {"dose": "0.5 mg", "days": 1},
            {"doses": {"morning": "0.5 mg", "bedtime": "2 mg"}, "days": 3, "rhythm": {"every": 2}},
        ]
    )
    assert tuple(header) == HEADER
    assert told == [
        ["2026-12-01", "bedtime", "0.5 mg", "c0.5", "1", "capsule"],
        *(
            [day, *of_day]
            for day in ("2026-12-02", "2026-12-04")
            for of_day in (
                ["morning", "0.5 mg", "c0.5", "1", "capsule"],
                ["bedtime", "2 mg", "c1.5", "1", "capsule"],
                ["bedtime", "2 mg", "c0.5", "1", "capsule"],
            )
        ),
    ]


def test_quantities_have_the_unit_of_their_product() -> None:
    ladder = [{"dose": "0.75 mg", "days": 1}]
    tablet = {"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 4}
    liquid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.05",
        "capacity_ml": "1",
    }
    drops = {"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}
    told = [rows(ladder=ladder, formulations=[product])[1][3:] for product in (tablet, liquid, drops)]
    assert told == [["t", "0.25", "tablet"], ["l", "0.75", "mL"], ["d", "15", "drop"]]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])
def test_no_name_of_a_product_is_a_formula(name: str) -> None:
    told = rows(
        ladder=[{"dose": "0.5 mg", "days": 1}],
        formulations=[{"id": name, "kind": "capsule", "strength": "0.5 mg"}],
    )
    assert told[1][3] == f"'{name}"


def test_every_other_name_stands_as_it_is_and_no_two_become_one() -> None:
    names = ['c0.5, "new"', "5=5", "x", "'", "''x", "'x"]
    assert [guarded(name) for name in names[:3]] == names[:3]
    assert len({guarded(name) for name in [*names, "=x", "'=x"]}) == len(names) + 2
    told = rows(
        ladder=[{"dose": "0.5 mg", "days": 1}],
        formulations=[{"id": names[0], "kind": "capsule", "strength": "0.5 mg"}],
    )
    assert told[1][3] == names[0]
