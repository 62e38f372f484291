# ruff: noqa: E501 - mark-up is easier to read on one line
"""The same article in ever new mark-up: what a content management system, an editor and a web designer may do to it.

Takes the content of a fixture (its expectation) and a random generator, gives a page. Everything drawn at random is
something a party-news page really does; nothing here knows how the reader works.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from html import escape
from random import Random
from typing import Any
from unicodedata import normalize

from newsarchive.errors import NotAnArticle
from newsarchive.extraction import extract_snapshot
from newsarchive.model.snapshot import Snapshot
from tests.sites.compare import differences

Make = Callable[[str], str]

CLASSES = (
    "c1",
    "x-12",
    "art",
    "txt-3",
    "jsx-481",
    "wrap",
    "inner",
    "col-8",
    "block",
    "main-ct",
    "nd",
    "left2",
    "w660",
    "fl",
    "clearfix",
    "mt10",
    "css-1kq",
    "z9",
    "item-d",
    "boxx",
    "ct-in",
)
OTHER = (
    (
        "Khánh thành nhà văn hóa xã Đông Lĩnh",
        "Công trình rộng 800 m², phục vụ sinh hoạt của hơn hai nghìn người dân trong xã.",
    ),
    (
        "Thêm ba tuyến xe buýt về vùng ven",
        "Các tuyến mới chạy từ 5 giờ sáng đến 20 giờ, trợ giá cho học sinh và người cao tuổi.",
    ),
    (
        "Hội thi tìm hiểu Nghị quyết thu hút đông đảo đoàn viên",
        "Vòng chung kết có sự tham gia của mười hai đội đến từ các cơ sở Đoàn.",
    ),
    (
        "Nước sạch về bản Nà Tông sau nhiều năm chờ đợi",
        "Hệ thống dẫn nước dài 4 km được hoàn thành bằng vốn xã hội hóa và công sức người dân.",
    ),
    (
        "Ra quân làm sạch bờ biển nhân Ngày Môi trường",
        "Gần năm trăm bạn trẻ thu gom hơn ba tấn rác trong buổi sáng đầu tiên.",
    ),
)
MENU = (
    "Trang chủ",
    "Thời sự",
    "Chính trị",
    "Xây dựng Đảng",
    "Kinh tế",
    "Xã hội",
    "Văn hóa",
    "Thể thao",
    "Pháp luật",
    "Quốc tế",
)
NOTICE = (
    "Ban Biên tập trân trọng thông báo: từ ngày 01/03/2026, tòa soạn chuyển về trụ sở mới tại số 12 đường Đông Lĩnh. "
    "Bạn đọc và cộng tác viên xin liên hệ theo địa chỉ trên để gửi tin, bài; mọi số điện thoại được giữ nguyên như cũ."
)
COMMENTS = (
    (
        "ban_doc_lau_nam",
        "Tôi đọc báo này đã hơn hai mươi năm, hiếm khi thấy một bài nói đúng điều bà con mong mỏi như vậy. Ở quê tôi "
        "cũng có chuyện tương tự, chính quyền làm rất chậm, dân phải đi lại nhiều lần. Mong tòa soạn tiếp tục theo dõi "
        "và có bài phản ánh sâu hơn, để những nơi khác nhìn vào đó mà làm theo, đừng để người dân phải chờ đợi thêm.",
    ),
    (
        "Trần Bình",
        "Tôi rất đồng tình với cách làm này, mong các nơi khác cùng học hỏi và nhân rộng trong thời gian tới.",
    ),
    ("hoa_mai88", "Bài viết hay, cảm ơn tòa soạn đã phản ánh kịp thời tâm tư của bà con ở cơ sở."),
)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What an article says, whatever it looks like. `photos`: (file name, caption, credit as printed or None)."""

    title: str
    lead: str
    prefix: str | None
    body: tuple[str, ...]
    subheads: frozenset[int]
    byline: str
    photos: tuple[tuple[str, str, str | None], ...]
    published: str
    """ISO 8601, `2024-04-18T14:05+07:00` or a day."""
    section: str
    tags: tuple[str, ...] = ()
    kicker: str | None = None


@dataclass(slots=True)
class Dressed:
    """One page and the fields it must give."""

    html: str
    expected: dict[str, Any]
    choices: list[str] = field(default_factory=list)
    """What was drawn, for reading a failure."""


class Dresser:
    """Draws one page."""

    def __init__(self, content: Content, rng: Random) -> None:
        self.content = content
        self.rng = rng
        self.choices: list[str] = []
        self.base_class = rng.choice(CLASSES)
        self.paragraph_style = rng.choice(
            (
                'style="text-align: justify;"',
                "",
                "",
                'align="justify"',
                'class="MsoNormal" style="text-align:justify"',
            )
        )
        self.head_lead = True
        self.second_photo = ""
        self.source_line = ""
        self.bare_photo = ""
        self.byline_in_head = False

    def pick(self, name: str, *options: str) -> str:
        """Draw one option and remember it."""
        chosen = self.rng.choice(options)
        self.choices.append(f"{name}={chosen}")
        return chosen

    def chance(self, name: str, share: float) -> bool:
        """Draw yes or no and remember a yes."""
        if self.rng.random() < share:
            self.choices.append(name)
            return True
        return False

    def cls(self) -> str:
        """A class attribute that means nothing."""
        return f' class="{self.rng.choice(CLASSES)}"' if self.rng.random() < 0.6 else ""

    def wrap(self, inner: str, most: int = 3) -> str:
        """Some meaningless wrappers."""
        for _ in range(self.rng.randrange(most + 1)):
            tag = self.rng.choice(("div", "div", "div", "section"))
            inner = f"<{tag}{self.cls()}>{inner}</{tag}>"
        return inner

    # -- words ---------------------------------------------------------------------------------------------

    def text(self, words: str) -> str:
        """Escaped text, sometimes with entities or decomposed letters."""
        way = self.rng.random()
        if way < 0.08:
            words = normalize("NFD", words)
        out = escape(words, quote=False)
        if 0.08 <= way < 0.2:
            out = "".join(
                f"&#{ord(char)};" if ord(char) > 127 and self.rng.random() < 0.5 else char for char in out
            )
        return out

    def running(self, words: str) -> str:
        """A paragraph's text with the spans, links and bold words that editors leave in it."""
        pieces = words.split(" ")
        if len(pieces) < 12 or self.rng.random() < 0.55:
            return self.text(words)
        start = self.rng.randrange(2, len(pieces) - 6)
        stop = start + self.rng.randrange(1, 5)
        inner = self.text(" ".join(pieces[start:stop]))
        dress = self.rng.choice(
            (
                '<a href="/chu-de/x-123.html">{}</a>',
                "<strong>{}</strong>",
                "<em>{}</em>",
                '<span style="color:#333">{}</span>',
                "<span>{}</span>",
                '<font face="Arial">{}</font>',
            )
        ).format(inner)
        return f"{self.text(' '.join(pieces[:start]))} {dress} {self.text(' '.join(pieces[stop:]))}"

    def printed_date(self) -> str:
        """The publication date in one of the forms that papers print."""
        day = self.content.published[:10]
        year, month, mday = day.split("-")
        clock = self.content.published[11:16]
        plain = self.rng.choice(
            (
                f"{mday}/{month}/{year}",
                f"{int(mday)}/{int(month)}/{year}",
                f"{mday}-{month}-{year}",
                f"{mday}.{month}.{year}",
            )
        )
        weekday = WEEKDAYS[date(int(year), int(month), int(mday)).weekday()]
        words = f"ngày {int(mday)} tháng {int(month)} năm {year}"
        if not clock:
            return self.rng.choice(
                (
                    plain,
                    f"Ngày đăng: {plain}",
                    f"{weekday}, {plain}",
                    f"{weekday}, {words}",
                    f"Đăng ngày {plain}",
                )
            )
        return self.rng.choice(
            (f"{plain} {clock}", f"{plain} - {clock}", f"{plain} | {clock}", f"{clock} {plain}", f"{clock}, {plain}", f"{clock} | {plain}", f"{weekday}, {plain} - {clock}",
             f"{weekday}, {plain} {clock}", f"{weekday}, {plain}, {clock} (GMT+7)", f"{plain} {clock} GMT+7", f"{weekday}, {clock}, {plain}", f"Ngày đăng: {plain} {clock}",
             f"{weekday}, ngày {plain} - {clock}", f"{weekday}, {words} {clock}", f"Đăng lúc: {clock} {plain}")
        )  # fmt: skip

    # -- parts ---------------------------------------------------------------------------------------------

    def masthead(self) -> str:
        """Logo, clock, menu, search."""
        rng = self.rng
        logo = '<a href="/"><img src="/images/logo.png" alt="Báo Đông Lĩnh" width="200" height="60"></a>'
        if self.chance("logo-h1", 0.3):
            logo = f'<h1 class="logo">{logo}</h1>'
        clock = rng.choice(
            (
                "Thứ Bảy, ngày 14 tháng 2 năm 2026",
                "Thứ bảy, 14/02/2026",
                "Thứ Bảy, 14/02/2026 09:15",
                "Hôm nay: 14/02/2026 - 09:15:22 GMT+7",
                "14/02/2026",
            )
        )
        if self.chance("clock", 0.75):
            tag = rng.choice(("div", "span", "p", "td"))
            clock = (
                f"<table><tr><td>{clock}</td></tr></table>"
                if tag == "td"
                else f"<{tag}{self.cls()}>{clock}</{tag}>"
            )
        else:
            clock = ""
        form = self.pick("menu", "ul", "div", "table", "nav")
        links = [f'<a href="/muc-{i}">{name}</a>' for i, name in enumerate(MENU)]
        menu = {
            "ul": "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>",
            "div": "<div>" + " | ".join(links) + "</div>",
            "table": "<table><tr>" + "".join(f"<td>{link}</td>" for link in links) + "</tr></table>",
            "nav": "<nav>" + "".join(links) + "</nav>",
        }[form]
        parts = [
            logo,
            clock,
            menu,
            '<form action="/tim-kiem"><input name="q"><button>Tìm kiếm</button></form>',
        ]
        if self.chance("ticker", 0.3):
            parts.append(
                "<div>"
                + "".join(f'<a href="/t-{i}.html">{title}</a>' for i, (title, _) in enumerate(OTHER[:3]))
                + "</div>"
            )
        rng.shuffle(parts)
        tag = rng.choice(("div", "header", "div"))
        return f"<{tag}{self.cls()}>{''.join(parts)}</{tag}>"

    def sidebar(self) -> str:
        """Most read, notices, with dates and leads of other stories."""
        items = []
        for number, (title, lead) in enumerate(self.rng.sample(OTHER, 4)):
            heading = self.rng.choice(("h2", "h3", "h4", "p", "div"))
            item = f'<{heading}><a href="/tin/khac-{number}.html">{title}</a></{heading}>'
            if self.rng.random() < 0.4:
                item += f'<span class="{self.base_class}">{self.rng.randrange(1, 28):02d}/01/2026</span>'
            if self.rng.random() < 0.3:
                item += f"<p>{lead}</p>"
            items.append(f"<div>{item}</div>")
        if self.chance("notice", 0.3):
            items.append(f"<div><h4>Thông báo</h4><p>{NOTICE}</p><p>{NOTICE}</p></div>")
        label = self.rng.choice(("Đọc nhiều", "Tin mới nhất", "Thông báo", "Tin nổi bật", "Xem nhiều"))
        tag = self.rng.choice(("div", "aside", "div"))
        return f"<{tag}{self.cls()}><h3>{label}</h3>{''.join(items)}</{tag}>"

    def breadcrumb(self) -> str:
        """Where the article hangs in the site, or nothing."""
        section = self.content.section
        link = f'<a href="/muc-x">{section}</a>'
        form = self.pick("crumbs", "none", "ul", "div", "arrow", "single")
        return {
            "none": "",
            "ul": f'<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li>{link}</li></ul>',
            "div": f'<div><a href="/">Trang chủ</a> › {link}</div>',
            "arrow": f'<p><a href="/">Trang chủ</a> &raquo; {link}</p>',
            "single": f"<div>{link}</div>",
        }[form]

    def headline(self) -> str:
        """The title in one of the elements that titles stand in."""
        title = self.text(self.content.title)
        form = self.pick("title", "h1", "h1", "h1", "h2", "h3", "div", "p-b", "span")
        if form == "p-b":
            return f"<p{self.cls()}><b>{title}</b></p>"
        if form in ("div", "span"):
            html = f'<{form} class="{self.rng.choice(("title", "tieude", "news-title", "tit"))}">{title}</{form}>'
            return f"<div>{html}</div>"
        return f"<{form}{self.cls()}>{title}</{form}>"

    def tools(self) -> str:
        """Share buttons, counters, font sizes, audio."""
        options = (
            '<div><a href="javascript:void(0)">Chia sẻ</a> <a href="#">Zalo</a> <a href="#">Facebook</a></div>',
            '<ul><li><a href="#">In bài</a></li><li><a href="mailto:?x">Gửi email</a></li></ul>',
            "<div><span>A-</span><span>A</span><span>A+</span></div>",
            "<div>Lượt xem: 1.284</div>",
            '<div class="player"><span>00:00</span> / <span>03:12</span><span>Nghe đọc bài</span></div>',
        )
        return "".join(self.rng.sample(options, self.rng.randrange(0, 3)))

    def photo(self, photo: tuple[str, str, str | None]) -> str:
        """A photo with its caption in one of the shapes that editors make."""
        name, caption, credit = photo
        printed = self.text(f"{caption} {credit}" if credit else caption)
        url = f"https://img.donglinh.vn/2025/{name}"
        lazy = self.pick("lazy", "none", "none", "data-src", "data-original", "srcset", "noscript")
        gif = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
        alt = self.rng.choice(("", name, escape(caption), "anh"))
        image = {
            "none": f'<img src="{url}" alt="{alt}" width="600">',
            "data-src": f'<img class="lazy" src="{gif}" data-src="{url}" alt="{alt}">',
            "data-original": f'<img src="/images/loading.gif" data-original="{url}" alt="{alt}">',
            "srcset": f'<picture><source srcset="{url} 1x"><img src="{gif}" srcset="{url} 600w" alt="{alt}"></picture>',
            "noscript": f'<img src="/img/blank.gif" alt="{alt}"><noscript><img src="{url}"></noscript>',
        }[lazy]
        if lazy == "none" and self.rng.random() < 0.2:
            image = f'<a href="{url}">{image}</a>'
        shape = self.pick(
            "photo",
            "bare-class",
            "bare-class",
            "small",
            "p-span",
            "h6",
            "authored",
            "table",
            "table",
            "figure",
            "figure",
            "wp",
            "p-em",
            "p-center",
            "br-em",
            "div",
            "center",
            "td",
            "dl",
        )
        name = self.rng.choice(("image_desc", "caption", "chuthich", "c-77", "note"))
        return {
            "table": f'<table align="center" border="0"><tbody><tr><td>{image}</td></tr><tr><td style="text-align:center"><em>{printed}</em></td></tr></tbody></table>',
            "td": f'<table class="image center"><tr><td>{image}</td></tr><tr><td class="{name}"><span>{printed}</span></td></tr></table>',
            "figure": f"<figure{self.cls()}><div>{image}</div><figcaption><p>{printed}</p></figcaption></figure>",
            "wp": f'<div class="wp-caption aligncenter">{image}<p class="wp-caption-text">{printed}</p></div>',
            "p-em": f'<p style="text-align:center">{image}</p><p style="text-align:center"><em>{printed}</em></p>',
            "p-center": f'<p align="center">{image}</p><p align="center"><i><span style="font-size:12px">{printed}</span></i></p>',
            "br-em": f'<p style="text-align:center">{image}<br><em>{printed}</em></p>',
            "div": f'<div class="{self.rng.choice(CLASSES)}">{image}<div class="{name}">{printed}</div></div>',
            "center": f"<center>{image}<br><i>{printed}</i></center>",
            "bare-class": f'<p class="pimg">{image}</p><p class="pcap">{printed}</p>',
            "small": f'<p align="center">{image}</p><p align="center"><font size="2" color="#0000ff">{printed}</font></p>',
            "p-span": f'<p style="text-align:center">{image}<span class="note_images">{printed}</span></p>',
            "h6": f'<div>{image}</div><h6 style="text-align:center">{printed}</h6>',
            "authored": f'<div class="VCSort"><div>{image}</div><div class="PhotoCMS_Caption"><p>{self.text(caption)}</p></div>'
            + (f'<div class="PhotoCMS_Author"><p>{self.text(credit)}</p></div>' if credit else "")
            + "</div>",
            "dl": f"<dl><dt>{image}</dt><dd>{printed}</dd></dl>",
        }[shape]

    def body_photos(self) -> list[str]:
        """All photos in order; sometimes one more stands there without a caption, or two share one."""
        content = self.content
        out = [self.photo(photo) for photo in content.photos]
        if len(content.photos) == 1 and self.chance("pair", 0.15):
            name, caption, credit = content.photos[0]
            printed = self.text(f"{caption} {credit}" if credit else caption)
            one, two = (
                f'<img src="https://img.donglinh.vn/2025/{file}" alt="">' for file in (name, f"b-{name}")
            )
            self.second_photo = f"b-{name}"
            out = [
                self.rng.choice(
                    (
                        f'<table align="center"><tr><td>{one}</td><td>{two}</td></tr><tr><td colspan="2" align="center"><i>{printed}</i></td></tr></table>',
                        f'<div class="layout-2"><figure>{one}</figure><figure>{two}</figure><figcaption>{printed}</figcaption></div>',
                        f'<p align="center">{one} {two}</p><p align="center"><i>{printed}</i></p>',
                    )
                )
            ]
        elif self.chance("bare-photo", 0.15):
            self.bare_photo = "khong-chu-thich.jpg"
            out.append(
                self.rng.choice(
                    ('<p style="text-align:center">{}</p>', "<figure>{}</figure>", "<div>{}</div>")
                ).format('<img src="https://img.donglinh.vn/2025/khong-chu-thich.jpg" alt="">')
            )
        return out

    def related_inside(self) -> str:
        """Another story in the middle of the text."""
        title, lead = self.rng.choice(OTHER)
        link = f'<a href="/tin/khac-99.html">{title}</a>'
        form = self.pick("inside", "p", "arrows", "more", "ul", "box", "teaser", "table")
        return {
            "p": f"<p><strong>{link}</strong></p>",
            "arrows": f"<p>&gt;&gt; {link}</p>",
            "more": f"<p><em>Xem thêm: {link}</em></p>",
            "ul": f"<ul><li>{link}</li><li><a href='/tin/khac-98.html'>{OTHER[0][0]}</a></li></ul>",
            "box": f"<div{self.cls()}><div>Tin liên quan</div><ul><li>{link}</li></ul></div>",
            "teaser": f'<article{self.cls()}><a href="/tin/khac-99.html"><img src="/thumb/99.jpg" width="200" height="120" alt=""></a><div><h2>{link}</h2><p>{lead}</p></div></article>',
            "table": f'<table><tr><td><a href="/tin/khac-99.html"><img src="/thumb/99.jpg" width="120" height="80"></a></td><td>{link}</td></tr></table>',
        }[form]

    def advert(self) -> str:
        """An advert in the middle of the text."""
        form = self.pick("advert", "script", "label", "iframe", "empty", "words")
        return {
            "script": '<div class="ads"><script>var a = "Mua ngay hôm nay để nhận ưu đãi lớn nhất trong năm";</script></div>',
            "label": '<div><span>Quảng cáo</span><a href="https://qc.example.com/1"><img src="https://qc.example.com/1.jpg" width="600" height="120"></a></div>',
            "iframe": '<div><iframe src="https://qc.example.com/f" width="300" height="250"></iframe></div>',
            "empty": '<div id="adsense-1" style="display:none">Quảng cáo</div>',
            "words": '<div class="banner-ads"><p>Quảng cáo</p><p><a href="https://qc.example.com/nha">Căn hộ ven sông giá chỉ từ 1,2 tỷ đồng, tặng ngay gói nội thất cho khách đặt sớm</a></p></div>',
        }[form]

    def byline(self) -> str:
        """The signature at the foot of the text."""
        name = self.text(self.content.byline)
        if self.chance("source-line", 0.12):
            self.source_line = self.rng.choice(("Theo Báo Đông Lĩnh", "Nguồn: TTXVN"))
        form = self.pick(
            "byline",
            "br",
            "box",
            "center",
            "right-b",
            "right-b",
            "right",
            "b",
            "div-author",
            "plain",
            "em",
            "align",
        )
        return {
            "right-b": f'<p style="text-align: right;"><strong>{name}</strong></p>',
            "br": f"<p><br><strong>{name}</strong></p>",
            "box": f'<div class="author-box"><img src="/avatars/1.jpg" width="48" height="48" alt="{name}"><div class="author-name">{name}</div></div>',
            "center": f'<p style="text-align: center;"><strong>{name}</strong></p>',
            "right": f'<p style="text-align:right">{name}</p>',
            "b": f"<p><b>{name}</b></p>",
            "div-author": f'<div class="author"><span>{name}</span></div>',
            "plain": f"<p>{name}</p>",
            "em": f'<p align="right"><em>{name}</em></p>',
            "align": f'<div align="right"><b>{name}</b></div>',
        }[form]

    def body(self) -> str:
        """The running text with all that stands in it."""
        content, rng = self.content, self.rng
        form = self.pick(
            "paragraphs",
            "unclosed",
            "li",
            "font",
            "p-in-div",
            "p",
            "p",
            "p",
            "div",
            "br",
            "span",
            "wrapped",
            "td",
        )
        style = f" {self.paragraph_style}" if self.paragraph_style else ""
        make: dict[str, Make] = {
            "p": lambda text: f"<p{style}>{text}</p>\n",
            "div": lambda text: f"<div{style}>{text}</div>\n",
            "br": lambda text: f"{text}<br><br>\n",
            "span": lambda text: (
                f'<p{style}><span style="font-size:14px"><span style="font-family:arial">{text}</span></span></p>\n'
            ),
            "wrapped": lambda text: f'<div class="row"><p{style}>{text}</p></div>\n',
            "unclosed": lambda text: f"<p{style}>{text}\n",
            "li": lambda text: f"<ul><li>{text}</li></ul>\n",
            "font": lambda text: f'<P{style}><FONT face="Times New Roman" size="3">{text}</FONT></P>\n',
            "p-in-div": lambda text: f"<div><div><p{style}>{text}</p></div></div>\n",
            "td": lambda text: f"<tr><td><p{style}>{text}</p></td></tr>\n",
        }
        subhead: Make = {
            "h2": lambda text: f"<h2>{text}</h2>",
            "h3": lambda text: f"<h3>{text}</h3>",
            "p-b": lambda text: make[form](f"<strong>{text}</strong>"),
        }[self.pick("subhead", "h2", "h3", "p-b")]
        paragraph = make[form]
        cell: Make = (lambda html: f"<tr><td>{html}</td></tr>") if form == "td" else (lambda html: html)
        out: list[str] = []
        photos = [cell(html) for html in self.body_photos()]
        if photos and self.chance("photo-first", 0.4):
            out.append(photos.pop(0))
        self.lead_inside(out, paragraph)
        extras = self.extras()
        for number, text in enumerate(content.body):
            if number in content.subheads:
                html = subhead(self.text(text))
                out.append(cell(html) if form == "td" and html.startswith("<h") else html)
            else:
                out.append(paragraph(self.running(text)))
            if (
                photos
                and number not in content.subheads
                and (rng.random() < 0.5 or number == len(content.body) - 2)
            ):
                out.append(photos.pop(0))
            if (
                extras
                and number not in content.subheads
                and number < len(content.body) - 1
                and rng.random() < 0.5
            ):
                out.append(cell(extras.pop()))
        out += photos
        self.sign(out, cell)
        return f"<table width='100%'><tbody>{''.join(out)}</tbody></table>" if form == "td" else "".join(out)

    def lead_inside(self, out: list[str], paragraph: Make) -> None:
        """Hook: the lead as the first paragraph, where the head has not shown it."""
        if self.head_lead:
            return
        printed = self.text(self.printed_lead)
        marks = ["strong", "em", "b"] if not self.content.prefix else ["strong", "em", "none"]
        mark = self.pick("lead-in-body", *marks)
        out.append(paragraph(printed if mark == "none" else f"<{mark}>{printed}</{mark}>"))

    def extras(self) -> list[str]:
        """Related stories and adverts for the middle of the text."""
        found = []
        if self.chance("related-inside", 0.4):
            found.append(self.related_inside())
        if self.chance("advert", 0.4):
            found.append(self.advert())
        if self.chance("hidden", 0.15):
            found.append(f'<div style="display:none"><p>{self.text(self.content.lead)}</p></div>')
        if self.chance("poll", 0.15):
            found.append(
                '<div class="poll"><p>Thăm dò ý kiến</p><form><p>Bạn có hài lòng với dịch vụ công của địa phương mình '
                'không?</p><input type="radio"> Có <input type="radio"> Không <button>Bình chọn</button></form></div>'
            )
        if self.chance("audio", 0.15):
            found.append(
                '<div><span>Nghe audio</span><audio src="/a.mp3"></audio><span>00:00 / 02:31</span></div>'
            )
        if self.chance("empty-p", 0.3):
            found.append("<p>&nbsp;</p><p><br></p>")
        return found

    def sign(self, out: list[str], cell: Make) -> None:
        """The byline in the last lines, unless the head has it."""
        if not self.byline_in_head or self.chance("byline-twice", 0.3):
            out.append(cell(self.byline()))
            if self.source_line:
                style = self.rng.choice(('align="right"', 'style="text-align: right;"'))
                out.append(cell(f"<p {style}><em>{self.source_line}</em></p>"))

    @property
    def printed_lead(self) -> str:
        """The lead with the site's prefix."""
        prefix = self.content.prefix
        return f"{prefix} {self.content.lead}" if prefix else self.content.lead

    # -- the page ------------------------------------------------------------------------------------------

    def article(self) -> str:
        """Headline to tags."""
        content, rng = self.content, self.rng
        self.head_lead = self.pick("lead", "head", "head", "inside") == "head"
        self.byline_in_head = self.chance("byline-in-head", 0.25)
        date = self.printed_date()
        if self.chance("updated-too", 0.1):
            date += f"{self.rng.choice((' | ', ' - ', '; '))}Cập nhật: 12/02/2026 07:45"
        self.choices.append(f"date={date}")
        date_tag = rng.choice(("div", "span", "p", "time", "li"))
        author = ""
        if self.byline_in_head:
            author = self.pick(
                "author",
                '<span class="author">{}</span>',
                '<a href="/tac-gia/9" rel="author">{}</a>',
                "<div><b>Tác giả: {}</b></div>",
            ).format(self.text(content.byline))
        line = (
            f"<time>{date}</time>"
            if date_tag == "time"
            else (
                f"<ul><li>{date}</li></ul>"
                if date_tag == "li"
                else f"<{date_tag}{self.cls()}>{date}</{date_tag}>"
            )
        )
        meta = (
            f"<div{self.cls()}>{author} {line}</div>"
            if rng.random() < 0.6
            else f"{author}{line}"
            if not author
            else f"<div>{author}</div><div>{line}</div>"
        )
        title = self.headline()
        kicker = ""
        if content.kicker:
            kicker = self.pick(
                "kicker", '<h3 class="kicker">{}</h3>', '<p class="subtitle">{}</p>', "<h4>{}</h4>"
            ).format(self.text(content.kicker))
        crumbs = self.breadcrumb()
        lead = ""
        if self.head_lead:
            lead = (
                self.pick(
                    "lead-form",
                    "<h3{c}>{}</h3>",
                    "<div{c}><b>{}</b></div>",
                    "<table><tr><td><b>{}</b></td></tr></table>",
                    "<h2>{}</h2>",
                    '<p class="sapo">{}</p>',
                    "<div{c}><p>{}</p></div>",
                    "<p{c}><strong>{}</strong></p>",
                    '<div class="summary">{}</div>',
                )
                .replace("{c}", self.cls())
                .format(self.text(self.printed_lead))
            )
        order = self.pick("order", "title-date-lead", "date-title-lead", "title-lead-date")
        tools = self.tools()
        head = {
            "title-date-lead": f"{crumbs}{kicker}{title}{meta}{tools}{lead}",
            "date-title-lead": f"{crumbs}{meta}{kicker}{title}{tools}{lead}",
            "title-lead-date": f"{crumbs}{kicker}{title}{lead}{meta}{tools}",
        }[order]
        if self.chance("head-wrapped", 0.5):
            head = f"<div{self.cls()}>{head}</div>"
        inner = f'<div class="{self.base_class}">{self.body()}</div>'
        return head + self.wrap(inner, 2) + (self.tools() if rng.random() < 0.5 else "") + self.tags()

    def tags(self) -> str:
        """Tags under the text."""
        if not self.content.tags or not self.chance("tags", 0.6):
            return ""
        links = [f'<a href="/tag/{i}">{self.text(tag)}</a>' for i, tag in enumerate(self.content.tags)]
        return self.rng.choice(
            (
                "<div>Từ khóa: " + ", ".join(links) + "</div>",
                '<ul class="tags"><li>Tags:</li>' + "".join(f"<li>{link}</li>" for link in links) + "</ul>",
            )
        )

    def after(self) -> str:
        """Related stories, comments."""
        label = self.rng.choice(
            (
                "Tin liên quan",
                "Các tin khác",
                "Tin cùng chuyên mục",
                "Bài viết liên quan",
                "Tin khác",
                "TIN CÙNG CHUYÊN MỤC",
            )
        )
        tag = self.rng.choice(("h3", "h4", "div", "p", "b"))
        items = []
        lead_too = self.chance("related-leads", 0.4)
        for number, (title, lead) in enumerate(OTHER[:4]):
            item = f'<a href="/tin/sau-{number}.html">{title}</a>'
            if self.rng.random() < 0.4:
                item += f" <span>({self.rng.randrange(10, 28)}/01/2026)</span>"
            items.append(f"<li>{item}</li>" if not lead_too else f"<div><h3>{item}</h3><p>{lead}</p></div>")
        inner = "".join(items) if lead_too else f"<ul>{''.join(items)}</ul>"
        out = [f"<div{self.cls()}><{tag}>{label}</{tag}>{inner}</div>"]
        if self.chance("comments", 0.4):
            label = self.rng.choice(("Ý kiến bạn đọc", "Bình luận (2)", "Bình luận"))
            out.append(
                f"<div><h3>{label}</h3>"
                + "".join(
                    f"<div><b>{who}</b><p>{words}</p><span>13/02/2026 08:11</span></div>"
                    for who, words in COMMENTS
                )
                + "<textarea></textarea><button>Gửi bình luận</button></div>"
            )
        self.rng.shuffle(out)
        return "".join(out)

    def metas(self) -> str:
        """The head's statements, more or less of them."""
        content, rng = self.content, self.rng
        title = escape(content.title)
        site = rng.choice((" - Báo Đông Lĩnh", " | Báo Đông Lĩnh", "", " - Xã hội - Báo Đông Lĩnh online"))
        out = [f"<title>{title}{site}</title>"]
        if self.chance("og", 0.6):
            out.append(
                f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
            )
        form = self.pick("description", "none", "lead", "cut")
        if form != "none":
            words = content.lead if form == "lead" else content.lead[:100] + "..."
            out.append(f'<meta name="description" content="{escape(words)}">')
        stated = content.published if len(content.published) > 10 else None
        if stated and self.chance("published_time", 0.25):
            out.append(f'<meta property="article:published_time" content="{stated[:16]}:00+07:00">')
        if stated and self.chance("json-ld", 0.25):
            comma = rng.choice(("", ","))
            out.append(
                f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}","datePublished":"{stated[:16]}:00+07:00"{comma}}}</script>'
            )
        return "".join(out)

    def page(self) -> Dressed:
        """The whole page with what must be read from it."""
        masthead, sidebar, after = self.masthead(), self.sidebar(), self.after()
        article = self.article()
        if self.chance("related-in-article", 0.5):
            article, after = article + after, ""
        article = self.wrap(
            f"<{(tag := self.rng.choice(('div', 'article', 'div')))}{self.cls()}>{article}</{tag}>", 2
        )
        rest = after
        layout = self.pick("layout", "flat", "sidebar-after", "sidebar-before", "table", "no-sidebar")
        footer = f"<{(tag := self.rng.choice(('div', 'footer')))}><p>Giấy phép số 12/GP-BTTTT cấp ngày 05/03/2020. Tổng Biên tập: Đỗ Văn Lĩnh. Điện thoại: 028.38123456</p></{tag}>"
        main = {
            "sidebar-after": f"<div>{article}{rest}</div>{sidebar}",
            "sidebar-before": f"{sidebar}<div>{article}{rest}</div>",
            "table": f"<table><tr><td>{article}{rest}</td><td>{sidebar}</td></tr></table>",
            "no-sidebar": article + rest,
            "flat": article + rest + sidebar,
        }[layout]
        html = f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{self.metas()}</head><body>{masthead}{self.wrap(main)}{footer}</body></html>'
        return Dressed(html, self.expected(), self.choices)

    def expected_photos(self) -> list[dict[str, Any]]:
        """Photos where one more was drawn than the content has."""
        shots = [(name, caption, credit) for name, caption, credit in self.content.photos]
        found: list[dict[str, Any]] = []
        for name, caption, credit in shots:
            printed = f"{caption} {credit}" if credit else caption
            urls = [name, self.second_photo] if self.second_photo else [name]
            for file in urls:
                found.append(
                    {
                        "url": f"https://img.donglinh.vn/2025/{file}",
                        "caption": caption,
                        "credit": None,
                        "printed": printed,
                    }
                )
        if self.bare_photo:
            found.append(
                {
                    "url": f"https://img.donglinh.vn/2025/{self.bare_photo}",
                    "caption": None,
                    "credit": None,
                    "printed": None,
                }
            )
        return found

    def expected(self) -> dict[str, Any]:
        """The fields, from the content alone."""
        content = self.content
        return {
            "title": content.title,
            "kicker": content.kicker,
            "lead": content.lead,
            "lead_prefix": content.prefix,
            "body": list(content.body),
            "byline": content.byline,
            "published": content.published,
            "photos": self.expected_photos()
            if self.second_photo or self.bare_photo
            else [
                {
                    "url": f"https://img.donglinh.vn/2025/{name}",
                    "caption": caption,
                    "credit": None,
                    "printed": f"{caption} {credit}" if credit else caption,
                }
                for name, caption, credit in content.photos
            ],
            "absent": [title for title, _ in OTHER] + [words for _, words in COMMENTS],
            "accept": {},
        }


def content_of(expected: dict[str, Any], section: str) -> Content:
    """The content of a fixture's expectation."""
    body = tuple(expected["body"])
    return Content(
        title=expected["title"],
        lead=expected["lead"],
        prefix=expected["lead_prefix"],
        body=body,
        subheads=frozenset(
            i for i, text in enumerate(body) if len(text) < 60 and not text.endswith((".", "”", '"'))
        ),
        byline=expected["byline"],
        photos=tuple(
            (photo["url"].rsplit("/", 1)[-1], photo["caption"], _credit(photo))
            for photo in expected["photos"]
        ),
        published=expected["published"],
        section=expected["section"] or section,
        tags=tuple(expected["tags"]),
        kicker=expected["kicker"],
    )


def _credit(photo: dict[str, Any]) -> str | None:
    rest = (photo["printed"] or "")[len(photo["caption"] or "") :].strip()
    return rest or None


def dress(content: Content, seed: int) -> Dressed:
    """The page that a seed draws."""
    return Dresser(content, Random(seed)).page()


COMPARED = ("title", "kicker", "lead", "lead_prefix", "body", "byline", "published", "photos", "absent")
"""Fields that must be the same in every dress."""
FETCHED_AT = datetime(2026, 2, 14, 9, 20, tzinfo=timezone(timedelta(hours=7)))


def problems(page: Dressed, seed: int) -> list[str]:
    """One line per field that is wrong in a dressed page."""
    url = f"https://baodonglinh.example.vn/tin/bai-{seed}.html"
    try:
        snapshot = Snapshot(url=url, fetched_at=FETCHED_AT, body=page.html.encode())
        found = extract_snapshot(snapshot, site=None, page_class=None).to_dict()
    except NotAnArticle as error:
        return [f"{field}: taken for {error.what}" for field in COMPARED]
    wrong = []
    for name in COMPARED:
        lines = differences(name, found, page.expected)
        if lines:
            wrong.append(lines[0])
    return wrong
