"""Family J, VOV (Drupal 8). Seen: a saved page of July 2026; older selectors of 2019–2020.

Traps: `article` inside `article`; a related story inside the body with the title's own class on an h2; the date as
bare text beside the share buttons; captions in `figcaption` of embedded entities; alt texts without marks.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class VovPage(ArticlePage):
    """The layout since about 2021."""

    layout = "vov"
    recognised_at = ("article.detail.detail--normal", "h1.article-title", ".article-content .text-long")
    title_at = ("h1.article-title",)
    kicker_at = (".article-subtitle",)
    lead_at = (".article-summary h2", ".article-summary")
    body_at = (".article-content .text-long", ".text-long")
    byline_at = (".article-author a", ".article-author")
    section_at = (".article-breadcrumb .breadcrumb-item-first a", ".article-breadcrumb a")
    tags_at = (".article-tags a",)
    date_at = (".article-date > div:first-child", ".article-date")
    cut_at = (
        "article.inner-article",
        ".block-ads",
        ".socials-share",
        ".field-related-article",
        ".comment-block",
    )


class VovOldPage(ArticlePage):
    """The layout of 2019–2020: `article__` names, captions in `table.contentimg`."""

    layout = "vov-2019"
    recognised_at = ("div.text.main-contents.article__body", "div.main-contents.article__body")
    title_at = ("h1.article__title", "h1.cms-title", "h1")
    lead_at = (".article__sapo",)
    body_at = ("div.main-contents.article__body",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    byline_at = (".article__author",)
    date_at = (".article__meta time", ".article__meta")
    caption_at = ("table.contentimg tr + tr td",)
    cut_at = (".article__relate", ".related", ".relate-container")
