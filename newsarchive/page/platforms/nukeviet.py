"""Family R, NukeViet: party committees of provinces (tinhuybinhphuoc.vn and others).

Known from NukeViet's public templates (module news, 4.x: `hometext`, `#news-bodyhtml`) and printed dates of 2016.
"""

from newsarchive.page.base import ArticlePage


class NukeVietPage(ArticlePage):
    """The default theme of the news module."""

    layout = "nukeviet"
    recognised_at = ("#news-bodyhtml", ".hometext")
    title_at = (".news_column h1.title", "h1[itemprop=headline]", "h1.title", "h1")
    lead_at = (".hometext",)
    body_at = ("#news-bodyhtml", ".bodytext")
    cover_at = ("figure.article", ".imghome")
    byline_at = (
        "//p[contains(@class,'text-right')][strong[contains(., 'Tác giả')]]/text()",
        "//p[contains(@class,'text-right')][contains(., 'Tác giả')]",
    )
    agency_at = ("//p[contains(@class,'text-right')][strong[contains(., 'Nguồn')]]/text()",)
    section_at = (".breadcrumb li:nth-child(2) a", ".breadcrumb a", ".breadcrumbs a")
    tags_at = (".news_column .keywords a", "//div[em[contains(@class,'fa-tags')]]/a", ".post-tags a")
    date_at = (
        ".news_column .h5 .timer",
        ".news_column span.h5",
        "span.posttime",
        "em.posttime",
        ".news_column .time",
    )
    cut_at = (".others", ".other-news", ".news_column .keywords", ".alert", "#comments", ".socialbutton")
