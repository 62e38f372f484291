"""Báo Thái Nguyên: paper of the party committee of Thái Nguyên (with the former Bắc Kạn since July 2025).

Source: https://baothainguyen.vn. Listing: front page and sections. Dates: `span.date_up`; UTC+07:00.
History:
    2019        layout "dataengine-news" (published selectors)
    2026-11-23  first version, layouts "dataengine-news", "dataengine"; other pages by the reader for any page
Notes:
    Confirmed from addresses of 2024–2026: `/<section>/<yyyymm>/<slug>-<7 hex digits>/`; photos under /file/…/<mmyyyy>/
    of the same host. Confirmed from published selectors of 2019: `Summary`, `news_detail`, `date_up`.
    Inferred: paging by `?paged=<n>`, as met at baodaklak.vn of the same family. Unknown: feeds, sitemap.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dataengine import DataengineListPage, DataenginePage

SITE = SiteSpec(
    id="baothainguyen",
    name="Báo Thái Nguyên",
    home="https://baothainguyen.vn",
    hosts=("baothainguyen.vn", "www.baothainguyen.vn", "baothainguyen.org.vn"),
    # The month stands in the address: /<section>/<yyyymm>/<slug>-<id>/.
    article_url=r"/(?:19|20)\d{4}/[^/?#]*-(?P<id>[0-9a-f]{7}|\d{5,9})/?(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,80}/?(?=$|\?paged=\d)",
    sources=(
        Listing("https://baothainguyen.vn/"),
        Listing("https://baothainguyen.vn/thoi-su-thai-nguyen/", next_page="{url}?paged={page}"),
    ),
    expect=Expect(per_day=(5, 200)),
)


class BaoThaiNguyenPage(ArticlePage):
    layouts = (DataengineListPage, DataenginePage, ArticlePage)


class BaoThaiNguyenSpider(SiteSpider):
    site = SITE
    page_class = BaoThaiNguyenPage
