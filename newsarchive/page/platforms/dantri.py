"""Family M, dantri.com.vn. Seen: five saved pages of 2022–2025.

Traps: the logo is an h1 too; the lead carries "(Dân trí) -"; the source ("Theo …") stands after the body; players
inside the body; the sidebar says "5 giờ trước". The address holds the moment of creation. In magazine pages the h1
is a picture and the printed headline opens the body.
"""

from newsarchive.page.base import ArticlePage


class DantriPage(ArticlePage):
    """The common layout."""

    layout = "dantri"
    recognised_at = ("h1.title-page.detail", "div.singular-content")
    title_at = ("h1.title-page.detail", "h1.title-page")
    kicker_at = ("h3.title-sub", ".title-sub")
    lead_at = ("h2.singular-sapo", ".singular-sapo")
    body_at = ("div.singular-content",)
    byline_at = (".author-meta .author-name", ".author-name")
    section_at = ("ul.breadcrumbs a", ".breadcrumbs a")
    tags_at = ("ul.tags-wrap a", ".tags-wrap a")
    date_at = ("time.author-time", ".author-time")
    cut_at = (
        ".op-player",
        "figure.video",
        ".singular-source",
        ".article-related",
        "#article-audio",
        ".dt-news__related",
    )


class DantriMagazinePage(ArticlePage):
    """Magazine pages: cover picture as h1, lead as the first, italic paragraph or none."""

    layout = "dantri-magazine"
    recognised_at = ("article.e-magazine", ".e-magazine__body")
    title_at = (
        ".e-magazine__cover h1 img::attr(alt)",
        ".e-magazine__title",
        "meta[property='og:title']::attr(content)",
    )
    kicker_at = (".e-magazine__kicker",)
    body_at = (".e-magazine__body",)
    byline_at = (".e-magazine__author", ".author-name")
    section_at = (".e-magazine__breadcrumb a",)
    date_at = ("time.author-time", ".e-magazine__meta time", ".e-magazine__meta")
