"""Which text is the lead: the one that mark-up, words or its place before the box of the text say opens the article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from newsarchive.page.blocks import HEADINGS, Block
from newsarchive.page.captions import is_marked_lead, names_around
from newsarchive.page.markup import LEAD_CLASS
from newsarchive.page.parts import is_part
from newsarchive.page.prose import is_paragraph, opens_document
from newsarchive.page.signature import is_post_below
from newsarchive.page.titles import key
from newsarchive.page.units import inner_names
from newsarchive.page.words import AUTHOR_LABEL, SIGNED
from newsarchive.text.dateline import has_site_prefix

Node = etree._Element
MIN_LEAD_CHARS = 40
MIN_MARKED_CHARS = 20
"""A lead that is bold or that its class or id names may be this short, if it is a sentence."""
MIN_HEADING_LEAD_CHARS = 80
MAX_LOOKED_AT = 12
MAX_SUBHEADING_CHARS = 120
_ENDS = (".", "!", "?", "…")
_OTHER_LETTERS = re.compile(
    r"(?:^|[\s_-])(?:(?:font-?)?(?:italic|bold)|fw-?[6-9]00)(?:$|[\s_-])", re.IGNORECASE
)
_ASKED = re.compile(r"\W*(?:(?:câu )?hỏi(?: \d{1,2})?|p\.?v\.?|phóng viên)\s*[:：]", re.IGNORECASE)
"""Opens the first question of readers or of an interview, which is bold as leads are."""


_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)] ")
_SALUTES = re.compile(r"\W*(?:(?:kính )?thưa|kính gửi|câu (?:hỏi )?\d)", re.IGNORECASE)
"""Opens a line that speaks to those who hear a speech, or a question of a contest."""


@dataclass(slots=True, eq=False)
class Item:
    """A text of the article that may become a paragraph."""

    block: Block
    zone: str


def find_lead(
    items: Sequence[Item], *, root: Node | None, description: str, told_in_captions: bool
) -> Block | None:
    """The lead among the first texts, or None where nothing sets one apart.

    Args:
        root: The element of the running text.
        description: What the head gives as summary.
        told_in_captions: The article has several captions, so that its only paragraph is its lead.
    """
    first: Block | None = None
    for position, item in enumerate(items[:MAX_LOOKED_AT]):
        block = item.block
        if item.zone == "body" and opens_document(block.text):
            break
        if not _may_be_lead(block) or (position and is_post_below(items[position - 1].block, block)):
            continue
        rest = items[position + 1 :]
        if item.zone == "head" and not block.text.endswith(_ENDS) and _lead_follows(rest):
            continue  # a second line of the headline
        if first is None:
            first = block
        if _is_lead(
            item,
            _next_paragraph(rest),
            block is first,
            root=root,
            description=description,
            told_in_captions=told_in_captions,
            heads_many=_is_subheading(block)
            and block.text[-1] != ":"
            and any(_is_like(block, other.block) for other in rest),
        ) or (block is first and _stands_before_box(block, rest)):
            return block
        if item.zone == "body":
            break
    return None


def opening_lines(items: Sequence[Item], lead: Block | None, head: Sequence[Block]) -> list[Block]:
    """Short lines inside the text but before its first paragraph, the lead aside, and the office of an author whom
    the last of them, or of those above the text (`head`), names."""
    opening: list[Block] = []
    for item in items:
        block = item.block
        if block is lead or item.zone == "head":
            continue
        if item.zone == "tail" or block.level:
            break
        if opens_document(block.text):
            return []
        if is_paragraph(block) and not is_post_below(next(reversed(opening or head), None), block):
            break
        opening.append(block)
    return opening


def _lead_follows(items: Sequence[Item]) -> bool:
    """Whether one of the next texts is marked as the lead, by name, by prefix or as a heading before the text."""
    return any(
        _may_be_lead(item.block)
        and (
            has_site_prefix(item.block.text)
            or is_marked_lead(item.block)
            or (item.zone == "head" and item.block.level > 1)
        )
        for item in items[:3]
    )


def _may_be_lead(block: Block) -> bool:
    text = block.text
    return (
        block.linked <= 0.6
        and (
            (len(text) >= MIN_LEAD_CHARS and (is_paragraph(block) or bool(block.level)))
            or (
                len(text) >= MIN_MARKED_CHARS
                and text.endswith(_ENDS)
                and (_is_marked_sentence(block) or is_marked_lead(block))
            )
        )
        and not AUTHOR_LABEL.match(text)
        and not SIGNED.match(text)
        and (not _ASKED.match(text) or is_marked_lead(block))
        and not (block.level and _NUMBERED.match(text))
    )


def _is_marked_sentence(block: Block) -> bool:
    """Whether a text shorter than paragraphs are is bold or a small heading, and a sentence all the same."""
    return (block.bold > 0.9 or block.level > 1) and block.text.endswith(_ENDS) and block.text.count(" ") > 5


def _next_paragraph(items: Sequence[Item]) -> Block | None:
    """The first paragraph; in an interview the first answer, because questions may look like leads."""
    texts = [item.block for item in items if is_paragraph(item.block) and not _is_subheading(item.block)][:2]
    if len(texts) > 1 and texts[0].text.endswith("?"):
        return texts[1]
    return texts[0] if texts else None


def _is_like(heading: Block, block: Block) -> bool:
    """Whether a line below is a subheading of the same kind: the first one heads a part of the text too."""
    return block.tag == heading.tag and block.holder is heading.holder and _is_subheading(block)


def _is_subheading(block: Block) -> bool:
    """Whether a bold line is too short for a paragraph and no sentence, or a question or salutation."""
    text = block.text
    return (
        block.bold > 0.9
        and len(text) <= MAX_SUBHEADING_CHARS
        and (not text.endswith(_ENDS) or _SALUTES.match(text) is not None)
    )


def _stands_before_box(block: Block, items: Sequence[Item]) -> bool:
    """Whether a text stands alone before boxes that hold all other paragraphs, itself in none or in one of its own."""
    after = [item.block for item in items if is_paragraph(item.block)]
    holder = block.holder
    if holder is None or not after:
        return False
    if (holder.get("class") or holder.tag == "header") and not any(holder in later.path for later in after):
        own, holder = holder, holder.getparent()
        if holder is None or any(is_part(node, own) for later in after for node in later.path):
            return False
    loose = Counter(later.node for later in after)
    return all(_is_boxed(later, holder, is_shared=loose[later.node] > 1) for later in after)


def _is_boxed(block: Block, holder: Node, *, is_shared: bool) -> bool:
    """Whether a paragraph stands in a box inside of `holder`, not straight in it. `is_shared`: others stand
    loose in the same element, which then is their box."""
    if holder not in block.path:
        return False
    inner = block.path[block.path.index(holder) + 1 :]
    return (len(inner) > 1 or (is_shared and len(inner) == 1)) and inner[0].tag in (
        "div",
        "section",
        "article",
    )


def _is_lead(
    item: Item,
    following: Block | None,
    is_first: bool,
    *,
    root: Node | None,
    description: str,
    told_in_captions: bool,
    heads_many: bool,
) -> bool:
    block, text = item.block, item.block.text
    if has_site_prefix(text):
        return True
    if any(LEAD_CLASS.search(names) for node, names in names_around(block) if node is not root):
        return True
    if "description" in (block.node.get("itemprop") or "") or LEAD_CLASS.search(inner_names(block)):
        return True
    if not is_first:
        return False
    wanted = key(description)
    if len(wanted) > 60 and key(text) == wanted:
        return True
    if item.zone == "head":
        return is_paragraph(block) or _is_marked_sentence(block)
    if following is None:
        return told_in_captions
    if len(text) >= MIN_HEADING_LEAD_CHARS and (block.level or _is_in_heading(block)):
        return True
    if block.bold > 0.9 and following.bold < 0.5:
        return not heads_many
    if _is_set_apart(block) and not _is_set_apart(following):
        return True
    return block.italic > 0.9 and following.italic < 0.5


def _is_in_heading(block: Block) -> bool:
    return block.holder is not None and block.holder.tag in HEADINGS


def _is_set_apart(block: Block) -> bool:
    """Whether a class says that a text is printed in other letters."""
    return _OTHER_LETTERS.search(block.node.get("class") or "") is not None
