"""The first hit of queries as people type them, over the content that ships: words, brands, typos, questions."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import bare
from ldn_desktop.reference.search.finder import Finder, finder_over
from ldn_desktop.reference.search.words import STOP_WORDS, words
from tests.reference.search.sample import SHIPPED

WORDS = {
    "fibromyalgia": "condition:fibromyalgia",
    "chronic pain": "condition:chronic-pain",
    "multiple sclerosis": "condition:ms",
    "vivid dreams": "topic:vivid-dreams",
    "missed dose": "topic:missed-doses",
    "opioid free interval": "topic:opioid-free-interval",
    "beyond use date": "topic:beyond-use",
    "contraindications": "topic:contraindications",
    "side effects": "topic:adverse-effects",
    "ultra low dose": "topic:ultra-low-dose",
    "what counts as an opioid": "topic:what-counts-as-an-opioid",
    "immunosuppressants": "topic:methotrexate-and-biologics",
    "codeine": "opioid:codeine",
    "methadone": "opioid:methadone",
    "buprenorphine patch": "opioid:buprenorphine_patch",
    "psychosis": "interaction:psychosis",
    "glioblastoma": "condition:glioma-quality-of-life",
    "ACTRN12623000172606": "source:actrn12623000172606",
    "INNOVA": "study:rodriguez-freire-2026-innova",
    "Younger 2013": "study:younger-2013",
    "10.1002/art.37734": "source:younger-2013",
}
ABBREVIATIONS = {
    "LDN": "topic:what-ldn-is",
    "TLR4": "topic:microglia-and-tlr4",
    "OGF": "topic:opioid-growth-factor",
    "ULDN": "topic:ultra-low-dose",
    "MS": "condition:ms",
    "CFS": "condition:me-cfs",
    "ME/CFS": "condition:me-cfs",
    "RSD": "condition:crps",
    "CRPS": "condition:crps",
    "PTSD": "condition:ptsd",
    "FM": "condition:fibromyalgia",
    "RA": "condition:rheumatoid-arthritis",
    "UC": "condition:ulcerative-colitis",
    "LPP": "condition:lichen-planopilaris",
    "HIV": "condition:hiv",
    "AIDS": "condition:hiv",
    "B24": "condition:hiv",
    "G35": "condition:ms",
    "M79.7": "condition:fibromyalgia",
    "N02AX02": "opioid:tramadol",
}
BRANDS = {
    "Revia": "topic:what-ldn-is",
    "Ultram": "opioid:tramadol",
    "OxyContin": "opioid:oxycodone_mr",
    "Percocet": "opioid:oxycodone_paracetamol",
    "Vicodin": "opioid:hydrocodone_paracetamol",
    "Suboxone": "opioid:buprenorphine_naloxone",
    "Vivitrol": "opioid:naltrexone_depot",
    "Imodium": "opioid:loperamide",
    "Contrave": "opioid:bupropion_naltrexone",
    "antabuse": "medicine:disulfiram",
    "duloxetine": "medicine:duloxetine",
    "Cymbalta": "medicine:duloxetine",
    "Keppra": "medicine:levetiracetam",
}
MISSPELT = {
    "tramadl": "opioid:tramadol",
    "fibromialgia": "condition:fibromyalgia",
    "multiple sclrosis": "condition:ms",
    "chrons": "condition:crohns",
    "psorasis": "condition:psoriasis",
    "depresssion": "condition:depression",
    "autsim": "condition:autism",
    "oxycodne": "opioid:oxycodone",
    "methodone": "opioid:methadone",
}
QUESTIONS = {
    "can I take it while breastfeeding": "topic:breastfeeding",
    "is LDN safe in pregnancy?": "topic:pregnancy",
    "how long after tramadol": "opioid:tramadol",
    "should I take it in the morning or at night": "topic:time-of-day",
    "does it work for autism": "condition:autism",
    "what should I tell my patient": "topic:what-to-tell-patients",
    "how do I make a liquid": "topic:making-liquids",
    "how was the evidence graded": "topic:how-evidence-was-graded",
    "I forgot a dose": "topic:missed-doses",
    "can children take it": "topic:children",
    "what about surgery": "topic:surgery",
    "how fast can I increase the dose": "topic:titration",
    "how long until it works": "topic:time-to-effect",
    "how long does it take to work": "topic:time-to-effect",
    "drug test": "topic:drug-tests",
    "urine drug screen": "topic:drug-tests",
    "alcohol": "topic:alcohol",
    "prednisolone": "topic:steroids",
}
ASKING_FOR_STUDIES = {
    "trial",
    "trials",
    "study",
    "studies",
    "randomised",
    "guideline",
    "label",
    "paper",
    "source",
}
SHORT, MANY = 3, 200
QUERIES = {**WORDS, **ABBREVIATIONS, **BRANDS, **MISSPELT, **QUESTIONS}


@pytest.fixture(scope="module")
def shipped() -> Finder:
    return finder_over(Content(SHIPPED))


@pytest.mark.parametrize(("query", "first"), QUERIES.items(), ids=QUERIES)
def test_the_first_hit(shipped: Finder, query: str, first: str) -> None:
    result = shipped.search(query).results[0]
    assert f"{result.kind}:{result.id}" == first


def test_an_article_that_answers_stands_before_studies_that_mention_the_word(shipped: Finder) -> None:
    topics = Content(SHIPPED).topics
    holding: dict[str, set[str]] = {}
    for name, topic in topics.items():
        for word in words(f"{topic.title} {bare(topic.summary)}"):
            # A condition's article is a page of the condition.
            holding.setdefault(word, set()).add(topic.condition or name)
    asked = [word for word in holding if word.isalpha() and len(word) > SHORT and word not in STOP_WORDS]
    assert len(asked) > MANY
    for word in asked:
        found = shipped.search(f"{word} ", as_typed=True).results
        first = next((at for at, result in enumerate(found) if result.kind in {"study", "source"}), None)
        if first is None or word in ASKING_FOR_STUDIES:
            continue
        assert any(result.id in holding[word] for result in found[:first]), (word, found[first].title)


@pytest.mark.parametrize("query", MISSPELT)
def test_a_misspelling_is_told(shipped: Finder, query: str) -> None:
    assert shipped.search(query).corrected


@pytest.mark.parametrize("query", [*WORDS, *ABBREVIATIONS, *BRANDS])
def test_what_is_spelt_right_is_left_alone(shipped: Finder, query: str) -> None:
    assert not shipped.search(query).corrected
