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
        ".vplayer-container .video-js",
        ".singular-source",
        ".article-related",
        "#article-audio",
        ".dt-news__related",
    )
