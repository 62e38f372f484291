"""Whether a block reads like running text."""

from collections.abc import Sequence

from newsarchive.page.blocks import Block
from newsarchive.page.markup import BYLINE_CLASS
from newsarchive.page.words import (
    DATE_GLANCE,
    DOCUMENT_HEADING,
    END_LABEL,
    ENTRY_END,
    LICENCE,
    SIGNED,
    TOOL,
    date_share,
    without_buttons,
)
from newsarchive.text.byline import (
    BYLINE_SCORE,
    MAX_BYLINE_CHARS,
    byline_score,
    is_row_of_names,
    without_post,
)

MIN_PARAGRAPH_CHARS = 40
MIN_VERSE, MIN_VERSE_WORDS = 6, 4
"""Lines of a poem, words of one on the average."""
MIN_VERSE_CHARS, MAX_VERSE_CHARS = 8, 60
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


def opens_document(text: str) -> bool:
    """Whether a line is the name of a document, whose subject may follow in the same one."""
    if DOCUMENT_HEADING.fullmatch(text):
        return True
    match = DOCUMENT_HEADING.match(text)
    return (
        match is not None and match[0].isupper() and text[match.end() :][:7].lower() in ("về việc", "quy địn")
    )


def verse_in(blocks: Sequence[Block]) -> list[Block]:
    """Lines of a poem that stand in elements of their own: at least six short ones of one kind in a row."""
    found: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and _may_be_verse(block) and (not run or _is_next_verse(run[-1], block)):
            run.append(block)
            continue
        if len(run) >= MIN_VERSE and sum(line.text.count(" ") + 1 for line in run) >= MIN_VERSE_WORDS * len(
            run
        ):
            found += run
        run = [block] if block is not None and _may_be_verse(block) else []
    return found


def _is_next_verse(above: Block, block: Block) -> bool:
    return block.tag == above.tag and block.holder is above.holder and block.align == above.align


def _may_be_verse(block: Block) -> bool:
    text = block.text
    return (
        block.kind == "text"
        and block.tag in ("p", "div")
        and MIN_VERSE_CHARS <= len(text) <= MAX_VERSE_CHARS
        and not block.linked
        and not block.level
        and text[-1] != ":"
        and not any(char.isdigit() or char == "@" for char in text)
        and not TOOL.match(text)
        and not END_LABEL.match(text)
    )
