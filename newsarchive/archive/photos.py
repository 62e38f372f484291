"""Photos whose addresses pages print in letters that records state percent-encoded."""

import sqlite3

from newsarchive.store import articles, pages, snapshots
from newsarchive.urls.canonical import canonical_url


def link_printed(db: sqlite3.Connection) -> None:
    """Link photos that were imported to the articles that show them. Their pages take the address that is printed, as a
    crawl would have made them."""
    for url in articles.unlinked_photos_in_letters(db):
        try:
            page_id = snapshots.page_of_url(db, canonical_url(url))
        except ValueError:
            continue
        if page_id is not None:
            pages.rename_photo(db, page_id, url)
            articles.link_stored_photo(db, url)
