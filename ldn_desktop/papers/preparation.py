"""The preparation sheet as a neutral document: a liquid made at home of licensed tablets, and what a step draws up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ldn_desktop.domain.administration import Step, Take
from ldn_desktop.domain.amount import format_concentration, format_dose, format_volume
from ldn_desktop.domain.formulation import ORAL, Liquid, strength_text
from ldn_desktop.domain.handing_out import volume_nl
from ldn_desktop.domain.phase import days_after
from ldn_desktop.domain.recipe import Portion
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import NotForPlanError, PaperContext, refuse_blocked
from ldn_desktop.papers.day_by_day import DayByDay
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.home_made import REASONS, home_made, liquids_ahead, why_not_home_made
from ldn_desktop.papers.leaflet import Cells, Columns, Leaflet, Part
from ldn_desktop.papers.letterhead import letterhead_of
from ldn_desktop.papers.patient_sentences import portion_sentence
from ldn_desktop.papers.plan_rows import when_taken
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.bold import bold
from ldn_desktop.reference.words.sentences import Section, SourcedSentence, declared

_DOSES = {"step": 0.07, "dates": 0.24, "dose": 0.13, "take": 0.56}
_BATCHES = {"make": 0.21, "discard": 0.21, "need": 0.13, "tablets": 0.45}
"""The columns of the tables with their share of the width."""
_SECTIONS = "danger custom make keep measure"
SENTENCES = declared(
    "preparation",
    {
        "": "title plan_first none at{time portion} times{count} more_times{count}"
        " warning{tablet smallest low largest high} warning_one{tablet largest high} tablets{tablets tablet water}"
        " one_tablet{tablets tablet water} liquid{strength syringe days}",
        "heading": "doses batches",
        "column": " ".join((*_DOSES, *_BATCHES)),
    },
    sections=_SECTIONS,
    lists="not_for",
    given={
        "": "tablet water strength days limit",
        **dict.fromkeys(REASONS, "liquids low"),
    },
)


def why_not(regimen: Regimen, content: Content, printed: date) -> str:
    """Say why no liquid of a plan can be made at home; empty where one can."""
    reason = why_not_home_made(regimen, content, printed)
    if not reason:
        return ""
    made, language = content.formulary.home_made, content.language("en")
    swallowed = reason == "other-strength"
    liquids = (p for p in liquids_ahead(regimen, printed) if (p.route == ORAL) == swallowed)
    fields = {
        "tablet": format_dose(made.tablet_ng),
        "water": f"{format_volume(made.water_nl)} mL",
        "strength": format_concentration(made.concentration_ng_per_ml),
        "limit": language.counted(made.keeps_days, "day"),
        "liquids": language.listed([*dict.fromkeys(map(strength_text, liquids))]),
        "low": format_dose(content.thresholds.above_documented_ng),
    }
    told = content.sentences(SENTENCES).lists["not_for"]
    return " ".join(entry.text.format(**fields) for entry in told if reason in entry.when)


def make(context: PaperContext) -> Leaflet:
    """Return the sheet from the day of printing on.

    Refused (``BlockedError``): as a patient's paper; (``NotForPlanError``): a plan without such a liquid.
    """
    refuse_blocked(context.regimen, "preparation")
    why = why_not(context.regimen, context.content, context.printed)
    if why:
        raise NotForPlanError(why)
    return _SheetMaker(context).sheet()


class _SheetMaker:
    """Makes the sheet of one plan on one day."""

    def __init__(self, context: PaperContext) -> None:
        self._c, self._of = context, DayByDay(context)
        self._words = context.content.sentences(SENTENCES, self._of.language.code)
        self._say = self._words.say
        self._made = context.content.formulary.home_made
        self._liquids = home_made(context.regimen, context.content, context.printed)
        amounts = self._made.concentration_ng_per_ml, self._made.tablet_ng, self._made.water_nl
        strength, tablet, water = (
            write(amount)
            for write, amount in zip((format_concentration, format_dose, format_volume), amounts, strict=True)
        )
        days = sorted({self._keeps(liquid) for liquid in self._liquids})
        counted = self._of.language.counted
        self._fields = {
            "tablet": tablet,
            "water": f"{water} mL",
            "strength": strength,
            "days": self._of.language.either([counted(each, "day") for each in days]),
            "limit": counted(self._made.keeps_days, "day"),
        }

    def sheet(self) -> Leaflet:
        """Return the sheet."""
        say, of, plan = self._say, self._of, self._c.regimen.plan
        prescriber = one_line(plan.prescriber.name)
        phone = one_line(self._c.practice.phone_of(plan.prescriber))
        words = of.plan_words
        born = of.language.full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
        # Made of this tablet are low doses alone: a whole one is far too much.
        _, swallowed, *_ = words.sections["emergency"].advice
        danger = self._section("danger")
        told = SourcedSentence(self._warning(), self._made.sources)
        return Leaflet(
            head=letterhead_of(plan.prescriber, self._c.practice),
            right=(prescriber, words.say("telephone", phone=phone) if phone else ""),
            person=(
                (words.say("name"), one_line(plan.patient.name)),
                (words.say("born"), born),
                (words.say("number"), one_line(plan.patient.identifier)),
            ),
            alerts=tuple(filter(None, (of.alert,))),
            intro=say("plan_first"),
            warning=danger._replace(advice=(told, *danger.advice)),
            parts=(
                self._part("custom"),
                self._part("make", numbered=True),
                self._part("keep"),
                Part(say("heading.batches"), self._listed(), table=self._batches()),
                Part(say("heading.doses"), table=self._doses()),
                self._part("measure"),
            ),
            urgent=(swallowed.text,),
            signatures=(),
            foot=tuple(filter(None, (of.local_rules,))),
            frame=of.frame(say("title")),
        )

    def _section(self, name: str) -> Section:
        section = self._words.sections[name]
        return section._replace(
            advice=tuple(entry._replace(text=entry.text.format(**self._fields)) for entry in section.advice)
        )

    def _part(self, name: str, *, numbered: bool = False) -> Part:
        section = self._section(name)
        return Part(section.heading, tuple(entry.text for entry in section.advice), numbered=numbered)

    def _warning(self) -> str:
        """Say how many times the smallest and the largest dose of the liquid one tablet holds."""
        doses = [take.dose_ng or 0 for step in self._of.steps for take, _ in self._measured(step)]
        low, high = min(doses), max(doses)
        fields = {
            "tablet": self._fields["tablet"],
            "high": self._of.doses.dose(high),
            "largest": self._times(high),
        }
        if low == high:
            return self._say("warning_one", **fields)
        return self._say("warning", **fields, low=self._of.doses.dose(low), smallest=self._times(low))

    def _times(self, dose_ng: int) -> str:
        count, rest = divmod(self._made.tablet_ng, dose_ng)
        return self._say("more_times" if rest else "times", count=self._of.language.number(count))

    def _measured(self, step: Step) -> Iterator[tuple[Take, Portion]]:
        """Yield the takes of a step that are made of the liquids; none where no dose falls on its days."""
        for take in step.takes if step.phase.dose_days() else ():
            for portion in take.recipe.portions if take.recipe else ():
                if portion.formulation in self._liquids:
                    yield take, portion

    def _doses(self) -> Columns:
        heads = tuple(self._say(f"column.{name}") for name in _DOSES)
        return Columns(heads, tuple(_DOSES.values()), tuple(map(self._row, self._of.steps)))

    def _row(self, step: Step) -> Cells:
        of, phase = self._of, step.phase
        first, last = (of.language.weekday_date(day) for day in (phase.first, phase.last))
        until = of.plan_words.say("until", day=last) if phase.days > 1 else ""
        taken = step.takes and phase.dose_days()
        return (
            (str(step.number) if step.number else "–",),
            (bold(first), until) if until else (bold(first),),
            (bold(of.doses.dose(phase.dose_ng) if taken else of.plan_words.say("no_dose")),),
            tuple(self._taken(step)),
        )

    def _taken(self, step: Step) -> Iterator[str]:
        of, language = self._of, self._of.language
        if not step.takes:
            yield of.plan_words.say("pause" if step.phase.days > 1 else "pause_day")
            return
        measured = tuple(self._measured(step))
        for take, portion in measured:
            told = portion_sentence(portion, of.doses, of.plan_words)
            if len(step.takes) > 1:
                name = language.time_name(take.time)
                told = self._say("at", time=f"{name[:1].upper()}{name[1:]}", portion=told)
            yield told
        if not measured and step.phase.dose_days():
            yield self._say("none")
        yield from when_taken(step, of.regimen, of.plan_words, language)

    def _listed(self) -> tuple[str, ...]:
        """Name the liquids where there are several: each has a syringe and days of its own."""
        language = self._of.language
        if len(self._liquids) == 1:
            return ()
        return tuple(
            self._say(
                "liquid",
                strength=self._of.doses.strength(liquid),
                syringe=language.measure(liquid),
                days=language.counted(self._keeps(liquid), "day"),
            )
            for liquid in self._liquids
        )

    def _keeps(self, liquid: Liquid) -> int:
        return liquid.beyond_use_days or self._made.keeps_days

    def _batches(self) -> Columns | None:
        """Return when to make it: on the day of each fill of which something may still be used."""
        rows: list[Cells] = []
        language = self._of.language
        for fill in self._c.regimen.supply.fills:
            liquid = fill.quantity.formulation
            if not isinstance(liquid, Liquid) or liquid not in self._liquids:
                continue
            last = days_after(fill.first, self._keeps(liquid) - 1)
            if last < self._c.printed:
                continue
            count = -(-volume_nl(fill.quantity) // self._made.water_nl)
            fields = {
                "tablets": language.counted(count, "tablet"),
                "tablet": self._fields["tablet"],
                "water": self._fields["water"],
            }
            need = self._of.doses.need(fill.quantity)
            syringe = language.syringe(liquid) if len(self._liquids) > 1 else ""
            rows.append(
                (
                    (bold(language.weekday_date(fill.first)),),
                    (bold(language.weekday_date(last)),),
                    (bold(need), syringe) if syringe else (bold(need),),
                    (self._say("tablets" if count > 1 else "one_tablet", **fields),),
                )
            )
        heads = tuple(self._say(f"column.{name}") for name in _BATCHES)
        return Columns(heads, tuple(_BATCHES.values()), tuple(rows)) if rows else None
