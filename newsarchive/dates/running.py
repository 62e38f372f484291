"""Dates in running text: where one may begin, and whether what looks like one is one."""

from datetime import datetime

from newsarchive.dates import numerals
from newsarchive.dates.answer import reading, told, value
from newsarchive.dates.clock import Impossible
from newsarchive.dates.compose import RULES
from newsarchive.dates.expressions import Expression, expression
from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Prefer, Reading
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.value import Refused, Value
from newsarchive.dates.words import CONTEXT, LEADS, NAMED_AFTER_DAYS, REPEATED, words

KnownValues = dict[object, Value]
"""Values of expressions that one text said before; a text repeats itself, and reads the same each time."""
_AFTER_NUMBER = words(
    "/ - . : , giờ tháng th t tết và đến tới phút giây ngày tuần năm quý tiếng thập thế nửa rưỡi"
)
_OF_OTHER_DAYS = frozenset(
    (
        ("cùng", "ngày"),
        ("hôm", "sau"),
        ("hôm", "trước"),
        ("hằng", "ngày"),
        ("hàng", "ngày"),
        ("mỗi", "ngày"),
        ("ngày", "hôm"),
    )
)
"""Words after a clock that put it on another day than that of reading."""
_NAME_WORDS = 4
"""The kind of a place stands so many words before the day it is named after."""
_DATED = (
    "day", "month", "year", "day_off", "week_off", "month_off", "year_off", "feast", "stretch", "shift", "cycle", "nth",
    "weekend", "now",
)  # fmt: skip


def find_in(tokens: Tokens, now: datetime, prefer: Prefer) -> list[Reading]:
    """What `find` does, on tokens."""
    readings: list[Reading] = []
    known: KnownValues = {}
    spelled, numbers, count = tokens.words, tokens.numbers, tokens.count
    i = 0
    while i < count:
        if numbers[i] >= 0:
            if spelled[i + 1] not in _AFTER_NUMBER and not (numbers[i + 1] < 0 and spelled[i + 1] in RULES):
                i += 1
                continue
        elif spelled[i] not in RULES or spelled[i] == "(" or _only_a_number(tokens, i):
            i += 1
            continue
        i = _find_at(tokens, i, now, prefer, readings, known)
    return readings


def _only_a_number(t: Tokens, i: int) -> bool:
    """Whether a number in words stands here with nothing after it that could make it a date or a time."""
    if t.words[i] not in numerals.UNITS or t.words[i] == "năm":
        return False
    number = numerals.count(t, i)
    return number is None or t.words[number[1]] not in _AFTER_NUMBER


def _find_at(
    t: Tokens, i: int, now: datetime, prefer: Prefer, readings: list[Reading], known: KnownValues
) -> int:
    """Try one place; add what is found; the next place to try."""
    if _continues(t, i):
        return i + 1
    try:
        found = expression(t, i)
    except Impossible:
        return _past(t, i)
    if found is None:
        return i + 1
    try:
        if _plausible(t, found) and not _goes_on(t, found.end):
            _told_year(t, found, readings)
            said = (found.join, found.turn, found.left.said(), found.right and found.right.said())
            meant = known.get(said) or known.setdefault(said, value(found, now, prefer))
            readings.append(told(meant, t, found))
            return found.end
    except Refused as refusal:
        if found.right is None:
            return found.end
        if refusal.reason != "several-dates":
            return found.end
        return _first_end(t, found, now, prefer, readings)
    return found.end


def _told_year(t: Tokens, found: Expression, readings: list[Reading]) -> None:
    """Such as "tháng 8 năm 1940 … Đến tháng 9": a month told after a month of a year belongs to the same telling."""
    p = found.left
    bare = found.right is None and p.month is not None and p.day is None and p.month_turn is None
    if not bare or p.year is not None or p.year_off is not None or p.lunar or p.stretch or not readings:
        return
    last = readings[-1]
    near = t.starts[found.start] - last.span[1] <= 250
    if not near or last.precision != "month" or last.kind != "absolute" or len(last.iso) != 7:
        return
    assert p.month is not None
    turned = p.month < int(last.iso[5:])
    if not turned or (found.start and t.words[found.start - 1] in ("đến", "tới", "sang")):
        p.year = int(last.iso[:4]) + turned


def _first_end(t: Tokens, found: Expression, now: datetime, prefer: Prefer, readings: list[Reading]) -> int:
    """A list of separate days: its dates one by one, unless it is an anniversary in brackets."""
    if found.join not in ("và", ",") or found.left.month is None:
        return found.end
    for k in range(found.start + 1, found.end):
        if t.words[k] == found.join:
            try:
                readings.append(reading(t, Expression(found.left, None, "", found.start, k), now, prefer))
            except Refused:
                return found.end
            t.led = k + 1
            return k + 1
    return found.end


def _past(t: Tokens, i: int) -> int:
    """The first token after something that has the shape of a date and is none."""
    j = i + 1
    while j < t.count and (
        t.numbers[j] >= 0 or t.words[j] in ("/", "-", ".", ":", "giờ", "phút", "tháng", "năm", "ngày")
    ):
        j += 1
    return j


def _continues(t: Tokens, i: int) -> bool:
    """Whether token `i` is the tail of something: "A12/5", "1.200/5", "0912-…"."""
    if i and t.words[i - 1] == "thứ" and t.numbers[i] >= 0 and t.words[i + 1] != "/":
        return True  # an ordinal: "phiên họp thứ 5, ngày 26/7"
    if i == 0 or t.gaps[i]:
        return False
    before = t.words[i - 1]
    if t.numbers[i - 1] >= 0 or before in ("/", "_", "@", "#", "%", "+", "$"):
        return True
    if before.isalpha():
        return True
    return (
        before in ("-", ".", ",", ":")
        and i > 1
        and not t.gaps[i - 1]
        and (
            t.numbers[i - 2] >= 0
            or (before != "." and before != "," and before != ":" and t.words[i - 2].isalpha())
        )
    )


def _goes_on(t: Tokens, j: int) -> bool:
    """Whether the text goes on at `j` without a break: "2/9km"."""
    if not t.glued(j):
        return False
    return t.numbers[j] >= 0 or t.words[j].isalpha() or t.words[j] in ("%", "_", "@")


def _plausible(t: Tokens, found: Expression) -> bool:
    """Whether an expression that may mean something else (an ordinal, a duration) is a date in running text."""
    p = found.left
    before = t.words[found.start - 1] if found.start else ""
    following = t.words[found.end]
    if p.hour is not None and p.day is None:
        if (following, t.words[found.end + 1]) in _OF_OTHER_DAYS:
            return False
        if found.right is None and not _is_dated(p) and _day_follows(t, found.end, p):
            return False
    if found.right is not None:
        return p.hour is None or _is_dated(p) or _is_dated(found.right) or _is_told_clock(p, before)
    if _is_name(t, found):
        return False
    if before in REPEATED or (following in ("lần", "lượt") and t.words[found.start] not in ("ngày", "mùng")):
        return False
    if following in ("hằng", "hàng") and p.weekday is not None and p.day is None:
        return False
    if following == "ngày" and p.month is not None and p.day is None and _is_number(t, found.start - 1):
        return False  # "9 tháng 10 ngày"
    if t.words[found.start] == "q" and p.year is None:
        return False  # "Q1" is a district too
    if p.year_off is not None and p.month is None and found.start and _is_number(t, found.start - 1):
        return False  # "hai năm nay"
    if _is_dated(p):
        return True
    if p.weekday is not None:
        return p.weekday_turn is not None or p.part is not None or p.hour is not None or before in CONTEXT
    if p.hour is not None:
        return _is_told_clock(p, before)
    return p.quarter_off is not None


def _day_follows(t: Tokens, i: int, p: Parts) -> bool:
    """Whether a clock is of days that are told behind it: "15h các ngày 6 và 7/11", "22h đêm 26 đến …"."""
    if t.words[i] in ("ngày", "các", "những"):
        return True
    return (p.part or p.half_day) is not None and 1 <= t.numbers[i] <= 31


def _is_dated(p: Parts) -> bool:
    """Whether more than a weekday or a clock is said."""
    said = p.__dict__
    return any(said.get(name) is not None for name in _DATED)


def _is_told_clock(p: Parts, before: str) -> bool:
    """Whether a clock without a day is a moment of this day, and no score or opening hour."""
    return (
        before in ("lúc", "vào", "hồi", "từ", "đến", "khoảng") or p.half_day is not None or p.part is not None
    )


def _is_name(t: Tokens, found: Expression) -> bool:
    """Whether a bare day or month is what a place is named after: "Công viên 23/9", "Trường Mầm non 19/5"."""
    said = {name for name, value in found.left.__dict__.items() if value is not None}
    if not said <= {"day", "month"} or "month" not in said or t.words[found.start] in ("ngày", "mùng"):
        return False
    if t.words[max(0, found.start - 2) : found.start] == ["cách", "mạng"]:
        return True
    for k in range(found.start - 1, max(-1, found.start - 1 - _NAME_WORDS), -1):
        if t.words[k] in NAMED_AFTER_DAYS:
            return True
        if not t.words[k].isalpha() or t.words[k] in CONTEXT or t.words[k] in LEADS:
            return False
    return False


def _is_number(t: Tokens, i: int) -> bool:
    return t.numbers[i] >= 0 or t.words[i] in numerals.UNITS or t.words[i] in ("mười", "mươi", "trăm", "chục")
