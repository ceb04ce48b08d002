"""The studies: what was tested on whom, at which dose, for how long, and what came of it."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, tables, texts
from ldn_desktop.decoding.strict import Node

DESIGNS = (
    *("randomised parallel", "randomised crossover", "randomised other", "open label", "cohort", "registry"),
    *("case report", "meta-analysis", "review", "laboratory", "protocol", "guidance", "other"),
)
FINDINGS = ("benefit", "no benefit", "mixed", "uncontrolled benefit", "harm", "not shown", "none")
_MOST_PEOPLE = 10_000_000


class Study(NamedTuple):
    """A study; its id is that of its source. ``n`` 0 and empty texts mean that nothing certain is known.

    ``finding`` is one of ``FINDINGS``: "not shown" where there is no clear answer, "none" where none can be (a
    protocol). ``low_dose`` tells whether it tested naltrexone at a low dose. ``indirect`` are those of its conditions
    on which it has a side result only, or people with a related illness; ``report_of`` is the trial whose people it
    reports on again, or empty.
    """

    id: str
    name: str
    conditions: tuple[str, ...]
    design: str
    details: str
    comparator: str
    n: int
    dose: str
    weeks: str
    outcome: str
    result: str
    finding: str
    low_dose: bool
    harms: str
    indirect: tuple[str, ...] = ()
    report_of: str = ""

    @property
    def controlled(self) -> bool:
        """Whether people were allotted by chance."""
        return self.design.startswith("randomised")


def read_studies(root: Node) -> dict[str, Study]:
    """Return the studies by id, in their order. Refused: a repeated id, an unknown design or finding."""
    return by_id(tables(root, "study"), _study)


def _study(node: Node) -> Study:
    worded = ("comparator", "dose", "weeks", "outcome", "result", "harms", "report_of")
    f = node.fields(
        ("id", "name", "conditions", "design", "details", "finding", "low_dose"), (*worded, "n", "indirect")
    )
    words = {key: f[key].filled() if key in f else "" for key in worded}
    conditions = texts(f["conditions"])
    indirect = texts(f["indirect"]) if "indirect" in f else ()
    if not set(indirect) <= set(conditions):
        raise node.fail("indirect: names a condition that is not one of the study's; correct it.")
    return Study(
        id=f["id"].filled(),
        name=f["name"].filled(),
        conditions=conditions,
        design=f["design"].choice(*DESIGNS),
        details=f["details"].filled(),
        comparator=words["comparator"],
        n=f["n"].whole(1, _MOST_PEOPLE) if "n" in f else 0,
        dose=words["dose"],
        weeks=words["weeks"],
        outcome=words["outcome"],
        result=words["result"],
        finding=f["finding"].choice(*FINDINGS),
        low_dose=f["low_dose"].flag(),
        harms=words["harms"],
        indirect=indirect,
        report_of=words["report_of"],
    )
