from django.urls import path

from . import ranking, rows, todo, unit

app_name = "scores"
urlpatterns = [
    path("scores/", ranking.ranking, name="ranking"),
    path("scores/<uuid:unit_id>/", unit.unit, name="unit"),
    path("scores/<uuid:unit_id>/to-do/", todo.todo, name="todo"),
    path("scores/<uuid:unit_id>/<str:number>/", rows.rows, name="rows"),
]
