"""Addresses of the verification pages."""

from django.urls import path

from . import trust, views

app_name = "signatures"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:token>/", views.paper, name="paper"),
    path("workspace/signatures/", trust.trust, name="trust"),
    path("workspace/signatures/roots/new/", trust.new_root, name="new_root"),
    path("workspace/signatures/roots/<uuid:root_id>/end/", trust.end_root, name="end_root"),
    path("workspace/signatures/pictures/new/", trust.new_picture, name="new_picture"),
]
