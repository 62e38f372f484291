"""Leads of other stories: texts right below a linked headline."""

from collections.abc import Sequence

from newsarchive.page.blocks import Block
from newsarchive.page.markup import AUTHOR_HREF
from newsarchive.page.prose import is_paragraph
from newsarchive.page.words import DATE_GLANCE, END_LABEL, SHORT_TIME, TOOL, TOOL_LINE

MAX_TO_LABEL = 8
"""Blocks of a box of other stories that are looked at for its label."""


def follows_link(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether right above, a date and a picture aside, stands a linked headline: this is another story's lead.

    `blocks` are neighbours on the page, in order, `block` among them.
    """
    headline = _headline_above(block, blocks)
    return headline is not None and not _goes_on(headline, block, blocks)


def _goes_on(headline: Block, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a linked headline is all of a box between two paragraphs of one text."""
    box = next((node for node in headline.path if node not in block.path), None)
    if box is None or box is headline.node:
        return False
    place = headline.order - blocks[0].order
    for above in reversed(blocks[max(place - MAX_TO_LABEL, 0) : place]):
        if box not in above.path:
            return (
                above.holder is block.holder
                and is_paragraph(above)
                and _headline_above(above, blocks) is None
            )
    return False


def _headline_above(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The linked headline of another story right above a block, a date and a picture aside."""
    place = block.order - blocks[0].order
    for above in reversed(blocks[max(place - 3, 0) : place]):
        if above.kind != "text":
            continue
        if (
            above.linked >= 0.7
            or len(above.text) > 40
            or not (DATE_GLANCE.search(above.text) or SHORT_TIME.match(above.text))
        ):
            is_headline = (
                above.linked >= 0.7
                and len(above.text) > 20
                and any(href and not href.startswith(("#", "javascript:")) for href in above.hrefs)
                and not _in_another_item(above, block)
                and not _in_labelled_box(above, block, blocks)
                and not TOOL_LINE.match(above.text)
                and not TOOL.match(above.text)
                and not _names_day_and_author(above)
            )
            return above if is_headline else None
    return None


def _names_day_and_author(line: Block) -> bool:
    """Whether a line of links is that of the article's day and author."""
    return any(map(AUTHOR_HREF.search, line.hrefs)) and DATE_GLANCE.search(line.text) is not None


def _in_another_item(headline: Block, block: Block) -> bool:
    """Whether a headline stands in an item of a list that ends before a block: its lead would stand in there too."""
    return any(node.tag == "li" and node not in block.path for node in headline.path)


def _in_labelled_box(headline: Block, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a headline stands, below a label such as "Tin liên quan", in a box that ends before a block."""
    box = next((node for node in headline.path if node not in block.path), None)
    place = headline.order - blocks[0].order
    for above in reversed(blocks[max(place - MAX_TO_LABEL, 0) : place]):
        if box is None or box not in above.path:
            return False
        if END_LABEL.match(above.text):
            return True
    return False
