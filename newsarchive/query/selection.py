"""All articles that answer filters and a query, as one SQL condition: for exports and counts, not for ranking."""

import sqlite3

from newsarchive.errors import ConfigError
from newsarchive.query.expression import Ask, plan
from newsarchive.query.filters import Filters, prepare
from newsarchive.query.language import parse_query

_HOLDS = "(SELECT query_holds(s.title, s.text) FROM search_text s WHERE s.article_id = a.id)"


def select_articles(
    connection: sqlite3.Connection, filters: Filters, query: str = "", *, only_undated: bool = False
) -> tuple[str, dict[str, object]]:
    """A condition on `articles a` with its parameters; the connection gets the functions that it uses.

    Raises:
        ConfigError: the query has no word to look for.
    """
    prepare(connection)
    condition, values = filters.undated_condition() if only_undated else filters.condition()
    if not query.strip():
        return condition, values
    asked = parse_query(query)
    if not asked.groups:
        raise ConfigError(
            f"There is no word to look for in the query {query!r}: type a word or a phrase.",
            setting="query",
            value=query,
        )
    wanted = plan(asked)
    parts = [f"a.id IN {_ids(ask, f'part{at}', values)}" for at, ask in enumerate(wanted.parts)]
    parts += [f"a.id NOT IN {_ids(ask, f'minus{at}', values)}" for at, ask in enumerate(wanted.minus)]
    connection.create_function("query_holds", 2, asked.holds, deterministic=True)
    if wanted.check:
        sure = f"a.id IN {_ids(wanted.sure, 'sure', values)}" if wanted.sure else "0"
        parts.append(f"({sure} OR {_HOLDS})")
    if wanted.doubt:
        parts.append(f"(a.id NOT IN {_ids(wanted.doubt, 'doubt', values)} OR {_HOLDS})")
    return " AND ".join([condition, *parts]), values


def _ids(ask: Ask, name: str, values: dict[str, object]) -> str:
    values[name] = ask.expression
    return f"(SELECT rowid FROM {ask.index} WHERE {ask.index} MATCH :{name})"
