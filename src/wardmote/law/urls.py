"""The addresses of this room."""

from django.urls import path

from wardmote.law import views

app_name = "law"
urlpatterns = [
    path("law/", views.kinds, name="kinds"),
    path("law/rows/<uuid:row_id>/withdraw/", views.withdraw, name="withdraw"),
    path("law/<slug:kind>/", views.kind, name="kind"),
    path("days/", views.this_year, name="this-year"),
    path("days/<int:year>/", views.days, name="days"),
    path("days/<int:year>/set/", views.set_day, name="set-day"),
]
