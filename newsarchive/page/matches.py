"""Which matches of a selector belong to the article: boxes of other stories use its classes too."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from lxml import etree

from newsarchive.model.article import DateClue
from newsarchive.page.document import text_of
from newsarchive.page.selectors import Match
from newsarchive.page.titles import is_site_name
from newsarchive.page.words import AUTHOR_LABEL_ALONE, DATE_GLANCE, RELATIVE_GLANCE, UPDATED_LABEL

Node = etree._Element
MIN_LEAD_CHARS = 15
"""A lead that is shorter is the label of one."""
MAX_BESIDE = 12
MAX_UPDATE_CHARS = 80
MAX_PARTS = 3
"""Elements in an element that only tells of an update."""
_HOUR = re.compile(r"\W*\d{1,2}\s?[:hg]\s?\d\d(?:[:'’]\s?\d*)?\W*")


def outside(matches: Sequence[Match], cut: Collection[Node]) -> list[Match]:
    """The matches that stand in none of these elements."""
    return [
        match
        for match in matches
        if isinstance(match, str)
        or (match not in cut and not any(node in cut for node in match.iterancestors()))
    ]


def before_end(matches: Sequence[Match], bodies: Sequence[Node]) -> list[Match]:
    """Of several elements those that stand before the text or around it, else the first: what follows the text, or is
    set into it, may be another story's."""
    if len(matches) < 2 or any(isinstance(match, str) for match in matches):
        return list(matches)
    own = [match for match in matches if not isinstance(match, str) and bodies and _is_before(match, bodies)]
    return list(own or matches[:1])


def of_one_box(matches: Sequence[Match]) -> list[Match]:
    """The first match and those beside it: the paragraphs of one lead."""
    if not matches or isinstance(matches[0], str):
        return list(matches)
    box = matches[0].getparent()
    return [match for match in matches if not isinstance(match, str) and match.getparent() is box]


def says_nothing(field: str, text: str) -> bool:
    """Whether a text cannot be the field's value: a label alone, the site's name for a headline."""
    if field == "lead":
        return len(text) < MIN_LEAD_CHARS
    if field == "byline":
        return AUTHOR_LABEL_ALONE.match(text) is not None
    return field == "title" and is_site_name(text)


def states_date(match: Match) -> bool:
    """Whether a match holds a date, printed or in an attribute."""
    if isinstance(match, str):
        return any(char.isdigit() for char in match)
    if any(
        node.get("datetime") or (node.get("content") and node.get("itemprop")) for node in match.iter("*")
    ):
        return True
    text = text_of(match)
    return DATE_GLANCE.search(text) is not None or RELATIVE_GLANCE.search(text) is not None


def in_two_elements(matches: Sequence[Match]) -> str | None:
    """The line in which the hour stands in one element and the day in another beside it; None where it is not so."""
    if len(matches) != 2 or isinstance(matches[0], str) or isinstance(matches[1], str):
        return None
    first, second = (text_of(match) for match in matches if not isinstance(match, str))
    if matches[0].getparent() is not matches[1].getparent():
        return None
    one_is_hour = _HOUR.fullmatch(first) is not None or _HOUR.fullmatch(second) is not None
    return f"{first} {second}" if one_is_hour and DATE_GLANCE.search(f"{first} {second}") else None


def updates_beside(match: Match) -> Iterator[DateClue]:
    """What an element beside the date says of the last change."""
    if isinstance(match, str):
        return
    inner = match
    for around in islice(match.iterancestors(), 2):
        if len(around) > MAX_BESIDE:
            return
        for node in around:
            if node is inner or not isinstance(node.tag, str) or len(node) > MAX_PARTS:
                continue
            text = text_of(node)
            if len(text) <= MAX_UPDATE_CHARS and UPDATED_LABEL.match(text) and DATE_GLANCE.search(text):
                yield DateClue(kind="updated", raw=text, place=f"beside the date: {node.tag}")
                return
        inner = around


def _is_before(node: Node, bodies: Sequence[Node]) -> bool:
    above = [node, *node.iterancestors()]
    return not any(body in above for body in bodies) and _precedes(above, bodies[-1])


def _precedes(above: Sequence[Node], other: Node) -> bool:
    """Whether an element, given with its ancestors, holds another or stands before it."""
    path = [other, *other.iterancestors()]
    if above[0] in path:
        return True
    parents = set(path)
    at = next(position for position, node in enumerate(above) if node in parents)
    parent, child = above[at], above[at - 1]
    return parent.index(child) < parent.index(path[path.index(parent) - 1])
