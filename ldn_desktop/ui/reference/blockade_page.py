"""The blockade curve: which share of the central mu receptors a published model has blocked at a dose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.articles.rich_text import PageLook, RichText
from ldn_desktop.domain.amount import AmountError, parse_dose
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.blockade import Measured
from ldn_desktop.reference.topics.markup import cited, parse_line
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.reference.blockade_curve import BlockadeCurve, share_text
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.number_edits import DoseEdit


class BlockadePage(Themed, QWidget):
    """The curve with a cursor for any dose, and what it says and does not. ``followed`` hands over links."""

    followed = Signal(str)
    message = Signal(str)

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._curve = BlockadeCurve(content.blockade)
        self._dose = DoseEdit(parse_dose)
        self._dose.setAccessibleName("Dose on the curve")
        self._told = PlainLabel(role="strong", wraps=True)
        self._text = ArticleView()
        self._text.setAccessibleName("About the curve")
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        title = PlainLabel("Blockade curve", role="title")
        label = PlainLabel("&Dose")
        label.setBuddy(self._dose)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self._dose)
        row.addWidget(self._told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(title)
        layout.addLayout(row)
        layout.addWidget(self._curve, 3)
        layout.addWidget(self._text, 2)
        self._dose.edited.connect(self._typed)
        self._curve.moved.connect(self._moved)
        self._text.followed.connect(self.followed)
        self.apply_theme()
        self._moved(content.blockade.points[0].dose_ng)

    def apply_theme(self) -> None:
        """Follow a theme."""
        self._text.show_page(self._html())

    def _html(self) -> str:
        blockade = self._content.blockade
        lines = [parse_line(blockade.model), parse_line(blockade.note)]
        used = dict.fromkeys(name for line in lines for name in cited(line))
        used |= dict.fromkeys(name for point in blockade.points for name in point.sources)
        numbers = {name: at for at, name in enumerate(used, 1)}
        look = PageLook(self.theme.colours, round(self.theme.scale * 1000))
        text = RichText(look, numbers, self._content.sources)
        words = DoseWords([])
        points = sorted(blockade.points)
        detailed = any(_details(point) for point in points)
        rows = [
            (
                words.dose(point.dose_ng),
                f"{point.blocked_percent} %",
                *((_details(point),) if detailed else ()),
                text.basis(point.sources),
            )
            for point in points
        ]
        head = ("Measured at", "Blocked", *(("Details",) if detailed else ()), "Source")
        table = text.table(head, rows)
        body = "".join(text.paragraph(text.inlines(line)) for line in lines)
        return f'<body style="{look.font("body")};{look.ink("text")}">{body}{table}</body>'

    def _typed(self, text: str) -> None:
        try:
            dose = parse_dose(text)
        except AmountError:
            self._told.setText("Type a dose such as 4.5 mg.")
            return
        self._curve.set_dose(dose)
        blockade = self._content.blockade
        told = f"{share_text(blockade.permille(dose))} of the receptors by the model"
        beyond = ", beyond what was measured" if dose < blockade.extrapolated_below_ng else ""
        self._told.setText(f"{told}{beyond}.")

    def _moved(self, dose: int) -> None:
        self._dose.show_value(DoseWords([]).dose(dose))
        self._typed(self._dose.text())


def _details(point: Measured) -> str:
    told = (f"after {point.hours} hours" if point.hours else "", f"{point.n} people" if point.n else "")
    return ", ".join(part for part in told if part)
