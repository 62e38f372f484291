"""Telling a masthead's clock from a date of publication by watching one place on several pages or captures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """One date that stood at one place of a layout, on one page, in one capture."""

    page: str
    """Address or id of the page."""
    captured: date
    """Vietnam's day of the capture."""
    shown: date
    """The day that the place showed."""
    published: date | None = None
    """When the article was published, as other places say; None where nobody knows."""


def is_clock(sightings: Iterable[Sighting]) -> bool:
    """Whether a place shows the day of rendering, not of publication.

    It does where it moved between two captures of one page, or where one capture day shows one and the same day on
    articles that were published on different days. Equalling the capture day is no sign: a crawl every six hours
    meets mostly articles of that day, so pages whose own day agrees prove nothing.
    """
    sightings = list(sightings)
    return _moves(sightings) or _repeats(sightings)


def _moves(sightings: list[Sighting]) -> bool:
    """One page, two captures: the later one shows a later day, each not after its capture."""
    pages: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        pages[sighting.page].append(sighting)
    for seen in pages.values():
        seen.sort(key=lambda sighting: sighting.captured)
        for earlier, later in zip(seen, seen[1:], strict=False):
            if earlier.captured < later.captured and earlier.shown < later.shown == later.captured:
                return True
    return False


def _repeats(sightings: list[Sighting]) -> bool:
    """One capture day, one shown day, articles published on several days."""
    days: defaultdict[tuple[date, date], set[date]] = defaultdict(set)
    for sighting in sightings:
        if sighting.published is not None:
            days[sighting.captured, sighting.shown].add(sighting.published)
    return any(
        len(known) > 1 and any(abs((day - shown).days) > 1 for day in known)
        for (_, shown), known in days.items()
    )
