"""Word documents for the tests, since their bytes cannot be read by eye.

`python -m tests.parsers.word_samples` writes `tests/transcripts/docx/*.docx` anew.
"""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.parsers.golden import FOLDER

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bold_labels() -> Word:
    """Labels in bold runs that are cut anywhere, headings, soft breaks, tracked changes, a header and a footer."""
    word = Document()
    word.core_properties.title = "Template 7"
    word.core_properties.language = "en-GB"
    word.sections[0].header.paragraphs[0].text = "Tarn Record: draft"
    word.sections[0].footer.paragraphs[0].text = "Page 1: of many"
    word.add_heading("The weir keeper's last winter", 0)
    word.add_paragraph("Tarn Head, 12 January 1997")
    _said(word, ["Nora ", "Quill", ":"], " How deep was it?")
    answer = _said(word, ["Orla Hale:"], " Deep enough. Nobody ")
    answer.add_run("measured").italic = True
    answer.add_run(" it.")
    answer.add_run().add_break()
    answer.add_run("I said: 5 * 3 < 16.")
    _change(answer)
    word.add_paragraph("And I left.")
    word.add_heading("The flood", 1)
    _said(word, ["Nora Quill:"], "\tAnd then?")
    _said(word, ["Orla Hale", ":"], "\u00a0Then the gate\u2011house went, and ")._p.append(
        parse_xml(f"<w:r {W}><w:t>the wind</w:t><w:noBreakHyphen/><w:t>vane too.</w:t></w:r>")
    )
    word.add_paragraph("[She laughs.]")
    _said(word, ["Nora Quill:"], " Thank you.")
    return word


def table_of_turns() -> Word:
    """Time, speaker and words in the columns of a table, under a head."""
    word = Document()
    word.add_paragraph("Deichgang mit Karla Stein", style="Title")
    rows = [
        ("Time", "Speaker", "Text"),
        ("00:00:03", "Tom Rohr", "Wo fangen wir an?"),
        ("00:00:07", "Karla Stein", "Hier, am Siel."),
        ("", "", "Es ist alt."),
        ("00:01:12", "Tom Rohr", "Wie alt?"),
        ("00:01:15", "Karla Stein", "Älter als die Straße.\nViel älter."),
    ]
    table = word.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph("Aufgezeichnet im Mai.")
    return word


def plain_labels() -> Word:
    """Labels that only a colon and a tab set off, on lines of one paragraph."""
    word = Document()
    paragraph = word.add_paragraph("Q:\tWho brings the seeds?")
    for line in ("A:\tWhoever has a garden.", "Q:\tAnd who takes them?", "A:\tBirds, mostly."):
        paragraph.add_run().add_break()
        paragraph.add_run(line)
    return word


SAMPLES: dict[str, Callable[[], Word]] = {
    "bold-labels": bold_labels,
    "plain-labels": plain_labels,
    "table-of-turns": table_of_turns,
}


def as_bytes(word: Word) -> bytes:
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _said(word: Word, label: list[str], text: str) -> Paragraph:
    paragraph = word.add_paragraph()
    for piece in label:
        paragraph.add_run(piece).bold = True
    paragraph.add_run(text)
    return paragraph


def _change(paragraph: Paragraph) -> None:
    """What was deleted and what was put in with changes tracked."""
    for name, text in (("del", "delText"), ("ins", "t")):
        words = " And slept." if name == "del" else " And stayed."
        run = f'<w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{name} {W} w:id="1" w:author="x">{run}</w:{name}>'))


def main() -> None:
    for name, make in SAMPLES.items():
        (FOLDER / "docx" / f"{name}.docx").write_bytes(as_bytes(make()))


if __name__ == "__main__":
    main()
