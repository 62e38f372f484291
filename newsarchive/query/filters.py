"""Which articles are meant: one set of filters for search, export and counts, as a SQL condition on `articles a`."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from newsarchive.query.language import Tokens, parse_words
from newsarchive.text.folding import tone_key

_PHOTO = "EXISTS (SELECT 1 FROM photos WHERE photos.article_id = a.id)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What to take; every default takes all. Several sites or sections mean any of them."""

    sites: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Whole names; case does not matter, marks matter where they are typed."""
    since: date | None = None
    until: date | None = None
    """First and last day of publication (Vietnam's calendar), both included."""
    undated: bool = False
    """Whether articles without a date pass `since` and `until`."""
    byline: str | None = None
    """Words that stand together in the byline as printed; marks matter where they are typed."""
    has_photo: bool | None = None
    gone: bool | None = None
    """True: only what the site took down; False: only what still stands."""
    changed: bool | None = None
    """True: only what was edited after it was first seen."""

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def by_day(self) -> bool:
        return self.since is not None or self.until is not None

    def condition(self) -> tuple[str, dict[str, object]]:
        """SQL on `articles a` ("1" where nothing is asked) and its parameters. Needs `prepare(connection)`."""
        parts, values = self._other()
        if self.by_day:
            day, bounds = self.day_condition()
            parts.append(day)
            values |= bounds
        return " AND ".join(parts) or "1", values

    def undated_condition(self) -> tuple[str, dict[str, object]]:
        """The articles that these filters leave out only because they have no date."""
        if not self.by_day or self.undated:
            return "0", {}
        parts, values = self._other()
        return " AND ".join([*parts, "a.published_day IS NULL"]), values

    def _other(self) -> tuple[list[str], dict[str, object]]:
        parts: list[str] = []
        values: dict[str, object] = {}
        if self.sites:
            parts.append(_any_of("a.site", "site", self.sites, values))
        if self.sections:
            names = [f"same_words(a.section, :section{at})" for at in range(len(self.sections))]
            parts.append(f"({' OR '.join(names)})")
            values |= {f"section{at}": name for at, name in enumerate(self.sections)}
        if self.byline:
            parts.append("has_words(a.byline, :byline)")
            values["byline"] = self.byline
        if self.has_photo is not None:
            parts.append(_PHOTO if self.has_photo else f"NOT {_PHOTO}")
        if self.gone is not None:
            parts.append("a.gone_at IS NOT NULL" if self.gone else "a.gone_at IS NULL")
        if self.changed is not None:
            parts.append("a.revision > 1" if self.changed else "a.revision = 1")
        return parts, values

    def day_condition(self) -> tuple[str, dict[str, object]]:
        """The part of `condition` that `since` and `until` make.

        A date known to the month passes if any day of that month lies within the bounds.
        """
        parts, values = [], dict[str, object]()
        if self.since is not None:
            parts.append(
                "a.published_day >= :since_month AND (a.published_day >= :since OR length(a.published_day) < 10)"
            )
            values |= {"since": self.since.isoformat(), "since_month": self.since.isoformat()[:7]}
        if self.until is not None:
            parts.append("a.published_day <= :until")
            values["until"] = self.until.isoformat()
        day = " AND ".join(parts)
        return (f"({day} OR a.published_day IS NULL)" if self.undated else day), values


def _any_of(column: str, name: str, wanted: tuple[str, ...], values: dict[str, object]) -> str:
    values |= {f"{name}{at}": value for at, value in enumerate(wanted)}
    return f"{column} IN ({', '.join(f':{name}{at}' for at in range(len(wanted)))})"


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the two functions that filters use; nothing is stored with them."""
    connection.create_function("same_words", 2, same_words, deterministic=True)
    connection.create_function("has_words", 2, has_words, deterministic=True)


@lru_cache(maxsize=8192)
def same_words(text: str | None, wanted: str) -> bool:
    """Whether two names are the same; a wanted word without marks fits every marking.

    >>> same_words("Thời sự", "thoi su"), same_words("Thời sự", "thời sử"), same_words(None, "")
    (True, False, False)
    """
    if text is None:
        return False
    term, tokens = parse_words(wanted), Tokens(tone_key(text))
    return len(term.words) == len(tokens) and bool(term.spans(tokens))


@lru_cache(maxsize=8192)
def has_words(text: str | None, wanted: str) -> bool:
    """Whether the words of `wanted` stand together in the text; without marks they fit every marking.

    >>> has_words("Tin, ảnh: Vũ Nguyệt", "vu nguyệt"), has_words("Vũ Nguyệt", "vủ nguyệt")
    (True, False)
    """
    return text is not None and bool(parse_words(wanted).spans(Tokens(tone_key(text))))
