"""What counts as news: what a new source says, and nothing else."""

from datetime import date

import pytest

from briefing.digest.model import ChangeKind
from briefing.model import ActorKind, Importance, QuestionKind, Strength
from tests.digest.newsroom import FRIDAY, PLEDGE, UNCLEAR, Report, by, kinds, news, pledged, told

MARCH = {"deadline": "by 31 March", "due": by(date(2026, 3, 31))}
LEND = "lend Lindholm four ferries"


def later(sentence: str, **fields: object) -> Report:
    """A later report that tells the pledge anew in one sentence."""
    action = str(fields.pop("action", LEND))
    return Report(sentence, day=FRIDAY).pledge(action, sentence, **fields)


def test_nothing_is_new_without_a_new_source() -> None:
    first = told(pledged())
    again = told(pledged(), previous=first)
    assert (again.changes, again.previous) == ((), first.id)


def test_silence_of_a_later_report_is_no_change() -> None:
    quiet = Report("The quay at Lindholm was painted for the ferries from Norland on Friday.", day=FRIDAY)
    assert kinds(news([pledged()], [quiet])) == []


def test_a_source_that_has_gone_is_no_change() -> None:
    both = told(pledged(), Report("The quay at Lindholm was painted for the ferries of Norland.", day=FRIDAY))
    assert told(pledged(), previous=both).changes == ()


def test_a_new_commitment() -> None:
    sentence = "Norland will train the crews of the ferries in Lindholm."
    [change] = [
        one
        for one in news([pledged()], [later(sentence, action="train the crews in Lindholm")])
        if one.kind is ChangeKind.NEW_COMMITMENT
    ]
    assert (change.about, change.what, change.evidence[0].quote) == ("Norland", "train the crews in Lindholm", sentence)


def test_what_is_less_likely_right_than_not_is_no_news_but_stands_in_the_ledger() -> None:
    sentence = "Norland will train the crews of the ferries in Lindholm."
    doubtful = later(sentence, action="train the crews in Lindholm", confidence=0.4)
    second = told(pledged(), doubtful, previous=told(pledged()))
    assert ChangeKind.NEW_COMMITMENT not in kinds(second.changes)
    assert "train the crews in Lindholm" in {
        line.commitment.action for story in second.stories for line in story.commitments
    }


@pytest.mark.parametrize(
    ("fields", "kind", "before", "after"),
    [
        ({"deadline": "by 30 June", "due": by(date(2026, 6, 30))}, ChangeKind.DUE_MOVED, "by 31 March", "by 30 June"),
        (MARCH | {"amount": "9 million crowns"}, ChangeKind.AMOUNT_MOVED, None, "9 million crowns"),
        (MARCH | {"condition": "once the crews agree"}, ChangeKind.CONDITION_ADDED, None, "once the crews agree"),
        (MARCH | {"strength": Strength.SIGNAL}, ChangeKind.WEAKENED, "firm", "signal"),
    ],
    ids=["date", "amount", "condition", "firmness"],
)
def test_what_a_later_report_tells_otherwise(
    fields: dict[str, object], kind: ChangeKind, before: str | None, after: str
) -> None:
    changes = news([pledged()], [later("Norland means to lend Lindholm four ferries, it said.", **fields)])
    [change] = [one for one in changes if one.kind is kind]
    assert (change.before, change.after) == (before, after)
    assert change.previously[0].quote == PLEDGE


def test_a_day_told_from_where_the_writer_stands_moves_no_date() -> None:
    first = Report(PLEDGE).pledge(LEND, deadline="by 31 March")
    assert ChangeKind.DUE_MOVED not in kinds(news([first], [later("Norland will lend them.", deadline="tomorrow")]))
    assert ChangeKind.DUE_MOVED in kinds(news([first], [later("Norland will lend them.", deadline="by 30 June")]))


def test_what_others_did_without_a_name_is_no_fulfilment() -> None:
    plan = "Norland plans to hold elections in the spring, beside the ferry talks with Lindholm."
    first = Report(plan).pledge("hold elections", plan)
    then = Report(
        "Elections were held in Sandhaven, and the ferry talks of Norland with Lindholm stood still.", day=FRIDAY
    )
    assert ChangeKind.FULFILLED in kinds(
        news([first], [Report("Norland held elections, with ferry talks in Lindholm.", day=FRIDAY)])
    )
    assert kinds(news([first], [then])) == []


def test_firming_up() -> None:
    maybe = Report(PLEDGE).pledge(LEND, strength=Strength.SIGNAL)
    sure = later("Norland will lend Lindholm four ferries, that is certain.")
    assert ChangeKind.FIRMED_UP in kinds(news([maybe], [sure]))


def test_the_moved_date_replaces_the_old_one_in_the_ledger() -> None:
    moved = later(
        "Norland will lend Lindholm four ferries by 30 June.", deadline="by 30 June", due=by(date(2026, 6, 30))
    )
    [story] = told(pledged(), moved).stories
    [line] = story.commitments
    assert (line.commitment.deadline, [one.deadline for one in line.earlier]) == ("by 30 June", ["by 31 March"])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Norland lent Lindholm the four ferries on Thursday.", ChangeKind.FULFILLED),
        ("Four ferries were lent to Lindholm by Norland on Thursday.", ChangeKind.FULFILLED),
        ("Norland has lent four ferries to Lindholm, as promised.", ChangeKind.FULFILLED),
        ("Norland failed to lend Lindholm the four ferries.", ChangeKind.BROKEN),
        ("Norland broke its promise to lend Lindholm four ferries.", ChangeKind.BROKEN),
        ("Norland will no longer lend Lindholm the four ferries.", ChangeKind.WITHDRAWN),
        ("Norland has dropped its plan to lend Lindholm four ferries.", ChangeKind.WITHDRAWN),
    ],
)
def test_what_became_of_it_where_a_sentence_says_so(sentence: str, kind: ChangeKind) -> None:
    changes = news([pledged()], [Report(sentence, day=FRIDAY)])
    assert kinds(changes) == [kind]
    [change] = [one for one in changes if one.kind is kind]
    assert (change.evidence[0].quote, change.previously[0].quote) == (sentence, PLEDGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland would have lent Lindholm four ferries in any other winter.",
        "Norland has yet to lend Lindholm the four ferries that were promised.",
        "Norland was expected to lend Lindholm four ferries on Thursday.",
        "Lindholm painted the quay for the four ferries of Norland.",
        "Norland lent Lindholm nothing but four ferry crews.",
        "Sandhaven lent four ferries to Lindholm, which Norland noted.",
        "Norland’s minister wondered who had lent four ferries to Lindholm if nobody had signed.",
    ],
)
def test_what_has_not_happened_is_not_told_as_done(sentence: str) -> None:
    assert kinds(news([pledged()], [Report(sentence, day=FRIDAY)])) == []


def test_the_outcome_is_told_when_the_first_report_has_gone() -> None:
    done = Report("Norland lent Lindholm the four ferries on Thursday.", day=FRIDAY)
    assert kinds(told(done, previous=told(pledged())).changes) == [ChangeKind.FULFILLED]


def test_what_is_told_as_past_by_a_noun_has_happened() -> None:
    promise = "Governor Ana Ferro of Norland will resign as governor on Friday."
    first = Report(promise, title="Governor of Norland to resign").pledge("resign as governor", promise, "Ana Ferro")
    sentence = "The council of Norland met after the resignation of Governor Ana Ferro."
    then = Report(sentence, day=FRIDAY, title="Council of Norland meets after governor resigned")
    assert kinds(news([first], [then])) == [ChangeKind.FULFILLED]


def test_a_word_that_only_looks_like_a_past_is_none() -> None:
    promise = "Norland will help Lindholm acquire ice-powered ferries."
    first = Report(promise).pledge("help Lindholm acquire ice-powered ferries", promise)
    then = Report("Norland’s help for Lindholm with ice-powered ferries was in the papers on Friday.", day=FRIDAY)
    assert kinds(news([first], [then])) == []


def test_an_outcome_is_news_once() -> None:
    done = Report("Norland lent Lindholm the four ferries on Thursday.", day=FRIDAY)
    second = told(pledged(), done, previous=told(pledged()))
    assert told(pledged(), done, previous=second).changes == ()


def test_what_was_to_be_left_be_is_broken_when_it_is_done() -> None:
    promise = "Norland will not close the eastern channel to the ferries of Lindholm."
    first = Report(promise).pledge("close the eastern channel", promise, polarity="refrain")
    done = Report("Norland closed the eastern channel to the ferries of Lindholm on Friday.", day=FRIDAY)
    [change] = [one for one in news([first], [done]) if one.kind is ChangeKind.BROKEN]
    assert change.refrain


def test_a_condition_is_met_where_a_sentence_says_so() -> None:
    conditional = Report(PLEDGE).pledge(
        LEND, condition="once the ice reports are published", strength=Strength.CONDITIONAL
    )
    published = Report("The ice reports for the ferries of Lindholm were published on Friday.", day=FRIDAY)
    awaited = Report("The ice reports for the ferries of Lindholm are to be published on Monday.", day=FRIDAY)
    assert kinds(news([conditional], [published])) == [ChangeKind.CONDITION_MET]
    assert kinds(news([conditional], [awaited])) == []


def test_another_report_of_the_same_is_corroboration() -> None:
    other = later("Four ferries will be lent to Lindholm by Norland.", **MARCH)
    assert kinds(news([pledged()], [other])) == [ChangeKind.CORROBORATED]


def test_the_same_words_of_somebody_unnamed_are_no_second_undertaking() -> None:
    other = later("The government will lend Lindholm four ferries.", committer="government", **MARCH)
    assert kinds(news([pledged()], [other])) == []
    another = later("Sweden will lend Lindholm four ferries.", committer="Sweden", **MARCH)
    assert ChangeKind.NEW_COMMITMENT in kinds(news([pledged()], [another]))


def test_rewording_and_reordering_make_no_news() -> None:
    again = "By 31 March, said Ana Ferro, Norland will lend four ferries to Lindholm."
    edited = (
        Report(UNCLEAR, again)
        .asks("Who will insure the ferry crews of Lindholm?", UNCLEAR)
        .pledge("lend four ferries to Lindholm", again, **MARCH)
    )
    assert kinds(told(edited, previous=told(pledged())).changes) == []


def test_another_wording_of_an_edited_report_is_told_as_that() -> None:
    sentence = "Norland will hand over four ferries to Lindholm by 31 March."
    edited = Report(sentence, UNCLEAR).pledge("hand over four ferries to Lindholm", sentence, **MARCH)
    assert kinds(told(edited, previous=told(pledged())).changes) == [ChangeKind.REWORDED]


def test_what_only_stays_as_it_was_to_be_until_the_same_day_is_no_new_commitment() -> None:
    stays = later("Norland’s ferry office is to remain closed until 31 March.", action="remain closed", **MARCH)
    assert kinds(news([pledged()], [stays])) == []
    other = later("Norland’s ferry office is to open by 31 March.", action="open a ferry office", **MARCH)
    assert kinds(news([pledged()], [other])) == [ChangeKind.NEW_COMMITMENT]
    elsewhere = later("Norland’s ferry office is to remain closed.", action="remain closed")
    assert kinds(news([pledged()], [elsewhere])) == [ChangeKind.NEW_COMMITMENT]


def test_a_question_is_opened_and_then_answered_by_a_sentence() -> None:
    assert ChangeKind.OPENED in kinds(news([Report(PLEDGE).pledge(LEND)], [_asking()]))
    answer = "The state bank of Norland will insure the ferry crews of Lindholm, Ferro said."
    [change] = [one for one in news([pledged()], [Report(answer, day=FRIDAY)]) if one.kind is ChangeKind.ANSWERED]
    assert (change.what, change.evidence[0].quote) == ("Who will insure the ferry crews of Lindholm?", answer)


def _asking() -> Report:
    return Report(UNCLEAR, day=FRIDAY).asks("Who will insure the ferry crews of Lindholm?", UNCLEAR)


def test_a_short_question_is_answered_where_all_of_it_returns() -> None:
    first = Report(PLEDGE).asks("Who will run the ferries?", PLEDGE)
    assert kinds(
        news([first], [Report("The state line of Norland will run the ferries in Lindholm.", day=FRIDAY)])
    ) == [ChangeKind.ANSWERED]
    assert kinds(news([first], [Report("Norland bought the ferries in Lindholm long ago.", day=FRIDAY)])) == []


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        ("What is the best timetable?", "On Friday Norland announced its timetable for the ferries.", True),
        ("What will the new timetable be?", "The timetable was published in Lindholm on Friday.", True),
        ("What is the timetable for the crossing?", "Norland has unveiled its timetable for the crossing.", True),
        ("What is the best timetable?", "Norland will announce its timetable in May.", False),
        ("What is the best timetable?", "Norland has yet to publish a timetable.", False),
        ("What is the best timetable?", "Ministers of Norland discussed the timetable on Friday.", False),
        ("What is the timetable for the crossing?", "Norland has unveiled its timetable for the buses.", False),
    ],
)
def test_a_thing_asked_for_is_answered_where_it_is_made_known(question: str, sentence: str, answers: bool) -> None:
    first = Report(PLEDGE).asks(question, PLEDGE)
    assert (kinds(news([first], [Report(sentence, day=FRIDAY)])) == [ChangeKind.ANSWERED]) is answers


def test_a_pledge_that_is_only_told_as_withdrawn_is_no_new_one() -> None:
    sentence = "Norland has withdrawn its pledge to lend Lindholm four ferries."
    assert kinds(news([pledged()], [later(sentence)])) == [ChangeKind.WITHDRAWN]


def test_another_amount_by_another_verb_of_giving() -> None:
    less, more = "2.4 million crowns", "2.9 million crowns"
    first = Report(PLEDGE).pledge(f"pay {less} towards the ferries", amount=less)
    then = later("Norland gives more.", action=f"contribute {more} to the ferries", amount=more)
    [change] = [one for one in news([first], [then]) if one.kind is ChangeKind.AMOUNT_MOVED]
    assert (change.before, change.after) == (less, more)


def test_a_question_that_is_asked_again_is_not_answered_by_that() -> None:
    again = Report("Nobody has said yet who will insure the ferry crews of Lindholm.", day=FRIDAY)
    made = told(pledged(), again, previous=told(pledged()))
    assert kinds(made.changes) == []
    assert [(one.question.question, one.since) for one in made.still_open] == [
        ("Who will insure the ferry crews of Lindholm?", date(2026, 2, 2))
    ]


def test_a_question_stays_open_since_it_was_first_asked() -> None:
    other = Report(UNCLEAR, day=FRIDAY).asks("Who will insure the ferry crews of Lindholm?", UNCLEAR)
    made = told(other, previous=told(pledged()))
    assert [one.since for one in made.still_open] == [date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        (
            "Will Ana Ferro quit the ferry board of Lindholm?",
            "Norland was joined by Ana Ferro of the ferry board of Lindholm.",
            False,
        ),
        (
            "Will Ana Ferro resign from the ferry board of Lindholm?",
            "Ana Ferro has resigned from the ferry board of Lindholm.",
            True,
        ),
        (
            "What will come of the talks with Norland?",
            "Talks with Norland were slow after an offer that one of its many ferry lines made in May was rejected.",
            False,
        ),
        ("What will come of the talks with Norland?", "The talks with Norland were agreed to be over.", True),
    ],
)
def test_an_answer_takes_up_what_is_asked(question: str, sentence: str, answers: bool) -> None:
    first = Report(PLEDGE).asks(question, PLEDGE)
    found = kinds(news([first], [Report(sentence, day=FRIDAY)]))
    assert (ChangeKind.ANSWERED in found) is answers


def test_a_decision_answers_what_was_awaited() -> None:
    vote = "Lindholm’s council is to vote on the ferry lease of Norland."
    first = Report(PLEDGE, vote).asks(
        "How will Lindholm’s council vote on the ferry lease?", vote, QuestionKind.AWAITED
    )
    done = Report("Lindholm’s council voted for the ferry lease of Norland by nine to two.", day=FRIDAY)
    assert kinds(news([first], [done])) == [ChangeKind.ANSWERED]


def test_a_new_actor_and_a_new_role() -> None:
    sentence = "Ana Ferro was elected president of Norland, which lends the ferries of Sandhaven to Lindholm."
    first = Report(PLEDGE).actor("Ana Ferro", PLEDGE, ActorKind.PERSON, role="harbour minister")
    then = Report(sentence, day=FRIDAY).actor("Ana Ferro", sentence, ActorKind.PERSON, role="president of Norland")
    then.actor("Sandhaven", sentence, importance=Importance.KEY)
    changes = news([first], [then])
    assert kinds(changes) == [ChangeKind.ROLE_CHANGED, ChangeKind.NEW_ACTOR]
    [role] = [one for one in changes if one.kind is ChangeKind.ROLE_CHANGED]
    assert (role.before, role.after) == ("harbour minister", "president of Norland")


def test_whom_an_older_text_named_is_no_new_actor() -> None:
    sentence = "Lindholm thanked Norland for the ferries on Friday."
    then = Report(sentence, day=FRIDAY).actor("Lindholm", sentence, importance=Importance.KEY)
    assert kinds(news([Report(PLEDGE)], [then])) == []


@pytest.mark.parametrize("keeping", ["delivers on this promise", "fulfils that old pledge", "keeps this promise"])
def test_a_promise_that_is_kept_in_the_same_breath_is_fulfilled_and_not_new(keeping: str) -> None:
    sentences = (
        "In May Norland promised to open the harbour of Lindholm to trawlers.",
        f"The order of Friday {keeping}.",
    )
    kept = Report(*sentences, day=FRIDAY).pledge("open the harbour of Lindholm to trawlers", sentences[0])
    assert kinds(news([pledged()], [kept])) == [ChangeKind.FULFILLED]
    other = (sentences[0], "The order of Friday delivers on another matter.")
    left = Report(*other, day=FRIDAY).pledge("open the harbour of Lindholm to trawlers", other[0])
    assert kinds(news([pledged()], [left])) == [ChangeKind.NEW_COMMITMENT]


def test_what_an_older_text_undertook_in_other_words_is_not_new_unless_a_term_is() -> None:
    before = Report(PLEDGE, "Norland embarks on further work with Lindholm under the harbour treaty.")
    words = "Norland is committed to further work with Lindholm under the harbour treaty."
    action = "commit to further work with Lindholm under the harbour treaty"
    again = Report(words, day=FRIDAY).pledge(action, words)
    assert kinds(news([before], [again])) == []
    dated = Report(words, day=FRIDAY).pledge(action, words, **MARCH)
    assert kinds(news([before], [dated])) == [ChangeKind.NEW_COMMITMENT]
    wanted = Report(PLEDGE, "Norland must do further work with Lindholm under the harbour treaty.")
    assert kinds(news([wanted], [again])) == [ChangeKind.NEW_COMMITMENT]


def test_a_story_of_undated_reports_bears_the_title_of_the_new_one() -> None:
    first = Report(PLEDGE, day=None)
    then = Report(
        PLEDGE, "The ferries of Norland reached Lindholm.", day=None, title="Norland’s ferries reach Lindholm"
    )
    [story] = told(first, then, previous=told(first)).stories
    assert story.title == "Norland’s ferries reach Lindholm"
    [story] = told(first, then, previous=told(then)).stories
    assert story.title == "Norland lends Lindholm ferries"


def test_what_is_only_meant_says_so() -> None:
    plan = later("Norland plans to open a ferry office.", action="open a ferry office", strength=Strength.INTENT)
    [change] = [one for one in news([pledged()], [plan]) if one.kind is ChangeKind.NEW_COMMITMENT]
    assert change.after == "intent"


def test_a_month_need_not_be_said_again_of_what_is_done() -> None:
    first = pledged().pledge("close the market from September and October to November and December", PLEDGE)
    done = Report("Norland closed the market on Friday.", day=FRIDAY)
    assert ChangeKind.FULFILLED in kinds(news([first], [done]))


def test_another_name_for_an_office_is_no_new_role() -> None:
    first = Report(PLEDGE).actor("Ana Ferro", PLEDGE, ActorKind.PERSON, role="harbour minister")
    sentence = "Government leader Ana Ferro of Norland spoke of the ferries for Lindholm."
    then = Report(sentence, day=FRIDAY).actor("Ana Ferro", sentence, ActorKind.PERSON, role="government leader")
    assert kinds(news([first], [then])) == []


def test_a_role_given_up_before_has_not_changed() -> None:
    first = Report(PLEDGE).actor("Ana Ferro", PLEDGE, ActorKind.PERSON, role="former harbour chief")
    sentence = "The former clerk of the board, ex-ferry chief Ana Ferro, spoke in Lindholm of the ferries of Norland."
    then = Report(sentence, day=FRIDAY).actor("Ana Ferro", sentence, ActorKind.PERSON, role="ex-ferry clerk")
    assert kinds(news([first], [then])) == []


def test_a_person_who_is_only_called_by_a_surname_is_no_newcomer() -> None:
    first = Report(PLEDGE).actor("Ana Ferro Lindqvist", PLEDGE, ActorKind.PERSON, role="harbour minister")
    sentence = "Minister Ferro of Norland spoke of the ferries for Lindholm."
    then = Report(sentence, day=FRIDAY).actor("Ferro", sentence, ActorKind.PERSON, role="minister")
    assert kinds(news([first], [then])) == []


def test_a_body_that_bears_a_persons_name_has_not_taken_over_the_office() -> None:
    first = Report(PLEDGE).actor("Ferro", PLEDGE, ActorKind.PERSON, role="harbour minister")
    sentence = "Members of Ferro, the party of Norland, were elected to the ferry board of Lindholm."
    then = Report(sentence, day=FRIDAY).actor("Ferro", sentence, ActorKind.ORGANISATION, role="members of the board")
    assert ChangeKind.ROLE_CHANGED not in kinds(news([first], [then]))


def test_a_new_story_is_told_with_its_bottom_line() -> None:
    sentence = "A volcano erupted near Mount Kestrel and two villages were cleared."
    other = Report(sentence, day=FRIDAY, title="Volcano erupts near Mount Kestrel")
    [change] = news([pledged()], [other])
    assert (change.kind, change.what) == (ChangeKind.NEW_STORY, sentence)


def test_a_story_that_goes_on_is_told_with_its_new_bottom_line() -> None:
    sentence = "Storms tore two ferries of Norland from the quay at Lindholm."
    [change] = news([pledged()], [Report(sentence, day=FRIDAY)])
    assert (change.kind, change.what) == (ChangeKind.DEVELOPED, sentence)


def test_every_change_rests_on_a_new_source() -> None:
    before = told(pledged())
    made = told(pledged(), later("Norland will lend Lindholm four ferries by 30 June.", **MARCH), previous=before)
    known = {source.id for source in before.sources}
    assert made.changes
    assert all({one.source for one in change.evidence}.isdisjoint(known) for change in made.changes)
