"""VOV: the Voice of Vietnam's online paper.

Source: https://vov.vn. Listing: front page, sections, RSS. Dates: bare text, "Thứ Năm, 08:46, 16/07/2026" (the time
stands between weekday and day); UTC+07:00.
History:
    2019        old layout "vov-2019" (published selectors of 2019–2020)
    2026-11-23  first version, layouts "vov", "vov-2019"
Notes:
    Confirmed from a saved page of 2026-07-16: `-post<id>.vov`, layout, photo host. By a public list checked on
    2026-07-17: /rss.xml.
    Inferred: the older form `-<id>.vov`.
    A web application firewall may answer 200 with a page that holds nothing but a frame: it is named a challenge.
    Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms import vov

SITE = SiteSpec(
    id="vov",
    name="VOV",
    home="https://vov.vn",
    hosts=("vov.vn", "www.vov.vn"),
    photo_hosts=("media.vov.vn",),
    article_url=r"-(?:post)?(?P<id>\d{5,8})\.vov(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(Rss("https://vov.vn/rss.xml"), Listing("https://vov.vn/")),
    expect=Expect(per_day=(60, 600)),
)


class VovPage(ArticlePage):
    layouts = (vov.VovPage, vov.VovOldPage)


class VovSpider(SiteSpider):
    site = SITE
    page_class = VovPage
