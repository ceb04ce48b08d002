"""Prices are whole numbers of a currency's smallest unit: typed, shown and read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.practice import MOST_PRICE, Currency
from ldn_desktop.domain.prices import PriceError, cost_text, price_text, read_price


@given(st.integers(0, MOST_PRICE), st.integers(0, 3))
def test_a_price_is_read_as_it_is_shown(price: int, decimals: int) -> None:
    currency = Currency("XXX", decimals)
    assert read_price(price_text(price, currency), currency) == price


@pytest.mark.parametrize(
    ("text", "decimals", "price"),
    [
        ("", 2, None),
        (" ", 0, None),
        ("1", 2, 100),
        ("0.5", 2, 50),
        ("0.05", 2, 5),
        ("35", 0, 35),
        ("1.5", 3, 1500),
    ],
)
def test_what_a_text_means(text: str, decimals: int, price: int | None) -> None:
    assert read_price(text, Currency("GBP", decimals)) == price


@pytest.mark.parametrize(
    ("text", "decimals", "told"),
    [
        ("1,5", 2, "“1,5” is no price in GBP; type a number such as 0.35."),
        ("0.351", 2, "“0.351” is no price in GBP; type a number such as 0.35."),
        ("0.3", 0, "“0.3” is no price in GBP; type a number such as 35."),
        ("-1", 1, "“-1” is no price in GBP; type a number such as 0.5."),
        ("100001", 2, "“100001” is more than a piece or a millilitre costs; correct the price."),
    ],
)
def test_what_is_no_price(text: str, decimals: int, told: str) -> None:
    with pytest.raises(PriceError) as refused:
        read_price(text, Currency("GBP", decimals))
    assert str(refused.value) == told


def test_a_sum_bears_its_currency() -> None:
    assert cost_text(124_050, Currency("GBP")) == "GBP 1,240.50"
    assert cost_text(1_240, Currency("JPY", 0)) == "JPY 1,240"
