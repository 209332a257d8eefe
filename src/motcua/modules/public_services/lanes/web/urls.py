"""Addresses of the lanes."""

from django.urls import path

from . import views

app_name = "lanes"
urlpatterns = [
    path("lanes/", views.lane_list, name="list"),
    path("lanes/open/", views.open_, name="open"),
    path("lanes/<uuid:lane_id>/", views.lane, name="lane"),
    path("lanes/<uuid:lane_id>/end/", views.end, name="end"),
    path("lanes/<uuid:lane_id>/board/", views.board, name="board"),
    path("lanes/<uuid:lane_id>/board/live/", views.board_live, name="board_live"),
]
