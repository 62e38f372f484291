"""The questions archivists ask, as SQL: one file that the browser, the documentation and its tests share."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HEAD = re.compile(r"^-- (?P<name>[a-z0-9_]+): (?P<title>.+)\n-- (?P<vi>.+)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question. `name` is its address (/archive/<name>)."""

    name: str
    title: str
    title_vi: str
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of the file.

    Raises:
        ValueError: a question does not begin with its two lines of heading.
    """
    text = (Path(__file__).parent / "questions.sql").read_text(encoding="utf-8")
    return tuple(_read(block) for block in text.split("\n\n") if block.strip())


def _read(block: str) -> Question:
    first, second, sql = block.strip().split("\n", 2)
    match = _HEAD.match(f"{first}\n{second}")
    if match is None:
        raise ValueError(f"no heading: {first!r}")
    return Question(
        name=match["name"], title=match["title"], title_vi=match["vi"], sql=sql.strip().removesuffix(";")
    )
