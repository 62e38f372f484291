"""Thành ủy Thành phố Hồ Chí Minh: the party committee of Ho Chi Minh City.

Source: https://www.thanhuytphcm.vn, earlier https://www.hcmcpv.org.vn (the same articles under the same ids).
Listing: `/nhom-tin/<slug>-<id>`. Dates: none printed beside the article but the dateline ("Sáng 26/1, …"); the
masthead shows the day the page was rendered. UTC+07:00.
History:
    2026-11-23  first version
Notes:
    Confirmed from stored text and addresses of 2015–2026: the hosts, both kinds of address, the id as one counter
    over all hosts, photo addresses, the prefix "(Thanhuytphcm.vn) -", byline alone on the last line.
    Inferred: that a photo's day is the article's day, when the photo carries the article's slug.
    Unknown: mark-up, feeds, sitemap, how listings page. So no selector is relied on: the reader for any
    party-news page serves, and paging follows whatever "next page" link a listing shows.
"""

from datetime import date

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, IdClock, Listing, SiteSpec

SITE = SiteSpec(
    id="thanhuytphcm",
    name="Thành ủy Thành phố Hồ Chí Minh",
    home="https://www.thanhuytphcm.vn",
    hosts=(
        "www.thanhuytphcm.vn",
        "thanhuytphcm.vn",
        "www.hcmcpv.org.vn",
        "hcmcpv.org.vn",
        "stxdd.thanhuytphcm.vn",
    ),
    photo_hosts=("images.hcmcpv.org.vn", "images.thanhuytphcm.vn"),
    article_url=r"^/tin-tuc/(?P<slug>[^/?#]*)-(?P<id>\d{9,10})(?=$|[/?#])",
    listing_url=r"^/nhom-tin/[^/?#]*-\d{9,10}(?:$|[/?#])",
    sources=(Listing("https://www.thanhuytphcm.vn/"),),
    began=date(2007, 1, 1),
    # Ids below the counter's start are unix seconds; three articles whose slug stands in a dated photo address
    # fix the counter (2020-11-10, 2022-12-22, 2025-08-26). Between them it runs at about 40 a day.
    id_clock=IdClock(
        unix_below=1_491_800_000,
        anchors=(
            (1_491_819_100, date(2017, 4, 10)),
            (1_491_871_594, date(2020, 11, 10)),
            (1_491_902_914, date(2022, 12, 22)),
            (1_491_938_606, date(2025, 8, 26)),
        ),
        slack_days=60,
    ),
    expect=Expect(per_day=(1, 120)),
)


class ThanhUyTPHCMSpider(SiteSpider):
    site = SITE
