"""The dateline: which day the article tells of, and what its own words say of the year.

"Sáng 26/1, Quận ủy …" gives the day of the event and a lower bound for publication, never the publication date.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from newsarchive.dates.reader import find
from newsarchive.dates.reading import Reading

MAX_AGE_DAYS = 200
"""An event this long before publication is history told, not the news."""
MAX_AHEAD_DAYS = 30
"""Datelines may announce, but not further ahead than this."""

MAX_SENTENCE_CHARS = 600
MAX_OPENING_CHARS, MAX_DAY_CHARS = 160, 50
"""A dateline that opens a sentence stands in its first part; a day, with what belongs to it, is not longer."""
_SENTENCE_END = re.compile(r"[.!?…](?:(?<=[^\s.A-ZĐ0-9].)(?=\s|$)|(?<=\d[.!?])(?=\s+[A-ZĐ]|$))")
_DIGIT = re.compile(r"[0-9０-９]")
_MAYBE_DAY = re.compile(r"[0-9０-９]\s?(?:[/.\-–—]\s?[0-9０-９]|\s*(?:tháng|thg|th)\b)", re.IGNORECASE)
"""Without it no day stands in a text: sentences that only count people need not be searched."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING = re.compile(
    r"(?:(?:vừa qua|mới đây|theo kế hoạch|trong khuôn khổ[^,]{0,60}|tại [^,]{0,60}|vào|trong"
    r"(?:\s+(?:hai|ba|bốn|năm|\d))?|cũng trong|ngay|(?:vào )?lúc|đúng|vào khoảng)\s*,?\s*)?",
    re.IGNORECASE,
)
_HAPPENS = re.compile(r"(?:diễn ra|tổ chức|trong|vào|khai mạc|bế mạc|khai trương|,)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:từ|kể từ)\s*$", re.IGNORECASE)
_DAY_PART = re.compile(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|khuya)\b", re.IGNORECASE)
_NOT_THE_EVENT = re.compile(
    r"(?:kỷ niệm|dịp|nhân|mừng|truyền thống|đến|trước|từ|sau|kể từ|ban hành|quyết định|nghị quyết|số|hết|hạn|sinh"
    r"|thành lập|khoảng|chỉ thị|công văn|thông báo|vụ|phiên)\s*(?:ngày|sáng|chiều|tối|đêm)?\s*$",
    re.IGNORECASE,
)
_COMING = re.compile(r"\s*(?:này\s*)?(?:tới|sắp tới|sẽ)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:tổng kết|sơ kết|kết quả|đánh giá|nhìn lại|đã đạt được)\b[^.;]{0,90}?\bnăm (20\d\d)\b(?!\s*[-–])",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:triển khai|phương hướng|nhiệm vụ|kế hoạch|chương trình|trọng tâm)\b"
    r"[^.;0-9]{0,60}?\bnăm (20\d\d)\b(?!\s*[-–])",
    re.IGNORECASE,
)
_LOOKS_BACK_MONTH, _LOOKS_AHEAD_MONTH = 10, 7
"""A year is summed up from October on, and the next one planned from July on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Days between which something must lie, both included; None where that side is open."""

    first: date | None = None
    last: date | None = None

    def cut(self, first: date | None, last: date | None) -> "Window":
        """The part of the window that lies between two days."""
        return Window(
            first=max(filter(None, (self.first, first)), default=None),
            last=min(filter(None, (self.last, last)), default=None),
        )


def find_dateline(lead: str | None, first_paragraph: str | None, at: datetime) -> Reading | None:
    """The dateline: in the lead's first sentence, else at the very start of the first paragraph.

    In the lead it may stand anywhere ("… vừa tổ chức hội nghị vào sáng 16/1") if a part of the day or its place at
    the start marks it; anniversaries, decisions and terms are none. Only days and parts of days count.
    """
    if lead:
        found = _in_sentence(_first_sentence(lead), at, anywhere=True)
        if found:
            return found
    return _in_sentence(_first_sentence(first_paragraph), at, anywhere=False) if first_paragraph else None


def has_year(reading_text: str) -> bool:
    """Whether a year is printed in a date ("Sáng 26/1" has none)."""
    return bool(_YEAR.search(reading_text))


def years_in_text(paragraphs: Iterable[str]) -> Window:
    """What the article's own words say of its time: summing up 2023 is not done before October 2023, plans for
    2024 are not made after 2024. Silent texts give an open window."""
    first, last = None, None
    for text in paragraphs:
        if "20" not in text or "năm 20" not in text.lower():
            continue
        for match in _LOOKS_BACK.finditer(text):
            day = date(int(match[1]), _LOOKS_BACK_MONTH, 1)
            first = max(first, day) if first else day
        for match in _LOOKS_AHEAD.finditer(text):
            year = int(match[1])
            last = min(last, date(year, 12, 31)) if last else date(year, 12, 31)
            day = date(year - 1, _LOOKS_AHEAD_MONTH, 1)
            first = max(first, day) if first else day
    if first and last and first > last:
        return Window()
    return Window(first=first, last=last)


def event_near(raw: str, published: date) -> tuple[date, date] | None:
    """First and last day of a dateline, its year taken from a known day of publication; None where too far off."""
    days = _days(raw, published + timedelta(days=MAX_AHEAD_DAYS))
    if (
        days is None
        or (published - days[1]).days > MAX_AGE_DAYS
        or (days[0] - published).days > MAX_AHEAD_DAYS
    ):
        return None
    return days


def events_within(raw: str, window: Window, latest: date) -> list[tuple[date, date]]:
    """All days a dateline can mean inside a window, newest first; several where the year stays open."""
    if has_year(raw):
        days = _days(raw, latest)
        window = window.cut(date(1990, 1, 1), None)
        return [days] if days and _inside(days, window, latest) else []
    found: list[tuple[date, date]] = []
    first = (window.first or date(1990, 1, 1)).year
    for year in range(latest.year, first - 1, -1):
        days = _days(raw, date(year, 12, 31))
        if days and _inside(days, window, latest) and days not in found:
            found.append(days)
    return found


def _inside(days: tuple[date, date], window: Window, latest: date) -> bool:
    if days[0] > latest or (window.last is not None and days[0] > window.last):
        return False
    return window.first is None or days[1] >= window.first


@lru_cache(maxsize=512)
def _days(raw: str, until: date) -> tuple[date, date] | None:
    """The dateline read so that it lies at or before a day."""
    at = datetime.combine(until, time(23, 59))
    readings = find(raw, at=at, prefer="past")
    if len(readings) != 1 or readings[0].kind == "relative":
        return None
    start, end = readings[0].start[:10], readings[0].end[:10]
    return date.fromisoformat(start), date.fromisoformat(end)


def _first_sentence(text: str) -> str:
    match = _SENTENCE_END.search(text, 0, MAX_SENTENCE_CHARS)
    return text[: match.end() if match else MAX_SENTENCE_CHARS]


def _in_sentence(sentence: str, at: datetime, *, anywhere: bool) -> Reading | None:
    """The dateline of a sentence: looked for where it opens, and only then, if it may stand anywhere, in all of it."""
    opening = sentence[:MAX_OPENING_CHARS]
    found = _in_part(opening, sentence, at, anywhere=anywhere)
    if found and found.span[1] <= MAX_OPENING_CHARS - MAX_DAY_CHARS:
        return found
    if len(opening) == len(sentence) or not anywhere:
        return found
    return _in_part(sentence, sentence, at, anywhere=anywhere)


def _in_part(part: str, sentence: str, at: datetime, *, anywhere: bool) -> Reading | None:
    """`part`: the beginning of the sentence that is searched."""
    if not _MAYBE_DAY.search(part):  # `_is_day` takes only dates told in digits
        return None
    for reading in find(part, at=at, prefer="past"):
        if not _is_day(reading):
            continue
        before, after = sentence[: reading.span[0]], sentence[reading.span[1] :]
        if reading.kind == "range":
            before = _FROM.sub("", before)
        if _COMING.match(after) or _NOT_THE_EVENT.search(before):
            continue
        opens = not before.strip(" \"“'(-–") or bool(_OPENING.fullmatch(before))
        if opens or (anywhere and _is_marked(reading.text, before)):
            return reading
    return None


def _is_day(reading: Reading) -> bool:
    """A day, a part of one, or a short run of days, told by its date and not by its distance."""
    if reading.kind == "relative" or reading.precision not in ("second", "minute", "part", "day"):
        return False
    if not _DIGIT.search(reading.text):
        return False
    length = date.fromisoformat(reading.end[:10]) - date.fromisoformat(reading.start[:10])
    return length.days <= 31


def _is_marked(text: str, before: str) -> bool:
    """Told with a part of the day, or as the day of what happened ("diễn ra ngày 16/1", "trong ngày 16/1")."""
    if _DAY_PART.match(text) or _DAY_PART.search(before[-12:]):
        return True
    return bool(_HAPPENS.search(before))
