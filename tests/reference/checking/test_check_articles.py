"""The check of articles and tables: every kind of mistake is named, with its file."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.checking.check_articles import uncited_figures
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import parse
from tests.places import SHIPPED
from tests.reference.checking.test_check import change

_SURGERY = "topics/safety/surgery.md"
_MISTAKES = (
    (_SURGERY, "\n## ", "\n# ", "has a heading of another level than ## and ###; change it."),
    (_SURGERY, "\n## ", "\nPain fell by 30 per cent.\n\n## ",
     "states a figure without a source: “Pain fell by 30 per cent.”; cite one."),
    (_SURGERY, "\n## ", "\nSee [there](topic:nowhere).\n\n## ",
     "links to topic:nowhere, which is not there; correct it."),
    (_SURGERY, "\n## ", "\nSee [there](topic:liver#nowhere).\n\n## ",
     "links to topic:liver#nowhere, but liver has no such heading; correct it."),
    (_SURGERY, "\n## ", "\nSee [there](opioid:water).\n\n## ",
     "links to opioid:water, which is not there; correct it."),
    (_SURGERY, "\n## ", "\nSo it is [@nobody].\n\n## ",
     "cites the unknown source nobody; add it to bibliography.json."),
    (_SURGERY, "related: [", "related: [nothing, ", "related: nothing is no other topic; correct it."),
    (_SURGERY, "related: [", "related: [surgery, ", "related: surgery is no other topic; correct it."),
    (_SURGERY, "\n## ", "\nTODO write this.\n\n## ", "holds “TODO”, which is not for readers; write it anew."),
    ("topics/conditions/ms.md", "condition: ms", "condition: gout", "condition: gout is not known; correct it."),
    ("glossary.toml", 'term = "LDN"', 'term = ""', "glossary.toml: term[0].term: is empty; type something."),
    ("glossary.toml", "in about a tenth", "in 10 per cent",
     "states a figure without a source: “Low dose naltrexone: naltrexone in 10 per cent"),
    ("overview.toml", 'topics = ["ms"]', 'topics = ["mms"]',
     "overview.toml: ms: links to topic:mms, which is not there; correct it."),
    ("mechanisms.toml", 'topic = "endorphins"', 'topic = "endorfins"',
     "mechanisms.toml: endorphins: names the unknown topic endorfins; correct it."),
    ("mechanisms.toml", 'to = "mu"', 'to = "nu"',
     "mechanisms.toml: arrow[0].to: “nu” is not known; use one of ldn, mu,"),
    ("search_words.toml", '"SNRI" = "antid', '"SNRU" = "antid',
     "class.SNRU: is no class of medicines.toml; correct it."),
    ("search_words.toml", '"SNRI" = "antid', '"SNRI" = "ant', "names the unknown topic antepressants; correct it."),
    ("search_words.toml", 'topic = "ms"', 'topic = "mms"', "names the unknown topic mms; correct it."),
    ("studies.toml", 'conditions = ["ms"]', 'conditions = ["mms"]',
     "studies.toml: cree-2010: names the unknown condition mms; correct it."),
    ("studies.toml", 'design = "randomised crossover"', 'design = "crossover"',
     "studies.toml: study[0].design: “crossover” is not known; use one of randomised parallel,"),
    ("studies.toml", 'report_of = "bruun-2024-final"', 'report_of = "bruun-2042"',
     "studies.toml: bruun-2025-final-secondary: reports on the unknown study bruun-2042; correct it."),
    ("studies.toml", 'indirect = ["me-cfs"]', 'indirect = ["ms"]',
     "indirect: names a condition that is not one of the study's; correct it."),
    ("conditions.toml", 'direction = "supports"', 'direction = "mixed"',
     "conditions.toml: crohns: by the rules it is B, supports; correct it, or say why in judgement."),
    ("conditions.toml", 'judgement = "', '# "',
     "conditions.toml: hashimoto-hypothyroidism: by the rules it is C, unknown; correct it, or say why"),
    ("conditions.toml", 'members = ["ms"', 'members = ["mms"',
     "conditions.toml: autoimmune-general: has the unknown member mms; correct it."),
    ("conditions.toml", 'direction = "supports"', 'direction = "supports"\njudgement = "So."',
     "conditions.toml: crohns: judgement: nothing departs from the rules; remove it."),
    ("grades.toml", "clear_percent = 75", "clear_percent = 50",
     "grades.toml: rule.clear_percent: is 50; give a whole number from 51 to 100."),
    ("grades.toml", "A = ", "E = ", "grades.toml: grade.E: unknown key; remove it, or use one of A, B, C, D."),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))


@pytest.mark.parametrize(("file", "old", "new", "told"), _MISTAKES)
def test_a_mistake_is_named(folder: Path, file: str, old: str, new: str, told: str) -> None:
    change(folder / file, old, new)

    problems = check_content(folder, declarations())

    assert any(told in problem and problem.startswith(file) for problem in problems), problems


def test_a_stranger_among_the_topics_is_named(folder: Path) -> None:
    (folder / "topics" / "safety" / "notes.txt").write_text("mine", encoding="utf-8")

    assert check_content(folder, declarations()) == [
        "topics/safety/notes.txt: is not a file of the content; remove it."
    ]


def test_a_condition_without_an_article_is_named(folder: Path) -> None:
    change(folder / "topics/conditions/ms.md", "condition: ms\n", "")

    assert "conditions.toml: ms: has 0 topics; give it one." in check_content(folder, declarations())


def test_overdue_reviews_are_named_from_the_day_after(folder: Path) -> None:
    content = Content(folder)
    due = min(topic.review_due for topic in content.topics.values())

    assert check_content(folder, declarations(), due) == []
    late = check_content(folder, declarations(), due + timedelta(days=1))
    assert late
    assert all(f"its review was due on {due}; review it and set new dates." in problem for problem in late)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rose by 3 points.", 1),
        ("It rose by 3 points [@one].", 0),
        ("TLR4, COVID-19 and SF-36 are names.", 0),
        ("See [above 4.5 mg](topic:above-4-5-mg).", 0),
        ("## Above 4.5 mg\n\nWords.", 0),
        ("- one of 3\n- two [@one]", 1),
        ("| a | b |\n|---|---|\n| x | 1 |\n| y | 2 [@one] |", 1),
        ("| a | b |\n|---|---|\n| x | 1 |\n\nSources: [@one].", 0),
        ("| a | b |\n|---|---|\n| x | 1 |\n\nSources: none.", 1),
    ],
)
def test_a_figure_needs_a_source_in_its_own_line(text: str, count: int) -> None:
    assert len(list(uncited_figures(parse(text)))) == count


def test_the_shipped_articles_have_no_overdue_review_on_the_day_they_were_reviewed() -> None:
    content = Content(SHIPPED)
    newest = max(topic.reviewed for topic in content.topics.values())

    assert date(2026, 1, 1) < newest
    assert check_content(SHIPPED, declarations(), newest) == []
