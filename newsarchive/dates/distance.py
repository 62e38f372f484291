"""Distances from the moment of reading ("3 giờ trước", "2 tháng vừa rồi") → values."""

from datetime import date, datetime, time, timedelta

from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.parts import Shift, Unit
from newsarchive.dates.reading import Prefer
from newsarchive.dates.value import (
    Extent,
    Refused,
    Value,
    add_days,
    add_months,
    add_seconds,
    monday,
    month_extent,
    range_extent,
    stamp,
    year_extent,
)

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_ORDER = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
_MOST = 100_000


def resolve_shift(shift: Shift, now: datetime, prefer: Prefer) -> Value:
    """Where a distance ends; the whole stretch for "vừa rồi", "tiếp theo" and, looking ahead, for "tới", "qua"."""
    if any(amount > _MOST for amount, _ in shift.amounts):
        raise Refused("out-of-range", "The distance is too long to be meant.")
    if shift.vague:
        return _vague(shift, now)
    if len(shift.amounts) == 1 and (shift.window or (shift.soft and prefer == "future")):
        return _window(shift, now)
    amount, unit = shift.amounts[0]
    if len(shift.amounts) == 1 and amount == int(amount):
        return whole_units(shift.sign * int(amount), unit, now)
    finest = min((unit for _, unit in shift.amounts), key=_ORDER.index)
    months, days, seconds = _total(shift)
    if finest in _SECONDS:
        year, month = add_months(now.date(), months)
        moment = add_seconds(
            datetime.combine(_clip(year, month, now.day), now.time()), days * 86400 + seconds
        )
        return _moment(moment, finest)
    if finest in ("day", "week") or days:
        year, month = add_months(now.date(), months)
        day = add_days(_clip(year, month, now.day), int(days))
        return Extent(day, day, "week" if finest == "week" else "day", "relative").value()
    year, month = add_months(now.date(), months)
    if finest in ("month", "quarter") or months % 12:
        return month_extent(year, month, "relative").value()
    return year_extent(year, "relative").value()


def whole_units(count: int, unit: Unit, now: datetime) -> Value:
    """So many units away, towards the past where `count` is negative."""
    if unit in _SECONDS:
        return _moment(add_seconds(now, count * _SECONDS[unit]), unit)
    if unit == "day" or unit == "week":
        text = add_days(now, count * (7 if unit == "week" else 1)).isoformat()[:10]
        return Value(text, text, text, unit, "relative")
    months = count * _MONTHS[unit]
    year, month = add_months(now, months)
    if unit in ("month", "quarter"):
        iso = f"{year:04d}-{month:02d}"
        return Value(iso, iso + "-01", f"{iso}-{days_in_month(year, month):02d}", "month", "relative")
    return Value(f"{year:04d}", f"{year:04d}-01-01", f"{year:04d}-12-31", "year", "relative")


def _clip(year: int, month: int, day: int) -> date:
    """That day of the month, or its last one."""
    last = month_extent(year, month).last
    return last.replace(day=min(day, last.day))


def _total(shift: Shift) -> tuple[int, float, float]:
    """Signed months, days and seconds; half a month is fifteen days, half a year six months."""
    months, days, seconds = 0, 0.0, 0.0
    for amount, unit in shift.amounts:
        if unit in _SECONDS:
            seconds += amount * _SECONDS[unit]
        elif unit in ("day", "week"):
            whole = amount * (7 if unit == "week" else 1)
            days += int(whole)
        else:
            exact = amount * _MONTHS[unit]
            months += int(exact)
            days += 15 if exact % 1 else 0
    return shift.sign * months, shift.sign * days, shift.sign * seconds


def _moment(moment: datetime, unit: str) -> Value:
    precise = unit == "second"
    text = stamp(moment, seconds=precise)
    return Value(text, text, text, "second" if precise else "minute", "relative")


def _vague(shift: Shift, now: datetime) -> Value:
    """Such as "vài phút trước": two to nine units away; never told more exactly than the day."""
    unit = shift.amounts[0][1]
    near, far = (Shift(shift.sign, ((n, unit),)) for n in (2, 9 if unit not in ("week", "month") else 4))
    if shift.sign < 0:
        near, far = far, near
    first, last = resolve_shift(near, now, "nearest"), resolve_shift(far, now, "nearest")
    start, end = first.start[:10], last.end[:10]
    if unit == "second":
        text = stamp(add_seconds(now, shift.sign * 5))
        return Value(text, first.start, last.end, "minute", "relative")
    if unit in _SECONDS:
        middle = resolve_shift(Shift(shift.sign, ((3, unit),)), now, "nearest").iso[:10]
        return Value(middle, first.start, last.end, "day", "relative")
    return Value(f"{start}/{end}", start, end, "day", "range")


def _window(shift: Shift, now: datetime) -> Value:
    """Whole units before the current one, or after it."""
    amount, unit = int(shift.amounts[0][0]), shift.amounts[0][1]
    if unit in _SECONDS:
        size = _SECONDS[unit]
        whole = datetime.combine(now.date(), time(now.hour, now.minute if unit != "hour" else 0))
        if unit == "second":
            whole = now.replace(microsecond=0)
        first = add_seconds(whole, -amount * size if shift.sign < 0 else size)
        last = add_seconds(first, amount * size)
        start, end = (stamp(m, seconds=unit == "second") for m in (first, last))
        return Value(f"{start}/{end}", start, end, "second" if unit == "second" else "minute", "range")
    first_day, last_day = _whole_days(now.date(), amount, unit, shift.sign)
    precision = unit if unit in ("day", "week", "month", "quarter", "year") else "year"
    return range_extent(first_day, last_day, precision).value()


def _whole_days(today: date, amount: int, unit: str, sign: int) -> tuple[date, date]:
    if unit in ("day", "week"):
        size = 7 if unit == "week" else 1
        base = monday(today) if unit == "week" else today
        first = add_days(base, -amount * size if sign < 0 else size)
        return first, add_days(first, amount * size - 1)
    size = _MONTHS[unit]
    base_month = today.month - 1 - (today.month - 1) % min(size, 12)
    base = date(today.year, base_month + 1, 1)
    year, month = add_months(base, -amount * size if sign < 0 else size)
    first = date(year, month, 1)
    end_year, end_month = add_months(first, amount * size)
    return first, date(end_year, end_month, 1) - timedelta(days=1)
