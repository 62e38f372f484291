"""Whether a block reads like running text."""

from newsarchive.page.blocks import Block
from newsarchive.page.markup import BYLINE_CLASS
from newsarchive.page.words import DATE_GLANCE, ENTRY_END, LICENCE, SIGNED, date_share, without_buttons
from newsarchive.text.byline import (
    BYLINE_SCORE,
    MAX_BYLINE_CHARS,
    byline_score,
    is_row_of_names,
    without_post,
)

MIN_PARAGRAPH_CHARS = 40
MAX_DATE_LINE_CHARS = 120
MIN_DATE_SHARE, MAX_NAMES_SHARE = 0.4, 0.7
"""Of a line that names authors and the day; weekday and "lúc" count as the day's."""


def is_paragraph(block: Block) -> bool:
    """Whether a block reads like running text, whatever its mark-up."""
    reads = block.reads
    if reads is None:
        reads = block.reads = is_prose(block) and not _is_apart(block)
    return reads


def is_prose(block: Block) -> bool:
    text = block.text
    return (
        len(text) >= MIN_PARAGRAPH_CHARS
        and block.kind == "text"
        and block.linked <= 0.5
        and text.count(" ") >= 6
    )


def _is_apart(block: Block) -> bool:
    """A caption by its element, a second line of the headline, an entry of a list of recordings, an author's line, or a
    line of the footer."""
    text = block.text
    if block.tag == "address" or (block.holder is not None and block.holder.tag == "hgroup"):
        return True
    if block.tag == "figcaption" or (block.figure is not None and len(text) < 400):
        return True
    if block.tag == "li" and text[-1].isdigit() and ENTRY_END.search(text[-24:]):
        return True
    if len(text) < MAX_BYLINE_CHARS:
        if SIGNED.match(text) and byline_score(text) >= BYLINE_SCORE:
            return True
        if without_post(text) != text or is_row_of_names(text):
            return True
        if not text.endswith((".", "!", "?", "…")):
            if any(BYLINE_CLASS.search(node.get("class") or "") for node in block.path[-2:]):
                return True  # the author's office
            own = without_buttons(text)
            if own != text and byline_score(own) >= BYLINE_SCORE:
                return True  # names with a counter or an address beside them
            day = DATE_GLANCE.search(text)
            if (
                day is not None
                and day.start() <= MAX_NAMES_SHARE * len(text)
                and date_share(text, least=MIN_DATE_SHARE) > MIN_DATE_SHARE
            ):
                return True  # names with the day behind them
    return len(text) < 300 and LICENCE.search(text) is not None and _in(block, "footer")


def is_date_line(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= MAX_DATE_LINE_CHARS and DATE_GLANCE.search(text) is not None and date_share(text) > 0.45
    )


def _in(block: Block, tag: str) -> bool:
    return any(node.tag == tag for node in block.path)
