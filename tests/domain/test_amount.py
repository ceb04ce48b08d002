from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.amount import (
    MAX_AMOUNT_NG,
    MAX_VOLUME_NL,
    decimal_text,
    format_concentration,
    format_dose,
    format_volume,
    parse_concentration,
    parse_dose,
    parse_volume,
    show_dose,
    spans_units,
)


@pytest.mark.parametrize(
    ("text", "nanograms"),
    [
        ("0.5 mg", 500_000),
        ("0.5mg", 500_000),
        ("500 mcg", 500_000),
        ("500mcg", 500_000),
        ("500 microgram", 500_000),
        ("500 micrograms", 500_000),
        ("500 \u00b5g", 500_000),
        ("500 \u03bcg", 500_000),
        ("500\u00b5g", 500_000),
        ("  0.5 mg ", 500_000),
        ("1.0 mg", 1_000_000),
        ("1.5000000000 mg", 1_500_000),
        ("0.000001 mg", 1),
        ("0.0000010 mg", 1),
        ("0.001 mcg", 1),
        ("0.0010 mcg", 1),
        ("0 mg", 0),
        ("0.0 mcg", 0),
        ("1000 mg", MAX_AMOUNT_NG),
    ],
)
def test_amounts_that_are_read(text: str, nanograms: int) -> None:
    assert parse_dose(text) == nanograms


@pytest.mark.parametrize(
    ("nanograms", "text"),
    [
        (0, "0 mg"),
        (1, "0.001 mcg"),
        (999, "0.999 mcg"),
        (1_000, "1 mcg"),
        (50_000, "50 mcg"),
        (99_999, "99.999 mcg"),
        (100_000, "0.1 mg"),
        (100_001, "0.100001 mg"),
        (500_000, "0.5 mg"),
        (1_000_000, "1 mg"),
        (10_000_000, "10 mg"),
        (16_000_000, "16 mg"),
    ],
)
def test_amounts_as_they_are_written(nanograms: int, text: str) -> None:
    assert format_dose(nanograms) == text
    assert parse_dose(text) == nanograms


@given(st.integers(0, MAX_AMOUNT_NG))
def test_an_amount_reads_as_it_was_written(nanograms: int) -> None:
    text = format_dose(nanograms)
    assert parse_dose(text) == nanograms
    number, _, unit = text.partition(" ")
    assert unit == ("mg" if nanograms == 0 or nanograms >= 100_000 else "mcg")
    assert not number.startswith(".")
    assert "." not in number or number[-1] not in "0."


@given(st.integers(1, MAX_AMOUNT_NG))
def test_a_concentration_reads_as_it_was_written(ng_per_ml: int) -> None:
    assert parse_concentration(format_concentration(ng_per_ml)) == ng_per_ml


@given(st.integers(1, MAX_VOLUME_NL))
def test_a_volume_reads_as_it_was_written(nanolitres: int) -> None:
    assert parse_volume(format_volume(nanolitres)) == nanolitres


@pytest.mark.parametrize(("text", "nanolitres"), [("0.1", 100_000), (" 3 ", 3_000_000), ("0.10", 100_000)])
def test_volumes_that_are_read(text: str, nanolitres: int) -> None:
    assert parse_volume(text) == nanolitres


@pytest.mark.parametrize(
    ("text", "ng_per_ml"),
    [("1 mg/mL", 1_000_000), ("1mg/mL", 1_000_000), ("1 mcg/mL", 1_000), (" 100 mcg/mL ", 100_000)],
)
def test_concentrations_that_are_read(text: str, ng_per_ml: int) -> None:
    assert parse_concentration(text) == ng_per_ml


@pytest.mark.parametrize(
    ("doses", "spans"),
    [
        ([50_000, 500_000], True),
        ([99_999, 100_000], True),
        ([50_000, 99_999], False),
        ([100_000, 500_000], False),
        ([0, 500_000], False),
        ([0, 50_000], False),
        ([], False),
    ],
)
def test_doses_on_both_sides_of_a_tenth_of_a_milligram(doses: list[int], *, spans: bool) -> None:
    assert spans_units(doses) is spans


def test_a_page_that_spans_both_units_shows_both_for_small_doses() -> None:
    assert show_dose(50_000, both_units=True) == "0.05 mg (50 mcg)"
    assert show_dose(50_000, both_units=False) == "50 mcg"
    assert show_dose(50_000, both_units=True, word="micrograms") == "0.05 mg (50 micrograms)"
    assert show_dose(100_000, both_units=True) == "0.1 mg"
    assert show_dose(0, both_units=True) == "0 mg"


def test_quarters_are_written_exactly() -> None:
    assert [decimal_text(quarters, 4) for quarters in (0, 1, 2, 3, 4, 21)] == [
        "0",
        "0.25",
        "0.5",
        "0.75",
        "1",
        "5.25",
    ]
