"""Who wrote it: names in elements of their own, beside posts and papers, at the head and at the foot."""

import pytest

from tests.unit.page.test_readings import FIRST, LEAD, SECOND, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_a_name_may_touch_the_time_beside_it() -> None:
    found = read(
        top="<div><a rel=author href=/tac-gia/ha-vy>HÀ VY - LÊ TRƯỜNG</a><time>15 giờ trước</time></div>"
    )
    assert (found["byline"], found["authors"]) == ("HÀ VY - LÊ TRƯỜNG", ["HÀ VY", "LÊ TRƯỜNG"])


@pytest.mark.parametrize(
    "names",
    [
        "<div class=x><a href=/tac-gia/1>Mai Khuê</a></div><div class=x><a href=/tac-gia/2>Lý Anh</a></div>",
        "<span itemprop=author>Mai Khuê</span><span itemprop=author>Lý Anh</span>",
    ],
)
def test_authors_in_elements_of_their_own_are_several(names: str) -> None:
    found = read(top=f"<div>{names}<p>13/03/2024 08:15</p></div>")
    assert (found["byline"], found["authors"]) == ("Mai Khuê, Lý Anh", ["Mai Khuê", "Lý Anh"])


def test_a_post_in_an_element_beside_the_marked_author_is_not_the_byline() -> None:
    name = "<span itemprop=author>Mai Khuê (Theo Kyodo)</span><span>Phóng viên</span>"
    found = read(top=f"<div>{name}<p>13/03/2024 08:15</p></div>")
    assert (found["byline"], found["authors"], found["agency"]) == (
        "Mai Khuê (Theo Kyodo)",
        ["Mai Khuê"],
        "Kyodo",
    )


OFFICE = "Trường Đại học Khoa học Xã hội và Nhân văn, Đại học Quốc gia Hà Nội"


@pytest.mark.parametrize("inside", [False, True])
def test_a_long_office_below_the_author_is_neither_lead_nor_text(inside: bool) -> None:
    lines = f"<p class=author><b>TS Mai Khuê</b></p><p class=donvi><em>{OFFICE}</em></p>"
    sapo = f"<div class=sumary><b>{LEAD}</b></div>"
    found = read(f"{lines}{BODY}" if inside else BODY, lead=sapo if inside else f"{lines}{sapo}")
    assert (found["byline"], found["lead"], found["body"]) == ("TS Mai Khuê", LEAD, [FIRST, SECOND])
