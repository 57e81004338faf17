"""The addresses of this room."""

from django.urls import path

from wardmote.copies import views

app_name = "copies"
urlpatterns = [
    path("meetings/<uuid:meeting_id>/copies/", views.copies, name="copies"),
    path("meetings/<uuid:meeting_id>/copies/print/", views.print_all, name="print"),
    path("meetings/<uuid:meeting_id>/copies/open-part/", views.open_part, name="open-part"),
    path("copies/<uuid:copy_id>/", views.copy, name="copy"),
    path("copies/<uuid:copy_id>/take-back/", views.take_back, name="take-back"),
    path("copies/<uuid:copy_id>/file/", views.copy_file, name="file"),
]
