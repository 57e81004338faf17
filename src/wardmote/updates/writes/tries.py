"""How often the door of a link may be tried."""

import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardmote.register import writes as register
from wardmote.register.rules import Viewer
from wardmote.updates.models import Tries
from wardmote.updates.rules import A_WHILE, TOO_OFTEN


@transaction.atomic
def tried_too_often(who: str, *, most: int, by: Viewer, now: datetime) -> bool:
    """Count one more try; whether there were more than `most` within a while. The log notes when that begins.

    Counted in the record, so that it is the same in every process. Of `who`, an address, only a keyed hash is kept,
    until the first try after the while. What is over the limit writes nothing: a flood costs one question each.
    """
    mark = hmac.digest(settings.TOWN.data_key, f"tries:{who}".encode(), "sha256").hex()
    lately = Tries.objects.filter(since__gt=now - A_WHILE)
    if lately.filter(mark=mark, many__gt=most).exists():
        return True
    Tries.objects.exclude(pk__in=lately).delete()
    row, _ = Tries.objects.select_for_update().get_or_create(mark=mark, defaults={"many": 0, "since": now})
    row.many += 1
    row.save(update_fields=["many"])
    if row.many > most:
        register.record(row, deed=TOO_OFTEN, by=by, now=now)
    return row.many > most
