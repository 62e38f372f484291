"""The pages of the archive: home, search, an article, its revisions, changes."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from newsarchive.errors import StoreError
from newsarchive.model.counting import number_of
from newsarchive.query.articles import Dossier, read_article
from newsarchive.query.changes import iter_changes
from newsarchive.query.diff import diff_revisions
from newsarchive.query.filters import Filters
from newsarchive.query.language import parse_query
from newsarchive.query.overview import MAX_COUNT, count, months, newest, sections, site_names, totals
from newsarchive.query.search import Results, search
from newsarchive.query.sites import site_states
from newsarchive.web.asking import PER_PAGE, Asked, read_asked
from newsarchive.web.chart import draw
from newsarchive.web.labels import LANGUAGES
from newsarchive.web.questions import questions

T = TypeVar("T")
NAME = "archive"
"""Of the database in addresses: /archive/articles."""
PAGE_TIME_MS = 8_000
"""A page that takes longer is given up."""
CHANGES_PER_PAGE = 50
KINDS = ("edited", "moved", "missing", "gone", "returned")


async def ask(datasette: Any, question: Callable[[sqlite3.Connection], T]) -> T:
    """Run a read on a connection of the archive, within `PAGE_TIME_MS`.

    Raises:
        QueryInterrupted: it took too long.
        NotFound: it asked for a row that is not there.
    """
    from datasette.database import QueryInterrupted
    from datasette.utils import sqlite_timelimit
    from datasette.utils.asgi import NotFound

    def asking(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, PAGE_TIME_MS):
            return question(connection)

    try:
        answer: T = await datasette.get_database(NAME).execute_fn(asking)
    except StoreError as error:
        raise NotFound(error.message) from error
    except sqlite3.OperationalError as error:
        if error.args == ("interrupted",):
            raise QueryInterrupted(error, "", {}) from error
        raise
    return answer


async def home(datasette: Any, request: Any) -> Any:
    """Totals, articles per month, sites, the newest articles, questions."""

    def read(connection: sqlite3.Connection) -> dict[str, Any]:
        return {
            "totals": totals(connection),
            "chart": draw(months(connection)),
            "states": list(site_states(connection).values()),
            "site_names": site_names(connection),
            "newest": newest(connection, Filters(), limit=8),
        }

    context = await ask(datasette, read)
    return await _page(datasette, request, "home.html", context | {"questions": questions()})


async def find(datasette: Any, request: Any) -> Any:
    """Search results; without words the articles that pass the filters, newest first."""
    asked = read_asked(request.args)

    def read(connection: sqlite3.Connection) -> dict[str, Any]:
        results, listed, total = _look(connection, asked)
        return {
            "results": results,
            "listed": listed,
            "total": total,
            "sections": sections(connection),
            "site_names": site_names(connection),
        }

    context = await ask(datasette, read)
    if request.path.endswith(".json"):
        return _json(_as_json(asked, context))
    shown = asked.offset + len(context["results"].hits if context["results"] else context["listed"])
    more = (
        context["results"].more
        if context["results"]
        else bool(asked.filters) and context["total"] >= MAX_COUNT
    )
    context |= {
        "asked": asked,
        "command": asked.command(datasette.get_database(NAME).path),
        "more": more,
        "no_words": bool(asked.query) and not parse_query(asked.query).groups,
        "has_next": shown > asked.offset and (more or shown < context["total"]),
    }
    return await _page(datasette, request, "search.html", context)


def _look(connection: sqlite3.Connection, asked: Asked) -> tuple[Results | None, list[dict[str, Any]], int]:
    filters = asked.filters
    if asked.query:
        sort: Any = asked.sort
        results = search(
            connection, asked.query, filters=filters, limit=PER_PAGE, offset=asked.offset, sort=sort
        )
        return results, [], results.total
    total = count(connection, filters)
    listed = newest(connection, filters, limit=PER_PAGE, offset=asked.offset) if total else []
    return None, listed, total


def _as_json(asked: Asked, context: dict[str, Any]) -> dict[str, Any]:
    if context["results"] is not None:
        found: dict[str, Any] = context["results"].to_dict()
        return found | {"page": asked.page}
    return {"query": "", "total": context["total"], "hits": context["listed"], "page": asked.page}


async def article(datasette: Any, request: Any) -> Any:
    """One article as it stands, with all that is known of it."""
    dossier = await _dossier(datasette, request)
    if request.path.endswith(".json"):
        return _json(dossier.to_dict())
    photos = list(dossier.photos)
    context = {
        "a": dossier.article,
        "d": dossier,
        "paragraphs": _paragraphs(dossier.article["body"]),
        "first_photo": photos[:1],
        "other_photos": photos[1:],
        "witnesses": _witnesses(dossier),
        "site_names": await ask(datasette, site_names),
    }
    return await _page(datasette, request, "article.html", context)


def _witnesses(dossier: Dossier) -> list[dict[str, Any]]:
    """Each with `won`: whether the date of the article was taken from it."""
    source, raw = dossier.article["published_source"], dossier.article["published_raw"]
    kind = "updated" if source == "updated-only" else source
    return [
        dict(witness) | {"won": (witness["kind"], witness["raw"]) == (kind, raw)}
        for witness in dossier.date_witnesses
    ]


async def revision(datasette: Any, request: Any) -> Any:
    """One text of an article, and what it changed."""
    from datasette.utils.asgi import NotFound

    dossier = await _dossier(datasette, request)
    number = int(request.url_vars["number"])
    if not 1 <= number <= len(dossier.revisions):
        raise NotFound(f"This article has {number_of(len(dossier.revisions), 'revision')}.")
    text = dossier.revisions[number - 1]
    context = {
        "a": dossier.article,
        "r": text,
        "count": len(dossier.revisions),
        "diffs": diff_revisions(dossier.revisions[number - 2], text) if number > 1 else (),
        "paragraphs": _paragraphs(text["body"]),
    }
    return await _page(datasette, request, "revision.html", context)


async def changes(datasette: Any, request: Any) -> Any:
    """Edits and removals, last seen first."""
    asked = read_asked(request.args)
    kind = request.args.get("kind") or ""
    kind = kind if kind in KINDS else ""

    def read(connection: sqlite3.Connection) -> dict[str, Any]:
        sites = (asked.site,) if asked.site else ()
        found = list(iter_changes(connection, since=asked.filters.since, sites=sites))
        counts = Counter(change.kind for change in found)
        wanted = [change for change in reversed(found) if not kind or change.kind == kind]
        start = (asked.page - 1) * CHANGES_PER_PAGE
        return {
            "changes": wanted[start : start + CHANGES_PER_PAGE],
            "has_next": len(wanted) > start + CHANGES_PER_PAGE,
            "counts": counts,
            "site_names": site_names(connection),
        }

    context = await ask(datasette, read)
    return await _page(
        datasette, request, "changes.html", context | {"asked": asked, "kind": kind, "kinds": KINDS}
    )


async def language(datasette: Any, request: Any) -> Any:
    """Remember the language of a reader and go back to where they were."""
    from datasette.utils.asgi import Response

    answer = Response.redirect(_own_path(request.args.get("to") or "/"))
    chosen = request.url_vars["lang"]
    if chosen in LANGUAGES:
        answer.set_cookie("lang", chosen, max_age=365 * 86_400, path="/", samesite="lax", httponly=True)
    return answer


def _own_path(wanted: str) -> str:
    """A path of ours; anything that could lead elsewhere is the home page.

    >>> _own_path("/article/1"), _own_path("//evil.example"), _own_path("https://evil.example"), _own_path("/\\\\evil")
    ('/article/1', '/', '/', '/')
    """
    safe = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return wanted if safe and wanted.isprintable() and wanted.isascii() else "/"


async def _dossier(datasette: Any, request: Any) -> Dossier:
    article_id = int(request.url_vars["id"])
    return await ask(datasette, lambda connection: read_article(connection, article_id))


def _paragraphs(body: str) -> list[str]:
    return [part for part in body.split("\n\n") if part.strip()]


async def _page(datasette: Any, request: Any, template: str, context: dict[str, Any]) -> Any:
    from datasette.utils.asgi import Response

    return Response.html(await datasette.render_template(template, context, request=request))


def _json(value: Any) -> Any:
    import json

    from datasette.utils.asgi import Response

    return Response(json.dumps(value, ensure_ascii=False), content_type="application/json; charset=utf-8")
