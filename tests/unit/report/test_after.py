"""What needs a person is told once, by every way, in one sentence; a report is written in any case."""

import json
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from newsarchive.report.after import AfterRun, after_run
from newsarchive.report.senders import Targets
from newsarchive.store.runs import finish_run
from tests.unit.report.archive import SITE, HandMade, at


def follow(made: HandMade, day: str, **given: Any) -> AfterRun:
    made.commit_and_rest()
    done = after_run(made.path, SITE, now=at(day), **given)
    made.resume()
    return done


def told(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def test_a_good_run_tells_nobody_and_leaves_a_report(made: HandMade, tmp_path: Path) -> None:
    made.days("2024-03-04", 10)
    sent = tmp_path / "sent"
    done = follow(made, "2024-03-13T09:10", targets=Targets(command=f"cat >> {sent}"))
    assert (told(sent), done.new_alerts, done.problems) == ([], (), ())
    assert done.report == tmp_path / "reports" / SITE / "run-00010.md"
    assert "Nothing." in done.report.read_text(encoding="utf-8")


def test_the_same_cause_is_told_once(made: HandMade, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    targets = Targets(command=f"cat >> {sent}")
    made.days("2024-03-04", 10)
    for day in (14, 15, 16):
        made.days(f"2024-03-{day}", 1, byline=None)
        follow(made, f"2024-03-{day}T09:10", targets=targets)
    (line,) = told(sent)
    assert re.fullmatch(
        rf"{SITE}: byline has been missing since 2024-03-14 09:00, first in snapshot \d+ \(https://.*\):"
        r" right in 0 of 6 articles since, usually in 100 %\.",
        line,
    )


def test_a_mended_cause_is_closed_and_a_new_break_is_told_again(made: HandMade, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    targets = Targets(command=f"cat >> {sent}")
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None)
    follow(made, "2024-03-14T09:10", targets=targets)
    made.db.execute("UPDATE articles SET byline = 'Lan Anh'")  # as `reextract` does
    made.days("2024-03-15", 8)
    follow(made, "2024-03-22T09:10", targets=targets)
    assert made.db.execute("SELECT count(*) FROM alerts WHERE cleared_at IS NULL").fetchone()[0] == 0
    made.days("2024-03-27", 1, byline=None)
    follow(made, "2024-03-27T09:10", targets=targets)
    assert len(told(sent)) == 2


def test_a_target_that_fails_gets_it_after_the_next_run(made: HandMade, tmp_path: Path) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None)
    done = follow(made, "2024-03-14T09:10", targets=Targets(command="echo no luck >&2; exit 3"))
    assert done.problems == (
        "The alert did not go out by command (it ended with 3: no luck); it is sent again after the next run.",
    )
    sent = tmp_path / "sent"
    follow(made, "2024-03-14T15:10", targets=Targets(command=f"cat >> {sent}"))
    assert len(told(sent)) == 1


def test_the_command_gets_json_too(made: HandMade, tmp_path: Path) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, title=None)
    sent = tmp_path / "sent"
    follow(made, "2024-03-14T09:10", targets=Targets(command=f'printf %s "$NEWSARCHIVE_ALERT" > {sent}'))
    (alert,) = json.loads(sent.read_text(encoding="utf-8"))["alerts"]
    assert (alert["site"], alert["field"], alert["cause"], alert["since"]) == (
        SITE, "title", "broken:title", "2024-03-14T02:00:00Z",
    )  # fmt: skip


def test_one_bad_run_is_weather_two_are_not(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    made.run(at("2024-03-07"), "finished-with-errors", 1, failed=40)
    assert follow(made, "2024-03-07T09:10").new_alerts == ()
    made.run(at("2024-03-07T15:00"), "finished-with-errors", 1, failed=41)
    (alert,) = follow(made, "2024-03-07T15:10").new_alerts
    assert alert.cause.message == (
        f"{SITE}: the site has 41 failing pages in the last run, more than 5 %, since the run of 2024-03-07 09:00."
    )


def test_listings_that_lead_nowhere_are_told_at_once(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    made.run(at("2024-03-07"), "site-broken", 4)
    snapshot = made.snapshot(at("2024-03-07"))
    (alert,) = follow(made, "2024-03-07T09:10").new_alerts
    assert (alert.cause.cause, alert.cause.snapshot_id) == ("run:site-broken", snapshot)
    assert alert.cause.message.startswith(
        f"{SITE}: the site looks broken: its lists were answered, but none led to an article, since the run of"
        f" 2024-03-07 09:00, first in snapshot {snapshot}. "
    )


def test_an_outage_is_told_when_the_next_run_meets_it_too(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    made.run(at("2024-03-07"), "site-down", 4)
    assert follow(made, "2024-03-07T09:10").new_alerts == ()
    made.run(at("2024-03-07T15:00"), "site-broken", 4)  # from its start this time: no listing answered
    made.page("listing", "pending", last_error="HTTP 503", last_visit_at="2024-03-07T08:01:00Z")
    (alert,) = follow(made, "2024-03-07T15:10").new_alerts
    assert alert.cause.cause == "run:site-broken"
    assert alert.cause.message.startswith(
        f"{SITE}: the site does not answer (HTTP 503), since the run of 2024-03-07 09:00. What waits "
    )


def test_a_wait_that_the_site_asked_for_calls_nobody_for_a_day(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    front = made.page("listing", "pending", last_error="HTTP 503", last_visit_at="2024-03-07T02:00:00Z")
    for moment in ("2024-03-07T09:00", "2024-03-07T15:00", "2024-03-08T09:00"):
        made.run(at(moment), "site-down", 4)
        again = f"{at(moment) + timedelta(hours=20):%Y-%m-%dT%H:%M:%SZ}"
        before = f"{at(moment):%Y-%m-%dT%H:%M:%SZ}"
        made.db.execute(
            "UPDATE pages SET next_visit_at = ?, last_visit_at = ? WHERE id = ?", (again, before, front)
        )
        done = follow(made, moment)
        assert done.trouble is not None and done.trouble.what.startswith(
            "asks to be left alone until 2024-03-"
        )
        assert len(done.new_alerts) == (moment == "2024-03-08T09:00")


def test_pages_that_could_not_be_stored_are_told_at_once(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    made.finding("not-stored", "error", "https://lang.example.vn/1 cannot be read (ValueError: x).")
    (alert,) = follow(made, "2024-03-06T09:10").new_alerts
    assert alert.cause.cause == "finding:not-stored"
    assert "1 page could not be stored since 2024-03-06 09:00" in alert.cause.message


def test_a_full_disk_is_told_once_for_all_sites(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    (alert,) = follow(made, "2024-03-06T09:10", min_free=10**18).new_alerts
    assert (alert.cause.site, alert.cause.cause) == (None, "disk")
    made.run(at("2024-03-06T15:00"))
    assert follow(made, "2024-03-06T15:10", min_free=10**18).new_alerts == ()


def test_the_run_row_keeps_findings_by_code(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    made.finding("gone", "warning", "x")
    made.finding("gone", "warning", "y")
    ended = at("2024-03-06T09:10")
    finish_run(
        made.db, made.run_id, outcome="finished", exit_code=0, counts={"new": 3}, disk_free=7_000, at=ended
    )
    row = made.db.execute("SELECT findings, disk_free, new FROM runs ORDER BY id DESC").fetchone()
    assert json.loads(row["findings"]) == {"gone": 2}
    assert (row["disk_free"], row["new"]) == (7_000, 3)


def test_hostile_text_stays_text_in_reports(made: HandMade) -> None:
    made.days("2024-03-04", 1)
    made.finding("gone", "warning", "<script>alert(1)</script> | [x](javascript:y)\n# heading")
    done = follow(made, "2024-03-04T09:10")
    assert done.report is not None
    assert "<script>" not in done.report.with_suffix(".html").read_text(encoding="utf-8")
    markdown = done.report.read_text(encoding="utf-8")
    assert "\n# heading" not in markdown
    assert "\\<script\\>" in markdown


def test_only_the_newest_reports_are_kept(made: HandMade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.report.run.KEPT_REPORTS", 2)
    for day in (4, 5, 6):
        made.days(f"2024-03-0{day}", 1)
        done = follow(made, f"2024-03-0{day}T09:10")
    assert done.report is not None
    names = sorted(path.name for path in done.report.parent.iterdir())
    assert names == ["run-00002.html", "run-00002.md", "run-00003.html", "run-00003.md"]


@contextmanager
def serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_webhook_gets_the_object(made: HandMade) -> None:
    got: list[Any] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silence."""

    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None)
    with serving(HTTPServer(("127.0.0.1", 0), Hook)) as port:
        targets = Targets(webhook=f"http://127.0.0.1:{port}/hook")
        follow(made, "2024-03-14T09:10", targets=targets)
        follow(made, "2024-03-14T15:10", targets=targets)
    (body,) = got
    assert body["text"].startswith(f"{SITE}: byline has been missing")
    assert body["alerts"][0]["field"] == "byline"


class Mailbox(socketserver.StreamRequestHandler):
    """As much SMTP as one message needs."""

    messages: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for raw in self.rfile:
            word = raw[:4].upper()
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.messages.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.wfile.write(b"250 ok\r\n")


def test_mail_goes_to_the_desk(made: HandMade) -> None:
    Mailbox.messages.clear()
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None, title=None)
    with serving(socketserver.TCPServer(("127.0.0.1", 0), Mailbox)) as port:
        targets = Targets(
            email_to=("desk@example.org",), email_from="archive@example.org",
            smtp_host="127.0.0.1", smtp_port=port, smtp_security="none",
        )  # fmt: skip
        assert follow(made, "2024-03-14T09:10", targets=targets).problems == ()
    (message,) = Mailbox.messages
    assert "To: desk@example.org" in message
    assert f"Subject: newsarchive: {SITE}: title has been missing since 2024-03-14 09:00" in message
    assert "(and 1 more)" in message.replace("\r\n", "")
