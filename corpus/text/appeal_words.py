"""The words by which a site speaks to its reader, as patterns over folded lines: appeals, and notes of its own."""

from __future__ import annotations

from typing import Final

from corpus.text.chrome_words import compiled, opening_with, whole_line

APPEAL: Final = opening_with(
    "ادعم(?:نا|ونا|وا)?", "تبرع(?:وا)? (?:الان|لنا|ل)", "تبرع(?:وا)?$", "ساهم(?:وا)? (?:معنا|في دعم(?:نا)?|الان)",
    "للمساهمه", "(?:اضغط|انقر|اضغطوا|انقروا) (?:هنا|علي|للمشاركه|للطباعه|لل\\w+)", "للتبرع", "كن (?:جزءا|شريكا)",
    "كن اول من", "(?:دعمك|تبرعك|مساهمتك|اشتراكك)م?",
    r"ا?شترك(?:وا)? (?:الان|معنا|مجانا|ل(?:ت)?صل(?:ك|كم)|لتصلك|في (?:قناتنا|نشرتنا|النشره|القائمه|خدمه))", "للاشتراك",
    "(?:ال)?نشر[ها]?ت?نا البريديه", "سجل(?:وا)? (?:الان|بريدك|في نشرتنا)", "(?:ادخل|اكتب|ضع) بريدك", "تابعونا",
    "تابعنا", "تابعوا (?:اخر|احدث|صفحتنا|قناتنا|حسابنا)", "تابع (?:اخر|احدث|صفحتنا|قناتنا|حسابنا)",
    "لا تنس(?:ي|وا)? (?:متابعه|الاشتراك)", "انضم(?:وا)? (?:الينا|الي (?:قناتنا|نشرتنا|مجموعتنا))",
    "لمتابعه (?:اخبارنا|اخر)", "حملوا? (?:ال)?تطبيق(?:نا)?",
    "(?:ملخص|اهم) (?:اليوم|الاخبار|اخبار اليوم) (?:في|الي) بريدك", "لن يتم نشر (?:بريدك|عنوان بريدك)",
    "support (?:us|our|independent|quality|free)", "donate", "make a (?:donation|contribution)",
    "become a (?:member|supporter|subscriber|patron)", "contribute (?:now|today|here)", "هل (?:وجدت|لاحظت) خطا",
    "ارسل (?:لنا )?تصحيحا", "الحقول الالزاميه", "جميع الحقول مطلوبه", "subscribe", "special offer", "sign up",
    "click to (?:share|print|email)", "spotted (?:a|an) (?:mistake|error)", "report (?:a|an) (?:mistake|error|typo)",
    "required fields", "stay informed", "trouve des erreurs", "signaler (?:une|des) erreurs?",
    "register (?:now|for)", "follow us", "like us on", "already a subscriber", "not a subscriber",
    "follow .{1,30} on (?:twitter|facebook|x|instagram|telegram|whatsapp)", "join (?:us|our)", "since you're here",
    "get (?:the (?:latest|day's|best|whole|full)|our|breaking|daily|unlimited)", "download (?:our|the) app",
    "click here", "(?:enter )?your e-?mail", "your (?:support|donation|contribution)", "available for everyone",
    "choose your plan", "gift this article", "add to your saved", "turn on notifications", "try (?:it )?free",
    "abonnez-vous", "s'abonner", "inscrivez-vous", "s'inscrire", "suivez(?:-nous| l'actualite| toute l'actualite)",
    "recevez (?:chaque|tous|toute|nos|notre|l'essentiel|gratuitement|le meilleur)",
    "(?:votre|saisissez votre) (?:adresse )?e-?mail", "faites un don", "faire un don", "soutenez", "cliquez ici",
    "telechargez", "deja abonne", "(?:article )?reserve (?:aux|a nos) abonnes",
    "(?:il vous reste|cet article est reserve)",
    "offrir cet article", "rejoignez(?:-nous| notre)", "nous rejoindre", "soyez le premier", "connectez-vous pour",
    "signaler une erreur", "abone ol(?:un)?", "bizi takip ed(?:in|iniz)", "takip ed(?:in|iniz)", "bagis yap(?:in)?",
    "destek ol(?:un)?", "bize destek", "tiklayin", "bultenimize", "(?:e-?posta|mail) adresiniz(?:i girin)?",
    "(?:haber )?bultenine (?:kaydol|abone)", "gelismelerden haberdar ol", "bagimsiz gazeteciligi destekle\\w*",
    "bize ulas\\w*", "haberin devami icin", "hata bildir", "zorunlu alanlar", "uygulamamizi indir",
)  # fmt: skip
APPEAL_WHOLE: Final = whole_line(
    "(?:ال)?نشره (?:ال)?(?:بريديه|اخباريه|اليوميه|الاسبوعيه)", "تبرع(?:وا)?", "ا?شترك(?:وا)?", "newsletters?",
    "(?:daily|weekly|morning) newsletter", "donate|subscribe|support (?:us|the \\w+)|subscribe now", "bulletins?",
    "bulten", "bagis", "don", "faire un don", "infolettre", "la newsletter.{0,30}", "abone ol", "haber bulteni",
    "e-bulten",
)  # fmt: skip
NOTICE: Final = opening_with(
    "(?:نحن )?نستخدم (?:ملفات (?:تعريف )?الارتباط|الكوكيز)",
    "يستخدم (?:هذا )?(?:ال)?موقع(?:نا)? (?:ملفات (?:تعريف )?الارتباط|الكوكيز)",
    r"(?:جميع |كل )?(?:ال)?(?:اراء|مقالات|افكار)\s.{0,60}(?:لا تعبر|لا تعكس|لا تمثل|تمثل (?:راي|وجهه نظر)"
    r"|تعبر عن (?:راي|وجهه نظر|اراء))",
    r"هذا المقال بقلم .{1,60} ولا (?:تعكس|تعبر)",
    r"(?:المقال|ما ورد|ما ينشر) .{0,40}(?:يعبر|لا يعبر) .{0,20}(?:راي|وجهه نظر)",
    "(?:we|this (?:web)?site|our (?:web)?site) uses? cookies", "we and our (?:\\d+ )?partners",
    "by (?:continuing|using|clicking) .{1,50}cookie", "(?:the )?(?:views|opinions) (?:expressed|in this)",
    "this is a developing story", "this (?:story|article) (?:has been|was|will be) updated", "all quotes delayed",
    "this article (?:first|originally) appeared", "(?:ce|notre) site utilise des cookies",
    "nous utilisons des cookies", "avec votre accord, nos partenaires", "les (?:opinions|propos) exprimes",
    "en poursuivant votre navigation", "(?:web )?sitemizde (?:.{1,30} )?cerez",
    "bu (?:web )?site(?:si)? (?:.{0,20})?cerez", "cerez(?:ler)? (?:kullan|politika)", "yazida yer alan gorusler",
    "yasal uyari", "احفظ اسمي", "save my name", "enregistrer mon nom", "adimi, e-?postami",
    "a version of this (?:article|story) appear(?:s|ed)", "i would like to (?:be emailed|receive)", "by signing up",
    "(?:read|see) our privacy", "en vous inscrivant", "بالتسجيل", "باشتراكك",
    r"(?:انجز|اعد|نشر) هذا (?:التقرير|التحقيق|المقال) (?:بدعم|بالتعاون|ضمن|بالشراكه)",
    "this (?:article|story) was (?:produced|made possible|supported)", r"جميع المواد المنشوره تخضع",
)  # fmt: skip
COOKIE_NAMES: Final = ("cookie", "cerez", "الارتباط", "كوكيز")
COOKIES: Final = compiled(
    r"(?:cookie|cerez|ملفات (?:تعريف )?الارتباط|الكوكيز).{0,200}(?:\b(?:you|your|site|vous|votre|siz\w*"
    r"|sitemiz\w*)\b|الموقع|موقعنا|متصفح)"
    r"|(?:\b(?:you|your|site|vous|votre|siz\w*|sitemiz\w*)\b|الموقع|موقعنا|متصفح).{0,200}(?:cookie|cerez"
    r"|ملفات (?:تعريف )?الارتباط|الكوكيز)"
)
ASKING: Final = compiled(
    r"\b(?:support|donat\w+|contribut\w+|subscri\w+|newsletter|membership|reader-funded|journalism|soutien|don"
    r"|abonn\w+|bagis|destek"
    r"|paywall|funded|readers?|newsroom|reporters|reporting|lecteurs|journalisme|gazetecilik|okur\w*|pay|gave|help)\b"
    r"|katki\w*|تبرع|مساهم|ساهم|اشتراك|دعمك|بدعم|ندعم|ممولين|بلا اعلانات|الصحافه (?:ال)?(?:حره|مستقله)|مستقلين"
    r"|نشره|قراءنا|صحافتنا"
)
TRADE: Final = compiled(
    r"\b(?:newsletter|membership|reader-funded|journalism|paywall|readers?|newsroom|subscri\w+|abonn\w+"
    r"|lecteurs|journalisme|gazetecilik|okur\w*)\b"
    r"|اشتراك|صحافه|صحافتنا|قراءنا|نشرتنا|مستقلين"
)
ADDRESSING: Final = compiled(
    r"\b(?:you|your|we|our|us|nous|vous|votre|notre|siz|bize|bizim)\b|بحاجتك|لنا\b|نحن|(?:دعم|تبرع|مساهم"
    r"|اشتراك|بريد)ت?ك(?:م)?\b|قراءنا|لنبقي|نستمر|\bنحن|فنحن|اعجبك|يعجبك|تقرا\b|صحافتنا|\bbizi\b|sayesinde"
)
TO_READER: Final = compiled(
    r"\b(?:you|your|our (?:site|page|service|newsroom)|vous|votre|notre site|siz|sitemiz\w*)\b"
    r"|موقعنا|تبحث(?:ون)?(?: عن)|بريدك|متصفحك|اشتراكك|تجربتك"
)
REPORTED: Final = compiled(r'"|\b(?:said|says|told|dit|declare|dedi)\b|\b[وف]?(?:قال|قالت|اضاف|اكد|صرح)\b')
SAID: Final = compiled(
    r"\b(?:said|says?|told|tells?|called|cried|cries|shouted|shouts|wrote|whispered|asked|replied|warned|reads?"
    r"|dit|disent|disai(?:t|ent)|declare|criai(?:t|ent)|crient?|lance|lancai(?:t|ent)|repete(?:nt)?|repond(?:ent)?"
    r"|dedi|dediler|diyor|diyordu|soyledi|okunuyor|yaziyor|yaziyordu|bagirdi|seslendi|cagrisi)\b"
    r"|(?<!\w)[وف]?(?:قالت?|قالوا|يقولو?ن?|تقول|اضافت?|اكدت?|صرحت?|نادت?|صاحت?|كتبت?|همست?|رددت?|هتفت?|سالت?)(?!\w)"
)
"""Words by which an article says who spoke, so that the words are no appeal of the site."""
OF_SITE: Final = compiled(
    r"\b(?:us|our|your?|here|now|newsletters?|e-?mails?|inbox|twitter|facebook|whatsapp|telegram|instagram|youtube|app"
    r"|channel|page|site|website|journalism|subscri\w+|account|access|alerts?|notifications?|free|mistake|error|typo"
    r"|nous|notre|nos|votre|vos|ici|abonnes?|gratuit\w*|compte|chaine|article|journal|presse|don|dons"
    r"|biz\w*|siz\w*|bulten\w*|kanal\w*|uygulama\w*|hesa\w*|sayfa\w*|tikla\w*|haberdar|burada|buraya|gazete\w*)\b"
    r"|هنا|الان|معنا|الينا|لنا|تابع(?:و)?نا|ادعم(?:و)?نا|\w+(?:قنات|نشرت|صفحت|موقع|حساب|تطبيق|صحافت|مجموعت)نا"
    r"|(?:قنات|نشرت|صفحت|موقع|حساب|تطبيق|صحافت|مجموعت)نا|نشره|بريد|تطبيق|تويتر|فيسبوك|واتساب|تلغرام|تليغرام|يوتيوب"
    r"|اشتراك|دعمك|تبرعك|مساهمتك|مجان|خطا|تصحيح|الحقول|الاخبار"
)
"""Of these an appeal that ends as a sentence names one: the site, its channels, or the reader's part."""
