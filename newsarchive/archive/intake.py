"""Imports WARC files that others made: the bytes beside ours, a row for every page, articles through our extraction.

Importing a file again changes nothing; one that was stopped half way goes on.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from newsarchive.archive.clocks import read_clocked
from newsarchive.archive.live import WARC_FOLDER
from newsarchive.archive.lock import SiteLock
from newsarchive.archive.past import settle_past
from newsarchive.archive.reading import on_site, read_place
from newsarchive.archive.register import register
from newsarchive.archive.settle import settle
from newsarchive.errors import ArchiveError, NotAnArticle, StoreError
from newsarchive.model.article import Article
from newsarchive.model.crawl import Change, Link, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.sites import find_site
from newsarchive.store import captures, pages, runs, snapshots
from newsarchive.store.articles import link_photo
from newsarchive.store.captures import PageCapture
from newsarchive.store.connect import open_writer, transaction
from newsarchive.store.findings import add_findings
from newsarchive.urls.identity import identify
from newsarchive.warc.dates import parse_date
from newsarchive.warc.intake import take_in
from newsarchive.warc.repair import file_sha256
from newsarchive.warc.scan import DamagedRecord, Record, scan
from newsarchive.warc.writer import sync_folder

BATCH = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_PART = ".part"


@dataclass(slots=True)
class Imported:
    """What came of one file. Counts: records, snapshots (new rows), other (of no known site), and by what they brought
    the captures of articles: new, changed, same, older, no-article, unreadable."""

    source: Path
    path: str
    """Where its copy lies, relative to the database's folder."""
    known: bool = False
    """Whether it had been imported before."""
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def import_files(
    database: Path,
    files: Sequence[Path],
    *,
    at: datetime,
    site: SiteSpec | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Imported]:
    """Take in WARC files.

    Args:
        at: The present moment, for the rows of the files themselves; pages keep the time of their records.
        site: Read all pages as pages of this site, also where their host is another (a copy, a mirror).
    Raises:
        SiteLocked: a crawl of one of the sites is running; what was copied stays, import again to go on.
        StoreError: a file is no WARC file or damaged (files before it are imported), or the archive cannot be used.
    """
    done: list[Imported] = []
    with closing(open_writer(database)) as db:
        for source in files:
            progress(f"copying {source.name}")
            done.append(_take_in(db, database, source, at, site))
        found = [page for one in done for page in captures.in_file(db, one.path)]
        found.sort(key=lambda page: page.fetched_at)
        by_path = {one.path: one for one in done}
        with ExitStack() as locks:
            for name in sorted({page.page.site for page in found}):
                locks.callback(SiteLock(database, name).release)
            for number, batch in enumerate(_batches(found)):
                progress(f"reading pages: {number * BATCH} of {len(found)}")
                with transaction(db):
                    for page in batch:
                        one = by_path[snapshots.file_of(db, page.job.snapshot_id)]
                        one.counts[_read(db, database.parent, page)] += 1
            for name in sorted({page.page.site for page in found}):
                read_clocked(db, database, name, at)
    return done


def _batches(found: Iterable[PageCapture]) -> Iterator[list[PageCapture]]:
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _take_in(
    db: sqlite3.Connection, database: Path, source: Path, at: datetime, site: SiteSpec | None
) -> Imported:
    """The copy, and a row for every page in it."""
    try:
        digest = file_sha256(source)
    except OSError as error:
        raise StoreError(f"Cannot read {source}: {error.strerror}.") from error
    stem = _UNSAFE.sub("-", source.name.removesuffix(".gz").removesuffix(".warc"))[:60].strip("-.")
    relative = f"{WARC_FOLDER}/import-{digest[:16]}-{stem or 'file'}.warc.gz"
    done = Imported(source=source, path=relative)
    path = database.parent / relative
    done.known = snapshots.is_sealed(db, relative) and path.exists()
    if done.known:
        return done
    if not path.exists():
        _copy(source, path, done)
    with transaction(db):
        snapshots.add_warc_file(db, relative, None)
    try:
        _add_rows(db, path, relative, site, done)
    except DamagedRecord as error:  # its copy has been altered since it was made
        raise StoreError(
            f"{path} is damaged at byte {error.offset} ({error}): remove it and import again."
        ) from error
    except ValueError as error:  # a copy that an older version took in
        raise StoreError(f"{source} cannot be imported: {error}.") from error
    with transaction(db):
        snapshots.seal_warc_file(db, relative, file_sha256(path), path.stat().st_size, at)
    return done


def _copy(source: Path, path: Path, done: Imported) -> None:
    part = path.with_name(path.name + _PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # of an import that was killed
        intake = take_in(source, part)
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"{source} cannot be copied to {path} ({error.strerror or error}): make room there, then import it again."
        ) from error
    if not intake.verbatim:
        done.notes.append("its records were packed anew, one gzip member each; their bytes are the same")
    if intake.cut:
        done.notes.append("a torn last record was left out")
    elif intake.torn:
        done.notes.append("it breaks off right after a whole record: more may be missing")


def _add_rows(
    db: sqlite3.Connection, path: Path, relative: str, site: SiteSpec | None, done: Imported
) -> None:
    with path.open("rb") as file:
        records = scan(file)
        while batch := list(islice(records, BATCH)):
            with transaction(db):
                for record in batch:
                    done.counts["records"] += 1
                    if record.is_page:
                        _add_row(db, record, relative, site, done)


def _add_row(
    db: sqlite3.Connection, record: Record, relative: str, forced: SiteSpec | None, done: Imported
) -> None:
    site = forced or find_site(record.url)
    page_id = _page_of(db, record, site) if site is not None else None
    row = register(db, record, relative, page_id=page_id, run_id=None)
    done.counts["snapshots"] += row.is_new
    done.counts["other"] += site is None
    is_picture = (record.content_type or "").lower().startswith("image/")
    if page_id is not None and is_picture and record.status in (200, None):
        link_photo(db, record.url, row.snapshot_id, None)


def _page_of(db: sqlite3.Connection, record: Record, site: SiteSpec) -> int | None:
    """The page of an article or a photo, made where it is new; of anything else only where it is known."""
    try:
        identity = identify(on_site(record.url, site), site)
    except ValueError:
        return None
    if identity.kind not in ("article", "photo") or record.status not in (200, None):
        return snapshots.page_of_url(db, identity.url)
    runs.ensure_site(db, site)
    link = Link(url=identity.url, kind=identity.kind, source_id=identity.source_id)
    page_id, is_new = pages.add_link(db, site.id, link, parse_date(record.date))
    if is_new and identity.kind == "photo":
        captures.mark_fetched(db, page_id, parse_date(record.date))
    return page_id


def _read(db: sqlite3.Connection, base: Path, capture: PageCapture) -> str:
    """Read one capture of an article; gives what it brought."""
    page, job = capture.page, capture.job
    (place,) = job.places
    if captures.is_read_from(db, job.snapshot_id):
        return "same"
    seen = captures.last_seen(db, page.site, job.source_id)
    when = capture.fetched_at
    try:
        article = read_place(base, job, place)
    except NotAnArticle as error:
        if seen is None and page.visits == 0:
            note = Finding(code=error.what, message=error.message)
            _settle(
                db,
                capture,
                Visit(page=page, outcome="skipped", at=when, error=error.message, findings=(note,)),
            )
        return "no-article"
    except ArchiveError as error:
        note = Finding(code="unread", message=f"{place.url} cannot be read: {error.message}")
        add_findings(db, [note], at=when, run_id=None, page_id=page.id, snapshot_id=job.snapshot_id)
        return "unreadable"
    if seen is not None and place.fetched_at <= seen:
        return _older(db, capture, article, when)
    last_visit = captures.history(db, page).last_visit_at
    if last_visit is not None and place.fetched_at < last_visit:
        change = settle_past(db, capture, article, due=when)
        add_findings(db, article.findings, at=when, run_id=None, page_id=page.id, snapshot_id=job.snapshot_id)
        return _brought(change)
    visit = Visit(page=page, outcome="article", at=when, article=article, findings=article.findings)
    return _settle(db, capture, visit)


def _settle(db: sqlite3.Connection, capture: PageCapture, visit: Visit) -> str:
    return _brought(settle(db, replace(visit, snapshot_id=capture.job.snapshot_id), None, timedelta()))


def _brought(change: Change) -> str:
    return "same" if change == "returned" else change


def _older(db: sqlite3.Connection, capture: PageCapture, article: Article, when: datetime) -> str:
    """Revisions are never renumbered: an older text that no revision has stays a snapshot, and is told of."""
    if captures.has_text(db, article):
        return "same"
    note = Finding(
        code="older-text",
        message=f"An older text of {capture.page.url} was imported; it is kept as snapshot {capture.job.snapshot_id}.",
    )
    snapshot_id = capture.job.snapshot_id
    add_findings(db, [note], at=when, run_id=None, page_id=capture.page.id, snapshot_id=snapshot_id)
    return "older"
