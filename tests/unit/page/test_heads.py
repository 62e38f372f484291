"""What stands at the head and the foot of an article: offices, labels in elements of their own, fronts, buttons."""

import pytest

from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
CRUMBS = "<div class=duong-dan><a href='/'>Trang chủ</a> › <a href='/chinh-tri'>Chính trị</a></div>"


def test_the_office_of_an_author_is_neither_lead_nor_text() -> None:
    office = "Ban Tuyên giáo và Dân vận Huyện ủy Sông Mã"
    found = read(
        BODY,
        top=f"<p class=tac-gia><strong>TS. MAI KHUÊ</strong><br><span>{office}</span></p><p>13/03/2024</p>",
        lead="<div class=so>Tạp chí in số 3 (tháng 3/2024)</div>"
        f"<div class=tts>Nghe nội dung bài viết 0:00/4:17 1x</div><div class=sapo><i>{LEAD}</i></div>",
    )
    assert (found["byline"], found["lead"], found["body"]) == ("TS. MAI KHUÊ", LEAD, [FIRST, SECOND])


def test_a_lead_in_a_span_before_a_line_break_and_a_numbered_heading() -> None:
    inside = (
        f"<span class=lead>{LEAD}</span><br><span><b>I. QUAN ĐIỂM</b><br><br>{FIRST}<br><br>{SECOND}</span>"
    )
    found = read(inside, lead="")
    assert (found["lead"], found["body"]) == (LEAD, ["I. QUAN ĐIỂM", FIRST, SECOND])
    assert found["byline"] is None


def test_the_label_of_an_author_may_have_an_element_of_its_own() -> None:
    found = read(BODY + "<div><div>Tác giả:</div><div><span>Mai Khuê</span></div></div>")
    assert (found["byline"], found["body"]) == ("Mai Khuê", [FIRST, SECOND])


@pytest.mark.parametrize(
    "line", ["<p class=has-text-align-right><em>{}</em></p>", "<p><strong>{}</strong></p>"]
)
def test_an_office_signs_what_it_issues(line: str) -> None:
    found = read(BODY + line.format("Văn phòng Huyện ủy"))
    assert (found["byline"], found["body"]) == ("Văn phòng Huyện ủy", [FIRST, SECOND])


def test_names_below_a_figure_are_the_authors_whatever_their_class() -> None:
    figure = f"<div class=full><figure>{PHOTO}</figure></div>"
    found = read(BODY + figure + "<div class=emg-credit><p>Hà Văn Phúc - Kim Chung</p></div>")
    assert found["byline"] == "Hà Văn Phúc - Kim Chung"
    assert [photo["caption"] for photo in found["photos"]] == [None]


def test_a_line_between_breadcrumb_and_headline_is_the_kicker() -> None:
    found = read(title=f"{CRUMBS}<div class=chu-dau>Chuyện ở cơ sở</div><h1>{TITLE}</h1>")
    assert (found["kicker"], found["section"]) == ("Chuyện ở cơ sở", "Chính trị")


def test_a_series_is_no_section() -> None:
    series = "<div><span>Dòng sự kiện:</span> <a href='/e1'>Hướng tới đại hội</a></div>"
    assert read(title=f"{CRUMBS}{series}<h1>{TITLE}</h1>")["section"] == "Chính trị"


def test_the_section_stands_below_the_headline_and_the_breadcrumb_ends_with_it() -> None:
    crumbs = f"<ol class=breadcrumb><li><a href='/'>Trang chủ</a></li><li class=active>{TITLE}</li></ol>"
    label = "<div><div>Chuyên mục:&nbsp;</div><div><a href='/xa'>Xây dựng Đảng</a></div></div>"
    found = read(title=f"{crumbs}<h1>{TITLE}</h1>", top=f"<p>13/03/2024 08:15</p>{label}")
    assert found["section"] == "Xây dựng Đảng"


def test_the_label_of_an_update_may_have_an_element_of_its_own() -> None:
    first = "<div><div>Ngày đăng:&nbsp;</div><div>13/03/2024 - 08:15</div></div>"
    later = "<div><div>Cập nhật lần cuối:&nbsp;</div><div>14/03/2024 - 09:30</div></div>"
    found = read(BODY, top=first + later)
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-14T09:30+07:00",
    )


def test_a_byline_and_a_weekday_that_touch_are_two() -> None:
    found = read(BODY, top="<div><span>Theo TTXVN</span><span>Thứ Tư, 13/03/2024 08:15</span></div>")
    assert (found["byline"], found["published_at"]) == ("Theo TTXVN", "2024-03-13T08:15+07:00")


def test_the_picture_above_the_headline_in_a_box_with_it_is_the_articles() -> None:
    front = f"<div class=bia>{PHOTO}<div class=chu><h1>{TITLE}</h1></div></div>"
    found = read(BODY, title=front)
    assert [photo["url"] for photo in found["photos"]] == ["https://baosongma.example/anh/rung-1.jpg"]


def test_the_banner_above_the_whole_article_is_not() -> None:
    assert read(f"{BODY}<p>{SECOND} Hai lượt.</p>", title=f"{PHOTO}<h1>{TITLE}</h1>")["photos"] == []


def test_the_only_text_of_a_notice_is_no_caption() -> None:
    text = f"{FIRST} {SECOND}"
    found = read(f"<div class=khoi><div>{PHOTO}</div><div class=chu>{text}</div><div>Mai Khuê</div></div>")
    assert (found["body"], found["byline"]) == ([text], "Mai Khuê")
    captioned = read(
        f"<div class=khoi><div>{PHOTO}</div><p><i>{CAPTION}</i></p><div class=chu>{text}</div></div>"
    )
    assert [photo["caption"] for photo in captioned["photos"]] == [CAPTION]


@pytest.mark.parametrize("line", ["Địa điểm: Nhà văn hóa bản Nà Khoang.", "01 giải nhất: 5.000.000 đồng;"])
def test_lines_of_an_announcement_are_no_captions(line: str) -> None:
    found = read(f"<p>{FIRST}</p><p>{PHOTO}</p><p align=center>{line}</p><p>{SECOND}</p>")
    assert found["body"] == [FIRST, line, SECOND]


def test_a_box_of_stories_inside_a_short_text_does_not_hide_it() -> None:
    story = "<article class=s><h2><a href='/r{0}'>Khởi công cầu treo qua suối Nậm Pàn, chặng {0}</a></h2></article>"
    box = f"<div class=tin-doc>{story.format(1)}{story.format(2)}</div>"
    assert read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_a_row_of_buttons_is_no_headline_of_the_lead_below() -> None:
    buttons = ("Facebook", "Zalo", "Sao chép liên kết")
    share = f"<div>{' '.join(f'<a href=/{at}>{button}</a>' for at, button in enumerate(buttons))}</div>"
    inside = f"<h2>Điều 1. Phạm vi</h2><p>{FIRST}</p><p>{SECOND}</p>"
    found = read(f"<p>{LEAD}</p>{inside}", head="<title>Báo Sông Mã</title>", lead=share)
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13T08:15+07:00")
    assert "Điều 1. Phạm vi" in found["body"]


def test_the_headline_of_a_photo_story_may_be_unmarked() -> None:
    title = "Chùm ảnh: Sắc màu phiên chợ Nà Khoang ngày áp Tết"
    counters = "<div><p>Đang truy cập: 15</p><p>Hôm nay: 1.203</p><p>Tổng lượt truy cập: 5.203.111</p></div>"
    found = read(
        BODY,
        head="<title>Báo Sông Mã</title>",
        title=f"{counters}<div class=td>{title}</div>",
        top="",
        lead="",
    )
    assert found["title"] == title


def test_a_day_behind_the_headline_is_its_date_where_the_head_states_it_without() -> None:
    found = read(title=f"<div class=td>{TITLE} (13/03/2024)</div>", top="")
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13")
    kept = read(head=f"<title>{TITLE} (19/8/1945)</title>", title=f"<div class=td>{TITLE} (19/8/1945)</div>")
    assert kept["title"] == f"{TITLE} (19/8/1945)"


def test_the_number_of_a_session_is_no_weekday() -> None:
    title = "Ủy ban Kiểm tra Huyện ủy Sông Mã thông báo kết quả Kỳ họp thứ 4"
    found = read(head="<title>Báo Sông Mã</title>", title=f"<h1>{title} (13/03/2024 08:15)</h1>", top="")
    assert (found["title"], found["published_at"]) == (title, "2024-03-13T08:15+07:00")


def test_births_are_no_dates_of_the_page() -> None:
    found = read(f"<p>{FIRST}</p><p>Ngày sinh: 12/5/1969</p><p>{SECOND}</p>", top="")
    assert found["published_at"] is None
    assert "Ngày sinh: 12/5/1969" in found["body"]


def test_a_name_that_no_list_holds_signs_the_last_line() -> None:
    found = read(BODY + "<p>Rmah Blơ Djrang</p>")
    assert (found["byline"], found["body"]) == ("Rmah Blơ Djrang", [FIRST, SECOND])
    kept = read(BODY + "<p>Mời bà con đón đọc.</p>")
    assert (kept["byline"], kept["body"]) == (None, [FIRST, SECOND, "Mời bà con đón đọc."])


def test_author_and_photographer_below_a_photo_are_no_caption() -> None:
    found = read(f"{BODY}<p>{PHOTO}</p><p align=center><b>Mai Khuê; ảnh: Lê Hà</b></p>")
    assert (found["byline"], found["photos"][0]["caption"]) == ("Mai Khuê; ảnh: Lê Hà", None)


def test_a_box_of_cards_inside_the_text_is_no_text_and_hides_none() -> None:
    card = (
        "<div class=wi><div><a href='/w{0}'>Khởi công cầu treo qua suối Nậm Pàn, chặng {0}</a></div>"
        "<p>Cầu dài bốn mươi mét, dự kiến xong trước mùa lũ năm sau.</p></div>"
    )
    box = f"<div class=wg><div>Đọc nhiều</div>{''.join(card.format(at) for at in range(3))}</div>"
    assert read(f"<p>{FIRST}</p><p>{SECOND}</p>{box}<p>Xin báo tin.</p>")["body"] == [
        FIRST,
        SECOND,
        "Xin báo tin.",
    ]


def test_figures_that_hold_captions_have_none_outside() -> None:
    first = f"<div><figure>{PHOTO}<figcaption>{CAPTION}</figcaption></figure></div>"
    second = f"<div><figure>{PHOTO.replace('rung-1', 'rung-2')}</figure></div>"
    short = "Cách làm tuy không mới nhưng được kiên trì theo đuổi, vì thế mà bền."
    found = read(f"<p>{FIRST}</p>{first}<p>{SECOND}</p>{second}<div align=justify>{short}</div>")
    assert found["body"] == [FIRST, SECOND, short]
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION, None]


@pytest.mark.parametrize("lead", ["<h6>{}</h6>", "<p><b>{}</b></p>", "<p class=gioithieu>{}</p>"])
def test_a_lead_of_few_words(lead: str) -> None:
    words = "Tôi lên Nà Khoang vào một đêm rét."
    found = read(BODY, lead=lead.format(words))
    assert (found["lead"], found["body"]) == (words, [FIRST, SECOND])


def test_the_second_of_two_texts_is_no_caption_of_the_photo_between() -> None:
    second = (
        "Trong năm ngày, các học viên nghiên cứu năm chuyên đề do Ban Tuyên giáo Huyện ủy biên soạn, "
        "rồi viết thu hoạch cuối khóa."
    )
    found = read(f"<p>{FIRST}</p><div>{PHOTO}</div><p>{second}</p>", lead="")
    assert found["photos"][0]["caption"] is None
    assert second in found["body"]


def test_a_short_headline_that_mark_up_and_head_name_goes_before_the_section() -> None:
    found = read(
        head="<title>Tin vắn</title>",
        title="<div><h1>Tin trong tỉnh</h1></div><div><h2 itemprop=headline>Tin vắn</h2></div>",
    )
    assert found["title"] == "Tin vắn"


def test_a_notice_below_the_heading_of_the_section_is_the_headline() -> None:
    notice = "Thông báo về việc tiếp nhận hồ sơ đợt 07/11"
    found = read(
        head="<title>Cổng thông tin Tỉnh ủy</title>",
        title=f"<h1 class=portlet-title><span>Chính trị</span></h1><div class=title-detail>{notice}</div>",
        lead="",
    )
    assert (found["title"], found["byline"], found["authors"]) == (notice, None, [])


RUBRIC = "Hoạt động của cấp ủy"
RUBRIC_HEAD = f"<title>{RUBRIC}</title>"
WAY = f"<div class=breadcrumb><a href=/>Trang chủ</a> <a href=/cap-uy>&gt; {RUBRIC}</a></div>"


def test_a_head_that_names_the_last_step_of_the_breadcrumb_names_no_headline() -> None:
    found = read(
        BODY,
        head=RUBRIC_HEAD,
        title=f"{WAY}<div class=Head>{TITLE}</div>",
        lead=f"<h2 class=sapo>{LEAD}</h2>",
        url="https://huyenuy.example/tabid/815/id/29.aspx",
    )
    assert (found["title"], found["lead"]) == (TITLE, LEAD)


def test_an_abstract_in_a_heading_is_no_headline() -> None:
    found = read(
        BODY,
        head=RUBRIC_HEAD,
        title=f"{WAY}<div>{TITLE}</div>",
        lead=f"<h2 class=sapo>Tóm tắt: {LEAD}</h2>",
        url="https://huyenuy.example/tabid/815/id/29.aspx",
    )
    assert (found["title"], found["lead"]) == (TITLE, LEAD)


def test_the_headline_is_the_line_that_the_address_spells() -> None:
    """As Joomla makes addresses, and pages: a heading for the rubric, the headline a link in a cell."""
    page = "/index.php?option=com_content&view=article&id=234:chi-bo-ban-na-giu-rung-gioi&catid=35"
    title = "Chi bộ bản Nà giữ rừng giỏi"
    linked = f"<table><tr><td class=contentheading><a href='/cap-uy/234-x'>{title}</a></td></tr></table>"
    found = read(
        BODY,
        head=RUBRIC_HEAD,
        title=f"<div class=componentheading>{RUBRIC}</div>{linked}",
        url=f"https://huyenuy.example{page}",
    )
    assert found["title"] == title


def test_the_headline_is_the_line_that_ends_the_breadcrumb() -> None:
    way = f"<div class=duongdan><a href=/>Trang chủ</a> / <a href=/xdd>Xây dựng Đảng</a> / {TITLE}</div>"
    found = read(
        BODY,
        head="<title>Cổng thông tin UBKT Huyện ủy</title>",
        title=f"{way}<div>{TITLE}</div>",
        url="https://huyenuy.example/29.aspx",
    )
    assert found["title"] == TITLE


def test_the_only_main_heading_above_the_text_is_the_headline_even_if_it_could_name_a_rubric() -> None:
    found = read(
        BODY,
        head="<title>Cổng thông tin điện tử Huyện ủy</title>",
        title="<h1>Tin vắn</h1>",
        lead=f"<h2>{LEAD}</h2>",
    )
    assert (found["title"], found["lead"]) == ("Tin vắn", LEAD)


def test_the_heading_of_a_notice_below_its_rubric() -> None:
    found = read(
        BODY,
        head="<title>Trang tin Huyện ủy</title>",
        title="<p><b>Công tác kiểm tra</b></p><h4>TIN BUỒN</h4>",
        top="<p>(13/03/2024)</p>",
        lead="",
    )
    assert found["title"] == "TIN BUỒN"


def test_a_question_whether_the_page_was_useful_is_no_text() -> None:
    found = read(f"{BODY}<div><p>Bài viết này có hữu ích với bạn không?</p></div>")
    assert found["body"] == [FIRST, SECOND]


def test_the_last_change_below_a_text_by_its_class() -> None:
    changed = "<div class=modifydate>Cập nhật ngày Thứ Năm, 14 Tháng 3 2024 12:58</div>"
    found = read(f"{BODY}<p align=right><b>Mai Khuê</b></p>{changed}")
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-14T12:58+07:00",
    )


def test_a_counter_that_touches_the_author_is_none_of_the_name() -> None:
    top = (
        "<div class=meta><span>13/03/2024 08:15</span> <span>Nhóm PV</span><span>5.857 lượt xem</span></div>"
    )
    found = read(BODY, top=top)
    assert (found["byline"], found["published_at"]) == ("Nhóm PV", "2024-03-13T08:15+07:00")


def test_an_office_in_a_box_right_below_the_text_signs_it() -> None:
    found = read(BODY, below="<div class=x7f8a>Ban Tổ chức Huyện ủy</div><h3>Tin khác</h3>")
    assert (found["byline"], found["body"]) == ("Ban Tổ chức Huyện ủy", [FIRST, SECOND])
