"""Findings: something a person should look at, with a stable code and one severity per code.

The table here is the only place where a severity is decided; `docs/findings.md` shows it to readers.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]

SEVERITY: dict[str, Severity] = {
    # what a page turned out to be
    "not-an-article": "warning",
    "listing": "warning",
    "static": "info",
    "video": "info",
    "audio": "info",
    "gallery": "info",
    "figures": "info",
    "form": "info",
    "epaper": "info",
    "pdf-notice": "info",
    "login": "warning",
    "challenge": "warning",
    "empty-page": "warning",
    "same-page": "warning",
    "cut-short": "warning",
    "soft-404": "warning",
    "empty-body": "warning",
    "obfuscated-body": "warning",
    # fields
    "selector-missed": "warning",
    "no-title": "warning",
    "no-body": "warning",
    "no-date": "warning",
    "no-byline": "info",
    "short-body": "warning",
    "title-is-site-name": "warning",
    "caption-in-body": "warning",
    "byline-in-body": "warning",
    "boilerplate": "warning",
    "legacy-encoding": "info",
    "mixed-encoding": "warning",
    "wrong-charset": "info",
    "invalid-utf8": "warning",
    # dates
    "date-conflict": "warning",
    "date-zone-mislabelled": "info",
    "date-minutes-differ": "info",
    "date-implausible": "warning",
    "date-unreadable": "warning",
    "date-year-unknown": "info",
    "date-updated-only": "info",
    "date-clock-ignored": "info",
    # fetching
    "gone": "warning",
    "missing": "warning",
    "returned": "info",
    "moved": "info",
    "http-error": "warning",
    "fetch-failed": "warning",
    "host-down": "warning",
    "redirect-loop": "warning",
    "refused-address": "warning",
    "too-large": "warning",
    "robots-denied": "info",
    "off-site": "info",
    "empty-listing": "warning",
    "unreadable-listing": "warning",
    "crawl-trap": "warning",
    # storing
    "not-stored": "error",
    "warc-tail-cut": "warning",
    "warc-orphan": "info",
    "warc-damaged": "error",
    "older-text": "info",
    "unread": "warning",
    "reading-differs": "info",
}

NOT_OF_READING: frozenset[str] = frozenset(
    (
        *(
            "gone",
            "missing",
            "returned",
            "moved",
            "http-error",
            "fetch-failed",
            "host-down",
            "redirect-loop",
            "refused-address",
        ),
        *("too-large", "robots-denied", "off-site", "unreadable-listing", "crawl-trap", "not-stored"),
        *("warc-tail-cut", "warc-orphan", "warc-damaged", "older-text"),
    )
)
"""Codes of what happened to a page; all others come of reading it, and go when read again without them."""

OF_NEIGHBOURS: frozenset[str] = frozenset(("boilerplate",))
"""Codes that come of holding an article against others of its site during a crawl; they go when its text changes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One remark on one snapshot.

    Raises:
        ValueError: the code is not in `SEVERITY`.
    """

    code: str
    message: str
    """One sentence for people."""
    field: str | None = None
    """Column of `articles` it is about; None for the whole page."""

    def __post_init__(self) -> None:
        if self.code not in SEVERITY:
            raise ValueError(f"unknown finding code {self.code!r}: add it to newsarchive/model/finding.py")

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.code]

    def to_dict(self) -> dict[str, str | None]:
        return {
            "code": self.code,
            "field": self.field,
            "severity": self.severity,
            "message": self.message,
        }
