"""A source in words: as a citation, and what kind of source it is."""

from __future__ import annotations

from ldn_desktop.reference.sources import Source

KIND_WORDS = {
    "label": "Product label",
    "trial": "Trial",
    "cohort": "Cohort or case series",
    "review": "Review or pooled analysis",
    "registry": "Registry",
    "laboratory": "Laboratory study (cells or animals)",
    "guide": "Guide",
    "practice": "Practice custom, not evidence",
    "leaflet": "Leaflet",
    "monograph": "Monograph",
    "standard": "Standard",
    "overview": "The overview",
    "judgement": "Judgement of the makers of this program",
}


def citation(source: Source) -> str:
    """Write a source as a citation: author, year, title, journal."""
    who = f"{source.author} ({source.year})" if source.author and source.year else source.author
    if not who and source.year:
        who = str(source.year)
    parts = [who, source.title, source.journal]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def addresses(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the addresses of a source as pairs of words and address."""
    found = []
    if source.doi:
        found.append((f"DOI {source.doi}", f"https://doi.org/{source.doi}"))
    if source.pmid:
        found.append((f"PubMed {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"))
    if source.url:
        found.append((source.url, source.url))
    return tuple(found)
