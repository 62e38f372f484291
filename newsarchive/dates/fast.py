"""The usual printed forms, read by a few compiled patterns instead of the grammar, with the same answers.

Whatever is unusual, impossible or contradictory about a text is left to the grammar, which says why.
"""

import re
from datetime import date, datetime, timedelta

from newsarchive.dates.distance import resolve_shift
from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.parts import Shift, Unit
from newsarchive.dates.reading import Prefer, Reading, ReadingPrecision
from newsarchive.dates.value import Refused, completed_year

_LABEL = r"(?:(?:ngày (?:đăng|xuất bản)|đăng lúc|cập nhật(?: lúc)?|gửi lúc|xuất bản|thời gian)\s?:?\s)?"
_WEEKDAY = (
    r"(?:(?P<w>thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|th\s[2-7]|cn|chủ\snhật)(?:,\s?|:\s|\s-\s|\s))?"
)
_FIRST_CLOCK = (
    r"(?:(?P<h1>\d\d?)(?::|h|g|\sgiờ\s)(?P<m1>\d\d)(?::(?P<s1>\d\d))?(?:['’]|\sphút)?"
    r"(?:,\s(?=\d|ngày)|\s?\|\s|\s-\s|\s))?"
)
_DAY = (
    r"(?P<date>(?:ngày\s)?(?P<d>\d\d?)(?:(?P<sep>[/.-])(?P<m>\d\d?)(?P=sep)(?P<y>\d{4})"
    r"|/(?P<ms>\d\d?)/(?P<ys>\d\d)|\s(?:tháng|thg)\s(?P<mw>\d\d?)(?:,\s|\snăm\s|\s)(?P<yw>\d{4})))"
)
_SECOND_CLOCK = (
    r"(?:(?:,\s?|\s?\|\s|\s-\s|\s)(?:lúc\s)?(?P<h2>\d\d?)(?::|h|g)(?P<m2>\d\d)(?::(?P<s2>\d\d))?)?"
)
_ZONE = r"(?P<zone>\s(?P<open>\()?(?:GMT|UTC)\+(?P<hours>\d\d?)(?::?00)?(?(open)\)))?"
_PART = r"(?:(?:sáng|trưa|chiều|tối|đêm)\s)?"

ABSOLUTE = re.compile(rf"\s*{_LABEL}{_WEEKDAY}{_FIRST_CLOCK}{_DAY}{_SECOND_CLOCK}{_ZONE}\s*", re.IGNORECASE)
SHORT = re.compile(
    rf"\s*(?P<used>(?P<lead>{_PART}(?:ngày\s)?)(?P<d>\d\d?)(?P<sep>[/.-])(?P<m>\d\d?)(?:(?P=sep)(?P<y>\d{{4}}))?)\s*",
    re.IGNORECASE,
)
DISTANCE = re.compile(
    r"\s*(?P<used>(?:sau\s)?(?:(?:khoảng|hơn|gần|dưới)\s)?(?P<n>\d{1,3}|một)"
    r"\s(?P<unit>giây|phút|giờ|ngày|tuần|tháng|năm)\s(?P<way>trước|nữa|tới))\s*",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"\s*(?P<used>(?:tháng|thg)\s(?P<m>\d\d?)(?:(?:\snăm\s|/|-|\s)(?P<y>\d{4}))?|(?P<mb>\d\d?)/(?P<yb>\d{4}))\s*",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"\s*(?P<used>(?P<word>hôm\snay|hôm\squa|ngày\smai)(?:(?:,\s|\s)(?:vào\s)?(?:lúc\s)?(?P<h>\d\d?):(?P<m>\d\d))?)\s*",
    re.IGNORECASE,
)
ISO = re.compile(
    r"\s*(?P<used>(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?)\s*",
    re.IGNORECASE,
)
RFC = re.compile(
    r"\s*(?P<used>(?P<w>mon|tue|wed|thu|fri|sat|sun), (?P<d>\d\d?) (?P<mon>[a-z]{3}) (?P<y>\d{4})"
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
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_TURNED = {"nay": 0, "qua": -1, "mai": 1}


def read(text: str, now: datetime, prefer: Prefer) -> Reading | None:
    """The reading of a usual form; None for everything else."""
    match = ABSOLUTE.fullmatch(text)
    if match is not None:
        return _absolute(match, now)
    match = DISTANCE.fullmatch(text)
    if match is not None:
        return _distance(match, now, prefer)
    match = SHORT.fullmatch(text)
    if match is not None:
        return _short(match, now, prefer)
    match = MONTH.fullmatch(text)
    if match is not None:
        return _month(match, now, prefer)
    match = ISO.fullmatch(text)
    if match is not None:
        return _machine(match, match["day"])
    match = RFC.fullmatch(text)
    if match is not None:
        return _rfc(match)
    match = TODAY.fullmatch(text)
    if match is not None:
        return _today(match, now)
    return None


_AT = ABSOLUTE.groupindex
_W, _H1, _DATE, _M2, _S2, _ZONED = (_AT[name] for name in ("w", "h1", "date", "m2", "s2", "zone"))


def _absolute(match: re.Match[str], now: datetime) -> Reading | None:
    weekday, h1, m1, s1, _, d, _, m, y, ms, ys, mw, yw, h2, m2, s2, zone, _, hours = match.groups()
    if h1 and h2:
        return None
    try:
        year = int(y or yw) if ys is None else completed_year(int(ys), now)
        day = date(year, int(m or mw or ms), int(d))
    except ValueError:
        return None
    if year < 1000 or (weekday and _WEEKDAYS.get(_last_word(weekday)) != day.weekday()):
        return None
    hour = h1 or h2
    start = match.start(_W if weekday else _H1 if h1 else _DATE)
    end = match.end(_ZONED if zone else _S2 if s2 else _M2 if h2 else _DATE)
    used, iso = match.string[start:end], day.isoformat()
    if hour is None:
        return None if zone else Reading(iso, iso, iso, "day", "absolute", "grammar", used, (start, end))
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
        return Reading(moment, moment, moment, exact, "absolute", "grammar", used, (start, end))
    if int(hours) > 14 or not hours.isascii():
        return None
    shown = f"{moment}+{hours:0>2}:00"
    return Reading(shown, moment, moment, exact, "absolute", "grammar", used, (start, end))


def _last_word(weekday: str) -> str:
    """Such as "Thứ  Bảy" → "bảy", "T7" → "7", "CN" → "cn"."""
    word = weekday.lower()
    if word == "cn":
        return word
    return word[-1] if word[-1].isdecimal() else word.split()[-1]


def _short(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "Sáng 26/1", "Ngày 21-8", "chiều 29-10-1999", "16/05"."""
    lead, sep, year_text = match["lead"], match["sep"], match["y"]
    day, month = int(match["d"]), int(match["m"])
    if not lead and (sep != "/" or (day, month) == (24, 7) or (day < 4 and month < 5)):
        return None
    if year_text is not None:
        year = int(year_text)
    elif prefer != "past" or (day, month) == (29, 2):
        return None
    else:
        year = now.year - ((month, day) > (now.month, now.day))
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return _simple(match, iso, "absolute") if year >= 1000 else None


def _month(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    """Such as "tháng 7 năm 2024", "Thg 07", "7/2024"."""
    month, year_text = int(match["m"] or match["mb"]), match["y"] or match["yb"]
    if not 1 <= month <= 12 or (year_text is None and prefer != "past"):
        return None
    year = int(year_text) if year_text else now.year - (month > now.month)
    if not 1000 <= year < 3000:
        return None
    iso = f"{year:04d}-{month:02d}"
    start, end = f"{iso}-01", f"{iso}-{days_in_month(year, month):02d}"
    return Reading(iso, start, end, "month", "absolute", "grammar", match["used"], match.span("used"))


def _simple(match: re.Match[str], iso: str, kind: str) -> Reading:
    precision = "day" if len(iso) == 10 else "minute"
    return Reading(iso, iso, iso, precision, kind, "grammar", match["used"], match.span("used"))  # type: ignore[arg-type]


def _distance(match: re.Match[str], now: datetime, prefer: Prefer) -> Reading | None:
    count = 1.0 if match["n"].lower() == "một" else float(match["n"])
    way, unit = match["way"].lower(), _UNITS[match["unit"].lower()]
    if way == "trước" and unit in _SECONDS:
        try:
            moment = now - timedelta(seconds=count * _SECONDS[unit])
        except OverflowError:
            return None
        iso = moment.isoformat(timespec="seconds" if unit == "second" else "minutes")
        exact = "second" if unit == "second" else "minute"
        return Reading(iso, iso, iso, exact, "relative", "grammar", match["used"], match.span("used"))  # type: ignore[arg-type]
    try:
        value = resolve_shift(
            Shift(-1 if way == "trước" else 1, ((count, unit),), soft=way == "tới"), now, prefer
        )
    except (Refused, ValueError, OverflowError):
        return None
    return Reading(
        value.iso,
        value.start,
        value.end,
        value.precision,
        value.kind,
        "grammar",
        match["used"],
        match.span("used"),
    )


def _today(match: re.Match[str], now: datetime) -> Reading | None:
    try:
        iso = (now.date() + timedelta(days=_TURNED[match["word"][-3:].lower()])).isoformat()
    except OverflowError:
        return None
    hour, minute = match["h"], match["m"]
    if hour is not None:
        if int(hour) > 23 or int(minute) > 59:
            return None
        iso = f"{iso}T{int(hour):02d}:{int(minute):02d}"
    return _simple(match, iso, "relative")


def _rfc(match: re.Match[str]) -> Reading | None:
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
