"""A source in words: as a citation, and what kind of source it is."""

from __future__ import annotations

from ldn_desktop.reference.evidence.sources import Source

KIND_WORDS = {
    "label": "Product label",
    "trial": "Trial",
    "record": "Record in a trial registry",
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
    """Write a source as a citation: author, year, title, journal, number; a title of our own in square brackets."""
    who = f"{source.author} ({source.year})" if source.author and source.year else source.author
    if not who and source.year:
        who = str(source.year)
    title = f"[{source.title}]" if source.title_is_ours else source.title
    parts = [who, title, source.journal, source.number]
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
    if source.copy_at:
        found.append((f"Copy read at {source.copy_at}", source.copy_at))
    return tuple(found)


def found_by(source: Source) -> str:
    """Say in a word or two how a source can be looked up; empty for the makers' judgement, which is none."""
    if source.not_checkable:
        return "cannot be checked"
    if source.doi or source.pmid:
        return "DOI or PubMed"
    if source.number:
        return "registry or licence number"
    if source.url:
        return "its own page"
    return "a copy" if source.copy_at else ""


def notes(source: Source) -> tuple[str, ...]:
    """Return what a reader must know of a source before trusting it, each as a sentence."""
    found = []
    if source.not_checkable:
        found.append(f"Cannot be checked: {source.not_checkable}.")
    if source.probable:
        found.append("Probably the document meant: what it says agrees.")
    if source.read:
        found.append(f"What was read: {source.read}.")
    if source.secondary:
        found.append("Secondary: what it tells was not seen at its origin.")
    if source.not_verified:
        found.append(f"Could not be made sure of: {', '.join(source.not_verified)}.")
    return tuple(found)


def reference(source: Source) -> str:
    """Write all that is known of a source in a line: citation, addresses, what a reader must know."""
    where = "; ".join(words for words, _ in addresses(source))
    return " ".join(part for part in (citation(source), f"{where}." if where else "", *notes(source)) if part)
