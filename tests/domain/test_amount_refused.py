"""Texts that are no amount, concentration or volume, each with the exact sentence that says what to type."""

from __future__ import annotations

import pytest

from ldn_desktop.domain.amount import AmountError, parse_concentration, parse_dose, parse_volume

DOSES = [
    (".5 mg", "“.5 mg” is not written as a plain number; type 0.5 mg."),
    ("5. mg", "“5. mg” is not written as a plain number; type 5 mg."),
    ("05 mg", "“05 mg” is not written as a plain number; type 0.5 mg or 5 mg, whichever is meant."),
    ("00.5 mg", "“00.5 mg” is not written as a plain number; type 0.5 mg."),
    ("1,5 mg", "“1,5 mg” is not written as a plain number; type 1.5 mg."),
    (
        "1,000 mcg",
        "“1,000 mcg” is not written as a plain number; type 1000 mcg or 1 mcg, whichever is meant.",
    ),
    ("5", "“5” has no unit; type 5 mg or 5 mcg."),
    ("0.5", "“0.5” has no unit; type 0.5 mg or 0.5 mcg."),
    ("2,5", "“2,5” has no unit; type 2.5 mg or 2.5 mcg."),
    ("2,500", "“2,500” is no amount; type a number and a unit, such as 0.5 mg."),
    ("-5", "“-5” is no amount; type a number and a unit, such as 0.5 mg."),
    ("2,5 MG", "“2,5 MG” writes its unit in capitals; type 2.5 mg."),
    ("5 MG", "“5 MG” writes its unit in capitals; type 5 mg."),
    ("5 Mcg", "“5 Mcg” writes its unit in capitals; type 5 mcg."),
    ("5 g", "“5 g” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("5 ml", "“5 ml” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("5 mgs", "“5 mgs” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("5  mg", "“5  mg” has more than one blank before the unit; type 5 mg."),
    ("5\tmg", "“5�mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("5 mg\n", "“5 mg�” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("-5 mg", "“-5 mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("+5 mg", "“+5 mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("1e2 mg", "“1e2 mg” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("1 000 mg", "“1 000 mg” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("0.0000001 mg", "“0.0000001 mg” is finer than a nanogram; use at most 6 decimals."),
    ("0.0001 mcg", "“0.0001 mcg” is finer than a nanogram; use at most 3 decimals."),
    ("1000.000001 mg", "“1000.000001 mg” is more than 1,000 mg, the most this program reads."),
    (
        "9" * 50 + " mg",
        "“9999999999999999999999999999999999999999…” is more than 1,000 mg, the most this program reads.",
    ),
    ("", "“” is no amount; type a number and a unit, such as 0.5 mg."),
    ("  ", "“  ” is no amount; type a number and a unit, such as 0.5 mg."),
    ("mg", "“mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("½ mg", "“½ mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("٥ mg", "“٥ mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("5–6 mg", "“5–6 mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("1.2.3 mg", "“1.2.3 mg” is not written as a plain number; type digits with a point, such as 0.5 mg."),
    ("5 µ g", "“5 µ g” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    ("0.5 mg/day", "“0.5 mg/day” is not a number followed by mg or mcg; type an amount such as 0.5 mg."),
    (
        "a" * 200,
        f"“{'a' * 40}…” is not a number followed by mg or mcg; type an amount such as 0.5 mg.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), DOSES)
def test_no_dose(text: str, sentence: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_dose(text)
    assert str(caught.value) == sentence


CONCENTRATIONS = [
    ("1 mg", "“1 mg” is no concentration; type an amount per mL, such as 1 mg/mL."),
    ("1 mg/ml", "“1 mg/ml” has another spelling of mL; type 1 mg/mL."),
    ("1 mg/ML", "“1 mg/ML” has another spelling of mL; type 1 mg/mL."),
    ("1 mg / mL", "“1 mg / mL” is no concentration; type an amount per mL, such as 1 mg/mL."),
    ("1 mg/ mL", "“1 mg/ mL” is no concentration; type an amount per mL, such as 1 mg/mL."),
    ("0 mg/mL", "“0 mg/mL” holds nothing; type a concentration above 0, such as 1 mg/mL."),
    (".5 mg/mL", "“.5 mg/mL” is no concentration: “.5 mg” is not written as a plain number; type 0.5 mg."),
    ("1 mg/5 mL", "“1 mg/5 mL” is no concentration; type an amount per mL, such as 1 mg/mL."),
    ("1/mL", "“1/mL” is no concentration: “1” has no unit; type 1 mg or 1 mcg."),
    ("", "“” is no concentration; type an amount per mL, such as 1 mg/mL."),
    ("/mL", "“/mL” is no concentration: “” is no amount; type a number and a unit, such as 0.5 mg."),
    ("1 mg/dL", "“1 mg/dL” is no concentration; type an amount per mL, such as 1 mg/mL."),
]


@pytest.mark.parametrize(("text", "sentence"), CONCENTRATIONS)
def test_no_concentration(text: str, sentence: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_concentration(text)
    assert str(caught.value) == sentence


VOLUMES = [
    ("0", "“0” is no volume; type millilitres above 0, such as 0.1."),
    ("0.0", "“0.0” is no volume; type millilitres above 0, such as 0.1."),
    (".1", "“.1” is not written as a plain number; type 0.1."),
    ("0,1", "“0,1” is not written as a plain number; type 0.1."),
    ("0.1 mL", "“0.1 mL” is not written as a plain number; type digits with a point, such as 0.5."),
    ("-0.1", "“-0.1” is not written as a plain number; type digits with a point, such as 0.5."),
    ("01", "“01” is not written as a plain number; type 0.1 or 1, whichever is meant."),
    ("1e2", "“1e2” is not written as a plain number; type digits with a point, such as 0.5."),
    ("0.0000001", "“0.0000001” is finer than a nanolitre; use at most 6 decimals."),
    ("1000.1", "“1000.1” is more than 1,000 mL, the most this program reads."),
    ("", "“” is not written as a plain number; type digits with a point, such as 0.5."),
    ("1.", "“1.” is not written as a plain number; type 1."),
    ("x", "“x” is not written as a plain number; type digits with a point, such as 0.5."),
]


@pytest.mark.parametrize(("text", "sentence"), VOLUMES)
def test_no_volume(text: str, sentence: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_volume(text)
    assert str(caught.value) == sentence
