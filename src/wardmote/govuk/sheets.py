"""A page with one form that is one deed: done and on, or the page again with what is missing and what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wardmote.govuk.needs import Needs


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words round a form: its heading, where it leads back to (text and address), its button, what is said after.

    `quotes` and `says` stand above the form; `then` is where a done deed leads, unless back.
    """

    heading: str
    back: tuple[str, str]
    button: str
    done: str
    says: str = ""
    then: str = ""
    quotes: tuple[str, ...] = ()


def typed(request: HttpRequest) -> Any:
    """What was sent with a form; none if the page is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    sheet: Sheet,
    *,
    deed: Callable[[dict[str, Any]], Any],
    to: Callable[[Any], str] | None = None,
    template: str = "govuk/sheet.html",
    **more: Any,
) -> HttpResponse:
    """The page, or the deed. `to` gives the address that what the deed made leads to."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = deed(form.cleaned_data)
            except Needs as need:
                say(need, form)
            else:
                messages.success(request, sheet.done)
                return redirect(to(made) if to else sheet.then or sheet.back[1])
    return render(request, template, {"form": form, "sheet": sheet, **more}, status=status)


def say(need: Needs, form: forms.Form) -> None:
    """Say in its box what is missing, or above the form where it has no such box."""
    form.add_error(need.field if need.field in form.fields else None, str(need))
