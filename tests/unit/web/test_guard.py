"""Only reading, only for those who are meant, nothing that runs."""

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest

from newsarchive.sample.content import cases
from newsarchive.web.payloads import picture_type

from .conftest import Reader

PAGES = ("/", "/search?q=dang+bo", "/article/1", "/article/1/revision/1", "/changes", "/archive", "/archive/articles",
         "/archive/articles/1", "/archive/undated", "/archive?sql=select+1", "/nowhere")  # fmt: skip
INLINE = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
LOADED = re.compile(r"<(?:img|link|script|iframe|source|object|embed)[^>]+?(?:src|href|data)=\"([^\"]*)\"")


@pytest.mark.parametrize("address", PAGES)
def test_no_page_runs_or_loads_anything_from_elsewhere(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; img-src 'self'; style-src 'self'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert INLINE.findall(answer.text) == []
    assert [source for source in LOADED.findall(answer.text) if not source.startswith("/")] == []


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_built_for_everybody(reader: Reader, address: str) -> None:
    page = reader.ask(address).text
    assert [page.count(f"<{mark}") for mark in ("main ", "h1", "footer")] == [1, 1, 1]
    assert page.count("<html lang=") == 1
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", page)
    for field in fields:
        named = re.search(r'\bid="([^"]+)"', field)
        free = 'type="hidden"' in field or 'type="checkbox"' in field or "aria-label=" in field
        assert free or (named and named[1] in labelled), field


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", ["/archive", "/archive/articles", "/article/1", "/-/messages"])
def test_nothing_but_reading_is_answered(reader: Reader, method: str, address: str) -> None:
    assert reader.ask(address, method=method).status_code == 405


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "update articles set title='x'",
        "attach 'other.db' as other",
        "pragma journal_mode=delete",
        "select writefile('x','y')",
        "with x as (select 1) delete from articles",
        "insert into articles_fts(articles_fts) values('rebuild')",
    ],
)
def test_no_sql_writes(reader: Reader, sql: str) -> None:
    answer = reader.ask("/archive?sql=" + quote(sql))
    assert answer.status_code in (400, 403) or 'role="alert"' in answer.text
    assert reader.rows("SELECT count(*), sum(title = 'x') FROM articles") == [(71, 0)]


def test_sql_that_would_take_all_memory_is_refused(reader: Reader) -> None:
    answer = reader.ask("/archive?sql=" + quote("select length(zeroblob(900000000))"))
    assert "string or blob too big" in answer.text


def test_sql_that_never_ends_is_given_up(reader: Reader) -> None:
    endless = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    answer = reader.ask("/archive?_timelimit=200&sql=" + quote(endless))
    assert "SQL query took too long" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_for_this_machine_gets_nothing(reader: Reader, host: str) -> None:
    assert reader.ask("/", host=host).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1", "[::1]:8001"])
def test_our_own_names_are_answered(reader: Reader, host: str) -> None:
    assert reader.ask("/", host=host).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/-/databases.json",
        "/-/permissions",
        "/-/patterns",
        "/-/static/app.css",
        "/_internal",
        "/_memory",
        "/archive.db",
    ],
)
def test_the_machinery_is_not_on_show(reader: Reader, address: str) -> None:
    assert reader.ask(address).status_code in (403, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/archive/articles.csv",
        "/archive/articles.csv?_stream=1",
        "/archive.csv?sql=select+1",
        "/archive/articles?_format=csv",
    ],
)
def test_csv_with_raw_formulas_is_not_handed_out(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert answer.status_code == 403
    assert "newsarchive export csv" in answer.text


def test_photos_come_out_of_the_archive_as_pictures(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT p.snapshot_id, s.bytes FROM photos p JOIN snapshots s ON s.id = p.snapshot_id JOIN articles a"
        " ON a.id = p.article_id WHERE a.source_id = ?",
        str(cases()["three-photos"].id),
    )
    assert len(rows) == 3
    for snapshot_id, size in rows:
        answer = reader.ask(f"/photo/{snapshot_id}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == picture_type(answer.content)
        assert len(answer.content) == size
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_is_no_photo(reader: Reader) -> None:
    ((snapshot_id,),) = reader.rows("SELECT snapshot_id FROM articles WHERE id = 1")
    assert reader.ask(f"/photo/{snapshot_id}").status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!DOCTYPE html>",
        b"",
        b"RIFFxxxxWAVE",
    ],
)
def test_what_does_not_begin_like_a_picture_is_none(body: bytes) -> None:
    assert picture_type(body) is None


def test_originals_are_handed_out_byte_for_byte_as_text(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT id, sha256, bytes FROM snapshots WHERE revisit_of IS NULL ORDER BY id LIMIT 12"
    )
    rows += reader.rows(
        "SELECT id, sha256, bytes FROM snapshots WHERE revisit_of IS NOT NULL ORDER BY id LIMIT 3"
    )
    assert len(rows) == 15
    for snapshot_id, digest, _ in rows:
        answer = reader.ask(f"/original/{snapshot_id}")
        assert sha256(answer.content).hexdigest() == digest
        assert answer.headers["content-type"] == "text/plain"
        assert answer.headers["content-disposition"].startswith('attachment; filename="')
        assert "sandbox" in answer.headers["content-security-policy"]
    ((snapshot_id,),) = reader.rows("SELECT snapshot_id FROM articles WHERE id = 1")
    assert reader.ask(f"/original/{snapshot_id}?unpacked=1").content.lstrip().startswith(b"<!DOCTYPE")


def test_damaged_bytes_are_said_to_be_damaged(reader: Reader, tmp_path: Path) -> None:
    ((file, offset),) = reader.rows("SELECT warc_file, warc_offset FROM snapshots WHERE id = 2")
    path = reader.db.parent / file
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[: offset + 60] + b"\x00\xff" * 20 + whole[offset + 100 :])
        answer = reader.ask("/original/2")
    finally:
        path.write_bytes(whole)
    assert answer.status_code == 404
    assert "is damaged at byte" in answer.text
