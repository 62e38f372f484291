"""What a reader asked for, out of an address: lenient, so that no address is an error of ours."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from newsarchive.query.filters import Filters

PER_PAGE = 20
MAX_PAGE = 500
SORTS = ("best", "newest", "oldest")
FLAGS = ("photo", "gone", "edited", "undated")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A search as typed."""

    query: str
    site: str
    section: str
    since: str
    until: str
    byline: str
    flags: frozenset[str]
    sort: str
    page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * PER_PAGE

    @property
    def bad_days(self) -> tuple[str, ...]:
        """Days that cannot be read; they filter nothing and the reader is told."""
        return tuple(text for text in (self.since, self.until) if text and _day(text) is None)

    @property
    def filters(self) -> Filters:
        return Filters(
            sites=(self.site,) if self.site else (),
            sections=(self.section,) if self.section else (),
            since=_day(self.since),
            until=_day(self.until),
            undated="undated" in self.flags,
            byline=self.byline or None,
            has_photo=True if "photo" in self.flags else None,
            gone=True if "gone" in self.flags else None,
            changed=True if "edited" in self.flags else None,
        )

    def address(self, page: int | None = None, path: str = "/search") -> str:
        """The address of this search, or of another page of it."""
        values = {
            "q": self.query,
            "site": self.site,
            "section": self.section,
            "since": self.since,
            "until": self.until,
            "byline": self.byline,
            "sort": self.sort if self.sort != SORTS[0] else "",
            **dict.fromkeys(sorted(self.flags), "1"),
            "page": str(page) if page and page > 1 else "",
        }
        return f"{path}?{urlencode({name: value for name, value in values.items() if value})}"

    def command(self, db: str) -> str:
        """The command that exports the same articles; `db` is the path of the archive that is served."""
        words = ["newsarchive export csv"]
        days = {name: text for name in ("since", "until") if _day(text := getattr(self, name))}
        options = {"db": db, "site": self.site, "section": self.section, **days, "byline": self.byline}
        for name, value in options.items():
            if value:
                words.append(f"--{name}={shlex.quote(value)}")
        names = {"photo": "--photo", "gone": "--gone", "edited": "--changed", "undated": "--undated"}
        words += [names[flag] for flag in FLAGS if flag in self.flags]
        if self.query:
            words.append(f"--query={shlex.quote(self.query)}")
        return " ".join(words)


def read_asked(args: Mapping[str, str]) -> Asked:
    """A search out of the parameters of an address.

    >>> read_asked({"q": " dang bo ", "page": "x", "sort": "?"}).address(2)
    '/search?q=dang+bo&page=2'
    """

    def text(name: str, most: int = 300) -> str:
        return (args.get(name) or "").strip()[:most]

    page = text("page")
    sort = text("sort")
    return Asked(
        query=text("q", 2_000),
        site=text("site"),
        section=text("section"),
        since=text("since"),
        until=text("until"),
        byline=text("byline"),
        flags=frozenset(flag for flag in FLAGS if text(flag)),
        sort=sort if sort in SORTS else SORTS[0],
        page=max(1, min(int(page), MAX_PAGE)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
