"""Names of files: every system takes them, no suffix is lost, no file of another kind is replaced by a PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.storage.file_names import (
    one_line,
    plan_stem,
    safe_name,
    why_no_pdf_there,
    windows_refuses,
    with_suffix,
)

START = date(2026, 12, 1)


def _plan(name: str, born: date | None = None, plan_id: str = "3f9a21c0") -> Plan:
    return Plan(start_date=START, ladder=(), formulations=(), id=plan_id, patient=Patient(name, born))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr. Muster", "Dr. Muster.ldnplan"),
        ("plan 1.5 mg", "plan 1.5 mg.ldnplan"),
        ("plan", "plan.ldnplan"),
        ("plan.ldnplan", "plan.ldnplan"),
        ("PLAN.LDNPLAN", "PLAN.LDNPLAN"),
        (".ldnplan", ".ldnplan.ldnplan"),
        ("plan.pdf", "plan.pdf.ldnplan"),
    ],
)
def test_a_dot_is_no_suffix(name: str, expected: str) -> None:
    assert with_suffix(Path("/x") / name, ".ldnplan") == Path("/x") / expected


def test_the_first_suffix_is_added_and_any_is_kept() -> None:
    assert with_suffix(Path("map.svg"), ".pdf", ".svg") == Path("map.svg")
    assert with_suffix(Path("map"), ".svg", ".pdf") == Path("map.svg")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Muster", "Anna Muster"),
        ("  Anna\nMuster\t", "Anna Muster"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("con", "_con"),
        ("COM1", "_COM1"),
        ("Lpt¹.x", "_Lpt¹.x"),
        ("Connor", "Connor"),
        ("..hidden", "hidden"),
        ("-rf", "rf"),
        ("Dr. M. ", "Dr. M"),
        ("\u202egnp.exe", "gnp.exe"),
        ("A\u200bnna\x00\x1b[31m", "Anna[31m"),
        ("Mu\u0308ller", "Müller"),
        ("\ud800", ""),
        ("...", ""),
    ],
)
def test_a_name_is_made_safe_for_every_system(text: str, expected: str) -> None:
    assert safe_name(text) == expected


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert len(name.encode()) <= 97
    assert name == name.strip(". ")
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0\u202e\u200f')
    assert all(c.isprintable() for c in name)
    assert safe_name(name) == name


def test_a_long_name_is_cut_between_letters() -> None:
    cut = safe_name("हिन्दी" * 30)
    assert ("हिन्दी" * 30).startswith(cut)
    assert len(cut.encode()) <= 96
    marked = safe_name("x" * 94 + "q\u0323\u0307" * 4)
    assert marked == "x" * 94


def test_two_patients_with_one_start_have_two_names() -> None:
    anna, bela = _plan("Anna Muster", date(1980, 6, 5)), _plan("Béla Beispiel", date(1971, 1, 1))
    assert plan_stem(anna, named=True) == "Anna Muster (1980) 2026-12-01"
    assert plan_stem(bela, named=True) == "Béla Beispiel (1971) 2026-12-01"
    assert plan_stem(_plan("Anna Muster"), named=True) == "Anna Muster 2026-12-01"


def test_without_the_name_the_id_keeps_them_apart() -> None:
    anna = _plan("Anna Muster", date(1980, 6, 5), "aaaaaaaaaa")
    assert plan_stem(anna, named=False) == "LDN plan (1980) 2026-12-01 aaaaaa"
    assert plan_stem(_plan("\n", plan_id="bbbbbbbb"), named=True) == "LDN plan 2026-12-01 bbbbbb"


def test_a_name_is_shown_on_one_line() -> None:
    assert one_line("a\nb\x1b\u202ec") == "a b\ufffd\ufffdc"
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"


def test_a_pdf_takes_no_place_but_a_pdf(tmp_path: Path, link: Callable[[Path, Path], None]) -> None:
    pdf, other, plan = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.ldnplan"
    assert why_no_pdf_there(pdf) == ""
    pdf.write_bytes(b"%PDF-1.7\n")
    other.write_bytes(b"a letter")
    assert why_no_pdf_there(pdf) == ""
    assert "is no PDF" in why_no_pdf_there(other)
    assert "is the name of a plan file" in why_no_pdf_there(plan)
    plan.write_bytes(b"{}")
    link(tmp_path / "link.pdf", plan)
    assert "is no PDF" in why_no_pdf_there(tmp_path / "link.pdf")


@pytest.mark.parametrize(
    "name", ["CON", "nul.pdf", "com1.ldnplan", "a:b", "a?", "plan.", "plan ", "LPT².pdf", "a\nb.pdf", "a\tb"]
)
def test_names_that_windows_refuses_are_known(name: str) -> None:
    assert windows_refuses(name)


@pytest.mark.parametrize(
    "name", ["plan.ldnplan", "Contact.pdf", "Dr. Muster.pdf", "a-b_c (1970).pdf", ".hidden"]
)
def test_names_that_windows_takes_are_known(name: str) -> None:
    assert not windows_refuses(name)
