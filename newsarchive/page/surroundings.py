"""What stands around the text: the kicker and the section above the headline, the tags below the text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import etree

from newsarchive.page.blocks import Block
from newsarchive.page.document import text_of
from newsarchive.page.markup import AUTHOR_HREF, CRUMB_CLASS, DOCUMENT_FILE, KICKER_CLASS, TAG_CLASS, TAG_HREF
from newsarchive.page.structured import Facts, text_value
from newsarchive.page.titles import are_same, is_site_name
from newsarchive.page.units import after_tag_label, inner_names, is_tool, names_of
from newsarchive.page.words import DATE_GLANCE, END_LABEL, HOME, RUBRIC, SPLIT_CRUMBS, TOOL
from newsarchive.text.folding import fold

MAX_SECTION_CHARS = 45
MAX_RUBRIC_CHARS = 30
"""Of a section named beside a date."""
MAX_KICKER_CHARS = 90
MAX_CRUMB_CHARS = 120
MAX_TRAIL_CHARS = 300
"""Of a breadcrumb's line; one that is called so may end with the headline."""
_TRAILS = frozenset({"ul", "ol", "nav", "table", "div", "section", "header"})
MAX_APART = 6
"""Blocks between a breadcrumb that is not called one and the headline."""
MAX_MENU = 7
"""More short links than this in a row before the headline are a menu, not a breadcrumb."""
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
_SECTION_LABEL = re.compile(r"\W*(?:chuyên mục|danh mục|thể loại|mục|category)\s*[:：]\s*", re.IGNORECASE)
_ISSUE = re.compile(r"Số (?:báo )?\d", re.IGNORECASE)
"""A magazine's issue."""
_EVENT = re.compile(r"\W*(?:dòng sự kiện|sự kiện|chủ đề|chuyên đề)\s*[:：]", re.IGNORECASE)
"""A series that the article belongs to, not its section."""
_TOPIC = re.compile(r"/(?:chu-de|topics?|su-kien|dong-su-kien|series)[/.-]", re.IGNORECASE)
"""The address of a topic or a series."""
_PART = re.compile(r"(?:Bài|Kỳ|Phần|Tập) (?:\d{1,2}|[IVX]{1,4}|cuối|kết)\s?[:.–-]", re.IGNORECASE)
"""Opens the headline of a part of a series."""
_CATEGORY = re.compile(r"(?:^|[\s_-])(?:category|cat-links|chuyen-?muc)(?:$|[\s_-])", re.IGNORECASE)
_FILED = re.compile(
    r"\W*(?:this entry was posted|filed under|posted in|tagged|bài viết (?:này )?(?:đã )?được đăng)\b",
    re.IGNORECASE,
)
"""Opens the sentence in which WordPress names rubrics and tags."""
_CRUMB = re.compile(r"bread-?crumb|đường dẫn|duong-?dan", re.IGNORECASE)
_YOU_ARE_HERE = re.compile(r"^\W*(?:bạn đang ở(?: đây)?|vị trí|you are here)\s*:\s*", re.IGNORECASE)
_HOME_FIRST = re.compile(r"(trang chủ|trang nhất|home) (?=[^\W\d_])", re.IGNORECASE)
"""The one link of a breadcrumb whose marks are pictures."""
_WAY = re.compile(r"\W*(?:trang chủ|trang nhất|home)(?:\s*(?:>>?|»|›|→)\s*[^>»›→]+){1,3}$", re.IGNORECASE)
"""A breadcrumb by its words and marks."""
_OPENS_HOME = re.compile(r"\W*(?:trang chủ|trang nhất|home)\b", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_EXTENSION = re.compile(r"\.\w{2,5}$")


def find_kicker(
    before: Sequence[Block], headline: Block, below: Block | None = None
) -> tuple[str, int] | None:
    """(kicker, its order): the short line right above the headline; `before` are the blocks above, in order, `below`
    is the one after the headline."""
    for block in reversed(before[-2:]):
        text = block.text
        if block.kind != "text" or len(text) > MAX_KICKER_CHARS:
            return None
        is_beside = block is before[-1] and (_opens_box(before, headline) or _has_row(before, headline))
        is_label = END_LABEL.match(text) is not None
        if is_tool(block) and not (is_label and is_beside):
            return None
        if block.linked > 0.5:
            return (
                (text, block.order) if block is before[-1] and _is_linked_kicker(before, headline) else None
            )
        if DATE_GLANCE.search(text) or HOME.match(text) or (is_label and not is_beside):
            continue
        if (
            _is_named_kicker(block)
            or _is_row_above(block, headline)
            or text.endswith(":")
            or (block.level and block is before[-1] and block.level > 1)
            or (block is before[-1] and _is_below_crumbs(before, headline))
            or (block is before[-1] and _are_alone(before, headline, below))
            or (block is before[-1] and _names_series(block, headline))
            or is_beside
        ):
            return text, block.order
        return None
    return None


def _is_named_kicker(block: Block) -> bool:
    """Whether the class of its element, or of an inline one around all its words, says so."""
    nodes = [child for child in block.node if isinstance(child.tag, str) and text_of(child) == block.text]
    return any(
        KICKER_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        for node in (block.node, *nodes)
    )


def _names_series(line: Block, headline: Block) -> bool:
    """Whether a line too long for a rubric stands beside the headline of a part of a series."""
    return (
        _PART.match(headline.text) is not None
        and len(line.text) > MAX_RUBRIC_CHARS
        and line.holder in headline.path
        and not is_site_name(line.text)
    )


def _is_linked_kicker(before: Sequence[Block], headline: Block) -> bool:
    """Whether the last line is one link beside the headline that leads to a topic, or is called a kicker below a
    breadcrumb."""
    line = before[-1]
    if len(line.hrefs) != 1 or _in_crumbs(line) or HOME.match(line.text):
        return False
    if is_topic(line):
        return line.holder in headline.path
    return _is_named_kicker(line) and any(_in_crumbs(block) for block in before[-4:-1])


def is_topic(block: Block) -> bool:
    """Whether a line leads to a topic or a series, and nowhere else."""
    return bool(block.hrefs) and all(_TOPIC.search(href) for href in block.hrefs)


def _is_below_crumbs(before: Sequence[Block], headline: Block) -> bool:
    """Whether the last line stands beside the headline, right below the breadcrumb that names the section."""
    if len(before) < 2 or before[-1].linked or before[-1].path[-2:-1] != headline.path[-2:-1]:
        return False
    crumbs = before[-2]
    return crumbs.linked > 0.5 and HOME.match(SPLIT_CRUMBS.split(crumbs.text)[0]) is not None


def _are_alone(before: Sequence[Block], headline: Block, below: Block | None) -> bool:
    """Whether the last line and the headline have a box of their own."""
    line = before[-1]
    box = next((node for node in reversed(headline.path) if node in line.path), None)
    if box is None or box.tag not in ("div", "header", "hgroup") or line.linked:
        return False
    return not (len(before) > 1 and box in before[-2].path) and not (below is not None and box in below.path)


def _opens_box(before: Sequence[Block], headline: Block) -> bool:
    """Whether the last line stands beside the headline and opens the box of both, links and buttons aside."""
    line = before[-1]
    box = headline.holder
    if box is None or not (box.tag in ("div", "article", "header", "section") or "-" in str(box.tag)):
        return False
    if (line.node is not box and line.holder is not box) or (headline.level == 0 and headline.bold < 0.5):
        return False
    if len(line.text) > MAX_RUBRIC_CHARS or line.linked or is_site_name(line.text):
        return False
    above = before[-2] if len(before) > 1 else None
    if RUBRIC.match(line.text) and (above is None or above.linked < 0.5):
        return False
    return above is None or box not in above.path or above.linked > 0.5 or is_tool(above)


def _is_row_above(block: Block, headline: Block) -> bool:
    """Whether it is alone in the row above the headline's, in a table laid out by hand; words without a link."""
    row = next((node for node in reversed(block.path) if node.tag == "tr"), None)
    if row is None or block.linked or row in headline.path:
        return False
    below = row.getnext()
    return below is not None and below in headline.path and text_of(row) == block.text


def _has_row(before: Sequence[Block], headline: Block) -> bool:
    """Whether the last line and the headline are each alone in one of two neighbouring boxes, below a breadcrumb."""
    line = before[-1]
    if line.linked or len(before) < 2 or before[-2].linked < 0.5 or is_site_name(line.text):
        return False
    row = next((node for node in line.path if node not in headline.path), None)
    below = row.getnext() if row is not None else None
    if row is None or below is None or below not in headline.path or below.tag != row.tag:
        return False
    return row is not line.node and text_of(row) == line.text and text_of(below) == headline.text


def find_section(
    before: Sequence[Block], headline: Block | None, facts: Facts, below: Sequence[Block] = ()
) -> str | None:
    """The site's rubric: first step of the breadcrumb below the home page, else what the head states, else what a
    label between headline and text names ("Chuyên mục: …"). `below` are the blocks there."""
    crumb, is_trail = _from_crumbs(before, headline)
    labelled = _labelled(below) or _below_headline(below)
    return (
        (None if labelled and not is_trail else crumb)
        or section_of_head(facts)
        or labelled
        or _from_far_crumbs(before, headline)
        or _beside_date(before, headline)
    )


def _from_far_crumbs(before: Sequence[Block], headline: Block | None) -> str | None:
    """A breadcrumb by its class or its marks above side columns: it starts at the home page."""
    trail: etree._Element | None = None
    names: list[str] = []
    for block in before:
        if trail is None and block.linked > 0.5:
            trail = next((node for node in block.path if _CRUMB.search(node.get("class") or "")), None)
            if trail is None and _WAY.match(block.text):
                trail = block.node
        if trail is None or trail not in block.path:
            continue
        names += _crumbs(block)
    return _first_step(names[1:], headline) if names and HOME.match(names[0]) else None


def _beside_date(before: Sequence[Block], headline: Block | None) -> str | None:
    """The one link beside the date right above the headline."""
    line = next((block for block in reversed(before[-2:]) if not is_topic(block)), None)
    if line is None or headline is None or not line.hrefs or not DATE_GLANCE.search(line.text):
        return None
    if line.holder is None or line.holder not in headline.path or line.holder.tag in ("body", "form", "td"):
        return None
    name = next((text_of(anchor) for anchor in line.node.iter("a")), "")
    is_name = (
        2 < len(name) <= MAX_RUBRIC_CHARS
        and not TOOL.match(name)
        and not HOME.match(name)
        and line.text.startswith(name)
    )
    return name if is_name else None


def _labelled(blocks: Sequence[Block]) -> str | None:
    for at, block in enumerate(blocks, 1):
        match = _SECTION_LABEL.match(block.text)
        if match is None:
            continue
        name = block.text[match.end() :].strip()
        if not name and at < len(blocks) and blocks[at].linked > 0.5:
            name = blocks[at].text
        if name and len(name) <= MAX_SECTION_CHARS:
            return name
    return None


def _below_headline(blocks: Sequence[Block]) -> str | None:
    """A link of its own in a box that is called a category, or one that says so itself, as WordPress' do."""
    for block in blocks:
        names = f"{block.node.get('class') or ''} {inner_names(block)}"
        if block.linked > 0.8 and len(block.text) <= MAX_SECTION_CHARS and _CATEGORY.search(names):
            return block.text
        for anchor in _anchors(block):
            if (
                "category" in (anchor.get("rel") or "").split()
                and 2 < len(name := text_of(anchor)) <= MAX_SECTION_CHARS
            ):
                return name
    return None


def _from_crumbs(before: Sequence[Block], headline: Block | None) -> tuple[str | None, bool]:
    """The first step, and whether the trail starts at the home page: else it may be a line of links like others."""
    names: list[str] = []
    trail: etree._Element | None = None
    for block in reversed(before[-14:]):
        if block.kind != "text" or (trail is not None and trail not in block.path):
            if names:
                break
            continue
        found = _crumbs(block)
        if not found:
            if names and not DATE_GLANCE.search(block.text):
                break
            continue
        if trail is None:
            if not _is_near(block, headline, before):
                break
            trail = next((node for node in reversed(block.path) if node.tag in _TRAILS), block.path[-1])
        names = found + names
        if any(HOME.match(name) for name in found):
            break
    home = next((index for index, name in enumerate(names) if HOME.match(name)), None)
    if home is not None:
        names = names[home + 1 :]
    elif len(names) > MAX_MENU:
        return None, False
    return _first_step(names, headline), home is not None


def _first_step(names: Sequence[str], headline: Block | None) -> str | None:
    own = headline.text if headline is not None else ""
    return next((name for name in names if not HOME.match(name) and not are_same(name, own)), None)


def _is_near(block: Block, headline: Block | None, before: Sequence[Block]) -> bool:
    """Whether a line of links above the headline belongs to the article: named a breadcrumb, or in one box with it."""
    if HOME.match(SPLIT_CRUMBS.split(block.text)[0]) or _in_crumbs(block) or _leads_home(block):
        return True
    if headline is None or headline.order - block.order > MAX_APART:
        return False
    nav = next((node for node in reversed(block.path) if node.tag == "nav"), None)
    if nav is not None and not _nests([above for above in before[-MAX_MENU:] if nav in above.path]):
        return False
    shared = [node for node in headline.path if node in block.path]
    return bool(shared) and shared[-1].tag not in ("body", "html", "form", "tr")  # a row's cells are columns


def _nests(blocks: Sequence[Block]) -> bool:
    """Whether each link leads to a part of the place before it, as the steps of a way do: "/van-hoa",
    "/van-hoa/di-san"."""
    folders = [
        f"{_EXTENSION.sub('', urlsplit(href).path).rstrip('/')}/" for block in blocks for href in block.hrefs
    ]
    return all(len(below) > len(above) and below.startswith(above) for above, below in pairwise(folders))


def _in_crumbs(block: Block) -> bool:
    return any(
        CRUMB_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        or ("aria-label" in node.keys() and _CRUMB.search(node.get("aria-label") or ""))  # noqa: SIM118
        for node in block.path[-4:]
    )


def _crumbs(block: Block) -> list[str]:
    """Names of the steps in one block of a breadcrumb; nothing if it is none."""
    text = block.text
    in_crumbs = _in_crumbs(block)
    if block.linked < 0.5:
        if _leads_home(block):
            in_crumbs = True
        elif not in_crumbs or DATE_GLANCE.search(text):
            return []
    if (
        len(text) > (MAX_TRAIL_CHARS if in_crumbs and block.hrefs else MAX_CRUMB_CHARS)
        or any(map(AUTHOR_HREF.search, block.hrefs))
        or "{" in text
        or (not in_crumbs and is_topic(block))
        or _EVENT.match(text)
        or _ISSUE.match(text)
        or (is_tool(block) and not HOME.match(text))
        or (DATE_GLANCE.search(text) and not in_crumbs)
    ):
        return []
    text = _YOU_ARE_HERE.sub("", text)
    if in_crumbs and len(block.hrefs) == 1 and (home := _HOME_FIRST.match(text)):
        return [home[1], text[home.end() :]]
    anchors = _anchors(block) if len(block.hrefs) > 1 else []
    names = [text_of(anchor) for anchor in anchors] if anchors else SPLIT_CRUMBS.split(text)
    names = [
        name for name in (_MARKS.sub("", name) for name in names) if name and not DATE_GLANCE.search(name)
    ]
    if any(TOOL.match(name) for name in names):
        return []
    return [name for name in names if len(name) <= MAX_SECTION_CHARS]


def _leads_home(block: Block) -> bool:
    """Whether a line opens with a link to the home page, as one that ends with the long headline itself does."""
    is_home = bool(block.hrefs) and block.hrefs[0].rstrip("/") in ("", ".", "/index.php")
    return is_home and _OPENS_HOME.match(block.text) is not None


def _anchors(block: Block) -> list[etree._Element]:
    """The links of a line; its element may hold more than the line."""
    own = [anchor for anchor in block.node.iter("a") if (anchor.get("href") or "") in block.hrefs]
    return own[: len(block.hrefs)]


def names_folder(text: str, url: str) -> bool:
    """Whether a page's address has a folder of this name.

    >>> names_folder("Thời sự - Chính trị", "https://bao.example/web/thoi-su-chinh-tri/-/2024/1.aspx")
    True
    """
    name = _NO_LETTERS.sub("-", fold(text)).strip("-")
    return bool(name) and name in urlsplit(url).path.lower().split("/")[1:-1]


def section_of_head(facts: Facts) -> str | None:
    """The first rubric that metas or JSON-LD state."""
    stated = facts.meta("article:section")
    if not stated:
        stated = next(
            (value for item in facts.articles[:1] if (value := text_value(item, "articleSection"))), ""
        )
    first = stated.split(",")[0].strip()
    return first if first and len(first) <= MAX_SECTION_CHARS else None


def find_tags(after: Sequence[Block]) -> tuple[str, ...]:
    """Tags printed below the text: links under a tag label, in a tag list, or to tag pages."""
    tags: list[str] = []
    box: etree._Element | None = None
    for block in after:
        if block.kind != "text" or is_tool(block) or any(map(DOCUMENT_FILE.search, block.hrefs)):
            continue
        text = block.text
        if len(text) < 400 and (rest := after_tag_label(block)) is not None:
            names = _names(block, rest)
            tags += names
            box = None if names else _list_of(block)
            continue
        labelled = box is not None and box in block.path
        if tags and (END_LABEL.match(text) or DATE_GLANCE.search(text)):
            break
        is_tag = block.linked > 0.7 and (
            (labelled and len(text) < 60)
            or any(TAG_HREF.search(href) for href in block.hrefs)
            or _is_listed(block)
        )
        is_tag = is_tag or _is_chip(block)
        if is_tag and len(text) < 300:
            own = [anchor for anchor in _anchors(block) if TAG_HREF.search(anchor.get("href") or "")]
            is_mixed = 0 < len(own) < len(block.hrefs) and DATE_GLANCE.search(text) is not None
            tags += [text_of(anchor) for anchor in own] if is_mixed else _names(block, text)
        elif _FILED.match(text) and len(text) < 400:
            tags += [
                text_of(anchor) for anchor in _anchors(block) if TAG_HREF.search(anchor.get("href") or "")
            ]
        elif tags:
            break
        elif labelled:
            box = None
    return tuple(dict.fromkeys(tags))


def _is_chip(block: Block) -> bool:
    """Whether an element of the site's own holds one tag."""
    return "-chip" in block.tag


def _is_listed(block: Block) -> bool:
    """Whether class or id of a box right around it say that it holds tags."""
    return any(TAG_CLASS.search(names_of(node)) for node in block.path[-4:])


def _list_of(label: Block) -> etree._Element:
    """The element that a label shares with the tags it stands before."""
    path = [node for node in label.path if node.tag not in ("li", "span", "h3", "h4", "h5", "p")]
    return path[-1] if path else label.node


def _names(block: Block, text: str) -> list[str]:
    if _is_chip(block):
        return [text]
    if len(block.hrefs) > 1:
        names = [text_of(anchor) for anchor in _anchors(block)]
    elif block.hrefs:
        names = [text]
    else:
        names = re.split(r"\s*[,;#]\s*", text)
    return [
        name
        for name in (name.strip(" #,;.") for name in names)
        if name and len(name) < 80 and not TOOL.match(name)
    ]
