"""A visit as it is being written: what is read, and what is typed and cannot be read yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ldn_desktop.library.bodies import Visit
from ldn_desktop.workspace.adjusting import AdjustmentForm, blank_form
from ldn_desktop.workspace.followed import GO_ON

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.plan import OpioidUse, Override
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.workspace.draft import Typed
    from ldn_desktop.workspace.followed import Followed

YES = "yes"
DECISION, OPIOIDS, LAST, SINCE, LEFT, EFFECT, REASON = (
    "decision.",
    "safety.",
    "safety.last.",
    "since.",
    "left.",
    "effect",
    "reason.",
)
"""What the ids of fields begin with: those of a decision, of opioids and of their last doses by the opioid, from when a
side effect is by its name, what is left by the product, and why a finding is overruled by its code. ``EFFECT`` is the
field that adds a side effect."""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit as it is being written, immutable.

    ``author`` is who sees the patient. ``form`` holds the fields of the decision, ``None`` to go on as planned;
    ``why`` is its reason. ``opioids`` are all of the plan, as told at the visit where ``visit.opioid`` is yes.
    ``overrides`` are reasons given here for findings that block. ``typed`` is what stands in fields and cannot be read,
    or is not taken yet: each with its sentence, in the order in which it was typed.
    """

    visit: Visit
    author: str
    why: str = ""
    form: AdjustmentForm | None = None
    opioids: tuple[OpioidUse, ...] = ()
    overrides: tuple[Override, ...] = ()
    typed: tuple[Typed, ...] = ()

    @property
    def unread(self) -> tuple[Typed, ...]:
        """What is typed in a field that counts and holds the visit back."""
        asked = self.visit.opioid == YES
        return tuple(e for e in self.typed if e.problem and (asked or not e.field.startswith(OPIOIDS)))

    def typed_in(self, field: str) -> Typed | None:
        """Return what stands in a field and in no draft, or ``None``."""
        return next((entry for entry in self.typed if entry.field == field), None)

    def with_typed(self, entry: Typed) -> VisitDraft:
        """Return the draft with what stands in a field; one that can be read stands in the draft itself."""
        before = self.typed_in(entry.field)
        if entry == before:
            return self
        kept = tuple(e for e in self.typed if e is not before)
        alone = entry.field == EFFECT or entry.field.startswith(REASON)
        stays = entry.problem or (alone and entry.text.strip())
        return replace(self, typed=(*kept, entry) if stays else kept)

    def without_orphans(self, products: frozenset[str]) -> VisitDraft:
        """Return the draft without what was typed in fields that are gone; ``products`` are the ids of the plan's."""
        there = {f"{LEFT}{product}" for product in products}
        there |= {f"{LAST}{use.opioid}" for use in self.opioids if use.last_dose is not None}
        there |= {f"{SINCE}{effect.name}" for effect in self.visit.side_effects}
        lost = tuple(
            e for e in self.typed if e.field.startswith((LEFT, LAST, SINCE)) and e.field not in there
        )
        if self.form is None:
            lost += tuple(e for e in self.typed if e.field.startswith(DECISION))
        return replace(self, typed=tuple(e for e in self.typed if e not in lost)) if lost else self


def begun(following: Followed, today: date, author: str) -> VisitDraft:
    """Return an empty draft: a visit today, of whoever writes it, to go on as planned."""
    on = max(today, following.earliest)
    author = author or following.plan.prescriber.name
    return VisitDraft(Visit(on, GO_ON, how="in-person"), author, opioids=following.plan.screening.opioids)


def decided_on(draft: VisitDraft, decision: str, following: Followed) -> VisitDraft:
    """Return the draft with another decision, whose fields begin with what is usual."""
    if decision == draft.visit.decision:
        return draft
    form = None
    if decision != GO_ON:
        form = blank_form(decision.replace("-", "_"), following.regimen, draft.visit.on)
        # The day of the visit is that on which it is noted.
        # Until when a pause lasts is said by a person: a day that nobody chose would change what follows.
        form = form._replace(on=max(form.on, draft.visit.on), noted_on=None, until=None)
        if decision == "step-back" and form.days is None:
            form = form._replace(days=_length_before(form.on, following.regimen))
    typed = tuple(entry for entry in draft.typed if not entry.field.startswith(DECISION))
    return replace(draft, visit=replace(draft.visit, decision=decision), form=form, typed=typed)


def dated(draft: VisitDraft, on: date) -> VisitDraft:
    """Return the draft of a visit on another day; a decision that began with the visit does so still."""
    form = draft.form
    if form is not None and (form.on == draft.visit.on or form.on < on):
        form = form._replace(on=on)
    return replace(draft, visit=replace(draft.visit, on=on), form=form)


def rebased(draft: VisitDraft, following: Followed) -> VisitDraft:
    """Return the draft of a visit that now follows on another revision; what was typed stays.

    Opioids are those of that revision, unless they were told at the visit. A reason was given for the plan before.
    """
    told = draft.opioids if draft.visit.opioid == YES else following.plan.screening.opioids
    return replace(draft, opioids=told, overrides=())


def _length_before(on: date, regimen: Regimen) -> int | None:
    """Return the days of the rung before the one that holds a day, where there is one."""
    phase = next((step.phase for step in regimen.steps if on <= step.phase.last), None)
    if phase is None or not phase.rung:
        return None
    return regimen.plan.ladder[phase.rung - 1].days
