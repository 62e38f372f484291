"""Báo Châu Sơn, a paper that does not exist: its pages, and a server that answers for all of its hosts.

The eight pages in `docs/walkthrough/` are six of its articles and the first two pages of its news section.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

HOME = "https://baochauson.example"
PHOTOS = "https://anh.baochauson.example"
PER_PAGE = 5
FIRST_ID = 20_431
SAVED_ARTICLES = 6
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SECTIONS = (("thoi-su", "Thời sự"), ("kinh-te", "Kinh tế"), ("van-hoa", "Văn hóa"))

STORIES = (
    ("cho-noi-chau-son-hop-lai", "Chợ nổi Châu Sơn họp lại sau mùa nước lớn", "chợ nổi", "Hồng Nhung"),
    ("chi-bo-ap-ba-sua-cau", "Chi bộ ấp Ba vận động dân sửa cầu ván", "cây cầu", "Văn Thạnh"),
    ("lop-day-dan-kim-cho-tre", "Lớp dạy đàn kìm cho trẻ con xóm chài", "lớp đàn", "Hồng Nhung"),
    ("trai-dua-sap-vao-vu", "Dừa sáp vào vụ, giá nhích từng ngày", "vườn dừa", "Lâm Tới"),
    ("tram-do-mua-cua-thay-giao", "Trạm đo mưa của một thầy giáo về hưu", "trạm đo", "Thu Cúc"),
    ("doi-ghe-cho-hoc-sinh", "Đội ghe chở học sinh qua sông không lấy tiền", "đội ghe", "Văn Thạnh"),
    ("nha-van-hoa-mo-dem", "Nhà văn hóa mở cửa buổi tối cho người đan lát", "nhà văn hóa", "Thu Cúc"),
    ("giong-lua-cu-tro-lai", "Giống lúa cũ trở lại trên đất phèn", "giống lúa", "Lâm Tới"),
    ("ban-tin-loa-xa", "Bản tin loa xã đổi giọng cho dễ nghe", "bản tin", "Hồng Nhung"),
    ("ben-thuyen-them-den", "Bến thuyền thêm đèn, bớt tai nạn đêm", "bến thuyền", "Văn Thạnh"),
    ("quy-heo-dat-khu-pho", "Quỹ heo đất khu phố sửa mái nhà dột", "quỹ heo đất", "Thu Cúc"),
    ("thu-vien-tren-ghe", "Thư viện trên ghe neo lại ba ngày", "thư viện", "Hồng Nhung"),
    ("rung-tram-duoc-tuoi", "Rừng tràm được tưới giữa mùa khô", "rừng tràm", "Lâm Tới"),
)  # fmt: skip
"""Address, title, what it is about, who signed; newest first."""


def moment(number: int) -> datetime:
    """When a story was published: one a day, backwards from a Thursday in November 2026."""
    return datetime(2026, 11, 19, 7, 30) - timedelta(days=number, minutes=11 * number)


def path(number: int) -> str:
    """The path of a story."""
    return f"/thoi-su/{STORIES[number][0]}-bcs{FIRST_ID - 7 * number}.html"


def paragraphs(number: int) -> list[str]:
    """The text of a story, without its lead."""
    thing = STORIES[number][2]
    return [
        f"Ngày đầu, {thing} chỉ có vài người tới xem; đến cuối tuần, người các xã bên cũng tìm qua.",
        f"Theo người dân Châu Sơn, chuyện {thing} bắt đầu từ một lần nước lên cao hơn mọi năm.",
        f"Chính quyền xã sẽ theo dõi {thing} trong {3 + number} tháng rồi mới làm rộng ra các ấp khác.",
        f"Còn bà con nói gọn: việc mình làm được thì làm trước, {thing} cũng vậy, không ngồi chờ ai.",
    ]


def lead(number: int) -> str:
    """The lead without its prefix."""
    return f"Không kèn trống, {STORIES[number][2]} ở Châu Sơn đi vào nếp sống của người dân từng chút một."


def photo(number: int) -> str:
    """Address of a story's photo."""
    return f"{PHOTOS}/2026/{STORIES[number][0]}.jpg"


def _page(title: str, address: str, inner: str) -> bytes:
    menu = "".join(f'<li><a href="/{slug}/">{name}</a></li>' for slug, name in SECTIONS)
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | Báo Châu Sơn</title>
<link rel="canonical" href="{HOME}{address}">
<link rel="alternate" type="application/rss+xml" href="{HOME}/rss/tin-moi.rss">
<meta property="og:site_name" content="Báo Châu Sơn">
<meta property="og:title" content="{title}">
</head>
<body>
<header class="bcs-top"><a href="/"><img src="/i/logo.png" alt="Báo Châu Sơn" width="160" height="40"></a>
<span class="bcs-today">Chủ Nhật, 22/11/2026</span></header>
<nav class="bcs-menu"><ul>{menu}</ul></nav>
{inner}
<footer class="bcs-foot"><p>Báo Châu Sơn. Giấy phép số 12/GP-BTTTT cấp ngày 03/05/2022.</p></footer>
</body>
</html>
""".encode()


def article(number: int) -> bytes:
    """The page of a story."""
    _, title, thing, author = STORIES[number]
    when = moment(number)
    text = [f"<p>{paragraph}</p>" for paragraph in paragraphs(number)]
    figure = (
        f'<figure class="bcs-photo"><img src="{photo(number)}" alt="">'
        f"<figcaption>Một góc {thing} vào buổi sớm. Ảnh: {author}</figcaption></figure>"
    )
    other = (number + 1) % len(STORIES)
    link = f'<a href="{path(other)}">{STORIES[other][1]}</a>'
    related = f'<div class="bcs-more"><h4>Tin liên quan</h4>{link}</div>'
    inner = f"""<main class="bcs-story">
<div class="bcs-crumb"><a href="/">Trang chủ</a> <a href="/thoi-su/">Thời sự</a></div>
<h1 class="bcs-title">{title}</h1>
<div class="bcs-when">{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y - %H:%M}</div>
<p class="bcs-lead">(BCS) - {lead(number)}</p>
<div class="bcs-text">{text[0]}{figure}{"".join(text[1:])}</div>
<p class="bcs-author">{author}</p>
{related}
</main>"""
    return _page(title, path(number), inner)


def listing(page: int) -> bytes:
    """One page of the news section, from 1."""
    numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, len(STORIES)))
    items = "".join(
        f'<div class="bcs-item"><a href="{path(n)}"><img src="{photo(n)}" alt=""></a>'
        f'<h3><a href="{path(n)}">{STORIES[n][1]}</a></h3><p>{lead(n)}</p></div>'
        for n in numbers
    )
    more = (
        f'<a class="bcs-next" href="/thoi-su/?trang={page + 1}">Trang sau</a>'
        if page * PER_PAGE < len(STORIES)
        else ""
    )
    address = "/thoi-su/" if page == 1 else f"/thoi-su/?trang={page}"
    return _page(
        "Thời sự", address, f'<main class="bcs-list">{items}<div class="bcs-pages">{more}</div></main>'
    )


def saved() -> dict[str, bytes]:
    """The eight pages of the walk-through by file name."""
    pages = {f"bai-{number + 1}.html": article(number) for number in range(SAVED_ARTICLES)}
    return pages | {"thoi-su-1.html": listing(1), "thoi-su-2.html": listing(2)}


def feed() -> bytes:
    """The feed of the newest stories."""
    items = "".join(
        f"<item><title>{STORIES[n][1]}</title><link>{HOME}{path(n)}</link>"
        f"<pubDate>{moment(n):%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
        for n in range(3)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
    )


class Handler(BaseHTTPRequestHandler):
    """Answers for all hosts of the paper by path."""

    protocol_version = "HTTP/1.1"
    pages: ClassVar[dict[str, bytes]] = {path(n): article(n) for n in range(len(STORIES))}

    def do_GET(self) -> None:
        """One page, photo or feed; 404 for the rest."""
        parts = urlsplit(self.path)
        if parts.path in self.pages:
            self._answer(200, self.pages[parts.path])
        elif parts.path in ("/", "/thoi-su/"):
            self._answer(200, listing(int(parse_qs(parts.query).get("trang", ["1"])[0])))
        elif parts.path == "/rss/tin-moi.rss":
            self._answer(200, feed(), "application/rss+xml")
        elif parts.path.endswith(".jpg"):
            self._answer(200, b"\xff\xd8\xff\xe0" + b"0" * 60 + b"\xff\xd9", "image/jpeg")
        else:
            self._answer(404, b"<html><body><p>404</p></body></html>")

    def _answer(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Quiet."""


@contextmanager
def served() -> Iterator[str]:
    """The paper on loopback: its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
