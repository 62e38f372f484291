"""One pass over the tree that flattens it into blocks: no recursion; hidden parts, scripts and forms' controls are left
out on the way. The loop is written for speed: it meets every element of every page.
"""

import re
from collections.abc import Collection
from itertools import chain, islice
from typing import Any, TypeAlias

from lxml import etree

from newsarchive.page.blocks import Block, Flow, Kind, Node
from newsarchive.page.images import picture_of
from newsarchive.page.lines import Line, are_apart, joined, part_here
from newsarchive.page.looks import BLOCK_TAGS, EMPHASIS, PLAIN, SKIP_TAGS, Look, classed, styled

MAX_BLOCKS = 6_000
"""Pages with more are catalogues or attacks; the rest is not read."""
MAX_DEPTH = 200
"""Block-level elements nested deeper are read as if they were inline."""
MAX_BUTTON_CHARS = 40
MAX_SLIDES = 20
_UNFOLD = re.compile(
    r"(?:^|[.…\s])(?:xem thêm|đọc tiếp|xem tiếp|xem toàn bộ|xem đầy đủ)(?: nội dung| bài viết)?\W*$",
    re.IGNORECASE,
)
_ACTIVE_TAGS = frozenset({"br", "img", "amp-img", "video", "time"})
Frame: TypeAlias = tuple[str, int, Node | None, Node | None]
"""What holds inside a block-level element: alignment, order of the first block, nearest figure, nearest table."""
_NO_FRAME: Frame = ("", 0, None, None)


def _is_slide(node: Node) -> bool:
    """Whether an element is hidden only as long as the one beside it is shown, as pictures of a slider are."""
    before = islice(node.itersiblings(preceding=True), MAX_SLIDES)
    return any(
        other.tag == node.tag and other.get("aria-hidden") == "false"
        for other in chain(before, islice(node.itersiblings(), MAX_SLIDES))
    )


class Walker:
    """Flattens subtrees into one list of blocks."""

    def __init__(self, *, base: str, skip: Collection[Node] = (), hidden_too: bool = False) -> None:
        """`base`: address that relative addresses start from. `skip`: elements left out with all they hold."""
        self.flow = Flow()
        self._blocks = self.flow.blocks
        self._base = base
        self._skip = frozenset(skip)
        self._hidden_too = hidden_too
        self._line = Line()
        self._lines: list[Line] = []
        """Lines before the present one that no paragraph has ended yet."""
        self._stack: list[Node] = []
        self._frames: list[Frame] = [_NO_FRAME]
        """What holds inside each element of the stack, one more at the bottom."""
        self._path: tuple[Node, ...] | None = None
        self._marks: list[tuple[Node, int, int, bool]] = []
        """Open inline elements that mean something: (element, bold, italic, is a link)."""
        self._fonts: list[tuple[Node, str]] = []
        """Inline <font> elements that are open and set a size, with it."""
        self._links: list[Node] = []
        self._styled: set[Node] = set()
        """Inline elements that are read as blocks: those that their style makes so, and a root."""
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
                if "-" in tag and self._line.parts:
                    self._line.parts.append(" ")  # an icon between two words
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
        style = classes = PLAIN
        names = node.keys()
        if names:
            if "class" in names:
                classes = classed(node.get("class"))
            if "style" in names:
                style = styled(node.get("style"))
            if (
                classes.hidden
                or style.hidden
                or "hidden" in names
                or ("aria-hidden" in names and node.get("aria-hidden") == "true" and not _is_slide(node))
            ) and not (self._hidden_too or node is root or self._is_unfolded(node)):
                return False
            if classes.bold or classes.italic:
                style = style._replace(bold=classes.bold or style.bold, italic=classes.italic or style.italic)
        if tag in BLOCK_TAGS:
            align = style.align
            if not align:
                stated = node.get("align") if tag != "table" and "align" in names else None
                align = stated.lower() if stated else "center" if tag == "center" else classes.align
                align = "center" if align == "middle" else align
            return self._enter_block(node, tag, align, style)
        if node is root or (tag == "span" and (style.is_block or classes.is_block)):
            self._styled.add(node)
            entered = self._enter_block(node, tag, style.align, style)
            return entered and (tag not in _ACTIVE_TAGS or self._act(node, tag))
        if tag in _ACTIVE_TAGS:
            if not self._act(node, tag):
                return False
        elif "-" in tag:  # an element of the site's own: a card, a player, a box
            self._styled.add(node)
            return self._enter_block(node, tag, style.align, style)
        emphasis = EMPHASIS.get(tag, style)
        if tag == "a":
            self._links.append(node)
            self._mark(node, emphasis, is_link=True)
        elif tag == "font" and "size" in names:
            self._fonts.append((node, node.get("size") or ""))
            self._mark(node, emphasis, is_link=False)
        elif emphasis.bold or emphasis.italic:
            self._mark(node, emphasis, is_link=False)
        return True

    def _is_unfolded(self, node: Node) -> bool:
        """Whether the line before or the element behind is the button that shows the rest of a text: "Xem thêm"."""
        line = self._line.parts or (self._blocks[-1].text if self._blocks else "")
        if _UNFOLD.search("".join(line)[-MAX_BUTTON_CHARS:]):
            return True
        behind = node.getnext()
        if behind is None or not isinstance(behind.tag, str) or len(behind) > 2:
            return False
        return _UNFOLD.search("".join(behind.itertext())[:MAX_BUTTON_CHARS].strip()) is not None

    def _act(self, node: Node, tag: str) -> bool:
        """What a line break, a picture, a player or a time does; False where the inside is not to be read."""
        if tag == "br":
            self._break()
        elif tag == "time":
            if self._line.parts:
                self._line.parts.append(" ")  # a name that touches it
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
                if table is not None:
                    above = ""  # how a cell is set does not go on into a table that stands in it
                table = node
            self._stack.append(node)
            self._frames.append((align or above, first, figure, table))
            self._path = None
        if style.bold or style.italic:
            self._mark(node, style, is_link=False)
        return True

    def _leave_inline(self) -> None:
        node, bold, italic, is_link = self._marks.pop()
        self._bold -= bold
        self._italic -= italic
        if is_link:
            self._links.pop()
        elif self._fonts and self._fonts[-1][0] is node:
            self._fonts.pop()

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
        font = self._fonts[-1][1] if self._fonts else ""
        line.font = font if not line.size or font == line.font else ""
        if line.parts and are_apart(line.parts[-1], text):
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
            self._line = Line()
        elif self._lines:
            self._flush()

    def _flush(self) -> None:
        """End the paragraph: its lines become blocks, several where a single <br> parts them."""
        line, lines = self._line, self._lines
        self._line = Line()
        if not lines:
            text = line.text() if line.size else ""
            if text:
                self._add_text(text, line)
            return
        self._lines = []
        group: list[tuple[str, Line]] = []
        for each in (*lines, line):
            text = each.text() if each.size else ""
            if not text:
                continue
            if group and part_here(group[-1], (text, each)):
                self._add_text(*joined(group))
                group = []
            group.append((text, each))
        if group:
            self._add_text(*joined(group))

    def _add_text(self, text: str, line: Line) -> None:
        node, size = self._stack[-1], line.size
        block = self._add_block("text", node)
        block.text = text
        block.tag = str(node.tag)
        if node.get("role") == "heading":
            block.tag = f"h{node.get('aria-level') or 2}"
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
