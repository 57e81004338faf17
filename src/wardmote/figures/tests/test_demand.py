"""Places and callers again and again, as bands."""

from datetime import date, timedelta

import pytest

from wardmote.figures.demand import demand, most_within, read_export, read_profile
from wardmote.figures.demand.profile import BadProfile

HEAD = "When,Where,Caller,Kind\n"


def row(day, where="9 Larch Cottage Row", who="07700 900123", kind="Nuisance"):
    return f"{date(2026, 3, 1) + timedelta(days=day)} 10:15,{where},{who},{kind}\n"


def found(tmp_path, rows, profile=None):
    (tmp_path / "export.csv").write_text(HEAD + rows)
    read = read_profile(profile)
    return demand(read_export(tmp_path / "export.csv", read), read)


def shown(one):
    return [(str(each.places), str(each.callers)) for each in one.repeats]


def test_three_in_thirty_days_counts_the_first_and_the_last_day():
    days = [date(2026, 3, 1) + timedelta(days=n) for n in (0, 15, 29, 30)]
    assert most_within(days[:3], 30) == 3 and most_within([days[0], days[1], days[3]], 30) == 2


def test_repeat_places_and_callers_are_bands(tmp_path):
    one = row(0) + row(9, who="Smothergill") + row(29, "9  LARCH cottage row", who="anonymous")
    assert shown(found(tmp_path, one)) == [("1-4", "0"), ("0", "0")]
    assert shown(found(tmp_path, one.replace("29", "31").replace("-30 10", "-31 10"))) == [("0", "0"), ("0", "0")]
    many = "".join(row(day, f"{n} Larch Cottage Row", f"{n}") for n in range(5) for day in range(10))
    assert shown(found(tmp_path, many)) == [("5+", "5+"), ("5+", "5+")]


def test_unknown_callers_and_places_are_nobody(tmp_path):
    assert (
        shown(found(tmp_path, "".join(row(day, "No Fixed Abode", "Withheld") for day in range(12)))) == [("0", "0")] * 2
    )


def test_none_at_all_is_a_fact_unless_a_line_could_not_be_read(tmp_path):
    whole = found(tmp_path, row(0) + row(60))
    assert (
        whole.facts[0]
        == "No location met the threshold of 3 incidents in 30 days between 1 March 2026 and 30 April 2026."
    )
    holed = found(tmp_path, row(0) + "Smothergill,x,y,z\n" + "2026-03-05\n" + row(60))
    assert holed.bad_lines == (3, 4) and all("no nil return" in fact for fact in holed.facts)
    assert found(tmp_path, "").facts == ()


def test_a_profile_sets_columns_thresholds_and_numbered_incidents(tmp_path):
    profile = tmp_path / "profile.toml"
    profile.write_text(
        'delimiter = ";"\n[columns]\nwhen = "Tag"\nincident = "No"\n[dates]\nformats = ["%d.%m.%Y"]\n'
        "[[thresholds]]\nincidents = 2\ndays = 7\n"
    )
    read = read_profile(profile)
    (tmp_path / "a.csv").write_text(
        "No;Tag;Where;Caller;Kind\n1;01.03.2026;a;x;q\n1;01.03.2026;a;y;q\n2;09.03.2026;a;x;q\n"
    )
    assert shown(demand(read_export(tmp_path / "a.csv", read), read)) == [("0", "0")]  # two calls, one incident
    (tmp_path / "a.csv").write_text("No;Tag;Where;Caller;Kind\n1;01.03.2026;a;x;q\n2;07.03.2026;a;y;q\n")
    assert shown(demand(read_export(tmp_path / "a.csv", read), read)) == [("1-4", "0")]
    profile.write_text("[[thresholds]]\nincidents = 1\ndays = 7\n")
    with pytest.raises(BadProfile, match="Nothing was read"):
        read_profile(profile)
