"""Printed pages read back: a sample of ``checks/paper_pdf.py``."""

from __future__ import annotations

import shutil

import pytest

from checks.paper_pdf import run


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext of poppler-utils")
def test_pdfs_read_back_as_they_were_meant() -> None:
    printed, rows, _, wrong = run(count=12, seed=7)
    assert (printed, wrong) == (12, [])
    assert rows >= printed
