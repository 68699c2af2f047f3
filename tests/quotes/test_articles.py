"""Which words of an article are quotations, in the marks of many languages, and who is named beside them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quotes.articles import ArticleQuotation, find_quotations

MARKS = {
    "English": ("“", "”"),
    "British": ("‘", "’"),
    "typewriter": ('"', '"'),
    "typewriter, single": ("'", "'"),
    "German": ("„", "“"),
    "German books": ("»", "«"),
    "German, inner": ("‚", "‘"),
    "Polish": ("„", "”"),
    "French": ("« ", " »"),
    "French, narrow": ("«\u202f", "\u202f»"),
    "Russian": ("«", "»"),
    "Swedish": ("”", "”"),
    "Finnish": ("»", "»"),
    "Swiss, inner": ("‹", "›"),
    "Danish, inner": ("›", "‹"),
    "Hebrew": ("״", "״"),
    "Hebrew, of old": ("„", "”"),
    "Japanese": ("「", "」"),
    "Japanese, inner": ("『", "』"),
    "upright": ("﹁", "﹂"),
    "double prime": ("〝", "〞"),
    "full width": ("＂", "＂"),
    "spaced typewriter": ('" ', ' "'),
    "Markdown": ("\n\n> ", "\n\n"),
    "HTML": ("<blockquote>\n<p>", "</p>\n</blockquote>"),
}


def texts(article: str) -> list[str]:
    return [quotation.text for quotation in find_quotations(article)]


def hints(article: str) -> list[str | None]:
    return [quotation.speaker_hint for quotation in find_quotations(article)]


def word(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=2, max_size=8)


WORDS = st.one_of(
    word("abcdefgémnorst"),
    word("абвгдежкло"),
    word("אבגדהוזחט"),
    word("αβγδεζηθ"),
    st.sampled_from(["don’t", "1990", "l'an"]),
)
SENTENCES = st.lists(WORDS, min_size=5, max_size=12).map(" ".join)


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
@settings(max_examples=25)
@given(quoted=st.lists(SENTENCES, min_size=1, max_size=4), between=st.lists(SENTENCES, min_size=5, max_size=5))
def test_quotations_come_back_exactly(marks: tuple[str, str], quoted: list[str], between: list[str]) -> None:
    opening, closing = marks
    article = between[-1]
    for told, quotation in zip(between, quoted, strict=False):
        article += f" {opening}{quotation}.{closing} {told}"
    found = find_quotations(article)
    assert [quotation.text for quotation in found] == [f"{each}." for each in quoted]
    assert [article[quotation.start : quotation.end] for quotation in found] == [f"{each}." for each in quoted]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("“”", "‘’"),
        ("‘’", "“”"),
        ("„“", "‚‘"),
        ("«»", "„“"),
        ("«»", "“”"),
        ("「」", "『』"),
        ("””", "’’"),
        ('""', "''"),
        ("»«", "›‹"),
    ],
)
@settings(max_examples=25)
@given(parts=st.tuples(SENTENCES, SENTENCES, SENTENCES))
def test_a_quotation_within_another_is_one_of_its_own(outer: str, inner: str, parts: tuple[str, str, str]) -> None:
    first, second, third = parts
    whole = f"{first} {inner[0]}{second}.{inner[1]} {third}"
    assert texts(f"One {outer[0]}{whole}{outer[1]} two.") == [whole, f"{second}."]
    at_the_ends = f"{inner[0]}{second}.{inner[1]}"
    assert texts(f"One {outer[0]}{at_the_ends}{outer[1]} two.") == [at_the_ends, f"{second}."]


@given(st.text(st.characters(codec=None), max_size=60) | st.text("“”„‘’\"'«»「」 \n>ab.,<q/>", max_size=60))
def test_any_text_gives_ordered_places_in_it(article: str) -> None:
    found = find_quotations(article)
    places = [(quotation.start, -quotation.end) for quotation in found]
    assert places == sorted(set(places))
    for quotation in found:
        rest = iter(article[quotation.start : quotation.end])
        assert all(character in rest for character in quotation.text)
        assert quotation.speaker_hint is None or quotation.speaker_hint in " ".join(article.split())


PIECES = {
    "straight marks": '"',
    "apostrophes": "'a ",
    "openings": "“",
    "openings of two kinds": "“ ‘ ",
    "one quotation after another": '"A b c d e" ',
    "never closed": "“a b c d\n\n",
    "block after block": "\n> a b c d\n> -\n\n",
    "tags": "<q>",
    "angles": "<",
    "addresses": "](",
    "lines": "\n",
    "names": "Aa ",
    "names between quotations": 'A b said B c "d e f g" ',
    "nested": "「a b c d",
    "signed": "\n-",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_the_longest_article_is_read_whatever_it_is_made_of(piece: str) -> None:
    """Linear work takes a second or two, quadratic work many minutes: the bound stands far from both."""
    begun = time.process_time()
    find_quotations((piece * 200_000)[:200_000])
    assert time.process_time() - begun < 60


def test_a_quotation_goes_on_over_paragraphs_that_begin_with_its_mark() -> None:
    article = (
        "She wrote:\n\n“The lamp burned all night.\n\n“And ‘nobody came to see it’ after that.\n\n"
        "“Then it went out.” So it was."
    )
    whole, inner = find_quotations(article)
    assert whole.text == "The lamp burned all night.\n\nAnd ‘nobody came to see it’ after that.\n\nThen it went out."
    assert article[whole.start : whole.end].replace("“", "") == whole.text
    assert inner.text == "nobody came to see it"


def test_spanish_paragraphs_go_on_with_closing_marks() -> None:
    article = "Dijo: «El faro ardía toda la noche.\n\n»Después se apagó para siempre» y calló."
    assert texts(article) == ["El faro ardía toda la noche.\n\nDespués se apagó para siempre"]


def test_japanese_paragraphs_go_on_without_marks() -> None:
    assert texts("彼は「灯台は一晩中燃えていた。\n\nそして消えた」と言った。") == [
        "灯台は一晩中燃えていた。\n\nそして消えた"
    ]


def test_a_mark_that_is_never_closed_takes_nothing_with_it() -> None:
    assert texts("He said: “The lamp burned.\n\nNext day “it went out for good,” he said.") == ["it went out for good"]
    assert texts('A "lamp that burned.\n\n"It went out for good," he said.') == [
        "lamp that burned.\n\nIt went out for good"
    ]
    assert texts('A "lamp that burned. Then "it went out for good," he said.') == ["it went out for good"]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("He said 'the dogs' tails were wagging' and left.", ["the dogs' tails were wagging"]),
        ("‘I don’t know the boys’ names at all,’ she said.", ["I don’t know the boys’ names at all"]),
        ("'I was there' he said, 'in the winter of '98 with them'.", ["in the winter of '98 with them"]),
        ("’Twas the boys’ lamp, the girls’ boat.", []),
        ("'Tis true that rock 'n' roll and the dogs' tails last.", []),
        (
            'A man of 6\'2", a pipe of 5" and a board of 2"x4" said "we go home now, all of us".',
            ["we go home now, all of us"],
        ),
        ('He said "the 5" pipe broke in the night".', ['the 5" pipe broke in the night']),
        (
            '"It was built in 1990" he said, "and it fell in 2004 at last"',
            ["It was built in 1990", "and it fell in 2004 at last"],
        ),
        ('צה"ל אמר "הזזנו את האופק יחד אתמול" אז', ["הזזנו את האופק יחד אתמול"]),
        ("读过《灯塔看守人的漫长回忆录》的人说：“我们把地平线移动了两步。”", ["我们把地平线移动了两步。"]),
        ('他说"我们把地平线移动了两步"然后走了。', ["我们把地平线移动了两步"]),
        ('The "third way" and a film, “The Lamp”, were 「民主」.', []),
        ('See <a href="https://one.example/two-three-four">it</a>.', []),
    ],
)
def test_marks_and_what_looks_like_them(article: str, found: list[str]) -> None:
    assert texts(article) == found


def test_a_broken_quotation_is_two() -> None:
    assert texts('"We measured it in the winter," she said, "and nobody believed us."') == [
        "We measured it in the winter",
        "and nobody believed us.",
    ]


def test_a_block_is_read_without_its_marks_and_its_signature() -> None:
    article = (
        "The book says:\n\n> The lamp burned\n> all *night* long.\n>\n"
        "> Then [it](https://lamp.example/a) went out.\n>\n> — Per Holm\n"
    )
    (block,) = find_quotations(article)
    assert block.text == "The lamp burned\nall night long.\n\nThen it went out."
    assert block.speaker_hint == "Per Holm"


def test_a_block_of_quotations_in_marks_gives_these() -> None:
    assert texts("> “We measured it in the winter,” she said.\n") == ["We measured it in the winter"]


@pytest.mark.parametrize(
    ("article", "named"),
    [
        ("“We measured it in winter,” said Ines Corvane, the keeper of Merrow.", "Ines Corvane"),
        ("“We measured it in winter,” the keeper, Ines Corvane, said. Per Holm sailed.", "Ines Corvane"),
        ("Ines Corvane, keeper of Merrow, told us: “We measured it in winter.” Per Holm sailed.", "Ines Corvane"),
        ("According to Ines Corvane “we measured it in winter”.", "Ines Corvane"),
        ("Per Holm met Ines Corvane on the pier. “We measured it in winter.”", "Ines Corvane"),
        ("“We measured it in winter.” – Ines Corvane", "Ines Corvane"),
        ("« Nous l’avons mesuré en hiver », a déclaré Jean de Villiers.", "Jean de Villiers"),
        ("„Wir haben es im Winter gemessen“, sagte Otto Braun.", "Otto Braun"),
        ("«Мы измерили это зимой вместе», — сказала Инес Корван.", "Инес Корван"),
        ("The lamp burned. “We measured it in winter.” It rained.", None),
        ("彼は「灯台は一晩中燃えていた」と言った。", None),
        ("Nobody said: “It was never about the money.”", None),
        ("“It was never about the money,” Everyone said.", None),
        ("Nobody from Saltby knew. Ines Corvane said: “It was never about the money.”", "Ines Corvane"),
    ],
)
def test_a_name_near_a_quotation_is_a_hint(article: str, named: str | None) -> None:
    assert hints(article) == [named]


def test_a_pronoun_goes_on_with_the_name_before() -> None:
    article = (
        "“We measured it in winter,” said Ines Corvane. “He sailed until he lost us,” she added.\n\n"
        "“I saw the light go down,” she said, “and then nothing of it.” Per Holm said: “I saw nothing at all.”"
    )
    assert hints(article) == ["Ines Corvane"] * 4 + ["Per Holm"]
    of_something = (
        "“We measured it in winter,” said Ines Corvane of Saltby. Of Tarn Head she said: “It burned all night.”"
    )
    assert hints(of_something) == ["Ines Corvane"] * 2


def test_a_quotation_says_where_it_stands() -> None:
    article = "Ines Corvane said: “We 😀 measured it, in winter,” and left."
    assert find_quotations(article) == [ArticleQuotation(20, 47, "We 😀 measured it, in winter", "Ines Corvane")]


@pytest.mark.parametrize(
    ("before", "inside", "after", "text"),
    [
        ("He said: &ldquo;", "The lamp went out at night.", "&rdquo; And left.", "The lamp went out at night."),
        ("He said: &quot;", "The lamp &amp; the oil went out.", "&quot; &amp;", "The lamp & the oil went out."),
        ("&#8220;", "The lamp went out at&nbsp;night.", "&#x201D;", "The lamp went out at\u00a0night."),
        ("😀“", "The lamp went out at night.", "”😀", "The lamp went out at night."),
        ('👍🏽"', "The lamp went out at night.", '"👍🏽', "The lamp went out at night."),
        ("“", "The [lamp](https://a.example/b_(c)) went out at night.", "”", "The lamp went out at night."),
        ("“", "The **lamp** went _out_ at ***night***.", "”", "The lamp went out at night."),
        ("“", "The lamp_room went 2 * 3 out.", "”", "The lamp_room went 2 * 3 out."),
        ("“", "The lamp [of oil] went out.", "”", "The lamp [of oil] went out."),
    ],
)
def test_the_marks_of_a_page_are_read_and_its_places_kept(before: str, inside: str, after: str, text: str) -> None:
    begin = len(before)
    assert find_quotations(before + inside + after) == [ArticleQuotation(begin, begin + len(inside), text, None)]
