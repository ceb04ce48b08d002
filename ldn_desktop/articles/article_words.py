"""What is copied of an article: its answer in plain words, with the sources it rests on."""

from __future__ import annotations

from ldn_desktop import __version__
from ldn_desktop.articles.article import Article
from ldn_desktop.articles.source_words import reference
from ldn_desktop.reference.evidence.plain_words import in_words
from ldn_desktop.reference.topics.markup import Inline, cited
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.evidence_words import basis_words, graded


def copied(article: Article) -> str:
    """Return title, answer, grade, caution and the sources of these, as text to be pasted elsewhere."""
    runs: list[tuple[str, tuple[Inline, ...]]] = [("", article.lead)]
    caution = article.card.caution if article.card else article.caution
    if caution:
        runs.append(("Caution: ", caution))
    known = {source.id: source for source in article.sources}
    lines = [article.topic.title, ""]
    lines += [f"{mark}{in_words(run, known)}" for mark, run in runs]
    if article.card is not None:
        condition = article.card.condition
        lines.append(
            f"Evidence: {graded(condition)} {basis_words(article.card.basis, condition.judgement)}"
            f" Studied: {condition.studied_dose}."
        )
    used = dict.fromkeys(name for _, run in runs for name in cited(run))
    lines += ["", "Sources:"]
    lines += [f"- {reference(known[name])}" for name in used]
    lines += ["", f"LDN Desktop {__version__}, reviewed {full_date(article.topic.reviewed)}"]
    return "\n".join(lines) + "\n"
