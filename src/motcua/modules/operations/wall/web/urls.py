from django.urls import path

from . import views

app_name = "wall"
urlpatterns = [
    path("wall/", views.wall, name="wall"),
    path("wall/set-up/", views.set_up, name="set_up"),
    path("wall/now/", views.now, name="now"),
]
