"""Family N, cand.com.vn (cand.vn since 2026) and its weeklies antg, cstc.

Known from selectors of 2019–2025, no saved page. Old captions stand in `table.contentimg`, second row, `td.note`.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class CandPage(ArticlePage):
    """The layout since about 2021."""

    layout = "cand"
    recognised_at = (".box-title-detail.entry-title", ".detail-content-body")
    title_at = (".box-title-detail.entry-title", "h1.entry-title", "h1")
    lead_at = (".box-des-detail", ".detail-content-sapo", ".desnews", ".detail-desc")
    body_at = (".detail-content-body",)
    byline_at = (".box-author", ".author-detail", ".author")
    section_at = (".uk-breadcrumb a", ".breadcrumb a")
    tags_at = (".tags a", ".box-tags a")
    date_at = (".box-date", ".timepost", ".detail-timer")
    cut_at = (".contref", ".box-related", ".boxref", ".newsrelated")


class CandOldPage(ArticlePage):
    """The daily of 2018–2020."""

    layout = "cand-2018"
    recognised_at = (".titledetail", ".timepost", ".desnews")
    title_at = (".titledetail h1", ".titledetail")
    lead_at = (".desnews",)
    body_at = (".post-content",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    caption_at = ("table.contentimg td.note", "td.note")
    byline_at = (".author",)
    date_at = (".timepost",)
    cut_at = (".contref", ".newsrelated")


class CandWeeklyPage(ArticlePage):
    """antg.cand.com.vn and cstc.cand.com.vn."""

    layout = "cand-weekly"
    recognised_at = (".detail-timer", ".detail-desc")
    title_at = (".detail-title", "h1")
    lead_at = (".detail-desc",)
    body_at = (".detail-content",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = (".detail-timer",)
    byline_at = (".detail-author", ".author")
    cut_at = (".newsrelated", ".detail-related")
