"""The addresses of this room. The link of a feed is a token; ids are UUIDs."""

from django.urls import path

from wardmote.calendars.views import digests, feeds, rhythm, year

app_name = "calendars"
urlpatterns = [
    path("", year.this_year, name="this-year"),
    path("<int:year>/", year.year, name="year"),
    path("<int:year>/<uuid:body_id>/", year.year, name="body-year"),
    path("due/", year.due, name="due"),
    path("subscribe/", feeds.subscribe, name="subscribe"),
    path("subscribe/public/", feeds.public_feed, name="public-feed"),
    path("digest/", digests.digest, name="digest"),
    path("digest/<uuid:person_id>/", digests.digest_for, name="digest-for"),
    path("bodies/<uuid:body_id>/", rhythm.rhythm, name="rhythm"),
    path("bodies/<uuid:body_id>/days/", rhythm.change_day, name="change-day"),
    path("bodies/<uuid:body_id>/make/", rhythm.make_year, name="make-year"),
    path("bodies/<uuid:body_id>/public/", rhythm.mark_days, name="mark-days"),
    path("planned/<uuid:planned_year_id>/take-away/", rhythm.take_away, name="take-away"),
    path("meetings/<uuid:meeting_id>.ics", feeds.meeting_file, name="meeting-file"),
    path("<str:token>.ics", feeds.feed, name="feed"),
]
