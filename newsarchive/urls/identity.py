"""Which page of which site an address is, whatever host or slug it was met under."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from newsarchive.model.site import PageKind, SiteSpec
from newsarchive.urls.canonical import canonical_path, canonical_url, netloc

_PHOTO_PATH = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What an address is. `kind` is None for pages of the site that are neither listing, article nor photo."""

    kind: PageKind | None
    source_id: str | None
    """Articles: the site's own id, its canonical path where it has none. Otherwise None."""
    url: str
    """Canonical address."""


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def is_on_site(url: str, site: SiteSpec) -> bool:
    """Whether the address lies on one of the site's page hosts."""
    return netloc(url) in site.all_hosts


def is_photo_host(url: str, site: SiteSpec) -> bool:
    """Whether the address lies on a host that serves the site's photos (its page hosts included)."""
    host = netloc(url)
    return host in site.photo_hosts or host in site.all_hosts


@lru_cache(maxsize=16_384)
def identify(url: str, site: SiteSpec | None) -> Identity:
    """Say what an address is for `site`; without a site every page is taken for an article.

    Raises:
        ValueError: the text is no absolute http(s) address.
    """
    url = canonical_url(url)
    if site is None:
        return Identity(kind="article", source_id=canonical_path(url), url=url)
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if parts.netloc in site.all_hosts:
        match = _pattern(site.article_url).search(target)
        if match:
            return Identity(kind="article", source_id=match["id"], url=url)
        if site.listing_url and _pattern(site.listing_url).search(target):
            return Identity(kind="listing", source_id=None, url=url)
    if is_photo_host(url, site) and _PHOTO_PATH.search(parts.path):
        return Identity(kind="photo", source_id=None, url=url)
    return Identity(kind=None, source_id=None, url=url)
