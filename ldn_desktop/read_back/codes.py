"""What stands beside the codes on a paper: the words of the content, and as many codes as they say there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found, Statement, sentence

_NUMBERS = {"part": g.WHOLE, "parts": g.WHOLE}


def code_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what may be told of codes."""
    for name, text in asked.content.words("plan_code").texts.items():
        yield sentence(f"code {name}", text, _NUMBERS)


def judge_codes(found: Sequence[Found]) -> None:
    """Refuse (``DifferentError``) codes that are numbered otherwise than one by one up to as many as are told."""
    numbered = [
        (g.read_whole(f["part"]), g.read_whole(f["parts"])) for name, f, _ in found if name == "code part"
    ]
    told = [g.read_whole(f["parts"]) for name, f, _ in found if name == "code parts"]
    count = told[0] if told else 0
    if numbered != [(at + 1, count) for at in range(count)]:
        raise DifferentError("the codes")
