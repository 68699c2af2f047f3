"""Words that labels are made of, in the languages transcripts come in: who asks, who answers, who is nobody."""

QUESTION_WORDS: frozenset[str] = frozenset(
    {
        *("q", "question", "interviewer", "quest", "ques"),  # English, French, German
        *("frage", "fragesteller", "interviewerin"),  # German
        *("pregunta", "p", "entrevistador", "entrevistadora", "periodista"),  # Spanish
        *("pergunta", "jornalista", "repórter"),  # Portuguese
        *("domanda", "d", "intervistatore", "intervistatrice", "giornalista"),  # Italian
        *("vraag", "v", "vragensteller"),  # Dutch
        *("fråga", "spørsmål", "spørgsmål", "kysymys"),  # Swedish, Norwegian, Danish, Finnish
        *("pytanie", "otázka", "kérdés", "întrebare", "vprašanje", "pitanje"),  # Polish … Croatian
        *("вопрос", "в", "корреспондент", "ведущий", "ведущая"),  # Russian
        *("питання", "запитання", "пытанне", "въпрос", "питање", "прашање"),  # Ukrainian … Macedonian
        *("ερώτηση", "ερ", "δημοσιογράφος"),  # Greek
        *("soru", "sual", "сұрақ"),  # Turkish, Azerbaijani, Kazakh
        *("سؤال", "السؤال", "س", "پرسش", "سوال"),  # Arabic, Persian, Urdu
        *("שאלה", "ש"),  # Hebrew
        *("प्रश्न", "सवाल", "প্রশ্ন", "கேள்வி"),  # Hindi, Bengali, Tamil
        *("質問", "問", "質問者", "聞き手", "記者", "问", "提问", "记者", "提問"),  # Japanese, Chinese
        *("질문", "문", "기자"),  # Korean
        *("pertanyaan", "tanya", "câu hỏi", "hỏi", "คำถาม", "ถาม", "swali"),  # Indonesian, Vietnamese, Thai, Swahili
        *("კითხვა", "հարց", "galdera"),  # Georgian, Armenian, Basque
        *("klausimas", "jautājums", "küsimus", "spurning", "pyetje", "ceist"),  # Lithuanian … Irish
    }
)
"""Labels that mean whoever asks, casefolded; a number behind them (`Q1`) is no part of the word."""

ANSWER_WORDS: frozenset[str] = frozenset(
    {
        *("a", "answer", "interviewee", "ans", "response", "reply", "respondent", "witness", "the witness"),  # English
        *("réponse", "reponse", "r", "antwort", "befragter", "befragte"),  # French, German
        *("respuesta", "entrevistado", "entrevistada"),  # Spanish
        *("resposta",),  # Portuguese
        *("risposta", "intervistato", "intervistata"),  # Italian
        *("antwoord", "svar", "vastaus"),  # Dutch, Swedish, Norwegian, Danish, Finnish
        *("odpowiedź", "odpověď", "odpoveď", "válasz", "răspuns", "odgovor"),  # Polish … Croatian
        *("ответ", "о"),  # Russian
        *("відповідь", "адказ", "отговор", "одговор"),  # Ukrainian … Serbian
        *("απάντηση", "απ"),  # Greek
        *("cevap", "yanıt", "cavab", "жауап"),  # Turkish, Azerbaijani, Kazakh
        *("جواب", "الجواب", "ج", "إجابة", "پاسخ"),  # Arabic, Persian, Urdu
        *("תשובה", "ת"),  # Hebrew
        *("उत्तर", "जवाब", "উত্তর", "பதில்"),  # Hindi, Bengali, Tamil
        *("回答", "答", "回答者", "答え", "答复"),  # Japanese, Chinese
        *("답변", "답", "대답"),  # Korean
        *("jawaban", "jawab", "trả lời", "đáp", "คำตอบ", "ตอบ", "jibu"),  # Indonesian, Vietnamese, Thai, Swahili
        *("პასუხი", "պատասխան", "erantzuna"),  # Georgian, Armenian, Basque
        *("atsakymas", "atbilde", "vastus", "svör", "përgjigje", "freagra"),  # Lithuanian … Irish
    }
)
"""Labels that mean whoever answers, casefolded; a number behind them (`A1`) is no part of the word."""

GENERIC_WORDS: frozenset[str] = frozenset(
    {
        *("speaker", "unknown", "unidentified", "unnamed", "voice", "audience", "participant", "attendee", "caller"),
        *("male", "female", "man", "woman", "boy", "girl", "person", "member", "several", "many", "all", "s"),
        *("spk", "channel", "ch"),  # of speech recognition
        *("sprecher", "sprecherin", "locuteur", "intervenant", "hablante", "orador", "голос", "спикер", "реплика"),
    }
)
"""Words of labels that name nobody, such as `Speaker 1` and `SPEAKER_06`, folded."""

ROLE_WORDS: frozenset[str] = GENERIC_WORDS | frozenset(
    {
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "professor",
            "sir",
            "lord",
            "lady",
            "judge",
            "justice",
            "herr",
            "frau",
        ),
        *("president", "minister", "secretary", "chancellor", "premier", "prime", "chair", "chairman", "chairwoman"),
        *("chairperson", "commissioner", "ambassador", "senator", "governor", "mayor", "general", "colonel", "king"),
        *("queen", "prince", "princess", "pope", "director", "spokesman", "spokeswoman", "spokesperson", "editor"),
        *(
            "deputy",
            "vice",
            "foreign",
            "chief",
            "officer",
            "court",
            "clerk",
            "attorney",
            "counsel",
            "witness",
            "reporter",
        ),
        *("moderator", "host", "presenter", "anchor", "journalist", "interviewer", "interviewee", "correspondent"),
        *("operator", "translator", "interpreter", "narrator", "question", "answer", "guest", "student", "press"),
        *(
            "the",
            "news",
            "radio",
            "tv",
            "television",
            "channel",
            "agency",
            "times",
            "post",
            "magazine",
            "house",
            "party",
        ),
        *("committee", "council", "ministry", "department", "office", "bank", "group", "team", "company", "university"),
        *("institute", "association", "organisation", "organization", "union", "commission", "government", "court"),
        *("президент", "министр", "председатель", "господин", "госпожа", "агентство", "телеканал", "газета"),
        *("präsident", "kanzler", "kanzlerin", "président", "présidente", "ministre", "presidente", "ministro"),
        *(
            "主持人",
            "主席",
            "总统",
            "總統",
            "部长",
            "部長",
            "记者",
            "記者",
            "发言人",
            "發言人",
            "司会",
            "司会者",
            "首相",
            "大臣",
        ),
    }
)
"""Words, folded, that make a label a role or an organisation, not a personal name."""

HOST_WORDS: frozenset[str] = frozenset(
    {
        "host",
        "moderator",
        "presenter",
        "anchor",
        "journalist",
        "reporter",
        "the press",
        "press",
        "司会",
        "司会者",
        "主持人",
    }
)
"""Labels, folded, of whoever leads an interview, beside `QUESTION_WORDS`."""
