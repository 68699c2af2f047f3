"""Queries whose answers were written down by hand, from reading the texts."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from app import schema
from app.database import dialect_of, writing_engine
from app.search_query import parse, spans
from app.words import index_text, words
from tests.databases import database_at

TEXTS = {
    "harbour": (
        "en",
        "The harbour’s agreements were signed; nobody "
        "agreed on a price-determining clause, not even O’Neill.",
    ),
    "lamp": (
        "en",
        "An agreement on the lamp: 3.5 metres, 20,000 "
        "candles. See mid.example or the café. The lamps burn.",
    ),
    "policy": (
        "en",
        "Special status? “Special” — status, they said. "
        "SPECIAL STATUS for every island; sanctions on none.",
    ),
    "tide": (
        "en",
        "Sanctioned or unsanctioned, the tide ran. We ran. It "
        "had been running for 1½ days 😀 before the café closed.",
    ),
    "tang": ("en", "She said 數位民主 means digital democracy, and 民主 alone is not enough. g0v and AI技術 matter."),
    "paris": (
        "fr",
        "Les accords ont été signés à Paris. L’été dernier, "
        "nous étions d’accord : les sanctions naïves échouent.",
    ),
    "moscow": ("ru", "О соглашениях говорили всё лето. Соглашение подписано, ёлки стоят; санкции — нет."),
    "berlin": (
        "de",
        "Die Häuser an der Straße wurden größer. "
        "STRASSE und Haus: ein Übereinkommen über Sanktionen.",
    ),
    "kyiv": ("uk", "П’ять угод, пʼять підписів, п'ять років. Жодних санкцій."),
    "madrid": ("es", "Las canciones de mañana; una canción, mil naciones. El acuerdo y los acuerdos."),
    "tokyo": ("ja", "東京で合意しました。ｶﾞｽとガスは同じです。データ。"),
    "bangkok": ("th", "ข้อตกลงกรุงเทพ ข้อตกลงใหม่"),
    "istanbul": ("tr", "İstanbul’da anlaşma imzalandı. ISTANBUL ve Łódź kardeş şehirlerdir."),
}  # fmt: skip

ANSWERS: list[tuple[str, dict[str, list[str]]]] = [
    ("agreement", {"harbour": ["agreements"], "lamp": ["agreement"]}),
    ("agreements", {"harbour": ["agreements"], "lamp": ["agreement"]}),
    ('"agreement"', {"lamp": ["agreement"]}),
    ('"AGREEMENTS"', {"harbour": ["agreements"]}),
    ("agree*", {"harbour": ["agreements", "agreed"], "lamp": ["agreement"]}),
    ("agreed", {"harbour": ["agreed"]}),
    ("price-determining", {"harbour": ["price-determining"]}),
    ("price‑determining", {"harbour": ["price-determining"]}),
    ("determining price", {"harbour": ["price", "determining"]}),
    ("determining-price", {}),
    ("O'Neill", {"harbour": ["O’Neill"]}),
    ("o’neill", {"harbour": ["O’Neill"]}),
    ("harbour", {"harbour": ["harbour"]}),
    ("harbour's", {"harbour": ["harbour’s"]}),
    ("3.5", {"lamp": ["3.5"]}),
    ("20,000", {"lamp": ["20,000"]}),
    ("000", {"lamp": ["000"]}),
    ("mid.example", {"lamp": ["mid.example"]}),
    ("cafe", {"lamp": ["café"], "tide": ["café"]}),
    ("CAFE\u0301 -tide", {"lamp": ["café"]}),
    ("lamp", {"lamp": ["lamp", "lamps"]}),
    ('"lamp"', {"lamp": ["lamp"]}),
    ('"special status"', {"policy": ["Special status", "Special” — status", "SPECIAL STATUS"]}),
    ('"status special"', {"policy": ["status? “Special"]}),
    ("special NEAR/0 status", {"policy": ["Special", "status", "Special", "status", "SPECIAL", "STATUS"]}),
    ("said NEAR/2 island", {}),
    ("said NEAR/5 island", {"policy": ["said", "island"]}),
    ('"said" NEAR/1 special', {"policy": ["said", "SPECIAL"]}),
    ("sanction*", {"policy": ["sanctions"], "tide": ["Sanctioned"], "paris": ["sanctions"]}),
    ("sanctions", {"policy": ["sanctions"], "tide": ["Sanctioned"], "paris": ["sanctions"]}),
    ('"sanctions"', {"policy": ["sanctions"], "paris": ["sanctions"]}),
    ("sanctions -none", {"tide": ["Sanctioned"], "paris": ["sanctions"]}),
    ('sanctions -"special status"', {"tide": ["Sanctioned"], "paris": ["sanctions"]}),
    ("run", {"tide": ["running"]}),
    ("ran", {"tide": ["ran", "ran"]}),
    ("1½", {"tide": ["1½"]}),
    ("12", {}),
    ("days closed", {"tide": ["days", "closed"]}),
    ("民", {"tang": ["民", "民"]}),
    ("民主", {"tang": ["民主", "民主"]}),
    ('"數位民主"', {"tang": ["數位民主"]}),
    ("主民", {}),
    ("位 主", {"tang": ["位", "主", "主"]}),
    ("AI技術", {"tang": ["AI技術"]}),
    ("g0v", {"tang": ["g0v"]}),
    ("accord", {"paris": ["accords", "accord"]}),
    ('"accord"', {"paris": ["accord"]}),
    ("d'accord", {"paris": ["d’accord"]}),
    ("ETE", {"paris": ["été", "été"]}),
    ("naive", {"paris": ["naïves"]}),
    ("соглашение", {"moscow": ["соглашениях", "Соглашение"]}),
    ('"соглашение"', {"moscow": ["Соглашение"]}),
    ("елка", {"moscow": ["ёлки"]}),
    ("все", {"moscow": ["всё"]}),
    ("Санкция", {"moscow": ["санкции"]}),
    ("strasse", {"berlin": ["Straße", "STRASSE"]}),
    ("haus", {"berlin": ["Häuser", "Haus"]}),
    ('"hauser"', {"berlin": ["Häuser"]}),
    ("ubereinkommen", {"berlin": ["Übereinkommen"]}),
    ("п'ять", {"kyiv": ["П’ять", "пʼять", "п'ять"]}),
    ("санкцій OR санкции", {"kyiv": ["санкцій"], "moscow": ["санкции"]}),
    ("cancion", {"madrid": ["canciones", "canción"]}),
    ("manana", {"madrid": ["mañana"]}),
    ("acuerdo", {"madrid": ["acuerdo", "acuerdos"]}),
    ("合意", {"tokyo": ["合意"]}),
    ("意合", {}),
    ("ガス", {"tokyo": ["ｶﾞｽ", "ガス"]}),
    ("東", {"tokyo": ["東"]}),
    ("データ", {"tokyo": ["データ"]}),
    ("ข้อตกลง", {"bangkok": ["ข้อตกลง", "ข้อตกลง"]}),
    ("กรุงเทพ -ใหม่", {}),
    ("istanbul", {"istanbul": ["İstanbul", "ISTANBUL"]}),
    ("lodz", {"istanbul": ["Łódź"]}),
    ("(accord OR acuerdo OR соглашение) -парис", {
        "paris": ["accords", "accord"],
        "madrid": ["acuerdo", "acuerdos"],
        "moscow": ["соглашениях", "Соглашение"],
    }),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = writing_engine(database_at(tmp_path_factory.mktemp("hand") / "words.db"))
    schema.upgrade(engine)
    with engine.connect() as connection:
        rows = [(pk, *index_text(text, language)) for pk, (language, text) in enumerate(TEXTS.values())]
        dialect_of(connection).write_words(connection, rows)
        yield connection
    engine.dispose()


@pytest.mark.parametrize(("q", "answer"), ANSWERS, ids=[q for q, _ in ANSWERS])
def test_the_answer_is_that_of_a_reader(index: Connection, q: str, answer: dict[str, list[str]]) -> None:
    hits = dialect_of(index).hits(parse(q), sorted({language for language, _ in TEXTS.values()}))
    names = list(TEXTS)
    found = {}
    for pk in index.scalars(select(hits.c.turn_pk)):
        language, text = TEXTS[names[pk]]
        found[names[pk]] = [text[start:end] for start, end in spans(parse(q), words(text), language)]
    assert found == answer
