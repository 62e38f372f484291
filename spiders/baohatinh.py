"""Báo Hà Tĩnh: paper of the party committee of Hà Tĩnh province.

Source: https://baohatinh.vn. Listing: front page, sections, RSS. Dates: `time` under the title; UTC+07:00.
History:
    2019        old layout: `.date_news span`, `.sapo_detail`, `#main-detail` (published selectors)
    2026-11-23  first version, layouts "hemera", "baohatinh-2019"
Notes:
    Confirmed from public lists: layout of 2025 (`article__title cms-title`), /rss/home.rss, photo host.
    Inferred: address form `-post<id>.html`, as on all sites of this system.
    Unknown: the form of addresses before that, how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraPage

SITE = SiteSpec(
    id="baohatinh",
    name="Báo Hà Tĩnh",
    home="https://baohatinh.vn",
    hosts=("baohatinh.vn", "www.baohatinh.vn"),
    photo_hosts=("cdn.baohatinh.vn",),
    article_url=r"-post(?P<id>\d{4,8})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}/?(?=$|[?#])",
    sources=(
        Rss("https://baohatinh.vn/rss/home.rss"),
        Listing("https://baohatinh.vn/"),
    ),
    expect=Expect(per_day=(10, 200)),
)


class BaoHaTinhOldPage(ArticlePage):
    """The layout of 2019."""

    layout = "baohatinh-2019"
    recognised_at = (".date_news", "#main-detail")
    title_at = ("h1.title_detail", "h1")
    kicker_at = (".kicker_detail",)
    lead_at = (".sapo_detail",)
    body_at = ("#main-detail",)
    caption_at = (".pBody.pCenter i",)
    byline_at = (".author_detail", ".pAuthor")
    section_at = (".breadcrumb a",)
    tags_at = (".tags_detail a",)
    date_at = (".date_news span", ".date_news")


class BaoHaTinhPage(ArticlePage):
    layouts = (HemeraPage, BaoHaTinhOldPage)


class BaoHaTinhSpider(SiteSpider):
    site = SITE
    page_class = BaoHaTinhPage
