"""Which words belong to a photo, a video or an embedded post, and which to the text beside it."""

import pytest

from tests.unit.page.test_readings import FIRST, LEAD, PHOTO, SECOND, read

OTHER = PHOTO.replace("rung-1", "rung-2")
THIRD = PHOTO.replace("rung-1", "rung-3")
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
LINES = [
    "Bà con đọc quy ước.",
    "Tổ tuần tra nghỉ trưa bên suối Nậm Pan",
    "Rừng Pá Hu nhìn từ bản (Ảnh: Hà My)",
]
SHOWN = [line.partition(" (")[0] for line in LINES]


# -- several photos ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div class=khung>{photo}</div><div class=dong><span>{line}</span></div>",
        "<div class=cum><div class=dong>{line}</div><div>{photo}</div></div>",
    ],
)
@pytest.mark.parametrize("text", ["", BODY])
def test_what_stands_by_every_photo_is_its_caption(box: str, text: str) -> None:
    story = "".join(
        box.format(photo=photo, line=line) for photo, line in zip((PHOTO, OTHER, THIRD), LINES, strict=True)
    )
    found = read(f"<div class=bo>{story}</div>{text}<div class=ten>Mai Khuê</div>")
    assert [photo["caption"] for photo in found["photos"]] == SHOWN
    assert found["body"] == ([FIRST, SECOND] if text else [])
    assert found["byline"] == "Mai Khuê"


def test_paragraphs_between_photos_are_no_captions() -> None:
    found = read(f"<p class=x>{FIRST}</p>{PHOTO}<p class=x>{SECOND}</p>{OTHER}<p class=x>Rừng còn mãi.</p>")
    assert found["body"] == [FIRST, SECOND, "Rừng còn mãi."]
    assert [photo["caption"] for photo in found["photos"]] == [None, None]


def test_loose_lines_between_photos_are_no_captions() -> None:
    found = read(
        f"<div>{PHOTO}</div>Rừng giữ nước.<br><br><div>{OTHER}</div>Nước nuôi bản: ai cũng biết<br><br>{FIRST}"
    )
    assert found["body"] == ["Rừng giữ nước.", "Nước nuôi bản: ai cũng biết", FIRST]


# -- videos and embedded posts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div type=VideoStream><div class=khungVideo></div><div class=Cap_Caption><p>{line}</p></div></div>",
        "<div><iframe src='https://www.facebook.com/plugins/post.php?href=x1'></iframe><p class=o2>{line}</p></div>",
        "<div><div><iframe src='https://www.youtube.com/embed/x1'></iframe></div><p>{line}</p></div>",
    ],
)
@pytest.mark.parametrize("before", ["", PHOTO])
def test_the_line_below_a_player_is_no_text(box: str, before: str) -> None:
    line = "Video: Bà con bàn việc giữ rừng" if "Video" in box else "Lời kêu gọi giữ rừng của Đoàn xã"
    found = read(f"<p>{FIRST}</p>{before}{box.format(line=line)}<p>{SECOND}</p>")
    assert found["body"] == [FIRST, SECOND]
    assert all(photo["caption"] is None for photo in found["photos"])


def test_a_paragraph_in_a_box_with_an_advert_is_text() -> None:
    frame = "<div><iframe src='https://qc.example/o1.html'></iframe></div>"
    assert read(f"<p>{FIRST}</p><div>{frame}<p>{SECOND}</p></div>")["body"] == [FIRST, SECOND]


# -- text below a photo without caption --------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Kính thưa Đoàn Chủ tịch!",
        "I. QUAN ĐIỂM",
        "Điều 3. Những việc không được làm",
        "Đề nghị các bản nghiêm túc thực hiện./.",
    ],
)
@pytest.mark.parametrize("box", ["<p>{}</p>", "<p><b>{}</b></p>", "<p class=x>{}</p>"])
def test_what_opens_a_part_is_no_caption(line: str, box: str) -> None:
    found = read(f"{PHOTO}{box.format(line)}<p>{FIRST}</p><p>{SECOND}</p>")
    assert found["body"] == [line, FIRST, SECOND]
    assert found["photos"][0]["caption"] is None
    photo = f"<table><tr><td>{PHOTO}</td></tr></table>"
    two = read(f"<div class=p1>{photo}{box.format(line)}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert two["body"] == [line, FIRST, SECOND]


def test_a_class_where_adverts_go_tells_of_no_caption() -> None:
    line = "Tổ có sáu người, người trẻ nhất 24 tuổi."
    found = read(f"<p>{FIRST}</p><figure>{PHOTO}</figure><p class='ads-center'>{line}</p><p>{SECOND}</p>")
    assert found["body"] == [FIRST, line, SECOND]


def test_the_one_justified_sentence_of_a_notice_is_text() -> None:
    found = read(f"<div>{PHOTO}</div><p style='text-align:justify'>{SECOND}</p>")
    assert found["body"] == [SECOND]


def test_who_wrote_is_no_caption() -> None:
    found = read(f"{BODY}{PHOTO}", below="<p class=phai><b>Tác giả bài viết: </b>Tin, ảnh: Mai Khuê</p>")
    assert found["photos"][0]["caption"] is None


def test_a_class_that_another_sentence_has_tells_of_no_caption() -> None:
    first, second = (
        "Tổ có sáu người, người trẻ nhất 24 tuổi",
        "Rừng đầu nguồn vì thế vẫn giữ nước cho ba bản.",
    )
    found = read(
        f"<p>{FIRST}</p><p>{SECOND}</p><p class=k>{second}</p>{PHOTO}<p class=k>{first}</p><p>{FIRST}</p>"
    )
    assert found["photos"][0]["caption"] is None


def test_a_note_is_no_caption() -> None:
    note = "(1) Lịch sử Đảng bộ huyện, Nxb. Lao động, Hà Nội, 2011, tập 1, tr. 86"
    assert read(f"{BODY}{PHOTO}<p><em>{note}</em></p>")["photos"][0]["caption"] is None


# -- tables ------------------------------------------------------------------------------------------------

ROWS = [("TT", "Mặt hàng", "Giá"), ("1", "Hồ tiêu", "156.500"), ("2", "Gạo thơm", "19.500")]
TABLE = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
READ = [" | ".join(row) for row in ROWS]


@pytest.mark.parametrize("photo", ["", PHOTO])
def test_a_table_with_a_title_is_read_row_by_row(photo: str) -> None:
    table = f"<div class=cuon><table><caption>Giá nông sản sáng 12/3</caption><tbody>{TABLE}</tbody></table></div>"
    found = read(f"<p>{FIRST}</p>{photo}{table}<p>{SECOND}</p>")
    assert found["body"] == [FIRST, "Giá nông sản sáng 12/3", *READ, SECOND]
    assert all(photo["caption"] is None for photo in found["photos"])


def test_a_table_in_a_section_is_read_row_by_row() -> None:
    figure = f"<figure>{PHOTO}<figcaption>{LINES[1]}</figcaption></figure>"
    part = f"<section class=a>{figure}<p>{FIRST}</p><table border=1>{TABLE}</table></section>"
    found = read(f"{part}<section class=b><p>{SECOND}</p><p>{FIRST} Nay đã khác.</p></section>")
    assert found["body"] == [FIRST, *READ, SECOND, f"{FIRST} Nay đã khác."]


@pytest.mark.parametrize("row", ["<tr><td class=image_desc>{}</td></tr>", "<tr><td>{}</td></tr>"])
def test_a_caption_may_stand_in_the_row_above_its_photo(row: str) -> None:
    table = f"<table align=center>{row.format(LINES[2])}<tr><td>{PHOTO}</td></tr></table>"
    found = read(f"<div>{FIRST}</div>{table}<div>{SECOND}</div>")
    assert found["body"] == [FIRST, SECOND]
    assert found["photos"][0]["caption"] == SHOWN[2]


# -- credits and names -------------------------------------------------------------------------------------

CENTRED = "<p align=center>{photo}<br><em>{line}</em></p>"


@pytest.mark.parametrize("credit", ["Ảnh: Hà My/TTXVN", "Ảnh: Tư liệu", "Nguồn ảnh: TTXVN"])
def test_a_credit_may_stand_on_a_line_of_its_own(credit: str) -> None:
    box = CENTRED.format(photo=PHOTO, line=LINES[1]) + f"<p align=right><em>{credit}</em></p>"
    found = read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")
    assert (found["photos"][0]["caption"], found["photos"][0]["credit"]) == (SHOWN[1], credit.split(": ")[1])
    assert found["body"] == [FIRST, SECOND]


def test_a_photographer_below_the_text_signs() -> None:
    box = CENTRED.format(photo=PHOTO, line=LINES[1]) + "<p align=right><b>Ảnh: Hà My</b></p>"
    assert read(f"{BODY}{box}")["byline"] == "Ảnh: Hà My"
    paper = read(f"{BODY}{box.replace('Hà My', 'Báo Sơn La')}")
    assert paper["photos"][0]["credit"] == "Báo Sơn La"


@pytest.mark.parametrize(
    "line",
    [
        "<p align=center><i>Tiến sĩ Lò Thị Mai</i></p>",
        "<p align=center><i>Tiến sĩ Lò Thị Mai - Ảnh: Hà My</i></p>",
        "<p>Tiến sĩ Lò Thị Mai - Ảnh: Hà My</p>",
    ],
)
def test_a_name_below_a_portrait_is_its_caption(line: str) -> None:
    found = read(f"<p>{FIRST}</p><p align=center>{PHOTO}</p>{line}<p>{SECOND}</p>")
    assert found["photos"][0]["caption"] == "Tiến sĩ Lò Thị Mai"
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], None)
    last = read(f"{BODY}<p align=center>{PHOTO}</p><p align=right><b>Lò Thị Mai</b></p>")
    assert (last["photos"][0]["caption"], last["byline"]) == (None, "Lò Thị Mai")


@pytest.mark.parametrize(
    "photo", ["", f"<figure>{PHOTO}<figcaption>Đồng chí Lò Văn Ón</figcaption></figure>"]
)
def test_what_a_lead_with_a_colon_names_is_text(photo: str) -> None:
    lead = "<p class=sapo>Đảng ủy xã và gia đình vô cùng thương tiếc báo tin:</p>"
    found = read(f"{photo}<p>Đồng chí LÒ VĂN ÓN</p>{BODY}", lead=lead)
    assert found["body"] == ["Đồng chí LÒ VĂN ÓN", FIRST, SECOND]


@pytest.mark.parametrize(
    "advert",
    [
        "<div class=jeg_ad><a href='#' class=adlink><img src=/x/1.jpg></a></div>",
        "<div class=ads-wrapper><img src=/x/1.jpg></div>",
        "<p><img src=/x/1.jpg alt='Quảng cáo'></p>",
    ],
)
def test_the_picture_of_an_advert_is_no_photo(advert: str) -> None:
    found = read(f"<p>{FIRST}</p>{advert}<p>{SECOND}</p>")
    assert (found["photos"], found["body"]) == ([], [FIRST, SECOND])


def test_a_container_that_is_called_adv_holds_photos_all_the_same() -> None:
    found = read(f"<div class='detail adv'><p>{FIRST}</p><p><img src=/anh/1.jpg></p><p>{SECOND}</p></div>")
    assert len(found["photos"]) == 1


def test_the_class_of_a_drupal_field_names_no_lead() -> None:
    photo = "<p class=text-align-center><img src=/anh/1.jpg></p>"
    words = "<p class=text-align-center><em>Đại diện Hội Khuyến học trao học bổng.</em></p>"
    names = "field field--name-body field--type-text-with-summary field__item"
    found = read(f"<div class='{names}'><p>{FIRST}</p>{photo}{words}<p>{SECOND}</p></div>")
    assert [one["caption"] for one in found["photos"]] == ["Đại diện Hội Khuyến học trao học bổng."]
    assert found["body"] == [FIRST, SECOND]


def test_an_indent_opens_a_paragraph_below_a_salutation() -> None:
    lines = ["Kính thưa các đồng chí đại biểu,", "Thưa các bạn thanh niên thân mến,", FIRST, SECOND]
    found = read("<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines))
    assert found["body"] == lines


def test_a_name_with_the_years_of_a_life_is_the_caption() -> None:
    name = "Đại tá Lý Thành Khê (1931 - 2025)"
    found = read(
        f"<p align=center><img src=/anh/1.jpg></p><p align=center><em>{name}</em></p>{BODY}", lead=""
    )
    assert ([one["caption"] for one in found["photos"]], found["byline"]) == ([name], None)


@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_a_sentence_beside_the_box_of_photos_is_text(order: str) -> None:
    short = "Năm nay, thương hồ neo ghe sớm hơn mọi năm gần một tuần."
    shown = "".join(
        f"<p class=img><img src=/anh/{at}.jpg></p><p style='text-align:center'><em>{line} Ảnh: Hà My/TTXVN</em></p>"
        for at, line in enumerate(
            [f"{FIRST[:60]}.", f"{SECOND[:70]}.", f"{FIRST[20:80]}.", f"{SECOND[9:70]}."] * 2
        )
    )
    found = read(order.format(f"<p>{short}</p>", f"<div class=content>{shown}</div>"))
    assert (found["lead"], found["body"], len(found["photos"])) == (LEAD, [short], 8)


def test_a_slide_of_photo_counter_and_line_has_a_caption() -> None:
    slide = "<div class=swiper-slide><div class=pic><img src=/anh/{0}.jpg></div><div class=count>{0}/4</div>{1}</div>"
    lines = ("Bà con đọc quy ước", "", "Suối Nậm Pan. Ảnh: Hà My", "Rừng Pá Hu nhìn từ bản. Ảnh: Hà My")
    slides = "".join(
        slide.format(at, line and f"<div class=desc>{line}</div>") for at, line in enumerate(lines, start=1)
    )
    found = read(f"<div class=swiper-wrapper>{slides}</div>")
    assert [one["caption"] for one in found["photos"]] == [
        "Bà con đọc quy ước",
        None,
        "Suối Nậm Pan.",
        "Rừng Pá Hu nhìn từ bản.",
    ]
    assert found["body"] == []
