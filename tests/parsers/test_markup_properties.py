"""What holds for every marked-up talk: generated turns come back, and damage loses nothing and crashes nothing."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from app.parsers import parse, source_text
from app.transcript import ParseOptions, TranscriptError, prove_nothing_lost
from tests.parsers.golden import cases
from tests.parsers.marked_up import MARKED
from tests.parsers.spoken import Said
from tests.parsers.word_samples import as_bytes

Talk = list[tuple[str, str]]

LABELS = ("Question", "Anna Weber")
BRIEF = settings(max_examples=max(10, settings().max_examples // 5))
WORDS = st.sampled_from(
    [
        *(
            "tide",
            "was",
            "low",
            "10:30",
            "*",
            "5 * 3",
            "_",
            "snake_case",
            "<b>",
            "&amp;",
            "a\\*b",
            "`x`",
            "[1](x)",
            "[^1]",
        ),
        *(
            "~~",
            "no:",
            "(quietly)",
            "fünf",
            "море",
            "ёж",
            "O'Neill",
            "$20",
            "#1",
            "question,",
            "http://a.example/b_c_d",
        ),
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: f"Then we saw {' '.join(words)} there.")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map("\n\n".join)
TALKS = st.lists(TEXTS, min_size=4, max_size=7).map(
    lambda texts: [(LABELS[index % 2], text) for index, text in enumerate(texts)]
)
NOTHING = st.sampled_from(["", "\n  ", "<!-- no: word -->", "<?php no ?>"])


def marked(text: str, element: str, between: str = "") -> str:
    return between.join(f"<{element}>{escape(paragraph)}</{element}>" for paragraph in text.split("\n\n"))


def turns_of(data: bytes, key: str) -> Talk:
    (transcript,) = parse(data, ParseOptions(name=f"talk.{key}", format=key))
    return [(turn.label, turn.text) for turn in transcript.turns]


@BRIEF
@given(talk=TALKS, noise=NOTHING, prefix=st.sampled_from(["", "t:"]), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_tei_comes_back(talk: Talk, noise: str, prefix: str, encoding: str) -> None:
    aside = "<gap reason='x'/><note>Who: knows</note>"
    body = "".join(
        f"<note type='speaker'>{label}:</note>{noise}<u who='#x'>{noise}{marked(text, 'seg', noise + aside)}</u>{aside}"
        for label, text in talk
    )
    whole = f"<TEI xmlns{prefix and ':t'}='http://www.tei-c.org/ns/1.0'><text><body>{body}</body></text></TEI>"
    if prefix:
        whole = whole.replace("</", "</\0").replace("<", "<t:").replace("<t:/\0", "</t:")
        whole = whole.replace("<t:!", "<!").replace("<t:?", "<?")
    assert turns_of(whole.encode(encoding), "tei") == talk


@BRIEF
@given(talk=TALKS, noise=NOTHING, element=st.sampled_from(["speech", "question", "answer"]))
def test_akoma_ntoso_comes_back(talk: Talk, noise: str, element: str) -> None:
    body = "".join(
        f"<{element} by='#x'>{noise}<from>{label} :</from>{marked(text, 'p', noise)}</{element}><scene>A: b</scene>"
        for label, text in talk
    )
    whole = f"<akomaNtoso><debate><debateBody>{noise}{body}</debateBody></debate></akomaNtoso>"
    assert turns_of(whole.encode(), "akn") == talk


PAGES: dict[str, Callable[[str, str], str]] = {
    "bold": lambda label, text: f"<p><b>{label}:</b> {marked(text, 'p')[3:]}",
    "strong, colon behind": lambda label, text: f"<p><strong>{label}</strong>: {marked(text, 'p')[3:]}",
    "cited": lambda label, text: f"<cite>{label}:</cite> <time>0:12</time> {marked(text, 'p')}",
    "never closed": lambda label, text: "".join(
        f"<p>{escape(paragraph)}" for paragraph in f"{label}: {text}".split("\n\n")
    ),
    "row": lambda label, text: f"<table><tr><td>{label}</td><td>{marked(text, 'p')}</td></tr>",
    "definition": lambda label, text: f"<dl><dt>{label}</dt>{marked(text, 'dd')}</dl>",
    "line breaks": lambda label, text: f"{label}: {escape(text)}".replace("\n\n", "<br>\n<br>") + "<br><br>",
    "class": lambda label, text: (
        f"<div><span class='speaker'>{label}</span> <time>00:00:04</time>{marked(text, 'p')}</div>"
    ),
}


@pytest.mark.parametrize("shape", PAGES)
@BRIEF
@given(talk=TALKS)
def test_a_page_comes_back(shape: str, talk: Talk) -> None:
    body = "".join(PAGES[shape](label, text) for label, text in talk)
    if shape == "row":
        body = body.replace("</tr><table>", "</tr>") + "</table>"
    page = f"<html><head><title>T</title></head><body><nav>Home: page</nav><h1>A talk</h1>{body}<footer>Us: ©</footer>"
    assert turns_of(page.encode(), "html") == talk


@settings(max_examples=10)
@given(talk=TALKS, is_table=st.booleans())
def test_a_word_document_comes_back(talk: Talk, is_table: bool) -> None:  # noqa: FBT001
    word = Document()
    table = word.add_table(rows=0, cols=2) if is_table else None
    for label, text in talk:
        first, *others = text.split("\n\n")
        if table is not None:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, first
            for paragraph in others:
                cells[1].add_paragraph(paragraph)
            continue
        begun = word.add_paragraph()
        for piece in (label[:3], label[3:], ":"):
            begun.add_run(piece).bold = True
        begun.add_run(f" {first}")
        for paragraph in others:
            word.add_paragraph(paragraph)
    assert turns_of(as_bytes(word), "docx") == talk


CODES = st.sampled_from(["(.)", "[/]", "[= a note: of it]", "&=laughs", "[*]", "(1.5)", "‡", "↑", "+<", "\x150_12\x15"])
SPOKEN = st.lists(st.sampled_from(["tide", "fünf", "xxx", "море", "it's"]), min_size=1, max_size=6)


@BRIEF
@given(st.lists(st.tuples(SPOKEN, CODES, st.sampled_from([".", "?", "!"])), min_size=2, max_size=8))
def test_chat_comes_back(said: list[tuple[list[str], str, str]]) -> None:
    tiers = [
        f"*{'ABC'[index % 3]}:\t{words[0]} {code} {' '.join(words[1:])}\n\t{code} {end}\n%mor:\tn|x ."
        for index, (words, code, end) in enumerate(said)
    ]
    source = "@UTF8\n@Begin\n@Participants:\tA Ann_Lee Adult, B Adult\n" + "\n".join(tiers) + "\n@End\n"
    expected = [("ABC"[index % 3], " ".join(words) + end) for index, (words, _, end) in enumerate(said)]
    assert turns_of(source.encode(), "cha") == expected


@pytest.mark.parametrize("key", MARKED)
def test_format_and_turns_show_in_the_content(key: str) -> None:
    said = [Said(LABELS[n % 2], f"Then we saw the tide {n}.", n * 1000, n * 1000 + 900) for n in range(12)]
    (transcript,) = parse(MARKED[key](said), ParseOptions())
    assert transcript.format == key
    assert [turn.text for turn in transcript.turns] == [one.text for one in said]
    if key in ("tei", "cha"):
        assert [(turn.start_ms, turn.end_ms) for turn in transcript.turns] == [
            (one.start_ms, one.end_ms) for one in said
        ]


SAMPLES = [case for case in cases() if case.parent.name in ("tei", "akn", "html", "docx", "cha")]


def read_or_refuse(data: bytes, key: str) -> None:
    """Parse `data`, which may be refused and must not be lost."""
    try:
        (transcript,) = parse(data, ParseOptions(format=key))
    except TranscriptError:
        return
    text = source_text(key, data, transcript.encoding)
    prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
    assert all(turn.text and turn.label for turn in transcript.turns)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.parent.name}/{sample.name}")
@BRIEF
@given(data=st.data())
def test_a_damaged_sample_is_read_or_refused(sample: Path, data: st.DataObject) -> None:
    """Bytes changed, cut out and doubled."""
    damaged = bytearray(sample.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        end = at + data.draw(st.integers(0, 40))
        piece = damaged[at:end]
        damaged[at:end] = data.draw(
            st.sampled_from([b"", piece * 2, b"<", b"&", b"\xff", b"</p>", b"<u>", b"\x15", b"["])
        )
    read_or_refuse(bytes(damaged[: data.draw(st.integers(len(damaged) // 2, len(damaged)))]), sample.parent.name)


PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<p>", "</p>", "<i>", "</i>", "<br>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>"),
        *("<nav>", "</nav>", "<pre>", "</pre>", "<h2>", "</h2>", "<hr>", "<dl>", "<dt>", "<dd>", "<main>", "</main>"),
        *(
            "Q:",
            "A:",
            "Anna Weber:",
            " ",
            "\n",
            "Then so.",
            "Why?",
            "0:12",
            "[00:01]",
            "*",
            "**",
            "\\",
            "&lt;",
            "&nbsp;",
        ),
        *(
            "<script>x</script>",
            "<!-- c -->",
            "<cite>",
            "</cite>",
            "<div class='speaker'>",
            "</div>",
            "---",
            "# ",
            "> ",
        ),
    ]
)


@settings(max_examples=settings().max_examples * 3)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_page_is_read_or_refused(body: str) -> None:
    read_or_refuse(f"<p><b>Q:</b> So?<p><b>A:</b> Yes.<p><b>Q:</b> No?<p><b>A:</b> No.{body}".encode(), "html")
