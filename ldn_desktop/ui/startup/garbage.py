"""What Qt made is taken apart on the thread of the windows: the interpreter collects garbage there and nowhere else.

Left to itself it collects on whichever thread happens to allocate; a dialog in a cycle of references, destroyed beside
the index of the search, ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageCare(QObject):
    """Collects from time to time on the thread it was made on; made when everything stands that is there to stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(collect_what_is_due)
        timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that is due by the interpreter's own thresholds, and the younger with it."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in reversed(range(len(counts))):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
