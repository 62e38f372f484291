"""Pages that came instead of an article, each told by its name."""

from datetime import datetime

import pytest

from newsarchive.errors import NotAnArticle
from newsarchive.extraction import extract
from newsarchive.model.article import Article
from newsarchive.sample.article import VIETNAM

MENU = "<ul>" + "".join(f"<li><a href='/m{i}'>Mục {i}</a></li>" for i in range(8)) + "</ul>"
OTHERS = "".join(
    f"<div><a href='/t{i}'><img src='/t{i}.jpg' width=120></a>"
    f"<h4><a href='/t{i}'>Chợ phiên Nà Khoang mở lại lần {i}</a></h4><span>12/0{i}/2024</span>"
    f"<p>Bà con gùi hàng xuống chợ từ sớm, ba bản cùng góp tiền lợp lại mái chợ.</p></div>"
    for i in range(1, 5)
)
IMPRINT = "<p>Trưởng ban biên tập: Lò Văn Tâm</p><p>Địa chỉ: số 1 đường Bến Cũ; Điện thoại: 0212 3888 999</p>"
HEADLINE = "<h1>Chi bộ bản Nà Khoang giữ rừng</h1><p>13/03/2024</p>"
ABOUT = "".join(
    f"<p>Báo Sông Mã là tiếng nói của Đảng bộ huyện, ra số đầu năm 19{each}, phục vụ cán bộ và nhân dân các bản.</p>"
    for each in range(62, 68)
)
LEADERS = "".join(
    f"<li>Đồng chí Lò Văn {name}, Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Huyện ủy, quê bản Nà Khoang</li>"
    for name in ("Ấm", "Biên", "Chính", "Dũng")
)
WEATHER = "".join(
    f"<tr><td>{place}</td><td>2{at}°C</td><td>Nhiều mây</td></tr>"
    for at, place in enumerate(("Bến Cũ", "Nà Khoang", "Pá Hu", "Mường Lạn"))
)
FIELDS = "".join(
    f"<tr><td>{name}</td><td>{value}</td></tr>"
    for name, value in {
        "Số/Ký hiệu": "218-QĐ/HU",
        "Ngày ban hành": "16/05/2023",
        "Loại văn bản": "Quyết định",
        "Người ký": "Lò Thị Mai",
        "Trích yếu": "Quyết định về việc ban hành Quy chế phối hợp giữa các cơ quan tham mưu, giúp việc của Huyện ủy",
    }.items()
)
TRACKS = "".join(
    f"<div><a href='/nghe/{day}'>Bản tin sáng ngày {day}/6</a> 06:1{day}</div>" for day in range(1, 7)
)
PAGES = {
    "challenge": [
        "<h3>Hệ thống phát hiện truy cập bất thường từ địa chỉ của bạn</h3><p>Xác nhận bạn không phải là robot</p>",
        "<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2><p>An application error occurred.</p>",
        "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>",
        "<h1>Hệ thống đang bảo trì</h1><p>Trang thông tin đang được nâng cấp, mời quay lại sau.</p>",
        "<p>Error establishing a database connection</p>",
        "<h1>baosongma.example</h1><p>Tên miền này đã hết hạn. Vui lòng liên hệ nhà đăng ký.</p>",
    ],
    "soft-404": [
        f"{MENU}<h1>Thông báo</h1><p>Xin lỗi, bài viết bạn đang xem chưa được xuất bản hoặc đã bị xóa.</p>{OTHERS}",
    ],
    "listing": [
        f"{MENU}<h1>Kết quả tìm kiếm: giữ rừng</h1><p>Tìm thấy 125 kết quả</p>{OTHERS}{IMPRINT}",
        f"{MENU}<h1>#giữ rừng</h1>{OTHERS}{IMPRINT}",
    ],
    "static": [
        f"{MENU}<h1>Giới thiệu</h1>{ABOUT}{IMPRINT}<h3>Tin mới</h3>{OTHERS}",
        f"{MENU}<div class=tit>GIỚI THIỆU CHUNG</div><div>{ABOUT}</div>{IMPRINT}<h3>Tin mới</h3>{OTHERS}",
        f"{MENU}<h2>Cơ cấu tổ chức</h2><ul>{LEADERS}</ul>{OTHERS}",
    ],
    "audio": [
        f"{MENU}<h1>Bản tin sáng ngày 12/6</h1><audio src='/12.mp3'></audio><p>Tin trong 24 giờ qua.</p>"
        f"<div class=ds><h4>Danh sách phát</h4>{TRACKS}</div>",
        f"{MENU}<h1>Podcast: Đêm hội trăng rằm</h1><p>13/03/2024</p><audio src='/1.mp3'></audio>{OTHERS}",
        f"{MENU}<h1>Bản tin sáng ngày 13 tháng 3</h1><div data-file='/tin/13.m4a'><span>00:00 / 09:12</span></div>",
    ],
    "figures": [
        f"{MENU}<h1>Dự báo thời tiết trong tỉnh</h1><table>{WEATHER}</table>{IMPRINT}",
    ],
    "form": [
        f"{MENU}<h1>Thi trắc nghiệm: Tìm hiểu lịch sử bản Nà Khoang</h1><p>Câu 1: Bản có từ năm nào?</p>"
        "<div><label><input type=radio>A. 3/2/1930</label> <label><input type=radio>B. 2/9/1945</label></div>",
    ],
    "epaper": [
        f"{MENU}<div><img src='/trang/6109/1.jpg'><a href='/bao-in/so-6109'>Số 6109</a></div>",
    ],
    "pdf-notice": [
        f"{MENU}<h2>Chi tiết văn bản</h2><table>{FIELDS}</table><a href='/tep/218.pdf'>218-QĐ/HU</a>",
        f"{MENU}{HEADLINE}<iframe src='https://docs.google.com/gview?url=http://x/5.pdf&embedded=true'></iframe>",
    ],
    "empty-body": [
        f"{MENU}{HEADLINE}<div></div><aside><h3>Đọc nhiều</h3>{OTHERS}</aside>{IMPRINT}",
        f"{MENU}{HEADLINE}<div></div><h3>Thăm dò ý kiến</h3><p>Theo bạn, trang tin mới đã dễ đọc hơn trước chưa?</p>",
        f"{MENU}{HEADLINE}<audio src='/doc/812.mp3'></audio><aside><table>{WEATHER}</table></aside>{IMPRINT}",
        f"{MENU}<h1>Liên hệ</h1><p>Trang thông tin điện tử Đảng bộ tỉnh Sông Mã</p>{IMPRINT}",
    ],
}


def extracted(body: str, *, path: str = "giu-rung-812.html", title: str = "Báo Sông Mã") -> Article:
    page = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    fetched_at = datetime(2024, 9, 2, 9, 0, tzinfo=VIETNAM)
    return extract(page.encode(), url=f"https://baosongma.example/{path}", fetched_at=fetched_at)


@pytest.mark.parametrize(
    ("name", "body"), [(name, body) for name, bodies in PAGES.items() for body in bodies]
)
def test_what_came_instead_is_named(name: str, body: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extracted(body, path="bao-in/so-6109" if name == "epaper" else "giu-rung-812.html")
    assert caught.value.what == name


def test_a_page_may_be_called_what_it_is_in_its_head_only() -> None:
    body = f"{MENU}<div class=t>Liên hệ</div><p>VĂN PHÒNG HUYỆN ỦY SÔNG MÃ</p><p>Đường dây nóng: 0912.345.678</p>"
    with pytest.raises(NotAnArticle) as caught:
        extracted(
            f"{body}<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>",
            title="Liên hệ - Báo Sông Mã",
        )
    assert caught.value.what == "static"


def test_a_day_or_an_author_makes_news_of_a_page_about_the_site() -> None:
    for told in ("<p>13/03/2024 08:15</p>", "<p style='text-align:right'><b>Lò Thị Mai</b></p>"):
        first, last = (told, "") if "2024" in told else ("", told)
        title = "Giới thiệu chung về huyện Sông Mã"
        article = extracted(f"{MENU}<h1>{title}</h1>{first}{ABOUT}{last}{IMPRINT}")
        assert (article.title, len(article.body)) == (title, 6)


def test_a_short_report_may_have_a_recording() -> None:
    player = "<div><iframe src='https://www.youtube.com/embed/x1'></iframe></div>"
    lead = "<h2>Sáng 13/3, chi bộ bản Nà Khoang họp bàn cách giữ khu rừng đầu nguồn.</h2>"
    last = "<p>Mười hai đảng viên nhận mỗi người một tuyến tuần tra.</p>"
    signed = "<p style='text-align:right'><b>Lò Thị Mai</b></p>"
    photo = (
        "<figure><img src=/a.jpg width=600><figcaption>Đảng viên bản Nà Khoang đi tuần.</figcaption></figure>"
    )
    for report in (f"{lead}{player}{last}{signed}", f"{player}{last}{photo}{signed}"):
        assert extracted(f"{MENU}{HEADLINE}{report}").byline == "Lò Thị Mai"
    with pytest.raises(NotAnArticle) as caught:
        extracted(f"{MENU}{HEADLINE}{lead}{player}{IMPRINT}")
    assert caught.value.what == "video"


def test_buttons_below_the_date_do_not_make_a_list_of_an_article() -> None:
    """Short, unsigned, and followed by further articles with their leads in the same element."""
    buttons = "".join(f"<a href='#'>{name}</a> " for name in ("A-", "A", "A+", "Gửi email", "Bản in"))
    text = "<p>Mười hai đảng viên nhận mỗi người một tuyến tuần tra cho đến hết mùa khô năm nay.</p>"
    other = "<h3><a href=/k{0}>Khởi công cầu treo qua suối Nậm Pàn {0}</a></h3><p>Cầu dài bốn mươi mét, xong sớm.</p>"
    others = "".join(map(other.format, range(5)))
    body = f"{HEADLINE}<div>13/03/2024 08:15</div><p>{buttons}</p>{text}{text}<p>Các tin đã đưa</p>{others}"
    assert extracted(f"{MENU}<main>{body}</main>{IMPRINT}").published_at == "2024-03-13T08:15+07:00"
