"""What is not in order is said with its remedy."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.report import doctor
from newsarchive.report.doctor import (
    Check,
    check_clock,
    check_database,
    check_folder,
    check_installation,
    check_sites,
)
from tests.unit.report.archive import HandMade


def verdicts(checks: object) -> dict[str, Check]:
    return {check.name: check for check in checks}  # type: ignore[attr-defined]


def test_this_installation_is_in_order() -> None:
    assert {check.name: check.verdict for check in check_installation()} == dict.fromkeys(
        ("version", "packages", "sqlite", "search", "spiders"), "ok"
    )


def test_a_stranger_called_spiders_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        doctor.importlib.metadata, "packages_distributions", lambda: {"spiders": ["other", "newsarchive"]}
    )
    found = verdicts(check_installation())["spiders"]
    assert (found.verdict, "belongs to other, newsarchive" in found.message) == ("failed", True)


def test_a_database_is_opened_and_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert "not there yet" in verdicts(check_database(path))["database"].message
    HandMade(path).close()
    assert verdicts(check_database(path))["database"].verdict == "ok"


def test_strangers_and_rubbish_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE mine (x)")
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"no database " * 1000)
    assert "belongs to another program" in verdicts(check_database(other))["database"].message
    assert "is not a SQLite database" in verdicts(check_database(rubbish))["database"].message


def test_snapshots_of_the_future_mean_a_wrong_clock(made: HandMade) -> None:
    made.article(datetime.now(UTC) + timedelta(days=2))
    made.commit_and_rest()
    found = verdicts(check_database(made.path))["clock"]
    made.resume()
    assert (found.verdict, "in the future" in found.message) == ("failed", True)


def test_a_clock_before_the_program_was_made_is_wrong() -> None:
    here = Path(__file__)
    assert check_clock(datetime(2001, 1, 1, tzinfo=UTC), here).verdict == "failed"
    assert check_clock(datetime.now(UTC), here).verdict == "ok"


def test_a_set_clock_is_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSARCHIVE_NOW", "2024-01-01T00:00:00+07:00")
    assert check_clock(datetime.now(UTC), Path(__file__)).verdict == "warning"


def test_a_full_disk_is_noticed(tmp_path: Path) -> None:
    found = verdicts(check_folder(tmp_path / "a.db", lambda _: 5_000_000, 10**9))
    assert (found["folder"].verdict, found["disk"].verdict) == ("ok", "failed")


def test_a_folder_that_does_not_exist_yet_is_judged_by_its_parent(tmp_path: Path) -> None:
    found = verdicts(check_folder(tmp_path / "new" / "deep" / "a.db", lambda _: 10**12, 10**9))
    assert found["folder"].verdict == "ok"
    assert not (tmp_path / "new").exists()


def test_a_site_file_with_an_error_is_named() -> None:
    def load() -> object:
        raise SyntaxError("spiders/x.py line 3")

    found = check_sites(load)
    assert (found.verdict, "spiders/x.py line 3" in found.message) == ("failed", True)
