"""Which text belongs under which photo."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.document import text_of
from newsarchive.page.markup import CAPTION_CLASS, LEAD_CLASS
from newsarchive.page.prose import is_paragraph
from newsarchive.page.series import LineName, lines_above, lines_below, name_of
from newsarchive.page.titles import key
from newsarchive.page.units import Unit, is_marked_author, names_of
from newsarchive.page.words import AUTHOR_LABEL, CREDIT, DATE_GLANCE, GOES_ON, REMARK, SIGNED, date_share
from newsarchive.text.byline import BYLINE_SCORE, byline_score
from newsarchive.text.caption import split_credit
from newsarchive.text.names import name_score
from newsarchive.text.outlets import is_outlet

BoxName: TypeAlias = tuple[str, str]
"""Tag and class of an element."""
BlockLook: TypeAlias = tuple[str, str, str, bool, bool]
"""Tag, class, alignment, whether bold, whether italic."""
MAX_CAPTION_CHARS = 700
MIN_PLAIN_CHARS = 150
"""From this length on a text below a photo tells how paragraphs look."""
MIN_SENTENCE_CHARS = 60
MIN_VERSE_LINES, MAX_VERSE_CHARS = 4, 60
MIN_ONLY_CHARS = 120
MAX_OPENING_CHARS = 160
MAX_NOTICE_PARAGRAPHS = 6
"""Of a notice: its text, its lead, and captions."""
MAX_PLAIN_CHARS = 220
"""A caption told only by its element or class is not longer."""


_PHOTOGRAPHER = re.compile(r"\s*[;,–-]\s*(?:ảnh|hình)\s*:", re.IGNORECASE)
_NOTICE_FIELD = re.compile(
    r"(?:địa điểm|thời gian|thành phần|đối tượng|nội dung|hồ sơ|liên hệ)\s*:", re.IGNORECASE
)
"""Lines of an announcement."""
_BOX_LABEL = re.compile(
    r"\W*(?:con số|số liệu|thông tin thêm|hộp thông tin|điểm nhấn|nội dung chính)\W*$", re.IGNORECASE
)
"""Headings of boxes inside a text."""
_HEADING = re.compile(r"(?:[IVX]+|\d+|[a-zđ])[.)] |(?i:điều|phần|chương|mục|bài) [\dIVX]|[^a-zà-ỹ]+$")
"""Numbered, or in capitals."""
_OF_TYPE = re.compile(
    r"(?:has-[\w-]+-(?:font-size|color|background)|has-text-align-\w+|has-drop-cap|rte\w+|text-(?:justify|left|start|right|center)"
    r"|m[btxy]?-\d|Mso(?:Normal|BodyText)\w*|ads?-[\w-]+)$",
    re.IGNORECASE,
)
"""Classes that say nothing of a text but how its type is set, where alignment is looked at by itself, or that a script
may put an advert there."""
_DRUPAL_FIELD = re.compile(r"field field-name-(?:field-)?([\w-]+)")
_QUOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:block|pull)?-?quotes?(?:$|[\s_-])|trich-?dan", re.IGNORECASE)
_DROP_CLASS = re.compile(r"drop|first|initial", re.IGNORECASE)
"""Of a paragraph that opens with a large letter."""
_OPENS_PART = re.compile(
    r"\W*(?:kính )?thưa\b.{0,120}[,.!:;…]\W*$|[IVX]{1,4}[.)] \w|(?:điều|chương|phần|mục) (?:\d|[IVX]+\b)",
    re.IGNORECASE,
)
"""A salutation, the number of a section or of an article of a decision."""
_NOTE = re.compile(r"\W?[(\[]\d{1,2}[)\]] ?.{0,200}\b(?:nxb|nhà xuất bản|sđd|tr\.|tập)\b", re.IGNORECASE)
"""A footnote: its number, then a book."""
_NUMBER = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*)[.)] ")
_HEADING_CLASS = re.compile(r"head|title|chapter|(?:^|[\s_-])(?:sub|h[2-6])(?:$|[\s_-])", re.IGNORECASE)


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
    looks: frozenset[BlockLook] = frozenset()
    """How short lines look that stand elsewhere than below photos: subheadings."""
    elsewhere: frozenset[str] = frozenset()
    """Classes of sentences elsewhere than below photos, however few."""
    boxes: frozenset[BoxName] = frozenset()
    """Boxes that hold a photo and its caption: one that holds a photo alone has no caption outside."""
    span: tuple[int, int] = (0, 0)
    """Orders of the first and the last paragraph: between them nobody signs."""
    below: frozenset[LineName] = frozenset()
    above: frozenset[LineName] = frozenset()
    """Names of lines that stand by several photos and nowhere else."""


def norm_of(
    paragraphs: Sequence[Block],
    headings: frozenset[str] = frozenset(),
    boxes: frozenset[BoxName] = frozenset(),
    looks: frozenset[BlockLook] = frozenset(),
) -> Norm:
    """The look that most of the text has."""
    if not paragraphs:
        return Norm(headings=headings, boxes=boxes, looks=looks)
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
        name = own_class(block)
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
        boxes=boxes,
        looks=looks,
    )


def own_class(block: Block) -> str:
    """The class of a block's element without what only sets type: "has-medium-font-size", "rtejustify"."""
    name = block.node.get("class") or ""
    return " ".join(word for word in name.split() if not _OF_TYPE.match(word)) if name else ""


def has_heading_class(block: Block) -> bool:
    """Whether the class of a line's element says that it is a subheading."""
    return _HEADING_CLASS.search(own_class(block)) is not None


def look_of(block: Block) -> BlockLook:
    """What a subheading has in common with others."""
    return block.tag, own_class(block), block.align, block.bold > 0.9, block.italic > 0.9


def norm_of_units(units: Sequence[Unit], blocks: Sequence[Block], zone_of: Callable[[Block], str]) -> Norm:
    """How paragraphs look: not the lead, which is set apart itself, and not what may be a caption."""
    under = {block.order + 1 for block in blocks if block.picture is not None}
    free: list[Block] = []
    below: list[Block] = []
    headings: set[str] = set()
    looks: set[BlockLook] = set()
    elsewhere: set[str] = set()
    for unit in units:
        for block in unit.texts:
            if zone_of(block) != "body":
                continue
            if block.level and block.order not in under:
                headings.add(block.tag)
            if not unit.photos and not is_paragraph(block) and not {block.order, block.order - 1} & under:
                looks.add(look_of(block))
            if not unit.photos and block.tag != "tr" and is_paragraph(block) and not is_marked_lead(block):
                (below if block.order in under else free).append(block)
                if block.order not in under and block.text.endswith((".", ":")):
                    elsewhere.add(own_class(block))
    plain = [block for block in free if block.bold <= 0.9 and not block.level]
    least = MIN_PLAIN_CHARS if len(plain) > 1 else MIN_SENTENCE_CHARS  # a lead alone tells nothing
    plain += [block for block in below if len(block.text) >= least and _is_plain(block)]
    if not plain:
        plain = free if len(free) > 1 else [block for block in below if _is_plain(block)]
    own = [unit for unit in units if unit.photos and zone_of(unit.photos[0]) != "tail"]
    return replace(
        norm_of(plain, frozenset(headings), boxes_of(own), frozenset(looks)),
        elsewhere=frozenset(elsewhere),
        span=_span_of([*free, *below]),
        below=lines_below(blocks),
        above=lines_above(blocks),
    )


def _span_of(paragraphs: Sequence[Block]) -> tuple[int, int]:
    orders = [block.order for block in paragraphs]
    return (min(orders), max(orders)) if orders else (0, 0)


def _is_plain(block: Block) -> bool:
    return (
        block.bold <= 0.9
        and block.italic <= 0.9
        and block.align != "center"
        and block.text.endswith((".", ":", "”"))
        and not CREDIT.search(block.text[-90:])
        and not has_caption_mark(block)
    )


def boxes_of(units: Sequence[Unit]) -> frozenset[BoxName]:
    """Names of the boxes in which a photo stands with a short text of its own."""
    names: set[BoxName] = set()
    for unit in units:
        if not unit.photos or not 0 < len(unit.texts) <= 2 * len(unit.photos) or unit.tag == "p":
            continue
        for photo in unit.photos:
            for node in photo.path[-2:]:
                if unit.node is None or unit.node not in (node, *node.iterancestors()):
                    continue  # it holds the text
                held = [block for block in unit.texts if node in block.path]
                if 0 < len(held) <= 2 and all(len(block.text) <= MAX_CAPTION_CHARS for block in held):
                    names.update(_box_names(node))
    return frozenset(names)


def _box_names(node: etree._Element) -> list[BoxName]:
    name = node.get("class") or ""
    return [(str(node.tag), name)] if node.tag == "figure" or (name and node.tag != "p") else []


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
    if len(text) > MAX_CAPTION_CHARS or block.linked > 0.8 or block.tag == "tr" or text.isdigit():
        return False
    if block.level in (1, 2, 3) and not has_caption_mark(block):
        return False
    if block.figure is None and (SIGNED.match(text) or AUTHOR_LABEL.match(text) or _names_author(text)):
        return False
    if _is_portrayed(block, photos[-1], norm):
        return True
    if signs_all(block, photos[-1], norm) or _names_both(text):
        return False
    if block.bold > 0.9 and not norm.bold and block.align == "right" != norm.align:
        return False
    if has_caption_mark(block) or CREDIT.match(text) or name_of(block) in norm.below:
        return True
    if block.table is not None and block.table not in photos[-1].path and text_of(block.table) != text:
        return False  # one cell of many
    if is_outside(block, photos[-1], norm) or is_beside(block, photos[-1], norm):
        return False
    if (
        text.endswith(("?", ";", ":"))
        or _BOX_LABEL.match(text)
        or _NOTICE_FIELD.match(text)
        or is_of_text(text)
        or any(where.match(text) for where in (_NOTE, REMARK, GOES_ON))
        or (is_marked_lead(block) and not _has_box_with(block, photos[-1]))
        or _is_quotation(text)
    ):
        return False
    if block.tag == "blockquote" or (
        block.tag == "p" and block.holder is not None and block.holder.tag == "blockquote"
    ):
        return False
    if any(
        _QUOTE_CLASS.search(node.get("class") or "") for node in block.path if node not in photos[-1].path
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
    if block.bold > 0.9 and look_of(block) in norm.looks:
        return False
    if block.bold > 0.9 and block.italic < 0.5 and not norm.bold and not text.endswith("."):
        return block.align == "center" != norm.align and not _HEADING.match(text)
    if len(text) < 60 and text.endswith("!"):
        return False  # "Trân trọng cảm ơn ông!"
    if block.italic > 0.85 and not norm.italic:
        return True
    if block.align == "center" and norm.align != "center":
        return True
    if block.node in photos[-1].path[:-1] and text.endswith("."):
        return False  # loose between elements, as paragraphs of old editors are; the photo has its own
    return len(text) <= MAX_PLAIN_CHARS and _is_set_apart(block, norm)


def is_of_text(text: str) -> bool:
    """Whether a line opens a text or a part of it, or closes a document."""
    return text.endswith("./.") or (len(text) <= MAX_OPENING_CHARS and _OPENS_PART.match(text) is not None)


def _is_quotation(text: str) -> bool:
    return text[0] in '“"' and text.endswith(("”", '"')) and len(text) > 40


def is_marked_lead(block: Block) -> bool:
    """Whether class or id, its own or of a box around it, say that a text is the lead; "desc" may be a photo's."""
    return any(
        (match := LEAD_CLASS.search(names)) is not None and "desc" not in match[0]
        for _, names in names_around(block)
    )


def _has_box_with(block: Block, photo: Block) -> bool:
    """Whether a text and a photo have a box of their own inside of the one that is marked as the lead's."""
    marked = [node for node, names in names_around(block) if LEAD_CLASS.search(names)]
    inside = block.path[block.path.index(marked[-1]) + 1 : -1] if marked else ()
    return any(node in photo.path for node in inside)


def names_around(block: Block) -> list[tuple[etree._Element, str]]:
    """Class and id of the elements that may say what a block is: its last three, and the name of Drupal's field."""
    names = [(node, names_of(node)) for node in block.path[-3:]]
    for node in block.path[-4:-3]:
        field = _DRUPAL_FIELD.match(node.get("class") or "")
        if field is not None:
            names.append((node, field[1]))
    return names


def is_outside(block: Block, photo: Block, norm: Norm) -> bool:
    """Whether a text stands outside of the box of the photo above it, in an article whose boxes hold captions."""
    return any(
        node not in block.path and not norm.boxes.isdisjoint(_box_names(node)) for node in photo.path[-2:]
    )


def is_beside(block: Block, photo: Block, norm: Norm) -> bool:
    """Whether a bold sentence runs round the photo, whose table is set left or right: the lead."""
    table = photo.table
    if block.bold < 0.9 or norm.bold or table is None or table in block.path or not block.text.endswith("."):
        return False
    return (table.get("align") or "").lower() in ("left", "right")


def _names_author(text: str) -> bool:
    """Whether a line opens with the label of who wrote, without its colon: "Nội dung Mai Khuê"."""
    return text.startswith(("Nội dung ", "Bài ")) and byline_score(text) >= BYLINE_SCORE


def _names_both(text: str) -> bool:
    """Whether a line names the author, then the photographer: "Mai Khuê; ảnh: Lê Hà"."""
    match = _PHOTOGRAPHER.search(text)
    return match is not None and name_score(text[: match.start()]) >= BYLINE_SCORE


def is_credit_below(block: Block, photo: Block, captions: Mapping[int, str], norm: Norm) -> bool:
    """Whether a line says whose the photo is whose caption, without a credit, stands right above it. Below the text
    a person may have taken all photos."""
    caption = captions.get(photo.order)
    if caption is None or block.order != photo.order + 2 or not block.text.startswith(("Ảnh", "Nguồn ảnh")):
        return False
    mine, of_caption = split_credit(block.text), split_credit(caption)[1]
    if mine[0] is not None or mine[1] is None or of_caption is not None:
        return False
    return block.order < norm.span[1] or name_score(mine[1]) < BYLINE_SCORE or is_outlet(mine[1])


def _is_portrayed(block: Block, photo: Block, norm: Norm) -> bool:
    """Whether a name between two paragraphs, right below a photo and set apart from the text, says whom it shows."""
    if not norm.span[0] < block.order < norm.span[1] or block.order != photo.order + 1:
        return False
    if block.bold > 0.9 or block.align == "right" or is_marked_author(block):
        return False
    is_apart = (block.italic > 0.85 and not norm.italic) or (block.align == "center" != norm.align)
    return (is_apart and is_signature_line(block)) or _names_both(block.text)


def signs_all(block: Block, photo: Block, norm: Norm) -> bool:
    """Whether a name stands outside the photo's box: the whole article's, also where its class says "credit"."""
    is_apart = (block.figure is None and photo.figure is not None) or is_outside(block, photo, norm)
    return is_apart and is_signature_line(block)


def is_below_box(block: Block, photo: Block) -> bool:
    """Whether a text, no photo's credit, stands outside the figure or the table that a photo has for itself."""
    if photo.figure is not None:
        return block.figure is None
    is_outside_table = photo.table is not None and photo.table not in block.path
    return is_outside_table and not CREDIT.match(block.text)


def is_signature_line(block: Block) -> bool:
    """Whether a short line names who wrote, or photographed."""
    return len(block.text) < 60 and (is_marked_author(block) or byline_score(block.text) >= BYLINE_SCORE)


def _is_set_apart(block: Block, norm: Norm) -> bool:
    """Whether element or class differ from those of ordinary paragraphs."""
    if not norm.tags or block.tag == "li" or block.tag in norm.headings:
        return False
    classes = own_class(block)
    if len(block.text) >= 80 and (
        block.align == "justify" or (block.tag == "p" and (not classes or _DROP_CLASS.search(classes)))
    ):
        return False
    is_open = not block.text.endswith(".")
    if _NUMBER.match(block.text):
        return False
    if block.tag == "p" and not classes and not is_open:
        return False
    if block.tag not in norm.tags and block.level in (0, 5, 6):
        return True
    if is_open and _HEADING_CLASS.search(classes):
        return False
    return bool(classes) and classes not in norm.classes and classes not in norm.elsewhere


def _says_the_same(text: str, photo: Block) -> bool:
    picture = photo.picture
    if picture is None:
        return False
    wanted = key(text)
    return any(
        stated and len(stated) > 12 and (key(stated) == wanted or wanted.startswith(key(stated)))
        for stated in (picture.alt, picture.title, picture.caption)
    )


def opens_verse(lines: Sequence[Block]) -> bool:
    """Whether blocks that follow each other are short lines of one look, none of which is a caption by its mark."""
    return len(lines) == MIN_VERSE_LINES and all(
        line.kind == "text"
        and len(line.text) <= MAX_VERSE_CHARS
        and look_of(line) == look_of(lines[0])
        and not line.linked
        and not CREDIT.search(line.text)
        and not has_caption_mark(line)
        for line in lines
    )


def only_text(texts: Sequence[Block], norm: Norm) -> Block | None:
    """The one paragraph of a notice, its lead aside, where nothing marks it as the caption of the photo beside it."""
    paragraphs = [
        block for block in texts if is_paragraph(block) and name_of(block) not in norm.below | norm.above
    ]
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
