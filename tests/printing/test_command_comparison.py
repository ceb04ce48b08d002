"""The command ``compare`` on paper: what the pages say, and what no page replaces."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.test_compare import compare, files

__all__ = ["files"]
pytestmark = pytest.mark.usefixtures("qapp")


def test_the_pdf_says_the_same_on_either_sheet(files: tuple[Path, Path], tmp_path: Path) -> None:
    widths = set()
    for paper in ("a4", "letter"):
        out = tmp_path / f"{paper}.pdf"
        assert compare(*files, "--pdf", out, "--paper", paper) == 0
        pdf = PdfReader(out)
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert "Comparison of two plans" in text
        assert "about" not in text
        for told in ("2.25 (63 on 28 days)", "1.5 (42 on 28 days)", "28 in 1 fill", "1 fewer"):
            assert told in " ".join(text.split())
        widths.add(round(pdf.pages[0].mediabox.width))
    assert widths == {595, 612}


def test_no_plan_is_replaced_by_a_pdf(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files[1].read_bytes()
    for out in (files[1], tmp_path / "none" / "out.pdf"):
        assert compare(*files, "--pdf", out) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert files[1].read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.ldnplan", "other.ldnplan"]


def test_a_name_that_no_font_draws_gets_a_sentence(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = files[1].rename(tmp_path / "\U0001f98a.ldnplan")
    assert compare(files[0], strange, "--pdf", tmp_path / "out.pdf") == 2
    assert "cannot be printed: no font at hand draws it." in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()
