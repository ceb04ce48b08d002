"""The topics of the reference: articles in Markdown with a front matter, in the sections of the tree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from ldn_desktop.decoding.cited import by_id, tables, texts
from ldn_desktop.decoding.strict import FileError, Members, Node
from ldn_desktop.reference.topics.markup import MarkupError, cited, parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCE = "---"
_REQUIRED = ("title", "summary", "order", "reviewed", "review_due")
_OPTIONAL = ("synonyms", "related", "condition")
_LAST_ORDER = 10_000


class Section(NamedTuple):
    """A branch of the tree."""

    id: str
    title: str


class Topic(NamedTuple):
    """An article. ``summary`` and ``body`` are marked up (see ``markup``); ``condition`` is an id or empty.

    ``order`` is its place within its section; ``synonyms`` are words under which it is looked for.
    """

    id: str
    title: str
    section: str
    summary: str
    order: int
    synonyms: tuple[str, ...]
    related: tuple[str, ...]
    reviewed: date
    review_due: date
    condition: str
    body: str

    @property
    def file(self) -> str:
        """Where it lies within the content folder."""
        return f"topics/{self.section}/{self.id}.md"


def read_sections(root: Node) -> tuple[Section, ...]:
    """Return the sections in the order of the tree. Refused: a repeated id."""
    return tuple(by_id(tables(root, "section"), _section).values())


def read_topics(folder: Path, sections: Iterable[Section]) -> dict[str, Topic]:
    """Return the topics of a folder by id, section by section, each in its own order.

    Refused (``FileError``, whose text begins with the file): an unknown section, an id that stands twice, a file that
    is no topic, a front matter with an unknown, repeated or missing key or a summary that cites nothing.
    """
    known = [section.id for section in sections]
    found: dict[str, Topic] = {}
    for path in sorted(folder.glob("*/*.md")):
        place = f"topics/{path.parent.name}/{path.name}"
        if path.parent.name not in known:
            raise FileError(place, f"lies in a section that sections.toml does not name: {path.parent.name}.")
        if path.stem in found:
            raise FileError(place, f"{found[path.stem].file} has the same name; rename one of them.")
        try:
            found[path.stem] = _topic(path)
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(place, f"cannot be read ({error}); install the program again.") from error
        except (FileError, MarkupError) as error:
            raise FileError(place, str(error)) from error
    ordered = sorted(found.values(), key=lambda topic: (known.index(topic.section), topic.order, topic.title))
    return {topic.id: topic for topic in ordered}


def _section(node: Node) -> Section:
    f = node.fields(("id", "title"))
    return Section(f["id"].filled(), f["title"].filled())


def _topic(path: Path) -> Topic:
    front, body = _split(path.read_text(encoding="utf-8"))
    f = _front_matter(front).fields(_REQUIRED, _OPTIONAL)
    summary = f["summary"].filled()
    try:
        if not cited(parse_line(summary)):
            raise f["summary"].fail("cites no source; add [@source].")
    except MarkupError as error:
        raise f["summary"].fail(str(error)) from error
    if f["review_due"].day() <= f["reviewed"].day():
        raise f["review_due"].fail("does not come after reviewed; correct one of the dates.")
    return Topic(
        id=path.stem,
        title=f["title"].filled(),
        section=path.parent.name,
        summary=summary,
        order=f["order"].whole(0, _LAST_ORDER),
        synonyms=texts(f["synonyms"]) if "synonyms" in f else (),
        related=texts(f["related"]) if "related" in f else (),
        reviewed=f["reviewed"].day(),
        review_due=f["review_due"].day(),
        condition=f["condition"].filled() if "condition" in f else "",
        body=body,
    )


def _split(text: str) -> tuple[str, str]:
    opening, _, rest = text.partition("\n")
    front, fence, body = rest.partition(f"\n{_FENCE}\n")
    if opening != _FENCE or not fence:
        raise FileError("front matter", "must stand at the top between two lines of ---; add them.")
    if not body.strip():
        raise FileError("body", "is empty; write the article.")
    return front, body


class _Loader(yaml.SafeLoader):
    """Reads YAML whose scalars are whole numbers or text: no dates, no ``no`` that turns into false."""

    # Every other resolver (dates, yes and no, null, decimals) would change what was typed.
    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML declares it so
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:int"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Members:
    return Members.of_pairs(
        [(str(key.value), loader.construct_object(value, deep=True)) for key, value in node.value]
    )


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _front_matter(text: str) -> Node:
    try:
        return Node(yaml.load(text, _Loader), "")  # noqa: S506 - derived from the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"front matter, line {mark.line + 2}" if mark is not None else "front matter"
        raise FileError(
            where, "is no YAML; quote a text that holds a colon or begins with a sign."
        ) from error
