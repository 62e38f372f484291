"""The piece of a text that shows why an article was found, with the words that were meant marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsarchive.query.language import Term, Tokens, token_spans
from newsarchive.text.folding import fold, tone_key

BEFORE_WORDS = 8
LENGTH_WORDS = 32
NEAR_CHARACTERS = 160
PASSAGE_CHARACTERS = 480
MAX_PLACES = 40
_BETWEEN = r"[\W_]+"
"""Between two words of a phrase, as the index cuts them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `hit` where it is what was searched for."""

    text: str
    hit: bool = False


Snippet = tuple[Piece, ...]


def highlight(text: str, terms: Sequence[Term]) -> Snippet:
    """The whole text, as printed, in pieces."""
    spans = token_spans(text)
    return _cut(text, 0, len(text), hits_to_characters(_hits(tone_key(text), spans, terms), spans))


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """Of a text of `search_text`: about `LENGTH_WORDS` words with the most of the terms, else its beginning."""
    begin, end = _passage(text, terms)
    pieces = _around(text[begin:end], terms)
    return (
        *((Piece("… "),) if begin and pieces and not pieces[0].text.startswith("… ") else ()),
        *pieces,
        *((Piece(" …"),) if end < len(text) and pieces and not pieces[-1].text.endswith(" …") else ()),
    )


def _passage(text: str, terms: Sequence[Term]) -> tuple[int, int]:
    """A part of a long text, cut at blanks, that surely holds the best place; found without reading every word."""
    folded = fold(text)
    if len(text) <= PASSAGE_CHARACTERS or len(folded) != len(text):
        return 0, len(text)
    lowered = text.lower()
    if len(lowered) != len(folded):
        return 0, len(text)
    places = sorted(
        (place, which) for which, term in enumerate(terms) for place in _places(folded, lowered, term)
    )
    best, best_score, left = 0, 0, 0
    for right, (place, _) in enumerate(places):
        while place - places[left][0] > NEAR_CHARACTERS:
            left += 1
        found = len({which for _, which in places[left : right + 1]})
        if found > best_score:
            best, best_score = places[left][0], found
    begin = text.rfind(" ", 0, max(0, best - NEAR_CHARACTERS // 2)) + 1
    end = text.find(" ", begin + PASSAGE_CHARACTERS)
    return begin, end if end > 0 else len(text)


def _places(folded: str, lowered: str, term: Term) -> Iterator[int]:
    """Where a term stands, the first places."""
    words = [f"({re.escape(fold(word.key))})" for word in term.words]
    if not words:
        return
    end = "" if term.words[-1].prefix else r"(?![^\W_])"
    pattern = rf"(?<![^\W_]){_BETWEEN.join(words)}{end}"
    marked = [(at, word.key) for at, word in enumerate(term.words, 1) if word.marked]
    found = (
        match.start()
        for match in re.finditer(pattern, folded)
        if all(lowered.startswith(key, match.start(at)) for at, key in marked)
    )
    yield from islice(found, MAX_PLACES)


def _around(text: str, terms: Sequence[Term]) -> Snippet:
    spans = token_spans(text)
    if not spans:
        return ()
    hits = _hits(text, spans, terms)
    first = max(0, _best(hits) - BEFORE_WORDS) if hits else 0
    last = min(len(spans), first + LENGTH_WORDS)
    first = max(0, last - LENGTH_WORDS)
    begin = spans[first][0] if first else 0
    end = spans[last - 1][1] if last < len(spans) else len(text)
    inside = [(a, b) for a, b in hits_to_characters(hits, spans) if a >= begin and b <= end]
    pieces = _cut(text, begin, end, inside)
    return (
        *((Piece("… "),) if first else ()),
        *pieces,
        *((Piece(" …"),) if last < len(spans) else ()),
    )


def plain(pieces: Snippet, begin: str = "", end: str = "") -> str:
    """As one text, hits between two marks.

    >>> plain((Piece("Quận 5, "), Piece("Đảng bộ", True)), "[", "]")
    'Quận 5, [Đảng bộ]'
    """
    return "".join(f"{begin}{piece.text}{end}" if piece.hit else piece.text for piece in pieces)


def _hits(text: str, spans: list[tuple[int, int]], terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """(first word, after last word, which term), in order of the text."""
    tokens = Tokens(text)
    if len(tokens) != len(spans):
        return []
    found = [(a, b, which) for which, term in enumerate(terms) for a, b in term.spans(tokens)]
    return sorted(found)


def _best(hits: list[tuple[int, int, int]]) -> int:
    """First word of the window that holds the most different terms, then the most hits."""
    best, best_score, left = hits[0][0], (0, 0), 0
    for right, (begin, _, _) in enumerate(hits):
        while begin - hits[left][0] > LENGTH_WORDS - BEFORE_WORDS:
            left += 1
        inside = hits[left : right + 1]
        score = (len({which for _, _, which in inside}), len(inside))
        if score > best_score:
            best, best_score = hits[left][0], score
    return best


def hits_to_characters(
    hits: list[tuple[int, int, int]], spans: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Word positions as character positions, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for first, last, _ in hits:
        begin, end = spans[first][0], spans[last - 1][1]
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _cut(text: str, begin: int, end: int, places: list[tuple[int, int]]) -> Snippet:
    pieces, at = [], begin
    for first, last in places:
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)
