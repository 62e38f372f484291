"""What stands behind a text in boxes of its own: appeals, books, hotlines, which are paragraphs but none of it."""

from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from newsarchive.page.blocks import Block, Flow
from newsarchive.page.markup import TAG_CLASS
from newsarchive.page.parts import is_part
from newsarchive.page.units import is_marked_author
from newsarchive.text.byline import BYLINE_SCORE, MAX_BYLINE_CHARS, byline_score

Node = etree._Element
MIN_MARKED_CHARS = 150
"""An element that microdata calls the article's body is believed if it holds so much text."""
MAX_LOOKS = 12
"""After so many lines that close nothing, a text is taken for one with names in it."""


def own_paragraphs(paragraphs: list[Block], flow: Flow) -> list[Block]:
    """Paragraphs of the text alone."""
    return _signed(_marked(paragraphs), flow)


def _marked(inside: list[Block]) -> list[Block]:
    """Paragraphs without those behind an element that microdata calls the body of the article."""
    nodes = dict.fromkeys(node for block in inside for node in block.path)
    marked = next((node for node in nodes if node.get("itemprop") == "articleBody"), None)
    own = [block for block in inside if marked is not None and marked in block.path]
    if sum(len(block.text) for block in own) < MIN_MARKED_CHARS:
        return inside
    return [block for block in inside if block.order <= own[-1].order]


def _signed(inside: list[Block], flow: Flow) -> list[Block]:
    """Paragraphs without those in small boxes of their own behind the author or the tags of a text."""
    told = looks = 0
    for at, (above, below) in enumerate(pairwise(inside), start=1):
        told += len(above.text)
        if at > 1 and any(map(_closes, flow.blocks[above.order + 1 : below.order])):
            if _are_boxed(inside[at:], above, at_most=told // 2):
                return inside[:at]
            looks += 1
            if looks == MAX_LOOKS:
                break
    return inside


def _are_boxed(paragraphs: Sequence[Block], above: Block, *, at_most: int) -> bool:
    """Whether paragraphs stand in boxes that do not hold the one above and are unlike those that do, each with so many
    characters at most."""
    sizes: dict[Node, int] = {}
    for block in paragraphs:
        apart = [node for node in block.path if node not in above.path]
        if not apart or (len(apart) == 1 and not block.tag == "div" != above.tag):
            return False
        sizes[apart[0]] = sizes.get(apart[0], 0) + len(block.text)
    return max(sizes.values()) <= at_most and not any(
        is_part(box, node) for box in sizes for node in above.path
    )


def _closes(block: Block) -> bool:
    """Whether a line that stands after a text is one of its tags or names its author."""
    return _names_author(block) or any(TAG_CLASS.search(node.get("class") or "") for node in block.path[-2:])


def _names_author(block: Block) -> bool:
    """Whether a short line stands where authors do, or is called one, and names somebody."""
    if block.kind != "text" or len(block.text) > MAX_BYLINE_CHARS or block.level:
        return False
    stands = block.align == "right" or block.bold > 0.9 or is_marked_author(block)
    return stands and byline_score(block.text) >= BYLINE_SCORE
