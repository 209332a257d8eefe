"""Pages of the floor itself."""

from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("design/", views.design, name="design"),
    path("design/workspace/", views.design_workspace, name="design-workspace"),
    path("preferences/", views.preferences, name="preferences"),
    path("preferences/accent.css", views.accent, name="accent"),
]
