"""Small families: Q Joomla K2, S ASP.NET WebForms, T DotNetNuke (EasyDNN), U the portal of Hải Phòng.

Known from addresses and selectors of 2019–2020, no saved page.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class JoomlaK2Page(ArticlePage):
    """Q: lyluanchinhtri.vn."""

    layout = "joomla-k2"
    recognised_at = (".itemFullText", ".itemView", ".itemBody")
    title_at = ("h2.itemTitle", ".itemTitle", "h1")
    lead_at = (".itemIntroText",)
    body_at = (".itemFullText",)
    cover_at = (".itemImageBlock",)
    byline_at = (".itemAuthor a", ".itemAuthor")
    section_at = (".itemCategory a", ".breadcrumb a")
    tags_at = (".itemTags a",)
    date_at = (".itemDateCreated",)
    cut_at = (".itemRelated", ".itemNavigation", ".itemToolbar")


class WebFormsPage(ArticlePage):
    """S: quangnam.gov.vn."""

    layout = "webforms"
    recognised_at = ("//*[contains(@id, '_lblNoiDung')]",)
    title_at = ("//*[contains(@id, '_lblTieuDe')]", "h1")
    lead_at = ("//*[contains(@id, '_lblTomTat')]",)
    body_at = ("//*[contains(@id, '_lblNoiDung')]",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    byline_at = ("//*[contains(@id, '_lblTacGia')]",)
    date_at = ("//*[contains(@id, '_lblNgayDang')]",)


class EasyDnnPage(ArticlePage):
    """T: vanhoaonline.vn."""

    layout = "easydnn"
    recognised_at = (".edn_articleContent", ".edn_metaDetails1", ".edn_articleTitle")
    title_at = (".edn_articleTitle", "h1")
    lead_at = (".edn_articleSummary", ".edn_articleSubTitle")
    body_at = (".edn_articleContent", ".edn_articleText")
    section_at = BREADCRUMBS
    date_at = (".edn_metaDetails1",)
    tags_at = (".edn_articleTags a",)
    cut_at = (".edn_relatedArticles",)


class HaiPhongPage(ArticlePage):
    """U: haiphong.gov.vn and the party committee of Hải Phòng."""

    layout = "haiphong"
    recognised_at = ("div.divDetail_DateCreate", ".divDetail_Content")
    title_at = (".divDetail_Title", "h1")
    lead_at = (".divDetail_Summary", ".divDetail_Description")
    body_at = (".divDetail_Content",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = ("div.divDetail_DateCreate",)
    cut_at = (".divDetail_Related",)
