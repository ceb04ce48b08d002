"""What saves left when the program was killed, cleared away at the next start."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from ldn_desktop.storage.places import Places
from ldn_desktop.storage.recent import RecentStore
from ldn_desktop.storage.temporary_files import clear_leftovers


def clear_beside(places: Places) -> None:
    """Clear them beside the window: the folder of a recent file may be far away."""
    Thread(target=clear_all_leftovers, args=(places,), name="leftovers", daemon=True).start()


def clear_all_leftovers(places: Places) -> None:
    """Clear the program's own folders and those of recent files.

    Never raises; a folder on the network may take long.
    """
    recent = RecentStore(places.recent_file).load()
    folders = {places.config, places.state, places.drafts, *(Path(file).parent for file in recent.files)}
    if recent.folder:
        folders.add(Path(recent.folder))
    for folder in sorted(folders):
        clear_leftovers(folder)
