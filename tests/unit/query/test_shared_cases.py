"""The collected search cases: documents stored as articles, every query asked within its set."""

import csv
from pathlib import Path

import pytest

from newsarchive.query.search import search
from newsarchive.store.connect import open_reader
from tests.stored import Stored, make_article

pytestmark = pytest.mark.shared


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_collected_query(shared: Path, tmp_path: Path) -> None:
    docs, queries = rows(shared / "search/docs.tsv"), rows(shared / "search/queries.tsv")
    wrong = []
    for name in sorted({doc["set"] for doc in docs}):
        archive = Stored(tmp_path / f"{name}.db")
        ids = {}
        for doc in docs:
            if doc["set"] == name:
                body = (doc["body"],) if doc["body"] else ()
                ids[archive.add(make_article(doc["id"], title=doc["title"], body=body))] = doc["id"]
        reader = open_reader(archive.path)
        for query in queries:
            if query["set"] != name:
                continue
            found = [ids[hit.article_id] for hit in search(reader, query["query"]).hits]
            must = set(filter(None, query["must"].split(",")))
            must_not = set(filter(None, query["must_not"].split(",")))
            right = must <= set(found) and (found[:1] == [query["first"]] or not query["first"])
            if not right or must_not & set(found):
                wrong.append((query["query"], found, query))
    assert queries and not wrong
