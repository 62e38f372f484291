"""A disk that takes no more: one clear sentence, nothing lost, and the next run goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.fixity.verify import verify
from tests.store.archive_builder import query

ROOT = Path(__file__).parents[2]
PAGES = 40


def write(path: Path, size: int, limit: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.store.full_disk_writer",
            str(path),
            str(PAGES),
            str(size),
            str(limit),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("size", "limit"),
    [(200_000, 1_500_000), (10, 700_000)],
    ids=["the WARC file cannot grow", "the database cannot grow"],
)
def test_nothing_is_lost_and_the_next_run_goes_on(tmp_path: Path, size: int, limit: int) -> None:
    path = tmp_path / "a.db"
    full = write(path, size, limit)
    assert full.returncode == 1, full.stderr
    assert full.stderr == ""
    assert "is full or failing" in full.stdout
    assert "free space" in full.stdout
    assert len(full.stdout.splitlines()) == 1
    ((stored,),) = query(path, "SELECT count(*) FROM articles")
    assert 0 < stored < PAGES
    assert verify(path).damages == []
    again = write(path, size, 0)
    assert again.returncode == 0, again.stdout + again.stderr
    assert query(path, "SELECT count(*) FROM articles") == [(PAGES,)]
    report = verify(path)
    assert (report.damages, [note.code for note in report.notes]) == ([], ["read-by-other-code"])
    assert query(path, "SELECT count(*) FROM warc_files WHERE sealed_at IS NULL") == [(0,)]
