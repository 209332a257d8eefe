from django.urls import path

from . import views

app_name = "board"
urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:code>/", views.indicator, name="tile"),
    path("figures/<slug:code>/<uuid:unit_id>/", views.rows, name="rows"),
]
