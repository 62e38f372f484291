"""cron: lines that need nothing of their surroundings, between two marks in the user's crontab."""

import shlex

from newsarchive.schedule.plan import Plan

BEGIN, END = "# BEGIN {name} (written by `newsarchive schedule`)", "# END {name}"
BOOT_WAIT_SECONDS = 120


def block(plan: Plan) -> str:
    """The lines for one plan: the regular run, and one after the machine was off."""
    command = command_line(plan)
    boot = f"@reboot sleep {BOOT_WAIT_SECONDS}; {command}"
    return "\n".join(
        (BEGIN.format(name=plan.name), f"{times(plan)} {command}", boot, END.format(name=plan.name), "")
    )


def times(plan: Plan) -> str:
    """The five time fields; the minute differs between plans, so that not all machines come at the full hour."""
    minute = plan.offset
    if plan.minutes == 10_080:
        return f"{minute} 3 * * 1"
    if plan.minutes == 1440:
        return f"{minute} 3 * * *"
    if plan.minutes == 60:
        return f"{minute} * * * *"
    if plan.minutes > 60:
        return f"{minute} */{plan.minutes // 60} * * *"
    return f"{','.join(str(each) for each in range(minute, 60, plan.minutes))} * * * *"


def command_line(plan: Plan) -> str:
    """The command: absolute paths, its own environment, a log that rotates itself. cron turns a bare % into a
    line break, so each is escaped."""
    variables = [f"{name}={shlex.quote(value)}" for name, value in plan.environment.items()]
    secrets = ""
    if plan.secrets is not None:
        file = shlex.quote(str(plan.secrets))
        secrets = f"set -a; [ -r {file} ] && . {file}; set +a; "
    words = [*variables, *(shlex.quote(word) for word in (*plan.crawl, "--log", str(plan.log)))]
    line = f"{secrets}cd {shlex.quote(str(plan.database.parent))} && {' '.join(words)} >/dev/null"
    return line.replace("%", "\\%")


def with_block(crontab: str, plan: Plan) -> str:
    """The crontab with the plan's lines in it, once."""
    rest = without_block(crontab, plan.name)
    return f"{rest.rstrip()}\n{block(plan)}".lstrip("\n")


def without_block(crontab: str, name: str) -> str:
    """The crontab without a plan's lines; all others stay as they are."""
    kept: list[str] = []
    inside = False
    for line in crontab.splitlines():
        if line == BEGIN.format(name=name):
            inside = True
        elif inside and line == END.format(name=name):
            inside = False
        elif not inside:
            kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def blocks(crontab: str) -> dict[str, str]:
    """Name → line of the regular run, of all plans in a crontab."""
    found: dict[str, str] = {}
    name = ""
    for line in crontab.splitlines():
        if line.startswith("# BEGIN newsarchive-"):
            name = line.split()[2]
        elif name:
            found[name] = line
            name = ""
    return found
