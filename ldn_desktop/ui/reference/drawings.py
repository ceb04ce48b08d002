"""The pages of the reference that are neither article nor table, by their name."""

from __future__ import annotations

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.blockade_page import BlockadePage
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.reference.opioid_page import OpioidPage

DRAWINGS = {
    "mechanism-map": "Mechanism map",
    "blockade": "Blockade curve",
    "opioid-finder": "Opioid finder",
}


def make_drawing(name: str, content: Content) -> BlockadePage | MechanismPage | OpioidPage:
    """Return such a page. Refused: an unknown name (``KeyError``)."""
    if DRAWINGS[name] == "Opioid finder":
        return OpioidPage(content)
    if DRAWINGS[name] == "Mechanism map":
        return MechanismPage(content)
    return BlockadePage(content)
