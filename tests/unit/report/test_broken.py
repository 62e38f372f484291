"""A run that led to nothing: what the site did is told as that, and what can be done about it."""

import pytest

from newsarchive.report.broken import explain_outage
from tests.unit.report.archive import HandMade, at

HOME = "https://lang.example.vn/listing"
ROBOTS = "https://lang.example.vn/robots.txt cannot be read: HTTP 503"
DENIED = "robots.txt forbids https://lang.example.vn/."
AWAY = f"{HOME} redirects to https://moi.example.vn/, outside of the site."


@pytest.mark.parametrize(
    ("states", "what", "may_pass"),
    [
        ([("skipped", DENIED)] * 2, "forbids its lists to this crawler in robots.txt", False),
        ([("failed", ROBOTS)], f"does not answer ({ROBOTS})", True),
        ([("pending", "HTTP 503"), ("failed", "no answer in time")], "gave no list", True),
        ([("pending", "HTTP 503"), ("pending", "no answer in time")], "does not answer (HTTP 503)", True),
        ([("skipped", "HTTP 403")], "refuses its lists", True),
        ([("failed", "HTTP 404"), ("gone", "HTTP 410")], "has lost its lists", True),
        ([("skipped", AWAY)], "has moved: ", True),
        ([("pending", f"its host stopped answering: {AWAY}")], "has moved: ", True),
        ([("pending", "its host stopped answering: HTTP 403")], "refuses its lists", True),
        ([("pending", "its host stopped answering: HTTP 429")], "does not answer (", True),
        ([("skipped", DENIED), ("failed", ROBOTS)], "gave no list", True),
        ([("fetched", None), ("failed", ROBOTS)], "looks broken: its lists were answered, but none", False),
    ],
)
def test_lists_that_were_not_read(
    made: HandMade, states: list[tuple[str, str | None]], what: str, may_pass: bool
) -> None:
    run = made.run(at("2024-03-07"), "site-broken", 4)
    made.page("listing", "failed", last_error="HTTP 500", last_visit_at="2024-03-06T02:00:00Z")  # before
    for state, error in states:
        made.page("listing", state, last_error=error, last_visit_at="2024-03-07T02:01:00Z")
    trouble = explain_outage(made.db, made.db.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    assert trouble is not None
    assert trouble.what.startswith(what)
    assert trouble.may_pass is may_pass


@pytest.mark.parametrize(
    ("forbidden", "known", "read_at", "is_told"),
    [
        (1, False, None, True),
        (4, True, "2024-03-06T02:00:00Z", False),  # may be a rubric of its own in a quiet hour
        (5, True, "2024-03-06T02:00:00Z", True),
        (500, True, "2024-03-07T02:02:00Z", False),
    ],
)
def test_articles_that_robots_txt_forbids(
    made: HandMade, forbidden: int, known: bool, read_at: str | None, is_told: bool
) -> None:
    run = made.run(at("2024-03-07"), "site-broken", 4)
    made.page("listing", last_visit_at="2024-03-07T02:01:00Z")
    for _ in range(forbidden):
        made.page(state="skipped", last_error=DENIED, last_visit_at="2024-03-07T02:01:00Z")
    if known:
        made.article(at("2024-03-06"))
        made.page(last_visit_at=read_at)
    trouble = explain_outage(made.db, made.db.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    assert trouble is not None
    assert ("forbids its articles" in str(trouble)) is is_told


@pytest.mark.parametrize("by_this_run", [True, False])
def test_an_article_read_in_the_second_of_the_rule_counts_by_its_run(
    made: HandMade, by_this_run: bool
) -> None:
    second = "2024-03-07T02:01:00Z"
    earlier = made.run(at("2024-03-07"), "finished")
    run = made.run(at("2024-03-07"), "site-broken", 4)
    for _ in range(5):
        made.page(state="skipped", last_error=DENIED, last_visit_at=second)
    made.article(at("2024-03-06"))
    made.run_id = run if by_this_run else earlier
    made.snapshot(at("2024-03-07"), made.page(last_visit_at=second))
    trouble = explain_outage(made.db, made.db.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    assert trouble is not None
    assert ("forbids its articles" in str(trouble)) is not by_this_run


def test_new_articles_without_text_are_a_broken_layout(made: HandMade) -> None:
    run = made.run(at("2024-03-07"), "site-broken", 4, new=3)
    made.page("listing", last_visit_at="2024-03-07T02:01:00Z")
    for _ in range(2):
        made.finding("no-body", "warning", "x")
    trouble = explain_outage(made.db, made.db.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone())
    assert trouble is not None
    assert "no title or no text" in str(trouble)


def test_other_outcomes_have_no_such_sentence(made: HandMade) -> None:
    made.page("listing", "failed", last_error="HTTP 503", last_visit_at="2024-03-07T02:01:00Z")
    for outcome in ("finished", "finished-with-errors", "interrupted"):
        run = made.run(at("2024-03-07"), outcome)
        row = made.db.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone()
        assert explain_outage(made.db, row) is None
