"""The numbers behind the findings, each with its source."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.amount import parse_dose, parse_volume
from ldn_desktop.domain.rules import Thresholds

_MOST_DAYS, _MOST_FACTOR, _MOST_YEARS, _MOST_WEEKS = 365, 1_000_000, 30, 52


class ThresholdTable(NamedTuple):
    """The thresholds, and the ids of all sources that they name."""

    values: Thresholds
    sources: tuple[str, ...]


def read_thresholds(root: Node) -> ThresholdTable:
    """Return the thresholds. Refused: one that is missing, of the wrong type, or without a source."""
    names = (
        *(
            "above_documented",
            "above_published",
            "above_typical",
            "below_documented",
            "steep_factor",
            "steep_rise",
            "tenfold_step",
        ),
        *("quick_days", "resume_days", "weight_days", "small_volume_ml", "tenfold_factors", "adult_years"),
        *("diary_weeks", "diary_days"),
    )
    members = {name: node.fields(("value", "sources")) for name, node in root.fields(names).items()}
    sources = [source for entry in members.values() for source in source_ids(entry["sources"])]
    f = {name: entry["value"] for name, entry in members.items()}
    values = Thresholds(
        above_documented_ng=f["above_documented"].amount(parse_dose),
        above_published_ng=f["above_published"].amount(parse_dose),
        above_typical_ng=f["above_typical"].amount(parse_dose),
        below_documented_ng=f["below_documented"].amount(parse_dose),
        steep_factor=f["steep_factor"].whole(2, _MOST_FACTOR),
        steep_rise_ng=f["steep_rise"].amount(parse_dose),
        tenfold_step=f["tenfold_step"].whole(2, _MOST_FACTOR),
        quick_days=f["quick_days"].whole(1, _MOST_DAYS),
        resume_days=f["resume_days"].whole(1, _MOST_DAYS),
        weight_days=f["weight_days"].whole(1, _MOST_DAYS),
        small_volume_nl=f["small_volume_ml"].amount(parse_volume),
        tenfold_factors=tuple(item.whole(2, _MOST_FACTOR) for item in f["tenfold_factors"].items("factor")),
        adult_years=f["adult_years"].whole(1, _MOST_YEARS),
        diary_weeks=f["diary_weeks"].whole(1, _MOST_WEEKS),
        diary_days=f["diary_days"].whole(1, _MOST_DAYS),
    )
    return ThresholdTable(values, tuple(sources))
