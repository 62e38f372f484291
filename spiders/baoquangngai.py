"""Báo Quảng Ngãi: paper of the party committee of Quảng Ngãi (with the former Kon Tum).

Source: https://baoquangngai.vn. Listing: sections. Dates: `.date`; UTC+07:00.
History:
    2019        layout "dataengine" (published selectors)
    2026-11-23  first version, layout "dataengine"; other pages by the reader for any page
Notes:
    Confirmed from addresses of 2023: `/suc-khoe/202311/<slug>-e670e31/`, `/kinh-te/<sub>/202308/<slug>-3bc1af9/`;
    photos under /file/ and /dataimages/ of the same host and on image.baoquangngai.vn; captions in `td.image_desc`.
    Inferred: paging by `?paged=<n>`, as met at baodaklak.vn of the same family. Unknown: feeds, sitemap.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dataengine import DataenginePage

SITE = SiteSpec(
    id="baoquangngai",
    name="Báo Quảng Ngãi",
    home="https://baoquangngai.vn",
    hosts=("baoquangngai.vn", "www.baoquangngai.vn"),
    photo_hosts=("image.baoquangngai.vn",),
    # The month stands in the address: /<section>/<yyyymm>/<slug>-<id>/.
    article_url=r"/(?:19|20)\d{4}/[^/?#]*-(?P<id>[0-9a-f]{7}|\d{5,9})/?(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,80}/?(?=$|\?paged=\d)",
    sources=(
        Listing("https://baoquangngai.vn/"),
        Listing("https://baoquangngai.vn/kinh-te/", next_page="{url}?paged={page}"),
    ),
    expect=Expect(per_day=(5, 200)),
)


class BaoQuangNgaiPage(ArticlePage):
    layouts = (DataenginePage, ArticlePage)


class BaoQuangNgaiSpider(SiteSpider):
    site = SITE
    page_class = BaoQuangNgaiPage
