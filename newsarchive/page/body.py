"""Where the running text stands: the element that holds it, and the blocks from its first to its last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.words import (
    CAPTION_CLASS,
    DATE_GLANCE,
    END_LABEL,
    LEAD_CLASS,
    LICENCE,
    RELATED_CLASS,
    TOOL,
    date_share,
)

Node = etree._Element
MIN_PARAGRAPH_CHARS = 40
MIN_TEXT_CHARS = 150
"""A headline with less text around it is not the article's."""
_SHARES = (1.0, 0.62, 0.4, 0.25)
"""How much of a paragraph's weight goes to its holder, to the holder's parent, and so on; elements around nothing
but this one paragraph do not count."""
_FOREIGN_TAGS = frozenset({"footer", "nav", "aside"})
_BETWEEN = frozenset({"tr", "tbody", "thead", "dl", "ul", "ol"})
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


def is_paragraph(block: Block, *, captions: bool = False) -> bool:
    """Whether a block reads like running text, whatever its mark-up."""
    if captions:
        return _is_prose(block)
    if block.reads is None:
        block.reads = _is_prose(block) and not _is_apart(block)
    return block.reads


def _is_prose(block: Block) -> bool:
    text = block.text
    return (
        len(text) >= MIN_PARAGRAPH_CHARS
        and block.kind == "text"
        and block.linked <= 0.5
        and text.count(" ") >= 6
    )


def _is_apart(block: Block) -> bool:
    """A caption by its element, or a line of the footer."""
    text = block.text
    if block.tag == "figcaption" or (block.figure is not None and len(text) < 400):
        return True
    return len(text) < 300 and LICENCE.search(text) is not None and _in(block, "footer")


def find_body(blocks: Sequence[Block], headline: Block | None, *, captions: bool = False) -> BodyPlace | None:
    """The place of the running text after the headline, or None where no paragraph is.

    With `captions`, texts under photos count too: for articles that are told in captions alone.
    """
    after = headline.order if headline is not None else -1
    paragraphs = [block for block in blocks if is_paragraph(block, captions=captions)]
    counts = Counter(node for block in blocks for node in block.path)
    weights: dict[Node, float] = {}
    for block in paragraphs:
        weight = _weight(block, after)
        if follows_link(block, blocks):
            weight *= 0.2
        if weight <= 0:
            continue
        steps = [node for node in reversed(block.path) if counts[node] > 1 and node.tag not in _BETWEEN]
        for share, node in zip(_SHARES, steps, strict=False):
            weights[node] = weights.get(node, 0.0) + weight * share
    if not weights:
        return None
    root = _widened(max(weights, key=lambda node: weights[node]), blocks, headline)
    root = _narrowed(root, blocks, paragraphs, headline)
    return _place(root, blocks, paragraphs, after)


def _narrowed(
    root: Node, blocks: Sequence[Block], paragraphs: Sequence[Block], headline: Block | None
) -> Node:
    """The element around headline and text where side columns stand in the same root: for short articles beside
    long columns. What follows linked headlines there is theirs."""
    if headline is None or root not in headline.path:
        return root
    own = [
        block
        for block in paragraphs
        if block.order > headline.order
        and root in block.path
        and _weight(block, headline.order) > 0
        and not follows_link(block, blocks)
    ]
    total = sum(len(block.text) for block in own)
    for node in reversed(headline.path[headline.path.index(root) + 1 :]):
        inside = sum(len(block.text) for block in own if node in block.path)
        if inside >= 0.7 * total and inside >= MIN_TEXT_CHARS:
            return node
    return root


def _widened(root: Node, blocks: Sequence[Block], headline: Block | None) -> Node:
    """The element around a text that an advert parts in two: several brothers with plain paragraphs and nothing
    else around them, not the headline either."""
    parent = root.getparent()
    if parent is None or headline is None or parent in headline.path or root.tag not in ("div", "section"):
        return root
    inside: dict[Node, list[Block]] = {}
    for block in blocks[headline.order + 1 :]:
        if parent in block.path and block.path[-1] is not parent:
            inside.setdefault(block.path[block.path.index(parent) + 1], []).append(block)
    parts = [node for node, texts in inside.items() if node is not root and _is_part(node, texts)]
    return parent if parts else root


def _is_part(node: Node, inside: Sequence[Block]) -> bool:
    """Whether an element beside the text holds paragraphs of an article and no link to another one."""
    texts = [block for block in inside if block.kind == "text"]
    own = [block for block in texts if is_paragraph(block) and block.tag == "p" and node in block.path[-2:]]
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return (
        bool(own)
        and node.tag in ("div", "section")
        and not any(block.linked >= 0.8 and len(block.text) > 20 for block in texts)
        and not END_LABEL.match(texts[0].text)
        and not LEAD_CLASS.search(names)
        and not RELATED_CLASS.search(names)
    )


def follows_link(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether right above, a date and a picture aside, stands a linked headline: this is another story's lead.

    `blocks` are neighbours on the page, in order, `block` among them.
    """
    place = block.order - blocks[0].order
    for above in reversed(blocks[max(place - 3, 0) : place]):
        if above.kind != "text":
            continue
        if above.linked >= 0.7 or len(above.text) > 40 or not DATE_GLANCE.search(above.text):
            return above.linked >= 0.7 and len(above.text) > 20
    return False


def brother_of(main: Node | None, last: Block | None) -> Node | None:
    """The element of the last paragraph where a text is parted in two boxes and most of it stands in the first."""
    if main is None or last is None or main in last.path or len(last.path) < 2:
        return None
    holder = last.path[-2]
    return holder if holder.getparent() is main.getparent() and holder.tag == main.tag == "div" else None


def _place(root: Node, blocks: Sequence[Block], paragraphs: Sequence[Block], after: int) -> BodyPlace:
    inside = [block for block in paragraphs if block.order > after and root in block.path]
    if not inside:
        inside = [block for block in paragraphs if root in block.path]
    holders = _holders(root, inside, blocks)
    holders.add(root)
    return BodyPlace(root, frozenset(holders), inside[0].order, inside[-1].order, _main(inside, holders))


def _main(inside: Sequence[Block], holders: set[Node]) -> Node:
    """The holder that most of the text stands in."""
    weights: Counter[Node] = Counter()
    for block in inside:
        holders_above = [node for node in reversed(block.path) if node in holders]
        holder = next((node for node in holders_above if node.tag not in _BETWEEN), holders_above[0])
        weights[holder] += len(block.text)
    return weights.most_common(1)[0][0]


def _holders(root: Node, inside: Sequence[Block], blocks: Sequence[Block]) -> set[Node]:
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
        if len(children) < 2 or node.tag in ("tr", "figure") or _is_box(node, blocks, len(children)):
            continue
        chain = chains[node]
        holders.update(chain[: chain.index(node) + 1])
    return holders


def _is_box(node: Node, blocks: Sequence[Block], paragraphs: int) -> bool:
    """Whether an element is a box, not text: a label on top, as many linked headlines or photos as texts."""
    inside = [block for block in blocks if node in block.path]
    if node.tag in ("table", "tbody", "td"):
        tables = {node, *node.iterancestors("table")}
        photos = sum(block.kind == "photo" and block.table in tables for block in inside)
        if photos >= paragraphs:
            return True
    inside = [block for block in inside if block.kind == "text"]
    if inside and END_LABEL.match(inside[0].text):
        return True
    return sum(block.linked >= 0.8 and len(block.text) > 20 for block in inside) >= paragraphs


def _weight(block: Block, after: int) -> float:
    text = block.text
    weight = float(min(len(text), 1200)) * (1.0 - block.linked)
    if block.order < after:
        weight *= 0.05
    elif after >= 0:
        weight *= 1.0 / (1.0 + (block.order - after) / 150.0)
    if CAPTION_CLASS.search(block.node.get("class") or ""):
        weight *= 0.2
    if any(node.tag in _FOREIGN_TAGS for node in block.path):
        weight *= 0.1
    if DATE_GLANCE.search(text) and date_share(text) > 0.6:
        return 0.0
    if TOOL.match(text) or END_LABEL.match(text) or LICENCE.search(text):
        return 0.0
    if text.endswith((".", "”", '"', "!", "?", "…", ")", ":")):
        weight *= 1.3
    return weight


def _in(block: Block, tag: str) -> bool:
    return any(node.tag == tag for node in block.path)
