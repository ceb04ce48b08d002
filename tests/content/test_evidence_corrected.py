"""What was put right in the evidence stays right: each correction in the places that speak of it."""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import cited, lines, parse, parse_line, plain
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
EVERYTHING = {
    path.relative_to(SHIPPED).as_posix(): path.read_text("utf-8")
    for path in sorted(SHIPPED.rglob("*"))
    if path.suffix in {".md", ".toml"}
}


def words(topic: str) -> str:
    """Return the whole text of an article, its answer first."""
    article = CONTENT.topics[topic]
    return "\n".join(plain(line) for line in (parse_line(article.summary), *lines(parse(article.body))))


def told(topic: str, *sources: str) -> str:
    """Return the lines of an article that cite all these sources."""
    body = parse(CONTENT.topics[topic].body)
    found = [plain(line) for line in lines(body) if set(sources) <= set(cited(line))]
    assert found, (topic, sources)
    return "\n".join(found)


def nowhere(pattern: str) -> None:
    """Hold that no file of the content says something."""
    found = [(name, hit[0]) for name, text in EVERYTHING.items() for hit in re.finditer(pattern, text)]
    assert found == []


def test_kinetics_below_50_mg_are_told_as_measured_and_the_rest_as_an_estimate() -> None:
    measured = told("pharmacokinetics", "contrave-label")
    for figure in ("16 mg", "1.4 ng/mL", "2 hours", "8.4 ng·h/mL", "extended release"):
        assert figure in measured
    assert "third aim" in told("pharmacokinetics", "bested-2023")
    assert "not known here" in told("pharmacokinetics", "bested-2023")
    estimate = told("pharmacokinetics", "ch-smpc", "elimination-study-1984")
    assert re.search(r"1\.2 ng/mL .* stay estimates", estimate)
    assert "In cirrhosis no measurement of a low dose was found" in words("pharmacokinetics")
    assert "estimate" in CONTENT.mechanism_map.nodes["ldn"].text
    nowhere(r"(?i)nobody (?:was found to have|has) measured below|below 50 mg nobody|measured low ones")


@pytest.mark.parametrize("topic", ["titration", "above-4-5-mg", "fibromyalgia"])
def test_ed50_and_ed95_are_estimates_of_a_model(topic: str) -> None:
    line = told(topic, "bruun-plesner-2020")
    assert re.search(r"estimate", line)
    assert "without placebo" in line
    if topic != "fibromyalgia":
        assert "11 of" in line
        assert "25 women" in line


def test_nobody_counted_half_or_95_per_cent_responding() -> None:
    nowhere(r"(?i)half (?:of the women )?responded|95 ?(?:%|per cent) (?:of \w+ )?responded")
    (dose,) = (dose for dose in CONTENT.presets.trial_doses if dose.sources == ("bruun-plesner-2020",))
    assert "A model estimates" in dose.words


def test_cree_is_not_counted_as_having_met_its_main_outcome() -> None:
    assert CONTENT.studies["cree-2010"].finding == "mixed"
    line = told("what-trials-show", "cree-2010", "judgement")
    assert "better mental health scales" in line
    assert "by a secondary source" in line
    assert "do not count its main outcome as met" in line
    assert "no overall score" in told("ms", "cree-2010")


def test_what_is_known_of_endorphins_in_people_is_told_as_uncontrolled() -> None:
    gironi = told("endorphins", "gironi-2008")
    assert "beta-endorphin rose" in gironi
    assert "no control group" in gironi
    assert "OPRM1" in gironi
    assert "53 people" in told("endorphins", "patel-2020", "ludwig-2017") or "53" in told(
        "endorphins", "patel-2020"
    )
    (arrow,) = (one for one in CONTENT.mechanism_map.arrows if one.id == "mu-to-endorphins")
    assert arrow.level == "uncontrolled"
    assert "@gironi-2008" in arrow.evidence
    assert "@gironi-2008" in CONTENT.claims["block-raises-endorphins"].shows
    # What Donahue found, it found in cells: data in people cite studies in people.
    nowhere(r"(?:people|humans) (?:are|is) thin[^.]{0,20} \[@donahue|thin(?: data)? in people \[@donahue")


def test_a_map_says_of_people_without_a_control_group_that_there_was_none() -> None:
    for arrow in CONTENT.mechanism_map.arrows:
        if "@parkitny-2017" in arrow.evidence:
            assert arrow.level == "uncontrolled"


def test_the_steps_of_final_are_not_made_up() -> None:
    line = told("presets-and-trial-schedules", "final-registry")
    assert "NCT04270877" in line
    assert "not readable in our copies" in line
    assert not any("bruun-2024-final" in preset.sources for preset in CONTENT.presets.ladders)


def test_ultra_low_doses_were_tested_with_an_opioid_by_the_maker() -> None:
    webster, chindalore = told("ultra-low-dose", "webster-2006"), told("ultra-low-dose", "chindalore-2005")
    for figure in ("719", "2 or 4 mcg", "55%", "p=0.01"):
        assert figure in webster
    for figure in ("2 mcg", "39%", "p=0.006", "4 mcg"):
        assert figure in chindalore
    text = words("ultra-low-dose")
    for part in (
        "of the maker",
        "above the review's limit of 1 mcg",
        "another use than LDN",
        "the planner stops",
    ):
        assert part in text or part.replace("the planner", "of the planner") in text, part
    for name in ("webster-2006", "chindalore-2005"):
        assert not CONTENT.studies[name].low_dose
    assert "scarcely tested in people" not in CONTENT.topics["ultra-low-dose"].summary


def test_three_published_cases_of_sjogrens_disease_and_a_report_not_traced() -> None:
    line = told("sjogren", "sjogren-open-news")
    assert "not traced" in line
    assert "not counted" in line
    assert "sjogren-open-news" not in CONTENT.studies
    hydrocodone = told("sjogren", "zashin-2020", "us-label")
    assert "a secondary source says" in hydrocodone
    assert "contrary to the label" in hydrocodone
    nowhere(r"[Tt]hree patients (?:from one practice )?are all that is published")


def test_ldn_is_not_called_as_well_tolerated_as_placebo() -> None:
    for name, text in EVERYTHING.items():
        for line in text.splitlines():
            if re.search(r"as well (?:tolerated )?as placebo|tolerated as (?:well as )?placebo", line):
                assert re.search(r"not borne out|not to be said", line), (name, line)
    assert "2.41" in told("adverse-effects", "ams-2025-meta")
    line = told("adverse-effects", "younger-2013", "judgement")
    for part in (
        "secondary source",
        "37% against 13%",
        "16% against 3%",
        "4 weeks, LDN 12",
        "could not check",
    ):
        assert part in line


def test_what_the_mirror_image_did_in_microglia_is_told_whole() -> None:
    line = told("microglia-and-tlr4", "wang-2016")
    for part in (
        "nitric oxide",
        "TNF-alpha",
        "reactive oxygen",
        "phagocytosis",
        "NF-kB",
        "p38",
        "JNK",
        "IL-1 beta",
        "(+)",
    ):
        assert part in line
    nowhere(r"stopped only one arm|only one arm of the")


def test_the_trial_in_children_is_told_by_its_registry() -> None:
    line = told("children", "crohn-child-registry", "judgement")
    for part in (
        "NCT00715117",
        "6 to 17 years",
        "planned 30; 14",
        "4 weeks before",
        "10 mg or 0.2 mg/kg",
        "liver tests",
    ):
        assert part in line
    assert "0.1 mg/kg, at most 4.5 mg" in words("children")


def test_the_randomised_trial_in_lichen_planopilaris_is_told() -> None:
    line = told("lichen-planopilaris", "lpp-rct-2020")
    for part in ("34 people", "clobetasol", "3 mg", "p=0.001", "p=0.060", "p=0.813", "failed to do more"):
        assert part in line
    study = CONTENT.studies["lpp-rct-2020"]
    assert (study.n, study.finding, study.controlled, study.low_dose) == (34, "no benefit", True, True)
    assert "[lichen planopilaris](study:lpp-rct-2020)" in CONTENT.topics["what-trials-show"].body.replace(
        "Lichen", "lichen"
    )
    nowhere(r"had no control group \[@hamel-2023\]")


def test_psoriasis_has_its_ages_its_two_numbers_and_the_pilot() -> None:
    khan = told("psoriasis", "khan-2020", "nct04250792")
    assert "13 to 60 years" in khan
    assert "42 people, not 71" in khan
    assert "nobody was allotted by chance" in khan
    assert "5 people on 5 mg" in told("psoriasis", "psoriasis-egypt-2025")
    assert CONTENT.conditions["psoriasis"].direction == "unknown"


UNDER_WAY = {
    "what-trials-show": (
        *("lift-nct06366724", "lift-protocol", "nct07285473", "actrn12624001162505", "nct05430152"),
        *("actrn12623000172606", "dpn-trial", "vulvodynia-trial", "ldn-crohn-registry", "vasculitis-trial"),
    ),
    "fibromyalgia": ("actrn12623000172606",),
    "me-cfs": ("lift-protocol", "nct07285473", "actrn12624001162505"),
    "long-covid": ("nct05430152", "actrn12624001162505"),
    "crohns": ("ldn-crohn-registry",),
    "chronic-pain": ("dpn-trial", "vulvodynia-trial"),
    "autoimmune-general": ("vasculitis-trial",),
}


@pytest.mark.parametrize("topic", UNDER_WAY)
def test_trials_under_way_are_named_and_have_no_result(topic: str) -> None:
    for name in UNDER_WAY[topic]:
        told(topic, name)
        if name in CONTENT.studies:
            assert (CONTENT.studies[name].design, CONTENT.studies[name].finding) == ("protocol", "none")
    assert re.search(r"[Nn]o results? (?:was|were) found", words(topic))


def test_newer_reviews_of_the_field_are_told() -> None:
    gouda = told("what-trials-show", "gouda-2026")
    for part in ("105 studies", "15 of them randomised", "seldom repeated", "routine use is not supported"):
        assert part in gouda
    assert "larger studies" in told("what-trials-show", "jaad-2025")
    covid = told("what-trials-show", "long-covid-sr-2025")
    assert "no randomised trial" in covid
    assert "155 people" in covid


def test_hiv_is_told_beside_antiretroviral_treatment_never_instead() -> None:
    condition = CONTENT.conditions["hiv"]
    assert condition.caution == "Never instead of antiretroviral treatment."
    assert words("hiv").split("\n")[1].startswith("Caution: never instead of antiretroviral treatment")
    trial = told("hiv", "mali-hiv-2011")
    for part in ("51 people", "49", "p=0.041", "p=0.067", "6 months", "after 9"):
        assert part in trial
    assert "CD4 counts fell" in told("hiv", "mali-hiv-single")


def test_no_licence_in_africa_is_stated_as_a_fact() -> None:
    line = told("hiv", "lodonal-bridging-2016")
    assert "does not show that a licence was granted" in line
    assert "secondary source" in line
    nowhere(r"Kenya")
    for name, text in EVERYTHING.items():
        assert "Nigeria" not in text or "lodonal-bridging-2016" in text, name


def test_no_dose_above_the_highest_in_a_case_is_called_unpublished() -> None:
    nowhere(r"no published low dose reaches")
    for topic in ("above-4-5-mg", "dose-bands", "overview-claims"):
        assert "12.5 mg" in told(topic, "gouda-2026")


def test_slow_titration_rests_on_no_chart_review() -> None:
    shows = CONTENT.claims["slow-titration"].shows
    assert "in a review of charts helpful doses differed widely [@marcus-2024]" in shows
    assert "from the first day or state no titration [@younger-2013; @cree-2010]" in shows
    assert "step up weekly [@actrn12623000172606; @dpn-trial]" in shows
    assert "rise weekly" in told("titration", "actrn12623000172606", "dpn-trial")


def test_the_time_to_effect_is_told_by_the_trials_and_as_custom() -> None:
    line = told("titration", "rodriguez-freire-2026-innova", "bruun-2024-final", "srinivasan-2021")
    for part in ("INNOVA judged at 3 months", "FINAL at 12 weeks, 4 of them titration", "at 6 weeks"):
        assert part in line
    assert "custom in line with the length of trials, not a measurement" in line


def test_depression_stands_on_its_two_trials() -> None:
    condition = CONTENT.conditions["depression"]
    own = {
        study.id
        for study in CONTENT.studies.values()
        if "depression" in study.conditions and "depression" not in study.indirect
    }
    assert own == {"mischoulon-2017", "moloney-2026"}
    assert (condition.grade, condition.direction) == ("B", "does not support")


def test_crohns_disease_has_one_trial_and_is_not_called_supported() -> None:
    claim = CONTENT.claims["crohns"]
    assert claim.level == "one small trial"
    for part in ("One trial of 40 people", "88%", "40% on placebo", "too small to compare", "too few", "122"):
        assert part in plain(parse_line(claim.shows))
    assert "**One small trial:**" in CONTENT.topics["overview-claims"].body


def test_hailey_hailey_disease_has_series_without_a_control_group() -> None:
    line = told("hailey-hailey", "jdd-2024-update")
    for part in (
        "8 people, 7 improved",
        "14 people",
        "2 kept their gain",
        "6 relapsed",
        "6 had none",
        "12 to 50 mg",
    ):
        assert part in line
    assert "No controlled trial was found, so the direction of the evidence is unknown" in words(
        "hailey-hailey"
    )
