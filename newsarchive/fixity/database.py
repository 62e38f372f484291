"""The database against itself: pages of the file, foreign keys, the search index, and what rows promise each other."""

import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

from newsarchive.fixity.report import Report
from newsarchive.model.counting import number_of
from newsarchive.store.connect import read_uri
from newsarchive.store.schema import altered_objects
from newsarchive.warc.intake import COPY_PREFIX

MAX_NAMED = 20
"""So many rows of one kind of damage are named one by one."""

_NOT_TOLD = (
    "NOT EXISTS (SELECT 1 FROM findings f WHERE f.snapshot_id = a.snapshot_id AND f.code = 'reading-differs')"
)
"""Where the newest capture and that of the last revision read differently since `reextract`, a finding says so."""
_ARTICLE_PAGES = "articles a JOIN pages p ON p.site = a.site AND p.source_id = a.source_id"
_LATER_LOOKS = (
    f"{_ARTICLE_PAGES} JOIN snapshots s ON s.page_id = p.id AND s.run_id IS NOT NULL"
    " AND s.fetched_at > a.last_seen_at AND s.fetched_at <= p.last_visit_at"
)
"""What a crawl was answered since an article was last seen, and has dealt with."""
_PROMISES = (
    (
        "revision-missing",
        "article {0} says that {1} is its last revision; the rows are {2}",
        "SELECT a.id, a.revision, coalesce(group_concat(r.number), 'none') FROM articles a"
        " LEFT JOIN revisions r ON r.article_id = a.id GROUP BY a.id"
        " HAVING count(r.id) != a.revision OR coalesce(max(r.number), 0) != a.revision",
    ),
    (
        "search-text-missing",
        "article {0} cannot be searched: its row in search_text is missing",
        "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM search_text)",
    ),
    (
        "article-missing",
        "page {0} ({1}) was read as an article that is not in here",
        "SELECT p.id, p.url FROM pages p WHERE p.kind = 'article' AND p.state = 'fetched' AND p.last_error IS NULL"
        " AND p.source_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM articles a WHERE a.site = p.site AND a.source_id = p.source_id)",
    ),
    (
        "page-missing",
        "article {0} ({1}) has no page",
        "SELECT a.id, a.url FROM articles a WHERE NOT EXISTS"
        " (SELECT 1 FROM pages p WHERE p.site = a.site AND p.source_id = a.source_id)",
    ),
    (
        "photo-missing",
        "photos of article {0}: {1} in its last revision, {2} in the table photos",
        "SELECT a.id, json_array_length(r.photos), (SELECT count(*) FROM photos WHERE article_id = a.id) AS held"
        " FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision"
        " WHERE json_array_length(r.photos) != held"
        f" AND {_NOT_TOLD}",
    ),
    (
        "witness-missing",
        "article {0} has its date from a witness ({1}) that is not in here",
        "SELECT a.id, a.published_source FROM articles a WHERE a.published_source IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM date_witnesses w WHERE w.article_id = a.id)",
    ),
    (
        "text-differs",
        "article {0} does not say what its last revision says",
        "SELECT a.id FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision"
        " WHERE (a.title IS NOT r.title OR a.lead IS NOT r.lead OR a.body IS NOT r.body OR a.byline IS NOT r.byline"
        f" OR a.kicker IS NOT r.kicker) AND {_NOT_TOLD}",
    ),
    (
        "seen-differs",
        "article {0} says it was first seen at {1}, its first revision {2}",
        "SELECT a.id, a.first_seen_at, r.seen_at FROM articles a JOIN revisions r ON r.article_id = a.id"
        " AND r.number = 1 WHERE a.first_seen_at != r.seen_at",
    ),
    (
        "seen-differs",
        "revision {1} of article {0} says it was seen at {2}, its capture was made at {3}",
        "SELECT r.article_id, r.number, r.seen_at, s.fetched_at FROM revisions r"
        " JOIN snapshots s ON s.id = r.snapshot_id WHERE r.seen_at != s.fetched_at",
    ),
    (
        "seen-differs",
        "article {0} was last seen at {1}, before its last revision ({2})",
        "SELECT a.id, a.last_seen_at, r.seen_at FROM articles a JOIN revisions r ON r.article_id = a.id"
        " AND r.number = a.revision WHERE a.last_seen_at < r.seen_at",
    ),
    (
        "seen-differs",
        "article {0} was last seen at {1}, after the last visit of its page ({2})",
        f"SELECT a.id, a.last_seen_at, p.last_visit_at FROM {_ARTICLE_PAGES} WHERE a.last_seen_at > p.last_visit_at"
        # a clock that was set back: there was a look, or a run that found it unchanged, at that later moment
        " AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.page_id = p.id AND s.fetched_at = a.last_seen_at)"
        " AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.site = a.site"
        " AND a.last_seen_at BETWEEN r.started_at AND r.finished_at)",
    ),
    (
        "capture-of-another",
        "article {0} was read from snapshot {1}, which is of another page",
        f"SELECT a.id, s.id FROM {_ARTICLE_PAGES} JOIN snapshots s ON s.id = a.snapshot_id WHERE s.page_id IS NOT p.id"
        f" UNION SELECT a.id, s.id FROM {_ARTICLE_PAGES} JOIN revisions r ON r.article_id = a.id"
        " JOIN snapshots s ON s.id = r.snapshot_id WHERE s.page_id IS NOT p.id",
    ),
    (
        "capture-of-another",
        "photo {0} of article {1} names snapshot {2}, which is of another address",
        "SELECT i.position, i.article_id, s.id FROM photos i JOIN snapshots s ON s.id = i.snapshot_id"
        " LEFT JOIN pages g ON g.id = s.page_id WHERE i.url != s.url AND i.url IS NOT g.url",
    ),
    (
        "page-differs",
        "snapshot {0} ({1}) should belong to page {2}",
        "SELECT s.id, s.url, p.id FROM snapshots s JOIN pages p ON p.url = s.url WHERE s.page_id != p.id"
        " OR (s.page_id IS NULL AND s.run_id IS NOT NULL AND p.discovered_at <= s.fetched_at)",
    ),
    (
        "run-differs",
        "snapshot {0} and its file {1} name different runs",
        "SELECT s.id, f.path FROM snapshots s JOIN warc_files f ON f.path = s.warc_file WHERE s.run_id IS NOT f.run_id",
    ),
    (
        "run-differs",
        "{0} names no run, or another than its name does",
        f"SELECT path FROM warc_files WHERE CASE WHEN path GLOB '*/{COPY_PREFIX}*' THEN run_id IS NOT NULL"
        " ELSE path NOT GLOB '*-' || printf('%05d', coalesce(run_id, -1)) || '-*' END",
    ),
    (
        "removal-untold",
        "article {0} is noted as missing or gone ({1}), and no capture or finding of that moment says so",
        f"SELECT a.id, at.value FROM {_ARTICLE_PAGES} JOIN json_each(json_array(a.missing_at, a.gone_at)) at"
        " WHERE at.value IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.page_id = p.id AND s.fetched_at = at.value"
        " AND s.status IN (404, 410))"
        " AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.page_id = p.id AND f.first_at = at.value"
        " AND f.code IN ('missing', 'gone', 'soft-404'))",
    ),
    (
        "removal-untold",
        "article {0} was told to be {1} at {2}, after it was last seen, and is not noted so",
        f"SELECT a.id, f.code, f.first_at FROM {_ARTICLE_PAGES} JOIN findings f ON f.page_id = p.id"
        " AND f.code IN ('missing', 'gone') AND f.first_at > a.last_seen_at"
        " WHERE CASE f.code WHEN 'gone' THEN a.gone_at ELSE a.missing_at END IS NULL",
    ),
    (
        "removal-untold",
        "article {0} was last seen at {1}; a crawl was answered with {2} at {3}, and it is not noted as missing",
        f"SELECT a.id, a.last_seen_at, s.status, min(s.fetched_at) FROM {_LATER_LOOKS}"
        " AND (s.status IN (404, 410) OR EXISTS (SELECT 1 FROM findings f"
        " WHERE coalesce(f.snapshot_id, -1) = s.id AND f.code = 'soft-404'))"
        " WHERE coalesce(a.missing_at, a.gone_at) IS NULL"
        # a host that goes down gives such answers; what they told was taken back
        " AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.run_id = s.run_id AND f.code = 'host-down') GROUP BY a.id",
    ),
    (
        "removal-untold",
        "article {0} was last seen at {1}; a crawl got something else at {2} (snapshot {3}), and no finding says what",
        f"SELECT a.id, a.last_seen_at, s.fetched_at, s.id FROM {_LATER_LOOKS} AND s.status = 200"
        " WHERE NOT EXISTS (SELECT 1 FROM findings f WHERE coalesce(f.snapshot_id, -1) = s.id)",
    ),
    (
        "seal-incomplete",
        "{0}: of its size, digest and time of sealing some are missing",
        "SELECT path FROM warc_files WHERE (sha256 IS NULL) + (bytes IS NULL) + (sealed_at IS NULL) NOT IN (0, 3)",
    ),
    (
        "revisit-chain",
        "snapshot {0} repeats {1}, which holds no bytes itself",
        "SELECT s.id, o.id FROM snapshots s JOIN snapshots o ON o.id = s.revisit_of WHERE o.revisit_of IS NOT NULL",
    ),
)
"""(code, message, rows that break the promise)."""


def check_database(db: sqlite3.Connection, report: Report, *, quick: bool = False) -> None:
    """What SQLite can tell of the file, and the promises that rows make each other. `quick` leaves out the indexes."""
    pragma = "quick_check" if quick else "integrity_check"
    for (text,) in _rows(db, f"PRAGMA {pragma}({MAX_NAMED})", report):
        if text != "ok":
            report.damage("database-damaged", f"{pragma}: {text}")
    _check_foreign_keys(db, report)
    for name in altered_objects(db):
        report.damage("schema-differs", f"{name} is missing or not as this program makes it")
    for code, message, sql in _PROMISES:
        broken = _rows(db, sql, report)
        for row in broken[:MAX_NAMED]:
            report.damage(code, message.format(*row))
        if len(broken) > MAX_NAMED:
            report.damage(code, f"and {len(broken) - MAX_NAMED} more of this kind")
    for (count,) in db.execute("SELECT count(*) FROM articles"):
        report.checked["articles"] = count


def _check_foreign_keys(db: sqlite3.Connection, report: Report) -> None:
    orphans = _rows(db, "PRAGMA foreign_key_check", report)
    for table, rowid, parent, _ in orphans[:MAX_NAMED]:
        report.damage("orphan", f"row {rowid} of {table} points to a row of {parent} that is not there")
    if len(orphans) > MAX_NAMED:
        report.damage(
            "orphan",
            f"and {number_of(len(orphans) - MAX_NAMED, 'more row points', 'more rows point')} to nothing",
        )


def check_search_index(database: Path, report: Report, *, copy: bool = False) -> None:
    """FTS5's own check of its index against the texts it stands for.

    It is asked for with an INSERT, so it needs a connection that may write: it runs in a transaction that is rolled
    back, and on a copy (`copy`, for a running crawl; or where the file cannot be written).
    """
    if copy:
        _check_copy(database, report)
        return
    writable = f"file:{quote(str(database.resolve()))}?mode=rw"
    connection = sqlite3.connect(writable, uri=True, isolation_level=None, timeout=30)
    try:
        _check_index(connection, report)
    except sqlite3.OperationalError:  # read-only, or locked for long
        _check_copy(database, report)
    finally:
        connection.close()


def _check_copy(database: Path, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="newsarchive-verify-") as folder:
        source = sqlite3.connect(read_uri(database), uri=True, timeout=30)
        copy = sqlite3.connect(Path(folder) / "copy.db", isolation_level=None)
        try:
            source.backup(copy)
            _check_index(copy, report)
        finally:
            copy.close()
            source.close()


def _check_index(connection: sqlite3.Connection, report: Report) -> None:
    for index in ("articles_fts", "titles_fts", "words_fts"):
        _check_one_index(connection, index, report)


def _check_one_index(connection: sqlite3.Connection, index: str, report: Report) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        report.damage(
            "search-index",
            f"the search index does not fit its texts ({error}); SQLite rebuilds it from them:"
            f" INSERT INTO {index} ({index}) VALUES ('rebuild')",
        )
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _rows(db: sqlite3.Connection, sql: str, report: Report) -> list[tuple[object, ...]]:
    """The rows of a query; a file that SQLite cannot read gives none and is said once."""
    try:
        return [tuple(row) for row in db.execute(sql)]
    except sqlite3.DatabaseError as error:
        message = f"SQLite cannot read it ({error}): restore a backup"
        if all(damage.message != message for damage in report.damages):
            report.damage("database-damaged", message)
        return []
