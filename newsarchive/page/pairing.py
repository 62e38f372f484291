"""Photos and captions that share a box: which text in it belongs to which of its photos."""

import re
from collections.abc import Sequence

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.captions import (
    MAX_CAPTION_CHARS,
    MAX_PLAIN_CHARS,
    Norm,
    has_caption_mark,
    is_beside,
    is_marked_lead,
    is_of_text,
    is_outside,
    is_signature_line,
    looks_like_caption,
    own_class,
    signs_all,
)
from newsarchive.page.prose import is_paragraph
from newsarchive.page.series import name_of
from newsarchive.page.units import Unit, is_tool
from newsarchive.page.words import CREDIT, SHORT_TIME

MIN_LEAD_CHARS = 80
_COUNTER = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})$")


def pair_in_unit(
    unit: Unit, norm: Norm, *, told: Block | None = None
) -> tuple[dict[int, str], set[int], bool]:
    """Captions inside one unit that holds photos. `told`, the only text of a notice, is none, and parts those before
    it from those after.

    Returns:
        Captions by order of photo; orders of the text blocks used; whether the last photos still want a caption.
    """
    if told is not None and told in unit.texts:
        return _pair_around(unit, norm, told)
    captions: dict[int, list[str]] = {}
    used: set[int] = set()
    waiting: list[Block] = []
    early: Block | None = None
    taken: Block | None = None
    rows = _rows(unit)
    if rows:
        _pair_rows(rows, captions, used)
        return {order: " ".join(texts) for order, texts in captions.items()}, used, False
    for block in unit.blocks:
        if block.kind == "text" and SHORT_TIME.match(block.text):
            continue  # a badge on the photo
        if block.kind == "photo":
            if taken is not None:
                waiting, taken = [], None
            waiting.append(block)
            if early is not None:
                taken = early
                used.add(early.order)
                captions[block.order] = [early.text]
            early = None
        elif (
            (block.tag in ("figcaption", "caption") and _is_above(block, unit))
            or name_of(block) in norm.above
            or _is_alone_above(block, unit, norm)
        ):
            early = block
        elif block.kind == "text" and waiting and taken is None and is_of_text(block.text):
            waiting = []  # what follows is below a heading
        elif block.kind == "text" and waiting and _belongs(block, unit, waiting, norm, taken):
            taken = block
            used.add(block.order)
            for photo in _same_box(waiting, block, unit):
                captions.setdefault(photo.order, []).append(block.text)
    return (
        {order: " ".join(texts) for order, texts in captions.items()},
        used,
        bool(waiting) and taken is None,
    )


def opens_text(block: Block, photo: Block, main: etree._Element | None, norm: Norm) -> bool:
    """Whether a bold sentence opens the element of the text, or stands right before it, and the photo above it stands
    outside: the lead."""
    if block.bold < 0.9 or norm.bold or main is None or main in photo.path:
        return False
    if main not in block.path and (block.holder is None or block.holder is not main.getparent()):
        return False
    return len(block.text) >= MIN_LEAD_CHARS and block.text.endswith(".") and not has_caption_mark(block)


def is_captioned(photo: Block, unit: Unit) -> bool:
    """Whether a photo has words without a link in its figure, or a marked caption right below."""
    return any(
        (text.figure is photo.figure is not None and text.linked < 0.5)
        or (text.order == photo.order + 1 and not text.linked and has_caption_mark(text))
        for text in unit.texts
    )


def is_figure_at(unit: Unit, order: int) -> bool:
    """Whether a unit is a figure of a photo and its caption that begins with this block."""
    figure = unit.blocks[0].figure
    return (
        figure is not None
        and unit.blocks[0].order == order
        and all(block.figure is figure and not block.linked for block in unit.blocks)
    )


def is_boxed_like(block: Block, photos: Sequence[Block], unit: Unit) -> bool:
    """Whether a photo has boxes of the classes that an earlier one has, or a caption in a figure of their own."""
    if block.figure is not None and any(
        text.figure is block.figure and not text.linked for text in unit.texts
    ):
        return True
    names = [node.get("class") for node in block.path[-4:-1]]
    return sum(map(bool, names)) > 1 and any(
        [node.get("class") for node in photo.path[-4:-1]] == names for photo in photos
    )


def without_counters(captions: dict[int, str]) -> dict[int, str]:
    """Captions without what a slider prints behind them: "1/3", "2/3", "3/3"."""
    counted = {
        order: match for order, text in captions.items() if (match := _COUNTER.search(text)) is not None
    }
    shown = [(int(match[1]), int(match[2])) for match in counted.values()]
    if len(shown) < 2 or shown != [(at, shown[0][1]) for at in range(1, len(shown) + 1)]:
        return captions
    return {
        order: text[: counted[order].start()].rstrip() if order in counted else text
        for order, text in captions.items()
    }


def _pair_around(unit: Unit, norm: Norm, told: Block) -> tuple[dict[int, str], set[int], bool]:
    captions: dict[int, str] = {}
    used: set[int] = set()
    wants = False
    unsigned = [block for block in unit.blocks if block.kind != "text" or not is_signature_line(block)]
    before = [block for block in unsigned if block.order < told.order]
    after = [block for block in unsigned if block.order > told.order]
    for part in (Unit(unit.node, before), Unit(unit.node, after)):
        if part.photos:
            found, taken, wants = pair_in_unit(part, norm)
            captions.update(found)
            used |= taken
    return captions, used, wants


def _is_above(caption: Block, unit: Unit) -> bool:
    """Whether a caption stands before the photo of its figure or table."""
    for photo in unit.photos:
        if photo.figure is caption.figure is not None or (
            caption.tag == "caption" and photo.table is caption.table
        ):
            return caption.order < photo.order
    return False


def _is_alone_above(block: Block, unit: Unit, norm: Norm) -> bool:
    """Whether a text stands alone with the photos below it in a box of their own, and looks like their caption."""
    return (
        unit.texts == [block]
        and unit.tag in ("div", "figure", "center", "table")
        and block.order < unit.photos[0].order
        and not block.level
        and not is_marked_lead(block)
        and not is_signature_line(block)
        and len(block.text) <= MAX_PLAIN_CHARS
        and (
            has_caption_mark(block)
            or CREDIT.search(block.text[-90:]) is not None
            or (block.italic > 0.85 and not norm.italic)
            or (block.align == "center" != norm.align)
        )
    )


def _same_box(waiting: list[Block], text: Block, unit: Unit) -> list[Block]:
    """The photos a caption is for: those of its own figure or of its own box in the unit, else all that wait."""
    if text.figure is not None:
        own = [photo for photo in waiting if photo.figure is text.figure]
        if own:
            return own
    for size in (1, 2):
        own = [photo for photo in waiting if any(_is_inner(box, text, unit) for box in photo.path[-size:])]
        if own:
            return own
    return waiting


def _is_inner(box: etree._Element, text: Block, unit: Unit) -> bool:
    """Whether a box inside the unit, of a list or a slider, holds a text."""
    if box is unit.node or box not in text.path or box.tag not in ("div", "li", "dd", "td"):
        return False
    return unit.node is not None and unit.node in box.iterancestors()


def _belongs(block: Block, unit: Unit, waiting: list[Block], norm: Norm, taken: Block | None) -> bool:
    """Whether a text is the caption of the photos that wait, or after `taken` more of it."""
    if len(block.text) > MAX_CAPTION_CHARS or block.tag == "tr" or is_tool(block):
        return False
    last = waiting[-1]
    if block.figure is not None and block.figure is last.figure:
        return True
    if signs_all(block, last, norm):
        return False
    if (block.level in (1, 2, 3) or is_outside(block, last, norm)) and not has_caption_mark(block):
        return False
    if (
        taken is not None
        and has_caption_mark(taken)
        and not (has_caption_mark(block) or CREDIT.match(block.text))
    ):
        return False  # captions are marked here, and this is none
    if is_beside(block, last, norm) and not has_caption_mark(block):
        return False
    if taken and last.figure is not None and not CREDIT.match(block.text):
        return False
    if taken and len(block.text) >= 80 and is_paragraph(block) and block.holder is not taken.holder:
        return False
    if looks_like_caption(block, norm, waiting):
        return True
    if taken is not None and not CREDIT.match(block.text):
        return False
    if is_marked_lead(block):
        return False
    if block.table is last.table and _has_table(unit, block):
        if unit.texts[0].order < unit.photos[0].order and is_paragraph(unit.texts[0]):
            return False  # the article itself is laid out in a table
        return len(unit.texts) <= 2 * len(unit.photos) or len(block.text) < 300
    if is_signature_line(block) and any(is_paragraph(text) for text in unit.texts):
        return False
    if block.tag == "p" and len(block.text) >= 160 and block.align == norm.align and not block.italic:
        return False
    if is_of_text(block.text) or (
        block.align == "justify" and block.text.endswith(".") and is_paragraph(block)
    ):
        return False
    if _is_like_paragraphs(block, norm) or block.lines > 2:
        return False
    if unit.node is not None and unit.tag != "p" and len(unit.texts) <= 2 and len(block.text) <= 350:
        return last.figure is None or block.tag != "p" or (len(unit.texts) == 1 and len(block.text) < 80)
    if _shares_box(block, last, unit):
        return True
    return (
        unit.tag == "p"
        and len(block.text) <= 250
        and len(unit.texts) == 1
        and block.level == 0
        and not _floats(last.node)
    )


def _is_like_paragraphs(block: Block, norm: Norm) -> bool:
    """Whether a sentence has the element and the class that paragraphs of this article have."""
    classes = own_class(block)
    return (
        bool(classes)
        and classes in norm.classes
        and block.tag in norm.tags
        and block.text.endswith(".")
        and is_paragraph(block)
    )


def _shares_box(block: Block, photo: Block, unit: Unit) -> bool:
    """Whether a short text stands alone with a photo in a small box of a larger unit: an item of a list of photos."""
    if len(block.text) > MAX_PLAIN_CHARS:
        return False
    for box in photo.path[-2:]:
        if box is unit.node or box not in block.path or box.tag not in ("li", "div", "dd"):
            continue
        return unit.node in photo.path[:-1] and sum(_is_words_in(box, text) for text in unit.texts) == 1
    return False


def _is_words_in(box: etree._Element, text: Block) -> bool:
    """Whether a box holds a text that is more than a slider's counter."""
    return box in text.path and _COUNTER.match(text.text) is None


def _floats(image: etree._Element) -> bool:
    """Whether a picture stands beside its paragraph, so that the text around it is not its caption."""
    return image.get("align") in ("left", "right") or "float" in (image.get("style") or "")


def _has_table(unit: Unit, block: Block) -> bool:
    """Whether a block's table is part of the unit; pages are laid out in tables too."""
    if block.table is None or unit.node is None or unit.node not in block.path:
        return False
    return block.path.index(block.table) >= block.path.index(unit.node)


def _rows(unit: Unit) -> list[list[Block]]:
    """Cells of a table in which photos stand side by side with captions in the row below; else nothing."""
    if len(unit.photos) < 2 or not _has_table(unit, unit.photos[0]):
        return []
    rows: dict[etree._Element, list[Block]] = {}
    if any(block.table is not unit.photos[0].table for block in unit.blocks):
        return []
    for block in unit.blocks:
        row = next((node for node in reversed(block.path) if node.tag == "tr"), None)
        if row is None:
            return []
        rows.setdefault(row, []).append(block)
    return list(rows.values())


def _pair_rows(rows: list[list[Block]], captions: dict[int, list[str]], used: set[int]) -> None:
    above: list[Block] = []
    for row in rows:
        photos = [block for block in row if block.kind == "photo"]
        texts = [block for block in row if block.kind == "text"]
        used.update(block.order for block in texts)
        if photos and texts:
            for text in texts:
                cell = _cell(text)
                for photo in [photo for photo in photos if _cell(photo) is cell] or photos:
                    captions.setdefault(photo.order, []).append(text.text)
        if photos:
            above = photos
            continue
        cells = _cells(texts[0])
        if len(cells) == len(above) and len(cells) > 1:
            for photo, cell in zip(above, cells, strict=True):
                captions.setdefault(photo.order, []).extend(
                    text.text for text in texts if _cell(text) is cell
                )
        else:
            for photo in above:
                captions.setdefault(photo.order, []).extend(text.text for text in texts)


def _cells(block: Block) -> list[etree._Element]:
    """All cells of a block's row, the empty ones too."""
    row = next(node for node in reversed(block.path) if node.tag == "tr")
    return [node for node in row if node.tag in ("td", "th")]


def _cell(block: Block) -> etree._Element | None:
    return next((node for node in reversed(block.path) if node.tag in ("td", "th")), None)
