"""The one way in which every dialog asks for a file: the suffix first, then the question, then nobody's list of names.

What is answered after the program was locked counts as given up, and while it is locked nobody is asked.
Qt's own dialog is used on Linux, since those of the desktops keep lists of folders and files of their own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QTreeView, QWidget

from ldn_desktop.storage.file_names import (
    DRAFT_SUFFIX,
    PDF_SUFFIX,
    PLAN_SUFFIX,
    one_line,
    why_no_pdf_there,
    with_suffix,
)
from ldn_desktop.storage.files import OTHER_NAME, StoreError, real_path, replace_atomically
from ldn_desktop.ui.aside import run_aside
from ldn_desktop.ui.files.dialog_history import IS_SYSTEMS, forget_dialog
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.covering import Asked
from ldn_desktop.ui.widgets.first_size import first_size


class FileKind(NamedTuple):
    """What can be saved: words for the person, and the suffix with its dot, in small letters."""

    words: str
    suffix: str

    @property
    def filter(self) -> str:
        """The words and the pattern, as a file dialog takes them."""
        return f"{self.words} (*{self.suffix})"


_DIALOG = 980, 560
"""Width and height of the file dialog at 100 %.

A name of the length that is offered stands whole beside size, kind and date.
"""
PDF = FileKind("PDF", PDF_SUFFIX)


class Standing(NamedTuple):
    """What stands in the place of a file that is to be saved: a sentence, and whether it may be replaced at all."""

    sentence: str
    replaceable: bool


def standing(path: Path) -> Standing | None:
    """Return what stands in the place of a file, ``None`` where nothing does; the window stays alive meanwhile."""
    return run_aside(partial(_standing, path))


def _standing(path: Path) -> Standing | None:
    try:
        path.lstat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        # Whether something stands there nobody can tell; writing it will say why not.
        return None
    refused = why_no_pdf_there(path) if path.name.lower().endswith(PDF_SUFFIX) else ""
    if str(real_path(path)).lower().endswith((PLAN_SUFFIX, DRAFT_SUFFIX)):
        refused = f"“{one_line(path.name)}” is a link to a plan file. It is not replaced."
    return Standing(refused or f"“{one_line(path.name)}” is there already.", not refused)


def ask_file(window: QWidget, title: str, folder: str, kind: FileKind) -> Path | None:
    """Ask for a file to open."""
    asked = Asked(window)
    if not asked.may_ask():
        return None
    _have_room_made()
    name, _ = QFileDialog.getOpenFileName(window, title, folder, kind.filter, "", _options())
    forget_dialog()
    return Path(name) if name and asked.counts() else None


def ask_files(window: QWidget, title: str, folder: str, kind: FileKind) -> list[Path]:
    """Ask for files to open, as many as somebody likes."""
    asked = Asked(window)
    if not asked.may_ask():
        return []
    _have_room_made()
    names, _ = QFileDialog.getOpenFileNames(window, title, folder, kind.filter, "", _options())
    forget_dialog()
    return list(map(Path, names)) if asked.counts() else []


def ask_folder(window: QWidget, title: str, folder: str) -> Path | None:
    """Ask for a folder to save into."""
    asked = Asked(window)
    if not asked.may_ask():
        return None
    _have_room_made()
    options = _options() | QFileDialog.Option.ShowDirsOnly
    name = QFileDialog.getExistingDirectory(window, title, folder, options)
    forget_dialog()
    return Path(name) if name and asked.counts() else None


def ask_where(
    window: QWidget,
    title: str,
    offered: str | Path,
    *kinds: FileKind,
    judge: Callable[[Path], Standing | None] = standing,
) -> Path | None:
    """Ask for a file to save to, and ask again before one is replaced; ``None`` where the person gave it up.

    What is returned ends in the suffix of one of the kinds, and may be written.
    """
    if not Path(offered).is_absolute():
        # A desktop starts programs in folders that nobody chose.
        offered = Path(usual_folder("")) / offered
    asked = Asked(window)
    while asked.may_ask():
        filters = ";;".join(kind.filter for kind in kinds)
        _have_room_made()
        name, chosen = QFileDialog.getSaveFileName(window, title, str(offered), filters, "", _options())
        forget_dialog()
        if not name or not asked.counts():
            return None
        first = [kind.suffix for kind in kinds if kind.filter == chosen]
        path = with_suffix(Path(name), *first, *(kind.suffix for kind in kinds))
        found = judge(path)
        if not asked.counts():
            return None
        if found is None:
            return path
        answer = _asked(window, found)
        if answer == "Cancel" or not asked.counts():
            return None
        if answer == "Ignore":
            return path
        offered = path
    return None


class Outcome(NamedTuple):
    """What became of saving or printing, in a sentence (empty where nothing is to be told), and whether it failed."""

    sentence: str = ""
    failed: bool = False


def save_file(path: Path, data: bytes, what: str) -> Outcome:
    """Write bytes into a file and return what became of it. ``what`` is such as ``table``."""
    try:
        return Outcome(saved_words(path, parted=write_aside(path, data)))
    except StoreError as error:
        return Outcome(f"The {what} was not saved. {error}", failed=True)


def write_aside(path: Path, data: bytes, slow: Callable[[], object] | None = None) -> bool:
    """Put bytes in the place of a file as ``replace_atomically`` does, while the window stays alive.

    ``slow`` is called once it takes longer than a moment.
    """
    return run_aside(partial(replace_atomically, path, data), slow)


def saved_words(path: Path, *, parted: bool = False) -> str:
    """Return the sentence that tells of a file that was saved, and of its other name where it has one (``parted``)."""
    told = f"Saved {one_line(path.name)} in {one_line(str(path.parent))}."
    return f"{told} {OTHER_NAME}" if parted else told


def usual_folder(last: str) -> str:
    """Return the folder a dialog begins in: the last one while it is there, else that of the user's documents."""
    if last and os.path.isdir(last):  # noqa: PTH112 - unlike a path's own method it never raises
        return last
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if os.path.isdir(documents) else str(Path.home())  # noqa: PTH112 - as above


def _have_room_made() -> None:
    """Have the columns of Qt's own dialog fit as soon as it stands.

    It measures them in other letters than it then shows.
    """
    if not IS_SYSTEMS:
        QTimer.singleShot(0, _make_room)


def _make_room() -> None:
    dialog = QApplication.activeModalWidget()
    view = dialog.findChild(QTreeView, "treeView") if isinstance(dialog, QFileDialog) else None
    if dialog is None or not isinstance(view, QTreeView):
        return
    header = view.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    first_size(dialog, *map(current_theme().px, _DIALOG))


def _options() -> QFileDialog.Option:
    # The question is asked here, of the name as it will be.
    options = QFileDialog.Option.DontConfirmOverwrite
    if not IS_SYSTEMS:
        options |= QFileDialog.Option.DontUseNativeDialog
    return options


def _asked(window: QWidget, found: Standing) -> str:
    title = "Replace the file?" if found.replaceable else "Not replaced"
    sentence = f"{found.sentence} Replace it?" if found.replaceable else found.sentence
    answers = {"Ignore": "Replace it"} if found.replaceable else {}
    return ask(window, title, sentence, answers | {"Retry": "Choose another name…"}, "Retry")
