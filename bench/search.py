"""Search over generated articles of natural word frequencies: first page of results, beside stock FTS5 ranking.

    python bench/search.py [--articles 200000] [--db FILE] [--each 12] [--no-peer]

The mix is fixed by the corpus: rare, middling and common words, phrases, beginnings, several words, exclusions, all
with and without marks. Times are wall clock of `newsarchive.query.search.search` on a read-only connection, each
query asked once (no answer is remembered). The archive is kept where --db says, else made in a temporary folder.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import archive

from newsarchive.query.language import tokenize
from newsarchive.query.search import search
from newsarchive.store.connect import open_reader
from newsarchive.text.folding import fold

SAMPLE = 3_000
Times = dict[str, list[tuple[float, float]]]
INDEXES = ("articles_fts", "titles_fts", "words_fts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--each", type=int, default=12, help="queries of each kind")
    parser.add_argument("--no-peer", action="store_true", help="do not build and ask stock FTS5")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = archive(options.db or Path(folder) / "bench.db", options.articles)
        run(path, options.each, peer=not options.no_peer, folder=Path(folder))


def run(path: Path, each: int, *, peer: bool, folder: Path) -> None:
    connection = open_reader(path)
    mix = dict(queries(connection, each))
    ours: Times = {}
    for kind, texts in mix.items():
        ours[kind] = [timed(lambda text=text: search(connection, text)) for text in texts]
    stock = Stock(path, folder) if peer else None
    theirs = {
        kind: [timed(lambda text=text: stock.ask(text)) for text in texts]
        for kind, texts in mix.items()
        if stock
    }
    report(ours, theirs)
    sizes(connection, stock)


def report(ours: Times, theirs: Times) -> None:
    print(
        f"{'kind':<26}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}   stock FTS5 p50, p95 ms"
    )
    for kind in (*ours, "all"):
        values, peer = pick(ours, kind), pick(theirs, kind)
        wall, cpu = [value for value, _ in values], [value for _, value in values]
        figures = [percentile(times, at) for times in (wall, cpu) for at in (50, 95)]
        beside = [percentile([value for value, _ in peer], at) for at in (50, 95)] if peer else []
        print(f"{kind:<26}{len(values):>8}" + "".join(f"{figure:>9.1f}" for figure in (*figures, *beside)))
    if theirs:
        slow, quick = ([value for value, _ in pick(times, "all")] for times in (theirs, ours))
        print(f"p95 of stock FTS5 / p95 of search: {percentile(slow, 95) / percentile(quick, 95):.1f}")


def pick(times: Times, kind: str) -> list[tuple[float, float]]:
    return times.get(kind, []) if kind != "all" else [value for values in times.values() for value in values]


def sizes(connection: sqlite3.Connection, stock: "Stock | None") -> None:
    whole = 0.0
    for name in INDEXES:
        (size,) = connection.execute(f"SELECT sum(length(block)) / 1e6 FROM {name}_data").fetchone()
        whole += size
        print(f"index {name}: {size:.0f} MB")
    (texts,) = connection.execute(
        "SELECT sum(length(CAST(title || text || title_folded || text_folded AS BLOB))) / 1e6 FROM search_text"
    ).fetchone()
    print(f"indexes together: {whole:.0f} MB; search_text: {texts:.0f} MB")
    if stock:
        print(f"stock FTS5 (title, text): {stock.size:.0f} MB; ratio {whole / stock.size:.1f}")


class Stock:
    """FTS5 as its manual shows it: default tokenizer, external content, ORDER BY rank."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "stock.db")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("ATTACH ? AS archive", (str(path),))
        self._db.execute("CREATE VIRTUAL TABLE stock USING fts5(title, text, content='')")
        self._db.execute(
            "INSERT INTO stock (rowid, title, text) SELECT article_id, title, text FROM archive.search_text"
        )
        self._db.commit()
        (self.size,) = self._db.execute("SELECT sum(length(block)) / 1e6 FROM stock_data").fetchone()

    def ask(self, text: str) -> None:
        query = text.replace(" -", " NOT ")
        self._db.execute(
            "SELECT rowid FROM stock WHERE stock MATCH ? ORDER BY rank LIMIT 20", (query,)
        ).fetchall()


def queries(connection: sqlite3.Connection, each: int) -> Iterator[tuple[str, list[str]]]:
    """Kinds of queries, taken from the texts themselves by how many of a sample's articles have the word."""
    rng = random.Random(7)
    (count,) = connection.execute("SELECT max(article_id) FROM search_text").fetchone()
    step = max(1, count // SAMPLE)
    texts = [
        row[0] for row in connection.execute("SELECT text FROM search_text WHERE article_id % ? = 0", (step,))
    ]
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    fours: Counter[str] = Counter()
    for text in texts:
        for line in text.splitlines():
            tokens = [token.lower() for token in tokenize(line)]
            words.update(set(tokens))
            pairs.update({" ".join(tokens[at : at + 2]) for at in range(len(tokens) - 1)})
            fours.update({" ".join(tokens[at : at + 4]) for at in range(len(tokens) - 3)})
    ranked = [word for word, _ in words.most_common() if word.isalpha()]
    usual_pairs, usual_fours = [p for p, _ in pairs.most_common(400)], [p for p, _ in fours.most_common(300)]

    def draw(source: list[str]) -> list[str]:
        return rng.sample(source, min(each, len(source)))

    common, middling, rare = ranked[:60], ranked[60:600], ranked[-2_000:]
    marked = {
        "common word": draw(common),
        "middling word": draw(middling),
        "rare word": draw(rare),
        "two words": [" ".join(rng.sample(ranked[:300], 2)) for _ in range(each)],
        "three words": [" ".join(rng.sample(ranked[:300], 3)) for _ in range(each)],
        "phrase of two": [f'"{pair}"' for pair in draw(usual_pairs)],
        "phrase of four": [f'"{four}"' for four in draw(usual_fours)],
        "without": [f"{a} -{b}" for a, b in zip(draw(common), draw(middling), strict=True)],
        "beginning": [f"{word[: rng.randint(1, 4)]}*" for word in draw(ranked[:600])],
        "word and beginning": [
            f"{a} {b[: rng.randint(2, 3)]}*" for a, b in zip(draw(common), draw(ranked[:600]), strict=True)
        ],
    }
    for kind, source in marked.items():
        yield f"{kind}, marks", source
        yield f"{kind}, bare", [fold(text) for text in source]


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of wall clock and of CPU (a busy machine makes the first one longer)."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
