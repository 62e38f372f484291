"""`search`, `show`, `changes` and `export` as a person types them."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsarchive.cli.main import cli
from newsarchive.cli.main import run as run_arguments
from newsarchive.model.article import Photo
from tests.stored import SEEN, Stored, make_article


@pytest.fixture
def run(archive: Stored, monkeypatch: pytest.MonkeyPatch):
    archive.add(make_article("100", title="Đảng bộ Quận 5", body=("Một.",), published_at="2024-01-26"))
    archive.add(
        make_article(
            "100",
            title="Đảng bộ Quận 6",
            body=("Một.",),
            published_at="2024-01-26",
            photos=(Photo(url="https://a.vn/1.jpg", caption="Quang cảnh", credit="Ảnh: A"),),
        ),
        SEEN + timedelta(days=1),
    )
    archive.add(make_article("101", title="Dâng hương"))
    monkeypatch.setenv("NEWSARCHIVE_DB", str(archive.path))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments))

    return call


def test_search_prints_what_it_found(run) -> None:
    text = run("search", "dang bo").output
    assert "Đảng bộ Quận 6" in text and "1–1 of 1 found." in text
    answer = json.loads(run("search", "dang", "--since", "2024-01-01", "--json").output)
    assert (answer["total"], answer["undated"], answer["hits"][0]["title_marked"]) == (
        1,
        1,
        "[Đảng] bộ Quận 6",
    )
    assert "Nothing found." in run("search", "bảo hiểm").output
    assert json.loads(run("search", "dang", "--months", "--json").output)[1] == {
        "month": "2024-01",
        "articles": 1,
    }


def test_days_in_the_wrong_order_are_refused(run) -> None:
    answer = run("search", "dang", "--since", "2024-02-01", "--until", "2024-01-01")
    assert answer.exit_code != 0 and "lies after" in answer.output


def test_show_tells_everything_of_an_article(run) -> None:
    text = run("show", "100").output
    for part in (
        "Đảng bộ Quận 6",
        "2024-01-26",
        "Quang cảnh",
        "Ảnh: A",
        "title, photos",
        "warc/test.warc.gz@",
    ):
        assert part in text
    assert "Đảng bộ Quận 5" in run("show", "100", "--revision", "1").output
    assert "Quận [-5-]{+6+}" in run("show", "1", "--diff").output
    assert json.loads(run("show", "1", "--json").output)["revision"] == 2
    assert json.loads(run("show", "1", "--diff", "--json").output)[0]["fields"][0]["field"] == "title"
    assert "first one" in run("show", "101", "--diff").output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "999"), "no article"),
        (("show", "1", "--revision", "9"), "has 2 revisions"),
        (("export", "csv", "--columns", "nope"), "no column"),
        (("export", "csv", "--raw", "--excel"), "exclude each other"),
        (("export", "csv", "--photos", "table"), "give -o"),
        (("export", "csv", "--query", "-"), "no word"),
        (("export", "rss", "--columns", "id"), "own fields"),
        (("changes", "--csv", "--json"), "not both"),
        (("search", "dang", "--site", "nosuch"), "no site 'nosuch'"),
        (("changes", "--site", "thanhuytphc"), "did you mean thanhuytphcm"),
        (("export", "jsonl", "--site", "nosuch"), "no site 'nosuch'"),
        (("export", "warc", "-o", "x.warc.gz", "--site", "nosuch"), "no site 'nosuch'"),
        (
            ("show", "https://nope.example/tin/bai-123.html"),
            "no article 'https://nope.example/tin/bai-123.html'",
        ),
        (("backup", "copy.tar.gz"), "a folder or a .tar file"),
    ],
)
def test_wrong_usage_is_one_sentence(run, arguments: tuple[str, ...], says: str) -> None:
    answer = run(*arguments)
    assert says in answer.output + str(answer.exception)
    assert answer.exit_code != 0


def test_a_site_that_is_known_and_not_crawled_has_nothing(run) -> None:
    answer = run("search", "dang", "--site", "nhandan")
    assert answer.exit_code == 0 and "Nothing found." in answer.output


@pytest.mark.parametrize("query", ["-họp đảng", '-"dâng hương" đảng', "−họp đảng"])
def test_a_query_may_begin_with_what_is_left_out(run, query: str) -> None:
    assert "1–1 of 1 found." in run("search", query).output
    assert "1–1 of 1 found." in run("search", *query.split()).output


def test_what_the_archive_holds_is_not_written_over(run, archive: Stored) -> None:
    database, capture = archive.path, archive.path.parent / "warc" / "a.warc.gz"
    capture.parent.mkdir(exist_ok=True)
    capture.write_bytes(b"bytes of a capture")
    before = database.read_bytes()
    for target in (database, capture):
        for words in (
            ("export", "csv", "-o", str(target)),
            ("export", "xlsx", "-o", str(target)),
            ("export", "warc", "-o", str(target)),
            ("export", "wacz", "-o", str(target)),
            ("metrics", "-o", str(target)),
            ("crawl", "thanhuytphcm", "--origin", "http://127.0.0.1:9", "--log", str(target)),
        ):
            answer = run(*words)
            assert answer.exit_code != 0 and "another name" in answer.output, words
    assert database.read_bytes() == before and capture.read_bytes() == b"bytes of a capture"


def test_sites_are_a_line_each(run) -> None:
    heading, *lines = run("sites").output.splitlines()
    assert heading.split() == ["site", "articles", "pending", "last", "run", "outcome", "name", "home"]
    (line,) = [line for line in lines if line.startswith("thanhuytphcm ")]
    assert line.endswith("www.thanhuytphcm.vn")


def test_no_command_is_answered_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["export"]):
        assert run_arguments(words) == 2
        assert capsys.readouterr().err.startswith("Usage: newsarchive")


def test_changes_as_text_json_and_csv(run) -> None:
    assert "1 change seen." in run("changes").output
    (change,) = json.loads(run("changes", "--json").output)
    assert (change["kind"], change["changed"]) == ("edited", ["title", "photos"])
    (row,) = csv.DictReader(io.StringIO(run("changes", "--csv").output.removeprefix("\ufeff")))
    assert row["changed"] == "title photos"


def test_exports_write_files_beside_each_other(run, tmp_path: Path) -> None:
    target = tmp_path / "out" / "all.csv"
    answer = run("export", "csv", "-o", str(target), "--photos", "table", "--dictionary")
    assert answer.exit_code == 0, answer.output
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "all-columns.csv",
        "all-photos.csv",
        "all.csv",
    ]
    assert "2 articles written to" in answer.output
    run("export", "csv", "-o", str(target), "--query", "dang", "--limit", "1", "--revisions", "table")
    with target.with_name("all-revisions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["article_id"], row["number"]) for row in csv.DictReader(file)] == [
            ("1", "1"),
            ("1", "2"),
        ]
    limited = run("export", "jsonl", "--limit", "1", "--query", "dang", "--columns", "id,title")
    assert json.loads(limited.output) == {"id": 1, "title": "Đảng bộ Quận 6"}
