"""A clinic's own severities: what they change, what they may not, and that every mistake is named."""

from __future__ import annotations

import re

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.codes import kind_of
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.planning.local_rules import LOCAL_RULES, LocalRules, read_local_rules
from tests.places import SHIPPED

WORDS, SAID = Content(SHIPPED).finding_words, Content(SHIPPED).sentences(LOCAL_RULES)
HEAD = 'format = "ldn-local-rules"\nversion = 1\nclinic = "Riverside"\n'
AS_SHIPPED = {code: told.severity for code, told in WORDS.items()}


def rule(code: str, severity: str, reason: str = "agreed") -> str:
    return f'[[rule]]\ncode = "{code}"\nseverity = "{severity}"\nreason = "{reason}"\n'


def read(text: str) -> LocalRules:
    return read_local_rules(text.encode(), WORDS)


def test_no_rules_change_nothing_and_say_nothing() -> None:
    rules = LocalRules()
    assert rules.severities(WORDS) == AS_SHIPPED
    assert (rules.notice(SAID), rules.weakened, rules.remark("opioid-now", SAID)) == ("", (), "")


@pytest.mark.parametrize("code", [code for code, severity in AS_SHIPPED.items() if severity != "blocking"])
@pytest.mark.parametrize("severity", ["blocking", "warning", "caution", "info"])
def test_what_does_not_block_may_become_anything(code: str, severity: str) -> None:
    rules = read(HEAD + rule(code, severity))
    assert rules.severities(WORDS) == AS_SHIPPED | {code: severity}
    assert rules.weakened == ()
    assert rules.remark(code, SAID) == ""
    assert "are in force" in rules.notice(SAID)
    assert "only warns" not in rules.notice(SAID)


@pytest.mark.parametrize(
    "code",
    [code for code, told in WORDS.items() if told.severity == "blocking" and kind_of(code).overridable],
)
def test_what_blocks_may_become_a_warning_and_that_is_said(code: str) -> None:
    rules = read(HEAD + rule(code, "warning", "Shared care"))
    assert rules.severities(WORDS)[code] == "warning"
    assert [entry.code for entry in rules.weakened] == [code]
    assert "only warns here" in rules.notice(SAID)
    assert f"{code}: warning, not blocking" in rules.notice(SAID)
    assert (
        rules.remark(code, SAID)
        == "As shipped this blocks; local rules of Riverside make it a warning: Shared care."
    )
    for lower in ("caution", "info"):
        with pytest.raises(FileError, match="a local rule may make it a warning, nothing less"):
            read(HEAD + rule(code, lower))


def test_the_notice_names_what_differs_alone() -> None:
    both = read(HEAD + rule("quick-step", AS_SHIPPED["quick-step"]) + rule("steep-step", "warning"))
    assert (
        both.notice(SAID)
        == "Local rules of Riverside are in force. Changed: steep-step: warning, not caution."
    )
    same = read(HEAD + rule("quick-step", AS_SHIPPED["quick-step"]))
    assert same.notice(SAID) == "Local rules of Riverside are in force. They change nothing."


@pytest.mark.parametrize("severity", ["warning", "caution", "info"])
def test_what_nothing_may_overrule_stays(severity: str) -> None:
    with pytest.raises(FileError, match=r"^rule\[0\].severity: nothing may overrule not-measurable"):
        read(HEAD + rule("not-measurable", severity))
    assert read(HEAD + rule("not-measurable", "blocking")).weakened == ()


MISTAKES = (
    ("", "format: is missing; add it."),
    ("format = ", "The file is no TOML text in UTF-8 ("),
    (HEAD, "rule: is missing; add it."),
    (HEAD + "rule = []", "rule: is empty; give at least one rule."),
    (HEAD + 'rule = "x"', "rule: must be a list in square brackets, not text."),
    (HEAD + "rule = [1]", "rule[0]: must be an object in curly braces, not a number."),
    (
        HEAD.replace("ldn-local-rules", "ldn-plan") + rule("quick-step", "info"),
        "format: “ldn-plan” is not known; ",
    ),
    (
        HEAD.replace("= 1", "= 2") + rule("quick-step", "info"),
        "version: is 2; give a whole number from 1 to 1.",
    ),
    (HEAD.replace("= 1", "= 1.5") + rule("quick-step", "info"), "not the decimal number 1.5."),
    (HEAD.replace("Riverside", " ") + rule("quick-step", "info"), "clinic: is empty; type something."),
    (
        HEAD.replace("Riverside", "R" * 201) + rule("quick-step", "info"),
        "clinic: must be one line of at most 200",
    ),
    (
        HEAD.replace("Riverside", "a\\u202Eb") + rule("quick-step", "info"),
        "clinic: must be one line of at most 200",
    ),
    (HEAD + rule("quick-steps", "info"), "rule[0].code: “quick-steps” is not known; use one of "),
    (HEAD + rule("quick-step", "high"), "rule[0].severity: “high” is not known; use one of blocking, "),
    (HEAD + rule("quick-step", "Info"), "rule[0].severity: “Info” is not known; "),
    (HEAD + rule("quick-step", "info", ""), "rule[0].reason: is empty; type something."),
    (HEAD + '[[rule]]\ncode = "quick-step"\nseverity = "info"\n', "rule[0].reason: is missing; add it."),
    (
        HEAD + rule("quick-step", "info") + "limit = 3\n",
        "rule[0].limit: unknown key; remove it, or use one of ",
    ),
    (HEAD + "days = 3\n" + rule("quick-step", "info"), "days: unknown key; remove it, or use one of "),
    (HEAD + rule("quick-step", "info") * 2, "rule[1]: quick-step stands there twice; remove one of the two."),
    (
        HEAD + rule("quick-step", "info").replace('"info"', "3"),
        "rule[0].severity: must be text in quotation marks",
    ),
    (HEAD + rule("quick-step", "info") + 'clinic = "x"\nclinic = "y"', "The file is no TOML text in UTF-8 ("),
)


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_named_with_its_place(text: str, told: str) -> None:
    with pytest.raises(FileError) as caught:
        read(text)
    assert told in str(caught.value)
    assert re.fullmatch(r"[^\n]+\.", str(caught.value))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 50, b"[" * 100_000, b"a = " + b"[" * 50_000])
def test_no_bytes_bring_it_down(data: bytes) -> None:
    with pytest.raises(FileError, match="no TOML text"):
        read_local_rules(data, WORDS)


def test_a_mark_of_the_byte_order_is_no_mistake() -> None:
    assert read_local_rules(b"\xef\xbb\xbf" + (HEAD + rule("quick-step", "info")).encode(), WORDS).rules


def test_joiners_are_letters_of_a_clinic() -> None:
    assert (
        read(HEAD.replace("Riverside", "می\u200cخواهم") + rule("quick-step", "info")).clinic
        == "می\u200cخواهم"
    )
