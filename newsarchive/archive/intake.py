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
from newsarchive.archive.photos import link_printed
from newsarchive.archive.reading import on_site
from newsarchive.archive.register import register, status_of
from newsarchive.archive.revisits import link_revisits
from newsarchive.archive.settle import settle
from newsarchive.archive.unread import read_capture
from newsarchive.errors import NotAnArticle, StoreError
from newsarchive.model.article import Article
from newsarchive.model.crawl import Change, Link, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.sites import find_photo_site, find_site
from newsarchive.store import captures, pages, runs, snapshots
from newsarchive.store.articles import link_photo
from newsarchive.store.captures import PageCapture
from newsarchive.store.connect import open_writer, transaction
from newsarchive.store.findings import add_findings
from newsarchive.store.times import from_utc_text
from newsarchive.urls.canonical import printed_url
from newsarchive.urls.identity import identify
from newsarchive.warc.dates import parse_date
from newsarchive.warc.intake import COPY_PREFIX, take_in
from newsarchive.warc.repair import file_sha256
from newsarchive.warc.scan import DamagedRecord, Record, scan

BATCH = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(slots=True)
class Imported:
    """What came of one file. Counts: records, snapshots (new rows), other (of no known site), and by what they brought
    the captures of articles: new, changed, same, older, no-article, unreadable; cut-short (not read)."""

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
        InUse: another import is copying one of the files, or a crawl of one of the sites is running; what was copied
            stays, import again to go on.
        StoreError: a file is no WARC file or damaged (files before it are imported), or the archive cannot be used.
    """
    done: list[Imported] = []
    refused: StoreError | None = None
    with closing(open_writer(database)) as db:
        for source in files:
            progress(f"copying {source.name}")
            try:
                done.append(_take_in(db, database, source, at, site))
            except StoreError as error:  # what came before it is read all the same
                refused = error
                break
        if done:
            _read_all(db, database, done, at, progress)
    if refused is not None:
        raise refused
    return done


def _read_all(
    db: sqlite3.Connection,
    database: Path,
    done: Sequence[Imported],
    at: datetime,
    progress: Callable[[str], None],
) -> None:
    """Read the article pages in some files, and in revisits elsewhere whose originals they hold."""
    by_path = {one.path: one for one in reversed(done)}
    links = link_revisits(db, database.parent, by_path)
    for path, count in Counter(row.warc_file for row in links.waiting).items():
        if path in by_path:
            by_path[path].notes.append(f"revisits that wait for the import of what they repeat: {count}")
    captured = [page for path in by_path for page in captures.in_file(db, path)]
    captured += captures.of_ids(db, links.linked)
    found = sorted({page.job.snapshot_id: page for page in captured}.values(), key=_moment)
    with ExitStack() as locks:
        for name in sorted({page.page.site for page in found}):
            locks.callback(SiteLock(database, name).release)
        for number, batch in enumerate(_batches(found)):
            progress(f"reading pages: {number * BATCH} of {len(found)}")
            with transaction(db):
                for page in batch:
                    brought = _read(db, database.parent, page)
                    one = by_path.get(snapshots.file_of(db, page.job.snapshot_id))
                    one = one or by_path.get(page.job.places[0].warc_file)
                    if one is not None:
                        one.counts[brought] += 1
        with transaction(db):
            link_printed(db)
        for name in sorted({page.page.site for page in found}):
            read_clocked(db, database, name, at)


def _moment(page: PageCapture) -> tuple[datetime, int]:
    return page.fetched_at, page.job.snapshot_id


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
    relative = _path_of(db, database.parent, digest, source.name)
    done = Imported(source=source, path=relative)
    path = database.parent / relative
    done.known = snapshots.is_sealed(db, relative) and path.exists()
    if done.known:
        with transaction(db):
            for row in snapshots.without_page(db, relative):
                _give_page(db, row, site)
        return done
    if not path.exists():
        _copy(source, path, done, at)
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


def _path_of(db: sqlite3.Connection, base: Path, digest: str, name: str) -> str:
    """Where the copy of a file lies, or is to lie: under the name by which it was met first."""
    beginning = f"{WARC_FOLDER}/{COPY_PREFIX}{digest[:16]}-"
    known = snapshots.import_of(db, beginning)
    if known is not None:
        return known
    copied = sorted((base / WARC_FOLDER).glob(f"{COPY_PREFIX}{digest[:16]}-*.warc.gz"))
    if copied:
        return f"{WARC_FOLDER}/{copied[0].name}"
    stem = _UNSAFE.sub("-", name.removesuffix(".gz").removesuffix(".warc"))[:60].strip("-.")
    return f"{beginning}{stem or 'file'}.warc.gz"


def _copy(source: Path, path: Path, done: Imported, at: datetime) -> None:
    try:
        intake = take_in(source, path, at)
    except OSError as error:
        raise StoreError(
            f"{source} cannot be copied to {path} ({error.strerror or error}): make room there, then import it again."
        ) from error
    if intake is None:
        return
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
    site = forced or find_site(record.url) or find_photo_site(record.url)
    when = parse_date(record.date)
    target = _target(db, record.url, site, status_of(record), when) if site is not None else None
    row = register(db, record, relative, page_id=target.page_id if target else None, run_id=None)
    done.counts["snapshots"] += row.is_new
    done.counts["other"] += site is None
    why = _lacks_end(record)
    if row.is_new and why is not None:
        done.counts["cut-short"] += 1
        note = Finding(
            code="cut-short", message=f"{record.url} was captured without its end ({why}): not read."
        )
        page_id = target.page_id if target else None
        add_findings(db, [note], at=when, run_id=None, page_id=page_id, snapshot_id=row.snapshot_id)
    if target is not None:
        _bind(db, row.snapshot_id, target)


def _lacks_end(record: Record) -> str | None:
    """By what a record tells that its payload is not whole. Of revisits that is usual, and no loss."""
    if record.type == "revisit":
        return None
    if record.get("WARC-Truncated"):
        return f"WARC-Truncated: {record.get('WARC-Truncated')}"
    if record.get("WARC-Segment-Number"):
        return "the first segment of several"
    length = record.http("Content-Length") or ""
    is_coded = record.http("Transfer-Encoding") or record.http("Content-Encoding")
    if length.isascii() and length.isdigit() and not is_coded and 0 < record.payload_bytes < int(length):
        return f"{record.payload_bytes} of {length} bytes"
    return None


def _give_page(db: sqlite3.Connection, row: snapshots.SnapshotRow, forced: SiteSpec | None) -> None:
    """The page of a capture that was imported when nothing was known of its site."""
    site = forced or find_site(row.url) or find_photo_site(row.url)
    target = (
        _target(db, row.url, site, row.status, from_utc_text(row.fetched_at)) if site is not None else None
    )
    if target is not None:
        _bind(db, row.id, target)


@dataclass(frozen=True, slots=True)
class _Target:
    """The page that a capture is of, and the spelling of its address that rows have."""

    page_id: int
    url: str


def _bind(db: sqlite3.Connection, snapshot_id: int, target: _Target) -> None:
    snapshots.give_page(db, snapshot_id, target.page_id)
    link_photo(db, target.url, snapshot_id)


def _target(db: sqlite3.Connection, url: str, site: SiteSpec, status: int, when: datetime) -> _Target | None:
    """The page of an article or a photo, made where it is new; of anything else only where it is known."""
    try:
        identity = identify(on_site(url, site), site)
    except ValueError:
        return None
    for spelling in (identity.url, printed_url(identity.url)):
        known = snapshots.page_of_url(db, spelling)
        if known is not None:
            return _Target(known, spelling)
    if identity.kind not in ("article", "photo") or status != 200:
        return None
    runs.ensure_site(db, site)
    link = Link(url=identity.url, kind=identity.kind, source_id=identity.source_id)
    page_id, is_new = pages.add_link(db, site.id, link, when)
    if is_new and identity.kind == "photo":
        captures.mark_fetched(db, page_id, when)
    return _Target(page_id, identity.url)


def _read(db: sqlite3.Connection, base: Path, capture: PageCapture) -> str:
    """Read one capture of an article; gives what it brought."""
    page, job = capture.page, capture.job
    (place,) = job.places
    if captures.is_read_from(db, job.snapshot_id):
        return "same"
    seen = captures.last_seen(db, page.site, job.source_id)
    when = capture.fetched_at
    article = read_capture(base, capture)
    if isinstance(article, NotAnArticle):
        if seen is None and page.visits == 0:
            why = article.message
            note = Finding(code=article.what, message=why)
            _settle(db, capture, Visit(page=page, outcome="skipped", at=when, error=why, findings=(note,)))
        return "no-article"
    if isinstance(article, Finding):
        add_findings(db, [article], at=when, run_id=None, page_id=page.id, snapshot_id=job.snapshot_id)
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
