"""How words and stems are written as PostgreSQL's lexemes: a stem with its language, a long one in pieces."""

from collections.abc import Iterable

LONGEST = 400
"""Characters of a lexeme: a longer word is several at one place."""

GOES_ON, STEM = "…", "·"
"""What marks the pieces of a long word, and what a stem begins with, for no word to begin it: neither is in a word."""


def stem_lexeme(stem: str) -> str:
    """Give the lexeme of a stem, which says its language; that of a word is the word."""
    return STEM + stem


def cut(lexeme: str) -> list[str]:
    """Give a lexeme or, of a long one, its pieces: each says that it goes on, and from the second its number."""
    if len(lexeme) <= LONGEST:
        return [lexeme]
    language, mark, word = lexeme.rpartition(STEM)
    pieces = [word[i : i + LONGEST] for i in range(0, len(word), LONGEST)]
    numbered = (f"{GOES_ON}{i}{GOES_ON}{piece}" if i else piece for i, piece in enumerate(pieces))
    *begun, last = (language + mark + piece for piece in numbered)
    return [*(piece + GOES_ON for piece in begun), last]


def is_piece(lexeme: str) -> bool:
    return GOES_ON in lexeme


def read(lexeme: str) -> tuple[str, str]:
    """Give the language of a stem, with its marks, and what was written; the first is empty for a word."""
    language, mark, word = lexeme.removeprefix(STEM).rpartition(STEM)
    return language + mark, word


def joined(pieces: Iterable[str]) -> str:
    """Give the word that was cut into these pieces."""
    numbered = sorted((int(number or 0), text) for number, text in map(_numbered, pieces))
    return "".join(text for _, text in numbered)


def _numbered(piece: str) -> tuple[str, str]:
    begun, *others = piece.split(GOES_ON)
    return (others[0], others[1]) if not begun else ("", begun)
