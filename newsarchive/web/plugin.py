"""Hooks into Datasette: routes, labels for templates, links in cells, our own error pages."""

import logging
from collections.abc import Callable
from json import JSONDecodeError
from typing import Any

from datasette.database import QueryInterrupted
from datasette.hookspecs import hookimpl
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup, escape

from newsarchive import __version__
from newsarchive.web import pages, payloads, words
from newsarchive.web.facet import YearFacet
from newsarchive.web.labels import choose, label

log = logging.getLogger("newsarchive.web")
_ID = r"(?P<id>[0-9]{1,15})"
_ARTICLE_TABLES = ("articles", "articles_view")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (r"^/$", pages.home),
        (r"^/search(\.json)?$", pages.find),
        (rf"^/article/{_ID}(\.json)?$", pages.article),
        (rf"^/article/{_ID}/revision/(?P<number>[0-9]{{1,6}})$", pages.revision),
        (r"^/changes$", pages.changes),
        (r"^/lang/(?P<lang>[a-z]{2})$", pages.language),
        (rf"^/photo/{_ID}$", payloads.photo),
        (rf"^/original/{_ID}$", payloads.original),
    ]


@hookimpl
def register_facet_classes() -> list[type]:
    return [YearFacet]


@hookimpl
def extra_template_vars(request: Any) -> dict[str, Any]:
    return template_words(request)


def template_words(request: Any) -> dict[str, Any]:
    """What every template may use: `t` for labels, and how dates, times and numbers are written."""
    lang = (
        choose(request.cookies.get("lang"), request.headers.get("accept-language") or "") if request else "vi"
    )
    return {
        "lang": lang,
        "t": lambda key: label(key, lang),
        "day": lambda value: words.show_date(value, lang),
        "moment": lambda value: words.show_moment(value, lang),
        "number": lambda value: words.show_number(value, lang),
        "size": lambda value: words.show_bytes(value, lang),
        "web_link": words.web_link,
        "here": _here(request),
        "version": __version__,
    }


def _here(request: Any) -> str:
    """Path and query of this page, to come back to."""
    if request is None:
        return "/"
    return f"{request.path}?{request.query_string}" if request.query_string else str(request.path)


@hookimpl
def actor_from_request() -> None:
    """Nobody logs in here."""
    return


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None) -> Any:
    """Titles and article numbers lead to the article's page, snapshots to their bytes."""
    if value is None or row is None:
        return None
    names = row.keys()
    if column == "article_id" or (column == "title" and ("article_id" in names or table in _ARTICLE_TABLES)):
        number = row["article_id"] if "article_id" in names else row["id"]
        if isinstance(number, int):
            return Markup('<a href="/article/{}">{}</a>').format(number, _short(str(value)))
    if column == "snapshot_id" and isinstance(value, int):
        return Markup('<a href="/original/{}">{}</a>').format(value, value)
    if column in ("url", "urls", "home", "example") and isinstance(value, str):
        return escape(_short(value))
    return None


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most] + "…"


@hookimpl(tryfirst=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """One sentence in our own frame; what we did not expect goes to the log with its traceback."""

    async def answer() -> Any:
        status, key, message = 500, "error", ""
        if isinstance(exception, QueryInterrupted):
            status, key = 503, "too_slow"
        elif isinstance(exception, Base400):
            status, key = exception.status, "not_found" if exception.status == 404 else "error"
            message = str(exception.args[0]) if exception.args else ""
        elif isinstance(exception, DatasetteError):
            status = (
                400 if exception.status == 500 else exception.status
            )  # an address that asks for the impossible
            message = str(Markup(exception.message).striptags())
        elif isinstance(exception, JSONDecodeError):
            status, message = 400, str(exception)
        else:
            log.error("%s could not be answered", request.path, exc_info=exception)
        if request.path.endswith(".json"):
            return Response.json(
                {"ok": False, "error": message or label(key, "en"), "status": status}, status
            )
        context = {"status": status, "key": key, "error": message if message not in ("404", "") else ""}
        return Response.html(
            await datasette.render_template("error.html", context, request=request), status=status
        )

    return answer
