"""The words of content: sentences of files in every language that papers come in, and who reviewed a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.parts import Parts, told_of
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.language import LANGUAGE, Habits, Language, read_habits
from ldn_desktop.reference.words.sentences import Declared, Sentences, read_sentences

if TYPE_CHECKING:
    from ldn_desktop.reference.words.review import Signature

_ENGLISH, _LANGUAGE = "en", "language"
MEDICINE_NAMES = "medicine_names"
"""The file of a language that names opioids; in English their own tables do."""


class WordFiles(Parts):
    """The folder ``words`` of a folder of content: a folder for each language, its files read once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._words: dict[str, Sentences] = {}
        self._reading_words = RLock()
        self._agreed: set[str] = set()
        self._languages: dict[str, Language] = {}

    @property
    def word_files(self) -> tuple[str, ...]:
        """The names of the files of sentences."""
        return tuple(sorted(path.stem for path in (self.folder / "words" / "en").glob("*.toml")))

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages that papers come in: what each calls itself, by its code; English first, the others by code."""
        folders = sorted(path.parent.name for path in (self.folder / "words").glob(f"*/{_LANGUAGE}.toml"))
        return {_ENGLISH: "English", **{code: self._language_file(code)[0].name for code in folders}}

    def has_words(self, file: str, language: str) -> bool:
        """Tell whether a language has a file of sentences, whole or not."""
        return (self.folder / f"words/{language}/{file}.toml").is_file()

    def words(self, file: str, language: str = _ENGLISH) -> Sentences:
        """Return the sentences of a file in a language, whatever it holds; each file is read once.

        Refused (``TranslationError``): a file that is not the whole translation of the English one as it stands.
        """
        from ldn_desktop.reference.words.translation import translated

        name = f"words/{language}/{file}.toml"
        with self._reading_words:
            if name not in self._words:
                with told_of(name):
                    if language == _ENGLISH:
                        self._words[name] = read_sentences(self.root(name))
                    elif file == _LANGUAGE:
                        rest = self._language_file(language)[1]
                        self._words[name] = translated(name, rest, ENGLISH.words, language)
                    else:
                        self._words[name] = translated(name, self.root(name), self.words(file), language)
            return self._words[name]

    def sentences(self, declared: Declared, language: str = _ENGLISH) -> Sentences:
        """Return the sentences of a file. Refused (``ContentError``): others than those declared, or with other fields.

        In another language, also one that it lacks (``TranslationError``).
        """
        found = self.words(declared.file, language)
        name = f"words/{language}/{declared.file}.toml"
        if name not in self._agreed:
            with told_of(name):
                declared.refuse(found)
            self._agreed.add(name)
        return found

    def language(self, code: str) -> Language:
        """Return a language by its code, with what its papers say of their translation.

        English stands in the program, any other in files, which are read once.
        """
        if code == _ENGLISH:
            return ENGLISH
        with self._reading_words:
            if code not in self._languages:
                self._languages[code] = self._read_language(code)
            return self._languages[code]

    def _read_language(self, code: str) -> Language:
        from ldn_desktop.reference.words.review import REVIEW

        words, habits = self.sentences(LANGUAGE, code), self._language_file(code)[0]
        spoken = Language(code, words, habits=habits, names=self.medicine_names(code))
        own, english = self.sentences(REVIEW, code), self.sentences(REVIEW)
        signed = self.signature(code)
        name, card = ("reviewed", "card_reviewed") if signed else ("unreviewed", "card")
        told = [
            (
                words_of.say(name, name=signed.name, day=day) if signed else words_of.say(name),
                words_of.say(card, name=signed.name, day=day) if signed else words_of.say(card),
            )
            for words_of, day in (
                (own, spoken.full_date(signed.day) if signed else ""),
                (english, ENGLISH.full_date(signed.day) if signed else ""),
            )
        ]
        beside = own.say("beside", language=habits.name)
        return spoken._replace(
            notice=(f"{beside} {told[0][0]} {own.say('decimals')}", told[1][0]),
            card_notice=f"{told[0][1]} {told[1][1]}",
        )

    @cached_property
    def english_beside(self) -> Language:
        """English as it stands beside another language, which its pages say."""
        from ldn_desktop.reference.words.review import REVIEW

        return ENGLISH._replace(notice=(self.sentences(REVIEW).say("beside", language=ENGLISH.habits.name),))

    def medicine_names(self, code: str) -> Mapping[str, str]:
        """Return the names of opioids and of medicines with them in a language, by their English ones."""
        from ldn_desktop.reference.words.translation import read_names

        name = f"words/{code}/{MEDICINE_NAMES}.toml"
        with told_of(name):
            return read_names(self.root(name))

    def signature(self, code: str) -> Signature | None:
        """Return who has reviewed a language; nothing where nobody has, or a sentence was changed since."""
        from ldn_desktop.reference.words.review import SIGNATURE, read_signature

        name = f"words/{code}/{SIGNATURE}"
        if not (self.folder / name).is_file():
            return None
        with told_of(name):
            signed = read_signature(self.root(name))
        return signed if signed.sentences == self.hash_of(code) else None

    def hash_of(self, code: str) -> str:
        """Return the hash of all that a language says, which a reviewer signs."""
        from ldn_desktop.reference.words.review import hash_of

        return hash_of({name: self.root(f"words/{code}/{name}") for name in self.files_of(code)})

    def files_of(self, code: str) -> tuple[str, ...]:
        """Return the names of the files of a language, but for the signature over them."""
        from ldn_desktop.reference.words.review import SIGNATURE

        files = (path.name for path in (self.folder / "words" / code).glob("*.toml"))
        return tuple(sorted(name for name in files if name != SIGNATURE))

    def _language_file(self, code: str) -> tuple[Habits, Node]:
        name = f"words/{code}/{_LANGUAGE}.toml"
        with told_of(name):
            return read_habits(self.root(name))
