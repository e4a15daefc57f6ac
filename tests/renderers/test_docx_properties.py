import io

import docx
from hypothesis import HealthCheck, given, settings

from briefing.memo import View, load_look
from briefing.model import Briefing
from briefing.renderers.docx import render
from tests import strategies
from tests.renderers import docx_reading as word

LOOK = load_look()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.briefings())
def test_every_valid_briefing_becomes_a_document_that_holds_it(briefing: Briefing) -> None:
    made = render(View(briefing, LOOK))
    assert docx.Document(io.BytesIO(made)).paragraphs
    word.check_bookmarks(made)
    word.check_controls(made)
    assert Briefing.from_json(word.saved(made)) == briefing
