"""Two plans side by side as a neutral document for the clinician; nothing is taken or made up by it."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop import __version__
from ldn_desktop.domain.comparison import Comparison
from ldn_desktop.domain.days_apart import APART
from ldn_desktop.domain.figures import nameless
from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.plan import CONTINUES
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.compared_doses import ComparedDoses, compared_doses
from ldn_desktop.papers.comparison_figures import day_rows, figure_rows, finding_rows
from ldn_desktop.papers.comparison_supply import supply_rows
from ldn_desktop.papers.frame import SHARED, Frame, one_line
from ldn_desktop.papers.side_by_side import Group, Row, SideWords
from ldn_desktop.papers.tables import Section, Tables
from ldn_desktop.reference.words.bold import bold, plain
from ldn_desktop.reference.words.sentences import declared
from ldn_desktop.reference.words.wording import DoseWords, Wording, held

SENTENCES = declared(
    "comparison",
    {
        "": "title use clinician_only two_persons blocked{names} side{name patient revision day} named{side name}"
        " unnamed day_on{day date} on_day{day dose} none not_reached not_known no_price{products} about{figure}"
        " mean{mean all days} need{amount count} need_once{amount} left_of{amount product} counted{count names}"
        " overridden{count overridden} dose_on{dose days} no_dose pause no_plan on_rhythm{dose rhythm}"
        " other_days{dose} only{dose condition} conditions{count condition} goes_on{dose} earliest{told}"
        " made_of{dose takes} taken_at{takes time} two_steps{first last} many_steps{first last steps}"
        " between{low high steps} one_day{first} days{first last} days_on{first} dated{days from to}"
        " one_dated{day date} no_findings pieces_note days_note left_note"
        " goes_on_note waits_note cost_note no_cost_note chart{differs} chart_differs{day left right} chart_same"
        " chart_waits{days} waits_in{day side}",
        "side_name": "left right",
        "heading": "chart figures pharmacy days findings",
        "column": "what difference",
        "row": "target target_day last_day days dose_days after highest pieces_most pieces_mean volume_most volume_mean"
        " drops_most drops_mean cut_days unmeasured first_apart products strengths collections need{product}"
        " left cost{pharmacy} no_cost blocking warning caution info",
        "after": "review continue stop stopped paused",
        "condition": "if-tolerated after-review",
        "severity": " ".join(SEVERITIES),
        "apart": "more{figure} less{figure} fewer{figure} later{days} earlier{days} different not_known "
        + " ".join(APART),
    },
)
_SHARES = (0.33, 0.265, 0.265, 0.14)


class Compared:
    """What is said of two plans that stand in a context beside each other."""

    def __init__(self, context: PaperContext) -> None:
        if context.beside is None:
            raise TypeError("a comparison takes two plans")
        self._c, self._beside = context, context.beside
        self.comparison: Comparison = context.beside.comparison
        language = context.wording.language
        self._words, self._shared = (context.content.sentences(f, language.code) for f in (SENTENCES, SHARED))
        self._say = self._words.say
        doses = doses_of((self.comparison.left, self.comparison.right), context.wording)
        self._side = SideWords(self._words, doses)

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self._say("title")

    @property
    def sides(self) -> tuple[str, str]:
        """What the two are called in short."""
        return self._say("side_name.left"), self._say("side_name.right")

    @property
    def heads(self) -> tuple[str, str, str, str]:
        """What stands above the columns of each row."""
        left, right = (
            self._say("named", side=side, name=one_line(name))
            for side, name in zip(self.sides, self._beside.names, strict=True)
        )
        return self._say("column.what"), left, right, self._say("column.difference")

    def groups(self) -> tuple[Group, ...]:
        """Return everything that is compared, in reading order."""
        found, words, say = self.comparison, self._side, self._say
        alone = tuple(finding_rows(found, words, (self._c.sentences(), self._beside.sentences())))
        return (
            Group(say("heading.figures"), tuple(figure_rows(found, words))),
            Group(say("heading.pharmacy"), tuple(supply_rows(found, words))),
            Group(say("heading.days"), tuple(day_rows(found, words))),
            Group(say("heading.findings"), alone, "" if alone else say("no_findings")),
        )

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return, for either plan, whose it is, which revision and from when."""
        sides = zip(
            self.sides, self._beside.names, (self.comparison.left, self.comparison.right), strict=True
        )
        return tuple((side, self._told(name, regimen)) for side, name, regimen in sides)

    def warnings(self) -> Iterator[str]:
        """Yield what must be seen before anything else."""
        if not self.comparison.one_person:
            yield self._say("two_persons")
        sides = zip(self.sides, (self.comparison.left, self.comparison.right), strict=True)
        blocked = [side for side, regimen in sides if regimen.blocked]
        if blocked:
            yield self._say("blocked", names=self._c.wording.language.listed(blocked))

    def notes(self) -> tuple[str, ...]:
        """Return what is to be known to read the rows."""
        names = ["days_note", "pieces_note", "left_note"]
        if any(figures.after == CONTINUES for figures in self.comparison.figures):
            names.append("goes_on_note")
        if any(figures.waits_from is not None for figures in self.comparison.figures):
            names.append("waits_note")
        names.append("cost_note" if self.comparison.priced else "no_cost_note")
        return tuple(map(self._say, names))

    def chart(self) -> ComparedDoses:
        """Return both plans on one chart."""
        return compared_doses(self.comparison, self._side.doses, self.sides)

    def chart_words(self) -> str:
        """Say what the chart shows, for those who do not see it."""
        first, say, language = self.comparison.first_apart, self._say, self._c.wording.language
        if first is None:
            differs = say("chart_same")
        else:
            doses = {"left": self._side.dose(first.left_ng), "right": self._side.dose(first.right_ng)}
            differs = say("chart_differs", day=language.number(first.day), **doses)
        waits = [
            say("waits_in", day=language.number(figures.waits_from), side=side)
            for side, figures in zip(self.sides, self.comparison.figures, strict=True)
            if figures.waits_from is not None
        ]
        told = [differs, *([say("chart_waits", days=language.listed(waits))] if waits else [])]
        return say("chart", differs=" ".join(told))

    def document(self) -> Tables:
        """Return the paper."""
        say = self._say
        chart = Section(say("heading.chart"), sentence=self.chart_words(), chart=self.chart())
        return Tables(
            person=(*self.told(), (say("use"), say("clinician_only"))),
            alert=" ".join(self.warnings()),
            sections=(chart, *(self._section(group) for group in self.groups())),
            foot=tuple(filter(None, (*self.notes(), self._c.rules_notice()))),
            frame=self._frame(),
        )

    def _section(self, group: Group) -> Section:
        rows = tuple(_cells(row) for row in group.rows)
        return Section(group.heading, self.heads, _SHARES, rows, group.sentence)

    def _told(self, name: str, regimen: Regimen) -> str:
        plan, language = regimen.plan, self._c.wording.language
        born = plan.patient.birth_date
        patient = [one_line(plan.patient.name) or self._say("unnamed")]
        if born:
            patient.append(self._shared.say("born", day=language.full_date(born)))
        return self._say(
            "side",
            name=one_line(name),
            patient=", ".join(patient),
            revision=str(plan.revision),
            day=language.weekday_date(regimen.first),
        )

    def _frame(self) -> Frame:
        names = dict.fromkeys(
            one_line(side.plan.patient.name) for side in (self.comparison.left, self.comparison.right)
        )
        head = " / ".join(filter(None, names))
        printed = self._shared.say("printed", day=self._c.wording.language.full_date(self._c.printed))
        return Frame(
            title=self._say("title"),
            running_head=head,
            footer_left=" · ".join(filter(None, (head, printed))),
            footer_middle=f"LDN Desktop {__version__}",
            page=self._shared.texts["page"],
        )


def make(context: PaperContext) -> Tables:
    """Return the comparison of the plan of a context with the one beside it; plans that are blocked have one too."""
    return Compared(context).document()


def _cells(row: Row) -> tuple[str, ...]:
    """Return the cells of a row; where the second plan differs it stands in bold letters."""
    right, apart = (bold(plain(text)) if row.differs else text for text in (row.right, row.apart))
    return row.label, row.left, right, apart


def doses_of(sides: tuple[Regimen, Regimen], wording: Wording) -> DoseWords:
    """Return the words for everything that both plans show."""
    steps = [step for side in sides for step in side.steps]
    products = [product for side in sides for product in side.products]
    products += [total.formulation for side in sides for total in side.supply.totals]
    doses = [step.phase.dose_ng for step in steps]
    doses += [take.dose_ng or 0 for step in steps for take in step.takes]
    return wording.doses([*doses, *map(held, products)], [*map(nameless, products), *products])
