"""Titles as text: what the head of a page calls its article, what sites call themselves, the day behind a headline."""

import re
from functools import cached_property, lru_cache

from newsarchive.page.glance import Glance
from newsarchive.page.structured import Facts, text_value
from newsarchive.page.words import DATE_GLANCE, RUBRIC
from newsarchive.text.folding import fold

MIN_TITLE_CHARS = 8
MIN_STATED_CHARS = 4
"""Of a main heading that the head states too."""
SHORT_PIECE = 20
"""A shorter piece of what the head states may be the name of a rubric."""
MAX_PLACE_WORDS = 4
"""Words of a place in a site's name that is printed in capitals; more of them are a headline's."""
MAX_APART = 20
"""Characters by which two texts that read the same may differ in length: marks of punctuation."""
_SEPARATOR = re.compile(r"\s+(?:[-–—|»•·:]|::|>>?)\s+|\s*[|»]\s*")
DATE_ENDS = frozenset("0123456789)]Mm")
_WEEKDAY = r"(?:(?:thứ\s\w+|t[2-7]|chủ nhật|cn)\s*,?\s*)"
_DAY = r"(?:\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d|\d\d?\stháng\s\d\d?(?:\s*,)?(?:\snăm)?\s(?:19|20)\d\d)"
_HOUR = r"\d\d?[:h]\d\d(?::\d\d)?"
_POSTED = r"(?:thời gian|(?:ngày )?(?:đăng|cập nhật)(?: (?:lúc|ngày|tin))?|lúc|ngày)"
_DATED = re.compile(
    rf"\s[-–|]?\s*[(\[]?\s*(?:{_POSTED}\s*:?\s*)?{_WEEKDAY}?(?:ngày\s)?"
    rf"(?:{_DAY}[\s,|–-]*{_HOUR}(?:\s*[AP]M)?|{_HOUR}[\s,|–-]*{_WEEKDAY}?(?:ngày\s*)?{_DAY})\s*[)\]]?$"
    rf"|\s[(\[]\s*(?:{_WEEKDAY}(?:ngày\s)?|{_POSTED}\s*:?\s*{_WEEKDAY}?(?:ngày\s)?){_DAY}\s*[)\]]$",
    re.IGNORECASE,
)
"""A day with an hour at the end of a line, or in brackets a day called one; a day alone may be what the headline is
about."""
_MAYBE_DATED = re.compile(r"\d[:hH]\d\d|[(\[]\s*[^\W\d_]")
"""An hour or a word in brackets: there is one in all that `_DATED` matches, and seeing it takes a tenth of the time."""
_SITE_OPENER = Glance(
    r"^(?:báo|tạp chí|cổng (?:thông tin|ttđt)|trang (?:thông tin|tin|chủ)|đài|website|hệ thống|đảng bộ|đảng ủy"
    r"|(?:thành|tỉnh|huyện|quận|thị) (?:ủy|uỷ|đoàn)|ubnd|sở|ban|công an|bộ (?:chỉ huy|tư lệnh)|quân khu|(?:ủy|uỷ) ban"
    r"|hội (?:đồng|nông dân|phụ nữ|cựu chiến binh|liên hiệp)|mặt trận|liên đoàn|công đoàn|trường (?:chính trị|đại học)"
    r"|học viện|văn phòng|phường|xã|thị trấn|đặc khu|thành phố|tỉnh|huyện|quận) (?=[^.:;!?]+$)",
    max_chars=90,
)
_SITE_WORDS = re.compile(
    r"thông|tin|điện|tử|tổng|hợp|tỉnh|huyện|thành|phố|thị|xã|phường|quận|khu|vực|khối|cơ|quan|đảng|bộ|ủy|uỷ|ban|và|các"
    r"|của|phát|thanh|truyền|hình|báo|tạp|chí|trang|cổng|trung|ương|nhà|nước|chính|trị|lý|luận|tuyên|giáo|dân|vận|kiểm"
    r"|tra|tổ|chức|văn|phòng|trực|thuộc|doanh|nghiệp|số"
)
"""Words that names of sites hold in small letters; any other, unless it ends a name ("Xây dựng"), is a headline's."""
_TELLS_NOTHING = Glance(
    r"(?:new page \d+|untitled(?:[ -](?:document|page))?(?: ?\d+)?|no title|trang chủ|home ?page|n[oộ]i dung"
    r"|chi ti[eế]t(?: tin(?: t[uứ]c)?| b[aà]i(?: vi[eế]t)?)?|b[aả]n in"
    r"|in(?: b[aà]i(?: vi[eế]t)?| tin| trang)?|tin chi ti[eế]t|tin t[uứ]c|[a-z\d_.-]+)"
    r"\W*",
    max_chars=40,
)
"""A title that an editor of pages put there, or that is the home page's."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{6,40}[)\]]$")
MAX_DATED_CHARS, MAX_BRACKETED_CHARS = 70, 45
"""Of a date at the end of a line; of a day in brackets."""
_ORDINAL = re.compile(r"\s*thứ (?:[2-7]|hai|ba|tư|năm|sáu|bảy)\b", re.IGNORECASE)
_COUNTED = ("họp", "lần", "nghị", "phiên", "đại hội", "bài", "phần", "kỳ")
"""After these "thứ 4" counts, and is no weekday: "Kỳ họp thứ 4 (12/05/2020 08:15)"."""


class _LetterTable(dict[int, str]):
    """Translation by code point: folded letters and digits stay, all else is a blank; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = value = folded if not folded or folded.isalnum() else " "
        return value


_LETTERS = _LetterTable()


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """Folded letters and digits only, for comparing texts that differ in marks of punctuation."""
    return " ".join(text.translate(_LETTERS).split())


def are_same(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits; their lengths tell most that have not."""
    return abs(len(one) - len(other)) <= MAX_APART and key(one) == key(other)


@lru_cache(maxsize=1024)
def is_site_name(text: str) -> bool:
    """Whether a text is what a site calls itself, in a title that never changes or in the masthead.

    >>> is_site_name("Báo Sông Mây điện tử"), is_site_name("Đảng bộ xã Vân Lĩnh đổi mới sinh hoạt chi bộ")
    (True, False)
    """
    text = text.strip(" .:|*-–—•")
    opener = _SITE_OPENER.match(text)
    if opener is None:
        return False
    after_capital = False
    words = text[opener.end() :].replace(",", " ").split()
    if text.isupper():
        return sum(_SITE_WORDS.fullmatch(word.lower()) is None for word in words) <= MAX_PLACE_WORDS
    for word in words:
        is_small = word[0].isalpha() and not word[0].isupper()
        if is_small and not after_capital and not _SITE_WORDS.fullmatch(word):
            return False
        after_capital = not is_small
    return True


def split_dated(text: str) -> tuple[str, str]:
    """A headline and the date and hour printed behind it in the same element, "" where none is.

    >>> split_dated("Hội nghị tổng kết năm 2023 (12/01/2024 08:15)")
    ('Hội nghị tổng kết năm 2023', '(12/01/2024 08:15)')
    >>> split_dated("Kỷ niệm Cách mạng Tháng Tám (19/8/1945 - 19/8/2025)")[1]
    ''
    """
    start = max(len(text) - MAX_DATED_CHARS, 0)
    if text[-1:] not in DATE_ENDS or not _MAYBE_DATED.search(text, start):
        return text, ""
    match = _DATED.search(text, start)
    if match is None:
        return text, ""
    start = match.start()
    if (ordinal := _ORDINAL.match(match[0])) and text[:start].lower().endswith(_COUNTED):
        start += ordinal.end()
    return text[:start].rstrip(" -–|"), text[start:].strip(" -–|")


def without_day(text: str) -> str:
    """What stands before a day alone in brackets at the end, "" where none does; it may belong to the headline."""
    if text[-1:] not in (")", "]"):
        return ""
    match = _BRACKETS.search(text, max(len(text) - MAX_BRACKETED_CHARS, 0))
    return text[: match.start()] if match is not None and DATE_GLANCE.search(match[0]) else ""


def tells_nothing(title: str) -> bool:
    """Whether the head calls a page by what every new page is called.

    >>> tells_nothing("New Page 1"), tells_nothing("Trang chủ của một dòng họ hiếu học")
    (True, False)
    """
    match = _TELLS_NOTHING.match(title)
    return match is not None and match.end() == len(title)


def tells_something(stated: str) -> bool:
    """Whether a stated title holds more than names of the site and of rubrics."""
    pieces = (piece.strip() for piece in _SEPARATOR.split(stated))
    return any(
        piece and not (is_site_name(piece) or tells_nothing(piece) or RUBRIC.match(piece)) for piece in pieces
    )


class Titles:
    """What the head of a page calls its article."""

    def __init__(self, facts: Facts) -> None:
        self._site = key(facts.meta("og:site_name"))
        stated = [text_value(item, "headline") for item in facts.articles[:2]]
        stated += [facts.meta("og:title"), facts.meta("twitter:title"), facts.meta("title"), facts.title]
        stated += [facts.meta("headline"), facts.meta("dc.title")]
        self.stated = [text for text in dict.fromkeys(stated) if text and not tells_nothing(text)]
        """Most trustworthy first; site suffixes still on."""

    def without_site(self, stated: str) -> list[str]:
        """The stated title and what is left of it when the site's name is cut off either end."""
        pieces = _SEPARATOR.split(stated)
        options = [stated]
        if len(pieces) > 1:
            positions = [match.span() for match in _SEPARATOR.finditer(stated)]
            options += [stated[:start] for start, _ in reversed(positions)] + [
                stated[end:] for _, end in positions
            ]
        return [
            option
            for option in dict.fromkeys(options)
            if len(option) >= (MIN_TITLE_CHARS if option is not stated else MIN_STATED_CHARS)
            and key(option) != self._site
        ]

    @cached_property
    def wanted(self) -> dict[str, float]:
        """Keys of the titles → how sure we are that exactly this is the headline."""
        wanted: dict[str, float] = {}
        for stated in self.stated:
            if is_site_name(stated) or key(stated) == self._site:
                continue
            for rank, option in enumerate(self.without_site(stated)):
                found = "" if is_site_name(option) or tells_nothing(option) else key(option)
                if found and not (rank and RUBRIC.match(option)):
                    wanted[found] = max(wanted.get(found, 0.0), _sureness(option, is_whole=rank == 0))
        return wanted

    def split(self, headline: str) -> tuple[str, str]:
        """As `split_dated`, for the article's own headline; what the head states with the date is the headline."""
        title, behind = split_dated(headline)
        if behind and any(headline in stated for stated in self.stated):
            return headline, ""
        if not behind and (rest := without_day(headline)) and key(rest) in self.wanted:
            return rest, headline[len(rest) :].strip()
        return title, behind


def _sureness(option: str, *, is_whole: bool) -> float:
    if is_whole:
        return 100.0
    return 40.0 if len(option) < SHORT_PIECE else 80.0 + min(len(option), 100) / 10
