"""Which block is the headline: the one that the head of the page agrees with, else the most headline-like one."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from newsarchive.page.blocks import HEADINGS, Block
from newsarchive.page.glance import Glance
from newsarchive.page.markup import KICKER_CLASS, LEAD_CLASS, TITLE_CLASS
from newsarchive.page.titles import (
    DATE_ENDS,
    MAX_DATED_CHARS,
    MIN_STATED_CHARS,
    MIN_TITLE_CHARS,
    SHORT_PIECE,
    Titles,
    is_site_name,
    key,
    split_dated,
    tells_nothing,
    tells_something,
    without_day,
)
from newsarchive.page.units import inner_names
from newsarchive.page.unmarked import (
    BOX_HEADING,
    NOTICE,
    begins_text,
    ends_sentence,
    ends_with_name,
    line_above_text,
    may_be_headline,
    text_below,
)
from newsarchive.page.words import (
    DATE_GLANCE,
    END_LABEL,
    HOME,
    RUBRIC,
    SPLIT_CRUMBS,
    TOOL,
    date_share,
)
from newsarchive.text.dateline import has_site_prefix

MAX_TITLE_CHARS = 400
MIN_SLUG_CHARS = 20
"""Letters that a headline and the address have in common, hyphens and blanks not counted."""
MAX_ABOVE = 3
"""Lines, the date and a lead among them, between a headline and the first heading inside the text."""
MAX_RUBRIC_CHARS = 45
AGREED = 50.0
"""Scores from here on mean that the head of the page names this headline."""
_INNER_TITLE = Glance(
    r"(?:lbl|title)_?(?:title|tieu-?de)$|(?:^|[\s_-])(?:lbltitle|lbltieude|title|tieude)(?:$|\s)",
    max_chars=200,
)
"""Class or id of the one element in a line, as content systems give it."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){3,}")
"""Words of a title in an address."""
_ID_TAIL = re.compile(r"(?:-[a-z]{0,4}\d{3,})+$")
_ID = re.compile(r"(?<!\d)\d{5,}(?!\d)")
"""The number of an article, in whichever of its addresses."""
_NUMBERED = re.compile(r"(?:Điều|Chương|Mục|Phần|Khoản|Câu) (?:\d+|[IVX]+)\b|[IVX]{1,5}[.)] ")
"""Headings inside a text of law or a long article."""
_LOGO = Glance(r"logo|brand|site-name|sitename", max_chars=400)


def find_headline(blocks: Sequence[Block], titles: Titles, url: str = "") -> Block | None:
    """The block that is the article's headline, or None where the page prints none. `url`: the page's own address."""
    wanted = titles.wanted
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if any(map(str.isdigit, parts.query)) else parts.path
    score, best = _most_like(blocks, wanted, path)
    is_agreed = score >= AGREED
    is_sure = best is not None and is_agreed and (best.level > 0 or len(best.text) >= MAX_RUBRIC_CHARS)
    if not is_sure and (line := _named_in_address(blocks, url)) is not None:
        return line
    if best is not None and is_agreed:
        return _named_below(best, blocks) or _twin_at_text(best, blocks)
    is_lead = best is not None and best.level > 1 and best.text.endswith(".")
    if (best is None or is_lead) and (line := _only_main_heading(blocks)) is not None:
        return line
    if best is None:
        return _unmarked(blocks, titles, path)
    if (title := _heading_below(best, blocks)) is not None:
        return title
    best = _title_above(best, blocks) or _first_alike(best, blocks)
    if text_below(blocks, best.order) is not None and not RUBRIC.match(best.text):
        return (line_above_text(blocks) or best) if _is_inside_text(best, blocks) else best
    return line_above_text(blocks) or best


def _most_like(blocks: Sequence[Block], wanted: dict[str, float], path: str) -> tuple[float, Block | None]:
    """(score, the block most like a headline)."""
    best: tuple[float, Block | None] = (0.0, None)
    for block in blocks:
        score = _score(block, wanted, path)
        if 100 > score >= AGREED and text_below(blocks, block.order) is None:
            score -= 40
        if score < AGREED and block.linked > 0.9 and _leads_here(block, path):
            score = AGREED
        if score > best[0]:
            best = (score, block)
    return best


def _unmarked(blocks: Sequence[Block], titles: Titles, path: str) -> Block | None:
    """The headline of a page on which no line looks like one: the line above the text, unless the head states another
    title; it may call every page by a name that does not look like a site's, or by its rubric."""
    line = line_above_text(blocks)
    if line is None or not any(map(tells_something, titles.stated)):
        return line
    if any(key(line.text) in key(stated) for stated in titles.stated) or split_dated(line.text)[1]:
        return line
    if _ends_trail(line, blocks):
        return line
    wanted = titles.wanted
    return (
        line
        if any(_names_rubric(block, path) and _ends_with_stated(block.text, wanted) for block in blocks)
        else None
    )


def _named_in_address(blocks: Sequence[Block], url: str) -> Block | None:
    """The line above a text whose words the address repeats, perhaps cut off, as content systems make addresses."""
    slugs = _SLUG.findall(unquote(urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()).lower())
    slug = _ID_TAIL.sub("", max(slugs, key=len, default="")).replace("-", "")
    if len(slug) < MIN_SLUG_CHARS:
        return None
    found: tuple[int, Block | None] = (0, None)
    for block in blocks:
        if block.kind == "text" and MIN_SLUG_CHARS <= len(block.text) <= MAX_TITLE_CHARS:
            short, long = sorted((slug, key(block.text).replace(" ", "")), key=len)
            if (
                len(short) >= max(MIN_SLUG_CHARS, found[0] + 1)
                and long.startswith(short)
                and text_below(blocks, block.order) is not None
            ):
                found = len(short), block
    return found[1]


def _only_main_heading(blocks: Sequence[Block]) -> Block | None:
    """The one main heading, right above a text: a headline even if it could name a rubric, as "Tin vắn"."""
    main = [block for block in blocks if block.level == 1 and block.text]
    if len(main) != 1 or main[0].linked > 0.5 or is_site_name(main[0].text):
        return None
    return main[0] if text_below(blocks, main[0].order) is not None else None


def _named_below(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The headline right below a line that the head states too, but that only names the rubric: no heading, and no
    title by its class."""
    if block.level or TITLE_CLASS.search(block.node.get("class") or ""):
        return None
    return _heading_below(block, blocks)


def _title_above(best: Block, blocks: Sequence[Block]) -> Block | None:
    """The headline right above the first of several small headings of one kind, each of which heads a part."""
    if not _heads_part(best, blocks):
        return None
    for block in reversed(blocks[max(best.order - MAX_ABOVE, 0) : best.order]):
        is_higher = 0 < block.level < best.level and len(block.text) >= MIN_TITLE_CHARS
        if (is_higher and block.linked < 0.5) or (block.bold > 0.9 and may_be_headline(block)):
            return None if is_site_name(block.text) else block
    return None


def _heads_part(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a small heading has others of its kind below it, in the same element."""
    return block.level > 1 and any(
        other.tag == block.tag and other.holder is block.holder and other.linked < 0.5
        for other in blocks[block.order + 1 :]
    )


def _first_alike(block: Block, blocks: Sequence[Block]) -> Block:
    """The first of several main headings of one class, each above a text: the next articles follow below."""
    if block.level != 1 or not block.node.get("class"):
        return block
    return next(
        other
        for other in blocks
        if other is block
        or (
            other.tag == block.tag
            and other.node.get("class") == block.node.get("class")
            and other.linked < 0.5
            and text_below(blocks, other.order) is not None
        )
    )


def _heading_below(block: Block, blocks: Sequence[Block]) -> Block | None:
    """A longer heading, or line that is called a title, right below a short one that is no h1 and then names the
    rubric."""
    if block.level == 1 or len(block.text) >= MAX_RUBRIC_CHARS:
        return None
    least = MIN_TITLE_CHARS if _is_in_menu(block, blocks) else max(len(block.text), SHORT_PIECE)
    for below in blocks[block.order + 1 : block.order + 3]:
        if (
            (below.level or TITLE_CLASS.search(below.node.get("class") or ""))
            and (len(below.text) >= least or NOTICE.fullmatch(below.text))
            and below.linked < 0.5
            and not (ends_sentence(below.text) and not ends_with_name(below.text))
            and not (DATE_GLANCE.search(below.text) and date_share(below.text) > 0.8)
            and text_below(blocks, below.order) is not None
            and not (block.level and _heads_part(below, blocks))
        ):
            return below
    return None


def _is_in_menu(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a link farther up has the words of a heading: then it names a rubric, and a headline may be shorter."""
    return block.level > 1 and any(
        other.linked > 0.9 and other.text == block.text for other in blocks[: block.order]
    )


def _is_inside_text(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a heading stands below running text in the same element: a subheading."""
    return any(
        other.path[-2:-1] == block.path[-2:-1] and begins_text(other, blocks)
        for other in blocks[: block.order]
    )


def _twin_at_text(block: Block, blocks: Sequence[Block]) -> Block:
    """The same words right above the text, where a bar at the top repeats the headline and neither is a heading."""
    if HEADINGS.get(block.tag) or text_below(blocks, block.order) is not None:
        return block
    twins = (other for other in blocks[block.order + 1 :] if other.text == block.text and other.linked < 0.5)
    return next((twin for twin in twins if text_below(blocks, twin.order) is not None), block)


def _ends_with_stated(text: str, wanted: dict[str, float]) -> bool:
    """Whether a line, or the last step of a breadcrumb, is what the head states."""
    return key(text) in wanted or key(SPLIT_CRUMBS.split(text)[-1]) in wanted


def _ends_trail(line: Block, blocks: Sequence[Block]) -> bool:
    """Whether a breadcrumb farther up, from the home page on, ends with a line."""
    for block in blocks[: line.order]:
        if block.text.endswith(line.text) and len(block.text) > len(line.text):
            steps = SPLIT_CRUMBS.split(block.text.removesuffix(line.text))
            if len(steps) > 1 and HOME.match(steps[0]):
                return True
    return False


def _names_rubric(block: Block, path: str) -> bool:
    """Whether a short link leads elsewhere: the head may name the page by its rubric alone."""
    return block.linked > 0.9 and len(block.text) < MAX_RUBRIC_CHARS and not _leads_here(block, path)


def _leads_here(block: Block, path: str) -> bool:
    """Whether a line long enough for a headline links to the page it stands on."""
    if len(path) <= 5 or not 20 <= len(block.text) <= 220 or "://" in block.text or TOOL.match(block.text):
        return False
    if len(set(block.hrefs)) != 1:
        return False
    href = block.hrefs[0].split("#", 1)[0]
    if (href if "?" in path else href.split("?", 1)[0]).endswith(path):
        return True
    return block.level in (1, 2) and not set(_ID.findall(path)).isdisjoint(_ID.findall(href))


def _has_length_of(text: str, wanted: dict[str, float]) -> bool:
    """Whether a text is about as long as one of the stated titles: cheaper than comparing it."""
    size = len(text)
    for stated in wanted:
        if -12 <= size - len(stated) <= 12:
            return True
    return False


def _score(block: Block, wanted: dict[str, float], path: str) -> float:
    text = block.text
    marked = block.level == 1 or block.node.get("itemprop") == "headline"
    least = MIN_STATED_CHARS if marked and key(text) in wanted else MIN_TITLE_CHARS
    if not least <= len(text) <= MAX_TITLE_CHARS + MAX_DATED_CHARS or block.kind != "text":
        return 0.0
    if text[-1] in DATE_ENDS and key(text) not in wanted:
        rest = split_dated(text)[0]
        if rest == text and text[-1] in ")]" and key(bare := without_day(text)) in wanted:
            rest = bare
        text = rest if len(rest) > SHORT_PIECE else text
    if not least <= len(text) <= MAX_TITLE_CHARS:
        return 0.0
    level = HEADINGS.get(block.tag, 0)
    agreed = wanted.get(key(text), 0.0) if level or _has_length_of(text, wanted) else 0.0
    if not level and block.linked > 0.5 and (not agreed or _names_rubric(block, path)):
        return 0.0
    if not agreed and (level or block.bold > 0.5):
        folded = key(text)
        if len(folded) > 25 and any(
            stated.startswith(folded) or folded.startswith(stated) for stated in wanted if len(stated) > 25
        ):
            agreed = 60.0
    classes = block.node.get("class") or ""
    if "-" in block.tag:
        classes = f"{classes} {block.tag}"
    named = (bool(TITLE_CLASS.search(classes)) and not KICKER_CLASS.search(classes)) or "headline" in (
        block.node.get("itemprop") or ""
    )
    if not named and not wanted and not level:  # the head calls every page by the site's name
        named = _INNER_TITLE.search(inner_names(block)) is not None
    if not agreed and ((not level and not named) or _NUMBERED.match(text)):
        return 0.0
    if any(href.strip("./") == "" for href in block.hrefs):
        return 0.0
    if not agreed and (is_site_name(text) or tells_nothing(text) or BOX_HEADING.fullmatch(text)):
        return 0.0
    if _LOGO.search(classes) or TOOL.match(text) or END_LABEL.match(text) or HOME.match(text):
        return 0.0
    score = agreed
    if level:
        score += (20, 14, 9, 6, 3, 1)[level - 1]
    if named:
        score += 4
    if block.linked > 0.5 and not _leads_here(block, path):
        score -= 25
    if not agreed:
        if DATE_GLANCE.search(text):
            if date_share(text) > 0.8:
                return 0.0
            score -= 8
        score += min(len(text), 90) / 15
        if text.endswith(".") and level != 1:  # a lead in a heading
            score = 0.0 if has_site_prefix(text) or LEAD_CLASS.search(classes) else score - 14
    return score - block.order / 10_000
