"""VietnamPlus: the online paper of the Vietnam News Agency (TTXVN).

Source: https://www.vietnamplus.vn. Listing: sections (`/thegioi.vnp`), RSS. Dates: `time[datetime]` under the title;
UTC+07:00.
History:
    2019        old layout "hemera-cms" (`details__…`, published selectors of 2019–2020)
    2026-11-23  first version, layouts "hemera", "hemera-cms"
Notes:
    Confirmed from described pages of July 2026: `-post<id>.vnp`, layout, the agency "(TTXVN/Vietnam+)" inside the body,
    video pages whose first paragraph repeats the lead. From public lists: /rss/home.rss, /thegioi.vnp, photo host.
    Inferred: the older form `/<slug>/<id>.vnp`; regions (`/region/<name>/<n>.vnp`) and tags are no articles.
    Editions in other languages (en., zh., fr., …) are left out.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraCmsPage, HemeraPage

SITE = SiteSpec(
    id="vietnamplus",
    name="VietnamPlus (TTXVN)",
    home="https://www.vietnamplus.vn",
    hosts=("www.vietnamplus.vn", "vietnamplus.vn"),
    photo_hosts=("cdnimg.vietnamplus.vn", "cdn.vietnamplus.vn", "mcdn.vietnamplus.vn"),
    article_url=r"(?:-post|^/(?!tag|region|topic)[^/?#]+/)(?P<id>\d{5,8})\.vnp(?=$|[?#])",
    listing_url=r"^/[a-z0-9/-]{3,60}\.vnp(?=$|[?#])",
    sources=(
        Rss("https://www.vietnamplus.vn/rss/home.rss"),
        Listing("https://www.vietnamplus.vn/"),
        Listing("https://www.vietnamplus.vn/thegioi.vnp"),
    ),
    expect=Expect(per_day=(60, 600)),
)


class VietnamPlusPage(ArticlePage):
    layouts = (HemeraPage, HemeraCmsPage)


class VietnamPlusSpider(SiteSpider):
    site = SITE
    page_class = VietnamPlusPage
