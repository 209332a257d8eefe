"""Addresses of the check lists and the catalogue of reasons."""

from django.urls import path

from . import views

app_name = "checklists"
urlpatterns = [
    path("checklists/", views.reasons, name="reasons"),
    path("checklists/reasons/add/", views.add, name="add"),
    path("checklists/reasons/<slug:code>/retire/", views.retire, name="retire"),
    path("checklists/procedures/", views.procedure_list, name="procedures"),
    path("checklists/procedures/<str:code>/", views.procedure, name="procedure"),
]
