"""Expressions → readings: the value, how it was found, and the characters that say it."""

from datetime import datetime

from newsarchive.dates.expressions import Expression
from newsarchive.dates.reading import Method, Prefer, Reading
from newsarchive.dates.resolve import resolve
from newsarchive.dates.spans import resolve_range
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.value import Refused, Value


def reading(t: Tokens, found: Expression, now: datetime, prefer: Prefer) -> Reading:
    """What an expression says at a moment.

    Raises:
        Refused: it says nothing that can be told.
    """
    return told(value(found, now, prefer), t, found)


def value(found: Expression, now: datetime, prefer: Prefer) -> Value:
    """The value of an expression.

    Raises:
        Refused: as `reading`.
    """
    if found.turn is not None:
        prefer = "future" if found.turn == "next" else "past"
    try:
        if found.right is None:
            return resolve(found.left, now, prefer)
        return resolve_range(found.left, found.right, found.join, now, prefer)
    except (ValueError, OverflowError):  # what datetime says of years outside 1 to 9999
        raise Refused("out-of-range", "The date is outside the calendar.") from None


def told(value: Value, t: Tokens, found: Expression) -> Reading:
    """The reading of an expression whose value is known."""
    start, end = t.starts[found.start], t.ends[found.end - 1]
    used, span = t.text[start:end], (start, end)
    machine = found.left.machine and found.right is None
    method: Method = "lunar" if value.lunar else "iso" if machine else "grammar"
    kind = "lunar" if value.lunar else value.kind
    return Reading(value.iso, value.start, value.end, value.precision, kind, method, used, span)
