"""`newsarchive schedule`: writes or installs the timer that crawls by itself."""

import os
from pathlib import Path

import click
from rich.markup import escape

from newsarchive.cli.options import CommandError, db_option, json_option, out, print_json
from newsarchive.config.load import load
from newsarchive.schedule import cron, install, systemd
from newsarchive.schedule.plan import Plan, find_program, parse_interval
from newsarchive.sites import spider_for
from newsarchive.store.connect import open_reader

EXAMPLE = """\b
Examples:
  newsarchive schedule thanhuytphcm --every 6h                       # prints the units
  newsarchive schedule thanhuytphcm --every 6h --install
  newsarchive schedule --all --every 1d --kind cron --install --db /srv/papers/archive.db
  newsarchive schedule --status
"""


@click.command(epilog=EXAMPLE)
@click.argument("sites", nargs=-1, metavar="SITE...")
@click.option("--all", "all_sites", is_flag=True, help="Every site, those added later too.")
@click.option("--every", default="6h", show_default=True, help="15min … 12h, 1d or 1w.")
@click.option("--kind", type=click.Choice(["systemd", "cron"]), default="systemd", show_default=True)
@click.option(
    "--system", is_flag=True, help="For the machine (/etc/systemd/system), not for this user alone."
)
@click.option("--as-user", help="With --system: the account that runs it.")
@click.option(
    "--secrets",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of NEWSARCHIVE_…=… lines read before each run (passwords of alerts).",
)
@click.option("--install", "action", flag_value="install", help="Install the timer and switch it on.")
@click.option("--remove", "action", flag_value="remove", help="Switch the timer off and remove it.")
@click.option("--status", "action", flag_value="status", help="List the timers that are installed.")
@db_option
@json_option
def command(
    sites: tuple[str, ...],
    all_sites: bool,
    every: str,
    kind: str,
    system: bool,
    as_user: str | None,
    secrets: Path | None,
    action: str | None,
    db: Path,
    as_json: bool,
) -> int:
    """Print the timer that crawls SITEs by itself; --install puts it to work."""
    if action == "status":
        return _status(kind, system, as_json)
    if bool(sites) == all_sites:
        raise CommandError("Which site? Give site names, or --all.")
    for site in sites:
        spider_for(site)
    if as_user and not system:
        raise CommandError("--as-user goes with --system: a timer of your own runs as yourself.")
    config = load()
    plan = Plan(
        sites=tuple(dict.fromkeys(sites)),
        database=Path(os.path.abspath(db)),
        minutes=parse_interval(every),
        program=find_program(),
        config=Path(os.path.abspath(config.file)) if config.file else None,
        secrets=Path(os.path.abspath(secrets)) if secrets else None,
        user=as_user,
    )
    if action == "remove":
        return _remove(plan, kind, system)
    if not config.contact:
        told = 'No contact address is set: write contact = "you@example.org" into newsarchive.toml first.'
        if action == "install":
            raise CommandError(told)
        click.echo(f"newsarchive: {told}", err=True)
    if plan.database.exists():
        open_reader(plan.database).close()  # refuses what is no archive: each run of the timer would
    if action == "install":
        return _install(plan, kind, system)
    _print(plan, kind, system, as_json)
    return 0


def _print(plan: Plan, kind: str, system: bool, as_json: bool) -> None:
    if kind == "cron":
        files = {"crontab": cron.block(plan)}
    else:
        files = {
            f"{plan.name}.service": systemd.service(plan, system=system),
            f"{plan.name}.timer": systemd.timer(plan),
        }
    if as_json:
        print_json({"name": plan.name, "files": files})
        return
    for name, text in files.items():
        if kind == "systemd":
            click.echo(f"# {install.unit_folder(system=system) / name}")
        click.echo(text)


def _install(plan: Plan, kind: str, system: bool) -> int:
    plan.database.parent.mkdir(parents=True, exist_ok=True)
    if kind == "cron":
        install.install_cron(plan)
        out.print(f"{plan.name} stands in the crontab; its log: {escape(str(plan.log))}")
        return 0
    for path in install.install_systemd(plan, system=system):
        out.print(f"Written: {escape(str(path))}")
    out.print(f"{plan.name}.timer is on; `newsarchive schedule --status` shows it.")
    if not system:
        out.print("It runs while you are logged in; `loginctl enable-linger` lets it run always.")
    return 0


def _remove(plan: Plan, kind: str, system: bool) -> int:
    gone = (
        install.remove_cron(plan.name) if kind == "cron" else install.remove_systemd(plan.name, system=system)
    )
    if not gone:
        raise CommandError(f"There is no timer {plan.name}; `newsarchive schedule --status` lists them.", 1)
    out.print(f"{plan.name} is removed; the archive stays.")
    return 0


def _status(kind: str, system: bool, as_json: bool) -> int:
    found = cron.blocks(install.read_crontab()) if kind == "cron" else install.systemd_status(system=system)
    if as_json:
        print_json(found)
    elif not found:
        out.print(
            f"No {kind} timer of newsarchive is installed{' for the machine' if system else ' for this user'}."
        )
    for name, state in found.items() if not as_json else ():
        out.print(f"[bold]{name}[/]: {escape(state)}")
    return 0
