"""Công an nhân dân: paper of the Ministry of Public Security, with its weeklies antg and cstc.

Source: https://cand.vn, until 2026 https://cand.com.vn. Listing: front page, sections, RSS. Dates: "HH:MM dd/mm/yyyy";
UTC+07:00.
History:
    2018        old layouts "cand-2018" and, in the weeklies, "cand-weekly" (public spiders of 2018–2020)
    2026-11-23  first version, layouts "cand", "cand-2018", "cand-weekly"
Notes:
    Confirmed from published selectors of 2018–2025 and from addresses (`-i<id>`, with or without a final slash). By a
    public list checked on 2026-07-17: the move to cand.vn and /rss/home.rss there. The weeklies page by
    `.paging li.next a`.
    Inferred: that ids stayed the same when the paper moved, and that daily and weeklies share one counter.
    Unknown: photo hosts, other selectors of the new layout.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms import cand

SITE = SiteSpec(
    id="cand",
    name="Công an nhân dân",
    home="https://cand.vn",
    hosts=(
        "cand.vn",
        "www.cand.vn",
        "cand.com.vn",
        "amp.cand.com.vn",
        "antg.cand.com.vn",
        "cstc.cand.com.vn",
    ),
    article_url=r"-i(?P<id>\d{4,8})/?(?=$|[?#])",
    listing_url=r"^/[a-zA-Z-]{3,60}/?(?=$|[?#])",
    sources=(
        Rss("https://cand.vn/rss/home.rss"),
        Listing("https://cand.vn/"),
        Listing("https://antg.cand.com.vn/"),
        Listing("https://cstc.cand.com.vn/"),
    ),
    expect=Expect(per_day=(40, 400)),
)


class CandPage(ArticlePage):
    layouts = (cand.CandPage, cand.CandOldPage, cand.CandWeeklyPage)


class CandSpider(SiteSpider):
    site = SITE
    page_class = CandPage
