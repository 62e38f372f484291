"""How a crawl behaves towards the site: measured in the site's own log."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from newsarchive.sample.faults import Response
from newsarchive.sample.server import serve
from newsarchive.sample.site import RequestRecord, Site

from .replica import crawl, rows, value

DELAY_SECONDS = 0.2
CLOCK_SLACK_SECONDS = 0.02
"""Between the moment a request leaves and the moment the server notes it."""


def shortest_gap(requests: list[RequestRecord]) -> float:
    """Seconds between two requests. One that a busy machine noted late stands nearer to the next, and as much farther
    from the one before: a gap that is shorter than the one before it counts as half of both."""
    starts = sorted(request.started for request in requests)
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    return min(max(gap, (before + gap) / 2) for before, gap in pairwise(gaps))


def crawled(db: Path, site: Site, *arguments: object) -> list[RequestRecord]:
    with serve(site) as server:
        answer = crawl(db, server.origin, *arguments)
    assert answer.code == 0, answer.err
    return list(site.requests)


def test_one_request_at_a_time_and_the_delay_kept(tmp_path: Path) -> None:
    site = Site(latency=0.02)
    requests = crawled(tmp_path / "archive.db", site, "--delay", DELAY_SECONDS, "--limit", 1)
    assert len(requests) > 10
    assert set(site.peak.values()) == {1}
    assert shortest_gap(requests) >= DELAY_SECONDS - CLOCK_SLACK_SECONDS


def test_a_crawl_delay_of_robots_txt_holds_through_the_run(tmp_path: Path) -> None:
    site = Site(crawl_delay=0.4)
    requests = crawled(tmp_path / "archive.db", site, "--delay", 0.05, "--limit", 1)
    pages = [request for request in requests if request.path != "/robots.txt"]
    assert len(pages) > 8
    assert shortest_gap(pages) >= 0.4 - CLOCK_SLACK_SECONDS


class ClosedSite(Site):
    """A site whose robots.txt has moved, and closes one article."""

    closed = ""

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        if target == "/robots.txt":
            return Response(status=301, headers=(("Location", "/robots-moi.txt"),))
        if target == "/robots-moi.txt":
            return Response(
                content_type="text/plain", body=f"User-agent: *\nDisallow: {self.closed}\n".encode()
            )
        return super().respond(method, target, headers)


def test_what_robots_txt_closes_is_never_asked_for_and_told(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", ClosedSite()
    site.closed = site.standing()[0].path
    requests = crawled(db, site, "--limit", 12)
    assert site.closed not in {request.path for request in requests}
    page = rows(db, "SELECT id, state FROM pages WHERE url LIKE ?", (f"%{site.closed}",))[0]
    assert page["state"] == "skipped"
    assert value(db, "SELECT code FROM findings WHERE page_id = ?", (page["id"],)) == "robots-denied"
    first = requests[0].headers
    assert "newsarchive" in first["user-agent"]
    assert first["accept-language"] == "vi"
    assert {"cookie", "referer"} & set(first) == set()


def test_the_second_run_gets_304s_which_cost_a_row_update_only(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site()
    later = datetime.now(UTC) + timedelta(days=400)
    with serve(site) as server:
        assert crawl(db, server.origin).code == 0
        before = {
            table: rows(db, f"SELECT * FROM {table}")
            for table in ("revisions", "snapshots", "photos", "findings")
        }
        asked = len(site.requests)
        assert crawl(db, server.origin, now=later.isoformat()).code == 0
    assert set(site.peak.values()) == {1}  # Scrapy 2.19 alone lets several go at once when the delay is 0
    again = [request for request in list(site.requests)[asked:] if request.path.startswith("/tin-tuc/")]
    assert len(again) == len(site.truth())
    assert {request.status for request in again} == {304}
    assert all("if-none-match" in request.headers for request in again)
    articles = "SELECT count(*) FROM snapshots s JOIN pages p ON p.id = s.page_id WHERE p.kind = 'article'"
    assert value(db, articles) == len(site.truth())
    assert rows(db, "SELECT * FROM revisions") == before["revisions"]
    assert rows(db, "SELECT * FROM photos") == before["photos"]
    assert value(db, "SELECT min(last_seen_at) FROM articles") > (later - timedelta(minutes=1)).isoformat()
