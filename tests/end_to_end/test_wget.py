"""A crawl that GNU Wget made and wrote, taken in by `import`: every article as the replica has it."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from newsarchive.warc.scan import scan

from .replica import newsarchive, rows, value

WGET = shutil.which("wget")
pytestmark = pytest.mark.skipif(WGET is None, reason="GNU Wget is not installed (Debian's package wget)")

SOME = 12
"""Articles taken; one capture more of the first of them."""


def taken_by_wget(folder: Path, addresses: list[str], *options: str) -> Path:
    """The file Wget writes for these addresses, digests and all."""
    (folder / "addresses.txt").write_text("\n".join(addresses) + "\n")
    command = [WGET, "--no-config", "--no-proxy", "--quiet", "--tries=1", "--timeout=10", "--input-file=addresses.txt",
               "--output-document=pages.out", "--warc-file=taken", *options]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, timeout=60)  # type: ignore[arg-type]
    (written,) = folder.glob("taken.warc*")
    return written


@pytest.mark.parametrize("options", [(), ("--no-warc-compression",)], ids=["gzip", "plain"])
def test_articles_of_a_wget_crawl_are_read(tmp_path: Path, options: tuple[str, ...]) -> None:
    db, site = tmp_path / "archive.db", Site()
    articles = site.standing()[:SOME]
    with serve(site) as server:
        addresses = [server.origin + article.path for article in articles]
        written = taken_by_wget(tmp_path, [*addresses, addresses[0]], *options)
    done = newsarchive("import", written, "--site", "thanhuytphcm", "--db", db, "--json")
    assert done.code == 0, done.err
    stored = {row["source_id"]: row for row in rows(db, "SELECT * FROM articles")}
    truth = site.truth()
    assert sorted(stored) == sorted(str(article.id) for article in articles)
    for article in articles:
        row, told = stored[str(article.id)], truth[str(article.id)]
        assert (row["title"], row["body"]) == (told["title"], "\n\n".join(told["body"])), article.path
    assert value(db, "SELECT count(*) FROM snapshots WHERE status = 200") == SOME + 1
    first = value(db, "SELECT min(fetched_at) FROM snapshots")
    assert datetime.fromisoformat(first).astimezone(UTC).date() == datetime.now(UTC).date()
    assert newsarchive("verify", "--db", db).code == 0
    exported = newsarchive("export", "warc", "-o", tmp_path / "out.warc.gz", "--db", db)
    assert exported.err == f"{SOME + 1} captures written to {tmp_path / 'out.warc.gz'}\n"
    with (tmp_path / "out.warc.gz").open("rb") as file:
        types = [record.type for record in scan(file)]
    assert types == ["warcinfo"] + ["request", "response"] * (SOME + 1)
    again = newsarchive("import", written, "--site", "thanhuytphcm", "--db", db, "--json")
    assert again.code == 0, again.err
    assert value(db, "SELECT count(*) FROM snapshots WHERE status = 200") == SOME + 1
