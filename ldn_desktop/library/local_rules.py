"""Loads the file of a clinic's own severities, if there is one. What is wrong with it is said, never passed over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ldn_desktop.library.files import StoreError, read_limited
from ldn_desktop.reference.finding_words import FindingWords
from ldn_desktop.reference.local_rules import LocalRules, broken_rules, read_local_rules
from ldn_desktop.reference.strict import FileError


def load_local_rules(path: Path | None, words: Mapping[str, FindingWords]) -> LocalRules:
    """Return the rules in a file; none where there is no file. Never raises.

    A file that is there and cannot be read gives no rules and a ``problem``: the shipped severities apply.
    """
    # A link that leads nowhere is there, and meant something.
    if path is None or not os.path.lexists(path):
        return LocalRules()
    try:
        return read_local_rules(read_limited(path), words)
    except (StoreError, FileError) as error:
        return broken_rules(str(error))
