"""A disk that takes no more during a crawl: the command ends, says it in a sentence, and the next run goes on."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.fixity.verify import verify
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from tests.end_to_end.replica import crawl, environment, value


def crawl_with_little_room(db: Path, origin: str, largest: int) -> "subprocess.CompletedProcess[str]":
    """No file may grow beyond `largest` bytes."""
    return subprocess.run(
        [sys.executable, "-m", "newsarchive", "crawl", "thanhuytphcm", "--db", str(db), "--origin", origin],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )


@pytest.mark.parametrize("largest", [450_000, 490_000, 1_000_000, 1_500_000])
def test_the_crawl_ends_with_a_sentence_and_the_next_goes_on(tmp_path: Path, largest: int) -> None:
    db = tmp_path / "a.db"
    with serve(Site()) as server:
        full = crawl_with_little_room(db, server.origin, largest)
        assert full.returncode == 1, full.stderr
        assert "is full or failing" in full.stderr
        assert "Traceback" not in full.stderr
        assert verify(db).damages == []
        again = crawl(db, server.origin)
    assert again.code == 0, again.err
    assert value(db, "SELECT count(*) FROM articles") == len(Site().standing())
    report = verify(db)
    assert (report.damages, report.notes) == ([], [])
