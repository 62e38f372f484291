"""Moments as WARC headers state them: ISO 8601, in WARC/1.1 also coarser or finer than a second."""

import re
from datetime import UTC, datetime

_FIRST_YEAR = 1970
"""Some writers state the year 1 where they know none."""
_COARSE = re.compile(r"(\d{4})(?:-(\d\d))?")


def parse_date(text: str) -> datetime:
    """The moment that a `WARC-Date` states, in UTC, whole seconds; of a year, month or day its beginning.

    Raises:
        ValueError: it states none, or one that cannot be.

    >>> parse_date("2020-05").isoformat(), parse_date("2020-05-01T10:00:00.25+07:00").isoformat()
    ('2020-05-01T00:00:00+00:00', '2020-05-01T03:00:00+00:00')
    """
    coarse = _COARSE.fullmatch(text)
    try:
        moment = datetime.fromisoformat(f"{coarse[1]}-{coarse[2] or '01'}-01" if coarse else text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        utc = aware.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"its WARC-Date {text[:40]!r} is no date") from error
    if utc.year < _FIRST_YEAR:
        raise ValueError(f"its WARC-Date {text[:40]!r} lies before the web")
    return utc
