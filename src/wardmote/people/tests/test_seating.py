"""Who joins, moves and leaves, what they are called, and how they are reached: what each deed leaves behind."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator

from conftest import FOUNDER, seated
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads, writes
from wardmote.people.models import Contact, Holding, Person, Seat, Spelling, User
from wardmote.people.rules import NotDone, SeatKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC

TODAY = date(2022, 11, 14)


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def person(viewer):
    return Person.objects.get(pk=viewer.person_id)


def holding(viewer):
    return Holding.objects.get(person_id=viewer.person_id)


def kept():
    return Person.objects.count(), Seat.objects.count(), Holding.objects.count(), User.objects.count()


def boxes(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def joined(**given):
    told = {"seat": "Chair of Roads", "kind": SeatKind.MEMBER, "from_on": TODAY, "until_on": None, "email": ""}
    return writes.join(given.pop("name", "Nan New"), **{**told, **given})


def test_somebody_on_paper_is_on_the_panel(clerk, now):
    nan = joined(name="  Nan   New ", by=clerk, now=now)
    assert nan.name == "Nan New" and reads.user_of(nan.pk) is None
    assert viewer_for(nan.pk, now=now).capacity == "Chair of Roads"
    line = next(one for one in reads.seated(now=now) if one.person == nan)
    assert line.access.words == "On paper"
    assert Event.objects.last().deed == "people.join"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "ben member"}, "somebody called ben member already"),
        ({"email": "BEN@trial.example"}, "signs in with"),
        ({"until_on": TODAY}, "end before it begins"),
    ],
)
def test_a_refused_person_leaves_nothing(clerk, member, now, given, says):
    writes.open_sign_in(person(member), email="ben@trial.example", password=None, by=clerk, now=now)
    before = kept(), Event.objects.count()
    with pytest.raises(NotDone, match=says):
        joined(by=clerk, now=now, **given)
    assert (kept(), Event.objects.count()) == before


def test_nobody_but_the_clerk_changes_who_is_who(member, clerk, now):
    before = kept(), Event.objects.count()
    ben, seat = person(member), holding(member)
    for deed in (
        lambda: joined(by=member, now=now),
        lambda: writes.add_person("Nan New", by=member, now=now),
        lambda: writes.add_seat("Throne", kind=SeatKind.CLERK, by=member, now=now),
        lambda: writes.seat_person(ben, seat=seat.seat, from_on=TODAY, by=member, now=now),
        lambda: writes.end_holding(seat, until_on=TODAY, by=member, now=now),
        lambda: writes.reopen_holding(seat, by=member, now=now),
        lambda: writes.move(seat, seat="Chair", kind=SeatKind.MEMBER, from_on=TODAY, by=member, now=now),
        lambda: writes.correct_name(ben, name="Benny", by=member, now=now),
        lambda: writes.accept_spelling(ben, words="Benny", by=member, now=now),
        lambda: writes.open_sign_in(ben, email="b@trial.example", password=None, by=member, now=now),
        lambda: writes.change_address(ben, email="b@trial.example", by=member, now=now),
        lambda: writes.invite(ben, by=member, now=now),
        lambda: writes.keep_contact(
            ben, email="", telephone="1", email_shown=True, telephone_shown=True, by=member, now=now
        ),
        lambda: writes.plan_handover(
            holding(clerk),
            name="Ben Member",
            email="b@trial.example",
            from_on=TODAY,
            until_on=TODAY,
            by=member,
            now=now,
        ),
    ):
        with pytest.raises(NotDone, match="Only the clerk"):
            deed()
    assert (kept(), Event.objects.count()) == before


def test_a_deputy_keeps_the_record_for_a_time(clerk, now):
    until = TODAY + timedelta(days=14)
    eve = joined(name="Eve Deputy", seat="Deputy clerk", kind=SeatKind.CLERK, until_on=until, by=clerk, now=now)
    assert viewer_for(eve.pk, now=now).keeps_record
    assert viewer_for(clerk.person_id, now=now).keeps_record
    assert viewer_for(eve.pk, now=now + timedelta(days=14)) == THE_PUBLIC


def test_one_seat_is_not_held_twice_by_one_person(clerk, member, now):
    mayor = holding(member).seat
    with pytest.raises(NotDone, match="holds Mayor on that day already"):
        writes.seat_person(person(member), seat=mayor, from_on=TODAY, by=clerk, now=now)
    with pytest.raises(NotDone, match="already"):
        writes.seat_person(
            person(member), seat=mayor, from_on=date(2022, 4, 1), until_on=date(2022, 5, 2), by=clerk, now=now
        )
    writes.seat_person(
        person(member), seat=mayor, from_on=date(2022, 4, 1), until_on=date(2022, 5, 1), by=clerk, now=now
    )


def test_an_end_is_taken_back_the_same_day_and_not_later(clerk, member, now):
    seat = writes.end_holding(holding(member), until_on=TODAY, by=clerk, now=now)
    assert viewer_for(member.person_id, now=now) == THE_PUBLIC
    with pytest.raises(NotDone, match="ended before today"):
        writes.reopen_holding(seat, by=clerk, now=now + timedelta(days=1))
    writes.reopen_holding(seat, by=clerk, now=now)
    assert viewer_for(member.person_id, now=now).on_panel
    with pytest.raises(NotDone, match="no last day"):
        writes.reopen_holding(seat, by=clerk, now=now)


@pytest.mark.parametrize("later", [TODAY, TODAY + timedelta(days=30)])
def test_a_seat_that_has_ended_is_not_ended_once_more(clerk, member, now, later):
    seat = writes.end_holding(holding(member), until_on=TODAY, by=clerk, now=now)
    events = Event.objects.count()
    with pytest.raises(NotDone, match="has ended"):
        writes.end_holding(seat, until_on=later, by=clerk, now=now)
    assert holding(member).until_on == TODAY and Event.objects.count() == events


def test_a_last_day_that_is_still_to_come_can_be_another(clerk, member, now):
    for days in (7, 14):
        writes.end_holding(holding(member), until_on=TODAY + timedelta(days=days), by=clerk, now=now)
    assert holding(member).until_on == TODAY + timedelta(days=14)


def test_a_move_ends_one_seat_and_begins_another_on_one_day(clerk, member, now):
    day = TODAY + timedelta(days=7)
    writes.move(holding(member), seat="Chair of Roads", kind=SeatKind.MEMBER, from_on=day, by=clerk, now=now)
    assert reads.standing_of(member.person_id, now=now).seats == ("Mayor",)
    assert reads.standing_of(member.person_id, now=now + timedelta(days=7)).seats == ("Chair of Roads",)
    with pytest.raises(NotDone, match="is the seat they hold"):
        old = Holding.objects.get(person_id=member.person_id, seat__name="Mayor")
        writes.move(old, seat="mayor", kind=SeatKind.MEMBER, from_on=day, by=clerk, now=now)


# There is always a clerk


def able(viewer, email, now):
    user = writes.open_sign_in(person(viewer), email=email, password="correct horse battery", by=FOUNDER, now=now)
    return Authenticator.objects.create(user=user, type="totp", data={})


def test_the_last_clerk_does_not_leave(clerk, member, now):
    for deed in (
        lambda: writes.end_holding(holding(clerk), until_on=TODAY, by=clerk, now=now),
        lambda: writes.move(holding(clerk), seat="Chair", kind=SeatKind.MEMBER, from_on=TODAY, by=clerk, now=now),
    ):
        before = kept(), Event.objects.count()
        with pytest.raises(NotDone, match="no clerk"):
            deed()
        assert (kept(), Event.objects.count()) == before
    assert holding(clerk).until_on is None


def test_a_deputy_for_a_time_or_without_a_sign_in_is_not_enough(clerk, now):
    able(clerk, "ada@trial.example", now)
    until = TODAY + timedelta(days=14)
    for_a_time = joined(name="Tim Time", seat="Acting clerk", kind=SeatKind.CLERK, until_on=until, by=clerk, now=now)
    with pytest.raises(NotDone, match="no clerk"):
        writes.end_holding(holding(clerk), until_on=TODAY, by=clerk, now=now)
    deputy = seated("Eve Deputy", "Deputy clerk", SeatKind.CLERK, signed=False)
    with pytest.raises(NotDone, match="cannot sign in yet"):
        writes.end_holding(holding(clerk), until_on=TODAY, by=clerk, now=now)
    factor = able(deputy, "eve@trial.example", now)
    Authenticator.objects.filter(pk=factor.pk).update(type="recovery_codes")
    with pytest.raises(NotDone, match="cannot sign in yet"):
        writes.end_holding(holding(clerk), until_on=TODAY, by=clerk, now=now)
    Authenticator.objects.filter(pk=factor.pk).update(type="webauthn")
    writes.end_holding(holding(clerk), until_on=TODAY, by=clerk, now=now)
    assert viewer_for(deputy.person_id, now=now).keeps_record and for_a_time.pk


# Names


def test_a_corrected_name_keeps_the_old_spelling(clerk, member, now):
    writes.correct_name(person(member), name="Benedict Member", by=clerk, now=now)
    for words in ("Ben Member", "Cllr. Ben  Member", "benedict member", "Mr Benedict Member"):
        assert reads.person_of_words(words).pk == member.person_id, words
    writes.correct_name(person(member), name="Ben Member", by=clerk, now=now)
    assert set(Spelling.objects.values_list("words", flat=True)) == {"Benedict Member"}


def test_a_spelling_means_one_person(clerk, member, now):
    first = writes.accept_spelling(person(member), words="Cllr Bem Nember", by=clerk, now=now)
    assert writes.accept_spelling(person(member), words="bem nember", by=clerk, now=now) == first
    for words in ("Bem Nember", "Ben Member"):
        with pytest.raises(NotDone, match="already"):
            writes.accept_spelling(person(clerk), words=words, by=clerk, now=now)
    with pytest.raises(NotDone, match="between 1 and 120"):
        writes.accept_spelling(person(clerk), words="  ", by=clerk, now=now)
    assert Spelling.objects.count() == 1
    assert reads.person_of_words("The Mayor") is None
    assert reads.person_of_words("") is None


def test_a_name_that_may_be_somebody_is_asked_about_and_never_joined(clerk, member, now):
    assert reads.people_alike("Councillor Memebr").pk == member.person_id
    assert reads.person_of_words("Councillor Memebr") is None
    writes.add_person("Bea Member", by=clerk, now=now)
    assert reads.people_alike("Councillor Member") is None


# The police contact


def test_the_panel_sees_what_the_officer_lets_it_see(clerk, member, inspector, now):
    dee = person(inspector)
    told = {"email": "dee@force.example", "telephone": " 01999  555 0101 "}
    writes.keep_contact(dee, **told, email_shown=False, telephone_shown=True, by=clerk, now=now)
    row = Contact.objects.get()
    assert b"force" not in bytes(row.email) and opened(row, "telephone") == "01999 555 0101"
    seen = {v: reads.contacts_of([dee.pk], viewer=v).get(dee.pk) for v in (clerk, member, inspector, THE_PUBLIC)}
    assert (seen[member].email, seen[member].telephone) == ("", "01999 555 0101")
    assert seen[clerk].email == seen[inspector].email == "dee@force.example"
    assert seen[THE_PUBLIC] is None
    writes.keep_contact(dee, **told, email_shown=False, telephone_shown=False, by=clerk, now=now)
    assert Contact.objects.count() == 1
    assert not reads.contacts_of([dee.pk], viewer=member)[dee.pk].telephone


# The pages


def test_adding_and_inviting_on_the_pages(enter, clerk, mailoutbox, now):
    door = enter(clerk)
    typed = {"name": "Nan New", "seat": "new", "new_seat": "", "kind": "member", **boxes("from_on", TODAY)}
    wrong = door.post("/people/new/", {**typed, "email": "nothing"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "Give the name of the new seat" in page and "Give an e-mail address" in page and 'value="Nan New"' in page
    typed |= {"new_seat": "Chair of Roads", "email": "nan@trial.example"}
    there = door.post("/people/new/", typed)["Location"]
    nan = Person.objects.get(name="Nan New")
    assert there == f"/people/{nan.pk}/"
    door.post(f"/people/{nan.pk}/invite/")
    [letter] = mailoutbox
    assert letter.to == ["nan@trial.example"] and "choose a password" in letter.body
    assert Event.objects.last().deed == "people.invite"
    assert "Has not come in yet" in door.get(there).content.decode()


def test_a_letter_that_does_not_go_is_said_and_the_deed_stays(enter, clerk, settings, now):
    settings.EMAIL_BACKEND = "wardmote.people.tests.test_seating.NoPost"
    nan = joined(email="nan@trial.example", by=clerk, now=now)
    answer = enter(clerk).post(f"/people/{nan.pk}/invite/", follow=True)
    assert "could not be sent" in answer.content.decode()
    assert Event.objects.last().deed == "people.invite"


class NoPost:
    """A mail server that is not there."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise OSError("no route to host")


def test_the_list_finds_filters_and_says_who_is_missing(enter, clerk, unsigned, now):
    door = enter(clerk)
    joined(by=clerk, now=now)
    writes.add_seat("Deputy Mayor", kind=SeatKind.MEMBER, by=clerk, now=now)

    def shown(**asked):
        page = door.get("/people/", asked).content.decode()
        return {name for name in ("Ada Clerk", "Cy Unsigned", "Nan New", "Deputy Mayor") if f">{name}</a>" in page}

    assert shown() == {"Ada Clerk", "Cy Unsigned", "Nan New", "Deputy Mayor"}
    assert shown(show="unsigned") == {"Cy Unsigned", "Nan New"}
    assert shown(show="vacant") == {"Deputy Mayor"}
    assert shown(show="shut") == {"Ada Clerk"}  # the trial's clerk has an app and no password
    assert shown(q="roads") == {"Nan New"}
    assert shown(q="nobody at all") == set()
    writes.end_holding(holding(unsigned), until_on=TODAY, by=clerk, now=now)
    assert shown(show="former") == {"Cy Unsigned"}


def test_an_address_is_for_the_clerk_and_for_its_person(enter, clerk, member, inspector, now):
    writes.open_sign_in(person(member), email="ben@trial.example", password=None, by=clerk, now=now)
    address = f"/people/{member.person_id}/"
    seen = {v: b"ben@trial.example" in enter(v).get(address).content for v in (clerk, member, inspector)}
    assert seen == {clerk: True, member: True, inspector: False}
