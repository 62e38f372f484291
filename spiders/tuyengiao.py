"""Tạp chí Tuyên giáo: review of the Central Propaganda Commission.

Source: https://www.tuyengiao.vn. Listing: seven sections, `?page=<n>`. Dates: unknown where they stand; UTC+07:00.
History:
    2026-11-23  first version, read without selectors
Notes:
    Confirmed from a public crawler of 2025: the seven section addresses and their paging (`?page=2`, to 50 and more).
    From addresses: `/<cat>/<slug>-<id>` (113371 in July 2018), photos under /Uploads/<yyyy>/<m>/<d>/ and on cdn.
    Unknown: mark-up, feeds, sitemap. No selector is known, so none is relied on.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec

SITE = SiteSpec(
    id="tuyengiao",
    name="Tạp chí Tuyên giáo",
    home="https://www.tuyengiao.vn",
    hosts=("www.tuyengiao.vn", "tuyengiao.vn"),
    photo_hosts=("cdn.tuyengiao.vn",),
    article_url=r"^/[^?#]*-(?P<id>\d{4,7})(?:\.html)?(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}/?(?=$|\?page=\d)",
    sources=(
        Listing("https://www.tuyengiao.vn/thoi-su-chinh-tri", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/bao-ve-nen-tang-tu-tuong-cua-dang", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/hoc-va-lam-theo-bac", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/nhip-cau-tuyen-giao", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/van-hoa-xa-hoi", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/khoa-giao", next_page="{url}?page={page}"),
        Listing("https://www.tuyengiao.vn/kinh-te", next_page="{url}?page={page}"),
    ),
    expect=Expect(per_day=(0, 60), quiet=True),
)


class TuyenGiaoSpider(SiteSpider):
    site = SITE
