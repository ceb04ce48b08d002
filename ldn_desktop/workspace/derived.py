"""The view of a plan: everything computed from it, computed once as long as nothing it rests on changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.rules import Rules
    from ldn_desktop.workspace.draft import Draft


class Derived:
    """Computes the view of plans; ``rules`` are asked for when there is first something to compute."""

    def __init__(self, rules: Callable[[], Rules], today: Callable[[], date]) -> None:
        self.rules, self.today = rules, today
        self._latest: tuple[Rules, date, Regimen] | None = None

    def of(self, plan: Plan) -> Regimen | None:
        """Return everything computed from a plan; ``None`` while it lacks a ladder or products.

        Refused (``CourseError``): a plan that takes more work than a plan may.
        """
        if not (plan.ladder and plan.formulations):
            return None
        from ldn_desktop.domain.regimen import derive

        # An intent is computed before it is accepted: what came of it is what is then shown.
        rules, today = self.rules(), self.today()
        if self._latest is not None and self._latest[0] is rules and self._latest[1] == today:
            known = self._latest[2]
            if known.plan is plan:
                return known
            revision = known.plan.revision
            if revision != plan.revision and known.plan == replace(plan, revision=revision):
                return known._replace(plan=plan)
        regimen = derive(plan, rules, today)
        self._latest = rules, today, regimen
        return regimen

    def without_stale_overrides(self, changed: Draft, before: Regimen | None) -> Draft:
        """Return a draft without the overrides whose findings it changes: their reasons were given for others."""
        plan = changed.plan
        if not plan.overrides or before is None:
            return changed
        after = self.of(plan)
        kept = tuple(
            entry
            for entry in plan.overrides
            if after is not None and _found(before, entry.code) == _found(after, entry.code)
        )
        return changed if kept == plan.overrides else replace(changed, plan=replace(plan, overrides=kept))


def _found(regimen: Regimen, code: str) -> list[Finding]:
    """Return the findings of a code, whether they are overruled or not: what they rest on is what counts."""
    return [finding._replace(overridden=None) for finding in regimen.findings if finding.code == code]
