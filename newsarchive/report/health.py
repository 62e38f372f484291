"""Health of the sites of an archive: fields and output, with one exit code."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from newsarchive.model.alert import Cause
from newsarchive.model.site import SiteSpec
from newsarchive.query.readings import (
    crawled_sites,
    first_capture,
    new_by_day,
    readings,
    runs_of,
    selector_misses,
)
from newsarchive.report.fields import FieldHealth, field_health, now_utc
from newsarchive.report.outcomes import OUTAGE, run_cause
from newsarchive.report.volume import WEEKS, VolumeHealth, volume_health

EXIT_FINE, EXIT_LOOK, EXIT_BROKEN = 0, 1, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteHealth:
    """One site as its own history judges it."""

    site: str
    fields: tuple[FieldHealth, ...]
    volume: VolumeHealth
    last_outcome: str | None
    run: Cause | None = None
    """What the last runs met, where they went wrong."""

    @property
    def troubles(self) -> list[FieldHealth | VolumeHealth]:
        """What a person should look at, the gravest first; one entry for a field that shows it in several ways."""
        found: list[FieldHealth | VolumeHealth] = []
        if self.volume.status in ("broken", "overdue"):
            found.append(self.volume)
        seen: set[str] = set()
        for wanted in ("broken", "drift"):
            for each in self.fields:
                if each.status == wanted and each.field not in seen:
                    seen.add(each.field)
                    found.append(each)
        return found

    @property
    def exit_code(self) -> int:
        if self.run is not None and self.run.cause == OUTAGE:
            return EXIT_BROKEN
        if self.volume.status == "broken" or any(each.status == "broken" for each in self.fields):
            return EXIT_BROKEN
        return EXIT_LOOK if self.messages else EXIT_FINE

    @property
    def messages(self) -> list[str]:
        """All that a person should look at, a sentence each."""
        return [each.message for each in (*([self.run] if self.run else []), *self.troubles)]

    def to_dict(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "exit_code": self.exit_code,
            "last_outcome": self.last_outcome,
            "troubles": self.messages,
            "volume": self.volume.to_dict(),
            "fields": [each.to_dict() for each in self.fields],
        }


def site_health(
    connection: sqlite3.Connection, site: str, now: datetime, spec: SiteSpec | None = None
) -> SiteHealth:
    """Judge one site by what the archive holds of it."""
    runs = runs_of(connection, site)
    since = now_utc(now - timedelta(weeks=WEEKS + 2))
    return SiteHealth(
        site=site,
        fields=tuple(
            field_health(
                site,
                readings(connection, site),
                selector_misses(connection, site),
                first_capture(connection, site),
            )
        ),
        volume=volume_health(
            site,
            new_by_day(connection, site, since),
            runs,
            now,
            quiet=spec.expect.quiet if spec else False,
            least=spec.expect.per_day[0] if spec and spec.expect.per_day else 0,
        ),
        last_outcome=runs[-1]["outcome"] if runs else None,
        run=run_cause(connection, site, [run for run in runs if run["finished_at"]]),
    )


def health(
    connection: sqlite3.Connection, now: datetime, specs: Mapping[str, SiteSpec], site: str | None = None
) -> list[SiteHealth]:
    """All sites of the archive, or one."""
    names = [site] if site else crawled_sites(connection)
    return [site_health(connection, name, now, specs.get(name)) for name in names]
