"""What of the pharmacy's order is neither quantity nor direction: whose texts it holds, refills, notes, wishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import Order
from ldn_desktop.domain.supply import Fill
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import depends
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.number_words import read_words
from ldn_desktop.read_back.own_texts import moves, printed
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Course, product_of

OVERAGE = "quantity overage"
_NG_PER_MG = 1_000_000
_NOTES = frozenset(
    {
        OVERAGE,
        *(f"phrase {n}" for n in ("nothing", "unchanged", "replaces", "earlier", "earlier_one")),
        *(f"phrase {n}" for n in ("may_move", "goes_on", "more", "waits")),
    }
)
_REFILLS = frozenset(
    {"phrase refills_unknown", "phrase refills_none", "phrase refills", "phrase refills_alike"}
)


def own_texts(asked: Asked) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of plan and practice that stand on the first page, and those of the last boxes.

    Texts whose letters move are counted together: each of them stands there once.
    """
    plan, practice = asked.regimen.plan, asked.practice
    order, prescriber = plan.order, plan.prescriber
    ours = practice.heads(prescriber)
    condition = asked.content.condition(plan.condition)
    to = practice.addressee
    head = {
        **({f"pharmacy {name}": getattr(to, name) for name in ("name", "phone", "fax")} if to else {}),
        **({"pharmacy address": ", ".join(to.address.splitlines())} if to else {}),
        "patient address": order.address,
        "patient phone": order.phone,
        "allergies": order.allergies,
        **({"fax": practice.fax} if ours else {}),
        **{f"label {at}": entry.label for at, entry in enumerate(practice.registered(prescriber))},
        **{f"value {at}": entry.value for at, entry in enumerate(practice.registered(prescriber))},
    }
    terms = {
        "condition": condition.name if condition else plan.condition,
        "filler": order.filler,
        "reason": order.reason,
    }
    whole = {
        "phone": practice.phone_of(prescriber),
        "instructions": "",
        "clinic": "",
    }
    return {**_together(head, "head"), **whole}, _together(terms, "terms")


def _together(texts: dict[str, str], name: str) -> dict[str, str]:
    moving = [text for text in texts.values() if moves(printed(text))]
    kept = {key: text for key, text in texts.items() if text not in moving}
    return {**kept, f"letters of {name}": " ".join(moving)}


def judge_terms(
    found: Sequence[Found],
    fills: Sequence[Fill],
    products: Sequence[Formulation],
    terms: frozenset[str],
    asked: Asked,
) -> None:
    """Refuse another day, other refills, another place to ship to, or a note, wish or reason left out or untrue."""
    said, g = {name: fields for name, fields, _ in found}, asked.grammar
    order = asked.regimen.plan.order
    licensed = _are_licensed(products, asked)
    titles = {"phrase title", "phrase title_licensed"}
    title = "phrase title_licensed" if licensed else "phrase title"
    # What orders nothing asks for nothing and is not signed.
    ending = {"phrase use_by", "phrase label", "phrase signature", "phrase signed_on"}
    wanted = {"phrase written", *(ending if fills else ())}
    wanted |= set() if printed(order.allergies) else {"phrase not_asked"}
    if set(said) & titles != {title} or set(said) & ending != (ending if fills else set()):
        raise DifferentError("title, label or signature")
    if wanted - set(said) or g.read_date(said["phrase written"]["day"]) != asked.printed:
        raise DifferentError("what stands on every order")
    if ("entry to" in said) != (asked.practice.addressee is not None):
        raise DifferentError("the pharmacy")
    _judge_refills(said, order if fills else None, len(fills), g)
    shipped = {name for name in said if name.startswith("ship_to ")}
    if shipped != ({f"ship_to {order.ship_to}"} if order.ship_to and fills else set()):
        raise DifferentError("where it is shipped")
    solid = any(product.kind in {"capsule", "tablet"} for product in products)
    words = asked.words("pharmacy_order")
    for name, own, told in (("filler", order.filler, solid), ("reason", order.reason, bool(fills))):
        listed = {f"{name} {at}" for at in range(len(words.lists[name]))}
        if set(said) & listed != (listed if told and not (licensed or printed(own)) else set()):
            raise DifferentError(f"the {name}")
    pages = range(1, max((page for _, _, page in found), default=1) + 1)
    if fills and all(asked.own.missing(found, page, terms) for page in pages):
        raise DifferentError("a text of the order")
    _judge_notes({name: said[name] for name in _NOTES & set(said)}, fills, asked)


def _are_licensed(products: Sequence[Formulation], asked: Asked) -> bool:
    """Whether there are products, all of them the tablets that are licensed."""
    licensed = Fraction(asked.content.formulary.home_made.tablet_ng, _NG_PER_MG)
    return {(made.kind, product_of(made).strength) for made in products} == {("tablet", licensed)}


def _judge_refills(
    said: Mapping[str, Mapping[str, str]], order: Order | None, fills: int, g: Grammar
) -> None:
    if order is None:
        if set(said) & _REFILLS:
            raise DifferentError("the refills")
        return
    some = "phrase refills_alike" if fills == 1 else "phrase refills"
    name = {None: "phrase refills_unknown", 0: "phrase refills_none"}.get(order.refills, some)
    good = set(said) & _REFILLS == {name}
    if good and name == some:
        fields = said[name]
        good = g.read_whole(fields["count"]) == read_words(fields["words"]) == order.refills
    if not good:
        raise DifferentError("the refills")


def _judge_notes(said: Mapping[str, Mapping[str, str]], fills: Sequence[Fill], asked: Asked) -> None:
    wanted, g = dict(_notes(fills, asked)), asked.grammar
    if set(said) != set(wanted):
        raise DifferentError("the notes")
    for name, expected in wanted.items():
        for field, value in expected.items():
            text = said[name][field]
            if (g.read_date(text) if isinstance(value, date) else g.read_whole(text)) != value:
                raise DifferentError(f"{field} of {name}")


def _notes(fills: Sequence[Fill], asked: Asked) -> Iterator[tuple[str, dict[str, date | int]]]:
    """Yield the notes that must be there, with what their fields say."""
    regimen, percent = asked.regimen, asked.practice.overage_percent
    if fills:
        yield "phrase replaces", {"day": asked.printed}
    else:
        yield "phrase nothing", {"day": asked.printed}
        yield "phrase unchanged", {}
    if earlier := [fill for fill in regimen.supply.fills if fill.first < asked.printed]:
        count = len({(fill.first, fill.last) for fill in earlier})
        last = max(fill.first for fill in earlier)
        told: dict[str, date | int] = {"day": asked.printed, "last": last}
        yield ("phrase earlier_one", told) if count == 1 else ("phrase earlier", {**told, "fills": count})
    if percent and any(fill.quantity.formulation.kind in {"liquid", "drops"} for fill in fills):
        yield OVERAGE, {"percent": percent}
    if depends(Course(asked.regimen), asked):
        yield "phrase may_move", {}
    if regimen.after == "continue":
        yield "phrase goes_on", {"last": regimen.ends}
        if not fills:
            yield "phrase more", {}
    if regimen.after == "paused":
        yield "phrase waits", {"last": regimen.last_dose}
