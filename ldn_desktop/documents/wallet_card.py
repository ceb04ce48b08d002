"""The card *I take naltrexone* as a neutral document: who, what, how much now, and what an emergency team must know."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ldn_desktop.documents.patient_plan import one_line, refuse_blocked
from ldn_desktop.documents.wording import DoseWords, full_date, times_text
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.wallet_words import WalletWords


class WalletCard(NamedTuple):
    """Front and back in reading order. Sentences may hold ``**`` around what is bold; texts of people never do."""

    title: str
    what: str
    front: tuple[tuple[str, str], ...]
    emergency: tuple[str, ...]
    call: tuple[str, ...]
    call_label: str
    foot: str
    hint: str


def wallet_card(
    regimen: Regimen, words: WalletWords, printed: date, word: str = "mcg", local_clinic: str = ""
) -> WalletCard:
    """Return the card of a plan as it is on the day it is printed. Refused (``BlockedError``): a plan that is blocked.

    ``local_clinic`` names the clinic whose weaker rules it was checked by; empty where none are in force.
    """
    refuse_blocked(regimen)
    plan, phrases = regimen.plan, words.phrases
    born = full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
    lines = (
        (phrases["name"], one_line(plan.patient.name)),
        (phrases["born"], born),
        (phrases["dose"], _dose(regimen, words, printed, word)),
    )
    prescriber = plan.prescriber
    told = (one_line(text) for text in (prescriber.name, prescriber.practice, prescriber.phone))
    foot = [phrases["unlicensed"], f"Plan revision {plan.revision}, printed {full_date(printed)}."]
    if local_clinic:
        foot.append(phrases["local_rules"].format(clinic=one_line(local_clinic)))
    return WalletCard(
        title=phrases["title"],
        what=words.what.text,
        front=lines,
        emergency=tuple(sentence.text for sentence in words.emergency),
        call=tuple(text for text in told if text),
        call_label=phrases["call"],
        foot=" ".join(foot),
        hint=phrases["hint"],
    )


def _dose(regimen: Regimen, words: WalletWords, printed: date, word: str) -> str:
    """Say what is taken on the day of printing, since when, and what it is planned to rise to."""
    doses, phrases = DoseWords.of(regimen, word), words.phrases
    if printed > regimen.ends:
        return phrases["ended"].format(day=full_date(regimen.ends))
    step = next(step for step in regimen.steps if printed <= step.phase.last)
    phase = step.phase
    if not phase.dose_ng:
        return phrases["pause"].format(first=full_date(phase.first), last=full_date(phase.last))
    when = phrases["since" if phase.first <= printed else "from"].format(day=full_date(phase.first))
    told = f"{doses.dose(phase.dose_ng)} a day, {times_text(phase.times)}, {when}"
    highest = max(later.phase.dose_ng for later in regimen.steps if later.phase.last >= printed)
    if highest > phase.dose_ng:
        told += f"; {phrases['rising'].format(dose=doses.dose(highest))}"
    return told
