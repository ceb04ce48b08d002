"""The table of content: every part is read once, whoever asks, on whatever thread.

A damaged file is told at each asking.
"""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError, Part
from tests.places import SHIPPED

PARTS = [name for name, row in vars(Content).items() if isinstance(row, Part)]


def test_every_file_stands_in_one_row_and_every_row_is_a_file() -> None:
    named = list(Content.files().values())
    shipped = {
        path.relative_to(SHIPPED).as_posix()
        for path in SHIPPED.rglob("*")
        if path.suffix in {".toml", ".json"}
    }
    assert set(named) == {name for name in shipped if not name.startswith("words/")}
    assert Counter(named).most_common(1)[0][1] == 1


def test_a_part_is_read_once_on_whatever_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    root = Content.root

    def counted(content: Content, name: str) -> Node:
        read.append(name)
        return root(content, name)

    monkeypatch.setattr(Content, "root", counted)
    content = Content(SHIPPED)
    with ThreadPoolExecutor(8) as pool:
        for name in PARTS:
            asked = [pool.submit(getattr, content, name) for _ in range(4)]
            assert len({id(answer.result()) for answer in asked}) == 1
        asked = [pool.submit(content.words, name) for name in content.word_files for _ in range(4)]
        assert len({id(answer.result()) for answer in asked}) == len(content.word_files)
    words = [f"words/en/{name}.toml" for name in content.word_files]
    assert sorted(read) == sorted([*Content.files().values(), *words])


def test_a_damaged_file_is_told_at_each_asking_and_read_when_it_is_whole_again(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "content"))
    text = (folder / "glossary.toml").read_text("utf-8")
    (folder / "glossary.toml").write_text("[[", encoding="utf-8")
    content = Content(folder)
    for _ in range(2):
        with pytest.raises(ContentError, match=r"glossary\.toml: cannot be read"):
            _ = content.glossary
    (folder / "glossary.toml").write_text(text, encoding="utf-8")
    assert content.glossary == Content(SHIPPED).glossary
