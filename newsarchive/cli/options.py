"""Options that several commands share, and how errors and results reach the terminal."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from newsarchive.config.keys import BY_NAME

F = TypeVar("F", bound=Callable[..., Any])
out = Console(highlight=False, soft_wrap=True)
EXIT_INTERRUPTED = 130


class CommandError(click.ClickException):
    """One sentence on standard error and an exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code

    def show(self, file: Any = None) -> None:
        click.echo(f"newsarchive: {self.format_message()}", err=True)


class Seconds(click.ParamType[float]):
    """A delay, within the bounds of the setting of that name."""

    name = "SECONDS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return float(BY_NAME["delay"].read(value))
        except ValueError as error:
            self.fail(f"{value!r} is not {error}.", param, ctx)


class Day(click.ParamType[date]):
    """A day written year-month-day."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day: write it like 2024-01-31 (year-month-day).", param, ctx)


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment; without an offset it is Vietnam's wall clock."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time: write it like 2024-07-27T09:00:00+07:00.", param, ctx)
        if moment.tzinfo is None:
            from zoneinfo import ZoneInfo

            moment = moment.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
        return moment


def _configured_db() -> Path:
    from newsarchive.config.load import load

    return load().db


def db_option(command: F) -> F:
    """`--db PATH`."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        default=_configured_db,
        show_default="data/archive.db, or NEWSARCHIVE_DB, or `db` of newsarchive.toml",
        help="The archive database.",
    )(command)


def spare_archive(target: Path, db: Path) -> None:
    """See to it that a file to be written takes the place of nothing that the archive holds.

    Raises:
        CommandError: it is the database, or one of the captures beside it.
    """
    if target == Path("-"):
        return
    place, archive = target.resolve(), db.resolve()
    database = place in (archive, *(archive.with_name(f"{archive.name}{end}") for end in ("-wal", "-shm")))
    if database or (archive.parent / "warc" in place.parents and place.exists()):
        what = "the archive's database" if database else "one of the archive's own captures"
        raise CommandError(f"{target} is {what}: give the output another name.")


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json_text(value, indent=2) + "\n")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON with Vietnamese letters as they are, or escaped where standard output cannot take them."""
    utf = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    return json.dumps(value, ensure_ascii=not utf, indent=indent)
