"""Where the running text stands: the element that holds it, and the blocks from its first to its last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from newsarchive.page.behind import own_paragraphs
from newsarchive.page.blocks import HEADINGS, Block, Flow
from newsarchive.page.boxes import is_box
from newsarchive.page.glance import MAX_GLANCE_CHARS
from newsarchive.page.markup import CAPTION_CLASS, COMMENTS_CLASS, LEAD_CLASS, RELATED_CLASS
from newsarchive.page.parts import is_part
from newsarchive.page.prose import (
    MAX_DATE_LINE_CHARS,
    is_date_line,
    is_paragraph,
    is_prose,
    opens_document,
    verse_in,
)
from newsarchive.page.teasers import follows_link
from newsarchive.page.words import DATE_GLANCE, END_LABEL, IMPRINT, LICENCE, TOOL, date_share, is_licence
from newsarchive.text.dateline import has_site_prefix

Node = etree._Element
MIN_TEXT_CHARS = 150
"""A headline with less text around it is not the article's."""
MAX_LEAD_BOX = 3
"""Blocks in a box that holds a lead and hardly more."""
MIN_TOLD_PHOTOS = 3
"""With captions, below a lead: an article that is told in photos."""
MAX_HEADING_LINES = 16
"""Short lines of a document's heading."""
_SHARES = (1.0, 0.62, 0.4, 0.25)
"""How much of a paragraph's weight goes to its holder, to the holder's parent, and so on; elements around nothing
but this one paragraph do not count."""
FOREIGN_TAGS = frozenset({"footer", "nav", "aside"})
_BETWEEN = frozenset({"tr", "tbody", "thead", "dl", "ul", "ol", "header"})
"""Elements that only carry others: no level of their own."""
_INNER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "pre", "figcaption"})


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """`root` holds the text; `holders` are the elements whose children are its paragraphs."""

    root: Node
    holders: frozenset[Node]
    first: int
    last: int
    """Orders of the first and the last paragraph."""
    main: Node
    """The holder that most of the text stands in; after the last paragraph what lies outside it is not text."""
    apart: tuple[tuple[int, int], ...] = ()
    """Spans of comments and of folded panels, which are not the article's."""


def find_body(
    flow: Flow, headline: Block | None, *, captions: bool = False, verse: bool = False
) -> BodyPlace | None:
    """The place of the running text after the headline, or None where no paragraph is.

    With `captions`, texts under photos count too: for articles that are told in captions alone. With `verse` the lines
    of a poem do.
    """
    after = headline.order if headline is not None else -1
    if verse:
        paragraphs = verse_in(flow.blocks[after + 1 :])
    elif captions:
        paragraphs = [block for block in flow.blocks if is_prose(block)]
    else:
        paragraphs = [block for block in flow.blocks if is_paragraph(block)]
    weigh = _Scale(flow, after)
    spans = flow.spans
    weights: dict[Node, float] = {}
    for block in paragraphs:
        weight = weigh(block)
        if weight > 0:
            step = 0
            inner = None
            for node in reversed(block.path):
                first, end = span = spans[node]
                if end - first > 1 and span != inner and node.tag not in _BETWEEN:
                    inner = span
                    share = weight * _SHARES[step]
                    if step == 0 and end - first <= MAX_LEAD_BOX and has_site_prefix(block.text):
                        share /= 2  # it tells where the article is, not that its own box holds all of it
                    weights[node] = weights.get(node, 0.0) + share
                    step += 1
                    if step == len(_SHARES):
                        break
    if not weights:
        return None
    root = _widened(max(weights, key=lambda node: weights[node]), flow, headline)
    root = _narrowed(_whole(root, flow), flow, paragraphs, headline, weigh)
    place = _place(root, flow, paragraphs, after, weigh)
    apart = (span for span in weigh.folded if not span[0] <= place.first < span[1])
    return replace(place, apart=tuple(apart))


def _whole(root: Node, flow: Flow) -> Node:
    """The element around a paragraph whose lines are paragraphs by themselves, if others stand beside it, or around a
    heading, which holds a lead at most."""
    parent = root.getparent()
    if parent is not None and root.tag in HEADINGS:
        return parent
    if root.tag != "p" or parent is None or parent.tag == "body":
        return root
    beside = sum(child.tag == "p" and child in flow.spans for child in parent)
    return parent if beside > 1 else root


@lru_cache(maxsize=4096)
def _is_folded_or_readers(classes: str) -> bool:
    """Whether classes say that an element holds comments, or is a panel of Bootstrap's that is not the open one
    (https://getbootstrap.com/docs/5.3/components/navs-tabs, …/collapse)."""
    names = classes.split()
    if "tab-pane" in names or "panel-collapse" in names or "accordion-collapse" in names:
        return not {"active", "show", "in"} & set(names)
    return COMMENTS_CLASS.search(classes) is not None


class _Scale:
    """How much a paragraph weighs in finding the place of the text; each is weighed once."""

    def __init__(self, flow: Flow, after: int) -> None:
        self._flow = flow
        self._after = after
        self.folded = [
            span for node, span in flow.spans.items() if _is_folded_or_readers(node.get("class") or "")
        ]
        self._foreign = self.folded + [span for node, span in flow.spans.items() if node.tag in FOREIGN_TAGS]
        self._weights: dict[int, float] = {}

    def __call__(self, block: Block) -> float:
        weight = self._weights.get(block.order)
        if weight is None:
            weight = self._weigh(block)
            if weight and follows_link(block, self._flow.blocks):
                weight *= 0.05
            elif weight and block.order and END_LABEL.match(self._flow.blocks[block.order - 1].text):
                weight = 0.0  # the question of a poll, the first comment
            self._weights[block.order] = weight
        return weight

    def is_foreign(self, block: Block) -> bool:
        """Whether a block stands in a footer, a menu, a side column, among comments or in a panel that is folded."""
        order = block.order
        for first, end in self._foreign:
            if first <= order < end:
                return True
        return False

    def _weigh(self, block: Block) -> float:
        text, order = block.text, block.order
        if order == self._after:
            return 0.0  # the headline
        weight = float(min(len(text), 1200)) * (1.0 - block.linked)
        if order < self._after:
            weight *= 0.05
        elif self._after >= 0:
            weight *= 1.0 / (1.0 + (order - self._after) / 150.0)
        if CAPTION_CLASS.search(block.node.get("class") or ""):
            weight *= 0.2
        if self.is_foreign(block):
            weight *= 0.1
        if len(text) <= MAX_GLANCE_CHARS and (
            (
                len(text) <= MAX_DATE_LINE_CHARS
                and DATE_GLANCE.search(text)
                and date_share(text, least=0.6) > 0.6
            )
            or TOOL.match(text)
            or END_LABEL.match(text)
            or is_licence(text)
            or IMPRINT.match(text)
        ):
            return 0.0
        if LICENCE.search(text):
            weight *= 0.1  # names an office or who is in charge: readers' letters do, articles may
        if text.endswith((".", "”", '"', "!", "?", "…", ")", ":")):
            weight *= 1.3
        return weight * 2.0 if has_site_prefix(text) else weight


def _narrowed(
    root: Node, flow: Flow, paragraphs: Sequence[Block], headline: Block | None, weigh: _Scale
) -> Node:
    """The element around headline and text where side columns stand in the same root: for short articles beside
    long columns. What follows linked headlines there is theirs."""
    if headline is None or root not in headline.path:
        return root
    end = flow.spans[root][1]
    own = [
        block
        for block in paragraphs
        if headline.order < block.order < end and weigh(block) > 0 and not follows_link(block, flow.blocks)
    ]
    total = sum(len(block.text) for block in own)
    for node in reversed(headline.path[headline.path.index(root) + 1 :]):
        end = flow.spans[node][1]
        inside = sum(len(block.text) for block in own if block.order < end)
        if inside >= 0.7 * total and inside >= MIN_TEXT_CHARS:
            return node
    return root


def _widened(root: Node, flow: Flow, headline: Block | None) -> Node:
    """The element around a text that stands in several brothers with paragraphs and nothing else around them: an
    advert parts it, or each part is wrapped by an editor of sections. Around the headline too only the latter."""
    if headline is None or root.tag not in ("div", "section"):
        return root
    shell = root
    while (parent := shell.getparent()) is not None and flow.spans.get(parent) == flow.spans[root]:
        shell = parent
    if parent is None or (shell is root and parent in headline.path):
        return root
    inside: dict[Node, list[Block]] = {}
    for block in flow.inside(parent):
        if block.order > headline.order and block.path[-1] is not parent:
            inside.setdefault(block.path[block.path.index(parent) + 1], []).append(block)
    kind = (root.tag, root.get("class")) if shell is not root else None
    parts = [node for node, texts in inside.items() if node is not shell and _is_part(node, texts, kind)]
    return parent if parts else root


def _is_part(node: Node, inside: Sequence[Block], kind: tuple[object, str | None] | None) -> bool:
    """Whether an element beside the text holds paragraphs of an article and no link to another one. `kind`: tag and
    class of the elements that hold paragraphs deep inside, None where they stand in the element itself."""
    texts = [block for block in inside if block.kind == "text"]
    own = [block for block in texts if is_paragraph(block) and block.tag == "p" and _holds(node, block, kind)]
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return (
        bool(own)
        and node.tag in ("div", "section")
        and not any(block.linked >= 0.8 and len(block.text) > 20 for block in texts)
        and not END_LABEL.match(texts[0].text)
        and not LEAD_CLASS.search(names)
        and not RELATED_CLASS.search(names)
    )


def _holds(node: Node, block: Block, kind: tuple[object, str | None] | None) -> bool:
    if kind is None:
        return node in block.path[-2:]
    return block.holder is not None and (block.holder.tag, block.holder.get("class")) == kind


def _place(root: Node, flow: Flow, paragraphs: Sequence[Block], after: int, weigh: _Scale) -> BodyPlace:
    first, end = flow.spans[root]
    inside = [block for block in paragraphs if max(first, after + 1) <= block.order < end]
    if not inside:
        inside = [block for block in paragraphs if first <= block.order < end]
    for leave_out in (weigh.is_foreign, is_date_line):
        inside = [block for block in inside if not leave_out(block)] or inside
    inside = own_paragraphs(inside, flow)
    holders = _holders(root, inside, flow) | _galleries(root, flow)
    holders.add(root)
    for node in [*holders, *(block.holder for block in inside)]:
        if node is not None and node.get("id") and not node.get("class"):
            parts = [part for part in node.itersiblings() if is_part(part, node)]
            holders.update([node, *parts] if parts else ())
    main = _main(inside, holders)
    return BodyPlace(root, frozenset(holders), _first(inside[0], main, flow, after), inside[-1].order, main)


def _first(paragraph: Block, main: Node, flow: Flow, after: int) -> int:
    """Where the text begins: at the name of a document above its first paragraph, or the table that holds it."""
    for block in flow.blocks[max(after + 1, paragraph.order - MAX_HEADING_LINES) : paragraph.order]:
        if main in block.path and block.kind == "text" and opens_document(block.text):
            table = block.table
            return (
                flow.spans[table][0] if table is not None and main in table.iterancestors() else block.order
            )
    return paragraph.order


def _main(inside: Sequence[Block], holders: set[Node]) -> Node:
    """The holder that most of the text stands in."""
    weights: dict[Node, int] = {}
    for block in inside:
        above = [node for node in reversed(block.path) if node in holders]
        holder = above[0]
        if holder.tag in _BETWEEN:
            holder = next((node for node in above if node.tag not in _BETWEEN), holder)
        weights[holder] = weights.get(holder, 0) + len(block.text)
    return max(weights, key=lambda node: weights[node])


def _galleries(root: Node, flow: Flow) -> set[Node]:
    """Elements that hold several figures with captions of their own, whatever else stands in them."""
    figures: dict[Node, set[Node]] = {}
    for block in flow.inside(root):
        if block.kind == "text" and block.figure is not None and block.linked < 0.5:
            parent = block.figure.getparent()
            if parent is not None:
                figures.setdefault(parent, set()).add(block.figure)
    return {node for node, inside in figures.items() if len(inside) >= MIN_TOLD_PHOTOS}


def _holders(root: Node, inside: Sequence[Block], flow: Flow) -> set[Node]:
    """Elements of the text that hold several paragraphs side by side, however deep, and what leads to them."""
    parts: dict[Node, set[object]] = {}
    chains: dict[Node, tuple[Node, ...]] = {}
    for block in inside:
        chain = block.path[block.path.index(root) :]
        for node, child in zip(chain, (*chain[1:], None), strict=True):
            if child is None and block.tag in _INNER:
                break
            parts.setdefault(node, set()).add(block.order if child is None else child)
            chains.setdefault(node, chain)
    holders: set[Node] = set()
    for node, children in parts.items():
        if len(children) < 2 or node.tag in ("tr", "figure") or is_box(node, flow, len(children)):
            continue
        chain = chains[node]
        holders.update(chain[: chain.index(node) + 1])
    for holder in {block.holder for block in inside} - holders:
        if holder in chains and any(
            child.tag == "table" for child in holder
        ):  # of data, which tells the rest
            chain = chains[holder]
            holders.update(chain[: chain.index(holder) + 1])
    return holders
