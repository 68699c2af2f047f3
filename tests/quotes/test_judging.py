"""Quotations judged by hand: each case is a quotation, what is published, and what is to be said of it."""

import pytest

from app.quotes.results import Crossing, Difference, Fold, Omission, Verdict
from tests.quotes.judged import compared, judged

SAD = "So, I am not optimistic about this. We have tried before."
RED = (
    "We tried [a steady red light] for one season. It helped the thrushes, and then the fishermen complained that red "
    "means port, and they were right as well. What helps is a shade on the landward side."
)


@pytest.mark.parametrize(
    ("quotation", "published", "verdict", "folds"),
    [
        (SAD, SAD, "exact", ()),
        ("I am not optimistic", SAD, "exact", ()),
        ("We tried [a steady red light] for one season.", RED, "exact", ()),
        ("i am not optimistic", SAD, "exact_after_normalization", ("first_letter_case",)),
        ("“I am not optimistic”", SAD, "exact_after_normalization", ("outer_quotation_marks",)),
        ("I am not optimistic,", SAD, "exact_after_normalization", ("final_punctuation",)),
        ("I am not optimistic.", SAD, "exact_after_normalization", ("final_punctuation",)),
        ("I AM NOT optimistic", SAD, "exact_after_normalization", ("case",)),
        ("I am not optimistic [sic]", SAD, "exact_after_normalization", ("sic",)),
        ("[W]e have tried before", SAD, "exact_after_normalization", ("insertions",)),
        ("… about this.", SAD, "exact_after_normalization", ("ellipses",)),
        ("He said 'no' – twice", "He said “no” - twice.", "exact_after_normalization", ("quotation_marks", "dashes")),
        ("it isn't so", "No, it isn’t so.", "exact_after_normalization", ("quotation_marks",)),
        ("a price determining vote", "a price-determining vote", "exact_after_normalization", ("hyphens",)),
        ("co-operate with them", "cooperate with them", "exact_after_normalization", ("hyphens",)),
        ("inter-\nnational law", "international law", "exact_after_normalization", ("hyphens",)),
        ("I think... not", "I think… not", "exact_after_normalization", ("ellipses",)),
        ("Он ещё здесь", "Он еще здесь.", "exact_after_normalization", ("diacritics",)),
        ("café society", "cafe society", "exact_after_normalization", ("diacritics",)),
        ("ＨＥＬＬＯ, world", "hello, world", "exact_after_normalization", ("case", "character_forms")),
        ("我不知道", "他说：「我不知道。」", "exact", ()),
        ("我不知道,好吗", "我不知道，好吗？", "exact_after_normalization", ("character_forms",)),
        ("one two\nthree four", "one two\n\nthree four", "exact_after_normalization", ("spaces",)),
    ],
)
def test_what_is_published_as_it_is_quoted(
    quotation: str, published: str, verdict: Verdict, folds: tuple[Fold, ...]
) -> None:
    found = judged(quotation, published)
    assert (found.verdict, found.folds, found.similarity) == (verdict, folds, 100.0)
    assert [passage.differences for passage in found.passages] == [()]


@pytest.mark.parametrize(
    ("quotation", "published", "verdict", "omission"),
    [
        ("So, I am … optimistic about this.", SAD, "stitched", Omission("not", 1, ("negation",), None)),
        ("So, I am [really] optimistic", SAD, "stitched", Omission("not", 1, ("negation",), None)),
        ("I … optimistic", "I’m never optimistic", "stitched", Omission("’m never", 2, ("negation",), None)),
        ("Je … crois", "Je ne crois", "stitched", Omission("ne", 1, ("negation",), None)),
        ("Das ist … Problem", "Das ist kein Problem", "stitched", Omission("kein", 1, ("negation",), None)),
        ("Я … знаю", "Я не знаю", "stitched", Omission("не", 1, ("negation",), None)),
        ("我…知道", "我不知道", "stitched", Omission("不", 1, ("negation",), None)),
        ("we lost … men", "we lost 300 men", "stitched", Omission("300", 1, ("number",), None)),
        ("we lost … men", "we lost twenty brave men", "stitched", Omission("twenty brave", 2, ("number",), None)),
        (
            "It helped the thrushes … and they were right as well",
            RED,
            "excerpted",
            Omission(", and then the fishermen complained that red means port,", 10, (), None),
        ),
        ("We tried … for one season", RED, "excerpted", Omission("[a steady red light]", 4, (), None)),
        ("We tried [it] for one season", RED, "excerpted", Omission("[a steady red light]", 4, (), None)),
    ],
)
def test_what_is_left_out_is_shown(quotation: str, published: str, verdict: Verdict, omission: Omission) -> None:
    found = judged(quotation, published, language=None)
    assert found.verdict == verdict
    assert found.passages[0].omitted == (omission,)


def test_a_cut_over_a_long_way_is_stitched() -> None:
    assert judged("We tried … shade on the landward side", RED).verdict == "stitched"
    assert judged("It helped the thrushes … What helps is a shade", RED).verdict == "excerpted"


@pytest.mark.parametrize(
    ("quotation", "published", "differences"),
    [
        ("So, I am optimistic about this.", SAD, [Difference("delete", "", "not", ("negation",))]),
        ("So, I am optimistic about this", SAD.replace("not", "now"), [Difference("delete", "", "now", ())]),
        ("She can vote for it today", "She can't vote for it today", [Difference("delete", "", "'t", ("negation",))]),
        (
            "She does vote for it now",
            "She doesn’t vote for it now",
            [Difference("replace", "does", "doesn’t", ("negation",))],
        ),
        ("She won't vote for it", "She will not vote for it", [Difference("replace", "won't", "will not", ())]),
        (
            "we spent $35 million on it",
            "we spent $3.5 million on it",
            [Difference("replace", "35", "3.5", ("number",))],
        ),
        ("we spent 20 million on it", "we spent $20 million on it", [Difference("delete", "", "$", ("number",))]),
        ("about 3,5 percent of all", "about 3.5 percent of all", [Difference("replace", ",", ".", ("number",))]),
        ("the lamp room was cold", "the “lamp room” was cold", None),
        ("You knew about it.", "You knew about it?", [Difference("replace", ".", "?", ("punctuation",))]),
        ("So I am not optimistic", SAD, [Difference("delete", "", ",", ("punctuation",))]),
        ("So, I am [not] not optimistic", SAD, [Difference("insert", "[not]", "", ("negation",))]),
        ("I am not very optimistic about this", SAD, [Difference("insert", "very", "", ())]),
    ],
)
def test_what_differs_is_listed(quotation: str, published: str, differences: list[Difference] | None) -> None:
    found = judged(quotation, published)
    assert found.verdict == "differs"
    assert found.similarity < 100
    assert differences is None or list(found.passages[0].differences) == differences


@pytest.mark.parametrize(
    ("quotation", "texts", "crosses", "text"),
    [
        ("the house was red and the roof too", ["the house was red", "and the roof too"], "speaker", ""),
        (
            "the house was red … the roof was too",
            ["the house was red, mostly.", "Yes, the roof was too"],
            "speaker",
            ", mostly.\n\nYes,",
        ),
        ("the house was red … the roof was too", ["the house was red.", "What?", "the roof was too"], "turn", "What?"),
        ("the roof was blue … the house was red", ["the house was red. And the roof was blue."], "order", None),
        ("the roof was blue. the house was red", ["the house was red. And the roof was blue."], "order", None),
    ],
)
def test_a_quotation_goes_on_in_the_next_match(
    quotation: str, texts: list[str], crosses: Crossing, text: str | None
) -> None:
    found = judged(quotation, *texts)
    assert found.verdict == "stitched"
    assert len(found.passages) == 2
    (omission,) = found.passages[0].omitted
    assert (omission.crosses, omission.text) == (crosses, text)
    assert found.passages[1].omitted == ()


@pytest.mark.parametrize(
    "quotation",
    [
        "The fishermen never complained about the colour of any lamp at all",
        "We should have asked the thrushes before we bought the boat",
        "Nobody helps a landward fisherman",
        "red red red red",
    ],
)
def test_what_nobody_published_is_no_match(quotation: str) -> None:
    assert judged(quotation, RED, SAD).verdict == "no_match"


def test_a_quotation_without_any_word_of_it_has_no_judgement() -> None:
    assert compared("zzyqu", RED) is None


def test_words_left_out_without_a_mark_are_a_difference_however_many() -> None:
    found = judged("It helped the thrushes. What helps is a shade on the landward side", RED)
    assert found.verdict == "differs"
    (difference,) = found.passages[0].differences
    assert difference.op == "delete"
    assert difference.published.startswith(", and then the fishermen")


def test_a_piece_that_is_nowhere_is_added() -> None:
    found = judged("It helped the thrushes … zzyqu zzyqu", RED)
    assert found.verdict in ("differs", "no_match")
    assert found.passages[0].differences == (Difference("insert", "zzyqu zzyqu", "", ()),)


def test_four_of_five_words_in_their_order_are_like_a_passage() -> None:
    found = judged("Ask the doctors and the gulls", "Ask the thrushes and the gulls")
    assert (found.verdict, [each.published for each in found.passages[0].differences]) == ("differs", ["thrushes"])
    assert judged("Ask doctors and gulls today", "Ask thrushes and the boat today").verdict == "no_match"


def test_two_of_three_words_are_no_likeness() -> None:
    assert judged("the blue thrushes", RED).verdict == "no_match"
    assert judged("not optimistic around", SAD).verdict == "no_match"
    assert judged("not optimistic around this", SAD).verdict == "no_match"
    assert judged("not so optimistic about this", SAD).verdict == "differs"
    assert judged("I am optimistic", SAD).passages[0].differences[0].flags == ("negation",)
    assert judged("I am optimistic", SAD).verdict == "differs"


def test_a_question_from_elsewhere_before_an_answer_is_stitched() -> None:
    found = judged(
        "Can you tell us more about it? Of course. We have twelve lamps on the wall",
        "Can you tell us more about it?",
        "I was away.",
        "Do you think that anybody paints gulls?",
        "Of course. We have twelve lamps on the wall.",
    )
    assert found.verdict == "stitched"
    assert [passage.turn.position for passage in found.passages] == [1, 4]


CONTRACTIONS = (
    "ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't oughtn't"
    " shan't shouldn't wasn't weren't won’t wouldn’t"
)


@pytest.mark.parametrize("contraction", CONTRACTIONS.split())
def test_a_cut_in_or_around_a_contraction_is_never_called_excerpted(contraction: str) -> None:
    published = f"They say we {contraction} accept the offer of the bank."
    begin = published.index(contraction)
    for first in range(begin, begin + len(contraction) + 1):
        for last in range(first + 1, begin + len(contraction) + 2):
            found = judged(f"{published[:first]} … {published[last:]}", published)
            assert found.verdict != "excerpted", (first, last)
    found = judged(f"They say we {contraction[:-2]} … accept the offer of the bank.", published)
    assert found.verdict == "stitched"
    assert found.passages[0].omitted == (Omission(contraction[-2:], 1, ("negation",), None),)


@pytest.mark.parametrize(
    ("quotation", "published", "language"),
    [
        ("nous avions quatre … lampes", "nous avions quatre-vingts lampes", "fr"),
        ("it was the twenty … night", "it was the twenty-first night", "en"),
        ("we lost 1 … men", "we lost 1,000 men", "en"),
        ("we lost … 000 men", "we lost 1,000 men", "en"),
        ("we lost 3 … 5 men", "we lost 3.5 men", "en"),
        ("we spent … 20 million", "we spent $20 million", "en"),
    ],
)
def test_a_cut_that_splits_a_number_is_stitched(quotation: str, published: str, language: str) -> None:
    found = judged(quotation, published, language=language)
    assert (found.verdict, found.passages[0].omitted[0].flags) == ("stitched", ("number",))


@pytest.mark.parametrize(
    ("quotation", "published", "language", "verdict"),
    [
        ("ce n'est … vrai pour nous", "Alors, ce n'est plus vrai pour nous.", "fr", "stitched"),
        ("ce n’est … vrai pour nous", "Alors, ce n’est point vrai pour nous.", None, "stitched"),
        ("il y a … de lampes ici", "Alors, il y a plus de lampes ici.", "fr", "excerpted"),
        ("We are not … tired of it", "We are not only tired of it.", "en", "stitched"),
        ("We don't … know about it", "We don’t really yet know about it.", "en", "stitched"),
        ("We are … tired of it", "We are only tired of it.", "en", "excerpted"),
        ("wir haben keine … Lampen", "Denn wir haben keine roten Lampen mehr.", "de", "excerpted"),
        ("non è … vero per noi", "Allora, non è più vero per noi.", "it", "stitched"),
        ("это не … наша лампа", "Но это не только наша лампа.", "ru", "stitched"),
    ],
)
def test_a_cut_in_a_negation_of_two_words_is_stitched(
    quotation: str, published: str, language: str | None, verdict: Verdict
) -> None:
    assert judged(quotation, published, language=language).verdict == verdict


def test_a_cut_beside_a_negation_that_is_quoted_drops_none() -> None:
    found = judged("They can't … accept the offer", "They can't, I think, accept the offer")
    assert (found.verdict, found.passages[0].omitted[0].flags) == ("excerpted", ())


FUND = "We met on Monday. The minister never took any money from the fund. That is all."


@pytest.mark.parametrize(
    ("quotation", "verdict", "omitted"),
    [
        (
            "[The king] took any money from the fund.",
            "stitched",
            Omission("The minister never", 3, ("negation",), None),
        ),
        ("[The king] … took any money", "stitched", Omission("The minister never", 3, ("negation",), None)),
        ("[She] never took any money from the fund.", "excerpted", Omission("The minister", 2, (), None)),
        ("The minister never took any money [at all].", "excerpted", Omission("from the fund.", 3, (), None)),
        ("The minister never took [gold].", "excerpted", Omission("any money from the fund.", 5, (), None)),
        ("The minister [of war] never took any money", "excerpted", None),
        ("[Indeed] The minister never took any money", "excerpted", None),
        ("[T]he minister never took any money [sic]", "exact_after_normalization", None),
    ],
)
def test_words_in_brackets_are_a_cut(quotation: str, verdict: Verdict, omitted: Omission | None) -> None:
    found = judged(quotation, FUND)
    assert (found.verdict, found.passages[0].omitted) == (verdict, (omitted,) if omitted else ())
    assert "insertions" in found.folds


def test_words_that_are_published_in_brackets_are_none() -> None:
    assert judged("[a steady red light] for one season", RED).verdict == "exact"
    found = judged("We tried [a steady red light] for one season … the fishermen complained", RED)
    assert (found.verdict, found.folds) == ("excerpted", ())


@pytest.mark.parametrize(
    ("quotation", "published", "rest", "flag"),
    [
        ("They can", "They can't accept it.", "'t", "negation"),
        ("They can.", "They can’t accept it.", "’t", "negation"),
        ("In all we lost 1", "In all we lost 1,000 men.", ",000", "number"),
        ("000 men were lost", "In all 1,000 men were lost.", "1,", "number"),
        ("there were twenty", "Then there were twenty-one of us.", "-one", "number"),
    ],
)
def test_a_quotation_that_ends_inside_a_negation_or_a_number_differs(
    quotation: str, published: str, rest: str, flag: str
) -> None:
    found = judged(quotation, published)
    assert found.verdict == "differs"
    assert found.similarity < 100
    assert Difference("delete", "", rest, (flag,)) in found.passages[0].differences  # type: ignore[arg-type]


def test_a_quotation_may_end_inside_a_word_that_turns_nothing_round() -> None:
    assert judged("the minister", "It was the minister's own idea.").verdict == "exact"
    assert judged("the price", "It was the price-determining one.").verdict == "exact"
