from django.urls import path

from . import views

app_name = "bundles"
urlpatterns = [
    path("bundles/<str:code>/", views.bundle, name="bundle"),
    path("workspace/bundles/", views.parts, name="parts"),
    path("workspace/bundles/<uuid:part_id>/", views.part, name="part"),
]
