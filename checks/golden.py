"""What the program gives for the same plans and questions, kept byte by byte, to be compared before and after a change.

Usage: ``python -m checks.golden write FOLDER`` makes the files of this tree; ``python -m checks.golden against COMMIT``
makes those of a commit too and names those that differ (exit status 1). A PDF's time of making is left out. Qt orders
the fonts of a PDF by where they lie in memory: where its bytes differ, each page's words with their places and its
picture decide.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = {"before": "2026-11-20", "during": "2027-01-30", "after": "2029-01-01"}
SHEETS = ("--paper=a4", "--paper=letter", "--paper=a4 --large")
_MADE = re.compile(rb"(?<=Date \(D:)[^)]*|(?<=Date=\")[^\"]*")
"""The time of making, told twice."""
_NAMED = 40
"""How many files that differ are named."""
_SCHEDULES = (
    *("06-daytime-dose-added", "22-trial-of-stopping", "24-cream", "28-drops-beside-an-opioid", "33-gap"),
    *("35-stopping", "36-monday-wednesday-friday", "37-fewer-and-fewer-days", "39-moved-to-the-morning"),
)
"""Those of the schedules whose papers differ most from the others'; all of them would take too long."""
_QUESTIONS = (
    "ladder --start=0.5mg --target=4.5mg --step=0.5mg --every=7 --maintenance=28",
    "ladder --start=50mcg --target=3mg --factor=1.5 --round-to=50mcg --every=14 --maintenance=28",
    "opioid --json --last-dose=2026-11-01 morphine",
    "opioid --json --daily loperamide",
    "opioid buprenorphine depot",
    "opioid fentanil",
    "interaction --json Imodium prednisolone methotrexat xyzzy Percocet",
    "interaction Lunelax morphine",
    "search --json alcohol",
    "search crohn",
    "content check --today=2026-12-10",
)


def plans(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of the plans that the tests keep; of the schedules some."""
    for path in sorted((root / "tests" / "vectors").glob("*.json")):
        yield path.stem, json.dumps(json.loads(path.read_text("utf-8"))["plan"], ensure_ascii=False)
    for path in sorted((root / "tests" / "cases").glob("*.ldnplan")):
        yield path.stem, path.read_text("utf-8")
    for name in _SCHEDULES:
        yield name, (root / "tests" / "cases" / "schedules" / f"{name}.ldnplan").read_text("utf-8")


def write(folder: Path) -> None:
    """Make every file in a folder, with the program that can be imported here."""
    from ldn_desktop.cli.run import run

    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)

    def told(name: str, arguments: Sequence[str]) -> None:
        said, wrong = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
            status = run(arguments, Path(os.environ["GOLDEN_RESOURCES"]))
        Path(f"{name}.txt").write_text(f"{status}\n{said.getvalue()}{wrong.getvalue()}", "utf-8")

    for number, question in enumerate(_QUESTIONS):
        told(f"question-{number}", question.split())
    for name, text in plans(ROOT):
        file = f"{name}.ldnplan"
        Path(file).write_text(text, "utf-8")
        for moment, day in DAYS.items():
            told(f"{name}-{moment}-schedule", ["schedule", file, "--today", day])
            told(f"{name}-{moment}-check", ["check", file, "--today", day])
            for kind in ("patient", "wallet-card", "clinician"):
                for at, sheet in enumerate(SHEETS if kind == "patient" else SHEETS[:2]):
                    pdf = f"{name}-{moment}-{kind}-{at}.pdf"
                    order = ["print", file, "--document", kind, "--pdf", pdf, "--today", day, *sheet.split()]
                    told(pdf, order)
                    if Path(pdf).exists():
                        Path(pdf).write_bytes(_MADE.sub(b"", Path(pdf).read_bytes()))


def against(commit: str) -> int:
    """Make the files of a commit and of this tree, and name those that differ."""
    with tempfile.TemporaryDirectory() as made:
        there, before, after = (Path(made) / name for name in ("tree", "before", "after"))
        _git("worktree", "add", "--detach", "-q", str(there), commit)
        try:
            runs = [_begun(there, before), _begun(ROOT, after)]
            failed = [run for run in runs if run.wait()]
            if failed:
                return 2
        finally:
            _git("worktree", "remove", "--force", str(there))
        names = sorted({path.name for folder in (before, after) for path in folder.iterdir()})
        _, differ, missing = filecmp.cmpfiles(before, after, names, shallow=False)
        ordered = {
            name for name in differ if name.endswith(".pdf") and _pages(before / name) == _pages(after / name)
        }
        differ = [name for name in differ if name not in ordered]
        for kind, number in Counter(name.rsplit("-", 1)[-1] for name in (*differ, *missing)).most_common():
            print(f"{number} {kind}")
        for name in (*differ, *missing)[:_NAMED]:
            print(name)
        told = f"{len(names)} files compared, {len(differ) + len(missing)} differ"
        told += f", {len(ordered)} in the order of fonts alone"
        print(told, file=sys.stderr)
        return 1 if differ or missing else 0


def _pages(pdf: Path) -> tuple[bytes, ...]:
    """Return the words of a PDF with their places, and its pages as pictures."""
    text, pictures = (shutil.which(name) or name for name in ("pdftotext", "pdftoppm"))
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([pictures, "-r", "60", str(pdf), f"{made}/page"], check=True)
        pages = tuple(page.read_bytes() for page in sorted(Path(made).iterdir()))
    return (subprocess.run([text, "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout, *pages)


def _git(*words: str) -> None:
    subprocess.run([shutil.which("git") or "git", *words], cwd=ROOT, check=True)


def _begun(tree: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start this script, as it is here, on the program of a tree and its resources."""
    script = (
        "import runpy, sys; sys.argv[0] = sys.argv.pop(1); runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    # Qt shakes its tables at every start, and with them the letters of a font.
    known = {"PYTHONPATH": str(tree), "GOLDEN_RESOURCES": str(tree / "resources"), "QT_HASH_SEED": "0"}
    order = [sys.executable, "-P", "-c", script, __file__, "write", str(folder)]
    return subprocess.Popen(order, cwd=folder.parent, env={**os.environ, **known})


def main() -> int:
    """Carry out the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "against"))
    parser.add_argument("where")
    told = parser.parse_args()
    if told.what == "against":
        return against(told.where)
    os.environ.setdefault("GOLDEN_RESOURCES", str(ROOT / "resources"))
    write(Path(told.where).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
