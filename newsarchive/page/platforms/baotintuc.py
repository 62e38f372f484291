"""Family K, baotintuc.vn (ASP.NET), the news agency's daily.

Known from selectors of 2019–2025 and a described page of July 2026. Traps: the body is split in two by an advert
(`#divfirst`, `#divend`); related lists before and after it; JSON-LD glues author and agency ("Tâm HằngTTXVN"), so the
printed `.author strong` and the `i` beside it are read apart. The address holds the moment of creation.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class BaotintucPage(ArticlePage):
    """The layout since about 2021."""

    layout = "baotintuc"
    recognised_at = ("#divfirst", "#divend")
    title_at = ("h1.detail-title", "h1")
    lead_at = ("h2.sapo", ".sapo")
    body_at = ("//div[@id='divfirst' or @id='divend']",)
    cover_at = (".detail .avatar", ".img-avatar")
    byline_at = (".author strong", ".author b", ".author")
    agency_at = (".author i", ".author em")
    section_at = (".breadcrumb a", ".breadcrumbs a", ".list-crumb a")
    tags_at = (".keysword a", ".tags a", ".list-tag a")
    date_at = (".date .txt", ".date")
    cut_at = ("ul.list-concern", ".list-concern", ".widget", ".box-author", ".author", ".keysword")


class BaotintucOldPage(ArticlePage):
    """The layout of 2019–2020."""

    layout = "baotintuc-2019"
    recognised_at = ("div.mixcontent", "h2.sapo.w670")
    title_at = ("h1.detail-title", "h1.title", "h1")
    lead_at = ("h2.sapo.w670", "h2.sapo")
    body_at = ("div.mixcontent",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = ("div.time",)
    byline_at = (".author",)
    cut_at = (".list-concern", ".widget")
