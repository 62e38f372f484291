"""Search over stored articles: rules of marks, ranking, filters, sorting, safety."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.model.article import Photo
from newsarchive.query.filters import Filters
from newsarchive.query.search import Results, search
from newsarchive.query.selection import select_articles
from newsarchive.query.series import months
from newsarchive.store.connect import open_reader
from tests.stored import SEEN, Stored, make_article

ARTICLES: dict[str, dict[str, Any]] = {
    "title": {"title": "Đảng bộ Quận 5 tổng kết năm", "published_at": "2024-01-26", "byline": "Vũ Nguyệt"},
    "text": {
        "title": "Tin trong ngày",
        "body": ("Sáng nay, Đảng bộ phường họp.",),
        "published_at": "2024-03-02T08:15+07:00",
        "section": "Thời sự",
    },
    "apart": {"title": "Họp chi bộ", "body": ("Đảng viên trẻ dự họp.",), "published_at": "2023-12-31"},
    "other": {"title": "Dâng hương", "body": ("Lễ dâng hương, nhà bố mẹ.",), "section": "Văn hóa"},
    "peace": {
        "title": "Vì hòa bình",
        "photos": (Photo(url="https://a.vn/1.jpg", caption="Thanh niên xung phong"),),
        "published_at": "2024-02",
        "published_precision": "month",
    },
}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, str]]:
    archive = Stored(tmp_path_factory.mktemp("search") / "archive.db")
    ids = {archive.add(make_article(name, **fields)): name for name, fields in ARTICLES.items()}
    return archive.path, ids


@pytest.fixture
def ask(stored: tuple[Path, dict[int, str]]) -> Any:
    path, ids = stored

    def asked(query: str, **options: Any) -> list[str]:
        reader = open_reader(path)
        try:
            return [ids[hit.article_id] for hit in search(reader, query, **options).hits]
        finally:
            reader.close()

    return asked


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("đảng", {"title", "text", "apart"}),
        ("dang", {"title", "text", "apart", "other"}),
        ("dâng", {"other"}),
        ("hoà", {"peace"}),
        ("hoa", {"peace"}),
        ('"đảng bộ"', {"title", "text"}),
        ('"dang bo"', {"title", "text"}),
        ('"đảng bo"', {"title", "text"}),
        ("đảng bo", {"title", "text", "apart"}),
        ("đảng -họp", {"title"}),
        ("đảng -hop", {"title"}),
        ('dang -"dang bo"', {"apart", "other"}),
        ('dang -"đảng bo"', {"apart", "other"}),
        ("quận OR hương", {"title", "other"}),
        ("đả*", {"title", "text", "apart"}),
        ("hu*", {"other"}),
        ("hư*", {"other"}),
        ("hứ*", set()),
        ('"dang b*"', {"title", "text"}),
        ("da* -bo", {"other"} - {"other"}),
        ('"thanh niên"', {"peace"}),
        ("vũ nguyệt", {"title"}),
        ("bảo hiểm", set()),
    ],
)
def test_what_a_query_finds(ask: Any, query: str, found: set[str]) -> None:
    assert set(ask(query)) == found
    assert set(ask(query, sort="newest")) == found


def test_titles_come_before_texts_and_whole_phrases_before_scattered_words(ask: Any) -> None:
    assert ask("đảng bộ") == ["title", "text", "apart"]


def test_two_syllables_together_come_before_two_in_a_title_apart(tmp_path: Path) -> None:
    archive = Stored(tmp_path / "archive.db")
    archive.add(make_article("1", title="Ý kiến đảng viên ở chi bộ", body=("Không có gì thêm.",)))
    archive.add(make_article("2", title="Tin trong ngày", body=("Sáng nay, Đảng bộ phường họp.",)))
    with closing(open_reader(archive.path)) as connection:
        for query in ("dang bo", "đảng bộ"):
            assert [hit.source_id for hit in search(connection, query).hits] == ["2", "1"]


def test_texts_are_weighed_by_the_words_as_typed(tmp_path: Path) -> None:
    """ "đang" is no "đảng", and "an" does not stand in "toàn dân"."""
    archive = Stored(tmp_path / "archive.db")
    archive.add(make_article("1", title="Một", body=("Họp đảng, bàn việc đảng, đảng viên dự.",)))
    archive.add(make_article("2", title="Hai", body=("Đang làm, đang học, đang tham gia, đang mong; đảng.",)))
    archive.add(make_article("3", title="Ba", body=("Đang bỏ dở ở toàn dân, lan can, làn đường. Đảng. Bộ.",)))
    archive.add(make_article("4", title="Bốn", body=("Đảng bộ họp.",)))

    def first(query: str) -> list[str]:
        return [hit.title or "" for hit in search(open_reader(archive.path), query).hits]

    assert first("đảng")[0] == "Một"
    assert first("đảng bộ")[0] == "Bốn"


def test_sorting_by_day_puts_undated_last(ask: Any) -> None:
    assert ask("dang", sort="newest") == ["text", "title", "apart", "other"]
    assert ask("dang", sort="oldest") == ["apart", "title", "text", "other"]


def test_pages_follow_on_each_other(ask: Any) -> None:
    assert ask("dang", limit=2) + ask("dang", limit=2, offset=2) == ask("dang")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(since=date(2024, 1, 26)), {"title", "text"}),
        (Filters(until=date(2024, 1, 26)), {"title", "apart"}),
        (Filters(since=date(2024, 1, 27), undated=True), {"text", "other"}),
        (Filters(sections=("thoi su",)), {"text"}),
        (Filters(sections=("thời sư",)), set()),
        (Filters(byline="vu nguyệt"), {"title"}),
        (Filters(has_photo=True), set()),
        (Filters(gone=True), set()),
        (Filters(changed=False), {"title", "text", "apart", "other"}),
        (Filters(sites=("nowhere",)), set()),
    ],
)
def test_filters(ask: Any, filters: Filters, found: set[str]) -> None:
    assert set(ask("dang", filters=filters)) == found


def test_a_month_passes_if_it_reaches_into_the_days_asked_for(ask: Any) -> None:
    assert ask("hoa", filters=Filters(since=date(2024, 2, 20))) == ["peace"]
    assert ask("hoa", filters=Filters(until=date(2024, 1, 31))) == []


def results(path: Path, query: str, **options: Any) -> Results:
    reader = open_reader(path)
    try:
        return search(reader, query, **options)
    finally:
        reader.close()


def test_undated_matches_are_counted(stored: tuple[Path, dict[int, str]]) -> None:
    answer = results(stored[0], "dang", filters=Filters(since=date(2024, 1, 1)))
    assert (answer.total, answer.undated) == (2, 1)
    assert "--undated" in answer.message


def test_hits_are_marked(stored: tuple[Path, dict[int, str]]) -> None:
    (hit,) = results(stored[0], '"phuong hop"').hits
    assert hit.to_dict()["snippet"].startswith("Sáng nay, Đảng bộ [phường họp].")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("đảng", "[Đảng]"),
        ('"giá trị"', "[giá, trị]"),
        ("giá", "[giá]"),
        ('"dang bộ"', "[đang bộ]"),
        ("dảng*", "[dảnga]"),
    ],
)
def test_a_snippet_shows_the_marking_that_was_asked_for(tmp_path: Path, query: str, marked: str) -> None:
    others = "Công việc đang tham gia, người giám sát dâng hương giữa đường, gia đình đang bỏ dở. " * 60
    archive = Stored(tmp_path / "archive.db")
    archive.add(
        make_article(
            "1", title="Tin", body=(f"{others}Giờ Đảng viên nói giá, trị; đang bộ, dảnga. {others}",)
        )
    )
    (hit,) = search(open_reader(archive.path), query).hits
    assert marked in hit.to_dict()["snippet"]


@pytest.mark.parametrize("query", ["", "   ", "-", "“”", "*", '"', "-họp", "NEAR(", "^"])
def test_queries_without_a_word_say_so(stored: tuple[Path, dict[int, str]], query: str) -> None:
    answer = results(stored[0], query)
    assert answer.hits == () and (answer.message or query == "NEAR(")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(), st.text(alphabet='đảngbo "*-|()^:{}+\x00\ud800ٱ᭐ⓐ𝟘', max_size=30)))
def test_no_text_breaks_a_search(stored: tuple[Path, dict[int, str]], query: str) -> None:
    answer = results(stored[0], query, sort="newest" if len(query) % 2 else "best")
    assert answer.total >= len(answer.hits)


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_a_total_is_never_less_than_what_is_listed(tmp_path: Path, sort: str) -> None:
    archive = Stored(tmp_path / "a.db")
    for number in range(80):
        body = "Họp ở quận này." if number % 2 else "Cả quản lý lẫn quán xá."
        archive.add(make_article(str(number), title="Tin", body=(body,)))
    for limit, offset, hits, exact in ((1000, 0, 40, True), (41, 0, 40, True), (10, 0, 10, False),
                                       (30, 0, 30, False), (20, 30, 10, True), (20, 60, 0, True)):  # fmt: skip
        answer = results(archive.path, "quậ*", limit=limit, offset=offset, sort=sort)
        assert len(answer.hits) == hits
        assert answer.total == 40 if exact else offset + hits <= answer.total <= 40
        assert answer.more is not exact


def test_counts_per_month(stored: tuple[Path, dict[int, str]]) -> None:
    reader = open_reader(stored[0])
    assert months(reader, "dang") == [(None, 1), ("2023-12", 1), ("2024-01", 1), ("2024-03", 1)]
    reader.close()


@pytest.mark.parametrize("query", ['"đảng bo"', "đả*", 'dang -"đảng bo"', "dang"])
def test_exports_select_what_search_finds(stored: tuple[Path, dict[int, str]], query: str) -> None:
    reader = open_reader(stored[0])
    condition, values = select_articles(reader, Filters(), query)
    selected = {row[0] for row in reader.execute(f"SELECT a.id FROM articles a WHERE {condition}", values)}
    assert selected == {hit.article_id for hit in search(reader, query).hits} != set()
    reader.close()


def test_indexes_follow_every_write(tmp_path: Path) -> None:
    """FTS5's own check with rank 1 compares index and texts (PRAGMA integrity_check does not)."""
    archive = Stored(tmp_path / "archive.db")
    for name, fields in ARTICLES.items():
        archive.add(make_article(name, **fields))
    archive.add(make_article("title", title="Tên mới", body=("Nội dung khác hẳn.",)), SEEN)
    archive.db.execute("DELETE FROM search_text WHERE article_id = 2")
    for index in ("articles_fts", "titles_fts", "words_fts"):
        archive.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    assert [hit.source_id for hit in search(archive.db, "tên mới").hits] == ["title"]
    assert search(archive.db, "quận").hits == ()


def test_plans_use_the_indexes(stored: tuple[Path, dict[int, str]]) -> None:
    reader = open_reader(stored[0])
    plan = reader.execute(
        "EXPLAIN QUERY PLAN SELECT id, published_day FROM articles WHERE published_day IS NOT NULL"
        " ORDER BY published_day DESC"
    ).fetchall()
    assert "USING INDEX articles_published" in plan[0]["detail"]
    assert not any("TEMP B-TREE" in row["detail"] for row in plan)
    asked: list[str] = []
    reader.set_trace_callback(asked.append)
    search(reader, "dang")
    reader.set_trace_callback(None)
    ends = next(sql for sql in asked if "max(article_id)" in sql)
    steps = [row["detail"] for row in reader.execute(f"EXPLAIN QUERY PLAN {ends}")]
    assert steps.count("SEARCH search_text") == 2 and "SCAN search_text" not in steps
    reader.close()
