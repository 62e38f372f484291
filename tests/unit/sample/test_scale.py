"""Many articles on demand: distinct, the same each time, reachable, with word frequencies that fall off."""

import tracemalloc
from collections import Counter
from datetime import UTC, datetime

import pytest

from newsarchive.errors import ConfigError
from newsarchive.sample.groups import GROUPS
from newsarchive.sample.scale import NEWEST, ScaledShelf
from newsarchive.sample.site import Site


def test_same_article_each_time_and_found_by_id():
    shelf, again = ScaledShelf(200_000), ScaledShelf(200_000)
    for position in (0, 1, 999, 130_000, 130_900, 199_999):
        article = shelf.at(position)
        assert article == again.at(position)
        assert shelf.find(article.id) == article
    assert shelf.find(shelf.at(0).id + 1) is None
    assert ScaledShelf(10, seed=2).at(3) != ScaledShelf(10, seed=1).at(3)


def test_articles_are_distinct_and_ordered():
    shelf = ScaledShelf(1500)
    articles = [shelf.at(position) for position in range(1500)]
    assert len({article.id for article in articles}) == 1500
    assert len({article.title for article in articles}) == 1500
    assert all(late.moment >= early.moment for late, early in zip(articles, articles[1:], strict=False))


def test_ids_fall_through_the_change_of_counting():
    shelf = ScaledShelf(200_000)
    edge = next(position for position in range(129_000, 132_000) if shelf.at(position).id < 1_491_819_100)
    assert shelf.at(edge).id == int(shelf.at(edge).moment.timestamp())
    assert shelf.at(edge).moment < shelf.at(edge - 1).moment


def test_words_fall_off_as_in_natural_text():
    shelf = ScaledShelf(300)
    words = Counter(
        word
        for position in range(300)
        for text in shelf.at(position).paragraphs
        for word in text.lower().split()
    )
    ranked = [count for _, count in words.most_common()]
    assert ranked[0] < sum(ranked) * 0.1
    assert sum(count == 1 for count in ranked) > len(ranked) / 4
    assert ranked[0] > 5 * ranked[50] > 5 * 5 * ranked[500] > 0


def test_every_article_is_listed_once():
    site = Site(ScaledShelf(137), page_size=10)
    assert len(site.truth()) == 137
    assert len(site.standing()) == 137


def test_clock_hides_what_has_not_appeared():
    shelf = ScaledShelf(5000)
    clock = shelf.at(2500).moment
    assert sum(shelf.count(group, clock) for group in GROUPS.values()) == 2500
    assert shelf.latest(clock, 1)[0] == shelf.at(2500)
    assert shelf.latest(NEWEST, 1)[0] == shelf.at(0)


def test_memory_does_not_grow_with_the_number():
    tracemalloc.start()
    site = Site(ScaledShelf(200_000), clock=lambda: datetime(2026, 7, 1, tzinfo=UTC), cached_pages=50)
    for position in range(0, 200_000, 500):
        site.respond("GET", site.shelf.at(position).path, {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_warm_renders_ahead():
    site = Site(ScaledShelf(60))
    assert site.warm() == 60


@pytest.mark.parametrize("count", [0, -1, 500_000])
def test_impossible_numbers_are_refused(count):
    with pytest.raises(ConfigError, match="ask for 1 to"):
        ScaledShelf(count)
