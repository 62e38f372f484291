"""The article and what it is made of, from a page class's draft to what is stored.

Draft    what a page class read: text as printed, and clues to dates
Article  the same with dates decided and printed lines taken apart; `to_dict()` is what `extract` prints
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from newsarchive import __version__
from newsarchive.model.finding import Finding

_READING = ("checks", "dates", "page", "text", "urls")
"""Rooms whose code decides what is read."""


def _digest_of_code() -> str:
    """Eight digits that change with every change of the reading code."""
    folder = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(file for room in _READING for file in (folder / room).rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


EXTRACTOR = f"newsarchive {__version__}+{_digest_of_code()}"
"""Name and version of the code that reads pages, down to its last change: `reextract` knows by it which articles were
read by other code, `verify` which must read the same again. Files of sites do not count."""

Precision = Literal["second", "minute", "day", "month", "year"]

WITNESS_KINDS: tuple[str, ...] = (
    "structured",  # JSON-LD, article:published_time, microdata, time[datetime] in the article's header
    "printed",  # the printed date at the title
    "updated",  # a printed or structured "updated" time
    "feed",  # RSS pubDate, Atom published
    "sitemap",  # news-sitemap publication_date
    "listing",  # the date beside the link in a listing
    "photo",  # the path of the article's own photo
    "url",  # creation time inside the id or the address
    "dateline",  # "Sáng 26/1, …": the day of the event
    "id-bounds",  # the counter in the id between known neighbours: plausibility only
    "clock",  # the masthead's render date: recorded, never chosen
)
"""Kinds of places that state a date, strongest first (design: dates)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """One picture of an article. Before normalising, `caption` holds the printed line with its credit."""

    url: str
    """Absolute address of the real picture (never a lazy-loading placeholder)."""
    caption: str | None = None
    credit: str | None = None
    """Whose picture it is, as printed after the label: "Việt Dũng" of "(Ảnh: Việt Dũng)"; the label itself where
    nothing follows it ("Ảnh minh họa")."""
    alt: str | None = None
    width: int | None = None
    height: int | None = None
    """Pixels as the page states them."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "url": self.url,
            "caption": self.caption,
            "credit": self.credit,
            "alt": self.alt,
            "width": self.width,
            "height": self.height,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class DateClue:
    """A place on a page that states a date: text as printed, not read yet."""

    kind: str
    """One of `WITNESS_KINDS`."""
    raw: str
    """As printed, or as in the attribute."""
    place: str = ""
    """Where it stands, for people: "json-ld datePublished", "p.d_date", "photo path"."""
    snapshot_id: int | None = None
    """The stored listing or feed that states it; None = the article's own page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """A clue that has been read. `value` is None where it could not be read."""

    kind: str
    raw: str
    value: str | None
    """ISO 8601, as precise as printed; Vietnam's wall clock with +07:00 where a time is known."""
    precision: Precision | None
    agrees: bool | None
    """Whether it agrees (same day) with the publication date decided on; None where none was."""
    place: str = ""
    snapshot_id: int | None = None
    """The stored page that states it; None = the article's own snapshot."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "raw": self.raw,
            "value": self.value,
            "precision": self.precision,
            "agrees": self.agrees,
            "place": self.place,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """One printed date that stood at one place of a layout, on one page, in one capture."""

    page: str
    """Address or id of the page."""
    captured: date
    """Vietnam's day of the capture."""
    shown: date
    """The day that the place showed."""
    published: date | None = None
    """When the article was published, as other places say; None where nobody knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a page class read out of one snapshot. Text is NFC with blanks folded, otherwise as printed."""

    site: str | None
    source_id: str
    """The site's own id of the article; its canonical path where it has none."""
    url: str
    """Canonical address."""
    fetched_at: datetime
    """Moment of capture, aware."""
    layout: str
    """Name of the layout that was recognised, or "generic"."""
    title: str | None = None
    kicker: str | None = None
    lead: str | None = None
    """The sapo with its prefix and dateline, as printed. `None` where the page marks none."""
    body: tuple[str, ...] = ()
    """Paragraphs in order, subheadings included; no caption, byline, related story or advert."""
    byline: str | None = None
    agency: str | None = None
    """Only where the page states it apart from the byline."""
    section: str | None = None
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    clues: tuple[DateClue, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    """(field, how it was found), for instance ("title", "h1.article__title") or ("body", "generic")."""
    findings: tuple[Finding, ...] = ()
    dateline: str | None = None
    """Prefix split off the lead; filled by the normalise step."""
    authors: tuple[str, ...] = ()
    """People read from the byline; filled by the normalise step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article as one snapshot tells it. Times of publication are Vietnam's wall clock."""

    site: str | None
    source_id: str
    url: str
    title: str | None
    kicker: str | None
    lead: str | None
    body: tuple[str, ...]
    byline: str | None
    authors: tuple[str, ...]
    agency: str | None
    section: str | None
    tags: tuple[str, ...]
    dateline: str | None
    event_date: str | None
    """First day of the event told of, `YYYY-MM-DD`."""
    event_end: str | None
    """Last day, where the dateline is a range."""
    published_at: str | None
    """`2024-01-26T15:23+07:00` or `2024-01-26`: never more precise than the page."""
    published_precision: str | None
    """"minute", "day" or "month"."""
    published_source: str | None
    """Kind of the witness that won, or "updated-only"."""
    published_raw: str | None
    published_earliest: str | None
    published_latest: str | None
    """Bounds as days, known even where the date itself is not."""
    updated_at: str | None
    layout: str
    extractor: str
    """Name and version of the code that read it."""
    photos: tuple[Photo, ...]
    date_witnesses: tuple[Witness, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """What `newsarchive extract` prints: stable keys, lists for body, authors, tags and the rest."""
        return {
            "site": self.site,
            "source_id": self.source_id,
            "url": self.url,
            "title": self.title,
            "kicker": self.kicker,
            "lead": self.lead,
            "body": list(self.body),
            "byline": self.byline,
            "authors": list(self.authors),
            "agency": self.agency,
            "section": self.section,
            "tags": list(self.tags),
            "dateline": self.dateline,
            "event_date": self.event_date,
            "event_end": self.event_end,
            "published_at": self.published_at,
            "published_day": self.published_at[:10] if self.published_at else None,
            "published_precision": self.published_precision,
            "published_source": self.published_source,
            "published_raw": self.published_raw,
            "published_earliest": self.published_earliest,
            "published_latest": self.published_latest,
            "updated_at": self.updated_at,
            "layout": self.layout,
            "extractor": self.extractor,
            "photos": [photo.to_dict() for photo in self.photos],
            "date_witnesses": [witness.to_dict() for witness in self.date_witnesses],
            "findings": [finding.to_dict() for finding in self.findings],
        }
