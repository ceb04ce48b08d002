"""Every kind of mistake in content is found and named with its file and place."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.papers.catalogue import declarations
from ldn_desktop.reference.checking.check import check_content
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from tests.places import SHIPPED

MISTAKES = (
    # file | what is replaced | by what | the problem told
    ("presets.toml", 'sources = ["okelly-2022"]', 'sources = ["nobody"]',
     "presets.toml: long-covid-cohort: cites the unknown source nobody; add it to bibliography.json."),
    ("presets.toml", 'sources = ["okelly-2022"]', "sources = []",
     "presets.toml: preset[7].sources: is empty; give at least one source."),
    ("presets.toml", 'conditions = ["depression"]', 'conditions = ["gout"]',
     "presets.toml: depression-trial: names the unknown condition gout; correct it."),
    ("presets.toml", 'conditions = ["ptsd"]', 'conditions = ["gout"]',
     "presets.toml: dissociation: names the unknown condition gout; correct it."),
    ("presets.toml", 'id = "classic-weekly"', 'id = "classic-fortnightly"',
     "presets.toml: preset[3]: classic-fortnightly stands there twice; give one of them another id."),
    ("presets.toml", 'id = "innova"', 'id = "dose-finding"',
     "presets.toml: trial_dose[2]: dose-finding stands there twice; give one of them another id."),
    ("presets.toml", 'start = "0.25 mg"', 'start = ".25 mg"',
     "presets.toml: preset[5].start: “.25 mg” is not written as a plain number; type 0.25 mg."),
    ("presets.toml", 'start = "0.25 mg"\nstep = "0.25 mg"', 'start = "0.25 mg"\nstep = "0 mg"',
     "presets.toml: thyroiditis-slow: makes no ladder: "),
    ("presets.toml", "support = 2", "support = 5",
     "presets.toml: preset[7].support: is 5; give a whole number from 0 to 4."),
    ("presets.toml", "support = 2", 'support = "2"',
     "presets.toml: preset[7].support: must be a whole number from 0 to 4, not text."),
    ("presets.toml", "support = 2", "support = true",
     "presets.toml: preset[7].support: must be a whole number from 0 to 4, not true."),
    ("presets.toml", "support = 2", "support = 2\ncolour = 1",
     "presets.toml: preset[7].colour: unknown key; remove it, or use one of "),
    ("presets.toml", 'fact = "long_covid_okelly"\n', "", "presets.toml: preset[7].fact: is missing; add it."),
    ("presets.toml", "every_days = 56", "every_days = 0",
     "presets.toml: preset[8].every_days: is 0; give a whole number from 1 to 3,650."),
    ("presets.toml", 'times = ["evening"]', 'times = ["night"]',
     "presets.toml: preset[9].times[0]: “night” is not known; use one of morning, midday, evening, bedtime."),
    ("presets.toml", 'times = ["evening"]', 'times = ["evening", "evening"]',
     "presets.toml: crohn-trial: names a time twice; remove one."),
    ("presets.toml", 'source_words = "O\'Kelly 2022"', 'source_words = "O\'Kelly, unverified"',
     "presets.toml: preset[7].source_words: holds “unverified”, which is not for readers; write it anew."),
    ("presets.toml", 'title = "1 mg for four weeks, then 2 mg"', 'title = "1.0 mg for four weeks"',
     "presets.toml: preset[7].title: holds “1.0 mg”, which is not for readers; write it anew."),
    ("presets.toml", 'title = "1 mg for four weeks, then 2 mg"', 'title = ""',
     "presets.toml: preset[7].title: is empty; type something."),
    ("presets.toml", '[[preset]]\nid = "weekly-half"', '[[preset\nid = "weekly-half"',
     "presets.toml: cannot be read ("),
    ("conditions.toml", 'grade = "D"', 'grade = "E"',
     "conditions.toml: condition[11].grade: “E” is not known; use one of A, B, C, D."),
    ("conditions.toml", 'direction = "supports"', 'direction = "helps"',
     "conditions.toml: condition[1].direction: “helps” is not known; use one of "),
    ("conditions.toml", 'id = "crps"', 'id = "ms"',
     "conditions.toml: condition[6]: ms stands there twice; give one of them another id."),
    ("conditions.toml", 'id = "ptsd"', 'id = "trauma"',
     "presets.toml: dissociation: names the unknown condition ptsd; correct it."),
    ("surgery.toml", "hours = 72", "hours = 0", "surgery.toml: stop.hours: is 0; give a whole number from 1 to 336."),
    ("surgery.toml", 'sources = ["etg-naltrexone", "ldn-service"]', "sources = []",
     "surgery.toml: practice.sources: is empty; give at least one source."),
    ("words/en/wallet_card.toml", 'title = "I take naltrexone"', 'heading = "I take naltrexone"',
     "words/en/wallet_card.toml: heading: unknown key; remove it, or use one of "),
    ("words/en/wallet_card.toml", 'sources = ["judgement"]', "sources = []",
     "words/en/wallet_card.toml: emergency[4].sources: is empty; give at least one source."),
    ("words/en/wallet_card.toml", 'sources = ["judgement"]', 'sources = ["nobody"]',
     "words/en/wallet_card.toml: emergency[4]: cites the unknown source nobody; add it to bibliography.json."),
    ("words/en/wallet_card.toml", "paused until {until}**. **It blocks opioids in part",
     "paused until {day}**. **It blocks opioids in part",
     "words/en/wallet_card.toml: what[2].text: names the unknown field day; known here: until."),
    ("words/en/wallet_card.toml", 'when = ["taking", "blocks-in-part"]', 'when = ["taking", "small-dose"]',
     "words/en/wallet_card.toml: what[0].when[1]: “small-dose” is not known; use one of "),
    ("words/en/wallet_card.toml", 'when = ["pausing", "blocks-in-part"]', 'when = ["taking", "blocks-in-part"]',
     "words/en/wallet_card.toml: what[2].text: names the unknown field until; known here: none."),
    ("words/en/patient_plan.toml", "then go on in the same way every day until **{last}**.",
     "then go on in the same way every day.",
     "words/en/patient_plan.toml: go_on: does not name the field last; put it where it belongs."),
    ("words/en/patient_plan.toml", "**before {last}**", "**before {first}**",
     "words/en/patient_plan.toml: see_before: names the unknown field first; known here: last."),
    ("words/en/patient_plan.toml", "**before {last}**", "**before {last**",
     "words/en/patient_plan.toml: see_before: has a brace without its partner; correct it."),
    ("words/en/patient_plan.toml", "[section.driving]\nheading", "[section.travel]\nheading",
     "words/en/patient_plan.toml: section.driving.heading: is missing; add it."),
    ("words/en/clinician_record.toml", 'regimen = "Regimen"', "",
     "words/en/clinician_record.toml: heading.regimen: is missing; add it."),
    ("thresholds.toml", 'value = "16 mg"', 'value = "16"',
     "thresholds.toml: above_documented.value: “16” has no unit; type 16 mg or 16 mcg."),
    ("thresholds.toml", 'value = "16 mg"\nsources = ["overview"]', 'value = "16 mg"\nsources = []',
     "thresholds.toml: above_documented.sources: is empty; give at least one source."),
    ("thresholds.toml", "[quick_days]\nvalue = 7", "[quick_days]\nvalue = 7.5",
     "thresholds.toml: quick_days.value: must be a whole number from 1 to 365, not the decimal number 7.5."),
    ("findings.toml", "[starts-in-past]", "[starts-early]",
     "findings.toml: starts-early.message: names the unknown figure first; known here: none."),
    ("findings.toml", "{opioid} may lose", "{opium} may lose",
     "findings.toml: opioid-review.message: names the unknown figure opium; known here: opioid."),
    ("findings.toml", "{opioid} may lose", "{opioid may lose",
     "findings.toml: opioid-review.message: has a brace without its partner; correct it."),
    ("findings.toml", "{opioid} may lose", "{opioid!r} may lose",
     "findings.toml: opioid-review.message: asks for a form of opioid; figures are written as they are."),
    ("findings.toml", "above_only = ", "above = ",
     "findings.toml: not-measurable.variants.above: is a variant that is never found; remove it."),
    ("findings.toml", 'named = "{opioid} is being taken: naltrexone must not be started."', "",
     "findings.toml: opioid-now: has no sentence for the variant named; add it under variants."),
    ("findings.toml", 'severity = "blocking"', 'severity = "warning"',
     "findings.toml: not-measurable: cannot be overridden, so it must be blocking."),
    ("presets.toml", "maintenance_stated = true", "maintenance_stated = 1",
     "maintenance_stated: must be true or false, not a number."),
    ("findings.toml", 'severity = "info"\nmessage = "The first', 'severity = "note"\nmessage = "The first',
     "findings.toml: starts-in-past.severity: “note” is not known; use one of blocking, warning, caution, info."),
    ("findings.toml", 'explained = "titration"\nsources = ["judgement"]\n[starts',
     'explained = "titration"\n[starts',
     "findings.toml: starts-in-past: names no source; add sources, or name it a judgement of ours."),
    ("findings.toml", 'explained = "kidney"', 'explained = "kidneys"',
     "findings.toml: severe-renal-failure: links to topic:kidneys, which is not there; correct it."),
    ("findings.toml", "#syringes", "#needles",
     ("findings.toml: two-measures: links to topic:making-liquids#needles, but making-liquids has no such heading; "
      "correct it.")),
    ("screening.toml", 'id = "thioridazine"', 'id = "thiazide"',
     "findings.toml: thiazide: is missing; add its words."),
    ("screening.toml", 'id = "thioridazine"', 'id = "thiazide"',
     "findings.toml: thioridazine: is never found; remove it."),
    ("screening.toml", 'id = "thioridazine"', 'id = "disulfiram"',
     "screening.toml: question[19]: disulfiram stands there twice; give one of them another id."),
    ("opioids.toml", 'id = "opium"', 'id = "morphine"',
     "opioids.toml: opioid[4]: morphine stands there twice; give one of them another id."),
    ("opioids.toml", 'rxcui = "7676"', 'rxcui = "N7676"',
     "opioids.toml: opioid[4].rxcui: N7676 is no RxNorm code; give its digits."),
    ("opioids.toml", 'interval = "DEPOT"', 'interval = "LONG"',
     "opioids.toml: opioid[80].interval: “LONG” is not known; use one of "),
    ("opioids.toml", 'interval = "DEPOT"', 'interval = "LA"',
     "opioids.toml: interval.DEPOT: applies to no opioid; remove it."),
    ("opioids.toml", "days_min = 14\ndays_max = 14", "days_min = 14\ndays_max = 10",
     "opioids.toml: interval.LA.days_max: is 10; give a whole number from 14 to 365."),
    ("opioids.toml", 'effect = "depot"', 'effect = "interval"',
     "opioids.toml: interval.DEPOT: has days without being an interval, or is an interval without days; correct it."),
    ("words/en/patient_plan.toml", "**Skip it.** Take", "**Skip it. Take",
     ("words/en/patient_plan.toml: section.missed.advice[0].text: opens bold letters without closing them; "
      "add the missing **.")),
    ("words/en/patient_plan.toml", 'maintenance = "This is your maintenance dose: stay on it."\n', "",
     "words/en/patient_plan.toml: maintenance: is missing; add it."),
    ("words/en/patient_plan.toml", 'basis = "practice"\nsources = ["leaflet", ',
     'basis = "rumour"\nsources = ["leaflet", ',
     "“rumour” is not known; use one of label, evidence, practice, judgement, wording."),
    ("formulary.toml", '"capsule-3-mg"]', '"capsule-7-mg"]',
     "names the unknown product capsule-7-mg; add it or correct the name."),
    ("formulary.toml", 'graduation_ml = "0.02"', 'graduation_ml = "0"',
     ("formulary.toml: liquid.liquid-5-mg-per-mL.graduation_ml: “0” is no volume; "
      "type millilitres above 0, such as 0.1.")),
    ("bibliography.json", '"10.1002/ana.22006"', '"doi.org/ana.22006"',
     ".DOI: doi.org/ana.22006 is no DOI; correct it."),
    ("bibliography.json", '"20695007"', '"PMC20695007"', ".PMID: PMC20695007 is no PMID; correct it."),
    ("bibliography.json", '"https://livertox.nlm.nih.gov/Naltrexone.htm"', '"livertox"',
     ".URL: livertox is no page address; correct it."),
    ("bibliography.json", '"kind": "overview"', '"kind": "advertisement"',
     ".custom.kind: “advertisement” is not known; use one of "),
    ("bibliography.json", '"id": "overview"', '"id": "cree-2010"',
     ": cree-2010 stands there twice; give one of them another id."),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("file", "old", "new", "told"), MISTAKES)
def test_a_mistake_is_named(folder: Path, file: str, old: str, new: str, told: str) -> None:
    change(folder / file, old, new)
    problems = check_content(folder, declarations())
    assert any(told in problem for problem in problems), problems
    assert all(
        re.fullmatch(r"(words/en/)?[a-z_]+\.(toml|json): .+[.)]|topics/.+\.md: .+\.", p) for p in problems
    ), problems
    assert len(set(problems)) == len(problems)


def test_a_source_that_nobody_cites_is_named(folder: Path) -> None:
    path = folder / "bibliography.json"
    sources: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    lonely = {
        "id": "lonely-2020",
        "type": "document",
        "title": "T",
        "number": "1",
        "custom": {"kind": "review"},
    }
    sources.append(lonely)
    path.write_text(json.dumps(sources), encoding="utf-8")
    assert check_content(folder, declarations()) == [
        "bibliography.json: lonely-2020: is cited nowhere; remove it."
    ]


def test_a_key_that_stands_twice_is_named(folder: Path) -> None:
    change(folder / "bibliography.json", '"id": "overview",', '"id": "overview", "id": "overview",')
    problems = check_content(folder, declarations())
    assert len(problems) == 1
    assert problems[0].startswith("bibliography.json: ")
    assert problems[0].endswith(".id: stands there twice; remove one of the two.")


def test_a_stranger_among_the_files_is_named(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert check_content(folder, declarations()) == ["notes.txt: is not a file of the content; remove it."]


@pytest.mark.parametrize("file", sorted(path.name for path in SHIPPED.iterdir() if path.is_file()))
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    problems = check_content(folder, declarations())
    assert len(problems) == 1
    assert problems[0].startswith(f"{file}: cannot be read (")


@pytest.mark.parametrize("file", sorted(path.name for path in SHIPPED.iterdir() if path.is_file()))
def test_a_damaged_file_is_named(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\xff\xfe\x00")
    assert [problem.split(":")[0] for problem in check_content(folder, declarations())] == [file]


def test_a_part_is_read_once_and_only_when_asked_for(folder: Path) -> None:
    content = Content(folder)
    for path in folder.iterdir():
        if path.is_file() and path.name != "thresholds.toml":
            path.unlink()
    assert content.thresholds is content.thresholds
    with pytest.raises(ContentError, match=r"^opioids\.toml: cannot be read"):
        _ = content.opioids
