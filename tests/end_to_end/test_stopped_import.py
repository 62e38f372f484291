"""An import that is told to stop: what is stored is whole, and the next one goes on."""

import signal
import time
from pathlib import Path

import pytest

from tests.store.archive_builder import query
from tests.store.maker import Maker, some_pages

from .commands import Started
from .replica import newsarchive, wait_for_rows

STORED = "SELECT url, title, body, first_seen_at, last_seen_at, revision FROM articles ORDER BY url"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many captures that an import takes some seconds."""
    maker = Maker(tmp_path_factory.mktemp("source") / "big.warc.gz")
    for day in range(1, 11):
        for url, body in some_pages(40):
            maker.page(url, body + b" " * day, f"2026-07-{day:02}T00:00:00Z")
    return maker.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    db = tmp_path_factory.mktemp("undisturbed") / "archive.db"
    assert newsarchive("import", source, "--db", db).code == 0
    return db


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("moment", ["copying", "entering", "reading"])
def test_a_stopped_import_leaves_nothing_half_done(
    tmp_path: Path, source: Path, undisturbed: Path, number: signal.Signals, moment: str
) -> None:
    db = tmp_path / "archive.db"
    process = Started("newsarchive", "import", source, "--db", db)
    if moment == "copying":
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob("warc/*.part")):
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.002)
    else:
        wait_for_rows(
            db, f"SELECT count(*) FROM {'snapshots' if moment == 'entering' else 'articles'}", at_least=1
        )
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.decode() == (
        "newsarchive: The import was stopped. What is stored is whole; import the same files again to go on.\n"
    )
    assert not list(tmp_path.glob("warc/*.part"))
    if db.exists():
        assert newsarchive("verify", "--db", db).code == 0
    assert newsarchive("import", source, "--db", db).code == 0
    assert query(db, STORED) == query(undisturbed, STORED)
    assert newsarchive("verify", "--db", db).code == 0
