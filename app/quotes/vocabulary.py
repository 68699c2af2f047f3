"""The words that turn a sentence round, or count: negations and numbers, by language (BCP 47's primary subtags).

Where a transcript does not say its language, the words of all languages count, save those that are common words of
another with another meaning. To call a word a negation that is none costs a reader a look; the other way, more.
"""

NEGATIONS: dict[str, str] = {
    "en": "not no never none nobody nothing nowhere neither nor cannot cant dont doesnt didnt isnt arent wasnt werent"
    " wont wouldnt shouldnt couldnt hasnt havent hadnt aint without hardly barely scarcely seldom",
    "de": "nicht nichts kein keine keinen keinem keiner keines keins nie niemals niemand niemanden niemandem nirgends"
    " nirgendwo ohne weder keineswegs keinesfalls keinerlei mitnichten kaum",
    "nl": "niet niets niks geen nooit niemand nergens zonder noch",
    "af": "nie nooit niks niemand geen sonder",
    "sv": "inte icke ej aldrig ingen inget inga ingenting utan varken knappast",
    "da": "ikke ej aldrig ingen intet ingenting uden hverken næppe",
    "no": "ikke ikkje aldri ingen inga inkje ingenting uten utan verken neppe",
    "is": "ekki aldrei enginn engin ekkert enga engan án hvorki",
    "fr": "ne n pas non jamais rien personne aucun aucune nul nulle ni sans guère nullement",
    "es": "no nunca jamás nada nadie ningún ninguno ninguna tampoco ni sin apenas",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma tampouco nem sem",
    "gl": "non nunca xamais nada ninguén ningún ningunha tampouco nin sen",
    "ca": "no mai res ningú cap tampoc ni sense gens",
    "it": "non no mai niente nulla nessuno nessun nessuna né neppure nemmeno neanche senza",
    "ro": "nu n niciodată nimic nimeni niciun nicio nici fără",
    "ru": "не ни нет нету отнюдь нечего нечему незачем некуда негде некого некому"
    " никогда ничего ничто никто никого никому нигде никуда никак нельзя без никакой никакая никакие"
    " никаких никакого едва",
    "uk": "не ні нема немає ніколи нічого ніщо ніхто нікого нікому ніде нікуди ніяк без жоден жодна жодного",
    "be": "не ні няма ніколі нічога нішто ніхто нікога нідзе без ніякі",
    "bg": "не ни няма нито никога нищо никой никого никъде без недей",
    "mk": "не ни нема никогаш ништо никој никаде без",
    "sr": "не ни није нисам нису нисмо нема никад никада ништа нико никога нигде без"
    " ne ni nije nisam nisu nismo nema nikad nikada ništa niko nikoga nigde bez",
    "hr": "ne ni nije nisam nisu nismo nema nikad nikada ništa nitko nikoga nigdje bez",
    "sl": "ne ni nisem niso nismo nima nikoli nič nihče nikjer brez niti",
    "pl": "nie nigdy nic nikt nikogo nikomu nigdzie bez ani żaden żadna żadne żadnego żadnej brak",
    "cs": "ne není nejsem nejsi nejsme nejste nejsou nemám nemá nemáme nemají nebyl nebyla nebylo nebyli nebude nebudou"
    " nebudeme nemůže nemůžeme nemohou nechci nechce nechceme nevím neví nikdy nic nikdo nikoho nikde bez ani žádný"
    " žádná žádné",
    "sk": "nie nemám nemá nemáme nemajú nebol nebola nebolo nebude nebudú nemôže nemôžeme nechcem nechce neviem nevie"
    " nikdy nič nikto nikoho nikde bez ani žiadny žiadna žiadne",
    "lt": "ne nėra nebuvo nebus neturi negali niekada nieko niekas niekur be nei",
    "lv": "ne nav nebija nebūs nevar nekad neko nekas nekur bez",
    "fi": "en et ei emme ette eivät älä älkää eikä enkä koskaan mitään kukaan ilman tuskin",
    "et": "ei ära mitte kunagi miski keegi ilma pole",
    "hu": "nem ne sem se nincs nincsenek sincs soha senki semmi sehol nélkül",
    "el": "δεν δε μη μην όχι ποτέ τίποτα τίποτε κανείς κανένας καμία κανένα ούτε χωρίς",
    "sq": "nuk s mos jo kurrë asgjë askush pa as",
    "ga": "ní níl níor nach gan riamh",
    "cy": "ni nid nad dim byth neb heb",
    "eu": "ez inoiz ezer inor gabe",
    "eo": "ne neniam nenio neniu nenie sen",
    "tr": "değil yok hayır hiç hiçbir asla kimse ne olmayan olmadan",
    "az": "deyil yox heç heçbir əsla",
    "kk": "емес жоқ ешқашан ешкім ештеңе",
    "hy": "չէ ոչ չի չեմ չեն չենք երբեք ոչինչ ոչ առանց",
    "ka": "არ არა ვერ ნუ არც არასოდეს არაფერი არავინ",
    "ar": "لا لم لن ليس ليست ليسوا لست لسنا غير بدون دون عدم ولا ولم ولن فلا فلم كلا",
    "fa": "نه نیست نیستند نیستم نیستیم نبود نشد نکرد ندارد نداریم ندارند نمی هرگز هیچ بدون",
    "ur": "نہیں نہ مت کبھی بغیر بنا",
    "he": "לא אין אל בלי אינו אינה אינם איננו מעולם ולא שלא ואין שאין",
    "hi": "नहीं न ना मत बिना कभी",
    "bn": "না নেই নয় নি কখনো বিনা",
    "ta": "இல்லை அல்ல இல்லாமல் ஒருபோதும்",
    "ko": "안 못 아니 아니다 아닌 없다 없는 없이 없습니다 않다 않는 않습니다",
    "vi": "không chẳng chưa đừng chả chớ",
    "id": "tidak bukan tak jangan belum tanpa tiada",
    "ms": "tidak bukan tak jangan belum tanpa tiada",
    "tl": "hindi huwag wala walang",
    "sw": "si hapana hakuna kamwe bila sio",
}

AMBIGUOUS = (
    "en et ette n se as s si an mai be res cap pa gens mos jo neb nad gan nach dim byth pole nid noch hindi bila"
)
"""Negations that are common words of other languages, folded: they count where a transcript says its language."""

PAIRED: dict[str, tuple[str, str]] = {
    "en": ("not|cannot|\\p{L}+n['’]t", "only|just|merely|simply|solely|alone|yet|until|unless|necessarily"),
    "de": ("nicht|kein\\p{L}{0,2}", "nur|mehr|allein|bloß|unbedingt|immer"),
    "nl": ("niet|geen", "alleen|slechts|meer|langer"),
    "fr": ("ne|n(?=['’])", "plus|point|que|qu(?=['’])|seulement|toujours"),
    "es": ("no", "solo|sólo|solamente|más|siempre"),
    "pt": ("não", "só|somente|apenas|mais|sempre"),
    "it": ("non", "più|mica|solo|soltanto|sempre"),
    "ru": ("не", "только|просто|лишь|всегда"),
}
"""Patterns of negations, and of words that make another one of them a few words on: `ne … plus`, `not only`."""

WITHOUT_SPACES = "不没沒無无未非勿莫別别|ない|なく|なかっ|なけれ|ません|なし|ไม่|มิได้|มิใช่|ไร้|อย่า|บ่|ບໍ່|មិន|ពុំ|គ្មាន"
"""Single characters, then longer pieces: negations where words are not parted."""

STEMS = "않 없 아니 못"
"""Beginnings of words that are negations: Korean."""

NUMBERS: dict[str, str] = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand"
    " thousands million millions billion billions trillion trillions dozen dozens half twice third quarter percent",
    "de": "null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn zwanzig dreißig vierzig fünfzig"
    " sechzig siebzig achtzig neunzig hundert tausend tausende million millionen milliarde milliarden hälfte prozent",
    "nl": "nul twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend"
    " miljoen miljard helft procent",
    "sv": "noll två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio fyrtio femtio hundra tusen miljon"
    " miljoner miljard miljarder hälften procent",
    "da": "nul to tre fire fem seks syv otte ni ti elleve tolv tyve tredive fyrre halvtreds hundrede tusind million"
    " millioner milliard milliarder halvdelen procent",
    "no": "null to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti hundre tusen million"
    " millioner milliard milliarder halvparten prosent",
    "fr": "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente"
    " quarante cinquante soixante cent cents mille million millions milliard milliards moitié douzaine pourcent",
    "es": "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece quince veinte treinta cuarenta"
    " cincuenta sesenta setenta ochenta noventa cien ciento cientos doscientos mil miles millón millones mitad docena",
    "pt": "zero dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta"
    " sessenta cem cento centenas mil milhão milhões bilhão bilhões metade dúzia",
    "it": "zero due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta"
    " cento mila mille milione milioni miliardo miliardi metà",
    "ca": "dos dues tres quatre cinc sis set vuit nou deu vint trenta quaranta cinquanta cent mil milió milions meitat",
    "ro": "zero doi două trei patru cinci șase șapte opt nouă zece douăzeci treizeci sută sute mie mii milion milioane"
    " miliard miliarde jumătate",
    "ru": "ноль один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать"
    " тридцать сорок пятьдесят шестьдесят сто двести сотни тысяча тысячи тысяч миллион миллиона миллионов миллиард"
    " миллиарда миллиардов половина половину двух трех трёх четырех пяти десяти двое трое процент процента процентов",
    "uk": "нуль один одна одне два дві три чотири п'ять шість сім вісім дев'ять десять двадцять тридцять сорок сто"
    " тисяча тисячі тисяч мільйон мільйона мільйонів мільярд мільярда мільярдів половина двох трьох відсотків",
    "bg": "нула един една едно два две три четири пет шест седем осем девет десет двадесет сто хиляда хиляди милион"
    " милиона милиард милиарда половина процента",
    "sr": "један једна два две три четири пет шест седам осам девет десет двадесет сто хиљада милион милиона милијарда"
    " jedan jedna dva dve tri četiri pet šest sedam osam devet deset dvadeset sto hiljada milion miliona milijarda",
    "pl": "zero jeden jedna jedno dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia"
    " trzydzieści sto dwieście tysiąc tysiące tysięcy milion miliony milionów miliard miliardy miliardów połowa procent"
    " dwóch trzech",
    "cs": "nula jeden jedna jedno dva dvě tři čtyři pět šest sedm osm devět deset dvacet třicet sto dvě tisíc tisíce"
    " milion miliony milionů miliarda miliard polovina procent procenta",
    "sk": "nula jeden jedna jedno dva dve tri štyri päť šesť sedem osem deväť desať dvadsať sto tisíc tisíce milión"
    " milióny miliónov miliarda polovica percent",
    "fi": "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat miljoona miljoonaa"
    " miljardi miljardia puolet prosenttia",
    "et": "null üks kaks kolm neli viis kuus seitse kaheksa üheksa kümme sada tuhat miljon miljonit miljard pool",
    "hu": "nulla egy két kettő három négy öt hat hét nyolc kilenc tíz húsz harminc száz ezer millió milliárd fele"
    " százalék",
    "el": "μηδέν δύο δυο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά δέκα είκοσι εκατό χίλια"
    " χιλιάδες εκατομμύριο εκατομμύρια δισεκατομμύρια μισό μισά",
    "lt": "nulis vienas du dvi trys keturi penki šeši septyni aštuoni devyni dešimt dvidešimt šimtas tūkstantis"
    " tūkstančiai milijonas milijonai milijardas pusė",
    "lv": "nulle viens divi trīs četri pieci seši septiņi astoņi deviņi desmit simts tūkstotis tūkstoši miljons miljoni"
    " miljards puse",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli yüz bin milyon milyar yarısı yüzde",
    "ar": "صفر واحد اثنان اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرون مئة مائة ألف آلاف مليون ملايين مليار"
    " نصف",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه ده بیست سی صد هزار میلیون میلیارد نیمی درصد",
    "he": "אפס אחד אחת שניים שתיים שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר עשרים מאה"
    " מאות אלף אלפים מיליון מיליונים מיליארד חצי",
    "hi": "शून्य एक दो तीन चार पांच पाँच छह सात आठ नौ दस बीस सौ हजार हज़ार लाख करोड़ आधा प्रतिशत",
    "ko": "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 백 천 만 억 절반",
    "vi": "một hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ nửa",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu juta miliar setengah persen",
    "sw": "sifuri moja mbili tatu nne tano sita saba nane tisa kumi mia elfu milioni bilioni nusu asilimia",
}

NUMBERS_AMBIGUOUS = (
    "to ti ni on sei set sis sex fire dos once elf pet bin hat pool deu nou due mia tio sada hai ba nam du"
)
"""Numbers that are common words of other languages, folded."""

_RU_ENDS = "(?:ый|ой|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми)"
_RU_UNITS = (
    "(?:(?:пят|шест|сем|восем|восьм|девят)(?:ью|ь|и)|двумя|двух|двум|две|три|тремя|трех|трем|четыр(?:е|ех|ем|ьмя))"
)

NUMBER_STEMS: dict[str, str] = {
    "en": "(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|hundred|thousand"
    "|million|billion)th|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth",
    "de": "(?!(?:ein|und)+(?:te[nmrs]?)?$)(?:ein|zwei|zwo|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf"
    "|zwanzig|zig|ßig|hundert|tausend|und)+(?:te[nmrs]?|(?<=zig|ssig|hundert|tausend)ste[nmrs]?)?|dritte[nmrs]?",
    "fr": "(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|quarant"
    "|cinquant|soixant|cent|mill)ièmes?",
    "ru": f"(?:(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцат|двадцат|тридцат|десят)(?:ью|ь|и|{_RU_ENDS})"
    f"|(?:пят|шест|девят)(?:ью|{_RU_ENDS})|восьм(?:ью|и|{_RU_ENDS})|{_RU_UNITS}(?:сот|ста|сти|стам|стах|стами)"
    f"|{_RU_UNITS}десят(?:и|ью|{_RU_ENDS})?|(?:пяти|шести|семи|девяти|двумя|двум|тремя|трем|четыр(?:ех|ем|ьмя))"
    f"|(?:перв|втор|четверт|седьм|сороков|девяност|сот|тысячн|миллионн){_RU_ENDS}|трет(?:ий|ь(?:я|е|и|ю|его|ей|ему|им"
    "|ем|их|ими))|сорока|девяност[оа]|ста|одн(?:ого|ому|им|ом|ой|у|их|ими)|тысяч(?:у|е|ей|ью|ам|ами|ах)",
}
"""Patterns of whole words: numbers written as one word, declined ones, and ordinals."""

NUMBER_CHARACTERS = "二三四五六七八九十百千万亿兩两萬億零〇半"
"""Numbers where words are not parted."""
