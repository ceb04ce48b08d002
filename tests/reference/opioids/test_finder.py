"""Every opioid is found by each of its names, whatever company and spelling they come in."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.finder import OpioidFinder, OpioidMatch
from ldn_desktop.reference.opioids.table import Opioid
from tests.places import SHIPPED

OPIOIDS = tuple(Content(SHIPPED).opioids.by_id.values())
FINDER = OpioidFinder(OPIOIDS)


def ids(query: str) -> list[str]:
    return [match.opioid.id for match in FINDER.find(query)]


def first(query: str) -> OpioidMatch:
    return FINDER.find(query)[0]


def names(opioid: Opioid) -> list[str]:
    named = [opioid.name, opioid.id, *opioid.synonyms, *opioid.brands, *opioid.brands_professional]
    return [*named, *opioid.atc, *([opioid.rxcui] if opioid.rxcui else [])]


def bearers(name: str) -> set[str]:
    return {opioid.id for opioid in OPIOIDS if name.lower() in {known.lower() for known in names(opioid)}}


NAMED = [(opioid.id, name) for opioid in OPIOIDS for name in names(opioid)]


@pytest.mark.parametrize(("opioid", "name"), NAMED)
def test_every_opioid_is_found_by_each_of_its_names(opioid: str, name: str) -> None:
    same = bearers(name)
    assert opioid in same
    for query in (
        name,
        name.upper(),
        name.lower(),
        f"  {name}! ",
        name.replace("-", " "),
        name.replace("'", "’"),
        f"{name} 50 mg tablets",
        f"the patient takes {name} since last week",
    ):
        found = FINDER.find(query)
        # Those with just this name come first, all of them.
        assert {match.opioid.id for match in found[: len(same)]} == same, query
        assert all(match.is_sure for match in found[: len(same)])


def test_the_name_that_was_met_is_told_as_content_writes_it() -> None:
    assert first("ZOMORPH").matched == "Zomorph"
    assert first("zomorph").how == "UK brand"
    assert first("demerol").how == "US brand"
    assert first("n02ax02").matched == "N02AX02"
    assert first("7052").how == "RxNorm code"
    assert first("meperidine").how == "synonym"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tramadol 50 mg tablets", "tramadol"),
        ("Tramadol 50mg", "tramadol"),
        ("tramadol sr 100 mg", "tramadol_mr"),
        ("slow release morphine", "morphine_mr"),
        ("long-acting morphine", "morphine_mr"),
        ("morphine sulphate 10 mg/5 mL oral solution", "morphine"),
        ("MSContin", "morphine_mr"),
        ("ms-contin", "morphine_mr"),
        ("oxy norm", "oxycodone"),
        ("co codamol 30/500", "cocodamol"),
        ("cocodamol", "cocodamol"),
        ("paracetamol with codeine", "cocodamol"),
        ("Tylenol #3", "cocodamol"),
        ("acetaminophen and hydrocodone", "hydrocodone_paracetamol"),
        ("fentanyl patches", "fentanyl_patch"),
        ("BuTrans® patch", "buprenorphine_patch"),
        ("buprenorphine injection", "buprenorphine_inj"),
        ("he took some Zapain yesterday", "cocodamol"),
        ("methadone for pain", "methadone"),
        ("laam", "levacetylmethadol"),
        ("paregoric", "opium"),
        ("naloxegol", "pamora"),
        ("mitragynine", "kratom"),
        ("tramad", "tramadol"),
        ("Codéine", "codeine"),
        ("J. Collis Brownes", "kaolin_morphine"),
    ],
)
def test_case_marks_figures_and_company_do_not_matter(query: str, expected: str) -> None:
    assert ids(query)[0] == expected
    assert first(query).is_sure


@pytest.mark.parametrize(
    "plain",
    ["morphine", "oxycodone", "hydromorphone", "oxymorphone", "codeine", "hydrocodone", "dihydrocodeine"],
)
def test_the_plain_medicine_comes_before_its_forms_and_combinations(plain: str) -> None:
    found = ids(plain)
    assert found[0] == plain
    assert len(found) > 1


def test_a_brand_of_several_gives_all() -> None:
    assert ids("Temgesic")[:2] == ["buprenorphine_sl", "buprenorphine_inj"]


def test_the_beginning_of_a_code_gives_all_below_it() -> None:
    below = {opioid.id for opioid in OPIOIDS if any(code.startswith("N02AX") for code in opioid.atc)}
    assert len(below) >= 8
    assert set(ids("N02AX")) == set(ids("n02ax")) == below


def test_words_of_a_class_give_its_members() -> None:
    antitussives = {opioid.id for opioid in OPIOIDS if "antitussive" in opioid.group}
    assert antitussives <= set(ids("antitussive"))
    partial = {opioid.id for opioid in OPIOIDS if "partial mu agonist" in opioid.receptor_action}
    assert partial <= set(ids("partial mu agonist")[: len(partial) + 3])


def test_two_medicines_in_one_line_give_both() -> None:
    found = ids("tramadol and codeine")
    assert {"tramadol", "codeine"} <= set(found[:2])


MISSPELT = """
tramadoll tramadol | tramdol tramadol | trammadol tramadol | tramedol tramadol | tramacett tramadol_paracetamol
codiene codeine | codine codeine | coedine codeine | kodein codeine | cocodomol cocodamol | co-codamole cocodamol
cocodmol cocodamol | solpadine cocodamol | solpadol cocodamol | zapane cocodamol | morfine morphine
morphin morphine | morphene morphine | morfeen morphine | oramorf morphine | zomorf morphine_mr
oxycodon oxycodone | oxicodone oxycodone | oxycodne oxycodone | oxycontine oxycodone_mr | oxicontin oxycodone_mr
oxynorme oxycodone | percoset oxycodone_paracetamol | percocett oxycodone_paracetamol | targinac oxycodone_naloxone
vicodan hydrocodone_paracetamol | vicoden hydrocodone_paracetamol | hydrocodne hydrocodone | hidrocodone hydrocodone
hydromorfone hydromorphone | dilauded hydromorphone | fentynal fentanyl_patch | fentanil fentanyl_patch
durogesik fentanyl_patch | methodone methadone | methadon methadone | metadone methadone | fiseptone methadone
buprenorfine buprenorphine_sl | bupranorphine buprenorphine_sl | suboxin buprenorphine_naloxone
suboxon buprenorphine_naloxone | subutecs buprenorphine_sl | buetrans buprenorphine_patch
tapentadole tapentadol | tapentedol tapentadol | palexa tapentadol | nucenta tapentadol | pethadine pethidine
demoral pethidine | mepiridine pethidine | loperimide loperamide | immodium loperamide | kratum kratom
cratom kratom | dextromethorfan dextromethorphan | dextramethorphan dextromethorphan | dihydrocodiene dihydrocodeine
pentazosine pentazocine | nalbufine nalbuphine | difenoxylate diphenoxylate | tianeptin tianeptine
heroine diamorphine | diamorfine diamorphine | naloxon naloxone | oxymorfone oxymorphone | papaveratum papaveretum
"""
MISSPELLINGS = [entry.split() for line in MISSPELT.strip().splitlines() for entry in line.split("|")]


def test_there_are_enough_misspellings() -> None:
    assert len(MISSPELLINGS) >= 60


@pytest.mark.parametrize(("query", "expected"), MISSPELLINGS)
def test_a_misspelt_name_is_found(query: str, expected: str) -> None:
    # Words such as fentanyl stand for several forms: any of them may be first.
    assert expected in ids(query)[:3]
    assert expected in ids(f"{query} 20 mg tablets")[:3]


def test_a_misspelling_is_told_as_one() -> None:
    found = first("morfine")
    assert (found.how, found.matched) == ("similar", "similar to morphine")
    assert not found.is_sure


@pytest.mark.parametrize(
    "query", ["metformin", "xyzzy", "qqqq", "amoxicillin 500 mg", "50 mg", "ß", "12345678"]
)
def test_nothing_found_gives_the_nearest_names(query: str) -> None:
    found = FINDER.find(query)
    assert len(found) == 5
    assert len({match.opioid.id for match in found}) == 5
    assert all(match.how == "nearest" for match in found)
    assert found[0].matched.startswith("nothing found; the nearest name is ")


@pytest.mark.parametrize("query", ["", "   ", "!?", "—"])
def test_a_query_without_letters_names_nothing(query: str) -> None:
    assert FINDER.find(query) == ()


def test_an_opioid_is_found_once() -> None:
    for query in ("N02A", "mu agonist", "codeine paracetamol aspirin", "t", "morfine codiene"):
        found = ids(query)
        assert len(found) == len(set(found)), query


def test_a_very_long_query_is_answered() -> None:
    assert ids("morphine " * 5000)[0] == "morphine"
    assert FINDER.find("z" * 100_000)
