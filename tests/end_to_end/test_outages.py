"""A site that stops answering in the middle of a back-fill: noticed, left alone, told once, gone on with later."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsarchive.sample.faults import Response
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .commands import Ran
from .replica import crawl, newsarchive, rows, start_crawl, value, wait_for_rows

GOOD_ANSWERS = 25
FEW = 30
"""Requests that an outage may cost at no delay: five pages, 16 under way, retries, three tries of the front page."""
RESET = Response(behaviour="reset")
UNAVAILABLE = Response(status=503)
BOT_CHECK = Response(
    body=b"<html><script>document.cookie='D1N=5a';location.reload()</script><body></body></html>"
)
LATER = Response(status=503, headers=(("Retry-After", "3600"),))


class Failing(Site):
    """The replica; from a number of good answers on it gives a bad one, for so many requests (None = for good)."""

    def __init__(self, bad: Response, lasting: int | None = None) -> None:
        super().__init__()
        self.bad, self.lasting = bad, lasting
        self.left = GOOD_ANSWERS
        self.bad_paths: list[str] = []

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        if self.left:
            self.left -= 1
        elif self.lasting is None or len(self.bad_paths) < self.lasting:
            self.bad_paths.append(target)
            return self.bad
        return super().respond(method, target, headers)

    def heal(self) -> None:
        self.lasting = 0


def report(ran: Ran) -> dict[str, Any]:
    (found,) = json.loads(ran.out)
    return dict(found)


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


@pytest.mark.parametrize("bad", [UNAVAILABLE, RESET], ids=["503", "reset"])
def test_a_site_that_falls_silent_is_left_alone_and_gone_on_with(tmp_path: Path, bad: Response) -> None:
    db, site = tmp_path / "archive.db", Failing(bad)
    with serve(site) as server:
        first = crawl(db, server.origin)
        assert (first.code, report(first)["outcome"]) == (4, "site-down")
        assert len(site.bad_paths) <= FEW
        assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed' OR attempts > 0") == 0
        assert value(db, "SELECT count(*) FROM pages WHERE state = 'pending'") > FEW
        (told,) = rows(db, "SELECT message, severity FROM findings WHERE code = 'host-down'")
        assert told["severity"] == "warning"
        assert "www.thanhuytphcm.vn stopped answering" in told["message"]
        second = crawl(db, server.origin, now=in_hours(1))
        assert second.code == 4
        assert len(site.bad_paths) <= 2 * FEW
        assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed'") == 0
        site.heal()
        last = crawl(db, server.origin, now=in_hours(2))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())
    good = [
        request.path for request in site.requests if request.status == 200 and "/tin-tuc/" in request.path
    ]
    assert len(good) == len(set(good))


def test_a_server_that_is_switched_off_is_noticed(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site(latency=0.02)
    with serve(site) as server:
        process = start_crawl(db, server.origin)
        wait_for_rows(db, "SELECT count(*) FROM articles", 5)
        port = int(server.origin.rsplit(":", 1)[1])
    process.communicate(timeout=60)
    assert process.returncode == 4
    assert value(db, "SELECT outcome FROM runs") == "site-down"
    assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed'") == 0
    assert (
        value(db, "SELECT count(*) FROM pages WHERE attempts > 0") <= 1
    )  # cut off while others were still read
    site.latency = 0.0
    with serve(site, port) as server:
        assert crawl(db, server.origin, now=in_hours(1)).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


@pytest.mark.parametrize("lasting", [3, 5, 8])
def test_a_site_that_comes_back_in_the_middle_is_gone_on_with(tmp_path: Path, lasting: int) -> None:
    db, site = tmp_path / "archive.db", Failing(UNAVAILABLE, lasting)
    with serve(site) as server:
        answer = crawl(db, server.origin)
    assert (answer.code, report(answer)["outcome"]) == (0, "finished")
    assert len(site.bad_paths) == lasting
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'host-down'") == 0


def test_a_long_retry_after_is_kept_by_all_runs(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Failing(LATER)
    with serve(site) as server:
        assert crawl(db, server.origin).code == 4
        refused = set(site.bad_paths)
        assert len(site.bad_paths) == len(refused) <= FEW
        soonest = (datetime.now(UTC) + timedelta(minutes=58)).strftime("%Y-%m-%dT%H:%M:%SZ")
        put_back = "SELECT count(*) FROM pages WHERE last_error = 'its host stopped answering: HTTP 503'"
        assert value(db, put_back) > 0
        assert value(db, f"{put_back} AND next_visit_at < ?", (soonest,)) == 0
        site.heal()
        asked = len(site.requests)
        early = newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin)
        assert early.code == 4
        assert "The site asks to be left alone until " in early.out
        assert len(site.requests) == asked
        assert value(db, "SELECT count(*) FROM findings WHERE code = 'host-down' AND run_id = 2") == 1
        assert crawl(db, server.origin, now=in_hours(1.1)).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


def test_dead_pages_in_a_row_are_no_outage(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site()
    dead = [article.path for article in site.standing()][5:35]
    for path in dead:
        site.fault(path, "500")
    with serve(site) as server:
        answer = crawl(db, server.origin)
    assert (answer.code, report(answer)["outcome"]) == (1, "finished-with-errors")
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'host-down'") == 0
    assert value(db, "SELECT count(*) FROM articles") >= len(site.truth()) - len(dead)
    tries = [request.path for request in site.requests]
    assert {tries.count(path) for path in dead} == {5}
    assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed' AND attempts = 5") == len(dead)


def test_a_listing_that_fails_alone_changes_nothing(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site()
    path = site.standing()[0].group.path
    site.fault(path, "503")
    with serve(site) as server:
        answer = crawl(db, server.origin)
    assert answer.code == 0
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'host-down'") == 0


def test_a_bot_check_on_every_page_is_an_outage_and_no_end_of_the_list(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Failing(BOT_CHECK)
    with serve(site) as server:
        first = crawl(db, server.origin)
        assert (first.code, report(first)["outcome"]) == (4, "site-down")
        assert len(site.bad_paths) <= FEW
        assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed' OR attempts > 0") == 0
        assert value(db, "SELECT count(*) FROM findings WHERE code = 'host-down'") == 1
        site.heal()
        last = crawl(db, server.origin, now=in_hours(1))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())


WORKS = (
    "<html><head><title>Thành ủy TP. Hồ Chí Minh</title></head><body><h1>{heading}</h1>{text}</body></html>"
)
UNKNOWN_ANSWERS = {
    "frame": WORKS.format(heading="Thông báo", text="<div id='app'></div>"),
    "short": WORKS.format(
        heading="Bảo dưỡng định kỳ hệ thống máy chủ",
        text="<p>Máy chủ đang được bảo dưỡng theo kế hoạch năm, các bài viết sẽ hiện lại sau 22 giờ đêm nay.</p>"
        "<p>Ban Biên tập mong bạn đọc thông cảm và quay lại vào ngày mai để đọc những tin mới nhất.</p>",
    ),
    "data": '{"status": 1, "message": "Hệ thống đang được bảo dưỡng"}',
}
"""Answers of a site in trouble that no rule for a single page can know."""


@pytest.mark.parametrize(("answer", "good"), [("frame", 3), ("short", GOOD_ANSWERS), ("data", 3)])
def test_one_answer_to_all_that_is_asked_is_an_outage(tmp_path: Path, good: int, answer: str) -> None:
    db, site = tmp_path / "archive.db", Failing(Response(body=UNKNOWN_ANSWERS[answer].encode()))
    site.left = good
    with serve(site) as server:
        first = crawl(db, server.origin)
        assert (first.code, report(first)["outcome"]) == (4, "site-down")
        assert len(site.bad_paths) <= FEW
        assert value(db, "SELECT count(*) FROM pages WHERE state = 'failed'") == 0
        assert value(db, "SELECT count(*) FROM findings WHERE code IN ('same-page', 'empty-listing')") > 5
        site.heal()
        crawl(db, server.origin, now=in_hours(6))
        last = crawl(db, server.origin, now=in_hours(30))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    stored = {row["source_id"]: row["title"] for row in rows(db, "SELECT source_id, title FROM articles")}
    assert stored == {key: told["title"] for key, told in site.truth().items()}


@pytest.mark.parametrize(("status", "good"), [(403, 3), (404, GOOD_ANSWERS)])
def test_one_refusal_of_all_that_is_asked_is_an_outage(tmp_path: Path, good: int, status: int) -> None:
    db, site = tmp_path / "archive.db", Failing(Response(status=status))
    site.left = good
    with serve(site) as server:
        first = crawl(db, server.origin)
        assert (first.code, report(first)["outcome"]) == (4, "site-down")
        assert len(site.bad_paths) <= FEW
        site.heal()
        last = crawl(db, server.origin, now=in_hours(1))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())


def test_nothing_is_gone_while_everything_is(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Failing(Response(status=404))
    site.left = 10**6
    with serve(site) as server:
        crawl(db, server.origin)
        site.left = 0
        for days in (9, 11):
            assert crawl(db, server.origin, now=in_hours(24 * days)).code == 4
            assert (
                value(db, "SELECT count(*) FROM articles WHERE coalesce(missing_at, gone_at) IS NOT NULL")
                == 0
            )
            assert value(db, "SELECT count(*) FROM changes_view WHERE kind != 'edited'") == 0
        site.heal()
        last = crawl(db, server.origin, now=in_hours(24 * 12))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    assert value(db, "SELECT count(*) FROM changes_view WHERE kind != 'edited'") == 0
    assert value(db, "SELECT count(*) FROM pages WHERE kind = 'article' AND state != 'fetched'") == 0


ELSEWHERE = {"other-site": "https://tin.example/tam-dung", "own-page": "/bao-tri"}


@pytest.mark.parametrize(("where", "good"), [("own-page", 3), ("other-site", GOOD_ANSWERS)])
def test_one_redirect_for_all_that_is_asked_is_an_outage(tmp_path: Path, good: int, where: str) -> None:
    away = (("Location", ELSEWHERE[where]),)
    db, site = tmp_path / "archive.db", Failing(Response(status=302, headers=away))
    site.left = good
    with serve(site) as server:
        first = crawl(db, server.origin)
        assert (first.code, report(first)["outcome"]) == (4, "site-down")
        assert len([path for path in site.bad_paths if path != ELSEWHERE["own-page"]]) <= FEW
        assert value(db, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
        site.heal()
        last = crawl(db, server.origin, now=in_hours(30))
    assert (last.code, report(last)["outcome"]) == (0, "finished")
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())


@pytest.mark.parametrize(("fault", "code"), [("challenge", "challenge"), ("empty", "empty-page")])
def test_a_listing_that_did_not_come_is_asked_for_again(tmp_path: Path, fault: str, code: str) -> None:
    db, site = tmp_path / "archive.db", Site()
    site.fault("/nhom-tin/*", fault, times=4)
    with serve(site) as server:
        ran = crawl(db, server.origin)
    assert (ran.code, report(ran)["outcome"]) == (0, "finished")
    assert value(db, f"SELECT count(*) FROM findings WHERE code = '{code}'") == 4
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())
