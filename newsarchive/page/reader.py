"""The way in: a snapshot to a draft, by the page class of a site or by the reader for any party-news page."""

from newsarchive.model.article import Draft
from newsarchive.model.site import SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.base import ArticlePage
from newsarchive.page.document import Document


def read_page(
    snapshot: Snapshot, *, page_class: type[ArticlePage] | None = None, site: SiteSpec | None = None
) -> Draft:
    """Read one snapshot: no network, no clock, the same result every time.

    Args:
        snapshot: The page with its address and moment of capture.
        page_class: The site's page class; None for the generic reader. Its `layouts` are tried in order.
        site: The site's facts, for the article's id.
    Raises:
        NotAnArticle: `what` says what the page is instead.
    """
    document = Document(snapshot)
    page = (page_class or ArticlePage).choose(snapshot, site=site, document=document)
    return page.read()
