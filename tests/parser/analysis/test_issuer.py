import pytest

from tests.parser.casefiles import analysed, cases


@pytest.mark.parametrize(("text", "expected"), cases("issuer.txt"))
def test_whoever_issues_the_text_is_found(text: str, expected: str) -> None:
    issuer = analysed(text).issuer
    assert (issuer.name if issuer else "nobody") == expected
