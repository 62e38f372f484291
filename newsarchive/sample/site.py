"""The sample site with its state: what a reader gets, and what the newsroom does between two visits."""

import gzip
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import parse_qs, unquote

from newsarchive.errors import ConfigError
from newsarchive.sample.article import Group, SampleArticle, http_date
from newsarchive.sample.compose import words
from newsarchive.sample.content import bundled_articles
from newsarchive.sample.faults import Fault, Response, apply_fault, check_kind
from newsarchive.sample.groups import GROUPS
from newsarchive.sample.layouts import LAYOUTS
from newsarchive.sample.photos import picture
from newsarchive.sample.render import (
    PAGE_QUERY,
    ListingPage,
    Margin,
    render_article,
    render_feed,
    render_home,
    render_listing,
    render_login,
    render_message,
    render_robots,
)
from newsarchive.sample.shelf import ListShelf, Shelf

Clock = Callable[[], datetime]
Retraction = Literal["410", "404", "soft-404"]
LOGGED_REQUESTS = 200_000
_ARTICLE = re.compile(r"^/tin-tuc/.*-(\d{9,10})$")
_LISTING = re.compile(r"^/nhom-tin/.*-(\d{9,10})$")
_GROUPS_BY_ID = {group.id: group for group in GROUPS.values()}


@dataclass(slots=True)
class RequestRecord:
    """One request the site got. Times are `time.monotonic()` seconds; `at` is the site's clock."""

    at: datetime
    started: float
    host: str
    method: str
    path: str
    """With its query."""
    headers: dict[str, str]
    """Names in lower case."""
    status: int | None = None
    """None until answered, and for resets."""
    ended: float | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """A rendered answer, plain and packed."""

    response: Response
    packed: bytes | None
    etag: str | None = None
    modified: datetime | None = None


class Site:
    """A replica of the site that tests and the demo can change while it is served.

    Args:
        articles: What stands on it; a `Shelf` made on the fly, or articles. The bundled ones if not given.
        clock: Says the site's time, aware. Articles appear when their moment has come.
        page_size: Articles on one listing page.
        crawl_delay: Seconds, printed in robots.txt.
        feed: Whether /rss.xml exists (the real site has none).
        latency: Seconds before each answer; makes requests that overlap visible in `peak`.
        validators: Whether answers carry ETag and Last-Modified and 304 is given.
        cached_pages: Rendered pages kept (about 15 KB each).
    """

    def __init__(
        self,
        articles: Iterable[SampleArticle] | Shelf | None = None,
        *,
        clock: Clock | None = None,
        page_size: int = 10,
        crawl_delay: float | None = None,
        feed: bool = False,
        latency: float = 0.0,
        validators: bool = True,
        cached_pages: int = 4096,
    ) -> None:
        if articles is None:
            articles = bundled_articles()
        self.shelf: Shelf = ListShelf(articles) if isinstance(articles, Iterable) else articles
        self.clock: Clock = clock or (lambda: datetime.now(UTC))
        self.page_size = page_size
        self.crawl_delay = crawl_delay
        self.feed = feed
        self.latency = latency
        self.validators = validators
        self.cached_pages = cached_pages
        self.requests: deque[RequestRecord] = deque(maxlen=LOGGED_REQUESTS)
        self.peak: Counter[str] = Counter()
        """Most requests under way at once, by Host header."""
        self.pinned: dict[str, int] = {}
        """Group slug → id of an article that stays on top of its first page."""
        self._under_way: Counter[str] = Counter()
        self._added = ListShelf(())
        self._edited: dict[int, SampleArticle] = {}
        self._retracted: dict[int, Retraction] = {}
        self._layout: str | None = None
        self._faults: list[Fault] = []
        self._pages: dict[tuple[Any, ...], _Page] = {}
        self._version = 0
        self._lock = threading.Lock()

    # What the newsroom does

    def publish(self, article: SampleArticle) -> None:
        """Put a new article up; it appears when its moment has come, at the head of its group."""
        self._added.put(article)
        self._changed()

    def edit(
        self,
        article_id: int,
        *,
        title: str | None = None,
        lead: str | None = None,
        paragraphs: Sequence[str] | None = None,
        captions: Sequence[str | None] | None = None,
        byline: str | None = None,
    ) -> SampleArticle:
        """Change an article's text silently, as newsrooms do: address and date stay.

        Raises:
            KeyError: the site has no such article.
        """
        article = self.article(article_id)
        photos = article.photos
        if captions is not None:
            pairs = zip(photos, captions, strict=True)
            photos = tuple(replace(photo, caption=caption) for photo, caption in pairs)
        edited = replace(
            article,
            title=title or article.title,
            lead=lead or article.lead,
            paragraphs=tuple(paragraphs) if paragraphs is not None else article.paragraphs,
            photos=photos,
            byline=byline or article.byline,
            authors=(byline,) if byline else article.authors,
            modified=self.clock(),
        )
        self._edited[article_id] = edited
        self._changed()
        return edited

    def retract(self, article_id: int, how: Retraction = "410") -> None:
        """Take an article down: from the listings too."""
        self.article(article_id)
        self._retracted[article_id] = how
        self._changed()

    def restore(self, article_id: int) -> None:
        """Put a retracted article back as it was."""
        self._retracted.pop(article_id, None)
        self._changed()

    def redress(self, layout: str | None) -> None:
        """Show every page in one layout, or with None each in its own again. No text changes.

        Raises:
            ConfigError: no layout has this name.
        """
        if layout is not None and layout not in LAYOUTS:
            raise ConfigError(
                f"There is no layout {layout!r}; known are {', '.join(LAYOUTS)}.", setting="layout"
            )
        self._layout = layout
        self._changed()

    def fault(self, pattern: str, kind: str, *, times: int | None = None, **options: Any) -> Fault:
        """Make every request for a path go wrong, `times` times or for good.

        Args:
            pattern: A path without query, or a shell pattern ("/tin-tuc/*").
            kind: A name in `faults.KINDS`.
            options: `seconds` (drip, Retry-After), `megabytes` (big, gzip-bomb), `to` (redirects).
        Raises:
            ConfigError: no fault has this name.
        """
        check_kind(kind)
        fault = Fault(pattern=pattern, kind=kind, times=times, **options)
        self._faults.append(fault)
        return fault

    def mend(self) -> None:
        """End all faults."""
        self._faults.clear()

    # What stands on the site

    def article(self, article_id: int) -> SampleArticle:
        """An article as it reads now, retracted ones included.

        Raises:
            KeyError: the site has no such article.
        """
        found = self._edited.get(article_id) or self._added.find(article_id) or self.shelf.find(article_id)
        if found is None:
            raise KeyError(article_id)
        return found

    def standing(self) -> list[SampleArticle]:
        """Every article that can be read now, in the order of the groups."""
        return [article for group in GROUPS.values() for article in self._part(group, 0, self._count(group))]

    def truth(self) -> dict[str, dict[str, Any]]:
        """What an archive ought to store of the site as it stands: `SampleArticle.expected()` by id."""
        return {str(article.id): article.expected() for article in self.standing()}

    def warm(self) -> int:
        """Render every standing article before it is asked for, as many as are kept; returns how many."""
        articles = self.standing()[: self.cached_pages]
        for article in articles:
            self._page(article.path, "")
        return len(articles)

    def _count(self, group: Group) -> int:
        clock = self.clock()
        return self._added.count(group, clock) + self.shelf.count(group, clock)

    def _part(self, group: Group, start: int, stop: int) -> list[SampleArticle]:
        clock = self.clock()
        added = self._added.count(group, clock)
        first = self._added.part(group, clock, start, stop)
        rest = self.shelf.part(group, clock, max(0, start - added), max(0, stop - added))
        return self._current((*first, *rest))

    def _current(self, articles: Iterable[SampleArticle]) -> list[SampleArticle]:
        return [self._edited.get(each.id, each) for each in articles if each.id not in self._retracted]

    def _changed(self) -> None:
        with self._lock:
            self._version += 1
            self._pages.clear()

    # What a reader gets

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        """The answer to one request.

        Args:
            method: GET or HEAD; anything else gets 405.
            target: Path with query.
            headers: Names in lower case.
        """
        if method not in ("GET", "HEAD"):
            return Response(status=405, headers=(("Allow", "GET, HEAD"),))
        path, _, query = target.partition("?")
        fault = next((each for each in self._faults if each.hits(path)), None)
        if fault is not None:
            return apply_fault(fault, path, query, self._page(path, query).response)
        return self._negotiate(self._page(path, query), headers)

    def begin(self, method: str, target: str, headers: Mapping[str, str]) -> RequestRecord:
        """Note that a request came; `finish` must follow."""
        host = headers.get("host", "")
        record = RequestRecord(self.clock(), time.monotonic(), host, method, target, dict(headers))
        with self._lock:
            self._under_way[host] += 1
            self.peak[host] = max(self.peak[host], self._under_way[host])
            self.requests.append(record)
        return record

    def finish(self, record: RequestRecord) -> None:
        """Note that a request is done with; more than once does no harm."""
        with self._lock:
            if record.ended is None:
                record.ended = time.monotonic()
                self._under_way[record.host] -= 1

    def _negotiate(self, page: _Page, headers: Mapping[str, str]) -> Response:
        """The page as this reader asked for it: packed, or 304 where the copy held is current."""
        response = page.response
        extra: list[tuple[str, str]] = [("Vary", "Accept-Encoding")]
        if self.validators and page.etag:
            extra.append(("ETag", page.etag))
            if page.modified:
                extra.append(("Last-Modified", http_date(page.modified)))
            if _holds(page, headers):
                return Response(status=304, headers=tuple(extra))
        if page.packed is not None and "gzip" in headers.get("accept-encoding", ""):
            extra.append(("Content-Encoding", "gzip"))
            response = replace(response, body=page.packed)
        return replace(response, headers=(*response.headers, *extra))

    def _page(self, path: str, query: str) -> _Page:
        """The page at an address, rendered once per state, and per day (articles) or minute (the rest)."""
        now = self.clock()
        article = _ARTICLE.match(path)
        span = f"{now:%Y%m%d}" if article else f"{now:%Y%m%d%H%M}"
        key = (path, query, self._version, span, self.crawl_delay)
        page = self._pages.get(key)
        if page is None:
            if article and (found := self._find(int(article[1]))) is not None and found.moment > now:
                return self._missing(now)
            page = self._render(path, query, now)
            with self._lock:
                if len(self._pages) > self.cached_pages:
                    self._pages.clear()
                self._pages[key] = page
        return page

    def _render(self, path: str, query: str, now: datetime) -> _Page:
        if match := _ARTICLE.match(path):
            return self._article_page(int(match[1]), now)
        if (match := _LISTING.match(path)) and (group := _GROUPS_BY_ID.get(int(match[1]))):
            return self._listing_page(group, query, now)
        if path == "/":
            latest = self._latest(now, self.page_size)
            text = render_home(latest, layout=self._layout or "tables", clock=now)
            return _html(text, state=repr((latest, self._layout)))
        if path == "/robots.txt":
            return _Page(
                Response(content_type="text/plain", body=render_robots(self.crawl_delay).encode()), None
            )
        if path.startswith("/res/news/"):
            target = unquote(f"{path}?{query}" if query else path)
            if self.shelf.has_photo(target) or self._added.has_photo(target):
                body, kind = picture(target)
                tag = f'"{sha256(body).hexdigest()[:16]}"'
                return _Page(Response(content_type=kind, body=body), None, etag=tag)
        if path == "/rss.xml" and self.feed:
            body = render_feed(self._latest(now, 20)).encode()
            return _Page(
                Response(content_type="application/rss+xml; charset=utf-8", body=body),
                gzip.compress(body, 1, mtime=0),
            )
        if path in ("/dang-nhap", "/noi-bo/lich-cong-tac"):
            return _html(render_login(clock=now))
        return self._missing(now)

    def _find(self, article_id: int) -> SampleArticle | None:
        try:
            return self.article(article_id)
        except KeyError:
            return None

    def _latest(self, now: datetime, count: int) -> list[SampleArticle]:
        articles = (*self._added.latest(now, count), *self.shelf.latest(now, count))
        return self._current(sorted(articles, key=lambda each: each.moment, reverse=True)[:count])

    def _article_page(self, article_id: int, now: datetime) -> _Page:
        how = self._retracted.get(article_id)
        if how == "410":
            return _html(render_message("Bài viết đã được gỡ", "Nội dung không còn.", clock=now), status=410)
        if how == "soft-404":
            text = "Bài viết không tồn tại hoặc đã bị gỡ bỏ. Mời bạn quay về trang chủ."
            return _html(render_message("Thông báo", text, clock=now))
        article = self._find(article_id)
        if article is None or how == "404":
            return self._missing(now)
        text = render_article(article, layout=self._layout, clock=now, margin=self._margin(article, now))
        state = repr((article, self._layout))
        return _html(text, state=state, modified=article.modified or article.moment)

    def _margin(self, article: SampleArticle, now: datetime) -> Margin:
        """Five other stories of the group whose date the site tells anyway, and the notices of the month."""
        near = self._part(article.group, 0, 12)
        others = [each for each in near if each.id != article.id and each.published][:5]
        values = {"mo": now.month, "y": now.year, "k": 1 + now.month % 4}
        notices = [
            (text.format_map(values), now - timedelta(days=3 + 4 * position))
            for position, text in enumerate(words()["notices"])
        ]
        return Margin(others=others, notices=notices)

    def _listing_page(self, group: Group, query: str, now: datetime) -> _Page:
        last = max(1, -(-self._count(group) // self.page_size))
        asked = parse_qs(query).get(PAGE_QUERY, ["1"])[0]
        number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
        if not 1 <= number <= last:
            return self._missing(now)
        articles = self._part(group, (number - 1) * self.page_size, number * self.page_size)
        pin = self._find(self.pinned.get(group.slug, 0)) if number == 1 else None
        page = ListingPage(articles=articles, number=number, last=last, pinned=(pin,) if pin else ())
        text = render_listing(group, page, layout=self._layout or "tables", clock=now)
        return _html(text, state=repr((page, self._layout)))

    def _missing(self, now: datetime) -> _Page:
        text = render_message("Không tìm thấy trang", "Địa chỉ bạn tìm không có trên hệ thống.", clock=now)
        return _html(text, status=404)


def _html(
    text: str, *, status: int = 200, state: str | None = None, modified: datetime | None = None
) -> _Page:
    """A page as bytes. `state`: what the page says apart from its clock; its weak ETag comes from that."""
    body = text.encode()
    tag = f'W/"{sha256(state.encode()).hexdigest()[:16]}"' if state else None
    return _Page(
        Response(status=status, body=body), gzip.compress(body, 1, mtime=0), etag=tag, modified=modified
    )


def _holds(page: _Page, headers: Mapping[str, str]) -> bool:
    """Whether the reader's copy is current. If-None-Match goes before If-Modified-Since."""
    tags = headers.get("if-none-match")
    if tags is not None:
        return page.etag in [tag.strip() for tag in tags.split(",")]
    since = headers.get("if-modified-since")
    if since is None or page.modified is None:
        return False
    try:
        return page.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except ValueError:
        return False
