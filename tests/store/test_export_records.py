"""`export warc|wacz|bagit`: the captures byte for byte, in forms that other programs accept."""

import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.archive.intake import import_files
from newsarchive.cli.main import run
from newsarchive.errors import StoreError
from newsarchive.export.bagit import write_bag
from newsarchive.export.wacz import write_wacz
from newsarchive.export.warc import write_warc
from newsarchive.query.filters import Filters
from newsarchive.store.connect import open_reader
from newsarchive.warc.cdxj import SortedLines, surt
from newsarchive.warc.scan import scan, scan_record
from tests.store.archive_builder import build_sample, edit_sample, query, sample_page, sample_site

AT = datetime(2026, 8, 1, tzinfo=UTC)
ALL = Filters()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles; the third was edited once and looked at once more without a change."""
    path = build_sample(tmp_path_factory.mktemp("archive") / "a.db")
    assert edit_sample(path, *["Tựa đã sửa"] * 2) == ["changed", "same"]
    return path


@pytest.fixture
def db(built: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(built)) as connection:
        yield connection


def warcio(*arguments: object) -> str:
    return subprocess.run(
        [sys.executable, "-m", "warcio.cli", *map(str, arguments)], check=True, capture_output=True, text=True
    ).stdout


def test_a_warc_file_holds_every_look_with_its_request(
    built: Path, db: sqlite3.Connection, tmp_path: Path
) -> None:
    target = tmp_path / "out.warc.gz"
    assert write_warc(db, built.parent, target, ALL) == 14
    with target.open("rb") as file:
        types = [record.type for record in scan(file)]
    assert types[0] == "warcinfo"
    assert (types.count("response"), types.count("revisit"), types.count("request")) == (13, 1, 14)
    copied = target.read_bytes()
    for name, offset, length in query(built, "SELECT warc_file, warc_offset, warc_length FROM snapshots"):
        original = (built.parent / name).read_bytes()[offset : offset + length]
        assert original in copied
    warcio("check", target)


def test_what_is_exported_can_be_imported(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    write_warc(db, built.parent, tmp_path / "out.warc.gz", ALL)
    import_files(tmp_path / "b.db", [tmp_path / "out.warc.gz"], at=AT)
    sql = (
        "SELECT source_id, title, lead, body, byline, published_at, revision FROM articles ORDER BY source_id"
    )
    assert query(tmp_path / "b.db", sql) == query(built, sql)


@pytest.mark.parametrize(
    "order", ["request metadata response", "response metadata request"], ids=["wget", "heritrix"]
)
def test_requests_stay_with_their_responses_wherever_they_stand(tmp_path: Path, order: str) -> None:
    path = tmp_path / "other.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in (sample_page(sample_site(), article.id) for article in sample_site().standing()[:3]):
            records = {kind: _record(writer, kind, url, body) for kind in order.split()}
            first, *others = records.values()
            for other in others:
                other.rec_headers.add_header(
                    "WARC-Concurrent-To", first.rec_headers.get_header("WARC-Record-ID")
                )
            for record in records.values():
                writer.write_record(record)
    import_files(tmp_path / "b.db", [path], at=AT)
    (day,) = query(tmp_path / "b.db", "SELECT max(published_day) FROM articles")[0]
    last = Filters(since=date.fromisoformat(day))
    for filters, count in ((ALL, 3), (last, 1)):
        with closing(open_reader(tmp_path / "b.db")) as db:
            assert write_warc(db, tmp_path, tmp_path / "out.warc.gz", filters) == count
        with (tmp_path / "out.warc.gz").open("rb") as file:
            kinds = [record.type for record in scan(file)]
        assert kinds == ["warcinfo", *order.replace("metadata ", "").split() * count]


def _record(writer: WARCWriter, kind: str, url: str, body: bytes) -> Any:
    head, content = None, {"metadata": b"via: x", "request": b"", "response": body}[kind]
    if kind == "request":
        head = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.vn")], is_http_request=True)
    elif kind == "response":
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    return writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(content),
        length=len(content),
        http_headers=head,
        warc_headers_dict={"WARC-Date": "2026-07-01T00:00:00Z"},
        warc_content_type="" if head else "application/warc-fields",
    )


def test_what_the_days_leave_out_is_said(
    built: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    for kind in ("warc", "wacz", "bagit"):
        target = tmp_path / kind
        arguments = ["export", kind, "-o", str(target), "--db", str(built)]
        assert run([*arguments, "--since", "2000-01-01"]) == 0
        told = capsysbinary.readouterr().err.decode()
        assert "2 without a date left out of the days asked for" in told
    assert run([*arguments[:3], str(tmp_path / "all"), *arguments[4:]]) == 0
    assert "without a date" not in capsysbinary.readouterr().err.decode()


def test_a_bag_cannot_go_to_standard_output(
    built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "bagit", "-o", "-", "--db", str(built)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_filters_choose_the_articles(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    ((day, count),) = query(
        built,
        "SELECT published_day, count(*) FROM articles WHERE published_day IS NOT NULL GROUP BY 1 ORDER BY 2 LIMIT 1",
    )
    chosen = Filters(since=date.fromisoformat(day), until=date.fromisoformat(day))
    written = write_warc(db, built.parent, tmp_path / "out.warc.gz", chosen)
    expected = query(
        built,
        "SELECT count(*) FROM snapshots s JOIN pages p ON p.id = s.page_id JOIN articles a USING (source_id)"
        " WHERE published_day = ?",
        day,
    )
    assert [(written,)] == expected
    assert written >= count
    assert write_warc(db, built.parent, tmp_path / "none.warc.gz", Filters(sites=("none",))) == 0


def test_a_package_says_what_lies_where(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    target = tmp_path / "out.wacz"
    assert write_wacz(db, built.parent, target, ALL, at=AT) == 14
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        description = json.loads(package.read("datapackage.json"))
        for resource in description["resources"]:
            data = package.read(resource["path"])
            assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
            assert resource["bytes"] == len(data)
        assert package.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        warc = io.BytesIO(package.read("archive/data.warc.gz"))
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").decode().splitlines()]
        steps = package.read("indexes/index.idx").decode().splitlines()
        digest = json.loads(package.read("datapackage-digest.json"))
        told = package.read("datapackage.json")
    assert digest == {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(told).hexdigest()}
    assert lines == sorted(lines)
    assert steps[0].startswith("!meta")
    assert steps[1].startswith(" ".join(lines[0].split(" ")[:2]))
    seen = set()
    for line in lines:
        key, moment, entry = line.split(" ", 2)
        told_entry = json.loads(entry)
        record = scan_record(warc, int(told_entry["offset"]))
        assert (record.url, str(record.length)) == (told_entry["url"], told_entry["length"])
        assert key == surt(record.url)
        seen.add((record.url, moment))
    assert len(pages) == 13
    for page in pages[1:]:
        moment = page["ts"].replace("-", "").replace(":", "").replace("T", "").replace("Z", "")
        assert (page["url"], moment) in seen


@pytest.mark.skipif(find_spec("wacz") is None, reason="the validator (package wacz) is not installed")
def test_the_validator_accepts_a_package(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    target = tmp_path / "out.wacz"
    write_wacz(db, built.parent, target, ALL, at=AT)
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))",
        ]
        + ["validate", "-f", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "valid" in done.stdout.lower()


def test_a_bag_holds_what_its_manifests_say(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    target = tmp_path / "bag"
    assert write_bag(db, built.parent, target, ALL, at=AT) == 14
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--quiet", "-c", manifest], cwd=target, check=True)
    articles = [json.loads(line) for line in (target / "data/articles.jsonl").read_text().splitlines()]
    assert len(articles) == 12
    with pytest.raises(StoreError, match="there already"):
        write_bag(db, built.parent, target, ALL, at=AT)


@pytest.mark.skipif(find_spec("bagit") is None, reason="the validator (package bagit) is not installed")
def test_the_validator_accepts_a_bag(built: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    write_bag(db, built.parent, tmp_path / "bag", ALL, at=AT)
    check = "import sys, bagit; bagit.Bag(sys.argv[1]).validate()"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", check, str(tmp_path / "bag")], check=False)
    assert done.returncode == 0


def test_nothing_damaged_is_exported(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built.parent, tmp_path / "copy")
    (name, offset, length) = query(
        built, "SELECT warc_file, warc_offset, warc_length FROM snapshots WHERE id = 4"
    )[0]
    path = tmp_path / "copy" / name
    data = bytearray(path.read_bytes())
    data[offset + length // 2] ^= 1
    path.write_bytes(data)
    with closing(open_reader(tmp_path / "copy" / "a.db")) as db:
        with pytest.raises(StoreError, match=f"damaged at byte {offset}"):
            write_warc(db, path.parent.parent, tmp_path / "out" / "a.warc.gz", ALL)
        with pytest.raises(StoreError, match="damaged"):
            write_bag(db, path.parent.parent, tmp_path / "out" / "bag", ALL, at=AT)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(find_spec("surt") is None, reason="the reference (package surt) is not installed")
@pytest.mark.parametrize(
    "url",
    [
        "https://www.thanhuytphcm.vn/tin-tuc/ban-tin-so-1-1491917573",
        "https://www.thanhuytphcm.vn/tin-tuc/B%C3%A0i-A-1491?b=2&a=1",
        "https://images.hcmcpv.org.vn:8080/res/news/2024/01/26-01-2024-a.jpg?vs=20240126",
        "http://www2.example.vn/",
        "http://example.vn",
        "https://example.vn:443/A/B/",
        "http://127.0.0.1:8000/x",
    ],
)
def test_keys_are_those_of_other_programs(url: str) -> None:
    from surt import surt as reference

    assert surt(url) == reference(url)


def test_many_lines_are_sorted_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.warc.cdxj.RUN_LINES", 100)
    lines = SortedLines()
    for number in range(1005):
        lines.add(f"{number * 7919 % 1005:05d}\n")
    assert list(lines) == [f"{number:05d}\n".encode() for number in range(1005)]
    lines.close()


def test_what_a_killed_export_left_is_no_part_of_the_bag(
    db: sqlite3.Connection, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "bag.part" / "bag" / "data").mkdir(parents=True)
    (tmp_path / "bag.part" / "bag" / "data" / "half").write_text("half")
    assert write_bag(db, built.parent, tmp_path / "bag", ALL, at=AT) > 0
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]
    assert not (tmp_path / "bag" / "data" / "half").exists()
