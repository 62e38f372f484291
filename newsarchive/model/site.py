"""What is known of a site: facts only, no behaviour."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

PageKind = Literal["listing", "article", "photo", "feed", "sitemap"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists articles, newest first. `next_page` is a URL template with `{url}` and `{page}`
    (first following page = 2) where the site's paging is known; otherwise paging links are followed."""

    url: str
    next_page: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Rss:
    """An RSS or Atom feed."""

    url: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or sitemap index, plain or gzipped."""

    url: str


Source = Listing | Rss | Sitemap


@dataclass(frozen=True, kw_only=True, slots=True)
class Expect:
    """What a normal crawl of the site looks like; outside it a person is told."""

    per_day: tuple[int, int] | None = None
    """Articles a day, lowest and highest."""
    quiet: bool = False
    """Whether the site may publish nothing for days."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IdClock:
    """How the site's ids tell time.

    `unix_below`: ids under this are unix seconds (a witness). `anchors`: (counter id, day) pairs of known
    articles, ascending; ids between are interpolated and give bounds of ± `slack_days`, nothing more.
    """

    unix_below: int | None = None
    anchors: tuple[tuple[int, date], ...] = ()
    slack_days: int = 60

    def unix_day(self, source_id: str) -> date | None:
        """The day (Vietnam) that an old id states in unix seconds; None for counter ids and other text."""
        if not source_id.isascii() or not source_id.isdigit() or self.unix_below is None:
            return None
        seconds = int(source_id)
        if not 0 < seconds < self.unix_below:
            return None
        return (datetime(1970, 1, 1) + timedelta(seconds=seconds, hours=7)).date()

    def bounds(self, source_id: str) -> tuple[date | None, date | None]:
        """(earliest, latest) day on which an article of this id can have been published; None = not known.

        Counter ids are interpolated between the anchors around them, and followed on at the nearest pair's pace
        outside of them, then widened by `slack_days` to both sides.
        """
        day = self.unix_day(source_id)
        if day is not None:
            return day - timedelta(days=1), day + timedelta(days=self.slack_days)
        if not source_id.isascii() or not source_id.isdigit() or len(self.anchors) < 2:
            return None, None
        guess = self._interpolate(int(source_id))
        if guess is None:
            return None, None
        slack = timedelta(days=self.slack_days)
        return guess - slack, guess + slack

    def _interpolate(self, counter: int) -> date | None:
        pairs = self.anchors
        right = next((index for index, (known, _) in enumerate(pairs) if known >= counter), len(pairs) - 1)
        right = max(right, 1)
        (low, low_day), (high, high_day) = pairs[right - 1], pairs[right]
        days = (counter - low) / (high - low) * (high_day - low_day).days
        try:
            return low_day + timedelta(days=round(days))
        except OverflowError:
            return None


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteSpec:
    """Facts about one site. Patterns are regular expressions searched in the path (with query).

    Raises:
        ValueError: `article_url` lacks the group `id`, or `home` is no http(s) address.
    """

    id: str
    name: str
    home: str
    article_url: str
    """Pattern of an article's path; group `id` is the site's own id."""
    hosts: tuple[str, ...] = ()
    """All hosts that are this site, mirrors included; the host of `home` counts anyway."""
    photo_hosts: tuple[str, ...] = ()
    """Hosts that serve its photos."""
    listing_url: str | None = None
    """Pattern of listing paths worth following, for section discovery and paging."""
    sources: tuple[Source, ...] = ()
    began: date | None = None
    """No article is older."""
    id_clock: IdClock | None = None
    expect: Expect = field(default_factory=Expect)
    settings: tuple[tuple[str, str | int | float | bool], ...] = ()
    """Scrapy settings for this site alone, with the reason beside them in the site file."""

    def __post_init__(self) -> None:
        if "id" not in re.compile(self.article_url).groupindex:
            raise ValueError(f"{self.id}: article_url needs a group named 'id'")
        if urlsplit(self.home).scheme not in ("http", "https"):
            raise ValueError(f"{self.id}: home must be an http or https address")

    @property
    def all_hosts(self) -> frozenset[str]:
        """Hosts whose pages belong to the site, lower case, photo hosts not included."""
        return _all_hosts(self.home, self.hosts)

    def __hash__(self) -> int:
        """Of the id alone: specs are keys of caches, asked for with every address."""
        return hash(self.id)


@lru_cache(maxsize=1024)
def _all_hosts(home: str, hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset({urlsplit(home).netloc.lower(), *(host.lower() for host in hosts)})
