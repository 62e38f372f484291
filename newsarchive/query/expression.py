"""A query as FTS5 expressions over `articles_fts`: only words and quotes reach SQLite, so no text can break one."""

from collections.abc import Sequence

from newsarchive.query.language import Query, Term, Word

WRITTEN = "{title text}"
FOLDED = "{title_folded text_folded}"
WRITTEN_TITLE = "{title}"
FOLDED_TITLE = "{title_folded}"


def match_expression(query: Query) -> str:
    """The articles that can answer the query. Where it has mixed phrases (`query.mixed`) this finds too many:
    check each with `query.holds`."""
    found = " AND ".join(_group(group) for group in query.groups)
    without = [term for term in query.without if not term.mixed]
    if not without:
        return found
    return f"({found}) NOT ({' OR '.join(_term(term) for term in without)})"


def title_expression(term: Term) -> str:
    """Articles whose title has the term; too many where it is mixed."""
    if term.marked and not term.mixed:
        return f"{WRITTEN_TITLE} : {_phrase(term.words)}"
    return f"{FOLDED_TITLE} : {_folded_phrase(term.words)}"


def _group(terms: Sequence[Term]) -> str:
    parts = [_term(term) for term in terms]
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _term(term: Term) -> str:
    if not term.marked:
        return f"{FOLDED} : {_phrase(term.words)}"
    if not term.mixed:
        return f"{WRITTEN} : {_phrase(term.words)}"
    marked = [word for word in term.words if word.marked]
    narrow = " AND ".join(f"{WRITTEN} : {_phrase([word])}" for word in marked)
    return f"({FOLDED} : {_folded_phrase(term.words)} AND {narrow})"


def _phrase(words: Sequence[Word]) -> str:
    """Quoted; a key holds letters, digits and combining marks only."""
    return f'"{" ".join(word.key for word in words)}"{"*" if words[-1].prefix else ""}'


def _folded_phrase(words: Sequence[Word]) -> str:
    from newsarchive.text.folding import fold

    return f'"{" ".join(fold(word.key) for word in words)}"{"*" if words[-1].prefix else ""}'
