"""A first plan and its first revision, on the packaged program, by its keys and its accessibility tree alone.

Usage: see ``journey.sh``, which makes the desktop it needs. Arguments: the program, and the folder that gets pictures,
plan and papers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

_PATIENCE = 20.0
_POLL = 0.1
_FIELDS = 60


class Desk:
    """The program as somebody has it before them: a tree of named parts, a keyboard, pictures."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._pictures = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        """Start the program and wait for its window."""
        self._process = subprocess.Popen([self._program, *arguments])
        self.wait("frame", "LDN Desktop")

    def quit(self) -> None:
        """Quit by its key and wait for the end."""
        self.key("ctrl+q")
        if self._process is None or self._process.wait(_PATIENCE) != 0:
            raise SystemExit("the program did not end well")

    def parts(self) -> Iterator[Atspi.Accessible]:
        """Yield what is shown, from the top."""
        desktop = Atspi.get_desktop(0)
        waiting = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
        waiting = [part for part in waiting if part and part.get_process_id() == self._pid()]
        while waiting:
            part = waiting.pop(0)
            if part.get_role_name() != "application":
                if not part.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
                yield part
            children = (part.get_child_at_index(number) for number in range(part.get_child_count()))
            waiting[:0] = [child for child in children if child]

    def wait(
        self, role: str, words: str, check: Callable[[Atspi.Accessible], bool] | None = None
    ) -> Atspi.Accessible:
        """Wait for a part by its role and words in its name, and return it."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                for part in self.parts():
                    if (
                        part.get_role_name() == role
                        and words in (part.get_name() or "")
                        and (check is None or check(part))
                    ):
                        return part
            except gi.repository.GLib.GError:
                pass  # The tree changed while it was read.
            time.sleep(_POLL)
        self.picture("failed")
        names = [f"{part.get_role_name()}: {part.get_name()}" for part in self.parts() if part.get_name()]
        raise SystemExit(f"no {role} named “{words}” is shown. What is:\n" + "\n".join(names))

    def go_to(self, role: str, words: str) -> None:
        """Walk to a field by Tab."""
        for _ in range(_FIELDS):
            if has_focus(self.wait(role, words)):
                return
            self.key("Tab")
        self.picture("failed")
        raise SystemExit(f"Tab does not lead to the {role} “{words}”")

    def key(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
            time.sleep(_POLL)

    def type(self, text: str) -> None:
        """Type a text."""
        subprocess.run(["xdotool", "type", "--delay", "25", text], check=True)
        time.sleep(_POLL)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        self._pictures += 1
        time.sleep(0.5)
        subprocess.run(
            ["import", "-window", "root", self._folder / f"{self._pictures:02}-{name}.png"], check=True
        )

    def choose_file(self, path: Path) -> None:
        """Type a path into the file dialog."""
        self.wait("text", "File name")
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")

    def _pid(self) -> int:
        return self._process.pid if self._process else 0


def has_focus(part: Atspi.Accessible) -> bool:
    """Tell whether a part has the keyboard."""
    return bool(part.get_state_set().contains(Atspi.StateType.FOCUSED))


def selected(part: Atspi.Accessible) -> str:
    """Return the selected text of a part: in an article, the link that has the keyboard."""
    if not Atspi.Text.get_n_selections(part):
        return ""
    found = Atspi.Text.get_selection(part, 0)
    return str(Atspi.Text.get_text(part, found.start_offset, found.end_offset))


def look_up(desk: Desk) -> None:
    """Look fibromyalgia up, and begin a plan from its page."""
    desk.key("ctrl+k")
    desk.type("fibromyalgia")
    desk.wait("list item", "Fibromyalgia")
    desk.picture("search")
    desk.key("Return")
    desk.wait("label", "Article", has_focus)
    desk.picture("article")
    for _ in range(_FIELDS):
        desk.key("Tab")
        if "Plan a titration" in selected(desk.wait("label", "Article")):
            break
    desk.key("Return")


def plan(desk: Desk) -> None:
    """Name the patient, climb by the usual preset, in capsules, and answer the safety check."""
    desk.wait("label", "Fibromyalgia")
    desk.picture("planner")
    desk.go_to("text", "Patient's name")
    desk.type("Example Person")
    desk.go_to("combo box", "4.5 mg from the first day")
    desk.type("0.5 mg more each w")
    desk.key("Return")
    desk.wait("combo box", "0.5 mg more each week")
    desk.go_to("push button", "Usual sets")
    desk.key("space", "Down", "Return")
    desk.key("ctrl+shift+n")
    desk.wait("label", "answered on")
    desk.picture("plan")


def save(desk: Desk, path: Path | None) -> None:
    """Save the plan; a path answers the dialog of the first time."""
    desk.key("ctrl+s")
    if path is not None:
        desk.choose_file(path)
    desk.wait("label", "Saved")


def paper(desk: Desk, path: Path) -> None:
    """Save the patient's plan as PDF."""
    desk.key("ctrl+shift+e")
    desk.choose_file(path)
    desk.wait("panel", path.name)


def step_back(desk: Desk) -> None:
    """Go one step back from a day of the third step on."""
    desk.go_to("check box", "Follow-up")
    desk.key("space")
    desk.go_to("push button", "Add a change")
    desk.key("space", "Down", "Down", "Return")
    desk.go_to("text", "From, the first day that changes")
    desk.key("ctrl+a")
    desk.type(f"{datetime.now(tz=UTC).date() + timedelta(days=16)}")
    desk.key("Tab")
    desk.wait("label", "Nothing changes before")
    desk.picture("proposed")
    desk.key("ctrl+Return")
    desk.wait("push button", "Edit")
    desk.picture("accepted")


def check(file: Path, first: Path, second: Path) -> None:
    """Compare the plan with its two papers."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    texts = [
        subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, text=True).stdout
        for paper in (first, second)
    ]
    told = [f"evision {number}" in text for number, text in enumerate(texts, 1)]
    back = ["One step back." in text for text in texts]
    if kept["revision"] != 2 or not all(told) or back != [False, True]:  # noqa: PLR2004 - saved twice
        raise SystemExit(f"the papers are not those of the plan: {told}, {back}, revision {kept['revision']}")


def main() -> int:
    """Travel."""
    program, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    file, first, second = (folder / name for name in ("plan.ldnplan", "first.pdf", "second.pdf"))
    desk = Desk(program, folder)
    desk.start()
    look_up(desk)
    plan(desk)
    save(desk, file)
    paper(desk, first)
    desk.picture("saved")
    desk.quit()
    desk.start()
    desk.key("ctrl+o")
    desk.choose_file(file)
    desk.wait("label", "Example Person")
    desk.picture("reopened")
    step_back(desk)
    save(desk, None)
    paper(desk, second)
    desk.picture("revision")
    desk.quit()
    check(file, first, second)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
