"""`reextract` and captures that no article was read from: an older reader or a broken layout had refused them."""

import asyncio
import gzip
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive.archive import unread
from newsarchive.archive.lock import SiteLock
from newsarchive.archive.reextract import reextract
from newsarchive.cli.main import cli
from newsarchive.fixity.verify import verify
from newsarchive.model.crawl import Visit
from newsarchive.model.finding import Finding
from newsarchive.sample.site import Site
from tests.store.archive_builder import SITE, Builder, query, sample_page, sample_site

AT = datetime(2026, 8, 1, tzinfo=UTC)
LISTING = b"<html><body>" + b"".join(b'<h3><a href="/tin-%d">Tin so %d</a></h3>' % (n, n) for n in range(40))
STORED = (
    "SELECT a.source_id, a.url, title, lead, body, byline, published_at, first_seen_at, a.last_seen_at, s.fetched_at,"
    " revision, extractor, gone_at FROM articles a JOIN snapshots s ON s.id = a.snapshot_id ORDER BY 1",
    "SELECT a.source_id, number, seen_at, r.title, r.body, changed FROM revisions r"
    " JOIN articles a ON a.id = article_id ORDER BY 1, 2",
    "SELECT source_id, position, p.url, caption, credit FROM photos p JOIN articles a ON a.id = article_id"
    " ORDER BY 1, 2",
    "SELECT source_id, kind, raw, value, agrees FROM date_witnesses JOIN articles a ON a.id = article_id"
    " ORDER BY 1, 2, 3",
    "SELECT source_id, t.* FROM search_text t JOIN articles a ON a.id = t.article_id ORDER BY 1",
    "SELECT url, code, field, message FROM findings f JOIN pages p ON p.id = page_id ORDER BY 1, 2, 3",
)


def stored(path: Path) -> list[list[tuple[object, ...]]]:
    return [query(path, sql) for sql in STORED]


def start(folder: Path) -> tuple[Site, Builder]:
    site = sample_site()
    return site, Builder(folder / "a.db", now=site.clock())


def dated(site: Site, count: int) -> list[int]:
    return [article.id for article in site.standing() if article.published][:count]


def test_what_was_refused_is_stored_as_if_the_crawl_had_read_it(tmp_path: Path) -> None:
    archives = []
    for name in ("read", "refused"):
        (tmp_path / name).mkdir()
        site, builder = start(tmp_path / name)
        first, second, third = (sample_page(site, number) for number in dated(site, 3))
        for page in (first, second, third):
            if name == "read" or page is first:
                builder.visits(page)
            else:
                builder.refused(*page)
        builder.finish()
        archives.append(builder.path)
    read, refused = archives
    assert len(query(refused, "SELECT 1 FROM articles")) == 1
    summary = reextract(refused, at=AT, processes=1)
    assert summary.refused.to_dict() | {"examples": []} == {
        "captures": 2,
        "new": 2,
        "changed": 0,
        "examples": [],
        "waiting": [],
    }
    assert stored(refused) == stored(read)
    assert verify(refused).damages == []
    pages = query(
        refused, "SELECT state, visits, last_error, next_visit_at FROM pages ORDER BY id LIMIT 2 OFFSET 1"
    )
    assert pages == [("fetched", 0, None, "2026-08-01T00:00:00Z")] * 2, (
        "due: photos and links are still to come"
    )
    assert reextract(refused, at=AT, processes=1).refused.counts["captures"] == 0


def test_edits_that_were_refused_become_revisions_at_the_moment_of_their_capture(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    (number,) = dated(site, 1)
    builder.visits(sample_page(site, number))
    days = []
    for title in ("Tựa đã sửa lần một", "Tựa đã sửa lần hai"):
        builder.now += timedelta(days=1)
        site.edit(number, title=title)
        builder.refused(*sample_page(site, number), code="empty-body")
        days.append(builder.now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    builder.finish()
    summary = reextract(builder.path, at=AT, processes=1)
    assert summary.refused.counts == {"captures": 2, "changed": 2}
    sql = "SELECT number, seen_at, title FROM revisions WHERE number > 1 ORDER BY 1"
    assert query(builder.path, sql) == [
        (2, days[0], "Tựa đã sửa lần một"),
        (3, days[1], "Tựa đã sửa lần hai"),
    ]
    assert query(builder.path, "SELECT title, last_seen_at FROM articles") == [
        ("Tựa đã sửa lần hai", days[1])
    ]
    assert verify(builder.path).damages == []


def test_an_article_whose_page_is_gone_by_now_is_kept_and_stays_gone(tmp_path: Path) -> None:
    """Nothing but the stored bytes can tell of it any more."""
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.refused(url, body)
    seen = builder.now
    builder.now += timedelta(days=30)
    builder.gone(url)
    builder.finish()
    page = query(builder.path, "SELECT state, visits, last_error, last_visit_at, next_visit_at FROM pages")
    reextract(builder.path, at=AT, processes=1)
    ((first, last, gone),) = query(builder.path, "SELECT first_seen_at, last_seen_at, gone_at FROM articles")
    assert first == last == seen.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert gone == builder.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (
        query(builder.path, "SELECT state, visits, last_error, last_visit_at, next_visit_at FROM pages")
        == page
    )


def test_an_edit_before_the_removal_is_kept_and_the_article_stays_gone(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    (number,) = dated(site, 1)
    url, body = sample_page(site, number)
    builder.visits((url, body))
    site.edit(number, title="Tựa đã sửa")
    builder.refused(*sample_page(site, number))
    builder.gone(url)
    builder.finish()
    before = query(builder.path, "SELECT gone_at, missing_at FROM articles")
    reextract(builder.path, at=AT, processes=1)
    assert query(builder.path, "SELECT title, revision FROM articles") == [("Tựa đã sửa", 2)]
    assert query(builder.path, "SELECT gone_at, missing_at FROM articles") == before


def test_looks_that_found_the_same_bytes_count_as_looks(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.refused(url, body)
    first = builder.now
    for _ in range(3):
        builder.now += timedelta(days=30)
        builder.refused(url, body)
    builder.refused(sample_page(site, dated(site, 2)[1])[0], LISTING)
    builder.refused(sample_page(site, dated(site, 2)[1])[0], LISTING)
    builder.now -= timedelta(seconds=2)
    builder.finish()
    summary = reextract(builder.path, at=AT, processes=1)
    assert (summary.refused.counts["new"], summary.refused.counts["changed"]) == (1, 0)
    seen = query(builder.path, "SELECT first_seen_at, last_seen_at, revision FROM articles")
    assert seen == [(first.strftime("%Y-%m-%dT%H:%M:%SZ"), builder.now.strftime("%Y-%m-%dT%H:%M:%SZ"), 1)]
    assert reextract(builder.path, at=AT, processes=1).refused.counts == {}, "read by this code already"


def test_edits_back_and_forth_are_all_kept(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    (number,) = dated(site, 1)
    url, one = sample_page(site, number)
    site.edit(number, title="Tựa đã sửa")
    _, other = sample_page(site, number)
    for body in (one, other, one, other):
        builder.now += timedelta(days=1)
        builder.refused(url, body)
    known = sample_page(site, dated(site, 2)[1])
    builder.visits(known)
    builder.refused(known[0], known[1] + b"<!-- the same words -->")
    builder.finish()
    told = reextract(builder.path, at=AT, dry_run=True, processes=1).refused.to_dict()
    assert reextract(builder.path, at=AT, processes=1).refused.to_dict() == told
    assert (told["new"], told["changed"]) == (1, 3)
    assert query(builder.path, "SELECT count(*) FROM revisions") == [(5,)]
    assert verify(builder.path).damages == []


def test_the_next_look_at_a_found_article_is_read_in_full(tmp_path: Path) -> None:
    """Its links and photos have never been followed: neither validators nor known bytes may stand for it."""
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.refused(url, body)
    builder.finish()
    reextract(builder.path, at=AT, processes=1)
    assert query(builder.path, "SELECT etag, last_modified FROM pages") == [(None, None)]
    later = Builder(builder.path, now=datetime(2026, 8, 2, tzinfo=UTC))
    assert asyncio.run(later.capture(url, body))[2] is None
    assert later.visits((url, body)) == ["same"]
    assert asyncio.run(later.capture(url, body))[2] is not None, "followed now"
    later.finish()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((("gone", 1),), ("1", "1")),
        ((("gone", 1), ("gone", 181)), ("1", "1")),
        ((("missing", 1),), ("1", None)),
        ((("missing", 1), ("missing", 3)), ("1", "3")),
    ],
)
def test_removals_are_dated_by_the_answers_that_told_of_them(
    tmp_path: Path, days: tuple[tuple[str, int], ...], expected: tuple[str | None, str | None]
) -> None:
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.visits((url, body))
    builder.now += timedelta(days=1)
    builder.gone(url)
    builder.now += timedelta(days=1)
    builder.refused(url, body.replace(b"</h1>", " (sửa)</h1>".encode()))
    seen, moments = builder.now, {None: None}
    for kind, day in days:
        builder.now = seen + timedelta(days=day)
        (builder.gone if kind == "gone" else builder.missing)(url)
        moments[str(day)] = builder.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    builder.finish()
    reextract(builder.path, at=AT, processes=1)
    told = query(builder.path, "SELECT missing_at, gone_at FROM articles")
    assert told == [(moments[expected[0]], moments[expected[1]])]


def test_what_still_is_no_article_stays_as_it_is(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    url, _ = sample_page(site, dated(site, 1)[0])
    builder.refused(url, LISTING)
    builder.finish()
    before = stored(builder.path), query(builder.path, "SELECT * FROM pages")
    summary = reextract(builder.path, at=AT, processes=1)
    assert summary.refused.counts == {"captures": 1}
    assert (stored(builder.path), query(builder.path, "SELECT * FROM pages")) == before


def test_what_this_code_refused_is_read_again_by_other_code_or_when_told(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    builder.refused(sample_page(site, dated(site, 1)[0])[0], LISTING)
    builder.finish()
    counts = [reextract(builder.path, at=AT, processes=1).refused.counts["captures"] for _ in range(2)]
    assert counts == [1, 0]
    assert reextract(builder.path, at=AT, again=True, processes=1).refused.counts["captures"] == 1
    with closing(sqlite3.connect(builder.path)) as db, db:
        db.execute("UPDATE refusals SET extractor = 'newsarchive 0.0'")
    assert reextract(builder.path, at=AT, processes=1).refused.counts["captures"] == 1
    assert verify(builder.path).damages == []


def test_what_the_site_gave_to_several_addresses_is_no_article_of_theirs(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    one, two, three = (sample_page(site, number) for number in dated(site, 3))
    builder.refused(*one)
    builder.refused(two[0], one[1])
    builder.refused(*three, code="same-page")
    builder.finish()
    assert reextract(builder.path, at=AT, processes=1).refused.counts["captures"] == 0
    assert query(builder.path, "SELECT 1 FROM articles") == []


def test_a_dry_run_counts_and_changes_nothing(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    known, fresh = dated(site, 2)
    builder.visits(sample_page(site, known))
    builder.refused(*sample_page(site, fresh))
    for number, title in ((known, "Tựa đã sửa"), (fresh, "Tựa khác")):
        site.edit(number, title=title)
        builder.refused(*sample_page(site, number))
    builder.finish()
    before = builder.path.read_bytes()
    summary = reextract(builder.path, at=AT, dry_run=True, processes=1)
    assert builder.path.read_bytes() == before
    assert summary.refused.counts == {"captures": 3, "new": 1, "changed": 2}


def test_captures_of_a_site_that_is_being_crawled_wait(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    builder.refused(*sample_page(site, dated(site, 1)[0]))
    builder.finish()
    held = SiteLock(builder.path, SITE.id)
    try:
        summary = reextract(builder.path, at=AT, processes=1)
    finally:
        held.release()
    assert summary.refused.to_dict() == {
        "captures": 0,
        "new": 0,
        "changed": 0,
        "examples": [],
        "waiting": [SITE.id],
    }
    assert reextract(builder.path, at=AT, processes=1).refused.counts["new"] == 1


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, builder = start(tmp_path)
    for number in dated(site, 5):
        builder.refused(*sample_page(site, number))
    builder.finish()
    monkeypatch.setattr(unread, "BATCH", 2)
    read, reads = unread.read_place, []

    def stops(*args: object, **options: object) -> object:
        reads.append(args)
        if len(reads) == 4:
            raise KeyboardInterrupt
        return read(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(unread, "read_place", stops)
    with pytest.raises(KeyboardInterrupt):
        reextract(builder.path, at=AT, processes=1)
    assert len(query(builder.path, "SELECT 1 FROM articles")) == 2
    assert reextract(builder.path, at=AT, processes=1).refused.counts["new"] == 3
    assert verify(builder.path).damages == []


def test_a_limit_holds(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    for number in dated(site, 4):
        builder.refused(*sample_page(site, number))
    builder.finish()
    assert reextract(builder.path, at=AT, limit=3, processes=1).refused.counts["captures"] == 3
    assert len(query(builder.path, "SELECT 1 FROM articles")) == 3


def test_an_answer_that_was_cut_short_makes_no_revision(tmp_path: Path) -> None:
    """The crawl took it for a failure; half a text is no edit, also later."""
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.visits((url, body))
    builder.refused(url, gzip.compress(body)[:-300], "fetch-failed", encoding="gzip")
    builder.finish()
    before = query(builder.path, "SELECT * FROM revisions")
    assert reextract(builder.path, at=AT, processes=1).refused.counts["changed"] == 0
    assert query(builder.path, "SELECT * FROM revisions") == before
    assert "cut short" in query(builder.path, "SELECT message FROM findings WHERE code = 'unread'")[0][0]
    builder = Builder(builder.path, now=builder.now)
    builder.refused(url, gzip.compress(body + b" "), "listing", encoding="gzip")
    builder.finish()
    assert reextract(builder.path, at=AT, processes=1).refused.counts["captures"] == 2, "whole ones are read"


def test_bytes_that_cannot_be_read_are_told_of(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.refused(url, body)
    builder.finish()
    (warc,) = (tmp_path / "warc").glob("*.warc.gz")
    ((offset, length),) = query(
        builder.path, "SELECT warc_offset, warc_length FROM snapshots WHERE status = 200"
    )
    with closing(warc.open("r+b")) as file:
        file.seek(offset + length // 2)
        file.write(b"\0" * 20)
    assert reextract(builder.path, at=AT, processes=1).refused.counts == {"captures": 1}
    ((message,),) = query(builder.path, "SELECT message FROM findings WHERE code = 'unread'")
    assert message.startswith(f"{url} cannot be read")


def test_the_command_says_what_it_found(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    url, body = sample_page(site, dated(site, 1)[0])
    builder.refused(url, body)
    builder.finish()
    command = ["reextract", "--db", str(builder.path), "--processes", "1"]
    dry = CliRunner().invoke(cli, [*command, "--dry-run", "--json"])
    assert json.loads(dry.stdout)["refused"]["new"] == 1
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0
    assert "1 capture that no article had been read from: 1 article is new, 0 are changed." in done.stdout
    assert url in done.stdout.replace("\n", "")


def test_not_modified_never_stands_for_an_answer_that_was_refused(tmp_path: Path) -> None:
    site, builder = start(tmp_path)
    number = dated(site, 1)[0]
    builder.visits(sample_page(site, number))
    note = Finding(code="empty-body", message="The page has no text.")

    async def refused_edit() -> None:
        page, snapshot_id, _ = await builder.capture(*sample_page(site, number))
        visit = Visit(
            page=page, outcome="skipped", at=builder.now, snapshot_id=snapshot_id, error=note.message
        )
        await builder.live.settle(replace(visit, findings=(note,), etag='"2"', last_modified="today"))

    site.edit(number, title="Tựa đã sửa")
    asyncio.run(refused_edit())
    builder.finish()
    assert query(builder.path, "SELECT etag, last_modified FROM pages") == [(None, None)]
