"""Builds small archives through the real writer, without a network. Times and texts are fixed."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsarchive.archive.live import LiveArchive
from newsarchive.model.article import Article, Photo, Witness
from newsarchive.model.crawl import Capture, Change, Link, Outcome, PageRef, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.sample.site import Site
from newsarchive.store.connect import open_reader

SITE = SiteSpec(
    id="thanhuytphcm",
    name="Thành ủy Thành phố Hồ Chí Minh",
    home="https://www.thanhuytphcm.vn",
    article_url=r"-(?P<id>\d+)$",
)
"""As far as the writer needs it: loading the real one, with Scrapy, takes programs that are to be killed a second."""
START = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
FIRST_ID = 1_491_910_000
OUTCOMES: dict[str, Outcome] = {"same-page": "failed", "soft-404": "missing"}
"""Of pages that were taken for something else."""


def article_url(number: int | str) -> str:
    if isinstance(number, str):
        return number
    return f"https://www.thanhuytphcm.vn/tin-tuc/ban-tin-so-{number}-{FIRST_ID + number}"


def make_article(
    number: int, *, body: tuple[str, ...] | None = None, caption: str = "Quang cảnh."
) -> Article:
    """An article as extraction would give it."""
    return Article(
        site=SITE.id,
        source_id=str(FIRST_ID + number),
        url=article_url(number),
        title=f"Bản tin số {number}",
        kicker=None,
        lead=f"Đảng bộ phường họp phiên thứ {number}.",
        body=body or (f"Đoạn một của bản tin {number}.", "Đoạn hai."),
        byline="Vũ Nguyệt",
        authors=("Vũ Nguyệt",),
        agency=None,
        section="Thời sự",
        tags=(),
        dateline=None,
        event_date=None,
        event_end=None,
        published_at="2024-02-28",
        published_precision="day",
        published_source="printed",
        published_raw="28/02/2024",
        published_earliest="2024-02-28",
        published_latest="2024-02-28",
        updated_at=None,
        layout="generic",
        extractor="test/1",
        photos=(Photo(url=f"https://images.hcmcpv.org.vn/res/news/{number}.jpg", caption=caption),),
        date_witnesses=(
            Witness(kind="printed", raw="28/02/2024", value="2024-02-28", precision="day", agrees=True),
        ),
        findings=(),
    )


class Builder:
    """One run of the site into `path`; ends with `finish` (or is just dropped, as by a kill)."""

    def __init__(self, path: Path, *, now: datetime = START, **options: Any) -> None:
        self.path = path
        self.now = now
        self.live = LiveArchive(path, SITE, clock=lambda: self.now, **options)

    async def _page(self, url: str) -> PageRef:
        source_id = url.rsplit("-", 1)[1]
        await self.live.seed(SITE.id, [Link(url=url, kind="article", source_id=source_id)])
        row = self.live._desk.call(
            lambda db: db.execute("SELECT id, visits FROM pages WHERE url = ?", (url,)).fetchone()
        )
        return PageRef(
            id=row["id"], site=SITE.id, url=url, kind="article", source_id=source_id, visits=row["visits"]
        )

    async def capture(
        self, number: int | str, body: bytes, *, status: int = 200, encoding: str | None = None
    ) -> tuple[PageRef, int, int | None]:
        """Store one exchange; gives the page, the snapshot and what it merely repeats."""
        self.now += timedelta(seconds=1)
        url = article_url(number)
        page = await self._page(url)
        stored = await self.live.save_capture(
            Capture(
                page_id=page.id,
                url=url,
                requested_url=url,
                fetched_at=self.now,
                method="GET",
                request_headers=(("Host", "www.thanhuytphcm.vn"),),
                status=status,
                reason="OK",
                headers=(
                    ("Content-Type", "text/html; charset=utf-8"),
                    *([("Content-Encoding", encoding)] if encoding else []),
                ),
                body=body,
                content_type="text/html; charset=utf-8",
            )
        )
        return page, stored.id, stored.revisit_of

    async def visit(self, number: int | str, body: bytes, article: Article | None = None) -> Change:
        """Store one page and what was read from it."""
        page, snapshot_id, same = await self.capture(number, body)
        if article is None and isinstance(number, str):
            from newsarchive.extraction import extract

            at = query(self.path, "SELECT fetched_at FROM snapshots WHERE id = ?", snapshot_id)[0][0]
            article = extract(body, url=number, fetched_at=datetime.fromisoformat(at))
        read = None if same else article or make_article(int(number))
        return await self.live.settle(
            Visit(
                page=page,
                outcome="not-modified" if read is None else "article",
                at=self.now,
                snapshot_id=snapshot_id,
                article=read,
                findings=read.findings if read else (),
            )
        )

    def refused(self, url: str, body: bytes, code: str = "listing", *, encoding: str | None = None) -> Change:
        """One visit of a page that was taken for something else: its bytes are stored, and a remark."""

        async def go() -> Change:
            page, snapshot_id, same = await self.capture(url, body, encoding=encoding)
            if same:
                return await self.live.settle(Visit(page=page, outcome="not-modified", at=self.now))
            note = Finding(code=code, message=f"The page is something else ({code}).")
            return await self.live.settle(
                Visit(
                    page=page,
                    outcome=OUTCOMES.get(code, "skipped"),
                    at=self.now,
                    snapshot_id=snapshot_id,
                    error=note.message,
                    findings=(note,),
                )
            )

        return asyncio.run(go())

    def gone(self, url: str) -> Change:
        """One visit that is answered with 410."""
        return self._absent(url, 410)

    def missing(self, url: str) -> Change:
        """One visit that is answered with 404."""
        return self._absent(url, 404)

    def _absent(self, url: str, status: int) -> Change:
        async def go() -> Change:
            page, snapshot_id, _ = await self.capture(url, b"", status=status)
            return await self.live.settle(
                Visit(
                    page=page,
                    outcome="gone" if status == 410 else "missing",
                    at=self.now,
                    snapshot_id=snapshot_id,
                    error=f"HTTP {status}",
                )
            )

        return asyncio.run(go())

    def visits(self, *pages: tuple[int | str, bytes] | tuple[int | str, bytes, Article]) -> list[Change]:
        async def go() -> list[Change]:
            return [await self.visit(*page) for page in pages]

        return asyncio.run(go())

    def finish(self) -> None:
        asyncio.run(self._finish())
        self.live.close()

    async def _finish(self) -> None:
        await self.live.finish(outcome="finished", exit_code=0, counts={})


def build(path: Path, count: int = 5) -> Path:
    """A sealed archive of `count` articles, the first of which was seen twice with the same bytes."""
    builder = Builder(path)
    builder.visits(*[(number, page_bytes(number)) for number in range(count)], (0, page_bytes(0)))
    builder.finish()
    return path


def page_bytes(number: int, text: str = "") -> bytes:
    return f"<html><h1>Bản tin số {number}</h1><p>{text or 'Đoạn một. ' * 20}</p></html>".encode()


def query(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(open_reader(path)) as db:
        return [tuple(row) for row in db.execute(sql, values)]


def sample_page(site: Site, article_id: int) -> tuple[str, bytes]:
    """An article of the bundled sample site as its server sends it."""
    url = site.article(article_id).url
    return url, site.respond("GET", urlsplit(url).path, {}).body


def sample_site() -> Site:
    """The sample site on a fixed day."""
    return Site(clock=lambda: datetime(2026, 7, 1, tzinfo=UTC))


def build_sample(path: Path, count: int = 12, **options: Any) -> Path:
    """A sealed archive of real pages of the sample site, read by the real extraction."""
    site = sample_site()
    builder = Builder(path, now=site.clock(), **options)
    dated = [article for article in site.standing() if article.published]
    undated = [article for article in site.standing() if not article.published]
    builder.visits(*[sample_page(site, article.id) for article in (*dated[: count - 2], *undated[:2])])
    builder.finish()
    return path


def edit_sample(path: Path, *titles: str) -> list[Change]:
    """Looks at the third article of such an archive on the day after, each time under another title (or the same)."""
    site = sample_site()
    (number,) = query(path, "SELECT source_id FROM articles WHERE id = 3")[0]
    builder = Builder(path, now=site.clock() + timedelta(days=1))
    changes = []
    for title in titles:
        site.edit(int(number), title=title)
        changes += builder.visits(sample_page(site, int(number)))
    builder.finish()
    return changes
