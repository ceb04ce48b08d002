"""Other medicines and what is known of each with naltrexone: names point to an interaction, opioids to their entry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.cited import by_id, texts
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.topics.markup import cited, parse_line

if TYPE_CHECKING:
    from ldn_desktop.decoding.strict import Node
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.medicines.interactions import Interaction
    from ldn_desktop.reference.opioids.table import Opioid


class Medicine(NamedTuple):
    """One medicine, or several that are told alike, as the table holds it.

    ``names`` are its generic names and brands, the first the one it goes by; ``also`` more of them, all professional
    knowledge. ``note`` is marked up and adds what is its own to the interaction. ``opioids`` are entries of the
    opioids with one rule; ``interaction`` is then that of the rule unless given. ``question`` of the
    safety check asks for it, where its interaction names none.
    """

    id: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    category: str
    atc: tuple[str, ...]
    interaction: str
    note: str
    opioids: tuple[str, ...]
    question: str = ""


class MedicineTable(NamedTuple):
    """The medicines by id, words that stand for several classes, and the interaction of each rule of the opioids."""

    by_id: Mapping[str, Medicine]
    class_words: Mapping[str, tuple[str, ...]]
    of_rules: Mapping[str, str]


class KnownMedicine(NamedTuple):
    """What is known of one medicine with naltrexone, plain text.

    ``question`` of the safety check asks for it, empty where none does. ``severity`` is one of ``interactions.MET``;
    ``sources`` is never empty, a judgement of ours is one and named so. ``opioids`` are its entries among the opioids,
    whose names it has too.
    """

    medicine: Medicine
    severity: str
    known: str
    sources: tuple[str, ...]
    basis: str
    interaction: str
    opioids: tuple[Opioid, ...]
    question: str = ""

    @property
    def id(self) -> str:
        """Its id."""
        return self.medicine.id

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.medicine.names[0]

    def generic(self, text: str) -> str:
        """Return the generic name that one of its names belongs to.

        The one before it in its list, for brands follow theirs.
        """
        for names in (self.medicine.names, self.medicine.also):
            generic = self.name
            for name in names:
                generic = name if name[:1].islower() else generic
                if name == text:
                    return generic
        return self.name

    @property
    def is_opioid(self) -> bool:
        """Tell whether it is taken as an opioid, so that it belongs among the opioids of the safety check."""
        return any(opioid.interval.effect in {"interval", "depot"} for opioid in self.opioids)


def read_medicines(root: Node, interactions: Mapping[str, Interaction]) -> MedicineTable:
    """Return the medicines. Refused: a repeated id, an unknown interaction, a class word without a class."""
    f = root.fields(("class_words", "opioid_interactions", "medicine"))
    medicines = by_id(f["medicine"].items("medicine"), partial(_medicine, interactions=interactions))
    classes = {medicine.category for medicine in medicines.values()}
    words = {
        word: tuple(item.choice(*classes) for item in node.items("class"))
        for word, node in f["class_words"].entries().items()
    }
    rules = f["opioid_interactions"].entries()
    of_rules = {code: node.choice(*interactions) for code, node in rules.items()}
    return MedicineTable(medicines, words, of_rules)


def _medicine(node: Node, interactions: Mapping[str, Interaction]) -> Medicine:
    f = node.fields(("id", "names", "class"), ("also", "atc", "interaction", "note", "opioids", "question"))
    if "interaction" not in f and "opioids" not in f:
        raise node.fail("points to no interaction; name one.")
    return Medicine(
        id=f["id"].filled(),
        names=tuple(item.filled() for item in f["names"].items("name")),
        also=texts(f["also"]) if "also" in f else (),
        category=f["class"].filled(),
        atc=texts(f["atc"]) if "atc" in f else (),
        interaction=f["interaction"].choice(*interactions) if "interaction" in f else "",
        note=f["note"].filled() if "note" in f else "",
        opioids=texts(f["opioids"]) if "opioids" in f else (),
        question=f["question"].filled() if "question" in f else "",
    )


def known_medicines(content: Content) -> dict[str, KnownMedicine]:
    """Return what is known of every medicine of the table, then of every opioid that none of them stands for, by id."""
    table, opioids = content.medicine_table, content.opioids.by_id
    listed = {name for medicine in table.by_id.values() for name in medicine.opioids}
    others = (_of_opioid(opioid) for opioid in opioids.values() if opioid.id not in listed)
    return {medicine.id: _known(medicine, content) for medicine in (*table.by_id.values(), *others)}


def _of_opioid(opioid: Opioid) -> Medicine:
    return Medicine(opioid.id, (opioid.name,), (), opioid.group, (), "", "", (opioid.id,))


def _known(medicine: Medicine, content: Content) -> KnownMedicine:
    opioids = tuple(content.opioids.by_id[name] for name in medicine.opioids)
    name = medicine.interaction or content.medicine_table.of_rules[opioids[0].interval.code]
    met = content.interactions[name]
    rules = dict.fromkeys(opioid.interval.text for opioid in opioids)
    told = (met.brief or met.effect, medicine.note, *(rules or (met.advice,)))
    sources, shown = list(met.sources), []
    for text in filter(None, told):
        sources += cited(parse_line(text))
        shown.append(line_in_words(text, content.sources))
    for opioid in opioids[:1]:
        sources += opioid.interval.sources
    return KnownMedicine(
        medicine=medicine,
        severity=met.severity,
        known=" ".join(shown),
        sources=tuple(dict.fromkeys(sources)),
        basis=met.basis,
        interaction=name,
        opioids=opioids,
        question=medicine.question or met.question,
    )
