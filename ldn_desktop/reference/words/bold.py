"""Bold letters within a sentence of a paper, set off by a sign that no text of a person can hold."""

from __future__ import annotations

from ldn_desktop.decoding.strict import Node

BOLD = "\x01"
"""Stands before and after bold letters. Papers hold people's texts without control characters (``one_line``)."""
_WRITTEN = "**"
"""How a content file writes it."""


def marked(node: Node) -> str:
    """Return a sentence of content. Refused: a blank one, bold letters that are opened and not closed."""
    text = node.filled()
    if text.count(_WRITTEN) % 2:
        raise node.fail(f"opens bold letters without closing them; add the missing {_WRITTEN}.")
    return text.replace(_WRITTEN, BOLD)


def bold(text: str) -> str:
    """Return a text in bold letters."""
    return f"{BOLD}{text}{BOLD}"


def markdown(text: str) -> str:
    """Return a sentence with the marks that Markdown has for bold letters, which are those of a content file."""
    return text.replace(BOLD, _WRITTEN)


def plain(text: str) -> str:
    """Return a sentence without the marks of bold letters."""
    return text.replace(BOLD, "")
