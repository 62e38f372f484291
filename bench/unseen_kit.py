# ruff: noqa: E501 - prose and mark-up are easier to read on one line
"""What the pages of `bench/unseen.py` are made of: an article, its truth, and everything foreign around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from random import Random
from typing import Any
from unicodedata import normalize

from newsarchive.sample.article import VIETNAM
from newsarchive.sample.compose import LAYOUTS, compose, person, words

Mark = Callable[[str], str]

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PAPERS = (
    "Báo Sông Mây",
    "Cổng thông tin Tỉnh ủy Hòa Sơn",
    "Báo Điện tử Vân Lĩnh",
    "Trang tin Đảng bộ Khối Vĩnh An",
    "Tạp chí Xây dựng Bản làng",
)
SECTIONS = ("Xây dựng Đảng", "Thời sự", "Chính trị - Xã hội", "Đời sống", "Tin hoạt động", "Văn hóa")
TEASERS = (
    ("Bến Tượng mở lại chợ đêm sau hai mùa lũ", "Sau gần hai năm tạm dừng để kè lại bờ sông, chợ đêm Bến Tượng đón khách trở lại vào tối thứ bảy. Hơn tám mươi gian hàng được xếp theo ba dãy, lối đi rộng hơn trước, có nhà vệ sinh công cộng và khu trông xe miễn phí cho bà con tiểu thương từ các xã bên kia sông sang."),
    ("Cây đa trăm tuổi ở đình Thượng được chống đỡ trước mùa bão", "Nhóm thợ mười hai người đã dựng xong bốn trụ thép quanh gốc đa trước đình Thượng. Theo ban quản lý, cành phía đông nặng gần bốn tấn, nếu gãy sẽ rơi đúng mái hậu cung vừa trùng tu năm ngoái."),
    ("Lớp dạy bơi ở hồ đập miền núi kín chỗ chỉ sau hai ngày", "Thầy giáo thể dục về hưu đứng lớp cùng bốn sinh viên tình nguyện. Mỗi buổi học ba mươi em, phao và áo cứu sinh do các gia đình trong bản góp tiền mua, sách hướng dẫn được in bằng hai thứ tiếng để phụ huynh cùng đọc."),
    ("Trạm bơm mới đưa nước về cánh đồng Cửa Lũng", "Kênh dẫn dài sáu cây số chạy qua ba xã, tưới cho gần bốn trăm héc-ta lúa và hoa màu. Bà con không còn phải thức đêm canh nước như mọi năm."),
    ("Thư viện lưu động lên với học trò vùng cao", "Chiếc xe chở hơn hai nghìn đầu sách dừng ở mười một điểm trường trong một tuần. Cuốn được mượn nhiều nhất là tập truyện cổ các dân tộc do chính các thầy cô trong huyện sưu tầm và biên soạn."),
    ("Đường hoa trên đê Tả dài thêm ba cây số", "Hội viên phụ nữ của bảy thôn chia nhau từng đoạn để trồng và tưới."),
    ("Khôi phục nghề dệt chiếu ở xóm Bãi", "Mười hai khung dệt đã lại vang tiếng thoi."),
    ("Tuyến xe buýt số 9 đổi giờ chuyến cuối", "Chuyến cuối rời bến lúc 21 giờ 30."),
)  # fmt: skip
COMMENTS = (
    "Tôi là giáo viên về hưu ở xã bên, đọc bài thấy rất mừng. Giá như xã tôi cũng làm được như vậy thì bà con đỡ khổ biết bao nhiêu. Mong tòa soạn có thêm nhiều bài viết về những người làm việc thầm lặng ở cơ sở, để lớp trẻ nhìn vào mà học theo.",
    "Bài viết bổ ích, cảm ơn tác giả!",
    "Cho tôi hỏi thủ tục này nộp ở bộ phận một cửa của phường hay lên thẳng quận ạ?",
)
ADVERTS = (
    "Mua xe trả góp lãi suất 0%, tặng bảo hiểm thân vỏ một năm",
    "Nội thất Hoàng Phát giảm giá 40% toàn bộ sofa gỗ sồi",
)
SUBHEADS = (
    "Việc khó có chi bộ",
    "Từ mô hình điểm đến phong trào chung",
    "Những bước đi vững chắc",
    "Nói đi đôi với làm",
    "Lan tỏa từ cơ sở",
)
ITEMS = (
    "Rà soát, bổ sung quy chế làm việc của cấp ủy, phân công rõ người, rõ việc, rõ thời hạn hoàn thành.",
    "Đổi mới sinh hoạt chi bộ theo hướng ngắn gọn, sát việc, mỗi quý có ít nhất một buổi sinh hoạt chuyên đề.",
    "Tăng cường kiểm tra, giám sát ở những lĩnh vực dễ phát sinh sai phạm như đất đai, đầu tư công, tài chính.",
    "Quan tâm tạo nguồn phát triển đảng viên trong đoàn viên, công nhân và giáo viên trẻ.",
    "Định kỳ đối thoại với nhân dân, công khai kết quả giải quyết đơn thư tại trụ sở thôn.",
)
LEGAL = (
    "1. Phạm vi điều chỉnh", "Quy định này quy định về nguyên tắc, trình tự và trách nhiệm của cấp ủy trong việc tiếp nhận, xử lý ý kiến góp ý của nhân dân đối với tổ chức đảng và đảng viên trên địa bàn.",
    "2. Nguyên tắc thực hiện", "a) Bảo đảm sự lãnh đạo trực tiếp, toàn diện của cấp ủy; công khai, dân chủ, đúng thẩm quyền.", "b) Mọi ý kiến góp ý phải được ghi chép, phân loại và trả lời trong thời hạn mười lăm ngày làm việc.",
    "3. Tổ chức thực hiện", "Các đảng bộ trực thuộc căn cứ Quy định này xây dựng kế hoạch cụ thể, định kỳ sáu tháng báo cáo kết quả về Ban Thường vụ qua Văn phòng để tổng hợp.",
)  # fmt: skip
POEM = (
    "Sông quê chở nắng về chiều",
    "Chở câu hò vọng bao điều nhớ thương",
    "Ai đi muôn dặm dặm trường",
    "Còn nghe hương lúa vấn vương lối về",
)
QUOTE = "“Dân tin thì việc gì cũng xong. Muốn dân tin, cán bộ phải làm trước, phải chịu thiệt trước”"
CAPTIONS = (
    "Các đại biểu tham quan gian trưng bày sản phẩm của hội viên nông dân.",
    "Đoàn công tác kiểm tra tiến độ thi công tuyến đường liên thôn",
    "Một tiết mục văn nghệ chào mừng tại buổi lễ.",
    "Lãnh đạo địa phương trao quà cho các gia đình chính sách",
    "Toàn cảnh hội nghị.",
    "Đồng chí chủ tịch hội phát biểu khai mạc",
)
LONG_CAPTIONS = (
    "Từ bốn giờ sáng, những chiếc thuyền thúng đầu tiên đã cập bến. Cá được phân loại ngay trên bãi, con to cho thương lái, con nhỏ để dành phơi khô.",
    "Bà Sáu, 72 tuổi, ngồi vá lưới bên hiên nhà. Nghề này bà học từ mẹ năm lên tám, đến nay đôi tay vẫn nhanh hơn nhiều cô gái trẻ trong xóm.",
    "Lớp học tình thương nằm trong căn nhà cũ của hợp tác xã. Buổi tối, mười sáu đứa trẻ theo cha mẹ đi biển về lại cắp sách đến lớp.",
    "Chiều xuống, cả xóm quây quần bên bếp lửa. Mùi cá nướng, tiếng cười trẻ nhỏ và câu chuyện về những chuyến đi xa kéo dài đến khuya.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A picture with its caption and the line printed under it."""

    url: str
    caption: str | None
    credit: str | None
    printed: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unseen:
    """One page and the fields it must give, keys as in the fixtures' `expected.json`."""

    layout: str
    number: int
    url: str
    html: str
    fetched_at: datetime
    expected: dict[str, Any]


@dataclass
class Kit:
    """One article to be dressed: draws parts, and keeps the truth beside what it has drawn."""

    rng: Random
    layout: str
    number: int
    host: str = "www.baosongmay.example"
    absent: list[str] = field(default_factory=list)
    photos: list[Shot] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    published: str | None = None
    updated: str | None = None
    byline: str | None = None
    bylines: list[str | None] = field(default_factory=list)
    lead: str | None = None
    leads: list[str | None] = field(default_factory=list)
    bodies: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = self.rng
        self.moment = datetime(2009, 3, 1, 7, 0, tzinfo=VIETNAM) + timedelta(
            minutes=rng.randrange(0, 60 * 24 * 6300)
        )
        self.moment = self.moment.replace(hour=6 + self.moment.hour % 16)
        wait = rng.choice(
            (
                timedelta(hours=3),
                timedelta(days=1),
                timedelta(days=9),
                timedelta(days=200),
                timedelta(days=900),
            )
        )
        self.fetched_at = self.moment + wait
        story = compose(
            rng, self.moment, layout=rng.choice(LAYOUTS), subject=rng.choice(list(words()["subjects"]))
        )
        self.title, self.sapo, self.source = story.title, story.lead, list(story.paragraphs)
        self.paper, self.section = rng.choice(PAPERS), rng.choice(SECTIONS)
        self.teasers = rng.sample(TEASERS, 6)
        self.slug = f"{story.slug[:50].strip('-')}-{rng.randrange(1000, 99999)}"
        self.url = f"http://{self.host}/{self.slug}.html"
        self.way = rng.choice(("plain",) * 5 + ("entities", "nfd", "numeric"))
        self.kicker = rng.choice(
            (None, None, None, "Học tập và làm theo gương Bác", "Đưa nghị quyết vào cuộc sống")
        )
        if rng.random() < 0.2:
            self.source = self.source[:2]

    # -- text ----------------------------------------------------------------------------------------------

    def t(self, text: str) -> str:
        """Escaped text, on some pages with entities or decomposed letters."""
        if self.way == "nfd":
            return escape(normalize("NFD", text), quote=False)
        out = escape(text, quote=False)
        if self.way == "entities":
            return out.translate(
                {
                    ord(char): f"&{name};"
                    for char, name in (
                        ("à", "agrave"),
                        ("á", "aacute"),
                        ("ô", "ocirc"),
                        ("ê", "ecirc"),
                        ("ó", "oacute"),
                        ("–", "ndash"),
                        ("“", "ldquo"),
                        ("”", "rdquo"),
                    )
                }
            )
        if self.way == "numeric":
            return "".join(f"&#{ord(char)};" if ord(char) > 255 else char for char in out)
        return out

    def rich(self, text: str) -> str:
        """The same with a bold name, a link or a span somewhere inside."""
        pieces = text.split(" ")
        if len(pieces) < 14 or self.rng.random() < 0.6:
            return self.t(text)
        at = self.rng.randrange(3, len(pieces) - 6)
        make = self.rng.choice(
            (
                "<strong>{}</strong>",
                "<a href='/chu-de/xay-dung-dang.html'>{}</a>",
                "<em>{}</em>",
                "<span style='color:black'>{}</span>",
                "<b><i>{}</i></b>",
            )
        )
        return f"{self.t(' '.join(pieces[:at]))} {make.format(self.t(' '.join(pieces[at : at + 3])))} {self.t(' '.join(pieces[at + 3 :]))}"

    def foreign(self, text: str) -> str:
        """Text that is no part of the article."""
        if len(text) > 12:
            self.absent.append(text)
        return self.t(text)

    def pick(self, *options: str) -> str:
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # -- dates and byline ----------------------------------------------------------------------------------

    def minute(self) -> str:
        self.published = self.moment.strftime("%Y-%m-%dT%H:%M+07:00")
        return self.moment.strftime("%H:%M")

    def day(self) -> str:
        self.published = self.published or self.moment.strftime("%Y-%m-%d")
        return self.moment.strftime(self.pick("%d/%m/%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"))

    def printed(self, *labels: str) -> str:
        """The publication date as printed, after one of the labels; sets the truth."""
        label = self.pick(*(labels or ("", "", "Ngày đăng: ", "Đăng lúc ", "Xuất bản: ")))
        weekday = WEEKDAYS[self.moment.weekday()]
        if self.chance(0.25):
            return label + self.pick(self.day(), f"{weekday}, {self.day()}", f"{weekday}, ngày {self.day()}")
        clock, day = self.minute(), self.day()
        return label + self.pick(
            f"{day} {clock}",
            f"{clock} {day}",
            f"{clock}, {day}",
            f"{day} - {clock}",
            f"{weekday}, {day} | {clock}",
            f"{weekday}, {day}, {clock} (GMT+7)",
            f"{clock}' - {day}",
            f"{clock} | {day}",
            f"{day} lúc {clock}",
            f"{weekday}, ngày {day} {clock}",
        )

    def clock(self) -> str:
        """The day of rendering, as mastheads show it."""
        at = self.fetched_at
        weekday = WEEKDAYS[at.weekday()]
        return self.pick(
            f"{weekday}, ngày {at.day} tháng {at.month} năm {at.year}",
            f"{weekday}, {at:%d/%m/%Y}",
            f"{weekday}, {at:%d/%m/%Y %H:%M} (GMT+7)",
            f"Hôm nay: {at:%d/%m/%Y}",
            "",
        )

    def other_date(self) -> str:
        """A date of something else, shortly before the capture."""
        return (self.fetched_at - timedelta(days=self.rng.randint(0, 20))).strftime(
            self.pick("%d/%m/%Y %H:%M", "(%d/%m/%Y)", "%d-%m-%Y")
        )

    def draw_byline(self) -> str | None:
        """A byline as printed, or none; sets the truth."""
        first, second = self.rng.sample(words()["bylines"], 2)
        third = person(self.rng)
        self.byline = self.rng.choice(
            (
                first,
                first,
                third,
                f"{first} - {second}",
                f"{first} – {second}",
                f"Tin, ảnh: {first}",
                f"Bài và ảnh: {third}",
                "Theo TTXVN",
                None,
                f"{first.upper()}",
                f"{third} (Tổng hợp)",
                "Nhóm phóng viên",
                f"Thực hiện: {first}",
            )
        )
        return self.byline

    # -- photos --------------------------------------------------------------------------------------------

    def shot(self, caption: str | None = None, *, bare: bool = False) -> Shot:
        """A picture with or without a caption; sets the truth."""
        position = len(self.photos) + 1
        url = f"http://{self.host}/{self.pick('uploads/anh', 'Portals/0/Images', 'images/news', 'file/data')}/{self.slug[:14]}{position}.jpg"
        credit = self.rng.choice((None, None, *words()["bylines"][:8], "TTXVN"))
        text = caption or self.rng.choice(
            [item for item in CAPTIONS if item not in {photo.caption for photo in self.photos}]
        )
        if bare:
            shot = Shot(url=url, caption=None, credit=None, printed=None)
        elif credit is None:
            shot = Shot(url=url, caption=text, credit=None, printed=text)
        else:
            stop = text if text.endswith(".") else f"{text}."
            printed = self.pick(
                f"{text.rstrip('.')} (Ảnh: {credit})",
                f"{stop} Ảnh: {credit}",
                f"{stop} Ảnh: {credit}.",
                f"{stop} (Ảnh: {credit})",
            )
            shot = Shot(url=url, caption=text, credit=credit, printed=printed)
        self.photos.append(shot)
        if shot.caption:
            self.absent.append(shot.caption.rstrip("."))
        return shot

    def img(self, shot: Shot, extra: str = "") -> str:
        """An image element, lazy or not."""
        path = "/" + shot.url.split("/", 3)[3]
        alt = self.pick(
            "", "", "anh 1.jpg", escape(shot.caption or "", quote=True), escape(self.title, quote=True)
        )
        size = self.pick('width="600" height="400"', 'style="width:560px"', "")
        blank = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
        return self.pick(
            f'<img src="{path}" alt="{alt}" {size} {extra}>', f'<img src="{path}" alt="{alt}" {size} {extra}/>',
            f'<img src="{blank}" data-src="{path}" alt="{alt}" {size} {extra}><noscript><img src="{path}" alt="{alt}"></noscript>',
            f'<img class="lazy" src="/images/blank.gif" data-original="{path}" alt="{alt}" {extra}>',
            f'<a href="{path}" target="_blank"><img src="{path}" border="0" alt="{alt}" {size} {extra}></a>',
        )  # fmt: skip

    # -- truth ---------------------------------------------------------------------------------------------

    def done(self, html: str) -> Unseen:
        """The page with all that was said about it."""
        photos = [
            {"url": shot.url, "caption": shot.caption, "credit": shot.credit, "printed": shot.printed}
            for shot in self.photos
        ]
        own = normalize("NFC", " ".join([*self.body, self.lead or ""]))
        expected: dict[str, Any] = {
            "title": self.title, "lead": self.lead, "body": self.body, "byline": self.byline, "published": self.published,
            "photos": photos, "absent": [text for text in dict.fromkeys(self.absent) if text not in own],
            "accept": {"lead": self.leads, "body_optional": self.optional, "body": self.bodies, "byline": self.bylines},
        }  # fmt: skip
        if self.updated:
            expected["updated"] = self.updated
        if self.byline == "Theo TTXVN":
            expected["accept"]["byline"] = [*self.bylines, None, "TTXVN"]
        return Unseen(
            layout=self.layout,
            number=self.number,
            url=self.url,
            html=html,
            fetched_at=self.fetched_at,
            expected=expected,
        )
