"""When a page is asked for again. Pure: moments in, moments out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.model.crawl import Visit

AGES = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=180))
"""An article is looked at again when it reaches these ages, then every 180 days."""
MISSING_AGAIN = timedelta(days=1)
GONE_AGAIN = timedelta(days=180)
SKIPPED_AGAIN = timedelta(days=30)
DENIED_AGAIN = timedelta(days=7)
"""What robots.txt forbids may be allowed again; to find out costs no request."""
DOUBTFUL = frozenset(("empty-body", "http-error", "listing", "not-an-article", "static"))
"""What an article can seem to be, or be refused with, while its site has trouble: looked at once more soon."""
DOUBTFUL_AGAIN = timedelta(days=1)
FAILED_AGAIN = timedelta(days=1)
MAX_RETRY_AFTER = timedelta(days=1)
"""A Retry-After further away than this is cut to it."""
RETRY_STEPS = (1, 5, 25, 125)
"""Waits before the tries after a failure, in units of the base wait."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def next_look(
    published_at: str | None, first_seen: datetime, now: datetime, *, last_edit: datetime | None = None
) -> datetime:
    """When an article should be looked at again.

    Its age counts from publication (from the day's first minute where only the day is known), or from the first
    time it was seen where no date is known. One that was edited after publication counts from its last edit: what
    was touched is touched again.
    """
    born = _moment(published_at) or first_seen
    born = min(max(born, last_edit) if last_edit else born, now)
    age = now - born
    for rung in AGES:
        if rung > age:
            return born + rung
    return now + AGES[-1]


def retry_at(attempts: int, now: datetime, base: timedelta, retry_after: timedelta | None = None) -> datetime:
    """When to try again after the `attempts`-th failure in a row (1 = first); the server's wish is honoured."""
    wait = base * RETRY_STEPS[min(attempts, len(RETRY_STEPS)) - 1]
    if attempts > len(RETRY_STEPS):
        wait = FAILED_AGAIN
    if retry_after is not None:
        wait = max(wait, min(retry_after, MAX_RETRY_AFTER))
        return _whole_second(now + wait)  # moments are stored by the second: never before the time asked for
    return now + wait


def _whole_second(moment: datetime) -> datetime:
    rest = timedelta(microseconds=moment.microsecond)
    return moment - rest + timedelta(seconds=1) if rest else moment


def next_visit(
    visit: Visit,
    *,
    retry_base: timedelta,
    published_at: str | None = None,
    first_seen: datetime | None = None,
    last_edit: datetime | None = None,
) -> datetime | None:
    """When the page of a visit should be asked for again; None = only when something else asks for it."""
    match visit.outcome:
        case "failed":
            return retry_at(visit.page.attempts + 1, visit.at, retry_base, visit.retry_after)
        case "missing":
            return visit.at + MISSING_AGAIN
        case "gone":
            return visit.at + GONE_AGAIN
        case "skipped" if not visit.page.visits and any(each.code in DOUBTFUL for each in visit.findings):
            return visit.at + DOUBTFUL_AGAIN
        case "skipped" if any(each.code == "robots-denied" for each in visit.findings):
            return visit.at + DENIED_AGAIN
        case "skipped":
            return visit.at + SKIPPED_AGAIN
        case "redirect" if visit.page.kind == "article":  # an address that leads elsewhere may come back
            return visit.at + GONE_AGAIN
        case "article" | "not-modified" if visit.page.kind == "article":
            return next_look(published_at, first_seen or visit.at, visit.at, last_edit=last_edit)
        case _:
            return None


def _moment(published_at: str | None) -> datetime | None:
    if not published_at:
        return None
    text = published_at if len(published_at) > 7 else f"{published_at}-01"
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(UTC)
