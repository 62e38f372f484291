"""Alerts: what a person has to be told, and what a person was told."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """Something that needs a person. Two with the same `site` and `cause` are one and the same."""

    site: str | None
    """None for the machine itself (disk)."""
    cause: str
    """"broken:byline", "drift:title", "run:site-broken", "volume", "disk"."""
    message: str
    """One sentence with site, field, since when and the first snapshot."""
    field: str | None = None
    since: str | None = None
    """UTC time or Vietnam's day from which on it holds."""
    snapshot_id: int | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """A cause that holds, and who knows of it."""

    id: int
    cause: Cause
    run_id: int | None
    first_at: str
    sent: tuple[str, ...]
    """Targets that have it: "command", "mail", "webhook"."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that commands and webhooks get."""
        cause = self.cause
        return {
            "site": cause.site,
            "cause": cause.cause,
            "field": cause.field,
            "message": cause.message,
            "since": cause.since,
            "snapshot_id": cause.snapshot_id,
            "url": cause.url,
            "run_id": self.run_id,
        }
