"""A long past of requests for information: one for which everything was found, and many with little."""

from itertools import count

from conftest import NOW
from tests.scale.beat import words
from wardmote.actions.models import Action
from wardmote.information_requests.models import Exemption, Find, InformationAnswer, InformationRequest, Look, Ruling
from wardmote.minutes.models import Paragraph
from wardmote.priorities.models import PriorityNote

SEALED = {"marking": "confidential", "recorded_at": NOW}
FOUND = (("paragraph of the notes", Paragraph), ("action", Action), ("note on a priority", PriorityNote))
_numbers = count(1)


def _request(panel):
    row = InformationRequest(kind="freedom of information", received_on=NOW.date(), came_by="letter", **SEALED)
    row.reviewer = panel.people[1]
    words(row, asked_by="Mr Kestrel", asked="What of the lights?").save()
    return row


def ask(panel, numbers):
    """So many requests, and so many finds, looks and answers of the first."""
    panel.asked = panel.asked or _request(panel)
    others = [_request(panel) for _ in numbers]
    looks = [Look(request=row, by_person=panel.people[0], **SEALED) for row in (panel.asked, *others)]
    Look.objects.bulk_create(words(row, words="light") for row in looks)
    known = set(Find.objects.filter(request=panel.asked).values_list("row_id", flat=True))
    finds = [
        Find(request=panel.asked, source=source, row_id=row_id, **SEALED)
        for source, model in FOUND
        for row_id in model.objects.values_list("pk", flat=True)
        if row_id not in known
    ]
    Find.objects.bulk_create(finds)
    panel.found = panel.found or finds[0]
    told = {"number": 1, "outcome": "disclose", "decided_by": panel.people[0], "agreed_by": panel.people[1], **SEALED}
    Ruling.objects.bulk_create(words(Ruling(find=find, **told), text="The lights") for find in finds)
    made = {"request": panel.asked, "made_by": panel.people[0], "rulings": [], **SEALED}
    answers = [InformationAnswer(number=next(_numbers), **made) for _ in numbers]
    InformationAnswer.objects.bulk_create(words(row, pdf="%PDF", word="PK") for row in answers)
    law = {"kind": "freedom of information", "qualified": True, "source": "The Act", "checked_on": NOW.date()}
    Exemption.objects.bulk_create(
        Exemption(code=f"section {next(_numbers)}", name="A reason", recorded_at=NOW, **law) for _ in numbers
    )
