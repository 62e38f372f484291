"""A capture that is read only after its page was looked at again: stored as of its own moment, later answers stay."""

import sqlite3
from datetime import datetime, timedelta

from newsarchive.archive.settle import settle
from newsarchive.model.article import Article
from newsarchive.model.crawl import Change, Visit
from newsarchive.store import captures
from newsarchive.store.captures import PageCapture


def settle_past(db: sqlite3.Connection, capture: PageCapture, article: Article, *, due: datetime) -> Change:
    """Store what the capture says as the crawl would have done then; runs inside the caller's transaction.

    The page's row goes on telling what the crawl did, and the article is missing or gone where a later answer said so,
    unless this capture was the last word: then the page is due from `due` on, its links and photos are still to come.
    """
    before = captures.history(db, capture.page)
    visit = Visit(
        page=capture.page,
        outcome="article",
        at=capture.fetched_at,
        article=article,
        snapshot_id=capture.job.snapshot_id,
    )
    captures.forget_absence(db, capture.page, capture.fetched_at)  # it was there, and has not returned
    change = settle(db, visit, None, timedelta())
    captures.rewrite_history(db, capture.page, before, capture.fetched_at, due=due)
    return change
