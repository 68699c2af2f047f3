"""Words that look like labels, or stand in names, and are neither."""

PARTICLES = frozenset(
    {
        *("of", "the", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "le", "les", "du", "des"),
        *("van", "von", "der", "den", "ter", "ten", "zu", "zur", "bin", "ibn", "al", "el", "y", "e", "i"),
        *("and", "und", "et", "für", "for", "at", "in", "on", "from", "a", "an", "av", "af", "og", "och"),
        *("ja", "és", "и"),
    }
)
"""Small words inside names and titles: `Governor of the Bank`, `Ludwig van Beethoven`."""

NO_LABELS = frozenset(
    {
        *("note", "notes", "nb", "n.b", "warning", "caution", "attention", "key", "example"),
        *("examples", "tip", "tips", "hint", "remark", "conclusion", "conclusions", "summary", "abstract"),
        *("introduction", "contents", "index", "appendix", "chapter", "section", "part", "figure", "fig"),
        *("table", "source", "sources", "reference", "references", "link", "links", "url", "website", "web"),
        *("http", "https", "ftp", "mailto", "see", "also", "update", "correction", "disclaimer", "copyright"),
        *("license", "licence", "tags", "tag", "category", "categories", "keywords", "title", "subtitle"),
        *("date", "time", "duration", "location", "place", "venue", "language", "translation", "translator"),
        *("translated", "transcript", "transcriber", "transcribed", "transcription", "edited", "editor"),
        *("subject", "from", "to", "cc", "bcc", "sent", "re", "fwd", "reply-to", "email", "e-mail", "phone"),
        *("tel", "fax", "address", "contact", "name", "age", "sex", "occupation", "file", "filename"),
        *("version", "status", "id", "doi", "isbn", "issn", "info", "error", "debug", "fatal", "trace"),
        *("usage", "input", "output", "return", "returns", "args", "arguments", "default", "step", "steps"),
        *("ingredients", "method", "serves", "preparation", "directions", "nutrition", "break", "music", "ad"),
        *("advertisement", "sponsor", "sponsors", "scene", "act", "setting", "cut", "fade", "ext"),
        *("first", "second", "third", "finally", "however", "result", "results", "answers", "questions", "ps"),
        *("p.s", "faq", "anmerkung", "hinweis", "achtung", "beispiel", "fazit", "quelle", "quellen", "datum"),
        *("ort", "zeit", "thema", "titel", "stichwort", "remarque", "exemple", "lieu", "durée", "nota"),
        *("ejemplo", "fecha", "lugar", "fuente", "esempio", "data", "luogo", "fonte", "observação", "exemplo"),
        *("примечание", "внимание", "пример", "вывод", "источник", "дата", "место", "время", "тема"),
        *("chapters", "fact", "facts", "problem", "problems", "solution", "claim", "thesis", "proof"),
        *("theorem", "lemma", "definition", "exercise", "case", "background", "overview", "agenda", "action"),
        *("actions", "decision", "minutes", "present", "absent", "apologies", "attendees", "todo", "pros"),
        *("cons", "price", "prices", "size", "colour", "color", "weight", "height", "width", "length"),
        *("speed", "score", "total", "subtotal", "amount", "quantity", "meeting", "participants", "speakers"),
        *("guests", "panel"),
    }
)
"""What stands before a colon at the start of a line and never speaks: remarks, header fields, parts of documents."""

FIELDS_OF_PEOPLE = frozenset(
    {
        *("moderator", "interviewer", "interviewee", "interviewers", "host", "hosts", "guest", "speaker"),
        *("reporter", "producer", "narrator", "presenter"),
    }
)
"""Header fields that are labels elsewhere."""

ROLE_WORDS = frozenset(
    {
        *("speaker", "voice", "man", "woman", "boy", "girl", "male", "female", "audience", "participant"),
        *("participants", "moderator", "host", "hosts", "reporter", "reporters", "journalist", "journalists"),
        *("unidentified", "unknown", "interviewer", "interviewee", "interviewers", "chair", "chairman"),
        *("chairwoman", "chairperson", "president", "minister", "operator", "narrator", "translator"),
        *("interpreter", "panelist", "panellist", "guest", "caller", "member", "senator", "mr", "mr.", "ms"),
        *("ms.", "mrs", "mrs.", "miss", "dr", "dr.", "prof", "prof.", "professor", "judge", "counsel"),
        *("clerk", "court", "witness", "officer", "secretary", "governor", "mayor", "ambassador", "announcer"),
        *("presenter", "anchor", "all", "everyone", "crowd", "coordinator", "facilitator", "attorney"),
        *("sprecher", "sprecherin", "moderatorin", "publikum", "zuschauer", "zuschauerin", "reporterin"),
        *("journalistin", "présentateur", "présentatrice", "animateur", "animatrice", "journaliste"),
        *("intervenant", "intervenante", "presentador", "presentadora", "moderador", "moderadora", "público"),
        *("voz", "locutor", "locutora", "conductor", "ведущий", "ведущая", "корреспондент", "журналист"),
        *(
            "журналистка",
            "спикер",
            "голос",
            "主持人",
            "司会",
            "司会者",
            "记者",
            "記者",
            "聞き手",
            "사회자",
            "기자",
            "진행자",
        ),
    }
)
"""Words of which one in a label makes it someone's: `Audience member`, `Speaker 1`, `MS. ABARA`."""

WEEKDAYS = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag"),
        *("dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi"),
        *("mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles"),
        *("jueves", "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì"),
        *("venerdì", "sabato", "domenica", "segunda-feira", "terça-feira", "quarta-feira"),
        *("quinta-feira", "sexta-feira", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
        *("zaterdag", "zondag", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"),
        *("воскресенье", "le", "den", "el", "am"),
    }
)
"""What may stand between a place and a date."""
