"""A small content of its own: what ships of conditions, opioids and sources, with a few articles and tables."""

from __future__ import annotations

import shutil
from pathlib import Path

from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

SECTIONS = ("overview", "how-it-works", "conditions", "dosing", "safety", "interactions", "patients")
TOPICS = {
    "overview/what-ldn-is.md": (
        "What LDN is, and is not",
        "[LDN, low dose naltrexone]",
        "",
        """Low dose naltrexone is an unlicensed use [@us-label].

## On the label

The label knows 50 mg [@us-label].""",
    ),
    "how-it-works/microglia.md": (
        "Microglia and TLR4",
        "[glia, toll-like receptor 4]",
        "",
        "It may block a receptor of microglia [@judgement].\n\n## In the brain\n\n- Inflammation in the brain.",
    ),
    "conditions/fibromyalgia.md": (
        "Fibromyalgia",
        "[FM, FMS, fibro]",
        "fibromyalgia",
        "Intro.\n\n## Does it relieve pain?\n\nPain fell in one trial [@younger-2013].\n\n## Dose\n\nAt night.",
    ),
    "conditions/multiple-sclerosis.md": (
        "Multiple sclerosis",
        "[MS, RRMS]",
        "ms",
        "Spasticity changed little.",
    ),
    "conditions/crps.md": (
        "Complex regional pain syndrome",
        "[CRPS, RSD]",
        "crps",
        "Two people with dystonia.",
    ),
    "dosing/time-of-day.md": (
        "Time of day",
        "[bedtime, morning]",
        "",
        "Bedtime is custom [@judgement].\n\n## Move it to the morning\n\nVivid dreams are a reason.",
    ),
    "safety/pregnancy-and-breastfeeding.md": (
        "Pregnancy and breastfeeding",
        "[lactation, nursing]",
        "",
        "Little is known [@us-label].\n\n## Breastfeeding\n\nNaltrexone reaches milk; see [surgery](topic:surgery).",
    ),
    "safety/surgery.md": (
        "Surgery and emergencies",
        "[operation, anaesthesia]",
        "",
        "Stop before planned surgery [@judgement].\n\n| what | when |\n|:--|--:|\n| Opioids | before |",
    ),
    "safety/adverse-effects.md": (
        "Adverse effects",
        "[side effects]",
        "",
        "Sleep is what is named most often.",
    ),
    "interactions/opioid-free-interval.md": (
        "Opioid-free interval",
        "[washout]",
        "",
        "Without opioids before the first dose; tramadol is named [@us-label].\n\n## Withdrawal\n\nIt can be severe.",
    ),
}
TABLES = {
    "studies.toml": """
[[study]]
id = "younger-2013"
name = "Fibromyalgia crossover trial"
conditions = ["fibromyalgia"]
design = "randomised crossover"
details = "double-blind"
n = 31
dose = "4.5 mg"
weeks = "12"
result = "Pain fell more than on placebo."
finding = "benefit"
low_dose = true

[[study]]
id = "bruun-2024-final"
name = "FINAL trial"
conditions = ["fibromyalgia"]
design = "randomised parallel"
details = "double-blind"
result = "No difference in pain."
finding = "no benefit"
low_dose = true
""",
    "glossary.toml": """
[[term]]
id = "tlr4"
term = "TLR4"
meaning = "A receptor of innate immunity."
synonyms = ["toll-like receptor 4"]

[[term]]
id = "half-life"
term = "Half-life"
meaning = "The time in which half of a medicine leaves the blood."
""",
    "interactions.toml": """
[[interaction]]
id = "alcohol"
name = "Alcohol"
group = "substance"
severity = "caution"
effect = "No interaction is known."
advice = "No change of the dose."
basis = "inference"
synonyms = ["ethanol", "drinking"]
sources = ["judgement"]

[[interaction]]
id = "levothyroxine"
name = "Levothyroxine"
group = "medicine"
severity = "caution"
effect = "The need of thyroid hormone may change."
advice = "Measure it again."
basis = "case reports"
synonyms = ["thyroxine", "Synthroid"]
sources = ["judgement"]
""",
    "medicines.toml": """
[opioid_interactions]
SA = "alcohol"
SAN = "alcohol"
ER = "alcohol"
LA = "alcohol"
MIXANT = "alcohol"
ILL = "alcohol"
K = "alcohol"
DEPOT = "alcohol"
CLUE = "alcohol"
HINT = "alcohol"
GUT = "alcohol"
COPH = "alcohol"
WK = "alcohol"
NR = "alcohol"
DUP = "alcohol"
NO = "alcohol"

[class_words]

[[medicine]]
id = "aspirin"
names = ["aspirin", "Disprin"]
class = "NSAID"
interaction = "alcohol"
""",
    "adverse_effects.toml": """
[[effect]]
id = "vivid-dreams"
name = "Vivid dreams"
figures = "Named more often than on placebo [@judgement]."
advice = "Take it in the morning."
options = ["morning"]
sources = ["judgement"]
""",
    "search_words.toml": """
[[group]]
words = ["LDN", "low dose naltrexone", "low-dose naltrexone"]
topic = "what-ldn-is"

[[group]]
words = ["MS", "multiple sclerosis"]

[[group]]
words = ["breastfeeding", "lactation", "nursing"]
topic = "pregnancy-and-breastfeeding"

[[group]]
words = ["operation", "surgery", "anaesthetic"]

[class]
""",
}
FRONT = """---
title: {title}
summary: In one line [@us-label].
order: 10
synonyms: {synonyms}
{condition}reviewed: 2026-11-23
review_due: 2027-11-23
---
{body}
"""


def sample_content(folder: Path) -> Content:
    """Write the sample into a folder and return it."""
    for name in ("bibliography.json", "conditions.toml", "opioids.toml"):
        shutil.copy(SHIPPED / name, folder / name)
    topics = folder / "topics"
    topics.mkdir()
    lines = [
        f'[[section]]\nid = "{name}"\ntitle = "{name.replace("-", " ").capitalize()}"\n' for name in SECTIONS
    ]
    (topics / "sections.toml").write_text("\n".join(lines), encoding="utf-8")
    for name, (title, synonyms, condition, body) in TOPICS.items():
        path = topics / name
        path.parent.mkdir(exist_ok=True)
        told = f"condition: {condition}\n" if condition else ""
        text = FRONT.format(title=title, synonyms=synonyms, condition=told, body=body)
        path.write_text(text, encoding="utf-8")
    for name, table in TABLES.items():
        (folder / name).write_text(table, encoding="utf-8")
    return Content(folder)
