"""The questions of docs/archivists.md, each asked of a crawled archive; the page and the browser share one file."""

import re
from pathlib import Path

import pytest

from newsarchive.web.questions import Question, questions
from tests.served import EDITED_TITLE

from .conftest import Reader

PAGE = Path(__file__).parents[3] / "docs" / "archivists.md"
ANSWERS = {
    "published_in_month": lambda rows: any(
        row["article_id"] and row["published_day"] == "2024-01-26" for row in rows
    ),
    "title_changes": lambda rows: [row["after"] for row in rows] == [EDITED_TITLE],
    "edited_articles": lambda rows: len(rows) == 2,
    "taken_down": lambda rows: len(rows) == 1,
    "lifetime": lambda rows: len(rows) == 1 and rows[0]["days_seen"] >= 0,
    "articles_per_month": lambda rows: sum(row["articles"] for row in rows) == 65,
    "who_says": lambda rows: sum(row["articles"] for row in rows) == 71,
    "date_conflicts": lambda rows: (
        [(row["published_at"][:10], row["value"]) for row in rows] == [("2025-09-18", "2025-09-15")]
    ),
    "undated": lambda rows: len(rows) == 6,
    "original_bytes": lambda rows: len({row["sha256"] for row in rows}) == 2,
    "runs": lambda rows: [row["outcome"] for row in rows] == ["finished", "finished"],
}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_has_an_answer(reader: Reader, question: Question) -> None:
    answer = reader.ask(f"/archive/{question.name}.json?_shape=array").json()
    assert answer, "no row"
    assert ANSWERS.get(question.name, bool)(answer)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_has_its_page(reader: Reader, question: Question) -> None:
    page = reader.text(f"/archive/{question.name}")
    assert f"<h1>{question.title}" in page
    assert question.title_vi in reader.text(f"/archive/{question.name}", **{"accept-language": "vi"})


def test_the_documentation_has_the_same_questions() -> None:
    text = PAGE.read_text(encoding="utf-8")
    written = re.findall(r"^### \d+\. (.+)\n\n\*(.+)\*\n\n```sql\n((?:.+\n)+?.+);\n```$", text, re.MULTILINE)
    assert written == [(question.title, question.title_vi, question.sql) for question in questions()]
    assert len(written) >= 20
