"""Timers as text: what systemd and cron are told."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from newsarchive.errors import ConfigError
from newsarchive.schedule import cron, systemd
from newsarchive.schedule.plan import ALLOWED, Plan, find_program, parse_interval


def plan(folder: Path = Path("/srv/papers"), minutes: int = 360, **given: object) -> Plan:
    values = {
        "sites": ("thanhuytphcm",), "database": folder / "archive.db", "minutes": minutes,
        "program": ("/opt/venv/bin/newsarchive",),
    } | given  # fmt: skip
    return Plan(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("6h", 360), ("30min", 30), ("1d", 1440), ("1 week", 10_080), ("15m", 15), ("12 hours", 720)],
)
def test_intervals_are_read(text: str, minutes: int) -> None:
    assert parse_interval(text) == minutes


@pytest.mark.parametrize("text", ["5h", "often", "0h", "-6h", "6", "2d", "99999h"])
def test_intervals_that_do_not_divide_the_day_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="cannot be kept at the same times each day"):
        parse_interval(text)


def test_archives_have_timers_of_their_own() -> None:
    assert plan().name != plan(Path("/srv/other")).name
    assert plan().name != plan(sites=("nhandan",)).name
    assert plan().name == plan(minutes=720).name


@pytest.mark.parametrize("minutes", ALLOWED)
def test_cron_runs_as_often_as_asked(minutes: int) -> None:
    """Counted over one week from the five fields."""
    minute, hour, _, _, weekday = cron.times(plan(minutes=minutes)).split()
    minutes_of_hour = len(minute.split(","))
    hours = 24 if hour == "*" else 1 if hour.isdigit() else 24 // int(hour.removeprefix("*/"))
    days = 7 if weekday == "*" else 1
    assert minutes_of_hour * hours * days == 7 * 24 * 60 // minutes


def test_the_service_may_write_only_beside_the_database() -> None:
    text = systemd.service(plan(config=Path("/etc/newsarchive.toml"), user="papers"), system=True)
    assert "ProtectSystem=strict\n" in text
    assert "ReadWritePaths=/srv/papers\n" in text
    assert "User=papers\n" in text
    assert 'Environment="NEWSARCHIVE_CONFIG=/etc/newsarchive.toml"\n' in text
    assert "ExecStart=/opt/venv/bin/newsarchive crawl thanhuytphcm --db /srv/papers/archive.db\n" in text


def test_the_timer_waits_at_random_and_makes_up_for_missed_runs() -> None:
    text = systemd.timer(plan())
    assert f"OnCalendar=*-*-* 00/6:{plan().offset:02}:00\n" in text
    assert "RandomizedDelaySec=1800\n" in text
    assert "Persistent=yes\n" in text


def test_a_path_with_a_line_break_is_refused() -> None:
    with pytest.raises(ConfigError, match="control character"):
        plan(Path("/srv/a\nExecStart=rm"))


ODD = Path("/srv/my 100% \"papers\" $HOME 'x' đường")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("minutes", [15, 360, 1440, 10_080])
@pytest.mark.parametrize("system", [True, False])
def test_systemd_finds_nothing_to_say(tmp_path: Path, minutes: int, system: bool) -> None:
    odd = plan(ODD, minutes, program=("/bin/true",), secrets=Path("/etc/a b%.env"), config=ODD / "c.toml")
    for suffix, text in (("service", systemd.service(odd, system=system)), ("timer", systemd.timer(odd))):
        (tmp_path / f"{odd.name}.{suffix}").write_text(text, encoding="utf-8")
    words = [
        "systemd-analyze",
        *([] if system else ["--user"]),
        "verify",
        *map(str, sorted(tmp_path.iterdir())),
    ]
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("minutes", ALLOWED)
def test_systemd_understands_the_calendar(minutes: int) -> None:
    expression = systemd.calendar(plan(minutes=minutes))
    done = subprocess.run(
        ["systemd-analyze", "calendar", expression], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_cron_line_runs_in_an_empty_environment(tmp_path: Path) -> None:
    """With a folder whose name needs every kind of quoting; the program prints what it got."""
    folder = tmp_path / "my 100% 'papers' $HOME"
    folder.mkdir()
    program = folder / "tell"
    program.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$PWD" "$NEWSARCHIVE_CONFIG" "$LANG" "$SECRET" "$@" > out.txt\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    secrets = folder / "secrets.env"
    secrets.write_text("SECRET='s 1'\n", encoding="utf-8")
    odd = plan(folder, program=(str(program),), config=folder / "c.toml", secrets=secrets)
    line = cron.command_line(odd).replace("\\%", "%")  # as cron hands it to the shell
    done = subprocess.run(
        ["/bin/sh", "-c", line], env={}, cwd="/", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "out.txt").read_text(encoding="utf-8").splitlines() == [
        str(folder), str(folder / "c.toml"), "C.UTF-8", "s 1",
        "crawl", "thanhuytphcm", "--db", str(folder / "archive.db"), "--log", str(odd.log),
    ]  # fmt: skip


def test_no_bare_percent_reaches_cron() -> None:
    line = cron.command_line(plan(ODD))
    assert "%" not in line.replace("\\%", "")


def test_other_lines_of_a_crontab_stay() -> None:
    mine = "MAILTO=me\n5 4 * * * /usr/bin/true\n"
    once = cron.with_block(mine, plan())
    assert cron.with_block(once, plan()) == once
    two = cron.with_block(once, plan(Path("/srv/other")))
    assert len(cron.blocks(two)) == 2
    assert cron.without_block(once, plan().name) == mine


def test_the_program_is_this_installation() -> None:
    words = find_program()
    assert Path(words[0]).is_absolute()
    done = subprocess.run([*words, "--version"], capture_output=True, text=True, check=False, cwd="/")
    assert done.stdout.startswith("newsarchive, version")


FAKE_CRONTAB = """#!/bin/sh
[ "$1" = "-l" ] || exec cat > "$TABLE"
[ -f "$TABLE" ] && exec cat "$TABLE"
echo "no crontab for me" >&2; exit 1
"""
FAKE_SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$TABLE"
case "$*" in *show*) echo "ActiveState=active"; echo "NextElapseUSecRealtime=tomorrow"; echo "LastTriggerUSec=";; esac
"""


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real command with stand-ins for crontab and systemctl."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name, text in (("crontab", FAKE_CRONTAB), ("systemctl", FAKE_SYSTEMCTL)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    environment = kept | {
        "PATH": f"{tools}:/usr/bin:/bin", "TABLE": str(folder / "table"), "NEWSARCHIVE_CONTACT": "a@b.vn",
        "XDG_CONFIG_HOME": str(folder / "config"), "COLUMNS": "200",
    }  # fmt: skip
    return subprocess.run(
        [*find_program(), "schedule", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )


def test_cron_is_installed_listed_and_removed(tmp_path: Path) -> None:
    words = ("thanhuytphcm", "--kind", "cron", "--db", "a.db")
    assert command(tmp_path, *words, "--install").returncode == 0
    table = (tmp_path / "table").read_text(encoding="utf-8")
    assert f"--db {tmp_path / 'a.db'}" in table
    listed = command(tmp_path, "--status", "--kind", "cron", "--json")
    (line,) = json.loads(listed.stdout).values()
    assert "crawl thanhuytphcm" in line
    assert command(tmp_path, *words, "--remove").returncode == 0
    assert (tmp_path / "table").read_text(encoding="utf-8") == ""
    again = command(tmp_path, *words, "--remove")
    assert (again.returncode, "There is no timer" in again.stderr) == (1, True)


def test_systemd_is_installed_listed_and_removed(tmp_path: Path) -> None:
    words = ("thanhuytphcm", "--db", "a.db")
    done = command(tmp_path, *words, "--install")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "config" / "systemd" / "user"
    assert sorted(path.suffix for path in folder.iterdir()) == [".service", ".timer"]
    calls = (tmp_path / "table").read_text(encoding="utf-8").splitlines()
    assert calls[0] == "--user daemon-reload"
    assert calls[1].startswith("--user enable --now newsarchive-thanhuytphcm-")
    assert "active, last run never, next tomorrow" in command(tmp_path, "--status").stdout
    assert command(tmp_path, *words, "--remove").returncode == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("action", [[], ["--install"]], ids=["print", "install"])
def test_a_timer_for_what_is_no_archive_is_refused(tmp_path: Path, action: list[str]) -> None:
    (tmp_path / "junk.db").write_text("no database, but longer than the header of one\n" * 50)
    done = command(tmp_path, "thanhuytphcm", "--db", "junk.db", *action)
    assert (done.returncode, done.stdout) == (2, "")
    assert "junk.db" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert command(tmp_path, "thanhuytphcm", "--db", "new.db").returncode == 0


@pytest.mark.parametrize(("action", "code"), [([], 0), (["--install"], 2)], ids=["print", "install"])
def test_a_timer_without_a_contact_is_shown_and_not_installed(
    tmp_path: Path, action: list[str], code: int
) -> None:
    done = subprocess.run(
        [*find_program(), "schedule", "thanhuytphcm", *action],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )  # fmt: skip
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)
    assert "No contact address is set" in done.stderr
    assert len(done.stderr.splitlines()) == 1
