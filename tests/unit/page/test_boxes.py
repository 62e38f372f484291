"""What editors put in elements of its own: parts of dates, posts, captions above photos, sections, more articles."""

import pytest

from newsarchive.text.byline import parse_byline, without_post
from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
OTHER = PHOTO.replace("rung-1", "rung-2")


# -- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [("13", "Tháng 3", "2024"), ("13", "Th3", "2024"), ("13/", "03/", "2024")],
)
def test_day_month_and_year_in_elements_of_their_own(parts: tuple[str, ...]) -> None:
    box = "".join(f"<span class=d{at}>{part}</span>" for at, part in enumerate(parts))
    found = read(BODY, title=f"<div class=dau><div class=hop>{box}</div><h1>{TITLE}</h1></div>", top="")
    assert found["published_at"] == "2024-03-13"


def test_a_number_parted_by_an_editor_stays_one() -> None:
    first = FIRST.replace("bốn trăm", "<span lang=VI>20</span><span lang=VI>24</span>")
    assert FIRST.replace("bốn trăm", "2024") in read(f"<p>{first}</p><p>{SECOND}</p>")["body"]


@pytest.mark.parametrize("hour", ["2:38 chiều", "14:38", "2:38 PM"])
def test_the_hour_may_stand_beside_the_day(hour: str) -> None:
    found = read(BODY, top=f"<ul class=meta><li>admin</li><li>13 Tháng 3, 2024</li><li>{hour}</li></ul>")
    assert found["published_at"] == "2024-03-13T14:38+07:00"


def test_microdata_and_hatom_date_the_item_that_holds_the_headline() -> None:
    time = "<time itemprop=datePublished datetime=2024-03-13T08:15:00+07:00></time>"
    other = "<div itemscope itemtype=http://schema.org/NewsArticle><h4><a href=/k>Khởi công cầu treo qua suối</a></h4>"
    other += "<time itemprop=datePublished datetime=2023-01-02T08:15:00+07:00></time></div>"
    item = "<div itemscope itemtype=http://schema.org/NewsArticle>"
    found = read(BODY + "</div>" + other, title=f"{item}<h1>{TITLE}</h1>{time}", top="")
    assert found["published_at"] == "2024-03-13T08:15+07:00"
    posted = "<div>Đăng lúc <abbr class=published title=2024-03-13T08:15:00+07:00>08:15</abbr></div></div>"
    found = read(BODY + posted, title=f"<div class=hentry><h3 class=entry-title>{TITLE}</h3>", top="")
    assert found["published_at"] == "2024-03-13T08:15+07:00"


# -- bylines -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Lê Xuân Trường Biên tập viên", "Lê Xuân Trường"),
        ("K. Thoa Phóng viên TTXVN tại Cao Bằng", "K. Thoa"),
        ("Nguyễn Văn Trường Sơn", "Nguyễn Văn Trường Sơn"),
        ("Lê Xuân Trường - 0 bình luận", "Lê Xuân Trường - 0 bình luận"),
        ("Phóng viên Lê Minh", "Phóng viên Lê Minh"),
    ],
)
def test_a_post_behind_a_name(line: str, name: str) -> None:
    assert without_post(line) == name


def test_the_post_of_a_reporter_is_neither_byline_nor_lead() -> None:
    author = (
        "<div class=tg><a href=/tg/12>Nguyễn Trà My</a> <span>Phóng viên thường trú tại Cao Bằng</span></div>"
    )
    found = read(BODY, top=f"{author}<p>13/03/2024 08:15</p>")
    assert (found["byline"], found["lead"], found["body"]) == ("Nguyễn Trà My", LEAD, [FIRST, SECOND])


def test_who_put_the_page_up_did_not_write_it() -> None:
    signed = f"{BODY}<div align=right><b>Nguồn: TTXVN</b></div>"
    assert read(f"{signed}<div>Người đăng: Chi bộ Văn phòng vào lúc 14:03</div>")["byline"] == "Nguồn: TTXVN"
    alone = read(BODY, below="<div class=chan>Người đăng: Mai Lan vào lúc 14:03</div>")
    assert alone["byline"] == "Mai Lan"


@pytest.mark.parametrize("account", ["Quản trị viên", "Ban Biên tập"])
def test_the_box_of_a_houses_account_is_no_byline(account: str) -> None:
    box = (
        f"<div class=author-box><h4>{account}</h4><div>Tài khoản quản trị nội dung của trang tin.</div></div>"
    )
    found = read(f"{BODY}<p align=right><b>Mai Khuê</b></p>", below=box)
    assert (found["byline"], found["body"]) == ("Mai Khuê", [FIRST, SECOND])


def test_credits_of_a_long_read_stand_line_by_line() -> None:
    rows = "<p>Bài: Mai Khuê</p><p>Ảnh: Lê Hà</p><p>Đồ họa: Như Quỳnh</p>"
    found = read(f"{BODY}<div class=emag-credit>{rows}</div>")
    assert (found["byline"], found["body"]) == (
        "Bài: Mai Khuê - Ảnh: Lê Hà - Đồ họa: Như Quỳnh",
        [FIRST, SECOND],
    )


def test_labels_of_credits_may_bear_no_colon() -> None:
    roles = parse_byline("Nội dung Mai Khuê – Kim Chung Ảnh Lê Hà").roles
    assert roles == (("text", "Mai Khuê"), ("text", "Kim Chung"), ("photo", "Lê Hà"))
    rows = "<div>Nội dung <b>Mai Khuê</b></div><div>Thiết kế <b>Như Quỳnh</b></div>"
    found = read(f"{BODY}<div><div>{PHOTO}</div></div><div class=emag-credit>{rows}</div>")
    assert found["byline"] == "Nội dung Mai Khuê - Thiết kế Như Quỳnh"
    assert found["photos"][0]["caption"] is None


# -- captions ----------------------------------------------------------------------------------------------


def test_a_caption_may_stand_above_its_photo_in_a_box_with_it() -> None:
    box = f"<div class=khung><div class=tren><i>{CAPTION}</i></div><div>{PHOTO}</div></div>"
    found = read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION]
    assert found["body"] == [FIRST, SECOND]


def test_boxes_that_hold_captions_have_none_outside() -> None:
    short = "Cách làm tuy không mới nhưng được kiên trì theo đuổi, vì thế mà bền."
    boxes = [f"<div class=hinh>{PHOTO}<span>{CAPTION}</span></div>", f"<div class=hinh>{OTHER}</div>"]
    found = read(f"<p>{FIRST}</p>{boxes[0]}<p>{SECOND}</p>{boxes[1]}<div class=doan>{short}</div>")
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION, None]
    assert found["body"] == [FIRST, SECOND, short]


def test_a_slider_shows_each_photo_once() -> None:
    item = "<div class='item {0}'>{1}<div class=chu>{2}</div></div>"
    slider = item.format("cloned", OTHER, "Bản Nà Khoang") + item.format("", PHOTO, CAPTION)
    slider += item.format("", OTHER, "Bản Nà Khoang") + item.format("cloned", PHOTO, CAPTION)
    found = read(f"<div class=slider>{slider}<div>1/2</div></div>{BODY}")
    assert [(photo["url"][-10:], photo["caption"]) for photo in found["photos"]] == [
        ("rung-1.jpg", CAPTION),
        ("rung-2.jpg", "Bản Nà Khoang"),
    ]
    assert found["body"] == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["Kết quả cụ thể như sau:", "1. Khu rừng của ba bản"])
def test_what_leads_on_is_no_caption(line: str) -> None:
    found = read(f"<p>{FIRST}</p><div>{PHOTO}</div><div class=muc>{line}</div><p>{SECOND}</p>")
    assert found["photos"][0]["caption"] is None
    assert found["body"] == [FIRST, line, SECOND]


def test_verse_below_a_photo_is_no_caption() -> None:
    verse = [
        "Đêm họp chi bộ dưới chân rừng",
        "Ngọn đèn soi tỏ mặt người quen",
        "Người giữ suối sâu",
        "Người giữ đồi cao",
    ]
    lines = "".join(f"<div align=center><i>{line}</i></div>" for line in verse)
    found = read(f"<div>{FIRST}</div><div>{PHOTO}</div>{lines}<div>{SECOND}</div>")
    assert found["photos"][0]["caption"] is None
    assert [line for line in found["body"] if line in verse] == verse


def test_a_subheading_like_the_others_is_no_caption() -> None:
    heading = "<p align=center><b>{}</b></p>"
    inside = (
        f"<p>{FIRST}</p>{heading.format('Giải A')}<p>{SECOND}</p><div>{PHOTO}</div>{heading.format('Giải B')}"
    )
    found = read(f"{inside}<p>{FIRST} Hết.</p>")
    assert found["photos"][0]["caption"] is None
    assert "Giải B" in found["body"]


def test_the_name_of_a_video_is_no_text() -> None:
    video = "<div class=clip><iframe src=https://v.example/embed/1></iframe><p>Video: {}</p></div>"
    text = "Toàn cảnh buổi ra quân tuần rừng của chi bộ bản Nà Khoang sáng nay."
    assert read(f"<p>{FIRST}</p>{video.format(text)}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


# -- the place of the text ---------------------------------------------------------------------------------


def test_each_section_of_a_text_may_be_wrapped_many_times() -> None:
    def section(inside: str) -> str:
        return f"<section><div><div><div><div class=o>{inside}</div></div></div></div></section>"

    close = "Rừng còn, bản còn."
    parts = [f"<p>{LEAD}</p><p>{FIRST}</p>", f"<p>{SECOND}</p><div>{PHOTO}</div>", f"<p>{close}</p>"]
    related = section("<h3>Xem các tin khác</h3><p><a href=/k>Khởi công cầu treo qua suối Nậm Pàn</a></p>")
    found = read(
        "".join(map(section, parts)) + related,
        title=section(f"<h1>{TITLE}</h1><p>Đăng ngày 13 tháng 3 năm 2024</p>"),
        top="",
        lead="",
    )
    assert found["body"] == [LEAD, FIRST, SECOND, close]
    assert len(found["photos"]) == 1


def test_the_next_article_below_is_another() -> None:
    next_one = (
        "<article class='bai tiep'><div class=gio>Thứ Hai, 11/3/2024, 07:00</div>"
        "<h1 class=ten>Khởi công cầu treo qua suối Nậm Pàn nối hai bản vùng cao</h1>"
        f"<h2 class=sapo>{SECOND}</h2><div class=than><p>{FIRST} Cầu dài.</p><p>{SECOND} Cầu rộng.</p></div></article>"
    )
    found = read(
        "</div>" + BODY + "</article>" + next_one,
        title=f"<article class=bai><div class=gio>Thứ Tư, 13/3/2024, 08:15</div><h1 class=ten>{TITLE}</h1>",
        top="",
        head="<title>Báo Sông Mã</title>",
    )
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13T08:15+07:00")
    assert found["body"] == [FIRST, SECOND]


def test_one_paragraph_that_nothing_sets_apart_is_the_text() -> None:
    found = read(f"<figure>{PHOTO}</figure><p>{FIRST}</p>", lead="")
    assert (found["lead"], found["body"]) == (None, [FIRST])


def test_what_readers_write_weighs_little() -> None:
    comments = "".join(
        f"<div class=c><b>Bạn đọc</b><p>{SECOND} Rất đáng quý, {at}.</p></div>" for at in range(4)
    )
    found = read(
        f"<p>{FIRST}</p><p align=right><b>Mai Khuê</b></p>",
        lead="",
        below=f"<div class=comment-list><h4>Ý kiến bạn đọc (4)</h4>{comments}</div>",
    )
    assert (found["byline"], found["body"]) == ("Mai Khuê", [FIRST])


@pytest.mark.parametrize(
    "contents",
    [
        "<nav><p>Trong bài này</p><ol><li><a href=#a>Giữ rừng</a></li><li><a href=#b>Giữ suối</a></li></ol></nav>",
        "<div><b>Nội dung chính</b><p><a href=#a>Giữ rừng</a></p><p><a href=#b>Giữ suối</a></p></div>",
    ],
)
def test_a_table_of_contents_is_no_text(contents: str) -> None:
    assert read(f"{contents}<p>{FIRST}</p><h2>Giữ rừng</h2><p>{SECOND}</p>")["body"] == [
        FIRST,
        "Giữ rừng",
        SECOND,
    ]


def test_items_of_a_list_may_be_parted_by_line_breaks() -> None:
    items = ["“Tiếng gọi rừng già”, tác giả Lò Văn Sơn;", "“Người giữ suối”, tác giả Hà Thị Mơ."]
    assert read(f"<p>{FIRST}</p><div>{'<br>'.join(items)}</div><p>{SECOND}</p>")["body"] == [
        FIRST,
        *items,
        SECOND,
    ]


def test_an_editorial_office_may_speak_in_an_article() -> None:
    says = "Tòa soạn xin cáo lỗi cùng bà con bản Nà Khoang và bạn đọc."
    found = read(f"<p>{FIRST}</p><p>{PHOTO}</p><p>{says}</p>")
    assert found["body"] == [FIRST, says]


# -- around the headline -----------------------------------------------------------------------------------


def test_a_line_alone_with_the_headline_in_a_box_is_the_kicker() -> None:
    found = read(BODY, title=f"<div class=dau><div class=nhan>Chuyện ở cơ sở</div><h1>{TITLE}</h1></div>")
    assert found["kicker"] == "Chuyện ở cơ sở"


def test_the_section_may_stand_beside_the_date_or_above_the_side_column() -> None:
    line = "<div class=dong><a href=/van-hoa>Văn hóa</a><span>Thứ Tư, 13/03/2024 08:15</span></div>"
    assert read(BODY, title=f"{line}<h1>{TITLE}</h1>", top="")["section"] == "Văn hóa"
    crumbs = "<div class=breadcrumb>Bạn đang ở: <a href=/>Trang chủ</a> › <a href=/van-hoa>Văn hóa</a></div>"
    side = "".join(f"<li><a href=/xa/{at}>Xã Nậm Pàn {at}</a></li>" for at in range(20))
    found = read(BODY, title=f"</div>{crumbs}<ul>{side}</ul><div><h1>{TITLE}</h1>")
    assert found["section"] == "Văn hóa"


def test_the_headline_of_a_page_with_buttons_between_it_and_the_text() -> None:
    bar = "".join(
        f"<td><img src=/{at}.gif><a href=/{at}.asp>{word}</a></td>"
        for at, word in enumerate(("In bài", "Gửi bài"))
    )
    found = read(
        BODY,
        head="<title>Báo Sông Mã</title>",
        title=f"<marquee>Nhiệt liệt chào mừng đại hội đảng bộ các cấp, tiến tới đại hội!</marquee><p>{TITLE}</p>",
        top=f"<p>(13/03/2024 08:15)</p><table><tr>{bar}</tr></table>",
    )
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13T08:15+07:00")


def test_a_cover_above_the_headline_by_its_class() -> None:
    cover = f"<div class=emag-cover>{PHOTO}</div>"
    found = read(f"{BODY}<p>{SECOND} Hai lượt.</p>", title=f"{cover}<div class=dau><h1>{TITLE}</h1></div>")
    assert [photo["url"] for photo in found["photos"]] == ["https://baosongma.example/anh/rung-1.jpg"]


def test_tags_under_the_label_of_a_blog() -> None:
    tags = "<div>Nhãn: <a href=/search/label/rung>Giữ rừng</a>, <a href=/search/label/dang>Xây dựng Đảng</a></div>"
    assert read(BODY, below=tags)["tags"] == ["Giữ rừng", "Xây dựng Đảng"]
