"""Family L, vietnamnet.vn. Known from a described page of July 2026.

Traps: the press-licence line with a date in the menu, before everything; related stories as
`article.ck-cms-insert-news` inside the body; the date printed twice, in two forms.
"""

from newsarchive.page.base import ArticlePage


class VietnamnetPage(ArticlePage):
    """The layout since 2022."""

    layout = "vietnamnet"
    recognised_at = ("h1.content-detail-title", "#maincontent.main-content", "h2.content-detail-sapo")
    title_at = ("h1.content-detail-title",)
    lead_at = ("h2.content-detail-sapo", ".content-detail-sapo")
    body_at = ("#maincontent", ".maincontent.main-content")
    byline_at = (
        ".article-detail-author__info .name",
        ".article-detail-author .name",
        ".article-detail-author",
    )
    section_at = (".bread-crumb-detail ul li a", ".bread-crumb-detail a")
    tags_at = (".tag-cotnent a", ".tag-content a", ".tags a")
    date_at = (".bread-crumb-detail__time", ".publish-date")
    cut_at = (
        "article.ck-cms-insert-news",
        ".ck-cms-insert-news",
        ".insert-wiki-content",
        ".related-news",
        ".licence",
    )
