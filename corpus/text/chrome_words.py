"""The words of page chrome, as patterns over folded lines: Arabic, English, French, Turkish.

A pattern must fit the whole line, or open it with words that no article sentence opens with: "ساهم" and "شارك" are also
past tenses ("ساهم التحالف في ..."), so they count only in a form that addresses the reader ("ساهم معنا"). No class of
a repeated group holds the mark that separates its repetitions, so a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans("أإآىةؤئı", "ااايهويi")  # as corpus.text.normalise folds them, but for their joins


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its letters folded as the lines are to which it is put."""
    return re.compile(pattern.translate(_LETTERS))


def whole_line(*patterns: str) -> re.Pattern[str]:
    """A pattern for a whole line: one of these, and marks around it."""
    return compiled(r"\W*(?:" + "|".join(patterns) + r")\W*")


def opening_with(*patterns: str) -> re.Pattern[str]:
    """A pattern for the beginning of a line: one of these, to the end of a word."""
    return compiled(r"\W*(?:" + "|".join(patterns) + r")(?!\w)")


def word_set(listed: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(listed.translate(_LETTERS).split())


SHARE_WORDS: Final = word_set(
    "شارك شاركها مشاركه انسخ انشر نشر ارسل ارسال طباعه اطبع حفظ نسخ الرابط فيسبوك فيس بوك تويتر اكس واتساب "
    "واتس اب تلغرام "
    "تلجرام تليجرام تيليغرام تيليجرام لينكدان لينكدين لينكد ان انستغرام انستجرام ماسنجر بينترست ريديت مسنجر سناب شات "
    "البريد الالكتروني ايميل غرد تغريد تغريده يوتيوب "
    "share shares tweet print email e-mail mail facebook twitter x whatsapp telegram linkedin reddit "
    "pinterest messenger "
    "viber instagram copy link save flipboard threads bluesky pocket youtube tiktok snapchat mastodon "
    "partager imprimer envoyer copier lien courriel enregistrer tweeter "
    "paylas yazdir gonder kopyala baglantiyi kaydet eposta e-posta facebook'ta twitter'da whatsapp'ta x'te"
)
SHARE_GLUE: Final = word_set(
    "على عبر هذا هذه المقال المقاله الخبر الموضوع القصه الصفحه مع من و او ب في الى صديق "
    "on via this the article story page with to by or and a it friend "
    "sur par cet cette l article le la ce avec et ou un ami haberi haber yaziyi yazi icerigi bu ile ve"
)
# Words that a share bar needs at least one of: "الرابط" or "link" alone could be a headline's word.
_NOT_CORE: Final = "نشر الرابط حفظ ان اب بوك فيس شات x ايميل mail save link threads pocket lien"
SHARE_CORE: Final = SHARE_WORDS - word_set(_NOT_CORE)

SIZE: Final = compiled(
    r"(?:(?:tag|camera|text|font|share|print|clock|user|video|audio|gallery|calendar|eye)\s+icon\W*)*"
    r"(?:(?:ع[\s+-]*){2,}|(?:a[\s+-]*){2,}|[+-]?\s?[aع]\s?[+-]?|aa|tt|حجم الخط\W*(?:[عاa+]|\s|-)*"
    r"|(?:text|font) size\W*[a+\s-]*|yazi boyutu\W*[a+\s-]*|taille du texte\W*[a+\s-]*"
    r"|[+-]?\s?(?:تكبير|تصغير) (?:حجم )?(?:ال)?(?:خط|نص)(?:\s*[/|-]\s*[+-]?\s?(?:تكبير"
    r"|تصغير) (?:حجم )?(?:ال)?(?:خط|نص))?)?"
)
SYMBOLS: Final = compiled(r"[^\w]*|[\d\s.,:/|+-]*|_+")
POPUP: Final = whole_line(
    "×", "✕", "✖", "x", "close", "اغلاق", "اغلق", "fermer", "kapat", "tamam", "ok",
)  # fmt: skip
RELATED: Final = whole_line(
    r"(?:مقالات|مواضيع|اخبار|موضوعات|مواد|تقارير|قصص|فيديوهات)\s+"
    r"(?:متعلقه|ذات صله|مرتبطه|مشابهه|اخري|قد تهمك)(?:\s+بهذا\s+\w+)?",
    "ذات صله", "متعلقات", "(?:المزيد )?(?:حول|عن) (?:هذه القصه|هذا الموضوع|هذا الخبر)",
    "plus d'actualites", "afficher plus", "trending in .{1,20}", "gazete mansetleri",
    "(?:اقرا|إقرا|اقرؤوا|اقراوا) ايضا", "اقرا المزيد", "اقرا اكثر", "شاهد ايضا", "تابع القراءه",
    "انظر ايضا", r"(?:قد|ربما)\s+(?:يهمك|يعجبك|تهمك|يهمكم|يعجبكم)(?:\s+ايضا)?", "اخترنا لك(?:م)?", "طالع ايضا",
    r"(?:فيديو|مواد|اخبار|مقالات|مواضيع|موضوعات) (?:قد )?(?:ت|ي)(?:هم|عجب)كم?", "موضوعات متعلقه", "في هذا السياق",
    "(?:ال)?اكثر (?:قراءه|مشاهده|تداولا|شيوعا|رواجا|تعليقا|تفاعلا)", "الاعلي مشاهده", "مواضيع اخري",
    "المزيد(?: (?:من|حول|في|عن) .{1,30})?", r"\.\.\.\s*المزيد", "للمزيد(?: من .{1,25})?", "اخر الاخبار",
    "احدث الاخبار", "احدث المقالات", "مقالات الكاتب", "مختارات", "تصفح المقالات", "من (?:القسم|الباب|الملف) نفسه",
    "محتوي (?:اعلاني|دعائي)", "المقال السابق", "المقال التالي", "التالي", "السابق", "في العدد نفسه", "من الموقع",
    "شريط الاخبار",
    r"(?:related|recommended|similar|more|other|latest|popular|trending|top|featured)\s+"
    r"(?:articles?|stories|story|news|posts?|topics?|content|coverage|reading|reads|links|videos?)",
    "keep reading", "list of \\d+ items", "our (?:picks|selection)", "about the author.{0,30}",
    "عن (?:الكاتب|الكاتبه|المولف)", "yazar hakkinda", "(?:a propos de|sur) l'auteur",
    "(?:notre|nos) selections? (?:d'articles|du jour).{0,20}", "elements similaires.{0,20}", "related",
    "recommended(?: for you)?", r"(?:read|see) (?:more|also|next)", "also read", "read more", "more like this",
    "more (?:on this (?:story|topic)|on .{1,30}|from .{1,30}|in .{1,25})",
    "you (?:may|might) (?:also )?(?:like|be interested in)", "what to read next", "in case you missed it",
    "most (?:read|popular|viewed|shared|commented)(?: in .{1,25}| .{1,15})?", "editors?'? picks?", "up next",
    "view \\d+ more stories", "previous (?:article|post|story)", "next (?:article|post|story)", "from around the web",
    "trending(?: now)?", "latest(?: from .{1,30})?", "don't miss", "elsewhere on .{1,25}",
    "(?:a )?lire (?:aussi|egalement)", "sur le meme (?:sujet|theme)", "dans la meme rubrique", "dans l'actualite",
    "articles (?:lies|associes|similaires|recommandes)(?: pour vous)?", "tous les sujets(?: de l'article)?",
    "(?:les )?plus (?:lus|consultes|partages|commentes)", "voir aussi", "a ne pas manquer", "nos autres articles",
    "pour aller plus loin", "a la une", "article (?:suivant|precedent)", "(?:le|les) articles? les plus lus",
    "ailleurs sur le web", "contenus? sponsorises?", "vous aimerez aussi",
    "ilgili (?:haberler|konular|icerikler|haber)", "benzer haberler", "ayrica (?:okuyun|oku|bakiniz)",
    "(?:en )?cok (?:okunanlar|okunan haberler|izlenenler)", "diger haberler", "onceki haber", "sonraki haber",
    "(?:bu )?haber(?:ler)?i? de (?:okuyun|ilginizi cekebilir)", "(?:bunlar da )?ilginizi cekebilir",
    "haberle ilgili .{3,20}", "son dakika haberleri", "(?:yazarin )?tum yazilari",
    "(?:size )?onerilen(?:ler)?(?: haberler)?", "sizin icin sectiklerimiz", "son haberler",
    "gunun (?:one cikan(?:lari)?|haberleri)",
)  # fmt: skip
RELATED_INLINE: Final = compiled(
    r"\W*(?:(?:اقرا|إقرا) (?:ايضا|المزيد)|اقرؤوا ايضا|شاهد ايضا|للمزيد|طالع ايضا|مواضيع ذات صله|read (?:more"
    r"|also|next)|"
    r"see also|also read|watch|listen|related|(?:a )?lire (?:aussi|egalement)|voir aussi|notre (?:dossier|reportage)|"
    r"ayrica (?:okuyun|oku)|ilgili haber|bakiniz|haberin devami|(?:المقال|الخبر|الموضوع) (?:السابق|التالي)"
    r"|(?:previous|next) (?:article|post|story))"
    r"(?:\s*[:|»>]\s*|\s+-\s+|\s*\.\.+\s*)\S.*|\W*(?:اقرا|شاهد|ايضا|watch|read)\s?\.\.+\s?\S.*"
    r"|رابط الخبر بصحيفه .*"
)
COMMENTS: Final = whole_line(
    r"(?:ال)?تعليقات?(?:\s*\(?\d+\)?)?", "votre (?:opinion|avis)", "what are your thoughts",
    "tell us what you think", "اضف تعليقك.{0,20}", "تعليقات (?:ال)?(?:قراء|زوار|فيسبوك)", r"\d+ تعليق(?:ات)?",
    "لا توجد تعليقات", "(?:اترك|اضف|اكتب|شاركنا|شارك) (?:لنا )?(?:تعليقا?|تعليقك|رايك|ردا|برايك|بتعليق(?:ك)?)",
    "ردود الافعال", "(?:اترك|اضف) (?:تعليقا?|ردا) الغاء الرد", "leave a reply cancel reply",
    "laisser un commentaire annuler la reponse", "voir les commentaires", "(?:bir )?yanit yazin.{0,20}",
    "comments are closed", "join our commenting forum", "yorum yazmak icin .{3,20}",
    "(?:view |show |see )?(?:all )?(?:the )?(?:\\d+ )?comments?(?:\\s*\\(?\\d+\\)?)?", "reader comments",
    "have your say", "(?:leave|post|add|write) (?:a |your )?(?:comment|reply)",
    "join the (?:conversation|discussion)", "no comments yet", "comment on this story",
    r"(?:\d+ )?(?:commentaires?|reactions?)(?:\s*\(?\d+\)?)?", "(?:laisser|ajouter|ecrire) un commentaire",
    "reagir(?: a cet article)?", "vos (?:reactions|commentaires)", "commenter(?: cet article)?", "votre commentaire",
    r"(?:\d+ )?yorum(?:lar)?(?:\s*\(?\d+\)?)?(?: (?:yap|ekle|yaz|gonder))?", "yorum(?:unuzu)? (?:yapin|yazin|ekle)",
    "okur yorumlari",
)  # fmt: skip
REPLY: Final = whole_line(
    "رد", "الرد", "اعجاب", "ابلاغ", "reply", r"\d* ?likes?", "like", "report(?: abuse)?", "flag", "repondre",
    "signaler", "j'aime", "yanitla", "cevapla", "begen", "sikayet et", r"(?:منذ|قبل) \S+(?: \S+)?", r"\d+ \w+ ago",
    r"il y a \d+ \w+", r"\d+ \w+ once",
)  # fmt: skip
SECTION_END: Final = whole_line(
    "(?:ال)?(?:وسوم|تاغات|تاجز|كلمات (?:ال)?(?:مفتاحيه|دلاليه|مفتاح)|سمات|مواضيع|علامات)(?: (?:ال)?(?:خبر"
    "|مقال|موضوع))?",
    "(?:topics|tags|filed under|keywords|explore more|in this (?:article|story))(?::.{0,120})?",
    "(?:mots-?cles|etiquettes|themes|sujets|thematiques)(?: associes)?", "(?:etiketler|konular|anahtar kelimeler)",
    "(?:وسوم|الوسوم|تاغات|كلمات (?:مفتاحيه|دلاليه)|الكلمات المفتاحيه|mots-?cles|etiketler) ?: ?.{1,120}",
)  # fmt: skip
APP: Final = compiled(
    r"(?:تحميل|حملوا?|تنزيل|download|telecharg|indir).{0,80}(?:تطبيق|\bapp\b|\bapplication\b|uygulama)"
    r".{0,80}(?:هاتف|هواتف|محمول|جوال|موبايل|phone|mobile|device|telefon|store)"
)
FOOTER: Final = whole_line(
    "من نحن", "عن (?:الموقع|الصحيفه|القناه)", "(?:اتصل(?:وا)?|تواصل(?:وا)?) (?:بنا|معنا)", "هيئه التحرير",
    "سياسه التحرير", "سياسه (?:ال)?(?:خصوصيه|كوكيز|ملفات (?:تعريف )?الارتباط|استخدام)",
    "شروط (?:ال)?(?:استخدام|خدمه)(?: و.{1,30})?", "اتفاقيه (?:ال)?(?:استخدام|مستخدم)", "الشروط والاحكام",
    "(?:ا?علن|للاعلان) (?:معنا|لدينا)", "فرص عمل", "وظائف(?: شاغره)?", "خريطه الموقع", "خارطه الموقع",
    "حقوق (?:النشر|الملكيه)", "الاشهار", "(?:خيارات|تفضيلات) الكوكيز", "(?:رخصه|ترخيص) المشاع .{0,20}",
    "بنود الاستعمال", "(?:ال)?معلومات (?:ال)?قانونيه", "about(?: us| the \\w+)?", "contact(?: us)?",
    "your ad choices", "site (?:index|information navigation)", "privacy(?: (?:policy|notice|statement))?",
    "careers?", "jobs at .{1,20}", "cookie(?:s| policy| settings| preferences)",
    "terms(?: (?:of|and|&) (?:use|sales?|service|conditions))", "terms", "advertise(?: with us| here)?",
    "impressum", "accessibility(?: statement)?", "site ?map", "corrections?", "reuse this content", "complaints",
    "editorial (?:policy|standards|guidelines)", "our standards.{0,50}", "work (?:with|for) us",
    "help(?: centre| center)?", "mentions legales", "qui sommes-nous", "(?:nous )?contact(?:er|ez-nous)?",
    "plan du site", "c\\.?g\\.?[uv]\\.?(?: .{1,20})?", "conditions (?:generales|d'utilisation).{0,30}",
    "(?:politique de )?(?:confidentialite|cookies)", "(?:gestion|parametrage|preferences) des cookies",
    "veri politikasi", "cerez (?:tercihleri|ayarlari)", "charte .{1,30}", "donnees personnelles",
    "(?:la )?redaction et .{1,20}", "recrutement", "hakkimizda", "iletisim", "kunye",
    "gizlilik(?: (?:politikasi|sozlesmesi|ilkeleri))?", "reklam ver", "kariyer", "kullanim (?:sartlari|kosullari)",
    "cerez politikasi", "kvkk.{0,30}", "yayin ilkeleri", "site haritasi", "rss",
)  # fmt: skip
NAVIGATION: Final = whole_line(
    "الرئيسيه", "الصفحه الرئيسيه", "القائمه", "بحث", "ابحث", "تسجيل (?:ال)?دخول", "انتقل الي المحتوي", "عاجل",
    "مباشر", "عوده", "تخطي الي المحتوي(?: الرئيسي)?", "(?:ال)?اعلان(?:ات)?", "اعلان ممول", "محتوي ممول", "تحميل",
    "جار(?:ي)? التحميل", "استمع(?: (?:الي )?(?:المقال|الخبر|للمقال))?",
    r"\d+ (?:دقيقه|دقائق|دقيقتين)(?: (?:ل)?(?:ال)?قراءه)?", "دقيقه واحده", "(?:مده|وقت|زمن) (?:ال)?قراءه.{0,20}",
    r"(?:ال|عدد )?(?:المشاهدات|مشاهدات|القراءات|قراءات)\W*[\d,]*", r"[\d,]+ (?:مشاهده|مشاركه|مشاركات|قراءه|زياره)",
    "نص", "google play", "app store", "app gallery", "قبول(?: الكل)?", "موافق", "رفض(?: الكل)?", "عرض الكل",
    "عرض المزيد", "فريق التحرير", "home", "menu", "search", "log ?in", "sign ?in", "sign ?out", "my account",
    "skip to (?:main )?(?:content|navigation)", "edition", "live tv", "watch live", "toggle navigation",
    "open (?:menu|navigation)", "advertise(?:ment|ments)", "sponsored(?: content)?", "paid content", "loading",
    "arrowright", "view comments", "listen(?: to (?:this )?(?:article|story))?(?: \\d+ min.{0,10})?",
    r"\d+ ?(?:-| )?min(?:ute)?s?(?: ?-?read)?", r"[\d,.]+k? (?:views?|shares?|comments?)", "reading time.{0,20}",
    "back to top", "hide caption", "story continues below.{0,20}", r"bu haber \d+ defa okundu", "علق", "انشر الخبر",
    "toggle caption", "(?:accept|reject|allow|decline) (?:all|cookies|all cookies)",
    "accept", "manage (?:options|cookies|preferences)", "got it", "image source.{0,40}", "مصدر الصوره.{0,40}",
    "getty images", "post comment", "your name", "submit", "the view from .{1,15}", "accueil", "rechercher",
    "publicite", "se connecter", "connexion", "aller au contenu(?: principal)?", "mon compte",
    "(?:tout )?(?:accepter|refuser)(?: (?:tout|et (?:fermer|continuer)))?", "continuer sans accepter",
    "parametrer(?: les cookies)?", "temps de lecture.{0,20}", r"lecture \d+ min.{0,10}",
    r"\d+ ?min(?:utes)? de lecture", "ecouter(?: (?:l'|cet )article)?", "haut de page", "retour en haut", "le direct",
    "en continu", "ana ?sayfa", "arama", "ara", "reklam", "menu", "giris(?: yap)?", "uye ol", "kabul et", "reddet",
    "okuma suresi.{0,20}", r"\d+ ?dk\.?(?: okuma)?(?: suresi)?", "canli yayin", "son dakika", "yukari(?: cik)?",
    "basa don", "dinle", "haberi dinle", "icerige gec", r"[\d.]+ (?:okunma|goruntulenme|paylasim)",
    r"(?:#\s?\w{2,40}\s{0,3}){1,10}", r"list \d+ of \d+", "end of list", "continue reading(?: the main story)?",
    "la suite (?:apres|de l'article apres) cette publicite", "icerige (?:gec|atla)", "like this",
    "(?:اعجاب|like) (?:تحميل|loading)", "معجب بهذه", "share this", "posted in .{0,30}", "publie dans .{0,30}",
    "give this article", "article bookmarked", "اضف للمفضله", "قيم الماده", r"\(\d+ votes?\)", "evaluer cet element",
    r"//? ?(?:انتهي|يتبع) ?//?(?: .{0,60})?", r"\(?انتهي\)?(?: ?/ ?\S{1,3} ?\S{0,3})?", "الي الاعلي",
    "عوده الي الاعلي", r"\d\d:\d\d ت ?م(?: nnnn)?", "ثم الرساله", r"(?:\w{2,3}/){1,3}\w{2,4}", "next previous",
    "bu habere henuz yorum.{0,20}", "haberin devami", "devamini oku", "linki kopyala",
)  # fmt: skip
RIGHTS: Final = compiled(
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:19|20)\d\d|all rights reserved|(?:جميع|كل|كافه) الحقوق محفوظه"
    r"|حقوق النشر محفوظه"
    r"|droits (?:de reproduction )?(?:et de diffusion )?reserves|tum haklari saklidir|her hakki saklidir"
)
PHOTO_MARK: Final = compiled(r"©\s*[^©]{2,50}$")
"""A mark of rights at the end of a line, as photo credits have it; a foot line of a site opens with it or dates it."""
RIGHTS_YEAR: Final = compiled(r"\b(?:19|20)\d\d\b")
RESERVED: Final = compiled(r"reserve|محفوظه|saklidir")
NOT_OF_NAME: Final = re.compile(
    r"[©|.,،:()\d]|\s[-–—]\s|copyright|all rights reserved|(?:جميع|كل|كافة) الحقوق محفوظة|لـ"
    r"|tous droits réservés|tüm hakları saklıdır",
    re.I,
)
"""What parts the name of the holder from the rest of a line of rights."""
SMS: Final = compiled(
    r"للتواصل مع الكاتب ارسل رساله|تبدا بالرمز \(?\d+\)?|^\d{4,6} ?- ?(?:stc|mobily|zain)$|^للتواصل ارسل sms"
    r"|^الاتصالات ?[,،] ?\d{6} موبايلي"
)
CONTACT: Final = compiled(
    r"\W*(?:(?:تويتر|ايميل|البريد|e-?mail"
    r"|twitter)\s*:?\s*)?(?:[\w.+-]{2,40}\s?@\s?[\w-]{2,40}(?:\.\w{2,10}){1,3}|@\w{3,30}|\w{3,30}@)\W*"
)
BREADCRUMB: Final = re.compile(
    r"(?:[^:>»›|/\\]{3,20}:\s*)?[^.!؟?:>»›|/\\]{1,40}(?:\s?[>»›|/\\]\s[^.!؟?>»›|/\\]{1,80}){1,6}"
)
"""A path of sections, matched as published: folding makes "»" a plain quotation mark."""
CRUMB_ROOT: Final = compiled(
    r"\W*(?:(?:انت هنا|vous etes ici|you are here|buradasiniz)\s*:?\s*)?(?:الصفحه )?(?:الرئيسيه|haberler|news"
    r"|اخبار|الاخبار|actualites?|home|accueil|ana ?sayfa|start|vous etes ici|front page)(?!\w)"
)
ICON_CAPTION: Final = compiled(r"(?:camera|photo|image|picture|gallery)\s+icon\s*(?P<rest>\S.*)")
SCENE: Final = compiled(r"(?:صوره|جانب|مشهد|لقطه)(?: ارشيفيه)? من \S.{2,60}")
"""A line that says of itself that it is a view: "جانب من المضبوطات"."""
LABEL_CAPTION: Final = compiled(
    r"(?:(?:صوره|الصوره|تعليق الصوره|شرح الصوره|صوره ارشيفيه|photo|image|caption|file photo|legende"
    r"|foto|fotograf)\s*[:|]|(?:image|media|video) caption\s*[,:|])\s*(?P<rest>\S.*)"
)
IMAGE_BANK: Final = re.compile(r"(?:(?:AFP|EPA|Reuters) via )?Getty Images (?=[A-Z]\w* )")
"""A photograph's owner before its description, matched as published: a text read off a page's picture."""
MENU: Final = word_set(
    "home news sport sports business world politics tech technology culture travel weather video videos live opinion "
    "arts science health entertainment life style lifestyle economy money more shop uk us africa asia europe "
    "middle east "
    "الرئيسيه اخبار الاخبار رياضه الرياضه اقتصاد الاقتصاد سياسه السياسه ثقافه الثقافه فيديو مقالات راي الراي منوعات "
    "صحه تكنولوجيا علوم العالم عربي دولي محليات مجتمع فن المزيد بث مباشر برامج "
    "accueil actualites actualite monde politique economie culture societe idees international sports sciences sante "
    "planete afrique videos debats plus "
    "gundem dunya ekonomi spor siyaset yasam kultur sanat magazin saglik teknoloji yazarlar egitim turkiye anasayfa"
)
"""Words of menus: a line of three or more of them and no other word is a menu and no title."""
TICKER: Final = whole_line(
    "عاجل", "خبر عاجل", "شريط الاخبار", "breaking(?: news)?", "flash", "son dakika", "dernieres? minutes?"
)
"""Labels of a line of news that runs over every page of a site."""
SOURCE: Final = compiled(r"\W*(?:المصدر|المصادر|sources?|kaynak)\s*[:/]")
GOES_ON: Final = re.compile(r"[a-zà-ÿıçğöşü]|(?:هذا|هذه|هكذا|ذلك|تلك) ")
"""How a sentence goes on behind a colon, matched as published: a caption begins anew ("Photo: that is what ...")."""
SECTIONS: Final = frozenset(
    name.translate(_LETTERS)
    for name in (
        "سياسه|سياسة|اخبار|محليات|محلي|عربي|عربي ودولي|دولي|دوليات|العالم|عالم|عرب وعالم|اقتصاد|راي|تحليلات"
        "|تقارير|تحقيقات|حوارات|ثقافه|مجتمع|"
        "امن|الامن|سوريا|العراق|لبنان|الشرق الاوسط|اخبار العالم العربي|العالم العربي|شوون دوليه|حوادث|كردستان|"
        "world|world news|middle east|politics|syria|iraq|turkey|uk news|features|analysis|opinion|security|kurdistan|"
        "monde|international|moyen-orient|proche-orient|politique|maghreb|afrique|societe|"
        "gundem|dunya|politika|siyaset|guncel|analiz|ortadogu|turkiye"
    ).split("|")
)
"""Names of sections, believed right beside a title only: elsewhere they are words."""
SENTENCE_MARKS: Final = tuple(
    "تطبيق app uygulama cookie çerez الارتباط كوكيز مقال آراء الأراء opinions views story article quotes "
    "version propos inscri "
    "اسمي name enregistrer adımı emailed signing privacy confidentialité gizlilik تسجيل اشتراك تقرير تحقيق "
    "المنشورة sitemiz "
    "yasal © (c) copyright reserved حقوق droits hakları hakkı sms بالرمز contributed helped reported "
    "reporting written editing "
    "edited compiled النشرة للنشرة".split()
)
"""Of these words, as published, one is in every line of chrome that ends as a long sentence does."""
OPENING_MARKS: Final = tuple(
    "اقر أقر إقر للمزيد شاهد أيضا ايضا طالع مواضيع رابط المقال الخبر الموضوع read see also related watch "
    "listen previous next lire "
    "voir notre ilgili ayrıca bakınız haber".split()
)
"""With these words, or an accent's variant, a line of links opens."""
