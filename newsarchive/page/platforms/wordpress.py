"""Family O, WordPress: army and department papers. Seen: a saved page of baoquankhu2.com.vn (August 2026).

Traps: the masthead's render date with seconds on a 12-hour clock; the title as h2; the paragraph `<p><div>` that
parsers tear apart; related stories with dates; a list of print issues with dates.
"""

from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.common import BREADCRUMBS, TAGS


class ArmyThemePage(ArticlePage):
    """The army papers' own theme: `title-single`, `date-timesingle`, `single-content`."""

    layout = "wordpress-army"
    recognised_at = (".title-single", ".date-timesingle")
    title_at = (".title-single",)
    body_at = (".single-content",)
    tags_at = TAGS
    section_at = BREADCRUMBS
    date_at = (".date-timesingle",)
    clock_at = (".date-time",)
    cut_at = (
        ".title-related-news",
        ".comment-respond",
        "#comments",
        ".v3-hot-title1",
        ".news-update",
        ".sharedaddy",
    )


class WordPressPage(ArticlePage):
    """What the common themes of WordPress share."""

    layout = "wordpress"
    recognised_at = (".entry-content", ".td-post-content")
    title_at = ("h1.entry-title", "h1.tdb-title-text", "h1")
    lead_at = (".entry-summary", ".td-post-sub-title", ".entry-content > p.sapo")
    body_at = (".td-post-content", ".entry-content")
    byline_at = (".entry-meta .author a", ".td-post-author-name a", ".byline .author")
    section_at = (".entry-category a", ".cat-links a", ".breadcrumb a")
    tags_at = (".tags-links a", ".td-tags a", ".tagcloud a")
    date_at = ("time.entry-date.published", "time.entry-date", ".posted-on time", ".entry-meta .date")
    cut_at = (
        ".sharedaddy",
        ".jp-relatedposts",
        ".yarpp-related",
        ".related-posts",
        ".td-a-rec",
        "#comments",
        ".post-navigation",
    )
