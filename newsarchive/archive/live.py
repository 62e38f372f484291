"""A running crawl's hold on its archive: lock, WARC file, write desk."""

import hashlib
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from newsarchive import __version__
from newsarchive.archive.clocks import BATCH, notice_repeats, read_again
from newsarchive.archive.desk import WriteDesk
from newsarchive.archive.lock import SiteLock
from newsarchive.archive.register import adopt_records
from newsarchive.archive.settle import settle
from newsarchive.errors import StoreError
from newsarchive.model.article import DateClue
from newsarchive.model.counting import number_of, were
from newsarchive.model.crawl import Capture, Change, CrawlBounds, Link, PageRef, StoredSnapshot, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.store import hosts, pages, runs, searchtext, snapshots
from newsarchive.store.articles import stated_dates, unmark_missing
from newsarchive.store.connect import open_writer
from newsarchive.store.findings import add_findings
from newsarchive.store.times import from_utc_text
from newsarchive.warc.digest import base32
from newsarchive.warc.repair import belongs_to, file_sha256, iter_left_open, seal_left_open
from newsarchive.warc.writer import MAX_FILE_BYTES, OPEN_SUFFIX, RecordPlace, RefersTo, WarcFile

WARC_FOLDER = "warc"


class LiveArchive:
    """Implements `model.crawl.Archive` for one run of one site.

    Raises on opening:
        SiteLocked: another crawl of the site writes into this database.
        StoreError: the database cannot be used.
    """

    def __init__(
        self,
        path: Path,
        site: SiteSpec,
        *,
        clock: Callable[[], datetime],
        origin: str | None = None,
        arguments: Mapping[str, object] | None = None,
        bounds: CrawlBounds | None = None,
        info: Mapping[str, str] | None = None,
        retry_base: timedelta = timedelta(seconds=5),
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> None:
        self.path = path
        self.site = site
        self._clock = clock
        self._info = {
            "software": f"newsarchive/{__version__}",
            "format": "WARC File Format 1.1",
            "isPartOf": path.name,
            **(info or {}),
        }
        if origin:
            self._info["description"] = f"fetched from {origin}, a replica: not from the addresses recorded"
        self._retry_base = retry_base
        self._max_file_bytes = max_file_bytes
        self._folder = path.parent / WARC_FOLDER
        self._file: WarcFile | None = None
        self._files = 0
        connection = open_writer(path)
        searchtext.gather(connection)
        try:
            self._lock = SiteLock(path, site.id)
        except StoreError:
            connection.close()
            raise
        self._desk = WriteDesk(connection, self._sync)
        try:
            self.run_id = self._desk.call(
                lambda db: self._begin(db, origin, arguments or {}, bounds or CrawlBounds())
            )
        except BaseException:
            self.close()
            raise

    def _begin(
        self, db: sqlite3.Connection, origin: str | None, arguments: Mapping[str, object], bounds: CrawlBounds
    ) -> int:
        now = self._clock()
        runs.ensure_site(db, self.site)
        run_id = runs.begin_run(db, self.site.id, origin=origin, arguments=arguments, at=now)
        self._seal_left_behind(db, run_id, now)
        pages.wake_due(db, self.site.id, now, full=bounds.full)
        return run_id

    def _seal_left_behind(self, db: sqlite3.Connection, run_id: int, now: datetime) -> None:
        """Files of killed runs: cut the torn tail, seal, give rows to records that have none, say so.

        Files that a live run holds, those of an import, and those of another archive in the same folder are left alone.
        """
        ours = set(snapshots.unsealed_files(db))
        for path in iter_left_open(self._folder):
            relative = f"{path.parent.name}/{path.name.removesuffix(OPEN_SUFFIX)}"
            if relative not in ours and not belongs_to(path, self.path.name):
                continue
            try:
                sealed = seal_left_open(path)
            except (BlockingIOError, FileNotFoundError):  # being written, or sealed by another run just now
                continue
            if sealed is None:
                snapshots.forget_empty_file(db, relative)
                continue
            snapshots.seal_warc_file(db, relative, sealed.sha256, sealed.bytes, now)
            if sealed.cut:
                lost = f"{number_of(sealed.cut, 'byte')} of a torn last record {were(sealed.cut)}"
                note = f"{relative}: {lost} cut off after a kill."
                add_findings(db, [Finding(code="warc-tail-cut", message=note)], at=now, run_id=run_id)
            self._adopt(db, relative, run_id, now)
        for relative in snapshots.unsealed_files(db):
            path = self.path.parent / relative
            if path.exists():  # killed between the rename and the commit
                snapshots.seal_warc_file(db, relative, file_sha256(path), path.stat().st_size, now)
                self._adopt(db, relative, run_id, now)

    def _adopt(self, db: sqlite3.Connection, relative: str, run_id: int, now: datetime) -> None:
        """A record that was written just before a kill is as good as any."""
        try:
            adopted = adopt_records(db, self.path.parent, relative)
        except ValueError as error:  # `verify` names what is damaged; a new run must not wait for that
            note = f"{relative}: {error}; `newsarchive verify` tells more."
            add_findings(db, [Finding(code="warc-damaged", message=note)], at=now, run_id=run_id)
            return
        if adopted:
            note = f"{relative}: {number_of(adopted, 'record')} written just before a kill {were(adopted)} given a row."
            add_findings(db, [Finding(code="warc-orphan", message=note)], at=now, run_id=run_id)

    def save_capture(self, capture: Capture) -> Awaitable[StoredSnapshot]:
        return self._desk.ask(lambda db: self._save(db, capture))

    def _save(self, db: sqlite3.Connection, capture: Capture) -> StoredSnapshot:
        sha256 = hashlib.sha256(capture.body).hexdigest()
        same = snapshots.find_same_bytes(db, capture.page_id, sha256) if capture.status == 200 else None
        refers = (
            RefersTo(url=same.url, fetched_at=from_utc_text(same.fetched_at), payload_digest=base32(sha256))
            if same
            else None
        )
        unchanged = same is not None and snapshots.is_current(db, capture.page_id, sha256)
        file = self._warc(db)
        place = file.write(capture, sha256, refers)
        try:
            row_id = self._add_row(db, capture, sha256, place, same.id if same else None)
        except sqlite3.Error:
            file.take_back(place)
            raise
        stated = stated_dates(db, capture.page_id) if capture.page_id is not None else []
        return StoredSnapshot(
            id=row_id,
            revisit_of=same.id if same and unchanged else None,
            stated=tuple(
                DateClue(kind=kind, raw=raw, place=kind, snapshot_id=snapshot_id)
                for kind, raw, snapshot_id in stated
            ),
        )

    def _add_row(
        self, db: sqlite3.Connection, capture: Capture, sha256: str, place: RecordPlace, same: int | None
    ) -> int:
        return snapshots.add_snapshot(
            db,
            page_id=capture.page_id,
            url=capture.url,
            requested_url=capture.requested_url,
            fetched_at=capture.fetched_at,
            status=capture.status,
            content_type=capture.content_type,
            run_id=self.run_id,
            sha256=sha256,
            size=len(capture.body),
            warc_file=place.path,
            offset=place.offset,
            length=place.length,
            revisit_of=same,
        )

    def settle(self, visit: Visit) -> Awaitable[Change]:
        # An article changes nothing of what comes next, so it may wait for others: their texts go into the search
        # indexes together, which costs a third of one by one.
        return self._desk.ask(
            lambda db: settle(db, visit, self.run_id, self._retry_base, gathers_texts=True),
            patient=visit.outcome == "article",
        )

    def put_back(
        self,
        waiting: Iterable[tuple[PageRef, datetime]],
        finding: Finding,
        *,
        on_page: int,
        since: datetime,
        why: str,
    ) -> Awaitable[None]:
        return self._desk.ask(lambda db: self._put_back(db, waiting, finding, on_page, since, why))

    def _put_back(
        self,
        db: sqlite3.Connection,
        waiting: Iterable[tuple[PageRef, datetime]],
        finding: Finding,
        on_page: int,
        since: datetime,
        why: str,
    ) -> None:
        for page, next_visit in waiting:
            if page.source_id:
                unmark_missing(db, page, since)
            hosts.put_back(db, page, next_visit, f"its host stopped answering: {why}")
        add_findings(db, [finding], at=self._clock(), run_id=self.run_id, page_id=on_page)

    def put_off(self, host: str, until: datetime, waiting: PageRef) -> Awaitable[None]:
        return self._desk.ask(lambda db: hosts.put_off(db, self.site.id, host, until, waiting))

    def seed(self, site: str, links: Iterable[Link]) -> Awaitable[None]:
        links = list(links)
        return self._desk.ask(lambda db: pages.seed(db, site, links, self._clock()))

    async def finish(self, *, outcome: str, exit_code: int, counts: Mapping[str, int]) -> None:
        """Seal the file, read again what a clock dated, and write down how the run ended."""
        await self._desk.ask(self._seal)
        clocked = await self._desk.ask(lambda db: notice_repeats(db, self.site.id))
        for at in range(0, len(clocked), BATCH):
            await self._desk.ask(
                partial(read_again, database=self.path, ids=clocked[at : at + BATCH], at=self._clock())
            )
        await self._desk.ask(
            lambda db: runs.finish_run(
                db,
                self.run_id,
                outcome=outcome,
                exit_code=exit_code,
                counts=counts,
                disk_free=shutil.disk_usage(self.path.parent).free,
                at=self._clock(),
            )
        )

    def close(self) -> None:
        """End the thread and give the lock back. Safe to call twice."""
        self._desk.close()
        if self._file is not None:  # the run did not finish: the next one seals it
            self._file.leave()
            self._file = None
        self._lock.release()

    def _sync(self, db: sqlite3.Connection) -> None:
        searchtext.write_gathered(db)
        if self._file is not None:
            self._file.sync()

    def _warc(self, db: sqlite3.Connection) -> WarcFile:
        if self._file is not None and self._file.size > self._max_file_bytes:
            self._seal(db)
        if self._file is None:
            self._file = WarcFile(self._folder, self._new_name(), self._info)
            snapshots.add_warc_file(db, self._file.relative, self.run_id)
        return self._file

    def _new_name(self) -> str:
        stamp = self._clock().strftime("%Y%m%dT%H%M%SZ")
        while True:
            self._files += 1
            name = f"{self.site.id}-{stamp}-{self.run_id:05d}-{self._files:03d}.warc.gz"
            if not any((self._folder / taken).exists() for taken in (name, name + OPEN_SUFFIX)):
                return name

    def _seal(self, db: sqlite3.Connection) -> None:
        if self._file is None:
            return
        relative, path = self._file.relative, self._file.seal()
        self._file = None
        snapshots.seal_warc_file(db, relative, file_sha256(path), path.stat().st_size, self._clock())
