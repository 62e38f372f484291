"""The benchmark of a crawl names functions of ours; each has to be there."""

from importlib import import_module
from operator import attrgetter

import pytest

from bench.crawl_lines import PARTS


@pytest.mark.parametrize("place", dict.fromkeys(place for _, place in PARTS))
def test_a_measured_part_exists(place: str) -> None:
    module, _, path = place.partition(":")
    assert callable(attrgetter(path)(import_module(module)))
