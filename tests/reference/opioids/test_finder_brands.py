"""A brand leads to the rule of what it is.

Depots lead to a specialist, a brand of several to a choice, buprenorphine to all its forms.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.cli.run import run
from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineFinder
from ldn_desktop.reference.opioids.finder import OpioidFinder
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
OPIOIDS = CONTENT.opioids
FINDER = OpioidFinder(OPIOIDS.by_id.values())
SHARED = {"Temgesic": ("buprenorphine_sl", "buprenorphine_inj")}
"""Brands that name more than one medicine: a choice is offered, nothing is taken without it."""
DEPOTS = """
Buvidal | Buvidal Weekly 16 mg | Buvidal monthly | Sixmo | Sublocade | SUBLOCADE 300 mg | Brixadi | Probuphine
Subutex prolonged-release injection | Subutex prolonged release | buprenorphine depot | buprenorphine implant
buprenorphine monthly injection | buprenorphine long-acting injection | sublocad | brixady | probufine | buvidel
"""
ORAL_BUPRENORPHINE = ("Espranor", "Natzon", "Prefibin", "Subutex", "Temgesic", "Tephine", "Buprenaddict")
METHADONE = ("Physeptone", "Biodone Forte", "Biodone", "Metadol", "Metadol-D", "Methadose")
MODIFIED = {
    "Codafen Continus": "codeine_ibuprofen_mr",
    "Tuxarin ER": "codeine_cough_mr",
    "Tuzistra XR": "codeine_cough_mr",
    "Tussionex": "hydrocodone_cough_mr",
    "TussiCaps": "hydrocodone_cough_mr",
    "Xartemis XR": "oxycodone_paracetamol_mr",
}
OF_BUPRENORPHINE = {name for name, opioid in OPIOIDS.by_id.items() if "buprenorphine" in opioid.name}
MEDICINES = MedicineFinder(CONTENT.medicines.values(), CONTENT.medicine_table.class_words)
PLAIN = frozenset({"fentanyl"})
LONG = ("MR", "SR", "XR", "XL", "ER", "LP", "Continus", "PR")


def ids(query: str) -> list[str]:
    return [match.opioid.id for match in FINDER.find(query)]


def brands() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for opioid in OPIOIDS.by_id.values():
        for brand in sorted({brand.casefold() for brand in (*opioid.brands, *opioid.brands_professional)}):
            found[brand].append(opioid.id)
    return found


def test_a_brand_belongs_to_one_entry_but_for_those_that_are_listed() -> None:
    several = {brand: tuple(of) for brand, of in brands().items() if len(of) > 1}
    assert several == {brand.casefold(): of for brand, of in SHARED.items()}


@pytest.mark.parametrize("brand", brands())
def test_a_brand_is_found_first_and_sure(brand: str) -> None:
    found = FINDER.find(brand)
    named = brands()[brand]
    met = [match for match in found if match.is_sure and match.text.casefold() == brand]
    # A brand that is the substance's own name, such as Fentanyl, names its other forms as well.
    exact = [match.opioid.id for match in met if match.how != "part of the name"] or ids(brand)[:1]
    assert exact == named
    assert found[0].is_sure


@pytest.mark.parametrize("brand", SHARED)
def test_a_brand_of_several_is_offered_as_a_choice(brand: str) -> None:
    found = [match for match in FINDER.find(brand) if match.is_sure]
    assert tuple(match.opioid.id for match in found[:2]) == SHARED[brand]
    assert all(match.text == brand for match in found[:2])


@pytest.mark.parametrize(
    "name", [name.strip() for line in DEPOTS.strip().splitlines() for name in line.split("|")]
)
def test_every_depot_name_leads_to_the_depot_rule(name: str) -> None:
    opioid = FINDER.find(name)[0].opioid
    assert opioid.id == "buprenorphine_depot"
    assert (opioid.interval.code, opioid.interval.effect) == ("DEPOT", "depot")
    assert earliest_start(date(2020, 1, 1), OPIOIDS.rules()[opioid.id]) is None


def test_every_depot_brand_of_the_content_has_the_depot_rule() -> None:
    depot = OPIOIDS.by_id["buprenorphine_depot"]
    assert {"Buvidal", "Sixmo", "Sublocade", "Brixadi", "Probuphine"} <= set(depot.brands)
    for brand in (*depot.brands, *depot.brands_professional):
        assert ids(brand)[0] == depot.id
        assert brands()[brand.casefold()] == [depot.id]


@pytest.mark.parametrize("brand", ORAL_BUPRENORPHINE)
def test_brands_of_oral_buprenorphine_ask_for_two_weeks(brand: str) -> None:
    opioid = FINDER.find(brand)[0].opioid
    assert opioid.id == "buprenorphine_sl"
    assert (opioid.interval.code, opioid.interval.days_text) == ("LA", "at least 14 days")


@pytest.mark.parametrize("brand", METHADONE)
def test_brands_of_methadone_ask_for_two_weeks(brand: str) -> None:
    opioid = FINDER.find(brand)[0].opioid
    assert (opioid.id, opioid.interval.code) == ("methadone", "LA")


@pytest.mark.parametrize(("brand", "opioid"), MODIFIED.items())
def test_long_acting_mixtures_ask_for_the_longer_interval(brand: str, opioid: str) -> None:
    assert ids(brand)[0] == opioid
    assert OPIOIDS.rules()[opioid].longest_days == 14
    assert OPIOIDS.by_id[opioid].interval.code == "ER"


def test_no_brand_that_is_named_long_acting_has_the_short_interval() -> None:
    short = [
        (opioid.id, brand)
        for opioid in OPIOIDS.by_id.values()
        if opioid.interval.code in {"SA", "SAN"}
        for brand in (*opioid.brands, *opioid.brands_professional)
        if set(brand.split()) & set(LONG)
    ]
    assert short == []


@pytest.mark.parametrize("brand", ["Mysimba", "Contrave"])
def test_bupropion_with_naltrexone_is_naltrexone_twice(brand: str) -> None:
    opioid = FINDER.find(brand)[0].opioid
    assert (opioid.id, opioid.interval.effect) == ("bupropion_naltrexone", "duplicate")


@pytest.mark.parametrize(
    "query",
    ["buprenorphine", "Buprenorphine 8 mg", "buprenorfine", "buprenorphine hydrochloride tablets", "bupren"],
)
def test_a_search_for_buprenorphine_shows_all_its_forms(
    query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(ids(query)[: len(OF_BUPRENORPHINE)]) == OF_BUPRENORPHINE
    assert "buprenorphine_depot" in OF_BUPRENORPHINE
    assert run(["opioid", *query.split()], Path(SHIPPED).parent) == 0
    assert OPIOIDS.by_id["buprenorphine_depot"].name in capsys.readouterr().out
    run(["opioid", query, "--json"], Path(SHIPPED).parent)
    listed = json.loads(capsys.readouterr().out)["matches"]
    assert "buprenorphine_depot" in [match["id"] for match in listed]


@pytest.mark.parametrize("brand", brands())
def test_the_table_of_medicines_gives_a_brand_no_other_interval(brand: str) -> None:
    own = {OPIOIDS.by_id[name].interval.code for name in brands()[brand]}
    sure = [match.medicine for match in MEDICINES.read(brand).matches if not match.unsure]
    assert sure
    told = {opioid.interval.code for medicine in sure for opioid in medicine.opioids}
    # A brand that is the substance's own name stands for its forms too.
    assert told == own or (own < told and brand in PLAIN), [medicine.id for medicine in sure]


def test_the_table_of_medicines_shows_the_depot_for_buprenorphine() -> None:
    for text in ("buprenorphine", "Buprenorphine 8 mg", "buprenorfine"):
        assert "buprenorphine-depot" in [match.medicine.id for match in MEDICINES.read(text).matches]


@pytest.mark.parametrize(
    "query", ["buprenorphine sublingual", "buprenorphine sl", "buprenorphine tablets daily"]
)
def test_a_form_of_buprenorphine_still_shows_the_depot(query: str) -> None:
    assert "buprenorphine_depot" in ids(query)[:8]


@pytest.mark.parametrize(
    ("name", "opioid", "effect"),
    [
        ("naloxegol", "pamora", "clue"),
        ("Moventig", "pamora", "clue"),
        ("Movantik", "pamora", "clue"),
        ("methylnaltrexone", "pamora", "clue"),
        ("Relistor", "pamora", "clue"),
        ("naldemedine", "pamora", "clue"),
        ("Rizmoic", "pamora", "clue"),
        ("alvimopan", "pamora", "clue"),
        ("Entereg", "pamora", "clue"),
        ("Narcan", "naloxone", "hint"),
        ("Nyxoid", "naloxone", "hint"),
        ("lofexidine", "lofexidine", "hint"),
        ("Lucemyra", "lofexidine", "hint"),
    ],
)
def test_what_points_to_an_opioid_is_found_by_its_names(name: str, opioid: str, effect: str) -> None:
    found = FINDER.find(name)[0].opioid
    assert (found.id, found.interval.effect) == (opioid, effect)


@pytest.mark.parametrize(
    ("name", "opioid"),
    [
        *(("mitragynine", "kratom"), ("7-OH", "kratom"), ("Mitragyna", "kratom")),
        *(
            ("Stablon", "tianeptine"),
            ("Coaxil", "tianeptine"),
            ("ZaZa", "tianeptine"),
            ("Tianaa", "tianeptine"),
        ),
        *(("poppy seed tea", "poppy"), ("raw opium", "poppy"), ("akuamma", "akuamma"), ("laudanum", "opium")),
        *(
            ("co-phenotrope", "diphenoxylate"),
            ("Truberzi", "eluxadoline"),
            ("Norspan", "buprenorphine_patch"),
        ),
    ],
)
def test_the_other_names_of_the_medicines_table(name: str, opioid: str) -> None:
    assert ids(name)[0] == opioid
