"""An archive in a folder that nobody may write to: a mounted medium, another account's archive."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .commands import TIMEOUT_SECONDS, Ran, environment
from .replica import crawl

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def respect_rights() -> None:
    """Root may write everywhere; a process that lost this right is like any other account's."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0):
        raise OSError("rights could not be dropped")


def run(folder: Path, *arguments: object) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(NEWSARCHIVE_DB=str(folder / "archive.db")),
        preexec_fn=respect_rights,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if sys.platform != "linux":
        pytest.skip("rights are dropped as Linux does it")
    folder = tmp_path_factory.mktemp("medium")
    with serve(Site()) as server:
        assert crawl(folder / "archive.db", server.origin, "--limit", 5).code == 0
    for name in ("-wal", "-shm"):
        (folder / f"archive.db{name}").unlink(missing_ok=True)
    places = [folder, *folder.rglob("*")]
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    yield folder
    for place in places:
        place.chmod(place.stat().st_mode | 0o200)


def test_what_only_reads_reads_it(medium: Path, tmp_path: Path) -> None:
    for words in (
        ("sites",),
        ("search", "dang"),
        ("show", "1"),
        ("changes",),
        ("coverage", "thanhuytphcm"),
        ("health",),
        ("metrics",),
        ("export", "csv", "-o", tmp_path / "articles.csv"),
        ("export", "warc", "-o", tmp_path / "articles.warc.gz"),
        ("backup", tmp_path / "copy"),
    ):
        answer = run(medium, *words)
        assert answer.code == 0, (words, answer.err)


def test_it_is_no_damage_that_nothing_can_be_written(medium: Path) -> None:
    answer = run(medium, "verify", "--json")
    assert answer.json()["damages"] == [], answer.out
    assert answer.code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "--db", "archive.db"),
        ("reextract",),
        ("backup", "copy"),
        ("export", "csv", "-o", "articles.csv"),
        ("export", "xlsx"),
        ("metrics", "--output", "archive.prom"),
    ],
)
def test_what_writes_says_in_a_sentence_that_it_cannot(medium: Path, words: tuple[str, ...]) -> None:
    answer = run(medium, *words)
    assert answer.code in (1, 2)
    assert answer.err.startswith("newsarchive: ") and answer.err.count("\n") == 1


def test_a_demo_that_cannot_be_replaced_says_so(medium: Path, tmp_path: Path) -> None:
    db = tmp_path / "demo" / "demo.db"
    with serve(Site()) as server:
        made = run(medium, "demo", "--db", db)
        assert made.code == 0 and server.origin
    db.parent.chmod(0o500)
    try:
        answer = run(medium, "demo", "--db", db)
    finally:
        db.parent.chmod(0o700)
    assert answer.code == 2 and db.exists()
    assert answer.err.startswith("newsarchive: Cannot remove") and answer.err.count("\n") == 1
