"""All platforms, with signs strong enough to tell one from another on a page of an unknown site.

A class's own `recognised_at` only chooses among the layouts of one known site; `signs` here are what `new-site` goes
by. Order matters: the first platform with the most signs wins.
"""

from dataclasses import dataclass

from newsarchive.page.base import ArticlePage
from newsarchive.page.document import Document
from newsarchive.page.platforms import (
    anhp,
    baotintuc,
    cand,
    dantri,
    dataengine,
    hemera,
    liferay,
    local,
    nukeviet,
    portals,
    qdnd,
    vccorp,
    vietnamnet,
    vnexpress,
    vov,
    wordpress,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Platform:
    """A CMS family's page class and the marks it leaves on its pages."""

    title: str
    page: type[ArticlePage]
    signs: tuple[str, ...]

    def seen(self, document: Document) -> int:
        """How many of the signs a page shows."""
        return sum(1 for sign in self.signs if document.select(sign))


PLATFORMS: tuple[Platform, ...] = (
    Platform(
        title="ONECMS (Hemera)",
        page=hemera.HemeraPage,
        signs=(".article__title.cms-title", "div.article__body.cms-body", ".article__sapo", "meta.cms-date"),
    ),
    Platform(
        title="ONECMS, older",
        page=hemera.HemeraCmsPage,
        signs=(".summary.cms-desc", ".content.cms-body", ".details__content", ".details__summary"),
    ),
    Platform(
        title="ONECMS, Nhân Dân of 2018",
        page=hemera.NhanDanOldPage,
        signs=(".item-container .item-content", ".date-created", ".image-caption"),
    ),
    Platform(
        title="VCCorp",
        page=vccorp.VCCorpPage,
        signs=("[data-role=content]", "[data-role=title]", ".afcbc-body", ".VCSortableInPreviewMode"),
    ),
    Platform(
        title="baochinhphu before 2022",
        page=vccorp.ChinhPhuOldPage,
        signs=(".article-header h1", ".article-body.cmscontents", ".article-body .summary"),
    ),
    Platform(
        title="qdnd / dangcongsan",
        page=qdnd.QdndPage,
        signs=(".post-summary", "h1.post-title", "table.imgEditor", ".post-subinfo"),
    ),
    Platform(
        title="Liferay, Communist Review",
        page=liferay.LiferayDetailPage,
        signs=("div.detailContent", "div.publishdate", "div.sumary"),
    ),
    Platform(
        title="Liferay journal",
        page=liferay.LiferayJournalPage,
        signs=(".journal-content-article", ".article-summary", ".meta-data-date"),
    ),
    Platform(
        title="dataengine",
        page=dataengine.DataenginePage,
        signs=("#content table.image", "td.image_desc", "img[src*='dataimages']"),
    ),
    Platform(
        title="dataengine, newer",
        page=dataengine.DataengineListPage,
        signs=("div.news_detail", "span.date_up", "div.Summary"),
    ),
    Platform(
        title="VOV (Drupal)",
        page=vov.VovPage,
        signs=("article.detail--normal", ".article-summary", ".article-date", ".text-long"),
    ),
    Platform(
        title="VOV of 2019",
        page=vov.VovOldPage,
        signs=("div.main-contents.article__body", "p.article__meta", ".article__sapo", "table.contentimg"),
    ),
    Platform(
        title="baotintuc of 2019", page=baotintuc.BaotintucOldPage, signs=("div.mixcontent", "h2.sapo.w670")
    ),
    Platform(title="baotintuc", page=baotintuc.BaotintucPage, signs=("#divfirst", "#divend", "h2.sapo")),
    Platform(
        title="vietnamnet",
        page=vietnamnet.VietnamnetPage,
        signs=("h1.content-detail-title", "#maincontent", ".bread-crumb-detail"),
    ),
    Platform(
        title="dantri", page=dantri.DantriPage, signs=("h1.title-page", ".singular-content", ".singular-sapo")
    ),
    Platform(
        title="dantri, magazine",
        page=dantri.DantriMagazinePage,
        signs=(".e-magazine__body", ".e-magazine__cover"),
    ),
    Platform(title="cand of 2018", page=cand.CandOldPage, signs=(".titledetail", ".timepost", ".desnews")),
    Platform(
        title="cand, weeklies",
        page=cand.CandWeeklyPage,
        signs=(".detail-timer", ".detail-desc", ".detail-content"),
    ),
    Platform(title="cand", page=cand.CandPage, signs=(".box-title-detail", ".detail-content-body")),
    Platform(
        title="VnExpress",
        page=vnexpress.VnExpressPage,
        signs=("h1.title-detail", ".fck_detail", "p.description"),
    ),
    Platform(
        title="WordPress, army theme",
        page=wordpress.ArmyThemePage,
        signs=(".title-single", ".date-timesingle", ".single-content"),
    ),
    Platform(
        title="WordPress",
        page=wordpress.WordPressPage,
        signs=("h1.entry-title", ".entry-content", "time.entry-date", ".wp-caption-text"),
    ),
    Platform(title="anhp", page=anhp.AnhpPage, signs=("div.detailBox", "#cotent_detail", ".d_Txt")),
    Platform(
        title="NukeViet", page=nukeviet.NukeVietPage, signs=("#news-bodyhtml", ".hometext", ".news_column")
    ),
    Platform(
        title="SharePoint",
        page=local.SharePointPage,
        signs=(".ArticleContent", ".PostDate", ".ArticleSummary", "p.alead"),
    ),
    Platform(title="content-fck", page=local.FckPage, signs=(".content-fck", "#newscontents", ".pubdate")),
    Platform(title="newscontent", page=local.NewsContentPage, signs=(".newscontent", "p.text-intro")),
    Platform(
        title="MasterCMS",
        page=local.MasterCmsPage,
        signs=(".__MASTERCMS_CONTENT", "table.MASTERCMS_TPL_TABLE"),
    ),
    Platform(
        title="Joomla K2", page=portals.JoomlaK2Page, signs=(".itemFullText", ".itemTitle", ".itemView")
    ),
    Platform(
        title="ASP.NET WebForms",
        page=portals.WebFormsPage,
        signs=("//*[contains(@id, '_lblNoiDung')]", "//*[contains(@id, '_lblNgayDang')]"),
    ),
    Platform(
        title="DotNetNuke (EasyDNN)",
        page=portals.EasyDnnPage,
        signs=(".edn_articleTitle", ".edn_metaDetails1", ".edn_articleContent"),
    ),
    Platform(
        title="Hải Phòng portal",
        page=portals.HaiPhongPage,
        signs=("div.divDetail_DateCreate", ".divDetail_Content"),
    ),
)
MIN_SIGNS = 2
"""One sign alone may be chance."""


def recognise(document: Document) -> Platform | None:
    """The platform whose marks a page shows most of; None where none shows two."""
    scored = [(platform.seen(document), platform) for platform in PLATFORMS]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= MIN_SIGNS else None
