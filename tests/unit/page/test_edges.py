"""Where a text begins and ends: leads in boxes, openings above photos, parts, signatures and tags at the foot."""

import pytest

from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
THIRD = "Ngay trong tuần đầu, tổ tuần tra đã dập hai đám cháy nhỏ ở sườn phía tây."
STORY = (
    "<div class=item><img src=/thumb/{0}.jpg><h3><a href=/k{0}>Khởi công cầu treo qua suối Nậm Pàn số {0}</a></h3>"
    "<p>Cầu dài 42 mét, dự kiến thông xe trước mùa mưa năm sau, giúp ba bản đi lại.</p></div>"
)
STORIES = "".join(map(STORY.format, range(5)))


# -- leads -------------------------------------------------------------------------------------------------


def test_a_lead_may_stand_in_a_paragraph_of_a_box_of_its_own() -> None:
    found = read(BODY, lead=f"<div class='khung mota2'><p>{LEAD}</p></div>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_the_first_of_two_parts_of_a_text_is_no_lead() -> None:
    found = read(
        f"<div id=phan1><p>{FIRST}</p></div><div id=phan2><p>{SECOND}</p><p>{THIRD}</p></div>", lead=""
    )
    assert (found["lead"], found["body"]) == (None, [FIRST, SECOND, THIRD])


@pytest.mark.parametrize("name", ["chu-italic", "font-bold", "fw-700"])
def test_a_first_paragraph_that_a_class_prints_in_other_letters_is_the_lead(name: str) -> None:
    found = read(f"<p class='{name}'>{LEAD}</p>{BODY}", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    same = read("".join(f"<p class='{name}'>{text}</p>" for text in (FIRST, SECOND, THIRD)), lead="")
    assert (same["lead"], same["body"]) == (None, [FIRST, SECOND, THIRD])


def test_a_bold_lead_above_a_bold_subheading() -> None:
    subheading = "1. Rừng rộng hơn, người giữ rừng lại ít đi"
    found = read(f"<p><b>{LEAD}</b></p><p><b>{subheading}</b></p>{BODY}", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [subheading, FIRST, SECOND])


# -- openings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["Kính thưa các vị đại biểu!", "Mùa khô lại về."])
def test_a_short_sentence_above_the_first_photo_opens_the_text(line: str) -> None:
    caption = f"{CAPTION} trong buổi chiều đầu mùa khô, khi gió còn chưa đổi chiều trên sườn phía tây."
    photo = f"<table><tr><td>{PHOTO}</td></tr><tr><td>{caption}</td></tr></table>"
    found = read(f"<p>{line}</p>{photo}{BODY}")
    assert found["body"] == [line, FIRST, SECOND]
    assert [photo["caption"] for photo in found["photos"]] == [caption]


# -- parts -------------------------------------------------------------------------------------------------


def test_the_last_part_of_a_text_may_be_a_photo_and_a_short_sentence() -> None:
    last = "Xin trân trọng thông báo!"
    photo = f"<table><tr><td>{PHOTO}</td></tr></table>"
    found = read(
        f"<div id=dau>{BODY}</div><div class=qc>Quảng cáo</div><div id=cuoi>{photo}<p>{last}</p></div>"
    )
    assert found["body"] == [FIRST, SECOND, last]
    assert [photo["caption"] for photo in found["photos"]] == [None]
    assert read(f"<div id=dau>{BODY}</div><div id=cuoi><p>{last}</p></div>")["body"] == [FIRST, SECOND, last]


# -- the foot ----------------------------------------------------------------------------------------------


def test_an_author_may_stand_on_top_of_the_box_of_other_stories() -> None:
    foot = f"<div class=chan><div class=author>Lò Văn Sơn</div><h3>Tin liên quan</h3>{STORIES}</div>"
    found = read(f"{BODY}{foot}")
    assert (found["byline"], found["body"]) == ("Lò Văn Sơn", [FIRST, SECOND])


def test_tags_below_an_article_told_in_pictures() -> None:
    figures = "".join(
        f"<figure><img src=/anh/{at}.jpg width=600><figcaption>{CAPTION} số {at}.</figcaption></figure>"
        for at in range(4)
    )
    tags = "<div class=the><b>Từ khóa:</b> <a href=/tu-khoa/rung>giữ rừng</a></div>"
    stories = f"<h3>Tin liên quan</h3>{STORIES}"
    for foot in (f"{tags}{stories}", f"{stories}{tags}"):
        assert read(figures, below=foot)["tags"] == ["giữ rừng"]
        assert read(f"{figures}</div><div>{foot}")["tags"] == ["giữ rừng"]


@pytest.mark.parametrize(
    "tools", ["<a>In trang</a> <a>Gửi mail</a>", "<span>In trang</span> <span>Gửi mail</span>"]
)
def test_tools_below_the_tags_are_no_text(tools: str) -> None:
    tags = "<div class=the><label>Từ khóa</label> <a href=/tag/rung>giữ rừng</a></div>"
    found = read(
        f"{BODY}<p align=right><b>Mai Khuê</b></p>{tags}<div>{tools}</div><h4>Tin khác</h4>{STORIES}"
    )
    assert (found["body"], found["byline"], found["tags"]) == ([FIRST, SECOND], "Mai Khuê", ["giữ rừng"])


def test_buttons_that_an_editor_left_beside_a_photo_do_not_take_it_away() -> None:
    tools = "<div><a>left</a><a>center</a><a>right</a><a>del</a></div>"
    found = read(f"<p>{FIRST}</p><table><tr><td>{PHOTO}{tools}</td></tr></table><p>{SECOND}</p>")
    assert [photo["caption"] for photo in found["photos"]] == [None]
    assert found["body"] == [FIRST, SECOND]


def test_a_short_report_above_other_stories_with_their_leads_is_no_listing() -> None:
    follow = "<div>Thứ Tư, 13/03/2024 <span>Theo dõi trên Google News</span></div>"
    related = "<div><a href=/k8>Hội thi báo cáo viên giỏi cụm miền tây</a> <a href=/k9>Lịch cúp điện tuần này</a></div>"
    for lead in ("", related, f"<p class=sapo>{LEAD}</p>"):
        found = read(f"<p>{THIRD}</p></div><h3>Tin khác</h3>{STORIES}<div>", top=follow, lead=lead)
        assert (found["title"], found["body"], found["published_at"]) == (TITLE, [THIRD], "2024-03-13")


# -- dates above the headline ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Thứ Tư, 13/03/2024 - 08:15", "2024-03-13T08:15+07:00"),
        ("Thứ Hai, 02/09/2024 - 08:55", None),  # the day of the capture
        ("Chủ Nhật, 01/09/2024 - 08:55", None),  # out of a cache
        ("Thứ Tư, 13/03/2024", None),  # mastheads of saved pages show the like
    ],
)
def test_a_day_and_hour_right_above_the_headline(line: str, published: str | None) -> None:
    head = f"<div class=duong><ul><li><a href=/ct>Chính trị</a></li></ul><div class=gio>{line}</div></div>"
    found = read(
        title="",
        top="",
        lead="",
        inside="",
        below=f"<div class=trai>{head}<div class=tin><h1>{TITLE}</h1><h2>{LEAD}</h2><div>{BODY}</div></div></div>",
    )
    assert found["published_at"] == published


@pytest.mark.parametrize("label", ["Hỏi:", "Câu hỏi 1:", "PV:", "Phóng viên:"])
def test_the_first_question_is_no_lead(label: str) -> None:
    asked = f"{label} Tôi đang sinh hoạt tại chi bộ bản Pa Phang, xin hỏi tôi có được giới thiệu quần chúng không?"
    found = read(f"<p><b>{asked}</b></p><p>Trả lời: {FIRST}</p><p>{SECOND}</p>", lead="")
    assert (found["lead"], found["body"][0]) == (None, asked)


@pytest.mark.parametrize(
    ("opening", "below"),
    [
        (
            "Tham gia giao lưu có các vị khách mời:",
            "- Ông Hồ Sĩ Trung, Phó Giám đốc Sở Nông nghiệp và Môi trường;",
        ),
        ("Tôi gặp chị ở bến sông.", "Chị đi chuyến phà sớm, mang theo hai bao sách cũ cho lớp học."),
        ("Điều 1. Phạm vi điều chỉnh", "Quy định này quy định trách nhiệm nêu gương của bí thư chi bộ bản."),
    ],
)
def test_a_short_line_that_opens_the_text_belongs_to_it(opening: str, below: str) -> None:
    text = f"<div class=noi-dung><p>{opening}</p><p>{below}</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    found = read(text, lead=f"<p><strong>{LEAD}</strong></p>")
    assert (found["lead"], found["body"]) == (LEAD, [opening, below, FIRST, SECOND])
