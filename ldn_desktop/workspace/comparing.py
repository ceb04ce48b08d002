"""What a plan can be compared with: another plan, itself as it was saved, and itself made of other products."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.adjustment import ChangeFormulations
from ldn_desktop.domain.comparison import compare
from ldn_desktop.domain.figures import nameless
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.practice import Pharmacy
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.bundle_reader import plan_file_in
from ldn_desktop.papers.catalogue import Beside, PaperContext
from ldn_desktop.papers.frame import one_line
from ldn_desktop.reference.words.wording import Wording, held
from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.contents import draft_in
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Origin
from ldn_desktop.workspace.products import new_id
from ldn_desktop.workspace.suggest import of_pharmacy, suggestions


class CompareError(ValueError):
    """Why a plan cannot be compared so, in one sentence."""


class Side(NamedTuple):
    """A computed plan, and what it is called."""

    name: str
    regimen: Regimen


class Alternative(NamedTuple):
    """Something to compare a plan with; ``made`` computes it and refuses (``CompareError``) what cannot be."""

    words: str
    made: Callable[[], Side]


def alternatives(
    plan: Plan, saved: Plan | None, knowledge: Knowledge, wording: Wording, today: date
) -> tuple[Alternative, ...]:
    """Return what an open plan can be compared with: as it was ``saved``, and made of other products.

    Those are the sets that are suggested, and the best of each pharmacy of the practice.
    """
    found = []
    if saved is not None and saved != plan:
        name = "The plan as it was saved"
        found.append(Alternative(name, partial(side_of, name, saved, knowledge, today)))
    for products in suggested(plan, knowledge):
        words = wording.doses([held(product) for product in products], products)
        name = f"Made of {' + '.join(map(words.product, products))}"
        other = with_products(plan, products)
        found.append(Alternative(name, partial(side_of, name, other, knowledge, today)))
    for pharmacy in knowledge.practice.practice.pharmacies:
        made = partial(made_by, plan, pharmacy, knowledge, today)
        found.append(Alternative(f"Made by {one_line(pharmacy.name)}", made))
    return tuple(found)


def plan_in(origin: Origin, knowledge: Knowledge) -> Plan:
    """Read the plan of a place. Refused (``CompareError``): one that cannot be read."""
    try:
        return draft_in(plan_file_in(origin.read()), knowledge, finished=origin.finished).plan
    except (StoreError, FileError) as error:
        raise CompareError(f"{origin.name} was not compared. {error}") from error


def side_of(name: str, plan: Plan, knowledge: Knowledge, today: date) -> Side:
    """Compute a plan. Refused (``CompareError``): one that has no course."""
    if not (plan.ladder and plan.formulations):
        raise CompareError(f"{name} has no steps or no products yet, so there is nothing to compare with.")
    try:
        return Side(name, derive(plan, knowledge.rules, today))
    except CourseError as error:
        raise CompareError(f"{name} cannot be compared. {error.path}: {error}.") from error


def made_by(plan: Plan, pharmacy: Pharmacy, knowledge: Knowledge, today: date) -> Side:
    """Return a plan made of the best set of what a pharmacy makes.

    Refused (``CompareError``): a pharmacy that cannot make every dose.
    """
    if not pharmacy.makes:
        raise CompareError(
            f"What {pharmacy.name} makes is not in the settings of the practice yet; add it there."
        )
    found = of_pharmacy(plan, pharmacy, knowledge.practice.practice.overage_percent)
    if not found:
        raise CompareError(
            f"No set of what {pharmacy.name} makes gives every dose exactly within the limit of pieces."
        )
    name = f"Made by {one_line(pharmacy.name)}"
    return side_of(name, with_products(plan, found[0].products), knowledge, today)


def suggested(plan: Plan, knowledge: Knowledge) -> Iterator[tuple[Formulation, ...]]:
    """Yield the sets of usual products that make every dose, but for the one that the plan has."""
    own = {nameless(product) for product in plan.formulations}
    for suggestion in suggestions(plan, knowledge.offers.usual_products()):
        if {nameless(product) for product in suggestion.products} != own:
            yield suggestion.products


def with_products(plan: Plan, products: tuple[Formulation, ...]) -> Plan:
    """Return a plan made of other products and no more: none of its changes of products is left.

    An id means one product throughout a plan: of two products with one id the second is given a new one.
    """
    taken: set[str] = set()
    made = []
    for product in products:
        own = replace(product, id=new_id(product, taken)) if product.id in taken else product
        taken.add(own.id)
        made.append(own)
    kept = tuple(change for change in plan.adjustments if not isinstance(change, ChangeFormulations))
    return replace(plan, formulations=tuple(made), adjustments=kept)


def beside(left: Side, right: Side, knowledge: Knowledge, printed: date, wording: Wording) -> PaperContext:
    """Return what a comparison of two plans is made from, on paper and elsewhere."""
    return knowledge.paper_context(left.regimen, printed, wording)._replace(
        beside=Beside(
            comparison=compare(left.regimen, right.regimen, knowledge.practice.practice),
            names=(left.name, right.name),
            sentences=lambda: knowledge.findings.sentences(right.regimen, wording),
        )
    )
