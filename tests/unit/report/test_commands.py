"""The commands: words in, words out, exit codes."""

import json

import pytest

from newsarchive.cli.main import run
from tests.unit.report.archive import SITE, HandMade, at


@pytest.fixture
def broken(made: HandMade, monkeypatch: pytest.MonkeyPatch) -> HandMade:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None)
    made.commit_and_rest()
    monkeypatch.setenv("NEWSARCHIVE_NOW", "2024-03-14T20:00:00+07:00")
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", "/dev/null")
    return made


def test_health_says_what_broke_and_exits_with_four(
    broken: HandMade, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["health", "--db", str(broken.path)]) == 4
    printed = capsys.readouterr().out
    assert "looks broken" in printed
    assert "byline has been missing since 2024-03-14 09:00" in printed.replace("\n", " ")
    assert run(["health", SITE, "--db", str(broken.path), "--json"]) == 4
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["site"], found["exit_code"], len(found["troubles"])) == (SITE, 4, 1)


def test_health_knows_of_outages_too(
    made: HandMade, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_NOW", "2024-03-07T20:00:00+07:00")
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", "/dev/null")
    made.days("2024-03-04", 3)
    for clock, outcome, code, printed in (
        ("09:00", "site-down", 0, "as usual"),  # the next run decides
        ("15:00", "site-down", 4, "the site stopped answering, since the run of 2024-03-07 09:00."),
        ("18:00", "finished", 0, "as usual"),
        ("19:00", "finished-with-errors", 0, "as usual"),
        ("19:30", "finished-with-errors", 1, "41 failing pages"),
    ):
        made.run(at(f"2024-03-07T{clock}"), outcome, failed=41)
        made.db.commit()
        assert run(["health", "--db", str(made.path)]) == code
        assert printed in capsys.readouterr().out.replace("\n", " ")


def test_coverage_prints_its_argument(broken: HandMade, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", SITE, "--db", str(broken.path)]) == 0
    printed = capsys.readouterr().out
    assert "Why:" in printed
    assert f"{SITE}: complete from 2024-03-04 to 2024-03-14" in printed
    assert run(["coverage", SITE, "--db", str(broken.path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["complete_from"], found["months"]) == ("2024-03-04", {"2024-03": 66})


@pytest.mark.parametrize("command", ["health", "coverage"])
def test_a_site_without_a_run_is_named(
    broken: HandMade, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "baolangg", "--db", str(broken.path)]) == 2
    assert f"holds no run of 'baolangg'; it knows {SITE}." in capsys.readouterr().err


def test_metrics_go_to_a_file(broken: HandMade, capsys: pytest.CaptureFixture[str]) -> None:
    target = broken.path.with_suffix(".prom")
    assert run(["metrics", "--db", str(broken.path), "--output", str(target)]) == 0
    assert f'newsarchive_articles{{site="{SITE}"}} 66\n' in target.read_text(encoding="utf-8")
    assert run(["metrics", "--db", str(broken.path), "--output", "/nowhere/x.prom"]) == 2
    assert "Cannot write /nowhere/x.prom" in capsys.readouterr().err


def test_doctor_finds_this_place_in_order(
    broken: HandMade, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NEWSARCHIVE_NOW")
    assert run(["doctor", "--db", str(broken.path), "--json"]) == 0
    found = {check["name"]: check["verdict"] for check in json.loads(capsys.readouterr().out)}
    assert (found["spiders"], found["database"], found["disk"]) == ("ok", "ok", "ok")


def test_doctor_names_a_wrong_setting(
    broken: HandMade, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_DELAY", "slow")
    assert run(["doctor", "--db", str(broken.path)]) == 1
    assert "NEWSARCHIVE_DELAY must be a number of seconds" in capsys.readouterr().out.replace("\n", " ")


def test_config_masks_secrets(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", "/dev/null")
    monkeypatch.setenv("NEWSARCHIVE_ALERTS_SMTP_PASSWORD", "hunter2")
    monkeypatch.setenv("NEWSARCHIVE_CONTCAT", "a@b.vn")
    assert run(["config", "--json"]) == 0
    printed = capsys.readouterr().out
    assert "hunter2" not in printed
    assert "NEWSARCHIVE_CONTCAT is no setting; did you mean NEWSARCHIVE_CONTACT?" in printed
