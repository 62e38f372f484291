"""The whole crawl (fetch, WARC, extract, store, index) beside bare Scrapy with an empty parse.

    python bench/crawl.py [--articles 1000] [--concurrency 1 16] [--profile FILE] [--unread]

Both ask one warm replica, in a process of its own, for the same addresses with the same settings (delay 0, robots
obeyed, so many requests at once); photos are left out, they would only help us. Rates are taken from the server's
log: requests between the first and the last one answered.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

SITE = "thanhuytphcm"


def serve_site(articles: int) -> None:
    """The replica; answers commands on standard input: "forget" and "rate"."""
    from newsarchive.sample.scale import ScaledShelf
    from newsarchive.sample.server import serve
    from newsarchive.sample.site import Site

    site = Site(ScaledShelf(articles), cached_pages=articles + 1000)
    with serve(site) as server:
        site.warm()
        print(server.origin, flush=True)
        for line in sys.stdin:
            if line.strip() == "forget":
                site.requests.clear()
                site.peak.clear()
                print("{}", flush=True)
                continue
            log = [record for record in list(site.requests) if record.ended]
            seconds = max(r.ended or 0 for r in log) - min(r.started for r in log)
            answer = {"requests": len(log), "seconds": seconds, "peak": max(site.peak.values())}
            print(json.dumps(answer), flush=True)


@contextmanager
def served(articles: int) -> Iterator["subprocess.Popen[str]"]:
    """The replica in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--serve", "--articles", str(articles)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


def ask(server: "subprocess.Popen[str]", command: str) -> dict[str, Any]:
    """One command to the server, and its answer."""
    assert server.stdin is not None and server.stdout is not None
    server.stdin.write(command + "\n")
    server.stdin.flush()
    answer: dict[str, Any] = json.loads(server.stdout.readline())
    return answer


def settings_for(origin: str, concurrency: int) -> dict[str, Any]:
    """What both sides run with."""
    return {
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS": max(16, concurrency),
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "LOG_LEVEL": "WARNING",
        "NEWSARCHIVE_ORIGIN": origin,
        "NEWSARCHIVE_PHOTOS": False,
    }


def run_ours(origin: str, concurrency: int, db: str, profile: str | None, unread: bool = False) -> None:
    """The whole crawl, in this process."""
    if unread:
        skip_reading()
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    settings = get_project_settings()
    settings.update(settings_for(origin, concurrency) | {"NEWSARCHIVE_DB": db}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(SITE)
    _profiled(process, profile)


def skip_reading() -> None:
    """Read the first article only and take it for all others: what is left is the cost of everything else."""
    from dataclasses import replace

    from newsarchive.pipelines import steps

    read, date = steps.read_page, steps.date_article
    first: dict[str, Any] = {}

    def read_page(snapshot: Any, **given: Any) -> Any:
        draft = first.get("draft") or first.setdefault("draft", read(snapshot, **given))
        return replace(draft, url=snapshot.url, fetched_at=snapshot.fetched_at)

    def date_article(draft: Any, **given: Any) -> Any:
        article = first.get("article") or first.setdefault("article", date(draft, **given))
        return replace(article, url=draft.url, source_id=draft.source_id)

    steps.read_page, steps.date_article = read_page, date_article
    steps.normalise = lambda draft: draft


def run_bare(origin: str, concurrency: int, addresses: str) -> None:
    """Scrapy alone: the same requests, nothing done with the answers."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    from newsarchive import settings as ours

    paths = json.loads(Path(addresses).read_text())

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> Any:
            for path in paths:
                yield scrapy.Request(origin + path, callback=self.parse)

        def parse(self, response: Any) -> None:
            return None

    given = settings_for(origin, concurrency) | {
        "USER_AGENT": ours.USER_AGENT,
        "DEFAULT_REQUEST_HEADERS": ours.DEFAULT_REQUEST_HEADERS,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "CONCURRENT_ITEMS": ours.CONCURRENT_ITEMS,
        "DOWNLOADER": ours.DOWNLOADER,  # or it would have several requests under way where one is allowed
    }
    process = AsyncCrawlerProcess(given)
    process.crawl(Bare)
    process.start()


def _profiled(process: Any, profile: str | None) -> None:
    if profile is None:
        process.start()
        return
    import cProfile

    profiler = cProfile.Profile()
    profiler.runcall(process.start)
    profiler.dump_stats(profile)


def child(*arguments: object) -> float:
    """One crawl in a process of its own; gives its CPU seconds."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    before = os.times()
    subprocess.run(
        [sys.executable, __file__, *map(str, arguments)],
        check=True,
        env=environment | {"SCRAPY_SETTINGS_MODULE": "newsarchive.settings", "NEWSARCHIVE_CONFIG": ""},
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compare(
    server: "subprocess.Popen[str]", origin: str, concurrency: int, profile: str | None, unread: bool
) -> float:
    """Both sides once; prints and gives the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        db, addresses = Path(folder) / "archive.db", Path(folder) / "addresses.json"
        ask(server, "forget")
        extra = (*(("--profile", profile) if profile else ()), *(("--unread",) if unread else ()))
        cpu = child("--ours", origin, "--concurrency", concurrency, "--db", db, *extra)
        ours = ask(server, "rate")
        connection = sqlite3.connect(db)
        urls = connection.execute("SELECT url FROM pages WHERE visits > 0 ORDER BY last_visit_at, id")
        addresses.write_text(json.dumps(["/" + url.split("/", 3)[3] for (url,) in urls]))
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        connection.close()
        ask(server, "forget")
        bare_cpu = child("--bare", origin, "--concurrency", concurrency, "--addresses", addresses)
        bare = ask(server, "rate")
    rates = [side["requests"] / side["seconds"] for side in (ours, bare)]
    ratio = rates[0] / rates[1]
    print(
        f"{concurrency:2d} at once: whole crawl {rates[0]:6.1f} pages/s ({articles} articles, peak {ours['peak']},"
        f" {1000 * cpu / ours['requests']:.2f} ms CPU a page) | bare Scrapy {rates[1]:6.1f} pages/s"
        f" ({bare['requests']} requests, {1000 * bare_cpu / bare['requests']:.2f} ms CPU) | ratio {ratio:.2f}",
        flush=True,
    )
    return ratio


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--profile")
    parser.add_argument(
        "--unread", action="store_true", help="read one article only: the cost of all but reading"
    )
    for hidden in ("--ours", "--bare", "--db", "--addresses"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve_site(given.articles)
    elif given.ours:
        run_ours(given.ours, given.concurrency[0], given.db, given.profile, given.unread)
    elif given.bare:
        run_bare(given.bare, given.concurrency[0], given.addresses)
    else:
        started = time.monotonic()
        with served(given.articles) as server:
            assert server.stdout is not None
            origin = server.stdout.readline().strip()
            with urlopen(origin + "/robots.txt") as answer:
                assert answer.status == 200
            for _ in range(given.rounds):
                for concurrency in given.concurrency:
                    compare(server, origin, concurrency, given.profile, given.unread)
        print(f"({time.monotonic() - started:.0f} s in all)")


if __name__ == "__main__":
    main()
