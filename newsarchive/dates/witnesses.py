"""Draft → article: every place that states a date is read, and the publication date decided.

Rules and ranks: docs/witnesses.md. Choosing itself is `choose.choose`, which works on stored witnesses too.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from newsarchive.dates.address import address_time, names_a_day, photo_day, slug_of, unix_day
from newsarchive.dates.choose import Publication, choose
from newsarchive.dates.event import find_dateline, has_year, years_in_text
from newsarchive.dates.idclock import Bounds, id_bounds
from newsarchive.dates.masthead import shows_capture
from newsarchive.dates.reader import find, parse
from newsarchive.dates.reading import Reading
from newsarchive.errors import DateError
from newsarchive.model.article import EXTRACTOR, Article, DateClue, Draft, Precision, Sighting, Witness
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec

VIETNAM = timezone(timedelta(hours=7))
TEXT_KINDS = frozenset(("structured", "printed", "updated", "feed", "sitemap", "listing", "clock"))
_SHORT_YEAR = re.compile(
    r"^(?=.{0,28}\d:\d\d).{0,16}?(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?![\d/.-]).{0,12}$"
)
"""A year of two digits counts where an hour stands beside it, as on pages for telephones; alone it may be a score."""
_UNIX = re.compile(r"\d{10}(?:\d{3})?")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_READ_PRECISION: dict[str, Precision] = {"second": "minute", "minute": "minute", "part": "day", "day": "day"}
_OWN_SLUG_WORDS = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""What lies outside is a slip or a placeholder ("0001-01-01", "9999-12-31")."""


def date_article(
    draft: Draft,
    *,
    site: SiteSpec | None = None,
    stated: Sequence[Witness | DateClue] = (),
    clocks: Collection[str] = (),
) -> Article:
    """Read the clues of a draft and decide its dates.

    Args:
        draft: A normalised draft (its lead without the site's prefix).
        site: Facts of the site: its first day, what its ids tell. None for an unknown site.
        stated: What listings and feeds state of this article, read already or not.
        clocks: Places that other pages or captures of the site showed to be clocks (`masthead.is_clock`).
    """
    clues = (*draft.clues, *(one for one in stated if isinstance(one, DateClue)))
    slugs = _slugs(draft) if any([clue.kind == "photo" for clue in clues]) else ()
    witnesses = [
        read_clue(clue, at=draft.fetched_at, slugs=slugs) for clue in clues if _states_something(clue)
    ]
    if clocks:
        day = draft.fetched_at.astimezone(VIETNAM).date()
        witnesses = [_unmasked(witness, clocks, day) for witness in witnesses]
    witnesses += [one for one in stated if isinstance(one, Witness)]
    bounds = id_bounds(draft.source_id, site.id_clock) if site else None
    witnesses += _id_witnesses(draft, site, bounds)
    witnesses += _dateline_witness(draft)
    decided = choose(
        witnesses,
        captured_at=draft.fetched_at,
        began=site.began if site else None,
        id_bounds=bounds,
        words=years_in_text(_paragraphs(draft)),
    )
    unread = [clue for clue in clues if clue.kind in ("structured", "printed") and clue.raw.strip()]
    findings = (*decided.findings, *_unreadable(unread, decided.witnesses))
    return _article(draft, decided, findings)


def read_clue(clue: DateClue, *, at: datetime, slugs: tuple[str, ...] = ()) -> Witness:
    """Read one clue. `value` is None where it cannot be read, states no single day, or is not this article's.

    Args:
        at: Moment of capture of the page that states it.
        slugs: Slugs of the article, for telling its own photos from archive pictures.
    """
    raw, value = clue.raw, None
    if clue.kind == "photo":
        raw, value = photo_day(clue.raw, slugs) or (clue.raw, None)
    elif clue.kind == "url":
        raw, value = address_time(clue.raw) or (clue.raw, None)
    elif clue.kind in TEXT_KINDS:
        value = _read_text(clue, at)
    place = f"{clue.place} {clue.raw}".strip() if raw != clue.raw else clue.place
    return Witness(
        kind=clue.kind,
        raw=raw,
        value=value,
        precision=_precision(value),
        agrees=None,
        place=place,
        snapshot_id=clue.snapshot_id,
    )


def _unmasked(witness: Witness, clocks: Collection[str], captured: date) -> Witness:
    """A clock where a printed date of the capture's day stands at the place of one."""
    if witness.kind != "printed" or witness.place not in clocks or len(witness.value or "") < 10:
        return witness
    shown = date.fromisoformat((witness.value or "")[:10])
    seen = Sighting(page="", captured=captured, shown=shown)
    return replace(witness, kind="clock") if shows_capture(seen) else witness


def _states_something(clue: DateClue) -> bool:
    """Addresses without a time in them are no witnesses; archive pictures are noted, without a value."""
    if clue.kind == "url":
        return address_time(clue.raw) is not None
    return clue.kind != "photo" or names_a_day(clue.raw)


def _read_text(clue: DateClue, at: datetime) -> str | None:
    """The value of a printed or machine date on Vietnam's wall clock, or None."""
    text = clue.raw.strip()
    if clue.kind in ("structured", "updated") and _UNIX.fullmatch(text):
        return _from_unix(int(text[:10]))
    reading = _reading(text, at)
    if reading is None or reading.kind == "range" or not _FIRST_YEAR <= int(reading.start[:4]) <= _LAST_YEAR:
        return None
    if reading.kind == "relative":
        return reading.start[:10] if clue.snapshot_id is None and reading.precision != "week" else None
    if reading.method != "iso" and not _names_year(reading):
        return None
    return _value(
        reading, is_machine=clue.kind in ("structured", "feed", "sitemap") or reading.method == "iso"
    )


def _reading(text: str, at: datetime) -> Reading | None:
    """The one date of a text: the text itself, or the only full date inside a longer line."""
    try:
        return parse(text, at=at)
    except DateError:
        pass  # not an expression by itself: look inside
    inside = [reading for reading in find(text[:500], at=at) if reading.precision in _READ_PRECISION]
    inside = [reading for reading in inside if reading.kind in ("absolute", "lunar") and _names_year(reading)]
    return inside[0] if len({reading.start for reading in inside}) == 1 else None


def _names_year(reading: Reading) -> bool:
    if _SHORT_YEAR.search(reading.text):
        return True
    return has_year(reading.text) or reading.kind == "lunar" or reading.method == "dateparser"


def _value(reading: Reading, *, is_machine: bool) -> str | None:
    if reading.precision == "month":
        return reading.iso[:7]
    precision = _READ_PRECISION.get(reading.precision)
    if precision is None:
        return None
    if precision == "day" or (
        is_machine and "T00:00" in reading.iso and reading.start[11:19] in ("00:00", "00:00:00")
    ):
        return reading.start[:10]
    return _wall_clock(reading.iso)


def _wall_clock(iso: str) -> str:
    """Minutes on Vietnam's clock; a time without a zone is taken as such."""
    moment = datetime.fromisoformat(iso)
    moment = moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return moment.isoformat(timespec="minutes")


def _from_unix(seconds: int) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    return moment.isoformat(timespec="minutes") if moment.year >= 2000 else None


def _precision(value: str | None) -> Precision | None:
    if value is None:
        return None
    return "minute" if "T" in value else "day" if len(value) == 10 else "month"


def _slugs(draft: Draft) -> tuple[str, ...]:
    """Slugs by which a photo of this article may be named: that of the address, and the title itself."""
    slugs = [slug_of(draft.url), draft.title or ""]
    return tuple(slug for slug in slugs if slug.replace(" ", "-").count("-") >= _OWN_SLUG_WORDS - 1)


def _id_witnesses(draft: Draft, site: SiteSpec | None, bounds: Bounds | None) -> Iterator[Witness]:
    clock = site.id_clock if site else None
    if clock and clock.unix_below is not None:
        day = unix_day(draft.source_id, clock.unix_below)
        if day:
            yield Witness(
                kind="url",
                raw=draft.source_id,
                value=day,
                precision="day",
                agrees=None,
                place="unix time in the id",
            )
    if bounds:
        value = f"{bounds[0]}/{bounds[1]}"
        yield Witness(
            kind="id-bounds",
            raw=draft.source_id,
            value=value,
            precision=None,
            agrees=None,
            place="counter in the id",
        )


def _dateline_witness(draft: Draft) -> list[Witness]:
    reading = find_dateline(draft.lead, draft.body[0] if draft.body else None, draft.fetched_at)
    if reading is None:
        return []
    return [
        Witness(kind="dateline", raw=reading.text, value=None, precision=None, agrees=None, place="dateline")
    ]


def _paragraphs(draft: Draft) -> Iterator[str]:
    yield from (text for text in (draft.title, draft.lead, *draft.body[:8]) if text)


def _unreadable(clues: list[DateClue], witnesses: Sequence[Witness]) -> Iterator[Finding]:
    """One finding where the page states a date that nobody could read."""
    read = {(witness.kind, witness.raw) for witness in witnesses if witness.value}
    read |= {("printed", raw) for kind, raw in read if kind == "clock"}
    for clue in clues:
        if (clue.kind, clue.raw) not in read and any(char.isdigit() for char in clue.raw):
            message = (
                f"The {clue.kind} date “{clue.raw[:80]}” at {clue.place or 'the page'} could not be read."
            )
            yield Finding(code="date-unreadable", field="published_at", message=message)
            return


def _article(draft: Draft, decided: Publication, findings: Sequence[Finding]) -> Article:
    return Article(
        site=draft.site,
        source_id=draft.source_id,
        url=draft.url,
        title=draft.title,
        kicker=draft.kicker,
        lead=draft.lead,
        body=draft.body,
        byline=draft.byline,
        authors=draft.authors,
        agency=draft.agency,
        section=draft.section,
        tags=draft.tags,
        dateline=draft.dateline,
        event_date=decided.event_date,
        event_end=decided.event_end,
        published_at=decided.published_at,
        published_precision=decided.precision,
        published_source=decided.source,
        published_raw=decided.raw,
        published_earliest=decided.earliest,
        published_latest=decided.latest,
        updated_at=decided.updated_at,
        layout=draft.layout,
        extractor=EXTRACTOR,
        photos=draft.photos,
        date_witnesses=decided.witnesses,
        findings=(*draft.findings, *findings),
    )
