"""Plan files of older versions, made current one version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ldn_desktop.decoding.strict import FileError, Members, Node
from ldn_desktop.domain import codes

FORMAT = "ldn-plan"
VERSION = 2
ANSWERS = ("yes", "no", "unknown")
DRAFT_FORMAT = "ldn-draft"
"""The format of an unfinished plan: the window alone opens it."""

Migration = Callable[[Node], Node]

_NEW_IN_PLANS = (
    *("instructions", "after", "basis", "operation", "medicines", "order"),
    *("max_measures_per_dose", "max_drops_per_dose"),
)
"""What version 1 of a plan does not know."""

ACUTE_LIVER, SEVERE_LIVER = "acute-hepatitis-or-liver-failure", codes.SEVERE_LIVER_DISEASE
"""The question about the liver in version 1, and the one of version 2, which asks for more."""


def from_one(root: Node) -> Node:
    """Return the root of a version 1 file as version 2 has it.

    A *yes* to acute hepatitis or liver failure is one to severe liver disease; any other is none, for more is asked
    now. What overruled the one overrules the other. Refused (``FileError``): what only version 2 knows.
    """
    members = root.entries()
    _refuse(members, *_NEW_IN_PLANS)
    for rung in _items(members, "ladder"):
        _refuse(rung.entries(), "doses", "rhythm", "go_on")
    for product in _items(members, "formulations"):
        _refuse(product.entries(), "route")
    for adjustment in _items(members, "adjustments"):
        _refuse_change(adjustment)
    if "screening" in members:
        members["screening"] = _screening_from_one(members["screening"])
    if "overrides" in members:
        overrides = [_override_from_one(item).value for item in members["overrides"].any_items()]
        members["overrides"] = Node(overrides, members["overrides"].path)
    members["version"] = Node(2, members["version"].path)
    return _node(root, members)


def _screening_from_one(screening: Node) -> Node:
    fields = screening.entries()
    _refuse(fields, "opioids_asked_on")
    for use in _items(fields, "opioids"):
        _refuse(use.entries(), "use")
    if "answers" in fields:
        answers = fields["answers"].entries()
        _refuse(answers, SEVERE_LIVER)
        given = answers.pop(ACUTE_LIVER, None)
        if given is not None and given.choice(*ANSWERS) == "yes":
            answers[SEVERE_LIVER] = given
        fields["answers"] = _node(fields["answers"], answers)
    return _node(screening, fields)


def asked_anew(root: Node) -> tuple[str, ...]:
    """Return the ids of questions that were answered in a file of an older version, finished or not, and are open now.

    To be asked of a file that was read without refusal.
    """
    members = root.entries()
    if members["format"].value == DRAFT_FORMAT:
        return asked_anew(members["plan"])
    if members["version"].value != 1 or "screening" not in members:
        return ()
    screening = members["screening"].entries()
    answers = screening["answers"].entries() if "answers" in screening else {}
    return (SEVERE_LIVER,) if ACUTE_LIVER in answers and answers[ACUTE_LIVER].value != "yes" else ()


def _override_from_one(override: Node) -> Node:
    fields = override.entries()
    code = fields.get("code")
    if code is not None and code.value == SEVERE_LIVER:
        raise _unknown(code)
    if code is not None and code.value == ACUTE_LIVER:
        fields["code"] = Node(SEVERE_LIVER, code.path)
    return _node(override, fields)


def _refuse_change(adjustment: Node) -> None:
    fields = adjustment.entries()
    _refuse(fields, "noted_on", "note")
    for product in _items(fields, "formulations"):
        _refuse(product.entries(), "route")
    action = fields["action"].value if "action" in fields else ""
    if action == "resume":
        raise _unknown(fields["action"])
    if action == "pause" and "until" not in fields:
        raise FileError(
            f"{adjustment.path}.until", "is missing, which version 1 does not know; add it, or say version 2."
        )


def _items(members: Mapping[str, Node], key: str) -> list[Node]:
    return members[key].any_items() if key in members else []


def _refuse(members: Mapping[str, Node], *keys: str) -> None:
    for key in keys:
        if key in members:
            raise _unknown(members[key])


def _unknown(node: Node) -> FileError:
    return node.fail("is not known in version 1; remove it, or say version 2.")


def _node(whole: Node, members: Mapping[str, Node]) -> Node:
    return Node(Members({key: node.value for key, node in members.items()}), whole.path)


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: from_one})
"""From a version to what turns its files into those of the next."""


def migrate(root: Node, *, current: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS) -> Node:
    """Return a file's root as the current version writes it.

    Refused (``FileError``): another format, a version that is newer than the program's, or never existed.
    """
    members = root.entries()
    for key in ("format", "version"):
        if key not in members:
            raise FileError(key, "is missing, so this is no LDN plan; choose another file.")
    if members["format"].value == DRAFT_FORMAT:
        raise FileError(
            "",
            "holds an unfinished plan, which only the window opens; finish it there and save it as a plan.",
        )
    if members["format"].value != FORMAT:
        raise FileError("format", f"must be {FORMAT}, so this is no LDN plan; choose another file.")
    version = members["version"].whole(1)
    if version > current:
        raise FileError(
            "version", f"{version} is newer than this program reads ({current}); update the program."
        )
    for step in range(version, current):
        root = migrations[step](root)
    return root
