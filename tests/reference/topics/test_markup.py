"""Marked-up text: what is read, what is refused, and that no text whatever makes the reader stumble."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldn_desktop.reference.topics.markup import (
    Cite,
    Heading,
    Items,
    Link,
    MarkupError,
    Paragraph,
    Table,
    Text,
    anchor,
    cited,
    lines,
    parse,
    parse_line,
    plain,
    split_target,
    targets,
)

_ARTICLE = """\
## Does it *help*?

In **30** women [@one; @two-2020] pain fell
by half ([see](topic:pain#in-women)).

| dose | result |
|---|---|
| 1 mg | less [@one] |

- first
- second [@two-2020]

1. numbered
"""


def test_every_form_is_read() -> None:
    heading, paragraph, table, items, numbered = parse(_ARTICLE)

    assert isinstance(heading, Heading)
    assert (heading.level, heading.anchor) == (2, "does-it-help")
    assert isinstance(paragraph, Paragraph)
    assert Text("30", strong=True) in paragraph.inlines
    assert Cite(("one", "two-2020")) in paragraph.inlines
    assert Link("topic:pain#in-women", (Text("see"),)) in paragraph.inlines
    assert isinstance(table, Table)
    assert plain(table.head[1]) == "result"
    assert table.rows[0][1] == (Text("less "), Cite(("one",)))
    assert isinstance(items, Items)
    assert not items.ordered
    assert len(items.items) == 2
    assert isinstance(numbered, Items)
    assert numbered.ordered


def test_words_alone_leave_citations_out() -> None:
    assert [plain(line) for line in lines(parse(_ARTICLE))] == [
        "Does it help?",
        "In 30 women pain fell by half (see).",
        "dose result",
        "1 mg less",
        "first",
        "second",
        "numbered",
    ]


def test_citations_and_targets_are_listed_in_order() -> None:
    marks = [line for line in lines(parse(_ARTICLE)) if cited(line)]

    assert [cited(line) for line in marks] == [("one", "two-2020"), ("one",), ("two-2020",)]
    assert targets(marks[0]) == ("topic:pain#in-women",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# One", "line 1: has a heading of another level than ## and ###; change it."),
        ("One\n\n#### Two", "line 3: has a heading of another level than ## and ###; change it."),
        ("## …", "line 1: has a heading without a word; write one."),
        ("> quoted", "line 1: holds blockquote open, which an article never has; remove it."),
        ("```\ncode\n```", "line 1: holds fence, which an article never has; remove it."),
        ("One [@Two].", "line 1: cites [@Two]; write [@source] or [@one; @two]."),
        ("One [@a, @b].", "line 1: cites [@a, @b]; write [@source] or [@one; @two]."),
        ("## One\n\n## One", "has the heading “One” twice; reword one."),
    ],
)
def test_other_forms_are_refused_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(text)

    assert str(caught.value) == told


@pytest.mark.parametrize("target", ["page", "page:", "mail:x", "topic:A", "topic:a#", "topic:a b", "//a/b"])
def test_a_link_leads_into_the_reference(target: str) -> None:
    with pytest.raises(MarkupError, match="write KIND:ID"):
        split_target(target)


def test_a_link_is_taken_apart() -> None:
    assert split_target("topic:pain#in-women") == ("topic", "pain", "in-women")
    assert split_target("opioid:codeine") == ("opioid", "codeine", "")


@pytest.mark.parametrize("text", ["", "One\n\nTwo", "## One", "- one"])
def test_a_line_is_one_paragraph(text: str) -> None:
    with pytest.raises(MarkupError, match="must be one paragraph"):
        parse_line(text)


@pytest.mark.parametrize(
    ("heading", "name"),
    [("What is LDN?", "what-is-ldn"), ("Crohn’s disease", "crohns-disease"), ("Déjà 4.5 mg", "deja-4-5-mg")],
)
def test_an_anchor_is_made_of_words(heading: str, name: str) -> None:
    assert anchor(heading) == name


@given(st.text(alphabet=st.sampled_from("ab1 .,[]()@#*_`|-<>!\\\n&;:~^\"'"), max_size=80))
@example("[\\@")
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(MarkupError):
        # What is no citation stays text, escaped or interrupted by marks as it may be.
        assert all("[@" not in plain(line) for line in lines(parse(text))) or re.search(r"\[\W*@", text)
