from django.urls import path

from . import views

app_name = "forecasts"
urlpatterns = [
    path("forecasts/", views.units, name="units"),
    path("forecasts/<uuid:unit_id>/", views.unit, name="unit"),
]
