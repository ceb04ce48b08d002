"""What the corrections say of sources themselves.

Two papers of 1981, true titles, one case, figures that no abstract has.
"""

from __future__ import annotations

import re

import pytest

from ldn_desktop.articles.source_words import citation, notes
from ldn_desktop.reference.evidence.citations import marked_texts
from ldn_desktop.reference.topics.markup import Cite, cited, lines, parse, parse_line, plain
from tests.articles.test_article import CONTENT

SOURCES = CONTENT.sources


def body(topic: str) -> str:
    return CONTENT.topics[topic].body


def lines_citing(name: str) -> list[str]:
    """Return the words of every line of the articles and tables that cites a source."""
    runs = [run for topic in CONTENT.topics.values() for run in lines(parse(topic.body))]
    runs += [parse_line(marked.text) for marked in marked_texts(CONTENT)]
    return [plain(run) for run in runs if name in cited(run)]


def cites(topic: str, words: str) -> set[str]:
    """Return the sources of the citation that follows these words in an article."""
    for run in lines(parse(body(topic))):
        told = ""
        for mark in run:
            if isinstance(mark, Cite):
                if words in told:
                    return set(mark.ids)
                told = ""
            else:
                told += plain([mark])
    raise AssertionError(f"{topic} does not say: {words}")


def test_the_two_papers_of_1981_are_two() -> None:
    assert "kinetics-study-1981" not in SOURCES
    assert cites("pharmacokinetics", "8.9 hours by mouth and 2.7 hours into a vein") == {"wall-1981"}
    assert cites("pharmacokinetics", "7.6, 60 and 164 L") == {"licko-1981"}
    assert cites("pharmacokinetics", "10.9 hours into a vein, which is computed") == {"licko-1981"}
    assert cites("pharmacokinetics", "96 hours") == {"lee-1988"}
    assert "the two disagree" in body("pharmacokinetics")


def test_exposure_is_told_apart_for_the_two_kinds_of_cirrhosis() -> None:
    five_and_ten = "about 5 times as high in compensated and 10 times in decompensated cirrhosis"
    assert cites("liver", five_and_ten) == {"us-label"}
    assert five_and_ten in CONTENT.finding_words["cirrhosis"].why
    assert five_and_ten in CONTENT.interactions["liver-disease"].effect
    assert cites("liver", "1610 (SD 629) ng/mL x 24 h in 6 people with decompensated") == {"bertolotti-1997"}
    assert "5 people with compensated cirrhosis lay between" in body("liver")
    assert not any("5 to 10 times" in words for words in lines_citing("ch-smpc"))


def test_the_analysis_of_dizziness_is_found_and_set_against_another() -> None:
    source = SOURCES["meta-dizziness"]
    assert source.bears
    assert set(source.not_verified) == {"authors", "year", "journal"}
    row = next(words for words in lines_citing("meta-dizziness") if "1.99 (1.07 to 3.70)" in words)
    assert "4 trials in women with fibromyalgia" in row
    assert "denies a significant effect" in row
    assert "no difference in serious events, headache, diarrhoea, dizziness" in body("adverse-effects")


def test_what_was_doubted_and_found_has_its_name_and_what_was_not_says_so() -> None:
    assert SOURCES["jdd-2024-update"].short == "Menta 2024"
    assert SOURCES["jdd-2024-update"].title.startswith("An Update on the Off-Label Uses")
    assert SOURCES["ldn-guide-2021"].title == "Dosing-Info-2021 (LDN Research Trust)"
    assert SOURCES["ldn-guide-2021"].bears
    for name in ("clinic-sheet", "web-onset"):
        assert notes(SOURCES[name])[0].startswith("Cannot be checked: "), name


def test_slow_steps_in_dissociation_are_our_judgement() -> None:
    assert cites("vivid-dreams", "Raise slowly, with therapy in place: our judgement") == {"judgement"}
    for words in lines_citing("pape-2015"):
        assert "slowly" not in words or "judgement" in words, words
    dose = next(dose for dose in CONTENT.presets.trial_doses if dose.id == "dissociation")
    assert "is our judgement" in dose.words
    assert dose.sources == ("pape-2015", "judgement")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("lee-1988", "Duration of occupancy of opiate receptors by naltrexone"),
        ("weerts-2008", "Differences in delta- and mu-Opioid Receptor Blockade Measured by"),
        ("donahue-2011", "Low-dose naltrexone targets the opioid growth factor"),
        ("hutchinson-2008", "Non-stereoselective reversal of neuropathic pain"),
        ("trostheim-2022", "Opioid antagonism in humans: a primer"),
    ],
)
def test_a_title_is_that_of_the_paper(name: str, title: str) -> None:
    assert SOURCES[name].title.startswith(title)
    assert not SOURCES[name].title_is_ours


@pytest.mark.parametrize("name", ["rabiner-2011", "wang-2016"])
def test_a_description_is_shown_as_one(name: str) -> None:
    assert f"[{SOURCES[name].title}]" in citation(SOURCES[name])


def test_what_is_known_of_a_paper_by_another_cites_that_too() -> None:
    for point in CONTENT.blockade.points:
        assert "trostheim-2022" in point.sources


def test_the_cohort_of_michigan_is_told_whole() -> None:
    assert SOURCES["michigan-2024"].short == "Irwin 2024"
    told = " ".join(lines_citing("michigan-2024"))
    for figure in ("31 patients", "7.27 to 6.62", "0.66", "p = 0.022", "87%", "52%", "23%", "10%"):
        assert figure in told, figure


def test_one_case_is_called_one() -> None:
    assert SOURCES["kratom-cases"].title.startswith("Case report")
    texts = [*lines_citing("kratom-cases"), CONTENT.interactions["kratom"].basis]
    texts += [interval.basis for interval in CONTENT.opioids.intervals.values()]
    assert [text for text in texts if re.search(r"case reports", text, re.IGNORECASE)] == []
    assert any("a case report" in text for text in texts)


def test_figures_that_the_abstract_does_not_give_are_blank() -> None:
    study = CONTENT.studies["bruun-plesner-2020"]
    assert study.weeks == ""
    assert "CI" not in study.result
    assert not re.search(r"\(\d", study.result)
    assert "estimates" in study.result


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("gouda-2026", ""),
        ("jaad-2025", "10.1016/j.jaad.2025.09.028"),
        ("long-covid-sr-2025", ""),
    ],
)
def test_the_newer_reviews_can_be_looked_up(name: str, number: str) -> None:
    assert SOURCES[name].bears
    assert SOURCES[name].doi == number


def test_a_positive_oxycodone_screen_accuses_nobody() -> None:
    assert cites("warnings", "so in a man of 27, in a case report") == {"urine-screen-case"}
    assert cites("warnings", "noroxymorphone alone, without oxycodone") == {"noroxymorphone-2020"}
    assert "before anybody is accused" in body("warnings")


def test_how_long_capsules_and_the_published_formula_keep() -> None:
    assert cites("beyond-use", "within 90 to 110% for 360 days at room temperature, away from light") == {
        "cote-2018",
        "judgement",
    }
    assert "that formula only, and local rules come first" in body("beyond-use")
    assert "A mixture made at home without preservative stays at 14 days" in body("beyond-use")
    formula = next(words for words in lines_citing("formulary-nz") if words.startswith("New Zealand, 100 mL"))
    for part in (
        "0.5 g of ascorbic acid",
        "0.1 g of sodium benzoate",
        "20 mL of glycerol",
        "30 days at 25 °C",
    ):
        assert part in formula, part


def test_fillers_are_custom_and_told_as_such() -> None:
    told = body("forms")
    assert cites("forms", "No trial compares fillers") == {"practitioner-review-2026"}
    assert "a secondary source" in told
    assert cites("forms", "on the belief that it slows uptake") == {"swidan-chapter", "compounder-fillers"}
    assert "no measurement was found" in told
    assert cites("forms", "cellulose in the capsules of the long COVID trial") == {"nct05430152"}
    assert cites("forms", "as placebo in children with Crohn's disease") == {"crohn-child-registry"}
    assert cites("forms", "tablets without lactose in INNOVA") == {"innova-registry"}
    assert cites("forms", "126.8 mg of the monohydrate") == {"uk-smpc-2023"}
    for name in ("practitioner-review-2026", "swidan-chapter", "compounder-fillers"):
        assert SOURCES[name].secondary, name


def test_marks_of_syringes_name_who_says_so() -> None:
    assert cites("making-liquids", "an extra mark at 2.5 mL") == {"oralsyringes-uk-5ml"}
    assert cites("making-liquids", "gives 0.1 mL for 2.5, 5 and 10 mL") == {"polk-syringes", "jorum-syringes"}
    assert "the coarser one is preset" in body("making-liquids")
    assert SOURCES["polk-syringes"].secondary
    assert SOURCES["jorum-syringes"].secondary
