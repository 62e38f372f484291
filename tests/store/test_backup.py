"""`backup`: whole and consistent while a crawl writes, and as good as the archive once put back."""

import subprocess
import tarfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.cli.main import run
from newsarchive.errors import StoreError
from newsarchive.fixity.backup import backup
from newsarchive.fixity.verify import verify
from tests.store.archive_builder import Builder, build, page_bytes, query

AT = datetime(2024, 4, 1, tzinfo=UTC)


@pytest.fixture
def crawling(tmp_path: Path) -> Iterator[Path]:
    """An archive into which a thread writes for as long as the test looks at it."""
    path = tmp_path / "live" / "a.db"
    builder = Builder(path, max_file_bytes=30_000)
    builder.visits((0, page_bytes(0)))
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            builder.visits((number, page_bytes(number, f"bài {number} " * 40)))

    writer = threading.Thread(target=write)
    writer.start()
    yield path
    stop.set()
    writer.join()
    builder.finish()


@pytest.mark.parametrize("name", ["copy", "copy.tar"])
def test_copies_of_a_running_crawl_are_whole(crawling: Path, tmp_path: Path, name: str) -> None:
    counts = []
    for turn in range(6):
        target = tmp_path / f"{turn}-{name}"
        backup(crawling, target, at=AT)
        if target.suffix == ".tar":
            with tarfile.open(target) as tar:
                tar.extractall(tmp_path / f"{turn}-restored", filter="data")
            target = tmp_path / f"{turn}-restored"
        report = verify(target / "a.db")
        assert (report.damages, [note.code for note in report.notes]) == ([], ["read-by-other-code"])
        subprocess.run(["sha256sum", "--quiet", "-c", "MANIFEST.sha256"], cwd=target, check=True)
        assert query(target / "a.db", "SELECT count(*) FROM warc_files WHERE sealed_at IS NULL") == [(0,)]
        counts.append(query(target / "a.db", "SELECT count(*) FROM articles")[0][0])
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] > 0


def test_a_restored_copy_is_crawled_on(tmp_path: Path) -> None:
    path = build(tmp_path / "old" / "a.db", 3)
    backup(path, tmp_path / "new", at=AT)
    builder = Builder(tmp_path / "new" / "a.db", now=AT)
    assert builder.visits((1, page_bytes(1)), (7, page_bytes(7))) == ["same", "new"]
    builder.finish()
    assert verify(tmp_path / "new" / "a.db").damages == []
    assert query(path, "SELECT count(*) FROM articles") == [(3,)]


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    path = build(tmp_path / "a.db", 1)
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(StoreError, match="never overwrites"):
        backup(path, tmp_path / "taken", at=AT)
    assert run(["backup", str(tmp_path / "taken"), "--db", str(path)]) == 2
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_damaged_file_is_copied_and_told_of(tmp_path: Path) -> None:
    path = build(tmp_path / "a.db", 2)
    (warc,) = (tmp_path / "warc").glob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    assert run(["backup", str(tmp_path / "copy"), "--db", str(path)]) == 1
    assert (tmp_path / "copy" / "warc" / warc.name).read_bytes() == bytes(data)


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    path = build(tmp_path / "a.db", 2)
    (warc,) = (tmp_path / "warc").glob("*.warc.gz")
    warc.unlink()
    with pytest.raises(StoreError, match="missing"):
        backup(path, tmp_path / "out" / "copy", at=AT)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", ["copy", "copy.tar"])
def test_what_a_killed_backup_left_is_in_nobodys_way(tmp_path: Path, name: str) -> None:
    path = build(tmp_path / "a.db", 2)
    left = tmp_path / "out" / f"{name}.part" / name
    left.mkdir(parents=True)
    (left / "a.db").write_bytes(b"half")
    assert run(["backup", str(tmp_path / "out" / name), "--db", str(path)]) == 0
    assert [file.name for file in (tmp_path / "out").iterdir()] == [name]


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """An archive whose database has lost the pages of one index; all else can be read."""
    path = build(tmp_path / "old" / "a.db", 40)
    backup(path, tmp_path / "flat", at=AT)  # one file, without a log beside it
    (root,) = query(path, "SELECT rootpage FROM sqlite_master WHERE name = 'articles_fts_data'")[0]
    ((size,),) = query(path, "PRAGMA page_size")
    flat = tmp_path / "flat" / "a.db"
    data = bytearray(flat.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    flat.write_bytes(data)
    return flat


def test_the_copy_of_a_damaged_database_passes_for_no_good_one(spoiled: Path, tmp_path: Path) -> None:
    assert run(["backup", str(tmp_path / "copy"), "--db", str(spoiled)]) == 1
    assert (tmp_path / "copy" / "a.db").exists()


def test_a_damaged_page_is_one_sentence(spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "doan", "--db", str(spoiled)]) == 2
    assert "`newsarchive verify` tells" in capsys.readouterr().err
