"""The front door. Commands are loaded when they are called, so that `--help` and small commands start at once."""

import importlib
import logging
import os
import signal
import sqlite3
import sys
from typing import Any

import click

from newsarchive import __version__
from newsarchive.cli.options import EXIT_INTERRUPTED, CommandError
from newsarchive.cli.stdout import OutputFailed, ReaderLeft, drop_stdout, open_stdout
from newsarchive.errors import ArchiveError, InUse

COMMANDS = {
    "demo": "demo",
    "crawl": "crawl",
    "sites": "sites",
    "extract": "extract",
    "date": "date",
    "search": "search",
    "show": "show",
    "changes": "changes",
    "export": "export",
    "verify": "verify",
    "reextract": "reextract",
    "backup": "backup",
    "import": "import_",
    "config": "config",
    "health": "health",
    "schedule": "schedule",
    "coverage": "coverage",
    "serve": "serve",
    "doctor": "doctor",
    "metrics": "metrics",
    "new-site": "new_site",
}
"""Command name → module of this package; the module's `command` is the click command."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"newsarchive.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else " `newsarchive --help` lists them."
            raise CommandError(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Begin with:  newsarchive demo",
)
@click.version_option(__version__, prog_name="newsarchive")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def cli(debug: bool) -> None:
    """Own a complete, checkable, searchable record of a Vietnamese party-news site."""
    if debug:  # otherwise the crawl's own log settings decide
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s: %(message)s")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the result is its exit code, and is also what the process exits with."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newsarchive.settings")
    open_stdout()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends a command as Ctrl-C does: clean
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; every error of ours is one sentence on standard error."""
    try:
        result: Any = cli.main(arguments, prog_name="newsarchive", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except ReaderLeft:
        drop_stdout()
        return 0
    except OutputFailed as error:
        drop_stdout()
        error.show()
        return error.code
    except CommandError as error:
        error.show()
        return error.code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        click.echo(f"newsarchive: {_sentence(error)}", err=True)
        return 2
    except InUse as error:
        click.echo(f"newsarchive: {error}", err=True)
        return 3
    except ArchiveError as error:
        if "--debug" in arguments:
            logging.getLogger("newsarchive").error("traceback", exc_info=error)
        click.echo(f"newsarchive: {error}", err=True)
        return 2
    except sqlite3.DatabaseError as error:  # met while reading: a damaged page of the file, a failing disk
        if "--debug" in arguments:
            logging.getLogger("newsarchive").error("traceback", exc_info=error)
        from newsarchive.store.connect import explain

        click.echo(f"newsarchive: {explain('The archive', error)}", err=True)
        return 2
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _sentence(error: click.ClickException) -> str:
    text = error.format_message().strip()
    context = getattr(error, "ctx", None)
    if context is not None and "--help" not in text and isinstance(error, click.UsageError):
        text += f" (`{context.command_path} --help` shows how.)"
    return text
