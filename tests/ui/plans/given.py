"""What a place is made of in tests, and a library with plans that opens quickly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.domain.plan import Plan
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.places import find_places
from ldn_desktop.storage.settings import Settings
from ldn_desktop.ui.backing import Backing
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.session import Session
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import RESOURCES, SHIPPED
from tests.workspace.given_plans import NOW, TODAY


def supplies_in(folder: Path) -> Supplies:
    """Return what the window hands to its places, on a folder of its own; no library is made."""
    places = find_places(folder)
    knowledge = Knowledge(SHIPPED)
    session = Session(blank(TODAY, "new"), knowledge.get_rules, lambda: TODAY)
    library = PlanLibrary(places.library, knowledge, lambda: NOW)
    keeper = Keeper(library, lambda: "Prescriber name")
    remembered = Remembered(places.settings_file, Settings(), keeper)
    backing = Backing(keeper, remembered)
    return Supplies(
        knowledge, places, IconSet(RESOURCES), Bridge(session), keeper, remembered, lambda: backing
    )


def make_cheap_library(supplies: Supplies) -> None:
    """Make a library whose passphrase, ``SENTENCE``, opens it at once; it stays locked."""
    make_library(supplies.folders.library, SENTENCE, RECOVERY_TEXT, CHEAP)


def open_library(supplies: Supplies, plans: Sequence[Plan] = ()) -> tuple[str, ...]:
    """Make such a library, open it and keep plans; return their subjects."""
    make_cheap_library(supplies)
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    kept = supplies.keeper.library.kept
    return tuple(kept.keep(plan, "Prescriber name", "plan made").subject for plan in plans)
