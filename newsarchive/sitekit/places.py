"""Selectors, proposed: where each field stands on saved articles, and how far the generic reader agrees."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from newsarchive.page import selectors
from newsarchive.page.base import ArticlePage
from newsarchive.page.document import text_of
from newsarchive.page.words import HOME

Node = etree._Element
_NAME = re.compile(r"^[A-Za-z_][\w-]{1,40}$")
_VOLATILE = re.compile(
    r"\d{3,}|^(?:active|hidden|clearfix|row|col|container|lazy|left|right|center)$|^(?:col|mt|mb|p|m)-"
)
FIELDS = ("title", "kicker", "lead", "byline", "agency", "section", "tags", "date", "body")
"""Fields that selectors are proposed for, in the order they are written."""
_SINGLE = ("title", "kicker", "lead", "byline", "agency", "section")


def propose(pages: Sequence[ArticlePage]) -> dict[str, tuple[str, ...]]:
    """The best selector per field that is right on most of the pages; fields without one are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        votes: Counter[str] = Counter()
        stated = 0
        for page in pages:
            names = set(_candidates(page, field))
            stated += bool(_values(page, field)) or field == "body"
            votes.update(names)
        if not votes:
            continue
        ranked = sorted(votes.items(), key=lambda item: (-item[1], _clumsiness(item[0])))
        selector, count = ranked[0]
        if count >= 2 and count * 10 >= stated * 6:
            found[field] = (selector,)
    return found


def _candidates(page: ArticlePage, field: str) -> Iterator[str]:
    """Selectors that give exactly the generic reader's value on this page."""
    if field == "body":
        place = page.generic.place
        if place is not None:
            yield from (name for name in _names(place.root) if _only(page.root, name, place.root))
        return
    wanted = _values(page, field)
    if not wanted:
        return
    holders: dict[str, None] = {}
    for value in wanted:
        for node in _holding(page.root, value):
            for name in _names(node):
                holders.setdefault(name)
    for name in holders:
        texts = [
            text_of(node).strip(" #,;")
            for node in selectors.select(page.root, name)
            if isinstance(node, Node)
        ]
        if field == "section":
            texts = [text for text in texts if not HOME.match(text)]
        if texts == wanted or (
            field in ("section", "date") and texts and texts[0] == wanted[0] and len(texts) <= 3
        ):
            yield name


def _values(page: ArticlePage, field: str) -> list[str]:
    story = page.generic
    if field == "tags":
        return list(story.tags)
    if field == "date":
        return [clue.raw for clue in story.clues if clue.kind == "printed"][:1]
    value = getattr(story, field) if field in _SINGLE else None
    return [value] if value else []


def _holding(root: Node, value: str) -> Iterator[Node]:
    """Elements whose whole text is the value, the innermost last."""
    head = value[:20]
    for node in root.iter():
        if not isinstance(node.tag, str) or node.tag in (
            "html",
            "body",
            "head",
            "title",
            "script",
            "style",
            "meta",
        ):
            continue
        if head in "".join(node.itertext())[:400] and text_of(node).strip(" #,;") == value:
            yield node


def _names(node: Node) -> Iterator[str]:
    """Selectors for an element by its own id or classes, or by those of its parent."""
    tag = str(node.tag)
    own = list(_labels(node))
    for label in own:
        yield tag + label
    parent = node.getparent()
    if parent is not None and isinstance(parent.tag, str):
        for label in _labels(parent):
            yield f"{parent.tag}{label} > {tag}"
    if tag == "h1" and not own:
        yield "h1"


def _labels(node: Node) -> Iterator[str]:
    if _usable(node.get("id") or ""):
        yield "#" + (node.get("id") or "")
    for name in (node.get("class") or "").split():
        if _usable(name):
            yield "." + name


def _usable(name: str) -> bool:
    return bool(_NAME.match(name)) and not _VOLATILE.search(name)


def _only(root: Node, selector: str, node: Node) -> bool:
    return selectors.select(root, selector) == [node]


def _clumsiness(selector: str) -> tuple[int, int]:
    return (selector.count(">"), len(selector))


AGREED: dict[str, Callable[[Any], Any]] = {
    "title": lambda draft: draft.title,
    "lead": lambda draft: draft.lead,
    "body": lambda draft: draft.body,
    "byline": lambda draft: draft.byline,
    "section": lambda draft: draft.section,
    "tags": lambda draft: draft.tags,
    "photos": lambda draft: tuple((photo.url, photo.caption) for photo in draft.photos),
    "date": lambda draft: {clue.raw for clue in draft.clues if clue.kind in ("structured", "printed")},
}


def agreement(drafts: Sequence[Any], generic: Sequence[Any]) -> dict[str, tuple[int, int]]:
    """Per field: on how many pages selectors and generic reader say the same, of how many pages."""
    pairs = list(zip(drafts, generic, strict=True))
    return {
        field: (sum(_same(value(one), value(other)) for one, other in pairs), len(pairs))
        for field, value in AGREED.items()
    }


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, set):
        return bool(one & other) or one == other
    return bool(one == other)
