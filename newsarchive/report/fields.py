"""Health of one site's fields: what is usual by the site's own history, and what is no longer so since when."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from newsarchive.model.counting import number_of
from newsarchive.query.readings import Reading, moment
from newsarchive.report.change import MIN_HISTORY, MIN_TAIL, Break, find_drop, find_shift
from newsarchive.report.holidays import is_quiet

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FRESH = timedelta(days=14)
"""Articles younger than this when first seen show the site of today; back-filled ones do not."""
NOW_READINGS = 20
"""How many of the newest readings "now" speaks of."""
STEADY = 0.97
"""A field filled this often may be called broken by the articles of one day; others need two."""
USUAL, CERTAIN = 0.9, 18.0
"""Nor do fields filled this often, where the evidence (gain in log likelihood) is this strong."""
RECOVERED = 5
"""So many right readings in a row at the end mean that the break is over."""

Status = Literal["ok", "learning", "drift", "broken", "recovered"]
Test = Callable[[Reading], bool | None]
"""Whether a reading is right in one respect; None where the question does not arise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldHealth:
    """One field of one site, looked at in one way."""

    site: str
    field: str
    measure: str
    """What is looked at: "filled", "distinct", "own selector", "length", …"""
    status: Status
    usual: float | None
    """Share (0–1) or median, by the site's history."""
    now: float | None
    """The same over the newest readings; after a break, over all readings since."""
    readings: int
    since: str | None = None
    """UTC time of the first affected snapshot."""
    snapshot_id: int | None = None
    url: str | None = None
    affected: int = 0
    """Articles read wrongly since."""
    message: str = ""

    @property
    def cause(self) -> str:
        """Stable name of what is wrong, for alerts."""
        return f"{self.status}:{self.field}:{self.measure}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "measure": self.measure,
            "status": self.status,
            "usual": None if self.usual is None else round(self.usual, 4),
            "now": None if self.now is None else round(self.now, 4),
            "readings": self.readings,
            "since": self.since,
            "snapshot_id": self.snapshot_id,
            "url": self.url,
            "affected": self.affected,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """A yes-or-no look at a field. `grave`: a break means a broken site; otherwise it is drift."""

    field: str
    measure: str
    test: Test
    says: str
    """The break in words, after "FIELD "."""
    grave: bool = True
    sure: bool = False
    """Right on practically every page, so that three misses in a row say enough."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number looked at: lengths and counts."""

    field: str
    measure: str
    of: Callable[[Reading], float | None]
    unit: str
    plus: float = 0.0
    """Added before two medians are compared: counts may grow by one without meaning anything."""


def field_health(
    site: str, readings: Sequence[Reading], misses: set[tuple[int, str]], began: str | None
) -> list[FieldHealth]:
    """All looks at all fields of one site.

    Args:
        readings: Oldest reading first.
        misses: (snapshot, field) where the site's own selector found nothing.
        began: UTC time at which the first run of the site began.
    """
    history, fresh = split_by_age(readings, began)
    series = (*history, *fresh)
    looks = [_share(site, look, series, len(history)) for look in shares(series, misses)]
    looks.append(_share(site, RECENT, [each for each in readings if each.run_before is not None], 0))
    return looks + [_amount(site, look, series, len(history)) for look in AMOUNTS]


def split_by_age(
    readings: Sequence[Reading], began: str | None
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """(older articles of the first day's crawl, fresh ones). The former only help where the latter are few."""
    fresh = tuple(each for each in readings if is_fresh(each))
    if len(fresh) >= 3 * MIN_HISTORY or began is None:
        return (), fresh
    until = moment(began) + timedelta(days=1)
    old = [each for each in readings if not is_fresh(each) and moment(each.fetched_at) <= until]
    old.sort(key=lambda each: each.published_day or each.published_latest or "")
    return tuple(old[-200:]), fresh


def is_fresh(reading: Reading) -> bool:
    """Whether the article was young when first seen; an undated one counts as young."""
    known = reading.published_day or reading.published_latest
    if known is None:
        return True
    latest = date.fromisoformat(known if len(known) > 7 else f"{known}-28")
    return _first_day(reading) - latest <= FRESH


def shares(series: Sequence[Reading], misses: set[tuple[int, str]]) -> list[Share]:
    """The looks that fit a site: those that need its usual values, or its selectors, learn them first."""
    early = series[: max(MIN_HISTORY, len(series) // 2)]
    witness = _usual(each.published_source for each in early if each.published_source)
    layouts = {name for name, count in Counter(e.layout for e in early).items() if count * 50 >= len(early)}
    titles = Counter(each.title for each in series if each.title)
    looks = [*FILLED]
    looks.append(
        Share("title", "distinct", lambda r: titles[r.title] == 1 if r.title else None,
              "has been the same on different articles")
    )  # fmt: skip
    if witness:
        looks.append(
            Share("published_at", "usual witness",
                  lambda r: r.published_source == witness if r.published_source else None,
                  f'has no longer been told by "{witness}"', grave=False)
        )  # fmt: skip
    looks.append(
        Share(
            "layout",
            "usual layout",
            lambda r: r.layout in layouts,
            "has been another than before",
            grave=False,
        )
    )
    for field in sorted({field for _, field in misses}):
        looks.append(
            Share(field, "own selector", lambda r, f=field: (r.snapshot_id, f) not in misses,  # type: ignore[misc]
                  "has no longer been found by the site's own selector")
        )  # fmt: skip
    return looks


def _is_not_late(reading: Reading) -> bool | None:
    """Nobody publishes after the article was seen: such a date is the capture's own (a masthead clock)."""
    if not reading.published_day or len(reading.published_day) < 10:
        return None
    return date.fromisoformat(reading.published_day) <= _first_day(reading) + timedelta(days=1)


def _is_recent(reading: Reading) -> bool | None:
    """What a routine run finds new has appeared since the run before, give or take."""
    if not reading.published_day or len(reading.published_day) < 10 or reading.run_before is None:
        return None
    asked = min(_first_day(reading), moment(reading.run_before).astimezone(VIETNAM).date())
    return date.fromisoformat(reading.published_day) >= asked - FRESH


def _first_day(reading: Reading) -> date:
    return moment(reading.first_seen_at).astimezone(VIETNAM).date()


FILLED: tuple[Share, ...] = (
    Share("title", "filled", lambda r: bool(r.title), "has been missing", sure=True),
    Share("body", "filled", lambda r: r.body_chars + r.lead_chars > 0, "has been missing", sure=True),
    Share("lead", "filled", lambda r: r.lead_chars > 0, "has been missing"),
    Share("byline", "filled", lambda r: bool(r.byline), "has been missing"),
    Share("section", "filled", lambda r: bool(r.section), "has been missing"),
    Share("published_at", "filled", lambda r: bool(r.published_day), "has been missing"),
    Share(
        "published_at",
        "not after the capture",
        _is_not_late,
        "has been later than the article was first seen",
    ),
    Share(
        "published_at",
        "witnesses agree",
        lambda r: not r.conflict,
        "has been contradicted by other dates on the page",
        grave=False,
    ),
    Share("photos", "filled", lambda r: r.photos > 0, "have been missing"),
    Share("captions", "filled", lambda r: r.captions > 0 if r.photos else None, "have been missing"),
)
RECENT = Share("published_at", "recent", _is_recent, "has been weeks before the articles appeared")
"""For all that routine runs read, old dates included: those of the fresh series are young by definition."""
AMOUNTS: tuple[Amount, ...] = (
    Amount("title", "length", lambda r: len(r.title) if r.title else None, "characters"),
    Amount("body", "length", lambda r: r.body_chars or None, "characters"),
    Amount("byline", "length", lambda r: len(r.byline) if r.byline else None, "characters"),
    Amount("photos", "count", lambda r: r.photos, "a page", plus=1),
)


def _usual(values: Any) -> str | None:
    """The value that stands in at least 8 of 10, if there is one."""
    counts = Counter(values)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return str(value) if count * 10 >= sum(counts.values()) * 8 else None


def _share(site: str, look: Share, series: Sequence[Reading], old: int) -> FieldHealth:
    asked = [(each, answer) for each in series if (answer := look.test(each)) is not None]
    answers = [answer for _, answer in asked]
    first = sum(1 for each in series[:old] if look.test(each) is not None)
    if len(answers) <= MIN_HISTORY:
        return _plain(site, look.field, look.measure, "learning", answers, len(answers))
    starts = {at for at in range(1, len(asked)) if asked[at][0].run_id != asked[at - 1][0].run_id}
    found = find_drop(answers, first=first, min_tail=3 if look.sure else MIN_TAIL, likely=starts)
    if found is None or not _convincing(found, asked):
        return _plain(site, look.field, look.measure, "ok", answers, len(answers))
    over = len(answers) - found.start > RECOVERED and all(answers[-RECOVERED:])
    status: Status = "recovered" if over else "broken" if look.grave else "drift"
    reading = asked[found.start][0]
    wrong = [each for each, answer in asked[found.start :] if not answer]
    tail = len(answers) - found.start
    began = f"since {shown(reading.fetched_at)}"
    if over:
        began = f"from {shown(reading.fetched_at)} to {shown(wrong[-1].fetched_at)}"
    message = (
        f"{site}: {look.field} {look.says} {began}, first in snapshot {reading.snapshot_id} ({reading.url}):"
        f" right in {tail - len(wrong)} of {number_of(tail, 'article')} since, usually in {percent(found.before)}."
    )
    return FieldHealth(
        site=site, field=look.field, measure=look.measure, status=status, usual=found.before, now=found.after,
        readings=len(answers), since=reading.fetched_at, snapshot_id=reading.snapshot_id, url=reading.url,
        affected=len(wrong), message=message,
    )  # fmt: skip


def _convincing(found: Break, asked: Sequence[tuple[Reading, bool]]) -> bool:
    """Whether enough days show it, by the site's own unevenness: one day's articles are often of one kind.

    A field that is nearly always there needs one day, one that is often missing two; where the history has days
    without it already, three are needed.
    """
    wrong = Counter(_read_on(each) for each, right in asked[found.start :] if not right)
    days = sum(count >= 2 and not is_quiet(day) for day, count in wrong.items())
    if found.before < STEADY and (found.before < USUAL or found.gain < CERTAIN):
        needed = 2
    else:
        needed = 1
    if _has_odd_days(asked[: found.start]):
        needed = 3
    return days >= needed or found.before == 1.0


def _has_odd_days(history: Sequence[tuple[Reading, bool]]) -> bool:
    """Whether the field has been missing on most articles of a day before."""
    total: Counter[date] = Counter()
    right: Counter[date] = Counter()
    for each, answer in history:
        day = _read_on(each)
        total[day] += 1
        right[day] += answer
    return any(count >= 3 and right[day] * 3 <= count for day, count in total.items())


def _read_on(reading: Reading) -> date:
    return moment(reading.fetched_at).astimezone(VIETNAM).date()


def _amount(site: str, look: Amount, series: Sequence[Reading], old: int) -> FieldHealth:
    asked = [(each, value) for each in series if (value := look.of(each)) is not None]
    values = [value for _, value in asked]
    first = sum(1 for each in series[:old] if look.of(each) is not None)
    if len(values) <= MIN_HISTORY:
        return _plain(site, look.field, look.measure, "learning", values, len(values))
    found = find_shift(values, first=first, plus=look.plus)
    if found is None:
        return _plain(site, look.field, look.measure, "ok", values, len(values))
    reading = asked[found.start][0]
    message = (
        f"{site}: {look.field} ({look.measure}) has changed since {shown(reading.fetched_at)}, first in snapshot"
        f" {reading.snapshot_id} ({reading.url}): {found.after:g} {look.unit}, usually {found.before:g}."
    )
    return FieldHealth(
        site=site, field=look.field, measure=look.measure, status="drift", usual=found.before, now=found.after,
        readings=len(values), since=reading.fetched_at, snapshot_id=reading.snapshot_id, url=reading.url,
        affected=len(values) - found.start, message=message,
    )  # fmt: skip


def _plain(
    site: str, field: str, measure: str, status: Status, values: Sequence[float], count: int
) -> FieldHealth:
    newest = values[-NOW_READINGS:]
    shares = all(isinstance(value, bool) for value in values)
    return FieldHealth(
        site=site,
        field=field,
        measure=measure,
        status=status,
        usual=_middle(values, shares),
        now=_middle(newest, shares),
        readings=count,
    )


def _middle(values: Sequence[float], shares: bool) -> float | None:
    if not values:
        return None
    return sum(values) / len(values) if shares else sorted(values)[len(values) // 2]


def shown(utc: str) -> str:
    """A stored UTC time as people in Vietnam read it.

    >>> shown("2024-07-27T02:00:00Z")
    '2024-07-27 09:00'
    """
    return datetime.fromisoformat(utc.replace("Z", "+00:00")).astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")


def percent(share: float) -> str:
    """A share for people."""
    return f"{100 * share:.0f} %"


def now_utc(moment_: datetime) -> str:
    """A moment as stored."""
    return moment_.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
