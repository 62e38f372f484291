"""What content systems, magazines and documents print around a text and in it."""

import pytest

from newsarchive.text.byline import is_post, without_post
from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
OTHER = PHOTO.replace("rung-1", "rung-2")


# -- tables ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>", "<td><p><b>{}</b></p></td>"])
def test_a_table_of_data_is_read_row_by_row(cell: str) -> None:
    rows = [
        ("TT", "Họ và tên", "Nhiệm vụ"),
        ("1", "Lò Văn Sơn", "Tổ trưởng"),
        ("2", "Hà Thị Mơ", "12/03/2024"),
    ]
    table = "".join(f"<tr>{''.join(map(cell.format, row))}</tr>" for row in rows)
    found = read(f"<p>{FIRST}</p><table>{table}</table><p>{SECOND}</p>")
    assert found["body"] == [FIRST, *(" | ".join(row) for row in rows), SECOND]


def test_a_page_that_is_laid_out_in_a_table_is_none_of_data() -> None:
    found = read(f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p><p>Rừng còn.</p></td></tr></table>")
    assert found["body"] == [FIRST, SECOND, "Rừng còn."]


# -- signatures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        "<p align=right>BÍ THƯ</p><p align=right>(Đã ký)</p><p align=right>Quàng Văn Thiết</p>",
        "<p align=right><b>BÍ THƯ HUYỆN ỦY</b></p><p align=right><b>Quàng Văn Thiết</b></p>",
    ],
)
def test_who_signs_a_document_did_not_write_for_the_paper(block: str) -> None:
    found = read(f"{BODY}{block}")
    assert found["byline"] is None
    assert "Quàng Văn Thiết" in found["body"]
    assert read(f"{BODY}{block}<p align=right><b>Theo TTXVN</b></p>")["byline"] == "Theo TTXVN"


@pytest.mark.parametrize(
    "notes", ["[1] Báo cáo số 88-BC/TU của Tỉnh ủy.", "(1) Xem: Lịch sử Đảng bộ huyện, tập I, tr. 143."]
)
def test_notes_stand_below_the_signature(notes: str) -> None:
    found = read(f"{BODY}<p align=right><b>Mai Khuê</b></p><p>------</p><p>Chú thích:</p><p>{notes}</p>")
    assert found["byline"] == "Mai Khuê"
    assert "Mai Khuê" not in found["body"]


def test_the_post_below_a_name_goes_with_it() -> None:
    line = "<p align=right><b>PGS, TS Mai Khuê</b></p><p align=right><i>Trưởng ban Tổ chức Huyện ủy</i></p>"
    found = read(f"{BODY}{line}")
    assert (found["byline"], found["body"]) == ("PGS, TS Mai Khuê", [FIRST, SECOND])
    alone = read(f"{BODY}<p align=right><i>Phòng Tuyên truyền - Báo chí</i></p>")
    assert alone["byline"] == "Phòng Tuyên truyền - Báo chí"


def test_posts_are_told_from_names() -> None:
    assert is_post("Trưởng ban Tổ chức Tỉnh ủy") and not is_post("Trương Ban Mai")
    assert without_post("TS. MAI KHUÊ(*) Ủy viên Ban Chấp hành Đảng bộ tỉnh") == "TS. MAI KHUÊ"


@pytest.mark.parametrize("account", ["phongthoisu", "bientap2"])
def test_an_account_below_the_text_is_no_byline(account: str) -> None:
    found = read(
        f"{BODY}<p align=right><b>Mai Khuê</b></p>", below=f"<div class=author-box><h4>{account}</h4></div>"
    )
    assert found["byline"] == "Mai Khuê"


def test_buttons_behind_a_name_are_not_part_of_it() -> None:
    line = "<div>Đăng ngày 13/03/2024 Tác giả: Mai Khuê <a href=#>In</a> <a href=#>Gửi mail</a></div>"
    found = read(BODY, top=line)
    assert (found["byline"], found["published_at"]) == ("Mai Khuê", "2024-03-13")


# -- magazines ---------------------------------------------------------------------------------------------


def test_a_magazines_abstract_is_the_lead() -> None:
    abstract = f"<div class=abs><p><i>Tóm tắt: {LEAD}</i></p></div><p>Từ khóa: giữ rừng; chi bộ.</p>"
    english = "<p><i>Abstract: The paper describes how a party cell keeps its forest.</i></p><p>Keywords: forest.</p>"
    found = read(lead=abstract + english)
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert found["tags"] == ["giữ rừng", "chi bộ"]
    labelled = read(lead=f"<blockquote><p><b>TÓM TẮT</b></p><div>{LEAD}</div></blockquote>")
    assert (labelled["lead"], labelled["body"]) == (LEAD, [FIRST, SECOND])


def test_the_issue_of_a_magazine_is_no_section() -> None:
    trail = "<div class=duong-dan><a href=/>Trang chủ</a> / <a href=/ly-luan>Lý luận</a></div>"
    issue = "<div><a href=/so-bao>Số 254 (tháng 3/2024)</a></div>"
    assert read(title=f"{trail}{issue}<h1>{TITLE}</h1>")["section"] == "Lý luận"


# -- content systems ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        "{loadposition quang_cao}",
        "{youtube}xYz123{/youtube}",
        "[links(left)]",
        '[video mp4="/v/1.mp4"][/video]',
    ],
)
def test_a_plugins_call_that_nobody_answered_is_no_text(call: str) -> None:
    assert read(f"<p>{FIRST}</p><p>{call}</p><p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_panels_that_are_folded_are_not_the_articles() -> None:
    others = "".join(
        f"<div class=c><b>Hà Thị Mơ</b> <i>(22/03)</i><p>{SECOND} Rất hay, {at}.</p></div>" for at in range(3)
    )
    panes = f"<div class='tab-pane active'>{BODY}</div><div class=tab-pane><h4>Ý kiến</h4>{others}</div>"
    found = read(f"<div class=tab-content>{panes}</div>")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], None)


@pytest.mark.parametrize(
    "rest",
    [
        "<a class=nut>Xem thêm</a><div hidden><p>{}</p></div>",
        "<div style='display:none'><p>{}</p></div><a class=nut>Xem thêm <i></i></a>",
    ],
)
def test_the_rest_behind_a_button_is_text(rest: str) -> None:
    assert read(f"<p>{FIRST}</p>{rest.format(SECOND)}")["body"] == [FIRST, SECOND]
    assert read(f"<p>{FIRST}</p><div hidden><p>{SECOND}</p></div>", lead="")["body"] == [FIRST]


def test_elements_of_a_sites_own_are_boxes() -> None:
    player = "<bao-nghe>Nghe bài báo <b>4:12</b></bao-nghe>"
    news = "<bao-newsletter><b>Nhận bản tin mỗi sáng</b><p>Năm tin đáng đọc nhất gửi tới bạn.</p></bao-newsletter>"
    found = read(f"<p>{FIRST}</p>{news}<p>{SECOND}</p>", lead=f"<bao-sapo>{LEAD}</bao-sapo>{player}")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_a_field_of_drupals_says_what_it_holds() -> None:
    items = "<div class=field-items><div class=field-item>{}</div></div>"
    field = f"<div class='field field-name-field-{{}} field-type-text'>{items}</div>"
    lead = field.format("tom-tat", f"<p>{LEAD}</p>")
    found = read(field.format("noi-dung", BODY), lead=lead)
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_classes_of_type_do_not_set_a_paragraph_apart() -> None:
    short = "Cách làm tuy không mới nhưng được kiên trì theo đuổi qua nhiều năm, vì thế mà bền chắc đến nay."
    found = read(f"<p>{FIRST}</p><p>{SECOND}</p><div>{PHOTO}</div><p class=has-medium-font-size>{short}</p>")
    assert found["photos"][0]["caption"] is None
    assert found["body"] == [FIRST, SECOND, short]


def test_a_gallery_above_the_headline_is_the_articles() -> None:
    slide = "<div class=swiper-slide>{0}<div>{1}/2</div><div class=cap>{2}</div></div>"
    slides = slide.format(PHOTO, 1, CAPTION) + slide.format(OTHER, 2, "Bản Nà Khoang (Ảnh: Lê Hà)")
    found = read(
        BODY, title=f"<div class='swiper-container'>{slides}</div><div><h1>{TITLE}</h1>", below="</div>"
    )
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION, "Bản Nà Khoang"]


def test_a_gallery_above_the_headline_may_hold_nothing_but_words() -> None:
    found = read(
        BODY, title=f"<div class='swiper-container'>{CAPTION}</div><div><h1>{TITLE}</h1>", below="</div>"
    )
    assert (found["title"], found["photos"]) == (TITLE, [])


def test_a_last_change_below_the_text_is_the_update() -> None:
    found = read(f"{BODY}", below="<div>Lần cập nhật cuối (Thứ Sáu, 15 Tháng 3 2024 08:47)</div>")
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-15T08:47+07:00",
    )


@pytest.mark.parametrize("line", ["13/03/24, 08:15", "08:15 - 13/03/24"])
def test_a_year_of_two_digits_beside_an_hour(line: str) -> None:
    assert read(BODY, top=f"<div class=info>{line}</div>")["published_at"] == "2024-03-13T08:15+07:00"


def test_the_half_of_the_day_may_touch_a_button() -> None:
    line = "<div>13/03/2024 02:09:13 CH<span>Cỡ chữ:</span> <a href=#>A-</a></div>"
    assert read(BODY, top=line)["published_at"] == "2024-03-13T14:09+07:00"


def test_dates_of_stories_between_date_and_text_are_theirs() -> None:
    stories = "<p><a href=/k1>Khởi công cầu treo qua suối Nậm Pàn</a> (10/03/2024 03:10)</p>"
    found = read(BODY, top=f"<p>13/03/2024 08:15</p>{stories}", lead="")
    assert found["published_at"] == "2024-03-13T08:15+07:00"


def test_a_category_below_the_headline_is_the_section() -> None:
    category = "<div class='taxonomy-category terms'><a href=/c/van-hoa>Văn hóa</a></div>"
    assert read(BODY, top=f"<div class=meta><span>13/03/2024</span> {category}</div>")["section"] == "Văn hóa"


def test_the_rubric_that_the_head_calls_the_page_by_is_no_headline() -> None:
    found = read(
        BODY,
        head="<title>Báo Sông Mã - Học tập và làm theo Bác</title>",
        title=f"<div class=muc><a href=/m1>Học tập và làm theo Bác</a></div><p><b>{TITLE}</b></p>",
    )
    assert found["title"] == TITLE


def test_share_links_do_not_lead_to_another_story() -> None:
    share = "<div><a>Facebook</a> <a>Zalo</a> <a>Theo dõi trên Google News</a></div>"
    story = (
        "<div class=k><h3><a href=/k{0}>Khởi công cầu treo qua suối Nậm Pàn số {0}</a></h3><p>{1}</p></div>"
    )
    found = read(
        f"<p>{FIRST}</p><p align=right><b>Mai Khuê</b></p>",
        lead=share,
        below="".join(story.format(at, SECOND) for at in range(5)),
    )
    assert (found["body"], found["byline"]) == ([FIRST], "Mai Khuê")


def test_photos_of_a_handler_are_photos() -> None:
    rows = f"<tr><td><img src='ViewImage.aspx?imgid=98'></td></tr><tr><td align=middle>{CAPTION}</td></tr>"
    found = read(f"<p>{FIRST}</p><table align=right>{rows}</table><p>{SECOND}</p>")
    assert [each["caption"] for each in found["photos"]] == [CAPTION]
    icon = "<div><img src=/hinh/mail.gif></div><div><img src=/img/user.png></div>"
    assert read(f"{BODY}{icon}")["photos"] == []
