"""The words of page chrome, as patterns over folded lines: Arabic, English, French, Turkish.

A pattern must fit the whole line, or open it with words that no article sentence opens with: "ساهم" and "شارك" are also
past tenses ("ساهم التحالف في ..."), so they count only in a form that addresses the reader ("ساهم معنا"). No class of
a repeated group holds the mark that separates its repetitions, so a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans(
    "أإآىةؤئı", "ااايهويi"
)  # as corpus.text.normalise folds them, regular expressions apart


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.translate(_LETTERS))


def _whole(*patterns: str) -> re.Pattern[str]:
    return _compile(r"\W*(?:" + "|".join(patterns) + r")\W*")


def _opening(*patterns: str) -> re.Pattern[str]:
    return _compile(r"\W*(?:" + "|".join(patterns) + r")(?!\w)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.translate(_LETTERS).split())


SHARE_WORDS: Final = _words(
    "شارك شاركها مشاركه انسخ انشر نشر ارسل ارسال طباعه اطبع حفظ نسخ الرابط فيسبوك فيس بوك تويتر اكس واتساب واتس اب تلغرام "
    "تلجرام تليجرام تيليغرام تيليجرام لينكدان لينكدين لينكد ان انستغرام انستجرام ماسنجر بينترست ريديت مسنجر سناب شات "
    "البريد الالكتروني ايميل غرد تغريد تغريده يوتيوب "
    "share shares tweet print email e-mail mail facebook twitter x whatsapp telegram linkedin reddit pinterest messenger "
    "viber instagram copy link save flipboard threads bluesky pocket youtube tiktok snapchat mastodon "
    "partager imprimer envoyer copier lien courriel enregistrer tweeter "
    "paylas yazdir gonder kopyala baglantiyi kaydet eposta e-posta facebook'ta twitter'da whatsapp'ta x'te"
)
SHARE_GLUE: Final = _words(
    "على عبر هذا هذه المقال المقاله الخبر الموضوع القصه الصفحه مع من و او ب في الى صديق "
    "on via this the article story page with to by or and a it friend "
    "sur par cet cette l article le la ce avec et ou un ami haberi haber yaziyi yazi icerigi bu ile ve"
)
# Words that a share bar needs at least one of: "الرابط" or "link" alone could be a headline's word.
SHARE_CORE: Final = SHARE_WORDS - _words("نشر الرابط حفظ ان اب بوك فيس شات x ايميل mail save link threads pocket lien")

SIZE: Final = _compile(
    r"(?:(?:tag|camera|text|font|share|print|clock|user|video|audio|gallery|calendar|eye)\s+icon\W*)*"
    r"(?:(?:ع[\s+-]*){2,}|(?:a[\s+-]*){2,}|[+-]?\s?[aع]\s?[+-]?|aa|tt|حجم الخط\W*(?:[عاa+]|\s|-)*"
    r"|(?:text|font) size\W*[a+\s-]*|yazi boyutu\W*[a+\s-]*|taille du texte\W*[a+\s-]*"
    r"|[+-]?\s?(?:تكبير|تصغير) (?:حجم )?(?:ال)?(?:خط|نص)(?:\s*[/|-]\s*[+-]?\s?(?:تكبير|تصغير) (?:حجم )?(?:ال)?(?:خط|نص))?)?"
)
SYMBOLS: Final = _compile(r"[^\w]*|[\d\s.,:/|+-]*|_+")
POPUP: Final = _whole("×", "✕", "✖", "x", "close", "اغلاق", "اغلق", "fermer", "kapat", "tamam", "ok")

RELATED: Final = _whole(
    r"(?:مقالات|مواضيع|اخبار|موضوعات|مواد|تقارير|قصص|فيديوهات)\s+"
    r"(?:متعلقه|ذات صله|مرتبطه|مشابهه|اخري|قد تهمك)(?:\s+بهذا\s+\w+)?",
    "ذات صله", "متعلقات", "(?:اقرا|إقرا|اقرؤوا|اقراوا) ايضا", "اقرا المزيد", "اقرا اكثر", "شاهد ايضا", "تابع القراءه",
    "انظر ايضا", r"(?:قد|ربما)\s+(?:يهمك|يعجبك|تهمك|يهمكم|يعجبكم)(?:\s+ايضا)?", "اخترنا لك(?:م)?", "طالع ايضا",
    r"(?:فيديو|مواد|اخبار|مقالات|مواضيع|موضوعات) (?:قد )?(?:ت|ي)(?:هم|عجب)كم?", "موضوعات متعلقه", "في هذا السياق",
    "(?:ال)?اكثر (?:قراءه|مشاهده|تداولا|شيوعا|رواجا|تعليقا|تفاعلا)", "الاعلي مشاهده", "مواضيع اخري",
    "المزيد(?: (?:من|حول|في|عن) .{1,30})?",
    r"\.\.\.\s*المزيد", "للمزيد(?: من .{1,25})?", "اخر الاخبار", "احدث الاخبار", "احدث المقالات", "مقالات الكاتب",
    "مختارات", "تصفح المقالات", "من (?:القسم|الباب|الملف) نفسه", "محتوي (?:اعلاني|دعائي)", "المقال السابق", "المقال التالي", "التالي", "السابق", "في العدد نفسه", "من الموقع", "شريط الاخبار",
    r"(?:related|recommended|similar|more|other|latest|popular|trending|top|featured)\s+"
    r"(?:articles?|stories|story|news|posts?|topics?|content|coverage|reading|reads|links|videos?)",
    "keep reading", "list of \\d+ items", "our (?:picks|selection)", "about the author.{0,30}", "عن (?:الكاتب|الكاتبه|المولف)", "yazar hakkinda",
    "(?:a propos de|sur) l'auteur", "(?:notre|nos) selections? (?:d'articles|du jour).{0,20}", "elements similaires.{0,20}",
    "related", "recommended(?: for you)?", r"(?:read|see) (?:more|also|next)", "also read", "read more", "more like this",
    "more (?:on this (?:story|topic)|on .{1,30}|from .{1,30}|in .{1,25})",
    "you (?:may|might) (?:also )?(?:like|be interested in)", "what to read next", "in case you missed it",
    "most (?:read|popular|viewed|shared|commented)(?: in .{1,25}| .{1,15})?", "editors?'? picks?", "up next",
    "view \\d+ more stories", "previous (?:article|post|story)", "next (?:article|post|story)", "from around the web",
    "trending(?: now)?", "latest(?: from .{1,30})?", "don't miss", "elsewhere on .{1,25}",
    "(?:a )?lire (?:aussi|egalement)", "sur le meme (?:sujet|theme)", "dans la meme rubrique", "dans l'actualite",
    "articles (?:lies|associes|similaires|recommandes)(?: pour vous)?", "tous les sujets(?: de l'article)?", "(?:les )?plus (?:lus|consultes|partages|commentes)",
    "voir aussi", "a ne pas manquer", "nos autres articles", "pour aller plus loin", "a la une", "article (?:suivant|precedent)",
    "(?:le|les) articles? les plus lus", "ailleurs sur le web", "contenus? sponsorises?", "vous aimerez aussi",
    "ilgili (?:haberler|konular|icerikler|haber)", "benzer haberler", "ayrica (?:okuyun|oku|bakiniz)",
    "(?:en )?cok (?:okunanlar|okunan haberler|izlenenler)", "diger haberler", "onceki haber", "sonraki haber",
    "(?:bu )?haber(?:ler)?i? de (?:okuyun|ilginizi cekebilir)", "(?:bunlar da )?ilginizi cekebilir", "haberle ilgili .{3,20}", "son dakika haberleri", "(?:yazarin )?tum yazilari", "(?:size )?onerilen(?:ler)?(?: haberler)?",
    "sizin icin sectiklerimiz", "son haberler", "gunun (?:one cikan(?:lari)?|haberleri)",
)  # fmt: skip
RELATED_INLINE: Final = _compile(
    r"\W*(?:(?:اقرا|إقرا) (?:ايضا|المزيد)|اقرؤوا ايضا|شاهد ايضا|للمزيد|طالع ايضا|مواضيع ذات صله|read (?:more|also|next)|"
    r"see also|also read|watch|listen|related|(?:a )?lire (?:aussi|egalement)|voir aussi|notre (?:dossier|reportage)|"
    r"ayrica (?:okuyun|oku)|ilgili haber|bakiniz|haberin devami|(?:المقال|الخبر|الموضوع) (?:السابق|التالي)|(?:previous|next) (?:article|post|story))"
    r"(?:\s*[:|»>]\s*|\s+-\s+|\s*\.\.+\s*)\S.*|\W*(?:اقرا|شاهد|ايضا|watch|read)\s?\.\.+\s?\S.*"
    r"|رابط الخبر بصحيفه .*"
)
COMMENTS: Final = _whole(
    r"(?:ال)?تعليقات?(?:\s*\(?\d+\)?)?", "تعليقات (?:ال)?(?:قراء|زوار|فيسبوك)", r"\d+ تعليق(?:ات)?", "لا توجد تعليقات",
    "(?:اترك|اضف|اكتب|شاركنا|شارك) (?:لنا )?(?:تعليقا?|تعليقك|رايك|ردا|برايك|بتعليق(?:ك)?)", "ردود الافعال", "(?:اترك|اضف) (?:تعليقا?|ردا) الغاء الرد", "leave a reply cancel reply", "laisser un commentaire annuler la reponse",
    "voir les commentaires", "(?:bir )?yanit yazin.{0,20}", "comments are closed", "join our commenting forum", "yorum yazmak icin .{3,20}",
    "(?:view |show |see )?(?:all )?(?:the )?(?:\\d+ )?comments?(?:\\s*\\(?\\d+\\)?)?", "reader comments", "have your say",
    "(?:leave|post|add|write) (?:a |your )?(?:comment|reply)", "join the (?:conversation|discussion)", "no comments yet",
    "comment on this story", r"(?:\d+ )?(?:commentaires?|reactions?)(?:\s*\(?\d+\)?)?", "(?:laisser|ajouter|ecrire) un commentaire",
    "reagir(?: a cet article)?", "vos (?:reactions|commentaires)", "commenter(?: cet article)?", "votre commentaire",
    r"(?:\d+ )?yorum(?:lar)?(?:\s*\(?\d+\)?)?(?: (?:yap|ekle|yaz|gonder))?", "yorum(?:unuzu)? (?:yapin|yazin|ekle)", "okur yorumlari",
)  # fmt: skip
REPLY: Final = _whole(
    "رد", "الرد", "اعجاب", "ابلاغ", "reply", r"\d* ?likes?", "like", "report(?: abuse)?", "flag", "repondre", "signaler",
    "j'aime", "yanitla", "cevapla", "begen", "sikayet et", r"(?:منذ|قبل) \S+(?: \S+)?", r"\d+ \w+ ago", r"il y a \d+ \w+", r"\d+ \w+ once",
)  # fmt: skip
SECTION_END: Final = _whole(
    "(?:ال)?(?:وسوم|تاغات|تاجز|كلمات (?:ال)?(?:مفتاحيه|دلاليه|مفتاح)|سمات|مواضيع|علامات)(?: (?:ال)?(?:خبر|مقال|موضوع))?",
    "(?:topics|tags|filed under|keywords|explore more|in this (?:article|story))(?::.{0,120})?",
    "(?:mots-?cles|etiquettes|themes|sujets|thematiques)(?: associes)?", "(?:etiketler|konular|anahtar kelimeler)",
    "(?:وسوم|الوسوم|تاغات|كلمات (?:مفتاحيه|دلاليه)|الكلمات المفتاحيه|mots-?cles|etiketler) ?: ?.{1,120}",
)  # fmt: skip
APPEAL: Final = _opening(
    "ادعم(?:نا|ونا|وا)?", "تبرع(?:وا)? (?:الان|لنا|ل)", "تبرع(?:وا)?$", "ساهم(?:وا)? (?:معنا|في دعم(?:نا)?|الان)",
    "للمساهمه", "(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|علي|للمشاركه|للطباعه|لل\\w+)", "للتبرع", "كن (?:جزءا|شريكا)", "كن اول من",
    "(?:دعمك|تبرعك|مساهمتك|اشتراكك)م?",
    r"ا?شترك(?:وا)? (?:الان|معنا|مجانا|ل(?:ت)?صل(?:ك|كم)|لتصلك|في (?:قناتنا|نشرتنا|النشره|القائمه|خدمه))",
    "للاشتراك", "(?:ال)?نشر[ها]?ت?نا البريديه", "سجل(?:وا)? (?:الان|بريدك|في نشرتنا)", "(?:ادخل|اكتب|ضع) بريدك",
    "تابعونا", "تابعنا", "تابعوا (?:اخر|احدث|صفحتنا|قناتنا|حسابنا)", "تابع (?:اخر|احدث|صفحتنا|قناتنا|حسابنا)",
    "لا تنس(?:ي|وا)? (?:متابعه|الاشتراك)", "انضم(?:وا)? (?:الينا|الي (?:قناتنا|نشرتنا|مجموعتنا))", "لمتابعه (?:اخبارنا|اخر)",
    "حملوا? (?:ال)?تطبيق(?:نا)?", "(?:ملخص|اهم) (?:اليوم|الاخبار|اخبار اليوم) (?:في|الي) بريدك", "لن يتم نشر (?:بريدك|عنوان بريدك)",
    "support (?:us|our|independent|quality|free)", "donate", "make a (?:donation|contribution)",
    "become a (?:member|supporter|subscriber|patron)", "contribute (?:now|today|here)",
    "هل (?:وجدت|لاحظت) خطا", "ارسل (?:لنا )?تصحيحا", "الحقول الالزاميه", "جميع الحقول مطلوبه", "subscribe", "special offer", "sign up",
    "click to (?:share|print|email)", "spotted (?:a|an) (?:mistake|error)", "report (?:a|an) (?:mistake|error|typo)", "required fields", "register (?:now|for)", "follow us", "like us on", "already a subscriber", "not a subscriber",
    "follow .{1,30} on (?:twitter|facebook|x|instagram|telegram|whatsapp)", "join (?:us|our)", "since you're here",
    "get (?:the (?:latest|day's|best|whole|full)|our|breaking|daily|unlimited)", "download (?:our|the) app", "click here",
    "(?:enter )?your e-?mail", "your (?:support|donation|contribution)", "available for everyone", "choose your plan",
    "gift this article", "add to your saved", "turn on notifications", "try (?:it )?free",
    "abonnez-vous", "s'abonner", "inscrivez-vous", "s'inscrire", "suivez(?:-nous| l'actualite| toute l'actualite)",
    "recevez (?:chaque|tous|toute|nos|notre|l'essentiel|gratuitement|le meilleur)", "(?:votre|saisissez votre) (?:adresse )?e-?mail",
    "faites un don", "faire un don", "soutenez", "cliquez ici", "telechargez", "deja abonne", "reserve aux abonnes",
    "(?:il vous reste|cet article est reserve)", "offrir cet article", "rejoignez(?:-nous| notre)", "nous rejoindre", "soyez le premier", "connectez-vous pour", "signaler une erreur",
    "abone ol(?:un)?", "bizi takip ed(?:in|iniz)", "takip ed(?:in|iniz)", "bagis yap(?:in)?", "destek ol(?:un)?", "bize destek",
    "tiklayin", "bultenimize", "(?:e-?posta|mail) adresiniz(?:i girin)?", "(?:haber )?bultenine (?:kaydol|abone)",
    "gelismelerden haberdar ol", "bagimsiz gazeteciligi destekle\\w*", "bize ulas\\w*", "haberin devami icin", "hata bildir",
    "zorunlu alanlar", "uygulamamizi indir",
)  # fmt: skip
APPEAL_WHOLE: Final = _whole(
    "(?:ال)?نشره (?:ال)?(?:بريديه|اخباريه|اليوميه|الاسبوعيه)", "تبرع(?:وا)?", "ا?شترك(?:وا)?", "newsletters?",
    "(?:daily|weekly|morning) newsletter", "donate|subscribe|support (?:us|the \\w+)|subscribe now", "bulletins?", "bulten", "bagis",
    "don", "faire un don", "infolettre", "la newsletter.{0,30}", "abone ol", "haber bulteni", "e-bulten",
)  # fmt: skip
APP: Final = _compile(
    r"(?:تحميل|حملوا?|تنزيل|download|telecharg|indir).{0,80}(?:تطبيق|\bapp\b|\bapplication\b|uygulama)"
    r".{0,80}(?:هاتف|هواتف|محمول|جوال|موبايل|phone|mobile|device|telefon|store)"
)
FOOTER: Final = _whole(
    "من نحن", "عن (?:الموقع|الصحيفه|القناه)", "(?:اتصل(?:وا)?|تواصل(?:وا)?) (?:بنا|معنا)", "هيئه التحرير", "سياسه التحرير",
    "سياسه (?:ال)?(?:خصوصيه|كوكيز|ملفات (?:تعريف )?الارتباط|استخدام)", "شروط (?:ال)?(?:استخدام|خدمه)(?: و.{1,30})?",
    "اتفاقيه (?:ال)?(?:استخدام|مستخدم)", "الشروط والاحكام", "(?:ا?علن|للاعلان) (?:معنا|لدينا)", "فرص عمل", "وظائف(?: شاغره)?",
    "خريطه الموقع", "خارطه الموقع", "حقوق (?:النشر|الملكيه)", "الاشهار", "(?:خيارات|تفضيلات) الكوكيز", "(?:رخصه|ترخيص) المشاع .{0,20}", "بنود الاستعمال", "(?:ال)?معلومات (?:ال)?قانونيه",
    "about(?: us| the \\w+)?", "contact(?: us)?", "your ad choices", "site (?:index|information navigation)", "privacy(?: (?:policy|notice|statement))?", "careers?", "jobs at .{1,20}",
    "cookie(?:s| policy| settings| preferences)", "terms(?: (?:of|and|&) (?:use|sales?|service|conditions))", "terms",
    "advertise(?: with us| here)?", "accessibility(?: statement)?", "site ?map", "corrections?", "reuse this content", "complaints",
    "editorial (?:policy|standards|guidelines)", "our standards.{0,50}", "work (?:with|for) us", "help(?: centre| center)?",
    "mentions legales", "qui sommes-nous", "(?:nous )?contact(?:er|ez-nous)?", "plan du site", "c\\.?g\\.?[uv]\\.?(?: .{1,20})?",
    "conditions (?:generales|d'utilisation).{0,30}", "(?:politique de )?(?:confidentialite|cookies)",
    "(?:gestion|parametrage|preferences) des cookies", "veri politikasi", "cerez (?:tercihleri|ayarlari)", "charte .{1,30}", "donnees personnelles", "(?:la )?redaction et .{1,20}", "recrutement",
    "hakkimizda", "iletisim", "kunye", "gizlilik(?: (?:politikasi|sozlesmesi|ilkeleri))?", "reklam ver", "kariyer",
    "kullanim (?:sartlari|kosullari)", "cerez politikasi", "kvkk.{0,30}", "yayin ilkeleri", "site haritasi", "rss",
)  # fmt: skip
NAVIGATION: Final = _whole(
    "الرئيسيه", "الصفحه الرئيسيه", "القائمه", "بحث", "ابحث", "تسجيل (?:ال)?دخول", "انتقل الي المحتوي", "عاجل", "مباشر", "عوده",
    "تخطي الي المحتوي(?: الرئيسي)?", "(?:ال)?اعلان(?:ات)?", "اعلان ممول", "محتوي ممول", "تحميل", "جار(?:ي)? التحميل",
    "استمع(?: (?:الي )?(?:المقال|الخبر|للمقال))?", r"\d+ (?:دقيقه|دقائق|دقيقتين)(?: (?:ل)?(?:ال)?قراءه)?", "دقيقه واحده",
    "(?:مده|وقت|زمن) (?:ال)?قراءه.{0,20}", r"(?:ال|عدد )?(?:المشاهدات|مشاهدات|القراءات|قراءات)\W*[\d,]*",
    r"[\d,]+ (?:مشاهده|مشاركه|مشاركات|قراءه|زياره)", "نص", "google play", "app store", "app gallery",
    "قبول(?: الكل)?", "موافق", "رفض(?: الكل)?", "عرض الكل", "عرض المزيد", "فريق التحرير",
    "home", "menu", "search", "log ?in", "sign ?in", "sign ?out", "my account", "skip to (?:main )?(?:content|navigation)",
    "edition", "live tv", "watch live", "toggle navigation", "open (?:menu|navigation)",
    "advertise(?:ment|ments)", "sponsored(?: content)?", "paid content", "loading", "arrowright", "view comments",
    "listen(?: to (?:this )?(?:article|story))?(?: \\d+ min.{0,10})?", r"\d+ ?(?:-| )?min(?:ute)?s?(?: ?-?read)?",
    r"[\d,.]+k? (?:views?|shares?|comments?)", "reading time.{0,20}", "back to top", "hide caption", "toggle caption",
    "(?:accept|reject|allow|decline) (?:all|cookies|all cookies)", "accept", "manage (?:options|cookies|preferences)", "got it",
    "image source.{0,40}", "مصدر الصوره.{0,40}", "getty images", "post comment", "your name", "submit", "the view from .{1,15}",
    "accueil", "rechercher", "publicite", "se connecter", "connexion", "aller au contenu(?: principal)?", "mon compte",
    "(?:tout )?(?:accepter|refuser)(?: (?:tout|et (?:fermer|continuer)))?", "continuer sans accepter", "parametrer(?: les cookies)?",
    "temps de lecture.{0,20}", r"lecture \d+ min.{0,10}", r"\d+ ?min(?:utes)? de lecture", "ecouter(?: (?:l'|cet )article)?", "haut de page",
    "retour en haut", "le direct", "en continu", "ana ?sayfa", "arama", "ara", "reklam", "menu", "giris(?: yap)?", "uye ol",
    "kabul et", "reddet", "okuma suresi.{0,20}", r"\d+ ?dk\.?(?: okuma)?(?: suresi)?", "canli yayin", "son dakika", "yukari(?: cik)?",
    "basa don", "dinle", "haberi dinle", "icerige gec", r"[\d.]+ (?:okunma|goruntulenme|paylasim)", r"(?:#\s?\w{2,40}\s{0,3}){1,10}", r"list \d+ of \d+", "end of list", "continue reading(?: the main story)?",
    "la suite (?:apres|de l'article apres) cette publicite", "icerige (?:gec|atla)", "like this", "(?:اعجاب|like) (?:تحميل|loading)", "معجب بهذه",
    "share this", "posted in .{0,30}", "publie dans .{0,30}", "give this article", "article bookmarked", "اضف للمفضله", "قيم الماده", r"\(\d+ votes?\)",
    "evaluer cet element",
    r"//? ?(?:انتهي|يتبع) ?//?(?: .{0,60})?", r"\(?انتهي\)?(?: ?/ ?\S{1,3} ?\S{0,3})?", "الي الاعلي", "عوده الي الاعلي", r"\d\d:\d\d ت ?م(?: nnnn)?",
    "ثم الرساله", r"(?:\w{2,3}/){1,3}\w{2,4}", "next previous", "bu habere henuz yorum.{0,20}",
)  # fmt: skip
RIGHTS: Final = _compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:19|20)\d\d|all rights reserved|(?:جميع|كل|كافه) الحقوق محفوظه|حقوق النشر محفوظه"
    r"|droits (?:de reproduction )?(?:et de diffusion )?reserves|tum haklari saklidir|her hakki saklidir"
)
PHOTO_MARK: Final = _compile(r"©\s*[^©]{2,50}$")
"""A mark of rights at the end of a line, as photo credits have it; a foot line of a site opens with it or dates it."""
RIGHTS_YEAR: Final = _compile(r"\b(?:19|20)\d\d\b")
RESERVED: Final = _compile(r"reserve|محفوظه|saklidir")
NOT_OF_NAME: Final = re.compile(
    r"[©|.,،:()\d]|\s[-–—]\s|copyright|all rights reserved|(?:جميع|كل|كافة) الحقوق محفوظة|لـ|tous droits réservés|tüm hakları saklıdır",
    re.I,
)
"""What parts the name of the holder from the rest of a line of rights."""
SMS: Final = _compile(
    r"للتواصل مع الكاتب ارسل رساله|تبدا بالرمز \(?\d+\)?|^\d{4,6} ?- ?(?:stc|mobily|zain)$|^للتواصل ارسل sms"
    r"|^الاتصالات ?[,،] ?\d{6} موبايلي"
)
CONTACT: Final = _compile(
    r"\W*(?:(?:تويتر|ايميل|البريد|e-?mail|twitter)\s*:?\s*)?(?:[\w.+-]{2,40}\s?@\s?[\w-]{2,40}(?:\.\w{2,10}){1,3}|@\w{3,30}|\w{3,30}@)\W*"
)
NOTICE: Final = _opening(
    "(?:نحن )?نستخدم (?:ملفات (?:تعريف )?الارتباط|الكوكيز)",
    "يستخدم (?:هذا )?(?:ال)?موقع(?:نا)? (?:ملفات (?:تعريف )?الارتباط|الكوكيز)",
    r"(?:جميع |كل )?(?:ال)?(?:اراء|مقالات|افكار)\s.{0,60}(?:لا تعبر|لا تعكس|لا تمثل|تمثل (?:راي|وجهه نظر)|تعبر عن (?:راي|وجهه نظر|اراء))",
    r"هذا المقال بقلم .{1,60} ولا (?:تعكس|تعبر)", r"(?:المقال|ما ورد|ما ينشر) .{0,40}(?:يعبر|لا يعبر) .{0,20}(?:راي|وجهه نظر)",
    "(?:we|this (?:web)?site|our (?:web)?site) uses? cookies", "we and our (?:\\d+ )?partners", "by (?:continuing|using|clicking) .{1,50}cookie",
    "(?:the )?(?:views|opinions) (?:expressed|in this)", "this is a developing story", "this (?:story|article) (?:has been|was|will be) updated",
    "all quotes delayed", "this article (?:first|originally) appeared",
    "(?:ce|notre) site utilise des cookies", "nous utilisons des cookies", "avec votre accord, nos partenaires",
    "les (?:opinions|propos) exprimes", "en poursuivant votre navigation",
    "(?:web )?sitemizde (?:.{1,30} )?cerez", "bu (?:web )?site(?:si)? (?:.{0,20})?cerez", "cerez(?:ler)? (?:kullan|politika)", "yazida yer alan gorusler",
    "yasal uyari", "احفظ اسمي", "save my name", "enregistrer mon nom", "adimi, e-?postami", "a version of this (?:article|story) appear(?:s|ed)",
    "i would like to (?:be emailed|receive)", "by signing up", "(?:read|see) our privacy", "en vous inscrivant", "بالتسجيل", "باشتراكك",
    r"(?:انجز|اعد|نشر) هذا (?:التقرير|التحقيق|المقال) (?:بدعم|بالتعاون|ضمن|بالشراكه)", "this (?:article|story) was (?:produced|made possible|supported)",
    r"جميع المواد المنشوره تخضع",
)  # fmt: skip
BREADCRUMB: Final = re.compile(
    r"(?:[^:>»›|/\\]{3,20}:\s*)?[^.!؟?:>»›|/\\]{1,40}(?:\s?[>»›|/\\]\s[^.!؟?>»›|/\\]{1,80}){1,6}"
)
"""A path of sections, matched as published: folding makes "»" a plain quotation mark."""
CRUMB_ROOT: Final = _compile(
    r"\W*(?:(?:انت هنا|vous etes ici|you are here|buradasiniz)\s*:?\s*)?(?:الصفحه )?(?:الرئيسيه|haberler|news|اخبار|الاخبار|actualites?|home|accueil|ana ?sayfa|start|vous etes ici|front page)(?!\w)"
)
ICON_CAPTION: Final = _compile(r"(?:camera|photo|image|picture|gallery)\s+icon\s*(?P<rest>\S.*)")
SCENE: Final = _compile(r"(?:صوره|جانب|مشهد|لقطه)(?: ارشيفيه)? من \S.{2,60}")
"""A line that says of itself that it is a view: "جانب من المضبوطات"."""
LABEL_CAPTION: Final = _compile(
    r"(?:صوره|الصوره|تعليق الصوره|شرح الصوره|صوره ارشيفيه|photo|image|caption|image caption|file photo|legende"
    r"|foto|fotograf)\s*[:|]\s*(?P<rest>\S.*)"
)
ASKING: Final = _compile(
    r"\b(?:support|donat\w+|contribut\w+|subscri\w+|newsletter|membership|reader-funded|journalism|soutien|don|abonn\w+|bagis|destek"
    r"|paywall|funded|readers?|newsroom|reporters|reporting|lecteurs|journalisme|gazetecilik|okur\w*|pay|gave|help)\b"
    r"|katki\w*|تبرع|مساهم|ساهم|اشتراك|دعمك|بدعم|ندعم|ممولين|بلا اعلانات|الصحافه (?:ال)?(?:حره|مستقله)|مستقلين|نشره|قراءنا|صحافتنا"
)
TRADE: Final = _compile(
    r"\b(?:newsletter|membership|reader-funded|journalism|paywall|readers?|newsroom|subscri\w+|abonn\w+|lecteurs|journalisme|gazetecilik|okur\w*)\b"
    r"|اشتراك|صحافه|صحافتنا|قراءنا|نشرتنا|مستقلين"
)
ADDRESSING: Final = _compile(
    r"\b(?:you|your|we|our|us|nous|vous|votre|notre|siz|bize|bizim)\b|بحاجتك|لنا\b|نحن|(?:دعم|تبرع|مساهم|اشتراك|بريد)ت?ك(?:م)?\b|قراءنا|لنبقي|نستمر|\bنحن|فنحن|اعجبك|يعجبك|تقرا\b|صحافتنا|\bbizi\b|sayesinde"
)
COOKIES: Final = _compile(
    r"(?:cookie|cerez|ملفات (?:تعريف )?الارتباط|الكوكيز).{0,200}(?:\b(?:you|your|site|vous|votre|siz\w*|sitemiz\w*)\b|الموقع|موقعنا|متصفح)"
    r"|(?:\b(?:you|your|site|vous|votre|siz\w*|sitemiz\w*)\b|الموقع|موقعنا|متصفح).{0,200}(?:cookie|cerez|ملفات (?:تعريف )?الارتباط|الكوكيز)"
)
TO_READER: Final = _compile(
    r"\b(?:you|your|our (?:site|page|service|newsroom)|vous|votre|notre site|siz|sitemiz\w*)\b"
    r"|موقعنا|تبحث(?:ون)?(?: عن)|بريدك|متصفحك|اشتراكك|تجربتك"
)
REPORTED: Final = _compile(r'"|\b(?:said|says|told|dit|declare|dedi)\b|\b[وف]?(?:قال|قالت|اضاف|اكد|صرح)\b')
SECTIONS: Final = frozenset(
    name.translate(_LETTERS)
    for name in (
        "سياسه|سياسة|اخبار|محليات|محلي|عربي|عربي ودولي|دولي|دوليات|العالم|عالم|عرب وعالم|اقتصاد|راي|تحليلات|تقارير|تحقيقات|حوارات|ثقافه|مجتمع|"
        "امن|الامن|سوريا|العراق|لبنان|الشرق الاوسط|اخبار العالم العربي|العالم العربي|شوون دوليه|حوادث|كردستان|"
        "world|world news|middle east|politics|syria|iraq|turkey|uk news|features|analysis|opinion|security|kurdistan|"
        "monde|international|moyen-orient|proche-orient|politique|maghreb|afrique|societe|"
        "gundem|dunya|politika|siyaset|guncel|analiz|ortadogu|turkiye"
    ).split("|")
)
"""Names of sections, believed right beside a title only: elsewhere they are words."""
