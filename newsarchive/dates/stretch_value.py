"""Quarters, halves, portions, seasons, decades and centuries → days."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from newsarchive.dates import lunar
from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Prefer
from newsarchive.dates.value import Extent, Refused, add_days, add_months, month_extent, range_extent

_SEASON_STARTS = {1: (3, 20), 2: (6, 21), 3: (9, 23), 4: (12, 21)}
_SEASON_ENDS = {1: (6, 21), 2: (9, 23), 3: (12, 21), 4: (3, 20)}
"""First and last days as calendar readers give them (equinoxes and solstices)."""


def stretch_extent(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    """The days of `p.stretch`; a stretch without a year is taken on the preferred side of now."""
    assert p.stretch is not None
    name, n = p.stretch
    if name == "quarter":
        return _quarter(p.month_turn if year is None else None, n, year, now, prefer)
    if name == "season":
        return _season(p, n, year, now, prefer)
    if name == "decade":
        return range_extent(date(n, 1, 1), date(n + 9, 12, 31), "decade")
    if name == "century-turn":
        name, n = "century", now.year // 100 + 1 + n
        if n < 1 or n > 99:
            raise Refused("out-of-range", "The century is outside the calendar.")
    if name == "century":
        first = date(max((n - 1) * 100, 1), 1, 1)
        return range_extent(first, date((n - 1) * 100 + 99, 12, 31), "century")
    if name == "half-năm":
        return _months(year or now.year, 1 if n > 0 else 7, 6 if n > 0 else 12, "half")
    if name == "tháng-năm":
        return _months(
            year or now.year, 1 if n > 0 else 13 + n, n if n > 0 else 12, "half" if abs(n) == 6 else "month"
        )
    if name == "ngày-năm":
        whole = range_extent(date(year or now.year, 1, 1), date(year or now.year, 12, 31), "day")
        return _cut(whole, n)
    return _in_month(p, name, n, year, now, prefer)


def _quarter(turn: str | None, n: int, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    """A quarter, turned ("quý I tới"): the next one that has not begun, the last one that is over."""

    def make(y: int) -> Extent:
        return _months(y, 3 * n - 2, 3 * n, "quarter")

    this = (now.month + 2) // 3
    if turn == "this":
        year = now.year
    elif turn == "next":
        year = now.year + (n <= this)
    elif turn == "last":
        year = now.year - (n >= this)
    return _by_year(make, year, now, prefer)


def _months(year: int, first: int, last: int, precision: str) -> Extent:
    start, end = month_extent(year, first).first, month_extent(year, last).last
    return range_extent(start, end, precision)  # type: ignore[arg-type]


def _by_year(make: Callable[[int], Extent], year: int | None, now: datetime, prefer: Prefer) -> Extent:
    if year is not None:
        return make(year)
    choices = [make(now.year + k) for k in (-1, 0, 1) if 1 < now.year + k < 9999]
    today = now.date()
    if prefer == "future":
        choices = [e for e in choices if e.last >= today]
    if prefer == "past":
        choices = [e for e in reversed(choices) if e.first <= today]
    if not choices:
        raise Refused("out-of-range", "The stretch is outside the calendar.")
    if prefer != "nearest":
        return choices[0]
    return min(choices, key=lambda e: 0 if e.first <= today <= e.last else abs((e.first - today).days))


def _season(p: Parts, n: int, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    def make(y: int) -> Extent:
        first = date(y, *_SEASON_STARTS[n])
        last = date(y + (n == 4), *_SEASON_ENDS[n])
        return range_extent(first, last, "season")

    if year is not None:
        return make(year)
    today = now.date()
    if not 1 < now.year < 9999:
        raise Refused("out-of-range", "The season is outside the calendar.")
    running = [e for e in (make(now.year - 1), make(now.year)) if e.first <= today <= e.last]
    if p.month_turn in (None, "this") and running:
        return running[0]
    if p.month_turn == "this":
        return make(now.year)
    side: Prefer = {"next": "future", "last": "past"}.get(p.month_turn or "", prefer)  # type: ignore[assignment]
    if p.month_turn and running:
        return make(running[0].first.year + (1 if p.month_turn == "next" else -1))
    return _by_year(make, None, now, side)


def _in_month(p: Parts, name: str, n: int, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    whole = _month_of(p, year, now, prefer)
    if name == "half-tháng":
        middle = whole.first + timedelta(days=14)
        return _same(whole, whole.first, middle) if n > 0 else _same(whole, add_days(middle, 1), whole.last)
    if name == "ten":
        first = add_days(whole.first, 10 * (n - 1))
        return _same(whole, first, whole.last if n == 3 else add_days(first, 9))
    if name == "ngày-tháng":
        return _cut(whole, n)
    raise Refused("no-date", "This stretch is not known.")


def _same(whole: Extent, first: date, last: date) -> Extent:
    return Extent(first, last, "day", "lunar" if whole.lunar else "range", whole.lunar)


def _cut(whole: Extent, n: int) -> Extent:
    if n > 0:
        return _same(whole, whole.first, add_days(whole.first, n - 1))
    return _same(whole, add_days(whole.last, n + 1), whole.last)


def _month_of(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    if p.month is None:
        return month_extent(*add_months(now.date(), p.month_off or 0))
    if p.lunar:
        years = [year] if year is not None else [now.year - 1, now.year, now.year + 1]
        spans = [span for span in (lunar.month_span(y, p.month) for y in years) if span]
        today = now.date()
        past = [s for s in spans if s[0] <= today]
        future = [s for s in spans if s[1] >= today]
        chosen = (future or spans)[0] if prefer == "future" else (past or spans)[-1]
        return Extent(chosen[0], chosen[1], "month", "lunar", True)
    return _by_year(lambda y: month_extent(y, p.month or 1), year, now, prefer)
