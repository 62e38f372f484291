"""Figures in Prometheus' text format, read back as a scraper would."""

import re
from pathlib import Path

from newsarchive.report.metrics import metrics, replace_file
from tests.unit.report.archive import SITE, HandMade, at

SAMPLE = re.compile(r'^([a-z_:][a-z0-9_:]*)(\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? (-?[0-9.e+-]+)$')


def scrape(text: str) -> dict[str, float]:
    """Samples by name with labels; every line must be one or a comment of its own family."""
    found: dict[str, float] = {}
    family = ""
    for line in text.splitlines():
        if line.startswith("# HELP "):
            family = line.split()[2]
        elif line.startswith("# TYPE "):
            assert line.split()[2:] in ([family, "gauge"], [family, "counter"])
        else:
            match = SAMPLE.match(line)
            assert match is not None, line
            assert match[1] == family
            assert match[1] + (match[2] or "") not in found
            found[match[1] + (match[2] or "")] = float(match[3])
    return found


def test_the_figures_are_those_of_the_archive(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, byline=None)
    made.page("article", "failed")
    found = scrape(metrics(made.db, made.path, at("2024-03-14T10:00"), {}))
    assert found[f'newsarchive_articles{{site="{SITE}"}}'] == 66
    assert found[f'newsarchive_pages{{site="{SITE}",kind="article",state="failed"}}'] == 1
    assert found[f'newsarchive_runs_total{{site="{SITE}",outcome="finished"}}'] == 11
    assert found[f'newsarchive_last_run_timestamp_seconds{{site="{SITE}"}}'] == at("2024-03-14").timestamp()
    assert found[f'newsarchive_field_broken{{site="{SITE}",field="byline",measure="filled"}}'] == 1
    assert found[f'newsarchive_field_share{{site="{SITE}",field="title"}}'] == 1
    assert found[f'newsarchive_site_broken{{site="{SITE}"}}'] == 1


def test_an_empty_archive_has_figures_too(made: HandMade) -> None:
    assert scrape(metrics(made.db, made.path, at("2024-03-14"), {}))["newsarchive_snapshots"] == 0


def test_labels_are_escaped(made: HandMade) -> None:
    made.run(at("2024-03-04"), outcome='a "quoted"\nback\\slash')
    assert any("quoted" in name for name in scrape(metrics(made.db, made.path, at("2024-03-14"), {})))


def test_the_file_is_replaced_at_once(tmp_path: Path) -> None:
    target = tmp_path / "n.prom"
    replace_file(target, "a 1\n")
    replace_file(target, "a 2\n")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("n.prom", "a 2\n")]
