"""The mechanism map with what is known of the part or arrow that was chosen."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.articles.rich_text import PageLook, RichText
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import Inline, cited, parse_line
from ldn_desktop.reference.topics.mechanisms import Arrow, MapNode
from ldn_desktop.ui.files.saving import PDF, FileKind, ask_where, save_file
from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.reference.map_drawing import LEVEL_WORDS
from ldn_desktop.ui.reference.map_file import map_pdf, map_svg
from ldn_desktop.ui.reference.mechanism_map import MapView
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.look import theme_named
from ldn_desktop.ui.widgets.labels import PlainLabel

_LEGEND = (
    "Line: —— in people   – ·· – in people, uncontrolled   – – in animals   "
    "– · – in cells   ····· hypothesis.   “?” marks what studies contest."
)
_TEXT_HEIGHT = 190
_SVG = FileKind("SVG", ".svg")


class MechanismPage(Themed, QWidget):
    """The map; what is pressed is told below it. ``followed`` hands over links."""

    followed = Signal(str)
    message = Signal(str)
    failed = Signal(str)

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._map = MapView(content.mechanism_map)
        self._text = ArticleView()
        self._text.setAccessibleName("About what was chosen")
        self._entry = next(iter(content.mechanism_map.nodes))
        title = PlainLabel("Mechanism map", role="title")
        legend = PlainLabel(_LEGEND, role="secondary", wraps=True)
        save = QPushButton("Save &map…")
        save.clicked.connect(self._save)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(save)
        area = QScrollArea()
        area.setWidget(self._map)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addLayout(head)
        layout.addWidget(legend)
        layout.addWidget(area, 1)
        layout.addWidget(self._text)
        self._map.chosen.connect(self._show)
        self._text.followed.connect(self.followed)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Follow a theme."""
        self._text.setFixedHeight(self.theme.px(_TEXT_HEIGHT))
        self._show(self._entry)

    def _show(self, entry: str) -> None:
        self._entry = entry
        shown = self._content.mechanism_map
        node = shown.nodes.get(entry)
        arrow = next((arrow for arrow in shown.arrows if arrow.id == entry), None)
        if node is not None:
            self._text.show_page(self._node(node))
        elif arrow is not None:
            self._text.show_page(self._arrow(arrow))

    def _node(self, node: MapNode) -> str:
        line = parse_line(node.text)
        topic = self._content.topics[node.topic]
        text = self._writer(line)
        more = f'<a href="topic:{topic.id}" style="{text.look.ink("accent")}">{topic.title}</a>'
        return self._page(text, f"<b>{node.title}</b>", text.inlines(line), f"More: {more}")

    def _arrow(self, arrow: Arrow) -> str:
        evidence, limits = parse_line(arrow.evidence), parse_line(arrow.limits)
        text = self._writer((*evidence, *limits))
        nodes = self._content.mechanism_map.nodes
        contested = ", contested" if arrow.contested else ""
        said = f"{nodes[arrow.start].title} {arrow.verb} {nodes[arrow.end].title}"
        head = f"<b>{said}</b>: {LEVEL_WORDS[arrow.level]}{contested}"
        shown, bounds = text.inlines(evidence), text.inlines(limits)
        return self._page(text, head, f"<b>Evidence</b> {shown}", f"<b>Limits</b> {bounds}")

    def _writer(self, line: tuple[Inline, ...]) -> RichText:
        look = PageLook(self.theme.colours, round(self.theme.scale * 1000))
        names = dict.fromkeys(cited(line))
        return RichText(look, {name: at for at, name in enumerate(names, 1)}, self._content.sources)

    def _page(self, text: RichText, *paragraphs: str) -> str:
        look = text.look
        body = "".join(text.paragraph(words) for words in paragraphs)
        named = (f"{text.cite((name,))} {escape(self._content.sources[name].short)}" for name in text.numbers)
        sources = "; ".join(named)
        body += text.paragraph(f"Sources: {sources}", look.font("small")) if sources else ""
        return f'<body style="{look.font("body")};{look.ink("text")}">{body}</body>'

    def _save(self) -> None:
        path = ask_where(self, "Save the map", "mechanism-map.pdf", PDF, _SVG)
        if path is None:
            return
        # On paper it is dark on white, whatever the theme.
        paper = theme_named("light", self.theme.scale, self.theme.family)
        draw = map_svg if path.suffix.lower() == _SVG.suffix else map_pdf
        drawn = draw(self._map.drawing(), QSizeF(self._map.size()), _LEGEND, paper)
        outcome = save_file(path, drawn, "map")
        (self.failed if outcome.failed else self.message).emit(outcome.sentence)
