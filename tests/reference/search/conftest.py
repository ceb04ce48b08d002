"""A finder over the sample, made once."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.finder import Finder, finder_over
from tests.reference.search.sample import sample_content


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return sample_content(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def finder(sample: Content) -> Finder:
    return finder_over(sample)
