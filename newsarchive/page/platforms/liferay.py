"""Family D, Liferay: tapchicongsan.org.vn; provincial portals (bacgiang.gov.vn, thainguyen.gov.vn).

Known from published selectors of 2019–2020, no saved page. Crawler trap of these sites: paging parameters that grow
(`?page=1%2Fen%2Fen%2Fvi…`, `_WAR_` portlet parameters): their listings are matched without a query.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class LiferayDetailPage(ArticlePage):
    """The Communist Review: `detailContent`, `sumary` (sic), `publishdate`, title as a linked h2."""

    layout = "liferay-detail"
    recognised_at = ("div.detailContent", "div.publishdate")
    title_at = (
        ".titleNews h1",
        "h1.titleNews",
        "h2.titleDetail",
        "//div[.//div[contains(@class,'publishdate')]]/h2[1]/a",
        "h2 > a",
    )
    lead_at = (".sumary strong", ".sumary")
    body_at = ("div.detailContent",)
    tags_at = TAGS
    byline_at = (".detailNews .author", ".author")
    date_at = ("div.publishdate",)
    section_at = (".breadcrumb a", ".breadcrumbs a")
    cut_at = (".listRelated", ".related-news", ".taglib-ratings")


class LiferayJournalPage(ArticlePage):
    """Provincial portals: the journal's article as Liferay renders it."""

    layout = "liferay-journal"
    recognised_at = (".journal-content-article",)
    title_at = (".title-news", ".header-title", "h1.title", "h2.title", "h3.title")
    lead_at = (".article-summary", ".summary")
    body_at = (".journal-content-article",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = (".meta-data-date", ".date_post", ".metadata-publish-date")
    cut_at = (".taglib-ratings", ".asset-links", ".related-assets")
