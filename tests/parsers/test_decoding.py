"""Bytes become the text they were, whatever encoding they came in."""

import codecs

import pytest

from app.parsers.text.decoding import decode
from app.transcript import TranscriptError

TALKS = {
    "cp1252": "Question : Très tard ?\nRéponse : À peu près, dit l'été. Où ça ?\n",
    "cp1251": "Вопрос: Поздно?\nОтвет: Да, очень. Море ушло.\n",
    "koi8_r": "Вопрос: Поздно ли сейчас?\nОтвет: Да, очень поздно, море ушло.\n",
    "cp1250": "Pytanie: Czy jest późno?\nOdpowiedź: Tak, już bardzo późno, żółta łódź.\n",
    "cp1253": "Ερώτηση: Είναι αργά;\nΑπάντηση: Ναι, πολύ αργά.\n",
    "cp1255": "שאלה: מאוחר?\nתשובה: כן, מאוד מאוחר.\n",
    "cp1256": "سؤال: هل تأخر الوقت؟\nجواب: نعم، كثيرا.\n",
    "shift_jis": "質問：遅いですか。\n回答：はい、とても遅いです。\n",
    "gb18030": "问：晚了吗？\n答：是的，很晚了。大海每天都不一样。\n",
    "cp1254": "Soru: Kim geldi?\nCevap: Ayşe.\nSoru: Başka?\nCevap: Kimse.\n",
    "iso8859_2": "Pytanie: Kto dzwoni?\nOdpowiedź: Kto się obudzi, żółta łódź śpi.\n",
    "iso2022_jp": "質問：遅いですか。\n回答：はい、とても遅いです。\n",
    "mac_cyrillic": "Вопрос: Поздно ли сейчас?\nОтвет: Да, очень поздно, море ушло.\n",
    "euc_kr": "질문: 늦었습니까?\n답변: 네, 아주 늦었습니다.\n",
}


@pytest.mark.parametrize("encoding", TALKS)
def test_older_encodings_are_told(encoding: str) -> None:
    assert decode(TALKS[encoding].encode(encoding)).text == TALKS[encoding]


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_unicode_is_told(talk: str, encoding: str) -> None:
    if encoding == "utf-16-be":
        data = codecs.BOM_UTF16_BE + talk.encode(encoding)
    elif encoding == "utf-16-le":
        data = codecs.BOM_UTF16_LE + talk.encode(encoding)
    else:
        data = talk.encode(encoding)
    assert decode(data).text.lstrip("\ufeff") == talk


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_utf_16_without_a_mark_is_told_by_what_parts_its_words(encoding: str, talk: str) -> None:
    decoded = decode(talk.encode(encoding))
    assert (decoded.text, decoded.encoding) == (talk, encoding)


def test_a_byte_that_no_code_page_has_is_read_at_last_as_latin_1() -> None:
    decoded = decode(b"Q: \x81\x8d caf\xe9?\n\nA: Yes.\n")
    assert "\ufffd" not in decoded.text


def test_a_doubt_says_that_the_encoding_was_guessed() -> None:
    assert decode(TALKS["cp1251"].encode("cp1251")).doubts
    assert not decode(TALKS["cp1251"].encode("utf-8")).doubts


def test_damaged_utf_8_is_refused_with_its_place() -> None:
    data = ("Frage: Wär's möglich?\n" * 5).encode() + b"Antwort: \xff\n"
    with pytest.raises(TranscriptError, match=r"byte 130 in line 6 is not: it was damaged"):
        decode(data)
