"""What can happen to people and seats: who sits where, who comes in, who is let back in, and who keeps the record."""

from wardmote.people.rules import LinkUsed
from wardmote.people.writes.entry import (
    change_address,
    invite,
    open_sign_in,
    second_factor_changed,
    set_password,
    signed_in,
    stop_address,
    take_address,
    use_link,
)
from wardmote.people.writes.handing_over import plan_handover, settle_handover, undo_handover
from wardmote.people.writes.letting_in import (
    ask_let_in,
    confirm_let_in,
    let_in_by_host,
    refuse_let_in,
    take_away_again,
)
from wardmote.people.writes.naming import (
    accept_spelling,
    correct_name,
    edit_person,
    keep_contact,
    note_e_summons,
    withdraw_spelling,
)
from wardmote.people.writes.seating import (
    add_person,
    add_seat,
    confirm_seats,
    end_again,
    end_holding,
    give_seat,
    join,
    move,
    reopen_holding,
    seat_person,
)

__all__ = [
    "LinkUsed",
    "accept_spelling",
    "add_person",
    "add_seat",
    "ask_let_in",
    "change_address",
    "confirm_let_in",
    "confirm_seats",
    "correct_name",
    "edit_person",
    "end_again",
    "end_holding",
    "give_seat",
    "invite",
    "join",
    "keep_contact",
    "let_in_by_host",
    "move",
    "note_e_summons",
    "open_sign_in",
    "plan_handover",
    "refuse_let_in",
    "reopen_holding",
    "seat_person",
    "second_factor_changed",
    "set_password",
    "settle_handover",
    "signed_in",
    "stop_address",
    "take_address",
    "take_away_again",
    "undo_handover",
    "use_link",
    "withdraw_spelling",
]
