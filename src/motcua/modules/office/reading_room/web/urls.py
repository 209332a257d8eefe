from django.urls import path

from . import deciding, finding, reading, room

app_name = "reading_room"
urlpatterns = [
    path("reading-room/", room.catalogue, name="catalogue"),
    path("reading-room/ask/", room.ask, name="ask"),
    path("reading-room/requests/", room.own, name="own"),
    path("reading-room/requests/<uuid:request_id>/", room.one, name="one"),
    path("reading-room/read/<uuid:document_id>/", reading.read, name="read"),
    path("reading-room/read/<uuid:document_id>/<int:page>.png", reading.page, name="page"),
    path("reading-room/read/<uuid:document_id>/copy.pdf", reading.copy, name="copy"),
    path("workspace/find/", finding.find, name="find"),
    path("workspace/find/<slug:kind>/<uuid:key>/", finding.like, name="like"),
    path("workspace/reading-room/", deciding.requests, name="requests"),
    path("workspace/reading-room/<uuid:request_id>/", deciding.decide, name="decide"),
]
