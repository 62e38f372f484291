"""The completeness proof of one site: what there is by month, what is missing and why, what range is whole."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from newsarchive.model.counting import number_of, were
from newsarchive.model.site import IdClock, SiteSpec
from newsarchive.query.coverage import (
    OpenPage,
    Placed,
    Waiting,
    last_good_run,
    listing_counts,
    open_pages,
    placed_articles,
    trapped_listings,
    waiting_pages,
)
from newsarchive.query.readings import moment
from newsarchive.report.fields import VIETNAM, shown
from newsarchive.report.holidays import is_quiet
from newsarchive.store.hosts import forbidden_articles

LISTINGS = ("listing", "feed", "sitemap")
GAP_DAYS = 7
"""Shorter silences are not called gaps."""
GAP_FACTOR = 12
"""Nor are those less than so many times as long as the usual distance between two articles."""
MOST_GAPS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A stretch without an article between two known ones. Days are Vietnam's, both are days with an article."""

    kind: str
    """"ids" (the site's counter ran on) or "days"."""
    after: str
    before: str
    """Source ids, or days."""
    first_day: str
    last_day: str
    days: int
    """Days between, holidays not counted."""
    numbers: int = 0
    """Ids in between; they are shared with photos and the like."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """What can be said of one site's archive. `start` and `end` are None where nothing is proven."""

    site: str
    months: Mapping[str, int]
    """"2024-01" → articles, those placed by their bounds included."""
    articles: int
    placed_by_bounds: int
    """Articles without a known day, counted in the month in the middle of their bounds."""
    unplaced: int
    gone: int
    missing: int
    """Articles that the site no longer shows, looked for once only: not yet `gone`."""
    gaps: tuple[Gap, ...]
    waiting: tuple[Waiting, ...]
    listings_open: tuple[OpenPage, ...]
    start: str | None
    end: str | None
    exceptions: int
    """Known articles inside the range that are not in the archive."""
    reasons: tuple[str, ...]
    """The argument, sentence by sentence."""

    @property
    def verdict(self) -> str:
        """The conclusion in one sentence."""
        if self.start is None or self.end is None:
            return f"{self.site}: nothing is proven to be complete yet."
        pages = number_of(self.exceptions, "known page")
        but = f", but for {pages} that could not be read yet" if self.exceptions else ""
        return f"{self.site}: complete from {self.start} to {self.end}{but}, as far as the site's own listings tell."

    def to_dict(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "verdict": self.verdict,
            "complete_from": self.start,
            "complete_to": self.end,
            "exceptions": self.exceptions,
            "reasons": list(self.reasons),
            "articles": self.articles,
            "placed_by_bounds": self.placed_by_bounds,
            "unplaced": self.unplaced,
            "gone": self.gone,
            "missing": self.missing,
            "months": dict(self.months),
            "gaps": [{name: getattr(gap, name) for name in Gap.__slots__} for gap in self.gaps],
            "waiting": [{name: getattr(each, name) for name in Waiting.__slots__} for each in self.waiting],
            "listings_not_reached": [
                {name: getattr(each, name) for name in OpenPage.__slots__} for each in self.listings_open
            ],
        }


def coverage(connection: sqlite3.Connection, site: str, spec: SiteSpec | None = None) -> Coverage:
    """Everything there is to say on one site's completeness."""
    placed = placed_articles(connection, site)
    months = Counter(day[:7] for each in placed if (day := _place(each)) is not None)
    listings_open = tuple(open_pages(connection, site, LISTINGS))
    known_days = sorted(day for each in placed if (day := _place(each)) is not None)
    start, end, exceptions, reasons = _argue(connection, site, listings_open, known_days)
    clock = spec.id_clock if spec else None
    return Coverage(
        site=site,
        months=dict(sorted(months.items())),
        articles=len(placed),
        placed_by_bounds=sum(each.day is None and _place(each) is not None for each in placed),
        unplaced=sum(_place(each) is None for each in placed),
        gone=sum(each.gone for each in placed),
        missing=sum(each.missing for each in placed),
        gaps=tuple(find_gaps(placed, clock)),
        waiting=tuple(waiting_pages(connection, site)),
        listings_open=listings_open,
        start=start,
        end=end,
        exceptions=exceptions,
        reasons=tuple(reasons),
    )


def _place(article: Placed) -> str | None:
    """The day an article is counted at."""
    if article.day is not None:
        return article.day
    if article.earliest is None or article.latest is None:
        return None
    return _middle(article.earliest, article.latest).isoformat()


def _middle(earliest: str, latest: str) -> date:
    low, high = date.fromisoformat(earliest), date.fromisoformat(latest)
    return low + (high - low) / 2


def _argue(
    connection: sqlite3.Connection, site: str, listings_open: Sequence[OpenPage], days: Sequence[str]
) -> tuple[str | None, str | None, int, list[str]]:
    """(first day, last day, known exceptions, sentences)."""
    run = last_good_run(connection, site)
    forbidden = forbidden_articles(connection, site)
    remarks = (
        [f"robots.txt forbids the articles of this site: {forbidden[0]} were not read."] if forbidden else []
    )
    if run is None:
        none = "No run has ended having asked for everything it knew of (limits and --until aside)."
        return None, None, 0, [none, *remarks]
    end = moment(run["started_at"]).astimezone(VIETNAM).date().isoformat()
    fronts, following = listing_counts(connection, site)
    reasons = [
        f"The run of {shown(run['started_at'])} asked for everything it knew of and ended by itself,"
        f" so nothing listed then is unknown: complete to {end}.",
        f"{number_of(fronts, 'listing, feed or sitemap', 'listings, feeds or sitemaps')} and"
        f" {number_of(following, 'following page')} of theirs have been read.",
    ]
    reasons += remarks
    traps = trapped_listings(connection, site)
    if traps:
        reasons.append(
            f"{number_of(len(traps), 'listing')} without end {were(len(traps))} left after a while: {traps[0]}"
        )
    start = _start(listings_open, days, reasons)
    if start is not None and start > end:
        reasons.append(f"That is later than the last day, {end}, so no range can be proven.")
        start = None
    if start is None:
        return None, None, 0, reasons
    missing = open_pages(connection, site, ("article",))
    inside = [page for page in missing if _may_lie_in(page, start, end)]
    if inside:
        reasons.append(
            f"{number_of(len(inside), 'known article')} may lie in this range and"
            f" {were(len(inside))} not read: {_example(inside)}"
        )
    else:
        reasons.append("No article that is known of waits or failed in this range.")
    return start, end, len(inside), reasons


def _start(listings_open: Sequence[OpenPage], days: Sequence[str], reasons: list[str]) -> str | None:
    """From when on the listings were read without a break."""
    unbounded = [page for page in listings_open if page.latest is None]
    if unbounded:
        unread = f"{number_of(len(unbounded), 'listing page')} {were(len(unbounded))} not read"
        reasons.append(
            f"{unread} and nothing tells how new the articles there are,"
            f" so no range can be proven: {_example(unbounded)}"
        )
        return None
    if listings_open:
        newest = max(listings_open, key=lambda page: page.latest or "")
        start = (date.fromisoformat(newest.latest or "") + timedelta(days=1)).isoformat()
        unread = f"{number_of(len(listings_open), 'older listing page')} {were(len(listings_open))} not read"
        reasons.append(
            f"{unread}; the newest holds nothing after {newest.latest} ({newest.url}): complete from {start}."
        )
        return start
    if not days:
        reasons.append("No article has a known day.")
        return None
    reasons.append(
        f"Every listing was followed to its last page; the oldest article is of {days[0]}: complete from there."
    )
    return days[0]


def _may_lie_in(page: OpenPage, start: str, end: str) -> bool:
    return (page.earliest or "") <= end and (page.latest or "9999") >= start


def _example(pages: Sequence[OpenPage]) -> str:
    page = pages[0]
    why = f"{page.state}: {page.error}" if page.error else page.state
    return f"{page.url} ({why}){' and others' if len(pages) > 1 else ''}."


def find_gaps(placed: Sequence[Placed], clock: IdClock | None) -> list[Gap]:
    """Stretches that are longer than chance makes them, the longest first."""
    gaps = [*_id_gaps(placed, clock)] if clock is not None else []
    gaps += _day_gaps(placed)
    return sorted(gaps, key=lambda gap: (-gap.days, gap.first_day))[:MOST_GAPS]


def _id_gaps(placed: Sequence[Placed], clock: IdClock) -> Iterator[Gap]:
    """In the site's counter, which tells time roughly also where articles have no day."""
    counters = sorted(
        int(each.source_id)
        for each in placed
        if each.source_id.isascii() and each.source_id.isdigit() and clock.unix_day(each.source_id) is None
    )
    days = {
        number: _middle(*map(str, bounds))
        for number in counters
        if None not in (bounds := clock.bounds(str(number)))
    }
    yield from _gaps("ids", [(str(number), days[number], number) for number in counters if number in days])


def _day_gaps(placed: Sequence[Placed]) -> Iterator[Gap]:
    days = sorted({each.day for each in placed if each.day is not None and len(each.day) == 10})
    yield from _gaps("days", [(day, date.fromisoformat(day), 0) for day in days])


def _gaps(kind: str, points: Sequence[tuple[str, date, int]]) -> Iterator[Gap]:
    pairs = list(zip(points, points[1:], strict=False))
    if len(pairs) < 10:
        return
    usual = median((later[1] - earlier[1]).days for earlier, later in pairs)
    for earlier, later in pairs:
        between = (later[1] - earlier[1]).days
        if between <= max(GAP_DAYS, GAP_FACTOR * usual):
            continue
        busy = sum(not is_quiet(earlier[1] + timedelta(days=step)) for step in range(1, between))
        if busy > max(GAP_DAYS, GAP_FACTOR * usual):
            yield Gap(
                kind=kind,
                after=earlier[0],
                before=later[0],
                first_day=earlier[1].isoformat(),
                last_day=later[1].isoformat(),
                days=busy,
                numbers=max(0, later[2] - earlier[2] - 1),
            )
