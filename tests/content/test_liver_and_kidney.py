"""Severe liver disease stops, grades of cirrhosis are told apart, what trials left out is no threshold of harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.citations import marked_texts
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
SEVERE = "severe-liver-disease"
EUROPEAN = {"adepend-smpc", "mysimba-smpc"}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every sentence of the content that a person reads, with its file: articles line by line, and findings."""
    for marked in marked_texts(CONTENT):
        yield marked.file, marked.text
    for topic in CONTENT.topics.values():
        yield from ((topic.file, line) for line in topic.body.splitlines())
    for words in CONTENT.finding_words.values():
        yield "findings.toml", words.why
        yield from (("findings.toml", message) for message in words.messages.values())


def lines(topic: str) -> list[str]:
    return CONTENT.topics[topic].body.splitlines()


def told(topic: str, *words: str) -> str:
    """Return the one line of an article that holds all of these words."""
    (line,) = (line for line in lines(topic) if all(word in line for word in words))
    return line


def sources(line: str) -> set[str]:
    return set(re.findall(r"@([\w-]+)", line))


def test_one_question_asks_for_all_that_stops() -> None:
    text = CONTENT.screening.questions[SEVERE].text
    for asked in (
        "Acute hepatitis",
        "liver failure",
        "severe liver disease",
        "decompensated",
        "Child-Pugh C",
    ):
        assert asked in text
    assert "acute-hepatitis-or-liver-failure" not in CONTENT.screening.questions
    assert set(CONTENT.screening.questions[SEVERE].sources) >= EUROPEAN


def test_what_the_us_label_alone_forbids_is_not_said_of_every_label() -> None:
    for file, text in texts():
        assert not re.search(r"\b(every|all) labels?\b", text), (file, text)
    line = told("contraindications", "All five stand in the current US label")
    assert sources(line) == {"us-label", "eu-safety-2010", "mysimba-smpc"}
    listed = [line for line in lines("contraindications") if line.startswith("- ")][:5]
    assert all("us-label" in sources(line) for line in listed)
    european = [sources(line) - {"us-label"} for line in listed]
    assert european == [set(), {"eu-safety-2010"}, {"mysimba-smpc"}, {"eu-safety-2010"}, {"eu-safety-2010"}]


def test_a_yes_stops_and_says_whose_judgement_the_grades_are() -> None:
    words = CONTENT.finding_words[SEVERE]
    assert words.severity == "blocking"
    assert "do not start" in words.messages[""]
    assert "European texts forbid it in all three" in words.why
    assert re.search(
        r"or Child-Pugh C, and that B stops too unless a liver specialist agrees, is our judgement",
        words.why,
    )
    assert set(words.sources) >= EUROPEAN | {"us-label", "judgement"}


@pytest.mark.parametrize("topic", ["contraindications", "liver"])
def test_an_article_says_what_europe_forbids_and_what_is_our_judgement(topic: str) -> None:
    body = CONTENT.topics[topic].body
    assert sources(body) >= EUROPEAN | {"ch-pil-naltrexin"}
    grades = [line for line in lines(topic) if "Child-Pugh B" in line]
    assert grades
    for line in grades:
        assert "unless a liver specialist agrees" in line
        assert "our judgement" in line
        assert sources(line) == {"judgement"}


def test_what_the_planner_calls_severe_stands_with_the_interaction_and_the_warning() -> None:
    advice = CONTENT.interactions["liver-disease"].advice
    assert "decompensated or Child-Pugh C cirrhosis: stop" in advice
    assert "our judgement" in advice
    warning = CONTENT.finding_words["cirrhosis"]
    assert warning.severity == "warning"
    assert "or Child-Pugh C: do not start" in warning.messages[""]


def test_each_grade_of_cirrhosis_has_one_rule_wherever_it_is_told() -> None:
    """Many with Child-Pugh B are decompensated: B without its signs has a rule of its own, and A is not left out."""
    asked = CONTENT.screening.questions[SEVERE].text
    assert asked in CONTENT.finding_words[SEVERE].messages[""].replace("): do not start naltrexone.", ")?")
    assert "B unless a liver specialist agrees" in asked
    warning = CONTENT.finding_words["cirrhosis"]
    for told_at in (warning.messages[""], CONTENT.interactions["liver-disease"].advice):
        assert re.search(r"B without [^.:]*: stop unless a liver specialist agrees", told_at)
        assert re.search(r"Child-Pugh A: weigh carefully", told_at)
        assert "lowest start, liver tests" in told_at
    assert "our judgement" in warning.why
    for line, signs in (
        (told("liver", "Child-Pugh C:"), "ascites"),
        (told("liver", "Child-Pugh B"), "these"),
    ):
        assert signs in line
    assert "begin with the lowest dose, raise it slowly, and test the liver" in told("liver", "Child-Pugh A")
    for file, text in texts():
        if "Child-Pugh B" in text:
            assert re.search(r"Child-Pugh B without (?:these|ascites)", text), file


def test_severe_renal_failure_says_what_it_means_and_whose_judgement_that_is() -> None:
    meant = "eGFR below 30 mL/min"
    words = CONTENT.finding_words["severe-renal-failure"]
    for told_at in (CONTENT.screening.questions["severe-renal-failure"].text, words.messages[""], words.why):
        assert meant in told_at
    for told_at in (words.why, told("kidney", meant), CONTENT.interactions["kidney-failure"].advice):
        assert meant in told_at
        assert "dialysis" in told_at
        assert "our judgement" in told_at
    assert "judgement" in words.sources
    uk = told("kidney", "Adepend")
    assert "adepend-smpc" in sources(uk)
    for part in ("severe kidney disease", "special caution, close supervision", "lower dose"):
        assert part in uk
    for topic in CONTENT.topics.values():
        assert not re.search(r"\bRise slowly", topic.body), topic.id


def test_the_laxest_limit_of_a_trial_is_not_told_as_that_of_trials() -> None:
    for topic in ("liver", "monitoring"):
        body = CONTENT.topics[topic].body
        stricter = {"innova-registry", "crohn-child-registry", "nct01810185", "final-registry"}
        assert stricter <= sources(body)
        assert re.search(r"[Oo]ne alone draws the line", told(topic, "ALT or AST above 300"))
    assert "any abnormal" in told("monitoring", "ALT or AST above 300")
    for words in ("abnormal liver function", "abnormal liver tests", "abnormal liver enzymes"):
        assert words in CONTENT.topics["liver"].body


TIMES = re.compile(r"\b(?:5|10) times\b")


@pytest.mark.parametrize("name", ["compensated", "decompensated"])
def test_the_grades_of_cirrhosis_are_told_apart_wherever_exposure_is(name: str) -> None:
    told_of = [
        (file, text) for file, text in texts() if "cirrhosis" in text and re.search(r"\btimes\b", text)
    ]
    assert {"findings.toml", "interactions.toml"} <= {file for file, _ in told_of}
    for file, text in told_of:
        assert re.search(rf"\b{name}\b", text), file
    # One range for everybody was the mistake.
    assert not [text for _, text in texts() if re.search(r"5 to 10 times", text)]


def test_five_times_is_of_compensated_and_ten_of_decompensated_cirrhosis() -> None:
    for text in (
        CONTENT.finding_words["cirrhosis"].why,
        CONTENT.interactions["liver-disease"].effect,
        told("pharmacokinetics", "in compensated"),
    ):
        assert re.search(
            r"5 times[^.]*? in compensated (?:cirrhosis )?and 10 times in decompensated cirrhosis", text
        )
    assert sources(told("liver", "5 times as high")) == {"us-label"}


def test_the_measured_exposure_says_in_whom_and_that_the_metabolite_did_not_rise() -> None:
    line = told("liver", "1610")
    assert (
        "1610 (SD 629) ng/mL x 24 h in 6 people with decompensated cirrhosis and 200 (SD 97) in 7 controls"
        in line
    )
    assert "5 people with compensated cirrhosis lay between" in line
    assert "6-beta-naltrexol, 2467 against 2021, and the half-lives did not differ" in line
    assert sources(line) == {"bertolotti-1997"}
    elsewhere = [file for file, text in texts() if "1610" in text]
    assert elsewhere == ["topics/safety/liver.md"]


def test_what_4_5_mg_could_do_in_cirrhosis_is_told_as_our_inference() -> None:
    line = told("liver", "45 mg")
    assert "our inference" in line
    assert "the metabolite, which blocks too, does not rise" in line
    assert "judgement" in sources(line)


@pytest.mark.parametrize(
    ("topic", "words", "named"),
    [
        ("kidney", ("eGFR of 30 or less", "severe kidney failure", "kidney dysfunction"), 3),
        ("monitoring", ("ALT or AST above 300", "eGFR of 30 or less"), 5),
    ],
)
def test_limits_of_trials_are_told_as_limits_of_trials(
    topic: str, words: tuple[str, ...], named: int
) -> None:
    line = told(topic, *words)
    assert "not where harm begins" in line or "limits of trials, not of harm" in line
    assert "not where harm begins" in told("liver", "Trials draw lines")
    registries = {"actrn12624001162505", "nct05430152", "final-registry", "innova-registry"}
    registries |= {"crohn-child-registry", "nct01810185"}
    assert len(sources(line)) == named
    assert sources(line) <= registries


def test_figures_that_nobody_here_saw_are_not_told_of_a_trial() -> None:
    for topic in ("liver", "kidney", "monitoring"):
        for line in lines(topic):
            if "FINAL left out" in line:
                assert not re.search(r"\b59\b|twice|upper limit", line)
