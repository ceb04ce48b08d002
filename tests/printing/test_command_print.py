"""Several documents in one go from the command line: one PDF, one of each, and what is left out or in the way."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.domain.practice import Pharmacy, Practice
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.practices import keep_practice
from tests.cli.test_run import plan_file, run
from tests.papers.given import USUAL

OPIOID = {"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}


def test_several_documents_in_one_pdf_and_each_in_a_folder(tmp_path: Path) -> None:
    plan, out, folder = plan_file(tmp_path), tmp_path / "out.pdf", tmp_path / "papers"
    folder.mkdir()
    done = run("print", plan, "--document", "diary,wallet-card", "--pdf", out, "--large")
    assert (done.returncode, done.stderr) == (0, "")
    done = run("print", plan, "--pack", "--folder", folder)
    assert (done.returncode, done.stderr) == (0, "")
    names = {f"{plan.stem}.pdf", *(f"{plan.stem}-{kind}.pdf" for kind in USUAL if kind != "patient")}
    assert {path.name for path in folder.iterdir()} == names
    card = page_texts((folder / f"{plan.stem}-wallet-card.pdf").read_bytes())
    assert page_texts(out.read_bytes())[-1:] == card
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("print", plan, "--document", "patient,diary", "--folder", folder)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is there already; name another folder, or move it away." in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_of_a_folder_whose_name_is_too_long_nothing_is_said_to_be_there(tmp_path: Path) -> None:
    done = run(
        "print", plan_file(tmp_path), "--document", "patient,diary", "--folder", tmp_path / ("n" * 300)
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.endswith("cannot be saved: the name is too long; choose a shorter one.\n")


def test_what_is_held_back_is_named_and_left_out_of_a_pack_alone(tmp_path: Path) -> None:
    plan, out = plan_file(tmp_path, screening=OPIOID), tmp_path / "out.pdf"
    done = run("print", plan, "--document", "clinician,patient", "--pdf", out)
    assert done.returncode == 1
    assert (
        "the patient plan is not printed, because a finding blocks it. An opioid is being taken"
        in done.stderr
    )
    assert not out.exists()
    done = run("print", plan, "--pack", "--pdf", out)
    assert done.returncode == 1
    held = [kind for kind in USUAL if PAPERS[kind].acted_on]
    assert done.stderr.count(" is left out, because a finding blocks it. ") == len(held)
    assert "NOT CLEARED" in " ".join(page_texts(out.read_bytes())).upper()


def test_an_order_is_addressed_to_a_pharmacy_for_once(tmp_path: Path) -> None:
    plan, out, file = plan_file(tmp_path), tmp_path / "out.pdf", find_places().practice_file
    keep_practice(file, Practice(pharmacies=(Pharmacy("Corner"), Pharmacy("Station"))))
    before = file.read_bytes()
    try:
        for given, why in (
            (
                ("pharmacy-order", "Nobody"),
                "Nobody is in no address book of the practice; known there: Corner, St",
            ),
            (("patient", "Corner"), "The patient plan goes to no pharmacy; leave --pharmacy out."),
        ):
            done = run("print", plan, "--document", given[0], "--pharmacy", given[1], "--pdf", out)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert why in done.stderr
            assert not out.exists()
        done = run("print", plan, "--document", "pharmacy-order", "--pharmacy", "Station", "--pdf", out)
        assert (done.returncode, done.stderr) == (0, "")
        assert "To Station" in page_texts(out.read_bytes())[0]
        assert file.read_bytes() == before
    finally:
        file.unlink()


def test_documents_that_do_not_go_together_with_a_wish_are_refused(tmp_path: Path) -> None:
    plan, out = plan_file(tmp_path), tmp_path / "out.pdf"
    for given, why in (
        (("--document", "wallet-card,clinician", "--large"), "These documents have no large print"),
        (("--document", "calendar,diary", "--code"), "These documents carry no code"),
        (("--document", "calendar,diary", "--undated"), "They are not made to count days."),
        (
            ("--document", "patient,clinician,pharmacy-order,calendar", "--undated"),
            "these that name them are not printed: the pharmacy order and the calendar. Leave them or --undated out.",
        ),
        (("--document", "patient,wallet-card", "--undated"), "not printed: the wallet card. Leave them"),
        (("--pack", "--undated"), "not printed: the wallet card, the pharmacy order"),
        (("--document", "patient,preparation"), "the preparation sheet is not for this plan. No step ahead"),
        (("--document", "patient,poem"), "“poem” is no document"),
    ):
        done = run("print", plan, *given, "--pdf", out)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert why in done.stderr
        assert not out.exists()


def test_a_plan_without_dates_and_its_record_are_printed_in_one_go(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    done = run("print", plan_file(tmp_path), "--document", "patient,clinician", "--undated", "--pdf", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The first day you take it" in " ".join(page_texts(out.read_bytes()))


def test_a_pack_without_a_use_for_the_plan_is_told_so(tmp_path: Path) -> None:
    plan, out, file = plan_file(tmp_path), tmp_path / "out.pdf", find_places().practice_file
    keep_practice(file, Practice(pack=("preparation",)))
    try:
        for where in (("--pdf", out), ("--folder", tmp_path)):
            done = run("print", plan, "--pack", *where)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert "no document of the pack is for this plan; name others by --document." in done.stderr
    finally:
        file.unlink()
    assert not out.exists()


def test_a_place_that_is_none_is_told_so(tmp_path: Path) -> None:
    plan = plan_file(tmp_path).rename(tmp_path / "plan.pdf")
    before = plan.read_bytes()
    for where, why in (
        (("--folder", tmp_path), "plan.pdf: is the plan itself; name another folder."),
        (("--pdf", plan), "plan.pdf: is the plan itself; name another file for the PDF."),
        (("--pdf", ""), "Argument --pdf: “” is no name; give one."),
        (("--folder", ""), "Argument --folder: “” is no name; give one."),
    ):
        done = run("print", plan, "--document", "patient", *where)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert why in done.stderr
        assert plan.read_bytes() == before
