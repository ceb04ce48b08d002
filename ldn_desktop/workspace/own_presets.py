"""A practice's own presets, as the form offers presets: named, with the practice as their source and no support."""

from __future__ import annotations

from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import OwnPreset
from ldn_desktop.reference.planning.presets import OwnWords, Preset

_DAYS_A_MONTH = 30


def preset_of(own: OwnPreset, practice: str, begins: str, words: OwnWords) -> Preset:
    """Return what is shown of a preset; its id begins with ``begins``. The numbers it makes are asked of its basis."""
    basis = own.basis
    every, last = (
        span.months * _DAYS_A_MONTH if isinstance(span, Months) else span
        for span in (basis.every, basis.last)
    )
    return Preset(
        id=f"{begins}{own.name}",
        fact="",
        title=own.name,
        conditions=(),
        start_ng=basis.start_ng,
        step_ng=basis.step_ng,
        target_ng=basis.target_ng,
        every_days=every,
        maintenance_days=last,
        maintenance_stated=True,
        times=own.times,
        support=0,
        support_words=words.support_words,
        source_words=practice or words.source_words,
        note=words.note,
        sources=(),
    )


def kept_of(plan: Plan, name: str) -> OwnPreset | None:
    """Return a plan's steps as a preset; ``None`` where no numbers made them, or a patient's weight did."""
    if plan.basis is None or plan.basis.per_kg is not None:
        return None
    return OwnPreset(name, plan.basis, plan.times)
