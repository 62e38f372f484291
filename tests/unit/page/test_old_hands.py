"""Pages laid out by hand: tables, columns of links, dates and pictures in tables of their own."""

from datetime import UTC, datetime

import pytest

from newsarchive.model.snapshot import Snapshot
from newsarchive.page.base import ArticlePage
from newsarchive.page.reader import read_page
from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
HEAD = "<title>Báo Sông Mã điện tử</title>"
OTHERS = "".join(
    f"<li><a href=tin{at}.htm>Khởi công cầu treo qua suối Nậm Pàn số {at}</a> (0{at}/03/2024)</li>"
    for at in range(1, 8)
)


def test_the_last_links_of_a_column_are_no_section() -> None:
    links = "".join(
        f"<tr><td><a href=/m{at}.htm>{name}</a></td></tr>"
        for at, name in enumerate(("Podcast", "An ninh", "Y tế"))
    )
    page = (
        f"<table><tr><td><table>{links}</table></td><td><table><tr><td><font size=4><b>{TITLE}</b></font></td></tr>"
        f"<tr><td>13/03/2024 08:15</td></tr><tr><td>{BODY}</td></tr></table></td></tr></table>"
    )
    found = read("", head=HEAD, title="", top="", lead="", below=page)
    assert (found["title"], found["section"]) == (TITLE, None)


def test_a_day_in_a_table_of_its_own_right_above_the_title() -> None:
    page = (
        "<table><tr><td><div>Xã Nậm Pì</div></td><td><table><tr><td>{}</td></tr></table>"
        f"<div><p align=center><b>{TITLE}</b></p>{BODY}</div></td></tr></table>"
    )
    found = read("", head=HEAD, title="", top="", lead="", below=page.format("Thứ Tư, 13/03/2024"))
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13")
    clock = read("", head=HEAD, title="", top="", lead="", below=page.format("Thứ Hai, 02/09/2024"))
    assert clock["published_at"] is None


def test_a_bold_lead_runs_round_a_picture_in_a_table() -> None:
    picture = f"<table width=220 align=left><tr><td>{PHOTO}</td></tr></table>"
    page = (
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>13/03/2024 08:15</td></tr>"
        f"<tr><td>{picture}<p><b>{LEAD}</b></p></td></tr><tr><td>{BODY}</td></tr></table>"
    )
    found = read("", title="", top="", lead="", below=page)
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert [photo["caption"] for photo in found["photos"]] == [None]


def test_a_caption_in_a_table_beside_the_text_stays_one() -> None:
    picture = f"<table width=220 align=left><tr><td>{PHOTO}</td></tr><tr><td>{CAPTION}</td></tr></table>"
    found = read(f"{picture}{BODY}")
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION]


def test_a_signed_notice_above_many_others_is_an_article() -> None:
    page = (
        f"<table><tr><td><h2>{TITLE}</h2><p>{LEAD} {FIRST}</p><div align=right><b>Tin, ảnh: Đỗ Hùng</b></div>"
        f"<p align=center>Ngày cập nhật: 13/03/2024</p><p><b>Tin đã đăng</b></p><ul>{OTHERS}</ul></td></tr>"
        "<tr><td>Trang thông tin do Văn phòng Thị ủy xây dựng và quản lý từ năm 2001</td></tr></table>"
    )
    found = read("", head=HEAD, title="", top="", lead="", below=page)
    assert (found["body"], found["byline"]) == ([f"{LEAD} {FIRST}"], "Tin, ảnh: Đỗ Hùng")


def test_a_picture_that_leads_to_the_top_is_a_button() -> None:
    found = read(f"{BODY}<p align=right><a href='#top'><img src=i/len.gif></a></p>")
    assert found["photos"] == []


def test_a_signature_in_slanted_letters_below_the_last_short_line() -> None:
    found = read(f"<p>{FIRST}</p><div>- Xin cảm ơn đồng chí!<br><i>Kim Chung</i></div>")
    assert (found["body"], found["byline"]) == ([FIRST, "- Xin cảm ơn đồng chí!"], "Kim Chung")


def test_the_place_before_a_day_signs_nothing() -> None:
    found = read(BODY, top="<p align=center>Sơn Hà, ngày 13 tháng 3 năm 2024</p>")
    assert (found["byline"], found["published_at"]) == (None, "2024-03-13")


def test_an_attached_document_in_the_same_element_is_no_tag() -> None:
    files = "<div><strong>Tệp đính kèm:</strong> <a href=/upload/81.pdf>Ke hoach 112.pdf</a></div>"
    tags = (
        "<strong>Từ khóa:</strong> <a href=/tu-khoa/giu-rung>giữ rừng</a> <a href=/tu-khoa/chi-bo>chi bộ</a>"
    )
    assert read(BODY, below=f"<div>{files}{tags}</div>")["tags"] == ["giữ rừng", "chi bộ"]


@pytest.mark.parametrize("look", ["class=than style='font-weight:bold'", "class='than fw-bold'"])
def test_a_font_that_sets_size_and_weight_may_be_the_place_of_a_text(look: str) -> None:
    class Placed(ArticlePage):
        body_at = ("font.than",)

    page = f"<h1>{TITLE}</h1><div><font size=2 {look}>{FIRST}<br><br>{SECOND}</font></div>"
    snapshot = Snapshot(
        url="https://lang.example.vn/1", fetched_at=datetime(2024, 3, 13, tzinfo=UTC), body=page.encode()
    )
    assert read_page(snapshot, page_class=Placed).body == (FIRST, SECOND)
