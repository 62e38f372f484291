"""Pages that are no articles, recognised by what they say, with the name of what they are."""

import re
from collections.abc import Iterable

from newsarchive.errors import NotAnArticle
from newsarchive.model.article import DateClue
from newsarchive.page.blocks import Block, Node
from newsarchive.page.document import Document, text_of
from newsarchive.page.images import links_elsewhere
from newsarchive.page.standing import is_standing_title
from newsarchive.page.story import Story
from newsarchive.page.titles import is_site_name, key
from newsarchive.page.units import is_tool
from newsarchive.page.words import DATE_GLANCE, IMPRINT, LICENCE, date_share, without_date
from newsarchive.text.folding import fold

_CHALLENGE = re.compile(
    r"document\.cookie\s*=\s*[\"']D1N=|\bD1N=|cf-browser-verification|cf_chl_|challenge-platform"
    r"|_Incapsula_Resource|"
    r"/_fec_sbu/|sucuri_cloudproxy|slowAES\.decrypt|toNumbers\(|__ddg|geetest|awswaf|g-recaptcha-response\W.{0,80}verify"
    r"|"
    r"Request unsuccessful\. Incapsula|Checking your browser|Just a moment\.\.\.|Attention Required! \| Cloudflare"
    r"|"
    r"Please enable (?:JS|JavaScript|cookies)|Access Denied</|The requested URL was rejected"
    r"|support ID is|bot detection|truy cập bất thường"
    r"|không phải (?:là )?(?:robot|người máy)|verify you are (?:a )?human",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"^\W*(?:runtime error|server error in|internal server error|(?:500|502|503|504|403)\b.{0,40}"
    r"|service (?:temporarily )?unavailable|bad gateway|error establishing a database connection|database error"
    r"|(?:hệ thống|trang(?: web| thông tin)?|website).{0,30} (?:bảo trì|nâng cấp)\b.{0,60}|bảo trì.{0,20}"
    r"|tên miền.{0,40} (?:hết hạn|tạm ngưng|đã được đăng ký).{0,80}|.{0,60}domain (?:has )?expired.{0,40})\W*$",
    re.IGNORECASE,
)
"""What a server says of itself instead of the page."""
_NOT_FOUND = re.compile(
    r"^\W*(?:(?:error|lỗi|loi)?\s*404\b.{0,80}|(?:trang|bài viết|nội dung|đường dẫn|tin"
    r"|bài|liên kết|địa chỉ|url|dữ liệu)(?: \S+){0,6}?"
    r" (?:không (?:tồn tại|tìm thấy|còn|có|hợp lệ)|đã bị (?:xóa|xoá|gỡ|di chuyển)|đã (?:được )?(?:gỡ"
    r"|xóa|xoá)).{0,100}"
    r"|không tìm thấy.{0,100}|(?:the )?page (?:you .{0,40} )?(?:not found|cannot be found"
    r"|does not exist|doesn.t exist|was not found|isn.t available).{0,60}|not found|object moved.{0,40}"
    r"|xin lỗi.{0,80}(?:không (?:tìm thấy|tồn tại)|đã bị|chưa được (?:xuất bản|duyệt)).{0,80}|rất tiếc.{0,60}(?:không"
    r"|đã bị).{0,80}|oops.{0,60})\W*$",
    re.IGNORECASE,
)
_NOT_FOUND_TITLE = re.compile(r"\b404\b|not found|không tìm thấy|không tồn tại", re.IGNORECASE)
_LOGIN_TITLE = re.compile(r"^\W*(?:đăng nhập|login|log in|sign in|đăng ký)\b", re.IGNORECASE)
_LOGIN_TEXT = re.compile(
    r"(?:vui lòng|hãy|bạn (?:cần|phải)|yêu cầu) đăng nhập|quên mật khẩu|tên đăng nhập"
    r"|đăng nhập để (?:xem|đọc|tiếp tục)",
    re.IGNORECASE,
)
_PDF = re.compile(r"\.(?:pdf|docx?|xlsx?|rar|zip)(?:[?#]|$)", re.IGNORECASE)
_PDF_VIEWER = re.compile(r"\.(?:pdf|docx?)(?:[?#&]|$)|gview\?|docs\.google|viewer\.html", re.IGNORECASE)
_EPAPER = re.compile(
    r"báo in|e-?paper|báo giấy|đọc báo in|số báo|trang báo|flipbook|lật trang|báo điện tử bản in",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s[-–—|»:]\s")
_EPAPER_PATH = re.compile(r"epaper|/(?:doc-)?bao-(?:in|giay)\b")
_BLOB = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{600}|(?:\\x[0-9a-fA-F]{2}){150}")
_RECORDING = re.compile(r"[\"'=][^\"'\s<>]{3,300}\.(?:mp3|m4a|ogg|wav|aac)\b", re.IGNORECASE)
_AUDIO = re.compile(r"podcast|audio|radio|phát thanh|phat-thanh|\bnghe\b|bản tin", re.IGNORECASE)
"""An article's frame holds a recording of its text too, so the page has to say that it is one."""
_FIGURES = re.compile(
    r"thời tiết|thoi-tiet|giá (?:vàng|xăng|cả)|gia-(?:vang|xang|ca)|t[ỷỉ] giá|ty-gia|xổ số|xo-so|\bbảng\b|bảng giá",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"infographics?|đồ họa|do-hoa|\btranh\b", re.IGNORECASE)
_FORM = re.compile(
    r"\W*(?:(?:cuộc )?thi trắc nghiệm|trắc nghiệm|thăm dò(?: ý kiến| dư luận)?|khảo sát|phiếu (?:khảo sát|lấy ý kiến)"
    r"|bình chọn)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\W*(?:số\s?/?\s?ký hiệu|số hiệu|ngày (?:ban hành|hiệu lực)|cơ quan ban hành|người ký|loại văn bản|trích yếu"
    r"|lĩnh vực)\W*$",
    re.IGNORECASE,
)
"""Names of the fields that describe a legal document."""
_DECODERS = ("atob(", "fromCharCode", "charCodeAt", "ecrypt", "decodeURIComponent(escape", "xor", "XOR")
TINY_PAGE_CHARS = 3_000
SMALL_PAGE_CHARS = 20_000
"""A challenge page is small; in larger pages its words are those of an article or of a protected comment form."""
FEW_BLOCKS = 25
"""A page of an error or of works has no menu, or a short one."""
SHORT_TEXT_CHARS = 280
MIN_ARTICLE_CHARS = 60
MIN_HEADLINE_WORDS = 5
"""The name of a section is shorter."""
MIN_PROSE_BLANKS = 6
MAX_FORM_CHARS = 900
MIN_CHOICES = 2
MIN_REPORT_LINES = 2
MIN_FIELDS = 4
MIN_CELLS = 9
MAX_CELL_CHARS = 40
MIN_NOTICE_CHARS = 200
MIN_NOTICE_LINES = 3
"""A notice of so much text, or so many paragraphs, says itself what it is about; its document is an attachment."""


def refuse_story(document: Document, story: Story) -> None:
    """Refuse a page whose reading shows that it is no article.

    Raises:
        NotAnArticle: listing, video, recording, gallery, e-paper, login, soft 404, figures only, empty or obfuscated
            body, PDF notice.
    """
    what = _what(document, story)
    if what is not None:
        raise NotAnArticle(_MESSAGES[what], what=what, url=document.url)


def refuse_standing(document: Document, title: str | None, clues: Iterable[DateClue]) -> None:
    """Refuse an unsigned page about the site itself that states no day of its own; one that does is a piece of news.

    Raises:
        NotAnArticle: "static".
    """
    if any(clue.kind in ("printed", "structured") for clue in clues):
        return
    titles, head = [title or ""], document.facts.title
    if not title or key(title) == key(head) or key(title) not in key(head):
        titles += _BETWEEN_NAMES.split(head)  # what the page is called may be too short for news
    if any(map(is_standing_title, titles)):
        raise NotAnArticle(_MESSAGES["static"], what="static", url=document.url)


_MESSAGES = {
    "static": "The page is about the site itself and bears no day.",
    "challenge": "A bot check or an error of the server came instead of the page; fetch it again later.",
    "soft-404": "The page says that the article does not exist.",
    "login": "A login form came instead of the article.",
    "listing": "The page lists articles and is none itself.",
    "video": "The page holds a video and no text of its own.",
    "audio": "The page holds a recording and no text of its own.",
    "gallery": "The page holds photos without text.",
    "figures": "The page shows a table of figures and no running text.",
    "form": "The page holds questions to answer, a quiz or a poll, and no article.",
    "epaper": "The page shows a printed issue, not an article.",
    "pdf-notice": "The page only points to a document.",
    "obfuscated-body": "The text is scrambled and decoded by a script; it cannot be read without running it.",
    "empty-body": "The page has no text; it may be filled in by a script.",
}


def _what(document: Document, story: Story) -> str | None:
    text = sum(len(paragraph) for paragraph in story.body if not is_site_name(paragraph)) + len(
        story.lead or ""
    )
    source = document.source.text
    if text < SHORT_TEXT_CHARS and len(source) < SMALL_PAGE_CHARS and _CHALLENGE.search(source):
        return "challenge"
    if text < SHORT_TEXT_CHARS and len(source) < TINY_PAGE_CHARS and _is_lonely_frame(document):
        return "challenge"
    captions = sum(len(photo.caption or "") for photo in story.photos)
    if (what := _what_without_prose(document, story)) is not None:
        return what
    if text < 600 and len(story.blocks) < FEW_BLOCKS and _says_failed(document, story):
        return "challenge"
    if text < 600:
        if _says_not_found(document, story, text):
            return "soft-404"
        if _is_login(document, text):
            return "login"
    if _is_listing(document, story, text, captions):
        return "listing"
    if text >= SHORT_TEXT_CHARS:
        return None
    return _what_short(document, story, text, captions)


def _what_without_prose(document: Document, story: Story) -> str | None:
    """A page whose lines are cells, fields or questions, not sentences of a text."""
    prose = sum(len(line) for line in (*story.body, story.lead or "") if line.count(" ") >= MIN_PROSE_BLANKS)
    if prose >= MAX_FORM_CHARS:
        return None
    if prose < SHORT_TEXT_CHARS and _FIGURES.search(_said(document, story)) and _has_figures(story):
        return "figures"
    if story.headline is not None and _FORM.match(story.headline.text):
        choices = sum(_is_choice(node) for node in document.root.iter("input"))
        return "form" if choices >= MIN_CHOICES else None
    fields = {
        match[0].lower()
        for block in story.blocks
        if block.kind == "text" and (match := _FIELD.match(block.text))
    }
    if len(fields) >= MIN_FIELDS and any(
        _PDF.search(node.get("href") or "") for node in document.root.iter("a")
    ):
        return "pdf-notice"
    return None


def _is_choice(node: Node) -> bool:
    return (node.get("type") or "").lower() in ("radio", "checkbox")


def _said(document: Document, story: Story) -> str:
    """What the page says of itself in few words."""
    return f"{document.facts.title} {story.title or ''} {story.section or ''} {document.url}"


def _what_short(document: Document, story: Story, text: int, captions: int) -> str | None:
    """A page with hardly any text of its own."""
    body = sum(len(paragraph) for paragraph in story.body if not is_site_name(paragraph))
    if body < MIN_ARTICLE_CHARS and _is_obfuscated(document):
        return "obfuscated-body"
    if body < SHORT_TEXT_CHARS and any(
        _PDF_VIEWER.search(node.get("src") or "") for node in document.root.iter("iframe")
    ):
        return "pdf-notice"
    if story.has_video or _has_player(document):
        is_told = body >= SHORT_TEXT_CHARS or captions >= SHORT_TEXT_CHARS or _is_short_report(story)
        return None if is_told else "video"
    if _is_epaper(document, story):
        return "epaper"
    lines = len(story.body) + (story.lead is not None)
    is_report = bool(story.photos) or story.byline is not None  # a document is neither shown nor signed
    if (
        text < MIN_NOTICE_CHARS
        and lines < MIN_NOTICE_LINES
        and not is_report
        and _points_to_document(document, story)
    ):
        return "pdf-notice"
    if body + captions >= MIN_ARTICLE_CHARS:
        return None
    if _is_drawn(document, story):
        return None
    if len(story.photos) >= 2 or _count_photos(document, story) >= 3:
        return "gallery"
    if body == 0 and not captions and (not story.lead or len(story.lead) < 400):
        return "audio" if _AUDIO.search(_said(document, story)) and _has_recording(document) else "empty-body"
    return None


def _is_drawn(document: Document, story: Story) -> bool:
    """Whether a sentence goes with a picture that tells the rest: of an infographic, or of what somebody signed and
    the page dates."""
    said = f"{_said(document, story)} {story.kicker or ''}"
    is_told = story.lead is not None and story.lead.count(" ") >= MIN_PROSE_BLANKS
    is_signed = story.byline is not None and any(
        clue.kind in ("printed", "structured") for clue in story.clues
    )
    return is_told and bool(story.photos) and (is_signed or _DRAWN.search(said) is not None)


def _is_short_report(story: Story) -> bool:
    """Whether a dated text that is signed or has a photo goes with a recording: more than its description. One
    sentence will do where it is signed and its photo has a caption."""
    lines = [line for line in (story.lead or "", *story.body) if line.count(" ") >= MIN_PROSE_BLANKS]
    is_dated = any(clue.kind in ("printed", "structured") for clue in story.clues)
    is_told = len(lines) >= MIN_REPORT_LINES and bool(story.byline or story.photos)
    is_shown = bool(lines) and story.byline is not None and any(photo.caption for photo in story.photos)
    return is_dated and (is_told or is_shown)


def _has_recording(document: Document) -> bool:
    return next(document.root.iter("audio"), None) is not None or bool(
        _RECORDING.search(document.source.text)
    )


def _has_figures(story: Story) -> bool:
    """Whether a table is full of short texts, many of them figures: prices, weather, results."""
    cells: dict[Node, list[str]] = {}
    for block in story.blocks:
        if block.table is not None and block.linked < 0.5 and 0 < len(block.text) <= MAX_CELL_CHARS:
            cells.setdefault(block.table, []).append(block.text)
    return any(
        len(texts) >= MIN_CELLS and sum(text[0].isdigit() for text in texts) >= 0.3 * len(texts)
        for texts in cells.values()
    )


def _count_photos(document: Document, story: Story) -> int:
    """Photos after the headline that lead nowhere else."""
    after = story.headline.order if story.headline is not None else 0
    return sum(
        block.picture is not None and not links_elsewhere(block.picture, document.url)
        for block in story.blocks
        if block.order > after
    )


def _says_failed(document: Document, story: Story) -> bool:
    """Whether a bare page tells of an error, of works, or that the domain is gone."""
    lines = (block.text for block in story.blocks[:6] if block.kind == "text" and len(block.text) < 160)
    return any(_FAILED.match(line) for line in (document.facts.title, *lines))


def _says_not_found(document: Document, story: Story, text: int) -> bool:
    title = document.facts.title
    short = [
        block.text
        for block in story.blocks
        if block.kind == "text" and len(block.text) < 220 and block.linked < 0.5
    ]
    said = any(_NOT_FOUND.match(line) for line in short[:40])
    if said and text < 300:
        return True
    return bool(_NOT_FOUND_TITLE.search(title)) and len(title) < 80 and text < 300


def _is_login(document: Document, text: int) -> bool:
    root = document.root
    has_password = any((node.get("type") or "").lower() == "password" for node in root.iter("input"))
    if _LOGIN_TITLE.match(document.facts.title) and text < 300:
        return True
    return (
        has_password
        and text < 300
        and bool(_LOGIN_TEXT.search(" ".join(document.source.text.split())[:200_000]))
    )


def _is_listing(document: Document, story: Story, text: int, captions: int) -> bool:
    """Many linked headlines, no article text: the running text is leads, each beside a link."""
    og_type = document.facts.meta("og:type").lower()
    states_article = bool(document.facts.articles) or document.facts.meta("article:published_time") != ""
    place = story.place
    blocks = story.blocks
    if place is None:
        links = sum(
            1 for block in blocks if block.kind == "text" and block.linked >= 0.9 and len(block.text) > 30
        )
        return links >= 8 and not states_article and captions < MIN_ARTICLE_CHARS
    inside = [
        block
        for block in blocks[place.first - 3 if place.first > 3 else 0 : place.last + 1]
        if block.kind == "text"
    ]
    titles = [
        block for block in inside if block.linked >= 0.8 and len(block.text) > 20 and not is_tool(block)
    ]
    paragraphs = [
        block
        for block in inside
        if block.linked < 0.3
        and len(block.text) >= 40
        and not (LICENCE.search(block.text) or IMPRINT.match(block.text))
    ]
    leads = sum(any(title.order + 2 >= block.order > title.order for title in titles) for block in paragraphs)
    signed = story.byline is not None and any(clue.kind == "printed" for clue in story.clues)
    if text > SHORT_TEXT_CHARS and (states_article or signed or _opens_with_text(story, SHORT_TEXT_CHARS)):
        return False
    if text and _is_short_notice(story):
        return False
    if not text and _is_dated_headline(story):
        return False
    if len(titles) >= (4 if text else 3) and leads >= 0.6 * len(paragraphs):
        return True
    if og_type in ("website", "section") and not states_article and story.byline is None:
        links = sum(
            1 for block in blocks if block.kind == "text" and block.linked >= 0.9 and len(block.text) > 30
        )
        return links >= 8 and text < 900 and len(paragraphs) <= len(titles) + 2
    return False


def _is_dated_headline(story: Story) -> bool:
    """Whether a date stands below the headline, before anything that leads elsewhere: an article, if an empty one."""
    if story.headline is None:
        return False
    for block in story.blocks[story.headline.order + 1 : story.headline.order + 4]:
        if _is_meta_line(block):
            return True
        if block.kind != "text" or block.linked > 0.5:
            return False
        if DATE_GLANCE.search(block.text) and (date_share(block.text) > 0.6 or not without_date(block.text)):
            return True
    return False


def _is_meta_line(block: Block) -> bool:
    """Whether links name date, rubric and author, each by itself, as WordPress' do below a headline."""
    if block.linked < 0.5 or len(block.hrefs) < 2 or not DATE_GLANCE.search(block.text):
        return False
    names = (text_of(anchor) for anchor in block.node.iter("a"))
    return any(DATE_GLANCE.search(name) and date_share(name) > 0.8 for name in names)


def _is_short_notice(story: Story) -> bool:
    """Whether a headline of its own, a date right below it and some text open the page, however much stands around."""
    headline = story.headline
    if headline is None or headline.linked > 0.5 or headline.text.count(" ") < MIN_HEADLINE_WORDS - 1:
        return False
    if story.byline is not None and headline.level in (1, 2) and _opens_with_text(story, MIN_ARTICLE_CHARS):
        return True  # signed, the date may stand at the foot
    return _is_dated_headline(story) and _opens_with_text(story, MIN_ARTICLE_CHARS)


def _opens_with_text(story: Story, least: int) -> bool:
    """Whether a dated page has so much text right under its headline, before the first linked one."""
    kinds = ("printed", "structured", "updated") if story.byline is not None else ("printed", "structured")
    if story.headline is None or not any(clue.kind in kinds for clue in story.clues):
        return False
    own = 0
    for block in story.blocks[story.headline.order + 1 :]:
        if block.kind == "text" and block.linked >= 0.8 and len(block.text) > 20:
            if is_tool(block) or _is_meta_line(block) or len(block.hrefs) > 1:
                continue  # several links in one line are no headline with its lead
            break
        if block.kind == "text" and block.linked < 0.3 and len(block.text) >= 30:
            own += len(block.text)
    return own >= least


def _is_obfuscated(document: Document) -> bool:
    text = document.source.text
    return any(name in text for name in _DECODERS) and _BLOB.search(text) is not None


def _has_player(document: Document) -> bool:
    if "video" in document.facts.meta("og:type").lower():
        return True
    if "videoobject" in document.facts.types and not document.facts.articles:
        return True
    return any(
        re.search(r"youtube|player|video|vimeo|embed", node.get("src") or "", re.IGNORECASE)
        and "/maps" not in (node.get("src") or "")
        for node in document.root.iter("iframe")
    )


def _is_epaper(document: Document, story: Story) -> bool:
    said = f"{document.facts.title} {story.title or ''} {document.url}"
    return bool(_EPAPER.search(said)) or _EPAPER_PATH.search(fold(document.url)) is not None


def _points_to_document(document: Document, story: Story) -> bool:
    holder = story.headline.holder if story.headline is not None else None
    place = document.root if holder is None else holder
    parent = place.getparent()
    for node in (place if parent is None else parent).iter("a", "iframe", "embed", "object"):
        address = node.get("href") or node.get("src") or node.get("data") or ""
        if _PDF.search(address) and not LICENCE.search(address):
            return True
    return False


def _is_lonely_frame(document: Document) -> bool:
    frames = list(document.root.iter("iframe"))
    if not frames or any(_PDF_VIEWER.search(node.get("src") or "") for node in frames):
        return False
    body = document.root.find("body")
    text = "".join(body.itertext()) if body is not None else ""
    return len(text.split()) < 30
