"""Boxes right beside a short text: appeals, books, galleries, other stories, headers with a box of their own."""

import pytest

from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, SECOND, TITLE, read

P, Q = f"<p>{FIRST}</p>", f"<p>{SECOND}</p>"
SIGNED = "<p style='text-align:right'><strong>Mai Khuê</strong></p>"
APPEAL = "Bạn có thể ủng hộ chương trình Tự hào cờ Tổ quốc qua tài khoản của tòa soạn"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=detail-donate><p>{APPEAL}</p></div>",
        f"<div class=gopy>{APPEAL}</div>",
        f"<div class=z-book><h3>Tủ sách</h3><p>{APPEAL}</p><a href=/sach/1>Nhật ký giữ rừng</a></div>",
    ],
)
def test_a_box_behind_the_author_is_no_text(box: str) -> None:
    found = read(P + Q + SIGNED, lead=f"<p>{LEAD}</p>", below=box)
    assert (found["byline"], APPEAL in found["body"]) == ("Mai Khuê", False)
    assert found["body"][-1] == SECOND


def test_a_box_behind_the_tags_is_no_text() -> None:
    tags = "<div class=the-article-tags><a href=/tag/rung>giữ rừng</a></div>"
    found = read(P + Q + tags, below=f"<div class=z-book><h3>Tủ sách</h3><p>{APPEAL}</p></div>")
    assert found["body"] == [FIRST, SECOND]


def test_paragraphs_behind_a_name_inside_a_text_stay() -> None:
    name = "<p><strong>Lò Văn Xuyên</strong></p>"
    found = read(P + name + Q + P)
    assert found["body"] == [FIRST, "Lò Văn Xuyên", SECOND, FIRST]


def test_a_text_below_lead_and_author_in_a_box_of_its_own_stays() -> None:
    author = "<p class=tac-gia><b>Mai Khuê</b></p>"
    found = read(f"<div class=w>{Q}</div>", lead=f"<p class=sapo>{LEAD}</p>{author}")
    assert (found["body"], found["byline"]) == ([SECOND], "Mai Khuê")


FIGURES = "".join(
    f"<figure><img src=/anh/{at}.jpg width=800><figcaption>{CAPTION} {at}</figcaption></figure>"
    for at in range(1, 5)
)


@pytest.mark.parametrize("share", ["", "<div class=c-share><ul><li>Chia sẻ Zalo</li></ul></div>"])
def test_a_story_in_photos_below_a_header_with_the_lead(share: str) -> None:
    head = f"<div class=hdr><h1>{TITLE}</h1><p>13/03/2024 08:15</p><div class=sapo><p>{LEAD}</p></div></div>"
    found = read("", title=head, top=share, lead=f"<article class=entry>{FIGURES}</article>")
    assert (found["title"], found["lead"], found["body"]) == (TITLE, LEAD, [])
    assert [photo["caption"] for photo in found["photos"]] == [f"{CAPTION} {at}" for at in range(1, 5)]


def test_one_paragraph_below_a_header_with_the_lead() -> None:
    head = f"<div class=hdr><h1>{TITLE}</h1><p>13/03/2024 08:15</p><div class=sapo><p>NDO - {LEAD}</p></div></div>"
    found = read("", title=head, top="", lead=f"<article class=entry>{Q}</article>")
    assert (found["lead"], found["body"]) == (LEAD, [SECOND])


def test_a_gallery_that_another_story_shares_its_box_with() -> None:
    other = "<div class=x><a href=/khac-9.htm><h3>Đêm nhạc gây quỹ xây cầu</h3></a><p>Quyên được một tỷ đồng.</p></div>"
    found = read(FIGURES + other)
    assert len(found["photos"]) == 4
    assert not any("một tỷ đồng" in text for text in found["body"])


def test_the_caption_of_a_player_is_no_text() -> None:
    said = "Xem nhanh 20h: Bản tin thời sự toàn cảnh"
    player = f"<div class=VideoCMS_Caption><p>{said}</p></div>"
    box = f"<div class=VCSortableInPreviewMode><div class=videoNewsPlayer></div>{player}</div>"
    assert read(P + box + Q)["body"] == [FIRST, SECOND]


def test_the_summary_of_a_related_story_is_no_text() -> None:
    said = "Mỗi tuần có ba chuyến, giá vé giảm 20% cho người dân đảo."
    link = "<p><a class=cms-relate href=/tau-khach-77.htm>Mở lại tuyến tàu khách ra đảo</a></p>"
    assert read(f"{P}<div class='notebox ncenter'><p>{said}</p>{link}</div>{Q}")["body"] == [FIRST, SECOND]


def test_the_face_of_the_author_is_no_photo_of_a_short_article() -> None:
    face = "<div class=article-detail-author__avatar><img src=/mat.jpg></div>"
    name = "<div class=article-detail-author__info><span class=name><a>Nhóm phóng viên</a></span></div>"
    found = read(P, below=f"<div class=article-detail-author>{face}{name}</div>")
    assert (found["byline"], found["photos"]) == ("Nhóm phóng viên", [])


def test_the_heading_of_the_next_column_is_no_author() -> None:
    column = "<div class=right><h3>VIDEO</h3><p>Hội thi kể chuyện sách thiếu nhi toàn huyện.</p></div>"
    found = read(P + Q + SIGNED, below=column)
    assert (found["byline"], found["authors"]) == ("Mai Khuê", ["Mai Khuê"])


def test_all_lines_of_a_summary_above_the_text_are_kept() -> None:
    lines = [
        "- Chi bộ kiên nhẫn chờ từng hộ hiểu ra vì sao rừng đầu nguồn phải còn nguyên.",
        "- Mười hai đảng viên nhận mỗi người một tuyến tuần tra dài bốn cây số, hai ngày đi một lượt.",
        "- Cả bản cùng giữ rừng theo hương ước đã được ký lại năm nay.",
    ]
    found = read(lead=f"<div class=init_content>{'<br/>'.join(lines)}</div>")
    assert [found["lead"], *found["body"]][:3] == lines


def test_a_caption_goes_on_in_the_next_line_of_its_look() -> None:
    look = "style='color:#00f;font-style:italic;text-align:center'"
    lines = f"<p {look}>Đội tuần tra của bản trước giờ lên đường, ai cũng mang</p><p {look}>cơm nắm và nước vối</p>"
    found = read(f"{P}<p align=center><img src=/anh/1.jpg></p>{lines}{Q}")
    assert found["photos"][0]["caption"].endswith("ai cũng mang cơm nắm và nước vối")
    assert found["body"] == [FIRST, SECOND]


def test_the_source_below_the_last_paragraph_is_no_credit_of_a_photo_above_it() -> None:
    photo = f"<p align=center><img src=/anh/1.jpg></p><p align=center><em>{CAPTION}</em></p>"
    found = read(f"{P}{photo}{Q}<p>Nguồn: Báo Sông Mã</p>")
    assert (found["photos"][0]["credit"], found["agency"]) == (None, "Báo Sông Mã")


def test_a_signed_and_dated_story_of_a_lead_and_bare_photos_is_an_article() -> None:
    photos = "<img src=/anh/1.jpg width=480 height=360><img src=/anh/2.jpg width=480 height=550>"
    where = "Ảnh chụp tại bản Nà Khoang, huyện Sông Mã,"
    other = "<a class=Lead href=/x-9>&gt;&gt; Bản bên cạnh giữ rừng bằng hương ước mới</a>"
    found = read(f"<p>{where}</p>{photos}{SIGNED}", lead=f"<h2 class=Lead>{LEAD}<br>{other}</h2>")
    assert (found["lead"], found["byline"], len(found["photos"])) == (LEAD, "Mai Khuê", 2)
    assert found["body"] == [where]


def test_an_hour_of_twelve_behind_a_year_of_two_digits() -> None:
    found = read(top="<span class=timestamp> | Cập nhật thứ tư, ngày 13/03/24 11:05 tối</span>")
    assert found["published_at"] == "2024-03-13T23:05+07:00"


@pytest.mark.parametrize(
    "box",
    [
        "<p>Đường dây nóng của Tòa soạn: 0912.345.678</p>",
        "<h4>ĐƯỜNG DÂY NÓNG</h4><p>Trực ban Văn phòng Đảng ủy: 0259 3666 111</p>",
    ],
)
def test_a_hotline_inside_a_text_ends_nothing_and_is_none_of_it(box: str) -> None:
    found = read(f"{P}<div class=hot>{box}</div>{Q}{P}{SIGNED}")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND, FIRST], "Mai Khuê")


def test_a_hotline_above_the_lead_is_no_lead() -> None:
    box = "<div class=hot><p>Đường dây nóng tiếp nhận phản ánh, kiến nghị: 0259.3777.888</p></div>"
    found = read(P + Q, top=f"<p>13/03/2024 08:15</p>{box}")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_a_sentence_with_a_hotline_is_text() -> None:
    said = "Mọi ý kiến xin gửi về đường dây nóng 028.3829.9393 trong giờ hành chính."
    assert read(f"{P}{Q}<p>{said}</p>")["body"] == [FIRST, SECOND, said]


def test_a_counter_beside_a_button_is_no_author() -> None:
    line = "<div class=time>13/03/2024 08:15 <span>Lượt xem: 1.203</span> <a href='#'>In bài viết</a></div>"
    found = read(P + Q, top=line)
    assert (found["byline"], found["published_at"]) == (None, "2024-03-13T08:15+07:00")


def test_what_stands_behind_an_element_called_the_article_body_is_none_of_it() -> None:
    text = f"<div itemprop=articleBody>{P}{Q}{SIGNED}</div>"
    appeal = f"<div class=w><p>{APPEAL}</p></div>"
    found = read(text + appeal + appeal)
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], "Mai Khuê")


def test_a_small_heading_that_heads_nothing_hides_no_author() -> None:
    app = "<div class=app><h4>Ứng dụng công dân số</h4><p>Tải ngay</p></div>"
    found = read(P + SIGNED, lead=f"<p class=sapo>{LEAD}</p>", below=app)
    assert (found["byline"], found["body"]) == ("Mai Khuê", [FIRST])


def test_the_name_of_the_site_above_the_headline_signs_nothing() -> None:
    found = read(P + Q, title=f"<p>Báo Sông Mã điện tử</p><h1>{TITLE}</h1>", lead=f"<p><b>{LEAD}</b></p>")
    assert (found["byline"], found["lead"]) == (None, LEAD)
