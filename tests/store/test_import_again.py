"""`import` that was stopped, or is started again with other words: nothing is lost, nothing comes twice."""

from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive import intake
from newsarchive.fixity.verify import verify
from tests.store.archive_builder import Builder, query
from tests.store.maker import Maker, bring, some_pages


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "a.db"


def make(path: Path, pages: list[tuple[str, bytes]], date: str = "2026-07-01T00:00:00Z") -> Path:
    maker = Maker(path)
    for url, body in pages:
        maker.page(url, body, date)
    return maker.close()


def test_a_crawl_leaves_the_file_of_a_stopped_import_to_that_import(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / "a.warc.gz", some_pages(5))
    enter, entered = intake._add_row, []

    def killed_at_the_fourth(*given: Any) -> None:
        entered.append(given)
        if len(entered) == 4:
            raise KeyboardInterrupt
        enter(*given)

    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(intake, "_add_row", killed_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        bring(db, source)
    monkeypatch.undo()
    assert query(db, "SELECT count(*) FROM snapshots") == [(2,)]
    Builder(db).finish()  # a crawl
    found = verify(db)
    assert ([note.code for note in found.notes], found.damages) == (["import-waiting"], [])
    (done,) = bring(db, source)
    assert (done.known, done.counts["new"]) == (False, 5)
    assert query(db, "SELECT count(*) FROM warc_files WHERE sealed_at IS NULL") == [(0,)]
    assert (verify(db).notes, verify(db).damages) == ([], [])
