"""dateparser, fenced: the last resort for a text in which the grammar saw no date, never for one it refused.

Loaded on first use. Only a whole day with a year is taken, and only if day and year stand in the text as read.
"""

import re
from datetime import datetime
from typing import Any

from newsarchive.dates.reading import Reading

_WORTH_TRYING = re.compile(
    r"(?=[^\W\d_]|.*[^\W\d_])(?=.*\d)(?=.*(?<!\d)(?:19|20)\d\d(?!\d)).{6,60}", re.DOTALL
)
_FIGURES = re.compile(r"\d+")
_SETTINGS: dict[str, Any] = {
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "DATE_ORDER": "DMY",
}


def last_resort(text: str, now: datetime) -> Reading | None:
    """What dateparser makes of a text, to the day; None where that cannot be trusted.

    Only texts of two or three numbers are tried, with a year in four figures among them: those of a date.
    """
    if _WORTH_TRYING.fullmatch(text) is None:
        return None
    figures = [int(number) for number in _FIGURES.findall(text)]
    if not 2 <= len(figures) <= 3:
        return None
    import dateparser

    moment = dateparser.parse(text, languages=["vi"], settings={**_SETTINGS, "RELATIVE_BASE": now})
    if moment is None or moment.year not in figures or moment.day not in figures:
        return None
    if len(figures) == 3 and moment.month not in figures:
        return None
    iso = moment.date().isoformat()
    start = len(text) - len(text.lstrip())
    used = text.strip()
    return Reading(iso, iso, iso, "day", "absolute", "dateparser", used, (start, start + len(used)))
