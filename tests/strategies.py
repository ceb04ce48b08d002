"""Plans drawn at random: valid files, whose adjustments the rules may nevertheless refuse.

Whoever compares two readings of the rules takes ``plans()`` and compares refusals as well as answers.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.oracle import Refused, course_days
from tests.oracle.amounts import MCG_PER_MG, NG_PER_MG, amount_text, decimal_text, read_amount
from tests.oracle.products import read_product

Entry = dict[str, Any]

TIMES = ("morning", "midday", "evening", "bedtime")
REALISTIC_STRENGTHS = (
    *(
        "0.1 mg",
        "0.25 mg",
        "0.5 mg",
        "0.75 mg",
        "1 mg",
        "1.5 mg",
        "2 mg",
        "2.5 mg",
        "3 mg",
        "4 mg",
        "4.5 mg",
        "6 mg",
    ),
    *("1 mcg", "10 mcg", "50 mcg", "100 mcg", "50 mg"),
)
ODD_STRENGTHS = ("0.3 mg", "0.7 mg", "1.7 mg", "0.333 mg", "17 mcg", "2.5 mcg", "0.333333 mg", "0.000007 mg")
CONCENTRATIONS = (
    "1 mg/mL",
    "0.5 mg/mL",
    "5 mg/mL",
    "0.2 mg/mL",
    "100 mcg/mL",
    "10 mcg/mL",
    "0.3 mg/mL",
    "1 mcg/mL",
)
GRADUATIONS = ("0.01", "0.02", "0.1", "0.2", "0.25", "0.5")
DOSE_GRIDS = ("0.5 mg", "0.25 mg", "0.1 mg", "0.75 mg", "0.05 mg", "10 mcg", "1 mcg", "0.3 mg", "0.000001 mg")
LARGEST_DOSE = Fraction(16)
MOST_SOLIDS = 4
COMMONLY = 92
FAMILIES = (
    ("0.5 mg", ("0.5 mg", "1 mg", "1.5 mg", "2 mg", "3 mg", "4.5 mg")),
    ("0.25 mg", ("0.25 mg", "0.5 mg", "0.75 mg", "1 mg", "3 mg")),
    ("0.1 mg", ("0.1 mg", "0.2 mg", "0.5 mg", "1 mg", "4 mg")),
    ("10 mcg", ("10 mcg", "50 mcg", "100 mcg", "0.1 mg")),
    ("0.375 mg", ("0.75 mg", "0.25 mg", "1.5 mg", "3 mg", "4.5 mg")),
    ("0.3 mg", ("0.3 mg", "0.6 mg", "1.5 mg")),
)
"""Dose steps and strengths that go together; products and doses drawn apart seldom make a recipe."""


def rarely(draw: st.DrawFn) -> bool:
    """Draw True now and then."""
    return draw(st.integers(0, 99)) >= COMMONLY


def any_of(draw: st.DrawFn, *values: Any) -> Any:
    """Draw one of these values."""
    return draw(st.sampled_from(values))


@st.composite
def amount_texts(draw: st.DrawFn, milligrams: Fraction) -> str:
    """Give one of the spellings in which an amount may be written; mostly the canonical one."""
    if not rarely(draw):
        return amount_text(milligrams)
    as_mg, as_mcg = decimal_text(milligrams), decimal_text(milligrams * MCG_PER_MG)
    more = "0" if "." in as_mg else ".0"
    spellings = (
        *(f"{as_mg} mg", f"{as_mg}mg", f"{as_mg}{more} mg", f" {as_mg} mg "),
        *(f"{as_mcg} mcg", f"{as_mcg} microgram", f"{as_mcg} micrograms", f"{as_mcg}mcg"),
        *(f"{as_mcg} \u00b5g", f"{as_mcg} \u03bcg"),
    )
    return draw(st.sampled_from(spellings))


@st.composite
def concentration_texts(draw: st.DrawFn) -> str:
    """Give one of the usual concentrations, mostly in its canonical spelling."""
    amount = any_of(draw, *CONCENTRATIONS).removesuffix("/mL")
    return f"{draw(amount_texts(read_amount(amount)))}/mL".strip()


@st.composite
def solids(draw: st.DrawFn, name: str, strengths: tuple[str, ...] = REALISTIC_STRENGTHS) -> Entry:
    """Give a capsule or a tablet."""
    strength = any_of(draw, *(ODD_STRENGTHS if rarely(draw) else strengths))
    entry: Entry = {"id": name, "strength": draw(amount_texts(read_amount(strength)))}
    entry["kind"] = any_of(draw, "capsule", "tablet")
    if entry["kind"] == "tablet" and draw(st.booleans()):
        entry["divisible_into"] = any_of(draw, 1, 2, 4)
    return entry


@st.composite
def fluids(draw: st.DrawFn, name: str) -> Entry:
    """Give a liquid with its syringe, or drops."""
    entry: Entry = {"id": name, "concentration": draw(concentration_texts())}
    if draw(st.booleans()):
        return entry | {"kind": "drops", "drops_per_ml": any_of(draw, 20, 20, 10, 25, 15, 1, 33)}
    graduation = any_of(draw, *GRADUATIONS)
    respelt = graduation + "0" if rarely(draw) else graduation
    capacity = any_of(draw, "1", "3", "5", "10")
    if draw(st.integers(0, 3)) == 3:
        capacity = decimal_text(Fraction(graduation) * draw(st.integers(1, 100)))
    return entry | {"kind": "liquid", "graduation_ml": respelt, "capacity_ml": capacity}


@st.composite
def product_lists(
    draw: st.DrawFn, prefix: str, strengths: tuple[str, ...] = REALISTIC_STRENGTHS
) -> list[Entry]:
    """Give one to five formulations with ids of their own, in any order."""
    solid_count = draw(st.integers(0, MOST_SOLIDS if rarely(draw) else MOST_SOLIDS - 1))
    fluid_count = draw(st.integers(0 if solid_count else 1, 2 if rarely(draw) else 1))
    listed = [draw(solids(f"{prefix}{number}", strengths)) for number in range(solid_count)]
    listed += [draw(fluids(f"{prefix}l{number}")) for number in range(fluid_count)]
    for entry in listed:
        if draw(st.integers(0, 3)) == 0:
            entry["beyond_use_days"] = any_of(draw, 1, 3, 7, 14, 30, 60)
    return draw(st.permutations(listed))


@st.composite
def times_of_day(draw: st.DrawFn) -> list[str]:
    """Give one to three times of day, in any order."""
    return draw(st.lists(st.sampled_from(TIMES), min_size=1, max_size=3, unique=True))


@st.composite
def ladders(draw: st.DrawFn, grid: Fraction) -> list[Entry]:
    """Give one to twelve rungs, multiples of ``grid``: mostly climbing evenly, now and then in any order."""
    top = min((LARGEST_DOSE / grid).__floor__(), 64)
    count = draw(st.integers(1, 12))
    if draw(st.integers(0, 2)):
        first, step = draw(st.integers(1, 6)), draw(st.integers(1, 4))
        steps = [min(first + step * rung, top) for rung in range(count)]
    else:
        steps = draw(st.lists(st.integers(1, top), min_size=count, max_size=count))
    days = any_of(draw, 1, 3, 7, 10, 14)
    rungs: list[Entry] = []
    for number in steps:
        length = draw(st.integers(1, 21)) if rarely(draw) else days
        rungs.append({"dose": draw(amount_texts(grid * number)), "days": length})
    rungs[-1]["days"] = draw(st.integers(1, 40))
    return rungs


def _length(plan: Entry) -> int | None:
    """Give the days in the course as it stands, or None where the rules refuse it already."""
    try:
        return len(course_days(plan)[1])
    except Refused:
        return None


@st.composite
def _dates(draw: st.DrawFn, plan: Entry, length: int) -> date:
    """Give a date on which an adjustment may fall: mostly inside the course and not before the one before."""
    start = date.fromisoformat(plan["start_date"])
    earlier = plan.get("adjustments", [])
    low = (date.fromisoformat(earlier[-1]["on"]) - start).days if earlier else 0
    end = length - 1
    low = min(low, end)
    if rarely(draw):
        place = any_of(draw, low - 1, end + 1, end, low, -1)
    else:
        place = draw(st.integers(low, min(end, low + 15) if draw(st.booleans()) else end))
    return start + timedelta(days=place)


@st.composite
def _other_products(draw: st.DrawFn, plan: Entry) -> list[Entry]:
    """Give formulations to change to: some kept, some new, the same again, or (refused) an id used anew."""
    number = len(plan.get("adjustments", []))
    before: list[Entry] = plan["formulations"]
    choice = draw(st.integers(0, 9))
    if choice == 0:
        return [dict(entry) for entry in before]
    if choice == 1:
        return draw(st.permutations([dict(entry) for entry in before]))
    if choice == 2:
        return [entry | {"beyond_use_days": 45} for entry in before]
    new = draw(product_lists(f"n{number}"))
    kept = [dict(entry) for entry in before if draw(st.integers(0, 3)) == 0]
    return (kept + new)[:MOST_SOLIDS]


@st.composite
def adjustments(draw: st.DrawFn, plan: Entry, length: int) -> Entry:
    """Give the next adjustment of a course of so many days; most fit it, some are to be refused."""
    actions = (
        "hold",
        "hold",
        "step_back",
        "step_back",
        "pause",
        "pause",
        "settle",
        "times",
        "formulations",
        "stop",
    )
    on = draw(_dates(plan, length))
    entry: Entry = {"on": on.isoformat(), "action": any_of(draw, *actions)}
    match entry["action"]:
        case "hold":
            entry["days"] = draw(st.integers(1, 14))
        case "step_back":
            if draw(st.booleans()):
                entry["days"] = draw(st.integers(1, 14))
        case "pause":
            shortest = 0 if rarely(draw) else 1
            entry["until"] = (on + timedelta(days=draw(st.integers(shortest, 20)))).isoformat()
            entry["resume"] = any_of(draw, "continue", "step_back", "restart")
        case "times":
            entry["times"] = draw(times_of_day())
        case "formulations":
            entry["formulations"] = draw(_other_products(plan))
    return entry


@st.composite
def plans(draw: st.DrawFn, *, most_adjustments: int = 6) -> Entry:
    """Give a plan file that reads well; ``course_days`` and ``expected`` may still raise ``Refused`` for it."""
    grid, strengths = draw(st.sampled_from(FAMILIES))
    if draw(st.integers(0, 3)) == 0:
        grid, strengths = any_of(draw, *DOSE_GRIDS), REALISTIC_STRENGTHS
    plan: Entry = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": draw(st.dates(date(2024, 1, 1), date(2032, 12, 31))).isoformat(),
        "ladder": draw(ladders(read_amount(grid))),
        "formulations": draw(product_lists("f", strengths)),
    }
    if draw(st.booleans()):
        plan["times"] = draw(times_of_day())
    if draw(st.booleans()):
        plan["max_pieces_per_dose"] = draw(st.integers(1, 6))
    if draw(st.booleans()):
        plan["fill_days"] = any_of(draw, 28, 7, 14, 30, 90, 1, 5)
    if rarely(draw):
        plan["start_date"] = any_of(draw, "9999-12-01", "2028-02-28", "0001-01-05", "9999-10-01")
        most_adjustments = 0  # dates before the first and after the last day of the calendar cannot be drawn
    for _ in range(draw(st.integers(0, most_adjustments))):
        length = _length(plan)
        if length is None:
            break
        plan["adjustments"] = [*plan.get("adjustments", []), draw(adjustments(plan, length))]
    return plan


@st.composite
def doses_to_make(draw: st.DrawFn) -> tuple[Fraction, list[Entry], int]:
    """Give a dose in mg, formulations and a limit of pieces, for recipes and the nearest doses."""
    grid = read_amount(any_of(draw, *DOSE_GRIDS))
    dose = grid * draw(st.integers(1, min((LARGEST_DOSE / grid).__floor__(), 200)))
    listed = draw(product_lists("f"))
    if draw(st.booleans()):
        # A dose that some of the listed products nearly make.
        product = read_product(draw(st.sampled_from(listed)))
        nanograms = (product.strength * NG_PER_MG * draw(st.integers(1, 5)) / 2).__ceil__()
        dose = min(Fraction(nanograms, NG_PER_MG), LARGEST_DOSE)
    return dose, listed, draw(st.integers(1, 6))
