import pytest

from corpus.text.language import detect_language, name_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وصلت القافلة إلى المخيم صباح اليوم", "ar"),
        ("وصلت طائرة F-16 إلى قاعدة CENTCOM في المنطقة", "ar"),
        ("The convoy reached the camp this morning", "en"),
        ("Coalition strikes Raqqa", "en"),
        ("رئیس جمهور گفت که نیروهای امنیتی در این منطقه حضور دارند", "other"),
        ("یہ ملک کے لیے بہت اہم ہے", "other"),
        ("Le convoi est arrivé dans le camp avec les familles", "other"),
        ("Konvoy bu sabah kampa ulaştı ve bir saat sonra ayrıldı", "other"),
        ("Колонна прибыла в лагерь", "other"),
        ("", "other"),
    ],
)
def test_the_language_is_read_from_the_text(text, language):
    assert detect_language(text) == language


def test_the_declared_language_counts_only_where_the_text_does_not_tell():
    assert detect_language("12 / 34", "ar-SY") == "ar"
    assert detect_language("وصلت القافلة إلى المخيم", "en") == "ar"
    assert detect_language("Колонна", "en") == "other"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("وصلت القافلة إلى المخيم", "ar"),
        ("The convoy reached the camp", "en"),
        ("Le convoi est arrivé dans le camp avec des vivres pour les enfants", "fr"),
        ("Konvoy dün kampa ulaştı ve bu yardım çok önemli olarak görüldü", "tr"),
        ("Karwan gihîşt kampê û ji bo zarokan xwarin li wir hat belavkirin", "ku"),
        ("کاروانەکە گەیشتە کەمپەکە و خواردنی بۆ منداڵان هێنا", "ckb"),
        ("کاروان کمک به اردوگاه رسید و برای کودکان غذا آورد", "fa"),
        ("قافلہ کیمپ پہنچ گیا اور بچوں کے لیے کھانا لایا", "ur"),
        ("Колонна прибыла в лагерь", "other"),
        ("12 / 34 🙂", "none"),
        ("", "none"),
    ],
)
def test_a_language_is_named_where_it_can_be_told(text: str, code: str) -> None:
    assert name_language(text) == code
