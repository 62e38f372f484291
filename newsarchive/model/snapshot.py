"""A snapshot: one stored response, exactly as it came."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """One response. Everything later is read out of this, so it can be read again at any time."""

    url: str
    """Final address, the site's own (never the origin of a replica)."""
    fetched_at: datetime
    """Moment of capture, aware, UTC."""
    body: bytes
    """Body with the content encoding (gzip, br) taken off."""
    content_type: str = "text/html"
    """The Content-Type header as sent, charset included."""
    status: int = 200
    requested_url: str | None = None
    """The address asked for, where it differs from `url`."""
    headers: tuple[tuple[str, str], ...] = field(default=())
    """Response headers in the order sent."""

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            raise ValueError("Snapshot.fetched_at must be an aware time")
