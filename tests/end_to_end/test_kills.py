"""SIGKILL at random moments and inside of the worst ones; the long form is bench/kills.py."""

from collections import Counter
from pathlib import Path

from bench.kills import IN_FLIGHT, MOMENTS, run
from newsarchive.sample.scale import ScaledShelf
from newsarchive.sample.site import Site

ARTICLES = 100


def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    site = Site(ScaledShelf(ARTICLES))
    trial, struck, problems = run(tmp_path, site, kills=2, seed=7, span=(0.05, 0.8))
    assert problems == []
    assert struck >= len(MOMENTS)
    asked = Counter(request.path for request in site.requests if request.path.startswith("/tin-tuc/"))
    assert sum(asked.values()) - len(asked) <= IN_FLIGHT * struck
    assert trial.again == Counter()
