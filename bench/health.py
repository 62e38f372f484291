"""How often health calls a person for nothing, and how soon for something: made-up sites with natural unevenness.

    python -m bench.health [SITES]      (10 sites, a year each)

Each site has kinds of articles (news, notices, photo stories …) with fill rates of their own; kinds come in bursts, so
that readings are not independent. Then each field is broken in turn.
"""

import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

from newsarchive.query.readings import Reading
from newsarchive.report.fields import field_health

DAYS = 365
STEP_DAYS = 2
BROKEN = {
    "title": {"title": None},
    "byline": {"byline": None},
    "body": {"body_chars": 0, "lead_chars": 0},
    "captions": {"captions": 0},
    "published_at": {"published_day": None, "published_source": None},
    "section": {"section": None},
}


class MadeUpSite:
    """Kinds of articles, drawn once; then readings day by day."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        self.per_day = rng.choice((2, 4, 8, 15, 30))
        self.kinds = [
            {
                name: rng.choice((0.0, 0.5, 0.9, 0.97, 1.0, 1.0, 1.0))
                for name in ("byline", "photos", "captions", "dated")
            }
            for _ in range(rng.randint(1, 4))
        ]
        self.number = 0
        self.start = datetime(2024, 3, 1, 2, tzinfo=UTC)

    def day(self, day: int, **wrong: object) -> list[Reading]:
        """One day's readings; a burst now and then takes a whole day of one kind."""
        burst = self.rng.choice(self.kinds) if self.rng.random() < 0.05 else None
        count = max(0, round(self.rng.gauss(self.per_day, self.per_day**0.5)))
        return [
            self.reading(
                day, burst or self.rng.choices(self.kinds, (8, 3, 1, 1)[: len(self.kinds)])[0], wrong
            )
            for _ in range(count)
        ]

    def reading(self, day: int, kind: dict[str, float], wrong: dict[str, object]) -> Reading:
        rng, moment = self.rng, self.start + timedelta(days=day)
        self.number += 1
        photos = int(rng.random() < kind["photos"]) * rng.choice((1, 1, 1, 2, 5))
        dated = rng.random() < kind["dated"]
        values: dict[str, object] = {
            "article_id": self.number, "url": "https://example.vn/x", "snapshot_id": self.number, "run_id": day + 1,
            "fetched_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "first_seen_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "title": "x" * max(12, round(rng.gauss(70, 18))) + str(self.number), "lead_chars": 150,
            "body_chars": round(rng.lognormvariate(7.5, 0.8)),
            "byline": "Lan Anh" if rng.random() < kind["byline"] else None,
            "section": "Tin", "layout": "2023", "published_day": f"{moment:%Y-%m-%d}" if dated else None,
            "published_source": "printed" if dated else None, "published_latest": None, "photos": photos,
            "captions": photos if rng.random() < kind["captions"] else 0, "conflict": rng.random() < 0.01,
            "run_before": f"{moment - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}" if day else None,
        }  # fmt: skip
        return Reading(**(values | wrong))  # type: ignore[arg-type]


def troubles(readings: list[Reading]) -> set[tuple[str, str]]:
    """(status, field) of all that would be told."""
    began = readings[0].fetched_at if readings else None
    found = field_health("x", readings[-2000:], set(), began)
    return {(each.status, each.field) for each in found if each.status in ("broken", "drift")}


def false_alarms(sites: int) -> Counter[tuple[str, str]]:
    """Causes raised on sites where nothing is wrong."""
    raised: Counter[tuple[str, str]] = Counter()
    for seed in range(sites):
        site, readings, known = MadeUpSite(seed), [], set()
        for day in range(DAYS):
            readings += site.day(day)
            if day % STEP_DAYS == 0:
                now = troubles(readings)
                raised.update(now - known)
                known |= now
    return raised


def delays(sites: int, field: str) -> list[int | None]:
    """Articles read wrongly before the break of a field was told, after 60 good days; None = not within 10 days."""
    found: list[int | None] = []
    for seed in range(sites):
        site, readings = MadeUpSite(seed + 1000), []
        for day in range(60):
            readings += site.day(day)
        before, told = len(readings), None
        for day in range(60, 70):
            readings += site.day(day, **BROKEN[field])
            if any(name == field for _, name in troubles(readings)):
                told = len(readings) - before
                break
        found.append(told)
    return found


def main() -> int:
    sites = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    raised = false_alarms(sites)
    print(f"{sites} site-years without a fault: {sum(raised.values())} alarms {dict(raised)}")
    for field in BROKEN:
        found = delays(sites, field)
        told = sorted(each for each in found if each is not None)
        middle = told[len(told) // 2] if told else "-"
        print(
            f"{field:13} broken: told on {len(told)} of {sites} sites within 10 days, median after {middle} articles"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
