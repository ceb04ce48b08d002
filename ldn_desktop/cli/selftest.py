"""The command ``selftest``: whether the installed program works, as a JSON verdict."""

from __future__ import annotations

import json
import secrets
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

from ldn_desktop import __version__
from ldn_desktop.cli import DONE, FAILED
from ldn_desktop.domain.formulation import Capsule, Formulation, Liquid
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.backups import Computer, back_up, read_sealed
from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.contract import Entry
from ldn_desktop.library.keys import RECOVERY, Secret
from ldn_desktop.library.opening import make_library, unlock
from ldn_desktop.library.records import make, new_subject
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.papers.catalogue import PAPERS, declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.finder import finder_over
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.drafts import DraftStore
from ldn_desktop.workspace.comparing import Side, beside
from ldn_desktop.workspace.knowledge import Knowledge

_START = date(2026, 12, 1)
_MG = 1_000_000


def arguments(_parser: ArgumentParser) -> None:
    """Take nothing."""


def run(_given: Namespace, resources: Path) -> int:
    """Print the verdict; the status is 1 where a part fails."""
    verdict: dict[str, object] = {"program": "LDN Desktop", "version": __version__}
    knowledge = Knowledge(resources / "content")
    parts: dict[str, Callable[[], str]] = {
        "modules": _modules,
        "content": lambda: "; ".join(check_content(resources / "content", declarations())),
        "plan": lambda: _plan(knowledge),
        "round_trip": lambda: _round_trip(knowledge),
        "pdf": lambda: _pdf(knowledge),
        "comparison": lambda: _comparison(knowledge),
        "exports": lambda: _exports(knowledge),
        "search": lambda: _search(resources / "content"),
        "draft": _draft,
        "library": lambda: _library(knowledge),
    }
    good = True
    for name, part in parts.items():
        try:
            problem = part()
        except Exception as error:  # noqa: BLE001 - the verdict tells whatever went wrong
            problem = f"{type(error).__name__}: {error}"
        verdict[name] = problem or "ok"
        good = good and not problem
    print(json.dumps({**verdict, "ok": good}, indent=2))
    return DONE if good else FAILED


def _modules() -> str:
    """Import every module of the program: a packaged one may lack what only some of them need."""
    folder = Path(__file__).resolve().parents[1]
    found = {
        path.relative_to(folder.parent).with_suffix("") for path in folder.rglob(f"*{Path(__file__).suffix}")
    }
    for name in sorted(".".join(path.parts).removesuffix(".__init__") for path in found):
        if not name.endswith(".__main__"):
            import_module(name)
    return "" if len(found) > 1 else "no module was found"


def _example(knowledge: Knowledge, *products: Formulation) -> Regimen:
    ladder = linear(_MG // 2, _MG // 2, 3 * _MG, every=7, maintenance=28)
    products = products or (Capsule("small", _MG // 2), Capsule("large", 3 * _MG // 2))
    return derive(Plan(_START, ladder, products), knowledge.rules, _START)


def _plan(knowledge: Knowledge) -> str:
    regimen = _example(knowledge)
    for step in regimen.steps:
        for take in step.takes:
            portions = take.recipe.portions if take.recipe else ()
            made = sum(getattr(p, "quarters", 0) * getattr(p.formulation, "strength_ng", 0) for p in portions)
            if made != 4 * step.phase.dose_ng:
                return "the capsules of a step do not make its dose"
    return "" if len(regimen.steps) == 3 * _MG // (_MG // 2) else "the ladder has the wrong number of steps"


def _round_trip(knowledge: Knowledge) -> str:
    plan = _example(knowledge).plan
    data = write_plan(plan)
    again = read_plan(data, knowledge.vocabulary)
    return (
        "" if again == plan and write_plan(again) == data else "a plan changed when it was written and read"
    )


def _pdf(knowledge: Knowledge) -> str:
    # Qt is imported only here: the other parts must be tested even where it cannot be loaded.
    from ldn_desktop.printing.command import print_paper

    with tempfile.TemporaryDirectory() as folder:
        for kind, paper in PAPERS.items():
            out = Path(folder) / f"{kind}.pdf"
            regimen = _example(knowledge)
            if paper.why_not(regimen, knowledge.content, _START):
                usual = knowledge.content.formulary.products.values()
                regimen = _example(knowledge, *(made for made in usual if isinstance(made, Liquid)))
            problem = print_paper(regimen, knowledge, out, paper="a4", large=False, printed=_START, kind=kind)
            if problem:
                return problem
            if not out.read_bytes().startswith(b"%PDF-"):
                return f"the PDF of {kind} is not a PDF"
    return ""


def _comparison(knowledge: Knowledge) -> str:
    from ldn_desktop.printing.command import comparison_pages, pdf_bytes

    side = Side("example", _example(knowledge))
    pages = comparison_pages(beside(side, side, knowledge, _START, PLAIN), knowledge, "a4")
    return "" if pdf_bytes(pages).startswith(b"%PDF-") else "the PDF of a comparison is not a PDF"


def _exports(knowledge: Knowledge) -> str:
    context = knowledge.paper_context(_example(knowledge), _START, PLAIN)
    empty = [code for code, form in EXPORTS.items() if not form.made(context)]
    return f"nothing is exported as {', '.join(empty)}" if empty else ""


def _search(folder: Path) -> str:
    content = Content(folder)
    finder = finder_over(content)
    missed = [
        condition.name
        for condition in content.conditions.values()
        if condition.id not in {result.id for result in finder.search(condition.name).results}
    ]
    return f"not found by its name: {', '.join(missed)}" if missed else ""


def _draft() -> str:
    with tempfile.TemporaryDirectory() as folder:
        key, kept = secrets.token_bytes(32), b"a plan"
        store = DraftStore(Path(folder), lambda: key)
        store.save(kept)
        store.close()
        after = DraftStore(Path(folder), lambda: key)
        found = [draft.data for draft in after.recoverable()]
        after.close()
    return "" if found == [kept] else "a draft was not recovered"


def _library(knowledge: Knowledge) -> str:
    """Make a library, keep a plan, search it, back it up, and open all of it again."""
    recovery_key, subject = new_recovery_key(), new_subject()
    plan = write_plan(_example(knowledge).plan, compact=True)
    at = datetime(_START.year, _START.month, _START.day, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        make_library(folder, secrets.token_hex(16), recovery_key)
        opened = unlock(folder, Secret(RECOVERY, recovery_key))
        record = make(Revision(plan, 1), subject, author="", at=at)
        opened.store.append([record], [Entry(subject, 0, 1, b"", ("Found",))])
        backup = read_sealed(back_up(opened, folder / "backups", _START, Computer("0" * 8)).path)
        opened.close()
        again = unlock(folder, Secret(RECOVERY, recovery_key))
        kept, found = again.store.find(record.hash), list(again.store.search("fou"))
        again.close()
    if kept is None or kept.data != record.data:
        return "a plan was not kept"
    return "" if found == [subject] and backup.head.records == 1 else "a plan was not found, or not backed up"
