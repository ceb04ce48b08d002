"""The command ``compare``: two plans side by side, or one plan made of two sets of products."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from ldn_desktop.cli import BAD_INPUT, DONE
from ldn_desktop.cli.names import path_of
from ldn_desktop.cli.parser import PROGRAM, UsageError, take_today
from ldn_desktop.cli.plans import open_knowledge, outcomes, pdf_path
from ldn_desktop.cli.terminal import say, shown_name, tell, tell_json
from ldn_desktop.exchange.comparison_json import comparison_json
from ldn_desktop.papers.catalogue import SHEETS, BlockedError, PaperContext
from ldn_desktop.papers.comparison import Compared
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.file_names import why_no_pdf_there
from ldn_desktop.storage.files import StoreError, real_path, replace_atomically
from ldn_desktop.workspace.addressee import why_unknown
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.comparing import CompareError, Side, beside, made_by, side_of, with_products
from ldn_desktop.workspace.knowledge import Knowledge


def arguments(parser: ArgumentParser) -> None:
    """Take a plan, what it is compared with, and where the comparison goes."""
    parser.add_argument("file", metavar="A", help="a plan file")
    parser.add_argument("other", metavar="B", nargs="?", help="the plan file that it is compared with")
    parser.add_argument("--products", metavar="FILE", help="A made of the products of this plan file")
    parser.add_argument(
        "--pharmacy", metavar="NAME", help="A made of what this pharmacy of the practice makes"
    )
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument("--pdf", metavar="OUT", help="write the comparison into this PDF file")
    parser.add_argument("--paper", choices=tuple(SHEETS), help="the paper (the practice's, else a4)")
    take_today(parser)


def run(given: Namespace, resources: Path) -> int:
    """Print how two plans differ, or write it as PDF. Nothing of either file is changed."""
    ways = [way for way in (given.other, given.products, given.pharmacy) if way is not None]
    if len(ways) != 1:
        raise UsageError("Compare A with one thing: another plan file, --products FILE or --pharmacy NAME.")
    if given.paper and not given.pdf:
        raise UsageError("--paper is the paper of a PDF; name its file with --pdf.")
    knowledge = open_knowledge(resources)
    read = list(outcomes([given.file, *filter(None, (given.other, given.products))], knowledge, given.today))
    sides = []
    for outcome in read:
        if outcome.regimen is None:
            outcome.say_error()
            return BAD_INPUT
        sides.append(Side(Path(outcome.file).name, outcome.regimen))
    today = given.today or local_today()
    try:
        left, right = sides[0], _right(given, sides, knowledge)
    except CompareError as error:
        say(f"{PROGRAM}: {error}")
        return BAD_INPUT
    context = beside(left, right, knowledge, today, PLAIN)
    if given.pdf:
        return _written(given, context, knowledge)
    if given.json and context.beside:
        tell_json(comparison_json(context.beside.comparison, context.beside.names))
        return DONE
    for line in _lines(Compared(context)):
        tell(line)
    return DONE


def _right(given: Namespace, sides: list[Side], knowledge: Knowledge) -> Side:
    """Return what the first plan is compared with. Refused (``CompareError``): what there is not."""
    today, plan = given.today or local_today(), sides[0].regimen.plan
    if given.other:
        return sides[1]
    if given.products:
        made = with_products(plan, sides[1].regimen.plan.formulations)
        return side_of(f"{sides[0].name} made of the products of {sides[1].name}", made, knowledge, today)
    if unknown := why_unknown(given.pharmacy, knowledge):
        raise CompareError(f"The pharmacy {shown_name(given.pharmacy)} {unknown}")
    known = {pharmacy.name: pharmacy for pharmacy in knowledge.practice.practice.pharmacies}
    return made_by(plan, known[given.pharmacy], knowledge, today)


def _lines(compared: Compared) -> Iterator[str]:
    """Yield the comparison for people, a line a row; a mark stands before what differs."""
    yield from compared.warnings()
    for side, text in compared.told():
        yield f"{side}: {text}"
    for group in compared.groups():
        yield ""
        yield group.heading
        if group.sentence:
            yield f"  {group.sentence}"
        for row in group.rows:
            yield f"{'*' if row.differs else ' '} {row.label}: {row.left} | {row.right} | {row.apart}"
    yield ""
    yield from compared.notes()


def _written(given: Namespace, context: PaperContext, knowledge: Knowledge) -> int:
    out = pdf_path(given.pdf)
    inputs = [real_path(path_of(file)) for file in (given.file, given.other, given.products) if file]
    refused = why_no_pdf_there(out)
    if real_path(out) in inputs:
        refused = "is one of the plans itself; name another file for the PDF."
    if not refused:
        # Qt is imported only here: no other command needs it.
        from ldn_desktop.printing.command import comparison_pages, pdf_bytes
        from ldn_desktop.printing.style import NotDrawnError

        paper = given.paper or knowledge.practice.practice.paper or "a4"
        try:
            pages = comparison_pages(context, knowledge, paper)
            replace_atomically(out, pdf_bytes(pages, title=Compared(context).title))
        except (StoreError, NotDrawnError) as error:
            refused = str(error)
        except BlockedError:
            refused = "not printed, because a text in one of the plans cannot be printed; check tells which."
    if refused:
        say(f"{shown_name(given.pdf)}: {refused}")
        return BAD_INPUT
    if out.name != Path(given.pdf).name:
        say(f"Written to {shown_name(str(out))}.")
    return DONE
