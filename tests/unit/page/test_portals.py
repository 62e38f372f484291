"""What portals of committees, schools and communes print around a text and in it."""

import pytest

from tests.unit.page.test_readings import CAPTION, FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
SIGNED = "<p align=right><b>Mai Khuê</b></p>"


@pytest.mark.parametrize(
    "address",
    [
        "/_layouts/15/images/minus.gif",
        "/modules/mod_vvisit_counter/images/4.gif",
        "/media/system/images/rating_star.png",
        "/templates/ja_purity/images/phan-duoi.jpg",
        "/themes/default/images/phan-duoi.jpg",
        "/img/plus.gif",
    ],
)
def test_pictures_of_the_system_are_no_photos(address: str) -> None:
    found = read(f"{BODY}<p>{PHOTO}</p><div><img src='{address}'></div>")
    assert [photo["url"][-10:] for photo in found["photos"]] == ["rung-1.jpg"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Đánh giá người dùng: <i>/ 27</i></p>",
        "<div>/ 27</div>",
        "<div>Bình thường Tốt nhất</div>",
        "<div>Theo dòng sự kiện</div>",
        "<div>Số lượt truy cập</div>",
        "<div>Ý kiến phản hồi xin gửi về banbientap@songma.example</div>",
    ],
)
def test_what_stands_below_a_signature_is_no_text(line: str) -> None:
    found = read(f"{BODY}{SIGNED}{line}")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], "Mai Khuê")


@pytest.mark.parametrize("label", ["Một số hình ảnh:", "Hình ảnh tại buổi họp:", "#NàKhoang #GiuRung"])
def test_photos_and_hashtags_may_follow_the_signature(label: str) -> None:
    found = read(f"{BODY}{SIGNED}<p><i>{label}</i></p><div>{PHOTO}</div>")
    assert (found["body"], found["byline"], len(found["photos"])) == ([FIRST, SECOND], "Mai Khuê", 1)


def test_a_photo_and_its_caption_may_have_a_box_inside_that_of_the_lead() -> None:
    box = f"<div class=fl>{PHOTO}<p><em>{CAPTION}. Ảnh: Lê Hà.</em></p></div>"
    found = read(BODY, lead=f"<div id=hometext>{box}<h2>{LEAD}</h2></div>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])
    assert [(photo["caption"], photo["credit"]) for photo in found["photos"]] == [(f"{CAPTION}.", "Lê Hà")]


def test_a_box_that_is_placed_relative_may_hold_a_photo() -> None:
    badge = "<div class=badge><span>13</span><br><span>Th3</span></div>"
    found = read(BODY, lead=f"<div class='entry-image relative'>{PHOTO}{badge}</div>")
    assert [photo["caption"] for photo in found["photos"]] == [None]
    assert found["body"] == [FIRST, SECOND]


def test_a_headline_may_link_to_its_page_by_another_address() -> None:
    menu = "<div><h3>Xã, phường</h3><ul><li><a href=/x1>Nậm Pàn</a></li><li><a href=/x2>Nà Khoang</a></li></ul></div>"
    found = read(
        BODY,
        head="<title>Đảng bộ huyện Sông Mã</title>",
        title=f"{menu}<h2><a href='/index.php/tin/446070'>{TITLE}</a></h2>",
        lead="",
        url="https://huyenuy.example/giu-rung-446070.html",
    )
    assert found["title"] == TITLE


def test_an_attachment_that_bears_the_pages_number_is_no_headline() -> None:
    file = "<div><a href='/tai-ve?id=446070'>Báo cáo trình hội nghị (bản chính thức)</a></div>"
    found = read(
        BODY,
        head="<title>Đảng bộ huyện Sông Mã</title>",
        title=f"<div class=tieude>{TITLE}</div>",
        below=file,
        url="https://huyenuy.example/giu-rung-446070.html",
    )
    assert found["title"] == TITLE


@pytest.mark.parametrize(
    "trail",
    [
        "<span>Bạn đang ở: </span><a href=/>Trang chủ</a> <img src=/m/arrow.png> <span>Xây dựng Đảng</span>",
        "<a href=/>Trang chủ</a> » <a href=/xdd>Xây dựng Đảng</a>",
    ],
)
def test_a_breadcrumb_says_where_one_is(trail: str) -> None:
    found = read(BODY, title=f"<div class=breadcrumbs>{trail}</div><h1>{TITLE}</h1>")
    assert found["section"] == "Xây dựng Đảng"


def test_a_labelled_rubric_comes_before_links_above_the_headline() -> None:
    links = "<li><a href=/k1>Khởi công cầu treo Nậm Pàn</a> (15/06)</li>"
    found = read(
        BODY,
        title=f"<ul>{links}</ul><h1>{TITLE}</h1>",
        top="<dl><dd>Chuyên mục: <a href=/xdd>Xây dựng Đảng</a></dd><dd>13/03/2024 08:15</dd></dl>",
    )
    assert found["section"] == "Xây dựng Đảng"


def test_who_wrote_counts_before_the_account_that_posted() -> None:
    account = "<a class=url href=/author/songma/>songma</a>"
    posted = f"<div class=entry-meta>Posted on <time>13/03/2024</time> by {account}</div>"
    writer = "<p align=right><b>ThS. Mai Khuê</b></p>"
    assert read(BODY, top=f"{posted}{writer}")["byline"] == "ThS. Mai Khuê"
    assert read(BODY, top=posted)["byline"] == "songma"


def test_wordpress_names_tags_in_a_sentence() -> None:
    filed = (
        "<footer class=entry-meta>This entry was posted in <a href='/category/tin/' rel='category tag'>Tin</a>"
        " and tagged <a href='/tag/giu-rung/' rel=tag>giữ rừng</a>, <a href='/tag/chi-bo/' rel=tag>chi bộ</a>.</footer>"
    )
    assert read(BODY, below=filed)["tags"] == ["giữ rừng", "chi bộ"]


def test_pages_whose_number_stands_in_the_query_do_not_all_lead_here() -> None:
    """`/Details.aspx?id=…` is another page for every number."""
    others = "".join(
        f"<p><a href='/Details.aspx?id=27{at}'>Khởi công cầu treo qua suối Nậm Pàn</a></p>" for at in range(3)
    )
    found = read(
        BODY,
        head="<title>Đảng bộ huyện Sông Mã</title>",
        title=f"<font class=title><b>{TITLE}</b></font>",
        lead="",
        below=others,
        url="https://huyenuy.example/Details.aspx?id=272392",
    )
    assert found["title"] == TITLE


def test_the_moment_in_a_web_archives_address_is_not_the_pages() -> None:
    found = read(
        BODY,
        top="<p>Cập nhật 15:24 ngày 19/03/2010</p>",
        url="https://web.archive.org/web/20100613164132/http://huyenuy.example/Details.aspx?id=272392",
    )
    assert found["published_at"] == "2010-03-19T15:24+07:00"


def test_what_a_print_version_says_of_itself_is_no_text() -> None:
    found = read(f"{BODY}{SIGNED}<p>Bản in từ Trang tin Đảng bộ huyện, ngày in 13/09/2024</p>")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], "Mai Khuê")


META = (
    "<div class=entry-meta><a href=/giu-rung-812.html rel=bookmark><time>13/03/2024</time></a>"
    " <a href=/category/xdd/ rel='category tag'>Xây dựng Đảng</a> <a class=url href=/author/1/>Ban Biên tập</a></div>"
)


def test_wordpress_names_the_rubric_beside_the_date() -> None:
    assert read(BODY, top=META)["section"] == "Xây dựng Đảng"


def test_what_an_authors_box_tells_is_no_byline() -> None:
    about = "Trang tin của Đảng bộ huyện, cập nhật hoạt động của các chi bộ trực thuộc."
    more = "<a href=/author/1/>Xem tất cả bài viết →</a>"
    tags = "<footer class=entry-meta>Thẻ: <a href=/tag/rung/ rel=tag>giữ rừng</a>"
    box = f"{tags}<div class=author-description><p>{about} {more}</p></div></footer>"
    found = read(f"{BODY}{SIGNED}", top=META, below=box)
    assert (found["byline"], found["tags"]) == ("Mai Khuê", ["giữ rừng"])
    assert about not in (read(BODY, top="<p>13/03/2024</p>", below=box)["byline"] or "")


def test_a_linked_date_below_the_headline_makes_an_article_of_a_short_page() -> None:
    others = "".join(
        f"<h4><a href=/k{at}>Khởi công cầu treo qua suối Nậm Pàn {at}</a></h4><p>Cầu dài bốn mươi mét, xong sớm.</p>"
        for at in range(5)
    )
    found = read(f"<p>{FIRST}</p><h3>Có liên quan</h3>{others}", top=META, lead="")
    assert found["body"] == [FIRST]
