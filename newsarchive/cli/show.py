"""`newsarchive show`: one article with its revisions, date witnesses, photos and findings, or a readable diff."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from newsarchive.cli.options import CommandError, db_option, json_option, out, print_json
from newsarchive.errors import StoreError
from newsarchive.query.articles import Dossier, find_article_id, read_article
from newsarchive.query.diff import FieldDiff, diff_revisions
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive show 17
  newsarchive show https://www.thanhuytphcm.vn/tin-tuc/ten-bai-1491917573
  newsarchive show 1491917573 --revision 2 --diff
"""
_STYLES = {"same": "", "removed": "red strike", "added": "bold green"}


@click.command(epilog=EXAMPLE)
@click.argument("article")
@click.option("--site", help="The site, where an id is used by several.")
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="The text as of revision N.")
@click.option(
    "--diff",
    "as_diff",
    is_flag=True,
    help="What revision N changed; without N, every change from the first on.",
)
@db_option
@json_option
def command(
    article: str, site: str | None, revision: int | None, as_diff: bool, db: Path, as_json: bool
) -> int:
    """Show one ARTICLE: its number here, the site's own id, or its address."""
    with closing(open_reader(db)) as connection:
        dossier = read_article(connection, _find(connection, article, site))
    if revision is not None and revision > len(dossier.revisions):
        have = len(dossier.revisions)
        raise CommandError(
            f"This article has {have} revision{'s' if have > 1 else ''}: there is no number {revision}."
        )
    if as_diff:
        _show_diffs(dossier, revision, as_json)
    elif as_json:
        print_json(dossier.to_dict() if revision is None else _at_revision(dossier, revision))
    else:
        _show(dossier, revision)
    return 0


def _find(connection: sqlite3.Connection, wanted: str, site: str | None) -> int:
    """Also by an address never met: another host or slug of the same article."""
    try:
        return find_article_id(connection, wanted, site=site)
    except StoreError:
        if not wanted.startswith(("http://", "https://")):
            raise
        same = _same_article(wanted)
        if same is None:
            raise
        with suppress(StoreError):
            return find_article_id(connection, same[1], site=same[0])
        raise


def _same_article(url: str) -> tuple[str | None, str] | None:
    from newsarchive.sites import find_site
    from newsarchive.urls.identity import identify

    try:
        site = find_site(url)
        identity = identify(url, site)
    except ValueError:
        return None
    if identity.source_id is None:
        return None
    return (site.id if site else None), identity.source_id


def _at_revision(dossier: Dossier, number: int) -> dict[str, Any]:
    return {"article_id": dossier.article["id"]} | dossier.revisions[number - 1]


def _diffs(dossier: Dossier, number: int | None) -> list[tuple[Mapping[str, Any], tuple[FieldDiff, ...]]]:
    revisions = dossier.revisions
    wanted = range(2, len(revisions) + 1) if number is None else range(number, number + 1)
    return [(revisions[n - 1], diff_revisions(revisions[n - 2], revisions[n - 1])) for n in wanted if n > 1]


def _show_diffs(dossier: Dossier, number: int | None, as_json: bool) -> None:
    diffs = _diffs(dossier, number)
    if as_json:
        print_json(
            [
                {
                    "revision": revision["number"],
                    "seen_at": revision["seen_at"],
                    "fields": [d.to_dict() for d in fields],
                }
                for revision, fields in diffs
            ]
        )
        return
    if not diffs:
        first = dossier.revisions[0]["seen_at"]
        out.print(f"This text is the first one, seen {first}: nothing was changed.")
    for revision, fields in diffs:
        out.print(Text(f"Revision {revision['number']}, seen {revision['seen_at']}", style="bold"))
        for field in fields:
            out.print(Text(f"  {field.field}", style="cyan"))
            for block in field.blocks:
                out.print(_diff_text(block))


def _diff_text(block: tuple[Any, ...]) -> Text:
    """Colours on a terminal; [-removed-] and {+added+} say the same where there are none."""
    text = Text("    ")
    for part in block:
        if part.kind == "same":
            text.append(part.text)
        else:
            left, right = ("[-", "-]") if part.kind == "removed" else ("{+", "+}")
            text.append(f"{left}{part.text}{right}", _STYLES[part.kind])
    return text


def _show(dossier: Dossier, number: int | None) -> None:
    article = dossier.article
    text = article if number is None else dossier.revisions[number - 1]
    if text["kicker"]:
        out.print(Text(text["kicker"], style="dim"))
    out.print(Text(text["title"] or "(no title)", style="bold"))
    out.print(Text(article["url"], style="blue"))
    if number is not None:
        out.print(
            Text(f"As of revision {number} of {article['revision']}, seen {text['seen_at']}", style="yellow")
        )
    _show_facts(article, text)
    for paragraph in (text["lead"], *(text["body"] or "").split("\n\n")):
        if paragraph:
            out.print()
            out.print(Text(paragraph))
    out.print()
    _show_photos(dossier.photos if number is None else text["photos"])
    _show_witnesses(dossier)
    _show_history(dossier)
    _show_findings(dossier)


def _show_facts(article: Mapping[str, Any], text: Mapping[str, Any]) -> None:
    source = f" (told by: {article['published_source']})" if article["published_source"] else ""
    bounds = f"not known; between {article['published_earliest']} and {article['published_latest']}"
    known = bounds if article["published_earliest"] or article["published_latest"] else "not known"
    facts = {
        "number": f"{article['id']}  ({article['site']} {article['source_id']})",
        "published": f"{article['published_at']}{source}" if article["published_at"] else known,
        "updated": article["updated_at"],
        "byline": text["byline"],
        "authors": ", ".join(article["authors"]),
        "agency": article["agency"],
        "section": article["section"],
        "tags": ", ".join(article["tags"]),
        "dateline": article["dateline"],
        "event": " to ".join(day for day in (article["event_date"], article["event_end"]) if day),
        "seen": f"{article['first_seen_at']} to {article['last_seen_at']}",
        "missing": article["missing_at"],
        "taken down": article["gone_at"],
    }
    for name, value in facts.items():
        if value:
            out.print(Text(f"{name:>10}  ", style="dim") + Text(str(value)))


def _heading(text: str) -> None:
    out.print(Text(text, style="bold cyan"))


def _show_photos(photos: Any) -> None:
    if photos:
        _heading("Photos")
    for at, photo in enumerate(photos, 1):
        out.print(Text(f"  {at}. {photo['caption'] or '(no caption)'}"))
        out.print(
            Text("     " + "  ".join(part for part in (photo["credit"], photo["url"]) if part), style="dim")
        )


def _show_witnesses(dossier: Dossier) -> None:
    if dossier.date_witnesses:
        _heading("Where dates stand")
    for witness in dossier.date_witnesses:
        agrees = {1: "agrees", 0: "differs", None: "-"}[witness["agrees"]]
        value = witness["value"] or "not readable"
        out.print(
            Text(f"  {witness['kind']:<10} {value:<22} {agrees:<8} {witness['raw']!r} {witness['place']}")
        )


def _show_history(dossier: Dossier) -> None:
    _heading("Revisions")
    for revision in dossier.revisions:
        changed = ", ".join(revision["changed"]) or "first text"
        out.print(Text(f"  {revision['number']}  seen {revision['seen_at']}  {changed}"))
    _heading("Captures")
    for snapshot in dossier.snapshots:
        same = f"  same bytes as {snapshot['revisit_of']}" if snapshot["revisit_of"] else ""
        out.print(
            Text(
                f"  {snapshot['id']}  {snapshot['fetched_at']}  {snapshot['status']}  {snapshot['bytes']} bytes"
                f"  {snapshot['warc_file']}@{snapshot['warc_offset']}{same}"
            )
        )


def _show_findings(dossier: Dossier) -> None:
    if dossier.findings:
        _heading("Findings")
    for finding in dossier.findings:
        field = f" ({finding['field']})" if finding["field"] else ""
        out.print(Text(f"  {finding['severity']:<8} {finding['code']}{field}: {finding['message']}"))
