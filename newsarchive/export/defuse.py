"""Cells that a spreadsheet would run, made into text that it shows.

A cell that begins with = + - @ (also after blanks, or full-width), or with a tab or line break, is a formula to
Excel, LibreOffice or Google Sheets. An apostrophe before it makes it text. The en dash of dialogue (–), ranges
(2-3) and fractions stay as they are.

A reader set to another separator cuts inside of cells. So the same is done after `;`, `,`, tab and line break where
a formula follows: anything after `=`, and calls or DDE links after + - @ (a list item "- Ông A" stays).
"""

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\xad]*[=+\-@＝＋－＠\t\r\n]")
_INNER = re.compile(
    r"""([;,\t\r\n][\s"'\ufeff\u200b]*)"""
    r"(?=[=＝]|[+\-@＋－＠][+\-@＋－＠ ]*(?:[A-Za-z][A-Za-z0-9._]*\(|[^;,\t\r\n]*\|))"
)
_CALL = rb"[-+@ ]*[A-Za-z][A-Za-z0-9._]*\("
_CALLS = tuple((sign, re.compile(re.escape(sign) + _CALL)) for sign in (b"-", b"+", b"@"))
_SAFE_FIRST_BYTES = frozenset(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\xc3\xc4\xc5\xc6\xe1"
)
"""First bytes of digits and of Latin letters, Vietnamese ones included."""


def defuse(cell: str) -> str:
    """The cell as a spreadsheet may safely show it.

    >>> defuse("=1+1"), defuse("– Thưa ông"), defuse("2-3"), defuse("+84 24 3825 4137")
    ("'=1+1", '– Thưa ông', '2-3', "'+84 24 3825 4137")
    """
    starts = _FORMULA.match(cell) is not None
    if _INNER.search(cell):
        cell = _INNER.sub(r"\1'", cell)
    return f"'{cell}" if starts else cell


def may_run(cell: bytes) -> bool:
    """Whether UTF-8 text needs `defuse` at all; quick, and never wrong by saying no."""
    return bool(cell) and (cell[0] not in _SAFE_FIRST_BYTES or has_formula_signs(cell))


def has_formula_signs(text: bytes) -> bool:
    """Whether a formula may begin inside of a UTF-8 text. One byte is found far faster than two or a pattern."""
    if b"=" in text or b"|" in text or b"\xef" in text:
        return True
    for sign, call in _CALLS:
        if sign in text and call.search(text):
            return True
    return False
