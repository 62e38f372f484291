"""The piece of a text that shows why an article was found, with the words that were meant marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.query.language import Term, token_spans

BEFORE_WORDS = 8
LENGTH_WORDS = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `hit` where it is what was searched for."""

    text: str
    hit: bool = False


Snippet = tuple[Piece, ...]


def highlight(text: str, terms: Sequence[Term]) -> Snippet:
    """The whole text in pieces."""
    spans = token_spans(text)
    return _pieces(text, 0, len(text), _hits(text, spans, terms))


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """The place with the most of the terms, about `LENGTH_WORDS` words; the beginning where none stands."""
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
    tokens = [text[a:b] for a, b in spans]
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


def _pieces(text: str, begin: int, end: int, hits: list[tuple[int, int, int]]) -> Snippet:
    return _cut(text, begin, end, hits_to_characters(hits, token_spans(text)))


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
