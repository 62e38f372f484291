"""Two ends → one range: pieces that one end leaves out are taken from the other."""

from datetime import date, datetime, timedelta

from newsarchive.dates.parts import Parts
from newsarchive.dates.reading import Prefer
from newsarchive.dates.resolve import clock_moment, day_part_free, full_year
from newsarchive.dates.value import Extent, Refused, Value, day_extent, offset_text, stamp


def resolve_range(left: Parts, right: Parts, join: str, now: datetime, prefer: Prefer) -> Value:
    """The interval between two points, both included.

    Raises:
        Refused: the ends are in the wrong order, or are two dates rather than a range.
    """
    left, right = left.copy(), right.copy()
    if join == "đến nay":
        return _to_this_day(left, now, prefer)
    _share(left, right, now, prefer)
    if left.hour is not None and right.hour is not None:
        return _clock_range(left, right, now, prefer)
    first, last = (day_part_free(p, now, prefer) for p in (left, right))
    if first is None or last is None:
        raise Refused("no-date", "One end of the range names no day.")
    if (
        left.weekday is not None
        and right.weekday is not None
        and left.day is None
        and last.first < first.first
    ):
        if prefer == "future":
            last = day_extent(last.first + timedelta(days=7))
        else:
            first = day_extent(first.first - timedelta(days=7))
    _in_order(first, last, join)
    kind = "lunar" if first.lunar or last.lunar else "range"
    start, end = first.first.isoformat(), last.last.isoformat()
    iso = f"{start}/{end}"
    if first.precision == "month" and last.precision == "day" and first.iso:
        iso = f"{first.iso}/{end}"
    return Value(iso, start, end, last.precision, kind, kind == "lunar")  # type: ignore[arg-type]


def _to_this_day(left: Parts, now: datetime, prefer: Prefer) -> Value:
    """Such as "từ đầu năm đến nay", "từ năm 2020 đến nay": as exact as its beginning."""
    if left.hour is not None:
        raise Refused("ambiguous", "A clock time has no end that is today.")
    first = day_part_free(left, now, "past" if prefer == "nearest" else prefer)
    if first is None:
        raise Refused("no-date", "The beginning of the range names no day.")
    if left.era is not None or first.first > now.date():
        raise Refused("ambiguous", "The range would end before it begins.")
    start, end = first.first.isoformat(), now.date().isoformat()
    return Value(
        f"{start}/{end}", start, end, first.precision, "lunar" if first.lunar else "range", first.lunar
    )


def _share(left: Parts, right: Parts, now: datetime, prefer: Prefer) -> None:
    for p in (left, right):
        if p.short_year:
            p.year, p.short_year = full_year(p, now), None
    if left.month is None and left.day is not None and left.day_off is None and left.month_off is None:
        left.month, left.month_off, left.lunar = right.month, right.month_off, right.lunar
    undated = right.day is None and right.month is None and right.day_off is None and right.weekday is None
    if undated and right.hour is not None:
        right.day, right.month, right.year = left.day, left.month, left.year
        right.day_off, right.weekday, right.week_off = left.day_off, left.weekday, left.week_off
    elif left.hour is not None and (left.day, left.month, left.day_off, left.weekday) == (None,) * 4:
        left.day, left.month, left.year = right.day, right.month, right.year
        left.day_off, left.weekday, left.week_off = right.day_off, right.weekday, right.week_off
    if left.year is None and left.year_off is None and left.cycle is None:
        left.cycle = right.cycle
    _share_year(left, right, now, prefer)
    if left.hour is None or right.hour is None or left.half_day or not right.half_day:
        return
    if left.hour < 12 and left.hour + 12 <= right.hour:
        left.hour += 12  # "từ 2 giờ đến 4 giờ chiều"


def _share_year(left: Parts, right: Parts, now: datetime, prefer: Prefer) -> None:
    """The year printed once holds for both ends; "30/12 - 2/1/2024" begins in the year before."""
    if left.month is None or right.month is None or left.lunar or right.lunar or left.day_off is not None:
        return
    years = [
        p.year if p.year is not None else (full_year(p, now) if p.year_off is not None else None)
        for p in (left, right)
    ]
    turned = (right.month, right.day or 0) < (left.month, left.day or 0)
    if years == [None, None]:
        anchor = right if prefer == "future" else left  # a range that has begun counts for both sides
        extent = day_part_free(anchor, now, prefer)
        if extent is None:
            return
        if anchor is left:
            years[0] = extent.first.year
        else:
            years[1] = extent.first.year
    if years[0] is None and years[1] is not None:
        years[0] = years[1] - turned
    elif years[1] is None and years[0] is not None:
        years[1] = years[0] + turned
    left.year, right.year = years
    left.year_off = right.year_off = None


def _in_order(first: Extent, last: Extent, join: str) -> None:
    if first.first > last.first or first.last > last.last:
        raise Refused("ambiguous", "The range ends before it begins.")
    if join in ("và", ",") and last.first - first.last > timedelta(days=1):
        raise Refused("several-dates", "Several days are listed that do not follow each other.")
    if (
        first.precision == last.precision == "day"
        and first.first.year != last.first.year
        and _anniversary(first, last)
    ):
        raise Refused("several-dates", "An anniversary joins two dates; it is no range of days.")


def _anniversary(first: Extent, last: Extent) -> bool:
    a: date = first.first
    return (a.month, a.day) == (last.first.month, last.first.day)


def _clock_range(left: Parts, right: Parts, now: datetime, prefer: Prefer) -> Value:
    dated = left.day is not None or left.day_off is not None or left.weekday is not None
    side: Prefer = prefer if dated else "nearest"
    moments = [clock_moment(p, day_part_free(p, now, side), now, side) for p in (left, right)]
    if moments[1] < moments[0]:
        if moments[1] + timedelta(days=1) - moments[0] > timedelta(hours=12) or right.half_day:
            raise Refused("ambiguous", "The range ends before it begins.")
        moments[1] += timedelta(days=1)
    exact = left.second is not None or right.second is not None
    start, end = (stamp(m, seconds=exact) for m in moments)
    offset = left.offset if left.offset is not None else right.offset
    tail = offset_text(offset) if offset is not None else ""
    return Value(f"{start}{tail}/{end}{tail}", start, end, "second" if exact else "minute", "range")
