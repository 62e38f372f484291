"""VnExpress: the most read online paper; no party paper, kept for comparison.

Source: https://vnexpress.net. Listing: sections (`/thoi-su`, following pages `-p2`), RSS. Dates: "Thứ tư, 22/10/2025,
19:25 (GMT+7)" above the title, the same in metas; UTC+07:00.
History:
    2026-11-23  first version, layout "vnexpress"
Notes:
    Confirmed from a saved page of 2025-10-22: `<slug>-<id>.html`, layout, photo hosts `*.vnecdn.net`; the meta
    `dateCreated` lies hours before publication. From public lists: /rss/tin-moi-nhat.rss, /rss/thoi-su.rss.
    Inferred: paging by `-p2` (public knowledge, not met in a saved page); the other photo hosts.
    Tags and related stories are loaded by script and are not in the page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms import vnexpress

SITE = SiteSpec(
    id="vnexpress",
    name="VnExpress",
    home="https://vnexpress.net",
    hosts=("vnexpress.net", "www.vnexpress.net"),
    photo_hosts=(
        "vcdn1-suckhoe.vnecdn.net",
        "i1-suckhoe.vnecdn.net",
        "i1-vnexpress.vnecdn.net",
        "vcdn1-vnexpress.vnecdn.net",
    ),
    article_url=r"^/[^/?#]*-(?P<id>\d{6,8})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,40}(?:/[a-z-]{3,40})?(?:-p\d{1,2})?(?=$|[?#])",
    sources=(
        Rss("https://vnexpress.net/rss/tin-moi-nhat.rss"),
        Rss("https://vnexpress.net/rss/thoi-su.rss"),
        Listing("https://vnexpress.net/thoi-su", next_page="{url}-p{page}"),
    ),
    expect=Expect(per_day=(100, 900)),
)


class VnExpressPage(ArticlePage):
    layouts = (vnexpress.VnExpressPage,)


class VnExpressSpider(SiteSpider):
    site = SITE
    page_class = VnExpressPage
