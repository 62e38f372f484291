"""Rows of `articles`, `revisions`, `photos` and `date_witnesses`.

All functions run inside the caller's transaction. Storing the same article twice changes nothing.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsarchive.model.article import Article, Photo, Witness
from newsarchive.model.crawl import Change, PageRef
from newsarchive.store.searchtext import write_text
from newsarchive.store.times import utc_text

COMPARED = ("title", "kicker", "lead", "body", "byline", "photos")
"""Only these make a new revision when they differ."""

COLUMNS = [
    "url",
    "title",
    "kicker",
    "lead",
    "body",
    "byline",
    "authors",
    "agency",
    "section",
    "tags",
    "dateline",
    "event_date",
    "event_end",
    "published_at",
    "published_precision",
    "published_source",
    "published_raw",
    "published_earliest",
    "published_latest",
    "updated_at",
    "layout",
    "extractor",
]
_INSERT = (
    f"INSERT INTO articles (site, source_id, first_seen_at, last_seen_at, snapshot_id, {', '.join(COLUMNS)})"
    f" VALUES (:site, :source_id, :seen, :seen, :snapshot, {', '.join(':' + name for name in COLUMNS)})"
)
_UPDATE = (
    f"UPDATE articles SET {', '.join(f'{name} = :{name}' for name in COLUMNS)}, snapshot_id = :snapshot,"
    " last_seen_at = :seen, missing_at = NULL, gone_at = NULL, revision = :revision WHERE id = :id"
)
_IS_PICTURE = (
    "(s.status = 200 AND (s.bytes > 0 OR s.revisit_of IS NOT NULL) AND (coalesce(s.content_type, '') = ''"
    " OR s.content_type LIKE 'image/%' OR s.content_type LIKE '%/octet-stream%'))"
)
"""Of a capture under a photo's address: not so of the page a server sends instead, nor of a revisit of nothing."""
_PHOTO_SNAPSHOT = (
    "SELECT s.id FROM pages JOIN snapshots s ON s.page_id = pages.id"
    f" WHERE pages.url = {{url}} AND {_IS_PICTURE} ORDER BY s.fetched_at DESC, s.id DESC LIMIT 1"
)
_PHOTO = (
    "INSERT INTO photos (article_id, position, url, caption, credit, alt, width, height, snapshot_id)"
    " VALUES (:article, :position, :url, :caption, :credit, :alt, :width, :height,"
    f" coalesce(:snapshot_id, ({_PHOTO_SNAPSHOT.format(url=':url')})))"
    " ON CONFLICT (article_id, position) DO UPDATE SET url = :url, caption = :caption, credit = :credit, alt = :alt,"
    " width = :width, height = :height,"
    " snapshot_id = coalesce(excluded.snapshot_id, CASE WHEN url = :url THEN snapshot_id END)"
)


def store_article(
    connection: sqlite3.Connection,
    article: Article,
    *,
    snapshot_id: int,
    seen_at: datetime,
    gathers_texts: bool = False,
) -> Change:
    """Insert or update one article; a text that differs becomes a new revision.

    With `gathers_texts` the text to be searched waits for `searchtext.write_gathered`.

    Returns "new", "changed", "returned" (it had been missing or gone) or "same".
    """
    row = row_of(article) | {"seen": utc_text(seen_at), "snapshot": snapshot_id}
    known = connection.execute(
        "SELECT id, revision, missing_at, gone_at FROM articles WHERE site = ? AND source_id = ?",
        (article.site, article.source_id),
    ).fetchone()
    text = compared_text(article)
    if known is None:
        cursor = connection.execute(_INSERT, row)
        assert cursor.lastrowid is not None
        article_id = cursor.lastrowid
        _add_revision(connection, article_id, 1, row, text, [])
        write_parts(connection, article_id, article, snapshot_id, gathers_texts=gathers_texts, is_new=True)
        return "new"
    article_id, revision = known["id"], known["revision"]
    changed = _changed(last_text(connection, article_id, revision), text)
    if changed:
        revision += 1
        _add_revision(connection, article_id, revision, row, text, changed)
    connection.execute(_UPDATE, row | {"id": article_id, "revision": revision})
    write_parts(connection, article_id, article, snapshot_id, gathers_texts=gathers_texts)
    if changed:
        return "changed"
    return "returned" if known["gone_at"] or known["missing_at"] else "same"


def is_absent(connection: sqlite3.Connection, site: str, source_id: str) -> bool:
    """Whether an article is known to be missing or gone."""
    row = connection.execute(
        "SELECT 1 FROM articles WHERE site = ? AND source_id = ? AND coalesce(missing_at, gone_at) IS NOT NULL",
        (site, source_id),
    ).fetchone()
    return row is not None


def touch_article(connection: sqlite3.Connection, site: str, source_id: str, at: datetime) -> Change:
    """The page was seen unchanged."""
    row = connection.execute(
        "SELECT id, missing_at, gone_at FROM articles WHERE site = ? AND source_id = ?", (site, source_id)
    ).fetchone()
    if row is None:
        return "none"
    connection.execute(
        "UPDATE articles SET last_seen_at = max(last_seen_at, ?), missing_at = NULL, gone_at = NULL WHERE id = ?",
        (utc_text(at), row["id"]),
    )
    return "returned" if row["missing_at"] or row["gone_at"] else "same"


def mark_missing(connection: sqlite3.Connection, site: str, source_id: str, at: datetime) -> Change:
    """404 or soft 404: missing now, gone when a look at least a day after the first one agrees."""
    row = connection.execute(
        "SELECT id, missing_at, gone_at, julianday(?) - julianday(missing_at) AS days FROM articles"
        " WHERE site = ? AND source_id = ?",
        (utc_text(at), site, source_id),
    ).fetchone()
    if row is None or row["gone_at"]:
        return "none"
    if row["missing_at"] is None:
        connection.execute("UPDATE articles SET missing_at = ? WHERE id = ?", (utc_text(at), row["id"]))
        return "missing"
    if row["days"] >= 1:
        connection.execute("UPDATE articles SET gone_at = ? WHERE id = ?", (utc_text(at), row["id"]))
        return "gone"
    return "none"


def mark_gone(connection: sqlite3.Connection, site: str, source_id: str, at: datetime) -> Change:
    """410: gone at once."""
    cursor = connection.execute(
        "UPDATE articles SET gone_at = ?, missing_at = coalesce(missing_at, ?)"
        " WHERE site = ? AND source_id = ? AND gone_at IS NULL",
        (utc_text(at), utc_text(at), site, source_id),
    )
    return "gone" if cursor.rowcount else "none"


def unmark_missing(connection: sqlite3.Connection, page: PageRef, since: datetime) -> None:
    """Take back that an article was marked missing or gone from a moment on: not the page was, its host was down."""
    values = {"since": utc_text(since), "page": page.id, "site": page.site, "source_id": page.source_id}
    connection.execute(
        "UPDATE articles SET missing_at = CASE WHEN missing_at < :since THEN missing_at END,"
        " gone_at = CASE WHEN gone_at < :since THEN gone_at END WHERE site = :site AND source_id = :source_id",
        values,
    )
    connection.execute(
        "DELETE FROM findings WHERE page_id = :page AND code IN ('missing', 'gone') AND first_at >= :since",
        values,
    )


def known_times(connection: sqlite3.Connection, site: str, source_id: str) -> tuple[str | None, str] | None:
    """(published_at, first_seen_at) of an article, None where it is not known."""
    row = connection.execute(
        "SELECT published_at, first_seen_at FROM articles WHERE site = ? AND source_id = ?", (site, source_id)
    ).fetchone()
    return (row["published_at"], row["first_seen_at"]) if row else None


def last_edit(connection: sqlite3.Connection, site: str, source_id: str) -> str | None:
    """When an edit of an article was last seen; None where it reads as at first."""
    (seen,) = connection.execute(
        "SELECT max(r.seen_at) FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number > 1"
        " WHERE a.site = ? AND a.source_id = ?",
        (site, source_id),
    ).fetchone()
    return None if seen is None else str(seen)


def stated_dates(connection: sqlite3.Connection, page_id: int) -> list[tuple[str, str, int]]:
    """(witness kind, raw, snapshot id) of dates that listings and feeds stated for a page."""
    rows = connection.execute("SELECT kind, raw, snapshot_id FROM stated_dates WHERE page_id = ?", (page_id,))
    return [(row["kind"], row["raw"], row["snapshot_id"]) for row in rows]


def link_photo(connection: sqlite3.Connection, url: str, snapshot_id: int) -> None:
    """Something was captured under the address of a photo; bytes that were captured later stay linked."""
    connection.execute(
        "UPDATE photos SET snapshot_id = :new WHERE url = :url AND EXISTS (SELECT 1 FROM snapshots s WHERE s.id = :new"
        f" AND {_IS_PICTURE} AND s.fetched_at >"
        " coalesce((SELECT k.fetched_at FROM snapshots k WHERE k.id = photos.snapshot_id), ''))",
        {"url": url, "new": snapshot_id},
    )


def link_photos_of(connection: sqlite3.Connection, snapshot_ids: Sequence[int]) -> None:
    """Of some captures the bytes have come to be known."""
    rows = connection.execute(
        "SELECT p.url, s.id FROM snapshots s JOIN pages p ON p.id = s.page_id AND p.kind = 'photo'"
        " WHERE s.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(snapshot_ids)),),
    ).fetchall()
    for row in rows:
        link_photo(connection, row["url"], row["id"])


def unlinked_photos_in_letters(connection: sqlite3.Connection) -> list[str]:
    """Addresses, with letters outside of ASCII in them, of photos whose bytes no article has."""
    rows = connection.execute(
        "SELECT DISTINCT url FROM photos WHERE snapshot_id IS NULL AND url GLOB '*[^' || char(1) || '-~]*'"
    )
    return [row["url"] for row in rows]


def link_stored_photo(connection: sqlite3.Connection, url: str) -> None:
    """The bytes of a photo lie under its page already."""
    connection.execute(
        f"UPDATE photos SET snapshot_id = ({_PHOTO_SNAPSHOT.format(url=':url')})"
        " WHERE url = :url AND snapshot_id IS NULL",
        {"url": url},
    )


def row_of(article: Article) -> dict[str, Any]:
    """The columns of `articles` that a page tells, with the article's identity."""
    row = {name: getattr(article, name) for name in COLUMNS}
    row["site"], row["source_id"] = article.site, article.source_id
    row["body"] = "\n\n".join(article.body)
    row["authors"] = json.dumps(article.authors, ensure_ascii=False)
    row["tags"] = json.dumps(article.tags, ensure_ascii=False)
    return row


def compared_text(article: Article) -> dict[str, str | None]:
    """The columns of `revisions` that hold text."""
    photos = [{"url": p.url, "caption": p.caption, "credit": p.credit} for p in article.photos]
    return {
        "title": article.title,
        "kicker": article.kicker,
        "lead": article.lead,
        "body": "\n\n".join(article.body),
        "byline": article.byline,
        "photos": json.dumps(photos, ensure_ascii=False),
    }


def last_text(connection: sqlite3.Connection, article_id: int, revision: int) -> sqlite3.Row:
    """What a revision says, field by field (`COMPARED`)."""
    row: sqlite3.Row = connection.execute(
        "SELECT title, kicker, lead, body, byline, photos FROM revisions WHERE article_id = ? AND number = ?",
        (article_id, revision),
    ).fetchone()
    return row


def _changed(before: sqlite3.Row, now: dict[str, str | None]) -> list[str]:
    return [name for name in COMPARED if before[name] != now[name]]


def _add_revision(
    connection: sqlite3.Connection,
    article_id: int,
    number: int,
    row: dict[str, Any],
    text: dict[str, str | None],
    changed: list[str],
) -> None:
    connection.execute(
        "INSERT INTO revisions (article_id, number, snapshot_id, seen_at, title, kicker, lead, body, byline, photos,"
        " changed) VALUES (:article, :number, :snapshot, :seen, :title, :kicker, :lead, :body, :byline, :photos,"
        " :changed)",
        text
        | {
            "article": article_id,
            "number": number,
            "snapshot": row["snapshot"],
            "seen": row["seen"],
            "changed": json.dumps(changed),
        },
    )


def write_parts(
    connection: sqlite3.Connection,
    article_id: int,
    article: Article,
    snapshot_id: int,
    *,
    gathers_texts: bool = False,
    is_new: bool = False,
) -> None:
    """Photos, witnesses and the text that is searched, in place of what was there (nothing, where `is_new`)."""
    _write_photos(connection, article_id, article, {} if is_new else _known_photos(connection, article_id))
    _write_witnesses(connection, article_id, article.date_witnesses, snapshot_id, is_new=is_new)
    write_text(connection, article_id, article, gathers=gathers_texts, is_new=is_new)


def _known_photos(connection: sqlite3.Connection, article_id: int) -> dict[int, dict[str, Any]]:
    rows = connection.execute(
        "SELECT position, url, caption, credit, alt, width, height, snapshot_id FROM photos WHERE article_id = ?",
        (article_id,),
    )
    return {row["position"]: dict(row) for row in rows}


def _write_photos(
    connection: sqlite3.Connection, article_id: int, article: Article, known: dict[int, dict[str, Any]]
) -> None:
    for position, photo in enumerate(article.photos, 1):
        row = _photo_row(connection, photo, known.get(position, {})) | {"position": position}
        if row != known.get(position):
            connection.execute(_PHOTO, row | {"article": article_id})
    if len(known) > len(article.photos):
        connection.execute(
            "DELETE FROM photos WHERE article_id = ? AND position > ?", (article_id, len(article.photos))
        )


def _photo_row(connection: sqlite3.Connection, photo: Photo, known: dict[str, Any]) -> dict[str, Any]:
    """What a photo's row is to say; of the same photo in its place, size and bytes stay known."""
    if known.get("url") != photo.url:
        known = {}
    snapshot_id = known.get("snapshot_id")
    if known and snapshot_id is None:  # for one that is written anyway the statement itself looks
        found = connection.execute(_PHOTO_SNAPSHOT.format(url="?"), (photo.url,)).fetchone()
        snapshot_id = found and found["id"]
    return {
        "url": photo.url,
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
        "width": known.get("width") if photo.width is None else photo.width,
        "height": known.get("height") if photo.height is None else photo.height,
        "snapshot_id": snapshot_id,
    }


def _write_witnesses(
    connection: sqlite3.Connection,
    article_id: int,
    witnesses: Sequence[Witness],
    snapshot_id: int,
    *,
    is_new: bool,
) -> None:
    """The witnesses of the newest snapshot; a re-read of the same page leaves the same rows."""
    rows = [
        (article_id, w.snapshot_id or snapshot_id, w.kind, w.raw, w.value, w.precision, w.agrees, w.place)
        for w in witnesses
    ]
    if not is_new:
        known = connection.execute(
            "SELECT article_id, snapshot_id, kind, raw, value, precision, agrees, place FROM date_witnesses"
            " WHERE article_id = ? ORDER BY id",
            (article_id,),
        ).fetchall()
        if [tuple(row) for row in known] == rows:
            return
        connection.execute("DELETE FROM date_witnesses WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO date_witnesses (article_id, snapshot_id, kind, raw, value, precision, agrees, place)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
