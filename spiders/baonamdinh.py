"""Báo Nam Định: paper of the party committee of Nam Định (part of Ninh Bình since July 2025).

Source: https://baonamdinh.vn, earlier https://baonamdinh.com.vn. Listing: `/channel/<n>/`. Dates: `.date span`;
UTC+07:00.
History:
    2019        layout "dataengine" (published selectors)
    2025-07     the province merged; whether the site goes on is unknown
    2026-11-23  first version, layout "dataengine"; other pages by the reader for any page
Notes:
    Confirmed from addresses: `/channel/5087/201112/<Slug>-2141513/` (2011), `/<section>/202402/<slug>-afb1164/` (2024);
    photos under /file/…/ of the same host; the lead is the first paragraph of `#content`.
    Inferred: `/channel/5084` as a listing. Unknown: paging, feeds, sitemap.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dataengine import DataenginePage

SITE = SiteSpec(
    id="baonamdinh",
    name="Báo Nam Định",
    home="https://baonamdinh.vn",
    hosts=("baonamdinh.vn", "www.baonamdinh.vn", "baonamdinh.com.vn", "www.baonamdinh.com.vn"),
    # The month stands in the address: /<section>/<yyyymm>/<slug>-<id>/.
    article_url=r"/(?:19|20)\d{4}/[^/?#]*-(?P<id>[0-9a-f]{7}|\d{5,9})/?(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,80}/?(?=$|\?paged=\d)",
    sources=(
        Listing("https://baonamdinh.vn/"),
        Listing("https://baonamdinh.vn/channel/5084/"),
    ),
    expect=Expect(per_day=(5, 200)),
)


class BaoNamDinhPage(ArticlePage):
    layouts = (DataenginePage, ArticlePage)


class BaoNamDinhSpider(SiteSpider):
    site = SITE
    page_class = BaoNamDinhPage
