"""The sites that are installed, found through Scrapy's spider loader; nothing here names one."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from newsarchive.errors import ConfigError
from newsarchive.model.site import SiteSpec
from newsarchive.urls.canonical import is_web_url, netloc


@cache
def spiders() -> Mapping[str, type[Any]]:
    """Spider classes by site id, in alphabetical order. Classes without a `site` are left out."""
    from scrapy.spiderloader import SpiderLoader
    from scrapy.utils.project import get_project_settings

    settings = get_project_settings()
    if not settings.getlist("SPIDER_MODULES"):  # used as a library, outside of any Scrapy project
        settings.set("SPIDER_MODULES", ["spiders"])
    loader = SpiderLoader.from_settings(settings)
    found = {name: loader.load(name) for name in sorted(loader.list())}
    return {
        name: spider for name, spider in found.items() if isinstance(getattr(spider, "site", None), SiteSpec)
    }


def specs() -> dict[str, SiteSpec]:
    """All known sites by id."""
    return {name: spider.site for name, spider in spiders().items()}


def spider_for(site_id: str) -> type[Any]:
    """The spider of a site.

    Raises:
        ConfigError: no site has this id; the message names near ones.
    """
    try:
        return spiders()[site_id]
    except KeyError:
        raise ConfigError(_unknown(site_id), setting="site", value=site_id) from None


def page_class_for(site: SiteSpec | None) -> type[Any] | None:
    """The page class of a site, None for unknown sites (the generic reader serves)."""
    return (
        getattr(spiders()[site.id], "page_class", None) if site is not None and site.id in spiders() else None
    )


def find_site(url: str) -> SiteSpec | None:
    """The known site an address belongs to."""
    return _sites_by_host().get(netloc(url)) if is_web_url(url) else None


def find_photo_site(url: str) -> SiteSpec | None:
    """The known site whose photos come from the host of an address."""
    return _sites_by_photo_host().get(netloc(url)) if is_web_url(url) else None


@cache
def _sites_by_host() -> Mapping[str, SiteSpec]:
    """Sites by host; the first by id where two name the same one."""
    return {host: site for site in reversed(specs().values()) for host in site.all_hosts}


@cache
def _sites_by_photo_host() -> Mapping[str, SiteSpec]:
    return {host: site for site in reversed(specs().values()) for host in site.photo_hosts}


def _unknown(site_id: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(site_id, list(spiders()), n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else "`newsarchive sites` lists those it knows."
    return f"There is no site {site_id!r}; {hint}"
