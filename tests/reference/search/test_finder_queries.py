"""The first hit of queries as people type them, over the content that ships.

Words, brands, typos, what clinicians ask.
"""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entries import bare, entries_of
from ldn_desktop.reference.search.finder import Finder, finder_over
from ldn_desktop.reference.search.words import STOP_WORDS, words
from tests.places import SHIPPED

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


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every text that is searched, its blanks each one."""
    return [re.sub(r"[^\S\n]+", " ", entry.text) for entry in entries_of(Content(SHIPPED))]


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


PHRASINGS = {
    "alcohol": """
        alcohol; wine; beer; drinking; spirits; can I drink; can patients drink alcohol;
        is alcohol allowed with LDN; may patients have a glass of wine; alcohol and low dose naltrexone;
        does it react with alcohol; drinking beer on naltrexone; vodka; is it ok to have wine;
        how much can I drink; alcoholism""",
    "driving": """
        driving; drive; can I drive; can patients drive; is driving safe on LDN; car; machines;
        operating machinery; may I drive a car with naltrexone; fit to drive""",
    "time-to-effect": """
        how long until it works; when does it work; time to effect; how long does it take to work;
        onset of action; onset of effect; when will it work; how soon does LDN work; how long before it works;
        when to judge; how fast does it work; how long should patients wait for an effect; not working;
        how many weeks before I see benefit; when will I feel better; how long should I try it;
        when do effects start; response time; when should I stop if it doesn't work; how long till it works;
        how long until LDN works; time to response; how long before patients notice a difference; how soon;
        when is benefit expected; when should the effect be assessed; how many months""",
    "drug-tests": """
        drug test; drug tests; drug screen; urine test; urine screen; UDS; false positive;
        false positive urine screen; will naltrexone show up in a drug test;
        does LDN cause a positive drug test; workplace test; positive oxycodone test; noroxymorphone;
        toxicology screen""",
    "steroids": """
        steroids; steroid; corticosteroids; prednisolone; prednisone; dexamethasone; hydrocortisone;
        can LDN be taken with prednisolone; steroids with naltrexone; is it safe with steroids;
        methylprednisolone; fluticasone; steroid inhaler""",
    "antidepressants": """
        antidepressants; antidepressant; SSRI; SSRIs; SNRI; tricyclics;
        can patients take naltrexone with antidepressants?; can LDN be taken with SSRIs;
        LDN and antidepressants; serotonin syndrome; sertraline with LDN; is it safe with an antidepressant;
        can I take Prozac with LDN; Prozac; duloxetine; MAOI""",
    "gabapentinoids": """
        gabapentin; pregabalin; gabapentinoids; Lyrica; Neurontin; can LDN be taken with pregabalin;
        gabapentin and naltrexone; is gabapentin allowed; LDN with pregabalin""",
    "pain-relief": """
        paracetamol; acetaminophen; ibuprofen; NSAID; NSAIDs; anti-inflammatories; anti-inflammatory;
        naproxen; aspirin; Tylenol; can patients take ibuprofen with LDN; is paracetamol allowed;
        what can I take for pain; can I take paracetamol; what painkillers can I take; ibuprofin;
        acetominophen; can LDN be taken with Celebrex; Advil; can I take meloxicam""",
    "methotrexate-and-biologics": """
        methotrexate; biologics; adalimumab; infliximab; anti-TNF; Humira; immunosuppressants; azathioprine;
        can LDN be taken with methotrexate; naltrexone with biologics; is it safe with adalimumab;
        JAK inhibitor; DMARDs; TNF inhibitors; hydroxychloroquine and LDN; Stelara; can I take Plaquenil""",
    "vaccines": """
        vaccines; vaccine; flu vaccine; flu jab; flu shot; COVID vaccine; vaccination;
        can patients be vaccinated; are vaccines safe on LDN; shingles vaccine; immunisation; Shingrix""",
    "ketamine": """
        ketamine; esketamine; Spravato; ketamine infusion; can LDN be taken with ketamine;
        naltrexone and ketamine; does LDN block ketamine""",
    "naloxone": """
        naloxone; Narcan; naloxone kit; naloxone nasal spray; can naloxone be given with LDN;
        is naloxone safe on naltrexone; does naloxone work with LDN""",
    "food": """
        food; with food; can it be taken with food; meals; empty stomach; grapefruit; before or after eating;
        does food matter""",
    "stopping": """
        stopping; how to stop; can it be stopped suddenly; can patients stop at once; how do I stop LDN;
        should LDN be tapered; is it addictive; is naltrexone addictive; dependence""",
    "weight": "weight; weight loss; does LDN cause weight gain; appetite",
    "missed-doses": "missed dose; forgot a dose; what if a dose is missed; what if I miss a dose; took two doses",
    "beyond-use": "storage; how to store it; shelf life; keep in the fridge",
    "pregnancy": "pregnancy; pregnant; can pregnant women take LDN",
    "surgery": "surgery; operation; when to stop before surgery",
    "breastfeeding": "breastfeeding; lactation; can mothers breastfeed on LDN",
    "time-of-day": "when to take it; morning or evening; bedtime",
    "emergencies": """
        what if my patient needs morphine; what if a patient needs opioids; needs opioids; needs an opioid;
        needs opioids for pain; emergency pain relief; emergency analgesia;
        what if the patient needs fentanyl; requires morphine; needs strong painkillers;
        patient in severe pain; acute pain; emergency""",
    "vivid-dreams": "sleep; vivid dreams; nightmares; cannot sleep",
}


MEDICINES = """
    ibuprofen; naproxen; aspirin; Tylenol; paracetamol; acetaminophen; prednisolone; prednisone;
    dexamethasone; hydrocortisone; methylprednisolone; gabapentin; pregabalin; Lyrica; Neurontin;
    methotrexate; adalimumab; infliximab; Humira; azathioprine; ketamine; esketamine; Spravato; naloxone;
    Narcan; vaccines; vaccine; flu vaccine; COVID vaccine; shingles vaccine; alcohol; wine; beer; spirits;
    tricyclics; SSRI; SSRIs; SNRI; corticosteroids; biologics; anti-TNF; NSAID; NSAIDs;
    immunosuppressants; DMARDs; vodka; ibuprofin; acetominophen; Prozac; duloxetine; Advil; Stelara;
    fluticasone"""


def _split(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";")]


ASKED = [(query, topic) for topic, told in PHRASINGS.items() for query in _split(told)]


def test_enough_is_asked() -> None:
    assert len(ASKED) >= 120


@pytest.mark.parametrize(("query", "topic"), ASKED)
def test_the_answer_stands_first(shipped: Finder, query: str, topic: str) -> None:
    found = [f"{result.kind}:{result.id}" for result in shipped.search(query).results[:2]]
    # A name of a medicine may first give its own row in the table of medicines.
    places = (
        2
        if query in _split(MEDICINES) and found[0].startswith(("medicine:", "interaction:", "opioid:"))
        else 1
    )
    assert f"topic:{topic}" in found[:places]


@pytest.mark.parametrize("topic", PHRASINGS)
def test_what_is_shown_begins_at_a_sentence_or_says_that_it_does_not(
    shipped: Finder, texts: list[str], topic: str
) -> None:
    for query in _split(PHRASINGS[topic]):
        for result in shipped.search(query).results:
            if result.snippet.startswith("… "):
                continue
            piece = result.snippet.removesuffix(" …")
            # A line may go over its end into the next.
            begin = piece[:40]
            starts = [
                text[: text.index(begin)].rstrip(" ")
                for text in (text.replace("\n", " ") for text in texts)
                if begin in text
            ]
            lines = [line for text in texts for line in text.split("\n") if line.startswith(piece[:12])]
            small = piece[:1].islower()
            assert lines or any(not start or (start[-1] in ".?!" and not small) for start in starts), (
                query,
                result.snippet,
            )
