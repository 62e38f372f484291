"""Báo Quân khu 2: paper of Military Region 2.

Source: https://baoquankhu2.com.vn (WordPress). Listing: front page, `/category/`, feed. Dates: "Ngày đăng: 05/07/2025"
under the title, day only; the masthead shows the moment of rendering on a 12-hour clock; UTC+07:00.
History:
    2026-11-23  first version, layouts "wordpress-army", "wordpress"
Notes:
    Confirmed from a saved page of 2026-08-18: host, address form (slug alone, no number), layout, photo host.
    Inferred: /feed/ and `/category/<name>/page/2/`, which every WordPress has unless turned off.
    Slugs are taken for articles from four words on, since pages and articles share one form.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.wordpress import ArmyThemePage, WordPressPage

SITE = SiteSpec(
    id="baoquankhu2",
    name="Báo Quân khu 2",
    home="https://baoquankhu2.com.vn",
    hosts=("baoquankhu2.com.vn", "www.baoquankhu2.com.vn"),
    photo_hosts=("quankhu2.vn", "www.quankhu2.vn"),
    article_url=r"^/(?P<id>[a-z0-9%]+(?:-[a-z0-9%]+){3,})/?(?=$|[?#])",
    listing_url=r"^/(?:category|chuyen-muc)/[^?#]+",
    sources=(Rss("https://baoquankhu2.com.vn/feed/"), Listing("https://baoquankhu2.com.vn/")),
    expect=Expect(per_day=(1, 60), quiet=True),
)


class BaoQuanKhu2Page(ArticlePage):
    layouts = (ArmyThemePage, WordPressPage)


class BaoQuanKhu2Spider(SiteSpider):
    site = SITE
    page_class = BaoQuanKhu2Page
