"""Which revision the open plan is: on one computer a number never stands for two plans that differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.plan import LAST_REVISION, Plan
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import GivenOut, NumberTakenError, digest

if TYPE_CHECKING:
    from ldn_desktop.workspace.draft import Draft


class Numbers(NamedTuple):
    """What is known of the open plan's numbers, immutable.

    ``given_out`` knows the plan by ``name``. ``taken`` is the last number that is known to stand for something, in a
    file or on paper; ``owner`` the plan that is known by its own number, such as the one the file holds. ``on_paper``
    is the last number that left on paper since the plan was opened, 0 where none did.
    """

    given_out: GivenOut
    name: str
    taken: int
    owner: Plan | None
    on_paper: int = 0

    def revised(self, draft: Draft) -> Draft:
        """Return a draft with its revision: its own number where it has one, else the next."""
        owner = self.owner
        known = owner is not None and replace(draft.plan, revision=owner.revision) == owner
        revision = owner.revision if owner and known else min(self.taken + 1, LAST_REVISION)
        plan = draft.plan if draft.plan.revision == revision else replace(draft.plan, revision=revision)
        return (
            draft if plan is draft.plan and known == draft.taken else replace(draft, plan=plan, taken=known)
        )

    def asked_again(self) -> Numbers:
        """Return the same with what other windows gave out meanwhile."""
        known = self.given_out.known(self.name)
        owner = self.owner if self.owner and _may_have(known.get(self.owner.revision), self.owner) else None
        return self._replace(taken=max(self.taken, *known), owner=owner) if known else self

    def with_taken(self, plan: Plan) -> Numbers:
        """Return the same, a plan being known by its number: whatever differs from it is the next one."""
        if plan.revision < self.taken:
            return self
        known = self.given_out.known(self.name).get(plan.revision)
        return self._replace(taken=plan.revision, owner=plan if _may_have(known, plan) else None)

    def in_file(self, plan: Plan, *, saved: bool) -> Numbers:
        """Return the same for a plan that its file holds, because it was just ``saved`` there or was found there."""
        numbers = self._replace(name=_name(plan)).asked_again()
        if saved:
            self.given_out.note(numbers.name, plan.revision)
        return numbers.with_taken(plan)

    def later_paper(self, plan: Plan) -> int:
        """Return the last number on paper, where that is later than a plan's own; else 0."""
        known = self.given_out.known(self.name)
        return max((number for number, says in known.items() if says and number > plan.revision), default=0)

    @contextmanager
    def giving_out(self, plan: Plan) -> Iterator[None]:
        """Have a plan's number stand for what it says from now on, unless its paper does not leave (``StoreError``).

        Refused (``NumberTakenError``): as by ``GivenOut.claim``; a number that is known to stand for another plan.
        """
        own = plan == self.owner
        if not own and plan.revision <= self.taken:
            raise NumberTakenError(plan.revision)
        self.given_out.claim(self.name, plan.revision, _content(plan), own=own)
        try:
            yield
        except StoreError:
            self.given_out.give_back(self.name, plan.revision)
            raise

    def left(self, plan: Plan) -> Numbers:
        """Return the same, a paper of a plan having left."""
        return self.with_taken(plan)._replace(on_paper=max(plan.revision, self.on_paper))


def numbers_of(draft: Draft, given_out: GivenOut) -> Numbers:
    """Return what is known of the numbers of a plan that is opened."""
    plan, name = draft.plan, _name(draft.plan)
    if not plan.id:
        given_out = given_out.unkept
    known = given_out.known(name)
    stands = known.get(plan.revision)
    owns = _may_have(stands, plan) if stands else draft.taken
    before = plan.revision if owns else plan.revision - 1
    return Numbers(given_out, name, max(before, *known) if known else before, plan if owns else None)


def _may_have(stands: str | None, plan: Plan) -> bool:
    """Tell whether a plan may be known by a number: no paper is known that has it, or one that says the same."""
    return not stands or stands == _content(plan)


def _name(plan: Plan) -> str:
    """Return by what a plan is known: its id, or what its file holds where it has none."""
    return plan.id or _content(plan)


def _content(plan: Plan) -> str:
    """Return the digest of all that a plan says, but for its number."""
    from ldn_desktop.exchange.plan_writer import plan_members

    return digest(json.dumps(plan_members(replace(plan, revision=1)), sort_keys=True))
