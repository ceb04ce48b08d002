"""The draft of a visit as bytes: read as strictly as a plan's file, and never written but sealed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.adjustment import RESUMES
from ldn_desktop.domain.plan import TIMES, Plan
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan_node
from ldn_desktop.exchange.plan_writer import plan_members
from ldn_desktop.library.bodies import Visit
from ldn_desktop.library.record_reader import read_record
from ldn_desktop.library.records import canonical, make
from ldn_desktop.workspace.adjusting import AdjustmentForm
from ldn_desktop.workspace.count_text import DAYS
from ldn_desktop.workspace.draft import Typed, opioid_not_added
from ldn_desktop.workspace.visit_draft import VisitDraft, rebased

if TYPE_CHECKING:
    from ldn_desktop.workspace.followed import Followed

FORMAT, VERSION = "ldn-visit-draft", 2
_FORM = ("on", "days", "until", "resume", "times", "endless")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""A draft has no moment: it is a record only once it is kept."""


def write_visit(draft: VisitDraft, following: Followed) -> bytes:
    """Return the bytes of a draft: the visit as it would be kept, its fields, and what it tells of the plan."""
    record = make(draft.visit, following.subject, author=draft.author, at=_NEVER, reason=draft.why)
    form = draft.form
    screening = following.plan.screening._replace(opioids=draft.opioids)
    products = form.formulations if form is not None else ()
    told = replace(
        following.plan, screening=screening, overrides=draft.overrides, formulations=products, adjustments=()
    )
    members = {
        "format": FORMAT,
        "version": VERSION,
        "follows": following.head.hash,
        "record": json.loads(record.data),
        "plan": plan_members(told),
        "form": None if form is None else _form_members(form),
        "typed": [entry._asdict() for entry in draft.typed],
    }
    return canonical(members)


class Found(NamedTuple):
    """A draft that was kept, and the revision it follows on; ``overtaken`` tells that another stands since."""

    draft: VisitDraft
    follows: str
    overtaken: bool


def read_visit(data: bytes, following: Followed, vocabulary: Vocabulary) -> Found:
    """Return the draft in some bytes. Refused (``FileError``): everything else, a draft of a newer program.

    Of what was typed and not read, version 1 had the name of an opioid alone (``opioid_typed``), or nothing.
    """
    f = parse(data).fields(
        ("format", "version", "follows", "record", "plan", "form"), ("typed", "opioid_typed")
    )
    if f["format"].text() != FORMAT or f["version"].whole(1) > VERSION:
        raise FileError("format", "is that of another program, or a newer one.")
    record = read_record(canonical(f["record"].value))
    if not isinstance(record.body, Visit) or record.subject != following.subject:
        raise FileError("record", "is no visit of this plan.")
    plan = read_plan_node(f["plan"], vocabulary, complete=False)
    form = None if f["form"].value is None else _form(f["form"], record.body.decision, plan)
    opioids, overrides = plan.screening.opioids, plan.overrides
    typed = tuple(map(_typed, f["typed"].any_items())) if "typed" in f else ()
    if "opioid_typed" in f and (name := f["opioid_typed"].text()).strip():
        typed += (opioid_not_added(name),)
    draft = VisitDraft(record.body, record.author, record.reason, form, opioids, overrides, typed)
    follows = f["follows"].text()
    overtaken = follows != following.head.hash
    return Found(rebased(draft, following) if overtaken else draft, follows, overtaken)


def _typed(node: Node) -> Typed:
    f = node.fields(Typed._fields)
    return Typed(*(f[name].text() for name in Typed._fields))


def _form_members(form: AdjustmentForm) -> dict[str, object]:
    return {
        "on": form.on.isoformat(),
        "days": form.days,
        "until": form.until and form.until.isoformat(),
        "resume": form.resume,
        "times": list(form.times),
        "endless": form.endless,
    }


def _form(node: Node, decision: str, plan: Plan) -> AdjustmentForm:
    f = node.fields(_FORM)
    return AdjustmentForm(
        decision.replace("-", "_"),
        f["on"].day(),
        None if f["days"].value is None else f["days"].whole(DAYS.least, DAYS.most),
        None if f["until"].value is None else f["until"].day(),
        f["resume"].choice(*RESUMES),
        tuple(time.choice(*TIMES) for time in f["times"].any_items()),
        plan.formulations,
        f["endless"].flag(),
    )
