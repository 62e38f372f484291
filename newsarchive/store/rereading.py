"""Reading stored snapshots again: what there is to read, and how the results are put in place of the old ones.

No revision is added or removed, and no time of seeing moves: those say what the site did, not what we made of it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive.model.article import Article, DateClue
from newsarchive.model.finding import NOT_OF_READING, OF_NEIGHBOURS, Finding
from newsarchive.store.articles import COLUMNS, COMPARED, compared_text, row_of, write_parts
from newsarchive.store.clocks import clock_places
from newsarchive.store.findings import add_findings
from newsarchive.store.planner import Planner, Statement

_IDS = """
SELECT id FROM articles
WHERE id > :after AND (:site IS NULL OR site = :site) AND (:extractor IS NULL OR extractor != :extractor)
ORDER BY id LIMIT :count
"""
_ARTICLES = """
SELECT id, site, source_id, snapshot_id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
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
    clocks: frozenset[str]
    """Places of the site's pages that are known to show the day of rendering."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """What came of a job: by snapshot, the article, or in words why there is none."""

    job: Job
    articles: Mapping[int, Article | str]

    @property
    def current(self) -> Article | str:
        return self.articles[self.job.snapshot_id]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one result changes, as a process that only reads worked it out."""

    article_id: int
    snapshot_id: int
    """Of the article's row when it was read."""
    found: dict[str, tuple[Any, Any]] | None
    """Field → (stored, read now); None where the page could not be read."""
    statements: list[Statement]

    @property
    def is_readable(self) -> bool:
        return self.found is not None


def count_jobs(connection: sqlite3.Connection, *, site: str | None, extractor: str | None) -> int:
    """How many articles other code than `extractor` has read; None counts all."""
    (count,) = connection.execute(
        "SELECT count(*) FROM articles WHERE (:site IS NULL OR site = :site)"
        " AND (:extractor IS NULL OR extractor != :extractor)",
        {"site": site, "extractor": extractor},
    ).fetchone()
    return int(count)


def iter_ids(
    connection: sqlite3.Connection, *, site: str | None, extractor: str | None, limit: int | None, count: int
) -> Iterator[list[int]]:
    """Articles that other code than `extractor` has read (None: all), in order, `count` at a time."""
    after, left = 0, limit
    while left is None or left > 0:
        few = count if left is None else min(count, left)
        values = {"after": after, "site": site, "extractor": extractor, "count": few}
        ids = [row["id"] for row in connection.execute(_IDS, values)]
        if not ids:
            return
        yield ids
        after = ids[-1]
        left = None if left is None else left - len(ids)


def jobs_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Job]:
    """What there is to read of some articles."""
    wanted = json.dumps(list(ids))
    places: dict[int, list[Place]] = {}
    for row in connection.execute(_PLACES, {"ids": wanted}):
        values = dict(row)
        places.setdefault(values.pop("article_id"), []).append(Place(**values))
    stated: dict[int, list[DateClue]] = {}
    for row in connection.execute(_STATED, {"ids": wanted}):
        clue = DateClue(kind=row["kind"], raw=row["raw"], place=row["kind"], snapshot_id=row["snapshot_id"])
        stated.setdefault(row["article_id"], []).append(clue)
    articles = connection.execute(_ARTICLES, (wanted,)).fetchall()
    clocks = {site: clock_places(connection, site) for site in {row["site"] for row in articles}}
    return [
        Job(
            article_id=row["id"],
            site=row["site"],
            source_id=row["source_id"],
            snapshot_id=row["snapshot_id"],
            places=tuple(places.get(row["id"], ())),
            stated=tuple(stated.get(row["id"], ())),
            clocks=clocks[row["site"]],
        )
        for row in articles
    ]


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


def plan(planner: Planner, reread: Reread, at: datetime) -> Plan:
    """What putting a result in place takes: nothing where all is stored as it was read now."""
    job, article = reread.job, reread.current
    if isinstance(article, str):
        note = Finding(code="unread", message=f"Read again, this page is no article any more: {article}")
        _note(planner, job.snapshot_id, [note], at)
        return Plan(job.article_id, job.snapshot_id, None, planner.planned())
    found = differences(planner, job.article_id, article)
    if any(name in found for name in COLUMNS):
        columns = ", ".join(f"{name} = :{name}" for name in COLUMNS)
        planner.execute(
            f"UPDATE articles SET {columns} WHERE id = :id", row_of(article) | {"id": job.article_id}
        )
    write_parts(planner, job.article_id, article, job.snapshot_id)
    last = _rewrite_revisions(planner, reread)
    findings = list(article.findings)
    if last is not None and last != compared_text(article):
        findings.append(
            Finding(
                code="reading-differs",
                message="Read again, the newest snapshot differs from that of the last revision: see both.",
            )
        )
    stays = NOT_OF_READING if found.keys() & {"lead", "body"} else NOT_OF_READING | OF_NEIGHBOURS
    replace_findings(planner, job.snapshot_id, findings, stays, at)
    return Plan(job.article_id, job.snapshot_id, found, planner.planned())


def carry_out(connection: sqlite3.Connection, plans: Sequence[Plan], extractor: str) -> set[int]:
    """Put what was read in place, inside the caller's transaction; repeating it changes nothing more.

    Returns the articles of which a crawl stored a newer look meanwhile: that one counts, and they are left alone.
    """
    ids = json.dumps([each.article_id for each in plans])
    now = {row["id"]: row["snapshot_id"] for row in connection.execute(_ARTICLES, (ids,))}
    overtaken = {each.article_id for each in plans if now.get(each.article_id) != each.snapshot_id}
    read = []
    for each in plans:
        if each.article_id in overtaken:
            continue
        for sql, values in each.statements:
            connection.execute(sql, values)
        if each.is_readable:
            read.append(each.article_id)
    connection.execute(
        "UPDATE articles SET extractor = :extractor"
        " WHERE id IN (SELECT value FROM json_each(:ids)) AND extractor != :extractor",
        {"extractor": extractor, "ids": json.dumps(read)},
    )
    return overtaken


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


def replace_findings(
    connection: sqlite3.Connection, snapshot_id: int, findings: list[Finding], stays: Set[str], at: datetime
) -> None:
    """Remarks of the earlier reading that no longer apply go; those that do stay as they were made."""
    kept = {(finding.code, finding.field) for finding in findings}
    # by the expression of the unique index: there is none on the bare column
    rows = connection.execute(
        "SELECT id, code, field, message FROM findings WHERE coalesce(snapshot_id, -1) = ?", (snapshot_id,)
    ).fetchall()
    stale = [
        (row["id"],) for row in rows if row["code"] not in stays and (row["code"], row["field"]) not in kept
    ]
    connection.executemany("DELETE FROM findings WHERE id = ?", stale)
    known = {(row["code"], row["field"], row["message"]) for row in rows}
    _note(connection, snapshot_id, [each for each in findings if _key(each) not in known], at)


def _key(finding: Finding) -> tuple[str, str | None, str]:
    return finding.code, finding.field, finding.message


def _note(connection: sqlite3.Connection, snapshot_id: int, findings: list[Finding], at: datetime) -> None:
    if not findings:
        return
    (page_id,) = connection.execute("SELECT page_id FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
    add_findings(connection, findings, at=at, run_id=None, page_id=page_id, snapshot_id=snapshot_id)
