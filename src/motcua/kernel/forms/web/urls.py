"""Pages for those who keep the forms."""

from django.urls import path

from . import views

app_name = "forms"
urlpatterns = [
    path("design/forms/", views.living, name="living"),
    path("design/forms/<slug:code>/", views.living_form, name="living-form"),
    path("admin/forms/", views.catalogue, name="catalogue"),
    path("admin/forms/<uuid:form_id>/", views.version, name="version"),
]
