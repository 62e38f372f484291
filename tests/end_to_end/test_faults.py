"""What the web does to a crawl: it ends by itself, everything good is stored, each fault is told."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .commands import environment
from .replica import rows, value

MAX_MEMORY_MB = 250
RETRY_AFTER_SECONDS = 2.0
FAULTS = {
    "reset": "fetch-failed",
    "truncate": "fetch-failed",
    "gzip-bomb": "too-large",
    "redirect-loop": "redirect-loop",
    "redirect-private": "refused-address",
    "redirect-loopback": "refused-address",
    "redirect-file": "refused-address",
    "wrong-charset": "wrong-charset",
    "challenge": "challenge",
    "empty": "empty-page",
    "500": "http-error",
    "403": "http-error",
    "404": "http-error",
}
"""Faults for good, one article each, and the finding that each becomes."""
HEALS = {"503": "http-error", "429": "http-error", "drip": "fetch-failed"}
"""Faults that are over when the server is asked again."""
HARMLESS = ("big", "bad-bytes", "redirect")


def run(db: Path, origin: str, **settings: object) -> tuple[int, str, float]:
    """A crawl through Scrapy's own command, with settings; gives its exit code, its log and its highest memory (MB)."""
    given = {
        "NEWSARCHIVE_DB": db,
        "NEWSARCHIVE_ORIGIN": origin,
        "NEWSARCHIVE_RETRY_SECONDS": 0.01,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": 0,
        "DOWNLOAD_TIMEOUT": 20,
        "LOG_LEVEL": "ERROR",
    } | settings
    words = [word for name, each in given.items() for word in ("-s", f"{name}={each}")]
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "thanhuytphcm", *words],
        stderr=subprocess.PIPE,
        env=environment(SCRAPY_SETTINGS_MODULE="newsarchive.settings"),
        text=True,
    )
    assert process.stderr is not None
    with process.stderr:
        log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, log, usage.ru_maxrss / 1024


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path, dict[str, str], float, str, float]:
    """One crawl of a site on which twenty articles are each broken in another way."""
    site = Site()
    standing = [article for article in site.standing() if article.group.slug != "so-tay"]
    kinds = (*FAULTS, *HEALS, *HARMLESS)
    where = {kind: article.path for kind, article in zip(kinds, standing[5:], strict=False)}
    for kind, path in where.items():
        options = {"drip": {"seconds": 0.3}, "503": {"seconds": RETRY_AFTER_SECONDS}}.get(kind, {})
        site.fault(path, kind, times=1 if kind in HEALS else None, **options)
    db = tmp_path_factory.mktemp("faults") / "archive.db"
    started = time.monotonic()
    with serve(site) as server:
        _, log, memory = run(db, server.origin, DOWNLOAD_TIMEOUT=3)
    return site, db, where, memory, log, time.monotonic() - started


def id_of(path: str) -> str:
    return path.rsplit("-", 1)[1]


def test_the_crawl_ends_by_itself_and_in_bounds(
    faulty: tuple[Site, Path, dict[str, str], float, str, float],
) -> None:
    _, db, _, memory, log, seconds = faulty
    assert value(db, "SELECT outcome FROM runs") in ("finished", "finished-with-errors")
    assert "Traceback" not in log
    assert memory < MAX_MEMORY_MB
    assert seconds < 60


def test_everything_good_is_stored(faulty: tuple[Site, Path, dict[str, str], float, str, float]) -> None:
    site, db, where, *_ = faulty
    stored = {row["source_id"]: row for row in rows(db, "SELECT source_id, title, body FROM articles")}
    lost = {id_of(path) for kind, path in where.items() if kind in FAULTS and kind != "wrong-charset"}
    lost.add(id_of(where["redirect"]))  # leads to the front page
    assert set(site.truth()) - set(stored) == lost
    for kind in ("wrong-charset", "big", "503", "429", "drip"):
        key = id_of(where[kind])
        told = site.truth()[key]
        assert (stored[key]["title"], stored[key]["body"]) == (told["title"], "\n\n".join(told["body"])), kind


@pytest.mark.parametrize(("kind", "code"), (FAULTS | HEALS).items(), ids=str)
def test_each_fault_is_told(
    faulty: tuple[Site, Path, dict[str, str], float, str, float], kind: str, code: str
) -> None:
    _, db, where, *_ = faulty
    found = rows(
        db,
        "SELECT DISTINCT f.code FROM findings f JOIN pages p ON p.id = f.page_id WHERE p.url LIKE ?",
        (f"%{where[kind]}%",),
    )
    assert code in {row["code"] for row in found}


def test_retries_are_bounded_and_end_as_failed(
    faulty: tuple[Site, Path, dict[str, str], float, str, float],
) -> None:
    _, db, where, *_ = faulty
    for kind in ("reset", "truncate", "500"):
        (page,) = rows(db, "SELECT * FROM pages WHERE url LIKE ?", (f"%{where[kind]}",))
        assert (page["state"], page["attempts"]) == ("failed", 5), kind
        assert page["last_error"]
        assert page["next_visit_at"] > page["last_visit_at"]


def test_a_retry_waits_as_long_as_the_server_asks(
    faulty: tuple[Site, Path, dict[str, str], float, str, float],
) -> None:
    site, _, where, *_ = faulty
    first, second = [request for request in site.requests if request.path == where["503"]]
    assert second.started - first.started >= RETRY_AFTER_SECONDS


def test_traps_end_by_themselves_and_are_told(tmp_path: Path) -> None:
    site, db = Site(), tmp_path / "archive.db"
    groups = [article.group.path for article in site.standing()]
    first, second, third = list(dict.fromkeys(groups))[:3]
    site.fault(first, "calendar")
    site.fault(second, "session-ids")
    site.fault(third, "growing")  # its link is no paging link: never followed, so never seen to grow
    with serve(site) as server:
        code, log, _ = run(db, server.origin)
    assert code == 0, log
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())
    assert len(site.requests) < 250
    told = rows(
        db, "SELECT p.url FROM findings f JOIN pages p ON p.id = f.page_id WHERE f.code = 'crawl-trap'"
    )
    for path in (first, second):
        assert any(row["url"].endswith(path) for row in told), path


def test_memory_is_measured_in_megabytes() -> None:
    """`ru_maxrss` counts kilobytes here, as the bound above takes it to."""
    assert 5 < resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 < 5_000
