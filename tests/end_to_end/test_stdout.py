"""Standard output that is full, closed, left by its reader or in another encoding."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.archive_builder import build_sample

from .commands import environment

PRINTING = (
    ["export", "csv"], ["export", "jsonl"], ["export", "rss"], ["export", "warc", "-o", "-"],
    ["export", "wacz", "-o", "-"], ["search", "a", "--limit", "1000"], ["search", "a", "--json"], ["show", "1"],
    ["show", "1", "--json"], ["changes"], ["changes", "--csv"], ["changes", "--json"], ["verify", "--json"],
    ["coverage", "thanhuytphcm"], ["health", "--json"], ["metrics"], ["sites"], ["config"], ["--help"],
)  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("archive") / "a.db")


def sh(db: Path, arguments: list[str], after: str, **extra: str) -> "subprocess.CompletedProcess[bytes]":
    """A command as a shell runs it, with something behind it."""
    env = environment(NEWSARCHIVE_CONFIG="/dev/null", NEWSARCHIVE_DB=str(db), **extra)
    script = f'"$@" {after}'
    return subprocess.run(
        ["bash", "-c", script, "-", sys.executable, "-m", "newsarchive", *arguments],
        env=env, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_what_takes_nothing_is_told_in_a_sentence(db: Path, arguments: list[str]) -> None:
    for after, reason in ((">/dev/full", b"No space left"), (">&-", b"Bad file descriptor")):
        done = sh(db, arguments, after)
        assert done.returncode == 1
        assert b"newsarchive: Cannot write to standard output (" + reason in done.stderr
        assert done.stderr.count(b"\n") == 1, done.stderr.decode()


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_who_leaves_is_no_error(db: Path, arguments: list[str]) -> None:
    done = sh(db, arguments, "| head -c 0; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (0, b"")


def test_unbuffered_output_fails_alike(db: Path) -> None:
    done = sh(db, ["search", "a"], ">/dev/full", PYTHONUNBUFFERED="1")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert sh(db, ["search", "a"], "| head -c 0; exit ${PIPESTATUS[0]}", PYTHONUNBUFFERED="1").returncode == 0


def test_a_command_that_prints_nothing_needs_no_output(db: Path, tmp_path: Path) -> None:
    done = sh(db, ["export", "csv", "-o", str(tmp_path / "a.csv")], ">&- <&-")
    assert done.returncode == 0
    assert done.stderr.endswith(b"a.csv\n")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert sh(db, ["search", "a"], ">&- 2>&- <&-").returncode == 1


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_letters_that_an_encoding_lacks_stop_nothing(db: Path, arguments: list[str]) -> None:
    done = sh(db, arguments, "", PYTHONIOENCODING="ascii", NEWSARCHIVE_NOW="2026-08-01T00:00:00Z")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_programs_get_what_they_can_read_whatever_the_locale(db: Path) -> None:
    usual, poor = (sh(db, ["export", "csv"], "", PYTHONIOENCODING=name).stdout for name in ("utf-8", "ascii"))
    assert usual == poor
    usual, poor = (
        sh(db, ["changes", "--csv"], "", PYTHONIOENCODING=name).stdout for name in ("utf-8", "ascii")
    )
    assert usual == poor
    assert next(csv.reader(io.StringIO(poor.decode("utf-8-sig"))))
    usual, poor = (
        sh(db, ["show", "1", "--json"], "", PYTHONIOENCODING=name).stdout for name in ("utf-8", "latin-1")
    )
    assert usual != poor
    assert json.loads(usual) == json.loads(poor)
