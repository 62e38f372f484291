"""The command: it says where, refuses in one sentence, and stops when told."""

import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

from tests.end_to_end.commands import environment
from tests.end_to_end.replica import newsarchive
from tests.stored import Stored


@pytest.fixture
def db(tmp_path: Path) -> Path:
    Stored(tmp_path / "archive.db").db.close()
    return tmp_path / "archive.db"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_told_to_stop(db: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "newsarchive", "serve", "--db", str(db), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(number)
        assert process.stdout.read() == ""
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def test_a_port_in_use_is_one_sentence(db: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = newsarchive("serve", "--db", db, "--port", taken.getsockname()[1])
    assert answer.code == 2
    assert "give --port another number" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_one_sentence(db: Path, host: str) -> None:
    answer = newsarchive("serve", "--db", db, "--host", host, "--port", 0)
    assert answer.code == 2
    assert "give --host an address of this machine" in answer.err
    assert answer.err.count("\n") == 1


def test_a_missing_archive_is_one_sentence(tmp_path: Path) -> None:
    answer = newsarchive("serve", "--db", tmp_path / "none.db", "--port", 0)
    assert answer.code == 2
    assert "There is no archive at" in answer.err
    assert answer.err.count("\n") == 1


def test_everything_the_pages_need_is_packaged() -> None:
    root = Path(__file__).parents[3]
    patterns = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = patterns["tool"]["setuptools"]["package-data"]["newsarchive"]
    needed = [
        path for path in (root / "newsarchive" / "web").rglob("*.*") if path.suffix not in (".py", ".pyc")
    ]
    assert len(needed) > 15
    for path in needed:
        assert any(path.relative_to(root / "newsarchive").match(pattern) for pattern in shipped), path
