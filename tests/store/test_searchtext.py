"""What is searched is written with its article, at once or at the end of the commit, and is undone with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.store import searchtext
from newsarchive.store.articles import store_article
from newsarchive.text.folding import fold, tone_key
from tests.store.archive_builder import START, Builder, make_article, page_bytes, query


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    builder = Builder(tmp_path / "a.db")
    builder.visits((1, page_bytes(1)))
    builder.finish()
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def store(db: sqlite3.Connection, number: int, lead: str) -> None:
    article = make_article(number, body=(lead,))
    store_article(db, article, snapshot_id=1, seen_at=START, gathers_texts=True)


def found(db: sqlite3.Connection, word: str) -> list[int]:
    rows = db.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", (word,))
    return [row["rowid"] for row in rows]


def test_texts_that_wait_are_undone_with_their_article(db: sqlite3.Connection) -> None:
    searchtext.gather(db)
    db.execute("BEGIN")
    store(db, 2, "hoài bão")
    db.execute("SAVEPOINT job")
    store(db, 3, "thất bại")
    db.execute("ROLLBACK TO job")
    db.execute("RELEASE job")
    store(db, 4, "thuỷ lợi")
    searchtext.write_gathered(db)
    db.execute("COMMIT")
    assert (found(db, "bão"), found(db, "thất"), found(db, "thủy"), found(db, "thuy")) == ([2], [], [3], [3])
    for table in ("articles_fts", "titles_fts", "words_fts"):
        db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")


def test_an_edit_that_waits_replaces_what_is_searched(db: sqlite3.Connection) -> None:
    searchtext.gather(db)
    for lead in ("lời cũ", "lời mới"):
        db.execute("BEGIN")
        store(db, 2, lead)
        searchtext.write_gathered(db)
        db.execute("COMMIT")
    assert (found(db, "cũ"), found(db, "mới")) == ([], [2])


def test_a_crawl_leaves_no_text_out(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits(*((number, page_bytes(number)) for number in range(20)))
    builder.finish()
    assert query(path, "SELECT count(*) FROM search_text") == [(20,)]


@given(st.text(alphabet="hoàaòthuỷÐđ ĐẮc\n-\u0300\u0309", max_size=30))
def test_word_by_word_is_the_same(text: str) -> None:
    assert (searchtext._placed(text), searchtext._folded(text)) == (tone_key(text), fold(text))
