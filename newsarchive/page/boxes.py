"""Boxes inside or beside the text that are not the article: for readers to act, lists of stories, tables of files."""

import re
from collections.abc import Sequence

from newsarchive.page.blocks import Block, Flow, Node
from newsarchive.page.markup import DOCUMENT_FILE
from newsarchive.page.prose import is_paragraph
from newsarchive.page.teasers import follows_link
from newsarchive.page.words import END_LABEL, GO_ON

MAX_BOX_LINES = 6
MAX_FILE_CHARS = 60
MAX_BOX_CHARS = 600
"""Of a box with a field to fill in; more text is the article's, with such a field somewhere below."""
MIN_OWN_PARAGRAPHS = 2
"""An element with so many paragraphs beside the stories it leads to is text with a box inside."""
_ASKS = re.compile(
    r"\W*(?:đăng ký|nhận|theo (?:bạn|đồng chí)|mời|thăm dò)\b|[^.!?]{10,160}\?$", re.IGNORECASE
)
"""Opens a box in which readers subscribe or vote."""
_SIGN_IN = re.compile(
    r"dang-?nhap|(?:log|sign)-?in\b|dang-?ky-?(?:goi|thue-?bao|doc)|subscri|/goi-doc", re.IGNORECASE
)
"""Where readers are to sign in or to pay for reading on."""


def is_for_readers(node: Node, texts: Sequence[Block], *, is_holder: bool = False) -> bool:
    """Whether a small box is there for readers to act: to subscribe, vote, listen, or go on to another story. `texts`
    are those it holds. `is_holder`: it may be the whole of a short text, so that it has to ask for something."""
    if not texts or len(texts) > MAX_BOX_LINES or sum([len(block.text) for block in texts]) > MAX_BOX_CHARS:
        return False
    first, last = texts[0], texts[-1]
    if len(texts) > 1 and last.linked > 0.9 and not first.linked and GO_ON.match(last.text):
        return first.level > 0 or first.bold > 0.9
    if len(texts) > 1 and last.linked > 0.9 and any(map(_SIGN_IN.search, last.hrefs)):
        return True
    if is_holder and not _ASKS.match(first.text):
        return False
    return any(
        field.tag == "audio" or (field.get("type") or "").lower() in ("email", "radio")
        for field in node.iter("audio", "input")
    )


def is_box(node: Node, flow: Flow, paragraphs: int) -> bool:
    """Whether an element is a box, not text: a label on top, as many linked headlines or photos as texts."""
    inside = flow.inside(node)
    if node.tag in ("table", "tbody", "td"):
        if lists_files(inside):
            return True
        tables = {node, *node.iterancestors("table")}
        photos = sum(block.kind == "photo" and block.table in tables for block in inside)
        if photos >= paragraphs:
            return True
    inside = [block for block in inside if block.kind == "text"]
    if inside and (END_LABEL.match(inside[0].text) or is_for_readers(node, inside, is_holder=True)):
        return True
    linked = [block for block in inside if block.linked >= 0.8 and len(block.text) > 20]
    if len(linked) < paragraphs:
        return False
    labelled = {_child_of(node, block) for block in inside if END_LABEL.match(block.text)} - {node}
    outside = [block for block in inside if _child_of(node, block) not in labelled]
    links = [block for block in linked if _child_of(node, block) not in labelled]
    if len(links) < paragraphs and sum(map(is_paragraph, outside)) >= MIN_OWN_PARAGRAPHS:
        return False  # the links stand in a box of their own inside the text
    doors = {_child_of(node, block) for block in linked}
    side_by_side = any(block.holder is node for block in linked)
    own = [
        block
        for block in inside
        if is_paragraph(block)
        and (block.holder is node or _child_of(node, block) not in doors)
        and not (side_by_side and follows_link(block, flow.blocks))
    ]
    return len(own) < MIN_OWN_PARAGRAPHS


def lists_files(texts: Sequence[Block]) -> bool:
    """Whether texts are rows of a table of documents: each that reads like a paragraph stands beside a cell that leads
    to nothing but files."""
    if not texts or not _is_file(texts[-1]):
        return False
    files = [block for block in texts if _is_file(block)]
    rows, cells = {_around(block, "tr") for block in files}, {_around(block, "td") for block in files}
    return None not in rows and all(
        _around(block, "tr") in rows and _around(block, "td") not in cells
        for block in texts
        if is_paragraph(block)
    )


def _is_file(block: Block) -> bool:
    is_link = block.linked > 0.8 and len(block.text) <= MAX_FILE_CHARS
    return is_link and all(map(DOCUMENT_FILE.search, block.hrefs))


def _around(block: Block, tag: str) -> Node | None:
    return next((node for node in reversed(block.path) if node.tag == tag), None)


def _child_of(node: Node, block: Block) -> Node:
    """The element straight below `node` that a block stands in; the block's own where it is loose in `node`."""
    place = block.path.index(node) + 1
    return block.path[place] if place < len(block.path) else node
