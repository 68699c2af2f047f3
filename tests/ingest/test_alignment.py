"""Which turn is which, over speakers and texts alone."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from app.ingest.alignment import ALIKE, Words, align

VOCABULARY = (
    *("amber", "birch", "cinder", "dune", "ember", "fjord", "gorse", "heron"),
    *("inlet", "juniper", "kelp", "lichen", "marsh", "nettle", "otter"),
)


def said(seed: int, length: int = 20, speaker: str = "A") -> Words:
    """Make a turn whose words follow from `seed`: unalike for other seeds."""
    words = (f"{VOCABULARY[(seed * 7 + at * at + seed * at) % 15]}{seed * 31 + at}" for at in range(length))
    return Words(speaker, " ".join(words))


OLD = [said(seed, speaker="QA"[seed % 2]) for seed in range(12)]


def kept(new: list[Words]) -> list[int | None]:
    return align(OLD, new).kept


def test_equal_transcripts_are_equal_throughout() -> None:
    assert kept(OLD) == list(range(12))


def test_an_inserted_turn_is_new_and_the_rest_stays() -> None:
    assert kept([*OLD[:5], said(99), *OLD[5:]]) == [0, 1, 2, 3, 4, None, 5, 6, 7, 8, 9, 10, 11]


def test_a_removed_turn_is_gone_without_successor() -> None:
    result = align(OLD, OLD[:5] + OLD[6:])
    assert result.kept == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]
    assert result.successors == {}


def test_an_edited_turn_stays() -> None:
    edited = OLD[4]._replace(text=OLD[4].text.replace("1", "one", 2) + " and more")
    assert kept([*OLD[:4], edited, *OLD[5:]]) == list(range(12))


def test_edited_turns_beside_each_other_stay() -> None:
    edited = [turn._replace(text=f"Well, {turn.text}") for turn in OLD]
    assert kept(edited) == list(range(12))


def test_a_moved_turn_stays() -> None:
    assert kept([*OLD[:2], *OLD[3:9], OLD[2], *OLD[9:]]) == [0, 1, 3, 4, 5, 6, 7, 8, 2, 9, 10, 11]


def test_the_longer_part_of_a_split_turn_keeps_it() -> None:
    words = OLD[6].text.split()
    parts = [OLD[6]._replace(text=" ".join(words[:7])), OLD[6]._replace(text=" ".join(words[7:]))]
    assert kept([*OLD[:6], *parts, *OLD[7:]]) == [0, 1, 2, 3, 4, 5, None, 6, 7, 8, 9, 10, 11]


def test_the_longer_part_of_a_merge_keeps_its_own_and_the_other_leads_to_it() -> None:
    long, short = said(50, 30), said(51, 14)
    result = align([OLD[0], long, OLD[2], short, OLD[4]], [OLD[0], Words("A", f"{long.text} {short.text}"), OLD[4]])
    assert result.kept == [0, 1, 4]
    assert result.successors == {3: 1}


def test_another_speaker_with_an_alike_text_is_another_turn() -> None:
    other = Words("Z", OLD[3].text + " indeed")
    assert kept([*OLD[:3], other, *OLD[4:]])[3] is None


def test_a_short_text_that_changed_stays_only_between_its_neighbours() -> None:
    short, alike = Words("Q", "Why did you not go there?"), Words("Q", "Why did you not go home?")
    old = [OLD[1], short, OLD[3]]
    assert align(old, [OLD[1], alike, OLD[3]]).kept == [0, 1, 2]
    assert align(old, [OLD[1], OLD[5], alike, OLD[3]]).kept == [0, None, None, 2]


def test_short_twins_stay_in_their_order() -> None:
    yes = Words("A", "Yes.")
    old = [OLD[0], yes, OLD[2], yes, OLD[4]]
    assert align(old, [yes, OLD[0], yes, OLD[2], yes, OLD[4]]).kept == [None, 0, 1, 2, 3, 4]


def test_a_short_text_elsewhere_is_not_taken_for_one_that_is_gone() -> None:
    yes = Words("A", "Yes.")
    assert align([OLD[0], yes, OLD[2], OLD[4]], [OLD[0], OLD[2], OLD[4], said(77), yes]).kept[-1] is None


def test_of_more_twins_than_places_the_first_move() -> None:
    short, twin = said(0, 1), said(0, 12)
    assert align([short, twin, twin], [twin, short]).kept in ([1, 0], [1, None])


turns = st.builds(said, st.integers(0, 30), st.integers(1, 40), st.sampled_from("QA"))


@given(st.lists(turns, max_size=25), st.lists(turns, max_size=25))
def test_a_turn_is_never_taken_for_an_unrelated_one(old: list[Words], new: list[Words]) -> None:
    result = align(old, new)
    used = [i for i in result.kept if i is not None]
    assert len(result.kept) == len(new)
    assert len(used) == len(set(used))
    for j, i in enumerate(result.kept):
        if i is not None and old[i].text != new[j].text:
            assert old[i].speaker == new[j].speaker
            alike = fuzz.ratio(old[i].text, new[j].text) >= ALIKE
            assert alike or old[i].text in new[j].text or new[j].text in old[i].text
    assert not set(result.successors) & set(used)


@given(st.lists(turns, max_size=25), st.data())
def test_what_is_not_touched_keeps_its_place(old: list[Words], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(old)))
    inserted = data.draw(st.lists(st.builds(said, st.integers(1000, 2000), st.integers(15, 40)), max_size=3))
    texts = align(old, [*old[:at], *inserted, *old[at:]]).kept
    assert [i for i in texts if i is not None] == list(range(len(old)))
