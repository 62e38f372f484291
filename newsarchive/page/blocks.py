"""What a page is flattened into: runs of text and photos in reading order, each with how it looks and where it stands.

Everything that decides what a block *is* looks only at this list; `walk` makes it.
"""

from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from newsarchive.page.images import Picture

Node = etree._Element
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
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

    @property
    def holder(self) -> Node | None:
        """The block-level element around its own, None for text that stands loose in the page itself."""
        return self.path[-2] if len(self.path) > 1 else None


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
