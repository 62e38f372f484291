"""How moments are written in the database."""

from datetime import UTC, datetime


def utc_text(moment: datetime) -> str:
    """An aware moment as UTC text that sorts: `2024-07-27T02:00:00Z`.

    >>> utc_text(datetime(2024, 7, 27, 2, tzinfo=UTC))
    '2024-07-27T02:00:00Z'
    """
    if moment.tzinfo is None:
        raise ValueError("capture times must be aware")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_utc_text(text: str) -> datetime:
    """The reverse of `utc_text`."""
    return datetime.fromisoformat(text)
