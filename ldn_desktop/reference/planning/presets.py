"""Presets: ladders that practice or trials use, each with its support and its source."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.amount import parse_dose
from ldn_desktop.domain.ladder import MOST_DAYS
from ldn_desktop.domain.plan import TIMES, in_order_of_day

MOST_SUPPORT = 4


class Preset(NamedTuple):
    """A ladder to begin with. Amounts are a day's, in nanograms; ``step_ng`` 0 means that the dose is fixed.

    ``support`` is 0 to 4 filled squares: 4 trial schedule, 3 trial dose with other steps, 2 cohort or case
    series, 1 practice custom. ``fact`` names the entry of the data it was taken from; ``maintenance_stated`` tells
    whether the source gives the days of the last step, or the program chose them.
    """

    id: str
    fact: str
    title: str
    conditions: tuple[str, ...]
    start_ng: int
    step_ng: int
    target_ng: int
    every_days: int
    maintenance_days: int
    maintenance_stated: bool
    times: tuple[str, ...]
    support: int
    support_words: str
    source_words: str
    note: str
    sources: tuple[str, ...]


class TrialDose(NamedTuple):
    """A dose that a study used without a ladder that could be followed: it informs and is not offered as a preset.

    ``words`` is one or two sentences; ``highest_ng`` is the highest daily dose studied.
    """

    id: str
    fact: str
    conditions: tuple[str, ...]
    words: str
    highest_ng: int
    sources: tuple[str, ...]


class OwnWords(NamedTuple):
    """What is said of a preset of the practice's own, which has no source; ``source_words`` where it has no name."""

    support_words: str
    source_words: str
    note: str


class Presets(NamedTuple):
    """Both, in their order, and the words for presets of the practice's own."""

    ladders: tuple[Preset, ...]
    trial_doses: tuple[TrialDose, ...]
    own: OwnWords


def read_presets(root: Node) -> Presets:
    """Return presets and trial doses.

    Refused: a repeated id, a number outside its range, a missing sentence or source.
    """
    f = root.fields(("preset", "trial_dose", "own"))
    own = f["own"].fields(OwnWords._fields)
    return Presets(
        tuple(by_id(f["preset"].items("preset"), _preset).values()),
        tuple(by_id(f["trial_dose"].items("trial dose"), _trial_dose).values()),
        OwnWords(*(own[name].filled() for name in OwnWords._fields)),
    )


def _trial_dose(node: Node) -> TrialDose:
    f = node.fields(("id", "fact", "conditions", "words", "highest", "sources"))
    return TrialDose(
        id=f["id"].filled(),
        fact=f["fact"].filled(),
        conditions=texts(f["conditions"]),
        words=f["words"].filled(),
        highest_ng=f["highest"].amount(parse_dose),
        sources=source_ids(f["sources"]),
    )


def _preset(node: Node) -> Preset:
    f = node.fields(
        (
            *("id", "fact", "title", "start", "step", "target", "every_days", "maintenance_days"),
            *("maintenance_stated", "times", "support", "support_words", "source_words", "sources"),
        ),
        ("conditions", "note"),
    )
    return Preset(
        id=f["id"].filled(),
        fact=f["fact"].filled(),
        title=f["title"].filled(),
        conditions=texts(f["conditions"]) if "conditions" in f else (),
        start_ng=f["start"].amount(parse_dose),
        step_ng=f["step"].amount(parse_dose),
        target_ng=f["target"].amount(parse_dose),
        every_days=f["every_days"].whole(1, MOST_DAYS),
        maintenance_days=f["maintenance_days"].whole(1, MOST_DAYS),
        maintenance_stated=f["maintenance_stated"].flag(),
        times=in_order_of_day(tuple(item.choice(*TIMES) for item in f["times"].items("time"))),
        support=f["support"].whole(0, MOST_SUPPORT),
        support_words=f["support_words"].filled(),
        source_words=f["source_words"].filled(),
        note=f["note"].filled() if "note" in f else "",
        sources=source_ids(f["sources"]),
    )
