"""The table of findings: no other module repeats a code of it."""

from __future__ import annotations

import ast
from pathlib import Path

from ldn_desktop.domain import codes

PACKAGE = Path(codes.__file__).resolve().parents[1]


def texts_of(path: Path) -> set[str]:
    """Return the texts that a module writes down."""
    nodes = ast.walk(ast.parse(path.read_bytes()))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_code_is_written_once() -> None:
    repeated = {
        str(path.relative_to(PACKAGE)): found
        for path in PACKAGE.rglob("*.py")
        if path != Path(codes.__file__) and (found := texts_of(path) & set(codes.KINDS))
    }
    assert repeated == {}


def test_every_named_code_of_the_program_is_in_the_table() -> None:
    named = {
        value
        for name, value in vars(codes).items()
        if name[0].isalpha() and isinstance(value, str) and name.isupper()
    }
    questions = {
        *(codes.OPIOID_DEPENDENCE, codes.SURGERY_PLANNED, codes.PREGNANT, codes.BREASTFEEDING),
        *(codes.SEVERE_LIVER_DISEASE, codes.CIRRHOSIS, codes.MOOD),
    }
    variants = {codes.ENDED, codes.BEGUN, codes.DOUBT}
    assert named - questions - variants == set(codes.KINDS)
    assert set(codes.OF_EFFECT.values()) <= set(codes.KINDS)


def test_a_further_sentence_names_what_the_others_cannot() -> None:
    for kind in codes.KINDS.values():
        for part in kind.parts.values():
            assert not any(part & figures for figures in kind.variants.values())
