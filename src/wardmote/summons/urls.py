"""The addresses of this room."""

from django.urls import path

from wardmote.summons import views

app_name = "summons"
urlpatterns = [
    path("meetings/<uuid:meeting_id>/steps/", views.steps, name="steps"),
    path("meetings/<uuid:meeting_id>/steps/<slug:what>/", views.do, name="do"),
    path("meetings/<uuid:meeting_id>/summons/", views.summons_file, name="summons-file"),
    path("meetings/<uuid:meeting_id>/notice/", views.notice, name="notice"),
    path("meetings/<uuid:meeting_id>/notice/file/", views.notice_file, name="notice-file"),
    path("meetings/deliveries/<uuid:delivery_id>/", views.deliver, name="deliver"),
]
