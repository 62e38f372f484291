"""read → normalise → date → check → store: one class a step, each calling one room."""

import logging
from dataclasses import replace
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from newsarchive.checks.article import check
from newsarchive.checks.media import refuse_other_media
from newsarchive.checks.site import Neighbours
from newsarchive.dates.witnesses import date_article
from newsarchive.errors import ArchiveError, NotAnArticle
from newsarchive.frontier.session import CrawlSession, open_session
from newsarchive.model.crawl import Link, Outcome, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.reader import read_page
from newsarchive.pipelines.repeats import Repeats, allowed, words_of, words_read
from newsarchive.text.normalise import normalise
from newsarchive.urls.identity import identify, is_photo_host

logger = logging.getLogger(__name__)
MISSING = frozenset(("soft-404",))
"""What a page can turn out to be that means its article is not there."""
FAILED = frozenset(("challenge", "empty-page", "login"))
"""What means that the page has to be asked for again."""
UNANSWERED = FAILED | MISSING
"""What a server can do as a whole, like an error of its own: its database may be down."""
LISTS = frozenset(("listing", "feed", "sitemap"))
"""Kinds of pages that lead to others."""


DOUBTFUL = frozenset(("empty-body", "figures", "listing", "not-an-article", "static"))
"""What a page of the site itself can be taken for, that comes whatever is asked for."""


class Step:
    """A pipeline that works on visits which are (still) articles, and lets everything else through."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session: CrawlSession = open_session(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        if not isinstance(item, Visit) or not self.takes(item):
            return item
        try:
            return self.work(item)
        except Exception as error:  # one page must not stop the others, nor wait for ever
            logger.exception("%s cannot be read", item.page.url)
            note = Finding(
                code="not-stored",
                message=f"{item.page.url} cannot be read ({type(error).__name__}: {error}).",
            )
            return replace(item, outcome="skipped", error=str(error), findings=(*item.findings, note))

    def takes(self, visit: Visit) -> bool:
        """Whether the step has anything to do with a visit."""
        return visit.outcome == "article"

    def work(self, visit: Visit) -> Visit:
        """The step itself; subclasses have one each."""
        return visit


class ReadPipeline(Step):
    """Snapshot → draft. A page that is something else is settled as what it is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.repeats = Repeats()

    def process_item(self, item: Any) -> Any:
        """Visits; also items of any other kind (dict, Scrapy item) that a site's own code gives the same fields."""
        if not isinstance(item, Visit) and ItemAdapter.is_item(item):
            fields = ItemAdapter(item)
            if all(name in fields for name in ("page", "outcome", "at")):
                item = Visit(**fields)
        return super().process_item(item)

    def takes(self, visit: Visit) -> bool:
        """Articles; and listings that lead nowhere, lest a bot check or an empty answer pass for the end of a list."""
        leads_nowhere = visit.page.kind in LISTS and visit.snapshot is not None and not visit.links
        return leads_nowhere or super().takes(visit)

    def work(self, visit: Visit) -> Visit:
        assert visit.snapshot is not None
        if visit.page.kind in LISTS:
            return self._list(visit, visit.snapshot)
        try:
            refuse_other_media(visit.snapshot)
            draft = read_page(
                visit.snapshot,
                page_class=getattr(self.crawler.spider, "page_class", None),
                site=self.session.site,
            )
        except NotAnArticle as error:
            if error.what in DOUBTFUL and self.repeats.others(visit.page.id, words_of(visit.snapshot.body)):
                return _same_page(visit)
            return _not_an_article(visit, error)
        if self.repeats.others(visit.page.id, words_read(draft)) > allowed(draft):
            return _same_page(visit)
        if visit.page.source_id:
            draft = replace(draft, source_id=visit.page.source_id, site=self.session.site.id)
        return replace(visit, draft=draft)

    def _list(self, visit: Visit, snapshot: Snapshot) -> Visit:
        """A listing that leads nowhere: the end of a list, unless the page says, or others did, something else."""
        try:
            read_page(snapshot)
        except NotAnArticle as error:
            if error.what in FAILED:
                return _not_an_article(visit, error)
        words = words_of(snapshot.body)
        if visit.outcome == "failed":
            self.repeats.others(visit.page.id, words)
        elif visit.outcome == "listing" and self.repeats.knows(visit.page.id, words):
            return _same_page(visit)
        return visit


class NormalisePipeline(Step):
    """Printed lines taken apart, legacy text converted."""

    def work(self, visit: Visit) -> Visit:
        assert visit.draft is not None
        return replace(visit, draft=normalise(visit.draft))


class DatesPipeline(Step):
    """Draft → article: witnesses read, the publication date decided."""

    def work(self, visit: Visit) -> Visit:
        assert visit.draft is not None
        draft = visit.draft
        if visit.stated:
            draft = replace(draft, clues=(*draft.clues, *visit.stated))
        session = self.session
        return replace(visit, article=date_article(draft, site=session.site, clocks=session.clock_places))


class ChecksPipeline(Step):
    """Article → findings, from the article alone and beside the others of this run."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.neighbours = Neighbours()

    def work(self, visit: Visit) -> Visit:
        assert visit.article is not None
        findings = (
            *visit.article.findings,
            *check(visit.article, site_name=self.session.site.name),
            *self.neighbours.check(visit.article),
        )
        return replace(visit, findings=(*visit.findings, *findings))


class StorePipeline(Step):
    """Everything that came of a visit, in one transaction. Runs for every outcome."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.feeds = bool(crawler.settings.getdict("FEEDS"))
        self._closing: Deferred[None] | None = None

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Visit):
            return item
        photos = self._photo_links(item)
        visit = replace(item, links=(*item.links, *photos)) if photos else item
        try:
            await self.session.settle(visit)
        except ArchiveError as error:
            self._stop(error)
        return self._for_feeds(visit) if self.feeds else visit

    def _stop(self, error: ArchiveError) -> None:
        """Say it once and begin to close. Closing waits for the items under way, so no item may wait for it."""
        if self._closing is not None:
            return
        logger.critical("%s", error)
        engine = self.crawler.engine
        if engine is not None:
            self._closing = deferred_from_coro(engine.close_spider_async(reason="store-error"))

    def _for_feeds(self, visit: Visit) -> dict[str, Any]:
        """What Scrapy's own feeds (`-O articles.jsonl`) get: articles, in the shape that `extract` prints."""
        if visit.article is None or visit.outcome != "article":
            raise DropItem("not an article", log_level="DEBUG")
        return visit.article.to_dict()

    def _photo_links(self, visit: Visit) -> list[Link]:
        """Photos on the site's own hosts are pages too."""
        if visit.article is None or not self.crawler.settings.getbool("NEWSARCHIVE_PHOTOS"):
            return []
        links = []
        for shown in visit.article.photos:
            try:
                identity = identify(shown.url, self.session.site)
            except ValueError:
                continue
            if is_photo_host(identity.url, self.session.site):
                links.append(Link(url=shown.url, kind="photo", priority=10))
        return links


def _same_page(visit: Visit) -> Visit:
    """The site gave another address the same words: no answer, and to be asked for again."""
    why = f"{visit.page.url} gives the same words as other addresses do."
    note = Finding(code="same-page", message=why)
    return replace(
        visit, outcome="failed", error=why, findings=(*visit.findings, note), links=(), unanswered=True
    )


def _not_an_article(visit: Visit, error: NotAnArticle) -> Visit:
    note = Finding(code=error.what, message=error.message)
    outcome: Outcome = "missing" if error.what in MISSING else "failed" if error.what in FAILED else "skipped"
    return replace(
        visit,
        outcome=outcome,
        error=error.message,
        findings=(*visit.findings, note),
        unanswered=error.what in UNANSWERED,
    )
