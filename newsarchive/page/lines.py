"""Lines between <br> elements: which of them belong to one paragraph, and where words that touch are two."""

import re
from dataclasses import dataclass, field

from newsarchive.page.words import DATE_GLANCE, date_share
from newsarchive.text.clean import clean_line

_SENTENCE_END = (".", "!", "?", "…", ":", ";", '."', ".”", "!”", "?”", ")", "”", '"')
_TIME_START = re.compile(r"\d{1,2}(?:[/:.-]\d| (?:giây|phút|giờ|ngày|tuần|tháng) trước)")
_WEEKDAY_START = re.compile(r"(?:Thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|Chủ [Nn]hật)\b")
_COMBINING = "".join(map(chr, range(0x300, 0x370)))
_DATE_END = re.compile(
    r"(?:[/.-]\d{1,2}[/.-]|(?:năm|tháng \d{1,2},?|\b\d{1,2} [a-z]{3,9},?) )(?:19|20)\d\d$"
    r"|\d[:h]\d\d$|\d ?(?:[AP]M|SA|CH)$|gmt ?\+\d\d?\)?$",
    re.IGNORECASE,
)
_MONTH_END = re.compile(r"(?:^|\b(?:tháng|th) ?)\d{1,2}$", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_MONTH = re.compile(r"T(?:háng|h|H) ?\d")
_HALF_OF_DAY = re.compile(r"\d (?:SA|CH|AM|PM)$")
_WORD_ENDS = re.compile(r"[a-zà-ỹ]{2,}[.!?…”\"]{1,2}$")
_BULLETS = ("- ", "– ", "+ ", "* ", "• ")
_INDENT = "\u00a0\u00a0"
_SENTENCE_LINE = 30
"""Characters from which a sentence of one line counts as a paragraph where the next line is a sentence too."""
_LONG_LINE = 60
"""Characters from which a line made by a single <br> counts as running text."""


@dataclass(slots=True, eq=False)
class Line:
    """Text being collected up to the next <br>."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    italic: int = 0
    linked: int = 0
    hrefs: list[str] = field(default_factory=list)
    lines: int = 1
    font: str = ""
    """The size that a <font> around all of the text gives it, as written; "" where none does."""

    def is_indented(self) -> bool:
        """Whether the line is set in by blanks that do not collapse, as typed paragraphs are."""
        return self.parts[0].lstrip("\n\r\t ").startswith(_INDENT)

    def text(self) -> str:
        parts = self.parts
        return clean_line(parts[0] if len(parts) == 1 else "".join(parts))


def joined(group: list[tuple[str, Line]]) -> tuple[str, Line]:
    """The lines of one paragraph as one."""
    if len(group) == 1:
        return group[0]
    whole = Line(lines=len(group))
    for _, line in group:
        whole.size += line.size
        whole.bold += line.bold
        whole.italic += line.italic
        whole.linked += line.linked
        whole.hrefs += line.hrefs
    return " ".join(text for text, _ in group), whole


def part_here(above: tuple[str, Line], below: tuple[str, Line]) -> bool:
    """Whether a single <br> between two lines parts paragraphs: a sentence ended, or one line is a heading."""
    text, line = above
    next_text, next_line = below
    if _is_date(text) != _is_date(next_text):
        return True
    if line.linked >= line.size and not next_line.linked and len(text) > 20 and next_line.size > 20:
        return True  # a linked headline above its lead
    if (line.bold >= line.size) != (next_line.bold >= next_line.size):
        return True
    if line.font and next_line.font and line.font != next_line.font:
        return True
    if next_text[0].islower():
        return False
    if text.endswith(",") and len(text) < _LONG_LINE and next_line.is_indented():
        return True  # a salutation
    if not text.endswith(_SENTENCE_END):
        return False
    if (line.italic >= line.size) != (next_line.italic >= next_line.size):
        return True
    if next_text.startswith(_BULLETS) or next_line.is_indented():
        return True
    if text.endswith(";") and next_text.endswith((";", ".")):
        return True  # items of a list
    if text.endswith(".") and next_text.endswith(".") and len(text) >= _SENTENCE_LINE:
        return True
    return len(text) >= _LONG_LINE or len(next_text) >= _LONG_LINE


def _is_date(text: str) -> bool:
    return len(text) < 90 and DATE_GLANCE.search(text) is not None and date_share(text) > 0.7


def are_apart(before: str, after: str) -> bool:
    """Whether two runs of text that touch are two words set apart by style: "Mai Khuê" and "Thứ Năm, 18/4/2024"."""
    last, first = before[-1], after[0]
    if "\u0300" <= last <= "\u036f":
        last = before.rstrip(_COMBINING)[-1:]
    if last.isspace() or first.isspace():
        return False
    if first.isdigit() and (last.isdigit() or last in "MAH)"):
        if _YEAR.fullmatch(after) and _MONTH_END.search(before):
            return True  # day, month and year, each in an element of its own
        return _DATE_END.search(before) is not None
    if first in "©®":
        return True
    if first.isupper():
        if last.isupper() and first in "TC":
            return _WEEKDAY_START.match(after) is not None or _HALF_OF_DAY.search(before) is not None
        if last in ".!?…”" and _WORD_ENDS.search(before):
            return True  # a caption and its credit
        return last.islower() or (
            last.isdigit()
            and (len(after) > 3 or _MONTH.match(after) is not None or _DATE_END.search(before) is not None)
        )
    return last.islower() and first.isdigit() and _TIME_START.match(after) is not None
