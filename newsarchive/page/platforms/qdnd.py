"""Family C: qdnd.vn and dangcongsan.vn before its move (`file3.qdnd.vn`, `file1.dangcongsan.vn`).

Known from published selectors of 2018–2025, no saved page. Traps: captions in the second row of `table.imgEditor`;
the text of an image toolbar, "leftcenterrightdel", left inside bodies.
"""

from newsarchive.page.base import ArticlePage

_RESIDUE = "leftcenterrightdel"


class QdndPage(ArticlePage):
    """`post-title`, `post-summary`, `post-content`."""

    layout = "qdnd"
    recognised_at = (".post-summary", "h1.post-title", ".detail-post.hnoneview", ".post-subinfo")
    title_at = ("h1.post-title", ".post-title")
    kicker_at = (".post-subtitle",)
    lead_at = (".post-summary h2", ".post-summary")
    body_at = (".post-content", ".detail-post.hnoneview", ".article-detail")
    caption_at = ("tr.alt_imgEditor td", "tr.alt_imgEditor")
    byline_at = (".post-author", ".article-author")
    section_at = (".breadcrumb a", ".breadcrum a")
    tags_at = (".post-tag a", ".tags a")
    date_at = (".post-subinfo", ".post-head .post-time", ".post-head")
    cut_at = (".post-relate", ".ttbv-related", ".related-news", f"//*[normalize-space(.)='{_RESIDUE}']")

    def body(self) -> tuple[str, ...]:
        """Paragraphs without the image toolbar's text."""
        cleaned = (paragraph.replace(_RESIDUE, "").strip() for paragraph in super().body())
        return tuple(paragraph for paragraph in cleaned if paragraph)
