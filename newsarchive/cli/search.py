"""`newsarchive search`: full-text search, best first, with snippets."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from newsarchive.cli.filtering import check_sites, filter_options, read_filters
from newsarchive.cli.options import db_option, json_option, out, print_json
from newsarchive.query.search import MAX_OFFSET, Hit, Results, Sort, search
from newsarchive.query.series import months
from newsarchive.query.snippet import Snippet
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive search 'dang bo'                 every marking of these words
  newsarchive search '"Đảng bộ" -"hội nghị"'   just this phrase, without that one
  newsarchive search 'chi* OR đoàn' --since 2024-01-01 --sort newest
"""


class QueryCommand(click.Command):
    """A command whose words may begin with one dash (-họp, -"hội nghị"): that is no option here."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [f" {word}" if _leaves_out(word) else word for word in args])


def _leaves_out(word: str) -> bool:
    return word.startswith("-") and not word.startswith("--") and word != "-h"


@click.command(cls=QueryCommand, epilog=EXAMPLE)
@click.argument("query", nargs=-1, required=True)
@filter_options
@click.option("--sort", type=click.Choice(["best", "newest", "oldest"]), default="best", show_default=True)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Results on a page."
)
@click.option("--offset", type=click.IntRange(0, MAX_OFFSET), default=0, help="Pass over so many results.")
@click.option("--months", "by_month", is_flag=True, help="Count what is found, month by month, instead.")
@db_option
@json_option
def command(
    query: tuple[str, ...],
    sort: Sort,
    limit: int,
    offset: int,
    by_month: bool,
    db: Path,
    as_json: bool,
    **filters: Any,
) -> int:
    """Find articles by their words: marks typed matter, words without marks find every marking."""
    wanted, words = read_filters(filters), " ".join(query)
    with closing(open_reader(db)) as connection:
        check_sites(connection, wanted.sites)
        if by_month:
            _print_months(months(connection, words, filters=wanted), as_json)
            return 0
        results = search(connection, words, filters=wanted, limit=limit, offset=offset, sort=sort)
    if as_json:
        print_json(results.to_dict())
    else:
        _print(results, offset)
    return 0


def _print_months(counts: list[tuple[str | None, int]], as_json: bool) -> None:
    if as_json:
        print_json([{"month": month, "articles": count} for month, count in counts])
        return
    most = max((count for _, count in counts), default=1)
    for month, count in counts:
        out.print(f"{month or 'undated':<8} {count:>7}  {'█' * max(1, round(40 * count / most))}")


def _print(results: Results, offset: int) -> None:
    for hit in results.hits:
        _print_hit(hit)
    if results.hits:
        first, last = offset + 1, offset + len(results.hits)
        total = f"more than {results.total}" if results.more else str(results.total)
        out.print(f"{first}–{last} of {total} found.", style="dim")
    elif results.total:
        out.print(f"Only {results.total} found: nothing stands at --offset {offset}.")
    if results.message:
        out.print(Text(results.message))


def _print_hit(hit: Hit) -> None:
    out.print(Text(f"{hit.article_id:>6}  ", style="cyan") + _marked(hit.title_pieces, "bold"))
    facts = [
        hit.published_at or "date not known",
        hit.byline,
        hit.section,
        "taken down" if hit.gone_at else None,
    ]
    out.print(Text("        " + " · ".join(fact for fact in facts if fact), style="dim"))
    out.print(Text("        ") + _marked(hit.snippet, ""))


def _marked(pieces: Snippet, style: str) -> Text:
    text = Text(style=style)
    for piece in pieces:
        text.append(
            " ".join(piece.text.splitlines()) if "\n" in piece.text else piece.text,
            "bold yellow" if piece.hit else "",
        )
    return text
