from __future__ import annotations

import csv
import io

from ldn_desktop.articles.grid import as_csv


def test_csv_is_read_back_and_computes_nothing() -> None:
    rows = [("=1+1", 'a "quoted", text'), ("+1", "−1"), ("@x", "two\nlines")]

    read = list(csv.reader(io.StringIO(as_csv(("one", "two"), rows))))

    assert read == [["one", "two"], ["'=1+1", 'a "quoted", text'], ["'+1", "−1"], ["'@x", "two\nlines"]]
