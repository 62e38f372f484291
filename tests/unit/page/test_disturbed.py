"""Pages with something in the way: a page inside the page, another article below, headlines that are pictures, calls to
readers where the text begins or ends."""

import pytest

from tests.unit.page.test_readings import FIRST, LEAD, PHOTO, SECOND, TITLE, read

BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
OTHER = "Hội Nông dân xã Mường Lạn trao giống cho hội viên nghèo"
OTHERS_TEXT = (
    "<p>Sáng qua, Hội Nông dân xã Mường Lạn trao ba trăm cây giống cho những hội viên nghèo của chín bản vùng cao.</p>"
    "<p>Mỗi hội viên nhận hai mươi cây, kèm phân bón cho năm đầu và lịch chăm sóc do khuyến nông xã soạn ra.</p>"
)


@pytest.mark.parametrize("end", ["</body></html>", "</BODY>\n</HTML>"])
def test_a_page_that_a_banner_closes_goes_on(end: str) -> None:
    found = read(BODY, head=f"<title>{TITLE}</title></head><body><div>Chào mừng</div>{end}<html><head>")
    assert (found["title"], found["body"]) == (TITLE, [FIRST, SECOND])


def test_a_headline_may_be_a_picture() -> None:
    cover = f"<h1><img src='/anh/bia.jpg' width=900 alt='{TITLE}'></h1>"
    found = read(f"<p>{FIRST}</p><h4>Giữ từ gốc</h4><p>{SECOND}</p>", title=cover)
    assert (found["title"], found["lead"]) == (TITLE, LEAD)
    assert found["body"] == [FIRST, "Giữ từ gốc", SECOND]
    assert found["photos"] == []


def test_a_photo_in_a_heading_is_no_headline() -> None:
    photo = "<h3><img src='/anh/rung.jpg' width=600 alt='Rừng đầu nguồn bản Nà Khoang mùa khô'></h3>"
    found = read(f"<p>{FIRST}</p>{photo}<p>{SECOND}</p>")
    assert (found["title"], len(found["photos"])) == (TITLE, 1)


@pytest.mark.parametrize("label", ["See also", "Latest news", "Other news:", "Related stories", "Most read"])
def test_english_labels_end_an_article_too(label: str) -> None:
    items = "".join(f"<li><a href='/{n}.html'>{OTHER} number {n}</a></li>" for n in range(4))
    assert read(f"{BODY}<h3>{label}</h3><ul>{items}</ul>")["body"] == [FIRST, SECOND]


def test_an_english_pointer_to_another_story_is_no_text() -> None:
    pointer = f"<p>Read more: <a href='/2.html'>{OTHER}</a></p>"
    assert read(f"<p>{FIRST}</p>{pointer}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_an_invitation_to_follow_is_no_lead() -> None:
    follow = (
        "<div>Theo dõi Trang thông tin điện tử Đảng bộ huyện Sông Mã trên <a href='#'>Google News</a></div>"
    )
    found = read(BODY, lead=f"{follow}<h2 class=sapo>{LEAD}</h2>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


@pytest.mark.parametrize("classes", [("tit", "tit"), ("css-1a", "css-9b")])
def test_a_whole_article_that_is_loaded_below_is_another_one(classes: tuple[str, str]) -> None:
    first, second = classes
    below = (
        "<section><h3>Mới nhất</h3><ul><li><a href='/7.html'>Bản tin cũ của tuần trước</a></li></ul></section>"
        f"<article><h1 class={second}><a href='/8.html'>{OTHER}</a></h1><span>11/03/2024 07:10</span>{OTHERS_TEXT}"
        "<p style='text-align:right'><b>Lò Văn Pánh</b></p></article>"
    )
    short = "Rừng yên qua mùa khô nhờ mười hai tuyến tuần tra."
    page = f"<article><h1 class={first}>{TITLE}</h1><p>13/03/2024 08:15</p><p>{LEAD}</p><div><p>{short}</p></div>"
    found = read("", title=f"{page}</article>{below}", top="", lead="")
    assert found["title"] == TITLE
    assert [found["lead"], *found["body"]] == [LEAD, short]
    assert (found["published_at"], found["byline"]) == ("2024-03-13T08:15+07:00", None)


def test_names_with_the_day_behind_are_no_lead() -> None:
    names = "<a href='/tac-gia/3'>Bùi Phương Thảo</a> và <a href='/tac-gia/4'>Nguyễn Trà My</a>"
    line = f"<div class=m><span>{names}</span> <span>Thứ Tư, 13 tháng 3, 2024 lúc 08:15</span></div>"
    page = f"<article class=a><h1 class=b>{TITLE}</h1>{line}<div class=c style='font-weight:600'>{LEAD}</div>"
    found = read(
        "", title=f"{page}<div class=d><div>{FIRST}</div><div>{SECOND}</div></div></article>", top="", lead=""
    )
    assert (found["lead"], found["published_at"]) == (LEAD, "2024-03-13T08:15+07:00")


def test_a_lead_beside_the_headline_does_not_make_their_box_the_text() -> None:
    head = f"<header><h1>{TITLE}</h1><div><a href='/tac-gia/1'>Lò Văn Pánh</a></div><p>13/03/2024 08:15</p>"
    head += f"<div><a href='#'>Chia sẻ</a></div><p>TSM - {LEAD}</p></header>"
    short = "Mười hai đảng viên mỗi người nhận một tuyến tuần tra rừng."
    figure = f"<figure>{PHOTO}<figcaption>Đảng viên đi tuần</figcaption></figure>"
    found = read(
        "", title=f"<article>{head}<div><div><p>{short}</p>{figure}</div></div></article>", top="", lead=""
    )
    assert (found["lead"], found["body"]) == (LEAD, [short])
    assert [photo["caption"] for photo in found["photos"]] == ["Đảng viên đi tuần"]


def test_a_short_text_with_a_labelled_box_in_it_is_text() -> None:
    items = "".join(f"<li><a href='/{n}.html'>{OTHER} lần {n}</a></li>" for n in range(3))
    box = f"<div><h4>TIN LIÊN QUAN</h4><ul>{items}</ul></div>"
    pointer = f"<p>&gt;&gt;&gt; <a href='/9.html'>{OTHER} lần nữa</a></p>"
    inside = f"<p>Cách giữ rừng như sau:</p>{box}<p>{FIRST}</p>{pointer}<p>{SECOND}</p>"
    found = read(inside, lead=f"<div><b>TSM - {LEAD}</b></div>")
    assert found["body"] == ["Cách giữ rừng như sau:", FIRST, SECOND]


@pytest.mark.parametrize(
    "call",
    [
        "<div><p>Độc giả có thể gửi bài về hộp thư điện tử: bandoc@baosongma.example, toà soạn trả lời.</p></div>",
        "<div><p>Bạn đọc gửi câu hỏi về hộp thư bandoc@baosongma.example để được trả lời trên mục này.</p></div>",
    ],
)
def test_calls_to_readers_are_no_text(call: str) -> None:
    signature = "<p style='text-align:right'><b>Lò Văn Pánh</b></p>"
    found = read(f"{BODY}{signature}{call}")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], "Lò Văn Pánh")


def test_a_call_to_install_an_app_inside_the_text_is_none_of_it() -> None:
    icon = "<img src='/assets/icon-app.svg' width=24>"
    call = (
        "<span>Tải ứng dụng Sông Mã để đọc báo không quảng cáo</span><a href='https://x.example/'>Tải về</a>"
    )
    assert read(f"<p>{FIRST}</p><div>{icon}{call}</div><p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_a_lead_may_stand_in_an_element_inside_a_heading() -> None:
    found = read(BODY, lead=f"<div class=hang><h2><div>{LEAD}</div></h2></div>")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_a_text_before_the_box_of_loose_lines_is_the_lead() -> None:
    page = f"<div class=a><h1>{TITLE}</h1><div>13/03/2024 08:15</div><div class=b>{LEAD}</div>"
    page += f"<div class=c>{FIRST}<br><br>{SECOND}</div></div>"
    found = read("", title=page, top="", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_an_offer_to_sign_in_is_no_text() -> None:
    offer = (
        "<div class=khung><p><b>Nội dung dành cho độc giả Sông Mã Plus</b></p><p>Đăng nhập hoặc đăng ký gói tháng chỉ"
        " 29.000 đồng để đọc không giới hạn và ủng hộ báo chí địa phương.</p><a href='/dang-nhap'>Đăng nhập</a></div>"
    )
    assert read(f"<p>{FIRST}</p>{offer}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_the_last_part_of_a_text_may_be_numbered_by_its_class() -> None:
    last = "Đảng ủy xã sẽ sơ kết lần hai vào tháng tới."
    advert = "<div class=qc><a href='#'>Quảng cáo</a></div>"
    parts = f"<div class=phan-1>{BODY}{OTHERS_TEXT}</div>{advert}<div class=phan-2><p>{last}</p></div>"
    page = f"<div class=trang><h1>{TITLE}</h1><p class=ngay>13/03/2024 08:15</p><h2 class=sapo>{LEAD}</h2>{parts}</div>"
    assert read("", title=page, top="", lead="")["body"][-1] == last


def test_a_short_report_with_a_photo_and_a_document_is_an_article() -> None:
    document = "<div><b>Tệp đính kèm:</b> <a href='/Files/KH-114.pdf'>KH-114.pdf</a></div>"
    figure = f"<figure>{PHOTO}<figcaption>Đảng viên đi tuần</figcaption></figure>"
    found = read(f"{figure}<p>Lễ kết nạp diễn ra trong 25 phút tại lán rừng.</p>", below=document)
    assert found["body"] == ["Lễ kết nạp diễn ra trong 25 phút tại lán rừng."]


def test_a_death_notice_has_the_shortest_headline() -> None:
    head = "<title>Đảng bộ huyện Sông Mã</title>"
    title = "<table><tr><td><font size=4 color='#cc0000'><b>Tin buồn</b></font></td></tr></table>"
    found = read(BODY, head=head, title=title)
    assert (found["title"], found["published_at"]) == ("Tin buồn", "2024-03-13T08:15+07:00")


def test_a_text_beside_the_headline_in_their_header_is_the_lead() -> None:
    page = f"<article><header><div><h1>{TITLE}</h1></div><p>13/03/2024 08:15</p><p>{LEAD}</p></header>"
    found = read("", title=f"{page}<div><div>{BODY}</div></div></article>", top="", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


def test_a_logo_in_a_heading_is_no_headline() -> None:
    logo = "<h1><a href='/'><img src='/anh/ten-bao.jpg' width=400 alt='Tạp chí Dân vận Sông Mã'></a></h1>"
    head = "<title>Tạp chí Dân vận Sông Mã</title>"
    assert read(BODY, head=head, title=f"{logo}<h3 class=asset-title>{TITLE}</h3>")["title"] == TITLE


THIRD = "<p>Đến cuối tháng 3, các bản đã đào xong bốn ki-lô-mét đường băng cản lửa quanh khu rừng đầu nguồn của xã.</p>"
SPLIT = "<div class=a>{first}{box}{second}</div><div class=q><ins>Quảng cáo</ins></div><div class=b>{others}</div>"


@pytest.mark.parametrize("label", ["<h4>Tin liên quan</h4>", ""])
def test_a_box_of_another_story_inside_the_text_parts_nothing(label: str) -> None:
    card = f"<div><h3><a href='/8.html'>{OTHER}</a></h3><span>09/01/2024 08:00</span></div>"
    box = f"<div class=khung>{label}{card}</div>"
    inside = SPLIT.format(
        first=f"<p>{FIRST}</p>", box=box, second=f"<p>{SECOND}</p>", others=OTHERS_TEXT + THIRD
    )
    found = read(inside)
    assert found["body"][:2] == [FIRST, SECOND]
    assert (len(found["body"]), found["published_at"]) == (5, "2024-03-13T08:15+07:00")


def test_an_entry_of_a_list_above_the_text_is_another_story() -> None:
    entry = f"<ul class=tin><li><a href='/8.html'>{OTHER}</a>{OTHERS_TEXT[:130]}</p></li></ul>"
    found = read(lead=f"<h2>{LEAD}</h2>{entry}")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


@pytest.mark.parametrize("box", ["<div class=nx>{}</div>", "<article class=next>{}</article>"])
def test_a_next_article_below_is_known_by_its_linked_headline_and_day(box: str) -> None:
    heading = f"<h2><a href='/8.html'>{OTHER}</a></h2><span>11/03/2024 07:10</span>"
    below = box.format(f"{heading}{OTHERS_TEXT}<p>{FIRST.replace('ba bản', 'chín bản')}</p>")
    short = "Rừng yên qua mùa khô nhờ mười hai tuyến tuần tra."
    page = f"<div><h1>{TITLE}</h1><div>13/03/2024 08:15</div><div><b>{LEAD}</b></div><div>{short}</div>{below}</div>"
    found = read("", title=page, top="", lead="")
    assert [found["lead"], *found["body"]] == [LEAD, short]
    assert found["published_at"] == "2024-03-13T08:15+07:00"


def test_a_headline_that_the_head_states_may_be_short() -> None:
    found = read(BODY, head="<title>Tin vắn</title>", title="<h1>Tin vắn</h1>")
    assert (found["title"], found["published_at"]) == ("Tin vắn", "2024-03-13T08:15+07:00")


@pytest.mark.parametrize("name", ["Noi dung", "Chi tiết tin", "Bản in", "baosongma", "Tin tuc"])
def test_a_title_that_every_page_bears_is_none(name: str) -> None:
    line = f"<p align=center><b><font color='#ff0000' size=5>{TITLE}</font></b></p>"
    assert read(BODY, head=f"<title>{name}</title>", title=line)["title"] == TITLE


def test_a_lead_in_a_heading_is_no_headline() -> None:
    line = f"<p style='font-size:22px;font-weight:bold'>{TITLE}</p>"
    found = read(BODY, head="<title>Bản in</title>", title=line, lead=f"<h2>(TSM) - {LEAD}</h2>")
    assert (found["title"], found["lead"]) == (TITLE, LEAD)


def test_a_second_line_of_the_headline_is_no_lead() -> None:
    second = "Ba bản cùng góp công, mười hai tuyến tuần tra giữ bốn trăm héc-ta"
    group = f"<hgroup><h1>{TITLE}</h1><p>{second}</p></hgroup><time>13/03/2024 08:15</time><h2>{LEAD}</h2>"
    found = read("", title=f"<article><header>{group}</header>{BODY}</article>", top="", lead="")
    assert (found["lead"], found["body"]) == (LEAD, [FIRST, SECOND])


@pytest.mark.parametrize(
    "furniture",
    [
        "<div><a href='#'>Thích</a> <a href='#'>In bài viết</a> <span>Đánh giá: 4.5/5 (12 phiếu)</span></div>",
        "<div><p><a href='mailto:tg@baosongma.example'>tg@baosongma.example</a></p></div>",
        "<div><b>Bạn đọc phản hồi</b></div><div><input placeholder='Họ tên'></div>",
        "<div><h3>Mới nhất từ Super User</h3><ul><li><a href='/8.html'>Một tin khác của bản</a></li></ul></div>",
        "<div><img src='/qr.png' width=90><p>Quét mã QR để xem bài viết trên điện thoại</p></div>",
    ],
)
def test_what_stands_below_a_signature_does_not_hide_it(furniture: str) -> None:
    signature = "<p style='text-align:right'><b>Lò Văn Pánh</b></p>"
    short = "Rừng yên qua mùa khô nhờ mười hai tuyến tuần tra."
    page = f"<div><h1>{TITLE}</h1><p>13/03/2024 08:15</p><p class=sapo>{LEAD}</p><div><p>{short}</p>{signature}</div>"
    found = read("", title=f"{page}{furniture}</div>", top="", lead="")
    assert (found["body"], found["byline"]) == ([short], "Lò Văn Pánh")


@pytest.mark.parametrize(
    "box", ["<h3>Đường dây nóng</h3><p>Đồng chí Lê Hoàng Phước - Chánh Văn phòng: 0912.000.345</p>", ""]
)
def test_a_page_of_a_body_that_calls_all_pages_by_its_name(box: str) -> None:
    head = "<title>Công an tỉnh Sơn La</title>"
    line = f"<p>Công an tỉnh Sơn La</p><div class=cot>{box}</div><h1 class=st-1>{TITLE}</h1>"
    assert read(BODY, head=head, title=line)["title"] == TITLE


@pytest.mark.parametrize("name", ["Bạn đọc viết", "Tỷ giá ngoại tệ", "Hộp thư bạn đọc"])
def test_the_name_of_a_box_is_no_headline(name: str) -> None:
    box = f"<div class=khung><h3>{name}</h3><p>Tôi làm trưởng thôn 12 năm, đọc báo nhà thấy gần với dân lắm.</p></div>"
    found = read(BODY, head="<title>Huyện ủy Sông Mã</title>", title=f"{box}<p><b>{TITLE}</b></p>")
    assert found["title"] == TITLE


@pytest.mark.parametrize("name", ["Phường Hòa Khánh", "Đặc khu Phú Quý"])
@pytest.mark.parametrize("banner", ["<h1>{}</h1>", "<b>{}</b>"])
def test_the_name_of_a_place_is_no_headline(name: str, banner: str) -> None:
    top = f"<div class=top>{banner.format(name.upper())}</div>"
    assert read(BODY, head=f"<title>{name}</title>", title=f"{top}<h2>{TITLE}</h2>")["title"] == TITLE


@pytest.mark.parametrize("name", ["Chi tiết tin", "Tin chi tiết"])
def test_the_name_of_a_portlet_is_no_headline(name: str) -> None:
    box = f"<section><h2>{name}</h2><div class=tin-title>{TITLE}</div><div>13/03/2024 08:15</div></section>"
    assert read(BODY, head="<title>Báo Sơn Hà điện tử</title>", title=box, top="")["title"] == TITLE


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Hoạt động của Thường trực", "Về lại Nà Khoang"),
        ("Gương sáng quanh ta", "Bàn giao 18 căn nhà “Mái ấm công đoàn”"),
    ],
)
def test_the_headline_stands_below_the_name_of_its_portlet(name: str, title: str) -> None:
    menu = "<ul><li><a href='/thuong-truc'>Hoạt động của Thường trực</a></li></ul>"
    box = f"<section><h2>{name}</h2><div class=tin-title>{title}</div><div>13/03/2024</div></section>"
    found = read(BODY, head="<title>Báo Sơn Hà điện tử</title>", title=menu + box, top="")
    assert found["title"] == title


def test_the_name_of_a_print_window_is_no_headline() -> None:
    line = f"<div><span id=lblTieuDe class=title>{TITLE}</span></div><div><span>13/03/2024</span></div>"
    found = read(BODY, head="<title>In bài viết</title>", title=line, top="")
    assert (found["title"], found["published_at"]) == (TITLE, "2024-03-13")


def test_a_bar_with_the_rubrics_name_is_no_headline() -> None:
    head = "<title>Huyện ủy Sông Mã - Nghiên cứu - Trao đổi</title>"
    bar = "<table><tr><td class=bar><b>Nghiên cứu - Trao đổi</b></td></tr>"
    page = f"{bar}<tr><td class=tieude><span>{TITLE}</span></td></tr></table>"
    assert read(BODY, head=head, title=page)["title"] == TITLE


def test_the_head_may_hold_the_headline_between_names() -> None:
    head = f"<title>Gương điển hình &gt; {TITLE} - Trang thông tin điện tử Huyện ủy Sông Mã</title>"
    box = "<div class=khung><h3>Đường dây nóng</h3><p>Gọi 0912.000.345</p></div>"
    assert read(BODY, head=head, title=f"{box}<span class=SubHead>{TITLE}</span><br>")["title"] == TITLE


@pytest.mark.parametrize(
    "player",
    [
        "<amp-video src='/v.mp4'></amp-video><p class=vcap>{}</p>",
        "<div class=vd><object data='/v.swf'></object><p class=vdc>{}</p></div>",
        "<div><iframe src='//tv.example/embed/1'></iframe></div><p><em>{}</em></p>",
    ],
)
def test_the_line_of_a_video_is_no_text(player: str) -> None:
    clip = player.format("Video: Bản tin thời sự trưa của Đài Truyền thanh Sông Mã")
    assert read(f"<p>{FIRST}</p>{clip}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]


def test_authors_with_an_address_of_mail_sign_above_the_text() -> None:
    address = "<address>Bài, ảnh: LÒ VĂN PÁNH <a href='mailto:pv4@x.example'>pv4@x.example</a></address>"
    found = read(BODY, top=f"{address}<time>13/03/2024 08:15</time>")
    assert (found["byline"], found["body"]) == ("Bài, ảnh: LÒ VĂN PÁNH", [FIRST, SECOND])


def test_tags_that_are_no_links_hide_no_signature() -> None:
    short = "Rừng yên qua mùa khô nhờ mười hai tuyến tuần tra."
    page = f"<div><h1>{TITLE}</h1><p>13/03/2024 08:15</p><p class=sp>TSM - {LEAD}</p><div><p>{short}</p>"
    signed = "<p class=au>LÒ VĂN PÁNH (Thực hiện)</p></div><p class=kw>Tags: dân vận khéo, giữ rừng</p></div>"
    found = read("", title=page + signed, top="", lead="")
    assert (found["body"], found["byline"]) == ([short], "LÒ VĂN PÁNH (Thực hiện)")
    assert found["tags"] == ["dân vận khéo", "giữ rừng"]


@pytest.mark.parametrize(
    "beside",
    [
        "<a href='mailto:bbt@x.example'>bbt@x.example</a>",
        "<span>Lượt xem: 214</span>",
        "<a href='#'>In bài viết</a>",
    ],
)
def test_a_name_signs_whatever_shares_its_line(beside: str) -> None:
    line = f"<div><b>Mai Phương Thảo và Thanh Sơn</b> {beside}</div>"
    for place in ({"top": f"{line}<div>13/03/2024 08:15</div>"}, {"inside": f"{BODY}{line}"}):
        found = read(**place)
        assert (found["byline"], found["lead"], found["body"]) == (
            "Mai Phương Thảo và Thanh Sơn",
            LEAD,
            [FIRST, SECOND],
        )


def test_an_advert_that_says_what_it_is_is_no_text() -> None:
    advert = f"<div><span>- Advertisement -</span><a href='/8.html'>{OTHER}</a></div>"
    assert read(f"<p>{FIRST}</p>{advert}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]
    warning = "Quảng cáo sai sự thật trên trang của bản là hành vi bị nghiêm cấm."
    assert read(f"<p>{FIRST}</p><p>{warning}</p>")["body"] == [FIRST, warning]


def test_what_a_system_prints_below_every_article_is_its_own() -> None:
    foot = (
        "<p><b>Tác giả bài viết:</b> H' Nhung</p><p><b>Người đăng bài viết:</b> admin</p><p>Chú ý: Việc đăng lại bài"
        " viết trên ở website khác mà không ghi rõ nguồn là vi phạm bản quyền.</p>"
    )
    found = read(f"{BODY}{foot}")
    assert (found["body"], found["byline"]) == ([FIRST, SECOND], "H' Nhung")


def test_a_player_and_a_picture_without_a_word_are_no_text() -> None:
    box = f"<div><video src='/v.mp4'></video>{PHOTO}</div>"
    assert read(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")["body"] == [FIRST, SECOND]
