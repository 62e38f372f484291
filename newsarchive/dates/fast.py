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
    r"(?:(?:thứ\s|t(?=\d)|th\s(?=\d)|chủ\s(?=n)|(?=cn))(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7]|nhật|cn)"
    r"(?:,\s?|:\s|\s-\s|\s))?"
)
_FIRST_CLOCK = (
    r"(?:(?P<h1>\d\d?)(?::|h|g|\sgiờ\s)(?P<m1>\d\d)(?::(?P<s1>\d\d))?(?:['’]|\sphút)?"
    r"(?:,\s(?=\d|ngày)|\s?\|\s|\s-\s|\s))?"
)
_DAY = (
    r"(?:ngày\s)?(?P<d>\d\d?)(?:(?P<sep>[/.-])(?P<m>\d\d?)(?P=sep)(?P<y>\d{4})"
    r"|/(?P<ms>\d\d?)/(?P<ys>\d\d)|\s(?:tháng|thg)\s(?P<mw>\d\d?)(?:,\s|\snăm\s|\s)(?P<yw>\d{4}))"
)
_SECOND_CLOCK = (
    r"(?:(?:,\s?|\s?\|\s|\s-\s|\s)(?:lúc\s)?(?P<h2>\d\d?)(?::|h|g)(?P<m2>\d\d)(?::(?P<s2>\d\d))?)?"
)
_ZONE = r"(?P<zone>\s(?P<open>\()?(?:GMT|UTC)\+(?P<hours>\d\d?)(?::?00)?(?(open)\)))?"
_PART = r"(?:(?:sáng|trưa|chiều|tối|đêm)\s)?"

ABSOLUTE = re.compile(rf"{_LABEL}(?P<used>{_WEEKDAY}{_FIRST_CLOCK}{_DAY}{_SECOND_CLOCK}{_ZONE})\s*", re.IGNORECASE)
SHORT = re.compile(
    rf"(?P<used>(?P<lead>{_PART}(?:ngày\s)?)(?P<d>\d\d?)(?P<sep>[/.-])(?P<m>\d\d?)(?:(?P=sep)(?P<y>\d{{4}}))?)\s*",
    re.IGNORECASE,
)
DISTANCE = re.compile(
    r"(?P<used>(?:sau\s)?(?:(?:khoảng|hơn|gần|dưới)\s)?(?P<n>\d{1,3}|một)"
    r"\s(?P<unit>giây|phút|giờ|ngày|tuần|tháng|năm)\s(?P<way>trước|nữa|tới))\s*",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"(?P<used>(?:tháng|thg)\s(?P<m>\d\d?)(?:(?:\snăm\s|/|-|\s)(?P<y>\d{4}))?|(?P<mb>\d\d?)/(?P<yb>\d{4}))\s*",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"(?P<used>(?P<word>hôm\snay|hôm\squa|ngày\smai)(?:(?:,\s|\s)(?:vào\s)?(?:lúc\s)?(?P<h>\d\d?):(?P<m>\d\d))?)\s*",
    re.IGNORECASE,
)
ISO = re.compile(
    r"(?P<used>(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?)\s*",
    re.IGNORECASE,
)
RFC = re.compile(
    r"(?P<used>(?P<w>mon|tue|wed|thu|fri|sat|sun), (?P<d>\d\d?) (?P<mon>[a-z]{3}) (?P<y>\d{4})"
    r" (?P<time>\d\d:\d\d:\d\d) (?P<zone>gmt|utc|z|[+-]\d\d:?\d\d))\s*",
    re.IGNORECASE,
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
_TURNED = {"nay": 0, "qua": -1, "mai": 1}


def read(text: str, now: datetime, prefer: Prefer) -> Reading | None:
    """The reading of a usual form; None for everything else."""
    for pattern, reader in _FORMS[text[-1:].isalpha()].get(text[:1].lower(), ()):
        match = pattern.fullmatch(text)
        if match is not None:
            return reader(match, now, prefer)
    return None


def _absolute(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    used, weekday, h1, m1, s1, d, _, m, y, ms, ys, mw, yw, h2, m2, s2, zone, _, hours = match.groups()
    if h1 and h2:
        return None
    year = y or yw or f"{completed_year(int(ys), now):04d}"
    iso, span = f"{year}-{m or mw or ms:0>2}-{d:0>2}", match.span(1)
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    if year < "1000" or (weekday and _WEEKDAYS.get(weekday.lower()) != day.weekday()):
        return None
    hour = h1 or h2
    if hour is None:
        return None if zone else Reading(iso, iso, iso, "day", "absolute", "grammar", used, span)
    minute, second = m1 or m2, s1 or s2
    if hour > "23" or minute > "59" or int(hour) > 23 or (second and second > "59"):
        return None
    clock = hour + minute
    if not (clock.isascii() if second is None else (clock + second).isascii()):
        return None
    if len(hour) == 1:
        hour = "0" + hour
    moment = f"{iso}T{hour}:{minute}:{second}" if second else f"{iso}T{hour}:{minute}"
    exact: ReadingPrecision = "second" if second else "minute"
    if zone is None:
        return Reading(moment, moment, moment, exact, "absolute", "grammar", used, span)
    if int(hours) > 14 or not hours.isascii():
        return None
    shown = f"{moment}+{hours:0>2}:00"
    return Reading(shown, moment, moment, exact, "absolute", "grammar", used, span)


def _short(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "Sáng 26/1", "Ngày 21-8", "chiều 29-10-1999", "16/05"."""
    used, lead, day, sep, month, year = match.groups()
    if not lead and (sep != "/" or (int(day) < 4 and int(month) < 5) or (day, month) == ("24", "7")):
        return None
    if year is None:
        if prefer != "past" or (day == "29" and int(month) == 2):
            return None
        year = f"{now.year - ((int(month), int(day)) > (now.month, now.day)):04d}"
    iso = f"{year}-{month:0>2}-{day:0>2}"
    try:
        date.fromisoformat(iso)
    except ValueError:
        return None
    if year < "1000":
        return None
    return Reading(iso, iso, iso, "day", "absolute", "grammar", used, match.span(1))


def _month(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "tháng 7 năm 2024", "Thg 07", "7/2024"."""
    used, month_text, year_text, bare, bare_year = match.groups()
    month, year_text = int(month_text or bare), year_text or bare_year
    if not 1 <= month <= 12 or (year_text is None and prefer != "past"):
        return None
    year = int(year_text) if year_text else now.year - (month > now.month)
    if not 1000 <= year < 3000:
        return None
    iso = f"{year:04d}-{month:02d}"
    start, end = f"{iso}-01", f"{iso}-{days_in_month(year, month):02d}"
    return Reading(iso, start, end, "month", "absolute", "grammar", used, match.span(1))


def _distance(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    used, number, unit, way = match.groups()
    if prefer == "future" and way.lower() == "tới":
        return None  # the whole stretch, then
    count = 1 if number.isalpha() else int(number)
    if way.lower() == "trước":
        count = -count
    try:
        value = whole_units(count, _UNITS[unit.lower()], now)
    except Refused:
        return None
    return Reading(
        value.iso, value.start, value.end, value.precision, "relative", "grammar", used, match.span(1)
    )


def _today(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    used, word, hour, minute = match.groups()
    try:
        iso = (now + timedelta(days=_TURNED[word[-3:].lower()])).isoformat()[:10]
    except OverflowError:
        return None
    if hour is None:
        return Reading(iso, iso, iso, "day", "relative", "grammar", used, match.span(1))
    if int(hour) > 23 or int(minute) > 59:
        return None
    iso = f"{iso}T{int(hour):02d}:{int(minute):02d}"
    return Reading(iso, iso, iso, "minute", "relative", "grammar", used, match.span(1))


def _rfc(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    month = match["mon"].lower()
    if month not in _ENGLISH_MONTHS:
        return None
    day = f"{match['y']}-{_ENGLISH_MONTHS.index(month) + 1:02d}-{int(match['d']):02d}"
    try:
        if date.fromisoformat(day).weekday() != _ENGLISH_DAYS.index(match["w"].lower()):
            return None
    except ValueError:
        return None
    return _machine(match, day)


def _iso(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    return _machine(match, match["day"])


def _machine(match: re.Match[str], day: str) -> Reading | None:
    """ISO 8601 and RFC 2822, digits checked by `fromisoformat`."""
    time, zone = match["time"], match["zone"]
    moment = f"{day}T{time}" if time else day
    try:
        checked = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if checked.year < 1000 or not moment.isascii():
        return None
    shown = moment
    if zone:
        if zone.lower() in ("z", "gmt", "utc"):
            zone = "+00:00"
        elif len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        if zone[1:] > "14:00" or zone[4:] > "59" or zone == "-00:00":
            return None
        shown = moment + zone
    precision = "day" if not time else "second" if len(time) == 8 else "minute"
    used, span = match["used"], match.span("used")
    return Reading(shown, moment, moment, precision, "absolute", "iso", used, span)  # type: ignore[arg-type]


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], datetime, Prefer], Reading | None]]
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
    table = {}
    for line in lines.split("\n"):
        firsts, _, names = line.strip().partition(": ")
        table.update(dict.fromkeys(firsts, tuple(_BY_NAME[name] for name in names.split())))
    return table


_FORMS = {
    False: _by_first(
        """0123456789: absolute short month iso
        t: absolute month short rfc
        nc: absolute short today
        đgx: absolute short
        h: today
        s: short rfc
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
"""Forms by whether they end with a letter and by their first character; what begins otherwise is left to the grammar."""
