"""A query as FTS5 expressions: only words and quotes reach SQLite, so that no text can break one.

No column is named: a word with marks stands only in the columns as written, a word without marks stands folded
wherever it stands at all. So the rule "typed marks matter" needs no more than the right key. Two things need more:

- A phrase that mixes marked and bare words ("thanh niên") is found folded. Where it stands just as typed, as it nearly
  always does, that is `sure`; only the others are checked in the text.
- Beginnings (`chi*`) are looked up in `words_fts`, which knows them but neither marks nor positions: with marks, or
  in a phrase, they are checked in the text, unless that refuses too many (`exact`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.query.language import Query, Term, Word
from newsarchive.text.folding import fold

_PLAIN = re.compile(r"[0-9a-z\u00e0-\u024f\u1e00-\u1eff]+")
"""Keys that FTS5 surely takes for one word; an index without positions refuses more than one."""
Group = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to one index."""

    index: str
    expression: str


@dataclass(frozen=True, slots=True)
class Plan:
    """An article answers if all of `parts` have it and none of `minus`. Where `check` is set it must also be checked
    with `Query.holds`, unless `sure` has it; always where `doubt` has it."""

    parts: tuple[Ask, ...]
    minus: tuple[Ask, ...] = ()
    check: bool = False
    sure: Ask | None = None
    doubt: Ask | None = None


def plan(query: Query, *, exact: bool = False) -> Plan:
    """How to find the articles that answer a query.

    Args:
        exact: Look beginnings up in `articles_fts`: slow for many matches, but none needs a check.
    """
    begun = [group for group in query.groups if any(_begins(term) for term in group) and not exact]
    if not all(_is_plain(word) for group in begun for term in group for word in term.words):
        begun = []
    rest = [group for group in query.groups if group not in begun]
    parts = []
    if rest:
        parts.append(Ask("articles_fts", _loose(rest)))
    if begun:
        parts.append(Ask("words_fts", _without_order(begun)))
    unsure = any(len(term.words) > 1 or term.marked for group in begun for term in group)
    mixed = any(term.mixed for group in rest for term in group)
    mixed_out = [term for term in query.without if term.mixed]
    out = [term for term in query.without if not term.mixed]
    return Plan(
        tuple(parts),
        (Ask("articles_fts", _any_of([_phrase(term.words) for term in out])),) if out else (),
        unsure or mixed,
        Ask("articles_fts", _typed(rest)) if mixed and not unsure else None,
        Ask("articles_fts", _any_of([_folded(term.words) for term in mixed_out])) if mixed_out else None,
    )


def title_plan(query: Query) -> Plan:
    """The same for articles that have it all in the title; what must not stand in them is not asked."""
    mixed = any(term.mixed for term in query.terms)
    sure = Ask("titles_fts", _typed(query.groups)) if mixed else None
    return Plan((Ask("titles_fts", _loose(query.groups)),), (), mixed, sure)


def line_plan(line: Term) -> Plan:
    """The same for articles that have the words one after the other in the title."""
    return title_plan(Query(((line,),)))


def _loose(groups: Sequence[Group]) -> str:
    """Mixed phrases folded, with their marked words beside them."""
    return _all_of([_any_of([_term(term) for term in group]) for group in groups])


def _typed(groups: Sequence[Group]) -> str:
    """Everything as it was typed."""
    return _all_of([_any_of([_phrase(term.words) for term in group]) for group in groups])


def _without_order(groups: Sequence[Group]) -> str:
    return _all_of(
        [_any_of([_all_of([_folded([word]) for word in term.words]) for term in group]) for group in groups]
    )


def _begins(term: Term) -> bool:
    return any(word.prefix for word in term.words)


def _is_plain(word: Word) -> bool:
    return _PLAIN.fullmatch(fold(word.key)) is not None


def _term(term: Term) -> str:
    if not term.mixed:
        return _phrase(term.words)
    return _all_of([_folded(term.words), *(_phrase([word]) for word in term.words if word.marked)])


def _phrase(words: Sequence[Word]) -> str:
    """Quoted; a key holds letters, digits and combining marks only."""
    return _quoted([word.key for word in words], words[-1].prefix)


def _folded(words: Sequence[Word]) -> str:
    return _quoted([fold(word.key) for word in words], words[-1].prefix)


def _quoted(keys: Sequence[str], prefix: bool) -> str:
    return f'"{" ".join(keys)}"{"*" if prefix else ""}'


def _any_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _all_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"
