"""Who may be named beside a quotation: a capitalised name near it, at best with a word of saying.

A hint is offered to a person and never taken for the speaker. Scripts without capitals have none.
"""

from functools import cached_property
from typing import NamedTuple

import regex

REACH = 300
"""How far from a quotation a name is looked for, in characters."""

_PARTICLE = "af|al|av|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von"
_PART = r"\p{Lu}(?:\p{L}{0,2}\.|[\p{L}\p{M}]*+(?:['’-]\p{L}[\p{L}\p{M}]*+)*+)"
_NAME = regex.compile(rf"(?<![\p{{L}}\p{{N}}'’-]){_PART}(?: (?:(?:{_PARTICLE}) ){{0,2}}{_PART}){{0,4}}")
_POSSESSIVE = regex.compile(r"['’]s?$")
_SAYING = regex.compile(
    r"(?<!\p{L})(?:sa(?:id|ys|ying)|told|tells?|add(?:ed|s)|ask(?:ed|s)|answer(?:ed|s)|repl(?:ied|ies)|explain(?:ed|s)"
    r"|not(?:ed|es)|insist(?:ed|s)|claim(?:ed|s)|argu(?:ed|es)|recall(?:ed|s)|wr(?:ote|ites)|warn(?:ed|s)|admit\w*"
    r"|declar\w+|stat(?:ed|es)|remark\w+|continu(?:ed|es)|conclud\w+|stress\w*|describ\w+|call(?:ed|s)|according"
    r"|sag\w{1,3}|erklär\w+|meint\w*|betont\w*|laut|fragt\w*|antwortet\w*"
    r"|di[ts]|affirm\w+|expliqu\w+|ajout\w+|déclar\w+|répond\w*|selon|assur\w+"
    r"|dijo|dice|afirm\w+|explic\w+|según|añadi\w+|señal\w+|disse|diz|segundo|ha detto|secondo|spieg\w+|aggiun\w+"
    r"|zei|zegt|volgens|sade|säger|sa|sier|sagde|siger|sanoi|enligt|ifølge"
    r"|сказа\w+|заяви\w+|говорит|отмети\w+|добави\w+|подчеркну\w+|по словам|сообщи\w+|зазначи\w+|каже|заявля\w+"
    r"|powiedzia\w+|mówi|stwierdzi\w+|według|doda\w+|řekl\w*|uvedl\w*|dedi|söyledi|είπε|δήλωσε)(?!\p{L})",
    regex.I,
)
_PRONOUNS = r"(?:s?he|they|er|sie|il|elle|él|ella|ele|ela|lui|lei|hij|zij|han|hon|он|она|они|він|вона|on|ona)"
_PRONOUN_SAYING = regex.compile(
    rf"(?<!\p{{L}}){_PRONOUNS} {_SAYING.pattern}|{_SAYING.pattern} {_PRONOUNS}(?!\p{{L}})", regex.I
)
_END = regex.compile(r"[!?\n;]|(?<!\p{Lu}\p{Ll}{0,2})\.(?=\s|$)")
_SIGNED = regex.compile(rf"[^\p{{L}}\p{{N}}]{{0,12}}?(?:[—–―]|--?|\()\s*(?P<name>{_NAME.pattern})")
_BLANK_LINE = regex.compile(r"\n[\s>]*?\n")
_MID_SENTENCE = regex.compile(rf"(?<=[\p{{Ll}},] ){_PART}")
_MARKS_AND_SPACES = " \n>\"“”„«»'‘’‚「『"
_WORD = regex.compile(r"(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]*+")
_OPENERS = frozenset(
    (
        *("a", "according", "after", "an", "and", "as", "at", "because", "before", "but", "by", "for", "from", "he"),
        *("her", "his", "how", "i", "if", "in", "it", "last", "later", "my", "no", "not", "now", "of", "on", "one"),
        *("our", "she", "since", "so", "some", "still", "that", "the", "their", "then", "there", "they", "this", "to"),
        *("today", "under", "we", "what", "when", "where", "while", "who", "why", "with", "yes", "yesterday", "you"),
        *("all", "another", "anybody", "anyone", "both", "everybody", "everyone", "few", "many", "most", "neither"),
        *("nobody", "none", "others", "several", "somebody", "someone", "these", "those"),
        *("alle", "jeder", "jemand", "niemand", "viele", "chacun", "personne", "tous", "nadie", "todos", "nessuno"),
        *("все", "многие", "никто"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mr", "mrs", "ms", "dr"),
        *("der", "die", "das", "ein", "eine", "er", "sie", "es", "im", "am", "und", "aber", "le", "la", "les", "un"),
        *("une", "il", "elle", "en", "au", "et", "mais", "el", "los", "las", "ella", "y", "pero"),
        *("в", "на", "и", "но", "он", "она", "это", "как", "по"),
    )
)


class Name(NamedTuple):
    """A name and where it stands; a lone word that begins a sentence is not `certain` to be one."""

    start: int
    end: int
    text: str
    certain: bool


class Names:
    """The names of one article."""

    def __init__(self, article: str) -> None:
        self._article = article

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words that the article writes small too: at the beginning of a sentence they name nobody."""
        return frozenset(_WORD.findall(self._article)) | _OPENERS

    @cached_property
    def _certain(self) -> frozenset[str]:
        """The words that the article writes large also where no sentence begins."""
        return frozenset(_MID_SENTENCE.findall(self._article))

    def within(self, start: int, end: int) -> list[Name]:
        """Give the names in a part of the article."""
        found = (self._name(match) for match in _NAME.finditer(self._article, start, end))
        return [name for name in found if name]

    def _name(self, match: regex.Match[str]) -> Name | None:
        parts = match[0].split()
        while parts and parts[0].rstrip(".").lower() in self._common:
            del parts[0]
        text = _POSSESSIVE.sub("", " ".join(parts))
        if len(text) < 2:
            return None
        before = self._article[max(0, match.start() - 2) : match.start()]
        begins = len(before) < 2 or not (before[0].isalnum() or before[0] in ",)") or before[1] != " "
        return Name(match.start(), match.end(), text, len(parts) > 1 or not begins or text in self._certain)


def hint_between(
    article: str, names: Names, before: tuple[int, int], after: tuple[int, int], earlier: str | None
) -> str | None:
    """Give who may have spoken between two parts of an article that hold no quotation.

    In this order: who is said behind it to say it; who signs it; who is said before it to say it; the last full name
    before it, or the last; `earlier`, whom the quotation before it hinted at, in the same paragraph or where a word of
    saying has no name (`she said`); a name right behind it.
    """
    behind, ahead = _clause_after(article, *after), _clause_before(article, *before)
    if said := _said(article, names, behind):
        return said
    if signed := _SIGNED.match(article, *after):
        return signed["name"]
    if said := _said(article, names, ahead):
        return said
    near = (max(before[0], before[1] - REACH), ahead[0] if _PRONOUN_SAYING.search(article, *ahead) else before[1])
    if last := [name.text for name in names.within(*near) if name.certain]:
        return next((name for name in reversed(last) if " " in name), last[-1])
    goes_on = _SAYING.search(article, *behind) or _SAYING.search(article, *ahead)
    if earlier and before[1] - before[0] <= REACH and (goes_on or not _BLANK_LINE.search(article, *before)):
        return earlier
    return next((name.text for name in names.within(*behind) if name.certain), None)


def _clause_after(article: str, start: int, end: int) -> tuple[int, int]:
    """Give what belongs to the quotation before it: nothing where a colon leads to the next."""
    limit = min(end, start + REACH)
    stop = _END.search(article, start, limit)
    if stop is None and article[start:limit].rstrip(_MARKS_AND_SPACES).endswith((":", "：")):
        return start, start
    return start, stop.start() if stop else limit


def _clause_before(article: str, start: int, end: int) -> tuple[int, int]:
    begin = max(start, end - REACH)
    last = len(article[begin:end].rstrip(_MARKS_AND_SPACES)) + begin
    return max((stop.end() for stop in _END.finditer(article, begin, last)), default=begin), end


def _said(article: str, names: Names, clause: tuple[int, int]) -> str | None:
    """Give the name beside a word of saying; else the nearest full name, else the nearest; none beside a pronoun."""
    saying = _SAYING.search(article, *clause)
    found = names.within(*clause) if saying and not _PRONOUN_SAYING.search(article, *clause) else []
    if not saying or not found:
        return None

    def rank(name: Name) -> tuple[bool, int]:
        away = max(saying.start() - name.end, name.start - saying.end())
        return away > 1 and " " not in name.text, away

    return min(found, key=rank).text
