"""Amounts as they are typed or pasted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.amount import (
    MAX_AMOUNT_NG,
    MAX_VOLUME_NL,
    AmountError,
    format_concentration,
    format_dose,
    format_volume,
)
from ldn_desktop.workspace.typed import (
    typed_concentration,
    typed_dose,
    typed_target,
    typed_volume,
    typed_weight,
)

BLANKS = st.sampled_from([" ", "\u00a0", "\u202f", "\t", "\u2009"])


@given(st.integers(1, MAX_AMOUNT_NG), BLANKS)
def test_a_dose_with_any_blanks_is_the_dose(ng: int, blank: str) -> None:
    assert typed_dose(blank + format_dose(ng).replace(" ", blank) + blank) == ng


@given(st.integers(1, MAX_AMOUNT_NG), BLANKS, st.sampled_from(["mL", "ml"]))
def test_a_concentration_with_any_blanks_and_ml_is_the_concentration(ng: int, blank: str, unit: str) -> None:
    text = format_concentration(ng).replace("mL", unit).replace(" ", blank)
    assert typed_concentration(text) == ng
    assert typed_concentration(text.replace("/", f"{blank}/{blank}")) == ng


@given(st.integers(1, MAX_VOLUME_NL), BLANKS, st.sampled_from(["mL", "ml", ""]))
def test_a_volume_may_have_its_unit(nl: int, blank: str, unit: str) -> None:
    assert typed_volume(f"{blank}{format_volume(nl)}{blank}{unit}") == nl


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((typed_dose, text) for text in ("2,5 mg", "1,000 mcg", "\u0664 mg", "0.5", "5 g", "")),
        *((typed_concentration, text) for text in ("1 mg/l", "1 mg/ML", "1 mg mL", "1,5 mg/mL", "1 mg/2 mL")),
        *((typed_volume, text) for text in ("0,1", "0.1 l", "0.1 cc", "mL", "\u0660.1")),
    ],
)
def test_what_could_mean_something_else_is_refused(read: Callable[[str], int], text: str) -> None:
    with pytest.raises(AmountError):
        read(text)


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (typed_dose, "2  mg", "“2  mg” has more than one blank before the unit; type 2 mg."),
        (typed_dose, "2\u00a0 mg", "“2  mg” has more than one blank before the unit; type 2 mg."),
        (typed_target, "0.1  mg/kg", "“0.1  mg” has more than one blank before the unit; type 0.1 mg."),
        (
            typed_concentration,
            "1  mg/mL",
            "“1  mg/mL” is no concentration: “1  mg” has more than one blank before the unit; type 1 mg.",
        ),
        (typed_volume, "0.1  mL", "“0.1  mL” has more than one blank in a row; type 0.1 mL."),
        (typed_weight, "32.5  kg", "“32.5  kg” has more than one blank in a row; type 32.5 kg."),
        (typed_dose, "2,5", "“2,5” has no unit; type 2.5 mg or 2.5 mcg."),
        (typed_target, "2,5", "“2,5” has no unit; type 2.5 mg or 2.5 mcg."),
        (typed_weight, "32,5", "“32,5” has no unit; type 32.5 kg."),
        (typed_volume, "0,1", "“0,1” is not written as a plain number; type 0.1."),
    ],
)
def test_the_advice_is_about_the_number_that_was_typed(
    read: Callable[[str], int], text: str, sentence: str
) -> None:
    with pytest.raises(AmountError) as caught:
        read(text)
    assert str(caught.value) == sentence
