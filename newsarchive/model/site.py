"""What is known of a site: facts only, no behaviour."""

import re
from dataclasses import dataclass, field
from datetime import date
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
        return frozenset({urlsplit(self.home).netloc.lower(), *(host.lower() for host in self.hosts)})
