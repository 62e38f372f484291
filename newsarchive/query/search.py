"""Full-text search over the archive: best, newest or oldest first, with totals, snippets and counts per month."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from newsarchive.query.filters import Filters
from newsarchive.query.finder import MAX_TOTAL, Finder, Found
from newsarchive.query.language import Query, parse_query
from newsarchive.query.snippet import Snippet, highlight, plain, snippet

Sort = Literal["best", "newest", "oldest"]
MAX_OFFSET = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One article found."""

    article_id: int
    site: str
    source_id: str
    url: str
    title: str | None
    published_at: str | None
    byline: str | None
    section: str | None
    gone_at: str | None
    revision: int
    score: float
    title_pieces: Snippet
    snippet: Snippet

    def to_dict(self) -> dict[str, Any]:
        """Stable keys; hits in `title_marked` and `snippet` stand between [ and ]."""
        return {
            "id": self.article_id,
            "site": self.site,
            "source_id": self.source_id,
            "url": self.url,
            "title": self.title,
            "published_at": self.published_at,
            "byline": self.byline,
            "section": self.section,
            "gone_at": self.gone_at,
            "revision": self.revision,
            "title_marked": plain(self.title_pieces, "[", "]"),
            "snippet": plain(self.snippet, "[", "]"),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """A page of hits and what is known of the rest."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    """Matches counted; at least so many where `more` is set."""
    more: bool
    undated: int
    """Matches left out by `since` or `until` only because they have no date (counted up to `MAX_TOTAL`)."""
    message: str
    """One sentence for people, empty where the hits say it all."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "total": self.total,
            "more": self.more,
            "undated": self.undated,
            "message": self.message,
            "hits": [hit.to_dict() for hit in self.hits],
        }


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = "best",
) -> Results:
    """Find articles. Any text is a query; one without a word finds nothing and says so.

    Args:
        query: As typed; `newsarchive.query.language` tells the rules.
        filters: None takes all articles.
        limit, offset: The page of results; at most `MAX_OFFSET` are passed over.
        sort: "best" puts titles before texts and exact hits first; "newest" and "oldest" go by publication day,
            undated articles last.
    """
    filters = filters or Filters()
    asked = parse_query(query)
    if not asked.groups:
        return Results(query=query, hits=(), total=0, more=False, undated=0, message=_nothing_asked(asked))
    finder = Finder(connection, asked, filters)
    limit, offset = max(0, limit), max(0, min(offset, MAX_OFFSET))
    first = finder.first()
    if sort == "best":
        ranked = finder.best(first, offset + limit)
    else:
        ids = finder.by_day(first, offset + limit, newest=sort == "newest")
        ranked = [(article_id, 0.0) for article_id in ids]
    total, more = _total(first, len(ranked), asked=offset + limit)
    undated = finder.undated()
    return Results(
        query=query,
        hits=tuple(_hits(connection, asked, ranked[offset:])),
        total=total,
        more=more,
        undated=undated,
        message=_message(asked, total, undated),
    )


def _total(first: Found, listed: int, *, asked: int) -> tuple[int, bool]:
    """(matches known of, whether there may be others): a list that ends before it is as long as asked for is all."""
    if first.complete or listed < asked:
        return max(len(first.ids), listed), False
    return max(len(first.ids), listed), True


def _hits(connection: sqlite3.Connection, query: Query, ranked: list[tuple[int, float]]) -> Iterator[Hit]:
    for article_id, score in ranked:
        row = connection.execute(
            "SELECT a.id, site, source_id, url, a.title, published_at, byline, section, gone_at, revision, s.text"
            " FROM articles a JOIN search_text s ON s.article_id = a.id WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        yield Hit(
            article_id=row[0],
            site=row[1],
            source_id=row[2],
            url=row[3],
            title=row[4],
            published_at=row[5],
            byline=row[6],
            section=row[7],
            gone_at=row[8],
            revision=row[9],
            score=score,
            title_pieces=highlight(row[4] or "", query.terms),
            snippet=snippet(row[10], query.terms),
        )


def _nothing_asked(query: Query) -> str:
    if query.without:
        return "Only words to leave out were given: add a word to look for."
    return 'There is no word in this query: type a word, a "phrase" or a beginning*.'


def _message(query: Query, total: int, undated: int) -> str:
    parts = []
    if not total:
        parts.append("Nothing found.")
    if undated:
        more = "more than " if undated >= MAX_TOTAL else ""
        parts.append(
            f"{more}{undated} without a date left out of the days asked for (--undated takes them in)."
        )
    if query.cut:
        parts.append("The query is long: only its first words were used.")
    return " ".join(parts)
