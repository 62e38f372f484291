"""Where a site's articles stand: a protocol, and the shelf that holds a list of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from newsarchive.sample.article import Group, SampleArticle
from newsarchive.sample.groups import GROUPS


class Shelf(Protocol):
    """Articles by id and by group, newest first. May be made on the fly; then memory stays constant."""

    def __len__(self) -> int: ...

    def find(self, article_id: int) -> SampleArticle | None:
        """The article with an id, or None."""

    def count(self, group: Group, clock: datetime) -> int:
        """How many articles of a group have appeared by `clock`."""

    def part(self, group: Group, clock: datetime, start: int, stop: int) -> Sequence[SampleArticle]:
        """A slice of a group as it stands at `clock`, newest first."""

    def latest(self, clock: datetime, count: int) -> Sequence[SampleArticle]:
        """The newest articles over all groups."""

    def has_photo(self, path: str) -> bool:
        """Whether an article shows the photo at this path and query."""


class ListShelf:
    """A shelf over articles held in memory. Readers on other threads see it before or after a change, never amid."""

    def __init__(self, articles: Iterable[SampleArticle]) -> None:
        self._articles = {article.id: article for article in articles}
        self._groups = self._sorted()

    def put(self, article: SampleArticle) -> None:
        """Add an article, or replace the one with the same id."""
        self._articles = {**self._articles, article.id: article}
        self._groups = self._sorted()

    def _sorted(self) -> dict[str, list[SampleArticle]]:
        groups: dict[str, list[SampleArticle]] = {slug: [] for slug in GROUPS}
        for article in sorted(self._articles.values(), key=lambda each: each.moment, reverse=True):
            groups.setdefault(article.group.slug, []).append(article)
        return groups

    def __len__(self) -> int:
        return len(self._articles)

    def find(self, article_id: int) -> SampleArticle | None:
        return self._articles.get(article_id)

    def _appeared(self, group: Group, clock: datetime) -> list[SampleArticle]:
        return [article for article in self._groups.get(group.slug, ()) if article.moment <= clock]

    def count(self, group: Group, clock: datetime) -> int:
        return len(self._appeared(group, clock))

    def part(self, group: Group, clock: datetime, start: int, stop: int) -> Sequence[SampleArticle]:
        return self._appeared(group, clock)[start:stop]

    def latest(self, clock: datetime, count: int) -> Sequence[SampleArticle]:
        appeared = [article for article in self._articles.values() if article.moment <= clock]
        return sorted(appeared, key=lambda each: each.moment, reverse=True)[:count]

    def has_photo(self, path: str) -> bool:
        return any(photo.path == path for article in self._articles.values() for photo in article.photos)
