"""Pages of the organisation."""

from django.urls import path

from . import changes, views

app_name = "organisation"
urlpatterns = [
    path("organisation/", views.tree, name="tree"),
    path("organisation/<uuid:unit_id>/", views.unit, name="unit"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/hours/", changes.change_hours, name="change_hours"),
    path("calendar/years/<int:year>/", changes.change_year, name="change_year"),
    path("calendar/simulations/<uuid:simulation_id>/", changes.simulation, name="simulation"),
    path("calendar/<str:day>/", changes.change_day, name="change_day"),
    path("when-due/", views.when_due, name="when_due"),
]
