"""Tạp chí Xây dựng Đảng: review of the Central Organisation Commission.

Source: https://www.xaydungdang.org.vn; since 2025 also https://xaydungdang.tapchicongsan.org.vn. Listing: front page.
Dates: unknown where they are printed; UTC+07:00.
History:
    2026-11-23  first version, read without selectors
Notes:
    Confirmed from addresses: `/<cat>/<slug>-<id>` (11271 in 2018, 16364 in January 2022); on the new host
    `/<cat>/<slug>-<id>.html` (20306 in 2026). Photos under /Uploads/ of the same host.
    Inferred: that both hosts share one counter of ids.
    Unknown: mark-up of all times, feeds, sitemap, paging. No selector is known, so none is relied on.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec

SITE = SiteSpec(
    id="xaydungdang",
    name="Tạp chí Xây dựng Đảng",
    home="https://www.xaydungdang.org.vn",
    hosts=("www.xaydungdang.org.vn", "xaydungdang.org.vn", "xaydungdang.tapchicongsan.org.vn"),
    article_url=r"^/(?!videos?/)[^/?#]+/[^?#]*-(?P<id>\d{4,6})(?:\.html)?(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:\.html|/)?(?=$|[?#])",
    sources=(
        Listing("https://www.xaydungdang.org.vn/"),
        Listing("https://xaydungdang.tapchicongsan.org.vn/"),
    ),
    expect=Expect(per_day=(0, 40), quiet=True),
)


class XayDungDangSpider(SiteSpider):
    site = SITE
