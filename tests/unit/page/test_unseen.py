"""A few pages of every layout of `bench/unseen.py`: floors under what the reader gets right on layouts new to it."""

from collections import Counter

from bench.unseen import TARGETS, pages, problems

EACH = 3
"""60-odd pages and a few seconds; the benchmark draws twenty of each layout."""


def test_unseen_layouts_keep_their_floors() -> None:
    count = 0
    wrong: Counter[str] = Counter()
    lines: list[str] = []
    for page in pages(EACH, seed=11):
        count += 1
        for field, found in problems(page).items():
            wrong[field] += 1
            lines += [f"{page.layout}:{page.number} {field}: {line}" for line in found]
    assert count >= 60
    allowed = {field: max(1, round(count * (1 - share))) for field, share in TARGETS.items()}
    assert all(wrong[field] <= allowed[field] for field in TARGETS), "\n".join(lines)
    assert not wrong["clock"], "\n".join(lines)
