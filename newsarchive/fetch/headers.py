"""Response headers as text and time."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.http import Response


def header(response: Response, name: bytes) -> str | None:
    """The last value of a header, None where it is missing."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def location(response: Response) -> str:
    """Where a redirect leads, as sent; letters beyond ASCII are UTF-8 where they can be, as browsers take them.
    Empty where the server does not say."""
    value = (response.headers.get(b"Location") or b"").strip()
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def retry_after(response: Response, at: datetime) -> timedelta | None:
    """The wait that Retry-After asks for, in seconds or until a date; None without a readable one."""
    value = header(response, b"Retry-After")
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) < 10:
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), moment - at)
