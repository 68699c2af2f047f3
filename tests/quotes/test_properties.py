"""What holds of any quotation that is cut out of any text, and then changed in a known way."""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from app.quotes.judging import RANKS
from app.quotes.reading import readings_of
from app.quotes.results import Difference, Fold
from tests.quotes.judged import compared, judged

VOCABULARY = [
    "".join(parts) for parts in product(("bal", "kor", "mir", "tus"), ("ado", "ebi", "olu"), ("g", "nd", "x"))
]
STRANGE = "zzyqu"
ENDS = (" ", " ", " ", ", ", "; ", " – ", ". ", "? ", "\n\n")
FOLDINGS: dict[Fold, Callable[[str], str]] = {
    "outer_quotation_marks": lambda text: f"„{text}“",
    "dashes": lambda text: text.replace("–", "--"),
    "spaces": lambda text: text.replace(" ", "\u00a0 "),
    "case": str.upper,
    "diacritics": lambda text: text.replace("o", "ó").replace("O", "Ó"),
    "character_forms": lambda text: text.replace("m", "\uff4d").replace("M", "\uff2d"),
    "invisible_characters": lambda text: text.replace("i", "i\u00ad").replace("I", "I\u00ad"),
    "ellipses": lambda text: f"… {text}",
}


class Cut(NamedTuple):
    """A stretch of words cut out of a text in which no word comes twice; the spaces and marks are those behind them."""

    text: str
    words: list[str]
    behind: list[str]
    start: int

    @property
    def quotation(self) -> str:
        return self.joined(self.words)

    def joined(self, words: list[str]) -> str:
        return "".join(word + behind for word, behind in zip(words, [*self.behind, ""], strict=True))


@st.composite
def cuts(draw: st.DrawFn, fewest: int = 1) -> Cut:
    words = draw(st.permutations(VOCABULARY))[: draw(st.integers(fewest + 2, 24))]
    behind = [draw(st.sampled_from(ENDS)) for _ in words[:-1]]
    places = [0]
    for word, space in zip(words, behind, strict=False):
        places.append(places[-1] + len(word) + len(space))
    first = draw(st.integers(0, len(words) - fewest))
    last = draw(st.integers(first + fewest, len(words)))
    text = "".join(word + space for word, space in zip(words, [*behind, "."], strict=True))
    return Cut(text, list(words[first:last]), behind[first : last - 1], places[first])


@given(cuts())
def test_what_is_cut_out_is_exact_and_its_span_is_right(cut: Cut) -> None:
    found = judged(cut.quotation, "Nothing here.", cut.text)
    assert (found.verdict, found.similarity, found.folds) == ("exact", 100.0, ())
    (passage,) = found.passages
    assert (passage.turn.key, passage.start, passage.end) == (1, cut.start, cut.start + len(cut.quotation))


@given(st.text(max_size=80))
def test_any_text_that_has_a_word_is_an_exact_quotation_of_itself(text: str) -> None:
    assume(readings_of(text))
    found = judged(text, text)
    assert found.verdict in ("exact", "exact_after_normalization")
    assert (found.verdict == "exact") == (found.folds == ())
    assert set(found.folds) <= {"spaces", "invisible_characters"}  # where a text begins or ends with them


@given(st.text(max_size=60), st.text(max_size=200))
def test_exact_means_that_the_characters_are_there(quotation: str, text: str) -> None:
    assume(readings_of(quotation) and readings_of(text))
    for published in (text, text + quotation + text):
        found = compared(quotation, published)
        if found and found.verdict == "exact":
            assert quotation.strip() in published
        if found and found.verdict == "exact_after_normalization":
            assert found.folds


@given(cuts(), st.data())
def test_what_is_folded_is_listed(cut: Cut, data: st.DataObject) -> None:
    ways = [(name, way) for name, way in FOLDINGS.items() if way(cut.quotation) != cut.quotation]
    chosen = data.draw(st.lists(st.sampled_from(ways), min_size=1, unique_by=lambda pair: pair[0]))
    quotation = cut.quotation
    for _, way in chosen:
        quotation = way(quotation)
    found = judged(quotation, cut.text)
    assert found.verdict == "exact_after_normalization"
    assert set(found.folds) == {name for name, _ in chosen}
    (passage,) = found.passages
    assert (passage.start, passage.end) == (cut.start, cut.start + len(cut.quotation))
    assert passage.similarity == 100.0


@given(cuts(fewest=6), st.data())
def test_a_changed_word_is_the_one_difference(cut: Cut, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(cut.words) - 1))
    found = judged(cut.joined([*cut.words[:place], STRANGE, *cut.words[place + 1 :]]), cut.text)
    assert found.verdict == "differs"
    assert found.passages[0].differences == (Difference("replace", STRANGE, cut.words[place], ()),)
    assert found.similarity < 100


@given(cuts(fewest=6), st.data())
def test_an_added_word_is_the_one_difference(cut: Cut, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(cut.words) - 1))
    words = [*cut.words[:place], f"{STRANGE} {cut.words[place]}", *cut.words[place + 1 :]]
    found = judged(cut.joined(words), cut.text)
    assert found.verdict == "differs"
    assert found.passages[0].differences == (Difference("insert", STRANGE, "", ()),)


@given(cuts(fewest=7), st.data())
def test_a_word_left_out_without_a_mark_is_the_one_difference(cut: Cut, data: st.DataObject) -> None:
    place = data.draw(st.integers(2, len(cut.words) - 3))
    spaces = [" "] * (len(cut.words) - 1)
    plain = cut._replace(behind=spaces, text=" ".join(cut.words))
    found = judged(" ".join([*cut.words[:place], *cut.words[place + 1 :]]), plain.text)
    assert found.verdict == "differs"
    assert found.passages[0].differences == (Difference("delete", "", cut.words[place], ()),)


@given(cuts(fewest=3), st.sampled_from(("…", "...", "[…]", "(...)", ". . .", "[…] …")), st.data())
def test_a_cut_is_never_called_better_than_excerpted(cut: Cut, mark: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(cut.words) - 2))
    last = data.draw(st.integers(first + 1, len(cut.words) - 1))
    before = cut._replace(words=cut.words[:first], behind=cut.behind[: first - 1]).quotation
    after = cut._replace(words=cut.words[last:], behind=cut.behind[last:]).quotation
    found = judged(f"{before} {mark} {after}", cut.text)
    assert found.verdict in ("excerpted", "stitched")
    (omission,) = found.passages[0].omitted
    assert [word for word in cut.words if word in (omission.text or "")] == cut.words[first:last]
    assert omission.word_count == len((omission.text or "").split())


@given(cuts(fewest=4), st.sampled_from(("not", "never", "isn't", "can’t", "cannot", "5", "seven", "3.5")), st.data())
def test_a_cut_that_drops_a_negation_or_a_number_is_stitched(cut: Cut, word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(cut.words) - 1))
    before, after = " ".join(cut.words[:place]), " ".join(cut.words[place:])
    found = judged(f"{before} … {after}", f"{before} {word} {after}.")
    assert found.verdict == "stitched"
    (omission,) = found.passages[0].omitted
    assert (omission.text, omission.flags) == (word, ("number",) if word in ("5", "seven", "3.5") else ("negation",))
    silently = judged(f"{before} {after}", f"{before} {word} {after}.")
    assert RANKS[silently.verdict] >= RANKS["differs"]
    assert silently.passages[0].differences[0].flags == omission.flags


@given(cuts(fewest=3), cuts(fewest=3), st.sampled_from(("aa", "ab")), st.booleans())
def test_pieces_of_two_turns_are_stitched(one: Cut, two: Cut, interviews: str, swapped: bool) -> None:  # noqa: FBT001
    second = two._replace(words=[word[::-1] for word in two.words])
    texts = [one.quotation, second.quotation]
    found = judged(" … ".join(reversed(texts) if swapped else texts), *texts, interviews=interviews)
    assert found.verdict == "stitched"
    assert [passage.turn.key for passage in found.passages] == ([1, 0] if swapped else [0, 1])
    assert found.passages[0].omitted[0].crosses == ("speaker" if interviews == "aa" else "interview")


@given(cuts(fewest=3))
def test_judging_twice_gives_the_same(cut: Cut) -> None:
    assert judged(cut.quotation, cut.text) == judged(cut.quotation, cut.text)
