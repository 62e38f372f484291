"""Báo Đắk Lắk: paper of the party committee of Đắk Lắk (with the former Phú Yên).

Source: https://baodaklak.vn. Listing: sections, following pages `?paged=<n>`. Dates: `.date`; UTC+07:00.
History:
    2019        layout "dataengine" (published selectors)
    2026-11-23  first version, layout "dataengine"; other pages by the reader for any page
Notes:
    Confirmed from addresses of 2022–2026: `/<section>/<yyyymm>/<slug>-<id>/` (2887253 in June 2026); from a public
    crawler: `/khoa-hoc-cong-nghe/?paged=2` to 167; photos under /file/ of the same host; captions in `td.image_desc`.
    Unknown: feeds, sitemap.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dataengine import DataenginePage

SITE = SiteSpec(
    id="baodaklak",
    name="Báo Đắk Lắk",
    home="https://baodaklak.vn",
    hosts=("baodaklak.vn", "www.baodaklak.vn"),
    # The month stands in the address: /<section>/<yyyymm>/<slug>-<id>/.
    article_url=r"/(?:19|20)\d{4}/[^/?#]*-(?P<id>[0-9a-f]{7}|\d{5,9})/?(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,80}/?(?=$|\?paged=\d)",
    sources=(
        Listing("https://baodaklak.vn/"),
        Listing("https://baodaklak.vn/tin-noi-bat/", next_page="{url}?paged={page}"),
        Listing("https://baodaklak.vn/khoa-hoc-cong-nghe/", next_page="{url}?paged={page}"),
    ),
    expect=Expect(per_day=(5, 200)),
)


class BaoDakLakPage(ArticlePage):
    layouts = (DataenginePage, ArticlePage)


class BaoDakLakSpider(SiteSpider):
    site = SITE
    page_class = BaoDakLakPage
