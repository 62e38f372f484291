"""`verify`: whatever is altered, it is found and named; and it alters nothing itself."""

import json
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive.cli.main import cli, run
from newsarchive.errors import StoreError
from newsarchive.fixity.report import Report
from newsarchive.fixity.verify import verify
from newsarchive.model.crawl import PageRef
from newsarchive.model.finding import Finding
from tests.store.archive_builder import (
    Builder,
    article_url,
    build,
    build_sample,
    edit_sample,
    page_bytes,
    query,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "a.db", 6)


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "a.db"


def warc_of(archive: Path) -> Path:
    (path,) = (archive.parent / "warc").glob("*.warc.gz")
    return path


def change(archive: Path, sql: str) -> None:
    """Alter rows behind the program's back."""
    db = sqlite3.connect(archive)
    with db:
        db.executescript(sql)
    db.close()


def codes(report: Report) -> set[str]:
    return {damage.code for damage in report.damages}


INVENTED = ["read-by-other-code"]
"""The builder's articles were not read from their pages."""


def codes_of_notes(report: Report) -> list[str]:
    return [note.code for note in report.notes]


def test_a_whole_archive_is_whole(archive: Path) -> None:
    report = verify(archive)
    assert (report.damages, codes_of_notes(report)) == ([], INVENTED)
    assert report.checked["snapshots"] == 7
    assert report.checked["records"] == 15
    assert report.checked["articles"] == 6


def test_it_changes_no_byte(archive: Path) -> None:
    before = archive.read_bytes(), warc_of(archive).read_bytes()
    verify(archive)
    assert (archive.read_bytes(), warc_of(archive).read_bytes()) == before


def test_any_flipped_bit_is_found_and_placed(archive: Path) -> None:
    path = warc_of(archive)
    good = path.read_bytes()
    chance = random.Random(20240301)
    starts = [row[0] for row in query(archive, "SELECT warc_offset FROM snapshots")]
    headers = [
        start + at for start in starts[:2] for at in range(10)
    ]  # of gzip: no content depends on some of these
    for at in [*headers, *(chance.randrange(len(good)) for _ in range(150)), len(good) - 1]:
        bad = bytearray(good)
        bad[at] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        report = verify(archive)
        places = [damage.offset for damage in report.damages if damage.offset is not None]
        assert places, f"byte {at} is not placed: {report.damages}"
        assert min(places) <= at, f"byte {at} is placed after itself: {report.damages}"
        assert {damage.path for damage in report.damages} == {f"warc/{path.name}"}
    path.write_bytes(good)
    assert verify(archive).ok


def test_a_cut_file_a_lengthened_file_and_a_lost_file_are_found(archive: Path) -> None:
    path = warc_of(archive)
    good = path.read_bytes()
    path.write_bytes(good[:-7])
    assert {"file-size", "record-damaged"} <= codes(verify(archive))
    path.write_bytes(good + b"\0")
    assert {"file-size", "record-damaged"} <= codes(verify(archive))
    path.unlink()
    assert codes(verify(archive)) == {"file-missing"}


def test_a_record_exchanged_for_another_whole_one_is_found(archive: Path) -> None:
    path = warc_of(archive)
    (place, other) = query(
        archive, "SELECT warc_offset, warc_length FROM snapshots WHERE revisit_of IS NULL LIMIT 2"
    )
    good = path.read_bytes()
    moved = good[: place[0]] + good[other[0] : other[0] + other[1]] + good[place[0] + place[1] :]
    path.write_bytes(moved)
    assert "row-differs" in codes(verify(archive))


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("DELETE FROM snapshots WHERE id = 4", "row-missing"),
        ("DELETE FROM snapshots WHERE id = 4", "orphan"),
        ("DELETE FROM articles WHERE id = 2", "article-missing"),
        ("DELETE FROM revisions WHERE article_id = 2", "revision-missing"),
        ("DELETE FROM photos WHERE article_id = 2", "photo-missing"),
        ("DELETE FROM date_witnesses WHERE article_id = 2", "witness-missing"),
        ("DELETE FROM pages WHERE id = 3", "page-missing"),
        ("DELETE FROM search_text WHERE article_id = 3", "search-text-missing"),
        ("DELETE FROM warc_files", "file-without-row"),
        ("DELETE FROM sites", "orphan"),
        ("DELETE FROM articles_fts_data WHERE id > 100", "search-index"),
        ("UPDATE articles SET revision = 2 WHERE id = 1", "revision-missing"),
        ("UPDATE articles SET body = 'khác' WHERE id = 1", "text-differs"),
        ("UPDATE snapshots SET sha256 = replace(sha256, 'a', 'b') WHERE id = 1", "row-differs"),
        ("UPDATE snapshots SET fetched_at = '2020-01-01T00:00:00Z' WHERE id = 1", "row-differs"),
        ("UPDATE snapshots SET status = 404 WHERE id = 2", "row-differs"),
        ("UPDATE snapshots SET url = url || 'x' WHERE id = 2", "row-differs"),
        ("UPDATE snapshots SET warc_offset = warc_offset + 1 WHERE id = 2", "record-missing"),
        ("UPDATE warc_files SET sha256 = replace(sha256, '0', '1')", "file-changed"),
        ("UPDATE warc_files SET sha256 = NULL", "seal-incomplete"),
        ("UPDATE snapshots SET page_id = 1 WHERE id = 2", "page-differs"),
        ("UPDATE snapshots SET page_id = NULL WHERE id = 2", "page-differs"),
        ("UPDATE snapshots SET revisit_of = NULL WHERE revisit_of IS NOT NULL", "row-differs"),
        ("UPDATE articles SET snapshot_id = 3 WHERE id = 1", "capture-of-another"),
        ("UPDATE revisions SET snapshot_id = 3 WHERE article_id = 1", "capture-of-another"),
        ("UPDATE photos SET snapshot_id = 3 WHERE article_id = 1", "capture-of-another"),
        ("UPDATE articles SET first_seen_at = '2020-01-01T00:00:00Z' WHERE id = 1", "seen-differs"),
        ("UPDATE articles SET last_seen_at = '2020-01-01T00:00:00Z' WHERE id = 1", "seen-differs"),
        ("UPDATE articles SET last_seen_at = '2030-01-01T00:00:00Z' WHERE id = 1", "seen-differs"),
        ("UPDATE revisions SET seen_at = '2030-01-01T00:00:00Z' WHERE article_id = 1", "seen-differs"),
        ("UPDATE articles SET gone_at = '2024-03-05T00:00:00Z' WHERE id = 1", "removal-untold"),
        (
            "UPDATE articles SET gone_at = s.fetched_at FROM snapshots s WHERE s.id = articles.snapshot_id",
            "removal-untold",
        ),
        (
            "UPDATE articles SET missing_at = s.fetched_at FROM snapshots s WHERE s.id = articles.snapshot_id",
            "removal-untold",
        ),
        ("UPDATE snapshots SET revisit_of = 1 WHERE id = 2", "row-differs"),
        ("UPDATE snapshots SET run_id = NULL WHERE id = 2", "run-differs"),
        ("UPDATE warc_files SET run_id = NULL", "run-differs"),
        ("UPDATE snapshots SET run_id = NULL; UPDATE warc_files SET run_id = NULL", "run-differs"),
        ("DROP VIEW changes_view", "schema-differs"),
        ("DROP TRIGGER search_text_ai", "schema-differs"),
        ("DROP INDEX snapshots_sha256", "schema-differs"),
        ("UPDATE search_text SET text_folded = 'khac' WHERE article_id = 1", "search-text-differs"),
    ],
)
def test_altered_and_deleted_rows_are_found(archive: Path, sql: str, code: str) -> None:
    change(archive, sql)
    assert code in codes(verify(archive))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real pages, read by this very code; one was edited."""
    path = build_sample(tmp_path_factory.mktemp("read") / "a.db")
    assert edit_sample(path, "Tựa đã sửa") == ["changed"]
    assert verify(path).checked["readings"] == 12
    return path


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE articles SET published_at = '2020-01-01' WHERE id = 3", "published_at"),
        ("UPDATE articles SET authors = '[]' WHERE authors != '[]'", "authors"),
        ("UPDATE revisions SET title = 'khác' WHERE article_id = 3 AND number = 1", "revisions"),
        ("UPDATE revisions SET changed = '[]' WHERE article_id = 3 AND number = 2", "revisions"),
        ("UPDATE photos SET caption = 'khác' WHERE caption IS NOT NULL", "photos"),
        ("UPDATE date_witnesses SET value = '2020-01-01' WHERE id = 1", "date_witnesses"),
        ("DELETE FROM date_witnesses WHERE id = 1", "date_witnesses"),
        ("DELETE FROM findings WHERE code = 'date-clock-ignored'", "findings"),
        ("UPDATE search_text SET text = 'khác', text_folded = 'khac' WHERE article_id = 3", "search_text"),
    ],
)
def test_rows_that_say_something_else_than_their_captures_are_found(
    read: Path, tmp_path: Path, sql: str, named: str
) -> None:
    shutil.copytree(read.parent, tmp_path, dirs_exist_ok=True)
    assert verify(tmp_path / "a.db").ok
    change(tmp_path / "a.db", sql)
    told = [each.message for each in verify(tmp_path / "a.db").damages if each.code == "reading-differs"]
    assert told and all(named in message for message in told)


def test_what_other_code_has_read_is_said_and_no_damage(read: Path, tmp_path: Path) -> None:
    shutil.copytree(read.parent, tmp_path, dirs_exist_ok=True)
    change(
        tmp_path / "a.db", "UPDATE articles SET extractor = 'newsarchive 0.0', agency = 'TTXVN' WHERE id = 3"
    )
    report = verify(tmp_path / "a.db")
    assert (report.damages, [note.code for note in report.notes]) == ([], ["read-by-other-code"])
    assert report.checked["readings"] == 11


def test_a_damaged_database_is_damage_not_a_crash(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    data[4096:40960] = random.Random(1).randbytes(36864)
    archive.write_bytes(data)
    assert "database-damaged" in codes(verify(archive))


def test_a_sample_finds_what_it_looks_at(archive: Path) -> None:
    assert verify(archive, sample=3).checked["records"] == 3
    path = warc_of(archive)
    data = bytearray(path.read_bytes())
    for offset, length in query(archive, "SELECT warc_offset, warc_length FROM snapshots"):
        data[offset + length // 2] ^= 255
    path.write_bytes(data)
    assert codes(verify(archive, sample=3)) == {"record-damaged"}


def test_a_running_crawl_is_no_damage(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "a.db")
    builder.visits((1, page_bytes(1)), (2, page_bytes(2)))
    report = verify(tmp_path / "a.db")
    assert (report.damages, codes_of_notes(report), report.checked["snapshots"]) == ([], INVENTED, 2)
    builder.finish()


@pytest.mark.parametrize("told", ["gone", "missing", "soft-404"])
def test_a_removal_that_is_hushed_up_is_found(tmp_path: Path, told: str) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits((1, page_bytes(1)), (2, page_bytes(2)))
    if told == "soft-404":
        builder.refused(article_url(2), b"<html>Khong tim thay", code=told)
    else:
        (builder.gone if told == "gone" else builder.missing)(article_url(2))
    builder.finish()
    assert codes(verify(path)) == set()
    change(path, "UPDATE articles SET missing_at = NULL, gone_at = NULL")
    change(path, "DELETE FROM findings")
    assert codes(verify(path)) == {"removal-untold"}


def test_an_answer_of_a_host_that_was_down_is_no_removal(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits((1, page_bytes(1)))
    builder.missing(article_url(1))
    (page,) = [
        PageRef(id=row[0], site=row[1], url=row[2], kind="article", source_id=row[3])
        for row in query(path, "SELECT id, site, url, source_id FROM pages")
    ]
    down = Finding(code="host-down", message="It stopped answering.")
    builder.live._desk.call(
        lambda db: builder.live._put_back(db, [(page, builder.now)], down, page.id, builder.now, "HTTP 404")
    )
    builder.finish()
    assert query(path, "SELECT missing_at FROM articles") == [(None,)]
    assert codes(verify(path)) == set()


def test_the_command_says_where_and_exits_with_1(archive: Path) -> None:
    assert CliRunner().invoke(cli, ["verify", "--db", str(archive)], standalone_mode=False).return_value == 0
    change(archive, "DELETE FROM snapshots WHERE id = 4")
    offset = query(archive, "SELECT warc_offset + 0 FROM snapshots WHERE id = 5")
    answer = CliRunner().invoke(cli, ["verify", "--db", str(archive), "--json"], standalone_mode=False)
    told = json.loads(answer.output)
    assert (answer.return_value, told["ok"]) == (1, False)
    (missing,) = [each for each in told["damages"] if each["code"] == "row-missing"]
    assert missing["path"] == f"warc/{warc_of(archive).name}"
    assert 0 < missing["offset"] < offset[0][0]


def test_no_archive_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive"):
        verify(tmp_path / "none.db")
    assert run(["verify", "--db", str(tmp_path / "none.db")]) == 2


def test_a_clock_that_was_set_back_is_no_damage(archive: Path) -> None:
    """The page's last look is earlier than the article's, which one of its captures bears out."""
    (looked,) = query(
        archive,
        "SELECT max(s.fetched_at) FROM snapshots s JOIN articles a ON a.snapshot_id = s.id WHERE a.id = 1",
    )[0]
    change(archive, f"UPDATE articles SET last_seen_at = '{looked}' WHERE id = 1")
    change(
        archive,
        "UPDATE pages SET last_visit_at = '2020-01-01T00:00:00Z' WHERE id ="
        " (SELECT s.page_id FROM snapshots s JOIN articles a ON a.snapshot_id = s.id WHERE a.id = 1)",
    )
    assert "seen-differs" not in codes(verify(archive))


def test_a_run_while_the_clock_was_ahead_is_no_damage(archive: Path) -> None:
    """It found the article unchanged (304), so that no capture has its moment."""
    later = "UPDATE articles SET last_seen_at = '2030-01-01T02:00:05Z' WHERE id = 1"
    change(archive, later)
    assert "seen-differs" in codes(verify(archive))
    change(
        archive,
        "INSERT INTO runs (site, started_at, finished_at, outcome, exit_code, version)"
        " SELECT site, '2030-01-01T02:00:00Z', '2030-01-01T02:01:00Z', 'finished', 0, '0.1.0' FROM articles LIMIT 1",
    )
    assert "seen-differs" not in codes(verify(archive))


def test_a_capture_that_is_gone_is_asked_back_and_not_read_again(read: Path, tmp_path: Path) -> None:
    shutil.copytree(read.parent, tmp_path, dirs_exist_ok=True)
    for file in tmp_path.glob("warc/**/*.warc.gz"):
        file.unlink()
    told = [each for each in verify(tmp_path / "a.db").damages if each.code == "capture-unreadable"]
    assert told and all("bring back its file" in each.message for each in told)
    assert not any("reextract" in each.message for each in told)
