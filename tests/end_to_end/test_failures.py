"""Kills, locks and wrong words: one clear sentence, an exit code that says why, nothing lost."""

import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import crawl, newsarchive, rows, start_crawl, value, wait_for_rows

ONCE = "SELECT source_id FROM articles GROUP BY site, source_id HAVING count(*) > 1"


@pytest.mark.parametrize("articles_before_kill", [3, 30])
def test_a_killed_crawl_is_whole_after_the_next(tmp_path: Path, articles_before_kill: int) -> None:
    db = tmp_path / "archive.db"
    site = Site(latency=0.01)
    with serve(site) as server:
        process = start_crawl(db, server.origin)
        stored = wait_for_rows(db, "SELECT count(*) FROM articles", articles_before_kill)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        asked = [request.path for request in list(site.requests)]
        done = {
            row["url"].split("/", 3)[3] for row in rows(db, "SELECT url FROM pages WHERE state = 'fetched'")
        }
        assert stored < len(site.truth())
        last = crawl(db, server.origin)
    assert last.code == 0, last.err
    assert {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")} == set(site.truth())
    assert rows(db, ONCE) == []
    again = [
        request.path for request in list(site.requests)[len(asked) :] if request.path.startswith("/tin-tuc/")
    ]
    assert {path.lstrip("/") for path in again} & done == set()
    assert value(db, "PRAGMA integrity_check") == "ok"
    assert value(db, "SELECT outcome FROM runs ORDER BY id LIMIT 1") == "killed"
    assert value(db, "SELECT count(*) FROM warc_files WHERE sealed_at IS NULL") == 0


def test_an_interrupted_crawl_says_so_and_goes_on(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    site = Site(latency=0.01)
    with serve(site) as server:
        process = start_crawl(db, server.origin)
        wait_for_rows(db, "SELECT count(*) FROM articles", 3)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 130
        assert value(db, "SELECT outcome FROM runs") == "interrupted"
        assert crawl(db, server.origin).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


def test_two_crawls_of_one_site_never_mix(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    site = Site(latency=0.3)
    with serve(site) as server:
        first = start_crawl(db, server.origin)
        wait_for_rows(db, "SELECT count(*) FROM articles", 1)
        second = crawl(db, server.origin)
        assert second.code == 3
        assert "Another crawl of thanhuytphcm" in second.err
        assert "Traceback" not in second.err
        first.send_signal(signal.SIGKILL)
        first.communicate()
        site.latency = 0.0
        assert crawl(db, server.origin).code == 0


WRONG_WORDS = [
    (("crawl", "thanhuytphmc"), "did you mean thanhuytphcm?"),
    (("crawl", "thanhuytphcm", "--since", "26/01/2024"), "year-month-day"),
    (
        (
            "crawl",
            "thanhuytphcm",
            "--since",
            "2024-02-01",
            "--until",
            "2024-01-01",
            "--origin",
            "http://127.0.0.1:1",
        ),
        "swap",
    ),
    (("crawl",), "Which site?"),
    (("crawl", "thanhuytphcm", "--delay", "nan"), "'nan' is not a number of seconds, 0 or more"),
    (("crawl", "thanhuytphcm", "--delay", "-1"), "'-1' is not a number of seconds, 0 or more"),
    (("crawl", "thanhuytphcm", "--origin", "127.0.0.1:8000"), "http://127.0.0.1:8000"),
    (("crwal",), "Did you mean 'crawl'?"),
    (("extract", "no-such-file.html"), "Cannot read no-such-file.html"),
    (("date", "--at", "yesterday", "hôm qua"), "2024-07-27T09:00:00+07:00"),
    (("search", "đảng", "--db", "no-such.db"), "There is no archive at no-such.db"),
]


@pytest.mark.parametrize(
    ("words", "hint"), WRONG_WORDS, ids=lambda part: " ".join(part) if isinstance(part, tuple) else ""
)
def test_wrong_words_get_one_sentence(tmp_path: Path, words: tuple[str, ...], hint: str) -> None:
    answer = newsarchive(*words, cwd=tmp_path)
    assert answer.code == 2
    assert hint in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert answer.out == ""


def test_a_foreign_database_is_refused_untouched(tmp_path: Path) -> None:
    db = tmp_path / "bank.db"
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    before = db.read_bytes()
    answer = crawl(db, "http://127.0.0.1:1")
    assert answer.code == 2
    assert "belongs to another program" in answer.err
    assert newsarchive("demo", "--db", db).code == 2
    assert db.read_bytes() == before


def test_text_files_are_no_databases(tmp_path: Path) -> None:
    db = tmp_path / "notes.txt"
    db.write_text("not a database, but longer than a header of sixteen bytes\n" * 50)
    answer = crawl(db, "http://127.0.0.1:1")
    assert answer.code == 2
    assert "is not a SQLite database" in answer.err


def test_the_demo_says_when_its_port_is_taken(tmp_path: Path) -> None:
    with serve(Site()) as server:
        answer = newsarchive("demo", "--db", tmp_path / "demo.db", "--port", server.origin.rsplit(":", 1)[1])
    assert answer.code == 2
    assert len(answer.err.strip().splitlines()) == 1


def test_the_demo_spares_real_archives(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    with serve(Site()) as server:
        crawl(db, server.origin, "--limit", "1")
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE runs SET origin = NULL")
    answer = newsarchive("demo", "--db", db)
    assert answer.code == 2
    assert "holds what this demo did not make" in answer.err
    assert value(db, "SELECT count(*) FROM articles") == 1


def test_a_site_that_does_not_answer_is_told_at_once(tmp_path: Path) -> None:
    started = time.monotonic()
    answer = crawl(tmp_path / "archive.db", "http://127.0.0.1:9")
    assert answer.code == 4
    assert time.monotonic() - started < 60
    assert value(tmp_path / "archive.db", "SELECT outcome FROM runs") == "site-broken"


@pytest.mark.parametrize(
    ("lines", "code"), [("abc\n2024\n", 1), ("abc\n1/1/2024\n", 0), ("", 0)], ids=["none", "one", "no line"]
)
@pytest.mark.parametrize("option", [[], ["--json"]])
def test_lines_of_which_none_is_a_date_fail(lines: str, code: int, option: list[str]) -> None:
    assert newsarchive("date", *option, stdin=lines).code == code


def test_dates_found_in_lines_are_printed_as_those_in_an_argument() -> None:
    text = "Sáng 1/1/2024 và chiều 2/2/2024"
    done = newsarchive("date", "--find", stdin=f"{text}\n")
    assert done.out == newsarchive("date", "--find", text).out
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["2024-01-01", "2024-02-02"]


def test_figures_that_are_no_date_are_told_why() -> None:
    assert "A year of two figures is only read behind a slash" in newsarchive("date", "27-7-24").err
    assert newsarchive("date", "2024").err == "newsarchive: A number alone is not a date.\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Bad ID", "'Bad ID' is no site id"),
        ("baochauson", "http://127.0.0.1:9 gave no page (Connection was refused"),
    ],
)
def test_a_new_site_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path, name: str, told: str) -> None:
    words = ("new-site", name, "https://baochauson.example", "--origin", "http://127.0.0.1:9", "--dry-run")
    done = newsarchive(*words, cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith(f"newsarchive: {told}")
    assert done.err.count("\n") == 1
