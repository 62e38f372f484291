"""What is known before a region of a page is read, and what is read from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from lxml import etree

from newsarchive.model.article import Photo
from newsarchive.page.blocks import Block

Node = etree._Element


@dataclass(slots=True, kw_only=True)
class Frame:
    """What is known of the page before its region is read."""

    url: str
    title: str | None = None
    root: Node | None = None
    """The element of the running text; None where several do (placed bodies)."""
    holders: Collection[Node] = ()
    first: int = 0
    """Order of the first paragraph of the running text."""
    last: int = 0
    main: Node | None = None
    """Order of the last paragraph, and the element that most of them stand in."""
    apart: Sequence[tuple[int, int]] = ()
    """Spans of blocks that are not the article's whatever they say."""
    description: str = ""
    """What the head gives as summary."""
    above: Sequence[Block] = ()
    """Blocks just above the headline that belong to the article."""
    placed: bool = False
    """Whether a site's selectors chose the blocks: then everything is inside the text."""
    lead: str | None = None
    """Lead that a site's selectors found."""
    caption_nodes: frozenset[Node] = frozenset()


@dataclass(slots=True, kw_only=True)
class Region:
    """Fields read from a region, as printed."""

    lead: str | None = None
    body: list[str] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    byline: str | None = None
    agency: str | None = None
    dates: list[Block] = field(default_factory=list)
    """Printed date lines, those near the title first."""
    has_video: bool = False
    last: int | None = None
    """Order of the block of the last paragraph, of the last picture where no paragraph is; None where neither is."""
    foreign: set[int] = field(default_factory=set)
    """Orders of blocks in boxes that are not the article's."""
