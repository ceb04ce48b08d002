"""Reads the adjustments of a plan file: each action with the fields that it needs and those that it may have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.domain.adjustment import (
    RESUMES,
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Resume,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.ladder import MOST_DAYS
from ldn_desktop.exchange.ladder_reader import read_times
from ldn_desktop.exchange.product_reader import read_formulations


def read_adjustment(node: Node) -> Adjustment:
    """Return an adjustment. Refused (``FileError``): what none is."""
    needed, allowed, read = _ACTIONS[node.member("action").choice(*_ACTIONS)]
    f = node.fields(("on", "action", *needed), (*allowed, "noted_on", "note"))
    noted = f["noted_on"].day() if "noted_on" in f else None
    return replace(read(f, f["on"].day()), noted_on=noted, note=f["note"].text() if "note" in f else "")


def _hold(fields: dict[str, Node], on: date) -> Adjustment:
    return Hold(on, fields["days"].whole(1, MOST_DAYS))


def _step_back(fields: dict[str, Node], on: date) -> Adjustment:
    return StepBack(on, fields["days"].whole(1, MOST_DAYS) if "days" in fields else None)


def _pause(fields: dict[str, Node], on: date) -> Adjustment:
    if ("until" in fields) != ("resume" in fields):
        there, lacking = ("until", "resume") if "until" in fields else ("resume", "until")
        raise FileError(
            fields[there].path.removesuffix(there) + lacking,
            f"is missing beside {there}; a pause has both, or neither while nobody knows when it ends.",
        )
    if "until" not in fields:
        return Pause(on)
    return Pause(on, fields["until"].day(), fields["resume"].choice(*RESUMES))


def _resume(fields: dict[str, Node], on: date) -> Adjustment:
    return Resume(on, resume=fields["resume"].choice(*RESUMES))


def _settle(_fields: dict[str, Node], on: date) -> Adjustment:
    return Settle(on)


def _stop(_fields: dict[str, Node], on: date) -> Adjustment:
    return Stop(on)


def _change_times(fields: dict[str, Node], on: date) -> Adjustment:
    return ChangeTimes(on, read_times(fields["times"]))


def _change_formulations(fields: dict[str, Node], on: date) -> Adjustment:
    return ChangeFormulations(on, read_formulations(fields["formulations"]))


_Keys: TypeAlias = tuple[str, ...]
_ACTIONS: Mapping[str, tuple[_Keys, _Keys, Callable[[dict[str, Node], date], Adjustment]]] = MappingProxyType(
    {
        "hold": (("days",), (), _hold),
        "step_back": ((), ("days",), _step_back),
        "pause": ((), ("until", "resume"), _pause),
        "resume": (("resume",), (), _resume),
        "settle": ((), (), _settle),
        "stop": ((), (), _stop),
        "times": (("times",), (), _change_times),
        "formulations": (("formulations",), (), _change_formulations),
    }
)
"""For each action the fields it needs, those it may have, and what reads them."""
