"""Hosts that stop answering: left alone for a while, tried again, given up for the run. Pure but for its memory.

Pages that fail say little about their host: a whole section may be dead. So a host is in doubt only when several pages
in a row got no answer that had not failed before, and what decides is a page that it has answered before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newsarchive.archive.plan import MAX_RETRY_AFTER
from newsarchive.model.crawl import PageRef, Visit

SILENT_PAGES = 5
"""So many pages without an answer, one after the other, put a host in doubt."""
MOST_SILENT_PAGES = 40
"""Each doubt that proves wrong doubles that number for the host, up to here: a list of removed pages is long."""
TRIES = (1, 5, 25)
"""Waits before each try of a host in doubt, in units of the base wait. After the last one it is given up."""
PATIENCE = timedelta(minutes=5)
"""A host that asks to be left alone for longer is given up at once."""
REST = 25
"""Its pages may be asked for again after so many base waits, by a later run."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outage:
    """A host was given up. `pages` failed since its last answer and are meant as they were before."""

    host: str
    tried: PageRef
    pages: tuple[tuple[PageRef, datetime], ...]
    """With the moment before which each must not be asked for again."""
    why: str
    since: datetime
    """When the first of them failed."""
    until: datetime | None = None
    """The host asked to be left alone so long."""


@dataclass(slots=True)
class _Silence:
    """What has failed since a host's last answer."""

    pages: dict[int, PageRef] = field(default_factory=dict)
    failed_at: dict[int, datetime] = field(default_factory=dict)
    not_before: dict[int, datetime] = field(default_factory=dict)
    wish: datetime | None = None
    """Until when it asked last to be left alone."""
    since: datetime | None = None
    probe: PageRef | None = None
    until: datetime | None = None
    tries: int = 0
    asked: bool = False
    down: bool = False

    def forget(self, until: datetime) -> bool:
        """Drop what failed until a moment; whether anything is left. Answers are read longer than failures, so one
        may be noted after pages that failed later."""
        self.pages = {key: page for key, page in self.pages.items() if self.failed_at[key] > until}
        return bool(self.pages)

    def is_doubtful(self, enough: int) -> bool:
        """Whether so many pages failed that had never failed before."""
        return sum(not page.attempts for page in self.pages.values()) >= enough


class HostWatch:
    """Args:
    base: The wait of a first retry.
    proven: Gives a page that a host has answered before; None where there is none.
    as_one: All hosts are one (a crawl from `--origin`).
    """

    def __init__(
        self, base: timedelta, proven: Callable[[str], PageRef | None], *, as_one: bool = False
    ) -> None:
        self._base = base
        self._proven = proven
        self._as_one = as_one
        self._silent: dict[str, _Silence] = {}
        self._enough: dict[str, int] = {}
        """How many silent pages put a host in doubt, where that is not `SILENT_PAGES`."""

    def host(self, url: str) -> str:
        """Under which name the host of an address is known here; "" stands for all hosts."""
        return "" if self._as_one else urlsplit(url).netloc

    def note(self, visit: Visit, now: datetime) -> Outage | None:
        """What came of a page; gives an outage where its host is given up now."""
        host = self.host(visit.page.url)
        if visit.unanswered:
            return self._note_silence(host, self._silent.setdefault(host, _Silence()), visit, now)
        silence = self._silent.get(host)
        if silence is None or silence.down:
            return None
        answered = visit.snapshot_id is not None or visit.outcome == "not-modified"
        decided = silence.probe is not None and visit.page.id == silence.probe.id
        if decided:
            self._enough[host] = min(2 * self._enough.get(host, SILENT_PAGES), MOST_SILENT_PAGES)
        if decided or answered and not silence.forget(visit.at):
            del self._silent[host]
        return None

    def _note_silence(self, host: str, silence: _Silence, visit: Visit, now: datetime) -> Outage | None:
        page = visit.page
        silence.pages.setdefault(page.id, page)
        silence.failed_at[page.id] = visit.at
        silence.since = min(silence.since or visit.at, visit.at)
        if visit.retry_after is not None:
            silence.wish = silence.not_before[page.id] = now + min(visit.retry_after, MAX_RETRY_AFTER)
        if silence.down:  # was under way when the host was given up
            silence.pages = {page.id: page}
            return self._outage(host, silence, visit, now)
        if silence.probe is None:
            if not silence.is_doubtful(self._enough.get(host, SILENT_PAGES)):
                return None
            silence.probe = self._proven(host) or next(iter(silence.pages.values()))
        elif silence.probe.id == page.id:
            silence.tries += 1
            silence.asked = False
        else:  # was under way when the host fell silent
            return None
        if silence.tries < len(TRIES):
            wish = silence.not_before.get(silence.probe.id, now)
            silence.until = max(wish, now + self._base * TRIES[silence.tries])
            if silence.until - now <= PATIENCE:
                return None
        silence.down = True
        return self._outage(host, silence, visit, now)

    def _outage(self, host: str, silence: _Silence, visit: Visit, now: datetime) -> Outage:
        assert silence.probe is not None
        soonest = now + self._base * REST
        pages = tuple(
            (page, max(soonest, silence.not_before.get(page.id, soonest))) for page in silence.pages.values()
        )
        return Outage(
            host=host,
            tried=silence.probe,
            pages=pages,
            why=visit.error or "no answer",
            since=silence.since or visit.at,
            until=silence.wish,
        )

    def hold(self, host: str, front: PageRef, until: datetime, now: datetime) -> None:
        """A host asked an earlier run to be left alone: it is tried by its front page then, by a later run if that is
        far off."""
        self._silent[host] = _Silence(probe=front, until=until, down=until - now > PATIENCE)

    def due(self, now: datetime) -> list[PageRef]:
        """Pages by which hosts in doubt are tried now. A moment that lies further ahead than any wait of a run comes of
        a clock that was set back meanwhile."""
        return [
            silence.probe
            for silence in self._silent.values()
            if silence.probe and silence.until and not silence.down and not silence.asked
            and not now < silence.until <= now + PATIENCE
        ]  # fmt: skip

    def ask(self, page: PageRef) -> None:
        """A page of `due` is asked for."""
        self._silent[self.host(page.url)].asked = True

    def may_ask(self, page: PageRef) -> bool:
        """Whether the page's host is not being left alone, or the page is the one by which it is tried."""
        silence = self._silent.get(self.host(page.url))
        if silence is None or silence.probe is None:
            return True
        return silence.asked and silence.probe.id == page.id

    def closed(self) -> frozenset[str]:
        """Hosts of which nothing is asked for now."""
        return frozenset(host for host, silence in self._silent.items() if silence.probe is not None)

    def is_waiting(self) -> bool:
        """Whether a host is in doubt and will be tried again."""
        return any(silence.probe is not None and not silence.down for silence in self._silent.values())

    def given_up(self) -> frozenset[str]:
        """Hosts that the run asks for nothing any more."""
        return frozenset(host for host, silence in self._silent.items() if silence.down)
