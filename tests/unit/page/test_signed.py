"""Who wrote it: names in elements of their own, beside posts and papers, at the head and at the foot."""

import pytest

from tests.unit.page.test_readings import FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_a_name_may_touch_the_time_beside_it() -> None:
    found = read(
        top="<div><a rel=author href=/tac-gia/ha-vy>HÀ VY - LÊ TRƯỜNG</a><time>15 giờ trước</time></div>"
    )
    assert (found["byline"], found["authors"]) == ("HÀ VY - LÊ TRƯỜNG", ["HÀ VY", "LÊ TRƯỜNG"])


@pytest.mark.parametrize(
    "names",
    [
        "<div class=x><a href=/tac-gia/1>Mai Khuê</a></div><div class=x><a href=/tac-gia/2>Lý Anh</a></div>",
        "<span itemprop=author>Mai Khuê</span><span itemprop=author>Lý Anh</span>",
    ],
)
def test_authors_in_elements_of_their_own_are_several(names: str) -> None:
    found = read(top=f"<div>{names}<p>13/03/2024 08:15</p></div>")
    assert (found["byline"], found["authors"]) == ("Mai Khuê, Lý Anh", ["Mai Khuê", "Lý Anh"])


def test_a_post_in_an_element_beside_the_marked_author_is_not_the_byline() -> None:
    name = "<span itemprop=author>Mai Khuê (Theo Kyodo)</span><span>Phóng viên</span>"
    found = read(top=f"<div>{name}<p>13/03/2024 08:15</p></div>")
    assert (found["byline"], found["authors"], found["agency"]) == (
        "Mai Khuê (Theo Kyodo)",
        ["Mai Khuê"],
        "Kyodo",
    )


OFFICE = "Trường Đại học Khoa học Xã hội và Nhân văn, Đại học Quốc gia Hà Nội"


@pytest.mark.parametrize("inside", [False, True])
def test_a_long_office_below_the_author_is_neither_lead_nor_text(inside: bool) -> None:
    lines = f"<p class=author><b>TS Mai Khuê</b></p><p class=donvi><em>{OFFICE}</em></p>"
    sapo = f"<div class=sumary><b>{LEAD}</b></div>"
    found = read(f"{lines}{BODY}" if inside else BODY, lead=sapo if inside else f"{lines}{sapo}")
    assert (found["byline"], found["lead"], found["body"]) == ("TS Mai Khuê", LEAD, [FIRST, SECOND])


def test_a_source_beside_the_author_is_the_agency() -> None:
    lines = "<p><b>Tác giả bài viết: </b>Mai Khuê</p><p><b>Nguồn tin: </b>Ban Tuyên giáo Thành ủy</p>"
    found = read(below=f"<div class=x>{lines}</div>")
    assert (found["byline"], found["agency"]) == ("Mai Khuê", "Ban Tuyên giáo Thành ủy")


def test_a_source_that_no_list_holds_is_the_agency_where_nobody_else_signs() -> None:
    found = read(below="<div class=x><p><b>Nguồn tin: </b>Ban Tuyên giáo Thành ủy</p></div>")
    assert found["byline"] == found["agency"] == "Ban Tuyên giáo Thành ủy"


def test_of_three_credits_the_photographer_between_is_kept() -> None:
    credits = "<p>Nội dung: Mai Khuê</p><p>Ảnh: Lý Anh</p><p>Trình bày: Hà Vy</p>"
    assert read(below=f"<div class=x>{credits}</div>")["authors"] == ["Mai Khuê", "Lý Anh", "Hà Vy"]


def test_the_link_to_an_authors_other_texts_is_no_name() -> None:
    card = (
        "<div class=x><img src=/avatar/khue.jpg width=60 height=60><div><a href=/tac-gia/khue>Mai Khuê</a>"
        "<p>Nhà báo Mai Khuê là tác giả của nhiều loạt bài điều tra, từng đoạt giải Búa liềm vàng.</p>"
        "<a href=/tac-gia/khue>Xem các bài viết của tác giả</a></div></div>"
    )
    head = "<div><span>Bài và ảnh: Mai Khuê</span></div>"
    found = read(top=f"<p>13/03/2024 08:15</p>{head}", below=card)
    assert (found["byline"], found["body"]) == ("Bài và ảnh: Mai Khuê", [FIRST, SECOND])


@pytest.mark.parametrize(("name", "photo"), [("MKL", ""), ("MÃ THỊ KHIÊM", f"<div>{PHOTO}</div>")])
def test_a_name_right_below_the_element_of_the_text_signs_it(name: str, photo: str) -> None:
    tools = "<div><button>Nghe</button><span>00:00</span> / <span>02:48</span></div>"
    found = read(BODY + photo, below=f"<div class=a>{name}</div>{tools}")
    assert (found["byline"], found["body"]) == (name, [FIRST, SECOND])
    assert [each["caption"] for each in found["photos"]] == [None] * bool(photo)


def test_initials_that_end_a_text_sign_it() -> None:
    found = read(f"{BODY}<div><p>MKL</p></div>")
    assert (found["byline"], found["body"]) == ("MKL", [FIRST, SECOND])


def test_a_heading_with_a_number_is_no_name() -> None:
    found = read(f"{BODY}<p><b>IV. TỔ CHỨC THỰC HIỆN</b></p>", below="<div>Bài và ảnh: Mai Khuê</div>")
    assert (found["byline"], found["body"]) == (
        "Bài và ảnh: Mai Khuê",
        [FIRST, SECOND, "IV. TỔ CHỨC THỰC HIỆN"],
    )


def test_two_labels_below_a_photo_are_no_caption() -> None:
    lines = "<p class=text-right><b>Tác giả bài viết: </b>Tin, ảnh: Mai Khuê</p>"
    text = f"<div><div align=justify>{FIRST}</div><figure>{PHOTO}</figure></div>{lines}"
    found = read("", lead=f"<div class=hometext><b>{LEAD}</b></div>{text}")
    assert (found["byline"], found["photos"][0]["caption"]) == ("Tin, ảnh: Mai Khuê", None)


def test_a_line_of_names_is_no_text_however_long() -> None:
    names = "Bảo Châu - Lò Văn Xuyên - Đặng Tường Vân (từ Trà Giang)"
    found = read(top=f"<div><span>{names}</span></div>", lead=f"<div class=x>{LEAD}</div>")
    assert (found["byline"], found["lead"], found["body"]) == (names, LEAD, [FIRST, SECOND])
    assert found["authors"] == ["Bảo Châu", "Lò Văn Xuyên", "Đặng Tường Vân"]


def test_a_name_with_its_office_is_no_headline() -> None:
    found = read(
        head="<title>Tạp chí Sông Mã</title>",
        title=f"<div class=x><span>{TITLE}</span></div>",
        lead="<div class=tac-gia>ThS Sơn Tùng<br><i>Ban Tuyên giáo Tỉnh ủy Sông Mã</i></div>"
        f"<div class=sumary><b>{LEAD}</b></div>",
    )
    assert (found["title"], found["byline"]) == (TITLE, "ThS Sơn Tùng")


@pytest.mark.parametrize("label", ["Được viết bởi", "Được gửi bởi", "Viết bởi"])
def test_a_label_may_say_who_wrote_it_in_the_passive(label: str) -> None:
    found = read(top=f"<div>{label} <a href=/to/1>Phòng Tuyên truyền</a></div><p>13/03/2024 08:15</p>")
    assert found["byline"] == "Phòng Tuyên truyền"


def test_a_counter_behind_the_authors_is_no_part_of_the_byline() -> None:
    found = read(top="<div><p>13/03/2024</p> Tác giả: <b>Mai Khuê, Lý Anh</b> Xem: 63.693</div>")
    assert (found["byline"], found["authors"]) == ("Mai Khuê, Lý Anh", ["Mai Khuê", "Lý Anh"])


def test_a_counter_may_stand_before_the_last_update() -> None:
    foot = (
        "<div class=duoi>Đọc <b>440</b> lần <span>Sửa lần cuối vào Thứ Tư, 13 Tháng 3 2024 10:53</span></div>"
    )
    found = read(top="<p>Thứ Tư, 13 Tháng 3 2024 08:15</p>", below=foot)
    assert (found["published_at"], found["updated_at"]) == (
        "2024-03-13T08:15+07:00",
        "2024-03-13T10:53+07:00",
    )


def test_the_issue_of_a_magazine_is_no_byline() -> None:
    line = f"<div class=so>Tạp chí số 7/2017</div><h1>{TITLE}</h1>"
    foot = "<p style='text-align:right'><b>TS. Mai Khuê</b></p><hr><p>(1), (2) Hồ Chí Minh: Toàn tập, tr.240.</p>"
    found = read(f"{BODY}{foot}", title=line)
    assert (found["byline"], found["authors"], found["body"][:2]) == (
        "TS. Mai Khuê",
        ["Mai Khuê"],
        [FIRST, SECOND],
    )


@pytest.mark.parametrize(
    ("behind", "note"),
    [
        ("", "(*) Tít do Tòa soạn đặt."),
        (
            "<p style='text-align:right'><em>Khoa Lý luận cơ sở, Học viện Chính trị khu vực III</em></p>",
            "(1) Hồ Chí Minh: Toàn tập, Nxb Chính trị quốc gia, tập 5, tr.240.",
        ),
    ],
)
def test_the_author_above_notes_is_the_byline(behind: str, note: str) -> None:
    foot = f"<p style='text-align:right'><b>TS. Mai Khuê</b></p>{behind}<p class=ghi-chu>{note}</p>"
    found = read(f"{BODY}{foot}")
    assert (found["byline"], found["authors"]) == ("TS. Mai Khuê", ["Mai Khuê"])
    assert not {"TS. Mai Khuê", "Khoa Lý luận cơ sở, Học viện Chính trị khu vực III"} & set(found["body"])


def test_credits_below_a_captioned_photo_name_the_photographer_too() -> None:
    photo = f"<figure>{PHOTO}<figcaption>Bà con đọc quy ước - Ảnh: CTV</figcaption></figure>"
    roles = ("Nội dung", "Mai Khuê"), ("Ảnh", "Lý Anh"), ("Trình bày", "Hà Vy")
    lines = "".join(f"<p><span>{role}:</span> <strong>{name}</strong></p>" for role, name in roles)
    found = read(f"{BODY}{photo}", below=f"<div class=credits>{lines}</div>")
    assert found["byline"] == "Nội dung: Mai Khuê - Ảnh: Lý Anh - Trình bày: Hà Vy"
    assert [one["credit"] for one in found["photos"]] == ["CTV"]


def test_the_label_above_the_account_of_a_house_is_no_author() -> None:
    label = "<div class=td-author-by>Bởi</div> <a href=/author/1>Ban Biên tập</a>"
    found = read(top=f"<div><div class=td-post-author-name>{label}</div><time>13/03/2024 08:15</time></div>")
    assert (found["byline"], found["authors"]) == ("Ban Biên tập", [])


def test_the_papers_mark_before_the_author_is_none_of_the_name() -> None:
    name = "<span>(LĐO)</span> <span><a class=author href=/tac-gia/9>Bích Hà</a></span>"
    found = read(BODY, top=f"<div class=meta>{name} <span>13/03/2024 08:15</span></div>")
    assert (found["byline"], found["authors"]) == ("Bích Hà", ["Bích Hà"])


def test_the_address_that_a_text_was_taken_from_is_its_source() -> None:
    source = (
        "Nguồn: https://www.vietnamplus.vn/benh-ho-hap-do-vi-rut-hmpv-khong-phai-la-benh-moi-post1004421.vnp"
    )
    found = read(f"{BODY}<p>(TTXVN/Vietnam+)</p><p>{source}</p>")
    assert found["body"] == [FIRST, SECOND]
    assert (found["byline"], found["agency"]) == ("(TTXVN/Vietnam+)", "TTXVN/Vietnam+")
    assert read(f"{BODY}<p>{source}</p>")["agency"] == "vietnamplus.vn"


def test_an_agency_in_brackets_beside_the_day_is_the_byline() -> None:
    found = read(BODY, top="<div class=meta><span>(TTXVN/Vietnam+)</span> Thứ Tư, 08:15, 13/3/2024</div>")
    assert found["agency"] == "TTXVN/Vietnam+"
    assert found["published_at"] == "2024-03-13T08:15+07:00"
