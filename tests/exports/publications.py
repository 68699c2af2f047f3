"""Publications made up for tests: any label, any text, with times and without."""

from hashlib import sha256

from hypothesis import strategies as st
from slugify import slugify

from app.publication import Provenance, Publication, PublishedSpeaker, PublishedTurn
from app.transcript import Kind, Role

ROLES: dict[Kind, Role] = {"question": "interviewer", "answer": "interviewee", "speech": "participant"}

PROVENANCE = Provenance(
    id="talk-at-the-mill",
    url=None,
    title='Talk at the mill: a "first" conversation & more',
    date="2019-03",
    place="Saltby",
    outlet="Merrow Coast Radio",
    language="en",
    original_language=None,
    transcript_kind="edited",
    source_url="https://merrowcoast.example/mill?a=1&b=2",
    source_file="mill.txt",
    source_sha256="0" * 64,
    source_format="txt",
    publisher_name="Merrow <Coast>",
    publisher_url="https://merrowcoast.example",
    retrieved_at="2024-05-06",
    licence="CC-BY-4.0",
    rights_holder="Merrow Coast",
    credit="Merrow Coast Radio, {2019}",
    media_url=None,
    turn_count=2,
    word_count=7,
    revision=3,
    ingested_at="2024-05-07T08:09:10Z",
)

TRAPS = [
    "Nora Field: not a label", "# no heading", "- no list", "1. no list", "---", "...", "***", "> no quote", "**bold**",
    "a --> b", "00:01:02.000 --> 00:01:03.000", "]]>", "<v Ann>x</v>", "&amp;", "<i>x</i>", "=1+1", "'quoted'", "@x",
    '"said", she', "a\\b", "[link](https://x.example)", "(laughter)", "[00:12]", "`code`", "~~x~~", "Q.", "WEBVTT",
    "{", "[", "null", "NaN", "مرحبا: أهلا", "שלום", "你好。", "🙂 emoji", "e\u0301", "*", "_", "|a|b|", "\\*", "a_b_c",
]  # fmt: skip


def _tidy(text: str) -> str:
    return " ".join(text.split())


_characters = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
_paragraphs = st.one_of(st.sampled_from(TRAPS), st.text(_characters, min_size=1, max_size=40)).map(_tidy).filter(bool)
_texts = st.lists(_paragraphs, min_size=1, max_size=3).map("\n\n".join)
_labels = st.sampled_from(
    ["Question", "Nora Field", "Q.", "Ann: the host", "THE PRESIDENT", "Вопрос", "質問", "A*b_c [x]"]
)
_tame_labels = st.sampled_from(["Question", "Nora Field", "THE PRESIDENT", "Вопрос", "質問"])
_tame_texts = st.lists(
    st.text(st.characters(codec="utf-8", categories=["Ll", "Lo"]), min_size=2, max_size=9), min_size=1, max_size=12
).map(lambda words: f"{' '.join(words)}.")
_kinds = st.sampled_from(list(ROLES))


@st.composite
def publications(draw: st.DrawFn, *, timed: bool | None = None, tame: bool = False) -> Publication:
    """Give an interview of some turns; `timed` says whether they have times, `tame` that nothing looks like a mark."""
    labels, texts = (_tame_labels, _tame_texts) if tame else (_labels, _texts)
    spoken = draw(st.lists(st.tuples(labels, texts, _kinds), min_size=1, max_size=6))
    with_times = draw(st.booleans()) if timed is None else timed
    turns = tuple(
        made_turn(number, label, text, kind, number * 61_001 if with_times else None)
        for number, (label, text, kind) in enumerate(spoken, 1)
    )
    return made_publication(turns)


def made_turn(number: int, label: str, text: str, kind: Kind, start_ms: int | None = None) -> PublishedTurn:
    """Give a turn that lasts a second."""
    return PublishedTurn(
        number=number,
        position=number,
        kind=kind,
        role=ROLES[kind],
        speaker_id=f"talk-at-the-mill~{slugify(label)}",
        speaker_name=label,
        label=label,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        revision=1,
        word_count=len(text.split()),
        start_ms=start_ms,
        end_ms=None if start_ms is None else start_ms + 1000,
        url=None,
    )


def made_publication(turns: tuple[PublishedTurn, ...]) -> Publication:
    """Give an interview of these turns, each label a speaker of its own."""
    first = {turn.label: turn for turn in reversed(turns)}
    speakers = tuple(
        PublishedSpeaker(turn.speaker_id, turn.label, "label", False, turn.role, (turn.label,))  # noqa: FBT003
        for turn in first.values()
    )
    return Publication(PROVENANCE, speakers, turns)
