from django.urls import path

from . import comments, twins, views

app_name = "desk"
CASE = "workspace/dossiers/<str:code>/"

urlpatterns = [
    path("workspace/views/", views.views, name="views"),
    path("workspace/views/new/", views.save_view, name="save_view"),
    path("workspace/views/<uuid:view_id>/", views.change_view, name="change_view"),
    path(f"{CASE}comments/", comments.write, name="write"),
    path(f"{CASE}colleagues/", comments.colleagues, name="colleagues"),
    path("workspace/comments/<uuid:comment_id>/", comments.change, name="change"),
    path(f"{CASE}twins/<str:other_code>/", twins.compare, name="compare"),
]
