"""The whole archive read again from its bytes, beside trafilatura on the same pages and as many cores.

    python -m bench.reextract [ARTICLES] [DATABASE]      (20,000 articles)

Both sides read the pages out of the same WARC files; ours also decides dates, checks, and keeps the database: first
where every field of every article differs from what is stored (all is written anew, search index included), then where
none does, as after most changes of the reading code. CPU is that of all processes of a side; what else the machine does
falls on pages per second, much less on CPU.
"""

import argparse
import asyncio
import multiprocessing
import os
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from newsarchive.archive.live import LiveArchive
from newsarchive.archive.reextract import reextract
from newsarchive.model.article import Article
from newsarchive.model.crawl import Capture, Link, PageRef, Visit
from newsarchive.sample.article import SampleArticle
from newsarchive.sample.scale import ScaledShelf
from newsarchive.sample.site import Site
from newsarchive.sites import spider_for
from newsarchive.store.connect import open_reader
from newsarchive.warc.reader import read_record

NOW = datetime(2026, 7, 1, tzinfo=UTC)
PEER_SHARE = 10
"""The peer reads every tenth page: its pace is what is asked for."""
BATCH = 64


def build(path: Path, count: int) -> None:
    """An archive of generated pages whose fields nobody has read yet."""
    spec = spider_for("thanhuytphcm").site
    shelf = ScaledShelf(count)
    site = Site(shelf, clock=lambda: NOW)
    live = LiveArchive(path, spec, clock=lambda: NOW)

    async def store(article: SampleArticle, page_id: int) -> None:
        url = article.url
        body = site.respond("GET", urlsplit(url).path, {}).body
        page = PageRef(id=page_id, site=spec.id, url=url, kind="article", source_id=str(article.id))
        capture = Capture(
            page_id=page_id,
            url=url,
            requested_url=url,
            fetched_at=NOW + timedelta(seconds=page_id),
            method="GET",
            request_headers=(),
            status=200,
            reason="OK",
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=body,
            content_type="text/html; charset=utf-8",
        )
        snapshot = await live.save_capture(capture)
        unread = _unread(spec.id, article)
        at = capture.fetched_at
        await live.settle(Visit(page=page, outcome="article", at=at, snapshot_id=snapshot.id, article=unread))

    async def go() -> None:
        for first in range(0, count, BATCH):
            articles = [shelf.at(at) for at in range(first, min(count, first + BATCH))]
            links = [Link(url=one.url, kind="article", source_id=str(one.id)) for one in articles]
            await live.seed(spec.id, links)
            await asyncio.gather(*(store(one, first + at) for at, one in enumerate(articles, 1)))
        await live.finish(outcome="finished", exit_code=0, counts={})

    asyncio.run(go())
    live.close()


def _unread(site: str, article: SampleArticle) -> Article:
    empty = dict.fromkeys((field.name for field in fields(Article)), None)
    lists = dict.fromkeys(["body", "authors", "tags", "photos", "date_witnesses", "findings"], ())
    known = {
        "site": site,
        "source_id": str(article.id),
        "url": article.url,
        "layout": "-",
        "extractor": "none",
    }
    return Article(**empty | lists | known)  # type: ignore[arg-type]


class Watch:
    """Of this process and all below it, looked up a few times a second: most memory (MB), and CPU in seconds."""

    def __init__(self) -> None:
        self.own = self.largest = 0.0
        self._cpu: dict[int, float] = {}
        self._before = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        self.look()
        self._before = self._sum()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        return self._sum() - self._before

    def _sum(self) -> float:
        return sum(self._cpu.values())

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.look()

    def look(self) -> None:
        me = os.getpid()
        for pid, (parent, size, cpu) in (found := _processes()).items():
            if pid == me:
                self.own = max(self.own, size)
            elif me in (parent, found.get(parent, (0,))[0]):
                self.largest = max(self.largest, size)
            else:
                continue
            self._cpu[pid] = cpu


def _processes() -> dict[int, tuple[int, float, float]]:
    """Of every process: its parent, most memory (MB), CPU (s)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
            ticks = (folder / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
        except OSError:  # ended meanwhile
            continue
        size = int(status.get("VmHWM", "0 kB").split()[0]) / 1024
        cpu = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        found[int(folder.name)] = (int(status["PPid"]), size, cpu)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How one side did."""

    name: str
    pages: int
    seconds: float
    watch: Watch

    @property
    def rate(self) -> float:
        return self.pages / self.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds a page."""
        return self.watch.cpu / self.pages * 1000


def read_peer(task: tuple[str, list[tuple[str, int, int, str]]]) -> int:
    """Pages that trafilatura reads, metadata included."""
    from trafilatura import bare_extraction

    base, places = task
    done = 0
    for name, offset, length, url in places:
        body = read_record(Path(base), name, offset, length).body
        done += bare_extraction(body, url=url, with_metadata=True) is not None
    return done


def run_peer(path: Path, processes: int) -> Pace:
    """trafilatura, its processes started and its libraries loaded before the clock starts."""
    with closing(open_reader(path)) as db:
        rows = db.execute(
            "SELECT warc_file, warc_offset, warc_length, url FROM snapshots WHERE id % ? = 0", (PEER_SHARE,)
        ).fetchall()
    places = [tuple(row) for row in rows]
    tasks = [(str(path.parent), places[at : at + 16]) for at in range(0, len(places), 16)]
    with multiprocessing.get_context("forkserver").Pool(processes) as pool:
        pool.map(read_peer, tasks[: processes * 2], chunksize=1)
        with Watch() as watch:
            started = time.perf_counter()
            pages = sum(pool.imap_unordered(read_peer, tasks))
            seconds = time.perf_counter() - started
            watch.look()
    return Pace(name="trafilatura", pages=pages, seconds=seconds, watch=watch)


def run_ours(path: Path, processes: int, name: str) -> Pace:
    """`reextract`, starting of processes included."""
    with Watch() as watch:
        started = time.perf_counter()
        summary = reextract(path, at=NOW, again=True, processes=processes)
        seconds = time.perf_counter() - started
    assert not summary.counts["unreadable"]
    changed = f"{name}, {summary.counts['changed']:,} articles differ"
    return Pace(name=changed, pages=summary.counts["articles"], seconds=seconds, watch=watch)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=20_000, help="articles")
    parser.add_argument("database", type=Path, nargs="?", help="kept there; otherwise thrown away at the end")
    options = parser.parse_args()
    if options.database is not None:
        if options.database.exists():
            parser.error(f"{options.database} is there already: remove it, or name another.")
        measure(options.database, options.count)
        return
    with TemporaryDirectory() as folder:
        measure(Path(folder) / "archive.db", options.count)


def measure(path: Path, count: int) -> None:
    """Build the archive, run both sides, print the table."""
    processes = min(2, os.cpu_count() or 1)
    started = time.perf_counter()
    build(path, count)
    print(f"built {count:,} pages in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    ours = [run_ours(path, processes, "reextract") for _ in range(2)]
    peer = run_peer(path, processes)
    print(
        f"{processes} processes each   (to reach: 3 times trafilatura, which reads every {PEER_SHARE}th page)"
    )
    for pace in (*ours, peer):
        print(
            f"{pace.name:42}{pace.rate:6.0f} pages/s {pace.rate / peer.rate:5.1f}x"
            f"{pace.cpu:8.2f} ms CPU a page {peer.cpu / pace.cpu:5.1f}x"
        )
    own, largest = (max(getattr(pace.watch, name) for pace in ours) for name in ("own", "largest"))
    print(f"peak memory {own:.0f} MB writing, {largest:.0f} MB in the largest reading process")


if __name__ == "__main__":
    main()
