"""Single readings of the generic reader, each on a small page that holds one stumbling block."""

from datetime import datetime
from typing import Any

import pytest

from newsarchive.extraction import extract
from newsarchive.page.titles import is_site_name
from newsarchive.page.words import END_LABEL, TOOL, date_part, date_share, without_date
from newsarchive.sample.article import VIETNAM

TITLE = "Chi bộ bản Nà Khoang bàn việc giữ rừng"
LEAD = "Tối 12/3, Chi bộ bản Nà Khoang họp bàn cách giữ khu rừng đầu nguồn trước mùa khô năm nay."
FIRST = "Khu rừng rộng hơn bốn trăm héc-ta giữ nước cho ba bản, song mùa khô nào cũng có vài đám cháy do đốt nương."
SECOND = "Bí thư chi bộ cho biết mười hai đảng viên nhận mỗi người một tuyến tuần tra, hai ngày đi một lượt."
CAPTION = "Đảng viên bản Nà Khoang đi tuần rừng"
PHOTO = "<img src='/anh/rung-1.jpg' width=600 height=400>"


def read(
    inside: str = f"<p>{FIRST}</p><p>{SECOND}</p>",
    *,
    head: str = f"<title>{TITLE}</title>",
    title: str = f"<h1>{TITLE}</h1>",
    top: str = "<p class=ngay>13/03/2024 08:15</p>",
    lead: str = f"<p class=sapo>{LEAD}</p>",
    below: str = "",
    url: str = "https://baosongma.example/giu-rung-812.html",
) -> dict[str, Any]:
    """The fields of a page with these parts."""
    page = (
        f"<html><head><meta charset=utf-8>{head}</head><body><div class=bai>{title}{top}{lead}"
        f"<div class=noidung>{inside}</div></div>{below}</body></html>"
    )
    fetched_at = datetime(2024, 9, 2, 9, 0, tzinfo=VIETNAM)
    return extract(page.encode(), url=url, fetched_at=fetched_at).to_dict()


@pytest.mark.parametrize(
    "subheading",
    ["Nghe dân trước, nói sau", "Theo dõi sát từng khoảnh rừng", "Trở lại bản cũ", "Tìm kiếm cách mới"],
)
def test_a_subheading_may_begin_like_a_button(subheading: str) -> None:
    assert TOOL.match(subheading) is None
    assert subheading in read(f"<p>{FIRST}</p><p><b>{subheading}</b></p><p>{SECOND}</p>")["body"]


@pytest.mark.parametrize(
    "button",
    [
        "Nghe bài viết",
        "Theo dõi Báo Sông Mã trên Google News",
        "Trở lại Thời sự",
        "Xem với cỡ chữ A A",
        "Google News",
    ],
)
def test_buttons_are_no_text(button: str) -> None:
    assert TOOL.match(button)


def test_a_picture_that_links_to_itself_is_the_articles_own() -> None:
    address = "/documents/20182/0/rung.jpg/7c1e-44"
    photo = f"<p><a href='{address}'><img src='{address}?t=16'></a></p><p><em>{CAPTION}</em></p>"
    found = read(f"<p>{FIRST}</p>{photo}<p>{SECOND}</p>")
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION]
    assert found["body"] == [FIRST, SECOND]


def test_a_lead_beside_the_cover_is_not_its_caption() -> None:
    figure = f"<figure>{PHOTO}<figcaption>{CAPTION}</figcaption></figure>"
    found = read(lead=f"<div class=hometext>{figure}<div class=h4>{LEAD}</div></div>")
    assert found["lead"] == LEAD
    assert [photo["caption"] for photo in found["photos"]] == [CAPTION]


def test_a_question_under_a_picture_is_not_its_caption() -> None:
    question = "Phóng viên: Thưa ông, việc nào khó nhất?"
    found = read(f"<p>{FIRST}</p><figure>{PHOTO}</figure><p><i>{question}</i></p><p>{SECOND}</p>")
    assert found["body"] == [FIRST, question, SECOND]


def test_a_signature_under_a_picture_in_the_only_box_is_a_byline() -> None:
    found = read(f"<p>{FIRST}</p><table><tr><td>{PHOTO}</td></tr></table><p align=right><b>Nhóm PV</b></p>")
    assert (found["byline"], found["photos"][0]["caption"]) == ("Nhóm PV", None)


def test_a_plain_text_before_the_box_of_all_paragraphs_is_the_lead() -> None:
    found = read(f"<p>{FIRST}</p>", lead=f"<p class=x>{LEAD}</p>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST])


def test_a_masthead_in_h1_is_not_the_title_of_a_page_that_names_it_first() -> None:
    masthead = "Trang thông tin điện tử Đảng bộ tỉnh Sông Mã"
    found = read(
        head=f"<title>{masthead} &gt; Tin tức &gt; {TITLE}</title>",
        title=f"<h1>{masthead}</h1><h3>{TITLE}</h3>",
    )
    assert found["title"] == TITLE


def test_names_of_sites_and_headlines_that_begin_alike() -> None:
    names = ("Báo Sông Mã điện tử", "Đảng bộ tỉnh Sông Mã", "Tạp chí Xây dựng Bản làng")
    headlines = (
        "Đảng bộ xã Tân Lũng đổi mới sinh hoạt",
        "Sở Y tế tập huấn công tác Đảng",
        "Ban Thường vụ Tỉnh ủy họp",
    )
    assert [is_site_name(text) for text in (*names, *headlines)] == [True] * 3 + [False] * 3


def test_a_label_alone_is_no_author() -> None:
    found = read(
        top="<div><span class=author-by>Bởi</span></div><div><a href='/author/x'>Lý Hà My</a></div><p>13/03/2024</p>"
    )
    assert found["byline"] == "Lý Hà My"


def test_a_name_that_ends_like_published() -> None:
    assert without_date("Lường Hải Đăng 13/03/2024") == "Lường Hải Đăng"
    assert without_date("Ngày Đăng 13/03/2024") == ""
    assert date_part("Lý Hà My Đăng ngày 13/03/2024") == "Đăng ngày 13/03/2024"


def test_a_counter_beside_the_date_at_the_foot() -> None:
    assert date_share("(13/03/2024) Lượt xem: 501") == 1.0
    found = read(top="", below="<div><span>Ngày đăng: 13/03/2024</span> <span>Lượt xem: 501</span></div>")
    assert found["published_at"] == "2024-03-13"


def test_a_date_and_a_counter_that_touch() -> None:
    found = read(top="<div><span>Thứ Tư, ngày 13 tháng 3 năm 2024</span><span>1025 Lượt xem</span></div>")
    assert found["published_at"] == "2024-03-13"


def test_an_update_in_brackets_behind_the_date() -> None:
    found = read(top="<p>13/03/2024 08:15 (Cập nhật: 13/03/2024 10:40)</p>")
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-13T10:40+07:00",
    )


def test_tags_end_with_their_list() -> None:
    tags = "<div><b>Từ khóa:</b> <a href='/x/1'>giữ rừng</a> <a href='/x/2'>chi bộ</a></div>"
    found = read(below=f"{tags}<div><a href='/a'>Bài trước Chợ phiên mở lại</a></div>")
    assert found["tags"] == ["giữ rừng", "chi bộ"]


def test_an_imprint_in_one_long_line_is_not_the_text() -> None:
    imprint = (
        "Giấy phép số 44/GP-TTĐT do Sở Thông tin cấp ngày 14/8/2019<br>"
        + "Trưởng ban biên tập và địa chỉ tòa soạn<br>" * 12
    )
    found = read(f"<p>{FIRST}</p>", below=f"<table><tr><td>{imprint}</td></tr></table>")
    assert found["body"] == [FIRST]


def test_the_labels_still_end_an_article() -> None:
    assert all(END_LABEL.match(label) for label in ("Tin liên quan", "Các tin khác", "Ý kiến bạn đọc (2)"))


def test_a_name_and_a_relative_time_that_touch() -> None:
    found = read(top="<div><a href='/tac-gia/my'>Lý Hà My</a><time>2 ngày trước</time></div>")
    assert (found["byline"], found["published_at"][:10]) == ("Lý Hà My", "2024-08-31")


def test_spans_that_their_style_makes_paragraphs() -> None:
    style = "style='display:block; text-align:justify'"
    assert read(f"<span {style}>{FIRST}</span><span {style}>{SECOND}</span>")["body"] == [FIRST, SECOND]


def test_a_lead_marked_on_the_span_inside_its_cell() -> None:
    table = f"<table><tr><td>{{}}</td></tr><tr><td>{FIRST}</td></tr></table>"
    found = read(table.format(f"<span class=mota>{LEAD}</span>"), lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST])


def test_a_kicker_marked_on_a_span() -> None:
    found = read(title=f"<div><span class=kicker>Chuyện ở bản</span></div><h1>{TITLE}</h1>")
    assert found["kicker"] == "Chuyện ở bản"


def test_a_bold_lead_before_a_bold_question() -> None:
    question = "Phóng viên: Thưa ông, việc nào khó nhất?"
    found = read(f"<p><b>{LEAD}</b></p><p><b>{question}</b></p><p>{FIRST}</p><p>{SECOND}</p>", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [question, FIRST, SECOND])


def test_a_picture_and_a_text_that_lead_to_the_same_page_are_a_related_story() -> None:
    door = "<td><a href='/r9.html'><img src='/t9.jpg' width=120></a></td>"
    lead = "Bà con gùi hàng xuống chợ từ sớm. " * 4
    box = f"<table><tr>{door}<td><a href='/r9.html'>Chợ phiên</a> <span>{lead}</span></td></tr></table>"
    assert read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_verse_and_quotations_under_a_picture_are_text() -> None:
    verse = ("Rừng xanh ôm lấy bản nghèo", "Suối trong chảy mãi, câu hò nối câu", "Ai lên thăm đến rừng sâu")
    quotation = "“Giữ rừng là giữ nước, giữ nước là giữ bản, không ai làm thay được dân bản”"
    found = read(
        f"<p>{FIRST}</p><p>{PHOTO}</p><p><em>{'<br>'.join(verse)}</em></p><p>{SECOND}</p>"
        f"<p><img src='/anh/rung-2.jpg'></p><p><i>{quotation}</i></p><p>{FIRST}!</p>"
    )
    assert " ".join(verse) in found["body"] and quotation in found["body"]


def test_pictures_in_tables_of_their_own_around_a_paragraph() -> None:
    table = "<table><tr><td><img src='/anh/{}.jpg'></td></tr></table>"
    long = f"{FIRST} {SECOND}"
    page = f"<table><tr><td>{table.format(1)}<p>{long}</p>{table.format(2)}</td></tr></table>"
    assert read(page)["body"] == [long]


def test_an_operator_is_no_author() -> None:
    assert (
        read(top="<div>Đăng bởi <span class=username>admin</span> 13/03/2024 08:15</div>")["byline"] is None
    )


def test_a_date_that_links_to_its_day() -> None:
    found = read(top="<ul><li><a href='/2024/03/13/'>Tháng 3 13, 2024</a></li></ul>")
    assert found["published_at"] == "2024-03-13"


def test_tools_between_headline_and_text_do_not_hide_the_headline() -> None:
    tools = "".join(f"<li><a href='#'>{tool}</a></li>" for tool in ("In", "Email", "1", "2", "3", "4", "5"))
    found = read(head="<title>Báo Sông Mã</title>", title=f"<h2>{TITLE}</h2><ul>{tools}</ul>")
    assert found["title"] == TITLE


def test_a_rubric_beside_the_date_is_no_author() -> None:
    found = read(top="<div>Lý Hà My / 13/03/2024 08:15 / <a href='/c'>Xây dựng Đảng</a></div>")
    assert found["byline"] == "Lý Hà My"


def test_a_salutation_opens_the_text() -> None:
    found = read(f"<p>Kính thưa Đoàn Chủ tịch,</p><p>{FIRST}</p><p>{SECOND}</p>")
    assert found["body"] == ["Kính thưa Đoàn Chủ tịch,", FIRST, SECOND]


def test_a_bar_at_the_top_repeats_the_headline() -> None:
    bar = f"<div class=bar>{TITLE}</div><div>Trang chủ › Đời sống › <span>{TITLE}</span></div>"
    found = read(title=f"{bar}<div class=tieu-de>{TITLE}</div>")
    assert (found["title"], found["lead"]) == (TITLE, LEAD)


def test_a_headline_may_lead_to_its_own_page() -> None:
    bar = f"<div>{TITLE}</div><div>Trang chủ › Đời sống › <span>{TITLE}</span></div>"
    assert read(title=f"{bar}<h2><a href='/giu-rung-812.html'>{TITLE}</a></h2>")["lead"] == LEAD


@pytest.mark.parametrize("line", ["13/03/2024 08:15", "Cập nhật: 08:15 ngày 13/03/2024"])
def test_todays_date_above_the_headline_gives_way_to_the_date_below(line: str) -> None:
    found = read(title=f"<div>Thứ Hai, ngày 2 tháng 9 năm 2024</div><h1>{TITLE}</h1>", top=f"<p>{line}</p>")
    assert (found["published_at"] or "")[:10] != "2024-09-02"


def test_what_an_authors_box_tells_of_the_author_is_not_the_text() -> None:
    life = "Viết về rừng và người giữ rừng từ năm 2015, từng sống ở bản Nà Khoang mười năm."
    name = "<img src='/my.jpg' width=80 height=80><h4><a href='/author/my'>Lý Hà My</a></h4>"
    found = read(below=f"<div class=author-box>{name}<p>{life}</p></div>")
    assert (found["byline"], found["body"], found["photos"]) == ("Lý Hà My", [FIRST, SECOND], [])


def test_a_documents_own_day_is_not_the_pages() -> None:
    found = read(f"<p>{FIRST}</p><p>{SECOND}</p><p align=right><i>Sông Mã, ngày 11 tháng 3 năm 2024</i></p>")
    assert found["published_at"] == "2024-03-13T08:15+07:00"


def test_readers_words_right_below_the_text() -> None:
    words = "Ở bản tôi cũng có chuyện tương tự, gửi đơn hai năm nay chưa thấy ai trả lời bà con."
    readers = f"<h3>2 bình luận</h3><div><p><b>Lò Văn Tâm</b> - 14/03/2024</p><p>{words}</p></div>"
    found = read(
        "", lead=f"<p class=sapo>{LEAD}</p><div class=nd><p>{FIRST}</p><p>{SECOND}</p></div>{readers}"
    )
    assert found["body"] == [FIRST, SECOND]


def test_a_paragraph_beside_a_floating_picture_is_text() -> None:
    found = read(f"<p><img src='/anh/1.jpg' align=left>{FIRST}</p><p>{SECOND}</p>")
    assert (found["body"], found["photos"][0]["caption"]) == ([FIRST, SECOND], None)


def test_a_bold_caption_in_the_middle_and_a_bold_heading() -> None:
    photo = f"<p align=center>{PHOTO}</p>"
    found = read(f"<p>{FIRST}</p>{photo}<p align=center><b>{CAPTION}</b></p><p>{SECOND}</p>")
    assert (found["body"], found["photos"][0]["caption"]) == ([FIRST, SECOND], CAPTION)
    heading = "II. NHIỆM VỤ NĂM TỚI"
    assert (
        heading in read(f"<p>{FIRST}</p>{photo}<p align=center><b>{heading}</b></p><p>{SECOND}</p>")["body"]
    )


@pytest.mark.parametrize(
    "meta",
    [
        "<table><tr><th>Ngày đăng</th><td>13/03/2024</td></tr><tr><th>Tác giả</th><td>Ksor Hnhi</td></tr></table>",
        "<dl><dt>Tác giả:</dt><dd>Ksor Hnhi</dd><dt>Ngày đăng:</dt><dd>13/03/2024</dd></dl>",
    ],
)
def test_a_name_behind_its_label(meta: str) -> None:
    found = read(top=meta)
    assert (found["byline"], found["published_at"]) == ("Ksor Hnhi", "2024-03-13")


def test_a_name_in_one_box_with_buttons() -> None:
    buttons = "<p><a href='#x'>Đọc bài viết</a> <a href='#y'>Tương phản</a></p>"
    found = read(top=f"<div><div>Quàng Thị Hiền</div><div>13/03/2024</div>{buttons}</div>")
    assert found["byline"] == "Quàng Thị Hiền"


def test_a_degree_before_a_name() -> None:
    assert read(top="<p>13/03/2024</p><p><b>ThS. Lò Văn Páo</b></p>")["byline"] == "ThS. Lò Văn Páo"


def test_a_rubric_that_the_head_states_is_not_the_headline() -> None:
    menu = (
        "<ul><li><a href='/c1'>Xây dựng Đảng</a></li><li><a href='/c2'>Học tập và làm theo Bác</a></li></ul>"
    )
    for rubric in ("Xây dựng Đảng", "Học tập và làm theo Bác"):
        found = read(
            head=f"<title>{rubric} - Báo Sông Mã</title>",
            title=f"{menu}<h2><a href='/c2'>{rubric}</a></h2><h1>{TITLE}</h1>",
        )
        assert found["title"] == TITLE


def test_a_heading_below_a_rubric_where_the_head_names_only_the_site() -> None:
    site = "<title>Đảng bộ tỉnh Sông Mã</title>"
    buttons = "<p>13/03/2024</p><ul><li><a href='#'>Gửi mail</a></li><li><a href='#'>In bài</a></li></ul>"
    found = read(head=site, title=f"<h2>Chuyện ở cơ sở</h2><h3>{TITLE}</h3>", top=buttons)
    assert found["title"] == TITLE


def test_a_subheading_is_not_the_headline_of_a_page_without_headings() -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p><h2>Mỗi người một tuyến rừng</h2><p>{FIRST}!</p>"
    found = read(text, head="<title>Đảng bộ tỉnh Sông Mã</title>", title=f"<div class=ten-bai>{TITLE}</div>")
    assert (found["title"], len(found["body"])) == (TITLE, 4)


def test_a_lead_before_paragraphs_in_boxes_of_their_own() -> None:
    boxes = f"<div><p>{FIRST}</p></div><div><p>{SECOND}</p></div>"
    page = f"<article><h1>{TITLE}</h1><p>13/03/2024</p><p>{LEAD}</p>{boxes}</article>"
    assert read("", title=page, top="", lead="")["lead"] == LEAD


def test_credits_of_a_long_read_are_its_byline() -> None:
    found = read(below="<section class=credit><p>Nội dung: Lý Hà My</p><p>Thiết kế: Lò Văn Tâm</p></section>")
    assert (found["byline"], found["body"]) == ("Nội dung: Lý Hà My - Thiết kế: Lò Văn Tâm", [FIRST, SECOND])


def test_a_table_of_contents_is_no_list_of_other_stories() -> None:
    contents = "".join(f"<li><a href='#h{i}'>{i}. Phạm vi áp dụng của quy ước</a></li>" for i in (1, 2, 3))
    text = f"<p>{FIRST}</p><h2>1. Phạm vi áp dụng của quy ước</h2><p>{SECOND}</p><p>{FIRST}!</p>"
    found = read(f"<ul>{contents}</ul>{text}", head="<title>Đảng bộ tỉnh Sông Mã</title>", lead="")
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13T08:15+07:00")


def test_a_long_signature_below_the_headline_is_not_the_text() -> None:
    found = read(top="<div>Bài: Quàng Thị Minh Hiền - Ảnh: Lò Văn Tâm</div><div>13/03/2024</div>")
    assert (found["byline"], found["body"]) == ("Bài: Quàng Thị Minh Hiền - Ảnh: Lò Văn Tâm", [FIRST, SECOND])


def test_several_buttons_in_one_line_are_no_lead() -> None:
    tools = "<div><span>Xem với cỡ chữ</span><span> Chế độ tương phản </span><span>Đọc bài viết</span></div>"
    article = read(top=f"<p class=ngay>13/03/2024 08:15</p>{tools}")
    assert article["lead"] == LEAD
    assert article["body"] == [FIRST, SECOND]
