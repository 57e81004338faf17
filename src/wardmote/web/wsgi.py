"""What the server calls. `WARDMOTE_TOWN` names the town."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
application = get_wsgi_application()

from wardmote.register.reads import of_another_town  # noqa: E402  # models need the settings first

if of_another_town():
    raise RuntimeError("This database is the record of another town. Nothing was opened. Check DATABASE_URL.")
