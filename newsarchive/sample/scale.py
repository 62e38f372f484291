"""Any number of distinct articles for benchmarks, each made when asked for: memory stays the same.

Word frequencies fall off as in natural text (Zipf): a few dozen common words make up half of it, the
rest thins out into thousands of rare ones. The prose is grammatical in shape only.
"""

import json
import random
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from newsarchive.errors import ConfigError
from newsarchive.sample.article import (
    COUNTER_LINE,
    VIETNAM,
    Group,
    SampleArticle,
    article_id,
    counter_moment,
    slugify,
)
from newsarchive.sample.compose import (
    LAYOUTS,
    Slots,
    dateline,
    draw_byline,
    draw_photos,
    draw_slots,
    upper_first,
    words,
)
from newsarchive.sample.groups import GROUPS

NEWEST = datetime(2026, 6, 30, 18, 0, tzinfo=VIETNAM)
MAX_ARTICLES = 400_000
_STEP = timedelta(minutes=11)
"""Between two articles of the years when ids were unix seconds."""
_SCALED = [group for group in GROUPS.values() if group.slug != "so-tay"]
_ONSET = re.compile(r"[bcdđghklmnpqrstvx]+")
_PHOTO = re.compile(r"^/res/news/\d{4}/\d\d/\d\d-\d\d-\d{4}-.*\.(?:jpg|png|PNG)(?:\?vs=\d{14})?$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Common words with their weights, and the syllables that rare words are made of."""

    common: tuple[str, ...]
    weights: tuple[float, ...]
    """Cumulated, for `random.choices`."""
    syllables: tuple[str, ...]

    def rare(self, rng: random.Random) -> str:
        """A word that few articles share: a compound, a proper name or a number."""
        kind = rng.random()
        if kind < 0.75:
            rest, first = divmod(zipf(rng, len(self.syllables) ** 2, 50) * 7919, len(self.syllables))
            return f"{self.syllables[first]} {self.syllables[rest % len(self.syllables)]}"
        if kind < 0.9:
            onset, rime = (self.syllables[zipf(rng, len(self.syllables), 20)] for _ in range(2))
            return upper_first(_onset(onset) + rime[len(_onset(rime)) :])
        return str(rng.randint(2, 9999))

    def phrase(self, rng: random.Random, length: int) -> list[str]:
        """Words in a row, about one in twelve of them rare."""
        words = rng.choices(self.common, cum_weights=self.weights, k=length)
        for _ in range(int(length / 12 + rng.random())):
            words[rng.randrange(length)] = self.rare(rng)
        return words


def _onset(syllable: str) -> str:
    match = _ONSET.match(syllable)
    return match[0] if match else ""


def zipf(rng: random.Random, size: int, flat: int) -> int:
    """A rank from 0 to size - 1; rank r comes in proportion to 1 / (r + flat) (Zipf, Mandelbrot).

    >>> zipf(random.Random(1), 1, 5)
    0
    """
    return min(size - 1, int(flat * ((size + flat) / flat) ** rng.random()) - flat)


@cache
def vocabulary() -> Vocabulary:
    """The bundled words, read once: function words make up two fifths of the common ones."""
    text = files("newsarchive.sample").joinpath("vocabulary.json").read_text(encoding="utf-8")
    material = json.loads(text)
    function, content = material["function"].split(), material["content"].split(", ")
    weights = [*_falling(len(function), 2, 0.4), *_falling(len(content), 10, 0.6)]
    syllables = sorted({syllable for compound in content for syllable in compound.split()})
    return Vocabulary((*function, *content), tuple(accumulate(weights)), tuple(syllables))


def _falling(size: int, flat: int, total: float) -> list[float]:
    """Weights in proportion to 1 / (rank + flat) that sum to `total`."""
    weights = [1 / (rank + flat) for rank in range(size)]
    return [weight * total / sum(weights) for weight in weights]


def sentence(rng: random.Random) -> str:
    """One made-up sentence of 8 to 28 words, longer ones with a comma."""
    parts = vocabulary().phrase(rng, rng.randint(8, 28))
    if len(parts) > 14:
        parts[rng.randint(4, len(parts) - 4)] += ","
    return upper_first(" ".join(parts)) + "."


class ScaledShelf:
    """`count` articles, made on demand; the same seed and position always give the same article.

    Ids run as on the real site: a counter back to April 2017, unix seconds before.

    Raises:
        ConfigError: `count` is not between 1 and 400,000.
    """

    def __init__(self, count: int, *, seed: int = 1, layout: str | None = None) -> None:
        if not 1 <= count <= MAX_ARTICLES:
            raise ConfigError(
                f"{count} articles are not to be had: ask for 1 to {MAX_ARTICLES}.", setting="count"
            )
        self._count = count
        self._seed = seed
        self._layout = layout
        self._newest_id = article_id(NEWEST)
        self._counted = self._newest_id - COUNTER_LINE[0][1] + 1
        self._start = COUNTER_LINE[0][0]
        self._made = lru_cache(maxsize=1024)(self._make)

    def __len__(self) -> int:
        return self._count

    def at(self, position: int) -> SampleArticle:
        """The article at a position, 0 the newest.

        Raises:
            IndexError: there are not so many.
        """
        if not 0 <= position < self._count:
            raise IndexError(position)
        return self._made(position)

    def find(self, article_id: int) -> SampleArticle | None:
        position = self._position(article_id)
        return self._made(position) if position is not None and 0 <= position < self._count else None

    def count(self, group: Group, clock: datetime) -> int:
        first, offset = self._first(clock), self._offset(group)
        return 0 if offset is None else len(range(_next(first, offset), self._count, len(_SCALED)))

    def part(self, group: Group, clock: datetime, start: int, stop: int) -> Sequence[SampleArticle]:
        first, offset = self._first(clock), self._offset(group)
        if offset is None:
            return ()
        positions = range(_next(first, offset), self._count, len(_SCALED))[start:stop]
        return [self._made(position) for position in positions]

    def latest(self, clock: datetime, count: int) -> Sequence[SampleArticle]:
        first = self._first(clock)
        return [self._made(position) for position in range(first, min(self._count, first + count))]

    def has_photo(self, path: str) -> bool:
        """Every well-formed address is a photo: nothing is kept that could tell."""
        return _PHOTO.match(path) is not None

    def _moment(self, position: int) -> datetime:
        if position < self._counted:
            return counter_moment(self._newest_id - position)
        return self._start - _STEP * (position - self._counted + 1)

    def _position(self, article_id: int) -> int | None:
        if article_id >= COUNTER_LINE[0][1]:
            return self._newest_id - article_id
        before = self._start - datetime.fromtimestamp(article_id, UTC)
        steps, rest = divmod(before, _STEP)
        return None if rest else self._counted + steps - 1

    def _first(self, clock: datetime) -> int:
        """Position of the newest article that has appeared by `clock`."""
        if clock >= self._moment(0):
            return 0
        return bisect_left(
            range(self._count), -clock.timestamp(), key=lambda at: -self._moment(at).timestamp()
        )

    def _offset(self, group: Group) -> int | None:
        return _SCALED.index(group) if group in _SCALED else None

    def _make(self, position: int) -> SampleArticle:
        rng = random.Random(f"{self._seed}/{position}")
        moment = self._moment(position)
        event = moment.date() - timedelta(days=rng.choice((0, 1, 2)))
        title, slots = _title(rng, event)
        slug = slugify(title)
        material = rng.choice(list(words()["subjects"].values()))
        byline, authors = draw_byline(rng)
        number = self._newest_id - position if position < self._counted else int(moment.timestamp())
        return SampleArticle(
            id=number,
            slug=slug,
            title=title,
            lead=f"{dateline(rng, event, moment)}, {slots.fill(rng.choice(material['leads']))}",
            paragraphs=tuple(
                " ".join(sentence(rng) for _ in range(rng.randint(2, 4))) for _ in range(rng.randint(3, 7))
            ),
            group=_SCALED[position % len(_SCALED)],
            moment=moment,
            layout=self._layout or rng.choice(LAYOUTS),
            byline=byline,
            authors=authors,
            photos=draw_photos(rng, slots, material["captions"], slug, moment),
            event_date=event,
        )


def _next(first: int, offset: int) -> int:
    """The first position at or after `first` that belongs to the group with this offset."""
    return first + (offset - first) % len(_SCALED)


def _title(rng: random.Random, event: date) -> tuple[str, Slots]:
    slots = draw_slots(rng, event)
    phrase = " ".join(vocabulary().phrase(rng, rng.randint(6, 10)))
    return slots.sentence("{p}: ") + upper_first(phrase), slots
