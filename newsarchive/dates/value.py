"""Values: what pieces resolve to, and how days and months are written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.reading import Kind, ReadingPrecision


class Refused(Exception):
    """Pieces that cannot be resolved: `reason` is a code of `DateError`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.message = reason, message


@dataclass(slots=True)
class Value:
    """A resolved expression; the fields are those of `Reading`."""

    iso: str
    start: str
    end: str
    precision: ReadingPrecision
    kind: Kind = "absolute"
    lunar: bool = False


@dataclass(slots=True)
class Extent:
    """First and last day, both included, and the unit that was named."""

    first: date
    last: date
    precision: ReadingPrecision
    kind: Kind = "absolute"
    lunar: bool = False
    iso: str | None = None
    """Where the days alone do not tell it ("2024-07", "2024")."""

    def value(self) -> Value:
        first, last = self.first.isoformat(), self.last.isoformat()
        iso = self.iso or (first if first == last else f"{first}/{last}")
        return Value(iso, first, last, self.precision, self.kind, self.lunar)


def day_extent(day: date, kind: Kind = "absolute", lunar: bool = False) -> Extent:
    return Extent(day, day, "day", kind, lunar)


def month_extent(year: int, month: int, kind: Kind = "absolute") -> Extent:
    _known_year(year)
    last = days_in_month(year, month)
    return Extent(date(year, month, 1), date(year, month, last), "month", kind, iso=f"{year:04d}-{month:02d}")


def year_extent(year: int, kind: Kind = "absolute") -> Extent:
    _known_year(year)
    return Extent(date(year, 1, 1), date(year, 12, 31), "year", kind, iso=f"{year:04d}")


def range_extent(first: date, last: date, precision: ReadingPrecision, kind: Kind = "range") -> Extent:
    return Extent(first, last, precision, kind)


def _known_year(year: int) -> None:
    if not 1 <= year <= 9999:
        raise Refused("out-of-range", f"Year {year} is outside the calendar.")


def completed_year(short: int, now: datetime) -> int:
    """Two figures of a year, completed: at most ten years ahead."""
    year = now.year - now.year % 100 + short
    return year if year <= now.year + 10 else year - 100


def add_months(day: date, months: int) -> tuple[int, int]:
    """(year, month) some months away."""
    whole = day.year * 12 + day.month - 1 + months
    _known_year(whole // 12)
    return whole // 12, whole % 12 + 1


def add_days(day: date, days: int) -> date:
    """That many days on; a moment keeps its clock."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Refused("out-of-range", "The day is outside the calendar.") from None


def add_seconds(moment: datetime, seconds: float) -> datetime:
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:
        raise Refused("out-of-range", "The moment is outside the calendar.") from None


def monday(day: date) -> date:
    return add_days(day, -day.weekday())


def stamp(moment: datetime, *, seconds: bool = False) -> str:
    return moment.isoformat(timespec="seconds" if seconds else "minutes")


def offset_text(minutes: int) -> str:
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
