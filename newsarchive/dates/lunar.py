"""Vietnam's lunar calendar, through vnlunar's tables of the calendars as published (1800–2199).

Checked against the collected new-year days of 1900–2100; 1925 is doubtful in the sources themselves.
vnlunar is loaded on first use.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2199
_JULIAN_DAY_OF_ORDINAL_0 = 1721425

STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")


@lru_cache(maxsize=64)
def months(year: int) -> tuple[tuple[int, bool, int, int], ...]:
    """Months of a lunar year in order: (number, leap?, ordinal of the first day, days)."""
    from vnlunar.core import get_year_info, get_year_month_lengths

    lengths = get_year_month_lengths(year)
    return tuple(
        (int(m["month"]), bool(m["leap"]), int(m["jd"]) - _JULIAN_DAY_OF_ORDINAL_0, int(lengths[k]))
        for k, m in enumerate(get_year_info(year))
    )


@lru_cache(maxsize=1024)
def month_span(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """First and last day of a lunar month; None where the year has no such month or is out of the tables."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    for number, is_leap, first, days in months(year):
        if number == month and is_leap == leap:
            return date.fromordinal(first), date.fromordinal(first + days - 1)
    return None


def to_solar(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The solar day of a lunar one; None where it does not exist."""
    span = month_span(year, month, leap)
    if span is None or not 1 <= day <= (span[1] - span[0]).days + 1:
        return None
    return date.fromordinal(span[0].toordinal() + day - 1)


def year_span(year: int) -> tuple[date, date] | None:
    """New Year's day and the last day of a lunar year."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    return date.fromordinal(months(year)[0][2]), date.fromordinal(months(year + 1)[0][2] - 1)


def from_solar(day: date) -> tuple[int, int, int, bool] | None:
    """(year, month, day, leap) of a solar day."""
    for year in (day.year, day.year - 1):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        for number, leap, first, days in months(year):
            if first <= day.toordinal() < first + days:
                return year, number, day.toordinal() - first + 1, leap
    return None


def years_of(stem: int, branch: int) -> Iterator[int]:
    """Years named by a stem and a branch (Giáp Thìn: …, 1964, 2024, …), ascending."""
    for year in range(FIRST_YEAR, LAST_YEAR):
        if (year - 4) % 10 == stem and (year - 4) % 12 == branch:
            yield year
