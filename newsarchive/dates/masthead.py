"""Telling a masthead's clock from a date of publication by watching one place on several pages or captures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from newsarchive.model.article import Sighting

_FRESH_SHARE = 0.9
"""A clock shows the day of the capture (a cached page the day before) nearly always; a date of publication does not."""
_ONE_DAY = timedelta(days=1)


def is_clock(sightings: Iterable[Sighting]) -> bool:
    """Whether a place shows the day of rendering, not of publication.

    It does where it moved between two captures of one page, or where one capture day shows one and the same day on
    articles that were published on other, different days. Equalling the capture day is no sign: a crawl every six
    hours meets mostly articles of that day, so pages whose own day agrees prove nothing.
    """
    seen = list(sightings)
    if sum(shows_capture(one) for one in seen) < _FRESH_SHARE * len(seen):
        return False
    return _moves(seen) or _repeats(seen)


def shows_capture(sighting: Sighting) -> bool:
    """Whether a date is the capture's own, or that of the day before."""
    return timedelta(0) <= sighting.captured - sighting.shown <= _ONE_DAY


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
    """One capture day, one shown day: articles of at least two other days, and no fewer of them than of that day."""
    groups: defaultdict[tuple[date, date], list[date]] = defaultdict(list)
    for one in sightings:
        if one.published is not None:
            groups[one.captured, one.shown].append(one.published)
    for (_, shown), published in groups.items():
        others = [day for day in published if day != shown]
        is_far = any(abs(day - shown) > _ONE_DAY for day in others)
        if is_far and len(set(others)) > 1 and 2 * len(others) >= len(published):
            return True
    return False
