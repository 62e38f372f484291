"""What the settings file says holds in a real crawl, whichever command starts it."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from newsarchive.sites import spider_for
from tests.end_to_end.replica import newsarchive, scrapy, value


def test_a_real_site_is_not_asked_without_a_contact(tmp_path: Path) -> None:
    done = newsarchive("crawl", "thanhuytphcm", "--db", tmp_path / "a.db", cwd=tmp_path, HOME=str(tmp_path))
    assert done.code == 2
    assert done.err.startswith("newsarchive: No contact address is set")
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:99999", "http://127.0.0.1:x", "http://[::1", "ftp://a.vn"]
)
def test_an_origin_that_is_no_address_is_told_in_a_sentence(tmp_path: Path, origin: str) -> None:
    done = newsarchive("crawl", "thanhuytphcm", "--db", tmp_path / "a.db", "--origin", origin, cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith(f"newsarchive: --origin {origin!r} is not an address like")
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_settings_for_a_site_that_does_not_exist_stop_a_crawl(tmp_path: Path) -> None:
    """A delay that was asked for must not be left out because of a letter."""
    (tmp_path / "newsarchive.toml").write_text("[sites.thanhuytphmc]\ndelay = 10\n", encoding="utf-8")
    done = newsarchive(
        "crawl", "thanhuytphcm", "--db", "a.db", "--origin", "http://127.0.0.1:9", cwd=tmp_path
    )
    assert done.code == 2
    assert "[sites.thanhuytphmc] names no site; did you mean [sites.thanhuytphcm]?" in done.err
    assert done.err.count("\n") == 1


def test_a_database_without_a_name_is_blamed_on_the_file(tmp_path: Path) -> None:
    (tmp_path / "newsarchive.toml").write_text('delay = 2\ndb = ""\n', encoding="utf-8")
    done = newsarchive("search", "a", cwd=tmp_path)
    assert done.code == 2
    assert "newsarchive.toml, line 2: db must be the path of a file" in done.err
    assert done.err.count("\n") == 1


def test_scrapys_own_command_refuses_alike(tmp_path: Path) -> None:
    done = scrapy("crawl", "thanhuytphcm", cwd=tmp_path, HOME=str(tmp_path))
    assert done.code != 0
    assert "No contact address is set" in done.err
    assert not (tmp_path / "data").exists()


def test_scrapys_own_command_refuses_arguments_that_it_does_not_know(tmp_path: Path) -> None:
    asked = ("crawl", "thanhuytphcm", "-a", "sicne=2024-01-01")
    done = scrapy(*asked, cwd=tmp_path, HOME=str(tmp_path), NEWSARCHIVE_CONTACT="mai@example.org")
    assert done.code != 0
    assert "There is no argument 'sicne': since, until, limit and full are known." in done.err
    assert not (tmp_path / "data").exists()


def test_database_and_reports_follow_the_file_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    file = tmp_path / "conf" / "newsarchive.toml"
    file.write_text('db = "papers.db"\nreports = false\n', encoding="utf-8")
    log = tmp_path / "logs" / "crawl.log"
    with serve(Site()) as server:
        done = newsarchive(
            "crawl", "thanhuytphcm", "--origin", server.origin, "--limit", 1, "--log", log,
            cwd=tmp_path, NEWSARCHIVE_CONFIG=str(file), NEWSARCHIVE_PHOTOS="no",
        )  # fmt: skip
    assert done.code == 0, done.err
    assert value(tmp_path / "conf" / "papers.db", "SELECT count(*) FROM articles") == 1
    assert not (tmp_path / "conf" / "reports").exists()
    assert "outcome=finished" in log.read_text(encoding="utf-8")


def test_a_mistake_in_the_file_stops_before_the_first_request(tmp_path: Path) -> None:
    file = tmp_path / "newsarchive.toml"
    file.write_text("delay = 1\ndelai = 2\n", encoding="utf-8")
    done = newsarchive("crawl", "thanhuytphcm", cwd=tmp_path)
    assert done.code == 2
    assert 'line 2: there is no setting "delai"; did you mean "delay"?' in done.err
    assert done.err.count("\n") == 1


def test_a_day_has_its_budget_over_all_runs(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    words = {"NEWSARCHIVE_PAGES_PER_DAY": "30", "NEWSARCHIVE_PHOTOS": "no"}
    with serve(Site()) as server:
        origin = ("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin, "--json")
        first = newsarchive(*origin, **words, NEWSARCHIVE_NOW="2026-07-01T08:00:00+07:00")
        second = newsarchive(*origin, **words, NEWSARCHIVE_NOW="2026-07-01T20:00:00+07:00")
        asked = sum("/robots.txt" not in record.path for record in server.site.requests)
    told = [(done.code, done.json()[0]["outcome"], done.json()[0]["pages"]) for done in (first, second)]
    assert told == [(0, "budget-spent", 30), (0, "budget-spent", 0)]
    assert asked == 30


def test_a_crawl_waits_for_the_end_of_the_night_pause(tmp_path: Path) -> None:
    with serve(Site()) as server:
        done = newsarchive(
            "crawl", "thanhuytphcm", "--db", tmp_path / "a.db", "--origin", server.origin, "--limit", 1, "--json",
            NEWSARCHIVE_NIGHT_PAUSE="22:00-05:00", NEWSARCHIVE_NOW="2026-07-01T04:59:55+07:00",
        )  # fmt: skip
    assert done.json()[0]["new"] == 1
    first = value(tmp_path / "a.db", "SELECT min(fetched_at) FROM snapshots")
    assert "2026-06-30T22:00:00Z" <= first <= "2026-06-30T22:00:30Z"


def test_settings_of_one_site_hold_for_that_site_alone() -> None:
    settings = Settings(
        {"NEWSARCHIVE_SITES": {"thanhuytphcm": {"DOWNLOAD_DELAY": 7.5}}, "DOWNLOAD_DELAY": 1.0}
    )
    own = settings.copy()
    spider_for("thanhuytphcm").update_settings(own)
    assert own.getfloat("DOWNLOAD_DELAY") == 7.5
    own.set("DOWNLOAD_DELAY", 0, priority="cmdline")
    assert own.getfloat("DOWNLOAD_DELAY") == 0
