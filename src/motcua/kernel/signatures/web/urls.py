"""Addresses of the verification pages."""

from django.urls import URLPattern

app_name = "signatures"
urlpatterns: list[URLPattern] = []
