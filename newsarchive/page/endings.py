"""Where an article ends: labels, imprints and tags after its text, and boxes inside it that such a label opens."""

import re
from collections.abc import Callable, Sequence

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.prose import is_paragraph
from newsarchive.page.teasers import follows_link
from newsarchive.page.units import Unit, after_tag_label, is_marked_author
from newsarchive.page.words import END_LABEL, IMPRINT, LICENCE, TAG_LABEL, TOOL
from newsarchive.text.dateline import has_site_prefix

_READERS = re.compile(r"bình luận|ý kiến|phản hồi|nhận xét|trả lời|comment", re.IGNORECASE)
"""Labels of what readers write: paragraphs below them are theirs."""
_FOOTERS = frozenset({"footer", "site-footer", "page-footer", "main-footer"})
"""Class or id of what ends a page; what ends an article has longer names."""
MAX_LABELS = 12
"""More boxes inside one text than this are not looked behind."""


def tail_of(unit: Unit) -> tuple[list[Unit], bool]:
    """The lines of a unit after the text, one by one, up to the label or imprint that ends the page's article.

    Returns:
        Units of one block each; whether such an end was met.
    """
    lines: list[Unit] = []
    for block in unit.texts:
        text = block.text
        is_end = (
            (len(text) < 70 and END_LABEL.match(text) and not TAG_LABEL.match(text))
            or (len(text) < 400 and LICENCE.search(text))
            or any(node.tag == "footer" or _is_footer(node) for node in block.path[-3:])
        )
        if is_end and not is_marked_author(block):
            return lines, True
        lines.append(Unit(None, [block]))
    return lines, False


def _is_footer(node: etree._Element) -> bool:
    return (node.get("class") or "").lower() in _FOOTERS or (node.get("id") or "").lower() in _FOOTERS


class Ending:
    """Cuts the units of one region at the end of the article. Use once."""

    def __init__(
        self, blocks: Sequence[Block], *, first: int, placed: bool, zone_of: Callable[[Block], str]
    ) -> None:
        """`first`: order of the first paragraph. `placed`: a site's selectors chose the blocks. `zone_of`: "head",
        "body" or "tail"."""
        self._blocks = blocks
        self._first = first
        self._placed = placed
        self._zone_of = zone_of
        self.foreign: set[int] = set()
        """Orders of blocks in boxes inside the text."""

    def cut(self, units: list[Unit]) -> list[Unit]:
        """Cut at the label that ends the article; labels of boxes inside the text take only their links with them."""
        kept: list[Unit] = []
        position = 0
        labels = 0
        while position < len(units):
            unit = units[position]
            label = self._end_label(unit)
            if label is not None and self._zone_of(label) == "tail" and after_tag_label(label) is not None:
                position += 1  # the author may stand below the tags
                continue
            if label is None:
                kept.append(unit)
                position += 1
                continue
            before = [block for block in unit.texts if block.order < label.order]
            if any(is_paragraph(block) for block in before):
                units[position : position + 1] = _split(unit, label)
                kept.append(units[position])
                position += 1
                continue
            labels += 1
            go_on = (
                self._resumes(units, position)
                if labels <= MAX_LABELS and not IMPRINT.match(label.text)
                else None
            )
            if go_on is None:
                kept.append(Unit(unit.node, [block for block in unit.blocks if block.order < label.order]))
                break
            for skipped in units[position:go_on]:
                self.foreign.update(block.order for block in skipped.blocks)
            position = go_on
        return kept

    def _end_label(self, unit: Unit) -> Block | None:
        for block in unit.texts:
            if block.order > self._first and len(block.text) < 70 and END_LABEL.match(block.text):
                return block
            if (
                block.order > self._first
                and not self._placed
                and IMPRINT.match(block.text)
                and not TOOL.match(block.text)
            ):
                return block
            if block.order > self._first and block.linked > 0.3 and after_tag_label(block) is not None:
                return block
        return None

    def _resumes(self, units: list[Unit], position: int) -> int | None:
        """Where the text goes on after a label inside it, or None where the label ended it."""
        before = [block for unit in units[:position] for block in unit.texts if is_paragraph(block)]
        tags = {block.tag for block in before}
        label = self._end_label(units[position])
        parents = {block.holder for block in before} - {None}
        if label is not None and label.holder in parents:
            parents.clear()  # the label is no box of its own

        def goes_on(block: Block) -> bool:
            """Whether a block is text again: a paragraph, or a sentence beside the earlier ones."""
            if is_paragraph(block):
                return True
            return block.text.endswith(".") and block.holder in parents

        for later in range(position + 1, len(units)):
            unit = units[later]
            texts = unit.texts
            if texts and _READERS.search(texts[0].text) and self._end_label(unit) is texts[0]:
                return None
            if not texts or not all(self._zone_of(block) == "body" for block in texts):
                continue
            block = texts[0]
            if not goes_on(block) or block.tag not in tags or block.linked > 0.2 or unit.photos:
                continue
            if follows_link(block, self._blocks):
                continue
            rest = [
                text
                for following in units[later:]
                for text in following.texts
                if self._zone_of(text) == "body"
            ]
            own = sum(
                len(text.text)
                for text in rest
                if goes_on(text) and text.linked <= 0.3 and not follows_link(text, self._blocks)
            )
            linked = sum(len(text.text) for text in rest if text.linked >= 0.8)
            if (
                label is not None
                and _READERS.search(label.text)
                and (
                    block.path[-2:-1] not in {text.path[-2:-1] for text in before}
                    or own < sum(len(text.text) for text in before)
                )
            ):
                return None
            if own > 2 * linked and not has_site_prefix(block.text):
                return later
            return None
        return None


def _split(unit: Unit, label: Block) -> list[Unit]:
    """What stands before a label in a unit, then the label and each block below it by itself."""
    before = Unit(unit.node, [block for block in unit.blocks if block.order < label.order])
    return [before, *(Unit(None, [block]) for block in unit.blocks if block.order >= label.order)]
