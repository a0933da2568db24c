"""The words of page chrome, as patterns over folded lines: Arabic, English, French, Turkish.

A pattern must fit the whole line, or open it with words that no article sentence opens with: "ساهم" and "شارك" are also
past tenses ("ساهم التحالف في ..."), so they count only in a form that addresses the reader ("ساهم معنا").
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans("أإآىةؤئ", "ااايهوي")  # as corpus.text.normalise folds them, regular expressions apart


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.translate(_LETTERS))


def _whole(*patterns: str) -> re.Pattern[str]:
    return _compile(r"\W*(?:" + "|".join(patterns) + r")\W*")


def _opening(*patterns: str) -> re.Pattern[str]:
    return _compile(r"\W*(?:" + "|".join(patterns) + r")(?!\w)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.translate(_LETTERS).split())


SHARE_WORDS: Final = _words(
    "شارك شاركها مشاركه انشر نشر ارسل ارسال طباعه اطبع حفظ نسخ الرابط فيسبوك فيس بوك تويتر اكس واتساب واتس اب تلغرام "
    "تلجرام تيليغرام لينكدان لينكد ان انستغرام ماسنجر بينترست ريديت مسنجر البريد الالكتروني ايميل غرد تغريد "
    "share tweet print email e-mail mail facebook twitter x whatsapp telegram linkedin reddit pinterest messenger "
    "viber instagram copy link save flipboard threads bluesky pocket "
    "partager imprimer envoyer copier lien courriel enregistrer tweeter "
    "paylas yazdir gonder kopyala baglantiyi kaydet eposta e-posta"
)
SHARE_GLUE: Final = _words(
    "على عبر هذا هذه المقال الخبر الموضوع القصه الصفحه مع من و او ب في الى "
    "on via this the article story page with to by or and a it "
    "sur par cet cette l article le la ce avec et ou haberi bu ile ve"
)
# Words that a share bar needs at least one of: "الرابط" or "link" alone could be a headline's word.
SHARE_CORE: Final = SHARE_WORDS - _words("نشر الرابط حفظ ان اب بوك فيس x ايميل mail save link threads pocket lien")

SIZE: Final = _compile(
    r"(?:(?:tag|camera|text|font|share|print|clock|user|video|audio|gallery|calendar|eye)\s+icon\W*)*"
    r"(?:(?:ع[\s+-]*){2,}|(?:a[\s+-]*){2,}|aa|حجم الخط\W*(?:ع|ا|a|[+-]|\s)*|(?:text|font) size\W*(?:[a+-]|\s)*)?"
)
SYMBOLS: Final = _compile(r"[^\w]*|[\d\s.,:/|+-]*")
POPUP: Final = _whole("×", "✕", "✖", "x", "close", "اغلاق", "اغلق", "fermer", "kapat")

RELATED: Final = _whole(
    r"(?:مقالات|مواضيع|اخبار|موضوعات|مواد|تقارير|قصص|فيديوهات)\s+"
    r"(?:متعلقه|ذات صله|مرتبطه|مشابهه|اخري|قد تهمك)(?:\s+بهذا\s+\w+)?",
    "ذات صله", "متعلقات", "اقرا ايضا", "اقرا المزيد", "اقرا اكثر", "اقرؤوا ايضا", "شاهد ايضا", "تابع القراءه",
    "انظر ايضا", r"قد\s+(?:يهمك|يعجبك|تهمك|يهمكم|يعجبكم)(?:\s+ايضا)?", "اخترنا لك(?:م)?",
    "الاكثر (?:قراءه|مشاهده|تداولا|شيوعا|رواجا)", "مواضيع اخري", "المزيد(?: (?:من|حول|في|عن) .{1,30})?",
    r"\.\.\.\s*المزيد", "للمزيد", "اخر الاخبار", "احدث الاخبار",
    r"(?:related|recommended|similar|more|other|latest|popular|trending|top|featured)\s+"
    r"(?:articles?|stories|story|news|posts?|topics?|content|coverage|reading|reads|links|videos?)",
    "related", "recommended(?: for you)?", r"(?:read|see) (?:more|also|next)", "also read",
    "more (?:on this (?:story|topic)|from .{1,30})", "you (?:may|might) (?:also )?(?:like|be interested in)",
    "most (?:read|popular|viewed|shared)", "editors?'? picks?", "up next", "(?:a )?lire aussi",
    "sur le meme (?:sujet|theme)", "articles (?:lies|associes|similaires)", "les plus lus", "voir aussi",
    "ilgili (?:haberler|konular|icerikler)", "benzer haberler", "ayrica (?:okuyun|oku)", "en cok okunanlar",
    "diger haberler",
)  # fmt: skip
RELATED_INLINE: Final = _compile(
    r"\W*(?:اقرا (?:ايضا|المزيد)|اقرؤوا ايضا|شاهد ايضا|للمزيد|طالع ايضا|مواضيع ذات صله|read (?:more|also|next)|"
    r"see also|also read|related|lire aussi|a lire aussi|voir aussi|ayrica okuyun|ilgili haber)\s*[:|»>]\s*\S.*"
)
SECTION_END: Final = _whole(
    r"(?:ال)?تعليقات?(?:\s*\(?\d+\)?)?", "(?:اترك|اضف|اكتب|شاركنا) (?:تعليقا?|تعليقك|رايك|ردا)", r"\d+ تعليق(?:ات)?",
    "(?:ال)?(?:وسوم|تاغات|كلمات (?:ال)?(?:مفتاحيه|دلاليه))",
    r"(?:view )?(?:all )?(?:\d+ )?comments?(?:\s*\(?\d+\)?)?", "(?:leave|post|add) (?:a |your )?(?:comment|reply)",
    "join the (?:conversation|discussion)", "(?:topics|tags|filed under)", "commentaires?", "mots-cles",
    "yorum(?:lar)?(?: yap)?", "etiketler",
)  # fmt: skip
APPEAL: Final = _opening(
    "ادعم(?:نا|ونا|وا)?", "تبرع(?:وا)? (?:الان|لنا|ل)", "تبرع(?:وا)?$", "ساهم(?:وا)? (?:معنا|في دعم(?:نا)?|الان)",
    "للمساهمه", "(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|علي)", "للتبرع", "كن (?:جزءا|شريكا)",
    "(?:دعمك|تبرعك|مساهمتك|اشتراكك)م?", r"اشترك(?:وا)? (?:الان|معنا|مجانا|في (?:قناتنا|نشرتنا|النشره|القائمه|خدمه))",
    "للاشتراك", "(?:ال)?نشر[ها]?ت?نا البريديه", "سجل(?:وا)? (?:الان|بريدك|في نشرتنا)", "(?:ادخل|اكتب) بريدك",
    "تابعونا", "تابعنا", "انضم(?:وا)? الينا", "حملوا? (?:ال)?تطبيق(?:نا)?", "support (?:us|our|independent|quality)",
    "donate", "make a (?:donation|contribution)", "become a (?:member|supporter|subscriber|patron)",
    "contribute (?:now|today|here)", "subscribe", "sign up", "register (?:now|for)", "follow us",
    "follow .{1,30} on (?:twitter|facebook|x|instagram|telegram)", "join (?:us|our)",
    "get (?:the latest|our|breaking|daily)", "download (?:our|the) app", "click here", "enter your e-?mail",
    "your (?:support|donation|contribution)", "abonnez-vous", "s'abonner", "inscrivez-vous", "suivez-nous",
    "faites un don", "faire un don", "soutenez", "cliquez ici", "telechargez", "abone ol(?:un)?",
    "bizi takip ed(?:in|iniz)", "bagis yap(?:in)?", "destek ol(?:un)?", "bize destek", "tiklayin", "bultenimize",
)  # fmt: skip
APPEAL_WHOLE: Final = _whole(
    "(?:ال)?نشره (?:ال)?(?:بريديه|اخباريه|اليوميه|الاسبوعيه)", "تبرع(?:وا)?", "اشترك(?:وا)?", "newsletters?",
    "(?:daily|weekly) newsletter", "donate|subscribe|support us", "bulletins?", "bulten", "bagis", "don",
    "faire un don", "infolettre",
)  # fmt: skip
APP: Final = _compile(
    r"(?:تحميل|حملوا?|تنزيل|download|telecharg|indir).{0,80}(?:تطبيق|\bapp\b|\bapplication\b|uygulama)"
    r".{0,80}(?:هاتف|هواتف|محمول|جوال|موبايل|phone|mobile|device|telefon|store)"
)
NAVIGATION: Final = _whole(
    "الرئيسيه", "الصفحه الرئيسيه", "القائمه", "بحث", "ابحث", "تسجيل (?:ال)?دخول", "انتقل الي المحتوي",
    "تخطي الي المحتوي", "من نحن", "اتصل بنا", "سياسه (?:ال)?(?:خصوصيه|كوكيز)", "شروط (?:ال)?(?:استخدام|خدمه)",
    "الشروط والاحكام", "اعلانات?", "الاعلانات", "اعلان ممول", "تحميل", "جار(?:ي)? التحميل",
    "استمع(?: (?:الي )?(?:المقال|الخبر))?", r"\d+ (?:دقيقه|دقائق|دقيقتين)(?: (?:ل)?(?:ال)?قراءه)?",
    "مده القراءه.{0,20}", r"(?:المشاهدات|مشاهدات)\W*\d*", r"\d+ (?:مشاهده|مشاركه|مشاركات)", "home", "menu", "search",
    "log ?in", "sign ?in", "skip to (?:main )?content", "about(?: us)?", "contact(?: us)?", "privacy(?: policy)?",
    "cookie(?:s| policy| settings)", "terms (?:of (?:use|service)|and conditions)",
    "advertise(?:ment|ments| with us)?", "sponsored(?: content)?", "loading",
    "listen(?: to (?:this )?(?:article|story))?", r"\d+ ?(?:-| )?min(?:ute)?s? ?read",
    r"\d+ (?:views?|shares?|comments?)", "accueil", "rechercher", "publicite", "mentions legales", "qui sommes-nous",
    "contactez-nous", "ana ?sayfa", "arama", "reklam", "iletisim", "hakkimizda", r"//? ?انتهي ?//?", "back to top",
    "الي الاعلي", "hide caption", "toggle caption", "image source.{0,40}", "مصدر الصوره.{0,40}",
)  # fmt: skip
RIGHTS: Final = _compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:19|20)\d\d|all rights reserved|جميع الحقوق محفوظه|حقوق النشر محفوظه"
    r"|tous droits reserves|tum haklari saklidir"
)
SMS: Final = _compile(r"للتواصل مع الكاتب ارسل رساله|تبدا بالرمز \(\d+\)|^\d{4,6} ?- ?(?:stc|mobily|zain)$")
BREADCRUMB: Final = _compile(r"[^.!؟?:]{1,40}(?:\s[>»›|]\s[^.!؟?]{1,60}){2,}")
ICON_CAPTION: Final = _compile(r"(?:camera|photo|image|picture|gallery)\s+icon\s*(?P<rest>\S.*)")
LABEL_CAPTION: Final = _compile(
    r"(?:صوره|الصوره|تعليق الصوره|شرح الصوره|photo|image|caption|image caption|file photo|legende"
    r"|foto|fotograf)\s*[:|]\s*(?P<rest>\S.*)"
)
CREDIT: Final = _compile(
    r".*(?:[-–/]\s*\([^()]{2,50}\)|[-–]\s*\[[^\[\]]{2,50}\]|\[[^\[\]]{2,50}\]"
    r"|[(/-]\s*(?:afp|ap|reuters|getty(?: images)?|epa|aa|anadolu|file|sana|رويترز|ا ف ب|فرانس برس|اسوشيتد برس"
    r"|غيتي(?: ايمدجز)?"
    r"|الاناضول|سانا|ارشيفيه|ارشيف|وكالات|انترنت|تعبيريه|مواقع التواصل(?: الاجتماعي)?)\s*\)?)"
)
BYLINE: Final = _compile(
    r"(?:(?:by|written by|بقلم|تحرير|اعداد|ترجمه)(?:\s*:\s*|\s+)|(?:كتب|كتبت|كتبه|مراسلنا|par|yazan|haber)\s*:\s*)"
    r"(?P<name>\S+(?:\s+\S+){0,7})"
)
ASKING: Final = _compile(
    r"\b(?:support|donat\w+|contribut\w+|subscri\w+|newsletter|membership|reader-funded|journalism|soutien|don|abonn\w+|bagis|destek)\b"
    r"|تبرع|مساهم|اشتراك|دعمك|بدعم|ندعم|الصحافه (?:ال)?(?:حره|مستقله)|مستقلين|نشره"
)
ADDRESSING: Final = _compile(
    r"\b(?:you|your|we|our|us|nous|vous|votre|notre|siz|bize|bizim)\b|بحاجتك|لنا\b|نحن|(?:دعم|تبرع|مساهم|اشتراك|بريد)ت?ك(?:م)?\b|قراءنا|لنبقي|نستمر"
)
