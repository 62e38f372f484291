"""What differs between two texts of one article, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Kind = Literal["same", "removed", "added"]
FIELDS = ("title", "kicker", "lead", "body", "byline", "photos")
"""Compared and shown in this order."""

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_BLANK_LINE = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """What changed in one field. Paragraphs of a body that stayed are left out, except where `whole` was asked."""

    field: str
    blocks: tuple[tuple[Part, ...], ...]
    """One block a changed paragraph (or caption)."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "blocks": [[{"kind": part.kind, "text": part.text} for part in block] for block in self.blocks],
        }


def diff_revisions(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldDiff, ...]:
    """Changed fields of two revisions (rows of `revisions`, `photos` as a list), in the order of `FIELDS`."""
    diffs = []
    for field in FIELDS:
        before, after = _paragraphs(field, old[field]), _paragraphs(field, new[field])
        blocks = tuple(_changed_blocks(before, after))
        if blocks:
            diffs.append(FieldDiff(field, blocks))
    return tuple(diffs)


def diff_words(old: str, new: str) -> tuple[Part, ...]:
    """Two texts as runs of words that stayed, went and came.

    >>> [(part.kind, part.text) for part in diff_words("Quận 5 họp", "Quận 6 họp")]
    [('same', 'Quận '), ('removed', '5'), ('added', '6'), ('same', ' họp')]
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    parts: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(before[a:b])))
            continue
        if a < b:
            parts.append(Part("removed", "".join(before[a:b])))
        if c < d:
            parts.append(Part("added", "".join(after[c:d])))
    return tuple(_joined(parts))


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Changes with only a blank between them are read more easily as one change."""
    removed = added = ""
    for at, part in enumerate(parts):
        if part.kind == "removed":
            removed += part.text
        elif part.kind == "added":
            added += part.text
        elif (removed or added) and part.text.isspace() and at + 1 < len(parts):
            removed, added = removed and removed + part.text, added and added + part.text
            if not (removed and added):
                removed, added = removed or part.text, added or part.text
        else:
            yield from _change(removed, added)
            removed = added = ""
            yield part
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Part]:
    if removed:
        yield Part("removed", removed)
    if added:
        yield Part("added", added)


def _paragraphs(field: str, value: Any) -> list[str]:
    if not value:
        return []
    if field == "photos":
        return [_photo_line(photo) for photo in value]
    return _BLANK_LINE.split(value) if field == "body" else [value]


def _photo_line(photo: Mapping[str, Any]) -> str:
    words = " ".join(text for text in (photo.get("caption"), photo.get("credit")) if text)
    return f"{words} <{photo['url']}>".strip()


def _changed_blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    """Paragraphs are matched first, so that a long text is compared where it differs only."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[a:b]), list(after[c:d])
        for was, now in _paired(old, new):
            if was is None:
                yield (Part("added", now or ""),)
            elif now is None:
                yield (Part("removed", was),)
            else:
                yield diff_words(was, now)


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Each new paragraph with the old one it most resembles, in order; the rest alone."""
    at = 0
    for now in new:
        best, where = 0.5, None
        for place in range(at, len(old)):
            score = _likeness(old[place], now)
            if score > best:
                best, where = score, place
        if where is None:
            yield None, now
            continue
        for was in old[at:where]:
            yield was, None
        yield old[where], now
        at = where + 1
    for was in old[at:]:
        yield was, None


def _likeness(old: str, new: str) -> float:
    """Share of words in common, from 0 to 1."""
    a, b = set(old.split()), set(new.split())
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
