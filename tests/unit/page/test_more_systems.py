"""Pages as portals, radio sites, magazines and English editions make them."""

import pytest

from newsarchive.page.words import date_part, without_date
from tests.unit.page.test_readings import FIRST, LEAD, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


# -- dates -------------------------------------------------------------------------------------------------


def test_the_day_of_a_document_is_not_the_pages() -> None:
    head = (
        "<table><tr><td><p><b>TỈNH ỦY SÔNG MÃ</b></p></td><td><p><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></p>"
        "<p><i>Sông Mã, ngày 05 tháng 03 năm 2024</i></p></td></tr></table>"
    )
    found = read(
        f"{head}<p align=center><b>NGHỊ QUYẾT CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH SÔNG MÃ KHÓA XVII</b></p>{BODY}",
        top="<p class=ngay>Ngày đăng: 13/03/2024</p>",
    )
    assert found["published_at"] == "2024-03-13"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "<time>24 October 2023</time><span><a>A-</a><a>A+</a> <a>Print</a> <a>Share</a></span>",
            "2023-10-24",
        ),
        ("<time>April 14, 2017 05:32 PM GMT+7</time><span><a>A-</a></span>", "2017-04-14T17:32+07:00"),
        ("9:5' 12/10/2020", "2020-10-12T09:05+07:00"),
    ],
)
def test_dates_that_touch_buttons_or_have_short_minutes(printed: str, expected: str) -> None:
    assert read(BODY, top=f"<div>{printed}</div>")["published_at"] == expected


def test_a_time_of_the_class_updated_is_no_publication() -> None:
    times = (
        "<time class=entry-date datetime='2021-03-22T09:10:00+07:00'>22/03/2021</time>"
        "<time class=updated datetime='2021-03-24T19:22:00+07:00'>24/03/2021</time>"
    )
    found = read(BODY, top=f"<div>{times}</div>")
    assert (found["published_at"], found["updated_at"]) == (
        "2021-03-22T09:10+07:00",
        "2021-03-24T19:22+07:00",
    )


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("Lê Thị Sa | Chủ Nhật, 16/11/2025 18:34", "Lê Thị Sa", "Chủ Nhật, 16/11/2025 18:34"),
        ("Nguyễn Văn Năm - Thứ Năm, 18/04/2024", "Nguyễn Văn Năm", "Thứ Năm, 18/04/2024"),
        ("10:30 SA 18/04/2024", "", "10:30 SA 18/04/2024"),
    ],
)
def test_names_that_end_in_words_of_dates(line: str, name: str, date: str) -> None:
    assert (without_date(line), date_part(line)) == (name, date)


def test_entries_of_a_list_of_recordings_are_neither_text_nor_dates() -> None:
    names = (
        "Hội thi báo cáo viên giỏi cụm miền Đông khép lại",
        "Thành đoàn tuyên dương 50 bí thư chi đoàn",
        "Giá cà phê nhân xô giữ mức cao",
    )
    items = "".join(
        f"<li><span>{name}</span><span>4:2{at}</span> <span>0{at}/03/2024</span></li>"
        for at, name in enumerate(names, 1)
    )
    found = read(BODY, lead=f"<p class=sapo>{LEAD}</p><div><h3>Các số đã phát</h3><ul>{items}</ul></div>")
    assert (found["body"], found["published_at"]) == ([FIRST, SECOND], "2024-03-13T08:15+07:00")


# -- photos ------------------------------------------------------------------------------------------------


def test_a_photo_that_links_to_a_page_of_its_own() -> None:
    box = (
        "<div class=anh-tin><a href='/anh/rung.jpg/xem'><img src=/anh/rung.jpg width=400></a>"
        "<p class=nho><span>Rừng già bản Nà Khoang</span></p></div>"
    )
    found = read(f"{box}{BODY}")
    assert [photo["caption"] for photo in found["photos"]] == ["Rừng già bản Nà Khoang"]


def test_the_first_row_of_a_table_is_no_caption() -> None:
    cells = (
        ("<b>Họ và tên</b>", "<b>Chức vụ</b>"),
        ("Ngô Quang Trứ", "Bí thư"),
        ("Thân Mỹ Hòa", "Phó Bí thư"),
    )
    middle = "<p style='text-align:center'>"
    rows = "".join(f"<tr><td>{middle}{one}</p></td><td>{middle}{two}</p></td></tr>" for one, two in cells)
    text = "<p style='text-align:justify'>{}</p>"
    photo = f"{middle}<img src=/anh/1.jpg></p>"
    found = read(f"{text.format(FIRST)}{photo}<table>{rows}</table>{text.format(SECOND)}")
    assert found["photos"][0]["caption"] is None
    assert found["body"][1] == "Họ và tên | Chức vụ"


def test_the_name_below_a_table_with_a_photo_is_no_caption() -> None:
    caption = "<tr><td class=caption><p>Rừng già (Ảnh: TTXVN)</p></td></tr>"
    photo = f"<table><tr><td><img src=/anh/1.jpg></td></tr>{caption}</table>"
    found = read(
        "",
        lead=f"<p class=sapo>{LEAD}</p><div>{BODY}{photo}</div><div class=the-credit><p class=author>Vi Ngọc</p></div>",
    )
    assert found["byline"] == "Vi Ngọc"
    assert found["photos"][0]["caption"].startswith("Rừng già")
    assert "Vi Ngọc" not in found["photos"][0]["caption"]


def test_a_bold_lead_below_the_picture_of_the_header_is_no_caption() -> None:
    header = f"<header><h1>{TITLE}</h1><p class=ngay>13/03/2024</p><div><img src=/anh/1.jpg></div></header>"
    found = read(f"<p><em><strong>{LEAD}</strong></em></p>{BODY}", title=header, top="", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert [photo["caption"] for photo in found["photos"]] == [None]


def test_a_bold_lead_between_the_photo_of_a_card_and_the_text_is_no_caption() -> None:
    card = f"<h1>{TITLE}</h1><div>13/03/2024</div><hr><img src=/anh/1.jpg class=card-img-top>"
    page = (
        f"<div class=card-body>{card}<p class='card-text fw-bold'>{LEAD}</p><div class=c>{BODY}</div></div>"
    )
    found = read("", title=page, top="", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert [photo["caption"] for photo in found["photos"]] == [None]


def test_a_class_that_says_without_caption_marks_none() -> None:
    words = "<p><b>Sẽ công khai kết quả</b></p><p>Kết quả sẽ được công khai.</p>"
    box = f"<div class='preview noCaption'><div>{words}</div></div>"
    found = read(f"<p>{FIRST}</p><div class=anh><img src=/anh/1.jpg></div>{box}<p>{SECOND}</p>")
    assert found["photos"][0]["caption"] is None


def test_a_figure_right_below_the_last_paragraph() -> None:
    part = "<section class=phan><div class=trong>{}</div></section>"
    figure = "<figure class=hinh><img src=/anh/1.jpg><figcaption>Rừng già bản Nà Khoang</figcaption></figure>"
    found = read("", lead=part.format(f"<p class=sapo>{LEAD}</p>{BODY}") + part.format(figure))
    assert [photo["caption"] for photo in found["photos"]] == ["Rừng già bản Nà Khoang"]


def test_a_magnifying_glass_is_no_photo() -> None:
    assert (
        read(BODY, top="<p class=ngay>13/03/2024</p><a href='#'><img src=/afr/zoom.png></a>")["photos"] == []
    )


# -- boxes and buttons -------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Tóm tắt nội dung bằng AI", "Tóm tắt bởi trí tuệ nhân tạo", "AI tóm tắt"])
def test_what_a_machine_sums_up_is_no_text(label: str) -> None:
    box = f"<div><div>{label}</div><ul><li>Đảng bộ xã đã kết nạp 14 đảng viên mới trong sáu tháng.</li></ul></div>"
    assert read(BODY, lead=f"<p class=sapo>{LEAD}</p>{box}")["body"] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Bạn cảm thấy bài viết này thế nào?</p>",
        "<div><span>Thích 0</span><span>Ngạc nhiên 0</span><span>Buồn 0</span></div>",
        "<div>Tài liệu tuyên truyền tháng ba <a href=/tai-lieu.pdf>(Tải về)</a></div>",
    ],
)
def test_buttons_and_files_below_the_text(line: str) -> None:
    text = f"{FIRST} {SECOND}"
    assert read("", lead=f"<p class=sapo>{LEAD}</p><div><p>{text}</p></div>{line}")["body"] == [text]


def test_lines_of_sorting_and_sending_are_buttons() -> None:
    line = "<div><span>Trực tiếp</span> <a href='#'>Mới nhất</a> <a href='#'>Cũ nhất</a></div>"
    found = read(
        BODY, lead=f"<p class=sapo>{LEAD}</p>{line}", below="<div>Gửi tin qua email | In bài viết</div>"
    )
    assert found["body"] == [FIRST, SECOND]


# -- old and new systems -----------------------------------------------------------------------------------


def test_a_row_with_day_and_hour_above_the_cell_of_the_text() -> None:
    rows = (
        "<tr><td class=duong>Trang chủ</td></tr><tr><td>Thứ Tư, 13/03/2024, 08:15 (GMT+7)</td></tr>"
        f"<tr><td><p class=tua>{TITLE}</p><p><b>{LEAD}</b></p>{BODY}</td></tr>"
    )
    page = f"<table><tr><td><table>{rows}</table></td></tr></table>"
    found = read("", title="", top="", lead="", below=page)
    assert found["published_at"] == "2024-03-13T08:15+07:00"


@pytest.mark.parametrize(
    ("clock", "name", "expected"),
    [
        ("Hôm nay, 02/09/2024", "duoi-muc", "2024-09-02T07:40+07:00"),
        ("", "post-time", "2024-09-02T07:40+07:00"),
        ("", "duoi-muc", None),
    ],
)
def test_the_day_of_the_capture_right_above_a_headline(clock: str, name: str, expected: str | None) -> None:
    bar = f"<div><ul><li><a href=/>Trang chủ</a></li></ul><div class={name}>07:40 02/09/2024</div></div>"
    text = f"<p class=sapo>{LEAD}</p><div>{BODY}</div>"
    column = f"<div class=cot>{bar}<article><h1>{TITLE}</h1>{text}</article></div>"
    page = f"<div class=dau><div>{clock}</div></div>{column}"
    assert read("", title="", top="", lead="", below=page)["published_at"] == expected


def test_the_link_of_an_author_above_the_headline_is_no_section() -> None:
    top = (
        "<div><a href=/y-kien>Ý kiến</a></div><div><img src=/u/9.jpg width=96 height=96>"
        f"<div><a href=/tac-gia/vi-ngoc>Vi Ngọc</a></div></div><h1>{TITLE}</h1>"
    )
    found = read(BODY, title=top)
    assert (found["section"], found["byline"]) == ("Ý kiến", "Vi Ngọc")


def test_tags_in_the_line_of_day_and_author() -> None:
    line = (
        "<div><a href=/bai><time>13/03/2024</time></a> <a href=/author/vptu/>vptu</a> <a href='#respond'>0 Comments</a>"
        " <span class=tag-links><a href=/tag/giu-rung/ rel=tag>giữ rừng</a>, <a href=/tag/chi-bo/ rel=tag>chi bộ</a>"
        "</span></div>"
    )
    found = read("", top=line, lead=f"<div><p>{FIRST}</p></div>")
    assert (found["tags"], found["body"]) == (["giữ rừng", "chi bộ"], [FIRST])


def test_a_last_change_in_brackets_below_the_text() -> None:
    below = "<table><tr><td>Cập nhật ngày ( Thứ sáu, 15 Tháng 3 2024 07:30 )</td></tr></table>"
    found = read(BODY, below=below)
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-15T07:30+07:00",
    )


def test_the_name_of_the_site_in_its_footer_signs_nothing() -> None:
    footer = "<div class=footer><p>Tạp chí Dân vận Sông Mã</p><p>Giấy phép số 12/GP-BTTTT</p></div>"
    assert read(BODY, below=footer)["byline"] is None


def test_a_schedule_with_one_sentence_below() -> None:
    rows = "".join(
        f"<tr><td>{day}</td><td>{morning}</td></tr>"
        for day, morning in (("Ngày", "Buổi sáng"), ("Thứ Hai, 4/8", "Giao ban"), ("Thứ Ba, 5/8", "Tiếp dân"))
    )
    last = "Các cơ quan gửi tài liệu trước ít nhất hai ngày làm việc theo quy định."
    inside = f"<p class=doan>Lịch tuần:</p><table border=1>{rows}</table><div><img src=/anh/1.jpg></div>"
    found = read("", lead=f"<p class=sapo>{LEAD}</p><div>{inside}<p class=doan>{last}</p></div>")
    assert found["body"][-4:] == [
        "Ngày | Buổi sáng",
        "Thứ Hai, 4/8 | Giao ban",
        "Thứ Ba, 5/8 | Tiếp dân",
        last,
    ]
    assert [photo["caption"] for photo in found["photos"]] == [None]


def test_a_first_subheading_told_by_its_class() -> None:
    others = "".join(f"<p>{SECOND.replace('mười hai', number)}</p>" for number in ("mười ba", "mười bốn"))
    text = f"<p class=subtitle>Nhận diện nguy cơ cháy rừng</p>{BODY}{others}"
    found = read(
        "", lead=f"<h3 class=sapo>{LEAD}</h3><ul><li><a href=/k>Tin</a></ul><div class=vung>{text}</div>"
    )
    assert found["body"][:2] == ["Nhận diện nguy cơ cháy rừng", FIRST]


@pytest.mark.parametrize("target", ["/2024/03/giu-rung/img_1/", "/anh-12/"])
def test_photos_of_a_gallery_that_link_to_pages_of_their_own(target: str) -> None:
    item = (
        f"<dl><dt><a href='{target}'><img src=/anh/1.jpg width=300></a></dt>"
        "<dd class=gallery-caption>Rừng già bản Nà Khoang</dd></dl>"
    )
    found = read(f"{BODY}<div class=gallery>{item}</div>", url="https://baosongma.example/2024/03/giu-rung/")
    assert [photo["caption"] for photo in found["photos"]] == ["Rừng già bản Nà Khoang"]
    assert found["body"] == [FIRST, SECOND]


def test_styles_written_in_one_word_set_a_lead_apart() -> None:
    lead = f"<p style='font:italic 16px Georgia;color:#555'>{LEAD}</p>"
    assert read(f"{lead}{BODY}", lead="")["lead"] == LEAD


def test_how_a_cell_is_set_does_not_go_on_into_a_table_inside() -> None:
    rows = [
        f"<tr><td>{FIRST}</td></tr>",
        "<tr><td align=center><img src=/anh/1.jpg width=552></td></tr>",
        "<tr><td align=center>Các cụ cao tuổi dự ngày hội.</td></tr>",
        f"<tr><td>{SECOND}</td></tr>",
    ]
    inner = (
        f"<table width=600><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{LEAD}</td></tr>{''.join(rows)}</table>"
    )
    page = f"<table width='100%'><tr><td align=center>{inner}</td></tr></table>"
    found = read("", title="", top="", lead="", below=page)
    assert [photo["caption"] for photo in found["photos"]] == ["Các cụ cao tuổi dự ngày hội."]
    assert found["body"][-2:] == [FIRST, SECOND]


# -- questions, pagers, promotions -------------------------------------------------------------------------


def test_an_answer_to_a_reader_is_no_comment() -> None:
    asks = "<b>Bạn đọc ở xã Nậm Pàn hỏi:</b></p><p><i>Chi bộ có được giữ lại một phần đảng phí không?</i>"
    found = read(f"<div><div class=hoi><p>{asks}</p></div><p><b>Trả lời:</b></p>{BODY}</div>", lead="")
    assert found["body"][-2:] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Trang:</span> <b>1</b> <a href='?p=2'>2</a> <a href='?p=2'>Trang sau »</a></div>",
        "<div><p>Bạn còn 3 bài miễn phí trong tháng này.</p></div>",
        "<div><img src=/app.png width=40><p>Tải ứng dụng Báo Sông Mã để đọc tin</p><a href=/a>Tải ngay</a></div>",
    ],
)
def test_pagers_and_promotions_are_no_text(line: str) -> None:
    text = f"{FIRST} {SECOND}"
    found = read("", lead=f"<p class=sapo>{LEAD}</p><div><p>{text}</p>{line}</div>")
    assert (found["body"], found["photos"]) == ([text], [])


def test_the_number_of_a_chapter_is_no_caption() -> None:
    chapter = "<div class=chuong><span class=so>02</span><h2>Mùa khô</h2></div>"
    found = read(f"<p>{FIRST}</p><div class=rong><img src=/anh/1.jpg></div>{chapter}<p>{SECOND}</p>")
    assert [photo["caption"] for photo in found["photos"]] == [None]


# -- documents, authors ------------------------------------------------------------------------------------


def test_a_table_of_documents_below_a_short_text() -> None:
    rows = "".join(
        f"<tr><td>{number}</td><td>26/01/2024</td><td>Kế hoạch thực hiện nghị quyết về giữ rừng đầu nguồn</td>"
        f"<td><a href=/vb/{number}.pdf>Tải về</a></td></tr>"
        for number in ("12-KH", "13-HD")
    )
    table = f"<div><table><tr><th>Số<th>Ngày<th>Trích yếu<th>Tệp</tr>{rows}</table></div>"
    text = f"{FIRST} {SECOND}"
    page = f"<p class=sapo>{LEAD}</p><div><p>{text}</p><p align=right><b>Vi Ngọc</b></p></div>{table}"
    found = read("", lead=page)
    assert (found["body"], found["byline"]) == ([text], "Vi Ngọc")


def test_an_article_in_a_cell_with_a_file_below_is_no_table_of_documents() -> None:
    file = "<p><a href=/vb/12.pdf>Tải về</a></p>"
    page = f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td><p>{FIRST}</p><p>{SECOND}</p>{file}</td></tr></table>"
    assert read("", title="", top="", lead="", below=page)["body"] == [FIRST, SECOND]


def test_the_name_and_size_of_a_file() -> None:
    text = f"{FIRST} {SECOND}"
    file = "<ul><li><a href=/f/1.docx>Thong-cao-12.docx</a> (34 KB)</li></ul>"
    assert read("", lead=f"<p class=sapo>{LEAD}</p><div><p>{text}</p></div>{file}")["body"] == [text]


def test_two_authors_that_one_link_names_stand_beside_a_date() -> None:
    line = "<div><a href=/author/hai-nguoi>Nguyễn Văn Nghĩa - Chu Quốc Hùng</a><span>13/03/2024 08:15</span></div>"
    assert read(BODY, top=line)["published_at"] == "2024-03-13T08:15+07:00"
