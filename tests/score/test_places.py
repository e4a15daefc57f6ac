import pytest

from briefing.model import Briefing, Source
from briefing.score.places import Place, Places, meet


def places(*texts: str) -> Places:
    sources = tuple(
        Source(id=f"S{n}", location="a.txt", media_type="text/plain", sha256="0" * 64, words=1, text=text)
        for n, text in enumerate(texts, 1)
    )
    return Places(Briefing(id="B-1", title="A", sources=sources))


def test_a_quotation_is_found_whatever_its_white_space_and_quotation_marks() -> None:
    assert places("He said:\n\n“It’s  ours.”").find(['said: "It\'s ours."']) == [Place(0, 3, 21)]


def test_a_quotation_that_the_text_repeats_stands_where_it_first_occurs() -> None:
    assert places("Rain. Rain.").find(["Rain."]) == [Place(0, 0, 5)]


def test_a_quotation_is_found_in_any_of_the_sources() -> None:
    assert places("Rain.", "Snow.").find(["Snow."]) == [Place(1, 0, 5)]


@pytest.mark.parametrize("mark", ["- ", "• ", "2. ", "(a) ", "iv) "])
def test_the_mark_of_a_list_item_does_not_count(mark: str) -> None:
    assert places("Rain.\n\nSnow.").find([f"{mark}Snow."]) == [Place(0, 6, 11)]


@pytest.mark.parametrize("quote", ["Hail.", "", " ", "- "])
def test_what_is_not_in_the_text_has_no_place(quote: str) -> None:
    assert places("Rain.").find([quote]) == []


def test_without_a_briefing_there_is_no_place() -> None:
    assert Places(None).find(["Rain."]) == []


def test_overlap_is_the_share_of_the_shorter() -> None:
    assert Place(0, 0, 100).overlap(Place(0, 80, 120)) == 0.5


def test_places_that_only_touch_do_not_overlap() -> None:
    assert Place(0, 0, 10).overlap(Place(0, 10, 20)) == 0


def test_places_in_two_sources_do_not_overlap() -> None:
    assert Place(0, 0, 10).overlap(Place(1, 0, 10)) == 0


@pytest.mark.parametrize(("length", "share"), [(5 * 20 + 200, 1.0), (5 * 20 + 201, 0.0)])
def test_a_piece_many_times_the_length_of_another_points_nowhere(length: int, share: float) -> None:
    assert Place(0, 0, 20).overlap(Place(0, 0, length)) == share


@pytest.mark.parametrize(("start", "same"), [(5, True), (6, False)])
def test_two_pieces_meet_where_half_of_the_shorter_is_common(start: int, same: bool) -> None:
    assert meet([Place(0, 90, 95), Place(0, 0, 10)], [Place(0, start, start + 10)]) is same
