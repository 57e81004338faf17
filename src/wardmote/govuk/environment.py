"""The Jinja2 that draws every page, through Django's own backend."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from wardmote.govuk import words


def environment(**options: Any) -> Environment:
    """Our templates first, then the GOV.UK macros under their usual prefix."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], macros])
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True)
    for name in ("pounds", "long_date", "short_date", "clock", "ordinal", "count_of"):
        env.filters[name] = getattr(words, name)
    env.filters["local"] = localtime  # a moment kept in UTC, as the town's clock shows it
    env.globals |= {"url": reverse, "static": static, "town": settings.TOWN}
    return env
