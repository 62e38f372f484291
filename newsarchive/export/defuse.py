"""Cells that a spreadsheet would run, made into text that it shows.

A cell that begins with = + - @ (also after blanks, or full-width), or with a tab or line break, is a formula to
Excel, LibreOffice or Google Sheets. An apostrophe before it makes it text. The en dash of dialogue (–), ranges
(2-3) and fractions stay as they are.
"""

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\xad]*[=+\-@＝＋－＠]|[\t\r\n]")
_INNER = re.compile(r"""((?:^|[;,\t\r\n])[\s"'\ufeff]*)(?=[=+\-@＝＋－＠][^;,\t\r\n]*[|(!])""")
"""After a separator that a reader with other settings would cut at: what follows looks like a call or a DDE link."""


def defuse(cell: str) -> str:
    """The cell as a spreadsheet may safely show it.

    >>> defuse("=1+1"), defuse("– Thưa ông"), defuse("2-3"), defuse("+84 24 3825 4137")
    ("'=1+1", '– Thưa ông', '2-3', "'+84 24 3825 4137")
    """
    if _INNER.search(cell, 1):
        cell = _INNER.sub(r"\1'", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell
