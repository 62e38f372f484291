"""Báo điện tử Đảng Cộng sản Việt Nam: the Party's online paper.

Source: https://dangcongsan.vn. Listing: front page and sections. Dates: `.post-subinfo`, "HH:MM dd/mm/yyyy",
"HH:MM - dd/mm/yyyy" and others; UTC+07:00.
History:
    2026-11-23  first version, layout "qdnd" (the two share their system)
Notes:
    Confirmed from published selectors of 2019–2020: layout; from addresses: `/<cat>/<slug>-<id>.html`, id 592693 =
    2021-10-01; photo host with /data/…/<yyyy>/<mm>/<dd>/.
    Unknown: feeds, sitemap, paging, today's layout (pages that show another one are read without selectors).
    cn.dangcongsan.vn and tulieuvankien.dangcongsan.vn are other collections and left out.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.qdnd import QdndPage

SITE = SiteSpec(
    id="dangcongsan",
    name="Báo điện tử Đảng Cộng sản Việt Nam",
    home="https://dangcongsan.vn",
    hosts=("dangcongsan.vn", "www.dangcongsan.vn"),
    photo_hosts=("file1.dangcongsan.vn", "file.dangcongsan.vn"),
    article_url=r"^/[^?#]*-(?P<id>\d{5,7})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:\.html|/)?(?=$|[?#])",
    sources=(Listing("https://dangcongsan.vn/"), Listing("https://dangcongsan.vn/thoi-su")),
    expect=Expect(per_day=(20, 300)),
)


class DangCongSanPage(ArticlePage):
    layouts = (QdndPage,)


class DangCongSanSpider(SiteSpider):
    site = SITE
    page_class = DangCongSanPage
