"""Where a text begins, and which line above it is the headline if no heading, class or head of the page tells."""

import re
from collections.abc import Sequence

from newsarchive.page.blocks import Block
from newsarchive.page.markup import TITLE_CLASS
from newsarchive.page.prose import is_paragraph, opens_document
from newsarchive.page.teasers import follows_link
from newsarchive.page.titles import Titles, is_site_name, split_dated
from newsarchive.page.units import is_tool
from newsarchive.page.words import (
    AUTHOR_LABEL,
    CREDIT,
    DATE_GLANCE,
    DOCUMENT_HEADING,
    END_LABEL,
    HOME,
    IMPRINT,
    LICENCE,
    RUBRIC,
    SPLIT_CRUMBS,
    TOOL,
    date_share,
    is_licence,
)
from newsarchive.text.byline import BYLINE_SCORE, byline_score, without_post

MIN_LEAD_CHARS = 60
"""A text that opens an article is at least so long."""
NEAR_BLOCKS = 5
"""At most so many lines (kicker, date, author, tools) stand between a headline and its text."""
MAX_QUOTING_CHARS = 160
BOX_HEADING = re.compile(
    r"\W*(?:đường dây nóng|danh mục(?: tin(?: tức)?)?|lịch (?:công tác|làm việc|tiếp công dân)(?: tuần)?"
    r"|tin (?:tiêu điểm|nổi bật|hoạt động|vắn)"
    r"|thời tiết|(?:tỷ giá|giá vàng)(?: ngoại tệ| hôm nay)?|(?:bạn đọc|độc giả) viết"
    r"|(?:hộp )?thư(?: bạn đọc)?|góp ý|hỏi đáp|thư viện (?:ảnh|video)|đơn vị trực thuộc|chuyên trang)\W*",
    re.IGNORECASE,
)
"""Headings of boxes beside the text."""
NOTICE = re.compile(r"(?:tin buồn|cáo phó|lời c[áảa]m ơn|đính chính|cải chính)\W*", re.IGNORECASE)
"""Headlines that are shorter than others."""
_COUNTS = re.compile(
    r"\b(?:truy cập|trực tuyến|online|visitors?)\b[^.;]{0,40}\d|\bngười thứ\W*\d"
    r"|^\W*(?:lượt|khách|số) [^.;]{0,40}\d{3}",
    re.IGNORECASE,
)
"""Counts visitors."""
_HALF_DAY = re.compile(
    r"\W*(?:sáng|chiều|tối|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*:", re.IGNORECASE
)
"""Opens a line of a week's calendar."""
_LABELLED = re.compile(r"\W*(?:chuyên mục|danh mục|thể loại|lĩnh vực|nguồn|số)\s*:", re.IGNORECASE)
_PHOTO_STORY = re.compile(
    r"^\W*(?:(?:chùm |phóng sự |bộ |loạt )?ảnh|video|clip|infographic|đồ họa)\s*[:：]", re.IGNORECASE
)


def text_below(blocks: Sequence[Block], order: int) -> Block | None:
    """The paragraph, or the heading of a document, that begins at most a few short lines below a headline."""
    passed = 0
    for block in blocks[order + 1 : order + 2 + 3 * NEAR_BLOCKS]:
        if passed > NEAR_BLOCKS:
            return None
        if block.kind == "text" and len(block.text) < MIN_LEAD_CHARS and not is_tool(block):
            passed += len(block.text) > 2
        if block.level == 1 or (block.level == 2 and len(block.text) < MIN_LEAD_CHARS):
            return None
        if begins_text(block, blocks) or opens_document(block.text):
            return block
    return None


def begins_text(block: Block, blocks: Sequence[Block]) -> bool:
    return (
        is_paragraph(block)
        and (
            len(block.text) >= 2 * MIN_LEAD_CHARS
            or (
                len(block.text) >= MIN_LEAD_CHARS
                and ends_sentence(block.text)
                and not block.text.endswith("?")
            )
        )
        and block.linked < 0.3
        and not is_licence(block.text)
        and not IMPRINT.match(block.text)
        and not HOME.match(SPLIT_CRUMBS.split(block.text, 1)[0])
        and not follows_link(block, blocks)
        and not split_dated(block.text)[1]
        and not _ends_with_quotation(block)
        and not (block.order and END_LABEL.match(blocks[block.order - 1].text))
    )


def _ends_with_quotation(block: Block) -> bool:
    """Whether a bold line or a heading closes with what somebody said or a name, as headlines do."""
    return (block.level > 0 or block.bold > 0.9) and ends_with_name(block.text)


def ends_with_name(text: str) -> bool:
    """Whether quotation marks that close a text hold a name, and no sentence."""
    return text[-1] in '”"' and text[-2:-1] not in (".", "!", "…") and len(text) <= MAX_QUOTING_CHARS


def ends_sentence(text: str) -> bool:
    """Whether a text closes as sentences do."""
    return text.endswith((".", "!", "?", "…", "”", '"', ")", ":", ";"))


def line_above_text(blocks: Sequence[Block]) -> Block | None:
    """The headline of a page that marks none: the line above the first running text, one that stands out if any."""
    first = _first_text(blocks)
    if first is None:
        return None
    lines = _lines_above(first, blocks)
    above = [
        block
        for block in lines[-NEAR_BLOCKS:]
        if may_be_headline(block)
        and (block.level or not block.order or blocks[block.order - 1].kind == "text")
    ]
    marked = [
        block
        for block in above
        if block.level or block.bold > 0.9 or TITLE_CLASS.search(block.node.get("class") or "")
    ]
    found = marked or above
    return found[-1] if found else None


def _first_text(blocks: Sequence[Block]) -> Block | None:
    """The first running text that does not stand in a box with a name of its own."""
    box = None
    for block in blocks:
        if (box is None or box not in block.path) and begins_text(block, blocks):
            label = next(reversed(_lines_above(block, blocks)), None)
            if label is None or label.holder is None or BOX_HEADING.fullmatch(label.text) is None:
                return block
            box = label.holder
    return None


def _lines_above(text: Block, blocks: Sequence[Block]) -> list[Block]:
    return [
        block
        for block in blocks[max(text.order - 3 * NEAR_BLOCKS, 0) : text.order]
        if block.kind == "text" and not is_tool(block)
    ]


def may_be_headline(block: Block) -> bool:
    text = block.text
    return (
        block.kind == "text"
        and block.figure is None
        and (20 <= len(text) <= 220 or NOTICE.fullmatch(text) is not None)
        and block.linked < 0.5
        and not CREDIT.search(_PHOTO_STORY.sub("", text))
        and not text.endswith((".", ":"))
        and not any(words.match(text) for words in (TOOL, END_LABEL, HOME, RUBRIC))
        and not is_site_name(text)
        and not (DATE_GLANCE.search(text) and date_share(text, least=0.6) > 0.6)
        and not LICENCE.search(text)
        and not AUTHOR_LABEL.match(text)
        and not _LABELLED.match(text)
        and not _HALF_DAY.match(text)
        and not _COUNTS.search(text)
        and not DOCUMENT_HEADING.fullmatch(text)
        and byline_score(without_post(text)) < BYLINE_SCORE
    )


def guess_headline(before: Sequence[Block], titles: Titles) -> Block | None:
    """The headline of a page whose head and headings tell nothing: the nearest bold line above the text."""
    if any(not is_site_name(stated) for stated in titles.stated):
        return None
    for block in reversed(before[-8:]):
        text = block.text
        if (
            block.kind == "text"
            and block.bold > 0.9
            and block.linked < 0.5
            and 20 <= len(text) <= 220
            and not text.endswith(".")
            and not DATE_GLANCE.search(text)
        ):
            return block
    return None
