"""A disk that takes no more during a crawl: the command ends, says it in a sentence, and the next run goes on."""

from pathlib import Path

import pytest

from newsarchive.fixity.verify import verify
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from tests.end_to_end.replica import crawl, newsarchive, value


@pytest.mark.parametrize("largest", [450_000, 490_000, 1_000_000, 1_500_000])
def test_the_crawl_ends_with_a_sentence_and_the_next_goes_on(tmp_path: Path, largest: int) -> None:
    db = tmp_path / "a.db"
    with serve(Site()) as server:
        full = newsarchive(
            "crawl", "thanhuytphcm", "--db", db, "--origin", server.origin, largest_file=largest
        )
        assert full.code == 1, full.err
        assert "is full or failing" in full.err
        assert "Traceback" not in full.err
        assert verify(db).damages == []
        again = crawl(db, server.origin)
    assert again.code == 0, again.err
    assert value(db, "SELECT count(*) FROM articles") == len(Site().standing())
    report = verify(db)
    assert (report.damages, report.notes) == ([], [])
