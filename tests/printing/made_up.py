"""A made-up language: every English sentence and name, put otherwise by a function, in files of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tomli

from ldn_desktop.reference.checking.check_translations import opioid_names
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import RESOURCES

CODE = "xx"


def made_up_knowledge(folder: Path, say: Callable[[str], str], direction: str = "ltr") -> Knowledge:
    """Return what is known, with a language in which every English text is what ``say`` makes of it."""
    resources = folder / "resources"
    content = Path(shutil.copytree(RESOURCES / "content", resources / "content"))
    (resources / "fonts").symlink_to(RESOURCES / "fonts")
    words = content / "words" / CODE
    words.mkdir()
    for file in (content / "words" / "en").glob("*.toml"):
        members = tomli.loads(file.read_text("utf-8"))
        lines = (f"{path} = {pair}" for path, pair in _pairs(members, "", say))
        (words / file.name).write_text("\n".join(lines), "utf-8")
    own = [f"{name} = {_pair(text, say)}" for name, text in ENGLISH.words.texts.items()]
    habits = [
        f"name = {_quoted(say('made up'))}",
        'english = "Made up"',
        f'direction = "{direction}"',
        'alike_and = ""',
        'alike_or = ""',
    ]
    (words / "language.toml").write_text("\n".join((*habits, 'thousands = ""', *own)), "utf-8")
    names = (f"{_quoted(name)} = {_quoted(say(name))}" for name in opioid_names(Content(content)))
    (words / "medicine_names.toml").write_text("\n".join(names), "utf-8")
    return Knowledge(content)


def _pairs(value: Any, path: str, say: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a file by their places; what is no text for a reader is left out."""
    for key, child in value.items():
        place = f"{path}.{key}" if path else key
        if isinstance(child, str):
            yield place, _pair(child, say)
        elif isinstance(child, dict):
            yield from _pairs(child, place, say)
        elif isinstance(child, list) and child and isinstance(child[0], dict):
            yield place, f"[{', '.join(_pair(entry['text'], say) for entry in child)}]"


def _pair(text: str, say: Callable[[str], str]) -> str:
    return f"{{ en = {_quoted(text)}, {CODE} = {_quoted(say(text))} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
