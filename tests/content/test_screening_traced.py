"""Every question of the safety check, with its severity, is that of a fact of the data or of the plan format."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.reference.content import Content
from tests.content.shipped import data
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
BLOCKING, WARNING, CAUTION = "blocking", "warning", "caution"
TRACED = {
    # question: severity, fact of the data, words of the fact
    "opioid-now": (BLOCKING, "ci_opioid_analgesics", "while opioid analgesics are being taken"),
    "opioid-dependence": (BLOCKING, "ci_dependence", "current opioid dependence"),
    "opioid-withdrawal": (BLOCKING, "ci_withdrawal", "acute opioid withdrawal"),
    "failed-opioid-test": (BLOCKING, "ci_challenge", "failed naloxone challenge or with a urine screen"),
    "naltrexone-allergy": (BLOCKING, "ci_hypersensitivity", "hypersensitivity to naltrexone or an excipient"),
    "severe-liver-disease": (BLOCKING, "ci_eu_severe_liver", "severe liver disease"),
    "severe-renal-failure": (BLOCKING, "ci_eu_renal_hepatic", "severe renal failure"),
    "cirrhosis": (WARNING, "soft_stops", "cirrhosis"),
    "pregnant": (WARNING, "soft_stops", "pregnancy"),
    "breastfeeding": (WARNING, "soft_stops", "breastfeeding"),
    "under-18": (WARNING, "soft_stops", "under 18"),
    "depression-or-suicidality": (WARNING, "soft_stops", "depression or suicidal ideas"),
    "surgery-planned": (WARNING, "soft_stops", "planned surgery"),
    "transplant": (WARNING, "soft_stops", "transplant"),
    "duplicate-naltrexone": (WARNING, "duplicate", "naltrexone"),
    "immunosuppressant": (CAUTION, "immunosuppressants", "immunosuppressants and biologics"),
    "thyroid-hormone": (CAUTION, "levothyroxine", "no change in use"),
    "sedatives": (CAUTION, "sedatives", "caution in the EU text"),
    "disulfiram": (CAUTION, "disulfiram", "both can harm the liver"),
    "thioridazine": (CAUTION, "thioridazine", "lethargy and somnolence"),
    "acamprosate": (CAUTION, "acamprosate", "raises its plasma level"),
}


def facts() -> dict[str, dict[str, Any]]:
    """Return every fact of the pharmacology by its id."""
    sections = (entries for entries in data("pharmacology.yaml").values() if isinstance(entries, list))
    return {entry["id"]: entry for entries in sections for entry in entries if "id" in entry}


def test_every_question_is_traced() -> None:
    assert list(CONTENT.screening.questions) == list(TRACED)


@pytest.mark.parametrize("question", TRACED)
def test_a_question_has_its_severity_and_its_fact(question: str) -> None:
    severity, name, words = TRACED[question]
    told = CONTENT.finding_words[question]
    assert told.severity == severity
    assert told.sources
    if question == "duplicate-naltrexone":
        # No fact of its own: the label's one dose a day, taken twice; the plan format asks for it.
        assert any("naltrexone" in product["names"] for product in _naltrexone_products())
        return
    fact = facts()[name]
    assert fact["status"] in {"verified", "our inference"}
    assert words.lower() in " ".join(str(fact["fact"]).lower().split())


def _naltrexone_products() -> list[dict[str, Any]]:
    duplicates = {rule.code for rule in CONTENT.opioids.intervals.values() if rule.effect == "duplicate"}
    return [
        {"id": opioid.id, "names": f"{opioid.id} {opioid.name}".lower()}
        for opioid in CONTENT.opioids.by_id.values()
        if opioid.interval.code in duplicates
    ]
