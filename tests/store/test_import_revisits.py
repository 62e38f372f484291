"""`import` of revisit records: what they repeat is found, whichever came in first and however it is named."""

import asyncio
import base64
import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.archive.reextract import reextract
from newsarchive.fixity.verify import verify
from newsarchive.store.connect import open_writer
from tests.store.archive_builder import Builder, query
from tests.store.maker import AT, Maker, bring, everything, some_pages

FIRST, LATER = "2026-07-01T00:00:00Z", "2026-07-03T00:00:00Z"
SEEN = "SELECT first_seen_at, last_seen_at, revision FROM articles"
BOTH = [(FIRST, LATER, 1)]


def digest(body: bytes, algorithm: str) -> str:
    return f"{algorithm}:{base64.b32encode(hashlib.new(algorithm, body).digest()).decode()}"


def original(tmp_path: Path, url: str, body: bytes) -> Path:
    maker = Maker(tmp_path / "original.warc.gz")
    maker.page(url, body, FIRST)
    return maker.close()


def revisit(tmp_path: Path, url: str, body: bytes, algorithm: str = "sha1") -> Path:
    maker = Maker(tmp_path / "revisit.warc.gz")
    maker.bare_revisit(url, digest(body, algorithm), LATER)
    return maker.close()


def is_whole(db: Path) -> bool:
    return not (verify(db).damages or verify(db).notes)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
@pytest.mark.parametrize("order", ["one call", "one call, revisit first", "original first", "revisit first"])
def test_a_revisit_is_linked_by_its_digest(tmp_path: Path, db: Path, algorithm: str, order: str) -> None:
    ((url, body),) = some_pages(1)
    files = [original(tmp_path, url, body), revisit(tmp_path, url, body, algorithm)]
    if order.endswith("revisit first"):
        files.reverse()
    if order.startswith("one call"):
        bring(db, *files)
    else:
        for file in files:
            bring(db, file)
    assert query(db, SEEN) == BOTH
    assert query(db, "SELECT revisit_of IS NULL, count(*) FROM snapshots GROUP BY 1") == [(0, 1), (1, 1)]
    assert is_whole(db)
    assert reextract(db, at=AT, again=True, processes=1).counts["unreadable"] == 0
    before = everything(db)
    assert all(done.notes == [] for done in bring(db, *files))
    assert everything(db) == before


def test_a_revisit_in_the_same_file_and_one_before_its_original(tmp_path: Path, db: Path) -> None:
    ((url, body), (other, text)) = some_pages(2)
    maker = Maker(tmp_path / "a.warc.gz")
    maker.bare_revisit(other, digest(text, "sha1"), LATER)
    maker.page(url, body, FIRST)
    maker.bare_revisit(url, digest(body, "sha1"), LATER)
    maker.page(other, text, FIRST)
    bring(db, maker.close())
    assert query(db, SEEN) == BOTH * 2
    assert is_whole(db)


def test_a_revisit_of_another_address_is_linked_by_digest(tmp_path: Path, db: Path) -> None:
    ((url, body),) = some_pages(1)
    number = url.rsplit("-", 1)[1]
    other = f"https://www.thanhuytphcm.vn/tin-tuc/ten-khac-{number}"
    bring(db, revisit(tmp_path, other, body), original(tmp_path, url, body))
    assert query(db, SEEN) == BOTH
    maker = Maker(tmp_path / "photo.warc.gz")
    maker.page("http://one.example/a", body, FIRST)
    maker.bare_revisit("http://two.example/b", digest(body, "sha1"), LATER)
    bring(db, maker.close())
    assert query(db, "SELECT count(*) FROM snapshots WHERE revisit_of IS NOT NULL") == [(2,)]
    assert is_whole(db)


@pytest.mark.parametrize("order", ["original first", "revisit first"])
@pytest.mark.parametrize("told", ["by its digest", "by its record", "by its length"])
def test_an_original_of_another_call_and_another_address(
    tmp_path: Path, db: Path, told: str, order: str
) -> None:
    body = b"<html>another page"
    first = Maker(tmp_path / "original.warc.gz")
    if told == "by its length":  # its record states no SHA-1
        first.page("http://one.example/a", body, FIRST, kind="resource", record_digest=digest(body, "sha256"))
    else:
        record = first.page("http://one.example/a", body, FIRST)
    second = Maker(tmp_path / "revisit.warc.gz")
    if told == "by its record":
        name = record.rec_headers.get_header("WARC-Record-ID")
        second.bare_revisit("http://two.example/b", None, LATER, WARC_Refers_To=name)
    else:
        second.bare_revisit(
            "http://two.example/b", digest(body, "sha1"), LATER, Content_Length=str(len(body))
        )
    files = [first.close(), second.close()]
    for file in files if order == "original first" else reversed(files):
        bring(db, file)
    assert query(db, "SELECT count(*) FROM snapshots WHERE revisit_of IS NOT NULL AND bytes > 0") == [(1,)]
    assert is_whole(db)


def test_an_original_that_a_crawl_made_is_known_by_its_length(tmp_path: Path, db: Path) -> None:
    body = b"<html>a page that a crawl fetched"
    crawl = Builder(db)
    asyncio.run(crawl.capture(1, body))
    crawl.finish()
    maker = Maker(tmp_path / "revisit.warc.gz")
    maker.bare_revisit("http://two.example/b", digest(body, "sha1"), LATER, Content_Length=str(len(body)))
    maker.bare_revisit(
        "http://three.example/c", digest(b"x" * len(body), "sha1"), LATER, Content_Length=str(len(body))
    )
    bring(db, maker.close())
    assert query(db, "SELECT url FROM snapshots WHERE revisit_of IS NOT NULL") == [("http://two.example/b",)]
    assert verify(db).damages == []


def test_a_digest_of_a_payload_without_its_chunks_serves_too(tmp_path: Path, db: Path) -> None:
    ((url, body), (other, text)) = some_pages(2)
    stated = digest(body, "sha256")
    maker = Maker(tmp_path / "a.warc.gz")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    maker.page(url, chunked, FIRST, record_digest=stated, Transfer_Encoding="chunked")
    maker.page(other, text, FIRST)
    maker.bare_revisit(url, stated, LATER)
    bring(db, maker.close())
    assert query(db, "SELECT revisit_of FROM snapshots WHERE fetched_at = ?", LATER) == [(1,)]
    assert is_whole(db)
    with closing(open_writer(db)) as writer:  # that is no leave to repeat anything
        writer.execute(
            "UPDATE snapshots SET (revisit_of, sha256) = (SELECT id, sha256 FROM snapshots WHERE url = ?)"
            " WHERE revisit_of IS NOT NULL",
            (other,),
        )
    assert "row-differs" in {damage.code for damage in verify(db).damages}


def test_a_named_original_that_comes_later_is_linked(tmp_path: Path, db: Path) -> None:
    ((url, body),) = some_pages(1)
    first = Maker(tmp_path / "original.warc.gz", version="1.1")
    record = first.page(url, body, FIRST)
    second = Maker(tmp_path / "revisit.warc.gz", version="1.1")
    second.revisit(url, record, LATER)
    bring(db, second.close())
    bring(db, first.close())
    assert query(db, SEEN) == BOTH
    assert is_whole(db)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_revisit_without_original_is_no_page(tmp_path: Path, db: Path, algorithm: str) -> None:
    ((url, body), (other, text)) = some_pages(2)
    (done,) = bring(db, revisit(tmp_path, url, body, algorithm))
    assert "wait" in done.notes[0]
    assert query(db, "SELECT bytes, revisit_of FROM snapshots") == [(0, None)]
    assert query(db, "SELECT count(*) FROM findings") == [(0,)]
    assert query(db, "SELECT state, visits FROM pages") == [("pending", 0)]
    assert reextract(db, at=AT, again=True, processes=1).counts["unreadable"] == 0
    assert ([note.code for note in verify(db).notes], verify(db).damages) == (["revisit-unresolved"], [])
    maker = Maker(tmp_path / "again.warc.gz")  # another revisit does not take the first one for its original
    maker.bare_revisit(url, digest(body, algorithm), "2026-07-05T00:00:00Z")
    maker.page(other, text, FIRST)
    bring(db, maker.close())
    assert query(db, "SELECT count(*) FROM snapshots WHERE revisit_of IS NOT NULL") == [(0,)]
    assert verify(db).damages == []
