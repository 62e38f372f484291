"""What a visit means for the archive: one transaction from a page's `pending` to its new state."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta

from newsarchive.archive.clocks import notice_move
from newsarchive.archive.plan import AGES, GONE_AGAIN, MISSING_AGAIN, next_visit
from newsarchive.model.article import Article
from newsarchive.model.crawl import Change, Link, Visit
from newsarchive.model.finding import Finding
from newsarchive.store import articles, clocks, pages
from newsarchive.store.findings import add_findings
from newsarchive.store.times import from_utc_text

LINKS_MARGIN = timedelta(days=2)


def settle(
    db: sqlite3.Connection,
    visit: Visit,
    run_id: int | None,
    retry_base: timedelta,
    *,
    gathers_texts: bool = False,
) -> Change:
    """Store all that came of one visit. Runs inside the caller's transaction; repeating it changes nothing more.

    With `gathers_texts` the text to be searched waits for `searchtext.write_gathered`.
    """
    known = _known_times(db, visit)
    again = _next_visit(db, visit, retry_base, known)
    replaced = known is not None and _is_replaced(db, visit)
    before = pages.last_read(db, visit.page.id)
    was_absent = known is not None and visit.outcome == "article" and _is_absent(db, visit)
    if visit.outcome == "article":
        change = _article(db, visit, again, known is not None, gathers_texts)
    else:
        change = _OUTCOMES[visit.outcome](db, visit, again)
    traps = _loops(db, visit) if visit.outcome == "redirect" else _add_links(db, visit, before)
    findings = [*visit.findings, *traps, *_remarks(visit, change, replaced, was_absent)]
    add_findings(
        db, findings, at=visit.at, run_id=run_id, page_id=visit.page.id, snapshot_id=visit.snapshot_id
    )
    return change


def _known_times(db: sqlite3.Connection, visit: Visit) -> tuple[str | None, str] | None:
    """(published_at, first_seen_at) of the page's article; None for one that is not known."""
    source_id = visit.article.source_id if visit.article else visit.page.source_id
    return articles.known_times(db, visit.page.site, source_id) if source_id else None


def _next_visit(
    db: sqlite3.Connection, visit: Visit, retry_base: timedelta, known: tuple[str | None, str] | None
) -> datetime | None:
    published = visit.article.published_at if visit.article else None
    first_seen = edited = None
    site, source_id = visit.page.site, visit.page.source_id
    if source_id and known:
        published, first_seen = published or known[0], from_utc_text(known[1])
        edited = articles.last_edit(db, site, source_id)
    return next_visit(
        visit,
        retry_base=retry_base,
        published_at=published,
        first_seen=first_seen,
        last_edit=from_utc_text(edited) if edited else None,
    )


def _add_links(db: sqlite3.Connection, visit: Visit, before: str | None) -> list[Finding]:
    """Everything found on the page, as pages of their own; what was not followed, as a finding."""
    if visit.outcome == "not-modified" and visit.page.kind == "sitemap":
        pages.wake_children(db, visit.page.id)
        return []
    links = visit.links
    if visit.article is not None:
        links = tuple(_no_later(link, visit.article) for link in links)
    if visit.outcome == "listing":
        pages.correct_addresses(db, visit.page.site, visit.links)
    reasons = pages.add_links(
        db, visit.page.site, links, visit.at, visit.page.id, visit.snapshot_id, before=before
    )
    return [Finding(code="crawl-trap", message=f"{visit.page.url}: {reason}") for reason in reasons]


def _no_later(link: Link, article: Article) -> Link:
    """An article links to older ones, as of its last change: that keeps a crawl with --since from running through the
    whole site along related stories."""
    told = article.updated_at or article.published_at or article.published_latest
    if link.kind != "article" or link.latest is not None or told is None or len(told) < 10:
        return link
    return replace(link, latest=date.fromisoformat(told[:10]) + LINKS_MARGIN)


def _article(
    db: sqlite3.Connection, visit: Visit, again: datetime | None, known: bool, gathers_texts: bool
) -> Change:
    assert visit.article is not None and visit.snapshot_id is not None
    before = clocks.shown_before(db, visit.page.site, visit.article.source_id) if known else {}
    change = articles.store_article(
        db,
        visit.article,
        snapshot_id=visit.snapshot_id,
        seen_at=visit.at,
        gathers_texts=gathers_texts,
    )
    if change == "same" and before:
        notice_move(db, before, visit.article)
    if change == "changed" and again is not None:  # what was touched just now is touched again soon
        again = min(again, visit.at + AGES[0])
    pages.settle_page(db, visit, state="fetched", next_visit=again)
    return change


def _listing(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    pages.settle_page(db, visit, state="fetched", next_visit=again)
    return "none"


def _photo(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    assert visit.snapshot_id is not None
    articles.link_photo(db, visit.page.url, visit.snapshot_id)
    pages.settle_page(db, visit, state="fetched", next_visit=again)
    return "none"


def _not_modified(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    pages.settle_page(db, visit, state="fetched", next_visit=again)
    if visit.page.kind == "article" and visit.page.source_id:
        return articles.touch_article(db, visit.page.site, visit.page.source_id, visit.at)
    return "none"


def _redirect(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    """The target becomes a page of its own; an article that only moved keeps its page under the new address."""
    (target,) = visit.links
    if visit.page.source_id is not None and target.source_id == visit.page.source_id:
        pages.move_page(db, visit.page.id, target.url)
        return "none"
    target_id, is_new = pages.add_link(
        db,
        visit.page.site,
        _as_deep(target, visit),
        visit.at,
        visit.page.id,
        redirects=visit.page.redirects + 1,
    )
    if not is_new and visit.page.kind in ("listing", "feed", "sitemap"):
        pages.wake_target(db, target_id)
    state = "skipped" if _leads_back(db, visit) else "fetched"
    pages.settle_page(db, visit, state=state, next_visit=again, error=f"{pages.REDIRECTS_TO}{target.url}")
    return "none"


def _leads_back(db: sqlite3.Connection, visit: Visit) -> bool:
    """Whether the target of a redirect leads back to its page, as far as was seen."""
    return pages.leads_to(db, visit.links[0].url, visit.page.url)


def _loops(db: sqlite3.Connection, visit: Visit) -> list[Finding]:
    if not _leads_back(db, visit):
        return []
    why = f"{visit.page.url} redirects to {visit.links[0].url}, which leads back to it."
    return [Finding(code="redirect-loop", message=why)]


def _missing(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    """404 or soft 404: `failed` at first, `gone` when a second look at least a day later agrees."""
    change: Change = "none"
    if visit.page.source_id:
        change = articles.mark_missing(db, visit.page.site, visit.page.source_id, visit.at)
    is_gone = change == "gone" or pages.failed_alike(db, visit, visit.at - MISSING_AGAIN)
    if is_gone:
        again = None if visit.page.kind == "photo" else visit.at + GONE_AGAIN
    pages.settle_page(
        db,
        _unread(visit),
        state="gone" if is_gone else "failed",
        next_visit=again,
        error=visit.error,
        attempts=visit.page.attempts + 1,
    )
    return change


def _gone(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    again = None if visit.page.kind == "photo" else again
    pages.settle_page(db, _unread(visit), state="gone", next_visit=again, error=visit.error)
    if visit.page.source_id:
        return articles.mark_gone(db, visit.page.site, visit.page.source_id, visit.at)
    return "none"


def _unread(visit: Visit) -> Visit:
    """Without the validators of an answer that no article was read from: "not modified" must not stand for it."""
    return replace(visit, etag=None, last_modified=None)


def _skipped(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    pages.settle_page(db, _unread(visit), state="skipped", next_visit=again, error=visit.error)
    return "none"


def _failed(db: sqlite3.Connection, visit: Visit, again: datetime | None) -> Change:
    attempts = visit.page.attempts + 1
    state = "failed" if attempts >= pages.MAX_ATTEMPTS else "pending"
    pages.settle_page(db, _unread(visit), state=state, next_visit=again, error=visit.error, attempts=attempts)
    return "none"


_OUTCOMES = {
    "listing": _listing,
    "photo": _photo,
    "not-modified": _not_modified,
    "redirect": _redirect,
    "missing": _missing,
    "gone": _gone,
    "skipped": _skipped,
    "failed": _failed,
}


def _as_deep(target: Link, visit: Visit) -> Link:
    return replace(target, depth=visit.page.depth)


def _is_replaced(db: sqlite3.Connection, visit: Visit) -> bool:
    """Whether an article's address leads to another article, and did not at the last look."""
    if visit.outcome != "redirect":
        return False
    (target,) = visit.links
    if target.kind != "article" or target.source_id == visit.page.source_id:
        return False
    return not pages.leads_to(db, visit.page.url, target.url)


def _is_absent(db: sqlite3.Connection, visit: Visit) -> bool:
    """Whether the article was missing or gone before this visit."""
    assert visit.article is not None
    return articles.is_absent(db, visit.page.site, visit.article.source_id)


def _remarks(visit: Visit, change: Change, replaced: bool, was_absent: bool = False) -> list[Finding]:
    """Findings that only the archive can make: an article known before went away or came back."""
    where = visit.page.url
    if visit.outcome == "redirect" and visit.page.source_id in {link.source_id for link in visit.links} - {
        None
    }:
        return [Finding(code="moved", message=f"{where} moved to {visit.links[0].url}.")]
    if replaced:
        why = f"{where} leads to another article now, {visit.links[0].url}; what was stored is kept."
        return [Finding(code="moved", message=why)]
    if change == "missing":
        return [
            Finding(
                code="missing",
                message=f"{where} answers that the article is not there; looked at again in a day.",
            )
        ]
    if change == "gone":
        return [Finding(code="gone", message=f"{where} has been taken down.")]
    if change == "returned" or was_absent:
        return [Finding(code="returned", message=f"{where} is there again after it had been missing.")]
    return []
