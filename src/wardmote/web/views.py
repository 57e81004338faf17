"""What the roof itself answers."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from wardmote.govuk.doors import for_anyone


@for_anyone
def health(request: HttpRequest) -> HttpResponse:
    """Whether the record answers; it says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
