"""Writes the settings of a practice (``.ldnpractice``) canonically: the same settings always give the same bytes."""

from __future__ import annotations

import json
from base64 import b64encode

from ldn_desktop.domain.plan import DEFAULT_TIMES
from ldn_desktop.domain.practice import Currency, OwnPreset, Pharmacy, Practice
from ldn_desktop.exchange.plan_writer import basis_json, formulation_json, without_empty
from ldn_desktop.exchange.practice_reader import FORMAT, VERSION


def write_practice(practice: Practice) -> bytes:
    """Return the canonical bytes: keys sorted, what is empty left out, a final newline."""
    members: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "name": practice.name,
        "address": practice.address,
        "phone": practice.phone,
        "fax": practice.fax,
        "logo": {"kind": practice.logo.kind, "data": b64encode(practice.logo.data).decode()}
        if practice.logo
        else {},
        "registrations": [entry._asdict() for entry in practice.registrations],
        "paper": practice.paper,
        "language": "" if practice.language == Practice().language else practice.language,
        "products": list(map(formulation_json, practice.products)),
        "presets": list(map(_preset, practice.presets)),
        "pharmacies": list(map(_pharmacy, practice.pharmacies)),
        "pack": list(practice.pack),
        "visit_pack": list(practice.visit_pack),
        "order_to": practice.addressee.name if practice.addressee else "",
    }
    if practice.overage_percent:
        members["overage_percent"] = practice.overage_percent
    text = json.dumps(without_empty(members), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def _preset(preset: OwnPreset) -> dict[str, object]:
    times = [] if preset.times == DEFAULT_TIMES else list(preset.times)
    return {"name": preset.name, "basis": basis_json(preset.basis), "times": times}


def _pharmacy(pharmacy: Pharmacy) -> dict[str, object]:
    makes = [
        {"product": formulation_json(made.formulation)}
        | ({} if made.price is None else {"price": made.price})
        for made in pharmacy.makes
    ]
    told = {"name": pharmacy.name, "address": pharmacy.address, "phone": pharmacy.phone, "fax": pharmacy.fax}
    return {**told, "makes": makes, "currency": _currency(pharmacy.currency)}


def _currency(currency: Currency | None) -> dict[str, object]:
    if currency is None:
        return {}
    usual = currency == Currency(currency.code)
    return {"code": currency.code} | ({} if usual else {"decimals": currency.decimals})
