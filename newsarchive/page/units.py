"""Blocks grouped into units: what stands side by side in the text — a paragraph, a photo box, a box of links."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.boxes import is_for_readers, lists_files
from newsarchive.page.document import text_of
from newsarchive.page.glance import MAX_GLANCE_CHARS
from newsarchive.page.images import links_elsewhere
from newsarchive.page.markup import (
    ADVERT_CLASS,
    AUTHOR_HREF,
    BYLINE_CLASS,
    DOCUMENT_FILE,
    RELATED_CLASS,
    TAG_CLASS,
    TAG_HREF,
)
from newsarchive.page.prose import is_paragraph
from newsarchive.page.words import ADVERT, END_LABEL, ENTRY_END, RELATED_START, TAG_LABEL, TOOL, TOOL_LINE
from newsarchive.text.byline import byline_score, is_post
from newsarchive.text.clean import clean
from newsarchive.text.dateline import has_site_prefix
from newsarchive.text.names import is_title, name_score

Node = etree._Element
MIN_LIST_LINES = 4
MIN_STORY_CHARS = 28
"""Of a linked headline; names of sections and authors are shorter."""
MIN_ENTRIES = 3
MIN_ENTRY_CHARS = 40
"""Of a title with its hour and day; lines of a timetable are shorter."""
VERSE_SHARE = 5
"""With so many times the characters that are linked, short lines around a link are text: verse."""
MAX_VIDEO_CHARS = 250
MAX_NAME_CHARS = 45
MAX_TAG_CHARS = 60
MAX_BIOGRAPHY_CHARS = 500
MAX_ADVERT_DEPTH = 3
_PLUGIN = re.compile(
    r"(?:\{[^{}]+\}[^{}]{0,60})+|(?:\[/?(?:links?|video|audio|gallery|caption|embed|playlist|photo|box)\b[^\[\]]*\]\s*)+"
)
"""A call of a plugin that nobody answered: "{youtube}x1{/youtube}" of Joomla, "[links()]", "[video width=…]"."""
_DOWNLOAD = re.compile(
    r"\(?\s*(?:tải (?:về|xuống)|download)\s*\)?$|\.(?:pdf|docx?|xlsx?|zip|rar)(?:\W{1,2}[\d.,]+ ?[KM]B\W?)?$",
    re.IGNORECASE,
)
"""A word that fetches a file, or the file's name and size."""
_SLIDE = re.compile(r"\d{1,3} ?/ ?\d{1,3}")
"""Which of how many pictures is shown."""
_RELATED_LINK = re.compile(r"relate|lien-?quan", re.IGNORECASE)
_VIDEO = re.compile(r"\W*(?:video|clip)\b", re.IGNORECASE)
_VIDEO_CLASS = re.compile(r"video|clip|caption|(?:^|[\s_-])cap(?:$|[\s_-])", re.IGNORECASE)
_TOPIC_LABEL = re.compile(r"\W*chủ đề\s*[:：]?\s*", re.IGNORECASE)
_PLAYERS = ("iframe", "video", "object", "embed", "amp-video", "amp-iframe", "amp-youtube")
_ADVERTISED = re.compile(r"\W*(?:quảng cáo|advertisement|sponsored)\W+\w", re.IGNORECASE)
_EMBED = re.compile(r"/embed\b|/plugins/(?:post|video)|//player\.|youtu\.?be|tiktok\.", re.IGNORECASE)
"""Addresses of posts and videos to be shown inside of other pages."""
_BOXES = frozenset({"article", "aside", "section", "table", "ul", "ol"})
_PARAGRAPH_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "blockquote"})


class Unit:
    """Neighbouring blocks inside one child of a holder. `node` is that child, None for text loose in the holder."""

    __slots__ = ("blocks", "has_video", "node", "photos", "tag", "texts")

    def __init__(self, node: Node | None, blocks: list[Block]) -> None:
        self.node = node
        self.tag = str(node.tag) if node is not None else ""
        self.blocks = blocks
        if len(blocks) == 1 and blocks[0].kind == "text":
            self.texts, self.photos, self.has_video = blocks, [], False
            return
        self.texts = [block for block in blocks if block.kind == "text"]
        self.photos = [block for block in blocks if block.picture is not None]
        self.has_video = len(self.texts) + len(self.photos) < len(blocks)

    @property
    def names(self) -> str:
        """Class and id of the unit's element."""
        return names_of(self.node) if self.node is not None else ""


def units_of(blocks: Iterable[Block], holders: Collection[Node]) -> Iterator[Unit]:
    """Group blocks by the child of the innermost holder that they stand in."""
    current: Node | None = None
    inside: list[Block] = []
    for block in blocks:
        node = _child_of_holder(block, holders)
        if inside and (node is None or current is not node):
            yield Unit(current, inside)
            inside = []
        current = node
        inside.append(block)
    if inside:
        yield Unit(current, inside)


def _child_of_holder(block: Block, holders: Collection[Node]) -> Node | None:
    path = block.path
    inner = after = None
    for node in reversed(path):
        if node in holders:
            if inner is not None and after is not None and inner.tag == "p" and after.tag in _BOXES:
                return after  # a box in a paragraph that was never closed
            return inner
        inner, after = node, inner
    return path[0]


def is_foreign(unit: Unit, page_url: str) -> bool:
    """Whether the whole unit is a box of related stories, an advert, a tool bar or a player."""
    texts = unit.texts
    if unit.has_video and len(unit.blocks) > 1:
        return not any(
            is_paragraph(block) and block.tag == "p" and block.figure is None for block in texts[:1]
        )
    if not texts:
        return False
    if unit.tag in ("div", "figure") and not unit.photos and _is_player(unit):
        return True
    if len(texts) == 1 and not unit.photos and _is_below_player(unit):
        return True
    if unit.tag == "nav" or (len(texts) > 2 and (_is_contents(texts) or is_dated_list(texts))):
        return True
    if "-chip" in unit.tag:
        return True
    if (
        unit.node is not None
        and unit.tag not in _PARAGRAPH_TAGS
        and not unit.photos
        and is_for_readers(unit.node, texts)
    ):
        return True
    if len(texts) == 1 and not texts[0].linked and unit.tag in _PARAGRAPH_TAGS and unit.tag != "blockquote":
        return False
    if len(texts) > 2 and texts[-1].table is not None and not unit.photos and lists_files(texts):
        return True
    own = linked = total = 0
    share = 0.0
    for block in texts:
        size = len(block.text)
        total += size
        share += size * block.linked
        if block.linked >= 0.8:
            linked += size
        elif block.linked < 0.5 and is_paragraph(block):
            own += size
    first = texts[0]
    if (
        len(texts) > 1
        and (END_LABEL.match(first.text) or ADVERT.match(first.text))
        and unit.tag not in _PARAGRAPH_TAGS
    ):
        return own < 400 or linked > own
    if len(texts) == 2 and texts[1].node is first.node and _is_headline_with_lead(first, texts[1]):
        return True
    if unit.tag in _PARAGRAPH_TAGS and unit.tag != "blockquote":
        return False
    if own < 600 and unit.photos and _is_door(unit, page_url):
        return True
    if linked and linked >= 0.8 * total:
        return not unit.photos or any(any(block.hrefs) for block in texts)  # else a picture's own buttons
    if own == 0 and len(texts) >= MIN_LIST_LINES and share >= 0.6 * total:
        return True  # links with their hours, as of a list of recordings
    if linked >= 20 and (_is_teaser(unit, page_url) or (own < linked and total < VERSE_SHARE * linked)):
        return own < 600
    if linked >= 20 and own < 600 and unit.node is not None and _links_related(unit.node):
        return True
    if RELATED_CLASS.search(unit.names) and unit.tag not in ("p", "td"):
        return own < 120 or bool(linked) or any(ADVERT.match(block.text) for block in texts)
    return unit.tag == "form"


def _links_related(node: Node) -> bool:
    """Whether a link's class says that it leads to a related story."""
    return any(_RELATED_LINK.search(link.get("class") or "") for link in node.iter("a"))


def _is_contents(texts: Sequence[Block]) -> bool:
    """Whether a label and links to places of the same page are its table of contents."""
    inner = [
        block for block in texts if block.linked >= 0.8 and all(href.startswith("#") for href in block.hrefs)
    ]
    return len(inner) > 1 and len(inner) >= len(texts) - 1


def is_dated_list(texts: Sequence[Block]) -> bool:
    """Whether all lines but a label are items of a list that end in hour (or length) and day: recordings, or other
    stories whose links a script makes."""
    if not texts or texts[-1].tag != "li" or not texts[-1].text[-1].isdigit():
        return False
    items = [
        block
        for block in texts
        if block.tag == "li" and len(block.text) >= MIN_ENTRY_CHARS and ENTRY_END.search(block.text[-24:])
    ]
    return len(items) >= MIN_ENTRIES and len(items) >= len(texts) - 1


def _is_player(unit: Unit) -> bool:
    """Whether the unit is the frame of a video, or of a post shown from elsewhere, with the line that names it."""
    if len(unit.texts) != 1 or len(unit.texts[0].text) > MAX_VIDEO_CHARS or unit.node is None:
        return False
    line = unit.texts[0]
    inside = line.path[line.path.index(unit.node) + 1 :] if unit.node in line.path else (line.node,)
    if _VIDEO.match(line.text) or any(_VIDEO_CLASS.search(node.get("class") or "") for node in inside):
        return next(unit.node.iter(*_PLAYERS), None) is not None or _awaits_player(unit.node)
    return _is_below_embed(line, unit.node)


def _is_below_player(unit: Unit) -> bool:
    """Whether a line says that it is a video's and stands right below a player."""
    line = unit.texts[0]
    if unit.node is None or len(line.text) > MAX_VIDEO_CHARS or not _VIDEO.match(line.text):
        return False
    above = unit.node.getprevious()
    if above is None or above.text and not above.text.isspace():
        return False
    return above.tag in _PLAYERS or (len(above) <= 2 and next(above.iter(*_PLAYERS), None) is not None)


def _awaits_player(node: Node) -> bool:
    """Whether an empty element inside is where a script puts the player, as its class says."""
    return any(
        len(inner) == 0 and not inner.text and "video" in (inner.get("class") or "").lower()
        for inner in node.iter("div")
    )


def _is_below_embed(line: Block, node: Node) -> bool:
    """Whether a box holds nothing but a frame with a post or a video of another site and the line below it."""
    if len(node) != 2 or line.node is not node[1]:
        return False
    frame = next(node[0].iter("iframe"), None)
    return frame is not None and _EMBED.search(frame.get("src") or frame.get("data-src") or "") is not None


def _is_headline_with_lead(first: Block, second: Block) -> bool:
    """A linked headline and, on the next line of the same element, its lead."""
    return _is_linked_headline(first) and not second.linked and len(second.text) < 600


def _is_linked_headline(block: Block) -> bool:
    return block.linked > 0.95 and len(block.text) > 20 and any(map(_leads_away, block.hrefs))


def _is_door(unit: Unit, page_url: str) -> bool:
    """Whether a picture and a text lead to one and the same other page."""
    targets = [
        picture.href
        for picture in (block.picture for block in unit.photos)
        if picture is not None and picture.href and links_elsewhere(picture, page_url)
    ]
    hrefs = [href.strip().lstrip("./") for block in unit.texts for href in block.hrefs]
    return any(len(href) > 3 and target.endswith(href) for href in hrefs for target in targets)


def _is_teaser(unit: Unit, page_url: str) -> bool:
    """A picture that leads elsewhere, or a linked headline with its lead, also as entries of a list."""
    if any(block.picture is not None and links_elsewhere(block.picture, page_url) for block in unit.photos):
        return True
    if (
        unit.tag in ("ul", "ol")
        and len(unit.texts) > 1
        and _is_linked_headline(unit.texts[0])
        and not unit.texts[1].linked
    ):
        return True
    return any(block.linked >= 0.8 and block.level for block in unit.texts) or any(
        has_site_prefix(block.text) for block in unit.texts[1:]
    )


def without_biography(unit: Unit) -> Unit:
    """An author's box without what it tells of the author: name and office stay."""
    if len(unit.texts) in (2, 3) and _is_authors_card(unit):
        return Unit(unit.node, [unit.texts[0], *filter(lambda block: is_post(block.text), unit.texts[1:])])
    short = [block for block in unit.texts if len(block.text) <= 60]
    if (
        len(unit.texts) < 2
        or len(unit.texts) > 4
        or len(short) == len(unit.texts)
        or not BYLINE_CLASS.search(unit.names)
    ):
        return unit
    return Unit(unit.node, short) if any(is_marked_author(block) for block in short) else unit


def _is_authors_card(unit: Unit) -> bool:
    """Whether a box holds a name, and right below it the post of that person or a sentence of who that is; a face may
    stand beside."""
    name, below = unit.texts[0], unit.texts[1]
    if len(name.text) > MAX_NAME_CHARS or unit.node is None or len(unit.photos) > 1:
        return False
    if name.node is below.node or len(below.text) > MAX_BIOGRAPHY_CHARS or name.order + 1 != below.order:
        return False
    if is_post(below.text):
        has_face = bool(unit.photos) and unit.blocks[0].kind == "photo" and unit.photos[0].figure is None
        return has_face and name_score(name.text) >= 0.3
    if not below.text.startswith(f"{name.text} ") or not below.text.endswith("."):
        return False
    return name_score(name.text) >= 0.3


def is_related_line(block: Block) -> bool:
    """A line that only leads to another story: "Xem thêm: …", ">> …", or nothing but a link."""
    if RELATED_START.match(block.text) and (block.linked > 0.3 or len(block.text) < 160):
        return True
    if block.linked > 0.3 and _ADVERTISED.match(block.text):
        return True
    return block.linked >= 0.85 and any(_leads_away(href) for href in block.hrefs)


def is_advert(photo: Block, holders: Collection[Node]) -> bool:
    """Whether a picture says that it is an advert, or a link or a box right around it does that holds no text."""
    alt = photo.picture.alt if photo.picture is not None else ""
    if alt and ADVERT.match(alt):
        return True
    return any(
        node.tag in ("a", "div") and node not in holders and ADVERT_CLASS.search(names_of(node)) is not None
        for node in islice(photo.node.iterancestors(), MAX_ADVERT_DEPTH)
    )


def is_tool(block: Block) -> bool:
    """A button's, counter's or player's words."""
    text = block.text
    if len(text) <= MAX_GLANCE_CHARS and (TOOL.match(text) or TOOL_LINE.match(text)):
        return True
    if not text[:1].isalnum() and not any(char.isalnum() for char in text):
        return True
    if text[0].isdigit() and _SLIDE.fullmatch(text) and not block.level and block.bold < 0.5:
        return True
    if block.linked > 0.8 and len(text) < 120 and all(_is_button(href) for href in block.hrefs):
        return True
    if block.hrefs and _DOWNLOAD.search(text[-30:]) and all(map(DOCUMENT_FILE.search, block.hrefs)):
        return True
    return len(text) < 200 and (
        (text[0] in "{[" and _PLUGIN.fullmatch(text) is not None)
        or "{{" in text
        or text.startswith(("@extends", "@section", "@end", "<%"))
    )


def is_tag(block: Block) -> bool:
    """Whether class, id or the element's own name say that a short line is one of several tags."""
    if len(block.text) > MAX_TAG_CHARS:
        return False
    return any(TAG_CLASS.search(names_of(node)) for node in block.path[-3:])


def after_tag_label(block: Block) -> str | None:
    """What follows the label that a row of tags opens with, None where a line has none. A "Chủ đề" is one where links
    to tags follow it, or nothing but links behind a colon."""
    text = block.text
    label = TAG_LABEL.match(text)
    if label is None and block.linked > 0.5 and (label := _TOPIC_LABEL.match(text)) is not None:
        is_row = ":" in label[0] or all(TAG_HREF.search(href) for href in block.hrefs)
        label = label if is_row and label.end() < len(text) else None
    return text[label.end() :] if label is not None else None


def names_of(node: Node) -> str:
    """Class and id of an element, and its own name where the site gave it one."""
    tag = str(node.tag)
    own = f" {tag}" if "-" in tag else ""
    return f"{node.get('class') or ''} {node.get('id') or ''}{own}"


def inner_names(block: Block) -> str:
    """Class and id of the one inline element that a block's text stands in, "" where there is none."""
    node = block.node
    child = next(iter(node), None)  # counting the children of an element takes as long as it has children
    if child is None or child.getnext() is not None or (node.text and not node.text.isspace()):
        return ""
    if child.tag not in ("span", "strong", "b", "em", "i", "font", "a") or (
        child.tail and not child.tail.isspace()
    ):
        return ""
    return f"{child.get('class') or ''} {child.get('id') or ''}"


def is_marked_author(block: Block) -> bool:
    """Whether mark-up says that this is the author: class, microdata or the address of an author's page."""
    for href in block.hrefs:
        if AUTHOR_HREF.search(href):
            return True
    for node in block.path[-3:]:
        if _says_author(node):
            return True
    for child in block.node:
        if not isinstance(child.tag, str) or not _says_author(child):
            continue
        if clean("".join(child.itertext())) in block.text:
            return True
    return False


def is_author_alone(block: Block) -> bool:
    """Whether mark-up says of this line alone, not of what stands around it, that it is an author."""
    return any(AUTHOR_HREF.search(href) for href in block.hrefs) or _says_author(block.node)


def names_apart(block: Block, text: str) -> str | None:
    """The authors in a line, where mark-up gives each an element and no mark parts them, without the post of the last.

    Args:
        text: The line, perhaps without its date.
    """
    names = [
        name
        for child in block.node
        if isinstance(child.tag, str) and (_says_author(child) or AUTHOR_HREF.search(child.get("href") or ""))
        if (name := text_of(child)) and not is_post(name)
    ]
    row = " ".join(names)
    if not names or not text.startswith(row) or (len(names) == 1 and text == row):
        return None
    behind = text[len(row) :].strip()
    if behind and not (is_post(behind) or is_title(behind)):
        return None
    return ", ".join(names) if all(byline_score(name) > 0.2 for name in names) else None


def leads_to_story(block: Block) -> bool:
    """Whether a dated line is the linked headline of another story."""
    if block.linked < 0.4:
        return False
    return any(
        len(text_of(anchor)) >= MIN_STORY_CHARS and not AUTHOR_HREF.search(anchor.get("href") or "")
        for anchor in block.node.iter("a")
    )


def is_avatar(block: Block) -> bool:
    """Whether a class says that a picture is the author's face."""
    return any("avatar" in (node.get("class") or "") for node in (block.node, *block.path[-2:]))


def is_author_box(block: Block) -> bool:
    return any(BYLINE_CLASS.search(node.get("class") or "") for node in block.path[-3:])


def _says_author(node: Node) -> bool:
    names = node.keys()
    if not names and "-" not in str(node.tag):
        return False
    if "rel" in names and node.get("rel") == "author":
        return True
    if "itemprop" in names and "author" in (node.get("itemprop") or ""):
        return True
    if "-" in str(node.tag) and BYLINE_CLASS.search(str(node.tag)):
        return True
    if "class" in names or "id" in names:
        return BYLINE_CLASS.search(f"{node.get('class', '')} {node.get('id', '')}") is not None
    return False


def _is_button(href: str) -> bool:
    """Whether a link does something on the page itself."""
    return href.strip() == "#" or href.lower().lstrip().startswith("javascript:")


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith(("#", "mailto:", "tel:"))
