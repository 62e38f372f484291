"""Báo Tin tức: daily of the Vietnam News Agency (TTXVN).

Source: https://baotintuc.vn. Listing: `/<section>-<n>ct0.htm`, RSS. Dates: "Thứ Năm, 16/07/2026 17:17" beside the
title; UTC+07:00.
History:
    2019        old layout "baotintuc-2019" (published selectors of 2019–2020)
    2026-11-23  first version, layouts "baotintuc", "baotintuc-2019"
Notes:
    Confirmed from a described page of July 2026: id = yyyyMMddHHmmssSSS (creation), body split in `#divfirst` and
    `#divend`, author and agency printed apart. From public lists: /tin-moi-nhat.rss, /the-gioi.rss; the section
    address; photo host. Video (`-v<id>.htm`) and print pages (`-n<id>.htm`) are not followed.
    Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.baotintuc import BaotintucOldPage, BaotintucPage

SITE = SiteSpec(
    id="baotintuc",
    name="Báo Tin tức (TTXVN)",
    home="https://baotintuc.vn",
    hosts=("baotintuc.vn", "www.baotintuc.vn"),
    photo_hosts=("cdnmedia.baotintuc.vn", "media.baotintuc.vn"),
    article_url=r"-(?P<id>\d{17})\.htm(?=$|[?#])",
    listing_url=r"-\d{1,4}ct0\.htm(?=$|[?#])",
    sources=(
        Rss("https://baotintuc.vn/tin-moi-nhat.rss"),
        Rss("https://baotintuc.vn/the-gioi.rss"),
        Listing("https://baotintuc.vn/the-gioi-130ct0.htm"),
    ),
    expect=Expect(per_day=(60, 500)),
)


class BaoTinTucPage(ArticlePage):
    layouts = (BaotintucPage, BaotintucOldPage)


class BaoTinTucSpider(SiteSpider):
    site = SITE
    page_class = BaoTinTucPage
