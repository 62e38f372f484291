"""What sites edited, moved, took down or put back after publication, with the times it was seen."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["edited", "moved", "missing", "gone", "returned"]
COLUMNS = (
    "seen_at", "kind", "site", "article_id", "source_id", "revision", "changed", "title", "url", "published_at"
)  # fmt: skip
"""Names in CSV and JSON; stable."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleChange:
    """One change as it was seen."""

    seen_at: str
    """UTC."""
    kind: Kind
    site: str
    article_id: int
    source_id: str
    revision: int | None
    """Number of the revision that an edit made."""
    changed: tuple[str, ...]
    """Names of the fields that an edit changed."""
    title: str | None
    url: str
    published_at: str | None

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in COLUMNS} | {"changed": list(self.changed)}


def iter_changes(
    connection: sqlite3.Connection, *, since: date | None = None, sites: Sequence[str] = ()
) -> Iterator[ArticleChange]:
    """Changes seen on `since` (Vietnam's calendar day) or later, oldest first.

    A removal is told by the finding made when it was seen, so one that was taken back later is still told; the
    state of the article tells those that have no such finding. A removal seen at one moment is told once.
    """
    parts, values = ["1"], dict[str, object]()
    if since is not None:
        parts.append("datetime(seen_at) >= datetime(:since || 'T00:00:00+07:00')")
        values["since"] = since.isoformat()
    if sites:
        values |= {f"site{at}": site for at, site in enumerate(sites)}
        parts.append(f"site IN ({', '.join(f':site{at}' for at in range(len(sites)))})")
    sql = f"SELECT * FROM changes_view WHERE {' AND '.join(parts)} ORDER BY seen_at, article_id, kind"
    for row in connection.execute(sql, values):
        fields = dict(row)
        fields["changed"] = tuple(json.loads(fields["changed"]))
        yield ArticleChange(**fields)
