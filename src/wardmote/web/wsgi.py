"""What the server calls. `WARDMOTE_TOWN` names the town."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
application = get_wsgi_application()
