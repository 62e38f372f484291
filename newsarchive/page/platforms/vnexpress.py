"""vnexpress.net (its own system). Seen: a saved page of October 2025.

Traps: title repeated in a sticky bar; the byline is the body's last, right-aligned paragraph while metas name the
paper; `dateCreated` five hours before publication; the masthead shows the day of rendering; lazy photos.
"""

from newsarchive.page.base import ArticlePage


class VnExpressPage(ArticlePage):
    """The layout since about 2019."""

    layout = "vnexpress"
    recognised_at = ("h1.title-detail", "article.fck_detail", ".fck_detail")
    title_at = ("h1.title-detail",)
    lead_at = ("p.description", ".description")
    body_at = ("article.fck_detail", ".fck_detail")
    cover_at = (".thumb-detail",)
    caption_at = (".fck_detail figcaption", ".fck_detail .Image")
    section_at = ("ul.breadcrumb a", ".breadcrumb a")
    tags_at = (".tags h4 a", "#_detail_listtag a")
    date_at = ("span.date",)
    clock_at = ("#timeNow", ".time-now")
    cut_at = (
        ".related_news",
        ".list-news",
        "#article-end ~ *",
        ".box-tinlienquanv2",
        ".banner-ads",
        ".width_common.box-category",
    )
