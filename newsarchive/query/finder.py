"""Finding the ids that answer a query, in an order, without looking at more of a large archive than a page needs.

Ranking every match of a common word costs hundreds of milliseconds, so only candidates are weighed: titles first
(from their own small index), then the latest stored articles, window of ids by window. What is looked at does not
depend on the page asked for, so pages follow on each other.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from newsarchive.query.expression import Ask, Plan, line_plan, plan, title_plan
from newsarchive.query.filters import Filters, prepare
from newsarchive.query.language import Query
from newsarchive.query.score import by_score, weigh_texts, weigh_titles, without

MAX_TOTAL = 1_000
"""Matches are counted up to here; beyond it a total says "more than"."""
MAX_CANDIDATES = 60
"""So many titles, and so many texts, are weighed for "best"."""
FIRST_WINDOW = 4_000
"""Ids looked through at first; each further window is twice as wide."""
PHRASE_WINDOW = 5_000
"""Ids of the latest articles that are looked through for the query's words one after the other."""
ENOUGH_IDS = 60_000
"""After so many ids a query that has filled its first page is not followed further."""
ENOUGH_ROWS = 1_500
"""The same in matches that filters had to look at."""
ENOUGH_CHECKED = 30
"""The same in texts that had to be read."""
PATIENCE = 200
"""Texts read in vain before beginnings with marks are looked up the slow way."""
FIRST_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of matches, latest stored first."""

    ids: list[int]
    complete: bool
    """Whether these are all there are."""


class Finder:
    """One query with its filters."""

    def __init__(self, connection: sqlite3.Connection, query: Query, filters: Filters) -> None:
        prepare(connection)
        self._connection = connection
        self._query = query
        self._plan = plan(query)
        self._condition, self._values = filters.condition()
        self._filters = filters
        self._looked_at = self._checked = 0
        self._oldest_id, self._newest_id = self._bounds()

    def _bounds(self) -> tuple[int, int]:
        """Lowest and highest id to look at: days asked for lie close together where a site was crawled in order."""
        if self._filters.by_day and not self._filters.undated:
            day, values = self._filters.day_condition()
            row = self._rows(f"SELECT min(a.id), max(a.id) FROM articles a WHERE {day}", values).fetchone()
        else:
            # two questions: SQLite reads the whole table to answer both in one
            ends = (
                "SELECT (SELECT min(article_id) FROM search_text), (SELECT max(article_id) FROM search_text)"
            )
            row = self._rows(ends, {}).fetchone()
        return row[0] or 1, row[1] or 0

    def first(self) -> Found:
        """The matches that are weighed and counted: up to `MAX_TOTAL`, fewer where they lie far apart.

        A phrase is looked up as it was typed; its other markings only where that does not fill a page.
        """
        if self._plan.sure is not None:
            parts = (self._plan.sure, *self._plan.parts[1:])
            typed = self._first(replace(self._plan, parts=parts, check=False, sure=None))
            if len(typed.ids) >= FIRST_PAGE:
                return Found(typed.ids, False)
        if self._plan.check and self._plan.sure is None:
            checked = self._first(self._plan, patience=PATIENCE)
            if checked.complete or len(checked.ids) >= FIRST_PAGE:
                return checked
            self._plan = plan(self._query, exact=True)
        return self._first(self._plan)

    def _first(self, wanted: Plan, *, patience: int | None = None) -> Found:
        """Gives up after `patience` checks that have not filled a page."""
        ids: list[int] = []
        self._looked_at = self._checked = 0
        for low, rows in self._windows(wanted):
            for article_id in rows:
                if article_id is not None:
                    ids.append(article_id)
                if len(ids) > MAX_TOTAL or (len(ids) > FIRST_PAGE and self._has_worked()):
                    return Found(ids[:MAX_TOTAL], False)
                if patience is not None and self._checked > patience and len(ids) < FIRST_PAGE:
                    return Found(ids, False)
            far = self._newest_id - low >= ENOUGH_IDS
            if far and low > self._oldest_id and len(ids) >= FIRST_PAGE:
                return Found(ids, False)
        return Found(ids, True)

    def _has_worked(self) -> bool:
        return self._looked_at > ENOUGH_ROWS or self._checked > ENOUGH_CHECKED

    def best(self, first: Found, count: int) -> list[tuple[int, float]]:
        """Up to `count` (id, score), best first; behind those that were weighed the others as they were found."""
        titles = self._titles()
        if self._query.without:
            titles = without(self._connection, self._query, titles)
        weighed = weigh_titles(self._connection, self._query, titles)
        known = set(titles)
        if len(titles) < MAX_CANDIDATES:
            candidates = dict.fromkeys((*self._together(), *first.ids[:MAX_CANDIDATES]))
            texts = [article_id for article_id in candidates if article_id not in known][:MAX_CANDIDATES]
            weighed = by_score(weighed + weigh_texts(self._connection, self._query, texts))
            known.update(texts)
        if len(weighed) < count:
            rest = iter(first.ids) if first.complete else self._all(first)
            more = (article_id for article_id in rest if article_id not in known)
            weighed += [(article_id, 0.0) for article_id in islice(more, count - len(weighed))]
        return weighed[:count]

    def by_day(self, first: Found, count: int, *, newest: bool) -> list[int]:
        """Up to `count` ids by time of publication, undated articles last."""
        if first.complete:
            return self._sorted(first.ids, newest)[:count]
        found: list[int] = []
        for batch in self._day_batches(newest):
            matching = self._matching(batch)
            found += self._sorted([article_id for article_id in batch if article_id in matching], newest)
            if len(found) >= count:
                break
        return found[:count]

    def undated(self) -> int:
        """Matches that the filters leave out only because they have no date, counted up to `MAX_TOTAL`."""
        condition, values = self._filters.undated_condition()
        if condition == "0" or not self._one(f"SELECT 1 FROM articles a WHERE {condition} LIMIT 1", values):
            return 0
        return sum(1 for _ in islice(self._undated_matches(condition, values), MAX_TOTAL))

    def _undated_matches(self, condition: str, values: dict[str, object]) -> Iterator[int]:
        undated = [row[0] for row in self._rows(f"SELECT a.id FROM articles a WHERE {condition}", values)]
        for at in range(0, len(undated), ENOUGH_ROWS):
            batch = undated[at : at + ENOUGH_ROWS]
            yield from self._matching(batch, filtered=False)

    def _together(self) -> list[int]:
        """The latest articles whose text has the query's two syllables one after the other, a page of them.

        Longer queries need no candidates of their own: those that have all the words are few enough.
        """
        line = self._query.line
        if line is None or len(self._query.groups) < 2 or len(line.words) != 2:
            return []
        wanted = plan(Query(((line,),)))
        found: list[int] = []
        self._looked_at = self._checked = 0
        rows = self._between(wanted, max(1, self._newest_id - PHRASE_WINDOW), self._newest_id)
        for article_id in rows:
            if article_id is not None:
                found.append(article_id)
            if len(found) == FIRST_PAGE or self._has_worked():
                break
        return without(self._connection, self._query, found) if self._query.without else found

    def _titles(self) -> list[int]:
        """Articles that have it all in the title: as one phrase first."""
        line = self._query.line
        found: dict[int, None] = {}
        if line is not None:
            found |= dict.fromkeys(self._in_titles(line_plan(line)))
        found |= dict.fromkeys(self._in_titles(title_plan(self._query)))
        return list(found)

    def _in_titles(self, wanted: Plan) -> Iterator[int]:
        self._looked_at = self._checked = 0
        rows = self._between(wanted, self._oldest_id, self._newest_id)
        most = MAX_CANDIDATES // 2 if self._query.without else MAX_CANDIDATES
        for found, article_id in enumerate((row for row in rows if row is not None), 1):
            yield article_id
            if found == most or self._has_worked():
                return

    def _windows(self, wanted: Plan) -> Iterator[tuple[int, Iterator[int | None]]]:
        """(lowest id of a window, its matches from the latest stored back; None for one that does not pass)."""
        high, width = self._newest_id, FIRST_WINDOW
        while high >= self._oldest_id:
            low = max(self._oldest_id, high - width + 1)
            yield low, self._between(wanted, low, high)
            high, width = low - 1, width * 2

    def _all(self, first: Found) -> Iterator[int]:
        """What was found at first, then the others."""
        known = set(first.ids)
        yield from first.ids
        for _, rows in self._windows(self._plan):
            yield from (
                article_id for article_id in rows if article_id is not None and article_id not in known
            )

    def _between(self, wanted: Plan, low: int, high: int, *, filtered: bool = True) -> Iterator[int | None]:
        """Matches with these ids, the latest stored first; None for one that the filters or a check refuse."""
        first, *others = wanted.parts
        rows = self._ask(first, low, high, self._filter_sql if filtered else "1")
        if not (others or wanted.minus or wanted.check or wanted.doubt):
            for article_id, passes in rows:
                self._looked_at += 1
                yield article_id if passes else None
            return
        also = [self._ids(ask, low, high) for ask in others]
        minus = [self._ids(ask, low, high) for ask in wanted.minus]
        sure = self._ids(wanted.sure, low, high)
        doubt = self._ids(wanted.doubt, low, high)
        for article_id, passes in rows:
            self._looked_at += 1
            if any(article_id not in ids for ids in also) or any(article_id in ids for ids in minus):
                continue
            unsure = (wanted.check and article_id not in sure) or article_id in doubt
            yield article_id if passes and (not unsure or self._holds(article_id)) else None

    def _ids(self, ask: Ask | None, low: int, high: int) -> set[int]:
        return {row[0] for row in self._ask(ask, low, high, "1")} if ask else set()

    def _ask(self, ask: Ask, low: int, high: int, passing: str) -> sqlite3.Cursor:
        sql = (
            f"SELECT f.rowid, {passing} FROM {ask.index} f"
            f" WHERE {ask.index} MATCH :expression AND f.rowid BETWEEN :low AND :high ORDER BY f.rowid DESC"
        )
        return self._rows(sql, self._values | {"expression": ask.expression, "low": low, "high": high})

    def _matching(self, ids: Sequence[int], *, filtered: bool = True) -> set[int]:
        """Which of these ids answer the query."""
        if not ids:
            return set()
        wanted = set(ids)
        found = self._between(self._plan, min(ids), max(ids), filtered=filtered)
        return {article_id for article_id in found if article_id in wanted}

    def _day_batches(self, newest: bool) -> Iterator[list[int]]:
        """All ids by day, in growing batches that end between two days; undated ones last."""
        order = "DESC" if newest else "ASC"
        rows = self._rows(
            f"SELECT id, published_day FROM articles WHERE published_day IS NOT NULL ORDER BY published_day {order}",
            {},
        )
        batch: list[int] = []
        size, day = 2_000, None
        for article_id, published in rows:
            if len(batch) >= size and published != day:
                yield batch
                batch, size = [], size * 4
            batch.append(article_id)
            day = published
        yield batch
        yield [row[0] for row in self._rows("SELECT id FROM articles WHERE published_day IS NULL", {})]

    def _sorted(self, ids: Sequence[int], newest: bool) -> list[int]:
        order = "DESC" if newest else "ASC"
        numbers = ",".join(map(str, ids))
        rows = self._rows(
            f"SELECT id FROM articles WHERE id IN ({numbers})"
            f" ORDER BY published_at IS NULL, published_at {order}, id {order}",
            {},
        )
        return [row[0] for row in rows]

    def _holds(self, article_id: int) -> bool:
        self._checked += 1
        row = self._connection.execute(
            "SELECT title, text FROM search_text WHERE article_id = ?", (article_id,)
        ).fetchone()
        return row is not None and self._query.holds(row[0], row[1])

    @property
    def _filter_sql(self) -> str:
        if self._condition == "1":
            return "1"
        return f"EXISTS (SELECT 1 FROM articles a WHERE a.id = f.rowid AND {self._condition})"

    def _rows(self, sql: str, values: dict[str, object]) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, values)

    def _one(self, sql: str, values: dict[str, object] | None = None) -> int | None:
        row = self._rows(sql, values or {}).fetchone()
        return row[0] if row else None
