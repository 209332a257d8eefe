from django.urls import path

from . import calendars, desk, items

app_name = "own_desk"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/today.pdf", desk.sheet, name="sheet"),
    path("desk/chosen/", items.chosen, name="chosen"),
    path("desk/chosen/done/", items.done, name="done"),
    path("desk/calendar/", calendars.calendar, name="calendar"),
    path("desk/calendar/link/", calendars.link, name="link"),
    path("desk/calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("desk/<str:code>/<str:key>/", items.item, name="item"),
]
