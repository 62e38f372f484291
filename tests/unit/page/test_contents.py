"""Kinds of texts beside news: documents, contests, chronologies, short news in one, poems, drawings, series."""

import pytest

from tests.unit.page.test_readings import FIRST, PHOTO, SECOND, read

P, Q = f"<p>{FIRST}</p>", f"<p>{SECOND}</p>"
SIGNED = "<p style='text-align:right'><strong>Mai Khuê</strong></p>"
SUBJECT = "về việc thành lập Ban Chỉ đạo chuyển đổi số xã"


@pytest.mark.parametrize("line", ["<p>{}</p>", "<li>{}</li>", "<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_a_day_inside_a_text_is_a_line_of_it(line: str) -> None:
    days = ["Ngày 3/2/1930", "19/8/1945", "Thứ Hai, ngày 11/3/2024"]
    found = read("".join(P + Q + line.format(day) for day in days) + P)
    assert [text for text in found["body"] if text in days] == days
    assert found["published_at"] == "2024-03-13T08:15+07:00"


def test_a_day_that_heads_the_first_part_is_a_line_of_the_text() -> None:
    found = read(f"<h3>Ngày 3/2/1930</h3>{P}<h3>Ngày 19/8/1945</h3>{Q}")
    assert found["body"] == ["Ngày 3/2/1930", FIRST, "Ngày 19/8/1945", SECOND]


def test_answers_to_choose_may_be_days_and_years() -> None:
    lines = ["Câu 1. Chi bộ lập năm nào?", "A. 1978", "B. 1985", "Câu 2. Ngày nào?", "A. Ngày 19/5/1930"]
    assert read(P + "".join(f"<p>{line}</p>" for line in lines) + Q)["body"] == [FIRST, *lines, SECOND]


@pytest.mark.parametrize("lead", ["", "<p class=sapo>Văn phòng Huyện ủy giới thiệu toàn văn quyết định.</p>"])
def test_the_heading_of_a_document_is_text_and_neither_author_nor_lead(lead: str) -> None:
    heading = f"<p align=center><b>QUYẾT ĐỊNH</b></p><p align=center><b>{SUBJECT}</b></p>"
    found = read(heading + P + Q, lead=lead)
    assert found["body"] == ["QUYẾT ĐỊNH", SUBJECT, FIRST, SECOND]
    assert (found["byline"], bool(found["lead"])) == (None, bool(lead))


def test_name_and_subject_of_a_document_in_one_line_are_no_lead() -> None:
    found = read(f"<p align=center><b>QUYẾT ĐỊNH<br>{SUBJECT}</b></p>{P}{Q}", lead="")
    assert (found["lead"], found["body"]) == (None, [f"QUYẾT ĐỊNH {SUBJECT}", FIRST, SECOND])


def test_a_letterhead_signs_nothing() -> None:
    left = "<p><b>ĐẢNG BỘ TỈNH SƠN HÀ</b></p><p><b>ĐẢNG ỦY XÃ ĐỒNG TÂM</b></p><p>*</p><p>Số 93-QĐ/ĐU</p>"
    right = "<p><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></p><p><i>Đồng Tâm, ngày 9 tháng 3 năm 2024</i></p>"
    letterhead = f"<table><tr><td>{left}</td><td>{right}</td></tr></table>"
    found = read(f"{letterhead}<p align=center><b>QUY ĐỊNH</b></p>{P}{Q}", lead="")
    assert (found["byline"], found["lead"]) == (None, None)
    assert found["body"][:2] == ["ĐẢNG BỘ TỈNH SƠN HÀ", "ĐẢNG ỦY XÃ ĐỒNG TÂM"]
    assert found["body"][-3:] == ["QUY ĐỊNH", FIRST, SECOND]
    assert found["published_at"] == "2024-03-13T08:15+07:00"


NEWS = [
    "Xã Tân Hưng: Ra mắt chi hội nghề nuôi ong",
    "Phường Tân Lập thu hồi 14 khẩu súng",
    "Trường mới đón 214 trẻ",
]


@pytest.mark.parametrize("line", ["<p><strong>{}</strong></p>", "<p><b>* {}</b></p>", "<h3>{}</h3>"])
def test_the_first_heading_of_short_news_in_one_is_no_lead(line: str) -> None:
    parts = [line.format(text) for text in NEWS]
    found = read(f"{parts[0]}{P}{parts[1]}{Q}{parts[2]}{P}", lead="")
    assert found["lead"] is None
    assert [text.lstrip("* ") for text in found["body"]] == [NEWS[0], FIRST, NEWS[1], SECOND, NEWS[2], FIRST]


def test_the_headline_of_short_news_in_one_stands_above_their_headings() -> None:
    found = read(
        f"<h3>{NEWS[0]}</h3>{P}<h3>{NEWS[1]}</h3>{Q}",
        head="<title>Huyện ủy</title>",
        title="<h2>Tin trong tỉnh ngày 12/3</h2>",
        lead="",
    )
    assert (found["title"], found["body"][0]) == ("Tin trong tỉnh ngày 12/3", NEWS[0])


def test_a_bold_lead_above_salutations_is_the_lead() -> None:
    lead = "Tại Lễ kỷ niệm, đồng chí Bí thư Huyện ủy đã phát biểu. Xin giới thiệu toàn văn."
    calls = ["Kính thưa các đồng chí lão thành cách mạng!", "Thưa toàn thể đồng bào, đồng chí!"]
    bold = "".join(f"<p><strong>{text}</strong></p>" for text in [lead, *calls])
    found = read(bold + P + Q, lead="")
    assert (found["lead"], found["body"]) == (lead, [*calls, FIRST, SECOND])


VERSES = [
    "Đêm nằm nghe suối gọi rừng", "Nghe đàn chim nhỏ ngập ngừng về sau", "Con đường lên bản qua cầu",
    "Ai gùi nắng sớm qua đầu núi xa", "Mùa này hoa ban nở nhà", "Áo chàm ai giặt bên tà suối trong",
]  # fmt: skip


def test_a_poem_whose_lines_are_paragraphs_is_read() -> None:
    found = read("".join(f"<p>{verse}</p>" for verse in VERSES) + SIGNED, lead="")
    assert (found["body"], found["byline"]) == (VERSES, "Mai Khuê")


@pytest.mark.parametrize(
    "where", ["Tân Hưng, ngày 3/2/2020", "Hà Nội, tháng 5/2021", "Tây Nguyên, mùa khô 2019"]
)
@pytest.mark.parametrize("order", [1, -1])
def test_where_a_text_was_written_is_no_author(where: str, order: int) -> None:
    lines = [f"<p style='text-align:right'><em>{where}</em></p>", SIGNED][::order]
    found = read(P + Q + "".join(lines))
    assert (found["byline"], found["authors"]) == ("Mai Khuê", ["Mai Khuê"])
    assert found["body"] == [FIRST, SECOND, where]


@pytest.mark.parametrize("end", ["(Còn nữa)", "(Còn tiếp)", "(Hết)", "Kỳ sau: Người giữ rừng ở đại ngàn"])
@pytest.mark.parametrize("line", ["<p style='text-align:right'><em>{}</em></p>", "<p><em>{}</em></p>"])
def test_the_end_of_a_part_is_no_author_and_hides_none(end: str, line: str) -> None:
    assert read(P + Q + SIGNED + line.format(end))["byline"] == "Mai Khuê"
    assert read(P + Q + line.format(end))["byline"] is None


@pytest.mark.parametrize(
    "last",
    [
        "Báo thành thật cáo lỗi cùng ông Lê Văn Tám và bạn đọc.",
        "Báo cáo viên cũng đã giải đáp các ý kiến.",
        "Báo Sông Mã sẽ tiếp tục thông tin về vụ việc.",
    ],
)
def test_a_sentence_about_a_paper_signs_nothing(last: str) -> None:
    found = read(f"{P}{Q}<p>{last}</p>")
    assert (found["byline"], found["body"]) == (None, [FIRST, SECOND, last])


def test_a_reader_signs_with_the_place() -> None:
    found = read(f"{P}{Q}<p style='text-align:right'><b>Bạn đọc Mai Khuê (xã Long Thạnh)</b></p>")
    assert (found["byline"], found["authors"]) == ("Bạn đọc Mai Khuê (xã Long Thạnh)", ["Mai Khuê"])


def test_an_infographic_is_an_article_with_its_sentence_and_its_picture() -> None:
    told = "Ban Thường vụ Huyện ủy xác định mười nhiệm vụ trọng tâm của năm nay."
    title = "<h1>[Infographic] Mười nhiệm vụ trọng tâm</h1>"
    found = read(f"<figure>{PHOTO}</figure>", title=title, lead=f"<div class=sapo>{told}</div>")
    assert (found["lead"], found["body"], len(found["photos"])) == (told, [], 1)


@pytest.mark.parametrize(
    "quote",
    [
        "<table class=quote align=right><tr><td><em>{}</em></td></tr></table>",
        "<div class=quote-box><p class=quote>{}</p></div>",
    ],
)
def test_a_quotation_below_a_photo_is_text(quote: str) -> None:
    said = "Người ta sợ ký hơn sợ chậm."
    found = read(f"{P}<figure>{PHOTO}</figure>{quote.format(said)}{Q}")
    assert (found["body"], found["photos"][0]["caption"]) == ([FIRST, said, SECOND], None)


@pytest.mark.parametrize("remark", ["(*) Đầu đề do Ban Biên tập đặt.", "(Còn nữa)"])
def test_a_remark_below_a_photo_is_no_caption(remark: str) -> None:
    found = read(f"{P}{Q}<figure>{PHOTO}</figure><p><em>{remark}</em></p>")
    assert found["photos"][0]["caption"] is None


def test_a_paragraph_beside_one_of_many_lines_is_text() -> None:
    """The lines of a list weigh more than all beside it."""
    members = [f"{at}- Lò Văn Xuyên: Bí thư Đảng ủy, Chủ tịch Hội đồng nhân dân;" for at in range(1, 8)]
    last = "Nhiệm kỳ của Ban Chấp hành thực hiện theo Điều lệ Đảng và hướng dẫn của Trung ương."
    found = read(f"<p><span>{'<br>'.join(members)}</span></p><p>{last}</p>")
    assert found["body"] == [*members, last]
