"""One article with all that the archive knows of it: revisions, photos, date witnesses, findings."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from newsarchive.errors import StoreError

_JSON_COLUMNS = ("authors", "tags")
_MAX_NAMED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """Rows as dictionaries of their column names; JSON columns are lists."""

    article: dict[str, Any]
    revisions: tuple[dict[str, Any], ...]
    """From number 1 to the current one."""
    photos: tuple[dict[str, Any], ...]
    """As the current text has them, in order."""
    date_witnesses: tuple[dict[str, Any], ...]
    """With `url` and `fetched_at` of the page that states each."""
    findings: tuple[dict[str, Any], ...]
    snapshots: tuple[dict[str, Any], ...]
    """Every capture of its page, with the place of its bytes."""

    def to_dict(self) -> dict[str, Any]:
        """The article's columns with the rest as lists."""
        return self.article | {
            "revisions": list(self.revisions),
            "photos": list(self.photos),
            "date_witnesses": list(self.date_witnesses),
            "findings": list(self.findings),
            "snapshots": list(self.snapshots),
        }


def find_article_id(connection: sqlite3.Connection, wanted: str, *, site: str | None = None) -> int:
    """The id of an article named by its id here, by the site's own id, or by an address it was met under.

    Raises:
        StoreError: no article, or several, answer to this name.
    """
    wanted = wanted.strip()
    found = _ids(connection, wanted, site)
    if not found:
        raise StoreError(
            f"There is no article {wanted!r} in this archive: give its number, the site's own id or its address"
            " (`newsarchive search` finds them).",
            table="articles",
            key=wanted,
        )
    if len(found) > 1:
        named = ", ".join(str(number) for number in found[:_MAX_NAMED])
        raise StoreError(f"{wanted!r} names several articles: give one of the numbers {named}.", key=wanted)
    return found[0]


def _ids(connection: sqlite3.Connection, wanted: str, site: str | None) -> list[int]:
    only = " AND site = :site" if site else ""
    values = {"wanted": wanted, "site": site}
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        rows = connection.execute(
            f"SELECT id FROM articles WHERE id = :id{only}", values | {"id": int(wanted)}
        )
        if found := [row[0] for row in rows]:
            return found
    for sql in (
        f"SELECT id FROM articles WHERE url = :wanted{only} LIMIT 20",
        f"SELECT a.id FROM pages p JOIN articles a ON a.site = p.site AND a.source_id = p.source_id"
        f" WHERE p.url = :wanted{only.replace('site', 'a.site', 1)}",
        f"SELECT id FROM articles WHERE site IN (SELECT id FROM sites) AND source_id = :wanted{only} LIMIT 20",
    ):
        if found := [row[0] for row in connection.execute(sql, values)]:
            return found
    return []


def read_article(connection: sqlite3.Connection, article_id: int) -> Dossier:
    """All that is known of one article.

    Raises:
        StoreError: there is no article of this id.
    """
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise StoreError(
            f"There is no article {article_id} in this archive.", table="articles", key=article_id
        )
    article = _plain(row, *_JSON_COLUMNS)
    page = (article["site"], article["source_id"])
    return Dossier(
        article=article,
        revisions=_rows(
            connection,
            "SELECT number, seen_at, snapshot_id, title, kicker, lead, body, byline, photos, changed"
            " FROM revisions WHERE article_id = ? ORDER BY number",
            (article_id,),
            "photos",
            "changed",
        ),
        photos=_rows(
            connection,
            "SELECT position, url, caption, credit, alt, width, height, snapshot_id FROM photos"
            " WHERE article_id = ? ORDER BY position",
            (article_id,),
        ),
        date_witnesses=_rows(
            connection,
            "SELECT w.kind, w.raw, w.value, w.precision, w.agrees, w.place, w.snapshot_id, s.url, s.fetched_at"
            " FROM date_witnesses w JOIN snapshots s ON s.id = w.snapshot_id WHERE w.article_id = ? ORDER BY w.id",
            (article_id,),
        ),
        findings=_rows(
            connection,
            "SELECT code, field, severity, message, first_at, last_at, f.snapshot_id FROM pages p"
            " JOIN findings f ON f.page_id = p.id WHERE p.site = ? AND p.source_id = ? ORDER BY first_at, f.id",
            page,
        ),
        snapshots=_rows(
            connection,
            "SELECT s.id, s.url, s.fetched_at, s.status, s.sha256, s.bytes, s.warc_file, s.warc_offset, s.revisit_of"
            " FROM pages p JOIN snapshots s ON s.page_id = p.id WHERE p.site = ? AND p.source_id = ?"
            " ORDER BY s.fetched_at, s.id",
            page,
        ),
    )


def _rows(
    connection: sqlite3.Connection, sql: str, values: tuple[Any, ...], *json_columns: str
) -> tuple[dict[str, Any], ...]:
    return tuple(_plain(row, *json_columns) for row in connection.execute(sql, values))


def _plain(row: sqlite3.Row, *json_columns: str) -> dict[str, Any]:
    plain = dict(row)
    for name in json_columns:
        plain[name] = json.loads(plain[name])
    return plain
