"""The addresses of this room."""

from django.urls import path

from wardmote.desk.views import begin, guides, home, invitations

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("begin/", begin.begin, name="begin"),
    path("begin/panel/", begin.six, name="begin-six"),
    path("begin/check/", begin.check, name="begin-check"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("help/", guides.guides, name="guides"),
    path("help/<slug:guide>/", guides.guide, name="guide"),
    path("help/pictures/<slug:picture>.png", guides.picture, name="picture"),
]
