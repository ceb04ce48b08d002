"""The pharmacy of the practice's address book that orders are addressed to: for once, or kept with the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.workspace.knowledge import Knowledge


def why_unknown(name: str, knowledge: Knowledge) -> str:
    """Say that no pharmacy has a name, and which there are; empty where one has it."""
    known = [pharmacy.name for pharmacy in knowledge.practice.practice.pharmacies]
    if name in known:
        return ""
    return f"is in no address book of the practice; known there: {', '.join(known) or 'none'}."


def keep_addressee(knowledge: Knowledge, name: str) -> None:
    """Address orders to a pharmacy from now on, under an empty name to none.

    Settings that could not be read stay as they are. Refused (``StoreError``): what the disk refuses.
    """
    known = knowledge.practice
    if known.problem:
        knowledge.address_orders(name)
    elif known.practice.order_to != name:
        knowledge.keep_practice(replace(known.practice, order_to=name))
