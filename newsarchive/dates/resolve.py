"""Pieces + the moment of reading → a value. All choices between years and days are made here."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from newsarchive.dates import lunar
from newsarchive.dates.distance import resolve_shift
from newsarchive.dates.feasts import LUNAR, SOLAR
from newsarchive.dates.movable import MOVABLE
from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Prefer
from newsarchive.dates.stretch_value import stretch_extent
from newsarchive.dates.value import (
    Extent,
    Refused,
    Value,
    add_days,
    add_months,
    add_seconds,
    completed_year,
    day_extent,
    monday,
    month_extent,
    offset_text,
    range_extent,
    stamp,
    year_extent,
)
from newsarchive.dates.words import DAY_PARTS

_CYCLE_AHEAD = 2
"""A year told by its lunar name alone is the last one of that name, or one that comes so soon."""
_WEEKDAY_YEARS = 28
"""A date falls on the same weekday again within this many years."""


def resolve(p: Parts, now: datetime, prefer: Prefer) -> Value:
    """The value of one expression.

    Args:
        now: Moment of reading, naive, on the clock of the text.
    Raises:
        Refused: the pieces contradict each other, or leave open what is meant.
    """
    if p.shift is not None:
        return resolve_shift(p.shift, now, prefer)
    if p.now:
        text = stamp(now, seconds=True)
        return Value(text, text, text, "second", "relative")
    extent = day_part_free(p, now, prefer)
    if p.hour is not None:
        return _at_clock(p, extent, now, prefer)
    if p.part is not None:
        return _at_part(p, extent, now, prefer)
    if extent is None:
        raise Refused("no-date", "There is no day, month or year in this text.")
    if p.offset is not None and extent.precision not in ("day",):
        raise Refused("ambiguous", "A time zone stands beside something that is not a day.")
    return extent.value()


def day_part_free(p: Parts, now: datetime, prefer: Prefer) -> Extent | None:
    """The days meant, the clock left aside; None where only a clock or a part of day is said."""
    if p.era is not None:
        return _before_our_era(p)
    year = full_year(p, now)
    extent = _days(p, year, now, prefer)
    if extent is not None and p.edge is not None:
        _narrow(extent, p.edge)
    return extent


def full_year(p: Parts, now: datetime) -> int | None:
    """The year said, two figures completed: at most ten years ahead."""
    if p.year is None:
        return now.year + p.year_off if p.year_off is not None else None
    if p.year_off is not None and p.year != now.year + p.year_off:
        raise Refused("ambiguous", "Two different years are said.")
    if not p.short_year:
        return p.year
    return completed_year(p.year, now)


def _before_our_era(p: Parts) -> Extent:
    if p.year is None or p.month is not None or p.hour is not None:
        raise Refused("out-of-range", "Days before our era are not read, only years.")
    text = f"-{p.year:04d}"
    first = date(1, 1, 1)
    return _Era(first, first, "year", iso=text)


class _Era(Extent):
    """A year before our era: written, never computed with."""

    __slots__ = ()

    def value(self) -> Value:
        text = self.iso or ""
        return Value(text, text, text, "year")


def _days(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent | None:
    today = now.date()
    if p.feast is not None and p.feast not in ("tết", "trước tết"):
        return _feast(p, year, now, prefer)
    if p.nth is not None:
        return _nth(p, year, now, prefer)
    if p.stretch is not None and p.stretch[0] != "tết":
        return stretch_extent(p, year, now, prefer)
    if p.lunar or p.feast is not None or (p.cycle is not None and p.year is None):
        return _lunar(p, year, now, prefer)
    if p.month is not None and p.day is not None:
        return _calendar_day(p, year, now, prefer)
    if p.day is not None:
        return _day_of_month(p, today)
    if p.weekend:
        first = add_days(monday(today), 7 * (p.week_off or 0) + 5)
        return range_extent(first, add_days(first, 1), "day")
    if p.weekday is not None:
        return _weekday(p, now, prefer)
    if p.day_off is not None:
        return day_extent(add_days(today, p.day_off), "relative")
    if p.month is not None:
        return _month(p, year, now, prefer)
    if p.month_off is not None:
        return month_extent(*add_months(today, p.month_off), kind="relative")
    if p.week_off is not None:
        return _week(p.week_off, today, prefer)
    if p.quarter_off is not None:
        base = date(today.year, today.month - (today.month - 1) % 3, 1)
        first_year, first_month = add_months(base, 3 * p.quarter_off)
        last_year, last_month = add_months(base, 3 * p.quarter_off + 2)
        first, last = month_extent(first_year, first_month).first, month_extent(last_year, last_month).last
        return range_extent(first, last, "quarter")
    if year is not None:
        return year_extent(year, "relative" if p.year is None else "absolute")
    if p.edge is not None and p.edge != "":
        raise Refused("no-date", "The unit this is the beginning or end of is not said.")
    return None


def _day_of_month(p: Parts, today: date) -> Extent:
    """Such as "ngày 4 tháng này"."""
    if p.month_off is None or p.day is None:
        raise Refused("ambiguous", "A day without a month leaves the month open.")
    year, month = add_months(today, p.month_off)
    if p.day > days_in_month(year, month):
        raise Refused("impossible-day", f"Month {month} has no day {p.day}.")
    return day_extent(date(year, month, p.day), "relative")


def _calendar_day(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    assert p.month is not None and p.day is not None
    if year is not None:
        if p.day > days_in_month(year, p.month) or not 1 <= year <= 9999:
            raise Refused("impossible-day", f"Month {p.month} of {year} has no day {p.day}.")
        day = date(year, p.month, p.day)
        if p.weekday is not None and day.weekday() != p.weekday:
            raise Refused(
                "weekday-contradicts", f"{day.isoformat()} is not the weekday that is printed beside it."
            )
        if p.aside is not None and not _fits(p.aside, day):
            raise Refused("weekday-contradicts", "The lunar day in brackets is another day.")
        return day_extent(day, "lunar" if p.aside is not None else "absolute", p.aside is not None)
    evidence = p.weekday is not None or p.aside is not None
    if p.day_off is not None and p.day_off > 0:
        prefer = "nearest"  # "sáng mai 28/11"
    if prefer == "past" and not evidence and (p.month, p.day) != (2, 29) and now.year > 1:
        return day_extent(date(now.year - ((p.month, p.day) > (now.month, now.day)), p.month, p.day))
    reach = _WEEKDAY_YEARS if evidence else 8 if (p.month, p.day) == (2, 29) else 1
    candidates = _around(p, now.date(), reach)
    chosen = choose(candidates, now.date(), prefer, evidence)
    kind = "lunar" if p.aside is not None else "absolute"
    return day_extent(chosen, kind, p.aside is not None)  # type: ignore[arg-type]


def _around(p: Parts, today: date, reach: int) -> list[date]:
    """The last such day up to today, and the first from today on, on which all that is said agrees."""
    assert p.month is not None and p.day is not None
    found = []
    for sign in (-1, 1):
        for year in range(today.year, today.year + sign * (reach + 1), sign):
            if not 1 <= year <= 9999 or (p.day > 28 and p.day > days_in_month(year, p.month)):
                continue
            day = date(year, p.month, p.day)
            if (day - today).days * sign < 0 or (p.weekday is not None and day.weekday() != p.weekday):
                continue
            if p.aside is None or _fits(p.aside, day):
                found.append(day)
                break
    return found


def choose(days: list[date], today: date, prefer: Prefer, evidence: bool = False) -> date:
    """The day on the preferred side of today; with a weekday or lunar day as evidence, a near one on the other."""
    if not days:
        raise Refused("weekday-contradicts", "No year near the moment of reading fits what is printed.")
    if prefer == "nearest":
        return min(days, key=lambda d: (abs((d - today).days), d > today))
    past = [d for d in days if d <= today]
    future = [d for d in days if d >= today]
    ahead = prefer == "future"
    first = (min(future) if future else None) if ahead else (max(past) if past else None)
    other = (max(past) if past else None) if ahead else (min(future) if future else None)
    if first is None or (
        evidence and abs((first - today).days) > 366 and other and abs((other - today).days) <= 366
    ):
        return other if other is not None else days[0]
    return first


def _fits(aside: Parts, day: date) -> bool:
    """Whether a lunar statement is that solar day."""
    stated = lunar.from_solar(day)
    if stated is None or aside.day is None:
        return False
    year, month, number, _leap = stated
    if aside.cycle is not None and ((year - 4) % 10, (year - 4) % 12) != aside.cycle:
        return False
    if aside.month is not None and aside.month != month:
        return False
    return number == aside.day


def _weekday(p: Parts, now: datetime, prefer: Prefer) -> Extent:
    today, weekday = now.date(), p.weekday
    assert weekday is not None
    if p.day_off is not None:
        day = add_days(today, p.day_off)
        if day.weekday() != weekday:
            raise Refused(
                "weekday-contradicts", f"{day.isoformat()} is not the weekday that is printed beside it."
            )
        return day_extent(day, "relative")
    if p.week_off is not None:
        if p.at_word and p.minute is not None and abs(p.week_off) == 1:  # calendars of web pages
            return day_extent(_step(today, weekday, p.week_off), "relative")
        return day_extent(add_days(monday(today), 7 * p.week_off + weekday), "relative")
    if p.weekday_turn == "this":
        return day_extent(add_days(monday(today), weekday), "relative")
    if p.weekday_turn is not None:
        return day_extent(_step(today, weekday, 1 if p.weekday_turn == "next" else -1), "relative")
    if p.year is not None or p.month is not None or p.month_off is not None:
        raise Refused("ambiguous", "A weekday with a month or year but no day of the month names no day.")
    days = [add_days(today, n) for n in range(-7, 8) if (today.weekday() + n) % 7 == weekday]
    return day_extent(choose(days, today, prefer), "relative")


def _step(today: date, weekday: int, sign: int) -> date:
    """The next or last such weekday, today left out."""
    distance = (weekday - today.weekday()) * sign % 7 or 7
    return add_days(today, sign * distance)


def _week(off: int, today: date, prefer: Prefer) -> Extent:
    """The week as a whole for this week and when looking ahead; otherwise seven days from now, within that week."""
    first = add_days(monday(today), 7 * off)
    extent = range_extent(first, add_days(first, 6), "week", "range")
    if off and prefer != "future":
        extent.kind, extent.iso = "relative", add_days(today, 7 * off).isoformat()
    return extent


def _month(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    assert p.month is not None
    if year is not None:
        return month_extent(year, p.month)
    months = [month_extent(now.year + n, p.month) for n in (-1, 0, 1) if 1 <= now.year + n <= 9999]
    this = (now.year, now.month)
    if p.month_turn == "this":
        return month_extent(now.year, p.month, "relative")
    if p.month_turn == "next":
        return _first(m for m in months if (m.first.year, m.first.month) > this)
    if p.month_turn == "last":
        return _first(m for m in reversed(months) if (m.first.year, m.first.month) < this)
    if prefer == "future":
        return _first(m for m in months if (m.first.year, m.first.month) >= this)
    if prefer == "past":
        return _first(m for m in reversed(months) if (m.first.year, m.first.month) <= this)
    return min(months, key=lambda m: abs((m.first.year - now.year) * 12 + m.first.month - now.month))


def _first(months: Iterable[Extent]) -> Extent:
    for month in months:
        return month
    raise Refused("out-of-range", "The month is outside the calendar.")


def _feast(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    name = p.feast or ""
    if name in LUNAR:
        day, month = LUNAR[name]
        extent = _lunar_day(Parts(day=day, month=month, cycle=p.cycle), year, now, prefer, feast=True)
    elif name in MOVABLE:
        years = [year] if year is not None else range(max(now.year - 1, 1), min(now.year + 1, 9999) + 1)
        extent = day_extent(
            choose([MOVABLE[name](y) for y in years if 1583 <= y <= 9999], now.date(), prefer)
        )
    else:
        day, month = SOLAR[name]
        same = Parts(day=day, month=month, weekday=p.weekday)
        extent = _calendar_day(same, year, now, prefer)
    if p.day is not None and (p.day, p.month) != (extent.first.day, extent.first.month):
        raise Refused("ambiguous", "The feast and the date beside it are different days.")
    return extent


def _lunar(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    if p.stretch is not None and p.day is None:
        return _lunar_day(Parts(day=1, month=1, cycle=p.cycle), year, now, prefer, feast=True)
    if p.day is not None and p.month is not None:
        return _lunar_day(p, year, now, prefer, feast=False)
    if p.month is not None:
        spans = {y: lunar.month_span(y, p.month, bool(p.leap)) for y in _lunar_years(p, year, now)}
        found = [span for span in spans.values() if span]
        if not found:
            raise Refused("impossible-day", "There is no such lunar month in the years of the calendar.")
        first = choose([span[0] for span in found], now.date(), prefer)
        last = next(span[1] for span in found if span[0] == first)
        return Extent(first, last, "month", "lunar", True)
    if p.cycle is not None:
        years = list(_lunar_years(p, year, now))
        span = lunar.year_span(years[-1]) if years else None
        if span is None:
            raise Refused("unknown-year", "No year of the calendar bears this name.")
        return Extent(span[0], span[1], "year", "lunar", True)
    raise Refused("no-date", "A lunar calendar is named, but no day or month.")


def _lunar_years(p: Parts, year: int | None, now: datetime) -> list[int]:
    if p.cycle is not None:
        named = list(lunar.years_of(*p.cycle))
        if year is not None and year in named:
            return [year]
        if year is not None and year - 1 in named:
            return [year - 1]
        if year is not None:
            raise Refused("ambiguous", "The year and its lunar name do not belong together.")
        ahead = [y for y in named if 0 < y - now.year <= _CYCLE_AHEAD]
        return ahead or [y for y in named if y <= now.year][-1:]
    if year is not None:
        return [year]
    return list(range(now.year - 2, now.year + 3))


def _lunar_day(p: Parts, year: int | None, now: datetime, prefer: Prefer, *, feast: bool) -> Extent:
    """A lunar day as a solar one. A year printed beside it is the lunar year ("10/3 âm lịch năm 2024")."""
    assert p.day is not None and p.month is not None
    days: list[date] = []
    for y in _lunar_years(p, year, now):
        if p.month == 12 and p.feast == "trước tết":
            y -= 1  # "27 Tết Giáp Thìn" lies before that new year
        if p.day == 0:  # the eve of a lunar new year
            eve = lunar.to_solar(y, 1, 1)
            found = eve - timedelta(days=1) if eve else None
        else:
            found = lunar.to_solar(y, p.month, p.day, bool(p.leap))
        if found is not None:
            days.append(found)
    if p.weekday is not None:
        days = [d for d in days if d.weekday() == p.weekday]
    if not days:
        raise Refused("impossible-day", "The lunar calendar has no such day in that year.")
    return day_extent(choose(days, now.date(), prefer), "lunar", True)


def _nth(p: Parts, year: int | None, now: datetime, prefer: Prefer) -> Extent:
    """First or last day or week of a month, quarter or year."""
    assert p.nth is not None
    rest = Parts(month=p.month, year=p.year, month_off=p.month_off, year_off=p.year_off, week_off=p.week_off)
    rest.stretch, rest.quarter_off = p.stretch, p.quarter_off
    whole = _days(rest, year, now, "future" if p.month is not None and prefer == "future" else prefer)
    if whole is None:
        raise Refused("no-date", "The month or year this is the beginning or end of is not said.")
    unit, edge = p.nth
    if unit == "day":
        return day_extent(whole.first if edge > 0 else whole.last)
    if edge > 0:
        first = add_days(whole.first, -whole.first.weekday() % 7)
    else:
        first = monday(add_days(whole.last, -6))
    return range_extent(first, add_days(first, 6), "week")


def _narrow(extent: Extent, edge: str) -> None:
    """Such as "đầu", "giữa", "cuối": the iso value stays the unit, start and end become a third of it."""
    days = (extent.last - extent.first).days + 1
    if extent.iso is None:
        extent.iso = f"{extent.first.isoformat()}/{extent.last.isoformat()}"
    k = ("đầu", "giữa", "cuối").index(edge)
    if extent.precision == "year" and not extent.lunar:
        year = extent.first.year
        extent.first, extent.last = month_extent(year, 4 * k + 1).first, month_extent(year, 4 * k + 4).last
        return
    third = 10 if extent.precision == "month" else max(days // 3, 1)
    first = add_days(extent.first, k * third)
    extent.first, extent.last = first, extent.last if k == 2 else add_days(first, third - 1)


def _at_clock(p: Parts, extent: Extent | None, now: datetime, prefer: Prefer) -> Value:
    moment = clock_moment(p, extent, now, prefer)
    text = stamp(moment, seconds=p.second is not None)
    kind = extent.kind if extent is not None else "relative"
    iso = text + (offset_text(p.offset) if p.offset is not None else "")
    lunar_day = extent is not None and extent.lunar
    return Value(iso, text, text, "second" if p.second is not None else "minute", kind, lunar_day)


def clock_moment(p: Parts, extent: Extent | None, now: datetime, prefer: Prefer) -> datetime:
    """The moment that a clock names on a day, or today where none is said."""
    assert p.hour is not None
    if extent is not None and extent.first != extent.last:
        raise Refused("ambiguous", "A clock time stands beside something that is not a single day.")
    hour = p.hour if p.part is None or p.half_day is not None else _agree(p.hour, p.part)
    if hour == p.hour == 0 and p.half_day in ("đêm", "khuya") and extent is not None and p.minute is None:
        raise Refused("ambiguous", "Midnight may begin or end this day; which is meant is not said.")
    day = extent.first if extent is not None else now.date()
    moment = datetime(day.year, day.month, day.day, hour, p.minute or 0, p.second or 0)
    return _next_occurrence(p, moment, now) if extent is None and prefer == "future" else moment


def _agree(hour: int, part: str) -> int:
    """Such as "chiều 5/4, 3 giờ": the part of day settles a 12-hour clock; a 24-hour one must fit it."""
    first, last, _ = DAY_PARTS[part]
    if first <= hour <= last or (part == "đêm" and hour <= 5):
        return hour
    if hour < 12 and first <= hour + 12 <= last:
        return hour + 12
    if part in ("sáng", "rạng sáng", "trưa", "khuya") and 0 <= hour <= 13:
        return hour
    raise Refused("ambiguous", "The clock and the part of the day do not go together.")


def _next_occurrence(p: Parts, moment: datetime, now: datetime) -> datetime:
    """The first such clock time from now on; a bare 12-hour one may be either half of the day."""
    choices = [moment]
    if p.half_day is None and p.part is None and moment.hour <= 12:
        choices.append(moment.replace(hour=(moment.hour + 12) % 24))
    choices += [add_seconds(m, 86400) for m in choices]
    return min((m for m in choices if m >= now.replace(second=0, microsecond=0)), default=moment)


def _at_part(p: Parts, extent: Extent | None, now: datetime, prefer: Prefer) -> Value:
    """A part of day: the day itself where a day is printed; its customary hour where it stands for itself."""
    assert p.part is not None
    named = p.day is not None or p.weekday is not None or p.feast is not None
    if extent is not None and (named or extent.first != extent.last):
        return extent.value()
    if extent is None and not p.part_alone:
        raise Refused("no-date", "There is no day in this text.")
    day = extent.first if extent is not None else now.date()
    if p.part == "nửa đêm" and extent is not None:
        raise Refused("ambiguous", "Midnight may begin or end this day; which is meant is not said.")
    first, last, usual = DAY_PARTS[p.part]
    midnight = datetime(day.year, day.month, day.day)
    if p.part == "nửa đêm":
        text = stamp(add_seconds(midnight, 86400 if prefer == "future" and now > midnight else 0))
        return Value(text, text, text, "minute", "relative")
    start, end = (stamp(add_seconds(midnight, h * 3600)) for h in (first, last))
    if prefer == "future" and p.part != "giữa trưa":
        return Value(f"{start}/{end}", start, end, "part", "range")
    if p.part_alone:
        return Value(stamp(add_seconds(midnight, usual * 3600)), start, end, "part", "relative")
    text = day.isoformat()
    return Value(text, text, text, "day", "relative")
