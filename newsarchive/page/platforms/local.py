"""Smaller families of provincial papers: E SharePoint, G "content-fck", H "newscontent", I MasterCMS.

Known from published selectors of 2019–2020, no saved page.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class SharePointPage(ArticlePage):
    """E: "PostDate–ArticleSummary–ArticleContent" (binhthuan.gov.vn, caobang.gov.vn, baobacgiang.com.vn, *.dcs.vn)."""

    layout = "sharepoint"
    recognised_at = (".ArticleContent", ".ms-rtestate-field", ".ArticleSummary")
    title_at = (".ArticleTitle", "h1.title", ".TitleNews", "h1", "h2")
    lead_at = (".ArticleSummary", "p.alead")
    body_at = (".ArticleContent", ".ms-rtestate-field")
    tags_at = TAGS
    section_at = BREADCRUMBS
    byline_at = (".ArticleAuthor", ".Author")
    date_at = (".PostDate", ".datetimes-detail-articlecontent", ".tandan-span-date-publish")
    cut_at = (".ArticleRelated", ".RelatedNews", ".other-news")


class FckPage(ArticlePage):
    """G: baoangiang, baodongkhoi, baotayninh, huengaynay."""

    layout = "content-fck"
    recognised_at = (".content-fck", "#newscontents", ".pubdate")
    title_at = ("h1.title", ".detail-title", "h1")
    lead_at = (".fontd.fw600.justify", ".detail-desc", ".content-fck-lead")
    body_at = ("#newscontents .content-fck-font-size", "#newscontents", ".content-fck")
    tags_at = TAGS
    caption_at = ("p.note.ignore", "p.note")
    byline_at = (".author", ".detail-author")
    section_at = (".breadcrumb a", ".bread a")
    date_at = (".pubdate",)
    cut_at = (".related-inner", ".box-related", ".tags")


class NewsContentPage(ArticlePage):
    """H: baobaclieu, baodaknong, baocamau, baosoctrang; the first paragraph is the lead, captions in `em`."""

    layout = "newscontent"
    recognised_at = (".newscontent",)
    title_at = ("h1.title", "h1", "h2.title")
    lead_at = ("p.text-intro", ".title-italic", ".newscontent > p:first-child")
    body_at = (".newscontent",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = ("div.date", ".date-time", "//ul[contains(@class,'list-unstyled')]/li[2]")
    cut_at = (".related", ".other-news")


class MasterCmsPage(ArticlePage):
    """I: congthuong, baoquocte, thoibaotaichinh, haiquanonline, petrotimes."""

    layout = "mastercms"
    recognised_at = (".__MASTERCMS_CONTENT", "table.MASTERCMS_TPL_TABLE", ".article-detail-title")
    title_at = (".article-detail-title", "h1.title", "h1")
    lead_at = (".article-detail-desc", ".detail-sapo", ".sapo_detail")
    body_at = (".__MASTERCMS_CONTENT", ".article-detail", ".article-content", ".viewsDtailContent")
    caption_at = ("table.MASTERCMS_TPL_TABLE tr + tr td",)
    byline_at = (".article-detail-author", ".author")
    section_at = (".breadcrumb a",)
    tags_at = (".article-keyword a", ".tags a")
    date_at = (".article-publish-date", "span.datetime", ".time_detail", ".dateUp")
    cut_at = (".__MB_ARTICLE_RELATED", ".article-related", ".related-news")
