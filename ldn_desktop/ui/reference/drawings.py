"""The drawings of the reference, by the name of their page."""

from __future__ import annotations

from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.ui.reference.blockade_page import BlockadePage
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.theme.look import Theme

DRAWINGS = {"mechanism-map": "Mechanism map", "blockade": "Blockade curve"}


def make_drawing(name: str, content: FullContent, theme: Theme) -> BlockadePage | MechanismPage:
    """Return a drawing's page. Refused: an unknown name (``KeyError``)."""
    if DRAWINGS[name] == "Mechanism map":
        return MechanismPage(content, theme)
    return BlockadePage(content, theme)
