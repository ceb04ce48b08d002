"""Which papers can be had in one go, and which a practice takes: kept in its settings, and nothing else of them."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.domain.practice import Practice
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.pack import AT_A_VISIT, file_ending, keep_taken, offered, taken
from ldn_desktop.workspace.practices import load_practice
from tests.papers.given import TODAY, regimen_of
from tests.places import SHIPPED

OPIOID = {"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}


def test_what_is_held_back_is_offered_with_its_sentence() -> None:
    knowledge = Knowledge(SHIPPED)
    free = offered(regimen_of(knowledge), knowledge, PLAIN, TODAY)
    assert {paper.kind for paper in free if paper.refusal} == {"preparation"}
    blocked = offered(regimen_of(knowledge, screening=OPIOID), knowledge, PLAIN, TODAY)
    assert {paper.kind for paper in blocked if not paper.refusal} == {
        kind for kind, paper in PAPERS.items() if not paper.acted_on
    }
    assert "A finding blocks it. An opioid is being taken: naltrexone must not be started." in {
        paper.refusal for paper in blocked
    }


def test_the_choice_is_kept_with_the_settings_of_the_practice(tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    file.write_bytes(write_practice(Practice("Riverside")))
    knowledge = Knowledge(SHIPPED, practice_file=file)
    usual = tuple(kind for kind in PAPERS if kind != "preparation")
    assert taken(knowledge) == usual
    keep_taken(knowledge, ("patient", "diary"))
    assert load_practice(file).practice == Practice("Riverside", pack=("patient", "diary"))
    assert taken(Knowledge(SHIPPED, practice_file=file)) == ("patient", "diary")
    # The usual is no choice, so that a paper of a later version is among them.
    keep_taken(knowledge, usual)
    assert load_practice(file).practice == Practice("Riverside")
    keep_taken(knowledge, tuple(PAPERS))
    assert taken(Knowledge(SHIPPED, practice_file=file)) == tuple(PAPERS)


def test_what_is_taken_with_a_visit_is_a_choice_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    knowledge = Knowledge(SHIPPED, practice_file=file)
    assert taken(knowledge, AT_A_VISIT) == ("patient", "pharmacy-order")
    keep_taken(knowledge, ("patient", "diary"), AT_A_VISIT)
    assert load_practice(file).practice == Practice(visit_pack=("patient", "diary"))
    keep_taken(knowledge, ("patient", "pharmacy-order"), AT_A_VISIT)
    assert load_practice(file).practice == Practice()


def test_settings_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    file.write_bytes(b"of a newer program")
    keep_taken(Knowledge(SHIPPED, practice_file=file), ("patient",))
    assert file.read_bytes() == b"of a newer program"


def test_each_paper_has_a_name_of_its_own() -> None:
    assert len({file_ending(kind) for kind in PAPERS}) == len(PAPERS)
