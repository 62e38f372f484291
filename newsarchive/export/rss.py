"""An RSS 2.0 feed of the articles, newest first; with Dublin Core for what RSS cannot say truthfully.

RSS wants an hour with every date. Where the page printed only a day, `pubDate` is left out and `dc:date` says it.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from newsarchive.export.columns import ARTICLES
from newsarchive.export.source import Progress, Source
from newsarchive.export.target import replacing

NAMES = (
    "site", "source_id", "url", "title", "published_at", "published_precision", "section", "byline", "tags", "lead",
    "body", "photos",
)  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
"""
_FOOT = "</channel>\n</rss>\n"


def write_rss(
    connection: sqlite3.Connection,
    target: Path,
    source: Source,
    *,
    limit: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a feed of up to `limit` articles, whatever the columns of `source`. Returns the number of items.

    Raises:
        ConfigError: the query has no word.
        StoreError: the target cannot be written.
    """
    feed = Source(
        filters=source.filters,
        query=source.query,
        columns=ARTICLES.choose(NAMES),
        newest_first=True,
        limit=limit,
    )
    written = 0
    with replacing(target) as file:
        file.write((_HEAD + "".join(_channel(connection, source))).encode())
        for rows in feed.chunks(connection):
            for row in rows:
                file.write(("".join(_item(dict(zip(NAMES, row, strict=True))))).encode())
            written += len(rows)
            if progress:
                progress(written)
        file.write(_FOOT.encode())
    return written


def _channel(connection: sqlite3.Connection, source: Source) -> Iterator[str]:
    """Named after the site, where it is one."""
    rows = connection.execute("SELECT id, name, home FROM sites ORDER BY id").fetchall()
    wanted = [row for row in rows if not source.filters.sites or row[0] in source.filters.sites]
    title = wanted[0][1] if len(wanted) == 1 else "newsarchive"
    link = wanted[0][2] if wanted else "https://example.org/"
    about = f"Articles of {', '.join(row[1] for row in wanted) or 'the archive'}"
    yield _element("title", title)
    yield _element("link", link)
    yield _element("description", f"{about}; search: {source.query}" if source.query else about)
    yield _element("language", "vi")
    yield _element("generator", "newsarchive")


def _item(row: dict[str, Any]) -> Iterator[str]:
    yield "<item>\n"
    yield _element("title", row["title"] or row["url"])
    yield _element("link", row["url"])
    yield f'<guid isPermaLink="false">{_text(row["site"])}:{_text(row["source_id"])}</guid>\n'
    if row["published_at"]:
        if row["published_precision"] == "minute":
            yield _element("pubDate", format_datetime(datetime.fromisoformat(row["published_at"])))
        yield _element("dc:date", row["published_at"])
    if row["byline"]:
        yield _element("dc:creator", row["byline"])
    for category in (row["section"], *json.loads(row["tags"])):
        if category:
            yield _element("category", category)
    if row["lead"]:
        yield _element("description", row["lead"])
    paragraphs = [row["lead"] or "", *row["body"].split("\n\n")]
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    if html:
        yield _element("content:encoded", html)
    for photo in json.loads(row["photos"]):
        yield from _photo(photo)
    yield "</item>\n"


def _photo(photo: dict[str, Any]) -> Iterator[str]:
    yield f'<media:content medium="image" url={quoteattr(_clean(photo["url"]))}>'
    if photo["caption"]:
        yield _element("media:description", photo["caption"])
    if photo["credit"]:
        yield _element("media:credit", photo["credit"])
    yield "</media:content>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>\n"


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold at all."""
    return _NOT_XML.sub("", text)
