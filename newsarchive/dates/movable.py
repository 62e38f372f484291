"""Feast days that move through the solar year: those counted from Easter, and "the second Sunday of May"."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

_FROM_EASTER = """
-46: lễ tro, thứ tư lễ tro
-7: lễ lá, chúa nhật lễ lá, chủ nhật lễ lá
-3: thứ năm tuần thánh
-2: thứ sáu tuần thánh
-1: thứ bảy tuần thánh
0: phục sinh, chúa nhật phục sinh, chủ nhật phục sinh, chúa phục sinh
1: thứ hai phục sinh
49: hiện xuống, chúa thánh thần hiện xuống
"""
"""Days from Easter Sunday: names. Ascension is left out: dioceses keep it on different days."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    (skipped, kept), (leaps, after) = divmod(century, 4), divmod(rest, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * kept + 2 * leaps - moon - after) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int, year: int) -> date:
    return easter(year) + timedelta(days=days)


def _nth_weekday(month: int, weekday: int, number: int, year: int) -> date:
    """The first, second … such weekday (0 = Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


MOVABLE: dict[str, Callable[[int], date]] = {
    "của mẹ": partial(_nth_weekday, 5, 6, 2),
    "của cha": partial(_nth_weekday, 6, 6, 3),
    "tạ ơn": partial(_nth_weekday, 11, 3, 4),
}
"""Name → the day in a year."""
for _line in _FROM_EASTER.strip().splitlines():
    _days, _names = _line.split(": ")
    MOVABLE |= dict.fromkeys(_names.split(", "), partial(_from_easter, int(_days)))
UNMISTAKABLE = frozenset(name for name in MOVABLE if name.split()[0] in ("thứ", "chúa", "chủ", "lễ"))
"""Names that need no "ngày" or "lễ" before them."""
