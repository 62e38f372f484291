"""How well an article answers a query: exact before folded, title before text, dense before thin, later before earlier.

Tiers, best first: the title is the query · the title has it as typed, as one phrase · the title has it as one phrase ·
the title has all words · the text has it as one phrase · the rest. Two syllables are nearly always one word (đảng bộ):
a title that has them apart from each other comes behind texts that have them together.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from newsarchive.query.language import Query, Term, tokenize
from newsarchive.text.folding import fold

_SATURATION = 3.0
_USUAL_CHARACTERS = 2_500
Weighed = list[tuple[int, float]]
"""(id, score), best first."""


def weigh_titles(connection: sqlite3.Connection, query: Query, ids: Sequence[int]) -> Weighed:
    """Articles that have all of the query in the title: scores from 2 to 6 (below 1 for two words that stand
    apart), short titles first."""
    line = _line(query)
    rows = connection.execute(
        "SELECT a.id, s.title, a.published_day FROM search_text s JOIN articles a ON a.id = s.article_id"
        f" WHERE s.article_id IN ({_numbers(ids)})"
    )
    return _best(
        (_title_tier(line, title) + 1 / (1 + len(title)), day, article_id) for article_id, title, day in rows
    )


def weigh_texts(connection: sqlite3.Connection, query: Query, ids: Sequence[int]) -> Weighed:
    """Articles that have the query somewhere: scores from 0 to 2."""
    line = query.line
    asked = [_Counted(term) for term in query.terms]
    together = _Counted(line) if line else None
    rows = connection.execute(
        "SELECT a.id, s.text, s.text_folded, a.published_day"
        " FROM search_text s JOIN articles a ON a.id = s.article_id"
        f" WHERE s.article_id IN ({_numbers(ids)})"
    )
    scored = []
    for article_id, text, folded, day in rows:
        lowered = text.lower()
        phrase = together is not None and together.times(lowered, folded) > 0
        scored.append((phrase + _weight(asked, lowered, folded), day, article_id))
    return _best(scored)


class _Counted:
    """How often a term stands in a text, about: as typed where all its words have marks, else in any marking.

    Ends of words and signs between them are not looked at: that would take ten times as long.
    """

    def __init__(self, term: Term) -> None:
        self._as_typed = all(word.marked for word in term.words)
        keys = [word.key for word in term.words]
        self._key = " ".join(keys if self._as_typed else map(fold, keys))

    def times(self, lowered: str, folded: str) -> int:
        return (lowered if self._as_typed else folded).count(self._key)


def without(connection: sqlite3.Connection, query: Query, ids: Sequence[int]) -> list[int]:
    """The candidates that have none of what the query excludes."""
    kept = set(ids)
    excluded = Query((), query.without)
    rows = connection.execute(
        f"SELECT article_id, title_folded, text_folded FROM search_text WHERE article_id IN ({_numbers(ids)})"
    )
    for article_id, title, text in rows:
        may_have = any(
            all(fold(word.key) in title or fold(word.key) in text for word in term.words)
            for term in query.without
        )
        if may_have and not excluded.holds(*_texts(connection, article_id)):
            kept.discard(article_id)
    return [article_id for article_id in ids if article_id in kept]


def _texts(connection: sqlite3.Connection, article_id: int) -> tuple[str, str]:
    title, text = connection.execute(
        "SELECT title, text FROM search_text WHERE article_id = ?", (article_id,)
    ).fetchone()
    return title, text


def _line(query: Query) -> str:
    """The query's words with blanks around, empty where it has an OR."""
    if len(query.groups) != len(query.terms):
        return ""
    return f" {' '.join(word.key for term in query.terms for word in term.words)} "


def _title_tier(line: str, title: str) -> int:
    words = f" {' '.join(tokenize(title.lower()))} "
    if not line:
        return 2
    if words == line:
        return 5
    if line in words:
        return 4
    if fold(line) in fold(words):
        return 3
    return 0 if len(line.split()) == 2 else 2


def _weight(asked: Sequence[_Counted], lowered: str, folded: str) -> float:
    """From 0 to below 1: how often the terms stand in the text, long texts counted down."""
    length = 0.5 + 0.5 * len(folded) / _USUAL_CHARACTERS
    total = 0.0
    for term in asked:
        count = term.times(lowered, folded)
        total += count / (count + _SATURATION * length)
    return 0.99 * total / len(asked)


def by_score(weighed: Weighed) -> Weighed:
    """The same, best first; equals keep their order."""
    return sorted(weighed, key=lambda pair: -pair[1])


def _best(weighed: Iterable[tuple[float, str | None, int]]) -> Weighed:
    ordered = sorted(((value, day or "", article_id) for value, day, article_id in weighed), reverse=True)
    return [(article_id, value) for value, _, article_id in ordered]


def _numbers(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))
