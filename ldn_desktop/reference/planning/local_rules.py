"""A clinic's own severities: read strictly, applied over the shipped ones, and never a blocking one lowered unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import tomli

from ldn_desktop.decoding.strict import FileError, Node, decimal
from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING, SEVERITIES, WARNING
from ldn_desktop.reference.words.finding_words import FindingWords
from ldn_desktop.reference.words.sentences import Sentences, declared
from ldn_desktop.reference.words.typefaces import JOINERS

FORMAT = "ldn-local-rules"
VERSION = 1
FILE_NAME = "local-rules.toml"
_LONGEST = 200
LOCAL_RULES = declared(
    "local_rules",
    {
        "": "in_force{clinic} weakened changed{changes} change{code severity shipped} unchanged unreadable{problem}"
        " remark{clinic severity reason}"
    },
)


class LocalRule(NamedTuple):
    """What a clinic decided about one code: its severity here, the shipped one, and why."""

    code: str
    severity: str
    shipped: str
    reason: str

    @property
    def changes(self) -> bool:
        """Tell whether the severity differs from the shipped one."""
        return self.severity != self.shipped

    @property
    def weakens(self) -> bool:
        """Tell whether a finding that blocks as shipped no longer does."""
        return self.shipped == BLOCKING and self.severity != BLOCKING


class LocalRules(NamedTuple):
    """The rules of one clinic, in the order of its file; none where it has no file.

    ``problem`` says in one sentence why a file could not be read; it has no rules then, so the shipped
    severities apply.
    """

    clinic: str = ""
    rules: tuple[LocalRule, ...] = ()
    problem: str = ""

    def severities(self, words: Mapping[str, FindingWords]) -> dict[str, str]:
        """Return the severity of each code: the clinic's where it has one, else the shipped one."""
        return {code: told.severity for code, told in words.items()} | {
            rule.code: rule.severity for rule in self.rules
        }

    @property
    def weakened(self) -> tuple[LocalRule, ...]:
        """The rules that let a finding pass which blocks as shipped."""
        return tuple(rule for rule in self.rules if rule.weakens)

    @property
    def printed(self) -> tuple[str, ...]:
        """What somebody wrote of it that papers show."""
        texts = (self.clinic, self.problem, *(rule.reason for rule in self.weakened))
        return tuple(text for text in texts if text)

    def notice(self, words: Sentences) -> str:
        """Return what screen, terminal and record say while there is a file; empty where there is none."""
        if self.problem:
            return words.say("unreadable", problem=self.problem)
        if not self.rules:
            return ""
        changed = [
            words.say("change", code=rule.code, severity=rule.severity, shipped=rule.shipped)
            for rule in self.rules
            if rule.changes
        ]
        listed = words.say("changed", changes="; ".join(changed)) if changed else words.say("unchanged")
        weakened = words.say("weakened") if self.weakened else ""
        told = (words.say("in_force", clinic=self.clinic), weakened, listed)
        return " ".join(part for part in told if part)

    def remark(self, code: str, words: Sentences) -> str:
        """Return what is added to the sentence of a weakened finding; empty for any other."""
        for rule in self.weakened:
            if rule.code == code:
                return words.say(
                    "remark", clinic=self.clinic, severity=rule.severity, reason=_ended(rule.reason)
                )
        return ""


def read_local_rules(data: bytes, words: Mapping[str, FindingWords]) -> LocalRules:
    """Return the rules in the bytes of a file; ``words`` are the shipped findings by code.

    Refused (``FileError``): no TOML, an unknown key, code or severity, a code twice, a rule without a reason,
    a finding that blocks lowered below a warning, and one that nothing may overrule lowered at all.
    """
    try:
        value: object = tomli.loads(data.decode("utf-8-sig"), parse_float=decimal)
    except (ValueError, RecursionError) as error:
        raise FileError("", f"is no TOML text in UTF-8 ({_first_line(error)}); correct it.") from None
    f = Node(value, "").fields(("format", "version", "clinic", "rule"))
    f["format"].choice(FORMAT)
    f["version"].whole(VERSION, VERSION)
    rules: dict[str, LocalRule] = {}
    for item in f["rule"].items("rule"):
        rule = _rule(item, words)
        if rule.code in rules:
            raise item.fail(f"{rule.code} stands there twice; remove one of the two.")
        rules[rule.code] = rule
    return LocalRules(_line(f["clinic"]), tuple(rules.values()))


def broken_rules(problem: str) -> LocalRules:
    """Return the rules of a file that could not be read: none, and the sentence that says why."""
    return LocalRules(problem=f"{FILE_NAME}: {problem}")


def _rule(node: Node, words: Mapping[str, FindingWords]) -> LocalRule:
    f = node.fields(("code", "severity", "reason"))
    code = f["code"].choice(*words)
    severity = f["severity"].choice(*SEVERITIES)
    shipped = words[code]
    if not codes.kind_of(code).overridable and severity != shipped.severity:
        raise f["severity"].fail(
            f"nothing may overrule {code}, so it stays {shipped.severity}; remove the rule."
        )
    if shipped.severity == BLOCKING and severity not in {BLOCKING, WARNING}:
        raise f["severity"].fail(
            f"{code} blocks as shipped; a local rule may make it a {WARNING}, nothing less."
        )
    return LocalRule(code, severity, shipped.severity, _line(f["reason"]))


def _line(node: Node) -> str:
    text = " ".join(node.filled().split())
    if len(text) > _LONGEST or not all(letter.isprintable() or letter in JOINERS for letter in text):
        raise node.fail(f"must be one line of at most {_LONGEST} letters; shorten it.")
    return text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
