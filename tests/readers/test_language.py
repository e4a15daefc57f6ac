import subprocess
import sys

import pytest

from briefing.errors import SourceError
from tests.readers.conftest import Reads

FOREIGN = {
    "French": "Le conseil du port a déclaré lundi qu'il paierait les réparations du quai, si l'État est d'accord.",
    "German": "Der Hafenrat erklärte am Montag, dass er die Arbeiten am Kai bezahlen werde, sofern das Land zustimmt.",
    "Spanish": "El consejo del puerto declaró el lunes que pagará las obras del muelle, si el Estado lo aprueba.",
    "Polish": "Rada portu oświadczyła w poniedziałek, że zapłaci za naprawę nabrzeża, jeśli rząd wyrazi na to zgodę.",
    "Dutch": "De havenraad zei maandag dat hij voor het herstel van de kade zal betalen als het land daarmee instemt.",
    "Russian": "Совет порта заявил в понедельник, что оплатит ремонт причала, если государство даст на это согласие.",
    "Arabic": "قال مجلس الميناء يوم الاثنين إنه سيدفع تكاليف إصلاح الرصيف إذا وافقت الدولة على ذلك في الشهر المقبل.",
    "Chinese": "港口委员会星期一表示，如果政府同意，它将支付码头的维修费用，并在下个月开放渡口。",
}
ENGLISH = "The harbour council said on Monday that it would pay for the repairs of the quay."


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_refused_by_name(name: str, reads: Reads) -> None:
    with pytest.raises(SourceError, match=f"not English but {name}.*--force"):
        reads(FOREIGN[name])


@pytest.mark.parametrize("name", ["French", "Chinese"])
def test_force_reads_it_all_the_same_and_says_what_it_is(name: str, reads: Reads) -> None:
    assert reads(FOREIGN[name], force=True).source.language == {"French": "fr", "Chinese": "zh"}[name]


def test_english_is_told(reads: Reads) -> None:
    assert reads(ENGLISH).source.language == "en"


def test_english_full_of_foreign_names_is_english(reads: Reads) -> None:
    names = "Łukasz Brzęczyszczykiewicz, Jürgen Müller-Lüdenscheidt, Françoise d'Aubigné and Nguyễn Văn Hùng"
    assert reads(f"The talks were attended by {names}, who said that they would not sign.").source.language == "en"


def test_english_that_quotes_another_language_is_english(reads: Reads) -> None:
    assert reads(f"{ENGLISH} The minister replied: “{FOREIGN['German'][:60]}”. {ENGLISH}").source.language == "en"


@pytest.mark.parametrize(
    "text", ["Quay to open", "Westhaven, 4 March", "Le quai est ouvert.", "12 34 56 78 90 12 34 56 78"]
)
def test_too_little_to_judge_is_accepted_and_not_named(text: str, reads: Reads) -> None:
    assert reads(text).source.language is None


def test_a_few_words_in_another_script_are_enough_to_refuse(reads: Reads) -> None:
    with pytest.raises(SourceError, match="not English"):
        reads("港口委员会星期一")


def test_a_long_foreign_text_with_an_english_title_is_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match="French"):
        reads(f"The quay to open\n\n{(FOREIGN['French'] + ' ') * 200}")


def test_clearly_english_text_loads_no_language_model() -> None:
    code = (
        "import sys; from briefing.limits import Limits; from briefing.readers import Raw, read;"
        f"read(Raw({ENGLISH!r}.encode(), 'a.txt'), Limits());"
        "sys.exit(any(name in sys.modules for name in ('py3langid', 'trafilatura', 'charset_normalizer', 'spacy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
