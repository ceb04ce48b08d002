"""What was opened, to walk back and forward through it."""

from __future__ import annotations

_MOST = 200


class History:
    """A row of targets such as ``topic:surgery`` and the place within it; the oldest are forgotten after 200."""

    def __init__(self) -> None:
        self._targets: list[str] = []
        self._at = -1

    @property
    def current(self) -> str:
        """What is open; empty before anything was."""
        return self._targets[self._at] if self._targets else ""

    @property
    def can_go_back(self) -> bool:
        """Whether something was opened before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back from something."""
        return self._at < len(self._targets) - 1

    def open(self, target: str) -> None:
        """Note that a target is open now; what lay ahead is forgotten. The same one again changes nothing."""
        if target == self.current:
            return
        self._targets = [*self._targets[: self._at + 1], target][-_MOST:]
        self._at = len(self._targets) - 1

    def back(self) -> str:
        """Go one back, where that is possible, and return what is open then."""
        self._at -= self.can_go_back
        return self.current

    def forward(self) -> str:
        """Go one forward, where that is possible, and return what is open then."""
        self._at += self.can_go_forward
        return self.current
