"""Other whole articles on the page of one, as where the next one is loaded below."""

from lxml import etree

from newsarchive.page.blocks import Block, Flow
from newsarchive.page.body import MIN_TEXT_CHARS
from newsarchive.page.prose import is_date_line, is_paragraph

MAX_TO_DATE = 3
"""At most so many blocks lie between another article's headline and its date."""


def articles_beside(flow: Flow, headline: Block, *, is_sure: bool = False) -> list[etree._Element]:
    """Elements beside the one around the headline that hold an article too: a heading like it, a date of their own
    close by, and text. `is_sure`: the head states the headline, so that a linked heading below that opens such an
    element is another article's, whatever it looks like."""
    found: list[etree._Element] = []
    if headline.level != 1 and not headline.node.get("class") and not is_sure:
        return found  # boxes of other stories have such headings too
    for twin in flow.blocks:
        if twin is headline or not twin.level:
            continue
        is_alike = twin.tag == headline.tag and twin.node.get("class") == headline.node.get("class")
        is_next = is_sure and twin.level <= 2 and twin.linked > 0.5 and twin.order > headline.order
        if not (is_alike or is_next or twin.level == headline.level == 1):
            continue
        own, box = _branches(headline, twin)
        if own is None or box is None or (own.tag != box.tag and not is_next):
            continue
        if _is_article(flow, twin, box, is_alike=is_alike, is_next=is_next):
            found.append(box)
    return found


def _branches(headline: Block, twin: Block) -> tuple[etree._Element | None, etree._Element | None]:
    """The outermost elements around each of two headings that are not around the other one."""
    for one, other in zip(headline.path, twin.path, strict=False):
        if one is not other:
            return one, other
    return None, None


def _is_article(flow: Flow, twin: Block, box: etree._Element, *, is_alike: bool, is_next: bool) -> bool:
    opens = is_next and flow.spans[box][0] >= twin.order - 1
    if (twin.linked > 0.5 or not is_alike) and box.tag != "article" and not opens:
        return False  # a teaser; a whole article below may link to its own page
    own = flow.inside(box)
    text = sum(len(block.text) for block in own if is_paragraph(block))
    return text >= MIN_TEXT_CHARS and any(
        abs(block.order - twin.order) <= MAX_TO_DATE and is_date_line(block) for block in own
    )
