"""What stands beside the codes on a paper: the words of the content, and as many codes as they say there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.statements import Found, Statement, sentence


def code_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what may be told of codes."""
    numbers = dict.fromkeys(("part", "parts"), asked.grammar.whole)
    for name, text in asked.words("plan_code").texts.items():
        yield sentence(f"code {name}", text, numbers)


def judge_codes(found: Sequence[Found], g: Grammar, *, undated: bool) -> None:
    """Refuse (``DifferentError``) codes that are numbered otherwise than one by one up to as many as are told.

    Beside those of an ``undated`` paper, and of no other, must stand that they hold a first day.
    """
    names = {name for name, _, _ in found}
    if ("code counted" in names) != (undated and "code use" in names):
        raise DifferentError("the first day in the codes")
    numbered = [
        (g.read_whole(f["part"]), g.read_whole(f["parts"])) for name, f, _ in found if name == "code part"
    ]
    told = [g.read_whole(f["parts"]) for name, f, _ in found if name == "code parts"]
    count = told[0] if told else 0
    if numbered != [(at + 1, count) for at in range(count)]:
        raise DifferentError("the codes")
