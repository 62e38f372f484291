"""Pages as new systems make them: utility classes, elements of their own, times beside words, boxes for readers."""

import pytest

from newsarchive.page.titles import is_site_name
from tests.unit.page.test_readings import FIRST, LEAD, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


# -- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["5 giờ trước", "5 giờ trước 812 lượt xem"])
def test_the_time_element_below_a_headline_counts_where_its_words_say_less(words: str) -> None:
    top = f"<div><time datetime='2024-08-30T16:38:00+07:00'>{words}</time></div>"
    assert read(BODY, top=top)["published_at"] == "2024-08-30T16:38+07:00"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("T5, 14/3/24 · 13:27", "2024-03-14T13:27+07:00"),
        ("T5 14/3/24, 10:05 SA", "2024-03-14T10:05+07:00"),
        ("13:25, T5, 14/03/24", "2024-03-14T13:25+07:00"),
        ("16:38 · 30 thg 6, 2023", "2023-06-30T16:38+07:00"),
        ("Tháng Mười Một 24, 2023", "2023-11-24"),
        ("Tháng Bảy 28, 2020", "2020-07-28"),
    ],
)
def test_dates_as_new_systems_print_them(printed: str, expected: str) -> None:
    assert read(BODY, top=f"<div>{printed}</div>")["published_at"] == expected


def test_an_update_with_a_short_year_is_no_publication() -> None:
    found = read(BODY, top="<div><span>T5 14/3/24, 10:05 SA</span><span>Cập nhật: 11:41 14/3/24</span></div>")
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-14T10:05+07:00",
        "2024-03-14T11:41+07:00",
    )


@pytest.mark.parametrize(
    "label", ["Đã phát hành 14/3/2024", "Đã xuất bản 14/03/2024", "Ngày phát hành: 14 tháng 3, 2024"]
)
def test_a_labelled_day_in_a_bar_above_the_title(label: str) -> None:
    bar = f"<div class=thanh><button>Chia sẻ</button><span>{label}</span></div>"
    item = (
        "<div><a href=/k1>Khởi công cầu treo qua suối Nậm Pàn</a><div>Cầu dài 42 mét.</div>"
        "<span>18:35 20/05/2024</span></div>"
    )
    page = (
        f"<div><article><div><h1>{TITLE}</h1></div><div>{BODY}</div><div>Tin tức</div>{item}</article></div>"
    )
    found = read("", title="", top="", lead="", below=f"<div role=main>{bar}{page}</div>")
    assert found["published_at"] == "2024-03-14"


# -- bylines -----------------------------------------------------------------------------------------------


def test_the_name_above_a_post_is_the_byline() -> None:
    card = "<div><img src=/u/9/mat.webp><div><a href=/u/vi-ngoc>Vi Ngọc</a><p>Phóng viên</p></div></div>"
    assert read(BODY, top=f"<p class=ngay>13/03/2024 08:15</p>{card}")["byline"] == "Vi Ngọc"


@pytest.mark.parametrize("face", ["", "<img src=/u/9/mat.webp>"])
def test_a_card_with_name_and_biography_signs(face: str) -> None:
    card = f"<div>{face}<div><p>Vi Ngọc</p><p>Vi Ngọc viết về dân vận vùng cao từ năm 2011.</p></div></div>"
    found = read("", below="", lead=f"<p class=sapo>{LEAD}</p><div>{BODY}</div>{card}")
    assert (found["byline"], found["body"], found["photos"]) == ("Vi Ngọc", [FIRST, SECOND], [])


def test_the_link_to_an_authors_list_is_no_name() -> None:
    box = (
        "<div class=author-box><h4>Quốc Việt</h4><p>Quốc Việt viết về dân vận vùng cao từ năm 2011.</p>"
        "<a href=/author/quoc-viet>Tất cả bài viết</a></div>"
    )
    found = read(f"{BODY}{box}")
    assert (found["byline"], found["body"]) == ("Quốc Việt", [FIRST, SECOND])


def test_tags_in_elements_of_their_own_sign_nothing() -> None:
    chips = "<mat-chip-listbox><mat-chip>Sơn Hà</mat-chip><mat-chip>kiểm tra, giám sát</mat-chip></mat-chip-listbox>"
    found = read("", lead=f"<p class=sapo>{LEAD}</p><div>{BODY}</div>{chips}")
    assert (found["byline"], found["body"]) == (None, [FIRST, SECOND])
    assert found["tags"] == ["Sơn Hà", "kiểm tra, giám sát"]


# -- boxes for readers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div><button>Nghe bài viết</button><span>00:00</span><span>04:31</span><select><option>1x</select></div>",
        "<div><p><b>Nhận bản tin Xây dựng Đảng mỗi sáng</b></p><p>Tóm tắt năm tin đáng chú ý, gửi lúc 6 giờ 30 hằng"
        " ngày.</p><form><input type=email><button>Đăng ký</button></form></div>",
        "<div><p>Theo bạn, chi bộ nên sinh hoạt vào thời gian nào trong tuần?</p><label><input type=radio>Buổi tối"
        "</label><label><input type=radio>Sáng Chủ nhật</label><button>Bình chọn</button></div>",
        "<div><div><h2>Khởi công cầu treo qua suối Nậm Pàn vào tháng sau</h2><div>Cầu dài 42 mét, dự kiến thông xe"
        " trước mùa mưa năm sau.</div><a href=/k1>Đọc thêm</a></div></div>",
        "<div><audio src=/a.mp3></audio><a data-toggle=collapse href='#loi'>Xem lời thoại</a><div id=loi><p>Bản tin"
        " âm thanh sáng nay gồm ba tin chính, mời quý vị cùng nghe.</p></div></div>",
        "<app-audio><audio src=/a.mp3></audio><details><summary>Bản ghi lời đọc</summary><p>Xin kính chào quý vị và"
        " các bạn, mời quý vị nghe nội dung bài viết hôm nay.</p></details></app-audio>",
    ],
)
def test_boxes_for_readers_are_no_text(box: str) -> None:
    assert read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


# -- sections ----------------------------------------------------------------------------------------------


def test_a_breadcrumb_by_its_label_alone() -> None:
    steps = "<li><a href=/>Trang chủ</a></li><li><a href=/xd>Công tác Đảng</a></li>"
    crumbs = f"<nav aria-label=Breadcrumb><ol>{steps}</ol></nav>"
    assert read(BODY, title=f"{crumbs}<h1>{TITLE}</h1>")["section"] == "Công tác Đảng"


# -- headlines ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["New Page 1", "Untitled Document", "Trang chủ"])
def test_what_every_new_page_is_called_is_no_title(title: str) -> None:
    found = read(BODY, head=f"<title>{title}</title>", title=f"<p><b>{TITLE}</b></p>", top="")
    assert (found["title"], found["lead"], found["body"]) == (TITLE, LEAD, [FIRST, SECOND])


@pytest.mark.parametrize(
    "line",
    [
        "Bạn là người thứ <b>927801</b> truy cập từ ngày 03/02/2001",
        "Lượt truy cập: 262737<br>Đang trực tuyến: 12",
        "Sáng: Hội ý Thường trực; chiều: làm việc với xã Nậm Pì",
    ],
)
def test_counters_and_calendars_are_no_headline(line: str) -> None:
    title = "Bí thư chi bộ bản Nà Khoang: “Dân chờ câu trả lời chứ không chờ lời hứa”"
    page = f"<div>{line}</div><p><b>{title}</b></p>"
    assert (
        read(BODY, head="<title>Báo Sông Mã điện tử</title>", title=page, top="", lead="")["title"] == title
    )


@pytest.mark.parametrize(
    "mark_up",
    [
        "<div role=heading aria-level=1>{}</div>",
        "<mat-card-title>{}</mat-card-title><div><mat-icon>schedule</mat-icon></div>",
    ],
)
def test_headings_that_are_no_heading_elements(mark_up: str) -> None:
    head = "<title>Báo Sông Mã điện tử</title>"
    found = read(BODY, head=head, title=f"<div>Chào mừng bạn đọc</div>{mark_up.format(TITLE)}", top="")
    assert (found["title"], found["lead"], found["body"]) == (TITLE, LEAD, [FIRST, SECOND])


def test_a_headline_in_capitals_is_no_sites_name() -> None:
    assert is_site_name("ĐẢNG BỘ TỈNH SÔNG MÂY")
    assert not is_site_name("ĐẢNG BỘ NÀ KHOANG ĐƯA SỔ TAY ĐẢNG VIÊN ĐẾN TỪNG BẢN")


# -- sliders -----------------------------------------------------------------------------------------------


def test_slides_that_wait_their_turn_are_photos_too() -> None:
    slides = "".join(
        f"<li aria-hidden={hidden}><img src=/anh/rung-{at}.jpg><span>Rừng bản Nà Khoang {name}</span><i>{at}/2</i></li>"
        for at, hidden, name in ((1, "false", "nhìn từ xa"), (2, "true", "sau mưa"))
    )
    found = read(f"{BODY}<div><button>Trước</button><ul>{slides}</ul></div>")
    captions = [photo["caption"] for photo in found["photos"]]
    assert captions == ["Rừng bản Nà Khoang nhìn từ xa", "Rừng bản Nà Khoang sau mưa"]
    assert found["body"] == [FIRST, SECOND]


def test_a_counter_right_behind_the_half_of_the_day() -> None:
    top = "<div><span>13/03/2024 04:31 CH</span><mat-icon>visibility</mat-icon><span>17</span></div>"
    assert read(BODY, top=top)["published_at"] == "2024-03-13T16:31+07:00"
