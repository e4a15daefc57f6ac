from briefing.memo import View, build, load_look
from tests.samples import accord


def test_all_formats_share_one_memo() -> None:
    view = View(accord(), load_look())
    assert view.memo == build(accord(), load_look())
    assert view.memo is view.memo


def test_a_memo_carries_its_briefing_as_it_is_saved() -> None:
    assert View(accord(), load_look()).saved == accord().to_json()
