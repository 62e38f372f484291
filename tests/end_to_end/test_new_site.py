"""A new site, described by eight saved pages only: learned, reviewed, crawled from a replica in one sitting."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.cli.main import run
from tests.end_to_end import invented_paper as paper
from tests.end_to_end.replica import newsarchive

WALKTHROUGH = Path(__file__).parents[2] / "docs" / "walkthrough"


def run_tests(project: Path) -> int:
    """The exit code of the tests that `new-site` wrote."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    return subprocess.run(words, cwd=project, capture_output=True, timeout=60, check=False).returncode


def test_the_walkthrough_pages_are_current() -> None:
    assert {path.name: path.read_bytes() for path in WALKTHROUGH.glob("*.html")} == paper.saved()


def test_the_guide_shows_what_is_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (WALKTHROUGH.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = guide[guide.index("    Báo Châu Sơn (baochauson):") :].partition("\n\n")[0].splitlines()
    assert run(["new-site", "baochauson", paper.HOME, "--page", str(WALKTHROUGH), "--dry-run"]) == 0
    proposed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in map(str.strip, shown) if line != "…" and line not in proposed] == []


def test_a_site_is_learned_reviewed_and_crawled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "new-site",
        "baochauson",
        paper.HOME,
        "--page",
        str(WALKTHROUGH),
        "--into",
        str(tmp_path),
        "--json",
    ]
    assert run(words) == 0
    learned = json.loads(capsys.readouterr().out)
    assert len(learned["articles"]) == 6
    assert len(learned["listings"]) == 2
    assert learned["photo_hosts"] == ["anh.baochauson.example"]
    assert {"kind": "Listing", "url": f"{paper.HOME}/thoi-su/", "next_page": "{url}?trang={page}"} in learned[
        "sources"
    ]
    agreement = learned["agreement"]
    assert all(count == {"same": 6, "of": 6} for count in agreement.values())

    assert run_tests(tmp_path) == 1
    for path in (tmp_path / "tests" / "fixtures").rglob("meta.json"):
        meta = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**meta, "reviewed": "2026-11-23"}), encoding="utf-8")
    assert run_tests(tmp_path) == 0

    with paper.served() as origin:
        done = newsarchive(
            "crawl", "baochauson", "--origin", origin, "--db", tmp_path / "archive.db", cwd=tmp_path
        )
    assert done.code == 0, done.err
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        connection.row_factory = sqlite3.Row
        found = {row["source_id"]: row for row in connection.execute("SELECT * FROM articles")}
        captions = [row[0] for row in connection.execute("SELECT caption FROM photos")]
    assert len(found) == len(paper.STORIES)
    for number, (_, title, thing, author) in enumerate(paper.STORIES):
        row = found[str(paper.FIRST_ID - 7 * number)]
        assert (row["title"], row["byline"], row["layout"]) == (title, author, "baochauson")
        assert (row["dateline"], row["lead"]) == ("(BCS) -", paper.lead(number))
        assert row["body"].split("\n\n") == paper.paragraphs(number)
        assert row["published_at"] == f"{paper.moment(number):%Y-%m-%dT%H:%M}+07:00"
        assert row["section"] == "Thời sự"
        assert f"Một góc {thing} vào buổi sớm" in {caption.rstrip(".") for caption in captions}


def test_pages_are_fetched_where_none_are_saved(tmp_path: Path) -> None:
    with paper.served() as origin:
        done = newsarchive(
            "new-site",
            "baochauson",
            paper.HOME,
            "--origin",
            origin,
            "--into",
            tmp_path,
            "--json",
            cwd=tmp_path,
        )
    assert done.code == 0, done.err
    learned = done.json()
    assert len(learned["articles"]) >= 4
    assert f"{paper.HOME}/thoi-su/" in learned["listings"]
    assert learned["article_url"].endswith(r"-bcs(?P<id>\d{4,6})\.html(?=$|[?#])")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Bao Chau Son", paper.HOME, "--page", str(WALKTHROUGH)), "is no site id"),
        (("baochauson", "baochauson", "--page", str(WALKTHROUGH)), "is not a web address"),
        (("baochauson", paper.HOME, "--page", "khong-co.html"), "Cannot read khong-co.html"),
        (
            ("baochauson", paper.HOME, "--page", str(WALKTHROUGH / "thoi-su-1.html")),
            "None of the pages is an article",
        ),
    ],
)
def test_wrong_words_get_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert run(["new-site", *words, "--into", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["new-site", "baochauson", paper.HOME, "--page", str(WALKTHROUGH), "--into", str(tmp_path)]
    assert run(words) == 0
    file = tmp_path / "spiders" / "baochauson.py"
    file.write_text("# mine\n", encoding="utf-8")
    assert run(words) == 2
    assert "exists already" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "# mine\n"
