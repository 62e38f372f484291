"""The newcomer's way: the demo, from the checkout and from an installed wheel in another folder."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.sample.content import truth
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .commands import environment
from .replica import crawl, newsarchive, rows, value

ROOT = Path(__file__).parents[2]
SHIPPED = ("newsarchive", "spiders", "pyproject.toml", "README.md")


def test_the_demo_stores_everything_and_writes_a_csv(tmp_path: Path) -> None:
    answer = newsarchive("demo", cwd=tmp_path)
    assert answer.code == 0, answer.err
    assert "data/demo.csv" in answer.out
    assert value(tmp_path / "data/demo.db", "SELECT count(*) FROM articles") == len(truth())
    with open(tmp_path / "data/demo.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["source_id"] for row in csv.DictReader(file)} == set(truth())
    again = newsarchive("demo", cwd=tmp_path)
    assert again.code == 0, again.err
    assert value(tmp_path / "data/demo.db", "SELECT count(*) FROM runs") == 1


def test_results_are_told_as_json_too(tmp_path: Path) -> None:
    """The demo, what an export wrote, the figures, the settings."""
    told = newsarchive("demo", "--json", cwd=tmp_path).json()
    assert (told["exit_code"], told["csv"]) == (0, "data/demo.csv")
    assert told["stored"]["articles"] == told["new"] == len(truth())
    db = tmp_path / "data/demo.db"
    (run,) = rows(db, "SELECT findings, disk_free FROM runs")
    assert sum(json.loads(run["findings"]).values()) == value(db, "SELECT count(*) FROM findings")
    assert run["disk_free"] > 0
    words = ("--db", db, "--json", "--since", "2024-01-01")
    for kind, holds in (("csv", "articles"), ("xlsx", "articles"), ("rss", "articles"), ("warc", "captures")):
        file = tmp_path / "out" / f"some.{kind}"
        wrote = newsarchive("export", kind, *words, "-o", file).json()
        assert [(each["file"], each["holds"]) for each in wrote["files"]] == [(str(file), holds)]
        assert wrote["files"][0]["rows"] > 0 and file.exists()
        assert wrote["undated"] == value(db, "SELECT count(*) FROM articles WHERE published_day IS NULL")
    refused = newsarchive("export", "csv", *words, "-o", "-")
    assert (refused.code, refused.out) == (2, "")
    figures = {each["name"]: each for each in newsarchive("metrics", "--db", db, "--json").json()}
    assert figures["newsarchive_articles"]["samples"][0]["value"] == len(truth())
    settings = newsarchive("config", "--db", db, "--json").json()["settings"]
    assert {"name": "db", "value": str(db), "source": "option --db"} in settings


def test_the_demo_touches_nothing_that_it_did_not_make(tmp_path: Path) -> None:
    mirrored, imported = tmp_path / "mirror.db", tmp_path / "imports/imported.db"
    with serve(Site()) as server:
        assert crawl(mirrored, server.origin, "--limit", 3).code == 0
    (captures,) = (tmp_path / "warc").glob("*.warc.gz")
    assert newsarchive("import", captures, "--db", imported).code == 0
    assert value(imported, "SELECT count(*) FROM runs") == 0
    for db in (mirrored, imported):
        files = [db, *(db.parent / "warc").iterdir()]
        before = [file.read_bytes() for file in files]
        answer = newsarchive("demo", "--db", db)
        assert answer.code == 2
        assert "the demo does not touch it" in answer.err
        assert [file.read_bytes() for file in files] == before


@pytest.fixture(scope="module")
def wheel_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a wheel of this checkout installs, and nothing else of the project."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in SHIPPED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", source / "dist", source],
        check=True,
        capture_output=True,
    )
    (wheel,) = (source / "dist").glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", target, wheel], check=True, capture_output=True)
    return target


def test_an_installed_wheel_runs_the_demo_elsewhere(wheel_folder: Path, tmp_path: Path) -> None:
    env = environment(PYTHONPATH=str(wheel_folder))
    where = subprocess.run(
        [sys.executable, "-c", "import newsarchive, spiders; print(newsarchive.__file__, spiders.__file__)"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.count(str(wheel_folder)) == 2
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive", "demo"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert value(tmp_path / "data/demo.db", "SELECT count(*) FROM articles") == len(truth())


def test_a_wheel_holds_both_packages_and_no_data(wheel_folder: Path) -> None:
    assert (wheel_folder / "newsarchive/py.typed").exists()
    assert (wheel_folder / "spiders/thanhuytphcm.py").exists()
    assert not (wheel_folder / "tests").exists()
    assert not (wheel_folder / "data").exists()
