"""Which text belongs under which photo."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.body import is_paragraph
from newsarchive.page.headline import key
from newsarchive.page.units import Unit, is_marked_author
from newsarchive.page.words import CAPTION_CLASS, CREDIT, DATE_GLANCE, LEAD_CLASS, SIGNED, date_share
from newsarchive.text.byline import BYLINE_SCORE, byline_score
from newsarchive.text.names import name_score

MAX_CAPTION_CHARS = 700
MIN_ONLY_CHARS = 120
MAX_NOTICE_PARAGRAPHS = 6
"""Of a notice: its text, its lead, and captions."""
MAX_PLAIN_CHARS = 220
"""A caption told only by its element or class is not longer."""


_PHOTOGRAPHER = re.compile(r"\s*[;,–-]\s*(?:ảnh|hình)\s*:", re.IGNORECASE)
_NOTICE_FIELD = re.compile(
    r"(?:địa điểm|thời gian|thành phần|đối tượng|nội dung|hồ sơ|liên hệ)\s*:", re.IGNORECASE
)
"""Lines of an announcement."""
_HEADING = re.compile(r"(?:[IVX]+|\d+|[a-zđ])[.)] |(?i:điều|phần|chương|mục|bài) [\dIVX]|[^a-zà-ỹ]+$")
"""Numbered, or in capitals."""
_HEADING_CLASS = re.compile(r"head|title|(?:^|[\s_-])(?:sub|h[2-6])(?:$|[\s_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Norm:
    """How ordinary paragraphs of this article look, so that a caption can be told by looking different."""

    align: str = ""
    italic: bool = False
    bold: bool = False
    classes: frozenset[str] = frozenset()
    """Class attributes of paragraphs."""
    tags: frozenset[str] = frozenset()
    """Elements that paragraphs are."""
    headings: frozenset[str] = frozenset()
    """Heading elements met elsewhere than right below a photo."""
    is_inside: bool = False
    """Whether figures of this article hold their captions: then one without has none."""


def norm_of(
    paragraphs: Sequence[Block], headings: frozenset[str] = frozenset(), *, is_inside: bool = False
) -> Norm:
    """The look that most of the text has."""
    if not paragraphs:
        return Norm(headings=headings, is_inside=is_inside)
    weights: dict[str, int] = {}
    classes: dict[str, int] = {}
    tags: dict[str, int] = {}
    italic = bold = total = 0
    for block in paragraphs:
        size = len(block.text)
        total += size
        if block.italic > 0.9:
            italic += size
        if block.bold > 0.9:
            bold += size
        name = block.node.get("class") or ""
        weights[block.align] = weights.get(block.align, 0) + size
        classes[name] = classes.get(name, 0) + 1
        tags[block.tag] = tags.get(block.tag, 0) + 1
    few = max(len(paragraphs) / 4, 2 if len(paragraphs) > 2 else 1)
    return Norm(
        align=max(weights, key=lambda name: weights[name]),
        italic=italic * 2 > total,
        bold=bold * 2 > total,
        classes=frozenset(name for name, count in classes.items() if count >= few),
        tags=frozenset(tag for tag, count in tags.items() if count >= few),
        headings=headings,
        is_inside=is_inside,
    )


def has_caption_mark(block: Block) -> bool:
    """Whether tag or class, its own or of a box right around it, say that it is a caption."""
    for node in block.path[:-4:-1]:
        if node.tag in ("figcaption", "caption") or CAPTION_CLASS.search(node.get("class") or ""):
            return True
        if node.tag in ("table", "figure", "body", "article", "section"):
            break
    return False


def looks_like_caption(block: Block, norm: Norm, photos: Sequence[Block]) -> bool:
    """Whether a text right after a photo is its caption, by mark-up, words or look."""
    text = block.text
    if len(text) > MAX_CAPTION_CHARS or block.linked > 0.8 or block.level in (1, 2, 3):
        return False
    if block.figure is None and SIGNED.match(text):
        return False
    if _signs_all(block, photos[-1]) or _names_both(text):
        return False
    if has_caption_mark(block) or CREDIT.match(text):
        return True
    if _is_outside(block, photos[-1], norm):
        return False
    if text.endswith(("?", ";")) or _NOTICE_FIELD.match(text) or is_marked_lead(block) or _is_quotation(text):
        return False
    if block.tag == "blockquote" or (
        block.tag == "p" and block.holder is not None and block.holder.tag == "blockquote"
    ):
        return False
    if SIGNED.match(text) or (DATE_GLANCE.search(text) and date_share(text) > 0.8):
        return False
    if block.align == "right" and norm.align != "right" and is_signature_line(block):
        return False
    if CREDIT.search(text[-90:]) and len(text) < 420:
        return True
    if block.lines > 2:
        return False  # verse
    if any(_says_the_same(text, photo) for photo in photos):
        return True
    if (block.align == "right" and norm.align != "right") or is_signature_line(block):
        return False
    if block.bold > 0.9 and block.italic < 0.5 and not norm.bold and not text.endswith("."):
        return block.align == "center" != norm.align and not _HEADING.match(text)
    if len(text) < 60 and text.endswith("!"):
        return False  # "Trân trọng cảm ơn ông!"
    if block.italic > 0.85 and not norm.italic:
        return True
    if block.align == "center" and norm.align != "center":
        return True
    return len(text) <= MAX_PLAIN_CHARS and _is_set_apart(block, norm)


def _is_quotation(text: str) -> bool:
    return text[0] in '“"' and text.endswith(("”", '"')) and len(text) > 40


def is_marked_lead(block: Block) -> bool:
    """Whether class or id, its own or of a box around it, say that a text is the lead; "desc" may be a photo's."""
    return any(
        (match := LEAD_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}")) is not None
        and "desc" not in match[0]
        for node in block.path[-3:]
    )


def _is_outside(block: Block, photo: Block, norm: Norm) -> bool:
    """Whether a text stands outside of the figure above it, in an article whose figures hold their captions."""
    return norm.is_inside and block.figure is None and photo.figure is not None


def _names_both(text: str) -> bool:
    """Whether a line names the author, then the photographer: "Mai Khuê; ảnh: Lê Hà"."""
    match = _PHOTOGRAPHER.search(text)
    return match is not None and name_score(text[: match.start()]) >= BYLINE_SCORE


def _signs_all(block: Block, photo: Block) -> bool:
    """Whether a name stands outside the figure above: the whole article's, also where its class says "credit"."""
    return block.figure is None and photo.figure is not None and is_signature_line(block)


def is_signature_line(block: Block) -> bool:
    """Whether a short line names who wrote, or photographed."""
    return len(block.text) < 60 and (is_marked_author(block) or byline_score(block.text) >= BYLINE_SCORE)


def _is_set_apart(block: Block, norm: Norm) -> bool:
    """Whether element or class differ from those of ordinary paragraphs."""
    if not norm.tags or block.tag == "li" or block.tag in norm.headings:
        return False
    classes = block.node.get("class") or ""
    if len(block.text) >= 80 and (block.align == "justify" or (block.tag == "p" and not classes)):
        return False
    if block.tag not in norm.tags and block.level in (0, 5, 6):
        return True
    if _HEADING_CLASS.search(classes) and not block.text.endswith("."):
        return False
    return bool(classes) and classes not in norm.classes


def _says_the_same(text: str, photo: Block) -> bool:
    picture = photo.picture
    if picture is None:
        return False
    wanted = key(text)
    return any(
        stated and len(stated) > 12 and (key(stated) == wanted or wanted.startswith(key(stated)))
        for stated in (picture.alt, picture.title, picture.caption)
    )


def only_text(texts: Sequence[Block]) -> Block | None:
    """The one paragraph of a notice, its lead aside, where nothing marks it as the caption of the photo beside it."""
    paragraphs = [block for block in texts if is_paragraph(block)]
    if len(paragraphs) > MAX_NOTICE_PARAGRAPHS:
        return None
    paragraphs = [block for block in paragraphs if not has_caption_mark(block) and not is_marked_lead(block)]
    if not 1 <= len(paragraphs) <= 2:  # a lead that nothing marks may be the other
        return None
    block = paragraphs[-1]
    is_plain = block.bold <= 0.9 and block.italic <= 0.9 and block.align != "center" and block.figure is None
    is_full = block.text.endswith(".") if len(paragraphs) == 2 else ". " in block.text
    is_told = len(block.text) >= MIN_ONLY_CHARS and is_full and not CREDIT.search(block.text[-90:])
    return block if is_plain and is_told else None


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
        if block.kind == "photo":
            if taken is not None:
                waiting, taken = [], None
            waiting.append(block)
            if early is not None:
                taken = early
                used.add(early.order)
                captions[block.order] = [early.text]
            early = None
        elif block.tag in ("figcaption", "caption") and _is_above(block, unit):
            early = block
        elif block.kind == "text" and waiting and _belongs(block, unit, waiting, norm, taken):
            taken = block
            used.add(block.order)
            for photo in _same_figure(waiting, block):
                captions.setdefault(photo.order, []).append(block.text)
    return (
        {order: " ".join(texts) for order, texts in captions.items()},
        used,
        bool(waiting) and taken is None,
    )


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


def _same_figure(waiting: list[Block], text: Block) -> list[Block]:
    """The photos a caption is for: those of its own figure, else all that wait."""
    if text.figure is not None:
        own = [photo for photo in waiting if photo.figure is text.figure]
        if own:
            return own
    return waiting


def _belongs(block: Block, unit: Unit, waiting: list[Block], norm: Norm, taken: Block | None) -> bool:
    """Whether a text is the caption of the photos that wait, or after `taken` more of it."""
    if len(block.text) > MAX_CAPTION_CHARS:
        return False
    last = waiting[-1]
    if block.figure is not None and block.figure is last.figure:
        return True
    if _signs_all(block, last) or (_is_outside(block, last, norm) and not has_caption_mark(block)):
        return False
    if (
        taken is not None
        and has_caption_mark(taken)
        and not (has_caption_mark(block) or CREDIT.match(block.text))
    ):
        return False  # captions are marked here, and this is none
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


def _shares_box(block: Block, photo: Block, unit: Unit) -> bool:
    """Whether a short text stands alone with a photo in a small box of a larger unit: an item of a list of photos."""
    if len(block.text) > MAX_PLAIN_CHARS:
        return False
    for box in photo.path[-2:]:
        if box is unit.node or box not in block.path or box.tag not in ("li", "div", "dd"):
            continue
        return unit.node in photo.path[:-1] and sum([box in text.path for text in unit.texts]) == 1
    return False


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
