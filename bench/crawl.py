"""The whole crawl (fetch, WARC, extract, store, index) beside bare Scrapy with an empty parse.

    python bench/crawl.py [--articles 1000] [--concurrency 1 16] [--rounds 1] [--stub MS] [--profile FILE]

Both ask one warm replica, in a process of its own, for the same addresses with the same settings (delay 0, robots
obeyed, so many requests at once); photos are left out, they would only help us. Rates are taken from the server's
log: requests between the first and the last one answered; CPU time without start-up. Afterwards one more crawl tells
where the time goes. `--stub` reads one article only and computes for so many milliseconds instead of each other.
"""

import argparse
import cProfile
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.crawl_lines import Meter

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


def run_ours(given: argparse.Namespace) -> None:
    """The whole crawl, in this process; with `--lines` it tells what each part of it took."""
    if given.stub is not None:
        skip_reading(given.stub)
    meter = Meter()
    if given.lines:
        meter.install()
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    settings = get_project_settings()
    ours = settings_for(given.ours, given.concurrency[0]) | {"NEWSARCHIVE_DB": given.db}
    settings.update(ours, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(SITE)
    run_measured(process, given, meter)


def run_measured(process: Any, given: argparse.Namespace, meter: Meter) -> None:
    """Run the reactor; what it took goes to the file `--report`."""
    from newsarchive.cli.running import tune_interpreter

    tune_interpreter()
    began, cpu = time.thread_time(), time.process_time()
    if given.profile:
        profiler = cProfile.Profile()
        profiler.runcall(process.start)
        profiler.dump_stats(given.profile)
    else:
        process.start()
    meter.thread_done(began)
    report = {"cpu": time.process_time() - cpu, "lines": meter.lines()}
    Path(given.report).write_text(json.dumps(report))


def skip_reading(milliseconds: float) -> None:
    """Read the first article only and take it for all others, after so much computing: what is left is the cost of
    everything else."""
    from dataclasses import replace
    from importlib import import_module

    steps: Any = import_module("newsarchive.pipelines.steps")
    read, date = steps.read_page, steps.date_article
    first: dict[str, Any] = {}

    def read_page(snapshot: Any, **given: Any) -> Any:
        until = time.thread_time() + milliseconds / 1000
        while time.thread_time() < until:
            pass
        draft = first.get("draft") or first.setdefault("draft", read(snapshot, **given))
        return replace(draft, url=snapshot.url, title=snapshot.url, fetched_at=snapshot.fetched_at)

    def date_article(draft: Any, **given: Any) -> Any:
        article = first.get("article") or first.setdefault("article", date(draft, **given))
        return replace(article, url=draft.url, title=draft.title, source_id=draft.source_id)

    steps.read_page, steps.date_article = read_page, date_article
    steps.normalise = lambda draft: draft


def run_bare(given: argparse.Namespace) -> None:
    """Scrapy alone: the same requests, nothing done with the answers."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    from newsarchive import settings as ours

    paths = json.loads(Path(given.addresses).read_text())

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> Any:
            for path in paths:
                yield scrapy.Request(given.bare + path, callback=self.parse)

        def parse(self, response: Any) -> None:
            return None

    settings = settings_for(given.bare, given.concurrency[0]) | {
        "USER_AGENT": ours.USER_AGENT,
        "DEFAULT_REQUEST_HEADERS": ours.DEFAULT_REQUEST_HEADERS,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "CONCURRENT_ITEMS": ours.CONCURRENT_ITEMS,
        "DOWNLOADER": ours.DOWNLOADER,  # or it would have several requests under way where one is allowed
    }
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    run_measured(process, given, Meter())


def child(folder: Path, *arguments: object) -> dict[str, Any]:
    """One crawl in a process of its own; gives its report."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    report = folder / "report.json"
    subprocess.run(
        [sys.executable, __file__, *map(str, arguments), "--report", str(report)],
        check=True,
        env=environment | {"SCRAPY_SETTINGS_MODULE": "newsarchive.settings", "NEWSARCHIVE_CONFIG": ""},
    )
    answer: dict[str, Any] = json.loads(report.read_text())
    return answer


def crawl(server: "subprocess.Popen[str]", folder: Path, *arguments: object) -> dict[str, Any]:
    """One side once: its report, with what the server saw."""
    ask(server, "forget")
    told = child(folder, *arguments)
    return told | ask(server, "rate")


def ours_and_bare(
    server: "subprocess.Popen[str]", origin: str, concurrency: int, extra: Sequence[object]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides once, the bare one with the very addresses that ours asked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db, addresses = folder / "archive.db", folder / "addresses.json"
        ours = crawl(server, folder, "--ours", origin, "--concurrency", concurrency, "--db", db, *extra)
        connection = sqlite3.connect(db)
        urls = connection.execute("SELECT url FROM pages WHERE visits > 0 ORDER BY last_visit_at, id")
        addresses.write_text(json.dumps(["/" + url.split("/", 3)[3] for (url,) in urls]))
        (ours["articles"],) = connection.execute("SELECT count(*) FROM articles").fetchone()
        connection.close()
        bare = crawl(server, folder, "--bare", origin, "--concurrency", concurrency, "--addresses", addresses)
    return ours, bare


def compare(server: "subprocess.Popen[str]", origin: str, concurrency: int, extra: Sequence[object]) -> float:
    """Both sides once; prints and gives the ratio of their rates."""
    ours, bare = ours_and_bare(server, origin, concurrency, extra)
    rates = [side["requests"] / side["seconds"] for side in (ours, bare)]
    costs = [1000 * side["cpu"] / side["requests"] for side in (ours, bare)]
    ratio: float = rates[0] / rates[1]
    print(
        f"{concurrency:2d} at once: whole crawl {rates[0]:6.1f} pages/s ({ours['articles']} articles, peak"
        f" {ours['peak']}, {costs[0]:.2f} ms CPU a page) | bare Scrapy {rates[1]:6.1f} pages/s"
        f" ({bare['requests']} requests, {costs[1]:.2f} ms CPU) | ratio {ratio:.2f}",
        flush=True,
    )
    return ratio


def tell_lines(
    server: "subprocess.Popen[str]", origin: str, concurrency: int, extra: Sequence[object]
) -> None:
    """Where the time of a page goes, dearest part of each thread first."""
    ours, bare = ours_and_bare(server, origin, concurrency, [*extra, "--lines"])
    print(
        f"\nms CPU a page, {concurrency} at once (bare Scrapy: {1000 * bare['cpu'] / bare['requests']:.2f}):"
    )
    for thread, line, seconds in ours["lines"]:
        print(f"  {thread:<15} {line:<26} {1000 * seconds / ours['requests']:6.2f}")


def main() -> None:
    given = read_arguments()
    if given.serve:
        serve_site(given.articles)
    elif given.ours:
        run_ours(given)
    elif given.bare:
        run_bare(given)
    else:
        run_both(given)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--stub", type=float, metavar="MS", help="compute so long instead of reading a page")
    parser.add_argument("--profile", metavar="FILE", help="leave a cProfile of the main thread there")
    for hidden in ("--ours", "--bare", "--db", "--addresses", "--report"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    for hidden in ("--serve", "--lines"):
        parser.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def run_both(given: argparse.Namespace) -> None:
    """All rounds, then the lines."""
    started = time.monotonic()
    extra: list[object] = ["--stub", given.stub] if given.stub is not None else []
    with served(given.articles) as server:
        assert server.stdout is not None
        origin = server.stdout.readline().strip()
        with urlopen(origin + "/robots.txt") as answer:
            assert answer.status == 200
        profile = ["--profile", given.profile] if given.profile else []
        for concurrency in given.concurrency:
            ratios = [compare(server, origin, concurrency, [*extra, *profile]) for _ in range(given.rounds)]
            print(f"{concurrency:2d} at once: median ratio {median(ratios):.2f} of {len(ratios)}", flush=True)
        tell_lines(server, origin, given.concurrency[0], extra)
    print(f"({time.monotonic() - started:.0f} s in all)")


if __name__ == "__main__":
    main()
