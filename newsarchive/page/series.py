"""Lines that belong to photos because one of the same name stands by each of several."""

from collections.abc import Sequence
from typing import TypeAlias

from newsarchive.page.blocks import Block

LineName: TypeAlias = tuple[str, str]
"""Tag and class of the element that a line stands in."""
MIN_LINES = 2
"""So many photos with a line of one name tell that these are their captions."""
MAX_LINE_CHARS = 350


def lines_below(blocks: Sequence[Block]) -> frozenset[LineName]:
    """Names of the lines that stand right below several photos and nowhere else.

    `blocks` are neighbours on the page, in order. Only elements with a class have a name, headings and paragraphs of
    bold type have none.
    """
    lines: dict[LineName, list[Block]] = {}
    for above, block in zip(blocks, blocks[1:], strict=False):
        if above.kind == "photo" and block.kind == "text" and _is_line(block, above):
            lines.setdefault(name_of(block), []).append(block)
    return _nowhere_else(lines, blocks)


def lines_above(blocks: Sequence[Block]) -> frozenset[LineName]:
    """Names of the lines that stand right above several photos, each in a box of its own with them."""
    lines: dict[LineName, list[Block]] = {}
    for block, photo in zip(blocks, blocks[1:], strict=False):
        if (
            photo.kind == "photo"
            and block.kind == "text"
            and _is_line(block, photo)
            and heads(block, photo, blocks)
        ):
            lines.setdefault(name_of(block), []).append(block)
    return _nowhere_else(lines, blocks)


def heads(block: Block, photo: Block, blocks: Sequence[Block]) -> bool:
    """Whether the box right around a line holds the photo below it and nothing that stands above the line."""
    at = block.order - blocks[0].order
    return block.holder in photo.path and not (at and block.holder in blocks[at - 1].path)


def name_of(block: Block) -> LineName:
    """Tag and class of the element a block stands in."""
    return block.tag, block.node.get("class") or ""


def _is_line(block: Block, photo: Block) -> bool:
    """Whether a text by a photo may be a line of a series: loose text beside the photo's element is none."""
    return (
        bool(block.node.get("class"))
        and not block.level
        and block.bold <= 0.9
        and block.linked < 0.3
        and len(block.text) <= MAX_LINE_CHARS
        and block.node not in photo.path
    )


def _nowhere_else(lines: dict[LineName, list[Block]], blocks: Sequence[Block]) -> frozenset[LineName]:
    wanted = {
        name
        for name, found in lines.items()
        if len(found) >= MIN_LINES and any(_is_open(line) for line in found)
    }
    if not wanted:
        return frozenset()
    places = {block.order for found in lines.values() for block in found}
    last = None
    for block in blocks:
        if block.kind == "text":
            if block.order not in places and block.node is not last:
                wanted.discard(name_of(block))
            last = block.node
    return frozenset(wanted)


def _is_open(line: Block) -> bool:
    """Whether a line does not end as sentences do; where all of them are sentences they may be paragraphs."""
    return not line.text.endswith(".")
