"""Asks for one product: capsule, tablet, liquid or drops, with what each of them needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.formulation import DIVISIONS, MOST_DROPS_PER_ML, ORAL, ROUTES, Formulation
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit, DaysEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.products import (
    ProductDefaults,
    ProductForm,
    form_of,
    mixed_routes,
    route_words,
    routes_told,
    taken_alike,
)

_KINDS = (("capsule", "Capsule"), ("tablet", "Tablet"), ("liquid", "Liquid"), ("drops", "Drops"))
_PARTS = tuple(zip(DIVISIONS, ("whole only", "halves", "quarters"), strict=True))
_WIDE = 380
_FIELDS = {
    "capsule": ("strength",),
    "tablet": ("strength", "parts"),
    "liquid": ("strength", "graduation_ml", "capacity_ml"),
    "drops": ("strength", "drops"),
}


class ProductDialog(QDialog):
    """Asks for a product; ``form`` is what was typed. OK is possible only when every field can be read.

    Products ``beside`` it are in use together with it, and so are taken in the same way: a new one begins with theirs,
    and another way chosen for it is said to become theirs.
    """

    def __init__(
        self,
        product: Formulation | None,
        defaults: ProductDefaults,
        parent: QWidget,
        beside: tuple[Formulation, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._beside = beside
        self.setWindowTitle("Change product" if product else "Add product")
        route = next((other.route for other in beside), ORAL)
        start = form_of(product) if product else defaults.form._replace(route=route)
        self._defaults = defaults
        # The marks of a product that is there were chosen by somebody.
        self._marks_chosen = product is not None and product.kind == "liquid"
        self._kind = Segmented(list(_KINDS))
        self._kind.setAccessibleName("Kind of product")
        self._strength = self._edit("Strength or concentration")
        self._capacity = self._edit("The syringe holds, in mL")
        self._graduation = self._edit("Distance of two marks in mL")
        self._graduation.setPlaceholderText("read them off the syringe")
        self._parts = Combo()
        for parts, words in _PARTS:
            self._parts.addItem(words, parts)
        self._parts.setAccessibleName("Can be cut into")
        self._drops = CountEdit(Count(1, MOST_DROPS_PER_ML))
        self._drops.setAccessibleName("Drops per mL")
        self._way = start.route
        self._route = Combo()
        self._route.setAccessibleName("How it is taken")
        self._alike = PlainLabel(role="caption", wraps=True)
        self._beyond = DaysEdit()
        self._beyond.line_edit().setPlaceholderText("not given")
        self._beyond.setAccessibleName("Use within, days after the fill")
        self._hint = PlainLabel("Makers differ: look at the syringe.", role="caption")
        self._problem = PlainLabel(role="error", wraps=True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._labels: dict[QWidget, QWidget] = {}
        self._strength_label = FieldLabel("&Strength", self._strength)
        self._lay_out()
        self.installEventFilter(self)
        self._show(start)
        self._kind.chosen.connect(self._kind_chosen)
        self._graduation.textEdited.connect(self._choose_marks)
        self._capacity.textEdited.connect(self._follow_size)
        for edit in (self._strength, self._graduation, self._capacity):
            edit.textEdited.connect(self._check)
        self._route.currentIndexChanged.connect(self._route_chosen)
        for count in (self._drops, self._beyond):
            count.edited.connect(self._check)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._kind_chosen(start.kind)
        self._strength.setFocus()

    @property
    def form(self) -> ProductForm:
        """What is typed."""
        return ProductForm(
            kind=self._kind.current(),
            strength=self._strength.text(),
            divisible_into=self._parts.currentData(),
            graduation_ml=self._graduation.text(),
            capacity_ml=self._capacity.text(),
            drops_per_ml=self._drops.count() or 0,
            beyond_use_days=self._beyond.count() or 0,
            route=str(self._route.currentData()),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the sentences of the fields: a dialog does not do so by itself for words that wrap."""
        layout = self.layout()
        if watched is self and event.type() == QEvent.Type.LayoutRequest and layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        return super().eventFilter(watched, event)

    def _show(self, form: ProductForm) -> None:
        with quiet(self._kind):
            self._kind.set_current(form.kind)
        self._strength.setText(form.strength)
        self._parts.setCurrentIndex(self._parts.findData(form.divisible_into))
        self._graduation.setText(form.graduation_ml)
        self._capacity.setText(form.capacity_ml)
        self._drops.set_count(form.drops_per_ml)
        self._beyond.set_count(form.beyond_use_days or None)

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        for at, (label, field) in enumerate(
            (
                (self._strength_label, self._strength),
                (FieldLabel("Can be &cut into", self._parts), self._parts),
                (FieldLabel("Syringe &holds (mL)", self._capacity), self._capacity),
                (FieldLabel("&Marks every (mL)", self._graduation), self._graduation),
                (PlainLabel(), self._hint),
                (FieldLabel("&Drops per mL", self._drops), self._drops),
                (FieldLabel("&Use within", self._beyond), self._beyond),
                (FieldLabel("&Taken", self._route), self._route),
                (PlainLabel(), self._alike),
            )
        ):
            rows.addWidget(label, at, 0, BESIDE)
            rows.addWidget(field, at, 1)
            self._labels[field] = label
        # Wide enough for the sentence of a field to wrap into few lines.
        self.setMinimumWidth(current_theme().px(_WIDE))
        layout = QVBoxLayout(self)
        layout.addWidget(self._kind)
        layout.addLayout(rows)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)

    def _kind_chosen(self, kind: str) -> None:
        fields = _FIELDS[kind]
        for name, field in (
            ("parts", self._parts),
            ("graduation_ml", self._graduation),
            ("capacity_ml", self._capacity),
            ("capacity_ml", self._hint),
            ("drops", self._drops),
        ):
            for part in (self._labels[field], field):
                part.setVisible(name in fields)
        measured = kind in {"liquid", "drops"}
        self._strength.setPlaceholderText("such as 1 mg/mL" if measured else "such as 0.5 mg")
        self._strength_label.setText("Con&centration" if measured else "&Strength")
        self._fit_unit(measured=measured)
        self._offer_routes(kind)
        self._check()
        self.adjustSize()

    def _route_chosen(self) -> None:
        self._way = str(self._route.currentData())
        self._check()

    def _offer_routes(self, kind: str) -> None:
        """Offer the ways in which a kind is taken; where there is one, nobody is asked."""
        with quiet(self._route):
            self._route.clear()
            for code in ROUTES[kind]:
                words = route_words(code)
                self._route.addItem(words[:1].upper() + words[1:], code)
            self._route.setCurrentIndex(max(self._route.findData(self._way), 0))
        for part in (self._labels[self._route], self._route):
            part.setVisible(len(ROUTES[kind]) > 1)

    def _choose_marks(self) -> None:
        self._marks_chosen = True

    def _follow_size(self, capacity_ml: str) -> None:
        """Give a size its usual marks, unless somebody chose others; a size without them asks for its marks."""
        if not self._marks_chosen:
            self._graduation.setText(self._defaults.marks_of(capacity_ml))

    def _fit_unit(self, *, measured: bool) -> None:
        """Carry a typed amount over from a strength to a concentration and back."""
        text = self._strength.text().strip()
        per_ml = text.lower().endswith("/ml")
        if text and measured and not per_ml:
            self._strength.setText(f"{text}/mL")
        elif not measured and per_ml:
            self._strength.setText(text[: -len("/mL")])

    def _check(self) -> None:
        problems, form = self.form.problems(), self.form
        product = None if problems else form.product("new")
        mixed = mixed_routes((*taken_alike(product, self._beside), product)) if product else ""
        self._alike.say(routes_told(product, self._beside) if product and not mixed else "")
        typed = {"strength": self._strength, "graduation_ml": self._graduation, "capacity_ml": self._capacity}
        for name, edit in typed.items():
            edit.setProperty("error", name in problems and bool(edit.text()))
            edit.style().polish(edit)
        told = [sentence for name, sentence in problems.items() if typed[name].text()] or [mixed] * bool(
            mixed
        )
        self._problem.setText(told[0] if told else "")
        self._problem.setVisible(bool(told))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(
            not problems
            and not mixed
            and not any(count.error() for count in (self._drops, self._beyond) if not count.isHidden())
        )

    @staticmethod
    def _edit(name: str) -> QLineEdit:
        edit = WholeLine()
        edit.setAccessibleName(name)
        return edit
