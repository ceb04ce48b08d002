"""What is told of the open plan's number where it is another than somebody would expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.domain.plan import LAST_REVISION

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.workspace.session import Session


def opened_as(session: Session, read: Plan) -> str:
    """Say where a plan that was read is another revision now than it says, or not the last that is known of it."""
    now, last = session.draft.plan.revision, session.last_number
    if now != read.revision:
        match session.stands_for(read.revision):
            case "paper":
                has = f"A paper of this plan that says something else has revision {read.revision} already"
            case "file":
                has = f"A saved file of this plan has revision {read.revision} already"
            case _:
                has = f"Revision {last} of this plan is known already"
        return f"{has}, so the plan was opened as revision {now}."
    if last > now:
        following = (
            f"A change makes it revision {last + 1}."
            if last < LAST_REVISION
            else "No number follows that one: a changed plan makes no paper; begin a new plan for it."
        )
        return (
            f"The plan was opened at revision {now}, which is not its last: revision {last} was saved, printed or made "
            f"a PDF on this computer. {following}"
        )
    return ""


def ask_numbers(session: Session) -> str:
    """Look which revisions other windows gave out meanwhile; return what became of this one's, empty where it stays."""
    before = session.draft.plan.revision
    session.ask_numbers()
    now = session.draft.plan.revision
    return (
        ""
        if now == before
        else f"It is revision {now}: another window has used revision {session.last_number}."
    )
