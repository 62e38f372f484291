"""`newsarchive export`: the archive as files for other programs."""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from newsarchive import clock
from newsarchive.cli.export_records import add_to
from newsarchive.cli.filtering import (
    check_sites,
    filter_options,
    read_filters,
    refuse_json_beside,
    tell_written,
)
from newsarchive.cli.options import CommandError, db_option, spare_archive
from newsarchive.export.columns import ARTICLES, TABLES, Table, article_columns
from newsarchive.export.csv import EXCEL, PEOPLE, RAW, Dialect, write_csv
from newsarchive.export.dictionary import write_dictionary
from newsarchive.export.jsonl import write_jsonl
from newsarchive.export.parquet import write_parquet
from newsarchive.export.rss import write_rss
from newsarchive.export.source import Progress, Source, count_rows, count_undated
from newsarchive.export.target import STDOUT
from newsarchive.export.xlsx import write_xlsx
from newsarchive.store.connect import open_reader

F = TypeVar("F", bound=Callable[..., Any])
RSS_ITEMS = 100
_VIETNAM = timedelta(hours=7)
_PARTS = click.Choice(["nested", "table"])


class Write(Protocol):
    """Writes one file; gives how many rows it has."""

    def __call__(
        self,
        connection: sqlite3.Connection,
        target: Path,
        source: Source,
        *,
        progress: Progress | None = None,
    ) -> int: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What one export was asked for."""

    output: Path | None
    filters: dict[str, Any]
    query: str
    columns: str
    photos: str | None
    revisions: str | None
    dictionary: bool
    limit: int | None
    db: Path
    as_json: bool

    @property
    def tables(self) -> list[Table]:
        """Tables beside the articles."""
        wanted = {"photos": self.photos, "revisions": self.revisions}
        return [TABLES[name] for name, how in wanted.items() if how == "table"]

    def source(self, *, raw: bool = False) -> Source:
        nested = [name for name in ("photos", "revisions") if getattr(self, name) == "nested"]
        names = [name.strip() for name in self.columns.split(",") if name.strip()]
        return Source(
            filters=read_filters(self.filters),
            query=self.query,
            columns=article_columns(names, raw=raw, nested=nested),
            limit=self.limit,
        )

    def target(self, suffix: str) -> Path:
        """The file asked for; else standard output where that is a pipe or a file; else one beside the database.

        Raises:
            CommandError: it is a file of the archive itself, or standard output and wanted for `--json`.
        """
        if self.output is not None:
            refuse_json_beside(self.output, self.as_json)
            spare_archive(self.output, self.db)
            return self.output
        if not self.as_json and not sys.stdout.isatty() and suffix not in ("xlsx", "parquet"):
            return STDOUT
        sites = self.filters["sites"]
        name = sites[0] if len(sites) == 1 else "articles"
        return self.db.parent / f"{name}-{(clock.now() + _VIETNAM).date()}.{suffix}"


def export_options(command: F) -> F:
    """The options of every format, given on as one `Order` with the name `order`."""
    options = (
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
            help="The file; - is standard output; missing folders are made. Without it: standard output where that is"
            " no terminal, else SITE-DAY or articles-DAY in the database's folder.",
        ),
        filter_options,
        click.option("--query", default="", metavar="QUERY", help="Only what this search finds."),
        click.option("--columns", default="", metavar="A,B,…", help="Only these columns, in this order."),
        click.option(
            "--photos", type=_PARTS, help="Photos as a column of each article, or as a second table."
        ),
        click.option("--revisions", type=_PARTS, help="Every text an article has had, likewise."),
        click.option(
            "--dictionary", is_flag=True, help="Also say what each column holds, in a file beside it."
        ),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many articles."),
        db_option,
        click.option("--json", "as_json", is_flag=True, help="Print what was written, and where, as JSON."),
    )

    def gathered(**values: Any) -> int:
        own = {name: values.pop(name) for name in list(values) if name in ("raw", "excel")}
        known = {name: values.pop(name) for name in Order.__dataclass_fields__ if name != "filters"}
        return int(command(order=Order(filters=values, **known), **own))

    gathered.__doc__ = command.__doc__
    gathered.__click_params__ = list(getattr(command, "__click_params__", []))  # type: ignore[attr-defined]
    wrapped: Any = gathered
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]


@click.group(epilog="Example:  newsarchive export xlsx -o 2024.xlsx --since 2024-01-01 --until 2024-12-31")
def command() -> None:
    """Write the archive, or a part of it, as a file for other programs."""


add_to(command)  # warc, wacz, bagit


@command.command(name="csv", epilog="Example:  newsarchive export csv -o 2024.csv --since 2024-01-01")
@export_options
@click.option("--raw", is_flag=True, help="For programs: the table as it is, no BOM, nothing altered.")
@click.option("--excel", is_flag=True, help="For Excel on Vietnamese Windows: semicolons between the cells.")
def csv_command(order: Order, raw: bool, excel: bool) -> int:
    """CSV, one row an article: opens right on a double click, formulas from the web do not run."""
    if raw and excel:
        raise CommandError("--raw and --excel exclude each other: one is for programs, one for people.")
    dialect: Dialect = RAW if raw else EXCEL if excel else PEOPLE
    return _export(order, "csv", partial(write_csv, dialect=dialect), order.source(raw=raw))


@command.command(name="jsonl", epilog="Example:  newsarchive export jsonl --photos nested | jq .title")
@export_options
def jsonl_command(order: Order) -> int:
    """JSON Lines, one object an article."""
    return _export(order, "jsonl", write_jsonl, order.source())


@command.command(name="parquet", epilog="Example:  newsarchive export parquet -o articles.parquet")
@export_options
def parquet_command(order: Order) -> int:
    """Parquet for data frames; needs pyarrow."""
    return _export(order, "parquet", write_parquet, order.source())


@command.command(name="xlsx", epilog="Example:  newsarchive export xlsx -o articles.xlsx --photos table")
@export_options
def xlsx_command(order: Order) -> int:
    """An Excel workbook: typed dates, links, nothing cut off; needs XlsxWriter."""
    sources = [order.source()]
    sources += [sources[0].of(table) for table in order.tables]
    target = order.target("xlsx")
    with _reading(order) as connection, _progress(connection, sources[0], target) as progress:
        written = write_xlsx(connection, target, sources, dictionary=order.dictionary, progress=progress)
        _tell(connection, order, sources[0], [(written, "articles", target)])
    return 0


@command.command(name="rss", epilog="Example:  newsarchive export rss -o feed.xml --section 'Thời sự'")
@export_options
def rss_command(order: Order) -> int:
    """An RSS feed, newest first, 100 articles unless --limit says otherwise."""
    if order.columns or order.photos or order.revisions or order.dictionary:
        raise CommandError(
            "A feed has its own fields: --columns, --photos, --revisions and --dictionary do not apply."
        )
    return _export(order, "xml", partial(write_rss, limit=order.limit or RSS_ITEMS), order.source())


def _export(order: Order, suffix: str, write: Write, source: Source) -> int:
    """One file a table, and the dictionary beside them."""
    target = order.target(suffix)
    if target == STDOUT and (order.tables or order.dictionary):
        raise CommandError("A second file needs a name to stand beside: give -o FILE.")
    with _reading(order) as connection:
        with _progress(connection, source, target) as progress:
            written = [(write(connection, target, source, progress=progress), "articles", target)]
        for table in order.tables:
            beside = target.with_name(f"{target.stem}-{table.name}{target.suffix}")
            written.append((write(connection, beside, source.of(table)), table.name, beside))
        if order.dictionary:
            tables = [
                (ARTICLES.name, source.columns),
                *((table.name, table.columns) for table in order.tables),
            ]
            explained = target.with_name(f"{target.stem}-columns.csv")
            write_dictionary(explained, tables)
            written.append((sum(len(columns) for _, columns in tables), "columns", explained))
        _tell(connection, order, source, written)
    return 0


@contextmanager
def _reading(order: Order) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(order.db)) as connection:
        check_sites(connection, order.filters["sites"])
        yield connection


@contextmanager
def _progress(connection: sqlite3.Connection, source: Source, target: Path) -> Iterator[Progress | None]:
    """A bar on a terminal; nothing in a log or a pipe."""
    if not sys.stderr.isatty() or target == STDOUT:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(target.name, total=count_rows(connection, source))
        yield lambda written: bar.update(task, completed=written)


def _tell(
    connection: sqlite3.Connection, order: Order, source: Source, written: Sequence[tuple[int, str, Path]]
) -> None:
    tell_written(written, count_undated(connection, source), order.as_json)
