"""Days inside addresses, and what a counter in the id tells."""

from datetime import date

import pytest

from newsarchive.dates.address import address_time, photo_day, same_story, slug_of, unix_day
from newsarchive.dates.idclock import id_bounds
from newsarchive.dates.masthead import Sighting, is_clock
from newsarchive.model.site import IdClock

SLUG = "phuong-sau-tong-ket-cong-tac-nam"
LONG = "doi-moi-cach-lam-viec-cua-chi-bo-khu-pho-trong-tinh-hinh-hien-nay-va-nhung-nam-t"
CLOCK = IdClock(
    unix_below=1_491_800_000, anchors=((1000, date(2020, 1, 1)), (1100, date(2020, 4, 10))), slack_days=60
)


def photo(path: str) -> str:
    return f"https://images.hcmcpv.org.vn/res/news/{path}"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        (f"2024/01/26-01-2024-{SLUG}-8D24F1B6.jpg", "2024-01-26"),
        (f"2024/01/26-01-2024-{SLUG}-8D24F1B6-details.PNG?vs=26012024051023", "2024-01-26"),
        (f"2024/01/26-01-2024-{SLUG}-5705702.jpeg", "2024-01-26"),
        (f"2024/01/26-01-2024-{LONG[:75]}--8D24F1B6.jpg", "2024-01-26"),
    ],
)
def test_own_photos_tell_the_day(path: str, day: str) -> None:
    assert photo_day(photo(path), (SLUG, LONG)) == ("26-01-2024", day)


@pytest.mark.parametrize(
    "path",
    [
        "2019/05/02-05-2019-mot-bai-khac-han-8D24F1B6.jpg",  # an archive picture of another story
        f"2024/02/26-01-2024-{SLUG}-8D24F1B6.jpg",  # folder and name disagree
        f"2024/13/26-13-2024-{SLUG}-8D24F1B6.jpg",
        "2024/01/26-01-2024-phuong-8D24F1B6.jpg",
        "logo.png",
    ],
)
def test_other_photos_tell_nothing(path: str) -> None:
    assert photo_day(photo(path), (SLUG, LONG)) is None


def test_slugs_of_one_title() -> None:
    assert same_story("Phường Sáu tổng kết công tác năm", SLUG)
    assert same_story("ho%CC%83-tro%CC%A3-nguo%CC%80i-dan", "ho-tro-nguoi-dan")
    assert same_story("-video-ve-di-tich", "video-ve-di-tich")
    assert not same_story("le-ky-niem", "le-ky-niem-20-nam")


def test_slug_of_an_address() -> None:
    assert slug_of(f"https://www.hcmcpv.org.vn/tin-tuc/{SLUG}-1491917573?x=1") == SLUG
    assert slug_of("https://nhandan.vn/hop-mat-dau-nam-post836236.html") == "hop-mat-dau-nam"
    assert slug_of("https://a.vn/") == ""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/hop-mat-102240809190307565.htm", "2024-08-09"),
        ("/hop-mat-20260416192904445.htm", "2026-04-16"),
        ("/chinh-tri/hop-mat-20221224192522724.htm", "2022-12-24"),
        ("/2018/07/05/hop-mat.html", "2018-07-05"),
        ("/chinh-tri/202407/hop-mat-ee51c3a/", "2024-07"),
        ("/hop-mat-1491917573", None),
        ("/hop-mat-20261416192904445.htm", None),  # month 14
        ("/hop-mat-20260230192904445.htm", None),  # 30 February
        ("/hop-mat-post836236.html", None),
    ],
)
def test_creation_time_in_an_address(path: str, value: str | None) -> None:
    found = address_time(f"https://bao.vn{path}")
    assert (found[1] if found else None) == value


def test_unix_seconds_only_below_the_counter() -> None:
    assert unix_day("1435634558", 1_491_800_000) == "2015-06-30"
    assert unix_day("1491917573", 1_491_800_000) is None
    assert unix_day("x1435634558", 1_491_800_000) is None


def test_counter_between_neighbours_is_interpolated() -> None:
    assert id_bounds("1050", CLOCK) is None  # below the counter's own beginning: unix time
    clock = IdClock(anchors=CLOCK.anchors, slack_days=10)
    assert id_bounds("1050", clock) == (date(2020, 2, 10), date(2020, 3, 1))


def test_counter_beyond_its_neighbours_is_less_sure() -> None:
    clock = IdClock(anchors=CLOCK.anchors, slack_days=10)
    inside, outside = id_bounds("1100", clock), id_bounds("1200", clock)
    assert inside and outside
    assert outside[1] - outside[0] > inside[1] - inside[0]


def test_ids_that_count_nothing() -> None:
    assert id_bounds("abc", CLOCK) is None
    assert id_bounds("5", IdClock(anchors=((1, date(2020, 1, 1)),))) is None
    assert id_bounds("5", None) is None
    assert id_bounds("9" * 30, IdClock(anchors=CLOCK.anchors)) is None


def seen(page: str, captured: int, shown: int, published: int | None = None) -> Sighting:
    return Sighting(
        page=page,
        captured=date(2024, 7, captured),
        shown=date(2024, 7, shown),
        published=date(2024, 7, published) if published else None,
    )


def test_a_clock_moves_between_two_captures() -> None:
    assert is_clock([seen("a", 10, 10), seen("a", 27, 27)])
    assert not is_clock([seen("a", 10, 10), seen("a", 27, 10)])


def test_a_clock_shows_one_day_on_articles_of_several_days() -> None:
    assert is_clock([seen("a", 27, 27, 3), seen("b", 27, 27, 26)])


def test_a_crawl_that_meets_articles_of_the_day_proves_nothing() -> None:
    assert not is_clock([seen(page, 27, 27, 27) for page in "abcdef"])
    assert not is_clock([seen(page, 27, 27) for page in "abcdef"])
    assert not is_clock([])


@pytest.mark.parametrize("text", ["", "http://[::1", "javasctip:void(0)", "//", "%ff%fe", "x" * 9000])
def test_what_is_no_address_tells_nothing(text: str) -> None:
    assert photo_day(text, (SLUG,)) is None
    assert address_time(text) is None
