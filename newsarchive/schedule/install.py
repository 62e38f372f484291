"""Puts timers where the system finds them, takes them away, tells which there are."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from newsarchive.errors import ConfigError
from newsarchive.schedule import cron, systemd
from newsarchive.schedule.plan import Plan, need_tool

SYSTEM_FOLDER = Path("/etc/systemd/system")
TIMEOUT_SECONDS = 60


def unit_folder(*, system: bool) -> Path:
    """Where unit files lie."""
    if system:
        return SYSTEM_FOLDER
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "systemd" / "user"


def install_systemd(plan: Plan, *, system: bool) -> list[Path]:
    """Write both units, switch the timer on. Gives the files written.

    Raises:
        ConfigError: systemd is not there or refuses; the folder cannot be written.
    """
    need_tool("systemctl", "use --kind cron")
    folder = unit_folder(system=system)
    files = {
        folder / f"{plan.name}.service": systemd.service(plan, system=system),
        folder / f"{plan.name}.timer": systemd.timer(plan),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"Cannot write {folder} ({error.strerror}): install as root, or as your own timer without --system."
        ) from error
    _systemctl(system, "daemon-reload")
    _systemctl(system, "enable", "--now", f"{plan.name}.timer")
    return list(files)


def remove_systemd(name: str, *, system: bool) -> bool:
    """Switch a timer off and remove its units; whether there were any.

    Raises:
        ConfigError: systemd is not there or refuses.
    """
    need_tool("systemctl", "use --kind cron")
    folder = unit_folder(system=system)
    files = [path for path in (folder / f"{name}.timer", folder / f"{name}.service") if path.exists()]
    if not files:
        return False
    _systemctl(system, "disable", "--now", f"{name}.timer")
    for path in files:
        path.unlink(missing_ok=True)
    _systemctl(system, "daemon-reload")
    return True


def systemd_status(*, system: bool) -> dict[str, str]:
    """Installed timers with what systemd says of them."""
    found = {}
    for path in sorted(unit_folder(system=system).glob("newsarchive-*.timer")):
        lines = _systemctl(
            system,
            "show",
            path.name,
            "--property=ActiveState,NextElapseUSecRealtime,LastTriggerUSec",
            check=False,
        )
        values = dict(line.split("=", 1) for line in lines.splitlines() if "=" in line)
        state = values.get("ActiveState") or "unknown"
        last, following = (
            values.get("LastTriggerUSec") or "never",
            values.get("NextElapseUSecRealtime") or "not set",
        )
        found[path.stem] = f"{state}, last run {last}, next {following}"
    return found


def install_cron(plan: Plan) -> None:
    """Put the plan's lines into the user's crontab, once.

    Raises:
        ConfigError: cron is not there or refuses.
    """
    plan.log.parent.mkdir(parents=True, exist_ok=True)
    _write_crontab(cron.with_block(read_crontab(), plan))


def remove_cron(name: str) -> bool:
    """Take a plan's lines out of the crontab; whether there were any.

    Raises:
        ConfigError: cron is not there or refuses.
    """
    before = read_crontab()
    if name not in cron.blocks(before):
        return False
    _write_crontab(cron.without_block(before, name))
    return True


def read_crontab() -> str:
    """The user's crontab; empty where there is none.

    Raises:
        ConfigError: cron is not there.
    """
    tool = need_tool("crontab", "install cron, or use --kind systemd")
    done = subprocess.run([tool, "-l"], capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    if done.returncode and "no crontab" not in done.stderr.lower():
        raise ConfigError(f"The crontab cannot be read: {done.stderr.strip()[:200]}")
    return done.stdout if done.returncode == 0 else ""


def _write_crontab(text: str) -> None:
    tool = need_tool("crontab", "install cron, or use --kind systemd")
    done = subprocess.run(
        [tool, "-"], input=text, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
    )
    if done.returncode:
        raise ConfigError(f"cron refuses the crontab: {done.stderr.strip()[:200]}")


def _systemctl(system: bool, *words: str, check: bool = True) -> str:
    command: Sequence[str] = ("systemctl", *(() if system else ("--user",)), *words)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    if check and done.returncode:
        raise ConfigError(f"`{' '.join(command)}` failed: {done.stderr.strip()[:300]}")
    return done.stdout
