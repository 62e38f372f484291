"""Family A, ONECMS by Hemera (`mcms.one`): nhandan.vn, tienphong.vn, sggp.org.vn, vietnamplus.vn, baohatinh.vn, …

Seen: three saved pages of 2026 (`hemera`); published selectors of 2018–2020 for the older ones. Traps: lazy photos
behind a `data:` GIF; a caption beside two figures; related stories, adverts and the agency inside the body; the same
`time.time` on recommended stories; author in header and footer (one person).
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class HemeraPage(ArticlePage):
    """The layout of 2021 and later."""

    layout = "hemera"
    recognised_at = (
        "div.article__body.cms-body",
        "div.article__body.zce-content-body",
        ".article__title.cms-title",
    )
    title_at = ("h1.article__title", ".article__title.cms-title")
    kicker_at = (".article__header .article__sub-title", ".article__header .article__kicker")
    lead_at = (".article__sapo.cms-desc", ".article__sapo", ".article__summary.cms-desc")
    body_at = ("div.article__body.cms-body", "div.article__body")
    cover_at = ("figure.article__avatar", "div.article__avatar")
    byline_at = (
        ".article__meta .author .name",
        ".article__meta .author a",
        ".article__meta .author",
        ".article__author .name",
        ".article__author",
    )
    agency_at = (".article__source .source .name", ".article__source .name", ".article__source")
    section_at = (
        ".breadcrumb .main a",
        ".breadcrumb .main",
        ".breadcrumb a",
        "(substring-before(concat(//meta[@property='article:section']/@content, ','), ','))",
    )
    tags_at = (".article__tag a",)
    date_at = (
        ".article__meta time",
        ".main-col.article time.time",
        ".article__header time.time",
        ".article__meta",
    )
    clock_at = ("#today", "header .time")
    cut_at = (
        ".sda_middle",
        ".rennab",
        ".article-relate",
        ".article__relate",
        ".related-news",
        ".article__social",
        ".article__tag",
        ".article-footer",
        ".article__author",
        ".wrap-comment",
    )

    def byline(self) -> str | None:
        """The author; where only the agency is named, nobody signs."""
        if self.optional("byline", self.byline_at):
            return super().byline()
        if self.region is not None and (self.region.byline or self.agency()):
            return self.region.byline
        return super().byline()


class HemeraCmsPage(ArticlePage):
    """The layout before it, about 2014–2021: `cms-desc`, `cms-body` without the `article__` names."""

    layout = "hemera-cms"
    recognised_at = (
        ".summary.cms-desc",
        ".sapo.cms-desc",
        ".content.cms-body",
        ".details__summary.cms-desc",
        ".details__content",
    )
    title_at = ("h1.cms-title", "h1.title", "h1.details__headline", "h1")
    lead_at = (".details__summary.cms-desc", ".summary.cms-desc", ".sapo.cms-desc")
    body_at = ("div.content.cms-body", "div.details__content", ".cms-body")
    byline_at = (".details__author", ".meta .author", ".author")
    section_at = (".breadcrumb a", ".details__breadcrumb a")
    tags_at = (".details__tags a", ".article-tag a", ".tags a")
    date_at = (".meta-info time", ".details__meta time", ".meta time", "//time[following-sibling::meta]")
    caption_at = (
        "span.fig",
        "div.fig",
        ".details__content .full-img > span",
        ".details__content .article-photo > span",
    )
    cut_at = (".article-relate", ".cms-relate-box", ".sda_middle", ".relate-news")


class NhanDanOldPage(ArticlePage):
    """nhandan.com.vn of 2018–2020."""

    layout = "nhandan-2018"
    recognised_at = ("div.item-container .item-content", ".date-created")
    title_at = ("div.item-container > h3", "div.item-container h3")
    lead_at = ("div.item-container .sapo p", ".sapo p", ".sapo")
    body_at = (".item-content",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = ("h5.date-created", ".date-created")
    caption_at = (".image-caption",)
    byline_at = (".item-container .author", ".item-content .author")
    cut_at = (".pagination", ".related-news", ".box-relate")
