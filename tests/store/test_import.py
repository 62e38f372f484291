"""`import`: WARC files by other hands, their bytes unchanged, their articles read like our own."""

import gzip
import hashlib
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.archive.intake import import_files
from newsarchive.archive.lock import SiteLock
from newsarchive.archive.reading import read_place
from newsarchive.archive.reextract import reextract
from newsarchive.cli.main import run
from newsarchive.errors import SiteLocked, StoreError
from newsarchive.fixity.verify import verify
from newsarchive.model.article import Article
from newsarchive.sample.server import serve
from newsarchive.store.rereading import Job, Place
from tests.store.archive_builder import Builder, query, sample_page, sample_site
from tests.store.maker import AT, SITE, Maker, bring, everything, some_pages


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_file_by_warcio_is_copied_verbatim_and_read(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "other.warc.gz")
    maker.warcinfo()
    pages = some_pages(4)
    for url, body in pages:
        maker.page(url, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    (done,) = bring(db, source)
    assert (done.counts["new"], done.counts["snapshots"], done.notes) == (4, 4, [])
    assert (db.parent / done.path).read_bytes() == source.read_bytes()
    assert query(db, "SELECT sha256 FROM warc_files") == [(hashlib.sha256(source.read_bytes()).hexdigest(),)]
    rows = query(db, "SELECT url, first_seen_at, title, site FROM articles ORDER BY id")
    assert {row[1] for row in rows} == {"2026-07-01T00:00:00Z"}
    assert all(row[2] and row[3] == SITE.id for row in rows)
    assert query(db, "SELECT DISTINCT state FROM pages WHERE kind = 'article'") == [("fetched",)]
    assert verify(db).damages == []


def test_importing_twice_changes_nothing(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "other.warc.gz")
    for url, body in some_pages(3):
        maker.page(url, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    bring(db, source)
    before = everything(db)
    (again,) = bring(db, shutil.copy(source, tmp_path / "other.warc.gz.copy") and source)
    assert again.known
    assert everything(db) == before


@pytest.mark.parametrize("form", ["plain", "one gzip member for all"])
def test_other_forms_are_packed_record_by_record(tmp_path: Path, db: Path, form: str) -> None:
    maker = Maker(tmp_path / "other.warc", gzip=False)
    maker.warcinfo()
    for url, body in some_pages(3):
        maker.page(url, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    plain = source.read_bytes()
    if form != "plain":
        source.write_bytes(gzip.compress(plain))
    (done,) = bring(db, source)
    assert gzip.decompress((db.parent / done.path).read_bytes()) == plain
    assert (done.counts["new"], len(done.notes)) == (3, 1)
    assert verify(db).damages == []
    assert bring(db, source)[0].known


def test_two_texts_of_one_page_become_revisions_in_order_of_time(tmp_path: Path, db: Path) -> None:
    site = sample_site()
    number = site.standing()[0].id
    first = sample_page(site, number)
    site.edit(number, title="Tựa đã sửa")
    second = sample_page(site, number)
    later, earlier = Maker(tmp_path / "a-later.warc.gz"), Maker(tmp_path / "b-earlier.warc.gz")
    later.page(*second, "2026-07-05T00:00:00Z")
    earlier.page(*first, "2026-07-02T00:00:00Z")
    bring(db, later.close(), earlier.close())
    rows = query(db, "SELECT number, seen_at, title FROM revisions ORDER BY number")
    assert [row[:2] for row in rows] == [(1, "2026-07-02T00:00:00Z"), (2, "2026-07-05T00:00:00Z")]
    assert rows[1][2] == "Tựa đã sửa" != rows[0][2]


def test_an_older_text_never_overrides_a_newer_one(tmp_path: Path, db: Path) -> None:
    site = sample_site()
    number = site.standing()[0].id
    old = sample_page(site, number)
    site.edit(number, title="Tựa đã sửa")
    builder = Builder(db, now=site.clock())
    builder.visits(sample_page(site, number))
    builder.finish()
    before = query(db, "SELECT * FROM articles"), query(db, "SELECT * FROM revisions")
    maker = Maker(tmp_path / "old.warc.gz")
    maker.page(*old, "2025-01-01T00:00:00Z")
    (done,) = bring(db, maker.close())
    assert done.counts["older"] == 1
    assert (query(db, "SELECT * FROM articles"), query(db, "SELECT * FROM revisions")) == before
    assert query(db, "SELECT code, severity FROM findings WHERE code = 'older-text'") == [
        ("older-text", "info")
    ]
    assert query(db, "SELECT count(*) FROM snapshots WHERE fetched_at LIKE '2025%'") == [(1,)]
    assert verify(db).damages == []


def test_an_edit_between_the_last_look_and_the_removal_is_a_revision(tmp_path: Path, db: Path) -> None:
    """What others captured fills the gap before our crawl met the removal; the article stays gone since then."""
    site = sample_site()
    number = site.standing()[0].id
    url, body = sample_page(site, number)
    builder = Builder(db, now=site.clock())
    builder.visits((url, body))
    between = builder.now + timedelta(days=2)
    builder.now += timedelta(days=5)
    builder.gone(url)
    builder.finish()
    absent = query(db, "SELECT missing_at, gone_at FROM articles")
    page = query(db, "SELECT state, last_visit_at, next_visit_at FROM pages WHERE kind = 'article'")
    site.edit(number, title="Tựa đã sửa")
    maker = Maker(tmp_path / "between.warc.gz")
    maker.page(*sample_page(site, number), stamp(between))
    (done,) = bring(db, maker.close())
    assert done.counts["changed"] == 1
    assert query(db, "SELECT title, revision, last_seen_at FROM articles") == [
        ("Tựa đã sửa", 2, stamp(between))
    ]
    assert query(db, "SELECT missing_at, gone_at FROM articles") == absent == [(stamp(builder.now),) * 2]
    assert query(db, "SELECT state, last_visit_at, next_visit_at FROM pages WHERE kind = 'article'") == page
    assert query(db, "SELECT code FROM findings WHERE code IN ('returned', 'older-text')") == []
    assert verify(db).damages == []


def test_an_article_that_the_crawl_only_found_gone_comes_from_the_import(tmp_path: Path, db: Path) -> None:
    site = sample_site()
    url, body = sample_page(site, site.standing()[0].id)
    builder = Builder(db, now=site.clock())
    builder.gone(url)
    builder.finish()
    earlier = builder.now - timedelta(days=400)
    maker = Maker(tmp_path / "earlier.warc.gz")
    maker.page(url, body, stamp(earlier))
    (done,) = bring(db, maker.close())
    assert done.counts["new"] == 1
    assert query(db, "SELECT first_seen_at, last_seen_at, gone_at FROM articles") == [
        (stamp(earlier), stamp(earlier), stamp(builder.now))
    ]
    assert query(db, "SELECT state FROM pages WHERE kind = 'article'") == [("gone",)]


def test_codings_left_in_the_payload_are_taken_off(tmp_path: Path, db: Path) -> None:
    ((url, body), (other, plain)) = some_pages(2)
    packed = gzip.compress(body)
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:700], packed[700:])) + b"0\r\n\r\n"
    )
    maker = Maker(tmp_path / "chunked.warc.gz")
    maker.page(url, chunks, "2026-07-01T00:00:00Z", Transfer_Encoding="chunked", Content_Encoding="gzip")
    maker.page(other, plain, "2026-07-01T00:00:00Z", Transfer_Encoding="chunked")
    (done,) = bring(db, maker.close())
    assert (done.counts["new"], verify(db).damages) == (2, [])


def test_revisit_and_resource_records(tmp_path: Path, db: Path) -> None:
    ((url, body), (other, text)) = some_pages(2)
    maker = Maker(tmp_path / "more.warc.gz", version="1.1")
    first = maker.page(url, body, "2026-07-01T00:00:00Z")
    maker.revisit(url, first, "2026-07-03T00:00:00Z")
    maker.page(other, text, "2026-07-01T00:00:00Z", kind="resource")
    (done,) = bring(db, maker.close())
    assert (done.counts["new"], done.counts["same"]) == (2, 1)
    rows = query(db, "SELECT id, revisit_of FROM snapshots ORDER BY warc_offset")
    assert rows[1][1] == rows[0][0]
    assert query(db, "SELECT last_seen_at FROM articles WHERE url = ?", url) == [("2026-07-03T00:00:00Z",)]
    assert verify(db).damages == []
    assert reextract(db, at=AT, again=True, processes=1).counts["unreadable"] == 0


def test_types_of_records_in_any_letters(tmp_path: Path, db: Path) -> None:
    ((url, body), (other, text)) = some_pages(2)
    maker = Maker(tmp_path / "more.warc", gzip=False, version="1.1")
    first = maker.page(url, body, "2026-07-01T00:00:00Z")
    maker.revisit(url, first, "2026-07-03T00:00:00Z")
    maker.page(other, text, "2026-07-01T00:00:00Z", kind="resource")
    source = maker.close()
    data = source.read_bytes()
    for kind, spelt in ((b"response", b"Response"), (b"revisit", b"REVISIT"), (b"resource", b"Resource")):
        data = data.replace(b"WARC-Type: " + kind, b"warc-type: " + spelt)
    source.write_bytes(data)
    (done,) = bring(db, source)
    assert (done.counts["new"], done.counts["same"]) == (2, 1)
    assert query(db, "SELECT last_seen_at FROM articles WHERE url = ?", url) == [("2026-07-03T00:00:00Z",)]
    assert verify(db).damages == []


def test_pages_of_other_hosts_are_kept_but_not_read_unless_their_site_is_named(
    tmp_path: Path, db: Path
) -> None:
    ((url, body),) = some_pages(1)
    copy = url.replace("https://www.thanhuytphcm.vn", "http://mirror.example")
    maker = Maker(tmp_path / "mirror.warc.gz")
    maker.page(copy, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    (done,) = bring(db, source)
    assert (done.counts["other"], query(db, "SELECT count(*) FROM articles")) == (1, [(0,)])
    assert query(db, "SELECT url, page_id FROM snapshots") == [(copy, None)]
    assert verify(db).damages == []
    bring(tmp_path / "b.db", source, site=SITE)
    assert query(tmp_path / "b.db", "SELECT url FROM articles") == [(url,)]


def test_a_torn_tail_is_left_out_and_said(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "torn.warc.gz")
    for url, body in some_pages(3):
        maker.page(url, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    source.write_bytes(source.read_bytes()[:-200])
    (done,) = bring(db, source)
    assert (done.counts["new"], done.notes) == (2, ["a torn last record was left out"])
    assert verify(db).damages == []


def test_what_is_no_whole_warc_file_is_refused_in_one_sentence(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "bad.warc.gz")
    for url, body in some_pages(3):
        maker.page(url, body, "2026-07-01T00:00:00Z")
    source = maker.close()
    data = bytearray(source.read_bytes())
    data[300] ^= 255
    source.write_bytes(data)
    with pytest.raises(StoreError, match="damaged at byte 0"):
        bring(db, source)
    (tmp_path / "page.html").write_text("<html>")
    assert run(["import", str(tmp_path / "page.html"), "--db", str(db)]) == 2
    assert run(["import", str(tmp_path / "none.warc"), "--db", str(db)]) == 2
    (tmp_path / "x.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd....")
    (tmp_path / "dictionary.warc.zst").write_bytes(b"\x5d\x2a\x4d\x18....")
    for name in ("x.warc.zst", "dictionary.warc.zst"):
        with pytest.raises(StoreError, match="zstd -d"):
            bring(db, tmp_path / name)
    (tmp_path / "x.arc.gz").write_bytes(
        gzip.compress(b"filedesc://x.arc 0.0.0.0 20200501030000 text/plain 76\n")
    )
    with pytest.raises(StoreError, match="no WARC file"):
        bring(db, tmp_path / "x.arc.gz")
    (tmp_path / "x.wacz").write_bytes(b"PK\x03\x04....")
    with pytest.raises(StoreError, match="archive/ folder"):
        bring(db, tmp_path / "x.wacz")
    assert list((db.parent / "warc").glob("*")) == []


def test_a_site_being_crawled_is_waited_for(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "other.warc.gz")
    maker.page(*some_pages(1)[0], "2026-07-01T00:00:00Z")
    source = maker.close()
    db.parent.mkdir()
    lock = SiteLock(db, SITE.id)
    with pytest.raises(SiteLocked):
        bring(db, source)
    lock.release()
    assert bring(db, source)[0].counts["new"] == 1


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_a_file_by_wget(tmp_path: Path, db: Path) -> None:
    site = sample_site()
    articles = site.standing()[:3]
    with serve(site) as server:
        addresses = [server.origin + article.path for article in articles]
        subprocess.run(
            ["wget", "-q", "--no-proxy", "--warc-file=wget", "--delete-after", *addresses],
            cwd=tmp_path,
            check=True,
        )
    (done,) = import_files(db, [tmp_path / "wget.warc.gz"], at=datetime.now(UTC), site=SITE)
    assert done.counts["new"] == 3
    assert query(db, "SELECT count(*) FROM articles WHERE title IS NOT NULL AND length(body) > 100") == [(3,)]
    assert verify(db).damages == []


def test_no_room_for_the_copy_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    maker = Maker(tmp_path / "a.warc.gz")
    maker.page(*sample_page(sample_site(), sample_site().standing()[0].id), "2025-01-01T00:00:00Z")
    path = maker.close()
    monkeypatch.setattr("newsarchive.archive.intake.take_in", full)
    with pytest.raises(StoreError, match="make room"):
        bring(db, path)
    monkeypatch.undo()
    (done,) = bring(db, path)
    assert done.counts["new"] == 1


def test_a_page_on_which_reading_fails_is_told_and_stops_nothing(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = Maker(tmp_path / "a.warc.gz")
    pages = some_pages(3)
    for url, body in pages:
        maker.page(url, body, "2026-07-01T00:00:00Z")

    def fail(base: Path, job: Job, place: Place, **options: bool) -> Article:
        if place.url == pages[1][0]:
            raise RecursionError("too deep")
        return read_place(base, job, place, **options)

    monkeypatch.setattr("newsarchive.archive.unread.read_place", fail)
    (done,) = bring(db, maker.close())
    assert (done.counts["new"], done.counts["unreadable"]) == (2, 1)
    ((message,),) = query(db, "SELECT message FROM findings WHERE code = 'unread'")
    assert "RecursionError: too deep" in message


def test_an_answer_without_a_real_status_is_kept_and_not_read(tmp_path: Path, db: Path) -> None:
    maker = Maker(tmp_path / "a.warc", gzip=False)
    maker.page(*some_pages(1)[0], "2026-07-01T00:00:00Z")
    data = maker.close().read_bytes()
    assert data.count(b"HTTP/1.1 200 OK") == 1
    head, _, block = data.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"WARC-Block-Digest")]
    block = block.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 000 OK")
    (tmp_path / "b.warc").write_bytes(b"\r\n".join(lines) + b"\r\n\r\n" + block)
    (done,) = bring(db, tmp_path / "b.warc")
    assert (done.counts["snapshots"], done.counts["new"]) == (1, 0)
    assert query(db, "SELECT status FROM snapshots") == [(0,)]
    assert verify(db).damages == []
