"""Rows of `search_text`, and with them (by triggers) of the search indexes.

FTS5 brings what it gathered to its tables at every savepoint and every statement that may fail halfway; many rows in
one statement cost it a third of the same rows one by one. A crawl therefore lets the texts of a commit wait in a
temporary table, which undoes them with the article they belong to, and writes them at the end of it.
"""

import sqlite3
from collections.abc import Callable, Iterator

from newsarchive.model.article import Article
from newsarchive.text.folding import fold, tone_key

REMEMBERED_WORDS = 50_000
_COLUMNS = "article_id, title, text, title_folded, text_folded"
_GATHER = f"INSERT OR REPLACE INTO waiting_text ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_WRITE = f"""
INSERT INTO search_text ({_COLUMNS}) {{rows}}
ON CONFLICT (article_id) DO UPDATE SET title = excluded.title, text = excluded.text,
  title_folded = excluded.title_folded, text_folded = excluded.text_folded
"""
_WRITE_ONE = _WRITE.format(rows="VALUES (?, ?, ?, ?, ?)")
_WRITE_GATHERED = _WRITE.format(rows=f"SELECT {_COLUMNS} FROM waiting_text WHERE true ORDER BY article_id")


def gather(connection: sqlite3.Connection) -> None:
    """Prepare a connection for texts that wait; `write_gathered` must end each of its transactions."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(
        "CREATE TEMP TABLE waiting_text (article_id INTEGER PRIMARY KEY, title, text, title_folded, text_folded)"
    )


def write_text(
    connection: sqlite3.Connection,
    article_id: int,
    article: Article,
    *,
    gathers: bool = False,
    is_new: bool = False,
) -> None:
    """Put an article's text in place, unless it is there; with `gathers` let it wait for `write_gathered`."""
    captions = [photo.caption for photo in article.photos if photo.caption]
    words = [article.kicker, article.lead, *article.body, *captions, article.byline]
    title = _placed(article.title or "")
    text = _placed("\n".join(part for part in words if part))
    if not is_new:
        known = connection.execute(
            "SELECT title, text FROM search_text WHERE article_id = ?", (article_id,)
        ).fetchone()
        if known is not None and tuple(known) == (title, text):
            return
    row = (article_id, title, text, _folded(title), _folded(text))
    connection.execute(_GATHER if gathers else _WRITE_ONE, row)


def misfolded_texts(connection: sqlite3.Connection) -> Iterator[int]:
    """Articles whose folded search texts are not those of their texts."""
    for row in connection.execute("SELECT * FROM search_text ORDER BY article_id"):
        if (row["title_folded"], row["text_folded"]) != (fold(row["title"]), fold(row["text"])):
            yield row["article_id"]


def write_gathered(connection: sqlite3.Connection) -> None:
    """Put all waiting texts in place."""
    connection.execute(_WRITE_GATHERED)
    connection.execute("DELETE FROM waiting_text")


class _Words(dict[str, str]):
    """What a function makes of each word; most words of an article have been met before."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        made = self[word] = self._make(word)
        return made


_words_placed = _Words(tone_key)
_words_folded = _Words(fold)


def _placed(text: str) -> str:
    """`tone_key(text)`: word by word, which is the same and costs a fifth."""
    return " ".join(map(_words_placed.__getitem__, text.split(" ")))


def _folded(text: str) -> str:
    """`fold(text)`, word by word."""
    return " ".join(map(_words_folded.__getitem__, text.split(" ")))
