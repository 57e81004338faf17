"""The date in three boxes, as GOV.UK asks for it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.forms import Widget

PARTS = ("day", "month", "year")


class DateBoxes(Widget):
    """Day, month and year as typed. Posts `name-day`, `name-month` and `name-year`; use it on a plain `DateField`.

    >>> boxes = DateBoxes()
    >>> boxes.value_from_datadict({"due-day": "3", "due-month": "4", "due-year": "2023"}, {}, "due")
    '2023-4-3'
    >>> boxes.value_from_datadict({"due-day": "3", "due-month": "4", "due-year": "23"}, {}, "due")
    '2023-4-3'
    >>> boxes.parts("2023-4-3"), boxes.parts(date(2022, 10, 28))["day"]
    ({'day': '3', 'month': '4', 'year': '2023'}, '28')
    """

    def parts(self, value: Any) -> dict[str, str]:
        """What stands in the boxes: what was typed, or a date."""
        if isinstance(value, date | datetime):
            return {part: str(getattr(value, part)) for part in PARTS}
        year, month, day = f"{value or ''}--".split("-")[:3]
        return {"day": day, "month": month, "year": year}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """Year, month and day with hyphens, which a `DateField` reads; nothing if all boxes are empty."""
        typed = {part: str(data.get(f"{name}-{part}") or "").strip() for part in PARTS}
        if len(typed["year"]) == 2 and typed["year"].isdecimal():
            typed["year"] = f"20{typed['year']}"
        return "{year}-{month}-{day}".format(**typed) if any(typed.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}-day"
