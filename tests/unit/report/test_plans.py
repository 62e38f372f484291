"""No question that is asked after every run reads a whole table; texts are read of few articles only."""

from collections.abc import Callable

import pytest

from newsarchive.query import figures, readings, runs
from tests.unit.report.archive import SITE, HandMade

SMALL = ("sites", "alerts", "warc_files", "runs")
"""Tables with at most some thousand rows."""

RUN = {"site": SITE, "started_at": "2024-01-01T00:00:00Z"}

QUESTIONS: dict[str, Callable[[HandMade], object]] = {
    "readings": lambda made: readings.readings(made.db, SITE),
    "misses": lambda made: readings.selector_misses(made.db, SITE),
    "by day": lambda made: readings.new_by_day(made.db, SITE, "2024-01-01T00:00:00Z"),
    "runs": lambda made: readings.runs_of(made.db, SITE),
    "first run": lambda made: readings.first_capture(made.db, SITE),
    "sites": lambda made: readings.crawled_sites(made.db),
    "findings of a run": lambda made: runs.finding_counts(made.db, 1),
    "first snapshot": lambda made: runs.first_snapshot(made.db, 1),
    "unread lists": lambda made: runs.unread_lists(made.db, RUN),
    "read lists": lambda made: runs.has_read_list(made.db, RUN),
    "hollow pages": lambda made: runs.hollow_pages(made.db, 1),
    "pages": lambda made: runs.page_states(made.db, SITE),
    "articles": lambda made: figures.article_counts(made.db),
    "last runs": lambda made: figures.last_runs(made.db),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_big_table_is_read_from_end_to_end(made: HandMade, name: str) -> None:
    asked: list[str] = []
    made.db.set_trace_callback(asked.append)
    QUESTIONS[name](made)
    made.db.set_trace_callback(None)
    assert asked
    for statement in asked:
        for row in made.db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
            step = row["detail"]
            table = step.split()[1] if step.startswith("SCAN") else ""
            by_index = "USING COVERING INDEX" in step or "USING INDEX" in step
            assert not table or by_index or table in SMALL + ("newest",), f"{step} in {statement}"


def test_the_newest_readings_are_found_without_sorting_all(made: HandMade) -> None:
    """Sorting would first read and measure the text of every article."""
    plan = made.db.execute(f"EXPLAIN QUERY PLAN {readings._READINGS}", (SITE, 10)).fetchall()
    steps = [row["detail"] for row in plan]
    assert any("articles USING COVERING INDEX articles_site_snapshot" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)
