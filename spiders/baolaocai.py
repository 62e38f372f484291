"""Báo Lào Cai: paper of the party committee of Lào Cai province (with the former Yên Bái since July 2025).

Source: https://baolaocai.vn. Listing: sections (`/kinh-te/`), RSS. Dates: `time` under the title; UTC+07:00.
History:
    2026-11-23  first version, layout "hemera"
Notes:
    Confirmed from public lists of 2025–2026: `-post<id>.html` (403219 in June 2025, 896415–908833 in 2026: the
    counter jumped when the papers merged), section addresses, photo host. /rss/home.rss is listed, not checked.
    Unknown: how sections page, layouts before 2022.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraPage

SITE = SiteSpec(
    id="baolaocai",
    name="Báo Lào Cai",
    home="https://baolaocai.vn",
    hosts=("baolaocai.vn", "www.baolaocai.vn"),
    photo_hosts=("cdn.baolaocai.vn",),
    article_url=r"-post(?P<id>\d{4,8})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}/?(?=$|[?#])",
    sources=(
        Rss("https://baolaocai.vn/rss/home.rss"),
        Listing("https://baolaocai.vn/"),
        Listing("https://baolaocai.vn/kinh-te/"),
    ),
    expect=Expect(per_day=(10, 200)),
)


class BaoLaoCaiPage(ArticlePage):
    layouts = (HemeraPage,)


class BaoLaoCaiSpider(SiteSpider):
    site = SITE
    page_class = BaoLaoCaiPage
