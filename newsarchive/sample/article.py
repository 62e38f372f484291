"""The nouns of the sample site: an article as written, and what an archive ought to store of it.

These are the sample's own: the truth is stated here once and never read back from a page.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal
from urllib.parse import quote

VIETNAM = timezone(timedelta(hours=7))
HOME = "https://www.thanhuytphcm.vn"
PHOTO_HOST = "https://images.hcmcpv.org.vn"
PREFIX = "(Thanhuytphcm.vn) - "
SLUG_CHARS = 98
PHOTO_SLUG_CHARS = 80
COUNTER_FROM = 1_491_800_000
"""Ids below are unix seconds; from here on they count items."""
COUNTER_LINE: tuple[tuple[datetime, int], ...] = (
    (datetime(2017, 4, 10, tzinfo=VIETNAM), 1_491_819_100),
    (datetime(2020, 11, 10, tzinfo=VIETNAM), 1_491_871_594),
    (datetime(2022, 12, 22, tzinfo=VIETNAM), 1_491_902_914),
    (datetime(2025, 8, 26, tzinfo=VIETNAM), 1_491_938_606),
    (datetime(2026, 12, 31, tzinfo=VIETNAM), 1_491_956_600),
)
"""Moments and counter ids between which ids run evenly; the last one continues the line."""

_NOT_SLUG = re.compile(r"[^a-z0-9 \u0300-\u036f-]")
_BLANKS = re.compile(r"\s+")

Quirk = Literal["nfd-title", "tcvn3", "entities"]
Stated = Literal["printed", "structured"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A "nhóm tin": one listing of the site."""

    id: int
    """Unix seconds of its creation, as on the real site."""
    slug: str
    name: str
    host: str = HOME
    """Where its address lies; one group lives on a mirror host alone."""

    @property
    def path(self) -> str:
        return f"/nhom-tin/{self.slug}-{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplePhoto:
    """One picture of an article."""

    path: str
    """Path and query on the photo host."""
    caption: str | None = None
    """Without the credit."""
    credit: str | None = None
    """Whose picture it is, without the label: "Lê An"; "Ảnh tư liệu" where the label is all."""

    @property
    def url(self) -> str:
        return PHOTO_HOST + self.path

    @property
    def printed(self) -> str | None:
        """The line under the picture: caption, then the credit in brackets: "… (Ảnh: Lê An)"."""
        if self.credit is None:
            return self.caption
        credit = self.credit if self.credit.startswith("Ảnh ") else f"Ảnh: {self.credit}"
        return f"{self.caption} ({credit})" if self.caption else f"({credit})"

    def expected(self) -> dict[str, str | None]:
        return {"url": self.url, "caption": self.caption, "credit": self.credit}


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleArticle:
    """One article: all text NFC, blanks folded. How it is disguised on the page is said by `quirk`."""

    id: int
    slug: str
    title: str
    lead: str
    """Without `PREFIX`, which every page prints before it."""
    paragraphs: tuple[str, ...]
    group: Group
    moment: datetime
    """The true moment of publication, Vietnam's clock."""
    layout: str
    kicker: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    photos: tuple[SamplePhoto, ...] = ()
    event_date: date | None = None
    event_end: date | None = None
    stated: Stated | None = None
    """How the page states its date; the real site states none."""
    own_photos: bool = True
    """False where the pictures are re-used ones, which say nothing about this article's date."""
    quirk: Quirk | None = None
    modified: datetime | None = None
    """Moment of the last edit."""
    comments: tuple[tuple[str, str, str], ...] = field(default=())
    """Readers' words: (name, printed time, text). No part of the article."""

    @property
    def path(self) -> str:
        return f"/tin-tuc/{quote(self.slug)}-{self.id}"

    @property
    def url(self) -> str:
        return HOME + self.path

    @property
    def published(self) -> str | None:
        """As much of the publication date as the site tells, ISO 8601; None where nothing tells it."""
        if self.stated:
            return self.moment.strftime("%Y-%m-%dT%H:%M+07:00")
        if (self.photos and self.own_photos) or self.id < COUNTER_FROM:
            return self.moment.date().isoformat()
        return None

    def expected(self) -> dict[str, Any]:
        """The fields as they ought to be stored, keys as `newsarchive extract` prints them.

        `published` is `published_at` by the name that fixtures use. `day` is the true day also where that is
        None: bounds must hold it.
        """
        published = self.published
        return {
            "source_id": str(self.id),
            "url": self.url,
            "title": self.title,
            "kicker": self.kicker,
            "lead": self.lead,
            "lead_prefix": PREFIX.strip(),
            "body": list(self.paragraphs),
            "byline": self.byline,
            "authors": list(self.authors),
            "agency": self.agency,
            "section": self.group.name,
            "photos": [photo.expected() for photo in self.photos],
            "published": published,
            "published_at": published,
            "published_day": published[:10] if published else None,
            "event_date": self.event_date.isoformat() if self.event_date else None,
            "event_end": self.event_end.isoformat() if self.event_end else None,
            "day": self.moment.date().isoformat(),
        }


def slugify(title: str, limit: int = SLUG_CHARS) -> str:
    """The site's way to an address: ASCII, brackets to hyphens, other signs dropped, cut in mid-word.

    Combining marks of a decomposed title stay in, as they do on the real site.

    >>> slugify("[Hí họa] Ngày 2/7/1976 và Covid-19")
    '-hi-hoa-ngay-271976-va-covid19'
    """
    text = title.lower().replace("-", "").replace("[", " ").replace("]", " ")
    text = "".join(_bare(char) for char in text)
    text = _BLANKS.sub("-", _NOT_SLUG.sub("", _BLANKS.sub(" ", text)))
    while "--" in text:
        text = text.replace("--", "-")
    return text[:limit]


def _bare(char: str) -> str:
    if char == "đ":
        return "d"
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if len(parts) > 1 else char


def decompose_tones(text: str) -> str:
    """The text with its tone marks typed as combining characters, vowels left whole: a slip of keyboards."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out: list[str] = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        marks = "".join(mark for mark in parts if mark in tones)
        rest = "".join(mark for mark in parts if mark not in tones)
        out.append(unicodedata.normalize("NFC", rest) + marks)
    return "".join(out)


def article_id(moment: datetime) -> int:
    """The id the site would give at a moment: unix seconds before April 2017, afterwards a counter.

    >>> article_id(datetime(2022, 12, 22, tzinfo=VIETNAM))
    1491902914
    """
    if moment < COUNTER_LINE[0][0]:
        return int(moment.timestamp())
    for (start, low), (end, high) in zip(COUNTER_LINE, COUNTER_LINE[1:], strict=False):
        if moment < end or end == COUNTER_LINE[-1][0]:
            return low + int((moment - start) / (end - start) * (high - low))
    raise AssertionError("the last stretch of the line is open")


def counter_moment(number: int) -> datetime:
    """The moment at which the counter stood at `number`, whole seconds: the way back of `article_id`.

    >>> counter_moment(1491902914).isoformat()
    '2022-12-22T00:00:00+07:00'
    """
    line = list(zip(COUNTER_LINE, COUNTER_LINE[1:], strict=False))
    (start, low), (end, high) = next((pair for pair in line if number < pair[1][1]), line[-1])
    return (start + (end - start) * (number - low) / (high - low)).replace(microsecond=0)


def photo_path(slug: str, moment: datetime, position: int = 0, extension: str = "jpg") -> str:
    """Path of a photo as the site names it. The first is the main one: `-details` and a 12-hour `vs`."""
    day = moment.astimezone(VIETNAM)
    code = f"{zlib.crc32(f'{slug}/{position}/{day:%Y%m%d}'.encode()):X}".rjust(7, "1")
    name = f"{day:%d-%m-%Y}-{slug[:PHOTO_SLUG_CHARS]}-{code}"
    folder = f"/res/news/{day:%Y}/{day:%m}"
    if position:
        return f"{folder}/{name}.{extension}"
    return f"{folder}/{name}-details.{extension}?vs={day:%d%m%Y%I%M%S}"


def http_date(moment: datetime) -> str:
    """A moment as HTTP headers print it."""
    return moment.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
