"""Báo Đồng Nai: paper of the party committee of Đồng Nai.

Source: https://baodongnai.com.vn. Listing: front page, sections, sitemaps. Dates: `.date`; UTC+07:00.
History:
    2026-11-23  first version, layouts "dataengine-news", "dataengine"; other pages by the reader for any page
Notes:
    Confirmed from addresses: `/<section>/<yyyymm>/<slug>-<id>/` (3154195 in January 2023), photos under
    /file/…/dataimages/<yyyymm>/ of the same host, captions in `td.desc`. From a public list:
    /sitemaps/index.lastest.xml (sic) and /sitemaps/index.cate.xml.
    Inferred: ids of seven hex digits for younger pages, as at baothainguyen.vn. Unknown: selectors of today, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Sitemap, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dataengine import DataengineListPage, DataenginePage

SITE = SiteSpec(
    id="baodongnai",
    name="Báo Đồng Nai",
    home="https://baodongnai.com.vn",
    hosts=("baodongnai.com.vn", "www.baodongnai.com.vn"),
    # The month stands in the address: /<section>/<yyyymm>/<slug>-<id>/.
    article_url=r"/(?:19|20)\d{4}/[^/?#]*-(?P<id>[0-9a-f]{7}|\d{5,9})/?(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,80}/?(?=$|\?paged=\d)",
    sources=(
        Sitemap("https://baodongnai.com.vn/sitemaps/index.lastest.xml"),
        Listing("https://baodongnai.com.vn/"),
    ),
    expect=Expect(per_day=(5, 200)),
)


class BaoDongNaiPage(ArticlePage):
    layouts = (DataengineListPage, DataenginePage, ArticlePage)


class BaoDongNaiSpider(SiteSpider):
    site = SITE
    page_class = BaoDongNaiPage
