"""What was put right about opioids stays right.

One test for each corrected statement, and none of the wrong ones comes back.
"""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.table import Interval, Opioid
from ldn_desktop.reference.topics.markup import cited, parse_line, plain
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
OPIOIDS = Content(SHIPPED).opioids
JUDGED = ("our judgement", "professional knowledge", "inference")


def rule(code: str) -> Interval:
    return OPIOIDS.intervals[code]


def opioid(name: str) -> Opioid:
    return OPIOIDS.by_id[name]


def row(name: str) -> str:
    entry = CONTENT.interactions[name]
    return " ".join(plain(parse_line(text)) for text in (entry.effect, entry.advice))


def article(name: str) -> str:
    return (next(SHIPPED.glob(f"topics/*/{name}.md"))).read_text("utf-8")


def line_with(text: str, words: str) -> str:
    """Return the one line of an article that holds some words."""
    found = [line for line in text.splitlines() if words in line]
    assert len(found) == 1, (words, found)
    return found[0]


INTERVAL = article("opioid-free-interval")
COUNTS = article("what-counts-as-an-opioid")


def test_c04_depots_are_told_by_their_brands_with_what_each_is() -> None:
    line = line_with(INTERVAL, "**Depots:**")
    for brand in ("Buvidal", "Brixadi", "Sixmo", "Probuphine", "Sublocade"):
        assert brand in line
        assert brand in opioid("buprenorphine_depot").brands
    assert "3 to 5 and 19 to 25 days" in line
    assert "a specialist decides" in line
    assert {"Buvidal", "Sublocade"} <= set(opioid("buprenorphine_depot").brands_au)
    assert opioid("buprenorphine_depot").brands_ca == ("Sublocade",)
    assert "Subutex prolonged-release injection" in opioid("buprenorphine_depot").brands_professional
    assert "specialist decides" in row("methadone-buprenorphine")


def test_c05_brands_by_mouth_are_told_and_not_interchangeable() -> None:
    named = opioid("buprenorphine_sl")
    assert {"Espranor", "Natzon", "Prefibin", "Subutex", "Temgesic", "Tephine"} <= set(named.brands_uk)
    assert named.brands_eu == ("Buprenaddict",)
    assert named.interval.days_text == "at least 14 days"
    assert "not interchangeable" in named.note
    assert "not interchangeable" in line_with(INTERVAL, "Espranor")


def test_c06_methadone_has_its_brands_and_what_no_source_lists_stands_apart() -> None:
    named = opioid("methadone")
    assert "Physeptone" in named.brands_uk
    assert {"Biodone Forte", "Physeptone"} <= set(named.brands_au)
    assert {"Metadol", "Metadol-D"} <= set(named.brands_professional)
    assert named.brands_ca == ()


def test_c07_mysimba_is_naltrexone_twice() -> None:
    named = opioid("bupropion_naltrexone")
    assert named.brands_uk == named.brands_eu == ("Mysimba",)
    assert "8 mg a tablet, up to 32 mg a day" in named.note
    told = row("bupropion-naltrexone")
    assert "Contraindicated with any other naltrexone" in told
    assert "at least 3 days before opioids" in told
    assert {"mysimba-smpc", "ema-mysimba-2024"} <= set(CONTENT.interactions["bupropion-naltrexone"].sources)


@pytest.mark.parametrize(
    "told", [rule("GUT").text, row("antidiarrhoeals"), INTERVAL], ids=["rule", "row", "article"]
)
def test_c08_gut_opioids_have_days_that_are_our_judgement(told: str) -> None:
    assert "No label gives an interval" in told
    assert "one registered trial" in told
    assert "7 days" in told
    assert "withdrawn before anybody took part" in told
    assert "10 days, 14 after misuse" in told
    assert "No interval is published" not in told


def test_c08_daily_gut_opioids_count_as_opioids() -> None:
    daily = rule("GUT").daily
    assert daily is not None
    assert (daily.effect, daily.days_max) == ("interval", 10)
    assert "judgement" in daily.basis
    assert "nct01810185" in rule("GUT").sources
    assert {o.id for o in OPIOIDS.by_id.values() if o.interval.code == "GUT"} >= {
        *("loperamide", "loperamide_oxide", "eluxadoline"),
    }
    assert opioid("opium").interval.code == "SA"


def test_c08_co_phenotrope_counts_in_any_use_and_has_no_days_of_a_trial() -> None:
    """The registered trial asked for 7 days without loperamide; nobody on co-phenotrope was taken at all."""
    for name in ("diphenoxylate", "difenoxin"):
        interval = opioid(name).interval
        assert (interval.effect, interval.days_max, interval.daily) == ("interval", 10, None)
        assert "14 after misuse" in interval.text
        assert "took nobody on co-phenotrope" in interval.text
        assert "our judgement" in interval.basis
    assert (
        CONTENT.interactions["co-phenotrope"].severity
        == CONTENT.medicines["diphenoxylate"].severity
        == "blocking"
    )
    assert not re.search(r"\b7 days", row("co-phenotrope") + CONTENT.medicines["diphenoxylate"].known)
    of_trial = [line for line in INTERVAL.splitlines() if line.startswith("|") and "7 days without" in line]
    assert len(of_trial) == 1
    assert "phenotrope" not in of_trial[0]
    assert "10 days after any use, 14 after misuse" in line_with(INTERVAL, "| Co-phenotrope, difenoxin |")
    assert (
        "co-phenotrope"
        not in rule("GUT").text.lower() + row("antidiarrhoeals").split("Co-phenotrope counts")[0]
    )


def test_no_opioid_that_outlasts_short_ones_has_their_days() -> None:
    """Whoever reads how long it acts beside how long to be without it sees the two agree."""
    for one in OPIOIDS.by_id.values():
        if one.interval.code in {"SA", "SAN"}:
            assert not re.search(r"intermediate|days|^long", one.duration), one.id
    for name in ("pholcodine", "normethadone", "piritramide"):
        assert opioid(name).interval.days_max == 14
        assert "our judgement" in opioid(name).interval.basis
    told = CONTENT.medicines["pholcodine"]
    assert told.basis == "inference from the label"
    assert "our judgement" in told.known
    assert "may not work" in told.known


def test_patches_say_what_the_skin_holds_and_the_film_is_no_patch() -> None:
    for name in ("fentanyl_patch", "buprenorphine_patch"):
        note = opioid(name).note
        assert "the day the patch came off" in note
        assert "The skin gives off what it holds for a day or more" in note
        assert "our judgement" in note
    assert "Belbuca" in opioid("buprenorphine_patch").brands
    assert "after the buccal film (Belbuca) from the last film" in opioid("buprenorphine_patch").note
    counted = line_with(INTERVAL, "From the last intake")
    assert "buccal film" in counted
    assert "fentanyl and buprenorphine patches" in counted


def test_c10_kratom_and_its_like_ask_how_often() -> None:
    for name in ("kratom", "tianeptine", "poppy", "akuamma"):
        interval = opioid(name).interval
        assert interval.daily is not None
        assert (interval.days_max, interval.daily.days_max) == (10, 14)
        assert "naloxone challenge" in interval.daily.confirm
        assert "No study and no guideline gives an interval" in interval.text
        assert "7 to 10" not in f"{interval.text} {interval.daily.text}"
    for told in (row("kratom"), row("tianeptine"), INTERVAL):
        assert "14" in told
        assert "naloxone challenge" in told
    assert "7 to 10" not in row("kratom") + row("tianeptine")


@pytest.mark.parametrize(
    ("name", "reports"), [("kratom", True), ("tianeptine", False), ("poppy", False), ("akuamma", False)]
)
def test_c10_only_kratom_rests_on_case_reports(name: str, *, reports: bool) -> None:
    interval = opioid(name).interval
    assert ("case report" in interval.basis) == reports
    assert ("kratom-cases" in interval.sources) == reports
    assert "our judgement" in interval.basis
    assert interval.daily is not None
    assert interval.daily.basis == interval.basis
    assert reports or re.search(r"[Nn]o report with naltrexone", opioid(name).note)


def test_c11_what_is_taken_for_opioid_constipation_is_a_clue_and_doubles_nothing_within_the_brain() -> None:
    named = opioid("pamora")
    assert named.interval.effect == "clue"
    assert CONTENT.finding_words["opioid-probable"].severity == "blocking"
    assert CONTENT.finding_words["opioid-possible"].severity == "warning"
    for told in (row("opioid-constipation"), line_with(COUNTS, "(opioid:pamora), naloxegol"), named.note):
        assert "within the brain they double nothing" in told
        assert "outside the brain" in told
        assert "which naltrexone blocks as well" in told
    for told in (row("opioid-constipation"), line_with(COUNTS, "(opioid:pamora), naloxegol")):
        assert "What their labels say of a second antagonist was not read here" in told
    duplicates = {o.id for o in OPIOIDS.by_id.values() if o.interval.effect == "duplicate"}
    assert duplicates == {"samidorphan", "nalmefene", "bupropion_naltrexone", "naltrexone_depot"}
    assert "naloxegol" not in row("opioid-antagonists").lower()
    for name in ("naloxone", "lofexidine"):
        assert opioid(name).interval.effect == "hint"
    assert "never withhold naloxone" in row("naloxone-lofexidine")
    assert "Alvimopan is a hospital medicine after bowel surgery" in named.note


def test_c12_long_acting_mixtures_are_told_as_such() -> None:
    brands = ("Codafen Continus", "Tuxarin ER", "Tuzistra XR", "Tussionex", "TussiCaps", "Xartemis XR")
    told = line_with(COUNTS, "Codafen Continus")
    for brand in brands:
        assert brand in told
        (bearer,) = (o for o in OPIOIDS.by_id.values() if brand in o.brands)
        assert (bearer.interval.code, bearer.interval.days_max) == ("ER", 14)
        assert bearer.duration.startswith("long")


@pytest.mark.parametrize(
    "told",
    [
        rule("LA").text,
        row("methadone-buprenorphine"),
        INTERVAL,
        CONTENT.finding_words["opioid-free-interval"].why,
    ],
    ids=["rule", "row", "article", "finding"],
)
def test_c13_two_weeks_are_a_warning_and_no_proof(told: str) -> None:
    assert "no proof that day 15 is clear" in told


def test_c13_fourteen_days_are_the_least_and_a_negative_challenge_is_no_proof() -> None:
    assert rule("LA").at_least
    assert "specialist" in rule("LA").confirm
    assert "A negative challenge does not exclude withdrawal." in rule("LA").confirm
    assert "our judgement" in rule("LA").basis
    assert "After methadone in high dose or for years" in INTERVAL
    assert "| Buprenorphine, methadone | at least 14 days;" in INTERVAL


def test_c13_a_return_after_a_pause_asks_for_the_least_too() -> None:
    assert "two weeks at the least after methadone or buprenorphine" in article("restarting")
    for path in SHIPPED.glob("topics/*/*.md"):
        assert "and up to two weeks after methadone" not in path.read_text("utf-8"), path.name


def test_c14_illicit_fentanyl_asks_for_a_test_that_finds_it() -> None:
    interval = rule("ILL")
    assert (interval.days_text, interval.days_min) == ("at least 14 days", 14)
    assert "finds fentanyl; ordinary opiate screens do not" in interval.confirm
    assert "professional knowledge" in interval.basis
    told = line_with(INTERVAL, "Traces can be found in urine")
    assert "professional knowledge" in told
    assert "ordinary opiate screens do not" in told
    assert "| at least 14 days, and a test that finds fentanyl |" in INTERVAL


def test_c15_no_label_is_given_days_that_nobody_read_in_it() -> None:
    assert rule("ER").basis == "our inference; the label gives no figure"
    for text in (rule("ER").text, opioid("samidorphan").note, row("opioid-antagonists"), INTERVAL, COUNTS):
        for sentence in re.split(r"(?<=[.;])\s", text):
            assert not (re.search("samidorphan|Lybalvi", sentence) and re.search(r"\bdays\b", sentence)), (
                sentence
            )


@pytest.mark.parametrize("told", [INTERVAL, row("opioids")], ids=["article", "row"])
def test_c17_one_milligram_has_done_it(told: str) -> None:
    (sentence,) = re.findall(r"[^.\n]*man of 66[^.\n]*\.", told)
    assert "1 mg" in told[max(0, told.index(sentence) - 60) : told.index(sentence) + len(sentence)]
    for word in ("deliri", "lactic acidosis"):
        assert word in sentence


def test_c17_it_is_told_where_doses_are_meant_to_go_with_opioids() -> None:
    told = line_with(article("ultra-low-dose"), "a man of 66")
    assert "One milligram brought severe withdrawal" in told
    assert "[@naumann-2023]" in told


def test_c17_the_cases_are_cited() -> None:
    assert "naumann-2023" in CONTENT.interactions["opioids"].sources
    assert "[@naumann-2023]" in line_with(INTERVAL, "A man of 66")
    assert "[@diverted-naltrexone-cjem]" in line_with(INTERVAL, "100 mg of methadone")


@pytest.mark.parametrize(
    ("words", "days", "sources"),
    [
        ("**After COVID:**", "15 days", {"nct05430152"}),
        ("**FINAL", "4 weeks", {"bruun-2024-final"}),
        ("**LIFT", "30 days", {"lift-nct06366724"}),
        (
            "**INNOVA",
            "3 months by the American register, 6 months by the European one",
            {"innova-registry", "innova-euct"},
        ),
        ("**Griffith", "no daily opioid for 3 months", {"actrn12624001162505"}),
        ("**Fibromyalgia, Australia:**", "below 60 mg of oral morphine equivalent", {"actrn12623000172606"}),
    ],
)
def test_t09_what_trials_asked_for(words: str, days: str, sources: set[str]) -> None:
    line = line_with(INTERVAL, words)
    assert days in line
    assert sources <= set(cited(parse_line(line.removeprefix("- "))))


def test_t09_a_secondary_page_is_named_as_one() -> None:
    assert "a secondary page" in line_with(INTERVAL, "**LIFT")


def test_t13_small_slips_are_put_right() -> None:
    assert opioid("hydromorphone_mr").atc == ("N02AA03",)
    assert opioid("samidorphan").receptor_action == "mu antagonist with partial kappa and delta agonism"
    assert opioid("samidorphan").duration == "half-life about 7 to 11 h"
    assert "Withdrawn in the UK and the EU in 2022 and 2023" in opioid("pholcodine").note
    assert opioid("dezocine").receptor_action == "partial mu agonist"


def test_t27_what_entries_rest_on_is_said_in_the_file_and_to_the_reader() -> None:
    head = (SHIPPED / "opioids.toml").read_text("utf-8").split("[interval", 1)[0]
    assert "professional knowledge" in head.split("about =")[0]
    for words in ("receptor action", "duration", "brand names", "professional knowledge"):
        assert words in OPIOIDS.about
    assert "professional knowledge" in OPIOIDS.about_basis


def test_what_is_our_own_says_so_and_cites_it() -> None:
    rules = [r for r in OPIOIDS.intervals.values() if "judgement" in r.basis or "inference" in r.basis]
    assert len(rules) >= 8
    for interval in (*rules, *(r.daily for r in rules if r.daily)):
        assert "judgement" in interval.sources, interval.code
    for interval in OPIOIDS.intervals.values():
        if set(interval.sources) == {"judgement"}:
            assert any(word in interval.basis for word in (*JUDGED, "pharmacology")), interval.code


def test_only_what_the_label_names_is_said_to_be_named() -> None:
    named = {o.id for o in OPIOIDS.by_id.values() if o.interval.basis.startswith("label, named")}
    assert {name.split("_")[0] for name in named} == {"tramadol", "methadone", "buprenorphine"}
