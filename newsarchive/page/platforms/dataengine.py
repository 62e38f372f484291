"""Family F, "dataengine": many provincial papers (baodaklak, baonamdinh, baoquangngai, baobackan, baohagiang, …).

Known from real pasted mark-up of the photo tables and from selectors of 2019–2020. Photos stand in
`table.image.center`; the second row holds the caption and is empty or missing where there is none. Photo folders
(`dataimages/<yyyymm>/`) and addresses (`/<yyyymm>/<slug>-<id>/`) carry the month.
"""

from newsarchive.page.base import ArticlePage


class DataenginePage(ArticlePage):
    """`#content` and `.date`."""

    layout = "dataengine"
    recognised_at = ("div#content", "//*[@id='content'][.//p]")
    title_at = ("h1.title", "h1#title", "#title", ".detail h1", ".content-detail h1", "h1")
    kicker_at = (".subtitle", ".kicker")
    lead_at = (".sapo", "#content > p.lead", ".desc.lead", ".chapeau")
    body_at = ("div#content",)
    caption_at = ("td.image_desc",)
    byline_at = (".author_detail", ".author", "#author")
    section_at = (".breadcrumb a", ".breadcrumbs a", ".crumb a")
    tags_at = (".tags a", ".tag a")
    date_at = (
        "div#date",
        ".date_detail",
        "div.date span",
        "div.date",
        "span.date",
        ".date",
        ".date-contentL",
    )
    cut_at = ("table.related", ".related", ".tinlienquan", "#relate", ".box_related", ".news_other")


class DataengineListPage(ArticlePage):
    """Its newer skin (baothainguyen.vn, baodongnai.com.vn): `Summary`, `news_detail`, `date_up`; photos with
    captions in `td.desc`."""

    layout = "dataengine-news"
    recognised_at = ("div.news_detail", "span.date_up", "div.Summary", "#content-detail")
    title_at = ("h1.news_title", ".news_title", "h1")
    kicker_at = (".news_kicker", ".subtitle")
    lead_at = ("div.Summary", ".news_sapo", ".sapo")
    body_at = ("div.news_detail", "#content-detail")
    caption_at = ("td.desc", "td.image_desc")
    byline_at = (".news_author", ".author_detail", ".author")
    section_at = (".breadcrumb a", ".breadcrumbs a")
    tags_at = (".tags a", ".tag a")
    date_at = ("span.date_up", ".date_up", ".date")
    cut_at = ("table.related", ".related", ".tinlienquan", ".news_other")
