from django.urls import path

from . import views

app_name = "maps"
urlpatterns = [
    path("map/", views.page, name="map"),
    path("map/data/", views.data, name="data"),
]
