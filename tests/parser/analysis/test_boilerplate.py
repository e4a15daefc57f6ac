import pytest

from briefing.parser.analysis import boilerplate, datelines
from tests.parser.casefiles import document, marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Ferries\n\n## About Harbour Ferries\n\nWe will always care.\n\n## News\n\nWe will sail.", {1, 2}),
        ("# Ferries\n\n## About the Harbour Plan\n\nWe will build a pier.", set()),
        ("# Ferries\n\nAbout Harbour Ferries, Inc.\n\nWe will always care.", {1, 2}),
        ("# Ferries\n\nThe firm undertakes no obligation to update this.", {1}),
        ("# Ferries\n\nWe will sail in May.", set()),
    ],
)
def test_what_every_release_of_a_publisher_says_is_known(text: str, expected: set[int]) -> None:
    assert boilerplate.blocks(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BERGEN, Norway – March 3, 2026 (NORDWIRE) – The firm *opened*.", "The"),
        ("OSLO (NORDWIRE) -- The firm *opened*.", "The"),
        ("The firm – in Bergen – *opened*.", "none"),
        ("In 2026 the firm *opened* – at last – a pier.", "none"),
        ("Grain: Norway – host of a fair in 2023 – *opened* a barn.", "none"),
    ],
)
def test_where_and_when_a_report_begins_is_told_from_the_clause(text: str, expected: str) -> None:
    sentence = marked(text).token.sent
    end = datelines.length(sentence)
    assert (sentence[end].text if end else "none") == expected
