"""Findings about an article, alone and beside the others of its site."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive.checks.article import check
from newsarchive.checks.site import REPEATS, Neighbours
from newsarchive.dates.witnesses import date_article
from newsarchive.model.article import Article, Draft, Photo

BODY = ("Đoạn thứ nhất của bài viết nói về công tác tuyên giáo của quận trong năm vừa qua.",
        "Đoạn thứ hai nêu kết quả thực hiện và những nhiệm vụ trọng tâm của năm tới.")  # fmt: skip


def article(**fields: object) -> Article:
    draft = Draft(
        site="s", source_id="1", url="https://a.vn/1", fetched_at=datetime(2024, 7, 27, tzinfo=UTC), layout="generic",
        title="Tiêu đề", byline="Mai Khuê", body=BODY,
    )  # fmt: skip
    return replace(date_article(draft), **fields)  # type: ignore[arg-type]


CASES = [
    ({"title": None}, "no-title"),
    ({"title": "BÁO SÀI GÒN"}, "title-is-site-name"),
    ({"body": ()}, "no-body"),
    ({"body": ("Ngắn.",)}, "short-body"),
    ({"byline": None}, "no-byline"),
    ({"body": (*BODY, "Mai Khuê")}, "byline-in-body"),
    ({"photos": (Photo(url="https://a.vn/x.jpg", caption=BODY[1].rstrip(".")),)}, "caption-in-body"),
]


@pytest.mark.parametrize(("fields", "code"), CASES, ids=[code for _, code in CASES])
def test_each_fault_is_named(fields: dict[str, object], code: str) -> None:
    assert code in {finding.code for finding in check(article(**fields), site_name="Báo Sài Gòn")}


def test_a_good_article_has_only_its_missing_date_named() -> None:
    assert {finding.code for finding in check(article(), site_name="Báo Sài Gòn")} == {"no-date"}


def test_a_photo_story_is_not_short() -> None:
    photos = tuple(
        Photo(url=f"https://a.vn/{n}.jpg", caption="Một chú thích ảnh đủ dài để kể chuyện.") for n in range(6)
    )
    assert "no-body" not in {finding.code for finding in check(article(body=(), photos=photos))}


def test_text_that_repeats_over_the_site_is_learned() -> None:
    notice = "Mời bạn đọc tham gia cuộc thi tìm hiểu truyền thống của Đảng bộ Thành phố."
    neighbours = Neighbours()
    found = [
        [
            finding.code
            for finding in neighbours.check(
                article(source_id=str(n), body=(f"Đoạn riêng của bài số {n}.", notice))
            )
        ]
        for n in range(REPEATS + 2)
    ]
    assert found == [[]] * REPEATS + [["boilerplate"]] * 2


def test_one_article_read_often_teaches_nothing() -> None:
    neighbours = Neighbours()
    assert [list(neighbours.check(article())) for _ in range(20)] == [[]] * 20
