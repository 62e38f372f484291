"""The language of search: words, "phrases", -without, OR, prefix*; and how a word of it meets a word of a text.

    đảng            marks typed: marks matter, case does not
    dang            no marks typed: every marking fits (dang, đảng, dâng …)
    "dang bộ"       words that follow each other; each by its own rule
    đảng OR doàn    one of them (also |); binds closer than the blank, which means "and"
    -họp            not this word; -"dai hoi" not this phrase
    chi*            words that begin so; also at the end of a phrase

Any text is a query: what has no meaning here is read as blank.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.text.clean import clean
from newsarchive.text.folding import fold, tone_key

MAX_WORDS = 32
MAX_CHARACTERS = 2_000

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂″", '"'))
_PART = re.compile(
    r'(?P<minus>(?<!\S)[-−]+(?=[^\s-]))?(?:"(?P<phrase>[^"]*)(?:"(?P<star>\*)?|\Z)|(?P<bar>\|)|(?P<word>[^\s"|]+))'
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query. `key` is lower case, with the tone placed the old way; folded where no mark was typed."""

    key: str
    marked: bool
    prefix: bool = False

    def fits(self, tokens: "Tokens", at: int) -> bool:
        """Whether the word at a place of a text is meant."""
        text = (tokens.lower if self.marked else tokens.folded)[at]
        return text.startswith(self.key) if self.prefix else text == self.key


class Tokens:
    """The words of a text as written in lower case, and folded; both lists are of one length."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower: list[str] | None = None
        self._folded: list[str] | None = None

    @property
    def lower(self) -> list[str]:
        if self._lower is None:
            self._lower = tokenize(self._text.lower())
        return self._lower

    @property
    def folded(self) -> list[str]:
        if self._folded is None:
            self._folded = tokenize(fold(self._text))
            if len(self._folded) != len(self.lower):
                self._lower = [word.lower() for word in tokenize(self._text)]
                self._folded = [fold(word) for word in tokenize(self._text)]
        return self._folded

    def __len__(self) -> int:
        return len(self.lower)


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several that follow each other."""

    words: tuple[Word, ...]

    @property
    def mixed(self) -> bool:
        """A phrase of marked and bare words: no one column of the index can answer it."""
        return len({word.marked for word in self.words}) > 1

    @property
    def marked(self) -> bool:
        return any(word.marked for word in self.words)

    def spans(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Where it stands in the words of a text, as (first, after last)."""
        found: list[tuple[int, int]] = []
        size = len(self.words)
        for at in self._starts(tokens):
            if found and at < found[-1][1]:
                continue
            if all(word.fits(tokens, at + step) for step, word in enumerate(self.words[1:], 1)):
                found.append((at, at + size))
        return found

    def _starts(self, tokens: Tokens) -> Iterator[int]:
        """Places of the first word where the others have room."""
        if not self.words:
            return
        first, last = self.words[0], len(tokens) - len(self.words)
        words = tokens.lower if first.marked else tokens.folded
        if first.prefix:
            yield from (at for at in range(last + 1) if words[at].startswith(first.key))
            return
        at = -1
        with suppress(ValueError):
            while True:
                at = words.index(first.key, at + 1, last + 1)
                yield at


@dataclass(frozen=True, slots=True)
class Query:
    """All groups must be met, a group by any of its terms; none of `without` may stand in the article."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()
    cut: bool = False
    """The text was longer than `MAX_WORDS` words; the rest was left out."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that may be found, in the order typed."""
        return tuple(term for group in self.groups for term in group)

    @property
    def mixed(self) -> bool:
        return any(term.mixed for term in (*self.terms, *self.without))

    @property
    def line(self) -> Term | None:
        """The query as one phrase, where it is more than one word and has no OR."""
        if any(len(group) > 1 for group in self.groups) or not self.groups:
            return None
        words = tuple(word for term in self.terms for word in term.words)
        if any(word.prefix for word in words[:-1]):
            return None
        return Term(words) if len(words) > 1 else None

    def holds(self, *texts: str) -> bool:
        """Whether texts as written, taken together, answer the query."""
        if not self._may_hold([text.lower() for text in texts]):
            return False
        parts = [Tokens(text) for text in texts]

        def stands(term: Term) -> bool:
            return any(term.spans(tokens) for tokens in parts)

        return all(any(map(stands, group)) for group in self.groups) and not any(map(stands, self.without))

    def _may_hold(self, lowered: Sequence[str]) -> bool:
        """A quick look for the words with marks."""
        return all(
            any(
                all(not word.marked or any(word.key in text for text in lowered) for word in term.words)
                for term in group
            )
            for group in self.groups
        )


def tokenize(text: str) -> list[str]:
    """The words of a text as the index cuts them.

    >>> tokenize("Đảng bộ TP.HCM (2020-2025)")
    ['Đảng', 'bộ', 'TP', 'HCM', '2020', '2025']
    """
    return _TOKEN.findall(text)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end."""
    return [match.span() for match in _TOKEN.finditer(text)]


def parse_query(text: str) -> Query:
    """Read what a person typed. Never raises; a text without any word gives a query without groups.

    >>> query = parse_query('"dang bo" Ðoàn OR hội -họp chi*')
    >>> [[" ".join(word.key for word in term.words) for term in group] for group in query.groups]
    [['dang bo'], ['đoàn', 'hội'], ['chi']]
    >>> [term.words[0].key for term in query.without]
    ['họp']
    """
    text = clean(text[:MAX_CHARACTERS].translate(_QUOTES))
    groups: list[list[Term]] = []
    without: list[Term] = []
    join = negate = False
    count, cut = 0, False
    for match in _PART.finditer(text):
        word = match["word"]
        if match["bar"] or word == "OR":
            join = bool(groups)
            continue
        if word in ("AND", "NOT"):
            negate = word == "NOT"
            continue
        term = _term(match)
        if term is None:
            continue
        count += len(term.words)
        if count > MAX_WORDS:
            cut = True
            break
        if match["minus"] or negate:
            without.append(term)
        elif join:
            groups[-1].append(term)
        else:
            groups.append([term])
        join = negate = False
    return Query(tuple(map(tuple, groups)), tuple(without), cut)


@lru_cache(maxsize=256)
def parse_words(text: str) -> Term:
    """A plain text as one phrase, without any operator."""
    return Term(tuple(map(read_word, tokenize(clean(text)[:MAX_CHARACTERS]))))


def read_word(token: str) -> Word:
    """One word by the rule of marks: typed marks matter.

    >>> read_word("Hoà"), read_word("Dang")
    (Word(key='hòa', marked=True, prefix=False), Word(key='dang', marked=False, prefix=False))
    """
    key = tone_key(token.replace("Ð", "Đ").replace("ð", "đ")).lower()
    bare = fold(key)
    return Word(bare, False) if bare == key else Word(key, True)


def _term(match: re.Match[str]) -> Term | None:
    source = match["phrase"] if match["phrase"] is not None else match["word"]
    words = [read_word(token) for token in tokenize(source)]
    if not words:
        return None
    if match["star"] or source.endswith("*"):
        words[-1] = Word(words[-1].key, words[-1].marked, True)
    return Term(tuple(words))
