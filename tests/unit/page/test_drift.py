"""Known sites whose pages have changed a little, or show other stories in elements of the same classes."""

from datetime import datetime
from typing import Any

import pytest

from newsarchive.extraction import extract
from newsarchive.sample.article import VIETNAM
from tests.unit.page.test_readings import FIRST, LEAD, SECOND, TITLE

THIRD = "Cuối buổi, chi bộ thống nhất mỗi tuần họp tổ một lần vào tối thứ năm và ghi sổ từng việc đã làm."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
OTHER = "Khởi công cầu treo qua suối Nậm Pàn"
OTHER_LEAD = "Cầu treo dài 42 mét giúp ba bản đi lại dễ dàng hơn, dự kiến thông xe trước mùa mưa năm sau."
NHANDAN = "https://nhandan.vn/giu-rung-post976642.html"
QDND = "https://www.qdnd.vn/chinh-tri/tin-tuc/giu-rung-743632"
VNEXPRESS = "https://vnexpress.net/giu-rung-4800001.html"
WHEN = "2024-03-13T08:15+07:00"


def read(url: str, inside: str, head: str = "") -> dict[str, Any]:
    page = f"<html><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body>{inside}</body></html>"
    return extract(page.encode(), url=url, fetched_at=datetime(2024, 9, 2, 9, 0, tzinfo=VIETNAM)).to_dict()


def nhandan(
    meta: str = "<time datetime='2024-03-13T08:15:00+0700'>13/03/2024 08:15</time>",
    *,
    lead: str = f"<div class='article__sapo cms-desc'>{LEAD}</div>",
    body: str = f"<div class='article__body cms-body'>{BODY}</div>",
    more: str = "",
) -> dict[str, Any]:
    title = f"<h1 class='article__title cms-title'>{TITLE}</h1>"
    return read(NHANDAN, f"{title}<div class=article__meta>{meta}</div>{more}{lead}{body}")


def missed(found: dict[str, Any]) -> list[str]:
    return [each["field"] for each in found["findings"] if each["code"] == "selector-missed"]


# -- other stories in the same classes -----------------------------------------------------------------------


def test_dates_of_other_stories_below_the_text_are_theirs() -> None:
    other = f"<a href=/k-743000>{OTHER}</a><span class=post-subinfo>08:00 09/01/2024</span>"
    found = read(
        QDND,
        f"<h1 class=post-title>{TITLE}</h1><span class=post-subinfo>08:15 13/03/2024</span>"
        f"<div class=post-summary><h2>{LEAD}</h2></div><div class=post-content>{BODY}</div>"
        f"<div class=post-relate>{other}</div>",
    )
    assert (found["published_at"], found["lead"], missed(found)) == (WHEN, LEAD, [])


@pytest.mark.parametrize("lead", [LEAD, None])
def test_leads_of_other_stories_are_theirs(lead: str | None) -> None:
    own = f"<p class=description>{lead}</p>" if lead else ""
    card = (
        f"<h3 class=title-news><a href=/k-4800000.html>{OTHER}</a></h3><p class=description>{OTHER_LEAD}</p>"
    )
    found = read(
        VNEXPRESS,
        f"<span class=date>Thứ tư, 13/3/2024, 08:15 (GMT+7)</span><h1 class=title-detail>{TITLE}</h1>{own}"
        f"<article class=fck_detail>{BODY}</article><div class='width_common box-category'>{card}</div>",
    )
    assert (found["lead"], found["body"]) == (lead, [FIRST, SECOND, THIRD])


def test_a_lead_in_a_box_inside_the_text_is_another_storys() -> None:
    box = f"<h3><a href=/k-post1.html>{OTHER}</a></h3><p class='article__sapo'>{OTHER_LEAD}</p>"
    text = f"<p>{FIRST}</p><div class=hop>{box}</div><p>{SECOND}</p><p>{THIRD}</p>"
    found = nhandan(body=f"<div class='article__body cms-body'>{text}</div>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND, THIRD])


# -- selectors that match something else -------------------------------------------------------------------


def test_a_place_of_the_date_without_a_date_is_a_miss() -> None:
    found = nhandan(
        "<span class=author>Mai Khuê</span>", more="<div class=luc>Thứ Tư, 13/03/2024 - 08:15</div>"
    )
    assert (found["published_at"], missed(found)) == (WHEN, ["date"])


def test_a_label_is_no_lead() -> None:
    found = nhandan(
        lead=f"<div class='article__sapo cms-desc'>Tóm tắt</div><div class=dan><b>{LEAD}</b></div>"
    )
    assert (found["lead"], missed(found)) == (LEAD, ["lead"])


@pytest.mark.parametrize("shell", ["<p>Nghe đọc bài</p>", f"<p>{FIRST}</p>"])
def test_a_place_of_the_text_that_holds_next_to_nothing_of_it_is_a_miss(shell: str) -> None:
    rest = BODY.replace(f"<p>{FIRST}</p>", "") if FIRST in shell else BODY
    long = f"<p>{OTHER_LEAD} {OTHER_LEAD}</p><p>{LEAD} {LEAD} {LEAD}</p>"
    body = f"<div class='article__body cms-body'>{shell}</div><div class=toan-van>{rest}{long}</div>"
    found = nhandan(body=body)
    assert (found["body"][:3], missed(found)) == ([FIRST, SECOND, THIRD], ["body"])


def test_a_logo_in_h1_is_no_title() -> None:
    found = read(
        "https://baotintuc.vn/thoi-su/giu-rung-20240313081500123.htm",
        f"<h1 class=logo><a href=/>Báo điện tử</a></h1><div class=date><span class=txt>Thứ Tư, 13/03/2024 08:15</span>"
        f"</div><h1 class=tieu-de>{TITLE}</h1><h2 class=sapo>{LEAD}</h2>"
        f"<div class=contents><div id=divfirst>{BODY}</div></div>",
    )
    assert (found["title"], missed(found)) == (TITLE, ["title"])


# -- dates -------------------------------------------------------------------------------------------------


def test_an_update_beside_the_date() -> None:
    found = nhandan(more="<span class=sua>Cập nhật: 15/03/2024 14:20</span>")
    assert (found["published_at"], found["updated_at"]) == (WHEN, "2024-03-15T14:20+07:00")


def test_hour_and_day_in_elements_of_their_own() -> None:
    found = read(
        "https://baodaklak.vn/chinh-tri/202403/giu-rung-3154196/",
        f"<div class=date><span>08:15</span> <span>13/03/2024</span></div><h1 class=title>{TITLE}</h1>"
        f"<div id=content><p><strong>{LEAD}</strong></p>{BODY}</div>",
    )
    assert (found["published_at"], [each["code"] for each in found["findings"]]) == (WHEN, ["no-byline"])


def ld(title: str, day: str, address: str) -> str:
    return (
        f'{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{day}T07:00:00+07:00",'
        f' "mainEntityOfPage": "{address}"}}'
    )


@pytest.mark.parametrize(
    "url", ["https://www.tuyengiao.vn/thoi-su/giu-rung-113371", "https://bao.example/giu-rung-812.html"]
)
@pytest.mark.parametrize("has_own", [True, False])
def test_structured_data_of_another_article_is_left_alone(url: str, has_own: bool) -> None:
    other = ld("Chi bộ bản Nà Luông bàn việc giữ rừng", "2024-01-09", "https://bao.example/khac-800.html")
    items = f"[{other}, {ld(TITLE, '2024-03-13', url)}]" if has_own else other
    found = read(
        url,
        f"<div><h1>{TITLE}</h1><span class=gio>13/03/2024 08:15</span><p><b>{LEAD}</b></p><div>{BODY}</div></div>",
        f"<script type='application/ld+json'>{items}</script>",
    )
    assert found["published_at"] is not None and found["published_at"].startswith("2024-03-13")


def test_structured_data_with_another_headline_for_the_same_page_counts() -> None:
    url = "https://bao.example/giu-rung-812.html"
    found = read(
        url,
        f"<div><h1>{TITLE}</h1><p><b>{LEAD}</b></p><div>{BODY}</div></div>",
        f"<script type='application/ld+json'>{ld('Giữ rừng ở bản vùng cao', '2024-03-13', url)}</script>",
    )
    assert found["published_at"] == "2024-03-13T07:00+07:00"
