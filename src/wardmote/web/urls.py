"""Every address of the house. Modules are imported, not named in strings."""

from django.urls import include, path

from wardmote.actions import urls as actions
from wardmote.calendars import urls as calendars
from wardmote.confidentiality import urls as confidentiality
from wardmote.copies import urls as copies
from wardmote.correspondence import urls as correspondence
from wardmote.crime import urls as crime
from wardmote.desk import urls as desk
from wardmote.information_requests import urls as information_requests
from wardmote.interventions import urls as interventions
from wardmote.law import urls as law
from wardmote.meetings import urls as meetings
from wardmote.membership import urls as membership
from wardmote.people import signin
from wardmote.people import urls as people
from wardmote.places import urls as places
from wardmote.policing import urls as policing
from wardmote.priorities import urls as priorities
from wardmote.proposals import urls as proposals
from wardmote.public import urls as public
from wardmote.search import urls as search
from wardmote.sittings import urls as sittings
from wardmote.summons import urls as summons
from wardmote.updates import urls as updates
from wardmote.web import views

urlpatterns = [
    path("", include(desk)),
    path("", include(meetings)),
    path("", include(summons)),
    path("", include(sittings)),
    path("", include(copies)),
    path("requests/", include(information_requests)),
    path("calendar/", include(calendars)),
    path("", include(correspondence)),
    path("actions/", include(actions)),
    path("priorities/", include(priorities)),
    path("search/", include(search)),
    path("membership/", include(membership)),
    path("proposals/", include(proposals)),
    path("crime/", include(crime)),
    path("interventions/", include(interventions)),
    path("policing/", include(policing)),
    path("policing/", include(updates)),
    path("", include(confidentiality)),
    path("people/", include(people)),
    path("settings/", include(places)),
    path("settings/", include(law)),
    path("public/", include(public)),
    path("accounts/", include(signin.urlpatterns)),
    path("health/", views.health, name="health"),
]
