from django.urls import path

from . import board, fields, rows, tile

app_name = "board"
_ARRANGE = "board/arrange/"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/field/<slug:code>/", board.field, name="field"),
    path("board/tile/<slug:code>/", tile.tile, name="tile"),
    path("board/tile/<slug:code>/rows/", rows.rows, name="rows"),
    path("board/tile/<slug:code>/officers/", rows.hands, name="hands"),
    path(_ARRANGE, fields.fields, name="fields"),
    path(f"{_ARRANGE}new/", fields.new, name="new"),
    path(f"{_ARRANGE}<slug:code>/", fields.edit, name="edit"),
]
