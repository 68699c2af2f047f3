"""What a person typed → a tree → the same in words. Pure; whatever is typed, no engine's syntax comes out of it.

The language is that of search boxes: words, "phrases", prefixes*, OR, AND, -exclusions, NEAR/n and brackets. What
is none of these is the words in it.
"""

from app.search_query.closeness import closeness
from app.search_query.grammar import QueryError, parse
from app.search_query.spans import Run, runs, spans
from app.search_query.tree import And, Form, Near, Or, Term, Tree, Without, interpret, query_words, terms

__all__ = [
    "And",
    "Form",
    "Near",
    "Or",
    "QueryError",
    "Run",
    "Term",
    "Tree",
    "Without",
    "closeness",
    "interpret",
    "parse",
    "query_words",
    "runs",
    "spans",
    "terms",
]
