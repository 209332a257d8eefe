"""To VNeID and back. Without a namespace: the library finds these routes by their names."""

from django.urls import path

from . import views

urlpatterns = [
    path("sign-in/vneid/", views.start, name="vneid_login"),
    path("sign-in/vneid/callback/", views.come_back, name="vneid_callback"),
]
