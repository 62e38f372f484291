"""Báo Bắc Ninh (baobacninhtv.vn): paper of the party committee of Bắc Ninh (with the former Bắc Giang).

Source: https://baobacninhtv.vn; the former baobacgiang.vn lives on under it. Listing: sections (`/phap-luat`,
`/bg/…` for the former Bắc Giang paper). Dates: "Thứ 3: 20:46 ngày 02/10/2018"; the header shows the day of rendering.
History:
    2019        baobacgiang.com.vn: layout "sharepoint" (published selectors)
    2025-07     the provinces and their papers merged
    2026-11-23  first version, layout "sharepoint"; newer pages by the reader for any page
Notes:
    Confirmed from addresses of 2018–2026: `-postid<id>.bbg`, `/phap-luat`; photo host with /Medias/<yyyy>/<mm>/<dd>/.
    Confirmed: the form of the date and the render date in the header. Unknown: mark-up, feeds, paging, redirects.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.local import SharePointPage

SITE = SiteSpec(
    id="baobacninhtv",
    name="Báo Bắc Ninh",
    home="https://baobacninhtv.vn",
    hosts=("baobacninhtv.vn", "www.baobacninhtv.vn", "baobacgiang.vn", "baobacgiang.com.vn"),
    photo_hosts=("img.baobacninhtv.vn",),
    article_url=r"-postid(?P<id>\d{3,8})\.bbg(?=$|[?#])",
    listing_url=r"^/(?:bg/)?[a-z-]{3,60}/?(?=$|[?#])",
    sources=(Listing("https://baobacninhtv.vn/"), Listing("https://baobacninhtv.vn/phap-luat")),
    expect=Expect(per_day=(5, 200)),
)


class BaoBacNinhTvPage(ArticlePage):
    layouts = (SharePointPage, ArticlePage)


class BaoBacNinhTvSpider(SiteSpider):
    site = SITE
    page_class = BaoBacNinhTvPage
