"""A finder over the sample, made once."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.reference.search.finder import Finder
from ldn_desktop.reference.search.over import finder_over
from tests.reference.search.sample import sample_content


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> FullContent:
    return sample_content(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def finder(sample: FullContent) -> Finder:
    return finder_over(sample)
