"""Family B, VCCorp (`afcbc`, `VCSortable…`): baochinhphu.vn since 2022, vtv.vn, thanhnien.vn, tuoitre.vn, nld.com.vn, …

Seen: a saved page of vtv.vn (July 2026) and published selectors. The stable hooks are the `data-role` attributes.
The number in the address is the moment of creation (`yyMMddHHmmss` after a prefix), earlier than publication: it is
read as the clue of kind "url", good for the day. Bodies mix numeric and named entities.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class VCCorpPage(ArticlePage):
    """The layout since about 2020."""

    layout = "vccorp"
    recognised_at = ("[data-role=content]", "div.afcbc-body", "div.detail-content.afcbc-body")
    title_at = ("h1[data-role=title]", "h1.detail-title", "h1.title")
    kicker_at = ("[data-role=subtitle]",)
    lead_at = ("[data-role=sapo]", "h2.detail-sapo", "p.detail-sapo")
    body_at = ("[data-role=content]", "div.detail-content.afcbc-body", "div.afcbc-body")
    cover_at = (".detail-cover", ".detail-media")
    caption_at = ("figcaption.PhotoCMS_Caption", "div.PhotoCMS_Caption", ".PhotoCMS_Author")
    byline_at = ("[data-role=author]", ".detail-author")
    section_at = ("[data-role=cate-name]", ".detail-cate a", ".breadcrumb a")
    tags_at = ("[data-role=tags] a", ".detail-tab a", ".detail-tags a", ".tags a")
    date_at = ("[itemprop=datePublished][datetime]", "[data-role=publishdate]", ".detail-time")
    cut_at = (
        "//*[contains(concat(' ', @class, ' '), ' VCSortableInPreviewMode ')][starts-with(@type, 'Related')]",
        "[type=RelatedOneNews]",
        "[type=RelatedNewsBox]",
        ".box-category",
        ".box-new-lq",
        "#box-thread-detail",
        ".link-content-footer",
    )


class ChinhPhuOldPage(ArticlePage):
    """The government's paper before 2022 (`.vgp`): caption in a table's second row, lead with "(Chinhphu.vn) -"."""

    layout = "chinhphu-vgp"
    recognised_at = (".article-header h1", ".article-body .summary", ".article-body.cmscontents")
    title_at = (".article-header h1",)
    lead_at = (".article-body .summary", ".summary")
    body_at = (".article-body.cmscontents", ".article-body")
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = (".article-header .meta", ".article-header p")
    cut_at = (".article-body .relate", ".article-tools", ".box-relate")
