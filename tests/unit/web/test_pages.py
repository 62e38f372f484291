"""What a reader sees."""

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.sample.content import cases
from newsarchive.web.app import close
from tests.served import EDITED_TITLE, SEED
from tests.stored import Stored, make_article

from .conftest import Reader

HOSTILE = "=1+1|cmd &#34;Tin &amp; ảnh&#34; &lt;b&gt;nóng&lt;/b&gt;&#39;; DROP TABLE articles; --"


def test_home_counts_what_is_there(reader: Reader) -> None:
    page = reader.text("/")
    assert re.findall(r"<dt>(.+?)</dt><dd>(?:<a [^>]+>)?([\d.,]+)", page)[:3] == [
        ("Articles", "71"),
        ("Edited", "2"),
        ("Taken down", "1"),
    ]
    months = reader.rows("SELECT count(DISTINCT substr(published_day, 1, 7)) FROM articles")
    assert page.count('<rect class="bar"') == months[0][0]
    assert 'href="/search?since=2024-01-01&amp;until=2024-01-31"' in page


@pytest.mark.parametrize("query", ["to chuc hoc tap", "TỔ CHỨC HỌC TẬP", '"quan triet va tuyen truyen"'])
def test_search_without_marks_finds_the_seed_article(reader: Reader, query: str) -> None:
    page = reader.ask("/search?q=" + query.replace(" ", "+")).text
    first = page.split('<ol class="hits"')[1].split("</li>")[0]
    assert f'href="/article/{reader.article_id(SEED)}"' in first
    assert "<mark>" in first


def test_marks_that_are_typed_matter(reader: Reader) -> None:
    assert "Nothing found." in reader.text("/search?q=%22tuyền+giáo%22")
    assert "Nothing found." not in reader.text("/search?q=%22tuyên+giáo%22")


def test_filters_narrow_and_pages_follow(reader: Reader) -> None:
    ((count,),) = reader.rows("SELECT count(*) FROM articles WHERE published_day LIKE '2024%'")
    page = reader.text("/search?since=2024-01-01&until=2024-12-31")
    assert f"Articles found: {count}<" in page
    first, second = reader.text("/search"), reader.text("/search?page=2")
    found = [re.findall(r'<h2><a href="/article/(\d+)"', text) for text in (first, second)]
    assert [len(ids) for ids in found] == [20, 20]
    assert not set(found[0]) & set(found[1])
    assert 'rel="next" href="/search?page=2"' in first
    assert 'rel="next"' not in reader.text("/search?page=4")


def test_edited_and_gone_can_be_asked_for(reader: Reader) -> None:
    assert "Articles found: 2<" in reader.text("/search?edited=1")
    gone = reader.text("/search?gone=1")
    assert "Articles found: 1<" in gone
    assert cases()["no-byline"].title in gone


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%00%ff%27%22%3b--",
        "/search?q=" + "a" * 5000,
        "/search?q=NEAR(%22&page=-1&sort=drop",
        "/search?page=99999999999999999999&since=31/12/2024&until=x",
        "/search?site=%27+OR+1=1--&section=%25&byline=%28",
        "/changes?since=nonsense&kind=<b>&page=0",
        "/search.json?q=*",
    ],
)
def test_no_address_is_an_error_of_ours(reader: Reader, address: str) -> None:
    assert reader.ask(address).status_code == 200


def test_a_day_that_cannot_be_read_is_told(reader: Reader) -> None:
    assert "Write days like 2024-01-31: 31/12/2024" in reader.text("/search?since=31/12/2024")


def test_an_article_reads_like_one(reader: Reader) -> None:
    article = cases()["three-photos"]
    page = reader.text(f"/article/{reader.article_id(article.id)}")
    story = page.split('<article class="story"')[1].split("</article>")[0]
    places = [
        story.index(text)
        for text in (article.title, article.byline or "-", article.lead, *article.paragraphs)
    ]
    assert places == sorted(places)
    assert story.count("<img src=") == 3
    assert 'Các em thiếu nhi chọn sách trên ghe. <span class="credit">(Photo: Nhật Quang)</span>' in story


def test_the_date_has_its_witnesses(reader: Reader) -> None:
    page = reader.text(f"/article/{reader.article_id(SEED)}", cookie="lang=vi")
    assert '<time datetime="2024-01-26">Thứ Sáu, 26/01/2024</time>' in page
    rows = re.findall(r"<tr( class=\"won\")?>\s*<th scope=\"row\">(.+?)</th>", page)
    assert [name for won, name in rows if won] == ["Đường dẫn ảnh của bài"]
    assert len(rows) > 1


def test_an_article_that_is_gone_says_so(reader: Reader) -> None:
    page = reader.text(f"/article/{reader.article_id(cases()['no-byline'].id)}")
    assert "The site took this article down" in page
    assert cases()["no-byline"].paragraphs[0] in page


def test_bounds_are_shown_where_no_date_is_known(reader: Reader) -> None:
    page = reader.text(f"/article/{reader.article_id(cases()['no-date'].id)}")
    assert "Date of publication not known (between" in page


def test_the_diff_shows_words_that_went_and_came(reader: Reader) -> None:
    page = reader.text(f"/article/{reader.article_id(SEED)}/revision/2")
    diff = re.sub(
        r'<span class="hidden">.*?</span>', "", page.split('<div class="diff"')[1].split("</div>")[0]
    )
    assert "<del>123</del><ins>125</ins> không gian văn hóa Hồ Chí Minh" in diff
    assert "Tham dự có các đồng chí" not in diff
    first = reader.text(f"/article/{reader.article_id(SEED)}/revision/1")
    assert "nothing to compare" in first
    assert "123 không gian" in first


def test_changes_are_listed_last_seen_first(reader: Reader) -> None:
    page = reader.text("/changes")
    assert {"edited": page.count("badge edited"), "gone": page.count("badge gone")} == {
        "edited": 2,
        "gone": 1,
    }
    assert EDITED_TITLE in page
    assert page.count("<li>\n<h2>") == 3
    assert reader.text("/changes?kind=gone").count("<li>\n<h2>") == 1


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=nong",
        "/article/{id}",
        "/article/{id}/revision/1",
        "/archive/articles/{id}",
        "/archive/articles?id={id}",
        "/archive?sql=select+title+from+articles+where+id={id}",
    ],
)
def test_a_hostile_title_is_only_text(reader: Reader, address: str) -> None:
    page = reader.text(address.format(id=reader.article_id(cases()["hostile-title"].id)))
    assert HOSTILE in page.replace("<mark>", "").replace("</mark>", "")
    assert "<b>" not in page
    assert "<script" not in page


def test_sql_in_the_database_survives_all_of_it(reader: Reader) -> None:
    reader.text("/search?q=%27%3B+DROP+TABLE+articles%3B+--")
    assert reader.rows("SELECT count(*) FROM articles") == [(71,)]


@pytest.mark.parametrize(
    "address",
    [
        "/article/99999",
        "/article/1/revision/7",
        "/nowhere",
        "/photo/9999",
        "/original/9999",
        "/archive/nothing",
    ],
)
def test_what_is_not_there_is_said_in_our_frame(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert answer.status_code == 404
    assert "There is no such page in this archive." in answer.text or "not found" in answer.text


@pytest.mark.filterwarnings(
    "ignore:coroutine .* was never awaited:RuntimeWarning"
)  # Datasette's, beside an error
@pytest.mark.parametrize(
    "wrong", ["_sort=nope", "_facet_year=%7Bx", "_facet_year=nope", "_size=x", "_where=nope"]
)
def test_a_table_asked_wrongly_is_told_so(reader: Reader, wrong: str) -> None:
    answer = reader.ask(f"/archive/articles?{wrong}")
    gc.collect()  # the warnings come here, not in another test
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_labels_follow_the_reader(reader: Reader) -> None:
    assert '<html lang="vi">' in reader.text("/", **{"accept-language": "vi-VN,vi;q=0.9"})
    assert '<html lang="en">' in reader.text("/", **{"accept-language": "vi", "cookie": "lang=en"})
    answer = reader.ask("/lang/en?to=/article/1")
    assert (answer.headers["location"], answer.headers["set-cookie"].split(";")[0]) == (
        "/article/1",
        "lang=en",
    )
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/%0d%0aset-cookie:x=y"):
        assert reader.ask("/lang/en", method="GET").headers["location"] == "/"
        assert reader.ask(f"/lang/vi?to={elsewhere}").headers["location"] == "/"


def test_tables_have_facets_and_hide_their_shadows(reader: Reader) -> None:
    page = reader.text("/archive/articles")
    for name in ("site", "section", "published_source", "published_day (year)"):
        assert f"<summary>{name} · " in page
    ((count,),) = reader.rows("SELECT count(*) FROM articles WHERE published_day LIKE '2024%'")
    assert re.search(rf'published_day__startswith=2024"[^>]*>2024</a> {count}<', page)
    assert f"Rows: {count}" in reader.text("/archive/articles?published_day__startswith=2024")
    tables = reader.text("/archive")
    assert "_fts" not in tables
    assert "search_text" not in tables


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Reader]:
    Stored(tmp_path / "archive.db").db.close()
    reader = Reader(tmp_path / "archive.db")
    yield reader
    close(reader.datasette)


def test_an_empty_archive_says_so(empty: Reader) -> None:
    assert "The archive has no article yet." in empty.text("/")
    assert "Nothing found." in empty.text("/search")
    assert "No change was seen." in empty.text("/changes")


def test_an_article_without_anything_can_be_shown(tmp_path: Path) -> None:
    stored = Stored(tmp_path / "archive.db")
    number = stored.add(make_article("1", url="javascript:alert(1)"))
    stored.db.close()
    reader = Reader(tmp_path / "archive.db")
    page = reader.text(f"/article/{number}")
    close(reader.datasette)
    assert "(no title)" in page
    assert 'href="javascript' not in page
