"""Which encoding bytes have that say nothing of it and are no UTF-8: UTF-16 without its mark, or an older one."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from app.parsers.text.names import is_answer_word, is_question_word

SAMPLE = 256 * 1024
"""No more bytes than this are looked at."""

_CANDIDATES = (
    *("cp1252", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "tis_620", "mac_roman", "iso8859_2", "iso8859_5"),
    "mac_cyrillic",
)
_SHARE_BYTES = {
    "cp1252": ("cp1254",),
    "mac_roman": ("cp1252", "cp1254"),
    "cp1250": ("iso8859_2",),
    "cp1251": ("mac_cyrillic",),
}
"""Encodings that a detection takes for one another in short texts."""
_ESCAPED = (b"\x1b$B", b"\x1b$@")
_LONGEST_WORD = 20
_ODD_IN_WORDS = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‘ʼ‐‑–—\u00ad·](?=[^\W\d_])")
_TURKISH_IN_WESTERN = frozenset("þðýÞÐÝ")
_WITH_THORN = frozenset("áíóúæÁÍÓÚÆ")
_BREAKS = frozenset(" \r\n\t:：、。，！？")


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: there are NULs, and one order of bytes gives text with spaces, line ends and signs."""
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    if len(data) % 2 or len(sample) < 4 or not sample.count(0):
        return None
    most, encoding = max((_breaks(sample.decode(name, errors="replace")), name) for name in ("utf-16-le", "utf-16-be"))
    return encoding if most else None


def _breaks(text: str) -> int:
    """How many characters of a text part its words; 0 where too few do, or what no text has stands in it."""
    breaks = sum(character in _BREAKS for character in text)
    odd = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") for c in text if not c.isspace())
    return breaks if 40 * breaks >= len(text) and 100 * odd <= len(text) and "\0" not in text else 0


def escaped_japanese(data: bytes) -> str | None:
    """ISO-2022-JP, which is ASCII but for sequences that no text holds otherwise."""
    return "iso2022_jp" if any(mark in data[:SAMPLE] for mark in _ESCAPED) and _decodes(data, "iso2022_jp") else None


def detected(data: bytes) -> str:
    """The likeliest older encoding: of those that a detection finds equally likely, the one that gives known labels."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (heavy, and few texts need it)

    sample = data[:SAMPLE]
    matches = list(from_bytes(sample, cp_isolation=list(_CANDIDATES)))
    near = [
        match for match in matches if _is_near(match.chaos, match.coherence, matches[0].chaos, matches[0].coherence)
    ]
    names = {name for match in near for name in match.could_be_from_charset if name in _CANDIDATES}
    names |= {sibling for name in names for sibling in _SHARE_BYTES.get(name, ())}
    ranked = sorted(names, key=_ranking(sample))
    return next(name for name in (*ranked, "cp1252", "latin-1") if _decodes(data, name))


def _is_near(chaos: float, coherence: float, best_chaos: float, best_coherence: float) -> bool:
    return chaos <= best_chaos + 0.01 and coherence >= best_coherence - 0.01


def _ranking(sample: bytes) -> Callable[[str], tuple[int, int, int]]:
    """Known labels first, then the fewest characters that stand in no word, then the commonest encoding."""

    def rank(name: str) -> tuple[int, int, int]:
        text = sample.decode(name, errors="replace")
        return -_known_labels(text), _odd(text, name), _CANDIDATES.index(name)

    return rank


def _known_labels(text: str) -> int:
    """How many lines begin with a word for question or answer, which tells alphabets apart that share their bytes."""
    heads = (line.split(":", 1)[0].strip() for line in text.splitlines())
    return sum(is_question_word(head) or is_answer_word(head) for head in heads if 0 < len(head) < _LONGEST_WORD)


def _odd(text: str, name: str) -> int:
    """Signs in the middle of words, capitals behind small letters, and Icelandic letters that come without the rest."""
    letters = set(text)
    turkish = name == "cp1252" and letters & _TURKISH_IN_WESTERN and not letters & _WITH_THORN
    capitals = sum(a.islower() and b.isupper() and b > "\x7f" for a, b in pairwise(text))
    return len(_ODD_IN_WORDS.findall(text)) + capitals + bool(turkish)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        codecs.decode(data, encoding)
    except UnicodeDecodeError:
        return False
    return True
