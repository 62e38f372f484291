"""Huế ngày nay: paper of the party committee of Huế, earlier Báo Thừa Thiên Huế.

Source: https://huengaynay.vn, earlier https://baothuathienhue.vn. Listing: front page and sections. Dates: `.pubdate`;
UTC+07:00.
History:
    2019        baothuathienhue.vn: layout "content-fck" (published selectors)
    2026-11-23  first version, layout "content-fck"; other pages by the reader for any page
Notes:
    Confirmed from addresses: `/du-lich/<slug>-163431.html`; photo host with /data2/image/news/<yyyy>/<yyyymmdd>/.
    Confirmed from published selectors of 2019: `.pubdate`, `#newscontents`, lead `.fontd.fw600.justify`.
    Inferred: old addresses `-a<id>.html` of the same counter. E-magazines print no date.
    Unknown: today's mark-up, feeds, sitemap, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.local import FckPage

SITE = SiteSpec(
    id="huengaynay",
    name="Huế ngày nay",
    home="https://huengaynay.vn",
    hosts=("huengaynay.vn", "www.huengaynay.vn", "baothuathienhue.vn", "www.baothuathienhue.vn"),
    photo_hosts=("file.huengaynay.vn",),
    article_url=r"^/[^?#]*-(?:a)?(?P<id>\d{3,7})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(Listing("https://huengaynay.vn/"), Listing("https://huengaynay.vn/du-lich")),
    expect=Expect(per_day=(5, 150)),
)


class HueNgayNayPage(ArticlePage):
    layouts = (FckPage, ArticlePage)


class HueNgayNaySpider(SiteSpider):
    site = SITE
    page_class = HueNgayNayPage
