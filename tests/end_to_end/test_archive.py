"""What an archivist does, with the real commands: crawl, be killed, prove, read again, hand on, restore."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from tests.end_to_end.replica import crawl, newsarchive, start_crawl
from tests.store.archive_builder import query


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The replica, crawled in two goes: the first was killed."""
    path = tmp_path_factory.mktemp("archive") / "a.db"
    with serve(Site()) as server:
        with start_crawl(path, server.origin) as process:
            deadline = time.monotonic() + 30
            while stored(path) < 20 and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            process.kill()
        last = crawl(path, server.origin)
    assert last.code == 0, last.err
    yield path


def stored(path: Path) -> int:
    try:
        return int(query(path, "SELECT count(*) FROM articles")[0][0])
    except Exception:
        return 0


def test_after_kills_everything_is_there_once_and_proved(archive: Path) -> None:
    report = newsarchive("verify", "--db", archive, "--json")
    assert report.code == 0, report.out
    told = report.json()
    assert (told["ok"], told["notes"]) == (True, [])
    assert told["checked"]["articles"] == stored(archive) == len(Site().standing())
    assert query(archive, "SELECT count(*) FROM articles WHERE revision != 1") == [(0,)]
    files = sorted((archive.parent / "warc").glob("*"))
    assert len(files) >= 2
    assert all(file.name.endswith(".warc.gz") for file in files)
    subprocess.run([sys.executable, "-m", "warcio.cli", "check", *map(str, files)], check=True)


def test_reading_it_again_changes_nothing(archive: Path) -> None:
    again = newsarchive("reextract", "--all", "--dry-run", "--json", "--db", archive)
    told = again.json()
    assert (told["articles"], told["unreadable"]) == (stored(archive), 0)
    assert told["fields"] == {}


def test_a_restored_backup_is_as_good(archive: Path, tmp_path: Path) -> None:
    assert newsarchive("backup", tmp_path / "copy", "--db", archive).code == 0
    assert newsarchive("verify", "--db", tmp_path / "copy" / "a.db").code == 0
    assert stored(tmp_path / "copy" / "a.db") == stored(archive)


def test_it_is_handed_on(archive: Path, tmp_path: Path) -> None:
    for kind, name in (("warc", "out.warc.gz"), ("wacz", "out.wacz"), ("bagit", "bag")):
        done = newsarchive("export", kind, "-o", tmp_path / name, "--db", archive)
        assert done.code == 0, done.err
    taken = newsarchive("import", tmp_path / "out.warc.gz", "--db", tmp_path / "b.db", "--json")
    assert taken.code == 0, taken.err
    assert taken.json()[0]["counts"]["new"] == stored(archive)
    assert newsarchive("verify", "--db", tmp_path / "b.db").code == 0


def test_damage_is_named(archive: Path, tmp_path: Path) -> None:
    assert newsarchive("backup", tmp_path / "copy", "--db", archive).code == 0
    path = max((tmp_path / "copy" / "warc").glob("*"), key=lambda file: file.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    done = newsarchive("verify", "--db", tmp_path / "copy" / "a.db")
    assert done.code == 1
    assert f"warc/{path.name} at byte " in done.out
