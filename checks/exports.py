"""For random plans of both versions: every form of export, and two papers, tell the doses and fills of ``schedule``.

Usage: ``python -m checks.exports [--plans N]`` (2,000 that are exported by default). Exit status 1 on any difference.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checks import exports_back as back
from checks.read_back import MismatchError
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from ldn_desktop.papers import pharmacy_order
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.pharmacy_order import PharmacyOrder
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED
from tests.strategies import plans
from tests.strategies_v2 import plans_v2

PLANS = st.one_of(plans(), plans_v2())
_LEAST_EXPORTED = 8
"""Of so many plans that are drawn, at least one can be exported."""


def check(plan: dict[str, Any], knowledge: Knowledge) -> str:
    """Return ``exported``, or why not: ``refused`` as no plan, or ``blocked``, with the text alone.

    Refused (``MismatchError``): a form that tells something else than ``schedule``.
    """
    today = date.fromisoformat(plan["start_date"])
    try:
        regimen = derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, today)
    except (FileError, CourseError):
        return "refused"
    visit = today + timedelta(days=len(plan["ladder"]))
    context = knowledge.paper_context(regimen, today, PLAIN)._replace(next_visit=visit)
    made: dict[str, bytes] = {}
    for code, form in EXPORTS.items():
        try:
            made[code] = form.made(context)
        except BlockedError:
            if not form.waits:
                raise MismatchError(f"{code} was refused") from None
    told = json.loads(json.dumps(schedule_json(regimen)))
    if set(made) == {code for code, form in EXPORTS.items() if not form.waits}:
        return "blocked"
    compare(
        made,
        told,
        patient_text(patient_plan(regimen, knowledge.content, today)),
        pharmacy_order.make(context),
    )
    if back.visits_in(made["ics"]) != [visit]:
        raise MismatchError(f"ics: another visit than {visit}")
    return "exported"


def compare(made: dict[str, bytes], told: dict[str, Any], paper: str, order: PharmacyOrder) -> None:
    """Compare every form, read back, with what ``schedule`` tells. Refused (``MismatchError``): any difference."""
    back.refuse_invalid(made["fhir"])
    doses, beside = back.of_schedule(told), json.loads(made["json"])
    read = {
        "csv": back.of_table(made["csv"], beside["plan"]),
        "fhir": back.of_bundle(made["fhir"]),
        "ics": back.of_calendar(made["ics"]),
        "ics, by another reader": back.of_calendar_again(made["ics"]),
        "text": back.of_record(made["text"].decode("utf-8")),
        "json": back.of_schedule(beside),
        "the patient plan": back.of_patient_plan(paper),
        "the pharmacy order": back.of_order(order),
    }
    for form, found in read.items():
        other = [day for day in sorted(doses.keys() | found.keys()) if doses.get(day) != found.get(day)]
        if other:
            day = other[0]
            raise MismatchError(
                f"{form}: {found.get(day)} mg on {day}, not {doses.get(day)} ({len(other)} days)"
            )
    fills = back.fills_in(told)
    fetches = {
        "fhir": back.fills_of(made["fhir"]),
        "ics": back.fetched_in(made["ics"]),
        "the pharmacy order": back.ordered_in(order),
    }
    for form, fetched in fetches.items():
        if fetched != fills:
            raise MismatchError(f"{form}: other fills than {fills}: {fetched}")


def main() -> int:
    """Check so many plans and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=2000, help="so many plans that are exported")
    wanted = parser.parse_args().plans
    knowledge, begun = Knowledge(SHIPPED), time.perf_counter()
    counts: Counter[str] = Counter()
    wrong: list[str] = []

    @settings(
        max_examples=wanted * _LEAST_EXPORTED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(PLANS)
    def draw(plan: dict[str, Any]) -> None:
        if counts["exported"] >= wanted:
            return
        try:
            counts[check(plan, knowledge)] += 1
        except Exception as error:  # noqa: BLE001 - whatever a reader stumbles over is a difference
            wrong.append(f"{type(error).__name__}: {error}: {json.dumps(plan)}")

    draw()
    seconds = time.perf_counter() - begun
    print(
        f"{counts['exported']:,} plans exported and read back, {counts['blocked']:,} blocked, "
        f"{counts['refused']:,} no plans; {len(wrong)} differences; {seconds:.0f} s"
    )
    for line in wrong[:20]:
        print(line)
    return 1 if wrong or counts["exported"] < wanted else 0


if __name__ == "__main__":
    raise SystemExit(main())
