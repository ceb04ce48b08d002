"""Checks the translations: each file whole, each opioid named, each signature that of the sentences as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.words.bold import markdown
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.language import LANGUAGE, read_habits
from ldn_desktop.reference.words.review import REVIEW, SIGNATURE
from ldn_desktop.reference.words.sentences import Declared
from ldn_desktop.reference.words.translation import Pair, TranslationError, pairs_in, read_names
from ldn_desktop.reference.words.word_files import MEDICINE_NAMES

OF_EACH_LANGUAGE = (LANGUAGE.file, REVIEW.file, MEDICINE_NAMES)
"""The files that every language needs; of those of the papers it has what it translates."""


def check_translations(content: Content, papers: Sequence[Declared]) -> Iterator[str]:
    """Yield every problem of the languages that papers come in besides English, each as ``file: path: sentence``."""
    for folder in sorted((content.folder / "words").iterdir()):
        if folder.name != "en":
            yield from _language(content, folder.name, papers)


def opioid_names(content: Content) -> tuple[str, ...]:
    """Return every name that a paper may give to an opioid, or to a medicine with one."""
    names = dict.fromkeys(opioid.name for opioid in content.opioids.by_id.values())
    for known in content.medicines.values():
        met = (name for opioid in known.opioids for name in (opioid.name, *opioid.brands, *opioid.synonyms))
        names |= dict.fromkeys(
            map(known.generic, (*known.medicine.names, *known.medicine.also, *met)) if known.opioids else ()
        )
    return tuple(names)


def told_beside(content: Content, code: str) -> Iterator[str]:
    """Yield what a reviewer reads: every English sentence with its translation below it, then what to sign."""
    for file in content.files_of(code):
        yield f"## {file}"
        root = content.root(f"words/{code}/{file}")
        if file == f"{MEDICINE_NAMES}.toml":
            pairs = [Pair("", *pair) for pair in read_names(root).items()]
        else:
            pairs = list(pairs_in(root if file != f"{LANGUAGE.file}.toml" else read_habits(root)[1], code))
        for place, english, own in pairs:
            yield from (
                "",
                *([place] if place else []),
                f"  en: {markdown(english)}",
                f"  {code}: {markdown(own)}",
            )
        yield ""
    signed = content.signature(code)
    yield f"Reviewed by {signed.name} on {full_date(signed.day)}." if signed else "Not reviewed."
    yield f'To sign: words/{code}/{SIGNATURE} with name, date and sentences = "{content.hash_of(code)}"'


def _language(content: Content, code: str, papers: Sequence[Declared]) -> Iterator[str]:
    needed = [declared for declared in papers if content.has_words(declared.file, code)]
    for declared in (LANGUAGE, REVIEW, *(each for each in needed if each is not REVIEW)):
        try:
            content.sentences(declared, code)
        except TranslationError as error:
            yield from error.problems
        except ContentError as error:
            yield str(error)
    try:
        yield from _names(content, code)
        yield from _signature(content, code)
    except ContentError as error:
        yield str(error)


def _names(content: Content, code: str) -> Iterator[str]:
    file, known, told = (
        f"words/{code}/{MEDICINE_NAMES}.toml",
        opioid_names(content),
        content.medicine_names(code),
    )
    for name in known:
        if name not in told:
            yield f"{file}: {name}: is missing; translate it."
    for name in told:
        if name not in known:
            yield f"{file}: {name}: is the name of no opioid; remove it."


def _signature(content: Content, code: str) -> Iterator[str]:
    name = f"words/{code}/{SIGNATURE}"
    if (content.folder / name).is_file() and content.signature(code) is None:
        yield f"{name}: signs other sentences than those that stand there; have them reviewed again, or remove it."
