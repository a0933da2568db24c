import pytest

from corpus.text.language import detect_language


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
