"""A site that changes its looks but not its words: nothing that is compared for revisions may differ."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from newsarchive.extraction import extract
from newsarchive.sample.layouts import LAYOUTS
from newsarchive.sample.site import Site
from newsarchive.store.articles import COMPARED, compared_text

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def read(layout: str | None) -> dict[int, dict[str, str | None]]:
    """Every article of the sample as it reads in one layout; None: each in its own."""
    site = Site(clock=lambda: NOW)
    site.redress(layout)
    pages = (
        (each.id, each.url, site.respond("GET", urlsplit(each.url).path, {})) for each in site.standing()
    )
    return {number: compared_text(extract(page.body, url=url, fetched_at=NOW)) for number, url, page in pages}


@pytest.fixture(scope="module")
def as_they_are() -> dict[int, dict[str, str | None]]:
    return read(None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_new_dress_makes_no_revision(layout: str, as_they_are: dict[int, dict[str, str | None]]) -> None:
    dressed = read(layout)
    assert dressed.keys() == as_they_are.keys()
    differing = [
        (number, name, dressed[number][name], was[name])
        for number, was in as_they_are.items()
        for name in COMPARED
        if dressed[number][name] != was[name]
    ]
    assert differing == []
