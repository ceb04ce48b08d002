"""Where in the reference a result is opened."""

from __future__ import annotations

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import pieces
from ldn_desktop.reference.topics.markup import anchor

_LINKS = {
    "study": "study",
    "opioid": "opioid",
    "glossary": "term",
    "interaction": "interaction",
    "medicine": "medicine",
}


def target_of(content: Content, kind: str, name: str, place: str = "") -> str:
    """Return a result's target as links name it, such as ``topic:surgery#before-the-day``.

    A condition is opened at the article about it that has the heading; without an article, in the table of
    conditions. A source is opened in the table of sources, its id after ``#``.
    """
    if kind == "condition":
        articles = [topic for topic in content.topics.values() if topic.condition == name]
        holding = [
            topic for topic in articles if place in {anchor(heading) for heading, _ in pieces(topic.body)}
        ]
        for topic in (*holding, *articles):
            return _joined(f"topic:{topic.id}", place)
        return _joined("page:conditions", name)
    if kind == "source":
        return _joined("page:sources", name)
    return _joined(f"{_LINKS.get(kind, 'topic')}:{name}", place)


def _joined(target: str, place: str) -> str:
    return f"{target}#{place}" if place else target
