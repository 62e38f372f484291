"""What stands in boxes around or inside the text: layout tables, cards of other stories, tags, ratings, attachments."""

import pytest

from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

CARD = (
    "<div class=muc><a href='/t/1.html'><img src='/t/1.jpg'></a><div><a class=n href='/t/1.html'>"
    "Khởi công cầu treo qua suối Nậm Pàn</a><div class=d>20:15 25/08/2024</div>"
    "<div>Cầu dài bốn mươi mét, dự kiến xong trước mùa lũ năm sau.</div></div></div>"
)
LINKS = (
    "<div class=hop><span>Có thể bạn quan tâm</span><ul><li><a href='/t/1.html'>Chợ phiên vùng cao ngày cuối năm"
    "</a></li><li><a href='/t/2.html'>Khởi công cầu treo qua suối Nậm Pàn</a></li></ul></div>"
)


def test_the_date_of_another_story_below_the_text_is_not_its_date() -> None:
    article = read(top="<p>Đăng ngày: 13-3-2024</p>", below=f"<div>{CARD}{CARD}</div>")
    assert article["published_at"].startswith("2024-03-13")
    assert article["published_precision"] == "day"


def test_a_date_at_the_foot_after_a_box_of_links_is_the_articles() -> None:
    below = (
        "<div><a href='/t/1.html'>Khởi công cầu treo qua suối Nậm Pàn</a></div><span>13/03/2024 14:30</span>"
    )
    assert read(top="", below=below)["published_at"] == "2024-03-13T14:30+07:00"


def test_an_author_below_rating_and_tags() -> None:
    inside = (
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div><span>Đánh giá bài viết:</span> 4.5/5 (12 phiếu)</div>"
        "<div class=tags>Từ khóa: <a href='/tag/rung'>giữ rừng</a></div><div class=tacgia>Mai Khuê</div>"
    )
    article = read(
        inside, below="<h3>Tin khác</h3><ul><li><a href='/1'>Chợ phiên vùng cao ngày cuối năm</a></li></ul>"
    )
    assert article["byline"] == "Mai Khuê"
    assert article["body"] == [FIRST, SECOND]


def test_an_article_laid_out_in_rows_keeps_the_row_below_a_photo() -> None:
    text = FIRST + " " + SECOND
    rows = "".join(
        f"<tr><td{cell}</td></tr>"
        for cell in (f"><b>{LEAD}</b>", f" align=center>{PHOTO}", f" class=t>{text}")
    )
    article = read(f"<table>{rows}</table>", lead="")
    assert article["body"] == [text]
    assert article["photos"][0]["caption"] is None


def test_the_only_paragraph_after_a_photo_in_a_figure_is_no_caption() -> None:
    article = read(f"<figure><table><tr><td>{PHOTO}</td></tr></table></figure><p>{FIRST}</p>")
    assert article["body"] == [FIRST]


def test_the_only_paragraph_after_a_caption_is_no_more_caption() -> None:
    article = read(f"<div>{PHOTO}<div>{CAPTION}</div></div><div>{FIRST}</div>")
    assert article["body"] == [FIRST]
    assert article["photos"][0]["caption"] == CAPTION


@pytest.mark.parametrize("caption", [f"<p><i>{CAPTION}</i></p>", f"<h6>{CAPTION}</h6>"])
def test_a_caption_below_a_paragraph_that_ends_in_a_photo(caption: str) -> None:
    article = read(f"<p>{FIRST}<br>{PHOTO}</p>{caption}<p>{SECOND}</p><p>{FIRST[::-1]}.</p>")
    assert article["photos"][0]["caption"] == CAPTION
    assert article["body"][:2] == [FIRST, SECOND]


def test_a_quotation_in_its_box_below_a_photo_is_text() -> None:
    quote = "Dân tin thì mình mới nói được, mà muốn dân tin thì phải làm trước."
    article = read(
        f"<p>{FIRST}</p><figure>{PHOTO}</figure><div><blockquote>{quote}</blockquote></div><p>{SECOND}</p>"
    )
    assert article["body"] == [FIRST, quote, SECOND]


def test_a_notice_with_an_attachment_is_an_article() -> None:
    lines = [
        "Chi bộ bản Nà Khoang họp thường kỳ tại nhà văn hóa bản.",
        "Thời gian: Từ 8 giờ 00 đến 11 giờ 30, ngày 15/3/2024 (thứ Sáu).",
        "Đảng viên vắng mặt báo cáo bí thư trước một ngày.",
    ]
    inside = "".join(f"<p>{line}</p>" for line in lines) + "<div><a href='/f/1.pdf'>TB_hop.pdf</a></div>"
    article = read(inside, lead="")
    assert article["body"] == lines
    assert article["published_at"] == "2024-03-13T08:15+07:00"


@pytest.mark.parametrize("behind", ["(13/03/2024 08:15)", "<small>08:15 13/03/2024</small>"])
def test_a_day_and_hour_behind_the_headline(behind: str) -> None:
    article = read(head="<title>Báo Sông Mã</title>", title=f"<h1>{TITLE} {behind}</h1>", top="")
    assert article["title"] == TITLE
    assert article["published_at"] == "2024-03-13T08:15+07:00"


@pytest.mark.parametrize(
    "behind", ["(Thứ Tư, ngày 13 tháng 3 năm 2024)", "(Thứ 4 13/03/2024 08:15)", "(ngày 13/3/2024)"]
)
def test_an_unmarked_headline_with_its_day_where_the_head_names_the_site(behind: str) -> None:
    rows = f"<table><tr><td>Tin trong tỉnh</td></tr><tr><td>{TITLE} <span>{behind}</span></td></tr></table>"
    article = read(
        head="<title>Đảng bộ tỉnh Sông Mã</title>", title=rows, top="", lead=f"<p><b>{LEAD}</b></p>"
    )
    assert (article["title"], article["lead"]) == (TITLE, LEAD)
    assert article["published_at"].startswith("2024-03-13")


def test_a_day_in_brackets_that_the_head_states_too_belongs_to_the_headline() -> None:
    title = "Thông báo lịch họp chi bộ (ngày 15/3/2024)"
    article = read(head=f"<title>{title}</title>", title=f"<h1>{title}</h1>")
    assert article["title"] == title
    assert article["published_at"].startswith("2024-03-13")


@pytest.mark.parametrize("last", [SECOND, "Cùng ngày, chi bộ trao bốn mươi suất quà cho hộ nghèo."])
def test_the_last_line_behind_a_box_in_the_only_element_of_text_is_kept(last: str) -> None:
    text = f"<p>{FIRST}</p>{LINKS}<p>{last}</p>"
    article = read(text, top="<div><div>Mai Khuê</div><div>13/03/2024 08:15</div></div>")
    assert article["body"] == [FIRST, last]


@pytest.mark.parametrize("first", [FIRST, "1. Đồng chí Lò Văn Ơn, bản Nà Khoang"])
def test_a_day_in_the_last_sentence_is_not_the_date_below_it(first: str) -> None:
    lines = [first, "2. Đồng chí Mai Khuê, bản Nậm Pàn", "Quyết định có hiệu lực từ ngày 01/7/2024."]
    text = "".join(f"<p>{line}</p>" for line in lines)
    article = read(f"{text}<footer>Lê Sen Đăng ngày: 13-03-2024</footer>", top="")
    assert (article["body"], article["byline"]) == (lines, "Lê Sen")
    assert article["published_at"] == "2024-03-13"


def test_a_papers_hotline_ends_the_article() -> None:
    hotline = "<p><em>Đường dây nóng của Tòa soạn: 0212.3.888.111</em></p>"
    article = read(f"<p>{FIRST}</p><p>{SECOND}</p><p><b>Mai Khuê</b></p>{hotline}")
    assert (article["body"], article["byline"]) == ([FIRST, SECOND], "Mai Khuê")


def test_the_source_of_a_print_view_is_no_headline() -> None:
    address = "https://baosongma.example/giu-rung-812.html"
    article = read(
        head="<title>Báo Sông Mã</title>",
        title=f"<h2>{TITLE}</h2>",
        below=f"<p>Nguồn tin: <a href='{address}'>{address}</a></p>",
    )
    assert article["title"] == TITLE


def test_an_office_behind_the_name() -> None:
    signed = f"<p>{FIRST}</p><p>{SECOND}<br><b>Mai Khuê - Trung tâm VHTT</b></p>"
    article = read(signed)
    assert article["byline"] == "Mai Khuê - Trung tâm VHTT"
    assert article["authors"] == ["Mai Khuê"]
    assert article["body"] == [FIRST, SECOND]


def test_initials_of_a_paper_that_also_open_sentences() -> None:
    article = read(lead=f"<p><b>QĐND - {LEAD}</b></p>")
    assert (article["dateline"], article["lead"]) == ("QĐND -", LEAD)


def test_a_caption_above_its_photo_in_the_same_figure() -> None:
    figure = f"<figure><figcaption>{CAPTION}</figcaption>{PHOTO}</figure>"
    article = read(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p>")
    assert article["photos"][0]["caption"] == CAPTION
    assert article["body"] == [FIRST, SECOND]


def test_a_photo_in_a_list_beside_the_only_paragraph() -> None:
    article = read(f"<p>{FIRST}</p><ul class=x><li>{PHOTO}<p>{CAPTION}</p></li></ul><p class=k>Mai Khuê</p>")
    assert article["photos"][0]["caption"] == CAPTION
    assert article["body"] == [FIRST]


def test_captions_of_a_gallery_that_has_no_paragraph() -> None:
    shots = "".join(
        f"<p align=center>{PHOTO.replace('-1', f'-{n}')}</p><p align=center><em>{caption}</em></p>"
        for n, caption in enumerate((CAPTION + " lúc tảng sáng", "Một góc rừng", CAPTION + " đầu nguồn"))
    )
    article = read(shots)
    assert [photo["caption"] for photo in article["photos"]][1] == "Một góc rừng"
    assert article["body"] == []


def test_subheadings_in_h5_below_a_photo_are_no_captions() -> None:
    inside = f"<h5>Đường về bản</h5><p>{FIRST}</p><p>{PHOTO}</p><h5>Điện về</h5><p>{SECOND}</p>"
    assert read(f"<p>{LEAD[::-1]}.</p>{inside}")["body"][1:] == ["Đường về bản", FIRST, "Điện về", SECOND]


def test_a_list_item_below_a_photo_is_no_caption() -> None:
    inside = f"<p>{FIRST}</p><p>{PHOTO}</p><ul><li>Giải nhất: 15.000.000 đồng;</li></ul><p>{SECOND}</p>"
    assert read(inside)["body"] == [FIRST, "Giải nhất: 15.000.000 đồng;", SECOND]


def test_a_lead_in_a_span_of_its_own_before_the_span_of_the_text() -> None:
    page = f"<span class=NewsSummary>{LEAD}</span><br><br><span class=NewsBody>{FIRST}<br><br>{SECOND}</span>"
    article = read(page, lead="")
    assert article["lead"] == LEAD
    assert article["body"] == [FIRST, SECOND]


@pytest.mark.parametrize("second", ["- Bảy hộ góp đất;", "&nbsp;&nbsp; Cụ khóc."])
def test_short_lines_that_are_paragraphs(second: str) -> None:
    lines = f"{FIRST}<br>&nbsp;&nbsp; Già làng năm nay chín mươi tuổi.<br>{second}<br>&nbsp;&nbsp; {SECOND}"
    assert len(read(f"<div>{lines}</div>")["body"]) == 4


def test_a_headline_that_asks_or_names_a_span_of_days() -> None:
    for title in (
        "Trả lời bạn đọc: Đảng viên nghỉ hưu có được miễn sinh hoạt Đảng?",
        "Kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (3/2/1930 - 3/2/2025): Mốc son",
    ):
        article = read(
            head="<title>Báo Sông Mã</title>", title=f"<b>{title}</b>", lead=f"<p><b>{LEAD}</b></p>"
        )
        assert article["title"] == title


def test_a_blurred_copy_gives_way_to_the_photo() -> None:
    photo = "<img src='/anh/rung-1.jpg?w=20&blur=1' data-src='/anh/rung-1.jpg'>"
    assert read(f"<p>{FIRST}</p><p>{photo}</p><p>{SECOND}</p>")["photos"][0]["url"].endswith(
        "/anh/rung-1.jpg"
    )


def test_name_and_date_in_the_footer_of_the_article() -> None:
    footer = "<footer><span class=byline>Mai Khuê</span> <span>13/03/2024 08:15</span></footer>"
    article = read(f"<p>{FIRST}</p><p>{SECOND}</p>{footer}", top="")
    assert article["byline"] == "Mai Khuê"
    assert article["published_at"] == "2024-03-13T08:15+07:00"


def test_a_caption_element_of_a_table() -> None:
    table = f"<table><caption>{CAPTION}</caption><tbody><tr><td>{PHOTO}</td></tr></tbody></table>"
    article = read(f"<p>{FIRST}</p>{table}<p>{SECOND}</p>")
    assert article["photos"][0]["caption"] == CAPTION
    assert article["body"] == [FIRST, SECOND]


def test_an_empty_cell_below_one_of_two_photos() -> None:
    photos = "".join(f"<td>{PHOTO.replace('-1', f'-{n}')}</td>" for n in (1, 2))
    table = f"<table><tr>{photos}</tr><tr><td></td><td><em>{CAPTION}</em></td></tr></table>"
    article = read(f"<p>{FIRST}</p>{table}<p>{SECOND}</p>")
    assert [photo["caption"] for photo in article["photos"]] == [None, CAPTION]


def test_a_subheading_of_one_word_that_a_button_bears_too() -> None:
    inside = f"<p>{FIRST}</p><p><b>Nghe</b></p><p>{SECOND}</p>"
    assert read(inside)["body"] == [FIRST, "Nghe", SECOND]


def test_a_short_lead_that_its_class_names() -> None:
    lead = "Tôi đến bản vào một đêm mưa."
    assert read(lead=f"<p class=lead>{lead}</p>")["lead"] == lead


def test_comments_longer_than_the_article_are_not_its_second_half() -> None:
    said = f"<div><b>Mai Khuê</b> - 20/03/2024<p>{FIRST} {SECOND}</p></div>"
    inside = f"<p>{FIRST}</p><p><b>Lê Hà</b></p><div><h3>Bình luận (2)</h3>{said}{said}</div>"
    article = read(inside)
    assert article["body"] == [FIRST]
    assert article["byline"] == "Lê Hà"


def test_a_text_that_names_an_editorial_office_is_no_imprint() -> None:
    lead = "Tòa soạn nhận được thư của bạn đọc Trần Văn Bỉnh hỏi về điều kiện miễn công tác và miễn sinh hoạt Đảng."
    title = "Đảng viên nghỉ hưu có được miễn sinh hoạt Đảng hay không?"
    article = read(head="<title>Báo Sông Mã</title>", title=f"<b>{title}</b>", lead=f"<p><b>{lead}</b></p>")
    assert (article["title"], article["lead"]) == (title, lead)


def test_paragraphs_below_photos_after_a_marked_lead() -> None:
    second = "Đảng viên vắng mặt báo cáo bí thư trước một ngày."
    inside = (
        f"<div>{PHOTO}</div><div class=para>{FIRST}</div><div>{PHOTO}</div><div class=para>{second}</div>"
    )
    assert read(inside, lead=f"<div class=summary-dt>{LEAD}</div>")["body"] == [FIRST, second]


def test_an_only_paragraph_that_names_who_is_in_charge() -> None:
    text = f"{FIRST} Đồng chí Lò Văn Inh, chi ủy viên phụ trách tổ bảo vệ rừng, cho biết việc tuần tra đã vào nếp."
    assert read(f"<p>{text}</p>")["body"] == [text]


@pytest.mark.parametrize("signed", ["<p><em>(Mai Khuê)</em></p>", "<p align=right>(Mai Khuê)</p>"])
def test_a_name_in_brackets_at_the_foot(signed: str) -> None:
    article = read(f"<p>{FIRST}</p><p>{SECOND}</p>{signed}")
    assert article["authors"] == ["Mai Khuê"]
    assert article["body"] == [FIRST, SECOND]


def test_whose_article_it_is() -> None:
    top = "<div><span>Bài viết của <b>Mai Khuê</b></span> <span>13/03/2024 08:15</span></div>"
    assert read(top=top)["byline"] == "Mai Khuê"


def test_a_numbered_section_opens_the_text() -> None:
    assert (
        read(f"<p>1. Đối tượng dự thi</p><p>{FIRST}</p><p>{SECOND}</p>")["body"][0] == "1. Đối tượng dự thi"
    )


def test_a_class_that_makes_the_lead_bold() -> None:
    inside = f"<p class='card-text fw-bold'>{LEAD}</p><p class=card-text>{FIRST}</p><p class=card-text>{SECOND}</p>"
    assert read(inside, lead="")["lead"] == LEAD


def test_the_text_goes_on_right_behind_a_list_of_links() -> None:
    article = read(
        f"<div class=bai><p>{FIRST}</p>{LINKS}<p>{SECOND}</p></div>", below=f"<div>{CARD}{CARD}</div>"
    )
    assert article["body"] == [FIRST, SECOND]


def test_a_notice_of_two_lines_among_many_stories_is_an_article() -> None:
    lines = (
        "<div><p>Chi bộ họp lúc 19 giờ ngày 15 tại nhà văn hóa bản.</p>"
        "<p>Mời các đồng chí đến họp đông đủ.</p></div>"
    )
    story = (
        "<h4><a href='/t/{n}.html'>Khởi công cầu treo thứ {n} qua suối Nậm Pàn</a></h4><p>Cầu dài bốn mươi mét, bà con"
        " hai bên suối góp công, dự kiến xong trước mùa lũ năm sau, nối ba bản với trường học.</p>"
    )
    stories = "".join(story.format(n=number) for number in range(2, 9))
    article = read(lines, lead="", below=f"<div>{stories}</div>")
    assert article["title"] == TITLE
    assert "Chi bộ họp lúc 19 giờ ngày 15 tại nhà văn hóa bản." in (article["lead"], *article["body"])
