"""Topics: what a file must hold, where it stands in the tree, and the sentence for every mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.reference.topics.topics import Section, read_topics

_SECTIONS = (Section("dosing", "Dosing"), Section("safety", "Safety"))
_TOPIC = """\
---
title: Time of day
summary: At bedtime, as a rule [@guide].
order: 10
synonyms: [bedtime, no]
reviewed: 2026-11-23
review_due: 2027-11-23
---
## Night

Text.
"""


def _write(folder: Path, name: str, text: str = _TOPIC) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_topic_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "dosing/time.md")

    topic = read_topics(tmp_path, _SECTIONS)["time"]

    assert (topic.title, topic.section, topic.order) == ("Time of day", "dosing", 10)
    assert topic.synonyms == ("bedtime", "no")
    assert topic.related == ()
    assert topic.review_due == date(2027, 11, 23)
    assert topic.body == "## Night\n\nText.\n"
    assert topic.file == "topics/dosing/time.md"


def test_topics_stand_in_the_order_of_the_tree(tmp_path: Path) -> None:
    _write(tmp_path, "safety/a.md")
    _write(tmp_path, "dosing/late.md", _TOPIC.replace("order: 10", "order: 20"))
    _write(tmp_path, "dosing/soon.md")

    assert list(read_topics(tmp_path, _SECTIONS)) == ["soon", "late", "a"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("---\ntitle", "title", "front matter: must stand at the top between two lines of ---; add them."),
        ("\n---\n##", "\n##", "front matter: must stand at the top between two lines of ---; add them."),
        ("## Night\n\nText.\n", "\n", "body: is empty; write the article."),
        ("title: Time of day\n", "", "title: is missing; add it."),
        ("order: 10", "order: 10\norder: 11", "order: stands there twice; remove one of the two."),
        ("order: 10", "order: ten", "order: must be a whole number from 0 to 10,000, not text."),
        ("order: 10", "rank: 10", ("rank: unknown key; remove it, or use one of title, summary, order, reviewed, "
         "review_due, synonyms, related, condition.")),
        (" [@guide]", "", "summary: cites no source; add [@source]."),
        ("2027-11-23", "2026-11-23", "review_due: does not come after reviewed; correct one of the dates."),
        ("2027-11-23", "soon", "review_due: “soon” is no date; write year-month-day, such as 2026-12-01."),
        ("title: Time", "title: [Time", ("front matter, line 3: is no YAML; quote a text that holds a colon or begins "
         "with a sign.")),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in _TOPIC
    _write(tmp_path, "dosing/time.md", _TOPIC.replace(old, new))

    with pytest.raises(FileError) as caught:
        read_topics(tmp_path, _SECTIONS)

    assert str(caught.value) == f"topics/dosing/time.md: {told}"


def test_a_strange_section_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "magic/time.md")

    with pytest.raises(
        FileError, match=r"topics/magic/time\.md: lies in a section that sections\.toml does not name"
    ):
        read_topics(tmp_path, _SECTIONS)


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "dosing/time.md")
    _write(tmp_path, "safety/time.md")

    with pytest.raises(FileError, match=r"topics/dosing/time\.md has the same name; rename one of them"):
        read_topics(tmp_path, _SECTIONS)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "dosing/time.md")
    (tmp_path / "dosing/time.md").write_bytes(b"---\n\xff")

    with pytest.raises(FileError, match=r"topics/dosing/time\.md: cannot be read"):
        read_topics(tmp_path, _SECTIONS)
