"""Points → expressions: one point alone, two that make a range, a list of days, a night of two days."""

from dataclasses import dataclass

from newsarchive.dates import days, numerals
from newsarchive.dates.clock import Impossible
from newsarchive.dates.compose import NUMERALS, point
from newsarchive.dates.parts import Parts
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.words import LEADS

_CONNECTORS = frozenset(("-", "đến", "tới", "và", "to", ","))
_TURNS = frozenset(("tới", "sắp", "vừa", "mới"))
_AFTER_TURN = frozenset((",", ".", ";", ":", ")", "-", "tại", "ở", "sẽ"))
_NIGHTS = frozenset(("đêm", "tối", "khuya"))
_LIST_STARTS = NUMERALS | _NIGHTS | {"ngày", "mùng", "trong", "cả", "suốt"}
"""Words that a list of days, a night or hours can begin with, apart from figures."""


@dataclass(slots=True)
class Expression:
    """One point, or two points with what joins them."""

    left: Parts
    right: Parts | None
    join: str
    start: int
    end: int
    """Tokens used: `start` to `end - 1`."""
    turn: str | None = None
    """"next" or "last" behind a day without a year: "ngày 5/12 tới"."""


def expression(t: Tokens, i: int) -> Expression | None:
    """The longest expression that begins at `i`, words that lead up to it left aside.

    Raises:
        Impossible: something has the shape of a date and is none.
    """
    found = _expression(t, i)
    if found is not None and t.words[found.end] in _TURNS:
        _turn(t, found)
    return found


def _turn(t: Tokens, found: Expression) -> None:
    """Take in what says on which side of now a day without a year lies: "ngày 5/12 tới", "5-6/11 vừa qua".

    "tới" is also "to": it counts before a mark, the end, or a word that says where or that it will be.
    """
    last = found.right or found.left
    if (
        last.day is None
        or last.month is None
        or last.lunar
        or last.feast is not None
        or last.cycle is not None
    ):
        return
    if any(p.year is not None or p.year_off is not None for p in (found.left, last)):
        return
    j = found.end
    word, after = t.words[j], t.words[j + 1]
    if word == "tới":
        if after == "đây" or j + 1 >= t.count or after in _AFTER_TURN:
            found.turn, found.end = "next", j + 1 + (after == "đây")
    elif word == "sắp":
        if after in ("tới", "đến"):
            found.turn, found.end = "next", j + 2
    elif after in ("qua", "rồi"):
        found.turn, found.end = "last", j + 2


def _expression(t: Tokens, i: int) -> Expression | None:
    k = i
    left = None
    while k - i < (5 if t.loose else 1):  # `find` tries every word itself
        if t.numbers[k] >= 0 or t.words[k] in _LIST_STARTS:
            k = _counted_days(t, k) or k
            listed = _night(t, k) or _hours(t, k) or _day_list(t, k)
            if listed is not None:
                return listed
        left = point(t, k)
        if left is not None or t.words[k] not in LEADS:
            break
        k += 1
    if left is None:
        return None
    return _range(t, k, *left) or Expression(left[0], None, "", k, left[1])


def _hours(t: Tokens, i: int) -> Expression | None:
    """Such as "7-9h ngày 27/7", "từ 7 đến 9 giờ sáng 27/7": the first hour without its word."""
    if not 0 <= t.numbers[i] <= 24 or t.widths[i] > 2 or t.words[i + 1] not in ("-", "đến", "tới"):
        return None
    if t.numbers[i + 2] <= t.numbers[i] or t.words[i + 3] != "giờ":
        return None
    right = point(t, i + 2)
    if right is None or right[0].hour is None:
        return None
    return Expression(Parts(hour=t.numbers[i]), right[0], "-", i, right[1])


def _night(t: Tokens, i: int) -> Expression | None:
    """Such as "đêm 26 rạng sáng 27/7", "tối 30/4, rạng sáng ngày 1/5": one night, its two days."""
    if t.words[i] not in _NIGHTS:
        return None
    k = i + 1 + (t.words[i + 1] == "ngày")
    first = numerals.day(t, k)
    if first is None:
        return None
    left, k = Parts(day=first[0]), first[1]
    if t.words[k] in ("/", "-", ".", "tháng") and t.numbers[k + 1] >= 0:
        dated = days.figures(t, k - 1) if t.words[k] != "tháng" else days.worded(t, k - 1)
        if dated is None:
            return None
        left, k = dated
    k += t.words[k] in (",", "-", "và")
    if t.words[k] != "rạng" or t.words[k + 1] not in ("sáng", "ngày"):
        return None
    k += 2
    k += t.words[k] == "ngày"
    t.led = k
    try:
        right = point(t, k)
    finally:
        t.led = -1
    if right is None or right[0].month is None or right[0].day is None or right[0].hour is not None:
        return None
    if left.month is None and right[0].day == 1:
        left.month = _month_ended(left.day, right[0])
    follows = left.month is not None or left.day == right[0].day - 1
    return Expression(left, right[0], "-", i, right[1]) if follows else None


def _month_ended(last: int | None, first: Parts) -> int | None:
    """The month before that of a first day, if `last` can be its last day."""
    month = ((first.month or 1) - 2) % 12 + 1
    if month == 2 and first.year is None:
        return month if last in (28, 29) else None
    return month if last == numerals.days_in_month(first.year or 2001, month) else None


def _counted_days(t: Tokens, i: int) -> int | None:
    """Such as "trong 03 ngày 06 - 07 - 08", "hai ngày 12 và 13/5": the place of "ngày" before the first day."""
    j = i + (t.words[i] in ("trong", "cả", "suốt"))
    number = numerals.count(t, j)
    if number is None or t.words[number[1]] != "ngày":
        return None
    k = number[1]
    if t.words[k + 1] == "từ":  # "trong 3 ngày từ 24 đến 26/7", "… từ ngày 24 …"
        k += 1 + (t.words[k + 2] == "ngày")
    first = numerals.day(t, k + 1)
    if first is None or t.words[first[1]] not in (*_CONNECTORS, "/"):
        return None
    return k


def _range(t: Tokens, start: int, left: Parts, end: int) -> Expression | None:
    j = end
    if t.words[j : j + 4] == ["(", "cả", "ngày", ")"]:
        j += 4
    join = t.words[j]
    if join not in _CONNECTORS or j >= t.count or left.shift is not None:
        return None
    j += 1
    if t.words[j] == "nay" and join in ("đến", "tới"):
        return Expression(left, Parts(day_off=0), "đến nay", start, j + 1)
    if join == "," and t.words[j] in ("đến", "tới"):
        join, j = t.words[j], j + 1
    while t.words[j] in ("hết", "cả", "ngày", "cuối") and t.words[j + 1] in (
        "hết",
        "ngày",
        "buổi",
        "tháng",
        "năm",
    ):
        if t.words[j] == "ngày" and t.words[j + 1] != "ngày":
            break
        j += 1
    year_alone = left.month is None and left.day is None and t.widths[j] == 4
    if t.broken(end, j):
        return None
    if left.year is not None and year_alone and t.numbers[j] > left.year and not t.glued(j + 1):
        return Expression(left, Parts(year=t.numbers[j]), join, start, j + 1)
    t.led = j
    try:
        right = point(t, j)
    except Impossible:
        if join in ("và", ","):
            return None
        raise
    finally:
        t.led = -1
    if right is None or right[0].shift is not None or not _same_sort(left, right[0], join):
        return None
    return Expression(left, right[0], join, start, right[1])


def _same_sort(left: Parts, right: Parts, join: str) -> bool:
    """Whether two points can be the ends of one range."""
    day_like = right.day is not None or (right.day_off is not None)
    if join in ("và", ","):
        return left.day is not None and right.day is not None and left.hour is None and right.hour is None
    if left.hour is not None:
        return right.hour is not None
    if right.hour is not None:
        return False
    if left.day is not None or left.month is not None:
        return day_like or right.month is not None
    if left.year is not None:
        return right.year is not None and right.day is None
    if left.weekday is not None:
        return right.weekday is not None or day_like
    return left.day_off is not None and day_like


def _day_list(t: Tokens, i: int) -> Expression | None:
    """Such as "12 và 13/5", "08, 09, 10/5/2019", "06 - 07 - 08 tháng 3", "từ ngày 9 đến 11-4"."""
    k, named = i, False
    listed: list[int] = []
    join = ""
    while len(listed) < 8:
        k += bool(listed) and t.words[k] == "hết"
        for _ in range(2):  # "ngày mùng 5"
            if t.words[k] in ("ngày", "mùng"):
                k, named = k + 1, True
        if listed:
            last = _last_day(t, k, listed, join)
            if last is not None:
                if not (named or t.loose or join in ("-", "đến", "tới")):
                    return None
                following = [*listed[1:], last[0].day]
                in_row = all(b == a + 1 for a, b in zip(listed, following, strict=True))
                return Expression(Parts(day=listed[0]), last[0], "-" if in_row else join, i, last[1])
        number = numerals.day(t, k)
        if number is None or not 1 <= number[0] <= 31 or (listed and number[0] <= listed[-1]):
            return None
        listed.append(number[0])
        k = number[1]
        if t.words[k] not in _CONNECTORS or t.words[k] == "to":
            return None
        if t.words[k] == "-" and t.gaps[k] != t.gaps[k + 1]:
            return None
        join, k = t.words[k], k + 1
    return None


def _last_day(t: Tokens, k: int, listed: list[int], join: str) -> tuple[Parts, int] | None:
    """The element of a list of days that carries the month."""
    if t.numbers[k] >= 0 and join == "-" and not t.gaps[k] and t.words[k + 1] == "-":
        return None  # "9-3-21" is one date
    if t.words[k + 1] in _CONNECTORS and t.gaps[k + 1]:
        return None
    t.led = k
    try:
        found = point(t, k)
    except Impossible:
        return None
    finally:
        t.led = -1
    if found is None or found[0].day is None or found[0].hour is not None:
        return None
    if found[0].month is None and found[0].month_off is None:
        return None
    if found[0].day <= listed[-1]:
        return None
    return found
