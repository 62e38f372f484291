"""A month of a newsroom on the replica, crawled by the real command under a clock that is set.

The site that is crawled is defined here, with selectors of its own, so that a change of layout breaks it; the
replica's own site has none that could.
"""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsarchive.sample.article import VIETNAM, SampleArticle
from newsarchive.sample.compose import compose
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from tests.end_to_end.commands import ROOT, Ran, run

FIRST_DAY = datetime(2024, 2, 3, 0, 0, tzinfo=VIETNAM)
"""Day 1. Tết of that year is quiet from day 5 to day 15."""
SWITCH_DAY = 20
BACK_DAYS = 8
PER_DAY = 8
OLD_LAYOUT, NEW_LAYOUT = "figures", "semantic"
SITE = "banmau"

SITE_FILE = '''
"""A sample site with selectors of its own."""

from dataclasses import replace

from newsarchive.fetch.spider import SiteSpider
from newsarchive.page.base import ArticlePage
from spiders.thanhuytphcm import SITE as REPLICA

SITE = replace(REPLICA, id="banmau", name="Báo mẫu")


class SamplePage(ArticlePage):
    title_at = ({title},)
    byline_at = ({byline},)

    def byline(self):
        match = self.one("byline", self.byline_at)
        return self.text(match) if match is not None else None


class SampleSpider(SiteSpider):
    site, page_class = SITE, SamplePage
'''
BROKEN = {"title": '"h1.article-title"', "byline": '"p.article-author"'}
MENDED = {
    "title": '"h1.article-title", "h1[itemprop=headline]"',
    "byline": '"p.article-author", "p.author"',
}


class Month:
    """The newsroom, the archive and the crawls between them. Use it as a context."""

    def __init__(self, folder: Path, *, seed: int = 5) -> None:
        self.folder = folder
        self.db = folder / "archive.db"
        self.told = folder / "told.txt"
        """Alerts, one a line."""
        self.now = FIRST_DAY
        self._rng = random.Random(seed)
        self._numbers: set[int] = set()
        self._titles: set[str] = set()
        self.articles: dict[int, list[SampleArticle]] = {}
        """By day."""
        self.reports: dict[int, dict[str, Any]] = {}
        self.told_by: dict[int, list[str]] = {}
        """What crawls printed and what had been told by then, by day."""
        self.site = Site(articles=(), clock=lambda: self.now, page_size=20)
        self.site.redress(OLD_LAYOUT)
        self._serving = serve(self.site)

    def __enter__(self) -> "Month":
        self.server = self._serving.__enter__()
        package = self.folder / "banmau_sites"
        package.mkdir()
        (package / "__init__.py").write_text('"""Sites of the simulation."""\n', encoding="utf-8")
        (self.folder / "banmau_settings.py").write_text(
            'from newsarchive.settings import *\n\nSPIDER_MODULES = ["banmau_sites"]\n', encoding="utf-8"
        )
        self.write_site(BROKEN)
        for day in range(1 - BACK_DAYS, 1):
            self.publish(day, PER_DAY)
        return self

    def __exit__(self, *error: Any) -> None:
        self._serving.__exit__(*error)

    def write_site(self, selectors: dict[str, str]) -> None:
        """The site's file with these selectors."""
        path = self.folder / "banmau_sites" / "banmau.py"
        path.write_text(SITE_FILE.format(**selectors), encoding="utf-8")

    def mend(self) -> None:
        """Somebody adds the new layout's selectors to the site's file."""
        self.write_site(MENDED)

    def moment(self, day: int, hour: int = 0, minute: int = 0) -> datetime:
        return FIRST_DAY + timedelta(days=day - 1, hours=hour, minutes=minute)

    def publish(self, day: int, count: int) -> list[SampleArticle]:
        """A day's articles, between 6 and 19 o'clock."""
        made = self.articles.setdefault(day, [])
        while len(made) < count:
            moment = self.moment(day, 6) + timedelta(
                minutes=780 * len(made) // count + self._rng.randint(0, 20)
            )
            article = compose(self._rng, moment, layout=OLD_LAYOUT)
            if article.title in self._titles or article.id in self._numbers:
                continue
            self._titles.add(article.title)
            self._numbers.add(article.id)
            self.site.publish(article)
            made.append(article)
        return made

    def is_holiday(self, day: int) -> bool:
        return 5 <= day <= 15

    def newsroom_day(self, day: int) -> None:
        """What happens on a day: news (few at Tết), an edit, now and then a removal; on day 20 the new layout."""
        self.now = self.moment(day)
        if day == SWITCH_DAY:
            self.site.redress(NEW_LAYOUT)
        self.publish(day, 1 if self.is_holiday(day) else PER_DAY)

    def run(self, *words: object, **extra: str) -> Ran:
        """One command of newsarchive at the simulated moment."""
        environment = {
            "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}", "SCRAPY_SETTINGS_MODULE": "banmau_settings",
            "NEWSARCHIVE_NOW": self.now.isoformat(), "NEWSARCHIVE_PHOTOS": "no", "COLUMNS": "200",
            "NEWSARCHIVE_ALERTS_COMMAND": f"cat >> '{self.told}'", "NEWSARCHIVE_CONFIG": os.devnull,
        } | extra  # fmt: skip
        return run("newsarchive", *words, "--db", self.db, cwd=self.folder, **environment)

    def crawl(self, day: int, hour: int) -> dict[str, Any]:
        """One crawl; gives the counts it prints."""
        self.now = self.moment(day, hour)
        done = self.run("crawl", SITE, "--origin", self.server.origin, "--json")
        if not done.out:
            raise AssertionError(done.err)
        (report,) = done.json()
        return dict(report)

    def alerts(self) -> list[str]:
        """Everything a person has been told so far."""
        return self.told.read_text(encoding="utf-8").splitlines() if self.told.exists() else []

    def health(self) -> tuple[int, dict[str, Any]]:
        """Exit code of `health` and what it prints for the site."""
        done = self.run("health", "--json")
        (found,) = done.json()
        return done.code, found
