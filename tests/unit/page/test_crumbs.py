"""What stands above the headline and below the text: the way to the page, its topic, its kicker, its tags."""

import pytest

from tests.unit.page.test_readings import FIRST, SECOND, TITLE, read

MENU = "<ul><li><a href=/tin-tuc>Tin tức</a></li><li><a href=/kinh-te>Kinh tế</a></li></ul>"
WAY = "<nav><ol><li><a href=/van-hoa>Văn hóa</a></li><li><a href=/van-hoa/di-san>Di sản</a></li></ol></nav>"
TOPIC = "<a class=vung href=/chu-de/chuyen-o-ban>Chuyện ở bản</a>"


@pytest.mark.parametrize(
    ("way", "section"),
    [
        (WAY, "Văn hóa"),
        (WAY.replace("<ol>", "<ol><li><a href=/>Trang chủ</a></li>"), "Văn hóa"),
        ("<nav><ol><li><a href=/van-hoa.html>Văn hóa</a></li></ol></nav>", "Văn hóa"),
        (
            "<nav><ul><li><a href=/van-hoa>Văn hóa</a></li><li><a href=/xa-hoi>Xã hội</a></li></ul></nav>",
            None,
        ),
    ],
)
def test_links_in_a_nav_are_a_way_to_the_page_where_one_leads_into_the_next(
    way: str, section: str | None
) -> None:
    assert read(title=f"{MENU}{way}<h1>{TITLE}</h1>")["section"] == section


def test_a_topic_above_the_headline_is_its_kicker_and_no_section() -> None:
    beside = "<div><a href=/chinh-tri>Chính trị</a><span>•</span><time>13/03/2024 08:15</time></div>"
    found = read(title=f"{beside}{TOPIC}<h1>{TITLE}</h1>", top="")
    assert (found["section"], found["kicker"]) == ("Chính trị", "Chuyện ở bản")


def test_a_linked_line_that_is_called_a_kicker_is_one() -> None:
    crumbs = "<div class=breadcrumb><a href=/>Trang chủ</a><h2><a href=/van-hoa>Văn hóa</a></h2></div>"
    found = read(title=f"{crumbs}<div class=kicker><a href=/goc-nhin>Góc nhìn</a></div><h1>{TITLE}</h1>")
    assert (found["section"], found["kicker"]) == ("Văn hóa", "Góc nhìn")


def test_the_headline_at_its_end_makes_no_breadcrumb_too_long() -> None:
    long = f"{TITLE} và chống cháy rừng trong những tháng cao điểm của mùa khô năm nay ở các bản giáp biên"
    crumbs = (
        "<div class=breadcrumb><span><a href=/>Trang chủ</a> » <a href=/hoc-bac>Học tập và làm theo Bác</a> »"
        f" <span>{long}</span></span></div>"
    )
    found = read(head=f"<title>{long}</title>", title=f"{crumbs}<h1>{long}</h1>")
    assert found["section"] == "Học tập và làm theo Bác"


HOME_AND_RUBRIC = "<a href=/>Trang chủ</a> > <a href=/van-hoa>Văn hóa</a>"
COLUMN = "<div><h3>Thăm dò ý kiến</h3><p>Đồng chí hay đọc mục nào?</p><p>Tin tức</p><p>Văn bản</p></div>" * 5


@pytest.mark.parametrize(
    "way",
    [
        "<div><span class=pathway><a href=/>Trang chủ</a> <img src=/i/arrow.png> <a href=/van-hoa>Văn hóa</a>"
        f" <b>{TITLE}</b></span></div>",
        f"<div class=breadcrumb>{HOME_AND_RUBRIC} › {TITLE} (18/9/1930 - 18/9/2025)</div>",
        f"<div class=duongdan>{HOME_AND_RUBRIC.replace(' > ', ' / ')}</div>{COLUMN}",
        f"<div class=x5a>{HOME_AND_RUBRIC}</div>{COLUMN}",
    ],
)
def test_a_breadcrumb_that_ends_with_the_headline_or_stands_above_a_side_column(way: str) -> None:
    assert read(title=f"{MENU}{way}<div><h1>{TITLE}</h1></div>")["section"] == "Văn hóa"


def test_a_rubric_that_calls_itself_one_comes_before_links_of_a_menu() -> None:
    meta = "<p>13/03/2024 08:15 | <a href=/van-hoa rel='category tag'>Văn hóa</a> | 0 lời bình</p>"
    assert read(title=f"<div>{MENU}<h1>{TITLE}</h1></div>{meta}", top="")["section"] == "Văn hóa"


def test_a_kicker_and_its_headline_in_neighbouring_rows_below_a_breadcrumb() -> None:
    rows = "".join(
        f"<div class=row><div class=col>{part}</div></div>" for part in (WAY, "Lời ru", "<h1>{}</h1>")
    )
    found = read(title=rows.format(TITLE))
    assert (found["section"], found["kicker"]) == ("Văn hóa", "Lời ru")
    assert read(title=rows.replace("Lời ru", "").format(TITLE))["kicker"] is None


@pytest.mark.parametrize("line", ["<h3>Văn bản mới</h3>", "<div>Bình luận</div>"])
def test_a_line_that_opens_the_headlines_box_may_say_what_ends_articles_elsewhere(line: str) -> None:
    way = "<ul><li><a href=/>Trang chủ</a></li><li><a href=/van-hoa>Văn hóa</a></li></ul>"
    found = read(title=f"{way}<div>{line}<h1>{TITLE}</h1>", lead="</div>")
    assert found["kicker"] == line.partition(">")[2].partition("<")[0]


def test_a_heading_that_the_address_repeats_is_the_section() -> None:
    heading = f"<h2>Thời sự - Chính trị</h2><h1>{TITLE}</h1>"
    found = read(title=heading, url="https://tapchi.example/web/thoi-su-chinh-tri/-/2024/giu-rung.aspx")
    assert (found["section"], found["kicker"]) == ("Thời sự - Chính trị", None)
    assert read(title=heading)["kicker"] == "Thời sự - Chính trị"


@pytest.mark.parametrize(
    "row",
    [
        "<section><h2>Từ khóa liên quan</h2><a href=/tag/giu-rung>giữ rừng</a></section>",
        "<div><span>Chủ đề</span><a href=/tag/giu-rung>giữ rừng</a></div>",
        "<div><span>Chủ đề:</span> <a href=/giu-rung.html>giữ rừng</a></div>",
    ],
)
@pytest.mark.parametrize("paragraphs", [(FIRST, SECOND), (FIRST,)])
def test_the_label_of_tags_is_no_tag_and_no_text(row: str, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    found = read(f"{text}<p style='text-align:right'><b>Mai Khuê</b></p>", below=row)
    assert (found["tags"], found["body"], found["byline"]) == (["giữ rừng"], list(paragraphs), "Mai Khuê")


def test_a_paragraph_about_a_topic_is_no_row_of_tags() -> None:
    topic = "Chủ đề của buổi sinh hoạt là giữ rừng, <a href=/chu-de/giu-rung>chuyên đề của tỉnh</a> năm nay."
    assert read(f"<p>{FIRST}</p><p>{SECOND}</p><p>{topic}</p>")["tags"] == []


def test_a_kicker_stands_on_a_line_of_its_own_in_letters_of_another_size() -> None:
    lines = f"<font size=2><b>Hội nghị</b></font><br><font size=4><b>{TITLE}</b></font>"
    found = read(
        head="<title>Báo Sông Mây điện tử</title>", title=f"<table><tr><td>{lines}</td></tr></table>"
    )
    assert (found["title"], "Hội nghị" in found["body"]) == (TITLE, False)


def test_a_kicker_opens_an_element_of_the_sites_own() -> None:
    way = "<div><a href=/van-hoa>Văn hóa</a></div>"
    found = read(
        title=f"<tin-bai>{way}<p>Lời ru</p><h1>{TITLE}</h1><p>13/03/2024 08:15</p></tin-bai>", top=""
    )
    assert (found["section"], found["kicker"]) == ("Văn hóa", "Lời ru")


@pytest.mark.parametrize(
    "line",
    [
        "<p class=uppercase>Hành trình hạt giống đỏ nơi rẻo cao</p>",
        "<div class=loat-bai><a href=/series.html>Hành trình hạt giống đỏ nơi rẻo cao</a></div>",
    ],
)
def test_the_name_of_a_series_above_a_part_is_its_kicker(line: str) -> None:
    part = "Bài 1: Những bản làng trắng đảng viên"
    steps = "<li><a href=/>Trang chủ</a></li><li>/</li><li><a href=/x>Chính trị</a></li>"
    nav = f"<nav aria-label=breadcrumb><ol>{steps}</ol></nav>"
    found = read(head=f"<title>{part}</title>", title=f"{nav}{line}<h1>{part}</h1>")
    assert (found["title"], found["kicker"]) == (part, "Hành trình hạt giống đỏ nơi rẻo cao")
