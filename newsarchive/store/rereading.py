"""Reading stored snapshots again: what there is to read, and how the results are put in place of the old ones.

No revision is added or removed, and no time of seeing moves: those say what the site did, not what we made of it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive.model.article import Article, DateClue
from newsarchive.model.finding import NOT_OF_READING, Finding
from newsarchive.store.articles import COLUMNS, COMPARED, compared_text, row_of, write_parts
from newsarchive.store.findings import add_findings

BATCH = 100
_ARTICLES = """
SELECT id, site, source_id, snapshot_id FROM articles
WHERE id > :after AND (:site IS NULL OR site = :site) AND (:extractor IS NULL OR extractor != :extractor)
ORDER BY id LIMIT :count
"""
_PLACES = """
SELECT wanted.article_id, s.id AS snapshot_id, s.url, s.fetched_at, s.content_type, s.status,
       coalesce(o.warc_file, s.warc_file) AS warc_file, coalesce(o.warc_offset, s.warc_offset) AS warc_offset,
       coalesce(o.warc_length, s.warc_length) AS warc_length
FROM (SELECT id AS article_id, snapshot_id FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
      UNION SELECT article_id, snapshot_id FROM revisions WHERE article_id IN (SELECT value FROM json_each(:ids))
     ) AS wanted
JOIN snapshots s ON s.id = wanted.snapshot_id LEFT JOIN snapshots o ON o.id = s.revisit_of
"""
_STATED = """
SELECT a.id AS article_id, d.kind, d.raw, d.snapshot_id FROM articles a
JOIN pages p ON p.site = a.site AND p.source_id = a.source_id JOIN stated_dates d ON d.page_id = p.id
WHERE a.id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One stored page: what is known of it, and where its bytes lie (a revisit's: where its original lies)."""

    snapshot_id: int
    url: str
    fetched_at: str
    content_type: str | None
    status: int
    warc_file: str
    warc_offset: int
    warc_length: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One article and all snapshots that its row and its revisions were read from."""

    article_id: int
    site: str
    source_id: str
    snapshot_id: int
    """Of the article's row; the others are of earlier revisions."""
    places: tuple[Place, ...]
    stated: tuple[DateClue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """What came of a job: by snapshot, the article, or in words why there is none."""

    job: Job
    articles: Mapping[int, Article | str]

    @property
    def current(self) -> Article | str:
        return self.articles[self.job.snapshot_id]


def count_jobs(connection: sqlite3.Connection, *, site: str | None, extractor: str | None) -> int:
    """How many articles other code than `extractor` has read; None counts all."""
    (count,) = connection.execute(
        "SELECT count(*) FROM articles WHERE (:site IS NULL OR site = :site)"
        " AND (:extractor IS NULL OR extractor != :extractor)",
        {"site": site, "extractor": extractor},
    ).fetchone()
    return int(count)


def iter_jobs(
    connection: sqlite3.Connection, *, site: str | None, extractor: str | None, limit: int | None
) -> Iterator[Job]:
    """Articles that other code than `extractor` has read (None: all), by id, a few at a time."""
    after, left = 0, limit if limit is not None else -1
    while left:
        count = BATCH if left < 0 else min(BATCH, left)
        values = {"after": after, "site": site, "extractor": extractor, "count": count}
        articles = connection.execute(_ARTICLES, values).fetchall()
        if not articles:
            return
        yield from _jobs(connection, articles)
        after = articles[-1]["id"]
        left -= len(articles) if left > 0 else 0


def _jobs(connection: sqlite3.Connection, articles: list[sqlite3.Row]) -> Iterator[Job]:
    ids = json.dumps([row["id"] for row in articles])
    places: dict[int, list[Place]] = {}
    for row in connection.execute(_PLACES, {"ids": ids}):
        values = dict(row)
        places.setdefault(values.pop("article_id"), []).append(Place(**values))
    stated: dict[int, list[DateClue]] = {}
    for row in connection.execute(_STATED, {"ids": ids}):
        clue = DateClue(kind=row["kind"], raw=row["raw"], place=row["kind"], snapshot_id=row["snapshot_id"])
        stated.setdefault(row["article_id"], []).append(clue)
    for row in articles:
        yield Job(
            article_id=row["id"],
            site=row["site"],
            source_id=row["source_id"],
            snapshot_id=row["snapshot_id"],
            places=tuple(places.get(row["id"], ())),
            stated=tuple(stated.get(row["id"], ())),
        )


def differences(
    connection: sqlite3.Connection, article_id: int, article: Article
) -> dict[str, tuple[Any, Any]]:
    """What storing `article` would change: field → (stored, read now). `extractor` is no field."""
    stored = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    now = row_of(article)
    found = {name: (stored[name], now[name]) for name in COLUMNS if stored[name] != now[name]}
    found.pop("extractor", None)
    photos = _pairs(
        connection,
        "SELECT url, caption, credit, alt FROM photos WHERE article_id = ? ORDER BY position",
        article_id,
    )
    read = [[photo.url, photo.caption, photo.credit, photo.alt] for photo in article.photos]
    if photos != read:
        found["photos"] = (photos, read)
    witnesses = _pairs(
        connection,
        "SELECT kind, raw, value, agrees FROM date_witnesses WHERE article_id = ? ORDER BY id",
        article_id,
    )
    heard = [[each.kind, each.raw, each.value, each.agrees] for each in article.date_witnesses]
    if witnesses != heard:
        found["date_witnesses"] = (witnesses, heard)
    return found


def _pairs(connection: sqlite3.Connection, sql: str, article_id: int) -> list[list[Any]]:
    return [list(row) for row in connection.execute(sql, (article_id,))]


def apply(connection: sqlite3.Connection, reread: Reread, at: datetime) -> bool:
    """Put what was read in place. False where a crawl stored a newer look meanwhile: that one counts.

    Runs inside the caller's transaction; repeating it changes nothing more.
    """
    job, article = reread.job, reread.current
    (current,) = connection.execute(
        "SELECT snapshot_id FROM articles WHERE id = ?", (job.article_id,)
    ).fetchone() or (None,)
    if current != job.snapshot_id:
        return False
    if isinstance(article, str):
        note = Finding(code="unread", message=f"Read again, this page is no article any more: {article}")
        _note(connection, job.snapshot_id, [note], at)
        return True
    columns = ", ".join(f"{name} = :{name}" for name in COLUMNS)
    connection.execute(
        f"UPDATE articles SET {columns} WHERE id = :id", row_of(article) | {"id": job.article_id}
    )
    write_parts(connection, job.article_id, article, job.snapshot_id)
    last = _rewrite_revisions(connection, reread)
    findings = list(article.findings)
    if last is not None and last != compared_text(article):
        findings.append(
            Finding(
                code="reading-differs",
                message="Read again, the newest snapshot differs from that of the last revision: see both.",
            )
        )
    _replace_findings(connection, job.snapshot_id, findings, at)
    return True


def _rewrite_revisions(connection: sqlite3.Connection, reread: Reread) -> dict[str, Any] | None:
    """Each revision's text as its own snapshot reads now; number, time and snapshot stay. Gives the last text."""
    before: dict[str, Any] | None = None
    rows = connection.execute(
        f"SELECT id, snapshot_id, {', '.join(COMPARED)}, changed FROM revisions WHERE article_id = ? ORDER BY number",
        (reread.job.article_id,),
    ).fetchall()
    for row in rows:
        article = reread.articles.get(row["snapshot_id"])
        stored = {name: row[name] for name in COMPARED}
        text = compared_text(article) if isinstance(article, Article) else stored
        changed = [name for name in COMPARED if before is not None and before[name] != text[name]]
        if text != stored or json.loads(row["changed"]) != changed:
            assignments = ", ".join(f"{name} = :{name}" for name in (*COMPARED, "changed"))
            connection.execute(
                f"UPDATE revisions SET {assignments} WHERE id = :id",
                {**text, "changed": json.dumps(changed), "id": row["id"]},
            )
        before = text
    return before


def _replace_findings(
    connection: sqlite3.Connection, snapshot_id: int, findings: list[Finding], at: datetime
) -> None:
    """Remarks of the earlier reading that no longer apply go; those that do keep the time they were first made."""
    kept = {(finding.code, finding.field) for finding in findings}
    # by the expression of the unique index: there is none on the bare column
    rows = connection.execute(
        "SELECT id, code, field FROM findings WHERE coalesce(snapshot_id, -1) = ?", (snapshot_id,)
    )
    stale = [
        (row["id"],)
        for row in rows
        if row["code"] not in NOT_OF_READING and (row["code"], row["field"]) not in kept
    ]
    connection.executemany("DELETE FROM findings WHERE id = ?", stale)
    _note(connection, snapshot_id, findings, at)


def _note(connection: sqlite3.Connection, snapshot_id: int, findings: list[Finding], at: datetime) -> None:
    (page_id,) = connection.execute("SELECT page_id FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
    add_findings(connection, findings, at=at, run_id=None, page_id=page_id, snapshot_id=snapshot_id)
