"""Health of one site's output: new articles a day against the same weekdays before, holidays left out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, Literal

from newsarchive.model.counting import number_of
from newsarchive.query.readings import moment
from newsarchive.report.fields import VIETNAM, shown
from newsarchive.report.holidays import is_quiet

WEEKS = 8
"""Weekdays are compared with those of so many weeks before."""
MIN_SAME_WEEKDAY = 3
MIN_SAME_KIND = 5
MISSING_ARTICLES = 9.0
"""So many articles less than usual, in days that are nearly empty, call a person: chance brings it once in 8,000."""
NEARLY_EMPTY = 0.25
OVERDUE_FACTOR = 4
OVERDUE_AT_LEAST = timedelta(hours=36)

Status = Literal["ok", "learning", "broken", "overdue"]


@dataclass(frozen=True, kw_only=True, slots=True)
class VolumeHealth:
    """How much a site brings. `expected` is the usual range of the last whole day."""

    site: str
    status: Status
    day: str | None
    """The last whole day that was watched, Vietnam's."""
    count: int | None
    expected: tuple[int, int] | None
    since: str | None = None
    """First day with next to nothing (or UTC time of the last run, where runs are overdue)."""
    message: str = ""

    @property
    def cause(self) -> str:
        return f"{self.status}:volume"

    def to_dict(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "day": self.day,
            "count": self.count,
            "expected": list(self.expected) if self.expected else None,
            "since": self.since,
            "message": self.message,
        }


def volume_health(
    site: str,
    counts: Mapping[str, int],
    runs: Sequence[Mapping[str, Any]],
    now: datetime,
    *,
    quiet: bool = False,
    least: int = 0,
) -> VolumeHealth:
    """Whether the site brings as much as it uses to, and whether it is still asked.

    Args:
        counts: Vietnam's day → articles first seen.
        runs: Rows of `runs`, oldest first.
        quiet: The site may publish nothing for days (`Expect.quiet`).
        least: Articles on its poorest day, by the site file (`Expect.per_day`); serves while history is short.
    """
    today = now.astimezone(VIETNAM).date()
    late = _overdue(site, runs, now)
    days = watched_days(runs)
    whole = [day for day in days if day < today]
    if late is not None or not whole:
        return late or VolumeHealth(site=site, status="learning", day=None, count=None, expected=None)
    last = whole[-1]
    count = counts.get(last.isoformat(), 0)
    usual = expected(last, counts, days)
    base = VolumeHealth(
        site=site,
        status="ok" if usual is not None or is_quiet(last) else "learning",
        day=last.isoformat(),
        count=count,
        expected=_range(usual) if usual is not None else None,
    )
    if quiet:
        return base
    return _missing(base, whole, counts, days, least)


def _missing(
    base: VolumeHealth, whole: Sequence[date], counts: Mapping[str, int], days: Sequence[date], least: int
) -> VolumeHealth:
    """The same, or what is wrong where the last days brought next to nothing."""
    lost = seen = 0.0
    first: date | None = None
    for day in reversed(whole):
        if is_quiet(day):
            continue
        usual = expected(day, counts, days)
        if usual is None and least:
            usual = float(least)
        if usual is None or counts.get(day.isoformat(), 0) > NEARLY_EMPTY * usual:
            break
        lost, seen, first = lost + usual, seen + counts.get(day.isoformat(), 0), day
    if first is None or lost - seen < MISSING_ARTICLES:
        return base
    message = (
        f"{base.site}: next to no new articles since {first.isoformat()}: {seen:.0f} where {lost:.0f} would be usual;"
        " the site may have moved its listings, or it is quiet for once."
    )
    return VolumeHealth(
        site=base.site, status="broken", day=base.day, count=base.count, expected=base.expected,
        since=first.isoformat(), message=message,
    )  # fmt: skip


def watched_days(runs: Sequence[Mapping[str, Any]]) -> list[date]:
    """Days on which a run ended well, the day before one too: only then a low count means something.

    The first day and days after a gap are left out: they also bring what came before.
    """
    ended = sorted(
        {
            moment(run["finished_at"]).astimezone(VIETNAM).date()
            for run in runs
            if run["finished_at"] and run["outcome"] in ("finished", "site-broken")
        }
    )
    known = set(ended)
    return [day for day in ended if day - timedelta(days=1) in known]


def expected(day: date, counts: Mapping[str, int], days: Sequence[date]) -> float | None:
    """The usual number of new articles on such a day: the median of the same weekday in the weeks before, or of
    working days (or weekends) where those are few; None where too little is known."""
    window = [each for each in days if day - timedelta(weeks=WEEKS) <= each < day and not is_quiet(each)]
    same = [counts.get(each.isoformat(), 0) for each in window if each.weekday() == day.weekday()]
    if len(same) >= MIN_SAME_WEEKDAY:
        return median(same)
    kind = [counts.get(e.isoformat(), 0) for e in window if (e.weekday() >= 5) == (day.weekday() >= 5)]
    return median(kind) if len(kind) >= MIN_SAME_KIND else None


def _range(usual: float) -> tuple[int, int]:
    """Where nearly all days lie: chance alone spreads a count by its root, news a little more."""
    spread = 4 * math.sqrt(max(usual, 1.0))
    return max(0, math.floor(usual - spread)), math.ceil(usual + spread)


def _overdue(site: str, runs: Sequence[Mapping[str, Any]], now: datetime) -> VolumeHealth | None:
    """Where runs used to come regularly and have stopped, or are killed each time."""
    runs = [run for run in runs if run["outcome"] not in (None, "killed")]
    starts = [moment(run["started_at"]) for run in runs[-20:]]
    if len(starts) < 5:
        return None
    gaps = sorted(later - earlier for earlier, later in zip(starts, starts[1:], strict=False))
    usual = gaps[len(gaps) // 2]
    if now - starts[-1] <= max(OVERDUE_AT_LEAST, OVERDUE_FACTOR * usual):
        return None
    since = runs[-1]["started_at"]
    return VolumeHealth(
        site=site, status="overdue", day=None, count=None, expected=None, since=since,
        message=f"{site}: no crawl has ended since {shown(since)}, usually one every {_hours(usual)};"
        " `newsarchive schedule --status` shows the timers.",
    )  # fmt: skip


def _hours(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return number_of(round(hours), "hour") if hours >= 1.5 else number_of(round(hours * 60), "minute")
