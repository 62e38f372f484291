"""The first pipeline takes items of any kind."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import scrapy

from newsarchive.model.crawl import Link, PageRef, Visit
from newsarchive.model.snapshot import Snapshot
from newsarchive.pipelines import steps

NOW = datetime(2024, 7, 27, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "page": PageRef(id=1, site="s", url="https://a.vn/1", kind="article"),
    "outcome": "missing",
    "at": NOW,
}


class VisitItem(scrapy.Item):
    page, outcome, at = scrapy.Field(), scrapy.Field(), scrapy.Field()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> steps.ReadPipeline:
    monkeypatch.setattr(steps, "open_session", lambda crawler: SimpleNamespace(site=None))
    return steps.ReadPipeline(SimpleNamespace(spider=None))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [dict, VisitItem, Visit])
def test_visits_of_any_kind_become_visits(reader: steps.ReadPipeline, kind: Any) -> None:
    assert reader.process_item(kind(**FIELDS)) == Visit(**FIELDS)


def test_other_items_pass_untouched(reader: steps.ReadPipeline) -> None:
    item = {"title": "something else"}
    assert reader.process_item(item) is item


BOT_CHECK = (
    '<html><head><script>document.cookie="D1N=77ab"; location.reload();</script></head><body></body></html>'
)
EMPTY_LIST = (
    "<html><head><title>Tin tức</title></head><body><h1>Tin tức</h1><p>Chưa có tin nào.</p></body></html>"
)


def list_visit(kind: str, body: str, outcome: str = "listing", links: tuple[Link, ...] = ()) -> Visit:
    page = PageRef(id=1, site="s", url="https://a.vn/nhom-tin", kind=kind)  # type: ignore[arg-type]
    snapshot = Snapshot(url=page.url, fetched_at=NOW, body=body.encode())
    return Visit(page=page, outcome=outcome, at=NOW, snapshot=snapshot, links=links)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "outcome"), [("listing", "listing"), ("feed", "skipped"), ("sitemap", "skipped")]
)
def test_a_bot_check_is_not_the_end_of_a_list(reader: steps.ReadPipeline, kind: str, outcome: str) -> None:
    seen = reader.process_item(list_visit(kind, BOT_CHECK, outcome))
    assert (seen.outcome, seen.unanswered) == ("failed", True)
    assert [finding.code for finding in seen.findings] == ["challenge"]


@pytest.mark.parametrize(("kind", "outcome"), [("listing", "listing"), ("feed", "skipped")])
@pytest.mark.parametrize("body", ["", " \r\n"])
def test_an_empty_answer_is_not_the_end_of_a_list(
    reader: steps.ReadPipeline, kind: str, outcome: str, body: str
) -> None:
    seen = reader.process_item(list_visit(kind, body, outcome))
    assert (seen.outcome, seen.unanswered) == ("failed", True)
    assert [finding.code for finding in seen.findings] == ["empty-page"]


def test_a_list_without_articles_is_a_list(reader: steps.ReadPipeline) -> None:
    visit = list_visit("listing", EMPTY_LIST)
    assert reader.process_item(visit) is visit


FRAME = (
    "<html><head><title>Báo A</title></head><body><h1>Thông báo</h1><p>Hẹn gặp lại lúc {}.</p></body></html>"
)
NOTICE = (
    "<html><head><title>Báo A</title></head><body><h1>Hẹn gặp lại bạn đọc sau ít giờ nữa</h1>"
    "<p>Trong lúc này bạn đọc có thể xem tin trên báo in, phát hành sáng thứ Hai và thứ Năm.</p></body></html>"
)
STORY = (
    "<html><head><title>Báo A</title></head><body><h1>Chi bộ bản Nà Khoang giữ rừng đầu nguồn</h1>"
    "<p>Sáng nay, bà con bản Nà Khoang cùng nhau lên rừng phát đường băng cản lửa.</p></body></html>"
)


def article_visit(number: int, body: str) -> Visit:
    page = PageRef(id=number, site="s", url=f"https://a.vn/tin-{number}.html", kind="article")
    return Visit(
        page=page,
        outcome="article",
        at=NOW,
        snapshot=Snapshot(url=page.url, fetched_at=NOW, body=body.encode()),
    )


def codes(visit: Visit) -> list[str]:
    return [finding.code for finding in visit.findings]


def test_an_empty_frame_for_two_addresses_is_no_answer(reader: steps.ReadPipeline) -> None:
    first = reader.process_item(article_visit(1, FRAME.format("10:15")))
    again = reader.process_item(article_visit(1, FRAME.format("10:16")))
    other = reader.process_item(article_visit(2, FRAME.format("10:17")))
    assert [(each.outcome, codes(each)) for each in (first, again, other)] == [
        ("skipped", ["empty-body"]),
        ("skipped", ["empty-body"]),
        ("failed", ["same-page"]),
    ]
    assert other.unanswered


def test_a_notice_for_many_addresses_is_no_article(reader: steps.ReadPipeline) -> None:
    visits = [reader.process_item(article_visit(number, NOTICE)) for number in range(1, 5)]
    assert [each.outcome for each in visits] == ["article", "article", "failed", "failed"]
    assert reader.process_item(article_visit(9, STORY)).outcome == "article"


def test_an_article_may_have_two_ids(reader: steps.ReadPipeline) -> None:
    first, second = (reader.process_item(article_visit(number, STORY)) for number in (1, 2))
    assert (first.outcome, second.outcome) == ("article", "article")


def test_what_articles_were_given_is_not_the_end_of_a_list(reader: steps.ReadPipeline) -> None:
    reader.process_item(article_visit(1, FRAME.format("")))
    reader.process_item(article_visit(2, FRAME.format("")))
    visit = replace(
        list_visit("listing", FRAME.format("")),
        page=PageRef(id=3, site="s", url="https://a.vn/p/7", kind="listing"),
    )
    assert codes(reader.process_item(visit)) == ["same-page"]


def test_a_list_that_leads_on_is_not_read(
    reader: steps.ReadPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "read_page", lambda *_, **__: pytest.fail("read"))
    visit = list_visit("listing", BOT_CHECK, links=(Link(url="https://a.vn/2", kind="article", priority=20),))
    assert reader.process_item(visit) is visit


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<h1>Thông báo</h1><p>Xin lỗi, bài viết không tồn tại hoặc đã bị xóa.</p>", "missing"),
        ("<form>Tên đăng nhập <input type=password></form><p>Vui lòng đăng nhập để xem.</p>", "failed"),
    ],
)
def test_what_a_site_in_trouble_says_of_any_page(reader: steps.ReadPipeline, body: str, outcome: str) -> None:
    seen = reader.process_item(
        article_visit(1, f"<html><head><title>Báo A</title></head><body>{body}</body></html>")
    )
    assert (seen.outcome, seen.unanswered) == (outcome, True)
