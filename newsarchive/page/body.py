"""Where the running text stands: the element that holds it, and the blocks from its first to its last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from newsarchive.page.blocks import Block, Flow
from newsarchive.page.words import (
    AUTHOR_HREF,
    BUTTONS_BEHIND,
    BYLINE_CLASS,
    CAPTION_CLASS,
    COMMENTS_CLASS,
    DATE_GLANCE,
    DOCUMENT_FILE,
    END_LABEL,
    ENTRY_END,
    GO_ON,
    IMPRINT,
    LEAD_CLASS,
    LICENCE,
    MAX_GLANCE_CHARS,
    RELATED_CLASS,
    SHORT_TIME,
    SIGNED,
    TOOL,
    TOOL_LINE,
    date_share,
    is_licence,
)
from newsarchive.text.byline import (
    BYLINE_SCORE,
    MAX_BYLINE_CHARS,
    byline_score,
    is_row_of_names,
    without_post,
)
from newsarchive.text.dateline import has_site_prefix

Node = etree._Element
MIN_PARAGRAPH_CHARS = 40
MAX_DATE_LINE_CHARS = 120
MAX_BOX_LINES = 6
MAX_FILE_CHARS = 60
MAX_BOX_CHARS = 600
"""Of a box with a field to fill in; more text is the article's, with such a field somewhere below."""
MAX_TO_LABEL = 8
"""Blocks of a box of other stories that are looked at for its label."""
MIN_TEXT_CHARS = 150
"""A headline with less text around it is not the article's."""
MIN_DATE_SHARE, MAX_NAMES_SHARE = 0.4, 0.7
"""Of a line that names authors and the day; weekday and "lúc" count as the day's."""
MAX_LEAD_BOX = 3
"""Blocks in a box that holds a lead and hardly more."""
MIN_OWN_PARAGRAPHS = 2
"""An element with so many paragraphs beside the stories it leads to is text with a box inside."""
_ASKS = re.compile(
    r"\W*(?:đăng ký|nhận|theo (?:bạn|đồng chí)|mời|thăm dò)\b|[^.!?]{10,160}\?$", re.IGNORECASE
)
"""Opens a box in which readers subscribe or vote."""
_BUTTON_ENDS = (
    ")",
    " in",
    "bài",
    "viết",
    "trang",
    "mail",
    "print",
    "sẻ",
    "xem",
    "đọc",
    "hồi",
    "luận",
    "giả",
    "ts",
    "ws",
)
"""Ends of what `BUTTONS_BEHIND` finds: most lines need not be searched."""
_NUMBER = re.compile(r"\d+")
_SIGN_IN = re.compile(
    r"dang-?nhap|(?:log|sign)-?in\b|dang-?ky-?(?:goi|thue-?bao|doc)|subscri|/goi-doc", re.IGNORECASE
)
"""Where readers are to sign in or to pay for reading on."""
_SHARES = (1.0, 0.62, 0.4, 0.25)
"""How much of a paragraph's weight goes to its holder, to the holder's parent, and so on; elements around nothing
but this one paragraph do not count."""
_FOREIGN_TAGS = frozenset({"footer", "nav", "aside"})
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


def is_paragraph(block: Block) -> bool:
    """Whether a block reads like running text, whatever its mark-up."""
    reads = block.reads
    if reads is None:
        reads = block.reads = _is_prose(block) and not _is_apart(block)
    return reads


def _is_prose(block: Block) -> bool:
    text = block.text
    return (
        len(text) >= MIN_PARAGRAPH_CHARS
        and block.kind == "text"
        and block.linked <= 0.5
        and text.count(" ") >= 6
    )


def _is_apart(block: Block) -> bool:
    """A caption by its element, a second line of the headline, an entry of a list of recordings, an author's line, or a
    line of the footer."""
    text = block.text
    if block.tag == "address" or (block.holder is not None and block.holder.tag == "hgroup"):
        return True
    if block.tag == "figcaption" or (block.figure is not None and len(text) < 400):
        return True
    if block.tag == "li" and text[-1].isdigit() and ENTRY_END.search(text[-24:]):
        return True
    if len(text) < MAX_BYLINE_CHARS:
        if SIGNED.match(text) and byline_score(text) >= BYLINE_SCORE:
            return True
        if without_post(text) != text or is_row_of_names(text):
            return True
        if not text.endswith((".", "!", "?", "…")):
            if any(BYLINE_CLASS.search(node.get("class") or "") for node in block.path[-2:]):
                return True  # the author's office
            if "@" in text or text[-1].isdigit() or text.lower().endswith(_BUTTON_ENDS):
                own = BUTTONS_BEHIND.sub("", text)
                if own != text and byline_score(own) >= BYLINE_SCORE:
                    return True  # names with a counter or an address beside them
            day = DATE_GLANCE.search(text)
            if (
                day is not None
                and day.start() <= MAX_NAMES_SHARE * len(text)
                and date_share(text, least=MIN_DATE_SHARE) > MIN_DATE_SHARE
            ):
                return True  # names with the day behind them
    return len(text) < 300 and LICENCE.search(text) is not None and _in(block, "footer")


def is_date_line(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= MAX_DATE_LINE_CHARS and DATE_GLANCE.search(text) is not None and date_share(text) > 0.45
    )


def find_body(flow: Flow, headline: Block | None, *, captions: bool = False) -> BodyPlace | None:
    """The place of the running text after the headline, or None where no paragraph is.

    With `captions`, texts under photos count too: for articles that are told in captions alone.
    """
    after = headline.order if headline is not None else -1
    if captions:
        paragraphs = [block for block in flow.blocks if _is_prose(block)]
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
    root = _narrowed(root, flow, paragraphs, headline, weigh)
    place = _place(root, flow, paragraphs, after, weigh)
    apart = (span for span in weigh.folded if not span[0] <= place.first < span[1])
    return replace(place, apart=tuple(apart))


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
        self._foreign = self.folded + [span for node, span in flow.spans.items() if node.tag in _FOREIGN_TAGS]
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


def follows_link(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether right above, a date and a picture aside, stands a linked headline: this is another story's lead.

    `blocks` are neighbours on the page, in order, `block` among them.
    """
    headline = _headline_above(block, blocks)
    return headline is not None and not _goes_on(headline, block, blocks)


def _goes_on(headline: Block, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a linked headline is all of a box between two paragraphs of one text."""
    box = next((node for node in headline.path if node not in block.path), None)
    if box is None or box is headline.node:
        return False
    place = headline.order - blocks[0].order
    for above in reversed(blocks[max(place - MAX_TO_LABEL, 0) : place]):
        if box not in above.path:
            return (
                above.holder is block.holder
                and is_paragraph(above)
                and _headline_above(above, blocks) is None
            )
    return False


def _headline_above(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The linked headline of another story right above a block, a date and a picture aside."""
    place = block.order - blocks[0].order
    for above in reversed(blocks[max(place - 3, 0) : place]):
        if above.kind != "text":
            continue
        if (
            above.linked >= 0.7
            or len(above.text) > 40
            or not (DATE_GLANCE.search(above.text) or SHORT_TIME.match(above.text))
        ):
            is_headline = (
                above.linked >= 0.7
                and len(above.text) > 20
                and any(href and not href.startswith(("#", "javascript:")) for href in above.hrefs)
                and not _in_another_item(above, block)
                and not _in_labelled_box(above, block, blocks)
                and not TOOL_LINE.match(above.text)
                and not TOOL.match(above.text)
                and not _names_day_and_author(above)
            )
            return above if is_headline else None
    return None


def _names_day_and_author(line: Block) -> bool:
    """Whether a line of links is that of the article's day and author."""
    return any(map(AUTHOR_HREF.search, line.hrefs)) and DATE_GLANCE.search(line.text) is not None


def _in_another_item(headline: Block, block: Block) -> bool:
    """Whether a headline stands in an item of a list that ends before a block: its lead would stand in there too."""
    return any(node.tag == "li" and node not in block.path for node in headline.path)


def _in_labelled_box(headline: Block, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a headline stands, below a label such as "Tin liên quan", in a box that ends before a block."""
    box = next((node for node in headline.path if node not in block.path), None)
    place = headline.order - blocks[0].order
    for above in reversed(blocks[max(place - MAX_TO_LABEL, 0) : place]):
        if box is None or box not in above.path:
            return False
        if END_LABEL.match(above.text):
            return True
    return False


def is_part(node: Node, other: Node) -> bool:
    """Whether two elements are parts of one text: of one class, or beside each other and told apart by ids or by the
    numbers in their classes alone."""
    if node.tag != other.tag:
        return False
    one, two = node.get("class") or "", other.get("class") or ""
    if one and one == two:
        return True
    if _NUMBER.sub("", one) != _NUMBER.sub("", two) or node.getparent() is not other.getparent():
        return False
    return bool(one) or bool(node.get("id") and other.get("id"))


def brother_of(main: Node | None, last: Block | None) -> Node | None:
    """The element of the last paragraph where a text is parted in boxes and most of it stands in an earlier one."""
    holder = last.holder if last is not None else None
    if main is None or last is None or holder is None or main in last.path or holder.tag != main.tag:
        return None
    are_beside = holder.getparent() is main.getparent() and holder.tag == "div"
    are_alike = bool(main.get("class")) and holder.get("class") == main.get("class")
    return holder if are_beside or are_alike else None


def _place(root: Node, flow: Flow, paragraphs: Sequence[Block], after: int, weigh: _Scale) -> BodyPlace:
    first, end = flow.spans[root]
    inside = [block for block in paragraphs if max(first, after + 1) <= block.order < end]
    if not inside:
        inside = [block for block in paragraphs if first <= block.order < end]
    for leave_out in (weigh.is_foreign, is_date_line):
        inside = [block for block in inside if not leave_out(block)] or inside
    holders = _holders(root, inside, flow)
    holders.add(root)
    for node in [*holders, *(block.holder for block in inside)]:
        if node is not None and node.get("id") and not node.get("class"):
            parts = [part for part in node.itersiblings() if is_part(part, node)]
            holders.update([node, *parts] if parts else ())
    return BodyPlace(root, frozenset(holders), inside[0].order, inside[-1].order, _main(inside, holders))


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
        if len(children) < 2 or node.tag in ("tr", "figure") or _is_box(node, flow, len(children)):
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


def is_for_readers(node: Node, texts: Sequence[Block], *, is_holder: bool = False) -> bool:
    """Whether a small box is there for readers to act: to subscribe, vote, listen, or go on to another story. `texts`
    are those it holds. `is_holder`: it may be the whole of a short text, so that it has to ask for something."""
    if not texts or len(texts) > MAX_BOX_LINES or sum([len(block.text) for block in texts]) > MAX_BOX_CHARS:
        return False
    first, last = texts[0], texts[-1]
    if len(texts) > 1 and last.linked > 0.9 and not first.linked and GO_ON.match(last.text):
        return first.level > 0 or first.bold > 0.9
    if len(texts) > 1 and last.linked > 0.9 and any(map(_SIGN_IN.search, last.hrefs)):
        return True
    if is_holder and not _ASKS.match(first.text):
        return False
    return any(
        field.tag == "audio" or (field.get("type") or "").lower() in ("email", "radio")
        for field in node.iter("audio", "input")
    )


def _is_box(node: Node, flow: Flow, paragraphs: int) -> bool:
    """Whether an element is a box, not text: a label on top, as many linked headlines or photos as texts."""
    inside = flow.inside(node)
    if node.tag in ("table", "tbody", "td"):
        if lists_files(inside):
            return True
        tables = {node, *node.iterancestors("table")}
        photos = sum(block.kind == "photo" and block.table in tables for block in inside)
        if photos >= paragraphs:
            return True
    inside = [block for block in inside if block.kind == "text"]
    if inside and (END_LABEL.match(inside[0].text) or is_for_readers(node, inside, is_holder=True)):
        return True
    linked = [block for block in inside if block.linked >= 0.8 and len(block.text) > 20]
    if len(linked) < paragraphs:
        return False
    labelled = {_child_of(node, block) for block in inside if END_LABEL.match(block.text)} - {node}
    outside = [block for block in inside if _child_of(node, block) not in labelled]
    links = [block for block in linked if _child_of(node, block) not in labelled]
    if len(links) < paragraphs and sum(map(is_paragraph, outside)) >= MIN_OWN_PARAGRAPHS:
        return False  # the links stand in a box of their own inside the text
    doors = {_child_of(node, block) for block in linked}
    side_by_side = any(block.holder is node for block in linked)
    own = [
        block
        for block in inside
        if is_paragraph(block)
        and (block.holder is node or _child_of(node, block) not in doors)
        and not (side_by_side and follows_link(block, flow.blocks))
    ]
    return len(own) < MIN_OWN_PARAGRAPHS


def lists_files(texts: Sequence[Block]) -> bool:
    """Whether texts are rows of a table of documents: each that reads like a paragraph stands beside a cell that leads
    to nothing but files."""
    if not texts or not _is_file(texts[-1]):
        return False
    files = [block for block in texts if _is_file(block)]
    rows, cells = {_around(block, "tr") for block in files}, {_around(block, "td") for block in files}
    return None not in rows and all(
        _around(block, "tr") in rows and _around(block, "td") not in cells
        for block in texts
        if is_paragraph(block)
    )


def _is_file(block: Block) -> bool:
    is_link = block.linked > 0.8 and len(block.text) <= MAX_FILE_CHARS
    return is_link and all(map(DOCUMENT_FILE.search, block.hrefs))


def _around(block: Block, tag: str) -> Node | None:
    return next((node for node in reversed(block.path) if node.tag == tag), None)


def _child_of(node: Node, block: Block) -> Node:
    """The element straight below `node` that a block stands in; the block's own where it is loose in `node`."""
    place = block.path.index(node) + 1
    return block.path[place] if place < len(block.path) else node


def _in(block: Block, tag: str) -> bool:
    return any(node.tag == tag for node in block.path)
