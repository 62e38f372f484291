"""Spiders for tests of discovery: the replica's articles, found in other ways than by its listings."""

from dataclasses import replace

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Listing, Rss, Sitemap
from spiders.thanhuytphcm import SITE

HOME = SITE.home


class BySitemap(SiteSpider):
    site = replace(SITE, id="bysitemap", sources=(Sitemap(f"{HOME}/sitemap.xml"),), listing_url=None)


class ByFeed(SiteSpider):
    site = replace(SITE, id="byfeed", sources=(Rss(f"{HOME}/rss.xml"),), listing_url=None, id_clock=None)


class ByTemplate(SiteSpider):
    """Its pages go on for ever: the server shows the last one for every higher number."""

    site = replace(
        SITE,
        id="bytemplate",
        sources=(Listing(f"{HOME}/danh-sach", next_page="{url}?so={page}"),),
        listing_url=r"^/danh-sach",
    )


class WithClock(SiteSpider):
    """A paper whose pages show a date right under the title, in an element without a name."""

    site = replace(
        SITE, id="withclock", sources=(Listing(HOME),), listing_url=None, began=None, id_clock=None
    )
