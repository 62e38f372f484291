"""Hànộimới: organ of the party committee of Hanoi.

Source: https://hanoimoi.vn, since 2023. Listing: front page, sections, RSS. Dates: printed near the title, form and
place not known; UTC+07:00.
History:
    2023        new system under hanoimoi.vn
    2026-11-23  first version, read without selectors
Notes:
    Confirmed from addresses: `/<slug>-<id>.html` (634137 = 2023-07-04, 675040 = 2024-08-17), print pages
    `/print/<id>.html`, photo host with /<yyyy>/<mm>/<dd>/. From public lists: /rss/home.rss, /rss/xa-hoi,
    /rss/kinh-te, /rss/do-thi/giao-thong.
    The old host, hanoimoi.com.vn, is left out: its addresses are not known, and if its ids were another counter,
    articles of both would be taken for one. Its mark-up of 2019–2020 was `.period`, `.article`, `.summary`,
    `figcaption`.
    Unknown: mark-up since 2023, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec

SITE = SiteSpec(
    id="hanoimoi",
    name="Hànộimới",
    home="https://hanoimoi.vn",
    hosts=("hanoimoi.vn", "www.hanoimoi.vn"),
    photo_hosts=("hnm.1cdn.vn",),
    article_url=r"^/(?!print/)[^?#]*-(?P<id>\d{5,7})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(
        Rss("https://hanoimoi.vn/rss/home.rss"),
        Rss("https://hanoimoi.vn/rss/xa-hoi"),
        Rss("https://hanoimoi.vn/rss/kinh-te"),
        Listing("https://hanoimoi.vn/"),
    ),
    expect=Expect(per_day=(40, 400)),
)


class HaNoiMoiSpider(SiteSpider):
    site = SITE
