"""Who signed: the byline and agency lines at the foot of the text or beside the date at its head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsarchive.page.blocks import Block
from newsarchive.page.captions import Norm
from newsarchive.page.units import (
    is_author_alone,
    is_marked_author,
    is_related_line,
    is_tag,
    is_tool,
    names_apart,
)
from newsarchive.page.words import (
    AGENCY_LINE,
    AUTHOR_LABEL,
    AUTHOR_LABEL_ALONE,
    DATE_GLANCE,
    END_LABEL,
    GOES_ON,
    OTHER_DAY,
    PLACE_AND_DAY,
    RELATIVE_GLANCE,
    REMARK,
    RUBRIC,
    SIGNED,
    TAG_LABEL,
    TOOL,
    date_share,
    without_buttons,
    without_date,
)
from newsarchive.text.byline import byline_score, is_office, is_post, parse_byline, without_post
from newsarchive.text.names import name_score
from newsarchive.text.outlets import is_outlet

_NOBODY = re.compile(
    r"\W*(?:(?:bởi|by)$|(?:bởi |by )?(?:admin\w*|administrator|webmaster|quản trị(?: viên)?|super user|bientap\w*"
    r"|btv_\w*)\W*$"
    r"|(?:tạp chí|báo|bản tin|tập san|đặc san)\b[^.;:]{0,30}?\bsố \d[^.;:]{0,20}$)",
    re.IGNORECASE,
)
_POSTER = re.compile(r"\W*(?:người đăng|(?:đăng|posted) (?:bởi|by))\b", re.IGNORECASE)
_HOUSE = re.compile(r"\W*(?:ban (?:biên tập|quản trị)(?: \w+){0,3}|bbt|tòa soạn|toà soạn)\W*$", re.IGNORECASE)
"""Who put the page up, and the name of a house's own account; who signed the text wrote it."""
_FOOTNOTE = re.compile(r"\s?\(?\*+\)?$")
"""The mark of the note that tells where the author works."""
_NOTE = re.compile(r"\W{0,2}\d{1,3}[\])](?:, ?\W{0,2}\d{1,3}[\])]){0,9} ")
"""A note or a reference at the foot: "[4] Báo cáo …", "4) Báo cáo …"."""
_NOTES = re.compile(r"\W*(?:chú thích|ghi chú|tài liệu (?:tham khảo|trích dẫn))\W*$", re.IGNORECASE)
"""The label above them."""
_OF_PHOTOS = re.compile(
    r"\W*(?:một (?:số|vài) |những |chùm |các )?(?:hình )?ảnh(?: [^.:]{0,60})?:\W*$|(?:#\w+[\s,]*)+$",
    re.IGNORECASE,
)
"""What stands above photos at the end: "Một số hình ảnh tại hội nghị:"; and hashtags."""
_WRITTEN_AT = re.compile(
    r"[^\W\d_][\w .-]{1,40}, (?:(?:ngày|mùa|tháng|đầu|cuối|xuân|hạ|hè|thu|đông)\b[\w ./-]{1,30})?(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
"""Where and when a poem, a letter or a memoir was written."""
_BESIDE_SIGNATURE = (_NOTE, _NOTES, REMARK, GOES_ON, _WRITTEN_AT)
"""What stands below the signature, or right above it."""
_DESK = re.compile(r"^\(?(?:[A-ZĐ]{2,6}|[A-ZĐ]{2,6}/[A-ZĐ][\w+]{1,12})\)\s*(?:[-–]\s*)?(?=[A-ZĐÀ-Ỹ]\S* \S)")
"""The paper's own mark before the author: "(LĐO) Bích Hà"; beside a date its first bracket went with that."""
_SOURCE_ADDRESS = re.compile(
    r"\W*(?:theo|nguồn)\s*[:：]?\s*https?://(?:www\.)?([\w.-]+)\S*\W*$", re.IGNORECASE
)
"""The whole address that a text was taken from."""
_MORE_BY = re.compile(r"\s*xem (?:tất cả|thêm)(?: các)? bài(?: viết)?\b.{0,40}$", re.IGNORECASE)
"""The link to an author's other texts."""
_HOUR_BEHIND = re.compile(r"\s+(?:vào )?lúc \d{1,2}\s?[:hg]\s?\d\d\W*$", re.IGNORECASE)
_DOCUMENT_POST = re.compile(
    r"\(?(?:(?i:đã ký|ký tên|ký, đóng dấu))\)?$|(?:T/?M\.? |KT\.? |TL\.? )?(?:PHÓ )?(?:TỔNG )?"
    r"(?:BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|CHỦ NHIỆM|GIÁM ĐỐC|HIỆU TRƯỞNG)(?: [A-ZĐÀ-Ỹ]+)*$"
)
"""What stands above the name of who signed a document: that it is signed, or the post in capitals."""
_SOURCE = re.compile(r"\W*nguồn tin\s*[:：]", re.IGNORECASE)
_INITIALS = re.compile(r"(?!END|PR|TOP|FAQ|FILE)[A-ZĐ]+")
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]*")
MAX_BIO_WORDS = 6
MAX_BUTTON_CHARS = 20
MAX_FOOT_LINES = 4
MAX_NAME_CHARS = 45
MAX_INITIALS = 4
MAX_SIGNATURE_CHARS = 110
MIN_MARKED_SCORE = 0.3
"""Of a name that mark-up says to be an author's."""
NEEDED = 0.6
"""Score from which a line without any mark of its own is a byline."""


@dataclass(slots=True, kw_only=True)
class Signature:
    """Byline and agency as printed, and the orders of the blocks they stand in."""

    byline: str | None = None
    agency: str | None = None
    orders: set[int] = field(default_factory=set)

    @property
    def is_agency_only(self) -> bool:
        """Whether the byline names no person, only an agency or a paper."""
        if self.byline is None:
            return True
        parsed = parse_byline(self.byline)
        return not parsed.authors and parsed.agency is not None

    @property
    def is_account(self) -> bool:
        """Whether the byline is the name of an account that everybody writes under: "Admin"."""
        return self.byline is not None and (
            any(where.match(self.byline) for where in (_NOBODY, _HOUSE))
            or _ACCOUNT.fullmatch(self.byline) is not None
        )


def take_foot(texts: Sequence[tuple[Block, str]], norm: Norm) -> Signature:
    """The signature in the last lines of the text and right after it.

    `texts` are the blocks with their zone, "body" or "tail". What follows the text may be anything: there only
    clear signatures count, and the rest is passed over.
    """
    found = Signature()
    signed: list[Block] = []
    weak: list[Block] = []
    lines = 0
    address: str | None = None
    end = max((block.order for block, zone in texts if zone != "tail"), default=-2)
    for block, zone in reversed(texts):
        if (
            is_tool(block)
            or END_LABEL.match(block.text)
            or AUTHOR_LABEL_ALONE.match(block.text)
            or _NOBODY.match(AUTHOR_LABEL.sub("", block.text))
            or _OF_PHOTOS.match(block.text)
            or _lists_tags(block.text)
            or (zone == "body" and not lines and _heads_nothing(block))
        ):
            found.orders.add(block.order)
        elif (source := _SOURCE_ADDRESS.match(block.text)) is not None:
            found.orders.add(block.order)
            address = source[1]
        elif zone != "tail" and any(where.match(block.text) for where in _BESIDE_SIGNATURE):
            continue  # text still
        elif zone == "tail":
            if len(block.text) > MAX_SIGNATURE_CHARS or is_tag(block) or _WRITTEN_AT.match(block.text):
                continue
            if block.level and not is_marked_author(block):
                continue  # of the next box
            if (
                _signs(block, norm)
                or (signed and _credits_above(block, signed[-1]))
                or (block.order == end + 1 and (_is_initials(block) or _is_issuer(block)))
            ):
                (weak if _is_weak(block.text) else signed).append(block)
        elif lines >= MAX_FOOT_LINES or len(block.text) > MAX_SIGNATURE_CHARS:
            break
        elif _is_post_of(texts, block, norm):
            found.orders.add(block.order)
        elif _DOCUMENT_POST.match(block.text):
            if signed and signed[-1].order == block.order + 1 and not SIGNED.match(signed[-1].text):
                signed.pop()  # who signed the document did not write for the paper
            break
        elif _signs(block, norm) or _credits(block) or (not lines and _may_be_name(block)):
            lines += 1
            (weak if _POSTER.match(block.text) else signed).append(block)
        elif not is_related_line(block) and block.linked <= 0.8:
            break
    found.orders.update(block.order for block in weak)
    _assign(list(reversed(signed or weak)), found)
    if found.agency is None and (found.byline is None or parse_byline(found.byline).agency is None):
        found.agency = address
    return found


def take_head(blocks: Sequence[Block], lead: int | None) -> Signature:
    """The signature between headline and text."""
    found = Signature()
    poster: tuple[str, int] | None = None
    follows_label = False
    for position, block in enumerate(blocks):
        if lead is not None and block.order == lead:
            continue
        if PLACE_AND_DAY.match(block.text):
            continue
        text = _bare(block.text)
        if _POSTER.match(text) and poster is None:
            poster = AUTHOR_LABEL.sub("", text).strip(), block.order
            continue
        if not text or len(text) > MAX_SIGNATURE_CHARS or RUBRIC.match(text) or END_LABEL.match(text):
            continue
        if AUTHOR_LABEL_ALONE.match(text) or _NOBODY.match(AUTHOR_LABEL.sub("", text)):
            found.orders.add(block.order)
            follows_label = AUTHOR_LABEL_ALONE.match(text) is not None
            continue
        marked = is_marked_author(block)
        if marked:
            text = names_apart(block, text) or text
        if " - " in text and text != block.text:
            text = _names_of(text)
        labelled = bool(AUTHOR_LABEL.match(text))
        labelled, follows_label = labelled or (follows_label and len(text) <= 60), False
        beside_date = text != block.text or any(
            near.order in (block.order - 1, block.order + 1) and date_share(near.text) > 0.8
            for near in blocks[max(position - 1, 0) : position + 2]
            if DATE_GLANCE.search(near.text)
        )
        if is_post(text) and (above := _name_above(blocks, position)) is not None:
            block, text, labelled = above, above.text, True
        score = byline_score(AUTHOR_LABEL.sub("", text))
        if marked and (score > 0.2 or len(text.split()) <= 6) or labelled or (beside_date and score >= 0.3):
            pass
        elif block.linked > 0.5 or score < NEEDED:
            continue
        name = AUTHOR_LABEL.sub("", text).strip()
        if poster is None and _ACCOUNT.fullmatch(name):
            poster = name, block.order
            continue
        found.byline = name
        found.orders.add(block.order)
        _go_on_below(blocks, block, found)
        break
    if found.byline is None and poster is not None and poster[0] and not _NOBODY.match(poster[0]):
        found.byline = poster[0]
        found.orders.add(poster[1])
    return found


def _go_on_below(blocks: Sequence[Block], name: Block, found: Signature) -> None:
    """Take the other authors, who stand in elements like the first one's right below, and the office of the last."""
    last = name
    for block in blocks:
        if block.order != last.order + 1:
            continue
        if is_post_below(last, block):
            found.orders.add(block.order)
        elif not (_is_alike(name, block) and found.byline and block.text not in found.byline):
            break
        else:
            found.byline = f"{found.byline}, {block.text}"
            found.orders.add(block.order)
        last = block


def _is_alike(name: Block, block: Block) -> bool:
    """Whether mark-up names an author in a line as it does in another."""
    return (
        block.tag == name.tag
        and block.node.get("class") == name.node.get("class")
        and block.holder is name.holder
        and is_author_alone(name)
        and is_author_alone(block)
        and byline_score(block.text) >= MIN_MARKED_SCORE
    )


def is_post_below(above: Block | None, block: Block) -> bool:
    """Whether a line names where the one works whom the line right above names."""
    if above is None or above.order + 1 != block.order or len(above.text) > MAX_NAME_CHARS:
        return False
    if not is_post(block.text) or is_post(above.text):
        return False
    return is_marked_author(above) or byline_score(above.text) >= NEEDED


def _name_above(blocks: Sequence[Block], position: int) -> Block | None:
    """The name that a reporter's post stands below, which may link to the author's page."""
    above = blocks[position - 1] if position else None
    if above is None or above.order + 1 != blocks[position].order or len(above.text) > MAX_NAME_CHARS:
        return None
    if AUTHOR_LABEL_ALONE.match(above.text) or _NOBODY.match(above.text):
        return None
    return above if name_score(above.text) >= 0.3 and not is_post(above.text) else None


def _names_of(text: str) -> str:
    """The pieces beside a date that are names; a rubric or a counter may stand there too."""
    names = [piece for piece in text.split(" - ") if byline_score(AUTHOR_LABEL.sub("", piece)) >= 0.3]
    return " - ".join(piece for piece in names if not RUBRIC.match(piece)) or text


def is_dated(block: Block) -> bool:
    """Whether a short line before the text is a date line: nothing but a date, or a date beside a name."""
    text = block.text
    if "đến" in text or OTHER_DAY.match(text):
        return False  # from when to when something is, or somebody's birth
    if not DATE_GLANCE.search(text):
        if not RELATIVE_GLANCE.search(text):
            return False
        return RELATIVE_GLANCE.match(text) is not None or byline_score(without_date(text)) >= NEEDED
    if date_share(text) > 0.45:
        return True
    return is_marked_author(block) or byline_score(AUTHOR_LABEL.sub("", without_date(text))) >= NEEDED


def _lists_tags(text: str) -> bool:
    """Whether a line is one of tags, which may be no links: their label with a colon opens it."""
    label = TAG_LABEL.match(text)
    return label is not None and label[0].rstrip().endswith((":", "："))


def _bare(text: str) -> str:
    """The line without what stands behind the name: the date, a reporter's post."""
    if DATE_GLANCE.search(text) or RELATIVE_GLANCE.search(text):
        text = without_date(text)
    text = _DESK.sub("", text)
    text = _FOOTNOTE.sub("", without_post(without_buttons(text)))
    return "" if len(text) < MAX_BUTTON_CHARS and TOOL.match(text) else text


def _signs(block: Block, norm: Norm) -> bool:
    """Whether one of the last lines is a signature, by its words, its look and its mark-up."""
    text = block.text.strip()
    if not text or text.endswith(("?", "!", ":", "…")) or block.level in (1, 2) or _NOTE.match(text):
        return False
    own = "" if PLACE_AND_DAY.match(text) else _bare(text)
    score = byline_score(_MORE_BY.sub("", own or text))
    if (
        AUTHOR_LABEL.match(text)
        or SIGNED.match(text)
        or (is_marked_author(block) and not _tells(text, score))
    ):
        return True
    if AGENCY_LINE.match(text) and len(text) < 90:
        return True
    if (
        block.align == "right"
        and norm.align != "right"
        and len(text) <= 80
        and not (len(text) > 40 and text.endswith("."))
    ):
        return score > 0.0 or len(text.split()) <= 6
    if (block.bold > 0.9 and not norm.bold) or (block.italic > 0.9 and not norm.italic):
        return score >= 0.4 or is_office(text)
    return score >= NEEDED


def _tells(text: str, score: float) -> bool:
    """Whether a sentence of an author's box tells of the author."""
    text = _MORE_BY.sub("", text)
    return score == 0.0 and text.endswith(".") and len(text.split()) > MAX_BIO_WORDS


def _is_weak(text: str) -> bool:
    """Whether a line after the text names who put the page up, a house's own account or any account."""
    return any(where.match(text) for where in (_HOUSE, _POSTER)) or _ACCOUNT.fullmatch(text) is not None


def _is_post_of(texts: Sequence[tuple[Block, str]], block: Block, norm: Norm) -> bool:
    """Whether a line names the post of the one whom the line above names."""
    if not is_post(block.text) or not ((block.align == "right" != norm.align) or block.italic > 0.9):
        return False
    above = next((other for other, _ in texts if other.order == block.order - 1), None)
    return above is not None and not is_post(above.text) and byline_score(_bare(above.text)) >= NEEDED


def _credits(block: Block) -> bool:
    """Whether a short line names who took the photos or drew: "Đồ họa: Như Quỳnh"."""
    roles = parse_byline(block.text).roles if len(block.text) <= MAX_NAME_CHARS else ()
    return bool(roles) and all(role in ("photo", "design", "technical", "video") for role, _ in roles)


def _credits_above(block: Block, signed: Block) -> bool:
    """Whether a line credits photographers or artists right above one of the same kind that signs."""
    return (
        block.order + 1 == signed.order
        and block.tag == signed.tag
        and block.holder is signed.holder
        and _credits(block)
    )


def _may_be_name(block: Block) -> bool:
    """Whether the last line of a text could be one person's name, of which no list need know every part."""
    text = block.text
    if len(text) > MAX_NAME_CHARS or block.level or block.linked or text.endswith("."):
        return False
    if _is_initials(block):
        return True
    authors = parse_byline(text).authors
    return (
        len(authors) == 1
        and " " in authors[0]
        and name_score(authors[0]) >= 0.3
        and byline_score(text) > 0  # no numbered heading
    )


def _heads_nothing(block: Block) -> bool:
    """Whether the last line of all is a small heading that names nobody: of a box whose other lines are no text."""
    return block.level > 1 and byline_score(block.text) == 0.0 and not is_marked_author(block)


def _is_issuer(block: Block) -> bool:
    """Whether a line is an office and nothing else, in a box of its own right below the text."""
    return block.tag == "div" and not block.linked and is_office(block.text)


def _is_initials(block: Block) -> bool:
    """Whether a line holds nothing but a few capitals, as papers sign short news."""
    text = block.text
    return (
        2 <= len(text) <= MAX_INITIALS
        and _INITIALS.fullmatch(text) is not None
        and not (block.level or block.linked or block.tag == "li" or block.table is not None)
        and not is_outlet(text)
    )


def _assign(lines: list[Block], found: Signature) -> None:
    people: list[str] = []
    agencies: list[str] = []
    for block in lines:
        found.orders.add(block.order)
        text = _HOUR_BEHIND.sub("", AUTHOR_LABEL.sub("", _bare(block.text) or block.text)).strip()
        parsed = parse_byline(text)
        is_source = _SOURCE.match(block.text) is not None
        is_agency = parsed.agency is not None and (people or AGENCY_LINE.match(text))
        if not parsed.authors and (is_source or is_agency):
            agencies.append(text)
        elif text not in people:
            people.append(text)
    if people:
        found.byline = people[0] if len(people) == 1 else _joined(people)
        found.agency = agencies[0] if agencies else None
    elif agencies:
        found.byline = agencies[0]
        found.agency = agencies[-1] if len(agencies) > 1 or not parse_byline(agencies[0]).agency else None


def _joined(lines: list[str]) -> str:
    """Several signature lines: a name repeated in the author box is one; others are joined as printed."""
    unique: list[str] = []
    for line in lines:
        if not any(line.lower() in other.lower() for other in unique):
            unique = [other for other in unique if other.lower() not in line.lower()]
            unique.append(line)
    return " - ".join(unique)
