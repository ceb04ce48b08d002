"""The card *I take naltrexone* as a neutral document: who, what, how much now, and what an emergency team must know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.documents.patient_plan import one_line, refuse_blocked
from ldn_desktop.documents.wallet_dose import card_dose
from ldn_desktop.documents.wording import NARROW, DoseWords, full_date
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.content import Content

_INCOMPLETE = "screening-incomplete"


class WalletCard(NamedTuple):
    """Front and back in reading order. Sentences may hold ``**`` around what is bold; texts of people never do.

    ``dose`` is a label and its sentence, ``front`` the lines above it. ``alert``, ``notes`` and ``rests`` stand on
    the sheet, outside the card: for whoever prints it.
    """

    title: str
    what: str
    front: tuple[tuple[str, str], ...]
    dose: tuple[str, str]
    emergency: tuple[str, ...]
    call: tuple[str, str]
    phone: tuple[str, str]
    foot: str
    hint: str
    alert: str
    notes: tuple[str, ...]
    rests: tuple[str, ...]


def wallet_card(
    regimen: Regimen, content: Content, printed: date, word: str = "mcg", local_clinic: str = ""
) -> WalletCard:
    """Return the card of a plan as it is on the day it is printed. Refused (``BlockedError``): a plan that is blocked.

    ``local_clinic`` names the clinic whose weaker rules it was checked by; empty where none are in force.
    """
    refuse_blocked(regimen)
    plan, words = regimen.plan, content.wallet_words
    phrases, prescriber = words.phrases, plan.prescriber
    born = full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
    started = next(step.phase.first for step in regimen.steps if step.phase.dose_ng)
    clinic = one_line(local_clinic)
    foot = [phrases["unlicensed"], f"Plan revision {plan.revision}, printed {full_date(printed)}."]
    notes = []
    if clinic:
        foot.append(phrases["local_rules"].format(clinic=clinic))
        notes.append(content.patient_words.phrases["local_rules"].format(clinic=clinic))
    names = (one_line(prescriber.name), one_line(prescriber.practice))
    open_check = any(finding.code == _INCOMPLETE for finding in regimen.findings)
    return WalletCard(
        title=phrases["title"],
        what=words.what.text,
        front=(
            (phrases["name"], one_line(plan.patient.name)),
            (phrases["born"], born),
            (phrases["start"], full_date(started)),
        ),
        dose=(phrases["dose"], card_dose(regimen, DoseWords.of(regimen, word), phrases, printed)),
        emergency=tuple(sentence.text for sentence in words.emergency),
        call=(phrases["call"], ", ".join(name for name in names if name)),
        # A number that is broken over two lines is misread.
        phone=(phrases["phone"], one_line(prescriber.phone).replace(" ", NARROW)),
        foot=" ".join(foot),
        hint=phrases["hint"],
        alert=content.patient_words.phrases["screening_open"] if open_check else "",
        notes=tuple(notes),
        rests=tuple(_rests(content)),
    )


def _rests(content: Content) -> Iterator[str]:
    words = content.wallet_words
    yield f"**{words.phrases['rests']}:**"
    for told in (words.what, *words.emergency):
        names = "; ".join(content.sources[name].short for name in told.sources)
        yield f"{told.text.replace('**', '')} Source: {names}."
