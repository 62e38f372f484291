"""The tree flattened into blocks: runs of text and photos in reading order, each with how it looks and where it stands.

One pass over the tree, no recursion; hidden parts, scripts and forms' controls are left out on the way.
Everything that decides what a block *is* looks only at this list.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lxml import etree

from newsarchive.page.images import Picture, picture_of
from newsarchive.page.words import DATE_GLANCE, date_share
from newsarchive.text.clean import clean

Node = etree._Element
MAX_BLOCKS = 6_000
"""Pages with more are catalogues or attacks; the rest is not read."""
MAX_DEPTH = 200
"""Block-level elements nested deeper are read as if they were inline."""

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SKIP_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
        "input",
        "object",
        "embed",
        "head",
        "iframe",
        "audio",
        "map",
        "canvas",
        "option",
        "datalist",
        "progress",
        "dialog",
        "link",
        "meta",
        "amp-ad",
        "amp-analytics",
    ]
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_EMPHASIS = {"b": (1, 0), "strong": (1, 0), "i": (0, 1), "em": (0, 1), "cite": (0, 1)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)", re.IGNORECASE
)
_HIDDEN_CLASSES = frozenset({"hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text"})
_RESPONSIVE = re.compile(r"\bd-\w+-\w+|\b(?:sm|md|lg|xl):")
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_ALIGN_CLASSES = {
    "text-center": "center", "align-center": "center", "pcenter": "center", "center": "center",
    "aligncenter": "center", "text-right": "right", "text-end": "right", "align-right": "right", "pright": "right",
    "right": "right", "text-justify": "justify", "justify": "justify", "text-left": "left",
}  # fmt: skip
_SENTENCE_END = (".", "!", "?", "…", ":", ";", '."', ".”", "!”", "?”", ")", "”", '"')
_TIME_START = re.compile(r"\d{1,2}[/:.-]\d")
_LONG_LINE = 60
"""Characters from which a line made by a single <br> counts as running text."""

Kind = Literal["text", "photo", "video"]


@dataclass(slots=True, eq=False)
class Block:
    """One run of text, one photo or one video."""

    kind: Kind
    node: Node
    """The block-level element it stands in; for photos the image itself."""
    order: int
    path: tuple[Node, ...] = field(repr=False)
    """Block-level elements around it, outermost first; the last one is `node` for text."""
    text: str = ""
    tag: str = ""
    bold: float = 0.0
    italic: float = 0.0
    linked: float = 0.0
    """Shares of characters, 0 to 1, that are bold, italic, inside links."""
    align: str = ""
    hrefs: tuple[str, ...] = ()
    figure: Node | None = None
    """Nearest figure around it."""
    table: Node | None = None
    """Nearest table around it."""
    picture: Picture | None = None
    reads: bool | None = None
    """Whether it reads like running text (`body.is_paragraph`), once asked."""

    @property
    def level(self) -> int:
        """Heading level 1 to 6, 0 for other blocks."""
        return HEADINGS.get(self.tag, 0)


@dataclass(slots=True, eq=False)
class _Line:
    """Text being collected up to the next <br>."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    italic: int = 0
    linked: int = 0
    hrefs: list[str] = field(default_factory=list)

    def text(self) -> str:
        return clean(" ".join("".join(self.parts).split()))


def _is_hidden(node: Node, names: list[str], style: str | None, classes: str | None) -> bool:
    """Whether the page hides the element from everybody; `names` are its attributes."""
    if style is not None and _is_hidden_style(style):
        return True
    if "hidden" in names or ("aria-hidden" in names and node.get("aria-hidden") == "true"):
        return True
    return classes is not None and _is_hidden_class(classes)


@lru_cache(maxsize=2048)
def _is_hidden_style(style: str) -> bool:
    return _HIDDEN.search(style) is not None


@lru_cache(maxsize=4096)
def _is_hidden_class(classes: str) -> bool:
    return not _HIDDEN_CLASSES.isdisjoint(classes.split()) and not _RESPONSIVE.search(classes)


class Walker:
    """Flattens subtrees into one list of blocks."""

    def __init__(self, *, base: str, skip: Collection[Node] = (), hidden_too: bool = False) -> None:
        """`base`: address that relative addresses start from. `skip`: elements left out with all they hold."""
        self.blocks: list[Block] = []
        self._base = base
        self._skip = frozenset(skip)
        self._hidden_too = hidden_too
        self._lines: list[_Line] = [_Line()]
        self._stack: list[Node] = []
        self._aligns: list[str] = []
        self._path: tuple[Node, ...] | None = None
        self._figures: list[Node] = []
        self._tables: list[Node] = []
        self._links: list[Node] = []
        self._bold = self._italic = 0
        self._emphases: list[tuple[Node, tuple[int, int]]] = []

    def walk(self, root: Node) -> list[Block]:
        """Blocks of the subtree in reading order, appended to those of earlier walks."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: Node | None = None
        skip, hidden_too, blocks = self._skip, self._hidden_too, self.blocks
        links, emphases = self._links, self._emphases
        for event, node in walker:
            tag = node.tag
            if event == "start":
                if len(blocks) >= MAX_BLOCKS:
                    break
                if tag in SKIP_TAGS or (skip and node in skip):
                    walker.skip_subtree()
                    skipped = node
                    continue
                names = node.keys()
                style = classes = None
                if names:
                    style = node.get("style") if "style" in names else None
                    classes = node.get("class") if "class" in names else None
                    if not hidden_too and node is not root and _is_hidden(node, names, style, classes):
                        walker.skip_subtree()
                        skipped = node
                        continue
                if self._open(node, str(tag), style, classes):
                    walker.skip_subtree()
                    skipped = node
                continue
            if node is skipped:
                skipped = None
            elif tag in BLOCK_TAGS or links or emphases:
                self._close(node, tag)
            if node is not root:
                tail = node.tail
                if tail:
                    self._collect(tail)
        self._flush()
        self._stack.clear()
        self._aligns.clear()
        self._path = None
        return self.blocks

    def _open(self, node: Node, tag: str, style: str | None, classes: str | None) -> bool:
        """Enter an element; True where its inside is not to be read."""
        if tag in BLOCK_TAGS:
            if len(self._lines) > 1 or self._lines[0].parts:
                self._flush()
            if len(self._stack) < MAX_DEPTH:
                self._stack.append(node)
                align = _alignment(node, tag, style, classes)
                self._aligns.append(align or (self._aligns[-1] if self._aligns else ""))
                self._path = None
            if tag == "figure":
                self._figures.append(node)
            elif tag == "table":
                self._tables.append(node)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._links.append(node)
        elif tag == "img" or tag == "amp-img":
            self._add_photo(node)
        elif tag == "video":
            self._flush()
            self._add("video", node)
            return True
        emphasis = _EMPHASIS.get(tag)
        if emphasis is None and style is not None:
            emphasis = _styled(style)
        if emphasis is not None:
            self._emphases.append((node, emphasis))
            self._bold += emphasis[0]
            self._italic += emphasis[1]
        text = node.text
        if text:
            self._collect(text)
        return False

    def _close(self, node: Node, tag: object) -> None:
        if self._emphases and self._emphases[-1][0] is node:
            _, (bold, italic) = self._emphases.pop()
            self._bold -= bold
            self._italic -= italic
        if tag in BLOCK_TAGS:
            if len(self._lines) > 1 or self._lines[0].parts:
                self._flush()
            if self._stack and self._stack[-1] is node:
                self._stack.pop()
                self._aligns.pop()
                self._path = None
            if self._figures and self._figures[-1] is node:
                self._figures.pop()
            elif self._tables and self._tables[-1] is node:
                self._tables.pop()
        elif self._links and self._links[-1] is node:
            self._links.pop()

    def _collect(self, text: str) -> None:
        line = self._lines[-1]
        if text.isspace():
            if line.parts:
                line.parts.append(" ")
            return
        size = len(text.strip())
        if line.parts and _are_apart(line.parts[-1], text):
            line.parts.append(" ")
        line.parts.append(text)
        line.size += size
        if self._bold > 0:
            line.bold += size
        if self._italic > 0:
            line.italic += size
        if self._links:
            line.linked += size
            line.hrefs.append(self._links[-1].get("href") or "")

    def _break(self) -> None:
        """A <br>: the second one in a row ends the paragraph."""
        if self._lines[-1].size:
            self._lines.append(_Line())
        elif len(self._lines) > 1:
            self._flush()

    def _flush(self) -> None:
        lines = self._lines
        if len(lines) == 1:
            line = lines[0]
            if line.size:
                text = line.text()
                if text:
                    self._add_text([(text, line)])
            elif not line.parts:
                return
            self._lines = [_Line()]
            return
        self._lines = [_Line()]
        group: list[tuple[str, _Line]] = []
        for line in lines:
            text = line.text() if line.size else ""
            if not text:
                continue
            if group and _parts_here(group[-1], (text, line)):
                self._add_text(group)
                group = []
            group.append((text, line))
        if group:
            self._add_text(group)

    def _add_text(self, group: list[tuple[str, _Line]]) -> None:
        if len(group) == 1:
            text, line = group[0]
            size, bold, italic, linked = line.size, line.bold, line.italic, line.linked
            hrefs = line.hrefs
        else:
            text = " ".join(text for text, _ in group)
            size = sum(line.size for _, line in group)
            bold, italic = sum(line.bold for _, line in group), sum(line.italic for _, line in group)
            linked = sum(line.linked for _, line in group)
            hrefs = [href for _, line in group for href in line.hrefs]
        node = self._stack[-1]
        block = self._add("text", node)
        block.text = text
        block.tag = str(node.tag)
        block.align = self._aligns[-1]
        if bold:
            block.bold = bold / size
        if italic:
            block.italic = italic / size
        if linked:
            block.linked = linked / size
            block.hrefs = tuple(hrefs)

    def _add_photo(self, node: Node) -> None:
        picture = picture_of(node, self._base, self._links[-1].get("href") if self._links else None)
        if picture is not None:
            self._flush()
            self._add("photo", node).picture = picture

    def _add(self, kind: Kind, node: Node) -> Block:
        if self._path is None:
            self._path = tuple(self._stack)
        block = Block(kind, node, len(self.blocks), self._path)
        if self._figures:
            block.figure = self._figures[-1]
        if self._tables:
            block.table = self._tables[-1]
        self.blocks.append(block)
        return block


def _parts_here(above: tuple[str, _Line], below: tuple[str, _Line]) -> bool:
    """Whether a single <br> between two lines parts paragraphs: a sentence ended, or one line is a heading."""
    text, line = above
    next_text, next_line = below
    if _is_date(text) != _is_date(next_text):
        return True
    if line.linked >= line.size and not next_line.linked and len(text) > 20 and next_line.size > 20:
        return True  # a linked headline above its lead
    if (line.bold >= line.size) != (next_line.bold >= next_line.size):
        return True
    if not text.endswith(_SENTENCE_END) or next_text[0].islower():
        return False
    return len(text) >= _LONG_LINE or len(next_text) >= _LONG_LINE


def _is_date(text: str) -> bool:
    return len(text) < 90 and DATE_GLANCE.search(text) is not None and date_share(text) > 0.7


def _are_apart(before: str, after: str) -> bool:
    """Whether two runs of text that touch are two words set apart by style: "Mai Khuê" and "Thứ Năm, 18/4/2024"."""
    last, first = before[-1], after[0]
    if last.isspace() or first.isspace():
        return False
    if first.isupper():
        return last.islower() or (last.isdigit() and len(after) > 3)
    return last.islower() and first.isdigit() and _TIME_START.match(after) is not None


def _alignment(node: Node, tag: str, style: str | None, classes: str | None) -> str:
    if style is not None and "align" in style:
        match = _ALIGN.search(style)
        if match:
            return match[1].lower()
    align = node.get("align")
    if align and tag != "table":
        return align.lower()
    if tag == "center":
        return "center"
    return _class_alignment(classes) if classes else ""


@lru_cache(maxsize=4096)
def _class_alignment(classes: str) -> str:
    return next((_ALIGN_CLASSES[name] for name in classes.lower().split() if name in _ALIGN_CLASSES), "")


@lru_cache(maxsize=2048)
def _styled(style: str) -> tuple[int, int] | None:
    """(bold, italic) that a style attribute adds; None where it changes nothing."""
    if "font-" not in style:
        return None
    lower = style.lower().replace(" ", "")
    bold = 1 if "font-weight:bold" in lower or "font-weight:7" in lower or "font-weight:6" in lower else 0
    italic = 1 if "font-style:italic" in lower else 0
    return (bold, italic) if bold or italic else None
