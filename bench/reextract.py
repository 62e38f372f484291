"""The whole archive read again from its bytes, beside trafilatura on the same pages and as many cores.

    python -m bench.reextract [ARTICLES] [DATABASE]      (20,000 articles; data/bench-reextract.db)

Both sides read the pages out of the same WARC files; ours also decides dates, checks, and writes the database.
"""

import asyncio
import multiprocessing
import os
import sys
import threading
import time
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from newsarchive.archive.live import LiveArchive
from newsarchive.archive.reextract import Summary, reextract
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
        await live.settle(
            Visit(page=page, outcome="article", at=NOW, snapshot_id=snapshot.id, article=unread)
        )

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


class PeakMemory:
    """Most resident memory (MB) of this process and of the largest one below it, looked up twice a second."""

    def __init__(self) -> None:
        self.own = self.largest = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        me = os.getpid()
        while True:
            sizes, parents = {}, {}
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    lines = (folder / "status").read_text().splitlines()
                except OSError:  # ended meanwhile
                    continue
                fields = dict(line.split(":", 1) for line in lines)
                parents[int(folder.name)] = int(fields["PPid"])
                sizes[int(folder.name)] = int(fields.get("VmHWM", "0 kB").split()[0]) / 1024
            below = [pid for pid in parents if me in (parents[pid], parents.get(parents[pid]))]
            self.own = max(self.own, sizes.get(me, 0.0))
            self.largest = max([self.largest, *(sizes[pid] for pid in below)])
            if self._done.wait(0.5):
                return


def read_peer(task: tuple[str, list[tuple[str, int, int, str]]]) -> int:
    """Pages that trafilatura reads, metadata included."""
    from trafilatura import bare_extraction

    base, places = task
    done = 0
    for name, offset, length, url in places:
        body = read_record(Path(base), name, offset, length).body
        done += bare_extraction(body, url=url, with_metadata=True) is not None
    return done


def run_peer(path: Path, processes: int) -> float:
    """Pages per second of the peer."""
    with closing(open_reader(path)) as db:
        rows = db.execute(
            "SELECT warc_file, warc_offset, warc_length, url FROM snapshots WHERE id % ? = 0", (PEER_SHARE,)
        ).fetchall()
    places = [tuple(row) for row in rows]
    tasks = [(str(path.parent), places[at : at + 16]) for at in range(0, len(places), 16)]
    with multiprocessing.get_context("forkserver").Pool(processes) as pool:
        pool.map(read_peer, tasks[:processes])  # libraries loaded before the clock starts
        started = time.perf_counter()
        pages = sum(pool.imap_unordered(read_peer, tasks))
        return pages / (time.perf_counter() - started)


def run_ours(path: Path, processes: int) -> tuple[float, Summary]:
    """Pages per second of `reextract`, starting of processes included."""
    started = time.perf_counter()
    summary = reextract(path, at=NOW, again=True, processes=processes)
    return summary.counts["articles"] / (time.perf_counter() - started), summary


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 20_000
    path = Path(arguments[1]) if len(arguments) > 1 else Path("data/bench-reextract.db")
    if path.exists():
        sys.exit(f"{path} is there already: remove it, or name another.")
    processes = min(2, os.cpu_count() or 1)
    started = time.perf_counter()
    build(path, count)
    print(f"built {count:,} pages in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    with PeakMemory() as peak:
        ours, summary = run_ours(path, processes)
    peer = run_peer(path, processes)
    print(
        f"reextract    {ours:7.0f} pages/s on {processes} processes ({summary.counts['unreadable']} unreadable)"
    )
    print(f"trafilatura  {peer:7.0f} pages/s on {processes} processes (every {PEER_SHARE}th page)")
    print(f"ratio        {ours / peer:7.1f}   (to reach: 3)")
    print(f"peak memory  {peak.own:.0f} MB writing, {peak.largest:.0f} MB in the largest reading process")


if __name__ == "__main__":
    main(sys.argv[1:])
