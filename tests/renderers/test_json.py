"""The saved briefing as a format."""

from briefing.memo import View, load_look
from briefing.renderers import json
from tests.samples import accord


def test_it_is_the_briefing_and_nothing_of_the_look() -> None:
    assert json.render(View(accord(), load_look())) == accord().to_json().encode()
