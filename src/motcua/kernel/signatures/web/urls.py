"""Addresses of the verification pages."""

from django.urls import path

from . import views

app_name = "signatures"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:token>/", views.paper, name="paper"),
]
