"""One saved page in, one article out: the four steps of extraction put together.

Pure: no network, no clock, no SQL. The Scrapy pipelines call the same steps one by one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsarchive.checks.article import check
from newsarchive.checks.media import refuse_other_media
from newsarchive.dates.masthead import is_clock
from newsarchive.dates.witnesses import date_article
from newsarchive.model.article import Article, DateClue, Sighting, Witness
from newsarchive.model.site import SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.reader import read_page
from newsarchive.sites import find_site, page_class_for, spider_for
from newsarchive.text.normalise import normalise


def extract(html: bytes, *, url: str, fetched_at: datetime, site: str | None = None) -> Article:
    """Read one saved page.

    Args:
        html: The page as received.
        url: Its own address; decides the site where `site` is not given.
        fetched_at: Aware moment of capture: no article is younger, and "3 giờ trước" is counted from it.
        site: Id of a known site. Unknown hosts get the reader for any party-news page.
    Raises:
        NotAnArticle: the page is something else (listing, login, "not found" text …).
        ConfigError: no site has the id `site`.
        TypeError, ValueError: `html` is no bytes, `url` no str, `fetched_at` no datetime or one without a zone.
    """
    for name, value, kind in (("html", html, bytes), ("url", url, str), ("fetched_at", fetched_at, datetime)):
        if not isinstance(value, kind):
            raise TypeError(f"`{name}` is {kind.__name__}, not {type(value).__name__}.")
    if fetched_at.tzinfo is None:
        raise ValueError("`fetched_at` has no zone: give an aware time, such as datetime.now(UTC).")
    if site is not None and not isinstance(site, str):
        raise TypeError(f"`site` is the id of a site (str) or None, not {type(site).__name__}.")
    spec = spider_for(site).site if site else find_site(url)
    snapshot = Snapshot(url=url, fetched_at=fetched_at, body=html)
    return extract_snapshot(snapshot, site=spec, page_class=page_class_for(spec))


def extract_snapshot(
    snapshot: Snapshot,
    *,
    site: SiteSpec | None,
    page_class: type[Any] | None,
    stated: Sequence[Witness | DateClue] = (),
    clocks: Collection[str] = (),
    source_id: str | None = None,
) -> Article:
    """The same for a snapshot whose site is known.

    Args:
        stated: What listings and feeds state of the article.
        clocks: Places that other pages or captures of the site showed to be clocks.
        source_id: Its id where the archive knows it already, whatever the page says of itself.
    Raises:
        NotAnArticle: as `extract`.
    """
    refuse_other_media(snapshot)
    draft = read_page(snapshot, page_class=page_class, site=site)
    if source_id is not None and site is not None:
        draft = replace(draft, source_id=source_id, site=site.id)
    draft = normalise(draft)
    article = date_article(draft, site=site, stated=stated, clocks=clocks)
    return with_checks(article, site)


def with_checks(article: Article, site: SiteSpec | None) -> Article:
    """The article with what the checks found added to its findings."""
    found = tuple(check(article, site_name=site.name if site else None))
    return replace(article, findings=(*article.findings, *found)) if found else article


def places_of_clocks(seen: Mapping[str, Sequence[Sighting]]) -> list[str]:
    """Which places of a site, of those watched, show the day of rendering and not of publication."""
    return [place for place, sightings in seen.items() if is_clock(sightings)]
