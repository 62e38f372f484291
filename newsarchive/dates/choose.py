"""Which of several witnesses tells the publication date. A pure function, so that it can choose again.

The rules are those of docs/witnesses.md. The order in which witnesses come does not matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from newsarchive.dates.event import Window, event_near, events_within
from newsarchive.dates.idclock import Bounds
from newsarchive.model.article import Witness
from newsarchive.model.finding import Finding

VIETNAM = timezone(timedelta(hours=7))
RANKS = {"structured": 1, "printed": 2, "feed": 3, "sitemap": 3, "listing": 3, "photo": 4, "url": 5}
"""Kinds that state a publication date, strongest first; the others only bound it or speak of something else."""
PAGE_KINDS = frozenset(("structured", "printed"))
UPDATED_ONLY = "updated-only"
_HOUR = timedelta(hours=1)
_ZONE_SLIP = timedelta(hours=7)
FIRST_PAGE = date(1991, 8, 6)
"""The first page of the web; births and anniversaries are printed like dates too."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """What was decided on a publication date and why."""

    published_at: str | None = None
    """`2024-01-26T15:23+07:00`, `2024-01-26` or `2024-01`: a value that a witness states, never more."""
    precision: str | None = None
    source: str | None = None
    """Kind of the witness that won, or "updated-only"."""
    raw: str | None = None
    """What a reader sees: the printed line where it says the same, else the winner's own words."""
    earliest: str | None = None
    latest: str | None = None
    """Days between which publication lies, both included."""
    updated_at: str | None = None
    event_date: str | None = None
    event_end: str | None = None
    witnesses: tuple[Witness, ...] = ()
    """All witnesses in a fixed order, `agrees` filled in."""
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Case:
    """The witnesses of one article while they are heard."""

    captured: date
    began: date | None
    bounds: Bounds | None
    words: Window
    dateline: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, message: str, about: str = "published_at") -> None:
        if all(finding.code != code for finding in self.findings):
            self.findings.append(Finding(code=code, field=about, message=message))

    def is_plausible(self, witness: Witness) -> bool:
        """Not before the site existed (or any site did), not more than a day after the capture."""
        first, last = days_of(witness)
        return last >= (self.began or FIRST_PAGE) and first <= self.captured + _ONE_DAY

    def is_in_bounds(self, witness: Witness) -> bool:
        first, last = days_of(witness)
        return self.bounds is None or (first <= self.bounds[1] and last >= self.bounds[0])


def choose(
    witnesses: Sequence[Witness],
    *,
    captured_at: datetime,
    began: date | None = None,
    id_bounds: Bounds | None = None,
    words: Window | None = None,
) -> Publication:
    """Decide the publication date.

    Args:
        witnesses: Every place that states a date, of the page and of the listings and feeds that led to it.
        captured_at: Aware moment of capture; nothing is published more than a day later.
        began: First day of the site.
        id_bounds: Days between which the counter of the id puts the article (`idclock.id_bounds`); None takes those
            recorded among the witnesses.
        words: What the text itself says of its time (`event.years_in_text`).
    """
    heard = _in_order(witnesses)
    case = _Case(
        captured=captured_at.astimezone(VIETNAM).date(),
        began=began,
        bounds=id_bounds or _recorded_bounds(heard),
        words=words or Window(),
        dateline=next((witness.raw for witness in heard if witness.kind == "dateline"), None),
    )
    candidates = _candidates(heard, case)
    winner = _winner(candidates, case)
    updates = _updates(heard, case)
    winner, source = _with_updates(winner, candidates, updates, case)
    _report_clocks(heard, winner, case)
    return _publication(heard, winner, source, updates, case)


def days_of(witness: Witness) -> tuple[date, date]:
    """First and last day a witness with a value can mean."""
    return _days_of_value(witness.value or "")


@lru_cache(maxsize=1024)
def _days_of_value(value: str) -> tuple[date, date]:
    if len(value) == 7:
        first = date.fromisoformat(value + "-01")
        return first, (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
    day = date.fromisoformat(value[:10])
    return day, day


def _in_order(witnesses: Iterable[Witness]) -> list[Witness]:
    """Strongest first, then by what is said, so that the order given plays no part; the same thing said twice once."""
    unique = {_unjudged(witness) for witness in witnesses}

    def key(witness: Witness) -> tuple[int, int, str, str, str, int]:
        rank = RANKS.get(witness.kind, 9)
        fine = 0 if witness.value and "T" in witness.value else 1
        return (
            rank,
            fine,
            witness.value or "~",
            witness.kind,
            witness.place + witness.raw,
            witness.snapshot_id or 0,
        )

    return sorted(unique, key=key)


def _recorded_bounds(heard: list[Witness]) -> Bounds | None:
    recorded = next(
        (witness.value for witness in heard if witness.kind == "id-bounds" and witness.value), None
    )
    if recorded is None:
        return None
    first, _, last = recorded.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _unjudged(witness: Witness) -> Witness:
    """As it was before it was heard: no verdict, and a dateline without the year found for it."""
    if witness.kind == "dateline":
        if witness.value is not None or witness.agrees is not None or witness.precision is not None:
            return replace(witness, agrees=None, value=None, precision=None)
        return witness
    return witness if witness.agrees is None else replace(witness, agrees=None)


def _candidates(heard: list[Witness], case: _Case) -> list[Witness]:
    """Witnesses of a publication date that can be true. The id's bounds silence weak ones at once, the page's own
    statements only where another candidate is left."""
    stated = [witness for witness in heard if witness.kind in RANKS and witness.value]
    plausible = [witness for witness in stated if case.is_plausible(witness)]
    inside = [witness for witness in plausible if case.is_in_bounds(witness)]
    kept = inside or [witness for witness in plausible if witness.kind in PAGE_KINDS]
    for witness in stated:
        if witness not in kept or witness not in inside:
            case.add(
                "date-implausible",
                f"The {witness.kind} date {witness.value} ({witness.raw}) cannot be right.",
            )
            break
    return kept


def _winner(candidates: list[Witness], case: _Case) -> Witness | None:
    if not candidates:
        return None
    strongest = _strongest(candidates, case)
    overruled = _overruled(strongest, candidates, case)
    if _disagree(candidates):
        days = ", ".join(
            dict.fromkeys(f"{witness.kind} {(witness.value or '')[:10]}" for witness in candidates)
        )
        case.add("date-conflict", f"Witnesses differ by more than a day: {days}.")
    return overruled or strongest


def _strongest(candidates: list[Witness], case: _Case) -> Witness:
    """The first by rank; a printed local time beats a structured one that is off by an hour or more."""
    first = candidates[0]
    local = [witness for witness in candidates if witness.kind in ("printed", "listing") and _moment(witness)]
    if first.kind != "structured":
        return first
    structured = [witness for witness in candidates if witness.kind == "structured"]
    for witness in structured:
        if any(witness.value == printed.value for printed in local):
            return witness
    timed = _moment(first)
    printed = next((witness for witness in local if witness.kind == "printed"), local[0] if local else None)
    other = _moment(printed) if printed else None
    if printed is None or timed is None or other is None:
        return _finer(first, candidates)
    apart = abs(timed - other)
    if apart == _ZONE_SLIP:
        case.add(
            "date-zone-mislabelled", f"{first.raw} is local time with a wrong zone; {printed.raw} is printed."
        )
        return printed
    if _HOUR < apart <= _ONE_DAY:
        case.add(
            "date-minutes-differ", f"{first.value} is stated, {printed.value} is printed; the print stands."
        )
        return printed
    return first


def _finer(first: Witness, candidates: list[Witness]) -> Witness:
    """A structured day gives way to a printed time of that day: the same date, said more exactly."""
    if _moment(first) is None and first.value:
        same = (witness for witness in candidates if witness.kind == "printed" and _moment(witness))
        return next((witness for witness in same if days_of(witness) == days_of(first)), first)
    return first


def _overruled(strongest: Witness, candidates: list[Witness], case: _Case) -> Witness | None:
    """The best of two witnesses of other, weaker kinds that agree on a day more than a day from the strongest's.

    The dateline may be the second: "Sáng 26/1" agrees with the photo of 26/1, not with the print half a year later.
    """
    others = [witness for witness in candidates if witness.kind != strongest.kind]
    weaker = [witness for witness in others if RANKS[witness.kind] >= RANKS[strongest.kind]]
    for witness in weaker:
        if not _apart(witness, strongest) or len(witness.value or "") < 10:
            continue
        if any(other.kind != witness.kind and days_of(other) == days_of(witness) for other in weaker):
            return witness
        if _is_day_after(case.dateline, witness) and not _is_day_after(case.dateline, strongest):
            return witness
    return None


def _is_day_after(dateline: str | None, witness: Witness) -> bool:
    """Whether a publication on the witness's day is what a dateline lets expect: the same day or the next."""
    day = days_of(witness)[1]
    event = event_near(dateline, day) if dateline else None
    return event is not None and timedelta(0) <= day - event[1] <= _ONE_DAY


def _apart(one: Witness, other: Witness) -> bool:
    """Whether two differ by more than a day."""
    (first, last), (start, end) = days_of(one), days_of(other)
    return start - last > _ONE_DAY or first - end > _ONE_DAY


def _disagree(candidates: list[Witness]) -> bool:
    return any(
        _apart(one, other) for index, one in enumerate(candidates) for other in candidates[index + 1 :]
    )


def _moment(witness: Witness) -> datetime | None:
    value = witness.value or ""
    return datetime.fromisoformat(value) if "T" in value else None


def _updates(heard: list[Witness], case: _Case) -> list[Witness]:
    """Plausible statements of an update, oldest first; where the page labels local times UTC, none of those."""
    found = [witness for witness in heard if witness.kind == "updated" and witness.value]
    found = [witness for witness in found if case.is_plausible(witness)]
    if any(map(_is_utc, found)) and _labels_local_utc(heard):
        found = [witness for witness in found if not _is_utc(witness)]
    return sorted(found, key=lambda witness: (days_of(witness), witness.value or ""))


def _is_utc(witness: Witness) -> bool:
    return witness.raw.rstrip().endswith(("Z", "+00:00", "+0000"))


def _labels_local_utc(heard: list[Witness]) -> bool:
    """Whether a publication that is stated in UTC has the very wall clock that the page shows as local."""
    pages = [witness for witness in heard if witness.kind in PAGE_KINDS and _moment(witness)]
    stated = {_moment(witness) for witness in pages if witness.kind == "structured" and _is_utc(witness)}
    local = {_moment(witness) for witness in pages if not _is_utc(witness)}
    return any(moment is not None and moment - _ZONE_SLIP in local for moment in stated)


def _with_updates(
    winner: Witness | None, candidates: list[Witness], updates: list[Witness], case: _Case
) -> tuple[Witness | None, str | None]:
    """A lone update serves as the date, unless a weaker witness puts publication more than a day before it."""
    if winner is None or winner.kind in PAGE_KINDS or not updates:
        if winner is None and updates:
            case.add("date-updated-only", f"Only the time of an update is stated: {updates[0].raw}.")
            return updates[0], UPDATED_ONLY
        return winner, winner.kind if winner else None
    lone = updates[0]
    if winner.kind in ("photo", "url") and not _apart(lone, winner) and "T" not in (winner.value or ""):
        case.add("date-updated-only", f"Only the time of an update is stated: {lone.raw}.")
        return lone, UPDATED_ONLY
    return winner, winner.kind


def _report_clocks(heard: list[Witness], winner: Witness | None, case: _Case) -> None:
    for witness in heard:
        if witness.kind == "clock" and witness.value and (winner is None or _apart(witness, winner)):
            case.add("date-clock-ignored", f"{witness.raw} is the day the page was rendered, not its date.")
            return


def _publication(
    heard: list[Witness], winner: Witness | None, source: str | None, updates: list[Witness], case: _Case
) -> Publication:
    event = _event(winner, case)
    earliest, latest = _bounds(winner, event, case)
    updated = updates[-1] if updates and source != UPDATED_ONLY else None
    return Publication(
        published_at=winner.value if winner else None,
        precision=_precision(winner),
        source=source,
        raw=_shown(winner, heard),
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        updated_at=updated.value if updated and _is_later(updated, winner) else None,
        event_date=event[0].isoformat() if event else None,
        event_end=event[1].isoformat() if event and event[1] != event[0] else None,
        witnesses=tuple(_with_verdict(witness, winner, event) for witness in heard),
        findings=tuple(case.findings),
    )


def _precision(winner: Witness | None) -> str | None:
    if winner is None or winner.value is None:
        return None
    return "minute" if "T" in winner.value else {10: "day", 7: "month"}[len(winner.value)]


def _shown(winner: Witness | None, heard: list[Witness]) -> str | None:
    """The printed line where it states the very value that was chosen, else the winner's own words."""
    if winner is None:
        return None
    printed = (
        witness.raw for witness in heard if witness.kind == "printed" and witness.value == winner.value
    )
    return next(printed, winner.raw) if winner.kind == "structured" else winner.raw


def _is_later(updated: Witness, winner: Witness | None) -> bool:
    """An update that is not after publication is none; of the day of publication, a printed one tells the hour."""
    if winner is None:
        return True
    one, other = updated.value or "", winner.value or ""
    size = min(len(one), len(other))
    is_printed = not updated.raw[:4].isdigit()  # content systems state one beside every page
    return one[:size] > other[:size] or (is_printed and one[:size] == other and len(one) > size)


def _event(winner: Witness | None, case: _Case) -> tuple[date, date] | None:
    """The days of the dateline; its year from the publication date, else from bounds, words and capture."""
    if case.dateline is None:
        return None
    if winner is not None:
        return event_near(case.dateline, days_of(winner)[1])
    window = case.words.cut(case.began, case.captured)
    if case.bounds:
        window = window.cut(case.bounds[0] - timedelta(days=31), case.bounds[1])
    possible = events_within(case.dateline, window, case.captured)
    if len(possible) > 1:
        years = ", ".join(str(days[0].year) for days in possible[:3])
        case.add(
            "date-year-unknown", f"{case.dateline} may be of {years} …; no year was chosen.", "event_date"
        )
    return possible[0] if len(possible) == 1 else None


def _bounds(
    winner: Witness | None, event: tuple[date, date] | None, case: _Case
) -> tuple[date | None, date | None]:
    """The chosen day itself, or what is known without one: event, id and capture."""
    if winner is not None:
        return days_of(winner)
    low, high = case.bounds or (None, None)
    earliest = max(filter(None, (low, case.began, event[0] if event else None)), default=None)
    latest = min(filter(None, (high, case.captured)))
    if earliest and earliest > latest:
        return None, case.captured
    return earliest, latest


def _with_verdict(witness: Witness, winner: Witness | None, event: tuple[date, date] | None) -> Witness:
    """Whether a witness means the chosen day; a dateline gets the value that its year was found for."""
    if witness.kind == "dateline":
        value = None if event is None else event[0].isoformat()
        if event and event[1] != event[0]:
            value = f"{event[0]}/{event[1]}"
        witness = replace(witness, value=value, precision="day" if value else None)
    if winner is None or witness.value is None:
        return witness
    chosen = days_of(winner)
    first, _, last = witness.value.partition("/")
    start, end = _days_of_value(first)[0], _days_of_value(last or first)[1]
    return Witness(
        kind=witness.kind,
        raw=witness.raw,
        value=witness.value,
        precision=witness.precision,
        agrees=start <= chosen[1] and chosen[0] <= end,
        place=witness.place,
        snapshot_id=witness.snapshot_id,
    )
