"""Header fields before the first turn, in several languages: `Date: 4 July 2012`, `Ort: Grauried`."""

import re
from collections.abc import Callable

from app.parsers.text.dates import date_in, iso_date
from app.transcript import Metadata

_FIELD = re.compile(
    r"[\W_]{0,12}(?P<field>[^\W\d_][^:：\n]{1,30}?)[*_ \u00a0]{0,4}[:：][*_]{0,3}\s*(?P<value>\S.{0,400})\Z"
)
_CELLS = re.compile(r"\|[ \t]{0,8}(?P<field>[^\W\d_][^|:：]{1,30})\|(?P<value>[^|]{1,400})(?:\||\Z)")
_ADDRESS = re.compile(r"(?:\[[^\]]{0,200}\]\()?<?(https?://[^\s<>()]{1,1000})")
_FIELDS = {
    "date": (
        "date",
        "datum",
        "fecha",
        "data",
        "дата",
        "ημερομηνία",
        "日付",
        "日期",
        "날짜",
        "tarih",
        "recorded",
        "published",
    ),
    "place": (
        "place",
        "location",
        "venue",
        "ort",
        "lugar",
        "lieu",
        "luogo",
        "local",
        "место",
        "plaats",
        "場所",
        "地点",
    ),
    "title": ("title", "titel", "título", "titre", "titolo", "заголовок", "название", "タイトル", "标题"),
    "source": ("source", "url", "link", "original", "source url", "permalink", "quelle", "fuente", "источник", "出典"),
    "language": ("language", "sprache", "idioma", "langue", "lingua", "taal", "язык", "言語", "语言"),
    "outlet": (
        "outlet",
        "publication",
        "programme",
        "program",
        "show",
        "newspaper",
        "broadcaster",
        "sendung",
        "издание",
    ),
}
_KINDS = {word: kind for kind, words in _FIELDS.items() for word in words}
_LANGUAGES = {
    **dict.fromkeys(("english", "englisch", "inglés", "anglais", "английский"), "en"),
    **dict.fromkeys(("german", "deutsch", "alemán", "allemand", "немецкий"), "de"),
    **dict.fromkeys(("french", "français", "französisch", "francés", "французский"), "fr"),
    **dict.fromkeys(("spanish", "español", "castellano", "spanisch", "espagnol"), "es"),
    **dict.fromkeys(("portuguese", "português"), "pt"),
    **dict.fromkeys(("italian", "italiano"), "it"),
    **dict.fromkeys(("russian", "русский"), "ru"),
    **dict.fromkeys(("ukrainian", "українська"), "uk"),
    **dict.fromkeys(("polish", "polski"), "pl"),
    **dict.fromkeys(("dutch", "nederlands"), "nl"),
    **dict.fromkeys(("greek", "ελληνικά"), "el"),
    **dict.fromkeys(("turkish", "türkçe"), "tr"),
    **dict.fromkeys(("arabic", "العربية"), "ar"),
    **dict.fromkeys(("hebrew", "עברית"), "he"),
    **dict.fromkeys(("chinese", "中文"), "zh"),
    **dict.fromkeys(("japanese", "日本語"), "ja"),
    **dict.fromkeys(("korean", "한국어"), "ko"),
    **dict.fromkeys(("hindi", "हिन्दी"), "hi"),
}
_PLAIN: dict[str, Callable[[str], Metadata]] = {
    "place": lambda value: Metadata(place=value),
    "title": lambda value: Metadata(title=value),
    "outlet": lambda value: Metadata(outlet=value),
}
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?\Z")


def read_field(text: str) -> tuple[str, Metadata] | None:
    """The rule of a header field and what it says; `None` where the line is none, or says nothing that can be read."""
    match = _FIELD.match(text) or _CELLS.match(text)
    if match is None or (kind := _kind_of(match["field"])) is None:
        return None
    value = match["value"].strip(" *_\t")
    return (kind, found) if (found := _value(kind, value)) != Metadata() else None


def _kind_of(field: str) -> str | None:
    """`Date`, `Meeting Date/Time` and `Date of interview` are dates."""
    bare = " ".join(field.casefold().split())
    if bare in _KINDS:
        return _KINDS[bare]
    words = re.split(r"[\s/]+", bare)
    return _KINDS.get("date") if len(words) < 5 and "date" in words else None


def _value(kind: str, value: str) -> Metadata:
    if kind == "date":
        dated = date_in(value)
        return Metadata(date=dated[0] if dated else iso_date(value) if len(value) < 40 else None)
    if kind == "source":
        address = _ADDRESS.match(value)
        return Metadata(source_url=address[1] if address else None)
    if kind == "language":
        return Metadata(language=_language(value))
    return _PLAIN[kind](value) if len(value) <= 300 else Metadata()


def _language(value: str) -> str | None:
    bare = value.casefold().strip(" .")
    return _LANGUAGES.get(bare, value if _TAG.match(value) else None)
