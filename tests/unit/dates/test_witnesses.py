"""Which witness tells the publication date: the rules of docs/witnesses.md, one situation a test."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newsarchive.dates.choose import Publication, choose
from newsarchive.dates.witnesses import date_article, read_clue
from newsarchive.model.article import Article, DateClue, Draft, Witness
from newsarchive.model.site import IdClock, SiteSpec

AT = datetime(2024, 7, 27, 3, 0, tzinfo=UTC)
SLUG = "phuong-sau-tong-ket-cong-tac-nam"
SITE = SiteSpec(
    id="mau",
    name="Mẫu",
    home="https://mau.vn",
    article_url=r"-(?P<id>\d+)$",
    began=date(2005, 1, 1),
    id_clock=IdClock(
        unix_below=1_491_800_000,
        anchors=((1_491_902_914, date(2022, 12, 22)), (1_491_938_606, date(2025, 8, 26))),
    ),
)
DRAFT = Draft(
    site="mau",
    source_id="1491917573",
    url=f"https://mau.vn/tin-tuc/{SLUG}-1491917573",
    fetched_at=AT,
    layout="generic",
    title="Phường Sáu tổng kết công tác năm",
)
OWN_PHOTO = f"https://i.mau.vn/res/news/2024/01/26-01-2024-{SLUG}-8D24F1B6-details.jpg?vs=26012024051023"
OLD_PHOTO = "https://i.mau.vn/res/news/2019/05/02-05-2019-dai-hoi-chi-bo-khu-pho-8D24F1B6.jpg"


def dated(
    *clues: tuple[str, str], lead: str | None = None, site: SiteSpec | None = None, **more: object
) -> Article:
    made = tuple(DateClue(kind=kind, raw=raw, place=kind) for kind, raw in clues)
    return date_article(replace(DRAFT, clues=made, lead=lead, **more), site=site)  # type: ignore[arg-type]


def said(article: Article) -> tuple[str | None, str | None]:
    return article.published_at, article.published_source


def codes(article: Article) -> set[str]:
    return {finding.code for finding in article.findings}


def test_structured_goes_before_printed_and_the_print_is_shown() -> None:
    article = dated(("structured", "2024-01-26T15:23:10+07:00"), ("printed", "Thứ Sáu, 26/01/2024 - 15:23"))
    assert said(article) == ("2024-01-26T15:23+07:00", "structured")
    assert article.published_raw == "Thứ Sáu, 26/01/2024 - 15:23"
    assert article.published_precision == "minute"
    assert codes(article) == set()


def test_printed_alone() -> None:
    article = dated(("printed", "Ngày đăng: 05/07/2024"))
    assert said(article) == ("2024-07-05", "printed")
    assert (article.published_precision, article.published_raw) == ("day", "Ngày đăng: 05/07/2024")
    assert (article.published_earliest, article.published_latest) == ("2024-07-05", "2024-07-05")


def test_a_structured_day_gives_way_to_the_printed_minute_of_that_day() -> None:
    article = dated(("structured", "2024-01-26"), ("printed", "26/01/2024 15:23"))
    assert said(article) == ("2024-01-26T15:23+07:00", "printed")


def test_a_structured_midnight_is_a_day() -> None:
    assert said(dated(("structured", "2024-01-26T00:00:00+07:00"))) == ("2024-01-26", "structured")
    assert said(dated(("structured", "2024-01-26T00:00:00Z"))) == ("2024-01-26", "structured")


def test_utc_is_turned_into_vietnams_clock() -> None:
    article = dated(("structured", "2024-01-26T08:23:00Z"), ("printed", "26/01/2024 15:23"))
    assert said(article) == ("2024-01-26T15:23+07:00", "structured")
    assert codes(article) == set()


@pytest.mark.parametrize("stated", ["2024-01-26T15:23:00Z", "2024-01-26T15:23:00+00:00"])
def test_local_time_labelled_utc_is_a_finding_and_the_print_wins(stated: str) -> None:
    article = dated(("structured", stated), ("printed", "26/01/2024 15:23"))
    assert said(article) == ("2024-01-26T15:23+07:00", "printed")
    assert codes(article) == {"date-zone-mislabelled"}


def test_where_local_times_are_labelled_utc_an_update_in_utc_tells_nothing() -> None:
    published = ("structured", "2024-01-26T15:23:00Z"), ("printed", "26/01/2024 15:23")
    updates = ("updated", "2024-01-26T16:00:00Z"), ("updated", "Cập nhật: 26/01/2024 17:10")
    assert dated(*published, *updates).updated_at == "2024-01-26T17:10+07:00"
    honest = ("structured", "2024-01-26T08:23:00Z"), ("printed", "26/01/2024 15:23")
    assert dated(*honest, *updates).updated_at == "2024-01-26T23:00+07:00"


def test_more_than_an_hour_apart_the_print_wins() -> None:
    article = dated(("structured", "2024-01-26T10:00:00+07:00"), ("printed", "26/01/2024 15:23"))
    assert said(article) == ("2024-01-26T15:23+07:00", "printed")
    assert codes(article) == {"date-minutes-differ"}


def test_less_than_an_hour_apart_is_nothing() -> None:
    article = dated(("structured", "2024-01-26T15:00:00+07:00"), ("printed", "26/01/2024 15:23"))
    assert said(article) == ("2024-01-26T15:00+07:00", "structured")
    assert codes(article) == set()


def test_two_agreeing_weaker_witnesses_beat_a_stronger_one() -> None:
    article = dated(
        ("printed", "27/07/2024"), ("feed", "Fri, 26 Jan 2024 15:23:00 +0700"), ("photo", OWN_PHOTO)
    )
    assert said(article) == ("2024-01-26T15:23+07:00", "feed")
    assert codes(article) == {"date-conflict"}


def test_one_weaker_witness_beats_nothing() -> None:
    article = dated(("printed", "27/07/2024"), ("photo", OWN_PHOTO))
    assert said(article) == ("2024-07-27", "printed")
    assert codes(article) == {"date-conflict"}


def test_photo_and_dateline_beat_a_clock_taken_for_a_print() -> None:
    lead = "Sáng 26/1, phường họp mặt đầu năm."
    article = dated(("printed", "27/07/2024"), ("photo", OWN_PHOTO), lead=lead)
    assert said(article) == ("2024-01-26", "photo")
    assert (article.event_date, codes(article)) == ("2024-01-26", {"date-conflict"})


def test_two_photos_are_one_witness() -> None:
    other = OWN_PHOTO.replace("8D24F1B6", "923BB9E0")
    article = dated(("printed", "20/07/2024"), ("photo", OWN_PHOTO), ("photo", other))
    assert said(article) == ("2024-07-20", "printed")


def test_a_day_apart_is_no_conflict() -> None:
    article = dated(("printed", "27/01/2024"), ("photo", OWN_PHOTO), ("feed", "2024-01-26T22:00:00+07:00"))
    assert said(article) == ("2024-01-27", "printed")
    assert codes(article) == set()


def test_update_beside_a_first_date() -> None:
    article = dated(("printed", "26/01/2024 15:23"), ("updated", "Cập nhật: 28/01/2024 09:00"))
    assert said(article) == ("2024-01-26T15:23+07:00", "printed")
    assert article.updated_at == "2024-01-28T09:00+07:00"


def test_an_update_on_the_day_of_publication_tells_its_hour() -> None:
    article = dated(("printed", "26/01/2024"), ("updated", "Cập nhật lần cuối: 26/01/2024 - 18:52"))
    assert (article.published_at, article.updated_at) == ("2024-01-26", "2024-01-26T18:52+07:00")
    assert dated(("printed", "26/01/2024"), ("updated", "Cập nhật: 26/01/2024")).updated_at is None


def test_a_lone_update_serves_and_is_marked() -> None:
    article = dated(("updated", "Cập nhật lúc: 18:00 | 22/05/2022"))
    assert said(article) == ("2022-05-22T18:00+07:00", "updated-only")
    assert article.updated_at is None
    assert codes(article) == {"date-updated-only"}


def test_an_update_long_after_the_creation_in_the_address_does_not_serve() -> None:
    article = dated(("updated", "Cập nhật: 22/05/2024"), ("url", "https://mau.vn/bai-20240126152310123.htm"))
    assert said(article) == ("2024-01-26", "url")
    assert article.updated_at == "2024-05-22"


def test_an_update_before_publication_is_none() -> None:
    article = dated(("structured", "2024-01-26T21:43:00+07:00"), ("updated", "2024-01-26T21:40:00+07:00"))
    assert article.updated_at is None


def test_the_clock_is_recorded_and_never_chosen() -> None:
    article = dated(("clock", "Thứ Bảy, ngày 27 tháng 7 năm 2024"))
    assert said(article) == (None, None)
    assert [(witness.kind, witness.value) for witness in article.date_witnesses] == [("clock", "2024-07-27")]
    assert codes(article) == {"date-clock-ignored"}


def test_the_page_this_began_with() -> None:
    """Clock half a year late, dateline without a year, own photo: the photo's day, the dateline's event."""
    article = dated(
        ("clock", "Thứ Bảy, ngày 27 tháng 7 năm 2024"),
        ("photo", OWN_PHOTO),
        lead="Sáng 26/1, phường tổng kết công tác năm 2023 và triển khai công tác năm 2024.",
        site=SITE,
    )
    assert said(article) == ("2024-01-26", "photo")
    assert (article.published_raw, article.event_date) == ("26-01-2024", "2024-01-26")
    verdicts = {witness.kind: witness.agrees for witness in article.date_witnesses}
    assert verdicts == {"photo": True, "dateline": True, "id-bounds": True, "clock": False}


def test_an_archive_picture_says_nothing() -> None:
    article = dated(("photo", OLD_PHOTO))
    assert said(article) == (None, None)
    assert [(witness.raw, witness.value) for witness in article.date_witnesses] == [(OLD_PHOTO, None)]


def test_without_a_date_bounds_are_kept() -> None:
    article = dated(lead="Sáng 26/1, phường tổng kết công tác năm 2023.", site=SITE)
    assert said(article) == (None, None)
    assert article.event_date == "2024-01-26"
    assert (article.published_earliest, article.published_latest) == ("2024-01-26", "2024-03-28")


def test_the_year_of_a_dateline_stays_open_without_evidence() -> None:
    article = dated(lead="Sáng 26/1, phường họp mặt đầu năm.")
    assert (article.event_date, article.published_at) == (None, None)
    assert codes(article) == {"date-year-unknown"}
    assert (article.published_earliest, article.published_latest) == (None, "2024-07-27")


def test_the_words_of_the_text_may_settle_the_year() -> None:
    article = dated(lead="Sáng 26/1, phường tổng kết công tác năm 2021 và triển khai nhiệm vụ năm 2022.")
    assert article.event_date == "2022-01-26"
    assert article.published_at is None


def test_terms_and_anniversaries_do_not_settle_the_year() -> None:
    article = dated(lead="Sáng 26/1, phường sơ kết nhiệm kỳ 2020-2025, kỷ niệm 94 năm ngày 3/2/1930.")
    assert article.event_date is None


def test_a_dateline_over_the_turn_of_the_year() -> None:
    article = dated(("printed", "02/01/2024 08:00"), lead="Chiều 31/12, phường họp mặt cuối năm.")
    assert article.event_date == "2023-12-31"


def test_a_dateline_of_several_days() -> None:
    article = dated(("printed", "20/06/2024 08:00"), lead="Trong hai ngày 18 - 19.6, phường mở lớp tập huấn.")
    assert (article.event_date, article.event_end) == ("2024-06-18", "2024-06-19")


def test_a_dateline_from_one_day_to_another() -> None:
    article = dated(("printed", "15/06/2024"), lead="Từ ngày 12 đến ngày 14/6, phường mở hội trại.")
    assert (article.event_date, article.event_end) == ("2024-06-12", "2024-06-14")


def test_history_in_the_lead_is_no_dateline() -> None:
    article = dated(("printed", "05/02/2024"), lead="Kỷ niệm 94 năm ngày 3/2, phường họp mặt đảng viên.")
    assert article.event_date is None


def test_the_dateline_may_open_the_first_paragraph() -> None:
    article = dated(
        ("printed", "17/07/2024"),
        lead="Phường có trụ sở mới.",
        body=("Chiều 16/7, ủy ban cắt băng khánh thành.",),
    )
    assert article.event_date == "2024-07-16"


@pytest.mark.parametrize("printed", ["29/07/2024", "12/03/1999"])
def test_implausible_dates_are_refused(printed: str) -> None:
    article = dated(("printed", printed), site=SITE)
    assert article.published_at is None
    assert "date-implausible" in codes(article)


def test_a_day_after_the_capture_is_still_plausible() -> None:
    assert dated(("printed", "28/07/2024")).published_at == "2024-07-28"


def test_the_id_silences_weak_witnesses_and_prefers_what_fits() -> None:
    weak = dated(("listing", "03/05/2019"), site=SITE)
    assert weak.published_at is None
    fitting = dated(("printed", "27/07/2024"), ("photo", OWN_PHOTO), site=SITE)
    assert said(fitting) == ("2024-01-26", "photo")
    assert "date-implausible" in codes(fitting)


def test_the_pages_own_date_outside_the_bounds_stands_alone() -> None:
    article = dated(("printed", "20/07/2024 10:00"), site=SITE)
    assert said(article) == ("2024-07-20T10:00+07:00", "printed")
    assert "date-implausible" in codes(article)


def test_unix_ids_are_a_witness() -> None:
    article = dated(source_id="1435634558", url="https://mau.vn/tin-tuc/x-1435634558", site=SITE)
    assert said(article) == ("2015-06-30", "url")


def test_stated_witnesses_and_clues_of_listings_count() -> None:
    clue = DateClue(kind="listing", raw="26/01/2024 15:23", place="listing", snapshot_id=7)
    article = date_article(DRAFT, stated=[clue])
    assert said(article) == ("2024-01-26T15:23+07:00", "listing")
    assert article.date_witnesses[0].snapshot_id == 7
    again = date_article(DRAFT, stated=article.date_witnesses)
    assert said(again) == said(article)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("printed", "Thứ Ba, 08:46, 16/07/2024", "2024-07-16T08:46+07:00"),
        ("printed", "Mai Khuê | 26/01/2024 15:23", "2024-01-26T15:23+07:00"),
        ("printed", "Tháng 1/2024", "2024-01"),
        ("printed", "26/1", None),
        ("printed", "3 giờ trước", "2024-07-27"),
        ("printed", "Thứ Hai, 26/01/2024", None),  # it was a Friday
        ("printed", "30/02/2024", None),
        ("printed", "Năm 2024", None),
        ("structured", "0001-01-01T00:00:00Z", None),
        ("structured", "9999-12-31T23:59:59-00:00", None),
        ("structured", "1706257380", "2024-01-26T15:23+07:00"),
        ("structured", "2024-01-26T15:23:00", "2024-01-26T15:23+07:00"),
        ("feed", "Fri, 26 Jan 2024 08:23:00 GMT", "2024-01-26T15:23+07:00"),
        ("feed", "", None),
        ("sitemap", "2024-01-26", "2024-01-26"),
    ],
)
def test_reading_a_clue(kind: str, raw: str, value: str | None) -> None:
    witness = read_clue(DateClue(kind=kind, raw=raw), at=AT)
    assert (witness.value, witness.raw) == (value, raw)


def test_a_date_nobody_can_read_is_a_finding() -> None:
    article = dated(("printed", "Thứ Hai, 26/01/2024"))
    assert codes(article) == {"date-unreadable"}
    assert article.published_at is None


def test_no_clues_at_all() -> None:
    article = dated()
    assert (article.published_at, article.published_latest, article.date_witnesses) == (
        None,
        "2024-07-27",
        (),
    )


def witness(kind: str, value: str | None, raw: str = "x") -> Witness:
    return Witness(kind=kind, raw=raw, value=value, precision=None, agrees=None)


def test_recorded_bounds_of_the_id_count_again() -> None:
    bounds = Witness(
        kind="id-bounds", raw="1491917573", value="2023-11-29/2024-03-28", precision=None, agrees=None
    )
    assert choose([witness("listing", "2019-05-03"), bounds], captured_at=AT).published_at is None


def test_choosing_from_stored_witnesses_alone() -> None:
    stored = [
        witness("listing", "2024-01-26"),
        witness("dateline", None, "Sáng 25/1"),
        witness("clock", "2024-07-27"),
    ]
    decided = choose(stored, captured_at=AT)
    assert (decided.published_at, decided.event_date) == ("2024-01-26", "2024-01-25")
    assert isinstance(decided, Publication)


@pytest.mark.parametrize(
    ("lead", "event"),
    [
        ("Chi bộ vừa tổ chức sinh hoạt chuyên đề vào sáng 16/7.", "2024-07-16"),
        (
            "Hướng tới kỷ niệm 49 năm ngày thống nhất (30/4/1975 - 30/4/2024), sáng 26/4, quận họp mặt.",
            "2024-04-26",
        ),
        ("Đúng 20 giờ ngày 2/7, hội diễn khai mạc.", "2024-07-02"),
        ("Tiếp tục chương trình, ngày 21/6, đoàn khảo sát ba khu phố.", "2024-06-21"),
        ("Thực hiện Chỉ thị số 05 ngày 15/5/2016, quận ủy triển khai nhiều việc.", None),
        ("Chào mừng ngày 30/4, quận ra quân dọn vệ sinh.", None),
        ("Trước 15/8, các phường phải báo cáo.", None),
        ("Lễ hội sẽ khai mạc tối 20/8 tới.", None),
        ("Quận 5 hiện có 3/4 phường đạt chuẩn.", None),
        ("Ngày 3/2/1930, Đảng ra đời.", None),
    ],
)
def test_datelines_in_first_sentences(lead: str, event: str | None) -> None:
    assert dated(("printed", "26/07/2024"), lead=lead).event_date == event


def test_no_page_is_older_than_the_web() -> None:
    article = dated(("printed", "3/2/1930"), site=None)
    assert article.published_at is None
    assert "date-implausible" in [finding.code for finding in article.findings]
