"""Has something changed for good? Pure statistics over a series in the order of reading.

A share (title filled or not) is tested by the likelihood of a break at each place against no break; a length by
rank sums of the newest readings against the earlier ones. Thresholds are high: a person is called only for what
chance does not bring about in years of runs.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from statistics import median

MIN_HISTORY = 30
"""Readings before the break, without which nothing is known to be usual."""
MIN_TAIL = 4
LIKELIHOOD_GAIN = 11.0
"""Natural logarithm; about 1 in 100,000 for a break at one given place."""
LIKELY_PLACE = 4.0
"""So much less gain is accepted at a likely place."""
MIN_DROP = 0.25
RANK_Z = 5.0
MAX_RATIO = 2.0
"""Half or double the usual length is drift, less is style."""
TAILS = (8, 13, 21, 34, 55, 89)


@dataclass(frozen=True, slots=True)
class Break:
    """`start` is the position of the first affected reading."""

    start: int
    before: float
    """Share (0–1) or median before."""
    after: float
    gain: float = 0.0
    """How much better a break explains the series than none, natural logarithm."""


def find_drop(
    series: Sequence[bool],
    *,
    first: int = 0,
    min_tail: int = MIN_TAIL,
    min_gain: float = LIKELIHOOD_GAIN,
    likely: Container[int] = (),
) -> Break | None:
    """The place from which a share has fallen, where there is one.

    Args:
        series: Oldest first.
        first: No break is sought before this position.
        likely: Positions where a break is likelier than elsewhere: first readings of a run. One of them is taken
            if it explains the series nearly as well as the best place, so that a reading that happened to be
            wrong just before the break is not taken for its beginning.
    """
    total, hits = len(series), sum(series)
    found: list[Break] = []
    whole = _likelihood(hits, total)
    seen = 0
    for position, value in enumerate(series):
        rest = total - position
        if position >= max(MIN_HISTORY, first) and rest >= min_tail and not value:
            before, after = seen / position, (hits - seen) / rest
            gain = _likelihood(seen, position) + _likelihood(hits - seen, rest) - whole
            if before - after >= MIN_DROP and gain >= min_gain:
                found.append(Break(position, before, after, gain))
        seen += value
    if not found:
        return None
    best = max(found, key=lambda each: each.gain)
    near = [each for each in found if each.start in likely and each.gain >= best.gain - LIKELY_PLACE]
    return max(near, key=lambda each: each.gain) if near else best


def find_shift(
    values: Sequence[float], *, first: int = 0, ratio: float = MAX_RATIO, plus: float = 0.0
) -> Break | None:
    """Whether the newest values lie far from the earlier ones; the shortest tail that shows it.

    Args:
        plus: Added to both medians before they are compared, so that small counts do not double by one.
    """
    for size in TAILS:
        start = len(values) - size
        if start < max(MIN_HISTORY, first):
            return None
        head, tail = values[:start], values[start:]
        before, after = median(head), median(tail)
        low, high = sorted((max(before + plus, 0.5), max(after + plus, 0.5)))
        if high / low < ratio or abs(_rank_z(sorted(head), tail)) < RANK_Z:
            continue
        return Break(
            _first_beyond(values, start, math.sqrt(low * high) - plus, after < before), before, after
        )
    return None


def _first_beyond(values: Sequence[float], start: int, middle: float, fell: bool) -> int:
    """Where the shift began: back from the tail while values lie on its side of the middle."""

    def beyond(at: int) -> bool:
        return values[at] < middle if fell else values[at] > middle

    if beyond(start):
        while start > 0 and beyond(start - 1):
            start -= 1
        return start
    return next((at for at in range(start, len(values)) if beyond(at)), start)


def _likelihood(hits: int, total: int) -> float:
    if hits in (0, total):
        return 0.0
    share = hits / total
    return hits * math.log(share) + (total - hits) * math.log(1 - share)


def _rank_z(head: Sequence[float], tail: Sequence[float]) -> float:
    """Standardised Mann-Whitney statistic of the tail against the (sorted) head; ties count half."""
    wins = sum((bisect_left(head, value) + bisect_right(head, value)) / 2 for value in tail)
    left, right = len(head), len(tail)
    spread = math.sqrt(left * right * (left + right + 1) / 12)
    return (wins - left * right / 2) / spread
