"""A talk written down with mark-up: TEI, Akoma Ntoso, a page, a Word document, CHAT."""

from collections.abc import Callable, Sequence
from html import escape

from docx import Document

from tests.parsers.spoken import Said
from tests.parsers.word_samples import as_bytes


def _tei(said: Sequence[Said]) -> bytes:
    moments = (
        f'<when xml:id="{edge}{n}" interval="{at}" since="#b"/>'
        for n, one in enumerate(said)
        for edge, at in (("s", one.start_ms), ("e", one.end_ms))
    )
    turns = (
        f'<note type="speaker">{escape(one.label)}:</note>\n'
        f'<u start="#s{n}" end="#e{n}"><seg>{escape(one.text)}</seg></u>\n'
        for n, one in enumerate(said)
    )
    timeline = f'<timeline unit="ms" origin="#b"><when xml:id="b"/>{"".join(moments)}</timeline>'
    return f"<TEI><text>{timeline}<body>{''.join(turns)}</body></text></TEI>".encode()


def _akn(said: Sequence[Said]) -> bytes:
    turns = (f"<speech><from>{escape(one.label)}:</from><p>{escape(one.text)}</p></speech>\n" for one in said)
    return f"<akomaNtoso><debate><debateBody>{''.join(turns)}</debateBody></debate></akomaNtoso>".encode()


def _html(said: Sequence[Said]) -> bytes:
    return "".join(
        ("<html><body>\n", *(f"<p><b>{escape(one.label)}:</b> {escape(one.text)}</p>\n" for one in said))
    ).encode()


def _docx(said: Sequence[Said]) -> bytes:
    word = Document()
    for one in said:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{one.label}:").bold = True
        paragraph.add_run(f" {one.text}")
    return as_bytes(word)


def _cha(said: Sequence[Said]) -> bytes:
    codes = {label: "ABCDEFGH"[n] for n, label in enumerate(dict.fromkeys(one.label for one in said))}
    tiers = (f"*{codes[one.label]}:\t{one.text} \x15{one.start_ms}_{one.end_ms}\x15\n" for one in said)
    return "".join(("@UTF8\n@Begin\n", *tiers, "@End\n")).encode()


MARKED: dict[str, Callable[[Sequence[Said]], bytes]] = {
    "tei": _tei,
    "akn": _akn,
    "html": _html,
    "docx": _docx,
    "cha": _cha,
}
