"""The usual printed forms, read by a few compiled patterns instead of the grammar, with the same answers.

Whatever is unusual, impossible or contradictory about a text is left to the grammar, which says why.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from newsarchive.dates.distance import whole_units
from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.parts import Unit
from newsarchive.dates.reading import Prefer, Reading, ReadingPrecision
from newsarchive.dates.value import Refused, completed_year

_LABEL = r"(?:(?:ngày (?:đăng|xuất bản)|đăng lúc|cập nhật(?: lúc)?|gửi lúc|xuất bản|thời gian)\s?:?\s)?"
_WEEKDAY = (
    r"(?:(?:thứ\s|t(?=\d)|th\s(?=\d)|chủ\s(?=n)|(?=cn))(hai|ba|tư|năm|sáu|bảy|[2-7]|nhật|cn)"
    r"(?:,\s?|:\s|\s-\s|\s))?"
)
_PART = r"(?:(?:sáng|trưa|chiều|tối|đêm)\s)"
_FIRST_CLOCK = (
    r"(?:(\d\d?)(?::|h|g|\sgiờ\s)(\d\d)(?::(\d\d))?(?:['’]|\sphút)?"
    rf"(?:,\s(?=\d|ngày)|\s?\|\s|\s-\s|\s)|{_PART})?"
)
_DAY = (
    r"(?:ngày\s)?(\d\d?)(?:(?P<sep>[/.-])(\d\d?)(?P=sep)(\d{4})|/(\d\d?)/(\d\d)"
    r"|\s(?:tháng|thg)\s(\d\d?)(?:(?:,\s|\snăm\s|\s)(\d{4}))?)"
)
_SECOND_CLOCK = r"(?:(?:,\s?|\s?\|\s|\s-\s|\s)(?:lúc\s)?(\d\d?)(?::|h|g)(\d\d)(?::(\d\d))?)?"
_ZONE = r"(\s(?P<open>\()?(?:gmt|utc)\+(\d\d?)(?::?00)?(?(open)\)))?"

ABSOLUTE = re.compile(rf"{_LABEL}({_WEEKDAY}{_FIRST_CLOCK}{_DAY}{_SECOND_CLOCK}{_ZONE})\s*")
SHORT = re.compile(rf"(({_PART}?(?:ngày\s)?)(\d\d?)(?P<sep>[/.-])(\d\d?)(?:(?P=sep)(\d{{4}}))?)\s*")
DISTANCE = re.compile(
    r"((?:sau\s)?(?:(?:khoảng|hơn|gần|dưới)\s)?(\d{1,3}|một)"
    r"\s(giây|phút|giờ|ngày|tuần|tháng|năm)\s(trước|nữa|tới))\s*"
)
MONTH = re.compile(r"((?:tháng|thg)\s(\d\d?)(?:(?:\snăm\s|/|-|\s)(\d{4}))?|(\d\d?)/(\d{4}))\s*")
TODAY = re.compile(r"((hôm\snay|hôm\squa|ngày\smai)(?:(?:,\s|\s)(?:vào\s)?(?:lúc\s)?(\d\d?):(\d\d))?)\s*")
ISO = re.compile(
    r"((\d{4}-\d\d-\d\d)(?:t(\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(z|[+-]\d\d:?\d\d)?)?)\s*",
)
RFC = re.compile(
    r"((mon|tue|wed|thu|fri|sat|sun), (\d\d?) ([a-z]{3}) (\d{4}) (\d\d:\d\d:\d\d) (gmt|utc|z|[+-]\d\d:?\d\d))\s*"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6, "cn": 6} | {
    str(n): n - 2 for n in range(2, 8)
}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS: dict[str, Unit] = {
    "giây": "second",
    "phút": "minute",
    "giờ": "hour",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_TURNED = {"hôm nay": 0, "hôm qua": -1, "ngày mai": 1}


def read(text: str, now: datetime, prefer: Prefer) -> Reading | None:
    """The reading of a usual form; None for everything else."""
    low = text.lower()
    for pattern, reader in _FORMS[low[-1:].isalpha()].get(low[:1], ()):
        match = pattern.fullmatch(low)
        if match is not None:
            return reader(match, text, now, prefer)
    return None


def _absolute(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    _, weekday, h1, m1, s1, d, _, m, y, ms, ys, mw, yw, h2, m2, s2, zone, _, hours = match.groups()
    if h1 and h2:
        return None
    year = y or yw
    if year is None:
        if ys is not None:
            year = f"{completed_year(int(ys), now):04d}"
        elif weekday is None and prefer == "past" and d != "29":
            year = _last_year_of(int(mw), int(d), now)
        else:
            return None
    iso, span = f"{year}-{m or mw or ms:0>2}-{d:0>2}", match.span(1)
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    if year < "1000" or (weekday is not None and _WEEKDAYS.get(weekday) != day.weekday()):
        return None
    hour, used = h1 or h2, text[span[0] : span[1]]
    if hour is None:
        return None if zone else Reading(iso, iso, iso, "day", "absolute", "grammar", used, span)
    if h1 is None and used[0].isalpha() and weekday is None and not used.lower().startswith("ngày"):
        return None  # a part of the day, and a clock to agree with it
    minute, second = m1 or m2, s1 or s2
    if len(hour) == 1:
        hour = "0" + hour
    if hour > "23" or minute > "59" or int(hour) > 23 or (second and second > "59"):
        return None
    clock = hour + minute
    if not (clock.isascii() if second is None else (clock + second).isascii()):
        return None
    moment = f"{iso}T{hour}:{minute}:{second}" if second else f"{iso}T{hour}:{minute}"
    exact: ReadingPrecision = "second" if second else "minute"
    if zone is None:
        return Reading(moment, moment, moment, exact, "absolute", "grammar", used, span)
    if int(hours) > 14 or not hours.isascii():
        return None
    shown = f"{moment}+{hours:0>2}:00"
    return Reading(shown, moment, moment, exact, "absolute", "grammar", used, span)


def _last_year_of(month: int, day: int, now: datetime) -> str:
    """The year in which this day was last, or is today."""
    return f"{now.year - ((month, day) > (now.month, now.day)):04d}"


def _short(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "Sáng 26/1", "Ngày 21-8", "chiều 29-10-1999", "16/05"."""
    _, lead, day, sep, month, year = match.groups()
    if not lead and (sep != "/" or (int(day) < 4 and int(month) < 5) or (day, month) == ("24", "7")):
        return None
    if year is None:
        if prefer != "past" or (day == "29" and int(month) == 2):
            return None
        year = _last_year_of(int(month), int(day), now)
    iso, span = f"{year}-{month:0>2}-{day:0>2}", match.span(1)
    try:
        date.fromisoformat(iso)
    except ValueError:
        return None
    if year < "1000":
        return None
    return Reading(iso, iso, iso, "day", "absolute", "grammar", text[span[0] : span[1]], span)


def _month(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "tháng 7 năm 2024", "Thg 07", "7/2024"."""
    _, month_text, year_text, bare, bare_year = match.groups()
    month, year_text = int(month_text or bare), year_text or bare_year
    if not 1 <= month <= 12 or (year_text is None and prefer != "past"):
        return None
    year = int(year_text) if year_text else now.year - (month > now.month)
    if not 1000 <= year < 3000:
        return None
    iso, span = f"{year:04d}-{month:02d}", match.span(1)
    start, end = f"{iso}-01", f"{iso}-{days_in_month(year, month):02d}"
    return Reading(iso, start, end, "month", "absolute", "grammar", text[span[0] : span[1]], span)


def _distance(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    _, number, unit, way = match.groups()
    if prefer == "future" and way == "tới":
        return None  # the whole stretch, then
    count, span = 1 if number == "một" else int(number), match.span(1)
    try:
        value = whole_units(-count if way == "trước" else count, _UNITS[unit], now)
    except Refused:
        return None
    used = text[span[0] : span[1]]
    return Reading(value.iso, value.start, value.end, value.precision, "relative", "grammar", used, span)


def _today(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    _, word, hour, minute = match.groups()
    try:
        iso = (now + timedelta(days=_TURNED[" ".join(word.split())])).isoformat()[:10]
    except OverflowError:
        return None
    span = match.span(1)
    used = text[span[0] : span[1]]
    if hour is None:
        return Reading(iso, iso, iso, "day", "relative", "grammar", used, span)
    if int(hour) > 23 or int(minute) > 59:
        return None
    iso = f"{iso}T{int(hour):02d}:{int(minute):02d}"
    return Reading(iso, iso, iso, "minute", "relative", "grammar", used, span)


def _rfc(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    _, weekday, number, month, year, time, zone = match.groups()
    if month not in _ENGLISH_MONTHS:
        return None
    day = f"{year}-{_ENGLISH_MONTHS.index(month) + 1:02d}-{int(number):02d}"
    try:
        if date.fromisoformat(day).weekday() != _ENGLISH_DAYS.index(weekday):
            return None
    except ValueError:
        return None
    return _machine(match, text, day, time, zone)


def _iso(match: re.Match[str], text: str, now: datetime, prefer: Prefer) -> Reading | None:
    return _machine(match, text, match[2], match[3], match[4])


def _machine(match: re.Match[str], text: str, day: str, time: str | None, zone: str | None) -> Reading | None:
    """ISO 8601 and RFC 2822, digits checked by `fromisoformat`."""
    moment = f"{day}T{time}" if time else day
    try:
        checked = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if checked.year < 1000 or not moment.isascii():
        return None
    shown = moment
    if zone:
        if zone in ("z", "gmt", "utc"):
            zone = "+00:00"
        elif len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        if zone[1:] > "14:00" or zone[4:] > "59" or zone == "-00:00":
            return None
        shown = moment + zone
    precision: ReadingPrecision = "day" if not time else "second" if len(time) == 8 else "minute"
    span = match.span(1)
    return Reading(shown, moment, moment, precision, "absolute", "iso", text[span[0] : span[1]], span)


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], str, datetime, Prefer], Reading | None]]
_BY_NAME: dict[str, _Form] = {
    "absolute": (ABSOLUTE, _absolute),
    "distance": (DISTANCE, _distance),
    "short": (SHORT, _short),
    "month": (MONTH, _month),
    "iso": (ISO, _iso),
    "rfc": (RFC, _rfc),
    "today": (TODAY, _today),
}


def _by_first(lines: str) -> dict[str, tuple[_Form, ...]]:
    """ "ab: name name" a line → the forms by the character they can begin with."""
    table: dict[str, tuple[_Form, ...]] = {}
    for line in lines.split("\n"):
        firsts, _, names = line.strip().partition(": ")
        table.update(dict.fromkeys(firsts, tuple(_BY_NAME[name] for name in names.split())))
    return table


_FORMS = {
    False: _by_first(
        """0123456789: absolute short month iso
        t: absolute month short rfc
        nc: absolute short today
        sđ: short absolute
        gx: absolute
        h: today
        mwf: rfc"""
    ),
    True: _by_first(
        """0123456789: distance iso
        t: rfc
        h: today distance
        n: today
        m: distance rfc
        s: distance rfc
        kdg: distance
        wf: rfc"""
    ),
}
"""Forms by whether they end with a letter and by their first character; others are left to the grammar."""
