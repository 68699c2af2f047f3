"""Does a piece of text look like the name of someone who speaks?"""

import re
import unicodedata
from functools import lru_cache

from app.label_words import ANSWER_WORDS, QUESTION_WORDS
from app.parsers.text.vocabulary import FIELDS_OF_PEOPLE, NO_LABELS, PARTICLES, ROLE_WORDS

LONGEST_LABEL = 60
_REMEMBERED = 1024  # labels come again and again
_MOST_WORDS = 8
_NUMBERED = re.compile(r"(?<![\s#№])[\s#№]*\d{1,3}$")
_FORBIDDEN = frozenset('?!;…"“”„«»{}<>=|*`~^\\@、。！？；')
_HEADINGS = ("INT. ", "EXT. ", "INT/EXT", "INT./EXT", "I/E. ", "BY ", "EXAMINATION BY ", "CROSS-EXAMINATION BY ")
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_EDGES = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" + INVISIBLE
_WITHOUT_EDGES = dict.fromkeys(map(ord, _EDGES))


@lru_cache(maxsize=_REMEMBERED)
def key_of(label: str) -> str:
    """What two spellings of one label share: case, white space and marks of direction aside."""
    folded = unicodedata.normalize("NFC", label).casefold()
    return tidy(folded).rstrip(".")


def tidy(printed: str) -> str:
    """A label as printed, its white space single, invisible characters gone."""
    return " ".join((printed if printed.isascii() else printed.translate(_WITHOUT_EDGES)).split())


@lru_cache(maxsize=_REMEMBERED)
def word_of(label: str) -> str:
    """The key of a label, where it counts questions without the number: `Q12` → `q`."""
    key = key_of(label)
    bare = _NUMBERED.sub("", key)
    return bare if bare in QUESTION_WORDS or bare in ANSWER_WORDS else key


def is_question_word(label: str) -> bool:
    return word_of(label) in QUESTION_WORDS


def is_answer_word(label: str) -> bool:
    return word_of(label) in ANSWER_WORDS


@lru_cache(maxsize=_REMEMBERED)
def could_be_label(label: str, *, is_marked: bool = False) -> bool:
    """Short, begins like a name, and is no sentence, header field, address or time; a marked name may be a nickname."""
    words = label.split()
    if not words or len(label) > LONGEST_LABEL or len(words) > _MOST_WORDS or _FORBIDDEN & set(label):
        return False
    if key_of(label) in NO_LABELS or label.startswith(_HEADINGS) or not any(c.isalpha() for c in label):
        return False
    return (is_marked or _begins_like_a_name(label)) and not _has_a_sentence_end(words) and not _is_a_clause(words)


def _begins_like_a_name(label: str) -> bool:
    first = next((c for c in label if c not in "([#"), "")
    return first.isalpha() and (not is_small(first) or label in ("q", "a"))


def is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script that has capitals for names: Georgian has none."""
    return letter.islower() and letter != letter.title()


def _has_a_sentence_end(words: list[str]) -> bool:
    return any(word.endswith(".") and len(word.rstrip(".")) > 4 and not word.isupper() for word in words[:-1])


def _is_a_clause(words: list[str]) -> bool:
    """More than two small words that stand in no name: `So the tide answered`."""
    small = [word for word in words if is_small(word[0]) and word not in PARTICLES]
    return len(small) > 2 or (len(small) > 1 and len(words) > 2)


@lru_cache(maxsize=_REMEMBERED)
def is_full_name(label: str) -> bool:
    """Two to six words, each with a capital but for particles, or two to four Han characters."""
    bare = without_brackets(label)
    words = [word.strip(",.'’") for word in bare.split()]
    if len(words) == 1:
        return 2 <= len(bare) <= 4 and all("\u3400" <= c <= "\u9fff" for c in bare)
    capitals = [word for word in words if word and not is_small(word[0])]
    rest = [word for word in words if word and is_small(word[0])]
    return 2 <= len(words) <= 6 and len(capitals) >= 2 and all(word in PARTICLES for word in rest)


@lru_cache(maxsize=_REMEMBERED)
def is_capitals(label: str) -> bool:
    """`THE PRESIDENT`, `MR. CHEUNG`, `McCARTHY`: nearly all letters are capitals, of which there are three or more."""
    letters = [c for c in without_brackets(label) if c.isalpha()]
    return sum(c.isupper() for c in letters) > max(2, 0.7 * len(letters))


@lru_cache(maxsize=_REMEMBERED)
def has_role_word(label: str) -> bool:
    return any(word.strip(".,#") in ROLE_WORDS or word in ROLE_WORDS for word in key_of(label).split())


def without_brackets(label: str) -> str:
    """A label without a remark in brackets behind it: `Anna (laughing)` → `Anna`."""
    return re.sub(r"(?<!\s)\s*+[(\[（【].*$", "", label) or label


def is_header_field(label: str) -> bool:
    """A word that heads a line about the interview (`Moderator: Ann Lee`) as often as a turn."""
    return key_of(label) in NO_LABELS or key_of(label) in FIELDS_OF_PEOPLE
