"""When a host is left alone, tried again, given up."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.frontier.hosts import SILENT_PAGES, TRIES, HostWatch, Outage
from newsarchive.model.crawl import PageRef, Visit

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
BASE = timedelta(seconds=5)
FRONT = PageRef(id=1000, site="x", url="https://x.vn/", kind="listing")


def page(number: int, host: str = "x.vn", attempts: int = 0) -> PageRef:
    return PageRef(id=number, site="x", url=f"https://{host}/{number}", kind="article", attempts=attempts)


def silent(ref: PageRef, retry_after: timedelta | None = None) -> Visit:
    return Visit(
        page=ref, outcome="failed", at=NOW, unanswered=True, error="HTTP 503", retry_after=retry_after
    )


def answer(ref: PageRef) -> Visit:
    return Visit(page=ref, outcome="missing", at=NOW, snapshot_id=7)


@pytest.fixture
def watch() -> HostWatch:
    return HostWatch(BASE, lambda host: FRONT if host == "x.vn" else None)


def fall_silent(watch: HostWatch, host: str = "x.vn") -> None:
    for number in range(SILENT_PAGES):
        assert watch.note(silent(page(number, host)), NOW) is None


def test_an_answer_between_takes_the_doubt_away(watch: HostWatch) -> None:
    for number in range(3 * SILENT_PAGES):
        watch.note(silent(page(number)), NOW)
        if number % SILENT_PAGES == 2:
            watch.note(answer(page(100)), NOW)
    assert watch.closed() == frozenset()


def test_an_answer_that_is_noted_late_is_no_answer_between(watch: HostWatch) -> None:
    early = Visit(page=page(100), outcome="missing", at=NOW - BASE, snapshot_id=7)
    for number in range(SILENT_PAGES):
        watch.note(early, NOW)
        watch.note(silent(page(number)), NOW)
    assert watch.closed() == {"x.vn"}
    watch.note(early, NOW)
    assert watch.closed() == {"x.vn"}


def test_pages_that_failed_before_raise_no_doubt(watch: HostWatch) -> None:
    for number in range(50):
        watch.note(silent(page(number, attempts=1)), NOW)
        watch.note(silent(page(1)), NOW)  # one dead page, however often
    assert watch.may_ask(page(99))


def test_a_host_in_doubt_is_tried_by_a_page_it_answered_before(watch: HostWatch) -> None:
    fall_silent(watch)
    assert (watch.closed(), watch.is_waiting()) == (frozenset({"x.vn"}), True)
    assert not watch.may_ask(page(99)) and watch.may_ask(page(99, "img.x.vn"))
    assert watch.due(NOW + BASE - timedelta(seconds=1)) == []
    assert watch.due(NOW + BASE) == [FRONT]
    watch.ask(FRONT)
    assert watch.due(NOW + BASE) == [] and watch.may_ask(FRONT) and not watch.may_ask(page(99))
    watch.note(answer(FRONT), NOW)
    assert watch.may_ask(page(99)) and not watch.is_waiting()


def give_up(watch: HostWatch, probe: PageRef) -> Outage:
    now = NOW
    for wait in TRIES:
        now += BASE * wait
        assert watch.due(now) == [probe]
        watch.ask(probe)
        outage = watch.note(silent(probe), now)
    assert outage is not None
    return outage


def test_after_three_tries_it_is_given_up_and_its_pages_are_as_before(watch: HostWatch) -> None:
    watch.note(silent(page(50, attempts=2)), NOW)
    fall_silent(watch)
    watch.note(silent(page(51)), NOW)  # was under way
    outage = give_up(watch, FRONT)
    waiting = {ref.id: ref.attempts for ref, _ in outage.pages}
    assert waiting == {50: 2, 51: 0, FRONT.id: 0} | dict.fromkeys(range(SILENT_PAGES), 0)
    assert watch.given_up() == {"x.vn"} and not watch.is_waiting() and watch.due(NOW + BASE * 999) == []
    late = watch.note(silent(page(52)), NOW)
    assert late is not None and [ref.id for ref, _ in late.pages] == [52]


def test_a_host_that_never_answered_is_tried_by_the_first_page(watch: HostWatch) -> None:
    fall_silent(watch, "img.x.vn")
    assert give_up(watch, page(0, "img.x.vn")).host == "img.x.vn"
    assert watch.may_ask(page(1))


def test_a_long_retry_after_gives_up_without_asking_early(watch: HostWatch) -> None:
    hour = timedelta(hours=1)
    for number in range(SILENT_PAGES):
        outage = watch.note(silent(page(number, "img.x.vn"), hour), NOW)
    assert outage is not None
    assert {moment for _, moment in outage.pages} == {outage.until} == {NOW + hour}


def test_a_host_waits_as_long_as_it_said_last_and_no_longer_than_a_day(watch: HostWatch) -> None:
    for number, days in enumerate((400, 300, 200, 100, 0.5)):
        outage = watch.note(silent(page(number, "img.x.vn"), timedelta(days=days)), NOW)
    assert outage is not None
    assert outage.until == NOW + timedelta(days=0.5)
    assert {moment - NOW for _, moment in outage.pages} == {timedelta(days=1), timedelta(days=0.5)}


def test_a_short_retry_after_is_waited_for(watch: HostWatch) -> None:
    wish = timedelta(seconds=90)
    for number in range(SILENT_PAGES):
        watch.note(silent(page(number, "img.x.vn"), wish), NOW)
    assert watch.due(NOW + wish - timedelta(seconds=1)) == []
    assert watch.due(NOW + wish) == [page(0, "img.x.vn")]


def test_a_clock_that_is_set_back_makes_no_run_wait_for_it(watch: HostWatch) -> None:
    fall_silent(watch)
    assert watch.due(NOW) == []
    assert watch.due(NOW - timedelta(days=365)) == [FRONT]


def test_with_an_origin_all_hosts_are_one() -> None:
    watch = HostWatch(BASE, lambda host: FRONT, as_one=True)
    for number in range(SILENT_PAGES):
        watch.note(silent(page(number, f"h{number}.x.vn")), NOW)
    assert watch.closed() == {""} and not watch.may_ask(page(9, "other.vn"))


def test_each_doubt_that_proves_wrong_makes_the_next_one_later(watch: HostWatch) -> None:
    fall_silent(watch)
    (probe,) = watch.due(NOW + BASE)
    watch.ask(probe)
    watch.note(answer(probe), NOW + BASE)
    for number in range(20, 20 + 2 * SILENT_PAGES - 1):
        watch.note(silent(page(number)), NOW + 2 * BASE)
        assert watch.may_ask(page(99))
    watch.note(silent(page(19)), NOW + 2 * BASE)
    assert not watch.may_ask(page(99))


def test_an_outage_tells_when_it_began(watch: HostWatch) -> None:
    fall_silent(watch)
    outage = give_up(watch, FRONT)
    assert (outage.since, outage.until) == (NOW, None)
