"""Tạp chí Cộng sản: theoretical and political review of the Central Committee.

Source: https://www.tapchicongsan.org.vn. Listing: eight sections under `/web/guest/`. Dates: `div.publishdate`,
"22:45, ngày 22-11-2020"; UTC+07:00.
History:
    2026-11-23  first version, layout "liferay-detail"
Notes:
    Confirmed from a public spider of 2020: section addresses, `div.publishdate`, `.sumary`, `.detailContent`,
    `.author`, `figure > figcaption`, the title as a linked h2, `a[aria-label=Next]`. From addresses: `/-/2018/<id>/…`
    in all years.
    Liferay lets paging parameters grow without end: addresses with a query are not followed as sections.
    Photos lie under /documents/ and /image/ of the same host.
    Unknown: today's layout; the specials (hssk.) run on another system and are left out.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.liferay import LiferayDetailPage

SITE = SiteSpec(
    id="tapchicongsan",
    name="Tạp chí Cộng sản",
    home="https://www.tapchicongsan.org.vn",
    hosts=("www.tapchicongsan.org.vn", "tapchicongsan.org.vn"),
    article_url=r"^/[^?#]*/-/2018/(?P<id>\d{3,8})(?:/|$)",
    listing_url=r"^/(?:vi_VN/)?web/guest/[^/?#]+/?$",
    sources=(
        Listing("https://www.tapchicongsan.org.vn/web/guest/chinh-tri-xay-dung-dang"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/kinh-te"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/van_hoa_xa_hoi"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/quoc-phong-an-ninh-oi-ngoai1"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/the-gioi-van-de-su-kien"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/thuc-tien-kinh-nghiem1"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/nghien-cu"),
        Listing("https://www.tapchicongsan.org.vn/web/guest/thong-tin-ly-luan"),
    ),
    expect=Expect(per_day=(0, 40), quiet=True),
)


class TapChiCongSanPage(ArticlePage):
    layouts = (LiferayDetailPage,)


class TapChiCongSanSpider(SiteSpider):
    site = SITE
    page_class = TapChiCongSanPage
