"""Quân đội nhân dân: organ of the Central Military Commission and the Ministry of Defence.

Source: https://www.qdnd.vn. Listing: sections, RSS. Dates: `.post-subinfo` or `.post-head`, "HH:MM dd/mm/yyyy" or
"HH:MM - dd/mm/yyyy"; UTC+07:00.
History:
    2026-11-23  first version, layout "qdnd"
Notes:
    Confirmed from published selectors (2019–2025): layout, address form `/<cat>/<sub>/<slug>-<id>`, captions in
    `tr.alt_imgEditor`, the residue "leftcenterrightdel" in bodies; photo host.
    Confirmed by a public note of 2026-07-17: /rss/cate/tin-tuc-moi-nhat.rss answers only with the session cookie that
    /rss sets (without it an endless redirect), so cookies are on for this site alone.
    The site is said to answer unknown user agents badly; ours stays honest, failures show in the run's report.
    Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms import qdnd

SITE = SiteSpec(
    id="qdnd",
    name="Quân đội nhân dân",
    home="https://www.qdnd.vn",
    hosts=("www.qdnd.vn", "qdnd.vn"),
    photo_hosts=("file3.qdnd.vn", "file.qdnd.vn"),
    article_url=r"^/[^?#]+/[^/?#]+-(?P<id>\d{5,8})(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(
        Rss("https://www.qdnd.vn/rss/cate/tin-tuc-moi-nhat.rss"),
        Listing("https://www.qdnd.vn/"),
        Listing("https://www.qdnd.vn/chinh-tri"),
    ),
    expect=Expect(per_day=(60, 600)),
    # Without the cookie of the first answer the feed redirects to itself for ever.
    settings=(("COOKIES_ENABLED", True),),
)


class QdndPage(ArticlePage):
    layouts = (qdnd.QdndPage,)


class QdndSpider(SiteSpider):
    site = SITE
    page_class = QdndPage
