"""The same articles in ever new mark-up: the fields must not change. The long run is bench/mutations.py."""

import json
from pathlib import Path

import pytest

from tests.redress import COMPARED, Content, content_of, dress, problems

FIXTURES = Path(__file__).parents[1] / "fixtures"
SEEDS = range(150)


def contents() -> list[Content]:
    """Articles of the generic fixtures that have a lead and running text."""
    found = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FIXTURES.glob("generic-*/*/expected.json"))
    ]
    return [content_of(expected, "Xã hội") for expected in found if expected["body"] and expected["lead"]]


@pytest.mark.parametrize("start", range(0, len(SEEDS), 30))
def test_fields_survive_new_markup(start: int) -> None:
    articles = contents()
    wrong = []
    for seed in SEEDS[start : start + 30]:
        page = dress(articles[seed % len(articles)], seed)
        wrong += [f"seed {seed}: {problem}" for problem in problems(page, seed)]
    allowed = len(COMPARED) * 30 // 100
    assert len(wrong) <= allowed, "\n".join(wrong)
