"""Addresses that lead on without end: calendars, session ids, growing parameters, lists that repeat themselves."""

import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from newsarchive.fetch.anchors import Anchor
from newsarchive.model.crawl import Link, PageRef
from newsarchive.model.finding import Finding
from newsarchive.urls.canonical import canonical_url

MAX_PARAMETERS = 8
MAX_REPEATS = 3
"""So many equal path segments, or equal query keys, are no address that somebody wrote."""
MAX_LISTING_CHARS = 400
CALENDAR_DAYS = 3
"""Links from a page to itself that differ only in a day; from so many on it is a calendar."""
REMEMBERED_PAGES = 20_000
REMEMBERED_ALIKE = 20

_SESSION = re.compile(r"[?&;](?:[a-z]*sessid|jsessionid|sessionid|sid)=", re.IGNORECASE)
_DAY = re.compile(
    r"(?:^|[=/&-])(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:19|20)\d{6})(?=$|[/&])"
)


@lru_cache(maxsize=16_384)
def trap_in(url: str) -> str | None:
    """Why an address looks as if it grew by itself; None for ordinary ones.

    >>> trap_in("https://a.vn/loc?loai=moi&loai=moi&loai=moi")
    'its parameter "loai" repeats'
    >>> trap_in("https://a.vn/tin/2024/01/01/bai-1.html") is None
    True
    """
    parts = urlsplit(url)
    segments = Counter(segment for segment in parts.path.split("/") if segment and not segment.isdigit())
    keys = Counter(key for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    if segment := _repeated(segments):
        return f'its path repeats "{segment[:40]}"'
    if key := _repeated(keys):
        return f'its parameter "{key[:40]}" repeats'
    if keys.total() > MAX_PARAMETERS:
        return f"it has {keys.total()} parameters"
    return None


def without_traps(links: Iterable[Link], page: PageRef) -> list[Link | Finding]:
    """The links that may be followed, and one finding for those that may not."""
    kept: list[Link | Finding] = []
    reasons: list[str] = []
    for link in links:
        reason = trap_in(link.url)
        if reason is None and link.kind == "listing" and len(link.url) > MAX_LISTING_CHARS:
            reason = f"it has {len(link.url)} characters"
        if reason is None:
            kept.append(link)
        else:
            reasons.append(f"{link.url[:200]} ({reason})")
    if reasons:
        kept.append(
            Finding(
                code="crawl-trap",
                message=f"{page.url} leads to {len(reasons)} addresses that grow by themselves and are not followed,"
                f" such as {reasons[0]}.",
            )
        )
    return kept


def remarks(anchors: Sequence[Anchor], page: PageRef) -> list[Finding]:
    """Calendars and session ids among the links of a listing: neither is followed, both are told."""
    own = urlsplit(page.url)
    days = {
        anchor.url
        for anchor in anchors
        if "?" in anchor.url
        and urlsplit(anchor.url).path == own.path
        and _DAY.search(urlsplit(anchor.url).query)
    }
    found = []
    if len(days) >= CALENDAR_DAYS:
        found.append(
            Finding(
                code="crawl-trap",
                message=f"{page.url} links to itself for {len(days)} days, such as {min(days)[:200]}: a calendar,"
                " which is not followed.",
            )
        )
    session = next((anchor.url for anchor in anchors if _SESSION.search(anchor.url)), None)
    if session is not None:
        found.append(
            Finding(
                code="crawl-trap",
                message=f"{page.url} puts session ids into its links ({session[:200]}); they are taken off"
                f" ({canonical_url(session)[:200]}).",
            )
        )
    return found


class SeenLists:
    """What the listing pages of this run showed, to notice one that shows the same again.

    A memory of one run with a bound of its own; losing it costs a few requests more, nothing else.
    """

    def __init__(self) -> None:
        self._shown: OrderedDict[int, list[str]] = OrderedDict()

    def earlier(self, page: PageRef, articles: Sequence[Link]) -> list[str]:
        """The addresses of other pages that showed exactly these articles, the first few of them."""
        key = hash(tuple(link.source_id for link in articles))
        shown = self._shown.setdefault(key, [])
        others = [url for url in shown if url != page.url]
        if len(others) == len(shown) < REMEMBERED_ALIKE:
            shown.append(page.url)
        self._shown.move_to_end(key)
        if len(self._shown) > REMEMBERED_PAGES:
            self._shown.popitem(last=False)
        return others


def _repeated(counts: Counter[str]) -> str | None:
    return next((name for name, count in counts.items() if count >= MAX_REPEATS), None)
