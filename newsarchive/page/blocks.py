"""The tree flattened into blocks: runs of text and photos in reading order, each with how it looks and where it stands.

One pass over the tree, no recursion; hidden parts, scripts and forms' controls are left out on the way.
Everything that decides what a block *is* looks only at this list.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

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
_ACTIVE_TAGS = frozenset({"br", "img", "amp-img", "video"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)", re.IGNORECASE
)
_HIDDEN_CLASSES = frozenset(
    {"hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text", "element-invisible"}
)
_RESPONSIVE = re.compile(r"\bd-\w+-\w+|\b(?:sm|md|lg|xl):")
_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_ALIGN_CLASSES = {
    "text-center": "center", "align-center": "center", "pcenter": "center", "center": "center",
    "aligncenter": "center", "text-right": "right", "text-end": "right", "align-right": "right", "pright": "right",
    "right": "right", "text-justify": "justify", "justify": "justify", "text-left": "left",
}  # fmt: skip
_SENTENCE_END = (".", "!", "?", "…", ":", ";", '."', ".”", "!”", "?”", ")", "”", '"')
_TIME_START = re.compile(r"\d{1,2}(?:[/:.-]\d| (?:giây|phút|giờ|ngày|tuần|tháng) trước)")
_COMBINING = "".join(map(chr, range(0x300, 0x370)))
_DATE_END = re.compile(
    r"(?:[/.-]\d{1,2}[/.-]|(?:năm|tháng \d{1,2},?) )(?:19|20)\d\d$|\d[:h]\d\d$|\d ?[AP]M$|gmt ?\+\d\d?\)$",
    re.IGNORECASE,
)
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
    figure: Node | None = None
    """Nearest figure around it."""
    table: Node | None = None
    """Nearest table around it."""
    text: str = ""
    tag: str = ""
    bold: float = 0.0
    italic: float = 0.0
    linked: float = 0.0
    """Shares of characters, 0 to 1, that are bold, italic, inside links."""
    align: str = ""
    hrefs: tuple[str, ...] = ()
    picture: Picture | None = None
    lines: int = 1
    """How many lines, parted by single <br>, are joined in the text."""
    reads: bool | None = None
    """Whether it reads like running text (`body.is_paragraph`), once asked."""

    @property
    def level(self) -> int:
        """Heading level 1 to 6, 0 for other blocks."""
        return HEADINGS.get(self.tag, 0)


@dataclass(slots=True, eq=False)
class Flow:
    """The blocks of a page or of parts of it in reading order: `blocks[n].order == n`."""

    blocks: list[Block] = field(default_factory=list)
    spans: dict[Node, tuple[int, int]] = field(default_factory=dict)
    """Block-level elements that hold blocks → order of the first one, and of the one after the last."""

    def inside(self, node: Node) -> list[Block]:
        """The blocks that an element holds."""
        first, end = self.spans.get(node, (0, 0))
        return self.blocks[first:end]


@dataclass(slots=True, eq=False)
class _Line:
    """Text being collected up to the next <br>."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    italic: int = 0
    linked: int = 0
    hrefs: list[str] = field(default_factory=list)
    lines: int = 1

    def text(self) -> str:
        parts = self.parts
        text = (parts[0] if len(parts) == 1 else "".join(parts)).strip()
        if "  " in text or not text.isprintable():  # line ends, blanks of other kinds
            text = " ".join(text.split())
        return clean(text)


class Look(NamedTuple):
    """What one attribute says of how its element looks."""

    hidden: bool = False
    align: str = ""
    bold: int = 0
    italic: int = 0
    is_block: bool = False


_PLAIN = Look()
_EMPHASIS = {
    **dict.fromkeys(("b", "strong"), Look(bold=1)),
    **dict.fromkeys(("i", "em", "cite"), Look(italic=1)),
}


@lru_cache(maxsize=2048)
def _styled(style: str) -> Look:
    """What a style attribute says."""
    align = _ALIGN.search(style) if "align" in style else None
    bold = italic = 0
    if "font-" in style:
        lower = style.lower().replace(" ", "")
        bold = int("font-weight:bold" in lower or "font-weight:7" in lower or "font-weight:6" in lower)
        italic = int("font-style:italic" in lower)
    return Look(
        _HIDDEN.search(style) is not None,
        align[1].lower() if align else "",
        bold,
        italic,
        _BLOCK_STYLE.search(style) is not None,
    )


@lru_cache(maxsize=4096)
def _classed(classes: str) -> Look:
    """What a class attribute says in the words of usual style sheets."""
    names = classes.split()
    hidden = not _HIDDEN_CLASSES.isdisjoint(names) and not _RESPONSIVE.search(classes)
    aligns = (_ALIGN_CLASSES[name] for name in map(str.lower, names) if name in _ALIGN_CLASSES)
    return Look(hidden, next(aligns, ""))


Frame: TypeAlias = tuple[str, int, Node | None, Node | None]
"""What holds inside a block-level element: alignment, order of the first block, nearest figure, nearest table."""
_NO_FRAME: Frame = ("", 0, None, None)


class Walker:
    """Flattens subtrees into one list of blocks."""

    def __init__(self, *, base: str, skip: Collection[Node] = (), hidden_too: bool = False) -> None:
        """`base`: address that relative addresses start from. `skip`: elements left out with all they hold."""
        self.flow = Flow()
        self._blocks = self.flow.blocks
        self._base = base
        self._skip = frozenset(skip)
        self._hidden_too = hidden_too
        self._line = _Line()
        self._lines: list[_Line] = []
        """Lines before the present one that no paragraph has ended yet."""
        self._stack: list[Node] = []
        self._frames: list[Frame] = [_NO_FRAME]
        """What holds inside each element of the stack, one more at the bottom."""
        self._path: tuple[Node, ...] | None = None
        self._marks: list[tuple[Node, int, int, bool]] = []
        """Open inline elements that mean something: (element, bold, italic, is a link)."""
        self._links: list[Node] = []
        self._styled: set[Node] = set()
        """Inline elements that their style makes blocks."""
        self._bold = self._italic = 0

    def walk(self, root: Node) -> Flow:
        """The subtree in reading order, appended to those of earlier walks."""
        events = etree.iterwalk(root, events=("start", "end"))
        skip, blocks, marks, styled = self._skip, self._blocks, self._marks, self._styled
        skipped: Node | None = None
        for event, node in events:
            tag: Any = node.tag  # text: comments and the like are not parsed
            if event == "end":
                if node is skipped:
                    skipped = None
                elif tag in BLOCK_TAGS or (styled and node in styled):
                    self._leave_block(node)
                elif marks and marks[-1][0] is node:
                    self._leave_inline()
                text = node.tail if node is not root else None
            elif tag in SKIP_TAGS or (skip and node in skip) or not self._enter(node, tag, root):
                if len(blocks) >= MAX_BLOCKS:
                    break
                events.skip_subtree()
                skipped = node
                continue
            else:
                text = node.text
            if not text:
                continue
            if not text.isspace():
                self._collect(text)
            elif self._line.parts:
                self._line.parts.append(" ")
        self._flush()
        while self._stack:
            self._leave_block(self._stack[-1])
        return self.flow

    def _enter(self, node: Node, tag: str, root: Node) -> bool:
        """Enter an element; False where its inside is not to be read."""
        style = classes = _PLAIN
        names = node.keys()
        if names:
            if "class" in names:
                classes = _classed(node.get("class"))
            if "style" in names:
                style = _styled(node.get("style"))
            if (
                classes.hidden
                or style.hidden
                or "hidden" in names
                or ("aria-hidden" in names and node.get("aria-hidden") == "true")
            ) and not (self._hidden_too or node is root):
                return False
        if tag in BLOCK_TAGS:
            align = style.align
            if not align:
                stated = node.get("align") if tag != "table" and "align" in names else None
                align = stated.lower() if stated else "center" if tag == "center" else classes.align
            return self._enter_block(node, tag, align, style)
        if style.is_block and tag == "span":
            self._styled.add(node)
            return self._enter_block(node, tag, style.align, style)
        if tag in _ACTIVE_TAGS and not self._act(node, tag):
            return False
        emphasis = _EMPHASIS.get(tag, style)
        if tag == "a":
            self._links.append(node)
            self._mark(node, emphasis, is_link=True)
        elif emphasis.bold or emphasis.italic:
            self._mark(node, emphasis, is_link=False)
        return True

    def _act(self, node: Node, tag: str) -> bool:
        """What a line break, a picture or a player does; False where the inside is not to be read."""
        if tag == "br":
            self._break()
        elif tag == "video":
            self._flush()
            self._add_block("video", node)
            return False
        else:
            self._add_photo(node)
        return True

    def _mark(self, node: Node, look: Look, *, is_link: bool) -> None:
        self._marks.append((node, look.bold, look.italic, is_link))
        self._bold += look.bold
        self._italic += look.italic

    def _enter_block(self, node: Node, tag: str, align: str, style: Look) -> bool:
        if self._line.parts or self._lines:
            self._flush()
        first = len(self._blocks)
        if first >= MAX_BLOCKS:
            return False
        if len(self._stack) < MAX_DEPTH:
            above, _, figure, table = self._frames[-1]
            if tag == "figure":
                figure = node
            elif tag == "table":
                table = node
            self._stack.append(node)
            self._frames.append((align or above, first, figure, table))
            self._path = None
        if style.bold or style.italic:
            self._mark(node, style, is_link=False)
        return True

    def _leave_inline(self) -> None:
        _, bold, italic, is_link = self._marks.pop()
        self._bold -= bold
        self._italic -= italic
        if is_link:
            self._links.pop()

    def _leave_block(self, node: Node) -> None:
        if self._line.parts or self._lines:
            self._flush()
        if self._marks and self._marks[-1][0] is node:
            self._leave_inline()
        if self._stack and self._stack[-1] is node:
            self._stack.pop()
            first, end = self._frames.pop()[1], len(self._blocks)
            self._path = None
            if first < end:
                self.flow.spans[node] = (first, end)

    def _collect(self, text: str) -> None:
        """Add a text that is more than blanks to the present line."""
        line = self._line
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
        if self._line.size:
            self._lines.append(self._line)
            self._line = _Line()
        elif self._lines:
            self._flush()

    def _flush(self) -> None:
        """End the paragraph: its lines become blocks, several where a single <br> parts them."""
        line, lines = self._line, self._lines
        self._line = _Line()
        if not lines:
            text = line.text() if line.size else ""
            if text:
                self._add_text(text, line)
            return
        self._lines = []
        group: list[tuple[str, _Line]] = []
        for each in (*lines, line):
            text = each.text() if each.size else ""
            if not text:
                continue
            if group and _parts_here(group[-1], (text, each)):
                self._add_text(*_joined(group))
                group = []
            group.append((text, each))
        if group:
            self._add_text(*_joined(group))

    def _add_text(self, text: str, line: _Line) -> None:
        node, size = self._stack[-1], line.size
        block = self._add_block("text", node)
        block.text = text
        block.tag = str(node.tag)
        block.lines = line.lines
        if line.bold:
            block.bold = line.bold / size
        if line.italic:
            block.italic = line.italic / size
        if line.linked:
            block.linked = line.linked / size
            block.hrefs = tuple(line.hrefs)

    def _add_photo(self, node: Node) -> None:
        picture = picture_of(node, self._base, self._links[-1].get("href") if self._links else None)
        if picture is not None:
            self._flush()
            self._add_block("photo", node).picture = picture

    def _add_block(self, kind: Kind, node: Node) -> Block:
        if self._path is None:
            self._path = tuple(self._stack)
        align, _, figure, table = self._frames[-1]
        block = Block(kind, node, len(self._blocks), self._path, figure, table)
        if kind == "text":
            block.align = align
        self._blocks.append(block)
        return block


def _joined(group: list[tuple[str, _Line]]) -> tuple[str, _Line]:
    """The lines of one paragraph as one."""
    if len(group) == 1:
        return group[0]
    whole = _Line(lines=len(group))
    for _, line in group:
        whole.size += line.size
        whole.bold += line.bold
        whole.italic += line.italic
        whole.linked += line.linked
        whole.hrefs += line.hrefs
    return " ".join(text for text, _ in group), whole


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
    if "\u0300" <= last <= "\u036f":
        last = before.rstrip(_COMBINING)[-1:]
    if last.isspace() or first.isspace():
        return False
    if first.isdigit() and (last.isdigit() or last in "M)"):
        return _DATE_END.search(before) is not None
    if first.isupper():
        return last.islower() or (last.isdigit() and len(after) > 3)
    return last.islower() and first.isdigit() and _TIME_START.match(after) is not None
