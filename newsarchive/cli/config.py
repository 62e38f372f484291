"""`newsarchive config`: every setting as it holds, and where it comes from."""

import os
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from newsarchive.cli.options import CommandError, json_option, out, print_json
from newsarchive.config.keys import BY_NAME, KEYS, OTHER_VARIABLES, PREFIX
from newsarchive.config.load import Config, Effective, load
from newsarchive.sites import spiders

EXAMPLE = """\b
Examples:
  newsarchive config
  NEWSARCHIVE_DELAY=5 newsarchive config --json
"""


@click.command(epilog=EXAMPLE)
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Show the settings of a command with this --db.",
)
@json_option
def command(db: Path | None, as_json: bool) -> int:
    """Show every setting as it holds here, and whether it comes from the file, the environment or is the default."""
    config = load()
    notes = remarks(config)
    if db is not None:
        shown_db = Effective(name="db", value=db, source="option --db")
        config = replace(
            config, effective=tuple(shown_db if each.name == "db" else each for each in config.effective)
        )
    if as_json:
        print_json(
            {
                "file": str(config.file) if config.file else None,
                "settings": [
                    {"name": each.name, "value": each.shown, "source": each.source}
                    for each in config.effective
                ],
                "remarks": notes,
            }
        )
        return 0
    file = str(config.file.resolve()) if config.file else "none (./newsarchive.toml would be read)"
    out.print(f"Settings file: [bold]{escape(file)}[/]")
    table = Table("setting", "value", "comes from", box=None, header_style="bold")
    for each in config.effective:
        shown = "" if each.shown in (None, []) else str(each.shown)
        table.add_row(escape(each.name), escape(shown), escape(each.source))
    out.print(table)
    for note in notes:
        out.print(f"[yellow]{escape(note)}[/]")
    return 0


def remarks(config: Config) -> list[str]:
    """What is not wrong but likely not meant: variables nobody reads, sites nobody knows, no contact.

    Raises:
        CommandError: a site of the file is not installed.
    """
    notes: list[str] = []
    known = {key.variable for key in KEYS} | set(OTHER_VARIABLES)
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known and name != "NEWSARCHIVE_ALERT":
            near = get_close_matches(name, known, n=1, cutoff=0.7)
            hint = f"; did you mean {near[0]}?" if near else "."
            notes.append(f"The environment variable {name} is no setting{hint}")
    refuse_unknown_sites(config)
    if not config.contact:
        notes.append("No contact address is set: real sites are not crawled without one.")
    return notes


def refuse_unknown_sites(config: Config) -> None:
    """What is set for a site under a name that none has would hold for no site.

    Raises:
        CommandError: a site of the file is not installed.
    """
    for site in config.sites:
        if site not in spiders():
            near = get_close_matches(site, list(spiders()), n=1)
            hint = (
                f"; did you mean [sites.{near[0]}]?"
                if near
                else "; `newsarchive sites` lists those there are."
            )
            raise CommandError(f"{config.file}: [sites.{site}] names no site{hint}")


def help_table() -> str:
    """The table of `docs/configuration.md`."""
    lines = ["| setting | environment | default | what it does |", "|---|---|---|---|"]
    for key in BY_NAME.values():
        default = (
            ""
            if key.default in (None, "", ())
            else f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"
        )
        name = f"`{key.name}`" + (" ¹" if key.per_site else "") + (" ²" if key.secret else "")
        lines.append(f"| {name} | `{key.variable}` | {default} | {key.help} |")
    return "\n".join(lines)
