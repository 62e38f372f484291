"""Báo điện tử Chính phủ: the Government's online paper.

Source: https://baochinhphu.vn, earlier https://baodientu.chinhphu.vn. Listing: sections, RSS. Dates:
`[data-role=publishdate]`, "dd/mm/yyyy HH:MM"; before 2022 "HH:MM, dd/mm/yyyy"; UTC+07:00.
History:
    2022        moved to the VCCorp system; before it ".vgp" addresses, layout "chinhphu-vgp"
    2026-11-23  first version, layouts "vccorp", "chinhphu-vgp"
Notes:
    Confirmed from addresses: id = 102 + yyMMddHHmmss + 3 digits (…-102240809190307565.htm = 2024-08-09 19:03): the
    moment of creation. From public lists: /home.rss and /<section>.rss (checked in July 2026); photo host.
    Inferred: digits in ".vgp" addresses as ids. Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.vccorp import ChinhPhuOldPage, VCCorpPage

SITE = SiteSpec(
    id="baochinhphu",
    name="Báo điện tử Chính phủ",
    home="https://baochinhphu.vn",
    hosts=("baochinhphu.vn", "www.baochinhphu.vn", "baodientu.chinhphu.vn"),
    photo_hosts=("bcp.cdnchinhphu.vn",),
    article_url=r"[-/](?P<id>\d{18}(?=\.htm)|\d{4,8}(?=\.vgp))\.\w{3}(?=$|[?#])",
    listing_url=r"^/[a-z/-]{3,60}\.htm(?=$|[?#])",
    sources=(
        Rss("https://baochinhphu.vn/home.rss"),
        Rss("https://baochinhphu.vn/kinh-te.rss"),
        Listing("https://baochinhphu.vn/"),
    ),
    expect=Expect(per_day=(15, 200)),
)


class BaoChinhPhuPage(ArticlePage):
    layouts = (VCCorpPage, ChinhPhuOldPage)


class BaoChinhPhuSpider(SiteSpider):
    site = SITE
    page_class = BaoChinhPhuPage
