"""Plans of version 2 drawn at random, every one of them valid: what a change would have refused is left out."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.oracle import Refused
from tests.oracle.amounts import amount_text, read_amount
from tests.oracle.course import Laid, lay
from tests.oracle.ladders import doses_of_basis, lengths
from tests.oracle.rhythms import WEEKDAYS
from tests.strategies import (
    FAMILIES,
    Entry,
    any_of,
    fluids,
    ladders,
    plans,
    product_lists,
    rarely,
    solids,
    times_of_day,
)

LARGEST_DOSE = Fraction(16)
LONGEST_LADDER = 20
WEIGHTS = ("32.5 kg", "70.125 kg", "12 kg", "100 kg")
NOTED_AROUND = 30
GO_ON = ("on-date", "if-tolerated", "after-review")


@st.composite
def rhythms(draw: st.DrawFn) -> Entry:
    """Give a rhythm, in any spelling."""
    match draw(st.integers(0, 2)):
        case 0:
            return {"every": any_of(draw, 2, 2, 3, 7, 14, 28)}
        case 1:
            on = draw(st.integers(1, 21))
            return {"on": on, "off": draw(st.integers(1, min(7, 28 - on)))}
        case _:
            days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=6, unique=True)
            return {"weekdays": draw(days)}


@st.composite
def doses_per_time(draw: st.DrawFn, dose: Fraction, grid: Fraction) -> Entry:
    """Divide a day's dose among one to three times: mostly in whole multiples of ``grid``, or all at once."""
    times = draw(times_of_day())
    unit = Fraction(1, 1000) if rarely(draw) else grid
    shares = [draw(st.integers(1, 3)) for _ in times]
    parts = [(dose * share / sum(shares) / unit).__floor__() * unit for share in shares[:-1]]
    if 0 in parts:
        return {times[0]: amount_text(dose)}
    parts.append(dose - sum(parts))
    return {time: amount_text(part) for time, part in zip(times, parts, strict=True)}


@st.composite
def spans(draw: st.DrawFn) -> int | Entry:
    """Give a number of days, or of months."""
    if draw(st.integers(0, 2)) == 0:
        return {"months": draw(st.integers(1, 3))}
    return draw(st.sampled_from((3, 5, 7, 10, 14, 28)))


@st.composite
def bases(draw: st.DrawFn, grid: Fraction) -> Entry:
    """Give a basis, upward or downward, by numbers or by weight; the ladder it makes may be long."""
    low, high = sorted(draw(st.integers(1, 60)) * grid for _ in range(2))
    low, high = min(low, LARGEST_DOSE), min(high, LARGEST_DOSE)
    goes_up = draw(st.integers(0, 2)) > 0 or low == high
    basis: Entry = {"every": draw(spans()), "last": draw(spans())}
    if goes_up and draw(st.integers(0, 3)) == 0:
        per_kg = {"weight": any_of(draw, *WEIGHTS), "weighed_on": "2023-12-01", "dose": "0.05 mg"}
        by_weight = read_amount(per_kg["dose"]) * Fraction(per_kg["weight"].removesuffix(" kg"))
        high = (by_weight / grid).__floor__() * grid
        low = min(low, high)
        basis["per_kg"] = per_kg | {"round_to": amount_text(grid)}
        if draw(st.booleans()):
            high = min(high, Fraction(9, 2))
            low = min(low, high)
            basis["per_kg"]["at_most"] = "4.5 mg"
    start, target = (low, high) if goes_up else (high, low)
    basis |= {"start": amount_text(start), "target": amount_text(target)}
    if draw(st.booleans()):
        return basis | {"kind": "linear", "step": amount_text(grid * draw(st.integers(1, 8)))}
    factor = any_of(draw, "2", "1.25", "1.5", "3") if goes_up else any_of(draw, "0.5", "0.666", "0.8")
    return basis | {"kind": "geometric", "factor": factor, "round_to": amount_text(grid)}


@st.composite
def laddered(draw: st.DrawFn, grid: Fraction, start: date) -> Entry:
    """Give a ladder with what its rungs may have; where a basis made it, the basis beside it."""
    basis = draw(bases(grid)) if draw(st.booleans()) else None
    rungs: list[Entry] = []
    if basis is not None:
        doses = doses_of_basis(basis)
        days = lengths(len(doses), basis["every"], basis["last"], start)
        rungs = [{"dose": amount_text(dose), "days": each} for dose, each in zip(doses, days, strict=True)]
    found: Entry = {"ladder": rungs, "basis": basis}
    if not 1 <= len(rungs) <= LONGEST_LADDER:
        found = {"ladder": draw(ladders(grid))}
        if draw(st.booleans()):
            last = found["ladder"].pop()
            found["ladder"] = [*reversed(found["ladder"]), last]
    shared, everywhere = draw(st.none() | rhythms()), draw(st.booleans())
    for rung in found["ladder"]:
        if everywhere or draw(st.booleans()):
            rhythm = draw(rhythms()) if rarely(draw) else shared
            rung.update({} if rhythm is None else {"rhythm": rhythm})
        if draw(st.integers(0, 3)) == 0:
            rung["doses"] = draw(doses_per_time(read_amount(rung.pop("dose")), grid))
        if draw(st.booleans()):
            rung["go_on"] = any_of(draw, *GO_ON)
    found["ladder"][-1].pop("go_on", None)
    return found


@st.composite
def routed_products(draw: st.DrawFn, prefix: str, strengths: tuple[str, ...]) -> list[Entry]:
    """Give formulations of one route: mostly by mouth."""
    route = any_of(draw, "oral", "oral", "oral", "sublingual", "topical", "eye")
    if route == "oral":
        listed = draw(product_lists(prefix, strengths))
        return [entry | {"route": "oral"} if rarely(draw) else entry for entry in listed]
    if route == "sublingual":
        tablets = [draw(solids(f"{prefix}{number}", strengths)) for number in range(draw(st.integers(1, 3)))]
        return [entry | {"kind": "tablet", "route": route} for entry in tablets]
    wanted = "liquid" if route == "topical" else "drops"
    fluid = draw(fluids(f"{prefix}l").filter(lambda entry: entry["kind"] == wanted))
    if draw(st.booleans()):
        fluid["beyond_use_days"] = any_of(draw, 3, 7, 14, 30)
    return [fluid | {"route": route}]


@st.composite
def changes(draw: st.DrawFn, plan: Mapping[str, Any], course: Laid) -> Entry:
    """Give the next change of a course; it may yet be refused."""
    earlier = plan["adjustments"]
    start, ends = course.start, len(course.days) - 1
    if course.after == "paused":
        on = date.fromisoformat(earlier[-1]["on"]) + timedelta(days=draw(st.integers(1, 40)))
        entry: Entry = {"action": "resume", "resume": any_of(draw, "continue", "step_back", "restart")}
    else:
        low = min((date.fromisoformat(earlier[-1]["on"]) - start).days, ends) if earlier else 0
        on = start + timedelta(days=draw(st.integers(max(low, 0), max(min(ends, low + 40), 0))))
        usual = ("hold", "step_back", "pause", "settle", "times", "formulations")
        entry = {"action": any_of(draw, *usual, *usual, "stop")}
    match entry["action"]:
        case "hold":
            entry["days"] = draw(st.integers(1, 14))
        case "step_back" if draw(st.booleans()):
            entry["days"] = draw(st.integers(1, 14))
        case "pause" if draw(st.integers(0, 3)):
            entry["until"] = (on + timedelta(days=draw(st.integers(1, 20)))).isoformat()
            entry["resume"] = any_of(draw, "continue", "step_back", "restart")
        case "times":
            entry["times"] = draw(times_of_day())
        case "formulations":
            strengths = any_of(draw, *FAMILIES)[1]
            entry["formulations"] = draw(routed_products(f"n{len(earlier)}", strengths))
            if draw(st.integers(0, 3)) == 0:
                entry["formulations"] = [dict(product) for product in reversed(plan["formulations"])]
    entry["on"] = on.isoformat()
    if draw(st.integers(0, 3)):
        offset = draw(st.sampled_from((0, 0, -1, -7, 1, 2, 5, 14)) | st.integers(-NOTED_AROUND, NOTED_AROUND))
        entry["noted_on"] = (on + timedelta(days=offset)).isoformat()
        if rarely(draw):
            entry["note"] = "vivid dreams"
    return entry


@st.composite
def plans_v2(draw: st.DrawFn, *, most_changes: int = 5) -> Entry:
    """Give a plan file of version 2 that nothing refuses."""
    grid, strengths = draw(st.sampled_from(FAMILIES))
    month_ends = st.sampled_from(
        (date(2027, 1, 31), date(2028, 2, 29), date(2027, 10, 31), date(2027, 8, 31))
    )
    start = draw(st.dates(date(2024, 1, 1), date(2032, 12, 31)) | month_ends)
    plan: Entry = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": start.isoformat(),
        "formulations": draw(routed_products("f", strengths)),
    } | draw(laddered(read_amount(grid), start))
    optional = {
        "times": times_of_day(),
        "after": st.sampled_from(("review", "continue", "stop")),
        "max_pieces_per_dose": st.integers(1, 6),
        "max_measures_per_dose": st.integers(1, 4),
        "max_drops_per_dose": st.sampled_from((1, 10, 40, 100)),
        "fill_days": st.sampled_from((28, 7, 14, 30, 90, 1, 5)),
    }
    plan |= {name: draw(values) for name, values in optional.items() if draw(st.booleans())}
    for _ in range(draw(st.integers(0, most_changes))):
        earlier = plan.setdefault("adjustments", [])
        changed = plan | {"adjustments": [*earlier, draw(changes(plan, lay(plan)))]}
        try:
            lay(changed)
        except Refused:
            continue
        plan = changed
    return {key: value for key, value in plan.items() if value is not None}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Entry, Entry]:
    """Give two plans that lie close to each other, mostly one plan and what a revision makes of it."""
    one = draw(plans_v2(most_changes=2))
    if draw(st.integers(0, 3)) == 0:
        other = draw(plans_v2() | plans())
        moved = date.fromisoformat(one["start_date"]) + timedelta(days=draw(st.integers(-40, 40)))
        return one, other | {"start_date": moved.isoformat(), "adjustments": []}
    other = json.loads(json.dumps(one))
    for _ in range(draw(st.integers(1, 3))):
        rung = draw(st.sampled_from(other["ladder"]))
        match draw(st.integers(0, 5)):
            case 0:
                other["after"] = draw(st.sampled_from(("review", "continue", "stop")))
            case 1 if rung is not other["ladder"][-1]:
                rung["go_on"] = draw(st.sampled_from(GO_ON))
            case 2:
                other["times"] = draw(times_of_day())
            case 3:
                rung["days"] += draw(st.integers(1, 30))
            case 4:
                other["adjustments"] = other.get("adjustments", [])[:-1]
            case _:
                rung["rhythm"] = draw(rhythms())
    return one, other
