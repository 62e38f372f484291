"""Family P, anhp.vn (the police paper of Hải Phòng) and, for the body, kinhtedothi.vn. Known from a described page.

Traps: the only h1 is the logo; `p.d_date` holds a `div`, so that parsers close the `p` before the date; the body's id
is misspelt `cotent_detail`; the footer states the press licence's date; `html lang="vn"`; Ð (Eth) for Đ.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class AnhpPage(ArticlePage):
    """`detailBox`, `d_date`, `d_Txt`, `#cotent_detail`."""

    layout = "anhp"
    recognised_at = ("div.detailBox", "strong.d_Txt")
    title_at = ("div.detailBox > h2", "div.detailBox h2")
    lead_at = ("strong.d_Txt", ".d_Txt")
    body_at = ("#cotent_detail",)
    tags_at = TAGS
    caption_at = ("figcaption.caption_image", ".caption_image")
    date_at = ("p.d_date + div span", "p.d_date + div", "p.d_date span", "p.d_date")
    section_at = (".breadcrumb a", ".d_cate a", ".detailBox .cate a")
    cut_at = (".tinlienquan", ".d_related", ".detailBox .other", "ul.related")


class KinhTeDoThiPage(ArticlePage):
    """kinhtedothi.vn of 2019–2020: the same misspelt body, other names around it."""

    layout = "kinhtedothi-2019"
    recognised_at = (".time_detail_news", ".sapo_detail")
    title_at = ("h1.title_detail_news", "h1")
    lead_at = (".sapo_detail",)
    body_at = ("#cotent_detail",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    caption_at = ("span.note_images",)
    date_at = (".time_detail_news",)
    byline_at = (".author_detail", ".author")
