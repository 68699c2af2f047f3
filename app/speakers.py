"""What a label says by itself: the words that mean question or answer, in the languages transcripts come in."""

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
        *("klausimas", "jautājums", "küsimus", "spurning", "pyetje", "ceist"),  # Lithuanian … Irish
    }
)
"""Labels that mean whoever asks, casefolded; a number behind them (`Q1`) is no part of the word."""

ANSWER_WORDS: frozenset[str] = frozenset(
    {
        *("a", "answer", "interviewee", "ans", "respondent", "witness", "the witness"),  # English
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
        *("atsakymas", "atbilde", "vastus", "svör", "përgjigje", "freagra"),  # Lithuanian … Irish
    }
)
"""Labels that mean whoever answers, casefolded; a number behind them (`A1`) is no part of the word."""
