"""A Django form drawn as GOV.UK components, and read again when it is posted."""

import re
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines

from wardmote.govuk.widgets import DateBoxes

KINDS = [("a", "Ay"), ("b", "Bee")]
DRAWN = """{% from "govuk/fields.html" import csrf, error_summary, field %}
{{ error_summary(form) }}{{ csrf(csrf_input) }}
{% for bound in form %}{{ field(bound) }}{% endfor %}"""


class Everything(forms.Form):
    words = forms.CharField(label="Words", help_text="In <b> brief")
    email = forms.EmailField(label="Address")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    long = forms.CharField(label="Long", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    one = forms.ChoiceField(label="One", choices=KINDS)
    radio = forms.ChoiceField(label="Radio", choices=KINDS, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(label="Many", choices=KINDS, widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField(label="I am sure")
    file = forms.FileField(label="File", required=False)
    held_on = forms.DateField(label="Held on", widget=DateBoxes)
    at = forms.TimeField(label="At")
    quiet = forms.CharField(widget=forms.HiddenInput)


def drawn(form):
    return engines["jinja2"].from_string(DRAWN).render({"form": form})


def posted(**changed):
    """What a browser sends."""
    sent = QueryDict(mutable=True)
    typed = {
        "words": "<i>",
        "email": "a@b.example",
        "secret": "s",
        "one": "b",
        "radio": "b",
        "sure": "on",
        "at": "10:15",
    }
    sent.update(typed | {"held_on-day": "3", "held_on-month": "4", "held_on-year": "2023", "quiet": "q"} | changed)
    sent.setlist("many", ["a", "b"])
    return Everything(sent)


def test_a_date_in_three_boxes_is_read():
    form = posted()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2023, 4, 3)
    assert form.cleaned_data["many"] == ["a", "b"]


def test_what_was_typed_is_kept_and_escaped():
    page = drawn(posted(at="soon", **{"held_on-month": "13"}))
    assert 'value="&lt;i&gt;"' in page and "<i>" not in page
    assert re.search(r'name="held_on-month"[^>]*value="13"', page)
    assert 'value="soon"' in page
    assert 'value="s"' not in page  # a password never comes back
    assert page.count("checked") == 4  # one radio, two of many, sure
    assert '<option value="b" selected>' in page


def test_each_fault_stands_in_the_summary_and_at_its_box():
    page = drawn(Everything(QueryDict("words=")))
    assert page.count("Words is missing.") == page.count("Held on is missing.") == 2
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_labels_hints_and_what_may_be_left_out():
    page = drawn(Everything(initial={"held_on": date(2022, 10, 28)}))
    assert "In &lt;b&gt; brief" in page
    assert "Long (optional)" in page and "File (optional)" in page
    assert re.search(r'name="held_on-day"[^>]*value="28"', page)
    assert 'type="hidden" name="quiet"' in page
    assert "There is a problem" not in page


@pytest.mark.parametrize("typed", ["31-2-2023", "x-y-z", "--", "1-1-"])
def test_no_date_is_an_error_and_not_another_date(typed):
    day, month, year = typed.split("-", 2)
    form = posted(**{"held_on-day": day, "held_on-month": month, "held_on-year": year})
    assert not form.is_valid() and "held_on" in form.errors
