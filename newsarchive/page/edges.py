"""What belongs to the body at the edges of a region: short lines before the first long paragraph, sentences behind the
last one, texts beside a box of photos."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.captions import has_caption_mark, has_heading_class
from newsarchive.page.frame import Frame
from newsarchive.page.lead import Item
from newsarchive.page.parts import is_in_part, is_part
from newsarchive.page.prose import is_paragraph
from newsarchive.page.words import END_LABEL
from newsarchive.text.caption import is_credit

MIN_TELLING_CAPTIONS = 2
"""So many captions may tell a story, with a lead and no text."""
MAX_TO_CLOSE = 4
"""Blocks between the last paragraph and a sentence that closes the text."""
_SALUTATION = re.compile(r"\W*(?:kính |thân ái |thân )?(?:thưa|gửi)\b.{0,120}[,.!:;…]\W*$", re.IGNORECASE)
_OPENING = re.compile(
    rf"{_SALUTATION.pattern}|(?:[IVX]{{1,4}}|\d)[.)] \w|(?:Điều|Chương|Mục|Phần) (?:\d|[IVX])", re.IGNORECASE
)
"""A salutation, or the number of a first section: short lines that open a text."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":")


def telling(captions: Mapping[int, str]) -> int:
    """How many captions say more than who took the photo."""
    return sum(not is_credit(caption) for caption in captions.values())


class Edges:
    """Decides for one region, once its photos have their captions and its lead is known."""

    def __init__(
        self, frame: Frame, photos: Sequence[Block], captions: Mapping[int, str], lead: Block | None
    ) -> None:
        """`captions`: by order of their photo."""
        self._frame = frame
        self._photos = photos
        self._captions = captions
        self._lead = lead
        self._told: set[etree._Element] = set()
        """Elements above the text that a line of it was taken from; their other lines count too."""

    def belongs(self, item: Item, *, is_first: bool) -> bool:
        """Whether an item is text of the body. `is_first`: none has been found before it."""
        return self._counts(item, is_first=is_first) or self._opens_body(item.block)

    def _counts(self, item: Item, *, is_first: bool) -> bool:
        """Whether an item is a paragraph of the body; outside the text only full sentences are."""
        block = item.block
        if item.zone == "body":
            return True
        if item.zone == "tail":
            return self._closes_part(block) or (is_first and self._closes_photos(block))
        if block.linked > 0.3:
            return False
        if not is_paragraph(block) or has_caption_mark(block):
            return False
        counts = len(block.text) >= 80 or block.node in self._told or self._stands_beside_box(block)
        if counts:
            self._told.add(block.node)
        return counts

    def _stands_beside_box(self, block: Block) -> bool:
        """Whether a sentence below the lead stands in the element around the box that holds the text, as where that box
        holds photos with captions."""
        root = self._frame.root
        around = root.getparent() if root is not None else None
        return (
            around is not None
            and self._lead is not None
            and block.holder is around
            and around not in self._lead.path
            and self._lead.order < block.order
            and block.text.endswith((".", "!", "?", "…"))
        )

    def _closes_part(self, block: Block) -> bool:
        """Whether a sentence after the last paragraph stands alone in another element of the text's name."""
        main, holder = self._frame.main, block.holder
        if main is None or holder is None or not block.text.endswith((".", "!", "./")) or block.linked:
            return False
        return is_part(holder, main) and block.order - self._frame.last <= MAX_TO_CLOSE

    def _closes_photos(self, block: Block) -> bool:
        """Whether a sentence stands right below the box of photos whose captions tell the rest."""
        return (
            block.order == self._frame.last + 1
            and is_paragraph(block)
            and not block.linked
            and telling(self._captions) >= MIN_TELLING_CAPTIONS
            and self._stands_beside_box(block)
        )

    def _opens_body(self, block: Block) -> bool:
        """A subheading or a salutation before the first paragraph, inside the element of the text."""
        frame, text, lead = self._frame, block.text, self._lead
        return (
            block.order < frame.first
            and is_in_part(block, frame.main)
            and (lead.order < block.order if lead is not None else block.holder is frame.main)
            and (self._opens_above_photo(block) if self._is_above_photo(block) else self._is_opener(block))
            and block.linked < 0.3
            and 6 <= len(text) <= 160
            and not END_LABEL.match(text)
            and not has_caption_mark(block)
        )

    def _is_opener(self, block: Block) -> bool:
        if self._lead is not None and self._lead.text.endswith(":"):
            return True  # what the lead names
        if block.holder is self._frame.main and block.text.endswith(_SENTENCE_ENDS):
            return True
        is_marked = block.level > 1 or block.bold > 0.9 or _OPENING.match(block.text) is not None
        return is_marked or has_heading_class(block)

    def _is_above_photo(self, block: Block) -> bool:
        return any(block.order < photo.order < self._frame.first for photo in self._photos)

    def _opens_above_photo(self, block: Block) -> bool:
        """Whether a line above the first photo is text, and not what the photo shows."""
        if _SALUTATION.match(block.text):
            return True
        photos = [photo for photo in self._photos if block.order < photo.order < self._frame.first]
        return (
            block.holder is self._frame.main
            and block.text.endswith((".", "!", "?", "…"))
            and all(photo.order in self._captions for photo in photos)
        )
