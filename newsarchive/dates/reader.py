"""`parse` and `find`: text in, readings out. The grammar is behind them, dateparser fenced behind the grammar."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache

from newsarchive.dates import fallback, fast, numerals
from newsarchive.dates.clock import Impossible
from newsarchive.dates.compose import RULES, Expression, expression
from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Method, Prefer, Reading
from newsarchive.dates.resolve import resolve
from newsarchive.dates.spans import resolve_range
from newsarchive.dates.tokens import Tokens, tokenize
from newsarchive.dates.value import Refused, Value
from newsarchive.dates.words import (
    CONTEXT,
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    LABELS,
    LEADS,
    NAMED_AFTER_DAYS,
    REPEATED,
    words,
)
from newsarchive.errors import DateError

VIETNAM = timezone(timedelta(hours=7))
MAX_CHARS = 300
"""A text longer than this is no single printed date."""
KEPT_TEXTS = 1024
"""Texts whose reading is kept: listings and lists of lines print the same words ("hôm qua") again and again."""
_NAME_WORDS = 4
"""The kind of a place stands so many words before the day it is named after."""
_PLACE_TOKENS = 8
"""A place before a document's day is at most this many words and marks."""
_WARDS = frozenset(("quận", "phường", "xã", "tổ", "khu"))
_NO_PLACE = words("thứ chủ chúa t th cn tháng ngày tuần quý mùng hôm") | frozenset(ENGLISH_WEEKDAYS)
_OPENING = frozenset("-|:,.(•*–>;'\"!")
_CLOSING = frozenset("-|:,.)•*;'!?")
Span = tuple[int, int]
KnownValues = dict[object, Value]
"""Values of expressions that one text said before; a text repeats itself, and reads the same each time."""
_AFTER_NUMBER = words(
    "/ - . : , giờ tháng th t tết và đến tới phút giây ngày tuần năm quý tiếng thập thế nửa rưỡi"
)


def local_clock(at: datetime) -> datetime:
    """`at` as a naive time on the clock that the text is read by.

    Naive is Vietnam's wall clock already, and UTC is turned into it. Any other zone is taken as the clock of the
    text's readers and kept.
    """
    if at.tzinfo is None:
        return at
    if at.utcoffset() == timedelta(0):
        at = at.astimezone(VIETNAM)
    return at.replace(tzinfo=None)


def parse(text: str, *, at: datetime, prefer: Prefer = "past") -> Reading:
    """Read a text that is one printed Vietnamese date, with or without a label before it.

    Args:
        text: As printed, any Unicode form and case: "Thứ Bảy, 27/07/2024 - 10:30", "Ngày đăng: 05/07/2025",
            "3 giờ trước", "mùng 2 Tết Giáp Thìn", "từ ngày 25/4 đến ngày 2/5".
        at: Moment of capture. Naive: Vietnam's wall clock; UTC is turned into it; another zone is kept as the
            clock of the text.
        prefer: Side of `at` on which a date without a year, a weekday or a month is looked for.
    Raises:
        DateError: `reason` is one of the codes listed in docs/dates.md, the message one sentence.

    >>> parse("Thứ Tư, 07/01/2015 | 22:34", at=datetime(2024, 7, 27)).iso
    '2015-01-07T22:34'
    """
    return _kept(text, at if at.tzinfo is None else local_clock(at), prefer)


@lru_cache(maxsize=KEPT_TEXTS)
def _kept(text: str, now: datetime, prefer: Prefer) -> Reading:
    if len(text) > MAX_CHARS:
        raise DateError("This text is too long to be one date; use find.", text=text, reason="not-a-date")
    usual = fast.read(text, now, prefer)
    return usual if usual is not None else read_by_grammar(text, now, prefer)


def forget_texts() -> None:
    """Empty what is kept of recurring texts (for measuring)."""
    _kept.cache_clear()


def read_by_grammar(text: str, now: datetime, prefer: Prefer) -> Reading:
    """What `parse` does for forms that are not the usual ones; `now` is naive, on the clock of the text."""
    tokens = tokenize(text, loose=True)
    trouble: DateError | None = None
    for i in _beginnings(tokens):
        try:
            found = expression(tokens, i)
            if found is None:
                continue
            if not _closes(tokens, found.end):
                trouble = trouble or _trailing(tokens, found, now, prefer)
                continue
            if _bare_hours(tokens, found):
                raise Refused(
                    "ambiguous", "This may be a clock time or a number of hours ago; which is meant?"
                )
            if _bare_english(tokens, found):
                raise Refused("ambiguous", "Three English letters alone may be a word or a weekday.")
            return _reading(tokens, found, now, prefer)
        except (Impossible, Refused) as refusal:
            trouble = trouble or DateError(refusal.message, text=text, reason=refusal.reason)
            if refusal.reason != "no-date":
                break  # refused on purpose: no part of it is read instead
    if trouble is None:
        try:
            documented = _after_place(tokens, now, prefer)
        except (Impossible, Refused) as refusal:
            raise DateError(refusal.message, text=text, reason=refusal.reason) from None
        if documented is not None:
            return documented
        if find_in(tokenize(text), now, prefer):
            raise DateError("Other words stand beside the date; use find.", text=text, reason="trailing-text")
        guess = fallback.last_resort(text, now)
        if guess is not None:
            return guess
        trouble = _nothing(tokens)
    raise trouble


def find(text: str, *, at: datetime, prefer: Prefer = "past") -> list[Reading]:
    """All dates in running text, in order, none overlapping. Stricter than `parse` with short forms.

    `Reading.span` says where each stands. Never raises for any text.
    """
    return find_in(tokenize(text), local_clock(at), prefer)


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
            said = (found.join, found.left.said(), found.right and found.right.said())
            value = known.get(said) or known.setdefault(said, _value(found, now, prefer))
            readings.append(_told(value, found, *_used(t, found)))
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
    if (
        near
        and last.precision == "month"
        and last.kind == "absolute"
        and len(last.iso) == 7
        and p.month is not None
    ):
        p.year = int(last.iso[:4]) + (p.month < int(last.iso[5:]))


def _first_end(t: Tokens, found: Expression, now: datetime, prefer: Prefer, readings: list[Reading]) -> int:
    """A list of separate days: its dates one by one, unless it is an anniversary in brackets."""
    if found.join not in ("và", ",") or found.left.month is None:
        return found.end
    for k in range(found.start + 1, found.end):
        if t.words[k] == found.join:
            try:
                readings.append(_reading(t, Expression(found.left, None, "", found.start, k), now, prefer))
            except Refused:
                return found.end
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
    if found.right is not None:
        return True
    if _is_name(t, found):
        return False
    if before in REPEATED or (t.words[found.end] in ("lần", "lượt") and p.day is None):
        return False
    if p.year_off is not None and p.month is None and found.start and _is_number(t, found.start - 1):
        return False  # "hai năm nay"
    bare_day = (
        p.day is None and p.month is None and p.year is None and p.day_off is None and p.week_off is None
    )
    bare_day = bare_day and p.feast is None and p.stretch is None and p.shift is None and p.cycle is None
    bare_day = (
        bare_day
        and p.month_off is None
        and p.year_off is None
        and p.nth is None
        and not p.weekend
        and not p.now
    )
    if not bare_day:
        return True
    if p.weekday is not None:
        return p.weekday_turn is not None or p.part is not None or p.hour is not None or before in CONTEXT
    if p.hour is not None:
        return (
            before in ("lúc", "vào", "hồi", "từ", "đến", "khoảng")
            or p.half_day is not None
            or p.part is not None
        )
    return p.quarter_off is not None


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


def _beginnings(t: Tokens) -> list[int]:
    """Places where the expression may begin: the start, then after each mark or label word."""
    places = [0]
    i = 0
    while i < min(t.count - 1, 14):
        word = t.words[i]
        if not (word in _OPENING or word in LABELS or word in LEADS):
            break
        i += 1
        places.append(i)
    return places if t.count else []


def _bare_hours(t: Tokens, found: Expression) -> bool:
    """Such as "2 giờ" alone: pages also print it for two hours ago."""
    i = found.start
    return found.end - i == 2 and i == 0 and t.numbers[i] >= 0 and t.words[i + 1] == "giờ" and t.gaps[i + 1]


def _bare_english(t: Tokens, found: Expression) -> bool:
    """Such as "Sat" or "Sun" alone."""
    word = t.words[found.start]
    return found.end - found.start == 1 and len(word) == 3 and word in ENGLISH_WEEKDAYS


def _two_ways(t: Tokens, found: Expression) -> bool:
    return _bare_hours(t, found) or _bare_english(t, found)


def _after_place(t: Tokens, now: datetime, prefer: Prefer) -> Reading | None:
    """A document's day behind its place: "Hà Nội, ngày 27 tháng 7 năm 2024", "TP.HCM, 27/7/2024"."""
    k = 0
    while k < min(t.count, _PLACE_TOKENS) and t.words[k] != ",":
        capital = t.text[t.starts[k]].isupper()
        listed = t.numbers[k] >= 0 and t.words[k - 1] in _WARDS if k else False
        if not (capital or listed or t.words[k] in (".", "-") and k) and t.words[k - 1 : k + 1] != [
            "thành",
            "phố",
        ]:
            return None
        k += 1
    if not k or t.words[k] != "," or t.words[0] in _NO_PLACE or t.words[0] in ENGLISH_MONTHS:
        return None
    found = expression(t, k + 1)
    if found is None or found.right is not None or not _closes(t, found.end):
        return None
    p = found.left
    whole = p.day is not None and p.month is not None and p.year is not None and p.lunar is None
    return _reading(t, found, now, prefer) if whole else None


def _closes(t: Tokens, j: int) -> bool:
    """Whether only closing marks follow."""
    while j < t.count and t.words[j] in _CLOSING:
        j += 1
    return j >= t.count


def _used(t: Tokens, found: Expression) -> tuple[str, Span]:
    """The characters of an expression, and their place."""
    start, end = t.starts[found.start], t.ends[found.end - 1]
    return t.text[start:end], (start, end)


def _reading(t: Tokens, found: Expression, now: datetime, prefer: Prefer) -> Reading:
    return _told(_value(found, now, prefer), found, *_used(t, found))


def _told(value: Value, found: Expression, used: str, span: Span) -> Reading:
    machine = found.left.machine and found.right is None
    method: Method = "lunar" if value.lunar else "iso" if machine else "grammar"
    kind = "lunar" if value.lunar else value.kind
    return Reading(value.iso, value.start, value.end, value.precision, kind, method, used, span)


def _value(found: Expression, now: datetime, prefer: Prefer) -> Value:
    try:
        if found.right is None:
            return resolve(found.left, now, prefer)
        return resolve_range(found.left, found.right, found.join, now, prefer)
    except (ValueError, OverflowError):  # what datetime says of years outside 1 to 9999
        raise Refused("out-of-range", "The date is outside the calendar.") from None


def _trailing(t: Tokens, found: Expression, now: datetime, prefer: Prefer) -> DateError:
    """Why a text that begins with a date is not one: another date follows, or something else."""
    for k in range(found.end, min(t.count, found.end + 12)):
        if t.numbers[k] < 0 and t.words[k] not in RULES:
            continue
        try:
            other = expression(t, k)
            if other is not None and _is_day(other.left):
                resolve(other.left, now, prefer)
                return DateError(
                    "Several dates stand in this text; which is meant?", text=t.text, reason="several-dates"
                )
        except Impossible as wrong:
            return DateError(wrong.message, text=t.text, reason=wrong.reason)
        except Refused:
            continue
    return DateError("Something that is no date follows the date.", text=t.text, reason="trailing-text")


def _is_day(p: Parts) -> bool:
    return p.day is not None or p.shift is not None or p.day_off is not None or p.month is not None


def _nothing(t: Tokens) -> DateError:
    if (
        t.count
        and all(
            n >= 0 or w in _OPENING or w in _CLOSING or w == "/"
            for n, w in zip(t.numbers, t.words, strict=True)
            if w or n >= 0
        )
        and any(n >= 0 for n in t.numbers)
    ):
        return DateError("A number alone is not a date.", text=t.text, reason="bare-number")
    if any(n >= 0 for n in t.numbers):
        return DateError("There are figures in this text, but not a date.", text=t.text, reason="not-a-date")
    return DateError("There is no date in this text.", text=t.text, reason="no-date")
