"""Pages of the organisation."""

from django.urls import path

from . import views

app_name = "organisation"
urlpatterns = [
    path("organisation/", views.tree, name="tree"),
    path("organisation/<uuid:unit_id>/", views.unit, name="unit"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<str:day>/", views.change_day, name="change_day"),
    path("when-due/", views.when_due, name="when_due"),
]
