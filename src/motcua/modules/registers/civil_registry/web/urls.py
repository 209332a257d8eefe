from django.urls import path

from . import views

app_name = "civil_registry"
urlpatterns = [
    path("registers/births/", views.births, name="births"),
    path("registers/births/<uuid:entry_id>/", views.birth, name="birth"),
]
